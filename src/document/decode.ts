import { type Message, say, trusted } from "../message.ts";

/** Text, or why the bytes are none. */
export type Decoded = { readonly text: string } | { readonly code: "bad-encoding"; readonly message: Message; readonly help: Message };

const SAVE_AS_UTF8 = say`Save the file as UTF-8 (in most editors: Save As, then choose the encoding) and run again.`;

/** Workbooks and documents of office programs are zip archives. */
const ARCHIVE = {
  code: "bad-encoding",
  message: say`This is no text but a zip archive, such as an Excel workbook or a Word document.`,
  help: say`Write the file as text, in YAML or JSON.`,
} as const;

/** Text of bytes in UTF-8, with or without a byte-order mark. UTF-16 and UTF-32 are told from broken bytes, and named. */
export function decode(bytes: Uint8Array): Decoded {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4) return ARCHIVE;
  const wide = wideEncoding(bytes);
  if (wide !== null)
    return { code: "bad-encoding", message: say`This file is saved as ${trusted(wide)}, not as UTF-8.`, help: SAVE_AS_UTF8 };
  const text = decoded(bytes);
  if (text !== null) return { text };
  const { line, column } = firstBadByte(bytes);
  const message = say`This file is not text in UTF-8: line ${line}, byte ${column} of that line belongs to no character.`;
  return { code: "bad-encoding", message, help: SAVE_AS_UTF8 };
}

/** The text of bytes in UTF-8, or null; with `stream` the last character need not be whole. */
function decoded(bytes: Uint8Array, stream = false): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream });
  } catch {
    return null;
  }
}

/** The name of a UTF-16 or UTF-32 encoding, told by its mark or, where ASCII is meant, by its zero bytes. */
function wideEncoding(bytes: Uint8Array): string | null {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 && bytes.length >= 4 ? "UTF-32" : "UTF-16";
  if (a === 0xfe && b === 0xff) return "UTF-16";
  if (bytes.length < 4) return null;
  if (a === 0 && b === 0) return c === 0xfe && d === 0xff ? "UTF-32" : null;
  if (a !== 0 && b === 0 && c !== 0 && d === 0) return "UTF-16";
  if (a === 0 && b !== 0 && c === 0 && d !== 0) return "UTF-16";
  return null;
}

/** Line and byte in the line, both 1-based, of the first byte that is not UTF-8. */
function firstBadByte(bytes: Uint8Array): { line: number; column: number } {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (decoded(bytes.subarray(0, middle), true) !== null) good = middle;
    else bad = middle;
  }
  // A byte that starts a character is found bad only by the byte after it; step back to where that character starts.
  while (good > 0 && decoded(bytes.subarray(0, good)) === null) good--;
  const before = bytes.subarray(0, good);
  const line = before.reduce((lines, byte) => lines + (byte === 0x0a ? 1 : 0), 1);
  return { line, column: good - before.lastIndexOf(0x0a) };
}
