/** The commands plan and capacity: what they print and write, how they end, and what they refuse. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { OutputClosed } from "../src/io/streams.ts";
import { main } from "../src/main.ts";
import type { CapacityReport } from "../src/plan/report/capacity-report.ts";
import type { PlanReport } from "../src/plan/report/plan-report.ts";
import { ratioAudit } from "./support/command-line.ts";

/** Runs after each file that the commands read. */
const meanwhile = vi.hoisted(() => ({ run: (_file: string) => {} }));
vi.mock("../src/io/read-file.ts", async (original) => {
  const real = await original<typeof import("../src/io/read-file.ts")>();
  return {
    ...real,
    readFile: (file: string) => {
      const content = real.readFile(file);
      meanwhile.run(file);
      return content;
    },
  };
});
afterEach(() => {
  meanwhile.run = () => {};
});

const WEEK = "fixtures/lakeside-week-breaching.yaml";
const CLEAN = "fixtures/lakeside-week-clean.yaml";

const CLINICIANS = `clinicians:
  - { id: lee, roles: [therapist] } # the founder
  - { id: noor, roles: [therapist] }
`;
const evening = (id: string, day: string, more = "") =>
  `  - { id: ${id}, kind: group, start: ${day} 18:00, minutes: 90, clinicians: [lee], patients: 7${more} } # one too many\n`;
const roster = (...sessions: readonly string[]) => `# A draft.\nweek: 2026-11-30\n${CLINICIANS}sessions:\n${sessions.join("")}`;

/** One group with a patient too many: noor has to join. */
const ONE = roster(evening("mon-evening", "Mon"));
/** noor has no session of her own on Monday, and one on Tuesday. */
const TWO_DAYS = roster(
  evening("mon-evening", "Mon"),
  evening("tue-evening", "Tue"),
  "  - { id: tue-noon, kind: group, start: Tue 12:00, minutes: 60, clinicians: [noor], patients: 2 }\n",
);
const FINE = ONE.replace("patients: 7", "patients: 6");
/** A finding that no staffing fixes: a couple is separated. */
const SEPARATED = `week: 2026-11-30
${CLINICIANS}couples: [{ id: c-01, partners: [p-021, p-022] }]
sessions:
  - { id: mon-evening, kind: group, start: Mon 18:00, minutes: 90, clinicians: [lee], patients: [p-021] }
`;

let folder = "";
const at = (name: string) => join(folder, name);
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "ratio-audit-plan-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Writes a file into the folder of this test; returns its path. */
function placed(name: string, text: string): string {
  writeFileSync(at(name), text);
  return at(name);
}

const plan = (args: readonly string[], more: Parameters<typeof ratioAudit>[1] = {}) => ratioAudit(["plan", "--no-config", ...args], more);
const capacity = (args: readonly string[], more: Parameters<typeof ratioAudit>[1] = {}) =>
  ratioAudit(["capacity", "--no-config", ...args], more);
const planned = async (args: readonly string[], stdin = "") =>
  JSON.parse((await plan(["-f", "json", ...args], { stdin })).out) as PlanReport & { readonly diff: readonly string[] };
const measured = async (args: readonly string[], stdin = "") =>
  JSON.parse((await capacity(["-f", "json", ...args], { stdin })).out) as CapacityReport;
const changesOf = ({ steps }: PlanReport) =>
  steps.flatMap(({ session, changes }) => changes.map(({ clinician, what }) => `${clinician} ${what} ${session.id}`));

describe("the exit code of plan", () => {
  test.each([
    ["a week that a plan fixes", ONE, [], 0],
    ["a week without errors", FINE, [], 0],
    ["a week in which a person is missing", ONE, ["--cannot", "noor"], 1],
    ["an error that staff cannot fix", SEPARATED, ["-s", "premium", "--fix", "warning"], 1],
    ["a roster with problems", ONE.replace("kind: group", "kind: gruop"), [], 2],
    ["an empty input", "", [], 2],
  ])("of %s", async (_, text, args, code) => {
    const { code: found, err } = await plan(["-", ...args], { stdin: text });
    expect({ code: found, err }).toEqual({ code, err: "" });
  });

  test("of the Lakeside weeks", async () => {
    expect((await plan([WEEK])).code).toBe(1);
    expect((await plan([CLEAN])).code).toBe(0);
    expect((await capacity([WEEK])).code).toBe(0);
  });

  test.each([
    ["plan", WEEK, 1],
    ["plan", CLEAN, 0],
    ["capacity", WEEK, 0],
  ])("of %s stays the same if nobody reads the output", async (command, file, code) => {
    let complained = "";
    const closed = async () => {
      throw new OutputClosed(Object.assign(new Error("write EPIPE"), { code: "EPIPE" }));
    };
    const out = { isTerminal: false, columns: undefined, write: closed };
    const err = {
      ...out,
      write: async (text: string) => {
        complained += text;
      },
    };
    expect(await main([command, file], { out, err, readInput: async () => new Uint8Array(), env: {} })).toBe(code);
    expect(complained).toBe("");
  });
});

