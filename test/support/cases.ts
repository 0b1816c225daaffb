/** The cases under `fixtures/`, as they are run: see `fixtures.test.ts` for what is in their folders. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

interface Case {
  readonly name: string;
  readonly folder: string;
  readonly args: readonly string[];
  readonly stdin: Uint8Array;
}

export const CASES: readonly Case[] = readdirSync("fixtures", { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .filter((name) => !/^(?:import|plan)-/.test(name))
  .sort()
  .map((name) => {
    const folder = `fixtures/${name}`;
    const input = join(folder, "stdin");
    const args = [...lines(join(folder, "args")), ...rosters(folder), ...(existsSync(input) ? ["-"] : [])];
    return { name, folder, args, stdin: existsSync(input) ? readFileSync(input) : new Uint8Array() };
  });

function rosters(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => /^roster.*\.(?:ya?ml|json)$/.test(name))
    .sort()
    .map((name) => `${folder}/${name}`);
}

function lines(path: string): string[] {
  return existsSync(path) ? readFileSync(path, "utf8").split("\n").filter(Boolean) : [];
}
