import { spawnSync } from "node:child_process";
import {
  closeSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { OutputClosed, type Streams } from "../src/io/streams.ts";
import { main } from "../src/main.ts";
import type { JsonReport } from "../src/report/schema.ts";
import { VERSION } from "../src/version.ts";
import { ratioAudit } from "./support/command-line.ts";
import { HOSTILE, quoted, STEERING } from "./support/hostile-text.ts";

const CLINICIANS = "clinicians: [{ id: lee, roles: [therapist] }, { id: noor, roles: [couples-therapist] }]";
const evening = (id: string, patients: number) =>
  `  - { id: ${id}, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: ${patients} }`;
const roster = (...sessions: string[]) => `week: 2026-11-30\n${CLINICIANS}\ncouples: []\nsessions:\n${sessions.join("\n")}\n`;

const CLEAN = roster(evening("mon-evening", 6));
const BREACHING = roster(evening("mon-evening", 7));
const WARNING = `week: 2026-11-30
${CLINICIANS}
couples: [{ id: c-01, partners: [p-021, p-022] }]
sessions:
  - { id: mon-evening, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: [p-021] }
`;
const NOTE = roster(evening("mon-evening", 0));
const INVALID = roster(evening("mon-evening", 6).replace("kind: group", "kind: gruop"));
const COUPLES = roster(
  "  - { id: wed-couples, kind: couples-group, start: 2026-12-02T18:00, minutes: 75, clinicians: [noor], couples: 4 }",
);

let folder = "";
const at = (name: string) => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "ratio-audit-"));
  for (const [name, text] of Object.entries({
    "clean.yaml": CLEAN,
    "breaching.yaml": BREACHING,
    "warning.yaml": WARNING,
    "note.yaml": NOTE,
    "invalid.yaml": INVALID,
    "couples.yaml": COUPLES,
  }))
    writeFileSync(at(name), text);
});

afterAll(() => rmSync(folder, { recursive: true }));

describe("the exit code", () => {
  test.each([
    ["clean.yaml", 0],
    ["breaching.yaml", 1],
    ["warning.yaml", 0],
    ["note.yaml", 0],
    ["invalid.yaml", 2],
    ["nowhere.yaml", 2],
  ])("of %s is %i", async (file, code) => {
    expect((await ratioAudit([at(file)])).code).toBe(code);
  });

  test.each([
    ["error", [0, 1, 0, 0, 2]],
    ["warning", [0, 1, 1, 0, 2]],
    ["note", [0, 1, 1, 1, 2]],
    ["never", [0, 0, 0, 0, 2]],
  ])("with --fail-on %s follows the most severe finding, and a problem outweighs it", async (severity, codes) => {
    const files = ["clean.yaml", "breaching.yaml", "warning.yaml", "note.yaml", "invalid.yaml"];
    const runs = await Promise.all(files.map((file) => ratioAudit(["--fail-on", severity, at(file)])));
    expect(runs.map((run) => run.code)).toEqual(codes);
  });

  test("is 2 when one of several rosters is invalid, and the others are reported", async () => {
    const { code, out } = await ratioAudit([at("breaching.yaml"), at("invalid.yaml"), at("nowhere.yaml"), at("clean.yaml")]);
    expect(code).toBe(2);
    expect(out).toContain("breaching.yaml:5:24  error  ratio-exceeded");
    expect(out).toMatch(/invalid\.yaml:5:\d+ {2}cannot audit\n {2}Unknown kind of session `gruop`\./);
    expect(out).toContain("nowhere.yaml  cannot audit\n  No such file.");
    expect(out).toMatch(/2 problems in the input\. The other/);
  });

  test.each([
    ["clean.yaml", 0],
    ["breaching.yaml", 1],
    ["invalid.yaml", 2],
  ])("of %s stays %i when the output is closed, and nothing is printed", async (file, code) => {
    const closed = async () => {
      throw new OutputClosed(Object.assign(new Error("write EPIPE"), { code: "EPIPE" }));
    };
    expect(await runWith(closed, file)).toEqual({ code, complained: "" });
  });

  test("is 2 when the output cannot be written", async () => {
    const failing = async () => {
      throw new OutputClosed(Object.assign(new Error("write EIO"), { code: "EIO" }));
    };
    expect(await runWith(failing)).toEqual({ code: 2, complained: "ratio-audit: the output could not be written.\n" });
  });

  test("is 3 for an internal error, which is reported without the error's message", async () => {
    const { code, complained } = await runWith(async () => {
      throw new TypeError("cannot read p-021 of undefined");
    });
    expect(code).toBe(3);
    expect(complained).toMatch(/internal error/);
    expect(complained).toContain("TypeError");
    expect(complained).not.toContain("p-021");
    expect(complained).not.toContain(process.cwd());
  });

  async function runWith(write: (text: string) => Promise<void>, file = "clean.yaml"): Promise<{ code: number; complained: string }> {
    let complained = "";
    const streams: Streams = {
      out: { isTerminal: false, columns: undefined, write },
      err: {
        isTerminal: false,
        columns: undefined,
        write: async (text) => {
          complained += text;
        },
      },
      readInput: async () => new Uint8Array(),
      env: {},
    };
    return { code: await main([at(file)], streams), complained };
  }
});

