/** Standards of one's own as files: what they may extend, where they may be, and their faults. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { JsonReport } from "../src/index.ts";
import { ratioAudit } from "./support/command-line.ts";

let folder = "";
const at = (name: string) => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "ratio-audit-standards-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): string {
  mkdirSync(dirname(at(name)), { recursive: true });
  writeFileSync(at(name), text);
  return at(name);
}

const ROSTER = `clinicians: [{ id: lee, roles: [therapist] }]
sessions:
  - { id: mon-evening, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: 6 }
`;

/** The report on a roster under a standard's file. */
async function under(standard: string, roster = ROSTER): Promise<JsonReport & { code: number }> {
  const args = ["-f", "json", write("week.yaml", roster), ...(standard === "" ? [] : ["-s", standard])];
  const { code, out } = await ratioAudit(args);
  return { ...(JSON.parse(out) as JsonReport), code };
}

/** `house.yaml:3: message → help`, of all problems of a standard. */
async function problemsOf(text: string): Promise<string[]> {
  const { problems, rosters, code } = await under(write("house.yaml", text));
  expect([code, rosters]).toEqual([2, []]);
  return problems.map((one) => `${one.at?.line}: ${one.message} → ${one.help}`);
}

describe("a standard's file", () => {
  test("is named at the command line or in the roster, and a finding names the line that set the limit", async () => {
    const house = write("house.yaml", 'name: house\nsource: Policy 14\nkinds:\n  group:\n    ratio: "1:5"\n');
    for (const report of [await under(house), await under("", `standard: [./house.yaml]\n${ROSTER}`)]) {
      const [finding] = report.rosters[0]?.findings ?? [];
      expect(finding).toMatchObject({ rule: "ratio-exceeded", standards: ["house"], source: "Policy 14" });
      expect(finding?.related).toMatchObject([
        { message: "`house` sets it", at: { line: 5, column: 5, path: ["kinds", "group", "ratio"] } },
      ]);
      expect(finding?.related[0]?.at.file).toMatch(/house\.yaml$/);
      expect(report.standards).toMatchObject([{ name: "house", title: "house", source: "Policy 14", basis: "own" }]);
    }
  });

  test("may be JSON", async () => {
    const house = write("house.json", '{ "name": "house", "kinds": { "group": { "ratio": "1:5" } } }');
    expect((await under(house)).rosters[0]?.findings.map(({ rule }) => rule)).toEqual(["ratio-exceeded"]);
  });

  test("overrides what it extends field by field, through several files, and names whose line set each limit", async () => {
    write("deep/base.yaml", 'name: base\nextends: premium\nkinds:\n  group: { maxPatients: 5 }\n  couples-group: { ratio: "1:2" }\n');
    write("deep/middle.yaml", "name: middle\nextends: ./base.yaml\nkinds: { group: { minClinicians: 2 } }\n");
    const top = write("top.yaml", "name: top\nextends: deep/middle.yaml\nrules: { billing-code-missing: off }\n");
    const { rosters } = await under(top);
    expect(rosters[0]?.sessions[0]?.limits.map(({ limit, cap, standards }) => [limit, cap, standards])).toEqual([
      ["ratio", "1:6", ["top"]],
      ["max", "5", ["top"]],
      ["minClinicians", "2", ["top"]],
    ]);
    const lines = rosters[0]?.findings.map(({ rule, related }) => [rule, related.map(({ at }) => at.file?.split("/").at(-1))]);
    expect(lines).toEqual([
      ["group-too-large", ["base.yaml"]],
      ["too-few-clinicians", ["middle.yaml"]],
    ]);
  });

  test("that changes nothing of what it extends finds the same", async () => {
    const bare = (report: JsonReport) =>
      JSON.stringify([report.rosters[0]?.sessions, report.rosters[0]?.findings]).replaceAll(
        /, as in [a-z]+|"(?:same|premium)"|\b(?:same|premium)\b/g,
        "",
      );
    const same = write("same.yaml", "name: same\nextends: premium\nbasis: published-benchmark\n");
    const roster = ROSTER.replace("patients: 6", "patients: 7");
    expect(bare(await under(same, roster))).toBe(bare(await under("premium", roster)));
  });

  test("has kinds and roles of its own", async () => {
    const house = write(
      "own.yaml",
      'name: own\nroles: { psychologist: 0.5 }\nkinds: { relapse: { title: Relapse prevention, ratio: "1:8" } }\n',
    );
    const roster = ROSTER.replace("therapist", "psychologist")
      .replace("kind: group", "kind: relapse")
      .replace("patients: 6", "patients: 5");
    const { rosters } = await under(house, roster);
    expect(rosters[0]?.problems).toEqual([]);
    expect(rosters[0]?.sessions[0]?.limits).toMatchObject([{ cap: "1:8", weight: 0.5, holds: false }]);
  });

  test("without extends has no limits of its own, and benchmark's roles and severities", async () => {
    const { rosters } = await under(write("bare.yaml", "name: bare\n"), ROSTER.replace("patients: 6", "patients: 99"));
    expect(rosters[0]?.sessions[0]?.verdict).toBe("no-limit");
  });

  test("that is named twice, by two paths, is one standard", async () => {
    const house = write("house.yaml", 'name: house\nkinds: { group: { ratio: "1:5" } }\n');
    const { out } = await ratioAudit(["-f", "json", write("week.yaml", ROSTER), "-s", house, "-s", join(folder, "deep/../house.yaml")]);
    expect((JSON.parse(out) as JsonReport).standards).toHaveLength(1);
  });
});

