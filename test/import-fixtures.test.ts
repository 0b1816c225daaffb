/**
 * The cases under `fixtures/import-*`: each folder holds a source beside what an import makes of it. To add a case, add a folder with a
 * source and run `UPDATE_FIXTURES=1 npx vitest run test/import-fixtures.test.ts`; then read what was written.
 *
 *   source.*, source-*.*   the input; all of them in one run; source.workbook.json is made into a workbook (see
 *                          `support/workbook-tables.ts`), and source.utf-16le.csv and source.windows-1252.csv are written in these encodings
 *   mapping.yaml, base.yaml, key.yaml   used as --mapping, --base and --key (a copy of it)
 *   key-after.yaml         the key after the import
 *   args                   options, one to a line
 *   roster.yaml            the roster; absent where none is written
 *   account.txt            what goes to standard error, last the exit code
 *   audited.txt            what an audit of the roster finds, in the lines of `fixtures.test.ts`
 */
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ratioAudit } from "./support/command-line.ts";
import { encoded } from "./support/encoded.ts";
import { expectationOf } from "./support/expectation.ts";
import { type WorkbookTables, workbookOf } from "./support/workbook-tables.ts";

const UPDATE = process.env.UPDATE_FIXTURES === "1";
const ENCODINGS = ["utf-16le", "windows-1252"] as const;
const CASES = readdirSync("fixtures").filter((name) => name.startsWith("import-"));
/** Names, addresses and texts that are a patient's in the sources. */
const PATIENTS =
  /\b(?:Ann|Bo|Cy|Di|Ed|Flo|Gus|Hal|Ida|Jo|Kai|Lu|Zoë|Zed|Abel|Baker|Cole|Dunn|Eads|Ford|Gray|Hill|Inge|Jett|King|Lang|O.Neil|Quill|Quillfeather|Smith|Zebrowski|Zorn|Z\.Q\.)\b|(?:canary|home)\.example|555-0100/u;

describe("an import", () => {
  test.each(CASES)("%s", async (name) => {
    const folder = `fixtures/${name}`;
    const has = (file: string) => existsSync(join(folder, file));
    const place = mkdtempSync(join(tmpdir(), "ratio-audit-import-"));
    const sources = readdirSync(folder)
      .filter((file) => /^source(?:-.*)?\./.test(file))
      .sort()
      .map((file) => sourceIn(folder, file, place));
    if (has("key.yaml")) cpSync(join(folder, "key.yaml"), join(place, "key.yaml"));
    const run = await ratioAudit([
      "import",
      ...sources,
      ...(has("mapping.yaml") ? ["--mapping", join(folder, "mapping.yaml")] : []),
      ...(has("base.yaml") ? ["--base", join(folder, "base.yaml")] : []),
      ...(has("key.yaml") ? ["--key", join(place, "key.yaml")] : []),
      ...(has("args") ? readFileSync(join(folder, "args"), "utf8").split("\n").filter(Boolean) : []),
    ]);
    const key = has("key.yaml") ? readFileSync(join(place, "key.yaml"), "utf8") : "";
    rmSync(place, { recursive: true });
    expectFile(join(folder, "key-after.yaml"), key);
    expectFile(join(folder, "roster.yaml"), run.out);
    expectFile(join(folder, "account.txt"), `${run.err.replaceAll(place, folder)}exit code: ${run.code}\n`);
    expect(run.out + run.err).not.toMatch(PATIENTS);
    const [rows, ...counts] = [...run.err.matchAll(/^ *(\d+)(?: {2}| rows?, )/gm)].map(([, number]) => Number(number));
    if (rows !== undefined) expect(counts.reduce((sum, one) => sum + one, 0)).toBe(rows);
    if (run.out === "") return;
    expect(run.code).toBeLessThan(2);
    const audited = await ratioAudit(["--format", "json", "-"], { stdin: run.out });
    expect(audited.code).toBeLessThan(2);
    expectFile(join(folder, "audited.txt"), `${expectationOf(audited, folder).join("\n")}\n`);
  });
});

/** The path of a source; a workbook is made of its description, and text in another encoding of text in UTF-8. */
function sourceIn(folder: string, file: string, place: string): string {
  const encoding = ENCODINGS.find((name) => file.includes(`.${name}.`));
  if (encoding !== undefined) {
    const path = join(place, file.replace(`.${encoding}.`, "."));
    writeFileSync(path, encoded(readFileSync(join(folder, file), "utf8"), encoding, encoding === "utf-16le"));
    return path;
  }
  if (!file.endsWith(".workbook.json")) return join(folder, file);
  const path = join(place, file.replace(".workbook.json", ".xlsx"));
  writeFileSync(path, workbookOf(JSON.parse(readFileSync(join(folder, file), "utf8")) as WorkbookTables));
  return path;
}

function expectFile(path: string, text: string): void {
  if (UPDATE && text !== "") writeFileSync(path, text);
  if (UPDATE && text === "") rmSync(path, { force: true });
  expect(existsSync(path) ? readFileSync(path, "utf8") : "", path).toBe(text);
}
