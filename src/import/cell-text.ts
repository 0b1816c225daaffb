/** The text of a cell as every reader gives it: trimmed, with one kind of line break. */
import type { Cell } from "./source.ts";

/** White space of any kind, control characters, and characters that show nothing, such as a byte-order mark. */
const INVISIBLE = /^[\s\p{Z}\p{Cc}\p{Cf}]$/u;

/** Trims invisible characters from both ends and writes every line break as `\n`. */
export function cellText(raw: string): string {
  // A regular expression for the end of a text takes quadratic time for a text of spaces.
  let start = 0;
  let end = raw.length;
  while (start < end && isInvisible(raw.charCodeAt(start))) start++;
  while (start < end && isInvisible(raw.charCodeAt(end - 1))) end--;
  const text = start === 0 && end === raw.length ? raw : raw.slice(start, end);
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}

function isInvisible(code: number): boolean {
  if (code > 0x20 && code < 0x7f) return false;
  return INVISIBLE.test(String.fromCharCode(code));
}

/** A cell that holds nothing. */
export const BLANK: Cell = { text: "" };
