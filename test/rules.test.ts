import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { audit, type JsonReport, parseRoster } from "../src/index.ts";
import { KINDS, ROLES } from "../src/roster/vocabulary.ts";
import { RULES } from "../src/rules/list.ts";
import { BUILT_IN, builtInFile, builtInStandard, DEFAULT_STANDARD } from "../src/standards/built-in/list.ts";
import type { StandardFile } from "../src/standards/schema.ts";
import { buildStandard, type Standard, weightOf } from "../src/standards/standard.ts";
import { millionths, WEIGHT_ONE } from "../src/standards/weight.ts";
import { ratioAudit } from "./support/command-line.ts";
import { NUMBERS, PACKS, show } from "./support/stated-numbers.ts";

describe("the list of rules", () => {
  test("has every file in src/rules once, by the rule's name", () => {
    const files = readdirSync("src/rules").filter((file) => file !== "list.ts");
    expect(RULES.map((rule) => `${rule.id}.ts`).sort()).toEqual(files.sort());
  });
});

/** A waiver cannot lapse but with its finding, or be for nothing but beside one. */
const COMES_ALONG: Readonly<Record<string, readonly string[]>> = {
  "waiver-lapsed": ["ratio-exceeded"],
  "waiver-unused": ["ratio-exceeded"],
};

