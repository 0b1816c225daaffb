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
  /** What it says, without quotes and escapes. */
  readonly text: string;
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
  tokens(path: Path): Iterable<Token>;
}

/** What makes an input invalid, and what to write instead. Its place is looked up only when it is reported. */
export interface Problem {
  readonly message: Message;
  readonly help: Message | null;
  readonly path: Path;
  readonly part: "key" | "value";
  /** Whether the value is of a wrong type, so that it may be anything, and is not shown. */
  readonly hidesValue?: boolean;
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

/** The start of every so-manieth line is remembered. */
const STEP = 64;
const LF = 10;
const CR = 13;

/** Finds line and column of an offset; lines end with LF, CRLF or CR, as YAML has them. Both are 1-based. */
export class Lines {
  readonly #text: string;
  readonly #hasCr: boolean;
  #checkpoints: readonly number[] | null = null;
  /** No line ends between these two offsets; remembered, since on a text of one line every search would go to its end. */
  #searched = -1;
  #found = -1;

  constructor(text: string) {
    this.#text = text;
    this.#hasCr = text.includes("\r");
  }

  /** Line and column, both 1-based, of an offset in UTF-16 code units. */
  position(offset: number): { line: number; column: number } {
    const { ended, lineStart } = this.#find(offset);
    return { line: ended + 1, column: offset - lineStart + 1 };
  }

  /** Where the line around an offset starts. */
  lineStart(offset: number): number {
    return this.#find(offset).lineStart;
  }

  /** Where the line around an offset ends, its break left out; at most `most` characters are looked at. */
  lineEnd(offset: number, most: number): number {
    const last = Math.min(this.#text.length, offset + most);
    for (let i = offset; i < last; i++) if (isBreak(this.#text.charCodeAt(i))) return i;
    return last;
  }

  /** How many lines end before an offset, and where the line around it starts. */
  #find(offset: number): { ended: number; lineStart: number } {
    this.#checkpoints ??= this.#countLines();
    let low = 0;
    let high = this.#checkpoints.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#checkpoints[middle] as number) <= offset) low = middle;
      else high = middle;
    }
    let ended = low * STEP;
    let lineStart = this.#checkpoints[low] as number;
    for (let end = this.#nextEnd(lineStart); end < offset; end = this.#nextEnd(lineStart)) {
      ended++;
      lineStart = end + 1;
    }
    return { ended, lineStart };
  }

  #countLines(): number[] {
    const starts = [0];
    let ended = 0;
    for (let end = this.#nextEnd(0); end < this.#text.length; end = this.#nextEnd(end + 1)) {
      if (++ended % STEP === 0) starts.push(end + 1);
    }
    return starts;
  }

  /** The offset of the next character that ends a line: the CR of a CRLF does not. */
  #nextEnd(from: number): number {
    if (!this.#hasCr) {
      // The engine's own search passes over a long text several times faster than a loop.
      if (from > this.#found || from <= this.#searched) {
        const found = this.#text.indexOf("\n", from);
        this.#searched = from - 1;
        this.#found = found < 0 ? Number.POSITIVE_INFINITY : found;
      }
      return this.#found;
    }
    for (let i = from; i < this.#text.length; i++) {
      const c = this.#text.charCodeAt(i);
      if (c === LF || (c === CR && this.#text.charCodeAt(i + 1) !== LF)) return i;
    }
    return Number.POSITIVE_INFINITY;
  }
}

function isBreak(c: number): boolean {
  return c === LF || c === CR;
}