describe("the capacity of a week with errors", () => {
  test("counts an absence as covered if the session then has the error that it had before, and no other", async () => {
    const { absences } = await measured(["-"], ONE);
    expect(
      absences.map(({ clinician, outcome, cover, missing }) => [clinician, outcome, cover.map((one) => one.clinician), missing]),
    ).toEqual([["lee", "cover", ["noor"], []]]);
  });
});

describe("a roster that cannot be audited", () => {
  test.each([
    ["with problems", ONE.replace("kind: group", "kind: gruop").replace("[lee]", "[leee]")],
    ["with broken syntax", `${ONE}  - {`],
    ["without sessions", "sessions: []\n"],
    ["with a patient's name for a key", `jane-doe: 1\n${ONE}`],
  ])("%s is reported as by check", async (_, text) => {
    const file = placed("invalid.yaml", text);
    const checked = await ratioAudit(["check", "--no-config", file]);
    expect(checked.code).toBe(2);
    for (const format of ["pretty", "json"]) {
      expect(await plan([file, "-f", format])).toEqual(checked);
      expect(await capacity([file, "-f", format])).toEqual(checked);
    }
    expect(await plan([file, "--write"])).toEqual(checked);
    expect(readFileSync(file, "utf8")).toBe(text);
  });

  test("that is not there is reported as by check", async () => {
    const checked = await ratioAudit(["check", "--no-config", "nowhere.yaml"]);
    expect(await plan(["nowhere.yaml"])).toEqual(checked);
    expect(await capacity(["nowhere.yaml"])).toEqual(checked);
  });

  test("that is two is refused", async () => {
    const file = placed("two.yaml", `${ONE}---\n${FINE}`);
    const said = "ratio-audit: there are 2 rosters; name one file with one roster.\n";
    expect(await plan([file])).toEqual({ code: 2, out: "", err: said });
    expect(await capacity([file])).toEqual({ code: 2, out: "", err: said });
    expect((await plan([`${at("tw")}*.yaml`])).err).toBe(said);
    for (const command of [plan, capacity]) {
      const { code, out, err } = await command([file, file]);
      expect({ code, out }).toEqual({ code: 2, out: "" });
      expect(err).toContain("Expected 1 argument but got 2");
    }
  });
});