describe.each(RULES.map((rule) => [rule.id, rule] as const))("%s", (_, rule) => {
  test("says what it reports and why, each in sentences", () => {
    for (const text of [rule.summary, rule.why]) expect(text).toMatch(/^[A-Z“"].{20,}[.?]$/s);
    expect(rule.source).toMatch(/^.{20,}[^.]$/);
    expect(rule.summary).not.toContain("\n");
  });

  test("finds something in its failing example, and no other rule does", () => {
    const report = auditExample(rule.failing, rule.standard);
    expect(problemsOf(report)).toEqual([]);
    const fired = rulesOf(report);
    expect(fired.length).toBeGreaterThan(0);
    expect(new Set(fired.filter((other) => !COMES_ALONG[rule.id]?.includes(other)))).toEqual(new Set([rule.id]));
  });

  test("finds nothing in its passing example", () => {
    const report = auditExample(rule.passing, rule.passingStandard ?? rule.standard);
    expect(problemsOf(report)).toEqual([]);
    expect(rulesOf(report)).not.toContain(rule.id);
  });

  test("checks its passing example, rather than saying that it could not", () => {
    const report = auditExample(rule.passing, rule.passingStandard ?? rule.standard);
    expect(report.rosters.flatMap((roster) => roster.notChecked).map((one) => one.rule)).not.toContain(rule.id);
  });

  test("has a severity in benchmark, and so in every standard", () => {
    expect(builtInFile("benchmark")?.rules).toHaveProperty(rule.id);
  });
});

test("benchmark names no rule that does not exist", () => {
  const known = RULES.map((rule) => rule.id);
  for (const standard of BUILT_IN) expect(known).toEqual(expect.arrayContaining(Object.keys(standard.rules ?? {})));
});

/** Those that come from the article. */
const ARTICLE = BUILT_IN.slice(0, 4);

/** The rules that are on under every standard, copied from the contract. */
const ROSTER_RULES = {
  "session-unstaffed": "error",
  "couples-therapist-missing": "error",
  "clinician-double-booked": "error",
  "patient-double-booked": "error",
  "clinician-away": "warning",
  "session-empty": "note",
  "session-outside-week": "warning",
  "session-length-unlikely": "warning",
  "ids-look-alike": "warning",
  "outside-availability": "warning",
  "over-max-hours": "warning",
};

test.each(BUILT_IN.map(({ name }) => name))("%s has the roster rules on, with the severity of benchmark", (name) => {
  const { severities } = standard(name);
  expect(Object.fromEntries([...severities].filter(([rule]) => rule in ROSTER_RULES))).toEqual(ROSTER_RULES);
});

test("asam-2.1 goes by criteria of a profession, and the packs by a regulation or a payer's rule", () => {
  expect(PACKS.map(([name]) => [name, standard(name).basis])).toEqual([
    ["asam-2.1", "professional"],
    ["us-co-iop", "regulation"],
    ["us-tx-sud", "regulation"],
    ["us-ct-medicaid", "payer"],
    ["us-ms", "regulation"],
    ["us-nj-iop", "regulation"],
    ["us-pa-outpatient", "regulation"],
    ["medicare-90853", "payer"],
  ]);
});

describe("the packs", () => {
  test.each(PACKS)("%s states the number of its citation, %s, and no other", (name, citation, states, rule) => {
    const { source, basis, date, notCovered, kinds, caseload, weeklyHours, severities, weights } = standard(name);
    expect(source).toMatch(citation);
    expect(basis).toMatch(/^(regulation|payer|professional)$/);
    expect(date).toMatch(/\d{4}/);
    expect(notCovered.length).toBeGreaterThan(1);
    const limited = [...kinds].filter(([, kind]) => kind.limits.length > 0).map(([kind, { limits }]) => [kind, limits.map(show)]);
    const stated = { ...(caseload && { caseload: caseload.number }), ...(weeklyHours && { weeklyHours: weeklyHours.number }) };
    expect({ ...Object.fromEntries(limited), ...stated }).toEqual(states);
    expect(Object.fromEntries(severities)).toEqual({ ...ROSTER_RULES, [rule]: "error" });
    expect(weights).toEqual(standard("benchmark").weights);
  });

  test("are marked as not legal advice wherever they are shown", async () => {
    for (const [name] of PACKS) {
      const { out } = await ratioAudit(["-s", name, "fixtures/lakeside-week-clean.yaml"]);
      expect(out.replaceAll(/\s+/g, " ")).toContain("not legal advice");
      expect(out.replaceAll(/\s+/g, " ")).toContain("Not checked:");
    }
  });
});

describe("the built-in standards", () => {
  test("are these, with benchmark as the default", () => {
    expect(BUILT_IN.map((standard) => standard.name)).toEqual([...ARTICLE.map(({ name }) => name), ...PACKS.map(([name]) => name)]);
    expect(ARTICLE.map(({ name }) => name)).toEqual(["benchmark", "benchmark-strict", "premium", "traditional-outpatient"]);
    expect(DEFAULT_STANDARD).toBe("benchmark");
  });

  test("have every file in src/standards/built-in that is one", () => {
    const machinery = ["list.ts", "pack-severities.ts"];
    const files = readdirSync("src/standards/built-in").filter((file) => !machinery.includes(file));
    expect(BUILT_IN.map((standard) => `${standard.name}.ts`).sort()).toEqual(files.sort());
  });

  test.each(NUMBERS)("“%s”: %s, %s", (_, name, kind, limits) => {
    expect(standard(name).kinds.get(kind)?.limits.map(show)).toEqual(limits);
  });

  test("state no other number", () => {
    for (const { name } of ARTICLE) {
      const limited = [...standard(name).kinds].filter(([, kind]) => kind.limits.length > 0).map(([kind]) => kind);
      expect(limited.sort()).toEqual(
        NUMBERS.filter((row) => row[1] === name)
          .map((row) => row[2])
          .sort(),
      );
    }
  });

  test("all come from one article, are no law, and say where each number is from", () => {
    for (const file of ARTICLE) {
      expect(file.basis).toBe("published-benchmark");
      expect(file.source).toMatch(/article/);
      for (const kind of Object.values(file.kinds ?? {})) expect(kind.source).toMatch(/^article/);
    }
    expect(builtInFile("benchmark")?.source).toMatch(/cites no authority/);
  });

  test("know every kind, and count patients and couples as the kinds demand", () => {
    for (const { name } of BUILT_IN) {
      expect([...standard(name).kinds.keys()].sort()).toEqual([...KINDS].sort());
      const couples = [...standard(name).kinds].filter(([, kind]) => kind.couples).map(([kind]) => kind);
      expect(couples.sort()).toEqual(["couples-group", "couples-session"]);
    }
  });

  test("count therapists, counselors and couples therapists, in couples kinds only the latter", () => {
    const full = ["therapist", "counselor", "couples-therapist"];
    for (const { name } of BUILT_IN) {
      for (const role of ROLES) {
        expect([role, weightOf(standard(name), [role], false)]).toEqual([role, full.includes(role) ? WEIGHT_ONE : 0]);
        expect([role, weightOf(standard(name), [role], true)]).toEqual([role, role === "couples-therapist" ? WEIGHT_ONE : 0]);
      }
      expect(weightOf(standard(name), ["nurse", "therapist"], false)).toBe(WEIGHT_ONE);
    }
  });
});

describe("severities", () => {
  test("are those of benchmark in the other standards from the article but premium, which is stricter where it differs", () => {
    const ranks = ["off", "note", "warning", "error"];
    for (const { id } of RULES) {
      const of = (name: string) => standard(name).severities.get(id) ?? "off";
      expect([id, of("benchmark-strict"), of("traditional-outpatient")]).toEqual([id, of("benchmark"), of("benchmark")]);
      expect(ranks.indexOf(of("premium")), id).toBeGreaterThanOrEqual(ranks.indexOf(of("benchmark")));
    }
  });
});

describe("a custom standard", () => {
  const own: StandardFile = { name: "own", title: "Own", source: "a policy", basis: "own" };

  test("without extends has benchmark's roles and severities and no limits", () => {
    const built = buildStandard(own, builtInFile);
    expect(built.weights).toEqual(standard("benchmark").weights);
    expect(built.severities).toEqual(standard("benchmark").severities);
    expect([...built.kinds.values()].flatMap((kind) => kind.limits)).toEqual([]);
  });

  test("overrides what it extends field by field", () => {
    const built = buildStandard(
      {
        ...own,
        extends: "premium",
        roles: { trainee: 0.5 },
        kinds: { "couples-group": { maxCouples: 4 }, "relapse-prevention": { ratio: "1:8", minClinicians: 2 } },
        rules: { "couple-separated": "off" },
      },
      builtInFile,
    );
    expect(built.kinds.get("couples-group")?.limits.map(show)).toEqual(["ratio 1:3 couples", "max 4 couples"]);
    expect(built.kinds.get("relapse-prevention")?.limits.map(show)).toEqual(["ratio 1:8 patients", "minClinicians 2"]);
    expect(built.kinds.get("group")?.limits.map(show)).toEqual(["ratio 1:6 patients"]);
    expect(weightOf(built, ["trainee"], false)).toBe(WEIGHT_ONE / 2);
    expect(weightOf(built, ["therapist"], false)).toBe(WEIGHT_ONE);
    expect(built.severities.has("couple-separated")).toBe(false);
    expect(built.severities.get("couples-therapist-not-dedicated")).toBe("error");
  });

  test("says of a limit that it has from another standard whose number that is", () => {
    const documents = parseRoster(`
clinicians: [{ id: lee, roles: [therapist] }]
sessions:
  - { id: inherited, kind: psychoeducation, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: 9 }
  - { id: set-here, kind: group, start: 2026-12-01T18:00, minutes: 90, clinicians: [lee], patients: 6 }
`);
    const standards = [{ ...own, extends: "benchmark", kinds: { group: { ratio: "1:5" } } }];
    expect(audit(documents, { standards }).rosters[0]?.findings.map(({ message }) => message)).toEqual([
      "9 patients with 1 therapist; the limit is 1:8 patients (own, as in benchmark, a published benchmark, not law).",
      "6 patients with 1 therapist; the limit is 1:5 patients (own, the program's own rule).",
    ]);
  });

  test.each<[string, Partial<StandardFile>]>([
    ["a ratio of more digits than can be counted", { kinds: { group: { ratio: "1:99999999999999999" } } }],
    ["a size below nobody", { kinds: { group: { maxPatients: -1 } } }],
    ["half a couple", { kinds: { "couples-group": { maxCouples: 2.5 } } }],
    ["a clinician and a half", { kinds: { group: { minClinicians: 1.5 } } }],
    ["an unknown rule", { rules: { "ratio-exceded": "error" } }],
  ])("is refused with %s", (_, stated) => {
    expect(() => buildStandard({ ...own, ...stated }, builtInFile)).toThrow(RangeError);
  });

  test("has couples kinds of its own where it counts couples, unless it says otherwise", () => {
    const kinds = { pairs: { ratio: "1:2", per: "couples" }, mixed: { ratio: "1:2", per: "couples", couples: false } } as const;
    const built = buildStandard({ ...own, kinds }, builtInFile);
    expect(built.kinds.get("pairs")?.couples).toBe(true);
    expect(built.kinds.get("mixed")?.couples).toBe(false);
  });

  test("must not extend itself, or what does not exist", () => {
    const circle: Record<string, StandardFile> = { a: { ...own, name: "a", extends: "b" }, b: { ...own, name: "b", extends: "a" } };
    expect(() => buildStandard(circle.a as StandardFile, (name) => circle[name])).toThrow(/circular standard in extends/);
    expect(() => buildStandard({ ...own, extends: "nowhere" }, builtInFile)).toThrow(/unknown standard in extends: own → nowhere/);
  });

  test.each(["6", "1:0", "0:6", "1.5:6", "1:6 ", "6:", ""])("must not have the ratio %j", (ratio) => {
    expect(() => buildStandard({ ...own, kinds: { group: { ratio } } }, builtInFile)).toThrow(RangeError);
  });

  test.each([-0.1, 1.1, 2, 0.1234567, 1e-7, Number.NaN])("must not have the weight %d", (weight) => {
    expect(() => buildStandard({ ...own, roles: { trainee: weight } }, builtInFile)).toThrow(RangeError);
  });

  test("adds weights without a rounding error", () => {
    expect(millionths(0.1) + millionths(0.2)).toBe(millionths(0.3));
    const roles = { trainee: 0.1, nurse: 0.2, peer: 0.7 };
    const report = audit(
      parseRoster(`
clinicians: [{ id: a, roles: [trainee] }, { id: b, roles: [nurse] }, { id: c, roles: [peer] }]
sessions: [{ id: s, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [a, b, c], patients: 6 }]
`),
      { standards: [{ ...own, extends: "benchmark", roles }] },
    );
    expect(report.rosters[0]?.sessions[0]).toMatchObject({ verdict: "ok", limits: [{ weight: 1, holds: true, openSeats: 0 }] });
  });
});

function standard(name: string): Standard {
  const found = builtInStandard(name);
  if (found === null) throw new Error(`no standard ${name}`);
  return found;
}

function auditExample(roster: string, own: StandardFile | undefined): JsonReport {
  const documents = parseRoster(roster);
  if (own === undefined) return audit(documents);
  return audit(documents, { standards: [own] });
}

function problemsOf(report: JsonReport): string[] {
  return [...report.problems, ...report.rosters.flatMap((roster) => roster.problems)].map((problem) => problem.message);
}

function rulesOf(report: JsonReport): string[] {
  return [report, ...report.rosters].flatMap(({ findings }) => findings).map((finding) => finding.rule);
}
