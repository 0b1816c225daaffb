/** The one module that touches the file system. */
import {
  closeSync,
  createReadStream,
  existsSync,
  fchmodSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { type Message, say, trusted } from "../message.ts";
import { MAX_BYTES, readAll } from "./streams.ts";

/** Why a file cannot be read, and what to do. */
export interface Unreadable {
  readonly message: Message;
  readonly help: Message;
}

export type ReadResult = { readonly bytes: Uint8Array } | Unreadable;

/** The bytes of a file, or why it cannot be read; never more than MAX_BYTES. */
export async function readFile(path: string): Promise<ReadResult> {
  if (path === "") return { message: say`The name of a file is empty.`, help: say`Name a roster, such as week.yaml.` };
  try {
    const stat = statSync(path);
    if (stat.isDirectory()) return { message: say`This is a folder.`, help: say`Name the roster files in it.` };
    if (stat.size > MAX_BYTES) return TOO_LARGE;
    // A pipe or a device has no size; it is read with the same bound.
    return { bytes: stat.isFile() ? readFileSync(path) : await readAll(createReadStream(path)) };
  } catch (error) {
    if (error instanceof RangeError) return TOO_LARGE;
    return whyUnreadable((error as NodeJS.ErrnoException).code);
  }
}

export const TOO_LARGE = {
  message: say`This file is larger than ${MAX_BYTES / 1024 / 1024} MiB.`,
  help: say`Split it into several rosters.`,
};

function whyUnreadable(code: string | undefined): Unreadable {
  switch (code) {
    case "ENOENT":
    case "ENOTDIR":
      return { message: say`There is no such file.`, help: say`Check the path, and the folder in which the command runs.` };
    case "EACCES":
    case "EPERM":
      return { message: say`This file may not be read.`, help: say`Ask for the right to read it.` };
    case "ENAMETOOLONG":
      return { message: say`This name is longer than a file's name can be.`, help: say`Check the path.` };
    default:
      return { message: say`This file cannot be read (${trusted(code ?? "unknown error")}).`, help: say`Check the path and the disk.` };
  }
}

/**
 * Writes a file whole or not at all, by a temporary file beside it, with the rights of one that it replaces; makes its
 * folders. A symbolic link is followed only within the place that was asked for. What is no file, such as a device or a
 * pipe, is written to as it is. Returns why it failed, or null.
 */
export function writeFile(named: string, pieces: Iterable<string>): string | null {
  return writing(named, (path) => {
    const before = statSync(path, { throwIfNoEntry: false });
    if (before === undefined || before.isFile()) replaceFile(path, pieces, before?.mode);
    else writePieces(openSync(path, "w"), pieces);
  });
}

/** Adds to the end of a file in which others write as well, and returns why that failed, or null. `pieces` are made for the size it has. */
export function appendToFile(named: string, pieces: (size: number) => Iterable<string>): string | null {
  return writing(named, (path) => {
    const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
    writePieces(openSync(path, "a"), pieces(size));
  });
}

/** Does what is to be done with the file that a path leads to, or says why not. */
function writing(named: string, write: (path: string) => void): string | null {
  if (/^\.{1,2}$|[\\/]\.{0,2}$/.test(named)) return IS_FOLDER;
  try {
    // By its name alone: `link/..` is not where the link leads.
    const path = linked(resolve(named));
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return IS_FOLDER;
    if (leadsOut(named, path)) return LEADS_OUT;
    mkdirSync(dirname(path), { recursive: true });
    write(path);
    return null;
  } catch (error) {
    return whyUnwritable(error);
  }
}

/** What hindered writing; throws what is no fault of the path or the disk, which is a bug of ours. */
function whyUnwritable(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined) throw error;
  return WHY_UNWRITABLE[code] ?? code;
}

/** Where a symbolic link leads, also to what is not there yet; what is no link leads to itself. */
function linked(path: string): string {
  let at = path;
  for (let links = 0; lstatSync(at, { throwIfNoEntry: false })?.isSymbolicLink(); links++) {
    if (links === MAX_LINKS) break;
    const target = resolve(realFolder(dirname(at)), readlinkSync(at));
    // What a pipe or socket is open as is no name of a file: it is written to by the link.
    if (!existsSync(target) && existsSync(at)) break;
    at = target;
  }
  return at;
}

/** What a process has open, which leads wherever that is. */
const OPEN = /^\/(?:dev\/(?:std(?:in|out|err)|fd\/\d+)|proc\/self\/fd\/\d+)$/;

/** A chain of more symbolic links than this is a circle. */
const MAX_LINKS = 40;

/**
 * Whether symbolic links lead out of the place that somebody asked for: of a relative path the folder in which the command
 * runs (or above it, where the path itself says so), of an absolute one its own folder. Devices lead nowhere.
 */
