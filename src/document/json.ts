import { say, trusted } from "../message.ts";
import { type Document, type Path, type Problem, type Span, type Token, valueAt } from "./document.ts";
import {
  children,
  findSyntaxError,
  isContainer,
  keyColons,
  type Member,
  mappingAt,
  memberAt,
  scalarText,
  skipSpace,
  valueEnd,
} from "./json-scan.ts";
import { duplicateKey, loneSurrogates, MAX_DEPTH, MAX_PROBLEMS, syntaxError, tooDeep, unreadable } from "./problems.ts";
import { isMapping } from "./untyped.ts";

/** Reads JSON text as one document. `JSON.parse` makes the values; places are found in the text on demand. */
export function readJson(text: string): Document {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return unreadable(text, 0, syntaxProblem(text));
  }
  const census = new Census(value);
  if (census.isTooDeep) return unreadable(text, 0, tooDeep({ start: 0, end: 1 }));
  const colons = keyColons(text);
  const isExact = colons.length === census.members;
  const document = new JsonDocument(text, value, isExact && census.isInOrder ? { ...census, colons } : null);
  return Object.assign(document, { problems: [...(isExact ? [] : duplicateKeys(text)), ...loneSurrogates(document)] });
}

/** Counts the members of all objects in a parsed value, in the order of the text; makes its numbers finite on the way. */
class Census {
  members = 0;
  isTooDeep = false;
  /** Whether the engine lists members as the text has them: not so where a key is a number. */
  isInOrder = true;
  /** How many members stand before each member of the root. */
  readonly sections = new Map<string, number>();
  /** For each list directly in the root, by its key: how many members stand before each of its entries. */
  readonly entries = new Map<string, readonly number[]>();

  constructor(root: unknown) {
    if (typeof root === "object" && root !== null) this.#count(root, 0);
  }

  /** Counts in an object or list that is so deep; scalars are not worth a call. */
  #count(value: object, depth: number): void {
    if (depth >= MAX_DEPTH) this.isTooDeep = true;
    else if (Array.isArray(value)) {
      for (let i = 0; i < value.length; i++) {
        const item: unknown = value[i];
        if (typeof item === "object" && item !== null) this.#count(item, depth + 1);
        else if (isInfinite(item)) value[i] = largest(item);
      }
    } else this.#countMapping(value as Record<string, unknown>, depth);
  }

  #countMapping(mapping: Record<string, unknown>, depth: number): void {
    for (const key in mapping) {
      const member = mapping[key];
      if (depth === 0) this.sections.set(key, this.members);
      this.members++;
      if (key.charCodeAt(0) <= NINE) this.isInOrder = false;
      if (typeof member === "object" && member !== null) {
        if (depth === 0 && Array.isArray(member)) this.entries.set(key, this.#countEntries(member));
        else this.#count(member, depth + 1);
      } else if (isInfinite(member)) mapping[key] = largest(member);
    }
  }

  #countEntries(entries: readonly unknown[]): number[] {
    return entries.map((entry) => {
      const before = this.members;
      if (typeof entry === "object" && entry !== null) this.#count(entry, 2);
      return before;
    });
  }
}

const NINE = 57;

/** What is too large to count with may still be an id, which is taken as it is written. */
function isInfinite(value: unknown): value is number {
  return value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY;
}

function largest(value: number): number {
  return Math.sign(value) * Number.MAX_VALUE;
}

/** Where all keys stand, for finding a place without a look at all that is before it. */
interface KeyIndex extends Pick<Census, "sections" | "entries"> {
  /** The offset of the colon of each key, in order. */
  readonly colons: Int32Array;
}

class JsonDocument implements Document {
  readonly index = 0;
  readonly readable = true;
  readonly problems: readonly Problem[] = [];
  readonly text: string;
  readonly value: unknown;
  readonly #keys: KeyIndex | null;
  readonly #root: Member;
  /** The last containers whose children were asked for, by their offset: look-ups come in runs, with most of the way in common. */
  readonly #recent = new Map<number, Children>();

  constructor(text: string, value: unknown, keys: KeyIndex | null) {
    this.text = text;
    this.value = value;
    this.#keys = keys;
    const start = skipSpace(text, 0);
    this.#root = { key: null, keyStart: start, keyEnd: start, start };
  }

  locate(path: Path, part: "key" | "value"): Span {
    const { key, keyStart, keyEnd, start } = this.#find(path);
    return part === "key" && key !== null ? { start: keyStart, end: keyEnd } : { start, end: valueEnd(this.text, start) };
  }

  spelling(path: Path): string {
    const { start, end } = this.locate(path, "value");
    return this.text.slice(start, end);
  }

