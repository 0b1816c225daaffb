import { own, say } from "../message.ts";
import { type Document, type Path, type Problem, type Span, type Token, valueAt } from "./document.ts";
import { type Child, children, findSyntaxError, isContainer, type Outline, outline, skipSpace, valueEnd } from "./json-scan.ts";
import { DEEPEST, duplicateKey, loneSurrogates, MOST_PROBLEMS, tooDeep, unreadable } from "./problems.ts";

/** Reads JSON text as one document. `JSON.parse` makes the values; places are found by scanning the text on demand. */
export function readJson(text: string): Document {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return unreadable(text, 0, syntaxProblem(text));
  }
  const outlined = outline(text);
  if (outlined.depth > DEEPEST) return unreadable(text, 0, tooDeep({ start: 0, end: 1 }));
  const document = new JsonDocument(text, value, outlined);
  const problems = outlined.members === countMembers(value) ? [] : duplicateKeys(text);
  return Object.assign(document, { problems: [...problems, ...loneSurrogates(document)] });
}

/** As many containers and elements are remembered: more than a path is long. */
const REMEMBERED = 2 * DEEPEST;

class JsonDocument implements Document {
  readonly index = 0;
  readonly readable = true;
  readonly problems: readonly Problem[] = [];
  readonly text: string;
  readonly value: unknown;
  readonly #outline: Outline;
  readonly #elements = new Map<number, Child>();
  readonly #recent = new Map<number, readonly Child[]>();

  constructor(text: string, value: unknown, outlined: Outline) {
    this.text = text;
    this.value = value;
    this.#outline = outlined;
  }

  locate(path: Path, part: "key" | "value"): Span {
    const found = this.#find(path);
    if (part === "key" && found.key !== null) return { start: found.keyStart, end: found.keyEnd };
    return { start: found.start, end: found.end };
  }

  spelling(path: Path): string {
    const { start, end } = this.#find(path);
    return this.text.slice(start, end);
  }

  tokens(path: Path): readonly Token[] {
    if (valueAt(this.value, path) === undefined) return [];
    const tokens: Token[] = [];
    const visit = (child: Child, at: Path): void => {
      if (child.key !== null) tokens.push({ path: at, part: "key", start: child.keyStart, end: child.keyEnd });
      if (!isContainer(this.text, child.start)) {
        tokens.push({ path: at, part: "value", start: child.start, end: child.end });
        return;
      }
      let i = 0;
      for (const inner of children(this.text, child.start)) visit(inner, [...at, inner.key ?? i++]);
    };
    visit(this.#find(path), path);
    return tokens;
  }

  /** The member or element at `path`, or the last one on the way to it that exists. */
  #find(path: Path): Child {
    const { start, end } = this.#outline.root;
    let found: Child = { key: null, keyStart: start, keyEnd: start, start, end };
    for (const step of path) {
      const next = isContainer(this.text, found.start) ? this.#child(found.start, step) : undefined;
      if (next === undefined) break;
      found = next;
    }
    return found;
  }

  #child(container: number, step: string | number): Child | undefined {
    const { root, rootMembers, elements } = this.#outline;
    const start = typeof step === "number" ? elements.get(container)?.[step] : undefined;
    if (start !== undefined) return this.#elementAt(start);
    const all = container === root.start && rootMembers.length > 0 ? rootMembers : this.#childrenOf(container);
    // Of a key that stands twice the last one has the value, as in JSON.parse.
    return typeof step === "number" ? all[step] : all.findLast((child) => child.key === step);
  }

  #elementAt(start: number): Child {
    let known = this.#elements.get(start);
    if (known === undefined) {
      if (this.#elements.size >= REMEMBERED) this.#elements.clear();
      known = { key: null, keyStart: start, keyEnd: start, start, end: valueEnd(this.text, start) };
      this.#elements.set(start, known);
    }
    return known;
  }

  /** The children of a container; those of the last few are remembered, since look-ups come in runs. */
  #childrenOf(container: number): readonly Child[] {
    let known = this.#recent.get(container);
    if (known === undefined) {
      if (this.#recent.size >= REMEMBERED) this.#recent.clear();
      known = [...children(this.text, container)];
      this.#recent.set(container, known);
    }
    return known;
  }
}

/** All members of all objects in a value that is at most `DEEPEST` deep. */
function countMembers(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  let count = 0;
  if (Array.isArray(value)) {
    for (const item of value) if (typeof item === "object") count += countMembers(item);
    return count;
  }
  for (const key of Object.keys(value)) {
    const item = (value as Record<string, unknown>)[key];
    count += typeof item === "object" ? 1 + countMembers(item) : 1;
  }
  return count;
}

function duplicateKeys(text: string): Problem[] {
  const problems: Problem[] = [];
  const visit = (container: number, path: Path): void => {
    const seen = new Set<string>();
    let i = 0;
    for (const child of children(text, container)) {
      const at = [...path, child.key ?? i++];
      if (problems.length > MOST_PROBLEMS) return;
      if (child.key !== null && seen.has(child.key)) {
        problems.push(duplicateKey(at, { start: child.keyStart, end: child.keyEnd }));
      }
      if (child.key !== null) seen.add(child.key);
      if (isContainer(text, child.start)) visit(child.start, at);
    }
  };
  const root = skipSpace(text, 0);
  if (isContainer(text, root)) visit(root, []);
  return problems;
}

function syntaxProblem(text: string): Problem {
  const error = findSyntaxError(text);
  if (error === null || text.trim() === "") {
    return { message: say`This file is empty.`, help: say`Write a roster into it; the README shows one.`, path: [], part: "value" };
  }
  const span = { start: error.offset, end: Math.min(error.offset + 1, text.length) };
  const atEnd = error.offset >= text.length;
  return {
    message: atEnd
      ? say`The file ends where ${own(error.expected)} is expected.`
      : say`This is not JSON: ${own(error.expected)} is expected here.`,
    help: help(text, error.offset),
    path: [],
    part: "value",
    span,
  };
}

function help(text: string, offset: number) {
  const c = text[offset];
  const before = text.slice(0, offset).trimEnd().at(-1);
  if (before === "," && (c === "}" || c === "]")) return say`Delete the comma before ${own(c)}: the last entry has none after it.`;
  if (c === "/" || c === "#") return say`JSON has no comments: delete this one, or save the roster as YAML (.yaml).`;
  if (c === "'") return say`Use double quotes instead of single ones.`;
  if (c === undefined) return say`Something was opened and not closed: add what is missing at the end.`;
  if (c === '"')
    return say`Look for a comma missing before this, a quotation mark missing after it, or a line break or backslash inside it.`;
  return say`Look here and on the line before for a missing comma, bracket or quotation mark.`;
}
