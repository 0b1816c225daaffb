/** Hints for syntax errors: the probable mistake, its location and its fix. */
import { type Message, say } from "../message.ts";
import type { Span } from "./document.ts";

export interface Hint {
  readonly message: Message;
  readonly help: Message;
  readonly span: Span;
  /** Whether later errors may be consequences of this slip, so that they are not told. */
  readonly hidesOthers?: true;
}

export function hintAt(start: number, message: Message, help: Message): Hint {
  return { message, help, span: { start, end: start + 1 } };
}

export const COMMAS = say`Write a comma between the entries inside brackets and braces.`;

/** A hint about a missing comma at the end of a line. */
export function commaAtEnd(end: number): Hint {
  return hintAt(end, say`A comma is missing at the end of this line.`, COMMAS);
}
