/** Where paths lead: through symbolic links, to the same file, out of a folder. */
import { existsSync, fstatSync, lstatSync, readlinkSync, realpathSync, type Stats, statSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";

/** A path with `/` between its parts. On POSIX a backslash is a character of a name, and stays. */
export function withSlashes(path: string): string {
  return sep === "\\" ? path.replaceAll("\\", "/") : path;
}

/** A chain of more symbolic links than this is a circle. */
const MAX_LINKS = 40;

/** Where a symbolic link leads, even if nothing is there yet; any other path leads to itself. */
export function followLinks(path: string): string {
  let at = path;
  for (let links = 0; lstatSync(at, { throwIfNoEntry: false })?.isSymbolicLink(); links++) {
    if (links === MAX_LINKS) break;
    const target = resolve(realFolder(dirname(at)), readlinkSync(at));
    // An open pipe or socket has no file name of its own: it is written to through the link.
    if (!existsSync(target) && existsSync(at)) break;
    at = target;
  }
  return at;
}

/** What a process has open, which leads wherever that is. */
const OPEN = /^\/(?:dev\/(?:std(?:in|out|err)|fd\/\d+)|proc\/self\/fd\/\d+)$/;

/**
 * Whether symbolic links lead out of the folder that was asked for: for a relative path the folder in which the command runs
 * (or above it, where the path itself says so), for an absolute one its own folder. Devices lead nowhere.
 */
export function leadsOut(named: string, path: string): boolean {
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

/** Where a folder really is; where a missing one will be. */
export function realFolder(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder === dirname(folder) ? folder : join(realFolder(dirname(folder)), basename(folder));
  }
}

/** A path that one file names, as another file has to write it: both are seen from the folder that they are in. */
export function moved(path: string, from: string, to: string): string {
  if (isAbsolute(path)) return path;
  const way = withSlashes(relative(dirname(to), join(dirname(from), path)));
  return way.startsWith("../") ? way : `./${way}`;
}

/** Whether there is something at a path, be it a link that leads nowhere. */
export function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
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

/** Where a file is, or will be; the path itself where that cannot be told. */
function destination(named: string): string {
  const path = resolve(named);
  try {
    const file = followLinks(path);
    return join(realFolder(dirname(file)), basename(file));
  } catch {
    return path;
  }
}

/** The descriptors of standard input and output. */
export const STANDARD = { input: 0, output: 1 } as const;

/** Whether a path leads to the file or pipe that is open as a descriptor. Terminals and other devices take what several write. */
export function isOpenAs(descriptor: number, path: string): boolean {
  try {
    const open = fstatSync(descriptor);
    return !open.isCharacterDevice() && isSame(open, statSync(path));
  } catch {
    return false;
  }
}

/** The names of the working folder, with `/` on every machine: its own, and the one by whose links it was entered. */
export function workingFolders(): string[] {
  const own = process.cwd();
  const entered = process.env.PWD ?? own;
  return [own, ...(entered !== own && isSameFile(entered, own) ? [entered] : [])].map(withSlashes);
}
