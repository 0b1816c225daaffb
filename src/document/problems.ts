/** The problems that both readers, YAML's and JSON's, can find, worded once. */
import { say } from "../message.ts";
import type { Document, Path, Problem, Span } from "./document.ts";

/** How deep lists and mappings may be nested. A roster needs seven levels; a parser bomb has thousands. */
export const DEEPEST = 64;

export function duplicateKey(path: Path, span: Span): Problem {
  return {
    message: say`This key stands twice in the same mapping, so one of its two values would be lost.`,
    help: say`Keep one of the two and delete the other.`,
    path,
    part: "key",
    span,
  };
}

export function tooDeep(span: Span): Problem {
  return {
    message: say`Lists and mappings are nested more than ${DEEPEST} deep here; a roster never is.`,
    help: say`Remove the surplus brackets or indentation.`,
    path: [],
    part: "value",
    span,
  };
}

/** A document of which nothing can be said but its problem. */
export function unreadable(text: string, index: number, problem: Problem): Document {
  return {
    index,
    text,
    value: undefined,
    problems: [problem],
    readable: false,
    locate: () => problem.span ?? { start: 0, end: 0 },
    spelling: () => "",
    tokens: () => [],
  };
}

/** Half a character (`\ud83d` alone) survives no output: the same id would come out as another. */
export function loneSurrogates(document: Document): Problem[] {
  if (!/\\u[dD][89a-fA-F]|\p{Surrogate}/u.test(document.text)) return [];
  return document
    .tokens([])
    .filter(({ path, part }) => !(part === "key" ? String(path.at(-1)) : textAt(document.value, path)).isWellFormed())
    .map(({ path, part }) => ({
      message: say`This text holds half of a character (a lone surrogate), which no other program can read back.`,
      help: say`Write the whole character, or leave it out.`,
      path,
      part,
    }));
}

function textAt(value: unknown, path: Path): string {
  let at = value;
  for (const step of path) at = (at as Record<string | number, unknown>)[step];
  return typeof at === "string" ? at : "";
}
