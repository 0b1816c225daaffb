/** SHA-256 by Node, which is faster than a library and loaded only for formats that show hashes. */
import { createHash } from "node:crypto";
import type { Hash } from "../report/build/fingerprint.ts";

export const sha256: Hash = (bytes) => createHash("sha256").update(bytes).digest("hex");
