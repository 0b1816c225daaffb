import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** The SHA-256 of bytes, in hexadecimal. */
export function sha256Hex(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes));
}

/**
 * The identity of a finding from run to run: 32 hexadecimal digits of the SHA-256 of what it is about. Neither lines nor
 * messages go in, so that it stays when the file moves around it, and no patient's id does.
 */
export function fingerprint(subject: readonly (string | number | null)[]): string {
  return sha256Hex(utf8ToBytes(JSON.stringify(subject))).slice(0, 32);
}
