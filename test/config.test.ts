/** The configuration of a folder: `ratio-audit.config.yaml`. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { JsonReport } from "../src/index.ts";
import { ratioAudit } from "./support/command-line.ts";

const ROSTER = `clinicians: [{ id: lee, roles: [therapist] }]
sessions: [{ id: mon, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: 6 }]
`;
const NAME = "ratio-audit.config.yaml";

let folder = "";
const home = process.cwd();

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ratio-audit-config-"));
  process.chdir(folder);
  put({
    "rosters/north.roster.yaml": ROSTER,
    "rosters/deep/south.roster.yaml": ROSTER,
    "standards/strict.yaml": 'name: strict\nextends: benchmark\nkinds: { group: { ratio: "1:5" } }\n',
    "sub/.keep": "",
  });
});

afterEach(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true });
});

function put(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

async function run(...args: readonly string[]) {
  const { code, out, err } = await ratioAudit(["-f", "json", ...args]);
  const report = out === "" ? null : (JSON.parse(out) as JsonReport);
  return {
    code,
    err,
    report,
    config: report?.config,
    files: report?.rosters.map(({ file }) => file),
    standards: report?.standards.map(({ name }) => name),
  };
}

const SOUTH_NORTH = ["rosters/deep/south.roster.yaml", "rosters/north.roster.yaml"];

describe("the configuration", () => {
  test("names the rosters that are audited where the command line names none", async () => {
    put({ [NAME]: "rosters: [rosters]\n" });
    expect(await run()).toMatchObject({ code: 0, config: NAME, files: SOUTH_NORTH, standards: ["benchmark"] });
    expect(await run("rosters/north.roster.yaml")).toMatchObject({ files: ["rosters/north.roster.yaml"], config: NAME });
    put({ [NAME]: "rosters: [rosters/*.yaml, 'rosters/**/south*']\n" });
    expect((await run()).files).toEqual(SOUTH_NORTH);
    expect((await ratioAudit(["week", "--plain"])).code).toBe(0);
  });

  test("is found from a folder below it, and its paths are relative to it", async () => {
    put({ [NAME]: "rosters: [rosters]\nstandards: [./standards/strict.yaml]\n" });
    process.chdir("sub");
    expect(await run()).toMatchObject({
      code: 1,
      config: `../${NAME}`,
      files: SOUTH_NORTH.map((file) => `../${file}`),
      standards: ["strict"],
    });
  });

  test("is not searched for above the folder with .git", async () => {
    put({ [NAME]: "standards: [premium]\n", "sub/.git/HEAD": "" });
    process.chdir("sub");
    expect(await run("../rosters")).toMatchObject({ config: null, standards: ["benchmark"] });
    put({ [`sub/${NAME}`]: "standards: [asam-2.1]\n" });
    expect(await run("../rosters")).toMatchObject({ config: NAME, standards: ["asam-2.1"] });
  });

  test("is named with --config, and left out with --no-config", async () => {
    put({ [NAME]: "standards: [premium]\n", "other/clinic.yaml": "rosters: [week.yaml]\n", "other/week.yaml": ROSTER });
    expect(await run("--config", "other/clinic.yaml")).toMatchObject({ config: "other/clinic.yaml", files: ["other/week.yaml"] });
    expect(await run("--no-config", "rosters")).toMatchObject({ config: null, standards: ["benchmark"] });
    expect(await run("--no-config")).toMatchObject({ code: 2, report: null });
    expect((await run("--no-config")).err).toContain("missing roster");
  });

  test("has standards that a roster adds to and cannot loosen", async () => {
    put({ [NAME]: "standards: [./standards/strict.yaml]\n", "own.yaml": `standard: [traditional-outpatient]\n${ROSTER}` });
    const { code, standards, report } = await run("own.yaml");
    expect({ code, standards }).toEqual({ code: 1, standards: ["strict", "traditional-outpatient"] });
    expect(report?.rosters[0]?.findings).toMatchObject([{ rule: "ratio-exceeded", standards: ["strict"] }]);
    expect(await run("-s", "benchmark", "own.yaml")).toMatchObject({ code: 0, standards: ["benchmark"] });
  });

  test("sets the severity from which findings fail a run, which --fail-on replaces", async () => {
    put({ [NAME]: "standards: [./standards/strict.yaml]\nfailOn: never\n" });
    expect((await run("rosters")).code).toBe(0);
    expect((await run("--fail-on", "error", "rosters")).code).toBe(1);
  });

  test("may name the mapping of an import", async () => {
    put({ [NAME]: "mapping: ./mapping.yaml\n" });
    expect((await run("rosters")).code).toBe(0);
  });

  test.each(["pretty", "markdown", "html"])("is named in %s", async (format) => {
    put({ [NAME]: "rosters: [rosters]\n" });
    const told = async (...args: string[]) => (await ratioAudit(["-f", format, ...args])).out.replaceAll("<wbr>", "");
    expect(await told()).toContain(NAME);
    expect(await told("--no-config", "rosters")).not.toContain(NAME);
  });
});

