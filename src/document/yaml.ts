import {
  type Alias,
  type Document as Composed,
  Composer,
  type ErrorCode,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  Lexer,
  type Node,
  type Pair,
  Parser,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import { type Message, say } from "../message.ts";
import type { Document, Path, Problem, Span, Token } from "./document.ts";
import { duplicateKey, loneSurrogates, MAX_DEPTH, MAX_PROBLEMS, syntaxError, tooDeep, unreadable } from "./problems.ts";
import { CIRCULAR_ALIAS, KEY, MERGE_KEY, MISSING_DASH, SYNTAX, TAG, UNKNOWN_ANCHOR } from "./yaml-errors.ts";
import { syntaxHint } from "./yaml-hints.ts";

/** How many rosters one stream may hold. */
const MAX_DOCUMENTS = 200;

/** How many values the aliases (`*name`) of a stream may stand for in all; an alias bomb stands for billions. */
const MAX_ALIASED = 20_000;

/**
 * Reads a YAML stream, one document for each roster in it. Scalars are read by YAML 1.2's core rules whatever the file
 * declares, so `18:00` and `1:6` are text. Aliases are followed; merge keys and tags are not (they are refused).
 */
export function readYaml(text: string): readonly Document[] {
  const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f]/.exec(text);
  if (control !== null) return [unreadable(text, 0, controlCharacter(control.index))];
  // The parser does not know that a CR alone ends a line; offsets stay the same.
  const composed = compose(text.replace(/\r(?!\n)/g, "\n"));
  if (!Array.isArray(composed)) return [unreadable(text, 0, composed as Problem)];
  if (composed.length === 0) return [unreadable(text, 0, emptyDocument(text, { start: 0, end: 0 }))];
  return composed.map((document: Composed, index) => readDocument(text, document, index));
}

/** Thrown through the composer at its first error: those that follow are mostly consequences. */
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
  return syntaxError({ ...SYNTAX[code], span, ...syntaxHint(text, code, span.start), path: [], part: "value" });
}

function compose(text: string): Composed[] | Problem {
  const parser = new Parser();
  // `failsafe`: every scalar stays text, resolved below; `uniqueKeys: false`: its check is quadratic, ours is not.
  const composer = new Composer({ schema: "failsafe", prettyErrors: false, uniqueKeys: false, logLevel: "silent" });
  Object.assign(composer, { onError: refuseFirstError() });
  const documents: Composed[] = [];
  try {
    let aliases = 0;
    for (const lexeme of new Lexer().lex(text)) {
      if (lexeme.startsWith("*") && ++aliases > MAX_ALIASED) return aliasBomb();
      for (const token of parser.next(lexeme)) {
        if (token.type === "error") return syntaxProblem(text, "UNEXPECTED_TOKEN", spanOf(token.offset));
        documents.push(...composer.next(token));
      }
      if (documents.length > MAX_DOCUMENTS) return tooManyDocuments(parser.offset);
      // Each level of nesting is a collection on the parser's stack, with a few entries more for the document and its keys.
      if (parser.stack.length > MAX_DEPTH + 8) return tooDeep({ start: parser.offset, end: parser.offset + 1 });
    }
    for (const token of parser.end()) {
      if (token.type === "error") return syntaxProblem(text, "UNEXPECTED_TOKEN", spanOf(token.offset));
      documents.push(...composer.next(token));
    }
    documents.push(...composer.end(false, text.length));
    // Whatever way an error took: a document that has one is never used.
    const error = documents.flatMap((document) => document.errors)[0];
    if (error !== undefined) return syntaxProblem(text, error.code, { start: error.pos[0], end: error.pos[1] });
  } catch (error) {
    if (error instanceof Refused) return syntaxProblem(text, error.code, error.span);
    throw error;
  }
  return documents;
}

type ErrorSource = number | readonly [number, number?, number?] | { readonly offset: number; readonly source: string };

