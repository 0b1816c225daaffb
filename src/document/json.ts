/** Reads JSON as documents: `JSON.parse` checks the syntax, and the tree comes from the same events as YAML's. */
import { say, trusted } from "../message.ts";
import type { Document, Problem } from "./document.ts";
import type { Hint } from "./hint.ts";
import { jsonSlip } from "./json-slips.ts";
import { findSyntaxError, type SyntaxFault } from "./json-syntax.ts";
import { about, MAX_FAULTS, MAX_PARSED, syntaxError, unreadable, withRepaired } from "./problems.ts";
import { RepairedText } from "./repaired-text.ts";
import { type Explained, readEvents, readRepaired } from "./yaml.ts";
import { EMPTY_STREAM } from "./yaml-errors.ts";

/** Reads JSON text as one document. Throws if valid JSON does not parse as YAML, which is a bug. */
export function readJson(text: string): Document {
  try {
    JSON.parse(text);
  } catch {
    const { problems, repaired } = explainJson(text);
    return withRepaired(unreadable(text, 0, ...problems), repaired === null ? null : readRepaired(repaired));
  }
  const [document] = readEvents(text, (_, offset) => {
    throw new Error(`valid JSON does not parse at ${offset}`);
  });
  return document as Document;
}

/** The syntax errors of a text. After one whose fix is certain, the text is checked again with this fix. */
function explainJson(text: string): Explained {
  const first = text.trim() === "" ? null : findSyntaxError(text);
  if (first === null) {
    const empty = about({ code: "empty-file", message: say`This file is empty.`, help: EMPTY_STREAM.help });
    return { problems: [empty], repaired: null };
  }
  let rest = RepairedText.of(text);
  let slip = jsonSlip(text, first);
  if (slip === null) return { problems: [syntaxError(unexpected(text, first), "file")], repaired: null };
  const problems: Problem[] = [];
  let isRepaired = false;
  for (let parsed = 0; slip !== null; parsed += text.length) {
    const span = rest.original(slip.span);
    problems.push(about({ code: "broken-syntax", message: slip.message, help: slip.help }, span));
    const { edits = [] } = slip;
    if (edits.length === 0 || problems.length === MAX_FAULTS || parsed >= MAX_PARSED) break;
    rest = rest.repaired(edits);
    const error = findSyntaxError(rest.text);
    isRepaired = error === null;
    // An error whose cause is not certain is probably a consequence.
    const next: Hint | null = error === null ? null : jsonSlip(rest.text, error);
    slip = next !== null && rest.original(next.span).start > span.start ? next : null;
  }
  const last = problems.length - 1;
  const told = problems.map((problem, i) => syntaxError(problem, i === last && !isRepaired ? "file" : undefined));
  return { problems: told as [Problem, ...Problem[]], repaired: isRepaired ? rest : null };
}

function unexpected(text: string, { offset, expected }: SyntaxFault): Problem {
  const span = { start: offset, end: Math.min(offset + 1, text.length) };
  const what = trusted(expected);
  const message =
    offset >= text.length ? say`The file ends too early: ${what} is expected.` : say`This is not JSON: ${what} is expected here.`;
  const help = say`Check here and on the line before for a missing comma, bracket or quotation mark.`;
  return about({ code: "broken-syntax", message, help }, span);
}
