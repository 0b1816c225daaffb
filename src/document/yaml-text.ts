/** Writes plain values as YAML that YAML 1.1 and 1.2 read alike: what is not plainly text is quoted. */

import { isMapping } from "./untyped.ts";

/** What other readers take for something else than text. */
const RESERVED = /^(?:true|false|null|yes|no|on|off|y|n|nan|inf)$/i;
/** Words of letters and digits; of what else is in ids, names and paths nothing that YAML gives a meaning. */
const PLAIN = /^(?:[A-Za-z](?:[\w/+-]|(?<! ) (?! |$)|\.(?=\w))*|[A-Z][a-z]{2} \d\d:\d\d|\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?:[+-]\d\d:\d\d)?)?)$/;
const UNPRINTABLE = /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff]/gu;

/** A scalar, in double quotes where it must be. */
export function scalar(value: string | number | boolean): string {
  if (typeof value !== "string") return String(value);
  if (PLAIN.test(value) && !RESERVED.test(value)) return value;
  return JSON.stringify(value).replace(UNPRINTABLE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** A value on one line: `{ id: lee, roles: [therapist] }`. */
export function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(", ")}]`;
  if (typeof value !== "object" || value === null) return scalar(value as string);
  const members = Object.entries(value).flatMap(([key, member]) => (member === undefined ? [] : `${scalar(key)}: ${flow(member)}`));
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

/** Maximum characters of a line. */
const WIDTH = 120;

/** The lines of a key and its value. Lists of mappings have a line or a block for each; long lists of words are broken. */
export function member(key: string, value: unknown, indent = ""): string[] {
  const line = `${indent}${scalar(key)}: ${flow(value)}`;
  if (Array.isArray(value) && value.length > 0 && value.every(isMapping))
    return [`${indent}${scalar(key)}:`, ...value.flatMap((entry) => item(entry, `${indent}  `))];
  if (line.length <= WIDTH || typeof value !== "object" || value === null) return [line];
  if (Array.isArray(value)) return brokenList(`${indent}${scalar(key)}: [`, value.map(flow), `${indent}  `);
  return [`${indent}${scalar(key)}:`, ...members(value, `${indent}  `)];
}

/** The lines of the members of a mapping. */
export function members(value: object, indent: string): string[] {
  return Object.entries(value).flatMap(([key, inner]) => (inner === undefined ? [] : member(key, inner, indent)));
}

/** The lines of a mapping in a list: on one line if it fits. */
function item(value: object, indent: string): string[] {
  const line = `${indent}- ${flow(value)}`;
  return line.length <= WIDTH ? [line] : block(value, indent);
}

/** The lines of a mapping in a list, with a line for each member. */
export function block(value: object, indent: string): string[] {
  return members(value, `${indent}  `).map((line, i) => (i === 0 ? `${indent}- ${line.trimStart()}` : line));
}

function brokenList(start: string, words: readonly string[], indent: string): string[] {
  const lines: string[] = [];
  let line = start;
  for (const [i, word] of words.entries()) {
    const next = `${word}${i === words.length - 1 ? "]" : ", "}`;
    if (line.length + next.trimEnd().length > WIDTH && line.trim() !== "") {
      lines.push(line.trimEnd());
      line = indent;
    }
    line += next;
  }
  return [...lines, line];
}