describe("what a standard rests on", () => {
  test.each(["published-benchmark", "professional", "regulation", "payer", "own"])("may be %s, and the report says so", async (basis) => {
    const { standards, code } = await under(write("house.yaml", `name: house\nbasis: ${basis}\n`));
    expect([code, standards.map((one) => one.basis)]).toEqual([0, [basis]]);
  });

  test.each(["statute", "law"])("suggests the word for %s", async (word) => {
    expect(await problemsOf(`name: house\nbasis: ${word}\n`)).toEqual([
      expect.stringMatching(/^2: `basis` .* published-benchmark, professional, regulation, payer or own\. → Did you mean `regulation`\?$/),
    ]);
  });
});

test("a custom standard may turn a roster rule off, and another active standard keeps it on", async () => {
  const house = write("off.yaml", "name: house\nextends: us-co-iop\nrules: { session-unstaffed: off }\n");
  const roster = ROSTER.replace("clinicians: [lee], ", "");
  const rules = async (...standards: string[]) => {
    const { out } = await ratioAudit(["-f", "json", write("week.yaml", roster), ...standards.flatMap((one) => ["-s", one])]);
    return (JSON.parse(out) as JsonReport).rosters[0]?.findings.map(({ rule, standards }) => [rule, standards]);
  };
  expect(await rules(house)).toEqual([]);
  expect(await rules(house, "us-ms")).toEqual([["session-unstaffed", ["us-ms"]]]);
  const says = async (...standards: string[]) =>
    (await ratioAudit([write("week.yaml", roster), ...standards.flatMap((one) => ["-s", one])])).out.replace(/\s+/g, " ");
  expect(await says(house)).toContain("the rule session-unstaffed is off.");
  expect(await says(house, "us-ms")).not.toContain("is off");
});

describe("where a roster's standard may lie", () => {
  const refused = "This path is outside the roster's folder.";
  const problems = async (reference: string) => {
    const roster = write("inner/week.yaml", `standard: [${reference}]\n${ROSTER}`);
    const { out, code } = await ratioAudit(["-f", "json", roster]);
    const report = JSON.parse(out) as JsonReport;
    return { code, problems: [...report.problems, ...report.rosters.flatMap((one) => one.problems)].map(({ message }) => message) };
  };

  test("is its folder and below, also for what that standard extends", async () => {
    write("house.yaml", "name: house\n");
    write("inner/below/house.yaml", "name: house\n");
    expect(await problems("below/house.yaml")).toEqual({ code: 0, problems: [] });
    expect(await problems("../house.yaml")).toEqual({ code: 2, problems: [refused] });
    expect(await problems(at("house.yaml"))).toEqual({ code: 2, problems: [refused] });
    write("inner/out.yaml", "name: out\nextends: ../house.yaml\n");
    expect((await problems("./out.yaml")).problems).toEqual([
      `${refused} It is in \`extends\` of ${at("inner/out.yaml")}.`,
      `The standard \`${at("inner/out.yaml")}\` cannot be used because it has problems.`,
    ]);
    symlinkSync(at("house.yaml"), at("inner/link.yaml"));
    expect(await problems("./link.yaml")).toEqual({ code: 2, problems: [refused] });
  });

  test("is the same in any order of the rosters", async () => {
    write("order/base.yaml", "name: base\n");
    write("order/site/h.yaml", "name: h\nextends: ../base.yaml\n");
    const top = write("order/top.yaml", `standard: [site/h.yaml]\n${ROSTER}`);
    const site = write("order/site/week.yaml", `standard: [h.yaml]\n${ROSTER}`);
    const of = async (...rosters: string[]) => {
      const { out, code } = await ratioAudit(["-f", "json", ...rosters]);
      return [code, (JSON.parse(out) as JsonReport).rosters.map(({ file, problems: some }) => [file, some.length])];
    };
    expect(await of(top, site)).toEqual(await of(site, top));
    expect(await of(top)).toEqual([0, [[top, 0]]]);
    expect(await of(site)).toEqual([2, [[site, 1]]]);
  });

  test("is anywhere for the command line", async () => {
    const roster = write("inner/week.yaml", ROSTER);
    const out = write("inner/out.yaml", "name: out\nextends: ../house.yaml\n");
    expect((await ratioAudit([roster, "-s", out])).code).toBe(0);
  });
});