describe("bad usage", () => {
  test.each([
    [["--formt", "json"], "Did you mean --format?"],
    [["--quite"], "Did you mean --quiet?"],
    [["--standrad", "premium"], "Did you mean --standard?"],
    [["--no-colour"], "Did you mean --no-color?"],
    [["--confg", "x.yaml"], "Did you mean --config?"],
    [["--format", "jsn"], "Did you mean json?"],
    [["--format", "PDF"], "Use one of pretty, compact, json, sarif, junit, github, gitlab, markdown, html."],
    [["--standard", "premum"], "Did you mean premium?"],
    [["--standard", "benchmark_strict"], "Did you mean benchmark-strict?"],
    [["--standard", "x"], "Use one of benchmark, benchmark-strict, premium, traditional-outpatient, asam-2.1,"],
    [["--fail-on", "warnings"], "Did you mean warning?"],
    [["--fail-on", "always"], "Use one of error, warning, note, never."],
    [["--format"], "argument missing"],
  ])("%j exits with 2 and says: %s", async (args, hint) => {
    const { code, out, err } = await ratioAudit([at("clean.yaml"), ...args]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(hint);
    expect(err).toMatch(/Try: ratio-audit --help\n$/);
  });

  test.each([[[]], [["check"]], [["--quiet"]]])("%j names no file: exits with 2 and says what is missing", async (args) => {
    const { code, out, err } = await ratioAudit(args);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(/missing .*roster/);
  });

  test("of a mistyped command gets a did-you-mean", async () => {
    const { code, out, err } = await ratioAudit(["chekc", at("clean.yaml")]);
    expect(code).toBe(2);
    expect(out + err).toMatch(/[Dd]id you mean `?check`?\?/);
  });

  test("is reported on standard error, and an unreadable file in the report", async () => {
    const usage = await ratioAudit(["--nothing"]);
    const file = await ratioAudit([at("nowhere.yaml")]);
    expect([usage.out, file.err]).toEqual(["", ""]);
  });
});

describe("the command", () => {
  test("is called with or without the word check", async () => {
    const short = await ratioAudit([at("breaching.yaml")]);
    expect(await ratioAudit(["check", at("breaching.yaml")])).toEqual(short);
  });

  test("takes options before and after the files", async () => {
    const before = await ratioAudit(["--quiet", "-s", "premium", at("breaching.yaml")]);
    expect(await ratioAudit([at("breaching.yaml"), "-q", "--standard=premium"])).toEqual(before);
  });

  test.each(["--version", "-V"])("%s prints the version", async (flag) => {
    expect(await ratioAudit([flag])).toEqual({ code: 0, out: `${VERSION}\n`, err: "" });
  });

  test.each(["--help", "-h"])("%s prints every option, the exit codes and examples", async (flag) => {
    const { code, out, err } = await ratioAudit([flag]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    for (const option of ["--standard", "--format", "--output", "--fail-on", "--show-patients", "--quiet", "--no-color", "--version"])
      expect(out).toContain(option);
    expect(out).toMatch(/Exit codes:\n {2}0 .*\n {2}1 .*\n {2}2 .*\n {2}3 /);
    expect(out).toContain("ratio-audit week.yaml");
    expect(out).toContain("not law");
  });

  test("has the same options with the word check as without it, but for --version", async () => {
    const flags = (text: string) => text.match(/(?<=^ +(?:-\w, )?)--[a-z-]+/gm)?.filter((flag) => flag !== "--version");
    const whole = await ratioAudit(["--help"]);
    expect(flags((await ratioAudit(["check", "--help"])).out)).toEqual(flags(whole.out));
  });

  test("takes options before the word check as well, and both of those that can be repeated", async () => {
    const { out } = await ratioAudit(["-q", "-s", "premium", "check", "-s", "benchmark", "-f", "json", at("clean.yaml")]);
    expect((JSON.parse(out) as JsonReport).standards.map(({ name }) => name)).toEqual(["premium", "benchmark"]);
  });

  test("reads standard input for -, YAML and JSON", async () => {
    const yaml = await ratioAudit(["-"], { stdin: BREACHING });
    expect(yaml.code).toBe(1);
    expect(yaml.out).toMatch(/^-:5:24 {2}error {2}ratio-exceeded/);
    const json = { sessions: [{ id: "s", kind: "individual", start: "2026-11-30T18:00", minutes: 50, patients: 1 }] };
    const { code, out } = await ratioAudit(["-"], { stdin: JSON.stringify(json) });
    expect(code).toBe(1);
    expect(out).toContain("session-unstaffed");
  });
});

describe("--standard", () => {
  test("replaces benchmark, and several apply together", async () => {
    const of = async (...standards: string[]) => {
      const { out } = await ratioAudit(["-f", "json", at("couples.yaml"), ...standards.flatMap((name) => ["-s", name])]);
      const report = JSON.parse(out) as JsonReport;
      return {
        standards: report.standards.map((standard) => standard.name),
        findings: report.rosters[0]?.findings
          .filter((one) => one.severity === "error")
          .map(({ rule, standards }) => `${rule} ${standards.join(" ")}`),
      };
    };
    expect(await of()).toEqual({ standards: ["benchmark"], findings: [] });
    expect(await of("premium")).toEqual({ standards: ["premium"], findings: ["group-too-large premium", "ratio-exceeded premium"] });
    expect(await of("benchmark-strict")).toEqual({ standards: ["benchmark-strict"], findings: ["ratio-exceeded benchmark-strict"] });
    expect(await of("benchmark", "premium", "benchmark-strict")).toEqual({
      standards: ["benchmark", "premium", "benchmark-strict"],
      findings: ["group-too-large premium", "ratio-exceeded premium", "ratio-exceeded benchmark-strict"],
    });
  });

  test("given twice with the same name counts once", async () => {
    const once = await ratioAudit(["-f", "json", "-s", "premium", at("couples.yaml")]);
    expect(await ratioAudit(["-f", "json", "-s", "premium", "-s", "premium", at("couples.yaml")])).toEqual(once);
  });

  test("replaces what the roster names", async () => {
    writeFileSync(at("own-choice.yaml"), `standard: [premium]\n${COUPLES}`);
    expect((await ratioAudit([at("own-choice.yaml")])).code).toBe(1);
    expect((await ratioAudit(["--standard", "benchmark", at("own-choice.yaml")])).code).toBe(0);
  });
});

test.skipIf(!existsSync("/dev/full"))("a full disk is said to be one", () => {
  const full = openSync("/dev/full", "w");
  const { status, stderr } = spawnSync(process.execPath, ["bin/ratio-audit.js", at("clean.yaml")], {
    stdio: ["ignore", full, "pipe"],
    encoding: "utf8",
  });
  closeSync(full);
  expect({ status, stderr }).toEqual({ status: 2, stderr: "ratio-audit: the disk is full. The output is incomplete.\n" });
});

test("invalid names, and files whose names look like options, get advice", async () => {
  expect((await ratioAudit([""])).out).toContain("The file name is empty.");
  expect((await ratioAudit(["-week.yaml"])).err).toContain("./-week.yaml");
  const { code, err } = await ratioAudit(["--output", `${at("new")}/.`, at("clean.yaml")]);
  expect({ code, err }).toEqual({ code: 2, err: "ratio-audit: the report of --output could not be written: the path is a folder.\n" });
  expect(existsSync(at("new"))).toBe(false);
});

test.skipIf(process.platform !== "linux")("a folder that takes no new folders is refused at once", async () => {
  const { code, err } = await ratioAudit(["--output", "/proc/none/report.html", at("clean.yaml")]);
  expect({ code, err }).toEqual({ code: 2, err: "ratio-audit: the report of --output could not be written: no such file or folder.\n" });
});

test("a roster that is named twice is audited once", async () => {
  const once = await ratioAudit([at("breaching.yaml")]);
  expect(await ratioAudit([at("breaching.yaml"), at("breaching.yaml")])).toEqual(once);
});

describe("--output", () => {
  test("writes the whole report to a file, makes its folder, and prints one line only where it fails", async () => {
    const printed = await ratioAudit(["--format", "json", at("breaching.yaml")]);
    const written = await ratioAudit(["--format", "json", "--output", at("reports/week.json"), at("breaching.yaml")]);
    const line = "ratio-audit: 1 error, 0 warnings, 0 notes; see the report.\n";
    expect(written).toEqual({ code: 1, out: "", err: line });
    expect(readFileSync(at("reports/week.json"), "utf8")).toBe(printed.out);
    expect(readdirSync(at("reports"))).toEqual(["week.json"]);
  });

  test("prints nothing where nothing was found, and nothing with --quiet", async () => {
    const silent = { out: "", err: "" };
    expect(await ratioAudit(["--output", at("clean.txt"), at("clean.yaml")])).toEqual({ code: 0, ...silent });
    expect(await ratioAudit(["-q", "--output", at("quiet.txt"), at("breaching.yaml")])).toEqual({ code: 1, ...silent });
  });

  test("replaces an older report", async () => {
    writeFileSync(at("old.txt"), "older ".repeat(10_000));
    await ratioAudit(["--output", at("old.txt"), at("clean.yaml")]);
    expect(readFileSync(at("old.txt"), "utf8")).toMatch(/^The only session is within its limits\./);
  });

  test("writes text without color, 100 columns wide, regardless of the terminal", async () => {
    const piped = await ratioAudit([at("breaching.yaml")]);
    await ratioAudit(["--output", at("wide.txt"), at("breaching.yaml")], { terminal: 200 });
    expect(readFileSync(at("wide.txt"), "utf8")).toBe(piped.out);
  });

  test("writes to the target of a symbolic link, even if it does not exist yet, and names no path that may contain an id", async () => {
    mkdirSync(at("shared"));
    symlinkSync("shared/p-021.txt", at("link.txt"));
    for (const before of [undefined, "older"]) {
      if (before !== undefined) writeFileSync(at("shared/p-021.txt"), before);
      const { err } = await ratioAudit(["--output", at("link.txt"), at("breaching.yaml")]);
      expect(err).not.toContain("p-021");
      expect(lstatSync(at("link.txt")).isSymbolicLink()).toBe(true);
      expect(readFileSync(at("shared/p-021.txt"), "utf8")).toContain("ratio-exceeded");
    }
    symlinkSync("circle.txt", at("circle.txt"));
    expect((await ratioAudit(["--output", at("circle.txt"), at("breaching.yaml")])).code).toBe(2);
  });

  test("refuses to overwrite the roster, by its name, another way to it, or a link", async () => {
    symlinkSync(at("clean.yaml"), at("soft.yaml"));
    linkSync(at("clean.yaml"), at("hard.yaml"));
    for (const name of ["clean.yaml", "reports/../clean.yaml", "soft.yaml", "hard.yaml"]) {
      const { code, err } = await ratioAudit(["--output", `${folder}/${name}`, at("breaching.yaml"), at("clean.yaml")]);
      expect(code).toBe(2);
      expect(err).toMatch(/--output names an input file, which it would overwrite/);
      expect(readFileSync(at("clean.yaml"), "utf8")).toBe(CLEAN);
    }
  });

  test("that cannot be written is 2 and leaves nothing behind", async () => {
    mkdirSync(at("taken"));
    const before = readdirSync(folder);
    for (const name of ["taken", "clean.yaml/report.txt"]) {
      const { code, out, err } = await ratioAudit(["--output", at(name), at("breaching.yaml")]);
      expect({ code, out }).toEqual({ code: 2, out: "" });
      expect(err).toContain("the report of --output could not be written");
    }
    expect(readdirSync(folder)).toEqual(before);
  });
});

describe("the format of a file", () => {
  const START: Readonly<Record<string, RegExp>> = {
    "report.html": /^<!DOCTYPE html>/,
    "report.HTML": /^<!DOCTYPE html>/,
    "report.json": /^\{\n {2}"version": 1,/,
    "report.sarif": /"\$schema": "[^"]*sarif/,
    "report.xml": /^<\?xml /,
    "report.md": /^# /,
    "report.txt": /^\S+breaching\.yaml:5:24 {2}error {2}ratio-exceeded\n/,
    "report.log": /^\S+breaching\.yaml:5:24 {2}error {2}ratio-exceeded\n/,
    report: /^\S+breaching\.yaml:5:24 {2}error {2}ratio-exceeded\n/,
  };

  test.each(Object.entries(START))("is said by its ending: %s", async (name, start) => {
    await ratioAudit(["-o", at(name), at("breaching.yaml")]);
    expect(readFileSync(at(name), "utf8")).toMatch(start);
  });

  test.each([
    ["sarif", "report.json"],
    ["gitlab", "report.json"],
    ["compact", "report.txt"],
    ["github", "report.txt"],
    ["html", "report.unknown"],
    ["json", "report"],
  ])("%s may be in %s", async (format, name) => {
    expect((await ratioAudit(["-f", format, "-o", at(name), at("breaching.yaml")])).code).toBe(1);
    expect((await ratioAudit(["-r", `${format}=${at(name)}`, at("breaching.yaml")])).code).toBe(1);
  });

  test.each([
    ["html", "x.json", "choose the format json, sarif or gitlab"],
    ["json", "x.html", "choose the format html"],
    ["json", "x.sarif", "choose the format sarif"],
    ["pretty", "x.md", "choose the format markdown"],
    ["junit", "x.json", "a file such as report.xml"],
    ["markdown", "x.txt", "a file such as report.md"],
  ])("%s is refused in %s, and nothing is written", async (format, name, help) => {
    for (const args of [
      ["-f", format, "-o", at(name)],
      ["-r", `${format}=${at(name)}`],
    ]) {
      const { code, out, err } = await ratioAudit([...args, at("breaching.yaml")]);
      expect({ code, out }).toEqual({ code: 2, out: "" });
      expect(err).toContain(help);
      expect(err).not.toContain(at(name));
      expect(existsSync(at(name))).toBe(false);
    }
  });
});

describe("--format compact", () => {
  test("is one line for each finding and problem, and the first sentence is on standard error", async () => {
    const { code, out, err } = await ratioAudit(["-f", "compact", at("breaching.yaml"), at("invalid.yaml"), at("nowhere.yaml")]);
    expect(code).toBe(2);
    expect(out.split("\n").slice(0, -1)).toEqual([
      expect.stringMatching(/nowhere\.yaml:1:1: error: .* \[cannot-audit\]$/),
      expect.stringMatching(/invalid\.yaml:5:\d+: error: .* \[cannot-audit\]$/),
      expect.stringMatching(/breaching\.yaml:5:24: error: mon-evening: 7 patients .* \[ratio-exceeded\]$/),
    ]);
    expect(err).toMatch(/^[A-Z].*\.\n/);
  });

  test("prints nothing of a clean week but that sentence, and with --quiet not even that", async () => {
    const clean = await ratioAudit(["-f", "compact", at("clean.yaml")]);
    expect(clean).toMatchObject({ code: 0, out: "" });
    expect(clean.err).toMatch(/\.\n$/);
    expect(await ratioAudit(["-q", "-f", "compact", at("clean.yaml")])).toEqual({ code: 0, out: "", err: "" });
  });
});

describe("--show-patients", () => {
  test("shows ids of patients and couples, which are otherwise numbers and dots", async () => {
    const masked = await ratioAudit([at("warning.yaml")]);
    expect(masked.out).toContain("Only one partner of couple #1 (line 3)");
    expect(masked.out).not.toMatch(/p-021|c-01/);
    const shown = await ratioAudit(["--show-patients", at("warning.yaml")], { terminal: 140, env: { NO_COLOR: "1" } });
    expect(shown.out).toContain("Only one partner of c-01 (line 3)");
    expect(shown.out).toContain("patients: [p-021]");
  });
});

describe("--quiet", () => {
  test("prints findings and problems and no summary", async () => {
    const loud = await ratioAudit([at("breaching.yaml"), at("invalid.yaml")]);
    const quiet = await ratioAudit(["--quiet", at("breaching.yaml"), at("invalid.yaml")]);
    expect(quiet.code).toBe(loud.code);
    expect(quiet.out).toContain("ratio-exceeded");
    expect(quiet.out).toContain("cannot audit");
    expect(quiet.out).not.toMatch(/──|Next|audited/);
    expect(loud.out.startsWith(quiet.out)).toBe(true);
  });

  test("prints nothing about a clean week", async () => {
    expect(await ratioAudit(["-q", at("clean.yaml")])).toEqual({ code: 0, out: "", err: "" });
  });
});

describe("color", () => {
  test.each([
    ["on a terminal", [], {}, 80, true],
    ["elsewhere", [], {}, undefined, false],
    ["with --no-color", ["--no-color"], {}, 80, false],
    ["with NO_COLOR", [], { NO_COLOR: "1" }, 80, false],
    ["with an empty NO_COLOR", [], { NO_COLOR: "" }, 80, true],
    ["with FORCE_COLOR elsewhere", [], { FORCE_COLOR: "1" }, undefined, true],
    ["with an empty FORCE_COLOR elsewhere", [], { FORCE_COLOR: "" }, undefined, false],
    ["with an empty FORCE_COLOR on a terminal", [], { FORCE_COLOR: "" }, 80, true],
    ["with FORCE_COLOR=0", [], { FORCE_COLOR: "0" }, 80, false],
    ["with TERM=dumb", [], { TERM: "dumb" }, 80, false],
    ["with NO_COLOR and FORCE_COLOR", [], { NO_COLOR: "1", FORCE_COLOR: "1" }, 80, false],
    ["with --no-color and FORCE_COLOR", ["--no-color"], { FORCE_COLOR: "1" }, 80, false],
  ] as const)("%s: %s %o %s → %s", async (_, args, env, terminal, colored) => {
    const { out } = await ratioAudit([...args, at("breaching.yaml")], { env, ...(terminal === undefined ? {} : { terminal }) });
    expect(out.includes("\u001b[")).toBe(colored);
  });

  test("adds nothing to the text but itself", async () => {
    const plain = await ratioAudit([at("breaching.yaml"), at("invalid.yaml")]);
    const colored = await ratioAudit([at("breaching.yaml"), at("invalid.yaml")], { env: { FORCE_COLOR: "3" } });
    expect(uncolored(colored.out)).toBe(plain.out);
    expect(colored.out).toContain("\u001b[31merror\u001b[39m");
  });

  test("never gets into JSON", async () => {
    const { out } = await ratioAudit(["-f", "json", at("breaching.yaml")], { env: { FORCE_COLOR: "1" }, terminal: 80 });
    expect(out).not.toContain("\u001b");
  });
});

describe("the report for people", () => {
  test("says in words that a clean week is within its limits", async () => {
    const { out } = await ratioAudit([at("clean.yaml")]);
    expect(out).toMatch(/^The only session is within its limits\.\n/);
    expect(out).toContain("1 session: 0 break a limit, 1 within its limits, 0 without a limit.");
    expect(out).toContain("no open seats");
  });

  test("describes a breach: what, how much, whose limit, and how to fix it", async () => {
    const { out } = await ratioAudit([at("breaching.yaml")]);
    expect(out).toMatch(/error {2}ratio-exceeded\s+mon-evening · Mon, Nov 30 18:00–19:30 · group\n/);
    expect(out).toMatch(/7 patients with 1 therapist; the limit is 1:6 patients \(benchmark, a\s+published\s+benchmark,\s+not\s+law\)\./);
    expect(out).toContain("repair  Add a second therapist (7 patients, 2 therapists: within the limit)");
    expect(out).toContain("repair  Remove 1 patient (6 patients, 1 therapist: at the limit)");
    expect(out).toContain("1 of 1 session breaks a limit.");
    expect(out).toMatch(/Next\n {2}Start with mon-evening: add a second therapist\./);
  });

  test("names both figures wherever couples count", async () => {
    const { out } = await ratioAudit(["-s", "premium", "-s", "benchmark-strict", at("couples.yaml")]);
    expect(out).toContain("4 couples (8 patients) with 1 couples therapist; the limit is 1:3 couples");
    expect(out).toContain("8 patients (4 couples) with 1 couples therapist; the limit is 1:4 patients");
    const tightest = await ratioAudit([at("couples.yaml")]);
    expect(tightest.out).toMatch(/wed-couples .*4 couples.*8 patients/);
  });

  test("says “1 couple”, not “1 couples”", async () => {
    const one = COUPLES.replace("couples: 4", "couples: 1");
    expect((await ratioAudit(["-"], { stdin: one })).out).not.toMatch(/\b1 (?:couples|patients|therapists)\b/);
  });

  test("says that the reading of 1:4 decides, and names the sessions", async () => {
    const { out } = await ratioAudit([at("couples.yaml")]);
    expect(out).toMatch(/wed-couples is within the limit because `benchmark` counts couples groups in couples/);
    expect((await ratioAudit(["-s", "benchmark-strict", at("couples.yaml")])).out).not.toContain("within the limit because");
  });

  test.each([80, 100, 120])("shows in its code frame the place that a finding is about, at %i columns", async (terminal) => {
    const { out } = await ratioAudit([at("warning.yaml")], { terminal, env: { NO_COLOR: "1" } });
    expect(out).toMatch(/^ +5 │ .*patients: \[•••••\]/m);
  });

  test.each([40, 80, 200])("fits a terminal of %i columns, single long words, code frames and places aside", async (terminal) => {
    const args = ["clean.yaml", "breaching.yaml", "warning.yaml", "invalid.yaml", "couples.yaml"].map(at);
    const { out } = await ratioAudit(["-s", "premium", "-s", "benchmark-strict", ...args], { terminal, env: { NO_COLOR: "1" } });
    const lines = out.replaceAll(`${folder}/`, "").split("\n");
    const isPlace = (line: string) => /^\S+:\d+:\d+ {2}(?:error|warning|note|cannot audit)(?: {2}[a-z-]+)?$/.test(line);
    const tooWide = lines.filter((line) => line.length > terminal && line.trim().includes(" ") && !isPlace(line));
    expect(tooWide).toEqual([]);
  });

  test("is the same text at any width, but for its line breaks and code frames", async () => {
    const words = async (terminal: number) => {
      const { out } = await ratioAudit([at("breaching.yaml")], { terminal, env: { NO_COLOR: "1" } });
      const text = out.split("\n").filter((line) => !/^ +\d+ │|^─/.test(line));
      return text.join(" ").replace(/\s+|·/g, " ").replace(/ +/g, " ");
    };
    expect(await words(40)).toBe(await words(200));
  });

  test("of 1,000 findings is readable: grouped by rule at the end, with one next step", async () => {
    const sessions = Array.from({ length: 1_000 }, (_, i) =>
      evening(`s${i}`, 7).replace("2026-11-30T18:00", `2026-11-30T00:00`).replace("minutes: 90", "minutes: 1").replace("[lee]", `[c${i}]`),
    );
    const clinicians = Array.from({ length: 1_000 }, (_, i) => `{ id: c${i}, roles: [therapist] }`);
    const { code, out } = await ratioAudit(["-"], {
      stdin: roster(...sessions).replace(CLINICIANS, `clinicians: [${clinicians.join(", ")}]`),
    });
    expect(code).toBe(1);
    const summary = out.slice(out.lastIndexOf("────"));
    expect(summary).toMatch(/Findings by rule\n {3}1000 {2}ratio-exceeded\n/);
    expect(summary).toContain("1000 of 1000 sessions break a limit");
    expect(summary.split("\n").length).toBeLessThan(40);
    expect(summary.match(/^Next$/gm)).toHaveLength(1);
  });

  test("of more than 1,000 findings shows the 1,000 most severe one by one, and says how many more there are", async () => {
    const sessions = Array.from({ length: 1_500 }, (_, i) => evening(`s${i}`, i < 600 ? 0 : 7).replace("[lee]", `[c${i}]`));
    const clinicians = Array.from({ length: 1_500 }, (_, i) => `{ id: c${i}, roles: [therapist] }`);
    const text = roster(...sessions).replace(CLINICIANS, `clinicians: [${clinicians.join(", ")}]`);
    const { out } = await ratioAudit(["-"], { stdin: text });
    expect(out.match(/ {2}error {2}ratio-exceeded/g)).toHaveLength(900);
    expect(out).toContain("  note  session-empty  100 findings");
    expect(out).toContain("500 more findings are not shown here; --format json lists them all.");
    expect(out).toContain("Findings: 900 errors, 0 warnings, 600 notes.");
    const json = JSON.parse((await ratioAudit(["-f", "json", "-"], { stdin: text })).out) as JsonReport;
    expect(json.rosters[0]?.findings).toHaveLength(1_500);
  });
});

describe("hostile text", () => {
  test.each(HOSTILE)("%j in ids, names, files and options steers neither a terminal nor a runner", async (text) => {
    const id = quoted(text);
    const stdin = `program: ${id}
week: 2026-11-30
clinicians: [{ id: ${id}, roles: [therapist] }]
sessions:
  - { id: ${id}, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [${id}], patients: 7 }
  - { id: two, kind: group, start: 2026-12-30T18:00, minutes: 90, clinicians: [${id}], patients: 0 }
`;
    const invalid = stdin.replace("roles: [therapist]", `roles: [${id}], ${id}: 1`).replace("kind: group", `kind: ${id}`);
    const runs = [
      await ratioAudit(["-"], { stdin }),
      await ratioAudit(["-"], { stdin: invalid }),
      await ratioAudit([text]),
      await ratioAudit([at("clean.yaml"), "--format", text]),
      await ratioAudit([at("clean.yaml"), "--standard", text]),
      await ratioAudit([at("clean.yaml"), `--${text}`]),
    ];
    for (const { out, err } of runs) {
      expect(out + err).not.toMatch(STEERING);
      expect(out + err).not.toMatch(/^\s*::/m);
      expect(out + err).not.toContain("##[");
    }
    expect(runs.map((run) => run.code)).toEqual([1, 2, 2, 2, 2, 2]);
  });

  test("in the name of an output that cannot be written is neutral as well", async () => {
    for (const text of HOSTILE) {
      const { code, err } = await ratioAudit([at("clean.yaml"), "--output", at(`clean.yaml/${text}`)]);
      expect(code).toBe(2);
      expect(err).not.toMatch(STEERING);
      expect(err).not.toContain("##[");
    }
  });

  test("in the name of a file that is audited is neutral as well", async () => {
    for (const text of HOSTILE.filter((one) => !/[/\0]/.test(one))) {
      writeFileSync(at(text), BREACHING);
      const { code, out } = await ratioAudit([at(text)]);
      expect(code).toBe(1);
      expect(out).not.toMatch(STEERING);
      expect(out).not.toContain("##[");
      rmSync(at(text));
    }
  });

  test("is escaped in JSON and comes back unchanged", async () => {
    for (const text of HOSTILE) {
      const stdin = BREACHING.replace("id: mon-evening", `id: ${quoted(text)}`);
      const { out } = await ratioAudit(["-f", "json", "-"], { stdin });
      expect(out).not.toMatch(STEERING);
      expect((JSON.parse(out) as JsonReport).rosters[0]?.sessions[0]?.id).toBe(text);
    }
  });
});

function uncolored(text: string): string {
  return text.replace(/\u001b\[\d+m/g, "");
}
