/** What a person probably did where YAML's parser gives up, told by the shape of the lines. No text of such a file is shown. */
import type { ErrorCode } from "yaml";
import { count, type Message, say, trusted } from "../message.ts";
import type { Span } from "./document.ts";
import { visible } from "./special-characters.ts";

export interface Hint {
  readonly message: Message;
  readonly help: Message;
  readonly span: Span;
}

/** More lines than this above the place are not looked at. */
const MAX_LINES = 1_000;

/** A line without its line break, with quoted text and comments blanked out: shape is all that is looked at. */
interface Line {
  readonly number: number;
  /** Where it starts in the file. */
  readonly start: number;
  readonly text: string;
  /** How many spaces it is indented by. */
  readonly indent: number;
}

/** A hint about a syntax error, or null if nothing better than the parser's own finding can be said. */
export function syntaxHint(text: string, code: ErrorCode, offset: number): Hint | null {
  const lines = linesAround(text, offset);
  const line = lines.at(-1);
  if (line === undefined) return null;
  const above = lines.slice(0, -1);
  const at = Math.max(0, offset - line.start);
  return specialSpace(line) ?? unclosed(text, lines, code) ?? byCode(line, above, at, code, text);
}

function byCode(line: Line, above: readonly Line[], at: number, code: ErrorCode, text: string): Hint | null {
  switch (code) {
    case "MULTILINE_IMPLICIT_KEY":
      return idWithoutKey(line, nextLine(text, line)) ?? notAKey(line);
    case "BLOCK_IN_FLOW":
      return missingComma(line, at);
    case "UNEXPECTED_TOKEN":
      return unexpected(line, at, text);
    case "BAD_SCALAR_START":
      return specialStart(line, at);
    case "BLOCK_AS_IMPLICIT_KEY":
      return (
        missingColon(line) ??
        dash(line, above) ??
        severalKeys(line, at) ??
        colonInText(line, at) ??
        indentation(nextLine(text, line) ?? line, [...above, line]) ??
        null
      );
    case "BAD_INDENT":
    case "MISSING_CHAR":
      return missingColon(line) ?? missingCommaBeforeBrace(line) ?? dash(line, above) ?? indentation(line, above);
    default:
      return null;
  }
}

/** A space that YAML does not read as one, from word processors and web pages. */
function specialSpace(line: Line): Hint | null {
  const at = line.text.search(/[\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff]/);
  if (at < 0) return null;
  const message = say`YAML does not read ${trusted(visible(line.text, at))} as a space.`;
  return hint(line, at, message, say`Delete it and type a space. Text copied from a document or web page often has such spaces.`);
}

const OPEN = "[{";
const CLOSE = "]}";

