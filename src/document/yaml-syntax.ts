/**
 * Explains YAML syntax errors. Uses the codes and offsets of the `yaml` parser, which are the most exact, but not its messages,
 * which quote the text. The parser is loaded only for invalid files.
 */
import { type Document as Composed, Composer, type ErrorCode, Lexer, Parser } from "yaml";
import type { Problem, Span } from "./document.ts";
import { about, MAX_DEPTH, MAX_FAULTS, MAX_PARSED, syntaxError, tooDeep, type Unchecked } from "./problems.ts";
import { type Edit, RepairedText } from "./repaired-text.ts";
import { type Explained, errorOffset } from "./yaml.ts";
import { SYNTAX } from "./yaml-errors.ts";
import { syntaxHint, tabHint } from "./yaml-hints.ts";

interface Fault {
  readonly problem: Problem;
  readonly span: Span;
  /** Whether the mistake behind the error is known, and so its location. */
  readonly isCertain: boolean;
  /** Whether its entry can be blanked. */
  readonly isOfOneEntry: boolean;
  /** The edits that repair it, the last one first; none if they are not certain. */
  readonly edits: readonly Edit[];
}

/**
 * The syntax errors of a text. `offset` is the error of the other parser, used if this one accepts the text. A parser stops at the
 * first error. If its cause is certain, it is repaired, or else the entry around it is blanked, and the text is parsed again. A
 * further error is listed only if its cause is certain too, because most errors after the first are consequences.
 */
export function explainYaml(text: string, offset: number): Explained {
  // The parser does not treat a lone CR as a line end. Replacing it keeps all offsets.
  let rest = RepairedText.of(text.replace(/\r(?!\n)/g, "\n"));
  let fault = tabFault(rest.text, offset) ?? firstFault(text, rest.text);
  if (fault === null) return { problems: [syntaxError(syntaxFault(text, "IMPOSSIBLE", spanOf(offset)).problem, "file")], repaired: null };
  const problems = [fault.problem];
  const unchecked: Unchecked[] = [];
  let isRepaired = false;
  for (let parsed = 0; fault !== null && problems.length < MAX_FAULTS && parsed < MAX_PARSED; parsed += 2 * text.length) {
    const next = afterRepair(rest, fault);
    if (next === null) break;
    unchecked.push(next.unchecked);
    ({ rest, fault, isRepaired } = next);
    if (fault !== null) problems.push({ ...fault.problem, span: rest.original(fault.span) });
  }
  const last = problems.length - 1;
  const told = problems.map((problem, i) => syntaxError(problem, isRepaired ? unchecked[i] : i === last ? "file" : undefined));
  return { problems: told as [Problem, ...Problem[]], repaired: isRepaired ? rest : null };
}

interface Rest {
  readonly rest: RepairedText;
  /** The next error whose cause is certain, or null. */
  readonly fault: Fault | null;
  /** Whether the text has no more errors. */
  readonly isRepaired: boolean;
  /** What is not checked, if an entry was blanked. */
  readonly unchecked: Unchecked;
}

/**
 * The text after a fault is repaired. If that leads to no error or to one that is certain, the repair is right; else the entry is
 * blanked. Null if the fault may concern more than its entry.
 */
function afterRepair(before: RepairedText, { span, edits, isOfOneEntry }: Fault): Rest | null {
  const tryNext = (rest: RepairedText, unchecked: Unchecked, isAfter: (next: Fault) => boolean): Rest => {
    const error = errorOffset(rest.text);
    const next = error === null ? null : (tabFault(rest.text, error) ?? firstFault(rest.text, rest.text));
    return { rest, fault: next?.isCertain === true && isAfter(next) ? next : null, isRepaired: error === null, unchecked };
  };
  if (edits.length > 0) {
    const rest = before.repaired(edits);
    const repaired = tryNext(rest, undefined, (next) => rest.original(next.span).start > before.original(span).start);
    if (repaired.isRepaired || repaired.fault !== null) return repaired;
  }
  if (!isOfOneEntry) return null;
  const entry = entryAround(before.text, span.start);
  const unchecked = before.isInSessions(entry) ? "entry" : "ids";
  return tryNext(before.without(entry), unchecked, (next) => next.span.start > span.start);
}

