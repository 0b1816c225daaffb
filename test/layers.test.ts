/** The layers that CONTRIBUTING promises: what crosses one is an error of the linter. */
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const PLANTED = [
  ...(
    [
      ["src/rules", "../roster/roster-file.ts"],
      ["src/rules", "../document/yaml.ts"],
      ["src/rules", "../main.ts"],
      ["src/rules", "../edge/files.ts"],
      ["src/rules", "zod/mini"],
      ["src/audit", "../present/mask.ts"],
      ["src/standards", "../rules/list.ts"],
      ["src/report", "../audit/audit.ts"],
      ["src/report", "../standards/list.ts"],
      ["src/report", "node:fs"],
      ["src/roster", "../audit/audit.ts"],
      ["src/roster", "../edge/time-zone.ts"],
      ["src/document", "../commands/check.ts"],
      ["src/document", "../roster/words.ts"],
      ["src/standards", "../standard-files/shelf.ts"],
      ["src/standard-files", "../edge/standard-files.ts"],
      ["src/standard-files", "../present/mask.ts"],
      ["src/standard-files", "node:fs"],
      ["src/present", "../edge/files.ts"],
      ["src/present", "../report/pretty.ts"],
      ["src/commands", "../audit/audit.ts"],
      ["src/commands", "../rules/ratio-exceeded.ts"],
      ["src", "node:fs"],
    ] as const
  ).map(([folder, what]) => ({ folder, what, line: `export * from "${what}";`, rule: "noRestrictedImports" })),
  ...["Date.now()", "process.env.TZ", "performance.now()"].map((what) => {
    return { folder: "src/rules", what, line: `export const planted = ${what};`, rule: "noRestrictedGlobals" };
  }),
];
/** What is allowed and looks alike. */
const ALLOWED = [
  { folder: "src/rules", line: 'export * from "../roster/roster.ts";' },
  { folder: "src/rules", line: 'export * from "../document/document.ts";' },
  { folder: "src/present", line: 'export * from "../report/report.ts";' },
  { folder: "src/commands", line: 'export * from "../rules/list.ts";' },
  { folder: "src/edge", line: 'export * from "node:fs";' },
];

let folder = "";
let found = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "ratio-audit-layers-"));
  copyFileSync("biome.json", join(folder, "biome.json"));
  for (const [i, { folder: at, line }] of [...PLANTED, ...ALLOWED].entries()) {
    const file = join(folder, at, `planted-${i}.ts`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${line}\n`);
  }
  const args = ["lint", "--vcs-enabled=false", "--max-diagnostics=none", "--reporter=github", "."];
  const biome = join(process.cwd(), "node_modules/@biomejs/biome/bin/biome");
  const { stdout, stderr } = spawnSync(process.execPath, [biome, ...args], { cwd: folder, encoding: "utf8" });
  found = stdout + stderr;
});

afterAll(() => rmSync(folder, { recursive: true }));

const linesOn = (i: number) => found.split("\n").filter((line) => line.includes(`planted-${i}.ts`));

describe("the linter refuses", () => {
  test.each(PLANTED.map((planted, i) => ({ ...planted, i })))("$what in $folder", ({ rule, i }) => {
    expect(linesOn(i).join("\n")).toContain(rule);
  });

  test("nothing that is allowed", () => {
    for (const i of ALLOWED.keys()) expect(linesOn(PLANTED.length + i).filter((line) => line.includes("noRestricted"))).toEqual([]);
  });
});