describe("misuse", () => {
  const SECRET = "zq7-canary";
  test.each([
    [["--cannot", "nor"], "--cannot names no clinician of the roster; did you mean noor?\n"],
    [["--cannot", SECRET], "--cannot names no clinician of the roster; write CLINICIAN or CLINICIAN@SESSION, such as lee@mon-evening.\n"],
    [["--cannot", `${SECRET}@mon-evening`], "--cannot names no clinician of the roster; write CLINICIAN or CLINICIAN@SESSION"],
    [["--cannot", "lee@mon-evning"], "--cannot names no session of the roster after the @; did you mean mon-evening?\n"],
    [["--cannot", `lee@${SECRET}`], "--cannot names no session of the roster after the @; write CLINICIAN or CLINICIAN@SESSION"],
    [["--cannot", ""], "--cannot names no clinician of the roster"],
    [["--fix", "eror"], "Did you mean error?"],
    [["--fix", "note"], "Use one of error, warning."],
    [["--effort", "0"], "Use a whole number from 1 to 10000000."],
    [["--effort", "1e3"], "Use a whole number from 1 to 10000000."],
    [["--same-dya"], "Did you mean --same-day?"],
    [["-f", "htm"], "Did you mean html?"],
    [["-f", "sarif"], "Use one of pretty, json, markdown, html."],
    [["-f", "html", "-o", "plan.json"], "--output names a file that ends in .json, but its format is html"],
    [["-o", "plan.sarif"], "--output names a file that ends in .sarif, but its format is pretty"],
    [["--write"], "--write needs a file; standard input cannot be written to.\n"],
  ])("of plan %j is told", async (args, words) => {
    const { code, out, err } = await plan(["-", ...args], { stdin: ONE });
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(words);
    expect(err).not.toContain(SECRET);
  });

  test.each([
    [["--without", "le"], "--without names no clinician of the roster; did you mean lee?\n"],
    [["--without", SECRET], "--without names no clinician of the roster; write CLINICIAN or CLINICIAN@DAY, such as lee@Wed"],
    [["--without", "lee@Sun"], "--without names no day with sessions after the @; write CLINICIAN or CLINICIAN@DAY"],
    [["--without", `lee@${SECRET}`], "--without names no day with sessions after the @; write CLINICIAN or CLINICIAN@DAY"],
    [["--without", "lee@2026-12-06"], "--without names no day with sessions after the @"],
    [["--add", "group"], "--add is written as KIND=NUMBER, such as group=3.\n"],
    [["--add", "group=0"], "--add is written as KIND=NUMBER, such as group=3.\n"],
    [["--add", "group=-1"], "--add is written as KIND=NUMBER, such as group=3.\n"],
    [["--add", `${SECRET}=x`], "--add is written as KIND=NUMBER, such as group=3.\n"],
    [["--add", "grup=3"], "--add names a kind without sessions; did you mean group?\n"],
    [["--add", `${SECRET}=3`], "--add names a kind without sessions; write KIND=NUMBER, such as group=3.\n"],
    [["--add", "check-in=3"], "--add names a kind without sessions; write KIND=NUMBER"],
    [["-f", "markdown"], "Use one of pretty, json, html."],
    [["-o", "capacity.md"], "--output names a file that ends in .md, but its format is pretty"],
  ])("of capacity %j is told", async (args, words) => {
    const { code, out, err } = await capacity(["-", ...args], { stdin: ONE });
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(words);
    expect(err).not.toContain(SECRET);
  });

  test("of a weekday that the roster has twice is told", async () => {
    const text = roster(evening("mon-evening", "Mon"), evening("late", "2026-12-07").replace("12-07 ", "12-07T"));
    const { code, err } = await capacity(["-", "--without", "lee@Mon"], { stdin: text });
    expect([code, err]).toEqual([2, expect.stringContaining("a weekday that the roster has more than once; write its date")]);
    const { asked } = await measured(["-", "--without", "lee@2026-12-07"], text);
    expect(asked).toMatchObject([{ clinician: "lee", day: "2026-12-07", sessions: ["late"] }]);
  });

  test("of an output that is the roster is refused, and the roster stays", async () => {
    const file = placed("kept.yaml", ONE);
    for (const command of [plan, capacity]) {
      const { code, out, err } = await command([file, "-o", file, "-f", "pretty"]);
      expect({ code, out }).toEqual({ code: 2, out: "" });
      expect(err).toMatch(/--output names (?:a file that ends in|an input file)/);
      const other = placed("kept.txt", ONE);
      expect((await command([other, "-o", other])).err).toContain("--output names an input file, which it would overwrite");
      expect(readFileSync(other, "utf8")).toBe(ONE);
    }
    expect(readFileSync(file, "utf8")).toBe(ONE);
  });
});

