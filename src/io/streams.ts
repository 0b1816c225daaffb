import { fstatSync, writeSync } from "node:fs";

/** What the program is given of the outside world, so that a test can give it something else. */
export interface Output {
  /** Writes text; rejects with an `OutputClosed` when nobody reads any more. */
  write(text: string): Promise<void>;
  readonly isTerminal: boolean;
  /** Columns of the terminal. */
  readonly columns: number | undefined;
}

export interface Streams {
  readonly out: Output;
  readonly err: Output;
  /** All of standard input. */
  readInput(): Promise<Uint8Array>;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Nobody reads the output any more, or there is no room for it. */
export class OutputClosed extends Error {
  readonly isFull: boolean;
  constructor({ message, code }: NodeJS.ErrnoException) {
    super(message);
    this.isFull = code === "ENOSPC" || code === "EDQUOT";
  }
}

/** The streams of this process. */
export function processStreams(): Streams {
  return {
    out: outputOf(() => process.stdout, 1),
    err: outputOf(() => process.stderr, 2),
    readInput: () => readAll(process.stdin),
    env: process.env,
  };
}

function outputOf(stream: () => NodeJS.WriteStream, fd: number): Output {
  const isDirect = takesDirectWrites(fd);
  return {
    async write(text) {
      const rest = isDirect ? writeDirectly(fd, text) : text;
      if (rest.length > 0) await writeTo(stream(), rest);
    },
    get isTerminal() {
      return !isDirect && stream().isTTY === true;
    },
    get columns() {
      return isDirect ? undefined : stream().columns;
    },
  };
}

/** Whether an output is a file, a pipe or a socket: it is written to by its number, since Node's stream takes 5 ms to load. */
function takesDirectWrites(fd: number): boolean {
  try {
    const output = fstatSync(fd);
    return output.isFile() || output.isFIFO() || output.isSocket();
  } catch {
    return false;
  }
}

/** Writes text, and returns what an output that does not wait for its reader did not take. */
function writeDirectly(fd: number, text: string): Uint8Array {
  let rest: Uint8Array = Buffer.from(text);
  try {
    while (rest.length > 0) rest = rest.subarray(writeSync(fd, rest));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw new OutputClosed(error as Error);
  }
  return rest;
}

function writeTo(stream: NodeJS.WriteStream, text: string | Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = (error: Error) => reject(new OutputClosed(error));
    stream.once("error", failed);
    stream.write(text, (error) => {
      // An error is emitted after this callback as well, and must find a listener.
      if (error) return failed(error);
      stream.off("error", failed);
      resolve();
    });
  });
}

/** More input than this is not read: no roster is as large, and a device that never ends would fill the memory. */
export const MAX_BYTES = 256 * 1024 * 1024;

/** Reads a stream to its end; throws a RangeError beyond `MAX_BYTES`. */
export async function readAll(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MAX_BYTES) throw new RangeError("too large");
  }
  return Buffer.concat(chunks);
}
