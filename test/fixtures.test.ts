/**
 * The cases under `fixtures/`: each folder contains one or more rosters and their expected results. `ok-*` are valid rosters, with or
 * without findings; `err-*` cannot be audited. To add a case, add a folder with a roster and run
 * `UPDATE_FIXTURES=1 npx vitest run test/fixtures.test.ts`; then review the files that it writes.
 *
 *   roster.yaml, roster.json, roster-*.*   the input; all of them in one run
 *   args                                   options and further files, one to a line
 *   stdin                                  standard input
 *   expected.txt                           the important facts, one per line
 *   transcript.txt                         in a few cases: the pretty report (and standard error), then the exit code
 *   expected.json                          in fewer cases: the JSON report, except the tool's version
 *
 * The lines of `expected.txt`, in the order of the report:
 *
 *   sessions 1 breach, 3 ok                      the number of sessions per verdict
 *   error ratio-exceeded mon-evening 14          a finding: severity, rule, session, line
 *   warning waiver-unused - house.yaml:17        … without a session, and not in the only roster
 *   error ratio-exceeded tue-evening 20 waived   … that a waiver covers
 *   problem 12 "Duplicate key `kind`"            a problem that prevents the audit: line, start of the message
 *   usage "error: unknown option"                the same for the command line
 *   exit 1                                       the exit code
 *
 * A transcript or JSON report is compared completely if such a file exists; create an empty one to have it written.
 */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { EXIT } from "../src/exit-code.ts";
import { audit as auditDocuments, type JsonReport, parseRoster, type StandardFile } from "../src/index.ts";
import { RULES } from "../src/rules/list.ts";
import { BUILT_IN } from "../src/standards/built-in/list.ts";
import { VERSION } from "../src/version.ts";
import { asJson } from "./support/as-json.ts";
import { CASES } from "./support/cases.ts";
import { ratioAudit } from "./support/command-line.ts";
import { expectationOf, inTermsOf, shortened } from "./support/expectation.ts";

const BIN = "bin/ratio-audit.js";
const FOLDER = "fixtures";
const UPDATE = process.env.UPDATE_FIXTURES === "1";

describe("the cases", () => {
  test("are all named ok-… or err-…", () => {
    expect(CASES.map(({ name }) => name).filter((name) => !/^(?:ok|err)-[a-z0-9-]+$/.test(name))).toEqual([]);
  });

  test.each(CASES.map((one) => [one.name, one] as const))("%s", async (name, { folder, args, stdin }) => {
    const run = await ratioAudit(["--format", "json", ...args], { stdin });
    const lines = expectationOf(run, folder);
    const file = join(folder, "expected.txt");
    const before = existsSync(file) ? readFileSync(file, "utf8").trimEnd().split("\n") : [];
    const found = inTermsOf(before, lines);
    if (UPDATE && found.join("\n") !== before.join("\n")) writeFileSync(file, `${shortened(lines).join("\n")}\n`);
    else expect(found).toEqual(before);
    if (existsSync(join(folder, "expected.json")))
      expectFile(join(folder, "expected.json"), run.out.replace(`"version": "${VERSION}"`, '"version": "0.0.0"'));
    if (name.startsWith("err-")) expect(run.code).toBe(EXIT.notAudited);
    else expect([EXIT.ok, EXIT.findings]).toContain(run.code);
  });

  const told = CASES.filter(({ folder }) => existsSync(join(folder, "transcript.txt")));

  test("have some complete transcripts, which the built command prints too", { timeout: 120_000 }, async () => {
    expect(told.length).toBeGreaterThanOrEqual(20);
    for (const { folder, args, stdin } of told) {
      const { out, err, code } = await ratioAudit(args, { stdin });
      const transcript = `${out}${err}exit code: ${code}\n`;
      expectFile(join(folder, "transcript.txt"), transcript);
      const built = spawnSync(process.execPath, [BIN, ...args], { input: stdin, encoding: "utf8" });
      expect(`${built.stdout}${built.stderr}exit code: ${built.status}\n`, folder).toBe(transcript);
    }
  });
});

describe("the program that breaks every rule", () => {
  const name = "ok-program-that-breaks-every-rule-once";
  const fired = (report: JsonReport) => [report, ...report.rosters].flatMap(({ findings }) => findings.map(({ rule }) => rule));

  test("breaks each once", async () => {
    expect(fired(await reportOf(name)).sort()).toEqual(RULES.map(({ id }) => id).sort());
  });

  test("with one rule off breaks every other and not this one", () => {
    const folder = `${FOLDER}/${name}`;
    const house = parse(readFileSync(`${folder}/house.yaml`, "utf8")) as StandardFile;
    const roster = parseRoster(readFileSync(`${folder}/roster.yaml`));
    for (const { id } of RULES) {
      // Without its finding a waiver is another one, so only the rules on waivers are tried with waivers.
      const waivers = id.startsWith("waiver-") ? house.waivers : [];
      const of = (rules: StandardFile["rules"]) => fired(auditDocuments(roster, { standards: [{ ...house, waivers, rules }] })).sort();
      const all = of(house.rules);
      expect(all, id).toContain(id);
      // Where the rule for couples is off, the session is unstaffed as any other.
      const instead = id === "couples-therapist-missing" ? ["session-unstaffed"] : [];
      expect(of({ ...house.rules, [id]: "off" }), id).toEqual([...all.filter((rule) => rule !== id), ...instead].sort());
    }
  });

  test("has a counterpart of the same size that breaks no rule under premium and every pack, with everything checked", async () => {
    const [good, bad] = [await reportOf("ok-program-in-order"), await reportOf(name)];
    expect(fired(good)).toEqual([]);
    const packs = BUILT_IN.map((standard) => standard.name).slice(4);
    expect(good.standards.map((standard) => standard.name)).toEqual(["premium", ...packs, "published"]);
    expect(good.rosters[0]?.notChecked).toEqual([]);
    expect(good.summary.sessions).toBe(bad.summary.sessions);
  });
});

