/** JSON as documents: `JSON.parse` holds a text to JSON's own strictness, and the tree comes from the same events as YAML's. */
import { say, trusted } from "../message.ts";
import type { Document, Problem } from "./document.ts";
import { findSyntaxError } from "./json-syntax.ts";
import { about, syntaxError, unreadable } from "./problems.ts";
import { readEvents } from "./yaml.ts";
import { EMPTY_STREAM } from "./yaml-errors.ts";

/** Reads JSON text as one document. Throws if what `JSON.parse` reads is no YAML either, which is a bug of ours. */
export function readJson(text: string): Document {
  try {
    JSON.parse(text);
  } catch {
    return unreadable(text, 0, syntaxProblem(text));
  }
  const [document] = readEvents(text, (_, offset) => {
    throw new Error(`what is JSON does not parse at ${offset}`);
  });
  return document as Document;
}

function syntaxProblem(text: string): Problem {
  const error = findSyntaxError(text);
  if (error === null || text.trim() === "") {
    return about({ code: "empty-file", message: say`This file is empty.`, help: EMPTY_STREAM.help });
  }
  const span = { start: error.offset, end: Math.min(error.offset + 1, text.length) };
  const atEnd = error.offset >= text.length;
  const expected = trusted(error.expected);
  const message = atEnd ? say`The file ends too early: ${expected} is expected.` : say`This is not JSON: ${expected} is expected here.`;
  return syntaxError(about({ code: "broken-syntax", message, help: help(text, error.offset) }, span));
}

function help(text: string, offset: number) {
  const c = text[offset];
  const before = text.slice(0, offset).trimEnd().at(-1);
  if (before === "," && (c === "}" || c === "]")) return say`Delete the comma before ${trusted(c)}.`;
  if (c === "/" || c === "#") return say`JSON has no comments: delete this one, or save the file as YAML (.yaml).`;
  if (c === "'") return say`Use double quotes instead of single ones.`;
  if (c !== undefined && "“”„«»‘’".includes(c)) return say`Use straight double quotes (") instead of curly ones.`;
  if (c === undefined) return say`Close the open bracket or quotation mark.`;
  if (c === '"')
    return say`Check for a missing comma before this text, a missing quotation mark after it, or a line break or backslash in it.`;
  return say`Check here and on the line before for a missing comma, bracket or quotation mark.`;
}