describe("a standard's problem says where it is and what to write", () => {
  test.each<[string, string[]]>([
    ['name: x\nkinds: { group: { ratio: "6:1" } }', ['2: This ratio has more clinicians than seats. → Clinicians come first: `"1:6"`.']],
    [
      'name: x\nkinds: { group: { ratio: "1:0" } }',
      ["2: `ratio` is not a ratio of clinicians to seats, in quotes. → A ratio cannot contain 0"],
    ],
    ["name: x\nkinds: { group: { ratio: 1.5 } }", ['2: `ratio` is not a ratio of clinicians to seats, in quotes. → Did you mean `"1:5"`?']],
    [
      "name: x\nkinds: { group: { ratio: 66 } }",
      ['2: `ratio` is not a ratio of clinicians to seats, in quotes. → Did you mean `"1:6"`? Without quotes'],
    ],
    ["name: x\nkinds: { group: { ratio: 6 } }", ['→ Did you mean `"1:6"`?']],
    ["name: x\nrules: { ratio-exceded: off }", ["2: Unknown rule. → Did you mean `ratio-exceeded`?"]],
    ["name: x\nrules: { ratio-exceeded: eror }", ["should be error, warning, note or off. → Did you mean `error`?"]],
    [
      'name: x\nkinds: { gruop: { ratio: "1:5" } }',
      ["2: Unknown kind of session. → Did you mean `group`? A kind of your own needs a title"],
    ],
    ["name: x\nroles: { trainnee: 0.5 }", ["2: Unknown role. → Did you mean `trainee`?"]],
    ["name: x\nroles: { trainee: 1.5 }", ["2: `trainee` should be a weight from 0 to 1"]],
    ["name: x\nroles: { trainee: 0.1234567 }", ["2: A weight has at most six decimals."]],
    ["name: x\nextends: premum", ["2: Unknown standard `premum`. It is in `extends` of ", "→ Did you mean `premium`?"]],
    ["name: x\nextends: ./nowhere.yaml", ["2: The standard `"]],
    ["name: premium", ["1: `premium` is the name of a built-in standard."]],
    ["name: published", ["1: `published` is the name of a built-in standard."]],
    ["name: x\nmaximum: 3", ["2: Unknown key `maximum`."]],
    ["name: x\nwaivers: [{ rule: ratio-exceeded, session: s, reason: r }]", ["2: `approvedBy` is missing."]],
    ["name: x\nwaivers: [{ rule: ratio-exceeded, reason: r, approvedBy: a }]", ["2: This waiver has no `session`."]],
    [
      "name: x\nwaivers: [{ rule: offering-missing, session: s, reason: r, approvedBy: a }]",
      ["2: Findings of `offering-missing` are not about a session."],
    ],
    [
      "name: x\nwaivers: [{ rule: session-empty, session: s, upTo: '1:7', reason: r, approvedBy: a }]",
      ["2: `upTo` applies only to waivers of `ratio-exceeded`"],
    ],
    [
      "name: x\nwaivers: [{ rule: session-empty, session: s, until: 2026-02-30, reason: r, approvedBy: a }]",
      ["2: 2026-02-30 is not a valid date."],
    ],
    ["name: x\nwaivers: [{ rule: waiver-unused, reason: r, approvedBy: a }]", ["2: Findings on waivers cannot be waived."]],
    ["title: nothing else", ["1: `name` is missing."]],
    ["", ["1: This file has no standard."]],
    ["name: [", ["→"]],
    ["name: x\n---\nname: y", ["1: A standard file must have one document"]],
    [ROSTER, ["2: This is a roster, not a standard. → Name a standard instead. To audit the roster, name it on the command line."]],
    ["name: x\nname: y", ["2: Duplicate key `name` (also on line 1)."]],
    ["- name: x", ["should be"]],
    ["name: x\nkinds: { __proto__: { title: a, maxPatients: 1.5 } }", ["2: This name is reserved"]],
    ["name: x\nroles: { __proto__: 0.5 }", ["2: This name is reserved"]],
  ])("%j", async (text, expected) => {
    const problems = await problemsOf(text);
    for (const part of expected) expect(problems.join("\n")).toContain(part);
  });

  test("all of them in one run, in the order of the file", async () => {
    const lines = (
      await problemsOf("name: benchmark\nroles: { trainnee: 1 }\nkinds:\n  gruop: {}\n  group: { ratio: 6 }\nrules: { nonsense: off }\n")
    ).map((one) => Number(one.split(":")[0]));
    expect(lines).toEqual([1, 2, 4, 5, 6]);
  });

  test("names a circle with its chain", async () => {
    write("a.yaml", "name: a\nextends: b.yaml\n");
    write("b.yaml", "name: b\nextends: c.yaml\n");
    write("c.yaml", "name: c\nextends: a.yaml\n");
    const { problems, code } = await under(at("a.yaml"));
    expect(code).toBe(2);
    expect(problems.map(({ message }) => message.replaceAll(`${folder}/`, ""))).toEqual([
      "These standards extend each other in a circle: a.yaml → b.yaml → c.yaml → a.yaml.",
    ]);
  });

  test("names a missing parent with its chain", async () => {
    write("a.yaml", "name: a\nextends: b.yaml\n");
    write("b.yaml", "name: b\nextends: gone.yaml\n");
    const { problems } = await under(at("a.yaml"));
    expect(problems.map(({ message }) => message.replaceAll(`${folder}/`, ""))).toEqual([
      "The standard `gone.yaml` cannot be read: No such file. It is in `extends` of a.yaml → b.yaml.",
    ]);
  });

  test("two standards of one name are refused", async () => {
    const [one, other] = [write("one.yaml", "name: house\n"), write("two.yaml", "name: house\n")];
    const { out, code } = await ratioAudit(["-f", "json", write("week.yaml", ROSTER), "-s", one, "-s", other]);
    expect(code).toBe(2);
    expect((JSON.parse(out) as JsonReport).problems.map(({ message }) => message.split(":")[0])).toEqual([
      "Two standards have the name `house`",
    ]);
  });

  test("two sites may each have a standard of that name, and each is judged by its own", async () => {
    const site = (name: string, ratio: string) => {
      write(`${name}/house.yaml`, `name: house\nkinds: { group: { ratio: "${ratio}" } }\n`);
      return write(`${name}/week.yaml`, `standard: [house.yaml]\n${ROSTER}`);
    };
    const { out } = await ratioAudit(["-f", "json", site("north", "1:5"), site("south", "1:6")]);
    const { rosters, standards } = JSON.parse(out) as JsonReport;
    expect(rosters.map(({ findings }) => findings.length)).toEqual([1, 0]);
    expect(standards.map(({ name, file }) => [name, file?.split("/").at(-2)])).toEqual([
      ["house", "north"],
      ["house", "south"],
    ]);
  });

  test("a folder, a missing file and binary files are named as such", async () => {
    mkdirSync(at("folder.yaml"), { recursive: true });
    writeFileSync(at("bytes.yaml"), new Uint8Array([0xff, 0x00, 0xfe, 0x80]));
    for (const name of ["folder.yaml", "missing.yaml", "bytes.yaml"]) {
      const { problems, code } = await under(at(name));
      expect([code, problems.length]).toEqual([2, 1]);
    }
  });

  test("shows no id of a patient that is the name of a kind, and makes no fingerprint of it", async () => {
    const report = async (id: string) => {
      const house = write(
        "house.yaml",
        `name: house\nkinds: { ${id}: { title: K, ratio: "1:1" } }\nwaivers: [{ rule: session-empty, session: ${id}, reason: r, approvedBy: a }]\n`,
      );
      const roster = `program: { name: x, publishedRatios: { ${id}: "1:2" } }\n${ROSTER.replace("kind: group", `kind: ${id}`).replace("patients: 6", `patients: [${id}, p-2]`)}`;
      const { out } = await ratioAudit(["-f", "json", write("week.yaml", roster), "-s", house]);
      expect(out).not.toContain(id);
      const { rosters, findings } = JSON.parse(out) as JsonReport;
      return [...findings, ...rosters.flatMap((one) => one.findings)].map(({ rule, fingerprint }) => `${rule} ${fingerprint}`);
    };
    const first = await report("canary-1");
    expect(first.length).toBeGreaterThan(2);
    expect(await report("canary-2")).toEqual(first);
  });

  test("shows no patient id from the file, and nothing of an unknown key", async () => {
    const text = 'name: house\ntitle: for canary-1\nnonsense: { who: canary-2 }\nkinds: { group: { ratio: "6:1", source: canary-1 } }\n';
    const roster = ROSTER.replace("patients: 6", "patients: [canary-1, canary-2]");
    for (const format of ["json", "pretty"]) {
      const { out } = await ratioAudit(["-f", format, write("week.yaml", roster), "-s", write("house.yaml", text)]);
      expect(out).not.toMatch(/canary/);
    }
  });
});
