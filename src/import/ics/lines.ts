/** The lines of a calendar file. Long ones are folded at any byte, even within a character, so bytes are unfolded before they are decoded. */
import { fromWindows1252 } from "../decode-text.ts";

export interface Line {
  /** 1-based number of the first physical line. */
  readonly number: number;
  readonly text: string;
}

const [TAB, LF, CR, SPACE] = [0x09, 0x0a, 0x0d, 0x20];

/** The unfolded lines that are not empty, in order. Lines end with CRLF, LF or CR. */
export function* unfoldedLines(file: Uint8Array): Iterable<Line> {
  // Lines are unfolded within this copy. A list of their parts would take many times the memory of the file.
  const bytes = inUtf8(file).slice();
  const decode = decoder();
  let number = 1;
  for (let at = 0; at < bytes.length; ) {
    const first = number;
    const start = at;
    let unfolded = at;
    do {
      const from = number === first ? at : at + 1;
      const end = endOfLine(bytes, at);
      bytes.copyWithin(unfolded, from, end);
      unfolded += end - from;
      at = end + (bytes[end] === CR && bytes[end + 1] === LF ? 2 : 1);
      number++;
    } while (bytes[at] === SPACE || bytes[at] === TAB);
    if (unfolded > start) yield { number: first, text: decode(bytes.subarray(start, unfolded)) };
  }
}

function endOfLine(bytes: Uint8Array, from: number): number {
  let end = from;
  while (end < bytes.length && bytes[end] !== LF && bytes[end] !== CR) end++;
  return end;
}

/** Text of a line; one that is not UTF-8 is read as Windows-1252, so that different bytes never become the same name. */
function decoder(): (bytes: Uint8Array) => string {
  const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  return (bytes) => {
    try {
      return utf8.decode(bytes);
    } catch {
      return fromWindows1252(bytes);
    }
  };
}

/** The bytes without a byte-order mark, and from UTF-16 if the mark says so. */
function inUtf8(bytes: Uint8Array): Uint8Array {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return bytes.subarray(3);
  const wide = a === 0xff && b === 0xfe ? "utf-16le" : a === 0xfe && b === 0xff ? "utf-16be" : null;
  return wide === null ? bytes : new TextEncoder().encode(new TextDecoder(wide).decode(bytes));
}
