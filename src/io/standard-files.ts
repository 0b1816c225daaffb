/** Finds the files of standards: seen from where they are named, and not outside the folder that they must stay in. */
import { realpathSync, statSync } from "node:fs";
import { dirname, isAbsolute, join, resolve } from "node:path";
import { say } from "../message.ts";
import { isInside, type ReadResult, readFile } from "./files.ts";
import { STANDARD_INPUT } from "./find-rosters.ts";

/** Where a path is seen from, and the folder that it must not leave; null if it may lead anywhere. */
interface From {
  readonly folder: string;
  readonly within: string | null;
}

/** The folder of a roster, which standards that it names are seen from and stay in. */
export function besideRoster(file: string): From {
  const folder = file === STANDARD_INPUT ? "." : dirname(file);
  return { folder, within: folder };
}

/** Where somebody stands at the command line. */
export const HERE: From = { folder: ".", within: null };

export interface FoundPath {
  readonly key: string;
  /** The path as it is shown: seen from where the command runs. */
  readonly file: string;
  readonly standpoint: From;
  readonly content: ReadResult;
}

const OUTSIDE = {
  message: say`This path leads out of the roster's folder.`,
  help: say`Put the standard beside the roster; or name it with --standard, which may lead anywhere.`,
};

/** Follows a path to a standard's file and reads it; or says that it leads where it must not. */
export async function findStandard(reference: string, { folder, within }: From): Promise<FoundPath | typeof OUTSIDE> {
  if (within !== null && isAbsolute(reference)) return OUTSIDE;
  const file = isAbsolute(reference) ? reference : join(folder, reference);
  if (within !== null && !isInside(resolve(file), resolve(within))) return OUTSIDE;
  let key = resolve(file);
  try {
    key = realpathSync(file);
    // A link may lead out as well; and what is no file, such as a pipe, could keep a run waiting.
    if (within !== null && !isInside(key, realpathSync(within))) return OUTSIDE;
    if (within !== null && !statSync(key).isFile() && !statSync(key).isDirectory()) return OUTSIDE;
  } catch {
    // Reading says why it cannot be read.
  }
  return { key, file, standpoint: { folder: dirname(file), within }, content: await readFile(file) };
}
