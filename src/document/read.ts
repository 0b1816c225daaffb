import { decode } from "./decode.ts";
import type { Document } from "./document.ts";
import { foreignText } from "./foreign.ts";
import { readJson } from "./json.ts";
import { about, unreadable } from "./problems.ts";
import { type ExplainSyntax, readYaml } from "./yaml.ts";

/** The text without a byte-order mark, or a document with the reason why the bytes are not text. */
function readText(content: string | Uint8Array): string | Document {
  if (typeof content === "string") return content.replace(/^\ufeff/, "");
  const decoded = decode(content);
  if ("text" in decoded) return decoded.text;
  return unreadable("", 0, about(decoded, { start: 0, end: 0 }));
}

/** Whether text is JSON: by the ending `.json`, or without a known ending, if it starts with a brace and parses. Otherwise it is YAML. */
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

/** Reads the documents of a file: UTF-8 bytes or text, JSON or YAML by its name. */
export function readDocuments(content: string | Uint8Array, name: string, explain: ExplainSyntax): readonly Document[] {
  const text = readText(content);
  if (typeof text !== "string") return [text];
  const foreign = foreignText(text);
  if (foreign !== null) return [unreadable(text, 0, foreign)];
  return isJson(text, name) ? [readJson(text)] : readYaml(text, explain);
}
