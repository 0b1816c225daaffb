/** The layers: what each folder and single module of src/ may import, and that the core depends on nothing outside of it. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { build } from "esbuild";
import { expect, test } from "vitest";

/** By what is named here: folders and modules of src/, packages, and `node` for its own modules. Imports within a folder are free. */
const MAY_IMPORT: Readonly<Record<string, string>> = {
  clock: "",
  codes: "",
  message: "",
  severity: "",
  version: "",
  grouped: "",
  sha256: "@noble/hashes",
  document: "message grouped js-yaml yaml leven zod",
  config: "message document exit-code zod",
  roster: "message clock document zod",
  standards: "message grouped document roster rules severity zod",
  audit: "message clock grouped severity roster standards rules",
  rules: "message grouped roster standards audit",
  report: "message clock codes grouped severity chalk zod",
  "report/build": "message clock grouped severity version document roster standards audit rules report sha256",
  "report/formats": "message clock grouped severity version sha256 report string-width",
  plan: "message clock grouped severity document roster standards audit rules",
  "plan/report": "message grouped document version roster audit report report/build report/formats plan string-width",
  import: "message document grouped roster fflate sax windows-iana zod",
  pipeline: "message document roster standards audit rules report report/build sha256",
  index: "document roster standards rules pipeline import plan plan/report report report/formats",
  io: "message node tinyglobby ignore",
  "exit-code": "severity",
  commands: `message exit-code version pipeline config document roster standards audit rules import plan plan/report report report/build
    report/formats io commander yaml`,
  main: "exit-code version commands io report",
};

/** What reads a clock, the environment, chance or the language of the machine; allowed only where the outside is. */
const IMPURE = /\bDate\.now\b|\bnew Date\(\)|\bperformance\.now\b|\bprocess\.|\bMath\.random\b|\.toLocale\w+|\.localeCompare\b/;
const OUTSIDE = ["io", "commands", "main"];

/** The folder, or for `src/main.ts` the module, that a file belongs to. */
const layerOf = (file: string) => /^src\/((?:report\/(?:build|formats)|plan\/report)|[^/]+?)(?:\/|\.ts$)/.exec(file)?.[1] ?? file;
const packageOf = (name: string) => (name.startsWith("node:") ? "node" : (/^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name));

/** What breaks the layers in the tree of a folder. Imports of types alone do not count: esbuild drops them. */
async function violations(folder: string): Promise<string[]> {
  const files = readdirSync(join(folder, "src"), { recursive: true, encoding: "utf8" }).filter((file) => /(?<!\.d)\.ts$/.test(file));
  const { metafile } = await build({
    stdin: { contents: files.map((file) => `import ${JSON.stringify(`./src/${file}`)};`).join("\n"), resolveDir: folder },
    absWorkingDir: folder,
    bundle: true,
    write: false,
    metafile: true,
    format: "esm",
    platform: "node",
    packages: "external",
    external: ["*.css", "*.browser.js"],
    logLevel: "silent",
  });
  const modules = new Map(Object.entries(metafile.inputs).filter(([file]) => file.startsWith("src/")));
  const crossing = [...modules].flatMap(([file, { imports }]) => {
    const from = layerOf(file);
    const allowed = [from, ...(MAY_IMPORT[from] ?? "").split(/\s+/)];
    const targets = imports.filter(({ path }) => !path.startsWith("."));
    return targets.flatMap(({ path, external }) =>
      allowed.includes(external ? packageOf(path) : layerOf(path)) ? [] : `${file} imports ${path}`,
    );
  });
  const impure = [...modules.keys()]
    .filter((file) => !OUTSIDE.includes(layerOf(file)))
    .flatMap(
      (file) =>
        IMPURE.exec(readFileSync(join(folder, file), "utf8"))
          ?.slice(0, 1)
          .map((found) => `${file} uses ${found}`) ?? [],
    );
  const circle = circleIn(new Map([...modules].map(([file, { imports }]) => [file, imports.map(({ path }) => path)])));
  return [...crossing, ...impure, ...(circle === null ? [] : [`circle: ${circle.join(" → ")}`])].sort();
}

/** Modules that import one another in a circle; null if none do. */
function circleIn(imports: ReadonlyMap<string, readonly string[]>): string[] | null {
  const left = new Map(imports);
  const next = (file: string) => left.get(file)?.find((path) => left.has(path));
  for (let before = Number.NaN; before !== left.size; ) {
    before = left.size;
    for (const file of left.keys()) if (next(file) === undefined) left.delete(file);
  }
  const path: string[] = [];
  let file = [...left.keys()].sort()[0];
  for (; file !== undefined && !path.includes(file); file = next(file)) path.push(file);
  return file === undefined ? null : [...path.slice(path.indexOf(file)), file];
}

test("each folder of src/ imports what it may, without circles, and the core is pure", { timeout: 60_000 }, async () => {
  expect(await violations(process.cwd())).toEqual([]);
});

test("what breaks a layer is caught", async () => {
  const planted = {
    "src/message.ts": "export const say = 1;",
    "src/rules/a.ts":
      'import { b } from "../audit/b.ts"; import "../io/files.ts"; import "zod/mini"; export const a = () => b + Date.now();',
    "src/audit/b.ts": 'import { a } from "../rules/a.ts"; import type { F } from "../io/files.ts"; export const b: F = a();',
    "src/report/formats/c.ts": 'import "node:fs"; import { say } from "../../message.ts"; export const c = say.toLocaleString();',
    "src/io/files.ts": 'import "node:fs"; export type F = number; export const now = Date.now();',
  };
  const folder = mkdtempSync(join(tmpdir(), "ratio-audit-layers-"));
  for (const [file, text] of Object.entries(planted)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  expect(await violations(folder)).toEqual([
    "circle: src/audit/b.ts → src/rules/a.ts → src/audit/b.ts",
    "src/report/formats/c.ts imports node:fs",
    "src/report/formats/c.ts uses .toLocaleString",
    "src/rules/a.ts imports src/io/files.ts",
    "src/rules/a.ts imports zod/mini",
    "src/rules/a.ts uses Date.now",
  ]);
  rmSync(folder, { recursive: true });
});
