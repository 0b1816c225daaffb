/** Finds standard files. They must stay in the folder of the roster or configuration that names them. */
import { realpathSync, statSync } from "node:fs";
import { dirname, isAbsolute, join, resolve } from "node:path";
import { say } from "../message.ts";
import type { Standpoint } from "../standards/load.ts";
import { STANDARD_INPUT } from "./find-rosters.ts";
import { isInside, withSlashes } from "./paths.ts";
import { type ReadResult, readFile } from "./read-file.ts";

/** The standpoint of a roster: its standard paths are relative to its folder and must stay in it. */
export function besideRoster(file: string): Standpoint {
  const folder = file === STANDARD_INPUT ? "." : dirname(file);
  return { folder, within: folder };
}

/** The same for a configuration. */
export function besideConfig(file: string): Standpoint {
  const folder = dirname(file);
  return { folder, within: folder, isConfig: true };
}

/** The standpoint of the command line: the working folder. */
export const HERE: Standpoint = { folder: ".", within: null };

export interface FoundPath {
  readonly key: string;
  /** The displayed path, relative to the working folder. */
  readonly file: string;
  readonly standpoint: Standpoint;
  readonly content: ReadResult;
}

const OUTSIDE_OF_CONFIG = {
  code: "unknown-standard",
  message: say`This path is outside the configuration's folder.`,
  help: say`Put the standard below that folder, or name it with --standard, which takes any path.`,
} as const;

const OUTSIDE = {
  code: "unknown-standard",
  message: say`This path is outside the roster's folder.`,
  help: say`Put the standard beside the roster, or name it with --standard, which takes any path.`,
} as const;

/** Resolves the path of a standard file; refuses one that leads out of its folder. */
export function findStandard(reference: string, { folder, within, isConfig = false }: Standpoint): FoundPath | typeof OUTSIDE {
  const outside = isConfig ? OUTSIDE_OF_CONFIG : OUTSIDE;
  if (within !== null && isAbsolute(reference)) return outside;
  const file = isAbsolute(reference) ? reference : join(folder, reference);
  if (within !== null && !isInside(resolve(file), resolve(within))) return outside;
  let key = resolve(file);
  try {
    key = realpathSync(file);
    // A link may also lead out. Anything but a file, such as a pipe, could block the run.
    if (within !== null && !isInside(key, realpathSync(within))) return outside;
    if (within !== null && !statSync(key).isFile() && !statSync(key).isDirectory()) return outside;
  } catch {
    // Reading the file reports the error.
  }
  return { key, file: withSlashes(file), standpoint: { folder: dirname(file), within, isConfig }, content: readFile(file) };
}
