/** The roster files that are meant by what somebody named: files, patterns and folders. */
import { realpathSync, type Stats, statSync } from "node:fs";
import { type Message, own, say } from "../message.ts";
import type { Unreadable } from "./files.ts";

/** Where a roster comes from that has no file. */
export const STANDARD_INPUT = "-";

/** What a roster is called that is looked for in a folder. */
const IN_A_FOLDER = "*.roster.{yaml,yml,json}";

export interface FoundRosters {
  /** Each file once, in the order in which they were named; those of one pattern or folder by their names. */
  readonly files: readonly string[];
  /** Patterns and folders that stand for no file. */
  readonly nothing: readonly (Unreadable & { readonly named: string })[];
}

/**
 * Finds the files. What is there is a file or a folder, whatever characters its name has; else a name with `*`, `?`, `[` or
 * `{` is a pattern. Hidden folders and `node_modules` are not searched, unless a pattern names them.
 */
export async function findRosters(named: readonly string[]): Promise<FoundRosters> {
  const files = new Map<string, string>();
  const nothing: (Unreadable & { named: string })[] = [];
  for (const name of named) {
    const found = await filesOf(name);
    if ("message" in found) {
      nothing.push({ named: name, ...found });
      continue;
    }
    for (const file of found) {
      const real = realName(file);
      if (!files.has(real)) files.set(real, file);
    }
  }
  return { files: [...files.values()], nothing };
}

async function filesOf(name: string): Promise<readonly string[] | Unreadable> {
  if (name === STANDARD_INPUT || name === "") return [name];
  const stat = whatIs(name);
  if (stat?.isDirectory()) {
    const found = await matching(`**/${IN_A_FOLDER}`, name);
    const folder = name.replace(/[\\/]+$/, "");
    if (found.length > 0) return found.map((file) => (name === "." ? file : `${folder}/${file}`));
    return { message: say`There is no roster in this folder: none of ${LOOKED_FOR} in it or below it.`, help: NAMING_HELP };
  }
  if (stat !== undefined || !/[*?[{]/.test(name) || name.includes("\0")) return [name];
  const found = await matching(process.platform === "win32" ? name.replaceAll("\\", "/") : name);
  if (found.length > 0) return found;
  return { message: say`No file matches this pattern, seen from the folder in which the command runs.`, help: PATTERN_HELP };
}

/** What has this name; undefined of what is not there, or cannot be: reading it says why. */
function whatIs(name: string): Stats | undefined {
  try {
    return statSync(name, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

const LOOKED_FOR: Message = say`\`${own("*.roster.yaml")}\`, \`${own("*.roster.yml")}\` and \`${own("*.roster.json")}\``;
const NAMING_HELP = say`Name the roster files themselves, or call them such as week.roster.yaml. Hidden folders and node_modules are not searched.`;
const PATTERN_HELP = say`Check the pattern: ${own("*")} stands for a part of a name, ${own("**")} for folders. Hidden folders and node_modules are not searched.`;

/** The files that a pattern stands for, by their names; the library that knows patterns is loaded when there is one. */
async function matching(pattern: string, folder = "."): Promise<string[]> {
  const { glob } = await import("tinyglobby");
  const ignore = pattern.includes("node_modules") ? [] : ["**/node_modules/**"];
  const found = await glob(pattern, { cwd: folder, ignore, expandDirectories: false, followSymbolicLinks: true });
  return found.sort();
}

/** Where a file really is, so that two ways to it are one; the name of what is not there. */
function realName(file: string): string {
  try {
    return file === STANDARD_INPUT ? file : realpathSync(file);
  } catch {
    return file;
  }
}
