/** Who is in several sessions at once, against a comparison of every pair of sessions, hour by hour. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { audit, parseRoster } from "../src/index.ts";

const HOURS = 10;
const CLINICIANS = ["lee", "ana"];
const PATIENTS = ["p-01", "p-02", "p-03", "p-04"];
/** The partners of the couple `c-01`. */
const COUPLE = ["p-03", "p-04"];

/** The hours of a session in which each person is there: any set of hours, so that stays have gaps. */
interface Attended {
  readonly from: number;
  readonly until: number;
  readonly isCanceled: boolean;
  readonly hours: Readonly<Record<string, ReadonlySet<number>>>;
}

const session: fc.Arbitrary<Attended> = fc
  .record({ from: fc.nat(HOURS - 1), length: fc.integer({ min: 1, max: HOURS }), isCanceled: fc.nat(9).map((n) => n === 0) })
  .chain(({ from, length, isCanceled }) => {
    const until = Math.min(HOURS, from + length);
    const some = fc.subarray(Array.from({ length: until - from }, (_, i) => from + i)).map((hours) => new Set(hours));
    const hours = fc.record(Object.fromEntries([...CLINICIANS, ...PATIENTS, "c-01"].map((id) => [id, some])));
    return hours.map((all) => ({ from, until, isCanceled, hours: all }));
  });

const clock = (hour: number) => `${String(hour + 8).padStart(2, "0")}:00`;

/** A list of stays with an entry for each run of hours. */
function stays({ hours }: Attended, ids: readonly string[]) {
  return ids.flatMap((id) => {
    const all = hours[id] as ReadonlySet<number>;
    const starts = [...all].filter((hour) => !all.has(hour - 1));
    return starts.map((from) => {
      let until = from;
      while (all.has(until)) until++;
      return { id, from: clock(from), until: clock(until) };
    });
  });
}

function rosterOf(sessions: readonly Attended[]) {
  return JSON.stringify({
    clinicians: CLINICIANS.map((id) => ({ id, roles: ["therapist"] })),
    couples: [{ id: "c-01", partners: COUPLE }],
    sessions: sessions.map((one, i) => ({
      ...{ id: `s-${i}`, kind: "group", start: `2026-11-30T${clock(one.from)}`, minutes: 60 * (one.until - one.from) },
      ...{ clinicians: stays(one, CLINICIANS), patients: stays(one, PATIENTS), couples: stays(one, ["c-01"]) },
      ...(one.isCanceled ? { status: "canceled" } : {}),
    })),
  });
}

/** Whether a person is in two sessions in the same hour. */
function share(one: Attended, other: Attended, who: string): boolean {
  const at = ({ hours, isCanceled }: Attended, hour: number) =>
    !isCanceled && (hours[who]?.has(hour) || (COUPLE.includes(who) && hours["c-01"]?.has(hour)));
  return Array.from({ length: HOURS }, (_, hour) => hour).some((hour) => at(one, hour) && at(other, hour));
}

test("a session has a conflict exactly if a person in it is also in another session, and each such person is found", () => {
  const seen = { three: 0, clear: 0 };
  fc.assert(
    fc.property(fc.array(session, { minLength: 2, maxLength: 5 }), (sessions) => {
      const [report] = audit(parseRoster(rosterOf(sessions), { file: "week.json" })).rosters;
      const pairs = sessions.flatMap((one, i) =>
        sessions.slice(i + 1).flatMap((other, j) => {
          const people = [...CLINICIANS, ...PATIENTS].filter((who) => share(one, other, who));
          return people.map((who) => ({ who, both: [i, i + 1 + j] }));
        }),
      );
      const double = sessions.map((_, i) => pairs.some(({ both }) => both.includes(i)));
      expect(report?.sessions.map(({ conflict }) => conflict)).toEqual(double);
      const found = report?.findings.filter(({ rule }) => rule.endsWith("-double-booked")) ?? [];
      // Of the sessions of a person that overlap, each but the first has a finding.
      const later = new Set(
        pairs.map(({ who, both }) => `${who} ${both.toSorted((a, b) => startOf(sessions, who, a) - startOf(sessions, who, b))[1]}`),
      );
      expect(found).toHaveLength(later.size);
      seen.three += Number(double.filter(Boolean).length >= 3);
      seen.clear += Number(double.includes(false) && double.includes(true));
    }),
    { numRuns: 150 },
  );
  expect(seen.three).toBeGreaterThan(20);
  expect(seen.clear).toBeGreaterThan(5);
});

/** When a person is first in a session; sessions that begin alike are in the order of their ids. */
function startOf(sessions: readonly Attended[], who: string, index: number): number {
  const { hours } = sessions[index] as Attended;
  const all = [...(hours[who] ?? []), ...(COUPLE.includes(who) ? (hours["c-01"] ?? []) : [])];
  return Math.min(...all) + index / 10;
}
