import type { Message } from "../message.ts";

/**
 * A document is what a reader makes of one roster's text, YAML or JSON alike: plain values for the schema, and on demand
 * the place in the text where each of them stands.
 */

export type Path = readonly (string | number)[];

/** Half-open range of offsets in a document's text, in UTF-16 code units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A scalar or a key in the text, with the path of the value that it is, or is the key of. */
export interface Token extends Span {
  readonly path: Path;
  readonly part: "key" | "value";
}

export interface Document {
  /** 0-based position in its stream; always 0 in JSON. */
  readonly index: number;
  /** The whole text of the file, without a byte-order mark. */
  readonly text: string;
  /** Plain objects, arrays, strings, numbers, booleans and null. */
  readonly value: unknown;
  /** What is wrong with it before any schema is asked: syntax, duplicate keys, tags. */
  readonly problems: readonly Problem[];
  /** Whether `value` can be judged by a schema at all. */
  readonly readable: boolean;
  /** Where the value of `path` stands, or its key; where `path` does not exist, its nearest ancestor. */
  locate(path: Path, part: "key" | "value"): Span;
  /** The scalar at `path` as it is written: `007`, `1e3`, `True`. Only for values that are numbers or booleans. */
  spelling(path: Path): string;
  /** Every key and scalar at and below `path`, in the order of the text. */
  tokens(path: Path): readonly Token[];
}

/** What makes an input invalid, and what to write instead. Its place is looked up only when it is reported. */
export interface Problem {
  readonly message: Message;
  readonly help: Message | null;
  readonly path: Path;
  readonly part: "key" | "value";
  /** A place that is no value's, such as a syntax error's. */
  readonly span?: Span;
}

/** The value at `path`, or undefined. */
export function valueAt(value: unknown, path: Path): unknown {
  let at = value;
  for (const step of path) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, step)) return undefined;
    at = (at as Record<string | number, unknown>)[step];
  }
  return at;
}

/** Finds line and column of an offset; lines end with LF, CRLF or CR, as YAML has them. Both are 1-based. */
export class Lines {
  readonly #starts: number[] = [0];
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
    const breaks = /\r\n?|\n/g;
    while (breaks.exec(text) !== null) this.#starts.push(breaks.lastIndex);
  }

  /** Line and column, both 1-based, of an offset in UTF-16 code units. */
  position(offset: number): { line: number; column: number } {
    let low = 0;
    let high = this.#starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] as number) <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - (this.#starts[low] as number) + 1 };
  }

  /** The range of a line's text, its line break left out; `line` is 1-based. */
  range(line: number): Span {
    const start = this.#starts[line - 1] ?? this.#text.length;
    const next = this.#starts[line];
    if (next === undefined) return { start, end: this.#text.length };
    const end = next - (this.#text.startsWith("\r\n", next - 2) ? 2 : 1);
    return { start, end };
  }
}
