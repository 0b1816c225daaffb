/** The program's streams and environment. */
import { fstatSync } from "node:fs";

/** An output stream; tests pass their own. */
export interface Output {
  /** Writes text; rejects with an `OutputClosed` if the output is closed. */
  write(text: string): Promise<void>;
  readonly isTerminal: boolean;
  /** The width of the terminal in columns. */
  readonly columns: number | undefined;
}

export interface Streams {
  readonly out: Output;
  readonly err: Output;
  /** All of standard input. Rejects with an error of code EISDIR if it is a folder. */
  readInput(): Promise<Uint8Array>;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The output is closed: its reader has ended, as `head` does, or the disk is full. */
export class OutputClosed extends Error {
  readonly isFull: boolean;
  /** Whether its reader has ended. */
  readonly isUnread: boolean;
  constructor({ message, code }: NodeJS.ErrnoException) {
    super(message);
    this.isUnread = code !== undefined && UNREAD.has(code);
    this.isFull = code === "ENOSPC" || code === "EDQUOT";
  }
}

const UNREAD: ReadonlySet<string> = new Set(["EPIPE", "EOF", "ECONNRESET", "ERR_STREAM_DESTROYED", "ERR_STREAM_WRITE_AFTER_END"]);

/** The streams of this process, each loaded on first use. */
export function processStreams(): Streams {
  return {
    out: outputOf(() => process.stdout),
    err: outputOf(() => process.stderr),
    readInput: async () => {
      if (isFolder(0)) throw Object.assign(new Error("a folder"), { code: "EISDIR" });
      return readAll(process.stdin);
    },
    env: process.env,
  };
}

/** Whether a file descriptor is a folder; false for one that is closed. */
function isFolder(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isDirectory();
  } catch {
    return false;
  }
}

function outputOf(stream: () => NodeJS.WriteStream): Output {
  return {
    write: (text) => writeTo(stream(), text),
    get isTerminal() {
      return stream().isTTY === true;
    },
    get columns() {
      return stream().columns;
    },
  };
}

function writeTo(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = (error: Error) => reject(new OutputClosed(error));
    stream.once("error", failed);
    stream.write(text, (error) => {
      // An error event also follows this callback, so the listener must stay.
      if (error) return failed(error);
      stream.off("error", failed);
      resolve();
    });
  });
}

/** Maximum input in bytes: no roster is that large, and an endless device would fill the memory. */
export const MAX_BYTES = 256 * 1024 * 1024;

/** Reads a stream to its end; throws a RangeError beyond `MAX_BYTES`. */
async function readAll(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MAX_BYTES) throw new RangeError("too large");
  }
  return Buffer.concat(chunks);
}
