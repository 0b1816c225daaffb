import type { ProblemCode } from "../codes.ts";
import type { Message } from "../message.ts";
import type { LeftOut } from "./repaired-text.ts";

/** The parsed text of a roster or standard: plain values, and the location of every key and value. */

export type Path = readonly (string | number)[];

/** Half-open range of offsets in a document's text, in UTF-16 code units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The location of a key or value. A value behind a YAML alias is located at the alias; `anchor` is then the original's location. */
export interface Located extends Span {
  readonly anchor?: Span;
}

/** A scalar or key in the text, with the path of its value. */
export interface Token extends Span {
  readonly path: Path;
  readonly part: "key" | "value";
  /** Its text, without quotes and escapes. */
  readonly text: string;
  /** Whether `path` leads through an alias, so that the text is not next to its neighbors. */
  readonly isAliased: boolean;
}

export interface Document {
  /** 0-based position in its stream; always 0 in JSON. */
  readonly index: number;
  /** The text of the whole file, without a byte-order mark. */
  readonly text: string;
  /** Plain objects, arrays, strings, numbers, booleans and null. */
  readonly value: unknown;
  /** Problems found before validation: syntax, duplicate keys, tags. */
  readonly problems: readonly Problem[];
  /** Whether a schema can validate `value`. */
  readonly readable: boolean;
  /** The location of the value at `path`, or of its key; if `path` does not exist, of its nearest ancestor. */
  locate(path: Path, part: "key" | "value"): Located;
  /** The original spelling of the scalar at `path`: `007`, `1e3`, `True`. Only for numbers and booleans. */
  spelling(path: Path): string;
  /** Of an unreadable document: the same with its syntax errors repaired, to find further problems. */
  readonly repaired?: Repaired;
  /** Every key and scalar at and below `path`, in the order of the text. */
  tokens(path: Path): Iterable<Token>;
}

/** A document that is readable only because its syntax errors are repaired. Nothing of it may be audited or shown. */
export interface Repaired {
  readonly document: Document;
  readonly leftOut: LeftOut;
  /** The span in the author's text; null if a repair may have caused a problem there. */
  original(span: Span): Span | null;
}

/** A problem that makes an input invalid, and its fix. Its location is looked up only for the report. */
export interface Problem {
  readonly code: ProblemCode;
  readonly message: Message;
  readonly help: Message | null;
  readonly path: Path;
  readonly part: "key" | "value";
  /** Whether the value has the wrong type: it may be anything, so it is not shown. */
  readonly hidesValue?: boolean;
  /** The values whose intent it hides: their other problems are probably consequences. */
  readonly hides?: readonly Path[];
  /** Whether the key has occurred before in the same mapping. */
  readonly isDuplicate?: true;
  /** A location without a value, such as that of a syntax error. */
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

/** Whether a path leads to the value at another path, or into it. */
export function isWithin(path: Path, outer: Path): boolean {
  return outer.every((step, i) => path[i] === step);
}

/** Whether a comment such as `#1`, which probably belongs to the value, follows it on the same line. */
export function isCutByComment(document: Document, path: Path): boolean {
  const { end } = document.locate(path, "value");
  return /^:?[ \t]+#[\p{L}\d]/u.test(document.text.slice(end, end + 200));
}
