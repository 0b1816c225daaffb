import { decode } from "./decode.ts";
import type { Document } from "./document.ts";
import { foreignText } from "./foreign.ts";
import { readJson } from "./json.ts";
import { about, unreadable } from "./problems.ts";
import { type ExplainSyntax, readYaml } from "./yaml.ts";

/** Bytes or text to text without a byte-order mark; or the document that says why these bytes are no text. */
function readText(content: string | Uint8Array): string | Document {
  if (typeof content === "string") return content.replace(/^\ufeff/, "");
  const decoded = decode(content);
  if ("text" in decoded) return decoded.text;
  return unreadable("", 0, about(decoded, { start: 0, end: 0 }));
}

/** Whether text is read as JSON: named `.json`, or named neither way and starting with a brace and parsing. All else is YAML. */
function isJson(text: string, name: string): boolean {
  if (/\.json$/i.test(name)) return true;
  if (/\.ya?ml$/i.test(name) || !/^\s*\{/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The documents in the content of a file: bytes in UTF-8 or text, in JSON or YAML as its name says. */
export function readDocuments(content: string | Uint8Array, name: string, explain: ExplainSyntax): readonly Document[] {
  const text = readText(content);
  if (typeof text !== "string") return [text];
  const foreign = foreignText(text);
  if (foreign !== null) return [unreadable(text, 0, foreign)];
  return isJson(text, name) ? [readJson(text)] : readYaml(text, explain);
}
