/** Key files: their format, and that git never takes one up. */

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readDocuments } from "../src/document/read.ts";
import { explainYaml } from "../src/document/yaml-syntax.ts";
import { type Key, keyIn, keyText } from "../src/import/key.ts";
import { isOpenToGit } from "../src/io/key-file.ts";

let folder = "";
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "ratio-audit-key-")));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("a key file", () => {
  const read = (text: string, name: string) => keyIn(readDocuments(text, name, explainYaml));
  const keyOf = (names: readonly string[]): Key => ({
    patients: new Map(names.map((name, i) => [name, `p-${String(i + 1).padStart(3, "0")}`])),
    couples: new Map(names.length < 2 ? [] : [["c-01", ["p-001", "p-002"]]]),
  });

  test("is read as it was written, in YAML and JSON, whatever names it has", () => {
    const name = fc.oneof(
      fc.string({ minLength: 1 }),
      fc.constantFrom("00042", "true", "__proto__", "1e3", "Ann: #1", "'=Ann", "\u2028\u0085\ufeff"),
    );
    fc.assert(
      fc.property(fc.uniqueArray(name, { maxLength: 5 }), fc.constantFrom("yaml" as const, "json" as const), (names, format) => {
        expect(read(keyText(keyOf(names), format), `key.${format}`)).toEqual(keyOf(names));
      }),
    );
  });

  test("begins with what it is", () => {
    expect(
      keyText(keyOf(["Ann Bell", "00042"]), "yaml"),
    ).toBe(`# Says who each patient of an imported roster is. Keep it as safe as the records, and out of version control.
key: 1
patients:
  - { source: "Ann Bell", id: p-001 }
  - { source: "00042", id: p-002 }
couples:
  - { id: c-01, partners: [p-001, p-002] }
`);
  });

  test.each([
    ["patients: []", "missing-key"],
    ["key: 2", "wrong-value"],
    ["key: 1\nAnn: p-001", "unknown-key"],
    ["key: 1\npatients: [{ source: Ann, id: Ann }]", "wrong-value"],
    ["key: 1\npatients: [{ source: Ann, id: p-001 }, { source: Bo, id: p-001 }]", "duplicate-id"],
    ["key: 1\npatients: [{ source: Ann, id: p-001 }, { source: Ann, id: p-002 }]", "duplicate-id"],
    ["key: 1\npatients: [", "broken-syntax"],
    ["key: 1\n---\nkey: 1", "several-documents"],
  ])("such as %j is refused and not quoted", (text, code) => {
    const found = read(text, "key.yaml");
    expect(found).toMatchObject({ problems: [{ code }] });
    const said = "problems" in found ? found.problems.flatMap(({ message, help }) => [message, help]) : [];
    expect(JSON.stringify(said)).not.toMatch(/Ann|Bo/);
  });
});

describe("a key in a git work tree", () => {
  const put = (path: string, text = "") => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };

  test("is open to git unless a .gitignore leaves it out, as git itself says", () => {
    spawnSync("git", ["init", "-q", join(folder, "repo")]);
    put("repo/.gitignore", "*.key.yaml\n!kept.key.yaml\n/private/\n# comment\n\\#odd\n");
    put("repo/sub/.gitignore", "here.yaml\n!back.key.yaml\n");
    put("repo/private/.gitignore", "!in.yaml\n");
    put("repo/.git/info/exclude", "excluded.yaml\n");
    const paths = ["a.key.yaml", "kept.key.yaml", "a.yaml", "private/in.yaml", "private/deep/er.yaml", "sub/here.yaml", "here.yaml"];
    paths.push(
      "sub/back.key.yaml",
      "sub/private/x.yaml",
      "excluded.yaml",
      "sub/excluded.yaml",
      "#odd",
      "sub/x.key.yaml",
      "new/folder/a.yaml",
    );
    for (const path of paths) {
      const { status } = spawnSync("git", ["-C", join(folder, "repo"), "check-ignore", "-q", path]);
      expect(isOpenToGit(join(folder, "repo", path)), path).toBe(status !== 0);
    }
  });

  test("is so through a link as well, and not outside of it", () => {
    mkdirSync(join(folder, "outside"));
    symlinkSync(join(folder, "repo"), join(folder, "outside/link"));
    symlinkSync(join(folder, "repo/a.yaml"), join(folder, "outside/key.yaml"));
    expect(isOpenToGit(join(folder, "outside/link/a.yaml"))).toBe(true);
    expect(isOpenToGit(join(folder, "outside/link/a.key.yaml"))).toBe(false);
    expect(isOpenToGit(join(folder, "outside/key.yaml"))).toBe(true);
    expect(isOpenToGit(join(folder, "outside/a.yaml"))).toBe(false);
  });
});
