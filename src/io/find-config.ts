/** Finds the configuration of the folder in which the command runs. */
import { existsSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { withSlashes } from "./paths.ts";

const CONFIG_NAME = "ratio-audit.config.yaml";

/** The configuration's path, relative to the working folder: there or above it, up to the folder that holds `.git`, else to the root. */
export function findConfig(): string | null {
  const home = process.cwd();
  for (let folder = home; ; folder = dirname(folder)) {
    const path = join(folder, CONFIG_NAME);
    if (statSync(path, { throwIfNoEntry: false })?.isFile()) return withSlashes(relative(home, path));
    if (existsSync(join(folder, ".git")) || folder === dirname(folder)) return null;
  }
}

/** Paths that are written in a file, as seen from the working folder. */
export function pathsFrom(file: string, paths: readonly string[]): string[] {
  return paths.map((path) => join(dirname(file), path));
}
