/** Who is free for a repair, against a check of every clinician hour by hour. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { audit, parseRoster } from "../src/index.ts";

const FIRST = 8;
const HOURS = 8;
const IDS = ["ana", "kim", "lee", "sam"];
const ROLES = ["therapist", "counselor", "couples-therapist", "nurse"];

interface Span {
  readonly from: number;
  readonly until: number;
}

const spanWithin = (first: number, last: number): fc.Arbitrary<Span> =>
  fc
    .tuple(fc.integer({ min: first, max: last - 1 }), fc.integer({ min: 1, max: last - first }))
    .map(([from, length]) => ({ from, until: Math.min(last, from + length) }));

const rarely = <T>(some: fc.Arbitrary<T>) => fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: some });

const clinician = fc.record({
  role: fc.constantFrom(...ROLES),
  away: rarely(spanWithin(0, HOURS)),
  available: rarely(spanWithin(0, HOURS)),
  maxHours: rarely(fc.integer({ min: 1, max: HOURS })),
  canLead: rarely(fc.subarray(["group", "intensive"])),
});

const session = spanWithin(0, HOURS).chain(({ from, until }) =>
  fc.record({
    from: fc.constant(from),
    until: fc.constant(until),
    patients: fc.nat(8),
    stays: fc.tuple(...IDS.map(() => rarely(spanWithin(from, until)))),
  }),
);

type Person = typeof clinician extends fc.Arbitrary<infer T> ? T : never;
type Attended = typeof session extends fc.Arbitrary<infer T> ? T : never;

const clock = (hour: number) => `${String(FIRST + hour).padStart(2, "0")}:00`;
const dated = ({ from, until }: Span) => ({ start: `2026-11-30T${clock(from)}`, end: clock(until) });
const hourOf = (text: string) => Number(text.slice(11, 13)) - FIRST;
const covers = (span: Span | null, hour: number) => span !== null && span.from <= hour && hour < span.until;

function rosterOf(people: readonly Person[], sessions: readonly Attended[]) {
  return JSON.stringify({
    clinicians: people.map(({ role, away, available, maxHours, canLead }, i) => ({
      ...{ id: IDS[i], roles: [role], away: away === null ? [] : [dated(away)] },
      ...(available === null ? {} : { available: [dated(available)] }),
      ...(maxHours === null ? {} : { maxHours }),
      ...(canLead === null ? {} : { canLead }),
    })),
    sessions: sessions.map(({ patients, stays, ...span }, i) => ({
      ...{ id: `s-${i}`, kind: "group", ...dated(span), patients },
      clinicians: stays.flatMap((stay, n) => (stay === null ? [] : { id: IDS[n], from: clock(stay.from), until: clock(stay.until) })),
    })),
  });
}

/** Whether a clinician may be asked to be in a session at all hours of a repair. */
function mayBeAsked(who: number, at: number, hours: readonly number[], people: readonly Person[], sessions: readonly Attended[]): boolean {
  const { role, away, available, maxHours, canLead } = people[who] as Person;
  const isIn = (one: Attended, hour: number, n = who) => covers(one.stays[n] ?? null, hour);
  const here = sessions[at] as Attended;
  const isBroken = (hour: number) => {
    const staff = people.filter((one, n) => one.role !== "nurse" && isIn(here, hour, n) && !covers(one.away, hour)).length;
    return here.patients > 0 && here.patients > 6 * staff;
  };
  const isDoubleBooked = sessions.some(
    (one, i) => i !== at && IDS.some((_, n) => allHours.some((hour) => isIn(one, hour, n) && isIn(here, hour, n))),
  );
  const assigned = allHours.filter((hour) => sessions.some((one) => isIn(one, hour))).length;
  const added = hours.filter((hour) => !isIn(here, hour));
  return (
    role !== "nurse" &&
    (canLead === null || canLead.includes("group")) &&
    (maxHours === null || assigned + added.length <= maxHours) &&
    hours.every((hour) => !covers(away, hour)) &&
    added.every((hour) => (available === null || covers(available, hour)) && !sessions.some((one) => isIn(one, hour))) &&
    (added.length === hours.length || (!isDoubleBooked && hours.every((hour) => !isIn(here, hour) || !isBroken(hour))))
  );
}

