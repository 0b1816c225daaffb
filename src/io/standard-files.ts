/** Finds the files of standards, which must not lead out of the folder of the roster that names them. */
import { realpathSync, statSync } from "node:fs";
import { dirname, isAbsolute, join, resolve } from "node:path";
import { say } from "../message.ts";
import type { Standpoint } from "../standards/load.ts";
import { STANDARD_INPUT } from "./find-rosters.ts";
import { isInside, withSlashes } from "./paths.ts";
import { type ReadResult, readFile } from "./read-file.ts";

/** The folder of a roster: paths of standards in it are relative to that folder and stay in it. */
export function besideRoster(file: string): Standpoint {
  const folder = file === STANDARD_INPUT ? "." : dirname(file);
  return { folder, within: folder };
}

/** The folder of a configuration, likewise. */
export function besideConfig(file: string): Standpoint {
  const folder = dirname(file);
  return { folder, within: folder, isConfig: true };
}

/** For paths on the command line: the working folder. */
export const HERE: Standpoint = { folder: ".", within: null };

export interface FoundPath {
  readonly key: string;
  /** The path as it is shown: relative to the working folder. */
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

/** Follows a path to a standard's file and reads it; or says that it leads where it must not. */
export function findStandard(reference: string, { folder, within, isConfig = false }: Standpoint): FoundPath | typeof OUTSIDE {
  const outside = isConfig ? OUTSIDE_OF_CONFIG : OUTSIDE;
  if (within !== null && isAbsolute(reference)) return outside;
  const file = isAbsolute(reference) ? reference : join(folder, reference);
  if (within !== null && !isInside(resolve(file), resolve(within))) return outside;
  let key = resolve(file);
  try {
    key = realpathSync(file);
    // A link may lead out as well; and what is no file, such as a pipe, could keep a run waiting.
    if (within !== null && !isInside(key, realpathSync(within))) return outside;
    if (within !== null && !statSync(key).isFile() && !statSync(key).isDirectory()) return outside;
  } catch {
    // Reading says why it cannot be read.
  }
  return { key, file: withSlashes(file), standpoint: { folder: dirname(file), within, isConfig }, content: readFile(file) };
}
