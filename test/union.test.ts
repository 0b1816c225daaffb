/** What holds of standards taken together, whatever the roster. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { audit, type JsonReport, parseRoster, type StandardFile } from "../src/index.ts";
import { tries } from "./support/matrix.ts";
import { type Case, randomCase, shown } from "./support/random-roster.ts";
import type { StandardData } from "./support/recount.ts";

const PACKS = ["asam-2.1", "us-co-iop", "us-tx-sud", "us-ct-medicaid", "us-ms", "us-nj-iop", "us-pa-outpatient", "medicare-90853"];

type Finding = JsonReport["findings"][number];

/** A random roster that publishes ratios as well, with one more standard to take. */
const ofCases = (cases: fc.Arbitrary<Case>) =>
  fc.record({
    one: cases,
    another: fc.oneof(
      fc.constantFrom<StandardData>("benchmark", "premium", "benchmark-strict", ...PACKS),
      randomCase.map(({ standards }) => standards[0] as StandardData),
    ),
    published: fc.option(
      fc.record({ group: fc.constantFrom("1:3", "1:6", "2:9"), "couples-group": fc.constantFrom("1:2", "1:4") }, { requiredKeys: [] }),
    ),
  });

const withAnother = ofCases(randomCase);

function always(check: (one: Case, another: StandardData) => void, runs = tries(120, 40), cases = withAnother): void {
  fc.assert(
    fc.property(cases, ({ one, another, published }) => {
      const roster = published === null ? one.roster : { ...one.roster, program: { name: "x", publishedRatios: published } };
      check({ ...one, roster }, another);
    }),
    {
      numRuns: runs,
      reporter(run) {
        if (!run.failed) return;
        const [found] = run.counterexample ?? [];
        throw new Error(`seed ${run.seed}\n\n${found && shown(found.one)}\n${JSON.stringify(found?.another)}\n\n${run.errorInstance}`);
      },
    },
  );
}

function findings({ roster, standards }: Case): Finding[] {
  const report = audit(parseRoster(JSON.stringify(roster), { file: "week.json" }), { standards });
  if (report.summary.problems > 0) throw new Error(JSON.stringify(report.rosters[0]?.problems));
  return [...report.rosters.flatMap((one) => one.findings), ...report.findings];
}

/** Random rosters with only such kinds and roles as every standard knows. */
const plainCase = randomCase.filter(({ standards }) => standards.every((standard) => typeof standard === "string"));

/** Rule, session, subject and limit: what a fingerprint is made from. */
function subjects(one: Case): string[] {
  return findings(one)
    .map(({ fingerprint, rule }) => `${rule} ${fingerprint}`)
    .sort();
}

const named = (standard: StandardData) => (typeof standard === "string" ? standard : standard.name);

describe("several standards", () => {
  it("one more never removes a finding", () => {
    always((one, another) => {
      if (one.standards.some((standard) => named(standard) === named(another))) return;
      const more = new Set(subjects({ ...one, standards: [...one.standards, another] }));
      expect(subjects(one).filter((subject) => !more.has(subject))).toEqual([]);
    });
  });

  it("are the same in any order", () => {
    const bare = (one: Case) =>
      findings(one).map(({ rule, severity, session, clinician, patient, couple, standards }) =>
        [rule, severity, session, clinician, patient, couple, [...standards].sort()].join(),
      );
    always((one) => expect(bare({ ...one, standards: [...one.standards].reverse() }).sort()).toEqual(bare(one).sort()));
  });

  it("the same once more is no more", () => {
    always((one) => expect(findings({ ...one, standards: [...one.standards, one.standards[0] as StandardData] })).toEqual(findings(one)));
  });
});

describe("a standard", () => {
  it("with a higher cap finds nothing more", () => {
    const cap = fc.record({
      ratio: fc.integer({ min: 1, max: 9 }),
      max: fc.integer({ min: 1, max: 9 }),
      raised: fc.integer({ min: 0, max: 3 }),
    });
    fc.assert(
      fc.property(plainCase, cap, ({ roster }, { ratio, max, raised }) => {
        const standard = (more: number): StandardFile => ({
          ...{ name: "own", extends: "benchmark", rules: { "at-capacity": "off" } },
          kinds: {
            group: { ratio: `1:${ratio + more}`, maxPatients: max + more },
            "couples-group": { ratio: `1:${ratio + more}`, maxCouples: max + more },
          },
        });
        // The cap is a part of the limit, so findings are compared without it.
        const of = (more: number) =>
          findings({ roster, standards: [standard(more)] }).map(({ rule, session, clinician, patient, couple }) =>
            [rule, session, clinician, patient, couple].join(),
          );
        const low = of(0);
        expect(of(raised).filter((finding) => !low.includes(finding))).toEqual([]);
      }),
      { numRuns: tries(120, 40) },
    );
  });

  it("that changes nothing of what it extends finds the same", () => {
    for (const parent of ["benchmark", "benchmark-strict", "premium", "traditional-outpatient", ...PACKS]) {
      always(
        (one) => {
          const child: StandardFile = { name: "child", extends: parent };
          expect(subjects({ ...one, standards: [child] })).toEqual(subjects({ ...one, standards: [parent] }));
        },
        tries(10, 3),
        ofCases(plainCase),
      );
    }
  });

  it("with a waiver differs in the waived finding alone", () => {
    always(
      ({ roster }) => {
        const own: StandardFile = { name: "own", extends: "premium" };
        const before = findings({ roster, standards: [own] });
        const waived = before.find(({ session, rule }) => session !== null && rule !== "at-capacity");
        if (waived === undefined) return;
        const waivers = [{ rule: waived.rule, session: waived.session as string, reason: "a test", approvedBy: "director" }];
        const after = findings({ roster, standards: [{ ...own, waivers }] });
        const isOther = ({ rule, session }: Finding) => !(rule === waived.rule && session === waived.session);
        // Places in the standard's own text move with what is written in it, so related ones are left aside.
        const bare = (all: Finding[]) => all.filter(isOther).map(({ related: _, ...one }) => one);
        expect(bare(after)).toEqual(bare(before));
        expect(after.map(({ fingerprint }) => fingerprint)).toEqual(before.map(({ fingerprint }) => fingerprint));
        for (const one of after) expect(one.waiver === null).toBe(isOther(one));
      },
      tries(120, 40),
      ofCases(plainCase),
    );
  });

  it("with a rule off finds the same but for that rule", () => {
    always(
      (one) => {
        const own: StandardFile = { name: "own", extends: "premium" };
        const all = findings({ ...one, standards: [own] });
        for (const rule of new Set(all.map((finding) => finding.rule))) {
          const without = findings({ ...one, standards: [{ ...own, rules: { [rule]: "off" } }] });
          // Where the rule that replaces it is off, the session is unstaffed as any other.
          const isReplaced = (one: Finding) => rule === "couples-therapist-missing" && one.rule === "session-unstaffed";
          const bare = (some: Finding[]) =>
            some.filter((one) => !isReplaced(one)).map(({ fingerprint, message }) => `${fingerprint} ${message}`);
          expect(bare(without)).toEqual(bare(all.filter((finding) => finding.rule !== rule)));
          const sessions = (some: Finding[], name: string) => some.filter((one) => one.rule === name).map(({ session }) => session);
          if (rule === "couples-therapist-missing")
            expect(sessions(without, "session-unstaffed").sort()).toEqual(
              [...sessions(all, "session-unstaffed"), ...sessions(all, rule)].sort(),
            );
        }
      },
      tries(60, 20),
      ofCases(plainCase),
    );
  });
});
