/** Who works in several rosters of a run at once, against a comparison of every session with every other. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { audit, parseRoster } from "../src/index.ts";

interface Week {
  readonly hasZone: boolean;
  readonly sessions: readonly { readonly hour: number; readonly hours: number; readonly clinician: "lee" | "ana" }[];
}

const week: fc.Arbitrary<Week> = fc.record({
  hasZone: fc.boolean(),
  sessions: fc.array(
    fc.record({ hour: fc.nat(95), hours: fc.integer({ min: 1, max: 4 }), clinician: fc.constantFrom("lee" as const, "ana" as const) }),
    { minLength: 1, maxLength: 4 },
  ),
});

function written({ hasZone, sessions }: Week): string {
  const start = (hour: number) => `2026-12-0${1 + Math.floor(hour / 24)}T${String(hour % 24).padStart(2, "0")}:00`;
  return JSON.stringify({
    ...(hasZone ? { timezone: "Etc/UTC" } : {}),
    clinicians: ["lee", "ana"].map((id) => ({ id, roles: ["therapist"] })),
    sessions: sessions.map(({ hour, hours, clinician }, i) => {
      return { id: `s-${i}`, kind: "group", start: start(hour), minutes: hours * 60, clinicians: [clinician], patients: 4 };
    }),
  });
}

/** Whether a clinician is, or may be, in a session of each of two weeks at the same time: a clock is at most 14 hours off. */
function atOnce(one: Week, other: Week, clinician: string): boolean {
  const slack = one.hasZone === other.hasZone ? 0 : 14;
  const of = ({ sessions }: Week) => sessions.filter((session) => session.clinician === clinician);
  return of(one).some((a) => of(other).some((b) => a.hour < b.hour + b.hours + slack && b.hour < a.hour + a.hours + slack));
}

test("every clinician who may be in sessions of two rosters at once is named in both, and no one else", () => {
  fc.assert(
    fc.property(fc.array(week, { minLength: 1, maxLength: 5 }), (weeks) => {
      const { rosters } = audit(weeks.flatMap((one, i) => parseRoster(written(one), { file: `${i}.json` })));
      for (const [i, { notChecked }] of rosters.entries()) {
        const reason = notChecked.find(({ rule }) => rule === "clinician-double-booked")?.reason ?? "";
        const one = weeks[i] as Week;
        for (const clinician of ["lee", "ana"]) {
          const expected = weeks.some((other) => other !== one && atOnce(one, other, clinician));
          expect(reason.includes(clinician), clinician).toBe(expected);
        }
      }
    }),
    { numRuns: 300 },
  );
});
