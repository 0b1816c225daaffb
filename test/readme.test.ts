/**
 * Executes the documentation. Conventions of code blocks:
 *
 *   yaml NAME, json NAME   a whole roster (week.*) or standard, kept under that name for the commands
 *   yaml                   sections of a roster; they replace those of the same names in the README's week.yaml
 *   yaml workflow          steps of a pipeline
 *   sh                     commands, one to a line
 *   console                `$ command` and what it prints; a line `…` matches anything
 *   ts, then text          a program, and what it prints
 *
 * docs/import.md and docs/plan.md are followed from top to bottom: each `csv NAME` and `yaml NAME` is written to its file when it is
 * reached, each command runs after those above it, and a `yaml` without a name is a part of a file that a command has written.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { transformSync } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { audit, parseRoster } from "../src/index.ts";
import { ORDER } from "../src/plan/cost.ts";
import { KINDS, ROLES } from "../src/roster/vocabulary.ts";
import { RULES } from "../src/rules/list.ts";
import { builtInStandard } from "../src/standards/built-in/list.ts";
import { ratioAudit } from "./support/command-line.ts";
import { type Block, blocksOf, putCommands, runLine, shell, tableOf } from "./support/pages.ts";
import { escaped, workbook } from "./support/workbooks.ts";

const README = readFileSync("README.md", "utf8");
/** The pages whose examples share one folder. The tests of pipelines and editors run those of docs/ci.md and docs/editors.md. */
const EXECUTED = ["README.md", ...["roster", "standards", "reports", "library", "week"].map((name) => `docs/${name}.md`)];
/** Every page that people write; the pages of rules are generated. */
const PAGES = [...EXECUTED, "docs/import.md", "docs/plan.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/editors.md", "docs/ci.md"];
const BLOCKS = EXECUTED.flatMap((page) => blocksOf(page).map((block) => ({ page, ...block })));
const of = (language: string) => BLOCKS.filter((block) => block.language === language);
const files = BLOCKS.filter(({ name }) => name !== undefined && name !== "workflow");
const rosters = files.filter(({ name }) => name?.startsWith("week"));
const fragments = of("yaml").filter(({ name }) => name === undefined);
const commands = of("sh").flatMap(({ page, text }) =>
  text
    .split("\n")
    .filter((line) => line.includes("ratio-audit"))
    .map((command) => ({ page, command })),
);
const WEEK = rosters[0]?.text as string;
const steps = of("yaml").filter(({ name }) => name === "workflow");
const programs = BLOCKS.flatMap((block, i) => (block.language === "ts" ? [[block.text, BLOCKS[i + 1]] as const] : []));

let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "ratio-audit-readme-"));
  for (const { name, text } of files) writeFileSync(join(folder, name as string), text);
  mkdirSync(join(folder, "fixtures"));
  for (const file of readdirSync("fixtures").filter((one) => one.startsWith("lakeside")))
    cpSync(join("fixtures", file), join(folder, "fixtures", file));
  putCommands(folder);
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(resolve("."), join(folder, "node_modules/ratio-audit"));
  symlinkSync(resolve("node_modules/@types"), join(folder, "node_modules/@types"));
});

afterAll(() => rmSync(folder, { recursive: true }));

