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

export class OutputClosed extends Error {}

/** The streams of this process. */
export function processStreams(): Streams {
  return {
    out: outputOf(() => process.stdout),
    err: outputOf(() => process.stderr),
    readInput: () => readAll(process.stdin),
    env: process.env,
  };
}

function outputOf(stream: () => NodeJS.WriteStream): Output {
  return {
    write: (text) =>
      new Promise((resolve, reject) => {
        const target = stream();
        const failed = (error: Error) => reject(new OutputClosed(error.message));
        target.once("error", failed);
        target.write(text, (error) => {
          // An error is emitted after this callback as well, and must find a listener.
          if (error) return failed(error);
          target.off("error", failed);
          resolve();
        });
      }),
    get isTerminal() {
      return stream().isTTY === true;
    },
    get columns() {
      return stream().columns;
    },
  };
}

/** More input than this is not read: no roster is as large, and a device that never ends would fill the memory. */
export const MOST_BYTES = 256 * 1024 * 1024;

/** Reads a stream to its end; throws a RangeError beyond `MOST_BYTES`. */
export async function readAll(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MOST_BYTES) throw new RangeError("too large");
  }
  return Buffer.concat(chunks);
}