/** The outermost list entry around an offset, or the section if there is no entry. */
function entryAround(text: string, offset: number): Span {
  const lineStart = (at: number) => (at === 0 ? 0 : text.lastIndexOf("\n", at - 1) + 1);
  const nextLine = (at: number) => text.indexOf("\n", at) + 1 || text.length;
  const indentAt = (at: number) => text.slice(at, at + MAX_INDENT).search(/[^ ]|$/);
  const isBlank = (at: number) => /^[ \r]*(?:\n|$)/.test(text.slice(at, at + MAX_INDENT));
  const isEntry = (at: number) => /^ *-(?:\s|$)/.test(text.slice(at, at + MAX_INDENT));
  let start = lineStart(offset);
  let indent = Number.POSITIVE_INFINITY;
  for (let at = start; ; at = lineStart(at - 1)) {
    const isTop = at === 0 || (!isBlank(at) && indentAt(at) === 0 && text[at] !== "\t");
    if (!isBlank(at) && (isEntry(at) ? indentAt(at) < indent : isTop && indent === Number.POSITIVE_INFINITY)) {
      start = at;
      indent = indentAt(at);
    }
    if (isTop) break;
  }
  // A list may be in the column of its key, and so may the bracket that closes it.
  const isOfKey = (at: number) => isEntry(at) || /^ *[\]}]/.test(text.slice(at, at + MAX_INDENT));
  const isInside = (at: number) => indentAt(at) > indent || (!isEntry(start) && isOfKey(at) && indentAt(at) === indent);
  let end = nextLine(offset);
  while (end < text.length && (isBlank(end) || isInside(end))) end = nextLine(end);
  return { start, end };
}

/** Maximum indentation to measure; rosters have less. */
const MAX_INDENT = 200;

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

function syntaxFault(text: string, code: ErrorCode, span: Span): Fault {
  const hint = syntaxHint(text, code, span.start);
  const { message, help } = hint ?? SYNTAX[code];
  const at = hint?.span ?? span;
  return {
    problem: about({ code: "broken-syntax", message, help }, at),
    span: at,
    isCertain: hint !== null && (hint.hidesOthers !== true || (hint.edits ?? []).length > 0),
    isOfOneEntry: hint !== null && hint.hidesOthers !== true,
    edits: hint?.edits ?? [],
  };
}

/** The fault of a tab that the other parser refuses at an offset. This one accepts most tabs. */
function tabFault(text: string, offset: number): Fault | null {
  const hint = tabHint(text, offset);
  if (hint === null) return null;
  const { message, help, span, edits = [] } = hint;
  return { problem: about({ code: "broken-syntax", message, help }, span), span, isCertain: true, isOfOneEntry: true, edits };
}

function firstFault(original: string, text: string): Fault | null {
  const parser = new Parser();
  const composer = new Composer({ schema: "failsafe", prettyErrors: false, uniqueKeys: false, logLevel: "silent" });
  Object.assign(composer, { onError: refuseFirstError() });
  const documents: Composed[] = [];
  try {
    for (const lexeme of new Lexer().lex(text)) {
      for (const token of parser.next(lexeme)) {
        if (token.type === "error") return syntaxFault(original, "UNEXPECTED_TOKEN", spanOf(token.offset));
        documents.push(...composer.next(token));
      }
      // Each nesting level is a collection on the parser's stack; the document and its keys add a few entries.
      if (parser.stack.length > MAX_DEPTH + 8)
        return { problem: tooDeep(spanOf(parser.offset)), span: spanOf(parser.offset), isCertain: false, isOfOneEntry: false, edits: [] };
    }
    for (const token of parser.end()) {
      if (token.type === "error") return syntaxFault(original, "UNEXPECTED_TOKEN", spanOf(token.offset));
      documents.push(...composer.next(token));
    }
    documents.push(...composer.end(false, text.length));
  } catch (error) {
    if (error instanceof Refused) return syntaxFault(original, error.code, error.span);
    throw error;
  }
  // Catches errors that did not go through the callback.
  const error = documents.flatMap((document) => document.errors)[0];
  return error === undefined ? null : syntaxFault(original, error.code, { start: error.pos[0], end: error.pos[1] });
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
