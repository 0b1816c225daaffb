/** Pages of the documentation: their blocks of code, and a shell in which their commands run. */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { ratioAudit } from "./command-line.ts";

/** The text between two lines of backticks: `yaml week.yaml`, and the text. */
export interface Block {
  readonly language: string;
  readonly name: string | undefined;
  readonly text: string;
}

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The blocks of a page, in their order. */
export function blocksOf(page: string): Block[] {
  return [...readFileSync(page, "utf8").matchAll(/^```(\w+)(?: (\S+))?\n(.*?)^```$/gms)].map(([, language, name, text]) => ({
    language: language as string,
    name,
    text: text as string,
  }));
}

/** The rows of the table whose head has these cells; each as its cells. */
export function tableOf(page: string, ...head: readonly string[]): string[][] {
  const text = readFileSync(page, "utf8");
  const from = text.indexOf(`| ${head.join(" | ")} |`);
  if (from < 0) throw new Error(`${page} has no table ${head.join(", ")}`);
  const [table = ""] = text.slice(from).split("\n\n");
  const rows = table.split("\n").slice(2);
  return rows.map((row) => row.slice(2, -2).split(" | "));
}

/** Writes into a folder the commands of a user who has ratio-audit installed, and an npm that only records its arguments. */
export function putCommands(folder: string): void {
  const bin = join(folder, "bin");
  mkdirSync(bin);
  const command = `exec "${process.execPath}" "${resolve("bin/ratio-audit.js")}" "$@"\n`;
  writeFileSync(join(bin, "ratio-audit"), `#!/bin/sh\n${command}`, { mode: 0o755 });
  writeFileSync(join(bin, "npx"), `#!/bin/sh\nshift\n${command}`, { mode: 0o755 });
  writeFileSync(join(bin, "npm"), `#!/bin/sh\necho "$(pwd): npm $*" >> "${join(folder, "npm-calls")}"\n`, { mode: 0o755 });
}

/** What `putCommands` has put there, before all else. */
export function pathWith(folder: string): string {
  return `${join(folder, "bin")}:${process.env.PATH}`;
}

/** Runs a command line with what `putCommands` has put there or in another folder. */
export function shell(command: string, folder: string, commands = folder): Ended {
  return spawnSync("/bin/sh", ["-c", command], { cwd: folder, encoding: "utf8", env: { PATH: pathWith(commands) } });
}

/** A call of the command and nothing else: words, and patterns in single quotes. */
const CALL = /^(?:npx )?ratio-audit((?: (?:'[^']*'|[\w./=-]+))*)$/;

/** Runs a command line in a folder: in this process, which is much faster, where no shell is needed to read it. */
export async function runLine(line: string, folder: string, commands = folder): Promise<Ended> {
  const [, words] = CALL.exec(line) ?? [];
  if (words === undefined) return shell(line, folder, commands);
  const home = process.cwd();
  process.chdir(folder);
  try {
    const { code, out, err } = await ratioAudit([...words.matchAll(/'([^']*)'|[^\s']+/g)].map(([word, quoted]) => quoted ?? word));
    return { status: code, stdout: out, stderr: err };
  } finally {
    process.chdir(home);
  }
}
