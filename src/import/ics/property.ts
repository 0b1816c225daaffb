/** One line of a calendar as a property: `ATTENDEE;CN="Doe, Ann":mailto:ann@example.org`. */

export interface Property {
  /** 1-based. */
  readonly line: number;
  /** In upper case. */
  readonly name: string;
  /** Values by name in upper case. */
  readonly parameters: ReadonlyMap<string, readonly string[]>;
  readonly value: string;
}

const NAME = /[A-Za-z0-9-]+/y;

/** Reads a line; null if it is not a property. */
export function readProperty(text: string, line: number): Property | null {
  const name = matchAt(NAME, text, 0);
  if (name === null) return null;
  const parameters = new Map<string, readonly string[]>();
  let at = name.length;
  while (text[at] === ";") {
    const key = matchAt(NAME, text, at + 1);
    if (key === null || text[at + 1 + key.length] !== "=") return null;
    at += 1 + key.length;
    const values: string[] = [];
    do {
      const read = readValue(text, at + 1);
      if (read === null) return null;
      values.push(read.value);
      at = read.end;
    } while (text[at] === ",");
    parameters.set(key.toUpperCase(), values);
  }
  return text[at] === ":" ? { line, name: name.toUpperCase(), parameters, value: text.slice(at + 1) } : null;
}

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

const BARE = /[^",;:]*/y;
/** Some programs forget the quotation marks around `(UTC-05:00) Eastern Time (US & Canada)`. */
const BARE_ZONE = /\((?:UTC|GMT)[^")]*\)[^",;:]*/y;

/** The value of a parameter, quoted or not; null if its quotation mark is not closed. */
function readValue(text: string, at: number): { readonly value: string; readonly end: number } | null {
  if (text[at] === '"') {
    const end = text.indexOf('"', at + 1);
    return end < 0 ? null : { value: withoutCarets(text.slice(at + 1, end)), end: end + 1 };
  }
  const value = matchAt(BARE_ZONE, text, at) ?? matchAt(BARE, text, at) ?? "";
  return { value: withoutCarets(value), end: at + value.length };
}

const CARETS: Readonly<Record<string, string>> = { "^^": "^", "^n": "\n", "^'": '"' };

function withoutCarets(value: string): string {
  return value.includes("^") ? value.replace(/\^[\^n']/g, (caret) => CARETS[caret] as string) : value;
}

/** The text of a property: `\n`, `\,`, `\;` and `\\` stand for a line break and the characters themselves. */
export function textOf(value: string): string {
  return value.replace(/\\([nN,;:"\\])/g, (_, escaped: string) => (escaped === "n" || escaped === "N" ? "\n" : escaped));
}

/** The values of a list: commas separate them, unless escaped. */
export function listOf(value: string): string[] {
  const values: string[] = [];
  let start = 0;
  for (let at = 0; at <= value.length; at++) {
    if (value[at] === "\\" && at + 1 < value.length) at++;
    else if (at === value.length || value[at] === ",") {
      values.push(textOf(value.slice(start, at)).trim());
      start = at + 1;
    }
  }
  return values;
}