describe("YAML and JSON with the same content", () => {
  /** Of these the two are not the same content, or there is no JSON of it. */
  const NOT_COMPARED: Readonly<Record<string, string>> = {
    "ok-two-documents": "JSON has one document",
    "err-excel-workbook": "it is no text",
    "err-calendar": "it is another format",
    "err-csv": "it is another format",
    "err-rich-text": "it is another format",
    "err-web-page": "it is another format",
    "err-csv-with-a-title": "it is another format",
    "err-contact-card": "it is another format",
    "err-merge-conflict": "it is no YAML",
    "err-yaml-list-not-indented": "JSON has no indentation",
    "err-yaml-comment-cuts-ids": "JSON has no comments",
    "err-yaml-comment-cuts-a-time": "JSON has no comments",
    "ok-text-cut-by-a-comment": "JSON has no comments",
    "err-utf-16-without-a-mark": "it is no text in UTF-8",
    "err-control-character": "JSON spells it with an escape, and so it is allowed there",
  };

  test("have the same report, except for locations", { timeout: 120_000 }, async () => {
    const compared: string[] = [];
    for (const { name, folder, args, stdin } of CASES) {
      const rosters = args.filter((arg) => /\.ya?ml$/.test(arg) && statSync(arg, { throwIfNoEntry: false })?.isFile());
      const texts = rosters.map((file) => asJson(readFileSync(file, "utf8")));
      if (NOT_COMPARED[name] !== undefined || rosters.length === 0 || texts.includes(null)) continue;
      const copy = mkdtempSync(join(tmpdir(), "ratio-audit-as-json-"));
      cpSync(folder, copy, { recursive: true });
      for (const [i, file] of rosters.entries()) writeFileSync(join(copy, jsonName(file.slice(folder.length + 1))), texts[i] as string);
      const inCopy = (arg: string) =>
        rosters.includes(arg) ? join(copy, jsonName(arg.slice(folder.length + 1))) : arg.replace(folder, copy);
      const yaml = await ratioAudit(["--format", "json", ...args], { stdin });
      const json = await ratioAudit(["--format", "json", ...args.map(inCopy)], { stdin });
      rmSync(copy, { recursive: true });
      expect(json.code, name).toBe(yaml.code);
      if (yaml.out === "") expect(json.err, name).toBe(yaml.err);
      else expect(withoutPlaces(json.out, copy), name).toEqual(withoutPlaces(yaml.out, folder));
      compared.push(name);
    }
    // All valid ones but those above and those that are JSON, and the invalid ones that are YAML all the same.
    expect(compared.length).toBeGreaterThan(90);
    const left = CASES.map(({ name }) => name).filter((name) => name.startsWith("ok-") && !compared.includes(name));
    expect(left.filter((name) => !/json$|standard-input|200-characters|two-documents|cut-by-a-comment/.test(name))).toEqual([]);
  });

  test("are so in the Lakeside weeks, which are kept in both", async () => {
    for (const [week, code] of [
      ["clean", EXIT.ok],
      ["breaching", EXIT.findings],
    ] as const) {
      const [yaml, json] = [`${FOLDER}/lakeside-week-${week}.yaml`, `${FOLDER}/lakeside-week-${week}.json`] as const;
      const [one, other] = [await ratioAudit(["--format", "json", yaml]), await ratioAudit(["--format", "json", json])];
      expect([one.code, other.code]).toEqual([code, code]);
      expect(withoutPlaces(other.out, json)).toEqual(withoutPlaces(one.out, yaml));
    }
  });
});

async function reportOf(name: string): Promise<JsonReport> {
  const found = CASES.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no fixture ${name}`);
  return JSON.parse((await ratioAudit(["--format", "json", ...found.args])).out) as JsonReport;
}

function jsonName(file: string): string {
  return file.replace(/\.ya?ml$/, ".json");
}

/** What a report says whatever the syntax and folder of its rosters: no lines, columns, hashes and names of files. */
function withoutPlaces(out: string, folder: string): unknown {
  const bare = out
    .replaceAll(folder, "")
    .replaceAll(/\.(?:ya?ml|json)\b/g, "")
    .replaceAll(/\blines? \d+(?:(?:, | and )\d+)*/g, "line")
    .replaceAll(/:\d+:\d+/g, "");
  return JSON.parse(bare, (key, value) => {
    if (/^(?:line|column|endLine|endColumn|sha256|fingerprint)$/.test(key)) return undefined;
    // JSON has no aliases, which lead to locations of their own.
    return key === "related" ? value.filter(({ message }: { message: string }) => message !== "the value of the alias") : value;
  });
}

function expectFile(path: string, text: string): void {
  if (UPDATE) writeFileSync(path, text);
  expect(readFileSync(path, "utf8"), path).toBe(text);
}
