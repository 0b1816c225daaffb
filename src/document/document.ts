import type { ProblemCode } from "../codes.ts";
import type { Message } from "../message.ts";

/** What a reader makes of the text of a roster or standard: plain values, and the location of every key and value. */

export type Path = readonly (string | number)[];

/** Half-open range of offsets in a document's text, in UTF-16 code units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where a key or value is. What is reached through a YAML alias is at the alias; `anchor` is then where it is written. */
export interface Located extends Span {
  readonly anchor?: Span;
}

/** A scalar or a key in the text, with the path of the value that it is, or is the key of. */
export interface Token extends Span {
  readonly path: Path;
  readonly part: "key" | "value";
  /** What it says, without quotes and escapes. */
  readonly text: string;
  /** Whether `path` leads through an alias, so that the text is somewhere else than its neighbors. */
  readonly isAliased: boolean;
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
  /** Where the value at `path` is, or its key; where `path` does not exist, its nearest ancestor. */
  locate(path: Path, part: "key" | "value"): Located;
  /** The scalar at `path` as it is written: `007`, `1e3`, `True`. Only for values that are numbers or booleans. */
  spelling(path: Path): string;
  /** Every key and scalar at and below `path`, in the order of the text. */
  tokens(path: Path): Iterable<Token>;
}

/** What makes an input invalid, and what to write instead. Its location is looked up only when it is reported. */
export interface Problem {
  readonly code: ProblemCode;
  readonly message: Message;
  readonly help: Message | null;
  readonly path: Path;
  readonly part: "key" | "value";
  /** Whether the value is of a wrong type, so that it may be anything, and is not shown. */
  readonly hidesValue?: boolean;
  /** Whether it hides what the author meant, so that other problems of the document are its consequences. */
  readonly isSyntax?: true;
  /** Whether the key occurs before in the same mapping. */
  readonly isDuplicate?: true;
  /** A location that is no value's, such as a syntax error's. */
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

/** Whether a comment such as `#1` follows a value on its line, which was probably meant as a part of it. */
export function isCutByComment(document: Document, path: Path): boolean {
  const { end } = document.locate(path, "value");
  return /^:?[ \t]+#[\p{L}\d]/u.test(document.text.slice(end, end + 200));
}