/** A quotation mark or bracket that is opened and not closed, or closed by another one. */
function unclosed(text: string, lines: readonly Line[], code: ErrorCode): Hint | null {
  if (!UNCLOSED.has(code)) return null;
  const quoted = code === "MISSING_CHAR" ? lines.find((line) => openQuote(line) >= 0) : undefined;
  if (quoted !== undefined) {
    const message = say`The quotation mark that opens here is not closed on this line.`;
    return hint(quoted, openQuote(quoted), message, say`Close it with the same quotation mark.`);
  }
  const open: { line: Line; at: number }[] = [];
  const last = lines.at(-1) as Line;
  for (let line: Line | null = lines[0] ?? null, n = 0; line !== null; n++) {
    for (let at = 0; at < line.text.length; at++) {
      const c = line.text[at] as string;
      if (OPEN.includes(c) && (open.length > 0 || startsValue(line.text, at))) open.push({ line, at });
      else if (CLOSE.includes(c) && open.length > 0) {
        const opened = open.pop() as { line: Line; at: number };
        const bracket = opened.line.text[opened.at] as string;
        if (OPEN.indexOf(bracket) === CLOSE.indexOf(c)) continue;
        const message = say`\`${trusted(c)}\` closes a \`${trusted(bracket)}\`.`;
        return hint(line, at, message, say`Close \`[\` with \`]\`, and \`{\` with \`}\`.`);
      }
    }
    // Beyond the error it matters only whether what is open there is closed at all.
    if (line.number >= last.number && open.length === 0) return null;
    line = lines[n + 1] ?? (n < MAX_LINES ? nextLine(text, line) : null);
  }
  const [first] = open;
  if (first === undefined || first.line.number > last.number) return null;
  const bracket = first.line.text[first.at] as string;
  const closing = CLOSE[OPEN.indexOf(bracket)] as string;
  const message = say`The \`${trusted(bracket)}\` that opens here is not closed.`;
  const end = text.indexOf("\n", last.start);
  const raw = text.slice(first.line.start + first.at, end < 0 ? undefined : end);
  if (/[^\n]\s#/.test(raw))
    return hint(
      first.line,
      first.at,
      message,
      say`A # after a space begins a comment, which runs to the end of the line. Put text with a # in quotes.`,
    );
  return hint(first.line, first.at, message, say`Add \`${trusted(closing)}\` where the list or mapping ends.`);
}

const UNCLOSED = new Set<ErrorCode>(["BAD_INDENT", "MISSING_CHAR", "BLOCK_AS_IMPLICIT_KEY"]);

/** Where a quotation mark opens that the line does not close, or -1. Closed ones are blanked out already. */
function openQuote({ text }: Line): number {
  const match = /(?:^|[\s[{,:-])(["'])/.exec(text);
  return match === null ? -1 : match.index + match[0].length - 1;
}

function startsValue(text: string, at: number): boolean {
  return /(?:^|[:\-,[{]|- )\s*$/.test(text.slice(0, at));
}

/** An entry of a list whose dash is missing, is no dash, has no space after it, or stands in another column than the others. */
function dash(line: Line, above: readonly Line[]): Hint | null {
  const start = line.text.slice(line.indent);
  if (/^[–—−‐•‣·▪●○◦*+]\s*[\p{L}\d]/u.test(start)) {
    return hint(line, line.indent, say`This line does not start with a plain hyphen.`, ENTRY);
  }
  if (/^-[\p{L}\d]/u.test(start) && above.some((other) => isEntry(other) && other.indent === line.indent)) {
    return hint(line, line.indent, say`A space is missing after this hyphen.`, ENTRY);
  }
  const list = above.findLast(isEntry);
  if (list === undefined) return null;
  if (isEntry(line) && line.indent > list.indent && !above.at(-1)?.text.trimEnd().endsWith(":")) return otherColumn(line, list);
  if (line.indent > list.indent) return null;
  if (isEntry(line) && line.indent < list.indent && !above.some((other) => isEntry(other) && other.indent === line.indent)) {
    return otherColumn(line, list);
  }
  if (line.indent === list.indent && line.indent > 0 && !isEntry(line)) {
    return hint(
      line,
      line.indent,
      say`A hyphen is missing: this line is in the column of the hyphens above.`,
      say`To start an entry, write a hyphen before it. To continue the entry above, indent it by ${line.indent + 2}. To start a section, remove the indentation.`,
    );
  }
  return null;
}

function otherColumn(line: Line, list: Line): Hint {
  const message = say`This hyphen is indented by ${trusted(count(line.indent, "space"))}, those of the list above by ${list.indent}.`;
  return hint(line, line.indent, message, say`Indent all entries of a list equally.`);
}

const ENTRY = say`Write a hyphen and a space before the first key of an entry, like this: - id: NAME`;

function isEntry({ text, indent }: Line): boolean {
  return /^-(?:\s|$)/.test(text.slice(indent));
}

/** A line that should be a key with a value and is not. */
function notAKey(line: Line): Hint | null {
  const text = line.text.trimEnd();
  const glued = /^[\s-]*[\w-]+(:)\S/.exec(text);
  if (glued !== null) {
    return hint(line, text.indexOf(":"), say`A space is missing after this colon.`, say`Write a space between the colon and the value.`);
  }
  if (text.includes(":")) return null;
  if (/^[\s-]*[\w-]+\s*=/.test(text)) {
    const message = say`This is an equals sign, not a colon.`;
    return hint(line, text.indexOf("="), message, say`Write the key, a colon, a space and the value.`);
  }
  const message = say`A colon is missing in this line.`;
  return hint(line, line.indent, message, say`Write a colon after the key. A comment starts with #.`);
}

/** An entry that is an id alone and has keys below it: `- ortiz`, and `from: "18:30"` in the next line. */
function idWithoutKey(line: Line, next: Line | null): Hint | null {
  const isId = isEntry(line) && !/[:=[\]{},]/.test(line.text);
  if (!isId || next === null || next.indent <= line.indent || !/^[\w-]+:(?:\s|$)/.test(next.text.slice(next.indent))) return null;
  const at = line.text.search(/[^\s-]/);
  return hint(line, at, say`The key of this id is missing.`, say`Write the id with its key: - id: ID`);
}

/** Inside brackets a key with its list or mapping right behind it: `{ id: lee, roles [therapist] }`. */
function missingColon(line: Line): Hint | null {
  const match = /[{,]\s*[\w-]+(\s+)\[/.exec(line.text);
  if (match === null) return null;
  const at = match.index + match[0].length - 1 - (match[1] as string).length;
  return hint(line, at, say`A colon is missing after this key.`, say`Write a colon and a space between the key and its value.`);
}

/** An entry and a mapping with no comma between them: `[lee { id: ortiz }]`. */
function missingCommaBeforeBrace(line: Line): Hint | null {
  const match = /[[,]\s*[^\s,:[\]{}]+\s+\{/.exec(line.text) ?? /\}\s*\{/.exec(line.text);
  if (match === null) return null;
  const at = match.index + match[0].length - 1;
  return hint(line, at, say`A comma is missing before this brace.`, say`Write a comma between the entries inside brackets.`);
}

/** Several keys of an entry on one line that is in no braces: `- id: lee, roles: [therapist]`. */
function severalKeys(line: Line, at: number): Hint | null {
  const rest = line.text.slice(at);
  if (!isEntry(line) || !/^[^\s"'[\]{}:,]+,?\s+[a-zA-Z]+:\s/.test(rest)) return null;
  const message = say`Several keys are on one line without braces.`;
  return hint(line, at, message, say`Write them in braces with commas between them, like this: - { id: ID, kind: group }`);
}

/** Two entries in brackets on one line with no comma between them. */
function missingComma(line: Line, at: number): Hint | null {
  for (const match of line.text.matchAll(/[\w-]+:\s+(?:[^\s,{}[\]]+|\[[^\]]*\])\s+(?=[\w-]+:\s)/g)) {
    const next = match.index + match[0].length;
    if (next > at)
      return hint(line, next, say`A comma is missing before this key.`, say`Write a comma between the entries inside brackets.`);
  }
  return null;
}

function unexpected(line: Line, at: number, text: string): Hint | null {
  const rest = line.text.slice(at);
  const [c = ""] = rest;
  if (CLOSE.includes(c) && c !== "")
    return hint(line, at, say`This \`${trusted(c)}\` closes nothing.`, say`Delete it, or open what it should close.`);
  if (/^-\s/.test(rest)) {
    const message = say`A list with dashes cannot start on the line of its key.`;
    return hint(line, at, message, say`Start it on the next line, or write it in brackets: [ID, ID]`);
  }
  const before = line.text.slice(0, at).trimEnd();
  const quote = text[line.start + before.length - 1] ?? "";
  const isAfterQuotes = `"'`.includes(quote);
  if (!isAfterQuotes && !CLOSE.includes(quote)) return null;
  if (quote === "'" && at === before.length && /^[\p{L}\d]/u.test(rest)) {
    const message = say`An apostrophe ends this text, because it starts with a single quotation mark.`;
    return hint(line, at, message, say`Put the text in double quotes, such as: "O'Brien"`);
  }
  if (isInBrackets(before) && /^[^\s,\]}]/.test(rest)) {
    const message = say`A comma is missing here.`;
    return hint(line, at, message, say`Write a comma between the entries inside brackets and braces.`);
  }
  if (isAfterQuotes) {
    const message = say`Text follows the closing quotation mark.`;
    return hint(line, at, message, say`Put the whole text in one pair of quotes, or remove the quotes.`);
  }
  const message = say`Text follows the closing bracket.`;
  return hint(line, at, message, say`Delete it. If it is a comment, write # and a space before it.`);
}

/** Whether more brackets open than close in the start of a line. */
function isInBrackets(start: string): boolean {
  let depth = 0;
  for (const c of start) depth += OPEN.includes(c) ? 1 : CLOSE.includes(c) ? -1 : 0;
  return depth > 0;
}

/** Characters with which YAML lets no plain text start. */
function specialStart(line: Line, at: number): Hint | null {
  const c = line.text[at] ?? "";
  if (!"@`%&*!|>".includes(c) || c === "") return null;
  const what = c === "`" ? "a backtick" : `\`${c}\``;
  return hint(line, at, say`Text that starts with ${trusted(what)} needs quotes.`, say`Put the whole text in "quotes".`);
}

/** A value with a colon and a space in it, which look like a key within the value. */
function colonInText(line: Line, at: number): Hint | null {
  const rest = line.text.slice(at);
  if (at === line.indent || !/^[^"'[{]*[^\s"'[{]:\s/.test(rest)) return null;
  const message = say`This text has a colon and a space, so it looks like a key with a value.`;
  return hint(line, at, message, say`Put the whole text in "quotes".`);
}

/** A line indented like none of those that it could belong to. */
function indentation(line: Line, above: readonly Line[]): Hint | null {
  const columns = new Set<number>();
  let outer = Number.POSITIVE_INFINITY;
  for (const other of [...above].reverse()) {
    if (other.number >= line.number) continue;
    const inside = isEntry(other) ? other.indent + (/^-\s*/.exec(other.text.slice(other.indent))?.[0].length ?? 0) : other.indent;
    if (inside < outer || other.indent < outer) {
      columns.add(inside);
      columns.add(other.indent);
      outer = Math.min(outer, other.indent);
    }
    if (outer === 0) break;
  }
  if (columns.size === 0 || columns.has(line.indent)) return null;
  const nearest = [...columns].sort((a, b) => Math.abs(a - line.indent) - Math.abs(b - line.indent) || b - a)[0] as number;
  return hint(
    line,
    line.indent,
    say`This line is indented by ${trusted(count(line.indent, "space"))}, unlike the lines above.`,
    say`Indent it by ${nearest} to match the line above.`,
  );
}

function hint(line: Line, at: number, message: Message, help: Message): Hint {
  return { message, help, span: { start: line.start + at, end: line.start + at + 1 } };
}

/** The lines above the place of an error that are not blank, and last the line it is about: its own, or the next that is not blank. */
function linesAround(text: string, offset: number): Line[] {
  const at = Math.min(offset, text.length);
  const first = startOf(text, at, MAX_LINES);
  const lines: Line[] = [];
  let number = 0;
  for (let start = first; start <= text.length; number++) {
    const end = text.indexOf("\n", start);
    const line = lineAt(text, start, end < 0 ? text.length : end, number);
    if (line !== null) lines.push(line);
    if (end < 0 || (line !== null && end >= at)) break;
    start = end + 1;
  }
  return lines;
}

function startOf(text: string, at: number, most: number): number {
  let start = at;
  for (let i = 0; i < most && start > 0; i++) start = text.lastIndexOf("\n", start - 2) + 1;
  return start;
}

function nextLine(text: string, { start, number }: Line): Line | null {
  let from = text.indexOf("\n", start) + 1;
  for (let n = number + 1; from > 0 && n < number + MAX_LINES; n++) {
    const end = text.indexOf("\n", from);
    const line = lineAt(text, from, end < 0 ? text.length : end, n);
    if (line !== null || end < 0) return line;
    from = end + 1;
  }
  return null;
}

/** Longer lines are looked at in part. */
const MAX_LENGTH = 2_000;

function lineAt(text: string, start: number, end: number, number: number): Line | null {
  const raw = text.slice(start, Math.min(end, start + MAX_LENGTH)).replace(/\r$/, "");
  const shape = raw.replace(/"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'/g, (quoted) => "x".repeat(quoted.length)).replace(/(^|\s)#.*$/, "$1");
  if (shape.trim() === "") return null;
  return { number, start, text: shape, indent: shape.search(/[^ ]/) };
}