describe("the rosters in the documentation", () => {
  test("are there to be tested, with all other examples", () => {
    expect(files.map(({ name }) => name)).toEqual(["week.yaml", "week.json", "our-clinic.yaml"]);
    expect([fragments.length, steps.length, programs.length, of("console").length]).toEqual([6, 1, 4, 2]);
    for (const page of EXECUTED) expect(BLOCKS.filter((block) => block.page === page).length, page).toBeGreaterThan(1);
  });

  test.each(rosters)("$page: $name is valid", ({ name, text }) => {
    expect(problemsOf(text, name)).toEqual([]);
  });

  test.each(fragments)("$page: these sections are valid in week.yaml: $text", ({ text }) => {
    expect(problemsOf(withSections(WEEK, text))).toEqual([]);
  });

  test("are refused once a patient has a name", () => {
    const named = WEEK.replace("{ id: p-011,", "{ id: p-011, name: Jane,");
    expect(problemsOf(named)).toEqual([expect.stringMatching(/^line 14: /)]);
  });

  const spellings = tableOf("docs/roster.md", "written", "means").flatMap(([written = ""]) =>
    [...written.matchAll(/`([^`]+)`/g)].map(([, time]) => time as string),
  );

  test.each(spellings)("may write a time as %s", (time) => {
    const roster = `timezone: America/New_York
week: 2026-11-30
clinicians: [{ id: lee, roles: [therapist], away: [{ start: Mon 0:00, end: "${time}" }] }]
sessions: [{ id: mon-evening, kind: group, start: Mon 18:00, minutes: 90, clinicians: [lee], patients: 6 }]
`;
    expect(problemsOf(roster)).toEqual([]);
  });

  function problemsOf(text: string, file?: string): string[] {
    const report = audit(parseRoster(text, file === undefined ? {} : { file }));
    return report.rosters.flatMap((roster) => roster.problems).map((problem) => `line ${problem.at?.line}: ${problem.message}`);
  }

  function withSections(roster: string, sections: string): string {
    const split = (text: string) => new Map(text.split(/^(?=\w+:)/m).map((section) => [section.split(":")[0], section]));
    return [...new Map([...split(roster), ...split(sections)]).values()].join("\n");
  }
});

/** That a command prints what is quoted beneath it. */
async function expectPrinted({ text }: { readonly text: string }): Promise<void> {
  const [, command, quoted] = /^\$ ([^\n]*)\n(.*)$/s.exec(text) ?? [];
  expectQuoted((await runLine(command as string, folder)).stdout, quoted as string);
}

/** That a text has what is quoted of it, in which a line `…` matches anything. */
function expectQuoted(printed: string, quoted: string): void {
  let from = 0;
  for (const part of quoted.split(/^…\n/m)) {
    const at = printed.indexOf(part, from);
    expect(at < 0 ? printed.slice(from) : part).toBe(part);
    from = at + part.length;
  }
}

describe("the commands in the documentation", () => {
  test.each(commands)("$page: $command", async ({ command }) => {
    const { status, stderr } = await runLine(command, folder);
    // A report in a file leaves one line on the terminal; compact leaves the first sentence.
    const says = /--output|--format compact/.test(command) ? /^(?:[^\n]+\n)?$/ : /^$/;
    expect(stderr).toMatch(says);
    expect(stderr).not.toContain("problem");
    expect([0, 1]).toContain(status);
  });

  test("begin with one that finds a breaching week breaching", () => {
    const command = commands[0]?.command as string;
    expect(command).toBe("npm ci && npx ratio-audit fixtures/lakeside-week-breaching.yaml");
    const { status, stdout } = shell(command, folder);
    expect(status).toBe(1);
    expect(stdout).toContain("4 of 13 sessions break a limit");
    expect(of("sh").map(({ text }) => text.trimEnd())).toContain("npm cit");
  });

  test.each(steps)("of the pipeline fail it when a session breaks a limit", ({ text }) => {
    expect(text.trimEnd().split("\n")).toHaveLength(5);
    const runs = [...text.matchAll(/- run: (.*)$/gm)].map(([, command]) => command as string);
    expect(shell(runs.join(" && "), folder).status).toBe(1);
  });

  test.each(of("console"))("$page: quotes what is printed", expectPrinted);

  test("have the options that the command has", async () => {
    const { out } = await ratioAudit(["--help"]);
    const flags = (text: string) => [...new Set([...text.matchAll(/(?<![\w-])--[a-z][a-z-]*/g)].map(([flag]) => flag))].sort();
    const help = out.slice(out.indexOf("Options:"), out.indexOf("Exit codes:"));
    const options = tableOf("docs/reports.md", "option", "effect").map(([option = ""]) => option);
    expect(flags(options.join())).toEqual(flags(help));
  });
});

/** The commands of a block, each with what is quoted beneath it. */
const commandsIn = (text: string) =>
  [...text.matchAll(/^\$ ([^\n]*)\n((?:(?!\$ ).*\n)*)/gm)].map(([, command, quoted]) => [command, quoted]);

/** Follows blocks from top to bottom in a folder; returns the exit codes of the commands. */
async function followed(blocks: readonly Block[], home: string): Promise<(number | null)[]> {
  const written = () => readdirSync(home).map((name) => readFileSync(join(home, name), "utf8"));
  const statuses: (number | null)[] = [];
  for (const { language, name, text } of blocks) {
    if (name !== undefined) writeFileSync(join(home, name), text);
    else if (language === "yaml") expect(written().join()).toContain(text);
    else if (language === "console")
      for (const [command = "", quoted = ""] of commandsIn(text)) {
        const { status, stdout, stderr } = await runLine(command, home, folder);
        expectQuoted(`${stdout}${stderr}`, quoted);
        statuses.push(status);
      }
    else if (language === "sh")
      for (const command of text.trimEnd().split("\n")) {
        const { status, stderr } = await runLine(command, home, folder);
        expect(stderr).toBe("");
        statuses.push(status);
      }
  }
  expect(blocks.map(({ language }) => language)).not.toContain("text");
  return statuses;
}

describe("the page on plans", () => {
  const PAGE = "docs/plan.md";
  const [first, ...more] = blocksOf(PAGE);
  const jsonOf = async (command: string, home: string) =>
    Object.keys(JSON.parse((await runLine(`ratio-audit ${command} --format json week.yaml`, home, folder)).stdout) as object);
  const fieldsIn = (head: string) =>
    tableOf(PAGE, head, "content").flatMap(([fields = ""]) => [...fields.matchAll(/`(\w+)`/g)].map(([, name]) => name as string));
  let home = "";

  beforeAll(() => {
    home = join(folder, "plans");
    mkdirSync(home);
  });

  test("begins with a plan, and can be followed from top to bottom", { timeout: 60_000 }, async () => {
    const [roster, ...rest] = more;
    expect([first?.language, roster?.name]).toEqual(["console", "week.yaml"]);
    expect(await followed([roster as Block, first as Block, ...rest], home)).toEqual([0, 1, 1, 0, 0, 0, 0, 0, 0, 0]);
    expect(readdirSync(home).sort()).toEqual(["capacity.html", "plan.html", "week.yaml"]);
  });

  test("lists the findings that a plan fixes, as the rules say, and those for which patients would have to move", () => {
    const benchmark = builtInStandard("benchmark");
    const link = (id: string) => `[\`${id}\`](rules/${id}.md)`;
    const staffing = RULES.filter(({ resolvedBy }) => resolvedBy === "joining" || resolvedBy === "leaving");
    expect(tableOf(PAGE, "rule", "what helps", "`benchmark`")).toEqual(
      staffing.map(({ id, resolvedBy }) => [
        link(id),
        resolvedBy === "joining" ? "joins or stays longer" : "leaves or stays shorter",
        benchmark?.severities.get(id) ?? "off",
      ]),
    );
    const moving = RULES.filter(({ resolvedBy }) => resolvedBy === "patients").map(({ id }) => link(id));
    expect(readFileSync(PAGE, "utf8")).toContain(`For ${moving.join(" and ")}, patients would have to move.`);
  });

  test("describes the fields of the JSON of both commands", async () => {
    writeFileSync(join(home, "week.yaml"), WEEK);
    expect(fieldsIn("field of a plan in JSON")).toEqual(expect.arrayContaining(await jsonOf("plan", home)));
    expect(fieldsIn("field of a capacity in JSON").sort()).toEqual((await jsonOf("capacity", home)).sort());
  });

  test("names the numbers that a plan keeps small in their order", () => {
    const list = readFileSync(PAGE, "utf8").split("## What smallest means")[1]?.split("\n## ")[0] ?? "";
    const words = { vacancies: "missing", days: "days", changes: "changes", newcomers: "new to", warnings: "warnings", minutes: "minutes" };
    const lines = [...list.matchAll(/^\d\. (.*)$/gm)].map(([, line]) => line);
    expect(lines).toEqual(ORDER.map((key) => expect.stringContaining(words[key])));
  });
});

