/** The text of a cell as every reader gives it: trimmed, with one kind of line break. */

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

/** `A` for column 0, `AA` for column 26. */
export function columnName(column: number): string {
  const last = String.fromCharCode(0x41 + (column % 26));
  return column < 26 ? last : columnName(Math.floor(column / 26) - 1) + last;
}
