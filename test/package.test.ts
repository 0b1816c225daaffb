/** What others get of this package: its archive, its types, its bundle in a browser. Needs `dist/`, which `npm run build` makes. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { builtinModules, createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { runInNewContext } from "node:vm";
import { build } from "esbuild";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { VERSION } from "../src/version.ts";
import { workbookOf } from "./support/workbook-tables.ts";

const require = createRequire(import.meta.url);
const manifest = JSON.parse(readFileSync("package.json", "utf8"));

describe("the version", () => {
  test("is that of package.json and of the changelog", () => {
    expect(VERSION).toBe(manifest.version);
    expect(readFileSync("CHANGELOG.md", "utf8")).toContain(`## [${VERSION}]`);
  });
});

describe("the addresses in package.json", () => {
  const { homepage, repository, bugs } = manifest;

  test("are there", () => {
    for (const address of [homepage, repository.url, bugs.url]) expect(address).toMatch(/^(?:git\+)?https:\/\//);
  });

  test.runIf(process.env.RELEASE === "1")("are filled in before a release", () => {
    expect(JSON.stringify([homepage, repository, bugs])).not.toContain("example.invalid");
  });
});

describe("the lock file", () => {
  const text = readFileSync("package-lock.json", "utf8");

  test("names no host that packages come from", () => {
    expect(text).not.toContain('"resolved"');
    expect(text.match(/https?:\/\/[^"]*registr[^"]*/gi) ?? []).toEqual([]);
  });

  test("has an integrity for every package", () => {
    const packages = Object.entries(JSON.parse(text).packages as Record<string, { integrity?: string; link?: boolean }>);
    expect(packages.filter(([path, one]) => path !== "" && !one.integrity).map(([path]) => path)).toEqual([]);
  });
});

describe("the archive", () => {
  let folder = "";
  let archive = "";
  let files: string[] = [];

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "ratio-audit-pack-"));
    const output = execFileSync("npm", ["pack", "--ignore-scripts", "--json", "--pack-destination", folder], { encoding: "utf8" });
    const [packed] = JSON.parse(output) as [{ filename: string; files: { path: string }[] }];
    archive = join(folder, packed.filename);
    files = packed.files.map((file) => file.path);
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  test("contains what a user needs, and no development files", () => {
    expect(files).toEqual(
      expect.arrayContaining([
        "LICENSE",
        "README.md",
        "bin/ratio-audit.js",
        "bin/package.json",
        "dist/library/index.js",
        "dist/library/index.d.ts",
        "schemas/roster.schema.json",
        "schemas/standard.schema.json",
        "schemas/report.schema.json",
      ]),
    );
    expect(files.filter((file) => /^(?:src|test|fixtures|bench|scripts|\.)/.test(file))).toEqual([]);
  });

  test("runs with nothing else installed", () => {
    execFileSync("tar", ["-xzf", archive, "-C", folder]);
    const command = join(folder, "package", manifest.bin["ratio-audit"]);
    expect(execFileSync(process.execPath, [command, "--version"], { encoding: "utf8" })).toBe(`${VERSION}\n`);
    for (const args of [["lakeside-week-breaching.yaml"], ["lakeside-week-breaching.json", "--format", "json"]]) {
      const { status, stderr } = spawnSync(process.execPath, [command, ...args], { cwd: "fixtures", encoding: "utf8" });
      expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
    }
  });

  test("has a module and its types for each of the library's modules", () => {
    const modules = files.filter((file) => /^dist\/library\/.*\.js$/.test(file));
    expect(modules.map((file) => file.replace(/\.js$/, ".d.ts")).filter((file) => !files.includes(file))).toEqual([]);
  });

  test("is clean by publint", async () => {
    const { messages, pkg } = await publint({ pack: { tarball: toArrayBuffer(readFileSync(archive)) }, strict: true });
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  });

  test("has types that resolve for ES modules, by arethetypeswrong", () => {
    const attw = join(dirname(require.resolve("@arethetypeswrong/cli/package.json")), "dist/index.js");
    const { status, stdout } = spawnSync(process.execPath, [attw, archive, "--profile", "esm-only"], { encoding: "utf8" });
    expect(status === 0 ? "" : stdout).toBe("");
  });
});

describe("in a browser", () => {
  test("the library bundles without a module of Node, imports and audits", async () => {
    const { outputFiles, metafile } = await build({
      entryPoints: [manifest.exports["."].default],
      bundle: true,
      write: false,
      metafile: true,
      minify: true,
      platform: "browser",
      format: "iife",
      globalName: "ratioAudit",
      logLevel: "silent",
    });
    const imported = Object.values(metafile.inputs).flatMap((input) => input.imports);
    // `<runtime>` is what esbuild itself adds.
    const outside = imported.filter(
      ({ path, external }) => (external && path !== "<runtime>") || path.startsWith("node:") || builtinModules.includes(path),
    );
    // sax looks for a stream of Node, and does without: the workbook below is read where there is none.
    expect(outside).toEqual([{ path: "stream", kind: "require-call", external: true }]);

    const bytes = workbookOf({
      sheets: [
        {
          name: "Week",
          rows: [
            ["Start", "End", "Clinician", "Attendees", "Kind"],
            ["11/30/2026 18:00", "11/30/2026 19:30", "Kim Lee", 7, "group"],
          ],
        },
      ],
    });
    const mapping = `mapping: 1
rows: session
columns: { start: Start, end: End, clinician: Clinician, headcount: Attendees, kind: Kind }
clinicians: { Kim Lee: { id: lee, roles: [therapist] } }`;
    const globals = { TextEncoder, TextDecoder, Intl, mapping, workbook: [...bytes] };
    const audit = `
      const roster = "timezone: America/New_York\\nweek: 2026-11-30\\n"
        + "clinicians: [{ id: lee, roles: [therapist] }]\\n"
        + "sessions: [{ id: mon-evening, kind: group, start: Mon 18:00, minutes: 90, clinicians: [lee], patients: 7 }]";
      const inJson = '{ "sessions": [{ "id": "s", "kind": "group", "start": "2026-11-30T18:00", "minutes": 90 }] }';
      const reports = [
        ratioAudit.audit(ratioAudit.parseRoster(roster)),
        ratioAudit.audit(ratioAudit.parseRoster(new TextEncoder().encode(inJson), { file: "week.json" })),
      ];
      const week = ratioAudit.importRoster([{ name: "week.xlsx", bytes: new Uint8Array(workbook) }], { mapping });
      reports.push(ratioAudit.audit(ratioAudit.parseRoster(week.roster)));
      JSON.stringify({ reports, globals: ["process", "require", "Buffer", "setTimeout"].filter((name) => name in globalThis) });
    `;
    const result = runInNewContext(`${outputFiles[0]?.text}\n${audit}`, globals);
    const { reports, globals: nodes } = JSON.parse(result);
    expect(nodes).toEqual([]);
    expect(reports[0].rosters[0].problems).toEqual([]);
    expect(reports[0].rosters[0].findings).toMatchObject([{ rule: "ratio-exceeded", session: "mon-evening" }]);
    expect(reports[0].rosters[0].sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(reports[1].rosters[0].findings).toMatchObject([{ rule: "session-empty" }]);
    expect(reports[2].rosters[0].findings).toMatchObject([{ rule: "ratio-exceeded", session: "mon-1800-group" }]);
  });
});

function toArrayBuffer({ buffer, byteOffset, byteLength }: Buffer): ArrayBuffer {
  return buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
}
