/** Key files of imports: readable by their owner only, and never where git would take them up. */
import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import ignore from "ignore";
import { followLinks, isThere, realFolder, withSlashes } from "./paths.ts";

/** The mode of a key file: only its owner may read and write it. */
export const PRIVATE_MODE = 0o600;

/** Whether a file is in a git work tree, or would be, whose .gitignore files do not leave it out. */
export function isOpenToGit(named: string): boolean {
  const file = isThere(named) ? followLinks(resolve(named)) : resolve(named);
  const path = join(realFolder(dirname(file)), basename(file));
  const root = workTreeOf(dirname(path));
  return root !== null && !isIgnored(path, root);
}

/** The nearest folder with `.git`, here or above; null outside a work tree. */
function workTreeOf(folder: string): string | null {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, ".git"))) return at;
    if (at === dirname(at)) return null;
  }
}

/**
 * Whether a .gitignore file from the root of the work tree down leaves a path out, or its .git/info/exclude. The last rule that fits
 * decides, of the deepest file; within a folder that is left out nothing comes back.
 */
function isIgnored(path: string, root: string): boolean {
  const steps = withSlashes(relative(root, path)).split("/");
  for (let depth = 1; depth <= steps.length; depth++) {
    const isFolder = depth < steps.length;
    let ignored = false;
    for (let from = 0; from < depth; from++) {
      const folder = join(root, ...steps.slice(0, from));
      const rules = [...(from === 0 ? [join(root, ".git", "info", "exclude")] : []), join(folder, ".gitignore")];
      const below = `${steps.slice(from, depth).join("/")}${isFolder ? "/" : ""}`;
      for (const file of rules) {
        const found = ignore().add(rulesIn(file)).test(below);
        if (found.ignored) ignored = true;
        else if (found.unignored) ignored = false;
      }
    }
    if (ignored) return true;
  }
  return false;
}

function rulesIn(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
