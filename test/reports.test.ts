/** Several reports of one run: each whole or not at all, and only where they were asked for. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { FORMATS } from "../src/report/formats.ts";
import { ratioAudit } from "./support/command-line.ts";
import { markdownTree, textOf, under } from "./support/told.ts";

const BIN = resolve(process.env.RATIO_AUDIT_BIN ?? "bin/ratio-audit.js");

const BREACHING = `clinicians: [{ id: lee, roles: [therapist] }]
sessions: [{ id: mon, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: 7 }]
`;

const folder = mkdtempSync(join(tmpdir(), "ratio-audit-reports-"));
const home = process.cwd();

beforeEach(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, "elsewhere"), { recursive: true });
  mkdirSync(join(folder, "here"));
  process.chdir(join(folder, "here"));
  writeFileSync("week.yaml", BREACHING);
});
afterEach(() => process.chdir(home));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const read = (file: string) => readFileSync(file, "utf8");

describe("--report", () => {
  test("writes what --format prints, in all formats at once, in addition to standard output, and creates folders", async () => {
    const reports = FORMATS.flatMap(({ name }) => ["-r", `${name}=out/${name}/report`]);
    const { code, out, err } = await ratioAudit([...reports, "week.yaml"]);
    expect({ code, err }).toEqual({ code: 1, err: "" });
    for (const { name } of FORMATS) {
      expect(read(`out/${name}/report`)).toBe((await ratioAudit(["-f", name, "week.yaml"])).out);
      expect(readdirSync(`out/${name}`)).toEqual(["report"]);
    }
    expect(out).toBe(read("out/pretty/report"));
  });

  test("may be given twice for one format, and together with --output", async () => {
    const { out, err } = await ratioAudit(["-r", "json=a.json", "-r", "json=b=c.json", "-f", "junit", "-o", "d.xml", "week.yaml"]);
    expect({ out, err }).toEqual({ out: "", err: "ratio-audit: 1 error, 0 warnings, 0 notes; see the report.\n" });
    expect(read("a.json")).toBe(read("b=c.json"));
    expect(read("d.xml")).toContain("<testsuites");
  });

  test("that cannot be written is exit code 2, names no path, and the others are written", async () => {
    writeFileSync("taken", "x");
    mkdirSync("is-a-folder");
    const wrong = ["-r", "sarif=taken/p-021.sarif", "-r", "gitlab=is-a-folder"];
    const { code, out, err } = await ratioAudit(["-r", "json=first.json", ...wrong, "-r", "junit=last.xml", "week.yaml"]);
    expect(code).toBe(2);
    expect(err).toBe(
      "ratio-audit: the report of --report sarif could not be written: part of the path is a file, not a folder.\n" +
        "ratio-audit: the report of --report gitlab could not be written: the path is a folder.\n",
    );
    expect(out).toContain("ratio-exceeded");
    expect(read("first.json")).toContain("ratio-exceeded");
    expect(read("last.xml")).toContain("ratio-exceeded");
    expect(readdirSync(".").sort()).toEqual(["first.json", "is-a-folder", "last.xml", "taken", "week.yaml"]);
  });

  test.each([
    [["-r", "sarif"], "Write it as FORMAT=FILE"],
    [["-r", "sarif="], "Write it as FORMAT=FILE"],
    [["-r", "sarif=-"], "--format is for standard output"],
    [["-r", "sraif=x"], "Did you mean sarif?"],
    [["-r", "pdf=x"], "Use one of pretty, compact, json, sarif"],
    [["-r", "json=x", "-r", "sarif=./x"], "--report json and --report sarif name the same file"],
    [["-r", "json=x", "-o", "x"], "--report json and --output name the same file"],
    [["-r", "json=to-come", "-r", "sarif=x.sarif"], "--report json and --report sarif name the same file"],
    [["-s", "benchmark,premium"], "Give the option once for each name."],
    [["-r", "json=week.yaml"], "--report json names an input file"],
    [["-r", "json=./house.yaml", "-s", "./house.yaml"], "--report json names an input file"],
    [["-r", "json=parent.yaml", "-s", "./house.yaml"], "--report json names an input file"],
  ])("%j writes nothing and says why", async (args, why) => {
    writeFileSync("house.yaml", "name: house\nextends: ./parent.yaml\n");
    writeFileSync("parent.yaml", "name: parent\nextends: benchmark\n");
    symlinkSync("x.sarif", "to-come");
    const before = readdirSync(".");
    const { code, out, err } = await ratioAudit([...args, "week.yaml"]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(why);
    expect(readdirSync(".")).toEqual(before);
    expect(read("week.yaml")).toBe(BREACHING);
  });

  test("is written though a name for its temporary file is taken, and what has that name is left alone", async () => {
    writeFileSync(`report.json.${process.pid}.tmp`, "of another program");
    expect((await ratioAudit(["-r", "json=report.json", "week.yaml"])).code).toBe(1);
    expect(readdirSync(".").sort()).toEqual(["report.json", `report.json.${process.pid}.tmp`, "week.yaml"]);
    expect(read(`report.json.${process.pid}.tmp`)).toBe("of another program");
  });

  describe.skipIf(process.platform === "win32")("and what the shell has opened", () => {
    const shell = (line: string) =>
      spawnSync("sh", ["-c", line.replaceAll("ratio-audit", '"$0" "$1"'), process.execPath, BIN], { encoding: "utf8" });

    test.each([
      ["ratio-audit -r json=/dev/stdout week.yaml | cat", "--report json names the file that standard output goes to"],
      ["ratio-audit -r json=out.json week.yaml > out.json", "--report json names the file that standard output goes to"],
      ["ratio-audit -f json -o week.yaml - < week.yaml", "--output names an input file"],
      ["cat week.yaml | ratio-audit -f json -o week.yaml --stdin-name week.yaml -", "--output names an input file"],
    ])("do not overwrite each other: %s", (line, why) => {
      const { stdout, stderr } = shell(line);
      expect(stdout).toBe("");
      expect(stderr).toContain(why);
      expect(read("week.yaml")).toBe(BREACHING);
    });

    test("may be the same where nothing else goes there", () => {
      for (const line of [
        "ratio-audit -f json -o /dev/stdout week.yaml | cat",
        "ratio-audit -r json=/dev/stderr week.yaml 2>&1 >/dev/null | cat",
      ])
        expect(JSON.parse(shell(line).stdout)).toHaveProperty("summary");
      shell("ratio-audit -f json -o out.json week.yaml > out.json");
      expect(JSON.parse(read("out.json"))).toHaveProperty("summary");
    });
  });

  test("leaves an older report unchanged if the new one fails", async () => {
    mkdirSync("locked");
    writeFileSync("locked/report.json", "older");
    symlinkSync("/proc/self/nothing", "locked/link");
    expect((await ratioAudit(["-r", "json=locked/link/report.json", "week.yaml"])).code).toBe(2);
    expect(read("locked/report.json")).toBe("older");
  });
});

describe("symbolic links", () => {
  const refused = "a symbolic link leads out of the folder";

  test.each([
    ["a folder that is a link", () => symlinkSync("../elsewhere", "out"), "out/report.json"],
    ["a folder below one", () => symlinkSync("../elsewhere", "out"), "out/more/report.json"],
    ["a file that is a link", () => symlinkSync("../elsewhere/report.json", "report.json"), "report.json"],
    ["a link to what is there", () => symlinkSync("../elsewhere/x", "x"), "x"],
    [
      "a link behind a link",
      () => {
        symlinkSync("../elsewhere", "one");
        symlinkSync("one", "two");
      },
      "two/report.json",
    ],
    ["a link and two dots", () => symlinkSync("../elsewhere", "out"), "out/../out/report.json"],
    ["a link in the folder of an absolute path", () => symlinkSync("../elsewhere/y", "y"), () => join(process.cwd(), "y")],
  ])("%s is not followed out of the place that was asked for", async (_, make, file) => {
    if (file === "x") writeFileSync("../elsewhere/x", "x");
    make();
    const before = readdirSync("../elsewhere");
    const named = typeof file === "string" ? file : file();
    const { code, err } = await ratioAudit(["-r", `json=${named}`, "week.yaml"]);
    expect(code).toBe(2);
    expect(err).toContain(refused);
    expect(readdirSync("../elsewhere")).toEqual(before);
    if (existsSync("../elsewhere/x")) expect(read("../elsewhere/x")).toBe("x");
  });

  test("are followed within it, and a path that says itself where it leads is followed there", async () => {
    mkdirSync("real");
    symlinkSync("real", "out");
    for (const file of ["out/a.json", "../elsewhere/b.json", join(folder, "elsewhere/c.json"), "/dev/null"]) {
      expect((await ratioAudit(["-r", `json=${file}`, "week.yaml"])).err, file).toBe("");
    }
    expect(readdirSync("real")).toEqual(["a.json"]);
    expect(readdirSync("../elsewhere").sort()).toEqual(["b.json", "c.json"]);
  });
});

describe("the summary of a GitHub step", () => {
  const github = (env: Record<string, string>, ...files: string[]) => ratioAudit(["-f", "github", ...files], { env });

  test("is appended to the existing text, as the report in Markdown", async () => {
    writeFileSync("summary.md", "# Of another command\n");
    await github({ GITHUB_STEP_SUMMARY: "summary.md" }, "week.yaml");
    expect(read("summary.md")).toBe(`# Of another command\n${(await ratioAudit(["-f", "markdown", "week.yaml"])).out}`);
  });

  test("is written for annotations only", async () => {
    await ratioAudit(["-f", "json", "week.yaml"], { env: { GITHUB_STEP_SUMMARY: "summary.md" } });
    expect(existsSync("summary.md")).toBe(false);
    await github({}, "week.yaml");
    expect(readdirSync(".")).toEqual(["week.yaml"]);
    await ratioAudit(["-r", "github=notes.txt", "week.yaml"], { env: { GITHUB_STEP_SUMMARY: "summary.md" } });
    expect(existsSync("summary.md")).toBe(true);
  });

  test("is no file that is read or that a report goes to", async () => {
    for (const args of [["week.yaml"], ["-r", "markdown=summary.md", "week.yaml"]]) {
      const { code, err } = await github({ GITHUB_STEP_SUMMARY: args.length === 1 ? "week.yaml" : "summary.md" }, ...args);
      expect(code).toBe(2);
      expect(err).toMatch(/GITHUB_STEP_SUMMARY (?:names an input file|and --report markdown name the same file)/);
      expect(readdirSync(".")).toEqual(["week.yaml"]);
    }
  });

  test("that cannot be written is exit code 2, and the annotations are there", async () => {
    const { code, out, err } = await github({ GITHUB_STEP_SUMMARY: "week.yaml/summary.md" }, "week.yaml");
    expect(code).toBe(2);
    expect(out).toContain("::error ");
    expect(err).toContain("the report of GITHUB_STEP_SUMMARY could not be written");
  });

  const MANY = 1_200;

  test("stays below 1 MiB together with the existing text, and says what was left out", async () => {
    const sessions = Array.from({ length: MANY }, (_, i) => ({
      ...{
        id: `session-${i}-${"x".repeat(180)}`,
        kind: "group",
        start: "2026-11-30T18:00",
        minutes: 90,
        clinicians: [`c-${i}`],
        patients: 7 + (i % 3),
      },
    }));
    const clinicians = sessions.map((_, i) => ({ id: `c-${i}`, roles: ["therapist"] }));
    writeFileSync("large.yaml", stringify({ program: "é".repeat(100), clinicians, sessions }));
    for (const before of [400_000, 1_048_000, 1_048_500]) {
      writeFileSync("summary.md", "x".repeat(before));
      await github({ GITHUB_STEP_SUMMARY: "summary.md" }, "large.yaml");
      expect(statSync("summary.md").size).toBeLessThan(1024 * 1024);
      const page = read("summary.md").slice(before);
      if (before > 1_000_000) continue;
      const tree = markdownTree(page);
      const listed = under("Findings", tree).flatMap(({ children = [] }) => children).length;
      const [, left] = /\*\*Left out to save space:\*\* (\d+) findings/.exec(page) ?? [];
      expect(listed + Number(left)).toBe(MANY);
      expect(listed).toBeGreaterThan(500);
      expect(under("Standards", tree).map(textOf).join("")).toContain("benchmark");
    }
  });
});