function leadsOut(named: string, path: string): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  if ((stat !== undefined && !stat.isFile()) || OPEN.test(named)) return false;
  const place = isAbsolute(named) ? dirname(named) : (/^(?:\.\.?[\\/]+)*/.exec(named)?.[0] ?? "") || ".";
  return !isInside(realFolder(dirname(path)), realFolder(resolve(place)));
}

/** Whether an absolute path is a folder or leads into it, by their names alone. */
export function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** Where a folder really is; of one that is not there yet, where it will be. */
function realFolder(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder === dirname(folder) ? folder : join(realFolder(dirname(folder)), basename(folder));
  }
}

function replaceFile(path: string, pieces: Iterable<string>, mode: number | undefined): void {
  const { file, temporary } = openTemporary(path);
  try {
    if (mode !== undefined) fchmodSync(file, mode);
    writePieces(file, pieces);
    renameSync(temporary, path);
  } catch (error) {
    removeIfThere(temporary);
    throw error;
  }
}

/** A new file beside a path, whatever names are taken there, as by another run or one that was killed. */
function openTemporary(path: string): { file: number; temporary: string } {
  for (let n = 0; ; n++) {
    const temporary = `${path}.${process.pid}${n === 0 ? "" : `-${n}`}.tmp`;
    try {
      return { file: openSync(temporary, "wx"), temporary };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST" || n === MAX_TAKEN) throw error;
    }
  }
}

/** So many temporary names are tried. */
const MAX_TAKEN = 1_000;

/** Why new files were not written: names that are taken, or what hindered. */
type NotWritten = { readonly taken: readonly string[] } | { readonly why: string };

/**
 * Writes new files into a folder, which it makes where there is none: all of them or none, and never over a file or
 * through a link. Returns why it failed, or null.
 */
export function writeNewFiles(folder: string, files: Readonly<Record<string, string>>): NotWritten | null {
  const written: string[] = [];
  try {
    mkdirSync(folder, { recursive: true });
    const taken = Object.keys(files).filter((name) => lstatSync(join(folder, name), { throwIfNoEntry: false }) !== undefined);
    if (taken.length > 0) return { taken };
    for (const [name, text] of Object.entries(files)) {
      const path = join(folder, name);
      const file = openSync(path, "wx");
      written.push(path);
      writePieces(file, [text]);
    }
    return null;
  } catch (error) {
    for (const path of written) removeIfThere(path);
    return { why: whyUnwritable(error) };
  }
}

function writePieces(file: number, pieces: Iterable<string>): void {
  try {
    for (const text of pieces) writeFileSync(file, text);
  } finally {
    closeSync(file);
  }
}

const IS_FOLDER = "it is a folder";
const LEADS_OUT = "a symbolic link leads out of that place";

const WHY_UNWRITABLE: Readonly<Record<string, string>> = {
  EACCES: "it may not be written there",
  EPERM: "it may not be written there",
  EROFS: "it may not be written there",
  ENOSPC: "the disk is full",
  EISDIR: IS_FOLDER,
  EBUSY: "it is in use",
  ENOENT: "there is no such place",
  ENOTDIR: "a part of its path is a file and no folder",
  EEXIST: "a part of its path is a file and no folder",
  ENAMETOOLONG: "its name is too long",
  ELOOP: "it is a link that leads in a circle",
  ERR_INVALID_ARG_VALUE: "its name is none that a file can have",
};

function removeIfThere(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Where even that fails there was no place for a temporary file in the first place.
  }
}

/** The names of the folder in which the tool runs, with `/` on every machine: its own, and by which links it was entered. */
export function workingFolders(): string[] {
  const own = process.cwd();
  const entered = process.env.PWD ?? own;
  return [own, ...(entered !== own && isSameFile(entered, own) ? [entered] : [])].map((folder) => folder.replaceAll("\\", "/"));
}

/** Whether two paths lead to the same file, or would once it is there. */
export function isSameFile(one: string, other: string): boolean {
  try {
    return isSame(statSync(one), statSync(other));
  } catch {
    return destination(one) === destination(other);
  }
}

function isSame(one: Stats, other: Stats): boolean {
  return one.dev === other.dev && one.ino === other.ino;
}

/** The numbers by which a process knows what it reads from and writes to. */
export const STANDARD = { input: 0, output: 1 } as const;

/** Whether a path leads to the file or pipe that is open by a number. Terminals and other devices take what several write. */
export function isOpenAs(number: number, path: string): boolean {
  try {
    const open = fstatSync(number);
    return !open.isCharacterDevice() && isSame(open, statSync(path));
  } catch {
    return false;
  }
}

/** Where a file is, or will be; the path itself where that cannot be told. */
function destination(named: string): string {
  const path = resolve(named);
  try {
    const file = linked(path);
    return join(realFolder(dirname(file)), basename(file));
  } catch {
    return path;
  }
}
