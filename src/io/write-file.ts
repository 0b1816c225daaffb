/** Writes files completely or not at all, and only in the intended folder. */
import { createHash } from "node:crypto";
import {
  closeSync,
  existsSync,
  fchmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { followLinks, leadsOut } from "./paths.ts";

/**
 * Writes a file completely or not at all, and creates its folders. Without a mode, keeps the permissions of a replaced file.
 * Follows a symbolic link only inside the intended folder. Writes to a device or pipe directly. Returns the error, or null.
 */
export function writeFile(named: string, pieces: Iterable<string>, mode?: number): string | null {
  return writing(named, (path) => {
    const before = statSync(path, { throwIfNoEntry: false });
    if (before === undefined || before.isFile()) replaceFile(path, pieces, mode ?? before?.mode);
    else writePieces(openSync(path, "w"), pieces);
  });
}

/**
 * Replaces a file completely or not at all, and keeps its permissions. Refuses if it has changed since it was read, when its bytes
 * had the SHA-256 `before`, in hexadecimal. Returns the error, or null.
 */
export function replaceUnchanged(named: string, pieces: Iterable<string>, before: string): string | null {
  return writing(named, (path) => {
    const refuseOthers = () => {
      if (createHash("sha256").update(readFileSync(path)).digest("hex") !== before) throw Object.assign(new Error(), { code: "CHANGED" });
    };
    const stat = statSync(path);
    if (!stat.isFile()) throw Object.assign(new Error(), { code: "NO_FILE" });
    refuseOthers();
    replaceFile(path, pieces, stat.mode, refuseOthers);
  });
}

/** Appends to a file that other programs also write; `pieces` gets its current size in bytes. Returns the error, or null. */
export function appendToFile(named: string, pieces: (size: number) => Iterable<string>): string | null {
  return writing(named, (path) => {
    const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
    writePieces(openSync(path, "a"), pieces(size));
  });
}

/** Calls `write` with the resolved path, or returns the error. */
function writing(named: string, write: (path: string) => void): string | null {
  if (/^\.{1,2}$|[\\/]\.{0,2}$/.test(named)) return IS_FOLDER;
  try {
    // Resolved by its text alone: `link/..` is not the parent of the link's target.
    const path = followLinks(resolve(named));
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return IS_FOLDER;
    if (leadsOut(named, path)) return LEADS_OUT;
    makeFolder(dirname(path));
    write(path);
    return null;
  } catch (error) {
    return whyUnwritable(error);
  }
}

/** Creates a folder and its parents. Node's own `recursive` never ends where a parent takes no folders, as in /proc. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    // Another program may have created it meanwhile.
    if (!existsSync(path)) throw error;
  }
}

/**
 * Writes a new file in a temporary folder beside the old one, where no other file can have its name, then moves it over the old
 * one. `check` is called right before the move, and may throw.
 */
function replaceFile(path: string, pieces: Iterable<string>, mode: number | undefined, check = () => {}): void {
  endAfterWriting();
  const folder = mkdtempSync(join(dirname(path), ".ratio-audit-"));
  try {
    const temporary = join(folder, basename(path));
    const file = openSync(temporary, "w");
    if (mode !== undefined) fchmodSync(file, mode);
    writePieces(file, pieces);
    check();
    renameSync(temporary, path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Defers signals until a file is written, so that an interrupted run leaves no temporary file. */
function endAfterWriting(): void {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    if (process.listenerCount(signal) === 0) process.once(signal, () => process.kill(process.pid, signal));
}

/** Ends the process if a signal arrived while a file was written. */
export function signalsDelivered(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** The reason why new files were not written: existing names, or an error. */
type NotWritten = { readonly taken: readonly string[] } | { readonly why: string };

/** Writes all new files into a folder, or none. Creates the folder; never replaces a file or follows a link. Returns the reason for a failure, or null. */
export function writeNewFiles(folder: string, files: Readonly<Record<string, string>>): NotWritten | null {
  const written: string[] = [];
  try {
    makeFolder(folder);
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

/** The error in words. Throws an error without a system code, which is a bug. */
function whyUnwritable(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined) throw error;
  return WHY_UNWRITABLE[code] ?? code;
}

const IS_FOLDER = "the path is a folder";
const LEADS_OUT = "a symbolic link leads out of the folder";

const WHY_UNWRITABLE: Readonly<Record<string, string>> = {
  CHANGED: "the file has changed since it was read",
  NO_FILE: "the path is not a file",
  EACCES: "permission denied",
  EPERM: "permission denied",
  EROFS: "the file system is read-only",
  ENOSPC: "the disk is full",
  EISDIR: IS_FOLDER,
  EBUSY: "the file is in use",
  ENOENT: "no such file or folder",
  ENOTDIR: "part of the path is a file, not a folder",
  EEXIST: "part of the path is a file, not a folder",
  ENAMETOOLONG: "the file name is too long",
  ELOOP: "symbolic links lead in a circle",
  ERR_INVALID_ARG_VALUE: "the file name is not valid",
};