describe("the page on imports", () => {
  const PAGE = "docs/import.md";
  const blocks = blocksOf(PAGE);

  test("can be followed from top to bottom", { timeout: 60_000 }, async () => {
    const home = join(folder, "imports");
    mkdirSync(home);
    writeFileSync(join(home, "schedule.xlsx"), timetable());
    const consoles = blocks.filter(({ language }) => language !== "sh");
    expect(await followed(consoles, home)).toEqual([2, 0, 1, 1, 0, 1, 1, 0, 0, 0]);
  });

  test("begins with the two commands of its first example", () => {
    const commands = blocks
      .filter(({ language }) => language === "console")
      .flatMap(({ text }) => commandsIn(text).map(([command]) => command));
    expect(blocks[0]?.text.trimEnd().split("\n")).toEqual(commands.slice(0, 2));
  });

  /** The timetable of the page as a workbook. */
  function timetable(): Uint8Array {
    const page = readFileSync(PAGE, "utf8");
    const [table = ""] = page.slice(page.indexOf("| row | A |")).split("\n\n");
    const rows = table
      .split("\n")
      .slice(2)
      .map((row) =>
        row
          .split("|")
          .slice(2, -1)
          .map((cell) => cell.trim()),
      );
    const name = (row: number, column: number) => `${"ABCD"[column]}${row + 1}`;
    const merges = rows.flatMap((row, i) =>
      row.flatMap((text, column) => {
        if (text === "↑" || rows[i + 1]?.[column] !== "↑") return [];
        let last = i + 1;
        while (rows[last + 1]?.[column] === "↑") last++;
        return [`<mergeCell ref="${name(i, column)}:${name(last, column)}"/>`];
      }),
    );
    const cells = (row: readonly string[], i: number) =>
      row.map((text, column) => {
        const lines = escaped(text.replaceAll("<br>", "\n"));
        return text === "" || text === "↑" ? "" : `<c r="${name(i, column)}" t="inlineStr"><is><t>${lines}</t></is></c>`;
      });
    const data = rows.map((row, i) => `<row r="${i + 1}">${cells(row, i).join("")}</row>`);
    const xml = `<sheetData>${data.join("")}</sheetData><mergeCells>${merges.join("")}</mergeCells>`;
    return workbook({ sheets: [{ name: "Week of Nov 30", xml }] });
  }
});