describe("a configuration that is wrong", () => {
  test.each([
    ["rosterz: [rosters]", 1, 1, "rosters"],
    ["rosters: [rosters]\nfail-on: error", 2, 1, "failOn"],
    ["rosters: [rosters]\nstandard: [premium]", 2, 1, "standards"],
    ["rosters: [rosters]\nfailOn: warnings", 2, 9, "warning"],
    ["rosters: [rosters]\nstandards: [premum]", 2, 13, "premium"],
  ])("%j is refused with a did-you-mean", async (text, line, column, meant) => {
    put({ [NAME]: text });
    const { code, report } = await run();
    expect(code).toBe(2);
    expect(report?.rosters).toEqual([]);
    expect(report?.problems).toMatchObject([
      { at: { file: NAME, line, column }, help: expect.stringContaining(`Did you mean \`${meant}\`?`) },
    ]);
  });

  test.each([
    ["", "empty"],
    ["rosters: rosters", "`rosters` should be a list"],
    ["rosters: []", "`rosters`"],
    ["rosters: [a\n", "YAML|closed|bracket"],
    ["rosters: [a]\n---\nrosters: [b]\n", "several documents"],
    ["rosters: [../elsewhere]", "is outside the configuration.s folder"],
    ["rosters: [/tmp]", "is outside the configuration.s folder"],
    ["standards: [a/../../x.yaml]", "is outside the configuration.s folder"],
    ["mapping: ../mapping.yaml", "is outside the configuration.s folder"],
    ["standards: [./nothing.yaml]", "cannot be read"],
  ])("%j is refused, and nothing is audited", async (text, message) => {
    put({ [NAME]: text });
    const { code, report } = await run("rosters");
    expect(code).toBe(2);
    expect(report?.rosters).toEqual([]);
    expect(report?.problems).toHaveLength(1);
    expect(report?.problems[0]?.message).toMatch(new RegExp(message));
    expect(report?.problems[0]?.at?.file).toBe(NAME);
  });

  test("that is not there is a problem of its own", async () => {
    const { code, report } = await run("--config", "nothing.yaml", "rosters");
    expect(code).toBe(2);
    expect(report?.problems).toMatchObject([{ file: "nothing.yaml", message: "No such file." }]);
  });

  test("with a standard that is wrong has the problem in the standard's file", async () => {
    put({ [NAME]: "standards: [./standards/strict.yaml]\n", "standards/strict.yaml": "name: strict\nkindz: {}\n" });
    const { report } = await run("rosters");
    expect(report?.problems).toMatchObject([{ at: { file: "standards/strict.yaml", line: 2 } }]);
  });

  test("is never overwritten by a report", async () => {
    put({ [NAME]: "rosters: [rosters]\n" });
    expect((await ratioAudit(["-o", NAME])).err).toContain("names an input file");
  });
});
