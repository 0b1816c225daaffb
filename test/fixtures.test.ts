/**
 * The cases under `fixtures/`: each folder holds one or more rosters beside what the command prints about them.
 * `ok-*` are valid rosters, with or without findings; `err-*` cannot be audited. To add a case, add a folder with a
 * roster and run `UPDATE_FIXTURES=1 npx vitest run test/fixtures.test.ts`; then read what was written.
 *
 *   roster.yaml, roster.json, roster-*.*   the input; all of them in one run
 *   args                                   options and further files, one to a line
 *   stdin                                  standard input
 *   expected.txt                           the pretty report (and what went to standard error), last the exit code
 *   expected.json                          the JSON report, its tool's version aside; none where the usage is wrong
 */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { EXIT } from "../src/exit-code.ts";
import { audit as auditDocuments, parseRoster, type StandardFile } from "../src/index.ts";
import type { Report, ReportFinding, ReportRoster } from "../src/report/report.ts";
import { RULES } from "../src/rules/list.ts";
import { BUILT_IN } from "../src/standards/built-in/list.ts";
import { VERSION } from "../src/version.ts";
import { CASES } from "./support/cases.ts";
import { ratioAudit } from "./support/command-line.ts";

const BIN = "bin/ratio-audit.cjs";
const FOLDER = "fixtures";
const UPDATE = process.env.UPDATE_FIXTURES === "1";

const cases = CASES.map((one) => [one.name, one] as const);

describe("the cases", () => {
  test("are all named ok-… or err-…", () => {
    expect(cases.map(([name]) => name).filter((name) => !/^(?:ok|err)-[a-z0-9-]+$/.test(name))).toEqual([]);
  });

  test.each(cases)("%s", async (name, { folder, args, stdin }) => {
    const pretty = await ratioAudit(args, { stdin });
    const json = await ratioAudit(["--format", "json", ...args], { stdin });
    const transcript = `${pretty.out}${pretty.err}exit code: ${pretty.code}\n`;
    expectFile(join(folder, "expected.txt"), transcript);
    if (json.out !== "") expectFile(join(folder, "expected.json"), json.out.replace(`"version": "${VERSION}"`, '"version": "0.0.0"'));
    expect(json.code).toBe(pretty.code);
    if (name.startsWith("err-")) expect(pretty.code).toBe(EXIT.notAudited);
    else expect([EXIT.ok, EXIT.findings]).toContain(pretty.code);
    // The command as it is installed: bundled, and started from what V8 compiled.
    const { stdout, stderr, status } = spawnSync(process.execPath, [BIN, ...args], { input: stdin, encoding: "utf8" });
    expect(`${stdout}${stderr}exit code: ${status}\n`).toBe(transcript);
  });

  const fired = (name: string) => {
    const report = JSON.parse(readFileSync(join(FOLDER, name, "expected.json"), "utf8")) as Report;
    return [report, ...report.rosters].flatMap(({ findings }) => findings.map(({ rule }) => rule));
  };

  test("have a programme that breaks every rule once", () => {
    expect(fired("ok-programme-that-breaks-every-rule-once").sort()).toEqual(RULES.map(({ id }) => id).sort());
  });

  test.each(RULES.map(({ id }) => id))("with %s off that programme breaks every other rule and not this one", (id) => {
    const folder = `${FOLDER}/ok-programme-that-breaks-every-rule-once`;
    const house = parse(readFileSync(`${folder}/house.yaml`, "utf8")) as StandardFile;
    // Without its finding a waiver is another one, so only the rules on waivers are tried with waivers.
    const waivers = id.startsWith("waiver-") ? house.waivers : [];
    const of = (rules: StandardFile["rules"]) => {
      const report = auditDocuments(parseRoster(readFileSync(`${folder}/roster.yaml`)), { standards: [{ ...house, waivers, rules }] });
      return [report, ...report.rosters].flatMap(({ findings }) => findings.map(({ rule }) => rule)).sort();
    };
    const all = of(house.rules);
    expect(all).toContain(id);
    expect(of({ ...house.rules, [id]: "off" })).toEqual(all.filter((rule) => rule !== id));
  });

  test("have another of the same size that breaks none, under premium and every pack, and of which all is checked", () => {
    const read = (name: string) => JSON.parse(readFileSync(join(FOLDER, name, "expected.json"), "utf8")) as Report;
    const [good, bad] = [read("ok-programme-in-order"), read("ok-programme-that-breaks-every-rule-once")];
    expect(fired("ok-programme-in-order")).toEqual([]);
    const packs = BUILT_IN.map(({ name }) => name).slice(4);
    expect(good.standards.map(({ name }) => name)).toEqual(["premium", ...packs, "published"]);
    expect(good.rosters[0]?.notChecked).toEqual([]);
    expect(good.summary.sessions).toBe(bad.summary.sessions);
  });
});

describe("the Lakeside weeks", () => {
  test.each([
    ["clean", EXIT.ok],
    ["breaching", EXIT.findings],
  ])("the %s one is audited alike in YAML and JSON", async (week, code) => {
    const yaml = await audit(`${FOLDER}/lakeside-week-${week}.yaml`);
    const json = await audit(`${FOLDER}/lakeside-week-${week}.json`);
    expect(json.code).toBe(code);
    expect(yaml.code).toBe(code);
    expect(withoutPlaces(json.roster)).toEqual(withoutPlaces(yaml.roster));
  });
});

async function audit(file: string): Promise<{ code: number; roster: ReportRoster }> {
  const { code, out } = await ratioAudit(["--format", "json", file]);
  const [roster] = (JSON.parse(out) as Report).rosters;
  if (roster === undefined) throw new Error(`${file} was not audited`);
  return { code, roster };
}

/** What a roster says whatever the syntax it is written in. */
function withoutPlaces({ program, week, sessions, findings, notChecked }: ReportRoster): unknown {
  const unplaced = ({ rule, severity, session, clinician, patient, couple, standards, message, help, at }: ReportFinding) => ({
    ...{ rule, severity, session, clinician, patient, couple, standards, help },
    message: message.replaceAll(/ \(line \d+\)/g, ""),
    path: at.path,
  });
  return { program, week, sessions, notChecked, findings: findings.map(unplaced) };
}

function expectFile(path: string, text: string): void {
  if (UPDATE) writeFileSync(path, text);
  expect(existsSync(path) ? readFileSync(path, "utf8") : `(no ${path})`).toBe(text);
}
