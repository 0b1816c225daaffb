/**
 * The hand-written scan of JSON text: `JSON.parse` gives the values, this gives what it keeps to itself: places, duplicate
 * keys, and the spelling of numbers. Except for `findSyntaxError` every function takes text that `JSON.parse` accepted.
 */
const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const BACKSLASH = 92;
const OPEN_ARRAY = 91;
const CLOSE_ARRAY = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;

/**
 * The offsets of all colons that follow a quotation mark. The colon of every key is among them; a string such as `":"` may
 * hold one more. So if there are as many as the parsed value has members, they are those of the keys, and no key stands
 * twice. The engine's own search makes this a small part of what it takes to look at every character.
 */
export function keyColons(text: string): Int32Array {
  // A member takes at least four characters; what is not written to takes no memory.
  const found = new Int32Array(text.length >> 2);
  let count = 0;
  for (let colon = text.indexOf(":"); colon >= 0; colon = text.indexOf(":", colon + 1)) {
    if (text.charCodeAt(skipSpaceBack(text, colon)) === QUOTE) found[count++] = colon;
  }
  return found.subarray(0, count);
}

/** The key before a colon, and the value after it. */
export function memberAt(text: string, colon: number): Member {
  const keyEnd = skipSpaceBack(text, colon) + 1;
  const keyStart = stringStart(text, keyEnd);
  return { key: stringValue(text, keyStart, keyEnd), keyStart, keyEnd, start: skipSpace(text, colon + 1) };
}

/** The offset of the `{` of the mapping whose first key's colon is at an offset. */
export function mappingAt(text: string, firstColon: number): number {
  return skipSpaceBack(text, stringStart(text, skipSpaceBack(text, firstColon) + 1));
}

/** A member of an object or an element of an array, in which `key` is null: where its key stands and its value starts. */
export interface Member {
  readonly key: string | null;
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly start: number;
}

/** The children of the array or object whose bracket is at `offset`, in the order of the text. */
export function children(text: string, offset: number): Member[] {
  const found: Member[] = [];
  const inObject = text.charCodeAt(offset) === OPEN_OBJECT;
  let i = skipSpace(text, offset + 1);
  while (text.charCodeAt(i) !== CLOSE_OBJECT && text.charCodeAt(i) !== CLOSE_ARRAY) {
    let key: string | null = null;
    const keyStart = i;
    let keyEnd = i;
    if (inObject) {
      keyEnd = stringEnd(text, i);
      key = stringValue(text, i, keyEnd);
      i = skipSpace(text, skipSpace(text, keyEnd) + 1);
    }
    found.push({ key, keyStart, keyEnd, start: i });
    i = skipSpace(text, valueEnd(text, i));
    if (text.charCodeAt(i) === COMMA) i = skipSpace(text, i + 1);
  }
  return found;
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

/** The offset of the last character before an offset that is not white space. */
function skipSpaceBack(text: string, end: number): number {
  let i = end - 1;
  while (isSpace(text.charCodeAt(i))) i--;
  return i;
}

/** The offset of the quotation mark that opens the string that ends at an offset. */
function stringStart(text: string, end: number): number {
  for (let i = text.lastIndexOf('"', end - 2); ; i = text.lastIndexOf('"', i - 1)) {
    let backslashes = 0;
    while (text.charCodeAt(i - 1 - backslashes) === BACKSLASH) backslashes++;
    if (backslashes % 2 === 0) return i;
  }
}

/** What the scalar between two offsets says: a string's characters, or a number as it is spelt. */
export function scalarText(text: string, start: number, end: number): string {
  return text.charCodeAt(start) === QUOTE ? stringValue(text, start, end) : text.slice(start, end);
}

/** The string between two offsets, without its quotation marks. */
function stringValue(text: string, start: number, end: number): string {
  const inside = text.slice(start + 1, end - 1);
  return inside.includes("\\") ? JSON.parse(text.slice(start, end)) : inside;
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