describe("plan", () => {
  test("reads standard input, under the name that it is given", async () => {
    const named = await plan([placed("one.yaml", ONE), "-f", "json"]);
    const piped = await plan(["-", "--stdin-name", at("one.yaml"), "-f", "json"], { stdin: ONE });
    expect(piped).toEqual(named);
    const unnamed = await planned(["-"], ONE);
    expect(unnamed.file).toBe("-");
    expect(changesOf(unnamed)).toEqual(["noor joins mon-evening"]);
  });

  test("says that no change is needed", async () => {
    const { code, out } = await plan(["-"], { stdin: FINE });
    expect({ code, out }).toEqual({ code: 0, out: "The week has no errors. No change is needed.\n" });
    for (const format of ["json", "markdown", "html"]) expect((await plan(["-", "-f", format], { stdin: FINE })).code).toBe(0);
    expect(await planned(["-"], FINE)).toMatchObject({ steps: [], requests: [], vacancies: [], left: [], diff: [], isProven: true });
  });

  test("asks nobody to come on a day off with --same-day", async () => {
    expect(changesOf(await planned(["-"], TWO_DAYS))).toEqual(["noor joins mon-evening", "noor joins tue-evening"]);
    const report = await planned(["-", "--same-day"], TWO_DAYS);
    expect(changesOf(report)).toEqual(["noor joins tue-evening"]);
    expect(report.vacancies).toMatchObject([
      {
        session: { id: "mon-evening" },
        people: 1,
        role: "therapist",
        obstacles: [
          { clinician: "lee", code: "already-there" },
          { clinician: "noor", code: "same-day" },
        ],
      },
    ]);
  });

  test("asks nobody who said no", async () => {
    const one = await planned(["-", "--cannot", "noor@mon-evening"], TWO_DAYS);
    expect(changesOf(one)).toEqual(["noor joins tue-evening"]);
    expect(one.vacancies).toMatchObject([{ session: { id: "mon-evening" } }]);
    expect(one.vacancies[0]?.obstacles).toContainEqual({ clinician: "noor", code: "refused", reason: "said no" });
    const all = await planned(["-", "--cannot", "noor"], TWO_DAYS);
    expect(changesOf(all)).toEqual([]);
    expect(all.vacancies.map(({ session }) => session.id)).toEqual(["mon-evening", "tue-evening"]);
    const both = await planned(["-", "--cannot", "noor@mon-evening", "--cannot", "noor@tue-evening"], TWO_DAYS);
    expect(both.vacancies).toEqual(all.vacancies);
  });

  test("fixes warnings with --fix warning only", async () => {
    const text = ONE.replace("patients: 7", "patients: 6").replace(
      "id: lee, roles: [therapist]",
      "id: lee, roles: [therapist], maxHours: 1",
    );
    expect(changesOf(await planned(["-"], text))).toEqual([]);
    const report = await planned(["-", "--fix", "warning"], text);
    expect(changesOf(report).sort()).toEqual(["lee leaves mon-evening", "noor joins mon-evening"]);
    expect([report.before.warnings, report.after.warnings, report.left]).toEqual([1, 0, []]);
  });

  test("uses the standards of the command line, the roster and the configuration", async () => {
    const config = placed("ratio-audit.config.yaml", "standards: [traditional-outpatient]\n");
    const file = placed("configured.yaml", ONE);
    const names = async (...args: readonly string[]) => {
      const { out } = await ratioAudit(["plan", file, "-f", "json", ...args]);
      return (JSON.parse(out) as PlanReport).standards;
    };
    expect(await names("--config", config)).toEqual(["traditional-outpatient"]);
    expect(await names("--no-config")).toEqual(["benchmark"]);
    expect(await names("--config", config, "-s", "premium")).toEqual(["premium"]);
    const { out } = await ratioAudit(["capacity", file, "-f", "json", "--config", config]);
    expect((JSON.parse(out) as CapacityReport).standards).toEqual(["traditional-outpatient"]);
    rmSync(config);
  });

  test("writes to a file in the format of its ending", async () => {
    const file = placed("one.yaml", ONE);
    for (const [ending, start] of [
      [".md", /^# Plan\n/],
      [".html", /^<!doctype html>/i],
      [".json", /^\{\n {2}"version": 1,/],
      [".txt", /^The week can be fixed: 1 staffing change\.\n/],
      ["", /^The week can be fixed/],
    ] as const) {
      const output = at(`plan${ending}`);
      expect(await plan([file, "-o", output])).toEqual({ code: 0, out: "", err: "" });
      const text = readFileSync(output, "utf8");
      expect(text).toMatch(start);
      rmSync(output);
    }
    expect((await capacity([file, "-o", at("capacity.json")])).out).toBe("");
    expect(JSON.parse(readFileSync(at("capacity.json"), "utf8"))).toMatchObject({ version: 1, errors: 1 });
    expect((await plan([file, "-o", "-"])).out).toBe((await plan([file])).out);
    expect((await plan([file, "-o", join(file, "plan.txt")])).code).toBe(2);
  });

  test("fits a narrow terminal", async () => {
    const { out } = await plan([WEEK], { terminal: 50 });
    const changed = out.indexOf("The lines to change");
    expect(changed).toBeGreaterThan(0);
    const lines = out.slice(0, changed).split("\n");
    expect(lines.filter((line) => line.replace(/\u001b\[\d+m/g, "").length > 50)).toEqual([]);
  });

  test("has color in a terminal, unless it must not", async () => {
    for (const command of [plan, capacity]) {
      const { out } = await command([WEEK], { terminal: 100 });
      expect(out).toContain("\u001b[");
      expect(out.replace(/\u001b\[\d+m/g, "")).toBe((await command([WEEK])).out);
    }
    expect((await plan([WEEK, "--no-color"], { terminal: 100 })).out).toBe((await plan([WEEK])).out);
    expect((await plan([WEEK], { terminal: 100, env: { NO_COLOR: "1" } })).out).not.toContain("\u001b[");
  });

  test("ends with an honest word after few steps", async () => {
    const few = await planned([WEEK, "--effort", "1"]);
    expect(few.cost.vacancies).toBeGreaterThanOrEqual(few.bound.vacancies);
    expect(few.isProven || few.cost.vacancies + few.cost.days + few.cost.changes > 0).toBe(true);
  });
});

describe("--write", () => {
  /** The lines that differ between two texts with equally many lines. */
  const differing = (one: string, other: string) => {
    const lines = other.split("\n");
    expect(one.split("\n")).toHaveLength(lines.length);
    return one.split("\n").flatMap((line, i) => (line === lines[i] ? [] : [[line, lines[i]]]));
  };

  test("changes only the lines of the plan, and keeps comments", async () => {
    const file = placed("week.yaml", TWO_DAYS);
    const { code, out, err } = await plan([file, "--write"]);
    expect([code, err]).toEqual([0, `ratio-audit: ${file} now has the plan.\n`]);
    expect(out).toContain("The lines to change");
    expect(out).not.toContain("run the same command with --write");
    const line = (id: string, day: string) => evening(id, day).trimEnd();
    expect(differing(TWO_DAYS, readFileSync(file, "utf8"))).toEqual([
      [line("mon-evening", "Mon"), line("mon-evening", "Mon").replace("[lee]", "[lee, noor]")],
      [line("tue-evening", "Tue"), line("tue-evening", "Tue").replace("[lee]", "[lee, noor]")],
    ]);
    expect(readdirSync(folder).filter((name) => name.includes("tmp"))).toEqual([]);
  });

  test("leaves nothing for a second run", async () => {
    const file = placed("week.yaml", TWO_DAYS);
    await plan([file, "--write"]);
    const text = readFileSync(file, "utf8");
    expect((await ratioAudit(["--no-config", file])).code).toBe(0);
    expect(await plan([file, "--write"])).toEqual({ code: 0, out: "The week has no errors. No change is needed.\n", err: "" });
    expect(readFileSync(file, "utf8")).toBe(text);
  });

  test.each(["yaml", "json"])("leaves of the breaching week in %s only what needs people from outside", async (ending) => {
    const text = readFileSync(`fixtures/lakeside-week-breaching.${ending}`, "utf8");
    const file = placed(`week.${ending}`, text);
    const before = await planned([file]);
    expect(before.after.errors).toBe(1);
    expect((await plan([file, "--write"])).code).toBe(1);
    const report = JSON.parse((await ratioAudit(["--no-config", "-f", "json", file])).out);
    expect(report.summary).toMatchObject({ errors: before.after.errors, warnings: before.after.warnings, problems: 0 });
    const changed = readFileSync(file, "utf8").split("\n");
    const kept = new Set(changed);
    expect(text.split("\n").filter((line) => !kept.has(line)).length).toBeLessThanOrEqual(20);
    const comments = (lines: readonly string[]) => lines.flatMap((line) => / *#.*/.exec(line) ?? []);
    expect(comments(changed)).toEqual(comments(text.split("\n")));
    const again = await planned([file]);
    expect([again.steps, again.vacancies.length]).toEqual([[], 1]);
  });

  test("keeps a byte-order mark and line ends", async () => {
    const text = `\ufeff${TWO_DAYS.replaceAll("\n", "\r\n")}`;
    const file = placed("week.yaml", text);
    expect((await plan([file, "--write"])).code).toBe(0);
    expect(readFileSync(file, "utf8")).toBe(text.replaceAll("clinicians: [lee],", "clinicians: [lee, noor],"));
  });

  test("writes a plan of a pattern that names one file", async () => {
    const file = placed("pattern-1.yaml", ONE);
    expect((await plan([at("pattern-*.yaml"), "--write"])).code).toBe(0);
    expect(readFileSync(file, "utf8")).toBe(ONE.replace("[lee],", "[lee, noor],"));
  });

  test("refuses a file that changes meanwhile, and prints no plan", async () => {
    const file = placed("week.yaml", ONE);
    meanwhile.run = (read) => {
      if (read === file) writeFileSync(file, FINE);
    };
    expect(await plan([file, "--write"])).toEqual({
      code: 2,
      out: "",
      err: "ratio-audit: the roster could not be written: the file has changed since it was read.\n",
    });
    expect(readFileSync(file, "utf8")).toBe(FINE);
  });

  test("refuses a file that is gone meanwhile", async () => {
    const file = placed("week.yaml", ONE);
    meanwhile.run = () => rmSync(file, { force: true });
    const { code, out, err } = await plan([file, "--write"]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(
      /^ratio-audit: the roster could not be (?:read again, so nothing was written|written: no such file or folder)\.\n$/,
    );
    expect(readdirSync(folder)).not.toContain("week.yaml");
  });

  test("writes the plan also where it prints in another format, or to a file", async () => {
    for (const args of [
      ["-f", "json"],
      ["-f", "html"],
      ["-o", at("plan.md")],
    ]) {
      const file = placed("week.yaml", ONE);
      const { code, err } = await plan([file, "--write", ...args]);
      expect([code, err]).toEqual([0, `ratio-audit: ${file} now has the plan.\n`]);
      expect(readFileSync(file, "utf8")).toBe(ONE.replace("[lee],", "[lee, noor],"));
    }
  });
});

describe("the same bytes", () => {
  test("on repeated runs, in every format", async () => {
    for (const format of ["pretty", "json", "markdown", "html"])
      expect(await plan([WEEK, "-f", format])).toEqual(await plan([WEEK, "-f", format]));
    for (const format of ["pretty", "json"]) expect(await capacity([WEEK, "-f", format])).toEqual(await capacity([WEEK, "-f", format]));
  });

  test("from the built command", async () => {
    for (const args of [
      ["plan", WEEK],
      ["plan", WEEK, "-f", "html"],
      ["capacity", WEEK, "--without", "lee@Wed", "--add", "group=3"],
    ]) {
      const { stdout, stderr, status } = spawnSync(process.execPath, ["bin/ratio-audit.js", ...args], { encoding: "utf8" });
      expect({ code: status, out: stdout, err: stderr }).toEqual(await ratioAudit(args));
    }
  });

  test("whatever the order of sessions and clinicians", async () => {
    const week = JSON.parse(readFileSync("fixtures/lakeside-week-breaching.json", "utf8"));
    // The lines of the file are others, and what is left comes in their order.
    const comparable = (report: PlanReport & { diff: readonly string[] }) => ({
      ...report,
      diff: [],
      left: report.left.map((one) => JSON.stringify(one).replace(/line \d+/g, "line")).sort(),
    });
    const orders = [
      (list: readonly unknown[]) => list.toReversed(),
      (list: readonly unknown[]) => [...list.slice(3), ...list.slice(0, 3)],
      (list: readonly unknown[]) => [...list.filter((_, i) => i % 2 === 1), ...list.filter((_, i) => i % 2 === 0)],
    ];
    for (const args of [["-"], ["-", "--fix", "warning"], ["-", "-s", "premium"]]) {
      const [expected, seats] = [await planned(args, JSON.stringify(week)), await measured(["-"], JSON.stringify(week))];
      for (const reordered of orders) {
        const other = JSON.stringify({ ...week, sessions: reordered(week.sessions), clinicians: reordered(week.clinicians) });
        expect(comparable(await planned(args, other))).toEqual(comparable(expected));
        expect(await measured(["-"], other)).toEqual(seats);
      }
    }
  });
});

describe("capacity", () => {
  test("says what happens without a clinician", async () => {
    const { asked } = await measured([
      CLEAN,
      "--without",
      "noor@Tue",
      "--without",
      "lee@wednesday",
      "--without",
      "sam",
      "--without",
      "noor",
    ]);
    expect(asked.map(({ clinician, day, outcome }) => [clinician, day, outcome])).toEqual([
      ["noor", "2026-12-01", "gap"],
      ["lee", "2026-12-02", "cover"],
      ["sam", null, "fine"],
      ["noor", null, "gap"],
    ]);
    expect(asked[0]?.missing[0]?.obstacles).toContainEqual({ clinician: "brandt", code: "not-licensed", reason: "is not licensed in NJ" });
    const { out } = await capacity([CLEAN, "--without", "noor@Tue", "--without", "diaz"]);
    expect(out).toContain(
      "If noor is out Tue, Dec 1\n  No free clinician can cover tue-couples-circle 17:00–18:15: brandt is not licensed in NJ.",
    );
    expect(out).toContain("If diaz is out all week\n");
  });

  test("says whether more fit, in the unit of the kind", async () => {
    const { added, seats } = await measured([
      CLEAN,
      "--add",
      "group=6",
      "--add",
      "couples-group=9",
      "--add",
      "psychoeducation=99",
      "--add",
      "individual=1",
    ]);
    const open = (kind: string) => seats.find((one) => one.kind === kind);
    expect([open("group")?.open, open("couples-group")?.unit]).toEqual([6, "couples"]);
    expect(added.map(({ kind, unit, outcome }) => [kind, unit, outcome])).toEqual([
      ["group", "patients", "fits"],
      ["couples-group", "couples", "fits-with-free"],
      ["psychoeducation", "patients", "does-not-fit"],
      ["individual", "patients", "no-limit"],
    ]);
    const { out } = await capacity([CLEAN, "--add", "group=6", "--add", "individual=1", "--add", "couples-session=3"]);
    expect(out).toContain("If more come\n  6 more patients in group: fits into the open seats (6).\n");
    expect(out).toContain("  1 more in individual: fits, because no limit on seats applies.\n");
    expect(out).toContain("  3 more couples in couples-session: fits only if free clinicians join (2 open now, up to 5 then).\n");
  });

  test("counts the days that the week survives", async () => {
    const { absences, survives } = await measured([CLEAN]);
    const ends = (outcome: string) => absences.filter((one) => one.outcome === outcome).length;
    expect(survives).toEqual({ days: absences.length, fine: ends("fine"), cover: ends("cover") });
    expect((await capacity([CLEAN])).out).toContain(
      `${survives.days} clinician-days: ${survives.fine} fine, ${survives.cover} can be covered, 1 gap.`,
    );
  });

  test("of a week without clinicians or limits says so", async () => {
    const empty =
      "week: 2026-11-30\nclinicians: []\nsessions:\n  - { id: mon, kind: individual, start: Mon 18:00, minutes: 50, patients: 1, clinicians: [] }\n";
    const { code, out } = await capacity(["-"], { stdin: empty });
    expect(code).toBe(0);
    expect(out).toContain("Open seats\n  No kind of session has a limit on seats.\n");
    expect(out).toContain("Who may be out\n  No session needs a clinician who counts toward its limits.\n");
  });
});

test("check loads no part of the plan", () => {
  const parts = (...args: string[]) => {
    const program = `const { main, processStreams } = require("./dist/command/main.cjs");
main(${JSON.stringify(args)}, processStreams()).then(() => console.error(Object.keys(require.cache).join("\\n")));`;
    const { stderr } = spawnSync(process.execPath, ["-e", program], { encoding: "utf8" });
    return stderr.split("\n").map((path) => basename(path, ".cjs"));
  };
  const isOfPlan = (part: string) => /plan|capacity/.test(part);
  expect(parts("plan", WEEK)).toEqual(expect.arrayContaining(["commands-plan", "plan-report-pretty"]));
  for (const args of [
    ["check", WEEK],
    [WEEK, "-f", "html"],
    ["plan", "--help"],
    ["week", WEEK],
  ]) {
    expect(parts(...args).filter(isOfPlan), args.join(" ")).toEqual([]);
  }
  expect(parts("plan", WEEK).filter((part) => /html|json|markdown/.test(part))).toEqual([]);
  const having = readdirSync("dist/command").filter((name) =>
    readFileSync(join("dist/command", name), "utf8").includes("the edited roster is not the planned one"),
  );
  expect(having).toEqual(["commands-plan.cjs"]);
});
