/**
 * The hand-written scan of JSON text: `JSON.parse` gives the values, this gives what it keeps to itself: places, duplicate
 * keys, and the spelling of numbers. Except for `findSyntaxError` every function takes text that `JSON.parse` accepted.
 */
import type { Span } from "./document.ts";

const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const BACKSLASH = 92;
const OPEN_ARRAY = 91;
const CLOSE_ARRAY = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;

/** What one pass over the whole text finds. */
export interface Outline {
  /** `"key": value` pairs in all objects: more than the parsed value has means that a key stands twice. */
  readonly members: number;
  /** How deep arrays and objects are nested. */
  readonly depth: number;
  /** The root value's range. */
  readonly root: Span;
  /** If the root is an object: its members, the long ones among them. */
  readonly rootMembers: readonly Child[];
  /** For an array directly in the root object, by the offset of its `[`: the offset of each element. */
  readonly elements: ReadonlyMap<number, readonly number[]>;
}

/** One pass over the text: counts members, measures depth, and notes where the root's members and their elements stand. */
export function outline(text: string): Outline {
  const elements = new Map<number, number[]>();
  const rootMembers: Child[] = [];
  const rootStart = skipSpace(text, 0);
  const inObject = text.charCodeAt(rootStart) === OPEN_OBJECT;
  let starts: number[] | null = null;
  let members = 0;
  let depth = 0;
  let deepest = 0;
  let expectsElement = false;
  let keyStart = -1;
  let keyEnd = -1;
  let valueStart = -1;
  let lastEnd = rootStart;
  for (let i = rootStart; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c <= 32) continue;
    const start = i;
    if (expectsElement && depth === 2 && c !== CLOSE_ARRAY) {
      starts?.push(i);
      expectsElement = false;
    }
    if (c === QUOTE) i = stringEnd(text, i) - 1;
    if (depth === 1 && inObject) {
      if ((c === COMMA || c === CLOSE_OBJECT) && valueStart >= 0) {
        rootMembers.push({ key: JSON.parse(text.slice(keyStart, keyEnd)), keyStart, keyEnd, start: valueStart, end: lastEnd });
        keyStart = valueStart = -1;
      } else if (c === QUOTE && keyStart < 0) {
        keyStart = start;
        keyEnd = i + 1;
      } else if (c !== COLON && keyStart >= 0 && valueStart < 0) valueStart = start;
    }
    lastEnd = i + 1;
    if (c === COLON) members++;
    else if (c === COMMA) expectsElement = depth === 2 && starts !== null;
    else if (c === OPEN_OBJECT || c === OPEN_ARRAY) {
      depth++;
      if (depth > deepest) deepest = depth;
      if (depth === 2 && c === OPEN_ARRAY) {
        starts = [];
        elements.set(i, starts);
        expectsElement = true;
      }
    } else if (c === CLOSE_OBJECT || c === CLOSE_ARRAY) {
      depth--;
      if (depth === 1) starts = null;
    }
  }
  return { members, depth: deepest, root: { start: rootStart, end: lastEnd }, rootMembers, elements };
}

/** A member of an object or an element of an array; `key` is null in an array. */
export interface Child extends Span {
  readonly key: string | null;
  readonly keyStart: number;
  readonly keyEnd: number;
}

/** The children of the array or object whose bracket is at `offset`, in the order of the text. */
export function* children(text: string, offset: number): Generator<Child> {
  const inObject = text.charCodeAt(offset) === OPEN_OBJECT;
  let i = skipSpace(text, offset + 1);
  while (text.charCodeAt(i) !== CLOSE_OBJECT && text.charCodeAt(i) !== CLOSE_ARRAY) {
    let key: string | null = null;
    const keyStart = i;
    let keyEnd = i;
    if (inObject) {
      keyEnd = stringEnd(text, i);
      key = JSON.parse(text.slice(i, keyEnd)) as string;
      i = skipSpace(text, skipSpace(text, keyEnd) + 1);
    }
    const end = valueEnd(text, i);
    yield { key, keyStart, keyEnd, start: i, end };
    i = skipSpace(text, end);
    if (text.charCodeAt(i) === COMMA) i = skipSpace(text, i + 1);
  }
}