test("the page on pictures shows every picture, and no other", () => {
  const page = readFileSync("docs/week.md", "utf8");
  const pictures = readdirSync("docs").filter((name) => /^(?:page|week).*\.(?:png|svg)$/.test(name));
  expect([...page.matchAll(/\]\((\S+\.(?:png|svg))\)/g)].map(([, name]) => name).sort()).toEqual(pictures.sort());
});

describe("the programs in the documentation", () => {
  test.each(programs.map(([text, output], i) => [i, text, output] as const))("number %i prints what is quoted", (i, text, output) => {
    const file = join(folder, `program-${i}.mjs`);
    writeFileSync(file, transformSync(text, { loader: "ts" }).code);
    expect(output?.language).toBe("text");
    expect(execFileSync(process.execPath, [file], { cwd: folder, encoding: "utf8" })).toBe(output?.text);
  });

  test("satisfy the compiler", () => {
    programs.forEach(([text], i) => {
      writeFileSync(join(folder, `program-${i}.mts`), text);
    });
    const compilerOptions = {
      module: "node20",
      target: "es2023",
      strict: true,
      noEmit: true,
      types: ["node"],
      exactOptionalPropertyTypes: true,
    };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["*.mts"] }));
    const { stdout, status } = spawnSync(process.execPath, [resolve("node_modules/typescript/bin/tsc"), "-p", folder], {
      encoding: "utf8",
    });
    expect(stdout).toBe("");
    expect(status).toBe(0);
  });
});

