/** The engine against a plain recount of every minute, on a small sample; test/recount.long.test.ts takes a larger one. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CLOCK_CHANGES } from "./support/recount-cases.ts";
import { engine } from "./support/recount-compare.ts";
import { recountEach } from "./support/recount-tests.ts";
import { clockOf, utc, utcText } from "./support/wall-clock.ts";

/** How many rosters a case of weight 1 has. */
const RUNS = Number(process.env.RECOUNT_RUNS ?? 16);

describe("the engine agrees with a recount of every minute", () => recountEach(RUNS));

// Newfoundland in 2010: at 00:01 the clocks were set back to 23:01, so that after midnight 23:30 is still to come.
test("a bare time after midnight may be one of the evening before, where the clocks are set back to it", () => {
  const roster = {
    timezone: "America/St_Johns",
    clinicians: [{ id: "lee", roles: ["therapist"] }],
    sessions: [{ id: "night", kind: "group", start: "2010-11-07T00:00", end: "23:30", clinicians: ["lee"], patients: 6 }],
  };
  expect(engine({ roster, standards: ["benchmark"] }).sessions[0]?.end).toBe("2010-11-06T23:30");
});

test("a start is refused exactly where no clock of the place ever shows it", () => {
  const minute = fc.record({ setting: fc.constantFrom(...CLOCK_CHANGES), after: fc.integer({ min: -90, max: 90 }) });
  const outcomes = new Set<boolean>();
  fc.assert(
    fc.property(minute, ({ setting: { timezone = "", at }, after }) => {
      const { shows, momentsOf } = clockOf(timezone);
      const start = utcText(utc(shows(utc(at) - 1)) + after);
      const roster = {
        timezone,
        clinicians: [{ id: "lee", roles: ["therapist"] }],
        sessions: [{ id: "night", kind: "group", start, minutes: 60, clinicians: ["lee"], patients: 6 }],
      };
      const { problems } = engine({ roster, standards: ["benchmark"] });
      const isShown = momentsOf(start).length > 0;
      outcomes.add(isShown);
      expect(problems.map((problem) => problem.at?.path)).toEqual(isShown ? [] : [["sessions", 0, "start"]]);
    }),
  );
  expect(outcomes.size).toBe(2);
});
