/**
 * Executes the documentation. Conventions of code blocks in the README:
 *
 *   yaml NAME, json NAME   a whole roster (week.*) or standard, kept under that name for the commands
 *   yaml                   sections of a roster; they replace those of the same names in week.yaml
 *   yaml workflow          steps of a pipeline
 *   sh                     commands, one to a line
 *   console                `$ command` and what it prints; a line `…` stands for anything
 *   ts, then text          a program, and what it prints
 */
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { transformSync } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { audit, parseRoster } from "../src/index.ts";
import { KINDS, ROLES } from "../src/roster/vocabulary.ts";
import { ratioAudit } from "./support/command-line.ts";
import { blocksOf, putCommands, runLine, shell } from "./support/pages.ts";

const README = readFileSync("README.md", "utf8");
const BLOCKS = blocksOf("README.md");
const of = (language: string) => BLOCKS.filter((block) => block.language === language);
const files = BLOCKS.filter(({ name }) => name !== undefined && name !== "workflow");
const rosters = files.filter(({ name }) => name?.startsWith("week"));
const standards = files.filter(({ name }) => !name?.startsWith("week"));
const fragments = of("yaml").filter(({ name }) => name === undefined);
const commands = of("sh").flatMap(({ text }) => text.split("\n").filter((line) => line.includes("ratio-audit")));
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

describe("the README's rosters", () => {
  test("are there to be tested", () => {
    expect(rosters.map(({ name }) => name)).toEqual(["week.yaml", "week.json"]);
    expect(standards.map(({ name }) => name)).toEqual(["our-clinic.yaml"]);
    expect([fragments.length, commands.length, steps.length, programs.length, of("console").length]).toEqual([5, 19, 1, 2, 1]);
  });

  test.each(rosters)("$name is valid", ({ name, text }) => {
    expect(problemsOf(text, name)).toEqual([]);
  });

  test.each(fragments)("these sections are valid in week.yaml: $text", ({ text }) => {
    expect(problemsOf(withSections(of("yaml")[0]?.text as string, text))).toEqual([]);
  });

  test("week.yaml and week.json are refused once a patient has a name", () => {
    const named = `${of("yaml")[0]?.text}\npatients: [{ id: p-011, name: somebody }]\n`;
    expect(problemsOf(named).length).toBeGreaterThan(0);
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

/** That a command prints what is quoted beneath it, in which a line `…` stands for anything. */
async function expectPrinted({ text }: { readonly text: string }): Promise<void> {
  const [, command, quoted] = /^\$ (.*)\n(.*)$/s.exec(text) ?? [];
  const printed = (await runLine(command as string, folder)).stdout;
  let from = 0;
  for (const part of (quoted as string).split(/^…\n/m)) {
    const at = printed.indexOf(part, from);
    expect(at < 0 ? printed.slice(from) : part).toBe(part);
    from = at + part.length;
  }
}

describe("the README's commands", () => {
  test.each(commands)("run: %s", async (command) => {
    const { status, stderr } = await runLine(command, folder);
    expect(stderr).toBe(command.includes("--output") ? "ratio-audit: 1 error, 0 warnings, 0 notes; see the report.\n" : "");
    expect(stderr).not.toContain("problem");
    expect([0, 1]).toContain(status);
  });

  test("the first of them finds a breaching week breaching", () => {
    const { status, stdout } = shell(commands[0] as string, folder);
    expect(commands[0]).toBe("npm ci && npx ratio-audit fixtures/lakeside-week-breaching.yaml");
    expect(status).toBe(1);
    expect(stdout).toContain("4 of 13 sessions break a limit");
  });

  test.each(steps)("of the pipeline fail it when a session breaks a limit", ({ text }) => {
    expect(text.trimEnd().split("\n")).toHaveLength(5);
    const runs = [...text.matchAll(/- run: (.*)$/gm)].map(([, command]) => command as string);
    expect(shell(runs.join(" && "), folder).status).toBe(1);
  });

  test.each(of("console"))("print what is quoted", expectPrinted);

  test("have the options that the command has", async () => {
    const { out } = await ratioAudit(["--help"]);
    const flags = (text: string) => [...new Set([...text.matchAll(/(?<![\w-])--[a-z][a-z-]*/g)].map(([flag]) => flag))].sort();
    const help = out.slice(out.indexOf("Options:"), out.indexOf("Exit codes:"));
    const table = README.slice(README.indexOf("## Options"), README.indexOf("## Exit codes")).split("```")[0] as string;
    expect(flags(table)).toEqual(flags(help));
  });
});

describe("the page on pictures", () => {
  const blocks = blocksOf("docs/week.md");
  const shown = blocks.filter(({ language }) => language === "sh").flatMap(({ text }) => text.trimEnd().split("\n"));

  test.each(shown)("has commands that run: %s", async (command) => {
    const { status, stderr } = await runLine(command, folder);
    expect(stderr).toMatch(command.includes("--output") ? /^ratio-audit: \d errors?, .*; see the report\.\n$/ : /^$/);
    expect(status).toBe(1);
  });

  test.each(blocks.filter(({ language }) => language === "console"))("quotes what is printed", expectPrinted);

  test("shows no picture that is not there, and all that there are", () => {
    const page = readFileSync("docs/week.md", "utf8");
    const pictures = readdirSync("docs").filter((name) => /^(?:page|week).*\.(?:png|svg)$/.test(name));
    expect([...page.matchAll(/\]\((\S+\.(?:png|svg))\)/g)].map(([, name]) => name).sort()).toEqual(pictures.sort());
  });
});

describe("the README's programs", () => {
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
  const pages = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/editors.md", "docs/ci.md", "docs/week.md"];

  test.each(pages)("%s links to what exists", (page) => {
    const text = readFileSync(page, "utf8");
    const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, title]) =>
      (title as string)
        .toLowerCase()
        .replace(/[^\w -]/g, "")
        .replaceAll(" ", "-"),
    );
    for (const [, target] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      const [path, anchor] = (target as string).split("#") as [string, string | undefined];
      if (/^https:/.test(path)) continue;
      expect(path === "" || existsSync(join(dirname(page), path)) ? "" : target).toBe("");
      if (path === "" && anchor !== undefined) expect(headings).toContain(anchor);
    }
  });

  test.each(pages)("%s stands alone: it names no other page than those of this repository", (page) => {
    expect(readFileSync(page, "utf8")).not.toMatch(/DESIGN|STYLE\.md|\.\.\/(?!README\.md)|\/work\b|\/tmp|registry\.(?!ts\b)/);
  });

  test("names every kind and role", () => {
    const words = new Set([...README.matchAll(/`([a-z-]+)`/g)].map(([, word]) => word));
    for (const word of [...KINDS, ...ROLES]) expect(words).toContain(word);
  });

  test("shows pictures of what the command prints today", () => {
    const { status, stderr } = spawnSync(process.execPath, ["scripts/screenshots.mjs", "--check"], { encoding: "utf8" });
    expect(stderr).toBe("");
    expect(status).toBe(0);
  });

  test.each(["breaching-week", "week-in-terminal"])(
    "has a picture, %s, that asks nothing of anybody: no script, font, link or image from elsewhere",
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
