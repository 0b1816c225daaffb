/**
 * Rosters to measure with: weeks of a programme, one after another. Every 40 sessions are a week with staff and patients
 * of its own, in which nobody is double-booked; about one session in 200 has a patient too many.
 */
const SESSIONS_A_WEEK = 40;
const KINDS = ["group", "psychoeducation", "group", "couples-group", "group", "individual"];
const FIRST_MONDAY = Date.UTC(2026, 10, 30) / 86_400_000;

/** A roster as data: `sessions` sessions over as many weeks as they need. */
export function generate(sessions) {
  const roster = {
    program: "Lakeside Virtual IOP",
    timezone: "America/New_York",
    // A week is one of seven days; of more than that the roster names none.
    ...(sessions <= SESSIONS_A_WEEK ? { week: "2026-11-30" } : {}),
    clinicians: [],
    couples: [],
    sessions: [],
  };
  for (let i = 0; i < sessions; i++) {
    const week = Math.floor(i / SESSIONS_A_WEEK);
    if (i % SESSIONS_A_WEEK === 0) addPeople(roster, week);
    roster.sessions.push(session(i, week, i % SESSIONS_A_WEEK));
  }
  return roster;
}

function addPeople(roster, week) {
  for (let i = 0; i < 5; i++)
    roster.clinicians.push({ id: `clinician-${week}-${i}`, roles: [i === 0 ? "couples-therapist" : "therapist"] });
  for (let i = 0; i < 3; i++) roster.couples.push({ id: `c-${week}-${i}`, partners: [`q-${week}-${i}`, `r-${week}-${i}`] });
}

function session(i, week, slot) {
  const kind = KINDS[slot % KINDS.length];
  const date = new Date((FIRST_MONDAY + 7 * week + Math.floor(slot / 6)) * 86_400_000).toISOString().slice(0, 10);
  const hour = String(9 + 2 * (slot % 6)).padStart(2, "0");
  const couples = kind === "couples-group";
  const size = kind === "individual" ? 1 : 6 + (i % 200 === 0 ? 1 : 0);
  return {
    id: `session-${i}`,
    kind,
    start: `${date}T${hour}:00`,
    minutes: 90,
    clinicians: [`clinician-${week}-${couples ? 0 : 1 + (slot % 4)}`],
    ...(couples
      ? { couples: [0, 1, 2].map((n) => `c-${week}-${n}`) }
      : { patients: Array.from({ length: size }, (_, n) => `p-${week}-${(slot + n) % 30}`) }),
    cpt: couples ? "90849" : "90853",
  };
}
