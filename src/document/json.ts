/** Reads JSON as documents: `JSON.parse` checks the syntax, and the tree comes from the same events as YAML's. */
import { say, trusted } from "../message.ts";
import type { Document, Problem } from "./document.ts";
import { jsonSlip } from "./json-slips.ts";
import { findSyntaxError } from "./json-syntax.ts";
import { about, syntaxError, unreadable } from "./problems.ts";
import { readEvents } from "./yaml.ts";
import { EMPTY_STREAM } from "./yaml-errors.ts";

/** Reads JSON text as one document. Throws if valid JSON does not parse as YAML, which is a bug. */
export function readJson(text: string): Document {
  try {
    JSON.parse(text);
  } catch {
    return unreadable(text, 0, syntaxProblem(text));
  }
  const [document] = readEvents(text, (_, offset) => {
    throw new Error(`valid JSON does not parse at ${offset}`);
  });
  return document as Document;
}

function syntaxProblem(text: string): Problem {
  const error = findSyntaxError(text);
  if (error === null || text.trim() === "") {
    return about({ code: "empty-file", message: say`This file is empty.`, help: EMPTY_STREAM.help });
  }
  const slip = jsonSlip(text, error);
  if (slip !== null) return syntaxError(about({ code: "broken-syntax", ...slip }, slip.span));
  const span = { start: error.offset, end: Math.min(error.offset + 1, text.length) };
  const expected = trusted(error.expected);
  const atEnd = error.offset >= text.length;
  const message = atEnd ? say`The file ends too early: ${expected} is expected.` : say`This is not JSON: ${expected} is expected here.`;
  const help = say`Check here and on the line before for a missing comma, bracket or quotation mark.`;
  return syntaxError(about({ code: "broken-syntax", message, help }, span));
}
