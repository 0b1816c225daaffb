/** Hints for syntax errors: the probable mistake, its location and its fix. */
import { type Message, say } from "../message.ts";
import type { Span } from "./document.ts";
import type { Edit } from "./repaired-text.ts";

export interface Hint {
  readonly message: Message;
  readonly help: Message;
  readonly span: Span;
  /** Whether later errors may be consequences of this slip, so that they are not told. */
  readonly hidesOthers?: true;
  /** What the help says, done to the text, the last edit first; none if that is not certain. */
  readonly edits?: readonly Edit[];
}

export function hintAt(start: number, message: Message, help: Message, ...edits: readonly Edit[]): Hint {
  return { message, help, span: { start, end: start + 1 }, edits };
}

/** The edit that inserts a text; `from` is the start of the collection that it closes. */
export function insertion(at: number, text: string, from = at): Edit {
  return { start: at, end: at, text, from };
}

/** The edit that replaces one character. */
export function replacement(at: number, text: string): Edit {
  return { start: at, end: at + 1, text };
}

/** The edit that puts plain text into double quotes. Quotation marks and backslashes in it are replaced. */
export function inQuotes(start: number, text: string): Edit {
  return { start, end: start + text.length, text: `"${text.replace(/["\\]/g, "'")}"` };
}

export const COMMAS = say`Write a comma between the entries inside brackets and braces.`;

export const COLON_IN_TEXT = {
  message: say`This text has a colon and a space, so it looks like a key with a value.`,
  help: say`Put the whole text in "quotes".`,
} as const;

/** A hint about a missing comma before `at`. */
export function commaBefore(at: number, message: Message): Hint {
  return hintAt(at, message, COMMAS, insertion(at, ", "));
}

/** A hint about a missing comma at the end of a line. */
export function commaAtEnd(end: number): Hint {
  return hintAt(end, say`A comma is missing at the end of this line.`, COMMAS, insertion(end, ","));
}