const allHours = Array.from({ length: HOURS }, (_, hour) => hour);

test("exactly those clinicians are free who count, are there in no session then, and may lead, come and work so long", () => {
  const seen = { free: 0, nobody: 0, extended: 0 };
  fc.assert(
    fc.property(fc.tuple(...IDS.map(() => clinician)), fc.array(session, { minLength: 1, maxLength: 3 }), (people, sessions) => {
      const [report] = audit(parseRoster(rosterOf(people, sessions), { file: "week.json" })).rosters;
      expect(report?.problems).toEqual([]);
      for (const { session: id, repairs } of report?.findings ?? []) {
        for (const { add, from, until, free, message } of repairs) {
          if (add === null) continue;
          const at = Number(id?.slice(2));
          const hours = allHours.filter((hour) => hour >= hourOf(from) && hour < hourOf(until));
          const expected = IDS.filter((_, n) => mayBeAsked(n, at, hours, people, sessions));
          expect(free, message).toEqual(expected);
          const isListed = (who: string) => sessions[at]?.stays[IDS.indexOf(who)] !== null;
          expect(message.includes("or extend "), message).toBe(expected.some(isListed));
          expect(message.includes("free: "), message).toBe(expected.some((who) => !isListed(who)));
          seen.free += Number(expected.length > 0);
          seen.nobody += Number(expected.length === 0);
          seen.extended += Number(expected.some(isListed));
        }
      }
    }),
    { numRuns: 150 },
  );
  for (const times of Object.values(seen)) expect(times).toBeGreaterThan(10);
});

const messagesOf = (text: string, standards: string[] = []) =>
  audit(parseRoster(text), { standards }).rosters.flatMap(({ findings }) =>
    findings.flatMap(({ repairs }) => repairs.map((one) => one.message)),
  );

test("who is free but kept out by a rule is named with the reason, so that nobody is called busy who is free", () => {
  const couples = `
clinicians: [{ id: noor, roles: [couples-therapist] }, { id: feld, roles: [couples-therapist] }, { id: kim, roles: [counselor] }]
patients: [${[1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((n) => `{ id: p-${n}, counselor: ${n === 1 ? "feld" : "kim"} }`).join(", ")}]
couples: [${[1, 3, 5, 7, 9].map((n) => `{ id: c-${n}, partners: [p-${n}, p-${n + 1}] }`).join(", ")}]
sessions:
  - { id: s, kind: couples-group, start: 2026-12-02T18:00, minutes: 60, clinicians: [noor], couples: [c-1, c-3, c-5, c-7, c-9] }
`;
  expect(messagesOf(couples)[0]).toMatch(/; free but ruled out: feld as counselor of a partner$/);
  const group = `
clinicians: [{ id: lee, roles: [therapist] }, { id: noor, roles: [couples-therapist], modalities: [EFT] }]
sessions: [{ id: s, kind: group, start: 2026-12-02T18:00, minutes: 60, clinicians: [lee], patients: 7 }]
`;
  expect(messagesOf(group, ["premium"])[0]).toMatch(/; free but ruled out: noor as couples therapist$/);
  expect(messagesOf(group)[0]).toMatch(/; free: noor$/);
});

test("a single free clinician more than the maximum is named rather than counted", () => {
  const crowd = (n: number) => `
clinicians: [{ id: lee, roles: [therapist] }, ${Array.from({ length: n }, (_, i) => `{ id: c${i}, roles: [therapist] }`).join(", ")}]
sessions: [{ id: s, kind: group, start: 2026-12-02T18:00, minutes: 60, clinicians: [lee], patients: 7 }]
`;
  expect(messagesOf(crowd(6))[0]).toMatch(/; free: c0, c1, c2, c3, c4 and c5$/);
  expect(messagesOf(crowd(7))[0]).toMatch(/; free: c0, c1, c2, c3, c4 and 2 more$/);
});
