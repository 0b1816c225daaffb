/** Finds the configuration for the working folder. */
import { existsSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { withSlashes } from "./paths.ts";

const CONFIG_NAME = "ratio-audit.config.yaml";

/** The configuration's path, relative to the working folder. Searches that folder and its parents, up to the one with `.git` or the root. */
export function findConfig(): string | null {
  const home = process.cwd();
  for (let folder = home; ; folder = dirname(folder)) {
    const path = join(folder, CONFIG_NAME);
    if (statSync(path, { throwIfNoEntry: false })?.isFile()) return withSlashes(relative(home, path));
    if (existsSync(join(folder, ".git")) || folder === dirname(folder)) return null;
  }
}

/** Resolves paths in a file, so that they are relative to the working folder. */
export function pathsFrom(file: string, paths: readonly string[]): string[] {
  return paths.map((path) => join(dirname(file), path));
}
