/** Finds syntax errors in JSON. */
const COMMA = 44;
const COLON = 58;
const OPEN_ARRAY = 91;
const CLOSE_ARRAY = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;
const QUOTE = 34;
const BACKSLASH = 92;
const FIRST_PRINTABLE = 32;

/** A syntax error: the expected token and the offset. */
export interface SyntaxFault {
  readonly offset: number;
  readonly expected: string;
  /** The offset of the innermost open bracket; null outside all brackets. */
  readonly opened: number | null;
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const WORD = /true|false|null/y;

/** The first syntax error; null for valid JSON. `JSON.parse` is not enough: its message quotes the text and depends on the engine. */
export function findSyntaxError(text: string): SyntaxFault | null {
  const open: number[] = [];
  const starts: number[] = [];
  let i = skipSpace(text, 0);
  let expects: "value" | "value or ]" | "key" | "key or }" | "colon" | "comma or end" = "value";
  const fail = (expected: string): SyntaxFault => ({ offset: i, expected, opened: starts.at(-1) ?? null });
  const pop = () => [open.pop(), starts.pop()];
  for (;;) {
    i = skipSpace(text, i);
    const c = text.charCodeAt(i);
    const inside = open.at(-1);
    if (expects === "comma or end") {
      if (inside === undefined) return i < text.length ? fail("the end of the file") : null;
      const close = inside === OPEN_OBJECT ? CLOSE_OBJECT : CLOSE_ARRAY;
      if (c === close) pop();
      else if (c === COMMA) expects = inside === OPEN_OBJECT ? "key" : "value";
      else return fail(`a comma or ${inside === OPEN_OBJECT ? "}" : "]"}`);
      i++;
    } else if (expects === "colon") {
      if (c !== COLON) return fail("a colon");
      expects = "value";
      i++;
    } else if ((expects === "key or }" && c === CLOSE_OBJECT) || (expects === "value or ]" && c === CLOSE_ARRAY)) {
      pop();
      expects = "comma or end";
      i++;
    } else if (expects === "key" || expects === "key or }") {
      const end = stringEnd(text, i);
      if (end === null) return fail(expects === "key" ? 'a key in "quotes"' : 'a key in "quotes" or }');
      expects = "colon";
      i = end;
    } else if (c === OPEN_OBJECT || c === OPEN_ARRAY) {
      open.push(c);
      starts.push(i);
      expects = c === OPEN_OBJECT ? "key or }" : "value or ]";
      i++;
    } else {
      const end = stringEnd(text, i) ?? tokenEnd(NUMBER, text, i) ?? tokenEnd(WORD, text, i);
      if (end === null) return fail(expects === "value" ? "a value" : "a value or ]");
      expects = "comma or end";
      i = end;
    }
  }
}

/** The offset of the next character other than white space. */
function skipSpace(text: string, start: number): number {
  let i = start;
  while (" \n\r\t".includes(text[i] ?? "x")) i++;
  return i;
}

/** Without a pattern: the engine would keep a step for each character of a string that is not closed, and fail for a long one. */
function stringEnd(text: string, at: number): number | null {
  if (text.charCodeAt(at) !== QUOTE) return null;
  for (let i: number | null = at + 1; i !== null && i < text.length; ) {
    const c = text.charCodeAt(i);
    if (c === QUOTE) return i + 1;
    if (c < FIRST_PRINTABLE) return null;
    i = c === BACKSLASH ? tokenEnd(ESCAPE, text, i) : i + 1;
  }
  return null;
}

function tokenEnd(token: RegExp, text: string, at: number): number | null {
  token.lastIndex = at;
  return token.test(text) ? token.lastIndex : null;
}
