/**
 * Explains YAML syntax errors. Uses the codes and offsets of the `yaml` parser, which are the most exact, but not its messages,
 * which quote the text. The parser is loaded only for invalid files.
 */
import { type Document as Composed, Composer, type ErrorCode, Lexer, Parser } from "yaml";
import type { Problem, Span } from "./document.ts";
import { MAX_DEPTH, syntaxError, tooDeep } from "./problems.ts";
import { SYNTAX } from "./yaml-errors.ts";
import { syntaxHint } from "./yaml-hints.ts";

/** The first syntax error of a text. `offset` is the error of the other parser, used if this one accepts the text. */
export function explainYaml(text: string, offset: number): Problem {
  // The parser does not treat a lone CR as a line end. Replacing it keeps all offsets.
  return firstFault(text, text.replace(/\r(?!\n)/g, "\n")) ?? syntaxProblem(text, "IMPOSSIBLE", spanOf(offset));
}

/** Thrown at the composer's first error, because later ones are mostly consequences. */
class Refused extends Error {
  readonly code: ErrorCode;
  readonly span: Span;
  constructor(code: ErrorCode, span: Span) {
    super("refused");
    this.code = code;
    this.span = span;
  }
}

function syntaxProblem(text: string, code: ErrorCode, span: Span): Problem {
  return syntaxError({ code: "broken-syntax", ...SYNTAX[code], span, ...syntaxHint(text, code, span.start), path: [], part: "value" });
}

function firstFault(original: string, text: string): Problem | null {
  const parser = new Parser();
  const composer = new Composer({ schema: "failsafe", prettyErrors: false, uniqueKeys: false, logLevel: "silent" });
  Object.assign(composer, { onError: refuseFirstError() });
  const documents: Composed[] = [];
  try {
    for (const lexeme of new Lexer().lex(text)) {
      for (const token of parser.next(lexeme)) {
        if (token.type === "error") return syntaxProblem(original, "UNEXPECTED_TOKEN", spanOf(token.offset));
        documents.push(...composer.next(token));
      }
      // Each nesting level is a collection on the parser's stack; the document and its keys add a few entries.
      if (parser.stack.length > MAX_DEPTH + 8) return tooDeep(spanOf(parser.offset));
    }
    for (const token of parser.end()) {
      if (token.type === "error") return syntaxProblem(original, "UNEXPECTED_TOKEN", spanOf(token.offset));
      documents.push(...composer.next(token));
    }
    documents.push(...composer.end(false, text.length));
  } catch (error) {
    if (error instanceof Refused) return syntaxProblem(original, error.code, error.span);
    throw error;
  }
  // Catches errors that did not go through the callback.
  const error = documents.flatMap((document) => document.errors)[0];
  return error === undefined ? null : syntaxProblem(original, error.code, { start: error.pos[0], end: error.pos[1] });
}

type ErrorSource = number | readonly [number, number?, number?] | { readonly offset: number; readonly source: string };

/** Keeps the first error, because the composer catches exceptions inside collections and reports them as new errors. */
function refuseFirstError(): (source: ErrorSource, code: ErrorCode, message: string, warning?: boolean) => void {
  let first: Refused | null = null;
  return (source, code, _message, warning) => {
    // The composer only warns about an unresolved tag. It is refused below, with the location of its value.
    if (warning === true && code === "TAG_RESOLVE_FAILED") return;
    first ??= new Refused(code, errorSpan(source));
    throw first;
  };
}

function errorSpan(source: ErrorSource): Span {
  if (typeof source === "number") return spanOf(source);
  if ("offset" in source) return spanOf(source.offset);
  return { start: source[0], end: source[1] ?? source[0] + 1 };
}

/** One character. */
function spanOf(offset: number): Span {
  return { start: offset, end: offset + 1 };
}
