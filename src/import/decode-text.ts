/** Text of bytes in the encodings that spreadsheets and record systems write: UTF-8, UTF-16 and Windows-1252. */
import { say, trusted } from "../message.ts";
import type { Unimportable } from "./entry.ts";
import { unimportable } from "./unimportable.ts";

type Encoding = "UTF-8 with a mark" | "UTF-16LE" | "UTF-16BE" | "UTF-32" | "UTF-8 or Windows-1252";

const SAVE_AGAIN = say`Save the file as UTF-8 (in Excel: Save As, then CSV UTF-8), then run the command again.`;

/** The text without its byte-order mark. Refused: UTF-32, and a file that breaks the encoding of its own mark. */
export function decodeText(bytes: Uint8Array): string | Unimportable {
  const encoding = encodingOf(bytes);
  switch (encoding) {
    case "UTF-8 or Windows-1252":
      return strictly("utf-8", bytes) ?? fromWindows1252(bytes);
    case "UTF-32":
      return unimportable(say`This file is saved as UTF-32.`, SAVE_AGAIN);
    default:
      return (
        inWideOrMarked(encoding, bytes) ?? unimportable(say`This file is not valid ${trusted(encoding.slice(0, 6))} text.`, SAVE_AGAIN)
      );
  }
}

function inWideOrMarked(encoding: Encoding, bytes: Uint8Array): string | null {
  if (encoding === "UTF-16LE") return strictly("utf-16le", bytes);
  return encoding === "UTF-16BE" ? strictly("utf-16le", swapped(bytes)) : strictly("utf-8", bytes);
}

/** The start of a text for a look at what it is; characters that are broken or cut in two do not matter. */
export function decodeHead(bytes: Uint8Array, length: number): string {
  const head = bytes.subarray(0, length);
  const encoding = encodingOf(bytes);
  if (encoding === "UTF-16LE") return new TextDecoder("utf-16le").decode(head);
  return encoding === "UTF-16BE" ? new TextDecoder("utf-16le").decode(swapped(head)) : new TextDecoder().decode(head);
}

function encodingOf(bytes: Uint8Array): Encoding {
  const [a, b, c, d] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return "UTF-8 with a mark";
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? "UTF-32" : "UTF-16LE";
  if (a === 0xfe && b === 0xff) return "UTF-16BE";
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return "UTF-32";
  return byZeroBytes(bytes);
}

/** Bytes at the start of a file in which to count zeros. */
const SAMPLE_BYTES = 4_096;

/** In UTF-16 every other byte of English text is zero; a stray zero byte is not enough. */
function byZeroBytes(bytes: Uint8Array): Encoding {
  const pairs = Math.min(bytes.length, SAMPLE_BYTES) >> 1;
  let high = 0;
  let low = 0;
  for (let i = 0; i < pairs; i++) {
    if (bytes[2 * i] === 0) high++;
    if (bytes[2 * i + 1] === 0) low++;
  }
  if (pairs >= 2 && low > pairs / 2 && high < pairs / 20) return "UTF-16LE";
  if (pairs >= 2 && high > pairs / 2 && low < pairs / 20) return "UTF-16BE";
  return "UTF-8 or Windows-1252";
}

function strictly(label: "utf-8" | "utf-16le", bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function swapped(bytes: Uint8Array): Uint8Array {
  const result = new Uint8Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) result[i] = bytes[i ^ 1] ?? (bytes[i] as number);
  return result;
}

/**
 * The characters of the bytes 0x80 to 0x9F. All other bytes are their own code points. A table of our own, for Node's decoder
 * of this name gives control characters.
 */
const WINDOWS_1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

const CODES = Uint16Array.from({ length: 256 }, (_, byte) => (byte >= 0x80 && byte <= 0x9f ? WINDOWS_1252.charCodeAt(byte - 0x80) : byte));

/** Bytes to decode at a time: `String.fromCharCode` takes a limited number of arguments. */
const CHUNK_BYTES = 8_192;

/** The text of bytes in Windows-1252. Different bytes are different characters. */
export function fromWindows1252(bytes: Uint8Array): string {
  let text = "";
  for (let start = 0; start < bytes.length; start += CHUNK_BYTES) {
    const chunk = bytes.subarray(start, start + CHUNK_BYTES);
    const codes = new Uint16Array(chunk.length);
    for (let i = 0; i < chunk.length; i++) codes[i] = CODES[chunk[i] as number] as number;
    // Spreading a typed array takes three times as long.
    text += String.fromCharCode.apply(null, codes as unknown as number[]);
  }
  return text;
}
