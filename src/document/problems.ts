/** Problems that both the YAML reader and the JSON reader can find. */
import { say, trusted } from "../message.ts";
import type { Document, Path, Problem, Repaired, Span } from "./document.ts";

/** Maximum nesting of lists and mappings. A roster needs seven levels; a parser bomb has thousands. */
export const MAX_DEPTH = 32;

/** Maximum documents in one stream. */
export const MAX_DOCUMENTS = 200;

/** Maximum values that the aliases (`*name`) of a stream may expand to; an alias bomb has billions. */
export const MAX_ALIASED = 20_000;

/** Maximum syntax errors to list for one file. */
export const MAX_FAULTS = 20;

/** Maximum characters to parse again for further syntax errors. */
export const MAX_PARSED = 1_000_000;

/** Maximum problems to list for one roster; readers stop after that. */
export const MAX_PROBLEMS = 1_000;

/** The problem of a duplicate key; `path` and `span` are those of the second occurrence. */
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

/** A problem of a whole document, or of a span in it. */
export function about({ code, message, help }: Pick<Problem, "code" | "message" | "help">, span?: Span): Problem {
  return { code, message, help, path: [], part: "value", ...(span === undefined ? {} : { span }) };
}

/** The problem of a file that may have one document and has several; `what` is such as `A configuration`. */
export function severalDocuments(what: string): Problem {
  const message = say`This file has several documents. ${trusted(what)} is one document.`;
  return about({ code: "several-documents", message, help: say`Keep the first document and delete the others.` });
}

/** The problem of nesting beyond `MAX_DEPTH`. */
export function tooDeep(span: Span): Problem {
  const message = say`Lists and mappings are nested more than ${MAX_DEPTH} levels deep.`;
  return about({ code: "too-deep", message, help: say`Remove the extra brackets or indentation.` }, span);
}

/** The same document with a repaired one, to find further problems. */
export function withRepaired(document: Document, repaired: Repaired | null): Document {
  return repaired === null ? document : { ...document, repaired };
}

/** A syntax error, with a note of what is not checked before it is fixed. */
export function syntaxError(problem: Problem, unchecked: Unchecked): Problem {
  if (unchecked === undefined) return problem;
  return { ...problem, message: say`${problem.message} ${trusted(UNCHECKED[unchecked])} checked once this is fixed.` };
}

/** The rest of the file; an entry of `sessions`; or an entry that may define an id, so that no id in the file is certain. */
export type Unchecked = "file" | "entry" | "ids" | undefined;

const UNCHECKED: Readonly<Record<NonNullable<Unchecked>, string>> = {
  file: "The rest of the file is",
  entry: "The rest of this entry is",
  ids: "The rest of this entry, and the ids in the file, are",
};

/** A document that has only problems. */
export function unreadable(text: string, index: number, ...problems: readonly [Problem, ...Problem[]]): Document {
  return {
    index,
    text,
    value: undefined,
    problems,
    readable: false,
    locate: () => problems[0].span ?? { start: 0, end: 0 },
    spelling: () => "",
    tokens: () => [],
  };
}

/** The problem of half a character (`\\ud83d` alone). No output can represent it, so an id would change. */
export function loneSurrogate(path: Path, part: "key" | "value"): Problem {
  const message = say`This text has half a character (a lone surrogate), which other programs cannot read.`;
  return { code: "lone-surrogate", message, help: say`Write the whole character, or delete it.`, path, part };
}