  *tokens(path: Path): Iterable<Token> {
    if (valueAt(this.value, path) !== undefined) yield* this.#tokensOf(this.#find(path), path);
  }

  *#tokensOf({ key, keyStart, keyEnd, start }: Member, at: Path): Iterable<Token> {
    if (key !== null) yield { path: at, part: "key", text: key, start: keyStart, end: keyEnd };
    if (!isContainer(this.text, start)) {
      const end = valueEnd(this.text, start);
      yield { path: at, part: "value", text: scalarText(this.text, start, end), start, end };
      return;
    }
    let i = 0;
    for (const inner of children(this.text, start)) yield* this.#tokensOf(inner, [...at, inner.key ?? i++]);
  }

  /** The member or element at `path`, or the last one on the way to it that exists. */
  #find(path: Path): Member {
    const indexed = this.#indexed(path);
    let found = indexed?.member ?? this.#root;
    for (let depth = indexed?.depth ?? 0; depth < path.length; depth++) {
      const next = this.#child(found.start, path[depth] as string | number);
      if (next === undefined) break;
      found = next;
    }
    return found;
  }

  /**
   * What the index of keys knows of the way to `path`: an entry of a list in the root if it is a mapping with any key
   * (two steps), else a member of the root (one).
   */
  #indexed([section, i]: Path): { member: Member; depth: number } | undefined {
    if (this.#keys === null || typeof section !== "string") return undefined;
    const { sections, entries, colons } = this.#keys;
    const entry = typeof i === "number" ? valueAt(this.value, [section, i]) : undefined;
    if (typeof i === "number" && isMapping(entry) && Object.keys(entry).length > 0) {
      const before = entries.get(section)?.[i] as number;
      const start = mappingAt(this.text, colons[before] as number);
      return { member: { key: null, keyStart: start, keyEnd: start, start }, depth: 2 };
    }
    const before = sections.get(section);
    return before === undefined ? undefined : { member: memberAt(this.text, colons[before] as number), depth: 1 };
  }

  #child(container: number, step: string | number): Member | undefined {
    if (!isContainer(this.text, container)) return undefined;
    const recent = this.#recent.get(container) ?? new Children(children(this.text, container));
    // The least recently used one, which is the first, makes room.
    if (!this.#recent.delete(container) && this.#recent.size === MAX_RECENT)
      this.#recent.delete(this.#recent.keys().next().value as number);
    this.#recent.set(container, recent);
    return recent.at(step);
  }
}

const MAX_RECENT = 32;

/** The children of a container, to be found by key or position. */
class Children {
  readonly #all: readonly Member[];
  #byKey: ReadonlyMap<string | null, Member> | null = null;

  constructor(all: readonly Member[]) {
    this.#all = all;
  }

  at(step: string | number): Member | undefined {
    if (typeof step === "number") return this.#all[step];
    if (this.#all.length < MANY) return this.#all.findLast((child) => child.key === step);
    // Of a key that stands twice the last one has the value, as in JSON.parse.
    this.#byKey ??= new Map(this.#all.map((child) => [child.key, child]));
    return this.#byKey.get(step);
  }
}

/** From so many children on they are found by a map. */
const MANY = 16;

function duplicateKeys(text: string): Problem[] {
  const problems: Problem[] = [];
  const visit = (container: number, path: Path): void => {
    const seen = new Set<string>();
    let i = 0;
    for (const child of children(text, container)) {
      const at = [...path, child.key ?? i++];
      if (problems.length > MAX_PROBLEMS) return;
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
  return syntaxError({
    message: atEnd
      ? say`The file ends where ${trusted(error.expected)} is expected.`
      : say`This is not JSON: ${trusted(error.expected)} is expected here.`,
    help: help(text, error.offset),
    path: [],
    part: "value",
    span,
  });
}

function help(text: string, offset: number) {
  const c = text[offset];
  const before = text.slice(0, offset).trimEnd().at(-1);
  if (before === "," && (c === "}" || c === "]")) return say`Delete the comma before ${trusted(c)}: the last entry has none after it.`;
  if (c === "/" || c === "#") return say`JSON has no comments: delete this one, or save the file as YAML (.yaml).`;
  if (c === "'") return say`Use double quotes instead of single ones.`;
  if (c !== undefined && "“”„«»‘’".includes(c)) return say`Use straight double quotes (") instead of curly ones.`;
  if (c === undefined) return say`Something was opened and not closed: add what is missing at the end.`;
  if (c === '"')
    return say`Look for a comma missing before this, a quotation mark missing after it, or a line break or backslash inside it.`;
  return say`Look here and on the line before for a missing comma, bracket or quotation mark.`;
}
