/** The problems that both readers, YAML's and JSON's, can find, worded once. */
import { say } from "../message.ts";
import type { Document, Path, Problem, Span } from "./document.ts";

/** How deep lists and mappings may be nested. A roster needs seven levels; a parser bomb has thousands. */
export const MAX_DEPTH = 32;

/** How many documents one stream may hold. */
export const MAX_DOCUMENTS = 200;

/** How many values the aliases (`*name`) of a stream may stand for in all; an alias bomb stands for billions. */
export const MAX_ALIASED = 20_000;

/** More problems than this of one roster are counted, not listed; a reader looks for no more. */
export const MAX_PROBLEMS = 1_000;

/** A duplicate key; `path` and `span` are those of the second one. */
export function duplicateKey(path: Path, span: Span): Problem {
  return {
    code: "duplicate-key",
    message: say`Duplicate key.`,
    help: say`Keep one of the two, and delete the other.`,
    path,
    part: "key",
    span,
    isDuplicate: true,
  };
}

/** A problem of a document as a whole, or of a span in it. */
export function about({ code, message, help }: Pick<Problem, "code" | "message" | "help">, span?: Span): Problem {
  return { code, message, help, path: [], part: "value", ...(span === undefined ? {} : { span }) };
}

/** Lists and mappings nested beyond `MAX_DEPTH`. */
export function tooDeep(span: Span): Problem {
  const message = say`Lists and mappings are nested more than ${MAX_DEPTH} levels deep.`;
  return about({ code: "too-deep", message, help: say`Remove the extra brackets or indentation.` }, span);
}

/** A fault of syntax, with the word that it may not be the only one. */
export function syntaxError(problem: Problem): Problem {
  return { ...problem, message: say`${problem.message} The rest of the file is checked once this is fixed.` };
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

/** Half a character (`\\ud83d` alone) survives no output: the same id would come out as another. */
export function loneSurrogate(path: Path, part: "key" | "value"): Problem {
  const message = say`This text has half a character (a lone surrogate), which other programs cannot read.`;
  return { code: "lone-surrogate", message, help: say`Write the whole character, or delete it.`, path, part };
}
