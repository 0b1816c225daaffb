/** Reads files: whole, in bounded memory, and with what to do where one cannot be read. */
import { closeSync, openSync, readFileSync, readSync, statSync } from "node:fs";
import type { ProblemCode } from "../codes.ts";
import { type Message, say, trusted } from "../message.ts";
import { MAX_BYTES, type Streams } from "./streams.ts";

/** Why a file cannot be read, and what to do. */
export interface Unreadable {
  readonly code: ProblemCode;
  readonly message: Message;
  readonly help: Message;
}

export type ReadResult = { readonly bytes: Uint8Array } | Unreadable;

/** The bytes of a file, a pipe or a device, at most `MAX_BYTES`; or why it cannot be read. */
export function readFile(path: string): ReadResult {
  if (path === "") return { code: "no-file", message: say`The file name is empty.`, help: say`Name a roster, such as week.yaml.` };
  try {
    const stat = statSync(path);
    if (stat.isDirectory()) return { code: "unreadable-file", message: say`This is a folder.`, help: say`Name the roster files in it.` };
    if (stat.size > MAX_BYTES) return TOO_LARGE;
    return stat.isFile() ? { bytes: readFileSync(path) } : readToEnd(path);
  } catch (error) {
    return whyUnreadable((error as NodeJS.ErrnoException).code);
  }
}

const CHUNK_BYTES = 64 * 1024;

/** Reads a pipe or a device, whose size is not known before its end. */
function readToEnd(path: string): ReadResult {
  const file = openSync(path, "r");
  try {
    const chunks: Uint8Array[] = [];
    for (let size = 0; size <= MAX_BYTES; ) {
      const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
      const length = readSync(file, chunk);
      if (length === 0) return { bytes: Buffer.concat(chunks) };
      chunks.push(chunk.subarray(0, length));
      size += length;
    }
    return TOO_LARGE;
  } finally {
    closeSync(file);
  }
}

/** All of standard input, or why it cannot be read. */
export async function readStandardInput(streams: Streams): Promise<ReadResult> {
  try {
    return { bytes: await streams.readInput() };
  } catch (error) {
    if (error instanceof RangeError) return TOO_LARGE;
    if ((error as NodeJS.ErrnoException).code === "EISDIR") return FOLDER_AS_INPUT;
    throw error;
  }
}

const FOLDER_AS_INPUT: Unreadable = {
  code: "unreadable-file",
  message: say`Standard input is a folder.`,
  help: say`Name the folder instead of -.`,
};

const TOO_LARGE: Unreadable = {
  code: "too-large",
  message: say`This file is larger than ${MAX_BYTES / 1024 / 1024} MiB.`,
  help: say`Split it into several rosters.`,
};

function whyUnreadable(code: string | undefined): Unreadable {
  switch (code) {
    case "ENOENT":
    case "ENOTDIR":
      return {
        code: "no-file",
        message: say`No such file.`,
        help: say`Check the path and the current folder.`,
      };
    case "EACCES":
    case "EPERM":
      return {
        code: "unreadable-file",
        message: say`Permission denied: this file cannot be read.`,
        help: say`Ask for permission to read it.`,
      };
    case "ENAMETOOLONG":
      return { code: "no-file", message: say`This file name is too long.`, help: say`Check the path.` };
    default:
      return {
        code: "unreadable-file",
        message: say`This file cannot be read (${trusted(code ?? "unknown error")}).`,
        help: say`Check the path and the disk.`,
      };
  }
}

/** The text of a file of this package. Its root is two folders above this module, and above the bundled command. */
export function readPackaged(path: string): string {
  return readFileSync(`${import.meta.dirname}/../../${path}`, "utf8");
}
