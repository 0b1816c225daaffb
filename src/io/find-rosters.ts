/** The roster files that are meant by what somebody named: files, patterns and folders. */
import { type Dirent, readdir, realpath, realpathSync, type Stats, stat, statSync } from "node:fs";
import { relative } from "node:path";
import type { GlobOptions } from "tinyglobby";
import { type Message, say, trusted } from "../message.ts";
import type { Unreadable } from "./files.ts";

/** Where a roster comes from that has no file. */
export const STANDARD_INPUT = "-";

/** What a roster is called that is looked for in a folder. */
const IN_A_FOLDER = "*.roster.{yaml,yml,json}";

export interface FoundRosters {
  /** Each file once, in the order in which they were named; those of one pattern or folder by their names. */
  readonly files: readonly string[];
  /** Patterns and folders that stand for no file, and folders below them that may not be read. */
  readonly missed: readonly Missed[];
}

/** Where rosters were looked for in vain, and why. */
type Missed = Unreadable & { readonly file: string };

/**
 * Finds the files. What is there is a file or a folder, whatever characters its name has; else a name with `*`, `?`, `[` or
 * `{` is a pattern. Hidden folders and `node_modules` are not searched, unless a pattern names them.
 */
export async function findRosters(named: readonly string[]): Promise<FoundRosters> {
  const files = new Map<string, string>();
  const missed = new Map<string, Missed>();
  for (const name of named) {
    const found = await filesOf(name);
    for (const one of found.missed) missed.set(one.file, one);
    for (const file of found.files) {
      const real = realName(file);
      if (!files.has(real)) files.set(real, file);
    }
  }
  return { files: [...files.values()], missed: [...missed.values()] };
}

async function filesOf(name: string): Promise<FoundRosters> {
  if (name === STANDARD_INPUT || name === "") return { files: [name], missed: [] };
  const what = whatIs(name);
  if (what?.isDirectory()) {
    const found = await matching(`**/${IN_A_FOLDER}`, name);
    const folder = name.replace(/[\\/]+$/, "");
    const inFolder = (path: string) => (name === "." ? path : `${folder}/${path}`);
    const missed = found.missed.map((one) => ({ ...one, file: one.file === "." ? name : inFolder(one.file) }));
    return orNothing({ files: found.files.map(inFolder), missed }, { file: name, ...NO_ROSTER });
  }
  if (what !== undefined || !/[*?[{]/.test(name) || name.includes("\0")) return { files: [name], missed: [] };
  const found = await matching(process.platform === "win32" ? name.replaceAll("\\", "/") : name);
  return orNothing(found, { file: name, ...NO_MATCH });
}

/** What was found; where that is nothing at all, that. */
function orNothing(found: FoundRosters, nothing: Missed): FoundRosters {
  return found.files.length + found.missed.length === 0 ? { files: [], missed: [nothing] } : found;
}

/** What has this name; undefined of what is not there, or cannot be: reading it says why. */
function whatIs(name: string): Stats | undefined {
  try {
    return statSync(name, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

const LOOKED_FOR: Message = say`\`${trusted("*.roster.yaml")}\`, \`${trusted("*.roster.yml")}\` and \`${trusted("*.roster.json")}\``;
const NO_ROSTER: Unreadable = {
  message: say`There is no roster in this folder: none of ${LOOKED_FOR} in it or below it.`,
  help: say`Name the roster files themselves, or call them such as week.roster.yaml. Hidden folders and node_modules are not searched.`,
};
const NO_MATCH: Unreadable = {
  message: say`No file matches this pattern, seen from the folder in which the command runs.`,
  help: say`Check the pattern: ${trusted("*")} stands for a part of a name, ${trusted("**")} for folders. Hidden folders and node_modules are not searched.`,
};
const LOCKED: Unreadable = {
  message: say`This folder cannot be read, so no roster in it or below it was audited.`,
  help: say`Ask for the right to read it, or name the files or folders that are to be audited.`,
};

/** The files that a pattern stands for, by their names; the library that knows patterns is loaded when there is one. */
async function matching(pattern: string, folder = "."): Promise<FoundRosters> {
  const { glob } = await import("tinyglobby");
  const ignore = pattern.includes("node_modules") ? [] : ["**/node_modules/**"];
  const search = new Search();
  const found = await glob(pattern, { cwd: folder, ignore, expandDirectories: false, followSymbolicLinks: true, fs: search.fs });
  const locked = search.locked.map((path) => shownFolder(path, folder)).sort();
  return { files: found.sort(), missed: locked.map((file) => ({ file, ...LOCKED })) };
}

type Listed = (error: NodeJS.ErrnoException | null, entries: Dirent[]) => void;

type Found<T> = (error: NodeJS.ErrnoException | null, found?: T) => void;

const A_FILE = { isDirectory: () => false };

/** Of what is not there, and of links that lead in a circle. */
const IS_NOT_THERE: ReadonlySet<string | undefined> = new Set(["ENOENT", "ENOTDIR", "ELOOP"]);

function shownFolder(path: string, folder: string): string {
  return relative(folder, path).replaceAll("\\", "/") || ".";
}

/** A search that passes over nothing in silence, as the library would. */
class Search {
  /** Folders whose files could not be listed. */
  readonly locked: string[] = [];
  readonly fs: NonNullable<GlobOptions["fs"]> = {
    readdir: ((path: string, options: { withFileTypes: true }, done: Listed) =>
      readdir(path, options, (error, entries) => {
        this.#isLost(error, path);
        done(error, entries);
      })) as typeof readdir,
    // A link that leads nowhere is taken for a file: if it has the name of a roster, reading it says what is wrong.
    realpath: ((path: string, done: Found<string>) =>
      realpath(path, (error, real) =>
        this.#isLost(error, path) ? done(error) : done(null, error === null ? real : path),
      )) as typeof realpath,
    stat: ((path: string, done: Found<Pick<Stats, "isDirectory">>) =>
      stat(path, (error, stats) => (this.#isLost(error, path) ? done(error) : done(null, error === null ? stats : A_FILE)))) as typeof stat,
  };

  /** Whether something is there and cannot be looked at, which is noted. */
  #isLost(error: NodeJS.ErrnoException | null, path: string): boolean {
    const isLost = error !== null && !IS_NOT_THERE.has(error.code);
    if (isLost) this.locked.push(path);
    return isLost;
  }
}

/** Where a file really is, so that two ways to it are one; the name of what is not there. */
function realName(file: string): string {
  try {
    return file === STANDARD_INPUT ? file : realpathSync(file);
  } catch {
    return file;
  }
}