/** Whether an array or object starts at `offset`. */
export function isContainer(text: string, offset: number): boolean {
  const c = text.charCodeAt(offset);
  return c === OPEN_ARRAY || c === OPEN_OBJECT;
}

/** The offset after the value that starts at `start`. */
export function valueEnd(text: string, start: number): number {
  const first = text.charCodeAt(start);
  if (first === QUOTE) return stringEnd(text, start);
  let i = start;
  if (first !== OPEN_ARRAY && first !== OPEN_OBJECT) {
    while (i < text.length && !isDelimiter(text.charCodeAt(i))) i++;
    return i;
  }
  let depth = 0;
  for (; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === QUOTE) i = stringEnd(text, i) - 1;
    else if (c === OPEN_OBJECT || c === OPEN_ARRAY) depth++;
    else if ((c === CLOSE_OBJECT || c === CLOSE_ARRAY) && --depth === 0) return i + 1;
  }
  return i;
}

/** The offset of the next character that is not white space. */
export function skipSpace(text: string, start: number): number {
  let i = start;
  while (isSpace(text.charCodeAt(i))) i++;
  return i;
}

function stringEnd(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === QUOTE) return i + 1;
    if (c === BACKSLASH) i++;
  }
  return text.length;
}

function isSpace(c: number): boolean {
  return c === 32 || c === 10 || c === 13 || c === 9;
}

function isDelimiter(c: number): boolean {
  return isSpace(c) || c === COMMA || c === CLOSE_ARRAY || c === CLOSE_OBJECT || c === COLON;
}

/** Why text is no JSON, and the offset where that shows. */
export interface SyntaxError {
  readonly offset: number;
  readonly expected: string;
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const WORD = /true|false|null/y;

/**
 * The first place where text stops being JSON. The parser's own message is not used: it quotes the text, which may hold
 * a patient's id, and its wording changes between versions of the engine.
 */
export function findSyntaxError(text: string): SyntaxError | null {
  const open: number[] = [];
  let i = skipSpace(text, 0);
  let expects: "value" | "value or ]" | "key" | "key or }" | "colon" | "comma or end" = "value";
  const fail = (expected: string): SyntaxError => ({ offset: i, expected });
  for (;;) {
    i = skipSpace(text, i);
    const c = text.charCodeAt(i);
    const inside = open.at(-1);
    if (expects === "comma or end") {
      if (inside === undefined) return i < text.length ? fail("the end of the file") : null;
      const close = inside === OPEN_OBJECT ? CLOSE_OBJECT : CLOSE_ARRAY;
      if (c === close) open.pop();
      else if (c === COMMA) expects = inside === OPEN_OBJECT ? "key" : "value";
      else return fail(`a comma or ${inside === OPEN_OBJECT ? "}" : "]"}`);
      i++;
    } else if (expects === "colon") {
      if (c !== COLON) return fail("a colon");
      expects = "value";
      i++;
    } else if ((expects === "key or }" && c === CLOSE_OBJECT) || (expects === "value or ]" && c === CLOSE_ARRAY)) {
      open.pop();
      expects = "comma or end";
      i++;
    } else if (expects === "key" || expects === "key or }") {
      const end = tokenEnd(STRING, text, i);
      if (end === null) return fail(expects === "key" ? 'a key in "quotes"' : 'a key in "quotes" or }');
      expects = "colon";
      i = end;
    } else if (c === OPEN_OBJECT || c === OPEN_ARRAY) {
      open.push(c);
      expects = c === OPEN_OBJECT ? "key or }" : "value or ]";
      i++;
    } else {
      const end = tokenEnd(STRING, text, i) ?? tokenEnd(NUMBER, text, i) ?? tokenEnd(WORD, text, i);
      if (end === null) return fail(expects === "value" ? "a value" : "a value or ]");
      expects = "comma or end";
      i = end;
    }
  }
}

function tokenEnd(token: RegExp, text: string, at: number): number | null {
  token.lastIndex = at;
  return token.test(text) ? token.lastIndex : null;
}
