/** Writes files: whole or not at all, and only in the folder that was asked for. */
import { closeSync, fchmodSync, lstatSync, mkdirSync, mkdtempSync, openSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { followLinks, leadsOut } from "./paths.ts";

/**
 * Writes a file whole or not at all, with this mode, else with that of the file that it replaces; makes its folders. Follows a symbolic
 * link only within the folder that was asked for. Writes to a device or a pipe as it is. Returns why it failed, or null.
 */
export function writeFile(named: string, pieces: Iterable<string>, mode?: number): string | null {
  return writing(named, (path) => {
    const before = statSync(path, { throwIfNoEntry: false });
    if (before === undefined || before.isFile()) replaceFile(path, pieces, mode ?? before?.mode);
    else writePieces(openSync(path, "w"), pieces);
  });
}

/** Appends to a file that others write to as well; `pieces` are made for its present size in bytes. Returns why it failed, or null. */
export function appendToFile(named: string, pieces: (size: number) => Iterable<string>): string | null {
  return writing(named, (path) => {
    const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
    writePieces(openSync(path, "a"), pieces(size));
  });
}

/** Calls `write` with the file that a path leads to, or says why it may not be written. */
function writing(named: string, write: (path: string) => void): string | null {
  if (/^\.{1,2}$|[\\/]\.{0,2}$/.test(named)) return IS_FOLDER;
  try {
    // By its name alone: `link/..` is not where the link leads.
    const path = followLinks(resolve(named));
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return IS_FOLDER;
    if (leadsOut(named, path)) return LEADS_OUT;
    mkdirSync(dirname(path), { recursive: true });
    write(path);
    return null;
  } catch (error) {
    return whyUnwritable(error);
  }
}

/** Writes a new file in a temporary folder beside the old one, where its name cannot be taken, and moves it over the old one. */
function replaceFile(path: string, pieces: Iterable<string>, mode: number | undefined): void {
  endAfterWriting();
  const folder = mkdtempSync(join(dirname(path), ".ratio-audit-"));
  try {
    const temporary = join(folder, basename(path));
    const file = openSync(temporary, "w");
    if (mode !== undefined) fchmodSync(file, mode);
    writePieces(file, pieces);
    renameSync(temporary, path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Lets a signal end the process only once this module returns, so that an interrupted run leaves no temporary file. */
function endAfterWriting(): void {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    if (process.listenerCount(signal) === 0) process.once(signal, () => process.kill(process.pid, signal));
}

/** Ends the process by a signal that came while a file was written; without one goes on. */
export function signalsDelivered(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Why new files were not written: names that are taken, or what went wrong. */
type NotWritten = { readonly taken: readonly string[] } | { readonly why: string };

/** Writes new files into a folder, which it makes: all or none, and never over a file or through a link. Returns why it failed, or null. */
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
    for (const path of written) rmSync(path, { force: true });
    return { why: whyUnwritable(error) };
  }
}

/** Writes to an open file, and closes it. */
function writePieces(file: number, pieces: Iterable<string>): void {
  try {
    for (const text of pieces) writeFileSync(file, text);
  } finally {
    closeSync(file);
  }
}

/** What went wrong; throws what is no fault of the path or the disk, which is a bug of ours. */
function whyUnwritable(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined) throw error;
  return WHY_UNWRITABLE[code] ?? code;
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
