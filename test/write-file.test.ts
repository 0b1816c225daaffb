/** Replacing a file that was read before: only if nothing else has changed it. */
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { replaceUnchanged } from "../src/io/write-file.ts";
import { sha256 } from "../src/sha256.ts";

const folder = mkdtempSync(join(tmpdir(), "ratio-audit-write-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("a file is replaced with its permissions if it is as it was read", () => {
  const path = join(folder, "week.yaml");
  writeFileSync(path, "\ufeffa: 1\r\n");
  chmodSync(path, 0o640);
  expect(replaceUnchanged(path, ["\ufeffa: 2\r\n"], sha256(readFileSync(path)))).toBe(null);
  expect(readFileSync(path, "utf8")).toBe("\ufeffa: 2\r\n");
  expect(statSync(path).mode & 0o777).toBe(0o640);
  expect(readdirSync(folder)).toEqual(["week.yaml"]);
});

test("a file that has changed since is left alone, and nothing is left beside it", () => {
  const path = join(folder, "changed.yaml");
  writeFileSync(path, "a: 1\n");
  const before = sha256(readFileSync(path));
  writeFileSync(path, "a: 3\n");
  expect(replaceUnchanged(path, ["a: 2\n"], before)).toBe("the file has changed since it was read");
  expect(readFileSync(path, "utf8")).toBe("a: 3\n");
  expect(readdirSync(folder).filter((name) => name !== "week.yaml")).toEqual(["changed.yaml"]);
});

test("a file that changes while the new one is written is left alone", () => {
  const path = join(folder, "meanwhile.yaml");
  writeFileSync(path, "a: 1\n");
  const before = sha256(readFileSync(path));
  const pieces = function* () {
    yield "a: 2\n";
    writeFileSync(path, "a: 3\n");
  };
  expect(replaceUnchanged(path, pieces(), before)).toBe("the file has changed since it was read");
  expect(readFileSync(path, "utf8")).toBe("a: 3\n");
});

test("a file that is gone is not made again, and a folder is not replaced", () => {
  expect(replaceUnchanged(join(folder, "gone.yaml"), ["a: 2\n"], "")).toBe("no such file or folder");
  mkdirSync(join(folder, "folder"));
  expect(replaceUnchanged(join(folder, "folder"), ["a: 2\n"], "")).toBe("the path is a folder");
  expect(replaceUnchanged("/dev/null", ["a: 2\n"], "")).toBe("the path is not a file");
});
