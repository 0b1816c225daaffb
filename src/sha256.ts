import { sha256 as digest } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** The SHA-256 of bytes or UTF-8 text, in hexadecimal. Uses a library, because browsers only have an asynchronous SHA-256. */
export function sha256(content: string | Uint8Array): string {
  return bytesToHex(digest(typeof content === "string" ? utf8ToBytes(content) : content));
}

/** The SHA-256 of UTF-8 text, in base64. */
export function sha256Base64(text: string): string {
  return btoa(String.fromCharCode(...digest(utf8ToBytes(text))));
}
