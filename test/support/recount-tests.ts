/** The tests of the recount, for a sample of any size. */
import fc from "fast-check";
import { expect, it, test } from "vitest";
import { recount } from "./recount.ts";
import { CASES } from "./recount-cases.ts";
import { agreeing } from "./recount-compare.ts";

/** In what part of its rosters a case must occur at least, so that no generator silently ceases to cover it. */
const SHARE = 0.1;

/** Every rule on rosters, and every verdict that needs no waiver. */
const ALL =
  `at-capacity ids-look-alike outside-availability over-max-hours session-length-unlikely billing-code-mismatch billing-code-missing caseload-exceeded clinician-away clinician-double-booked
  couple-separated couples-therapist-missing couples-therapist-modality couples-therapist-not-dedicated couples-therapist-not-distinct
  coverage-unverified crisis-coverage-gap group-too-large license-mismatch offering-missing partner-without-counselor
  patient-double-booked published-ratio-too-loose ratio-exceeded session-empty session-outside-week session-unstaffed
  too-few-clinicians weekly-hours-low breach canceled no-limit ok`.split(/\s+/);

/** A test for each case; `runs` is how many rosters a case of weight 1 has. */
export function recountEach(runs: number): void {
  it.each(CASES.map((one) => [one.name, one] as const))("%s", (_, { cases, occurs, weight }) => {
    const sample = agreeing(cases, Math.ceil(runs * weight));
    expect(sample.filter(({ one, counted }) => occurs(counted, one)).length).toBeGreaterThanOrEqual(SHARE * sample.length);
  });

  test("and the rosters of all cases meet every rule and every verdict, each several times", () => {
    const seen = new Map(ALL.map((one) => [one, 0]));
    for (const { roster, standards } of CASES.flatMap(({ cases, weight }) => fc.sample(cases, Math.ceil(8 * weight)))) {
      const { findings, sessions } = recount(roster, standards);
      const met = new Set([...findings.map(({ rule }) => rule), ...sessions.map(({ verdict }) => verdict)]);
      for (const one of met) seen.set(one, (seen.get(one) ?? Number.NaN) + 1);
    }
    expect([...seen].filter(([, times]) => !(times >= 4))).toEqual([]);
  });
}
