import { decode } from "./decode.ts";
import type { Document } from "./document.ts";
import { unreadable } from "./problems.ts";

/** Bytes or text to text without a byte-order mark; or the document that says why these bytes are no text. */
export function readText(content: string | Uint8Array): string | Document {
  if (typeof content === "string") return content.replace(/^\ufeff/, "");
  const decoded = decode(content);
  if ("text" in decoded) return decoded.text;
  return unreadable("", 0, { ...decoded, path: [], part: "value", span: { start: 0, end: 0 } });
}

/**
 * Whether text is read as JSON: if its name ends in `.json`, or if it is named neither way (standard input), starts with
 * a brace and parses. All else is YAML, of which JSON is a part.
 */
export function isJson(text: string, name: string): boolean {
  if (/\.json$/i.test(name)) return true;
  if (/\.ya?ml$/i.test(name) || !/^\s*\{/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