/** The composer catches what is thrown inside a collection and reports it as an error of its own, so the first is kept. */
function refuseFirstError(): (source: ErrorSource, code: ErrorCode, message: string, warning?: boolean) => void {
  let first: Refused | null = null;
  return (source, code, _message, warning) => {
    // An unresolved tag is only a warning to the composer; it is refused below, with the place of its value.
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

function readDocument(text: string, composed: Composed, index: number): Document {
  const document = new YamlDocument(text, composed, index);
  // Of an alias bomb nothing is looked at: it stands for billions of values.
  return document.readable ? Object.assign(document, { problems: [...document.problems, ...loneSurrogates(document)] }) : document;
}

/** Turns composed nodes into plain values, and remembers what a plain value cannot say. */
class YamlDocument implements Document {
  readonly index: number;
  readonly text: string;
  readonly value: unknown;
  readonly readable: boolean;
  readonly problems: Problem[] = [];
  readonly #contents: Node | null;
  readonly #anchors = new Map<string, Node>();
  /** Where each alias leads. An anchor's name can be given twice, so the name alone does not tell. */
  readonly #targets = new Map<Alias, Node>();
  readonly #open = new Set<Node>();
  /** For each value that an alias stands for: the plain value, and how many scalars it holds. */
  readonly #shared = new Map<Node, { value: unknown; size: number }>();
  readonly #members = new Map<YAMLMap, Map<string, Pair>>();
  #size = 0;
  #aliased = 0;
  #isBroken = false;

  constructor(text: string, composed: Composed, index: number) {
    this.text = text;
    this.index = index;
    this.#contents = composed.contents as Node | null;
    const empty = this.#contents === null || (isScalar(this.#contents) && plainNull(this.#contents));
    this.value = empty ? undefined : this.#read(this.#contents, []);
    // A file with an alias that leads nowhere does not parse, so nothing of it is judged or shown.
    this.readable = !empty && this.#aliased <= MAX_ALIASED && !this.#isBroken;
    if (this.#isBroken) this.problems.splice(1);
    if (empty) this.problems.push(emptyDocument(text, nodeSpan(this.#contents) ?? { start: text.length, end: text.length }));
    if (this.#aliased > MAX_ALIASED) this.problems.splice(0, this.problems.length, aliasBomb());
  }

  #read(node: Node | null, path: Path): unknown {
    if (node === null) return null;
    if (isAlias(node)) return this.#readAlias(node, path);
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, node);
    if (node.tag !== undefined && !PLAIN_TAGS.has(node.tag)) this.#refuse(node, path, TAG);
    const before = this.#size;
    this.#size++;
    let value: unknown;
    if (isScalar(node)) value = scalarValue(node as Scalar<unknown>);
    else {
      this.#open.add(node);
      value = isSeq(node) ? node.items.map((item, i) => this.#read(item as Node, [...path, i])) : this.#readMap(node as YAMLMap, path);
      this.#open.delete(node);
    }
    if (node.anchor !== undefined) this.#shared.set(node, { value, size: this.#size - before });
    return value;
  }

  #readAlias(node: Alias, path: Path): unknown {
    const target = this.#anchors.get(node.source);
    if (target === undefined || this.#open.has(target)) {
      this.#refuse(node, path, target === undefined ? UNKNOWN_ANCHOR : CIRCULAR_ALIAS);
      this.#isBroken = true;
      return null;
    }
    this.#targets.set(node, target);
    const shared = this.#shared.get(target);
    this.#aliased += shared?.size ?? 0;
    this.#size += shared?.size ?? 0;
    return shared?.value;
  }

  #readMap(node: YAMLMap, path: Path): unknown {
    const members = new Map<string, Pair>();
    this.#members.set(node, members);
    const value: Record<string, unknown> = {};
    let isTwoEntries = false;
    for (const pair of node.items) {
      const key = this.#readKey(pair.key as Node | null, node, path);
      if (key === null) continue;
      if (key === "<<") {
        this.#refuse(pair.key as Node, [...path, key], MERGE_KEY);
        continue;
      }
      const at = [...path, key];
      if (members.has(key) && key === "id") isTwoEntries = this.#refuse(pair.key as Node, at, MISSING_DASH);
      else if (members.has(key) && !isTwoEntries && this.problems.length <= MAX_PROBLEMS)
        this.problems.push(duplicateKey(at, nodeSpan(pair.key as Node) as Span));
      members.set(key, pair);
      const member = this.#read(pair.value as Node | null, at);
      if (key === "__proto__") Object.defineProperty(value, key, { value: member, enumerable: true, writable: true, configurable: true });
      else value[key] = member;
    }
    return value;
  }

  #readKey(key: Node | null, map: YAMLMap, path: Path): string | null {
    if (key !== null && isScalar(key) && typeof key.value === "string" && key.tag === undefined) {
      if (key.anchor !== undefined) {
        this.#anchors.set(key.anchor, key);
        this.#shared.set(key, { value: key.value, size: 1 });
      }
      if (key.value !== "" || key.type !== "PLAIN") return key.value;
    }
    this.#refuse(key ?? map, path, KEY);
    return null;
  }

  #refuse(node: Node, path: Path, { message, help }: { message: Message; help: Message }): true {
    if (this.problems.length > MAX_PROBLEMS) return true;
    this.problems.push({ message, help, path, part: "value", span: nodeSpan(node) ?? { start: 0, end: 0 } });
    return true;
  }

  locate(path: Path, part: "key" | "value"): Span {
    const { pair, node, fallback } = this.#find(path);
    if (part === "key" && pair !== undefined) return nodeSpan(pair.key as Node) ?? fallback;
    return nodeSpan(node) ?? (pair === undefined ? undefined : nodeSpan(pair.key as Node)) ?? fallback;
  }

  spelling(path: Path): string {
    const found = this.#find(path).node;
    const node = isAlias(found) ? this.#targets.get(found) : found;
    return isScalar(node) ? spellingOf(node as Scalar<unknown>) : "";
  }

  *tokens(path: Path): Iterable<Token> {
    const found = this.#find(path);
    if (!found.exists) return;
    if (found.pair !== undefined) yield* pairTokens(found.pair, path.slice(0, -1));
    else yield* nodeTokens(found.node, path);
  }

  /** The node at `path`, or the last one on the way to it that exists. */
  #find(path: Path): { node: Node | null; pair: Pair | undefined; fallback: Span; exists: boolean } {
    let node = this.#contents;
    let pair: Pair | undefined;
    let fallback = nodeSpan(node) ?? { start: 0, end: 0 };
    for (const step of path) {
      const inside = isAlias(node) ? (this.#targets.get(node) ?? null) : node;
      let next: Node | null | undefined;
      let nextPair: Pair | undefined;
      if (isSeq(inside) && typeof step === "number") next = (inside as YAMLSeq).items[step] as Node | undefined;
      else if (isMap(inside)) {
        nextPair = this.#members.get(inside as YAMLMap)?.get(String(step));
        next = nextPair === undefined ? undefined : (nextPair.value as Node | null);
      }
      if (next === undefined) return { node, pair, fallback, exists: false };
      node = next;
      pair = isPair(nextPair) ? nextPair : undefined;
      fallback = nodeSpan(node) ?? fallback;
    }
    return { node, pair, fallback, exists: true };
  }
}

function* nodeTokens(node: Node | null, at: Path): Iterable<Token> {
  if (isSeq(node)) for (const [i, item] of node.items.entries()) yield* nodeTokens(item as Node, [...at, i]);
  else if (isMap(node)) {
    for (const pair of node.items) if (!isBlank(pair.key as Node) || !isBlank(pair.value as Node)) yield* pairTokens(pair, at);
  } else {
    const span = nodeSpan(node);
    if (span !== null && isScalar(node)) yield { path: at, part: "value", text: spellingOf(node), ...span };
  }
}

function* pairTokens(pair: Pair, at: Path): Iterable<Token> {
  const key = pair.key as Node | null;
  const value = pair.value as Node | null;
  if (!isScalar(key) || typeof key.value !== "string") {
    // A list or mapping as a key is refused; what it holds is in the text all the same.
    yield* nodeTokens(key, at);
    yield* nodeTokens(value, at);
    return;
  }
  const span = nodeSpan(key);
  const path = [...at, key.value];
  if (span !== null) yield { path, part: "key", text: key.value, ...span };
  yield* nodeTokens(value, path);
}

/** Whether nothing is written where a node stands: a value that is left out. */
function isBlank(node: Node | null): boolean {
  const range = node?.range;
  return range === undefined || range === null || range[0] === range[1];
}

/** Tags that say no more than the text does. Every other one would make a value mean something this file does not show. */
const PLAIN_TAGS = new Set(["tag:yaml.org,2002:str", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq", "!"]);

const INTEGER = /^[-+]?\d+$/;
const FLOAT = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;

/** YAML 1.2's core schema for plain scalars, without its octal, hexadecimal, infinite and not-a-number forms. */
function scalarValue(node: Scalar<unknown>): unknown {
  const text = String(node.value ?? "");
  if (node.type !== "PLAIN" || node.tag !== undefined) return text;
  const first = text.charCodeAt(0);
  // Most scalars start with a letter that no number, boolean or null starts with.
  if (first > 57 && !/^[tTfFnN~]/.test(text)) return text;
  if (plainNull(node)) return null;
  if (/^(?:true|True|TRUE)$/.test(text)) return true;
  if (/^(?:false|False|FALSE)$/.test(text)) return false;
  // An id such as 12e4567 is no number that anybody can count with.
  return (INTEGER.test(text) || FLOAT.test(text)) && Number.isFinite(Number(text)) ? Number(text) : text;
}

function spellingOf(node: Scalar<unknown>): string {
  return node.source ?? String(node.value);
}

function plainNull(node: Scalar<unknown>): boolean {
  return node.type === "PLAIN" && node.tag === undefined && /^(?:|~|null|Null|NULL)$/.test(String(node.value ?? ""));
}

function nodeSpan(node: Node | null | undefined): Span | null {
  const range = node?.range;
  return range === undefined || range === null ? null : { start: range[0], end: range[1] };
}

/** One character. */
function spanOf(offset: number): Span {
  return { start: offset, end: offset + 1 };
}

function tooManyDocuments(offset: number): Problem {
  return {
    message: say`This file holds more than ${MAX_DOCUMENTS} documents.`,
    help: say`Keep one roster in a file, or a few; \`---\` opens each document but the first.`,
    path: [],
    part: "value",
    span: { start: offset, end: offset + 1 },
  };
}

function controlCharacter(offset: number): Problem {
  return {
    message: say`There is a control character here (a NUL, an escape or the like), which no YAML file may hold.`,
    help: say`Delete it; an editor shows it when invisible characters are switched on.`,
    path: [],
    part: "value",
    span: { start: offset, end: offset + 1 },
  };
}

function emptyDocument(text: string, span: Span): Problem {
  const isMarked = /^---/m.test(text);
  return {
    message: isMarked ? say`There is no roster here: the document is empty.` : say`There is no roster in this file.`,
    help: isMarked
      ? say`Write a roster, or delete the \`---\` that opens the empty document.`
      : say`Write a roster into it; the README shows one.`,
    path: [],
    part: "value",
    span,
  };
}

function aliasBomb(): Problem {
  return {
    message: say`The aliases (\`*name\`) of this document stand for more than ${MAX_ALIASED} values.`,
    help: say`Write the values out where they are needed.`,
    path: [],
    part: "value",
  };
}
