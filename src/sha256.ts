import { sha256 as digest } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** The SHA-256 of bytes, or of text in UTF-8, in hexadecimal. By a library, since browsers have it as a promise only. */
export function sha256(content: string | Uint8Array): string {
  return bytesToHex(digest(typeof content === "string" ? utf8ToBytes(content) : content));
}

/** The SHA-256 of text in UTF-8, in base 64. */
export function sha256Base64(text: string): string {
  return btoa(String.fromCharCode(...digest(utf8ToBytes(text))));
}
