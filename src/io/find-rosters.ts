/** Finds the roster files that files, patterns and folders on the command line name. */
import { readdirSync, realpathSync, type Stats, statSync } from "node:fs";
import { relative, resolve } from "node:path";
import { type Message, say, trusted } from "../message.ts";
import { withSlashes } from "./paths.ts";
import type { Unreadable } from "./read-file.ts";

/** The name of standard input. */
export const STANDARD_INPUT = "-";

/** The pattern for rosters in a folder. */
const IN_A_FOLDER = "*.roster.{yaml,yml,json}";

export interface FoundRosters {
  /** Each file once, in the order of the command line; the files of a pattern or folder are sorted by name. */
  readonly files: readonly string[];
  /** Patterns and folders without rosters, and unreadable folders. */
  readonly missed: readonly Missed[];
}

/** A pattern or folder without rosters, with the reason. */
type Missed = Unreadable & { readonly file: string };

/**
 * Finds the files. A name that exists is a file or folder, even with special characters; otherwise, a name with `*` or `?`
 * is a pattern. Skips hidden folders and `node_modules`, unless a pattern names them.
 */
export async function findRosters(named: readonly string[]): Promise<FoundRosters> {
  const files = new Map<string, string>();
  const missed = new Map<string, Missed>();
  for (const name of named) {
    const found = await filesOf(name);
    for (const one of found.missed) missed.set(one.file, one);
    for (const file of found.files) {
      const real = realName(file);
      const before = files.get(real);
      if (before === undefined || inCommon(file, real) > inCommon(before, real)) files.set(real, file);
    }
  }
  return { files: [...files.values()].map(withSlashes), missed: [...missed.values()] };
}

async function filesOf(name: string): Promise<FoundRosters> {
  if (name === STANDARD_INPUT || name === "") return { files: [name], missed: [] };
  const what = whatIs(name);
  if (what?.isDirectory()) {
    const found = await matching(`**/${IN_A_FOLDER}`, name);
    const folder = withSlashes(name).replace(/\/+$/, "");
    const inFolder = (path: string) => (name === "." ? path : `${folder}/${path}`);
    const missed = found.missed.map((one) => ({ ...one, file: one.file === "." ? name : inFolder(one.file) }));
    return orNothing({ files: found.files.map(inFolder), missed }, { file: name, ...NO_ROSTER });
  }
  if (what !== undefined || !/[*?]/.test(name) || name.includes("\0")) return { files: [name], missed: [] };
  const found = await matching(withSlashes(name).replace(/[^\w\s*?/.-]/g, "\\$&"));
  return orNothing(found, { file: name, ...NO_MATCH });
}

/** The files found, or `nothing` if there are none. */
function orNothing(found: FoundRosters, nothing: Missed): FoundRosters {
  return found.files.length + found.missed.length === 0 ? { files: [], missed: [nothing] } : found;
}

/** The stats of a path; undefined if it does not exist or is not valid. Reading it later gives the reason. */
function whatIs(name: string): Stats | undefined {
  try {
    return statSync(name, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

const LOOKED_FOR: Message = say`\`${trusted("*.roster.yaml")}\`, \`${trusted("*.roster.yml")}\` or \`${trusted("*.roster.json")}\``;
const NO_ROSTER: Unreadable = {
  code: "no-file",
  message: say`No roster in this folder: no file matches ${LOOKED_FOR}, in the folder or below it.`,
  help: say`Name the roster files, or rename them to end in .roster.yaml. Hidden folders and node_modules are not searched.`,
};
const NO_MATCH: Unreadable = {
  code: "no-file",
  message: say`No file matches this pattern in the current folder.`,
  help: say`Check the pattern: ${trusted("*")} matches part of a name, ${trusted("**")} matches any folders. Hidden folders and node_modules are not searched.`,
};
const LOCKED: Unreadable = {
  code: "unreadable-file",
  message: say`This folder cannot be read, so its rosters were not audited.`,
  help: say`Ask for permission to read it, or name the files and folders to audit.`,
};

/** The files that match a pattern, sorted by name. Loads the pattern library on demand. */
async function matching(pattern: string, folder = "."): Promise<FoundRosters> {
  const { globSync } = await import("tinyglobby");
  const ignore = pattern.includes("node_modules") ? [] : ["**/node_modules/**"];
  const locked = new Set<string>();
  const fs = noting((path) => locked.add(withSlashes(relative(folder, path)) || "."));
  const found = globSync(pattern, { cwd: folder, ignore, expandDirectories: false, followSymbolicLinks: true, fs });
  return { files: found.sort(), missed: [...locked].sort().map((file) => ({ file, ...LOCKED })) };
}

/** Error codes of missing files and circular links. */
const NOT_THERE: ReadonlySet<string | undefined> = new Set(["ENOENT", "ENOTDIR", "ELOOP"]);

/** A file system for the search that notes unreadable paths, which the library would silently skip. */
function noting(note: (path: string) => void) {
  /** The result of `look`; for a broken link, `instead`: it counts as a file, so that reading it reports the error. */
  const noted = <T>(path: string, look: () => T, instead?: T): T => {
    try {
      return look();
    } catch (error) {
      const isThere = !NOT_THERE.has((error as NodeJS.ErrnoException).code);
      if (isThere) note(path);
      if (isThere || instead === undefined) throw error;
      return instead;
    }
  };
  return {
    readdirSync: ((path: string, options: { withFileTypes: true }) => noted(path, () => readdirSync(path, options))) as typeof readdirSync,
    realpathSync: ((path: string) => noted(path, () => realpathSync(path), path)) as typeof realpathSync,
    statSync: ((path: string) => noted(path, () => statSync(path), { isDirectory: () => false } as Stats)) as typeof statSync,
  };
}

/** The real path of a file, to recognize duplicates; the given name if it does not exist. */
function realName(file: string): string {
  try {
    return file === STANDARD_INPUT ? file : realpathSync(file);
  } catch {
    return file;
  }
}

/** The number of trailing path parts that a path shares with its real path: a link shares fewer than its target. */
function inCommon(file: string, real: string): number {
  const [ours, theirs] = [file, real].map((path) => withSlashes(resolve(path)).split("/").reverse()) as [string[], string[]];
  const differs = ours.findIndex((part, i) => part !== theirs[i]);
  return differs === -1 ? ours.length : differs;
}
