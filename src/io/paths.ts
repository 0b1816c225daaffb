/** Resolves paths: symbolic links, identical files, paths that lead out of a folder. */
import { existsSync, fstatSync, lstatSync, readlinkSync, realpathSync, type Stats, statSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";

/** A path with `/` as the separator. On POSIX, a backslash is part of a name and stays. */
export function withSlashes(path: string): string {
  return sep === "\\" ? path.replaceAll("\\", "/") : path;
}

/** Maximum symbolic links to follow; a longer chain is a circle. */
const MAX_LINKS = 40;

/** The target of a symbolic link, even if it does not exist yet; other paths stay the same. */
export function followLinks(path: string): string {
  let at = path;
  for (let links = 0; lstatSync(at, { throwIfNoEntry: false })?.isSymbolicLink(); links++) {
    if (links === MAX_LINKS) break;
    const target = resolve(realFolder(dirname(at)), readlinkSync(at));
    // An open pipe or socket has no file name, so it is written through the link.
    if (!existsSync(target) && existsSync(at)) break;
    at = target;
  }
  return at;
}

/** The paths of a process's open files, which may lead anywhere. */
const OPEN = /^\/(?:dev\/(?:std(?:in|out|err)|fd\/\d+)|proc\/self\/fd\/\d+)$/;

/**
 * Whether symbolic links lead out of the intended folder: for a relative path, the working folder (or a parent that the path
 * names); for an absolute path, its own folder. Devices never lead out.
 */
export function leadsOut(named: string, path: string): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  if ((stat !== undefined && !stat.isFile()) || OPEN.test(named)) return false;
  const place = isAbsolute(named) ? dirname(named) : (/^(?:\.\.?[\\/]+)*/.exec(named)?.[0] ?? "") || ".";
  return !isInside(realFolder(dirname(path)), realFolder(resolve(place)));
}

/** Whether an absolute path is a folder or inside it, judged by their text alone. */
export function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** The real path of a folder, even if it does not exist yet. */
export function realFolder(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder === dirname(folder) ? folder : join(realFolder(dirname(folder)), basename(folder));
  }
}

/** Rewrites a path in one file for use in another; each file's paths are relative to its own folder. */
export function moved(path: string, from: string, to: string): string {
  if (isAbsolute(path)) return path;
  const way = withSlashes(relative(dirname(to), join(dirname(from), path)));
  return way.startsWith("../") ? way : `./${way}`;
}

/** Whether anything exists at a path, including a link that leads nowhere. */
export function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}

/** Whether two paths lead to the same file, even if it does not exist yet. */
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

/** The real path of a file, even if it does not exist yet; the given path if that is unknown. */
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

/** Whether a path leads to the file or pipe of an open descriptor. False for terminals and other devices, which accept several writers. */
export function isOpenAs(descriptor: number, path: string): boolean {
  try {
    const open = fstatSync(descriptor);
    return !open.isCharacterDevice() && isSame(open, statSync(path));
  } catch {
    return false;
  }
}

/** The absolute paths of the working folder, with `/` on every machine: the real one, and the one through the links by which it was entered. */
export function workingFolders(): string[] {
  const own = process.cwd();
  const entered = process.env.PWD ?? own;
  return [own, ...(entered !== own && isSameFile(entered, own) ? [entered] : [])].map(withSlashes);
}
