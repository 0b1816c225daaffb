import { type Message, say, trusted } from "../message.ts";
import { binaryFile } from "./foreign.ts";

/** Text, or the reason why the bytes are not text. */
export type Decoded = { readonly text: string } | { readonly code: "bad-encoding"; readonly message: Message; readonly help: Message };

const SAVE_AS_UTF8 = say`Save the file as UTF-8 (in most editors: Save As, then choose the encoding), then run the command again.`;

/** Decodes UTF-8 bytes, with or without a byte-order mark. Recognizes and names UTF-16 and UTF-32. */
export function decode(bytes: Uint8Array): Decoded {
  const binary = binaryFile(bytes);
  if (binary !== null) return binary;
  const wide = wideEncoding(bytes);
  if (wide !== null)
    return { code: "bad-encoding", message: say`This file is saved as ${trusted(wide)}, not as UTF-8.`, help: SAVE_AS_UTF8 };
  const text = decoded(bytes);
  if (text !== null) return { text };
  const { line, column } = firstBadByte(bytes);
  const message = say`This file is not valid UTF-8 text (line ${line}, byte ${column}).`;
  return { code: "bad-encoding", message, help: SAVE_AS_UTF8 };
}

/** The text of UTF-8 bytes, or null. With `stream`, the last character may be incomplete. */
function decoded(bytes: Uint8Array, stream = false): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream });
  } catch {
    return null;
  }
}

/** The name of a UTF-16 or UTF-32 encoding, recognized by its byte-order mark or by the zero bytes of ASCII text. */
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

/** The line and the byte in that line, both 1-based, of the first invalid UTF-8 byte. */
function firstBadByte(bytes: Uint8Array): { line: number; column: number } {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (decoded(bytes.subarray(0, middle), true) !== null) good = middle;
    else bad = middle;
  }
  // A start byte is known to be invalid only from the next byte, so step back to the start of the character.
  while (good > 0 && decoded(bytes.subarray(0, good)) === null) good--;
  const before = bytes.subarray(0, good);
  const line = before.reduce((lines, byte) => lines + (byte === 0x0a ? 1 : 0), 1);
  return { line, column: good - before.lastIndexOf(0x0a) };
}
