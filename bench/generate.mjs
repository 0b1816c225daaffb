/**
 * Generates rosters for measurements: consecutive weeks of a program. Every 40 sessions are a week with its own clinicians and
 * patients, without double bookings. About one session in 200 has one patient too many.
 */
const SESSIONS_A_WEEK = 40;
const KINDS = ["group", "psychoeducation", "group", "couples-group", "group", "individual"];
const FIRST_MONDAY = Date.UTC(2026, 10, 30) / 86_400_000;

/** A roster as data, with `sessions` sessions over several weeks. The ids of its first week end in `first`. */
export function generate(sessions, first = 0) {
  const roster = {
    program: "Lakeside Virtual IOP",
    timezone: "America/New_York",
    // A roster of more than seven days has no `week`.
    ...(sessions <= SESSIONS_A_WEEK ? { week: "2026-11-30" } : {}),
    clinicians: [],
    couples: [],
    sessions: [],
  };
  for (let i = 0; i < sessions; i++) {
    const week = Math.floor(i / SESSIONS_A_WEEK);
    if (i % SESSIONS_A_WEEK === 0) addPeople(roster, first + week);
    roster.sessions.push(session(i, week, first + week, i % SESSIONS_A_WEEK));
  }
  return roster;
}

/** The roster in YAML block style, as people write it. Written by hand, because the library takes minutes for a large roster. */
export function inYaml({ clinicians, couples, sessions, ...head }) {
  const items = (name, list) => `${name}:\n${list.map((item) => `  - ${fields(item).join("\n    ")}\n`).join("")}`;
  return `${fields(head).join("\n")}\n${items("clinicians", clinicians)}${items("couples", couples)}${items("sessions", sessions)}`;
}

function fields(item) {
  return Object.entries(item).map(([key, value]) => `${key}: ${Array.isArray(value) ? `[${value.join(", ")}]` : value}`);
}

function addPeople(roster, group) {
  for (let i = 0; i < 5; i++)
    roster.clinicians.push({ id: `clinician-${group}-${i}`, roles: [i === 0 ? "couples-therapist" : "therapist"] });
  for (let i = 0; i < 3; i++) roster.couples.push({ id: `c-${group}-${i}`, partners: [`q-${group}-${i}`, `r-${group}-${i}`] });
}

function session(i, week, group, slot) {
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
    clinicians: [`clinician-${group}-${couples ? 0 : 1 + (slot % 4)}`],
    ...(couples
      ? { couples: [0, 1, 2].map((n) => `c-${group}-${n}`) }
      : { patients: Array.from({ length: size }, (_, n) => `p-${group}-${(slot + n) % 30}`) }),
    cpt: couples ? "90849" : "90853",
  };
}

/** A week of 200 sessions, ten at a time, each one clinician short, with four clinicians to spare at each time. */
export function tight() {
  const name = (n) => `c-${String(n).padStart(2, "0")}`;
  const start = (day, hour) =>
    `${["2026-11-30", "2026-12-01", "2026-12-02", "2026-12-03", "2026-12-04"][day]}T${String(9 + 2 * hour).padStart(2, "0")}:00`;
  const ten = Array.from({ length: 10 }, (_, n) => n);
  const sessions = [0, 1, 2, 3, 4].flatMap((day) =>
    [0, 1, 2, 3].flatMap((hour) =>
      ten.map((n) => ({
        id: `s-${day}-${hour}-${n}`,
        kind: "group",
        start: start(day, hour),
        minutes: 90,
        clinicians: [name(n)],
        patients: 9,
      })),
    ),
  );
  return { week: "2026-11-30", clinicians: Array.from({ length: 24 }, (_, n) => ({ id: name(n), roles: ["therapist"] })), sessions };
}