describe("the documentation", () => {
  const headingsOf = (page: string) =>
    [...readFileSync(page, "utf8").matchAll(/^#+ (.*)$/gm)].map(([, title = ""]) =>
      title
        .toLowerCase()
        .replace(/[^\w -]/g, "")
        .replaceAll(" ", "-"),
    );
  const rulePages = readdirSync("docs/rules").map((name) => `docs/rules/${name}`);

  test.each([...PAGES, ...rulePages])("%s links to pages and headings that exist", (page) => {
    for (const [, target = ""] of readFileSync(page, "utf8").matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^https:/.test(target)) continue;
      const [path = "", anchor] = target.split("#");
      const file = path === "" ? page : join(dirname(page), path);
      expect(existsSync(file) ? "" : target).toBe("");
      if (anchor !== undefined) expect(headingsOf(file), target).toContain(anchor);
    }
  });

  test("has a README of at most 250 lines, which leads to every other page", () => {
    expect(README.split("\n").length - 1).toBeLessThanOrEqual(250);
    const pages = readdirSync("docs").filter((name) => name.endsWith(".md"));
    for (const page of ["rules/README.md", ...pages]) expect(README).toContain(`](docs/${page}`);
  });

  test.each(PAGES)("%s is self-contained: it names only pages of this repository", (page) => {
    expect(readFileSync(page, "utf8")).not.toMatch(/DESIGN|STYLE\.md|\.\.\/(?!README\.md|schemas\/)|\/work\b|\/tmp|registry\.(?!ts\b)/);
  });

  test("names every kind and role", () => {
    const words = new Set([...readFileSync("docs/roster.md", "utf8").matchAll(/`([a-z-]+)`/g)].map(([, word]) => word));
    for (const word of [...KINDS, ...ROLES]) expect(words).toContain(word);
  });

  test("shows pictures of what the command prints today", () => {
    const { status, stderr } = spawnSync(process.execPath, ["scripts/screenshots.mjs", "--check"], { encoding: "utf8" });
    expect(stderr).toBe("");
    expect(status).toBe(0);
  });

  test.each(["breaching-week", "week-in-terminal"])(
    "has a picture, %s, that requests nothing: no script, font, link or image from elsewhere",
    (name) => {
      const svg = readFileSync(`docs/${name}.svg`, "utf8");
      expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', "")).not.toMatch(/https?:|<script|<image|@import|url\(|\bon\w+=/);
      expect(svg).toContain("<title");
    },
  );

  test("for contributors has every folder of src, and only scripts that exist", () => {
    const text = readFileSync("CONTRIBUTING.md", "utf8");
    const folders = readdirSync("src", { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const rows = [...text.matchAll(/^\| `([\w-]+)\/` \|/gm)].map(([, name]) => name);
    expect(rows.sort()).toEqual(folders.map((entry) => entry.name).sort());
    const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> };
    for (const [, script] of text.matchAll(/npm run ([\w-]+)/g)) expect(scripts).toHaveProperty(script as string);
    for (const [file] of text.matchAll(/(?<=[ `])(?:src|test|scripts)\/[\w/.-]+\.\w+/g))
      if (!file.includes("NAME")) expect(existsSync(file) ? "" : file).toBe("");
  });
});
