/** What the article states, row by row, and that the tool keeps it. The names of these tests are the promises. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { audit, type JsonReport, parseRoster } from "../src/index.ts";
import { builtInFile, builtInStandard } from "../src/standards/built-in/list.ts";
import { ratioAudit } from "./support/command-line.ts";

const CLINICIANS = `clinicians:
  - { id: lee, roles: [therapist] }
  - { id: kim, roles: [counselor] }
  - { id: noor, roles: [couples-therapist], modalities: [EFT] }
  - { id: wren, roles: [couples-therapist], modalities: [EFT] }
`;

function run(session: string, standard: string, more = ""): JsonReport["rosters"][number] {
  const text = `${CLINICIANS}${more}sessions:\n  - { id: evening, start: 2026-11-30T18:00, minutes: 90, ${session} }\n`;
  const [roster] = audit(parseRoster(text), { standards: [standard] }).rosters;
  if (roster === undefined || roster.problems.length > 0) throw new Error(JSON.stringify(roster?.problems));
  return roster;
}

const verdict = (session: string, standard = "benchmark") => run(session, standard).sessions[0]?.verdict;
const rules = (session: string, standard: string, more = "") => run(session, standard, more).findings.map(({ rule }) => rule);

const group = (n: number) => `kind: group, clinicians: [lee], patients: ${n}`;
const couples = (kind: string, n: number, clinicians = "noor") => `kind: ${kind}, clinicians: [${clinicians}], couples: ${n}`;

describe("the article states, and the tool keeps:", () => {
  test("“1:6 for group therapy sessions”", () => {
    expect([verdict(group(6)), verdict(group(7))]).toEqual(["ok", "breach"]);
  });

  test("“1:4 for designated couples therapy groups”, counted in couples", () => {
    expect([verdict(couples("couples-group", 4)), verdict(couples("couples-group", 5))]).toEqual(["ok", "breach"]);
  });

  test("“1:8 for broader psychoeducational modules”", () => {
    const module = (n: number) => `kind: psychoeducation, clinicians: [lee], patients: ${n}`;
    expect([verdict(module(8)), verdict(module(9))]).toEqual(["ok", "breach"]);
  });

  test("“1:3 couples in a dedicated couples therapy session”, judged as a cap", () => {
    expect([verdict(couples("couples-session", 3)), verdict(couples("couples-session", 4))]).toEqual(["ok", "breach"]);
  });

  test("“no higher than”, “within or below”: caps are inclusive", () => {
    expect(run(group(6), "benchmark").sessions[0]?.limits).toMatchObject([{ holds: true, openSeats: 0 }]);
  });

  test("premium: “groups capped at 1:6, couples groups no larger than three partnerships”, regardless of staff", () => {
    expect([verdict(group(6), "premium"), verdict(group(7), "premium")]).toEqual(["ok", "breach"]);
    for (const kind of ["couples-group", "couples-session"]) {
      expect([3, 4].map((n) => verdict(couples(kind, n, "noor, wren"), "premium"))).toEqual(["ok", "breach"]);
    }
  });

  test("leading programs: “1:6 group, 1:3 couples groups”", () => {
    const { limits } = run(couples("couples-group", 3), "premium").sessions[0] ?? { limits: [] };
    expect(limits.map(({ limit, cap, per }) => [limit, cap, per])).toEqual([
      ["ratio", "1:3", "couples"],
      ["max", "3", "couples"],
    ]);
  });

  test("“traditional outpatient ranges from 1:4 (intensive) to 1:12 (group)”, as context and never the default", () => {
    const of = (kind: string, n: number) => verdict(`kind: ${kind}, clinicians: [lee], patients: ${n}`, "traditional-outpatient");
    expect([of("intensive", 4), of("intensive", 5), of("group", 12), of("group", 13)]).toEqual(["ok", "breach", "ok", "breach"]);
    expect(verdict(group(7))).toBe("breach");
  });

  test("“published ratios should fall within or below the benchmarks”, and are a limit of their own", () => {
    const publishes = (ratio: string) => `program: { name: x, publishedRatios: { group: "${ratio}" } }\n`;
    expect(rules(group(5), "benchmark", publishes("1:6"))).toEqual([]);
    expect(rules(group(5), "benchmark", publishes("1:7"))).toEqual(["published-ratio-too-loose"]);
    expect(run(group(5), "benchmark", publishes("1:4")).findings).toMatchObject([{ rule: "ratio-exceeded", standards: ["published"] }]);
  });

  test("“couples stay together”: partners are not put in different cohorts", () => {
    const pair = "couples: [{ id: c-01, partners: [p-01, p-02] }]\n";
    expect(rules("kind: group, clinicians: [lee], patients: [p-01]", "benchmark", pair)).toEqual(["couple-separated"]);
    expect(rules("kind: group, clinicians: [lee], couples: [c-01]", "benchmark", pair)).toEqual([]);
  });

  test("“couples sessions are led by a designated couples therapist”, and only that role counts there", () => {
    expect(rules(couples("couples-session", 1, "lee"), "benchmark")).toEqual(["couples-therapist-missing"]);
    expect(rules(couples("couples-session", 4, "noor, lee"), "benchmark")).toEqual(["ratio-exceeded"]);
  });

  const partners = (counselor: string) =>
    `patients: [{ id: p-01, counselor: ${counselor} }, { id: p-02, counselor: kim }]\ncouples: [{ id: c-01, partners: [p-01, p-02] }]\n`;
  const ofPartners = "kind: couples-session, clinicians: [noor], couples: [c-01]";

  test("couples therapists are “distinct from the individual therapists”", () => {
    expect(rules(ofPartners, "benchmark", partners("noor"))).toEqual(["couples-therapist-not-distinct"]);
    expect(rules(ofPartners, "benchmark", partners("kim"))).toEqual([]);
  });

  test("“exclusively focused on relational healing”, in premium", () => {
    expect(rules("kind: group, clinicians: [noor], patients: 3", "premium")).toContain("couples-therapist-not-dedicated");
    expect(rules("kind: group, clinicians: [noor], patients: 3", "benchmark")).toEqual([]);
  });

  test("“evidence-based modalities such as EFT”, in premium", () => {
    const untrained = "kind: couples-session, clinicians: [noor], couples: 1";
    const text = `${CLINICIANS.replaceAll(", modalities: [EFT]", ", modalities: [CBT]")}sessions:\n  - { id: s, start: 2026-11-30T18:00, minutes: 90, ${untrained} }\n`;
    const of = (standard: string) => audit(parseRoster(text), { standards: [standard] }).rosters[0]?.findings.map(({ rule }) => rule);
    expect(of("premium")?.filter((rule) => rule === "couples-therapist-modality")).toHaveLength(2);
    expect(of("benchmark")).toEqual([]);
    expect(rules(untrained, "premium")).not.toContain("couples-therapist-modality");
  });

  test("“coordinating with each partner's individual counselor”", () => {
    expect(rules(ofPartners, "benchmark", partners("kim").replace(", counselor: kim }]", " }]"))).toEqual(["partner-without-counselor"]);
  });

  test("“focused caseloads”: no number in the article, so none in its standards; a pack's number is judged", () => {
    for (const name of ["benchmark", "benchmark-strict", "premium", "traditional-outpatient"])
      expect(builtInStandard(name)?.caseload).toBeNull();
    const enrolled = `patients: [${Array.from({ length: 25 }, (_, i) => `{ id: p-${i}, counselor: kim }`).join(", ")}]\n`;
    expect(rules("kind: group, clinicians: [lee], patients: [p-0]", "us-nj-iop", enrolled)).toEqual(["caseload-exceeded"]);
  });

  test("“24/7 immediate crisis response”, in premium", () => {
    const call = (end: string) => `week: 2026-11-30\nonCall: [{ clinician: kim, start: Mon 00:00, end: ${end} }]\n`;
    expect(rules(group(3), "premium", call("2026-12-07T00:00"))).not.toContain("crisis-coverage-gap");
    expect(rules(group(3), "premium", call("2026-12-06T23:59"))).toContain("crisis-coverage-gap");
  });

  test("“clear CPT codes, session lengths and ratio-based staffing models”, in premium", () => {
    const coded = (cpt: string, minutes = 90) =>
      rules(`${couples("couples-session", 1)}${cpt}`.replace("minutes: 90", `minutes: ${minutes}`), "premium");
    expect(coded("")).toContain("billing-code-missing");
    expect(coded(', cpt: "90853"')).toContain("billing-code-mismatch");
    expect(coded(', cpt: "90847"').filter((rule) => rule.startsWith("billing"))).toEqual([]);
  });

  test("“verify telehealth coverage and out-of-pocket terms before enrolling”, in premium", () => {
    const enrolled = (verified: boolean) => `patients: [{ id: p-01, coverage: { plan: PPO, telehealthVerified: ${verified} } }]\n`;
    const of = (verified: boolean) => rules("kind: group, clinicians: [lee], patients: [p-01]", "premium", enrolled(verified));
    expect(of(false)).toContain("coverage-unverified");
    expect(of(true)).not.toContain("coverage-unverified");
  });

  test("“screen-reader access, flexible scheduling, pet-friendly check-ins”, and PPO accepted, in premium", () => {
    const offers = (list: string) =>
      run(group(3), "premium", `program: { name: x, offers: [${list}] }\n`).findings.flatMap(({ offering }) => offering ?? []);
    expect(offers("").sort()).toEqual(["flexible-scheduling", "pet-friendly", "ppo", "screen-reader"]);
    expect(offers("flexible-scheduling, pet-friendly, ppo, screen-reader")).toEqual([]);
  });

  test("“room and board, meals, medication, medical visits, activities” are no staffing, and no roster has them", () => {
    const text = `meals: 3\n${CLINICIANS}sessions: [{ id: s, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: 3 }]\n`;
    expect(audit(parseRoster(text)).summary.problems).toBe(1);
  });

  test("no authority for its numbers: “published benchmark, not law”, wherever a standard of it is shown", async () => {
    for (const name of ["benchmark", "benchmark-strict", "premium", "traditional-outpatient"]) {
      expect(builtInFile(name)?.basis).toBe("published-benchmark");
      const { out } = await ratioAudit(["fixtures/lakeside-week-breaching.yaml", "-s", name]);
      expect(out.replaceAll(/\s+/g, " ")).toMatch(/A published benchmark, not law\./);
    }
    expect(run(group(7), "benchmark").findings[0]?.message).toContain("a published benchmark, not law");
    expect(readFileSync("README.md", "utf8")).toContain("They are a published benchmark, not law");
  });
});
