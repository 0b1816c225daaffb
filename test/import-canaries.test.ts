/**
 * Canaries in place of all that files say of patients: names, addresses, record numbers, birth dates, notes, phone numbers, titles,
 * headings, names of sheets and files. In valid and in broken files, none of them comes out, except in the key.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { importRoster, type RosterImportOptions, type SourceFile } from "../src/index.ts";
import { BROKEN, CANARY, WHOLE } from "./support/canary-files.ts";
import { ratioAudit } from "./support/command-line.ts";
import { tries } from "./support/matrix.ts";

const MAPPING = `mapping: 1
timezone: America/New_York
kinds: [{ title: "process group*", kind: group }]
clinicians: { Kim Lee: { id: lee, roles: [therapist] } }
`;

/** Every way to import with the library: its results without the key, and its errors. */
function saidBy(file: SourceFile, options: RosterImportOptions): string {
  try {
    const result = importRoster([file], options);
    return JSON.stringify("key" in result ? { ...result, key: null } : result);
  } catch (error) {
    return `${error} ${(error as Error).stack}`;
  }
}

/**
 * Without the clinicians of a mapping to fill in. In a file whose cells have moved, one of them may be what is now in their column:
 * the mapping asks for its role, and nothing else says it.
 */
function withoutAsked(said: string): string {
  return said.replace(/(?:\n|\\n) +(?:(?!\n|\\n).)+: \{ id: (?:(?!\n|\\n).)*roles: \[\] \}(?:(?!\n|\\n).)*/g, "");
}

const OPTIONS: readonly RosterImportOptions[] = [
  {},
  { mapping: MAPPING },
  { mapping: MAPPING, key: "", week: "2026-11-30", as: "attended" },
  { timezone: "America/New_York", sheet: "Another sheet" },
];

describe("in the library", () => {
  test.each(WHOLE.map((file) => [file.name.replace("quark", "a file"), file] as const))("%s", (_, file) => {
    for (const options of OPTIONS) expect(saidBy(file, options)).not.toMatch(CANARY);
    const imported = importRoster([file], { mapping: MAPPING, key: "", week: "2026-11-30" });
    if (imported.refused !== null) throw new Error(imported.refused.message);
    expect(imported.account.sessions).toBeGreaterThan(0);
    expect(imported.key).toMatch(CANARY);
  });

  test("broken files", () => {
    fc.assert(
      fc.property(BROKEN, fc.constantFrom(...OPTIONS), (file, options) => {
        expect(withoutAsked(saidBy(file, options))).not.toMatch(CANARY);
      }),
      { numRuns: tries(5000, 300) },
    );
  });
});

describe("in the command", () => {
  let folder = "";
  const at = (name: string) => join(folder, name);
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "ratio-audit-week-"));
    writeFileSync(at("mapping.yaml"), MAPPING);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const FORMS: readonly (readonly string[])[] = [
    [],
    ["-f", "json"],
    ["-m", "mapping.yaml", "--week", "2026-11-30"],
    ["-m", "mapping.yaml", "--week", "2026-11-30", "-f", "json", "--as", "attended"],
    ["-m", "mapping.yaml", "--dry-run"],
    ["--save-mapping", "out/saved.yaml", "--timezone", "America/New_York"],
    ["-m", "mapping.yaml", "--week", "2026-11-30", "-o", "out/week.yaml", "--key", "out/key.yaml", "--save-mapping", "out/saved.yaml"],
  ];

  /** All that one import writes, but for its key file. */
  async function written(file: SourceFile, form: readonly string[], terminal?: number): Promise<string> {
    // The path is the user's own word, and is repeated in the next command.
    const source = `week${file.name.slice(file.name.indexOf("."))}`;
    mkdirSync(at("out"));
    writeFileSync(at(source), file.bytes);
    const args = form.map((word) => (/\.yaml$/.test(word) ? at(word) : word));
    const { code, out, err } = await ratioAudit(["import", at(source), "--no-config", ...args], terminal === undefined ? {} : { terminal });
    expect([0, 1, 2]).toContain(code);
    const files = readdirSync(at("out")).filter((name) => name !== "key.yaml");
    const texts = files.map((name) => `${name}\n${readFileSync(join(at("out"), name), "utf8")}`);
    rmSync(at("out"), { recursive: true });
    rmSync(at(source));
    return [out, err, ...texts].join("\n");
  }

  test.each(WHOLE.map((file) => [file.name.replace("quark", "a file"), file] as const))("%s", async (_, file) => {
    for (const form of FORMS) for (const terminal of [undefined, 80]) expect(await written(file, form, terminal)).not.toMatch(CANARY);
  });

  test("broken files", async () => {
    await fc.assert(
      fc.asyncProperty(BROKEN, fc.constantFrom(...FORMS), async (file, form) => {
        expect(withoutAsked(await written(file, form))).not.toMatch(CANARY);
      }),
      { numRuns: tries(1500, 60) },
    );
  });
});
