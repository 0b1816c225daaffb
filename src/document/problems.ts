/** The problems that both readers, YAML's and JSON's, can find, worded once. */
import { say } from "../message.ts";
import type { Document, Path, Problem, Span } from "./document.ts";

/** How deep lists and mappings may be nested. A roster needs seven levels; a parser bomb has thousands. */
export const MAX_DEPTH = 32;

/** More problems than this of one roster are counted, not listed; a reader looks for no more. */
export const MAX_PROBLEMS = 1_000;

/** A key that stands twice; `path` and `span` are those of the second one. */
export function duplicateKey(path: Path, span: Span): Problem {
  return {
    message: say`This key stands twice in the same mapping, so one of its two values would be lost.`,
    help: say`Keep one of the two and delete the other.`,
    path,
    part: "key",
    span,
  };
}

/** Lists and mappings nested beyond `MAX_DEPTH`. */
export function tooDeep(span: Span): Problem {
  return {
    message: say`Lists and mappings are nested more than ${MAX_DEPTH} deep here; what we read never is.`,
    help: say`Remove the surplus brackets or indentation.`,
    path: [],
    part: "value",
    span,
  };
}

/** A fault of syntax, with the word that it may not be the only one. */
export function syntaxError(problem: Problem): Problem {
  return { ...problem, message: say`${problem.message} The rest of the file is judged once this is mended.` };
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
export function loneSurrogates({ text, value }: Document): Problem[] {
  // Half a character stands in the text itself, or is escaped.
  if (text.isWellFormed() && !text.includes("\\u")) return [];
  const problems: Problem[] = [];
  // Paths are made only for what is found: there may be a million values.
  const visit = (inner: unknown, path: () => Path): void => {
    if (problems.length > MAX_PROBLEMS) return;
    if (typeof inner === "string" && !inner.isWellFormed()) problems.push({ ...LONE_SURROGATE, path: path(), part: "value" });
    if (typeof inner !== "object" || inner === null) return;
    if (Array.isArray(inner)) {
      for (let i = 0; i < inner.length; i++) visit(inner[i], () => [...path(), i]);
      return;
    }
    for (const [key, member] of Object.entries(inner)) {
      if (!key.isWellFormed()) problems.push({ ...LONE_SURROGATE, path: [...path(), key], part: "key" });
      visit(member, () => [...path(), key]);
    }
  };
  visit(value, () => []);
  return problems;
}

const LONE_SURROGATE = {
  message: say`This text holds half of a character (a lone surrogate), which no other program can read back.`,
  help: say`Write the whole character, or leave it out.`,
};
