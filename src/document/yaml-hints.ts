/** Recognizes probable mistakes in invalid YAML by the shape of the lines. Messages show no text of the file. */
import type { ErrorCode } from "yaml";
import { count, type Message, say, trusted } from "../message.ts";
import { COLON_IN_TEXT, type Hint, hintAt, inQuotes, insertion, replacement } from "./hint.ts";
import type { Edit } from "./repaired-text.ts";
import { visible } from "./special-characters.ts";
import { bracketSlip, OUR_KEY } from "./yaml-brackets.ts";
import { SYNTAX } from "./yaml-errors.ts";

/** Maximum lines to examine above the error. */
const MAX_LINES = 1_000;

/** A line without its line break, with quoted text and comments blanked out, because only its shape matters. */
interface Line {
  readonly number: number;
  /** The offset of its start. */
  readonly start: number;
  readonly text: string;
  /** The number of spaces before its text. */
  readonly indent: number;
}

/** A hint about a syntax error; null if the parser's error is the best description. */
export function syntaxHint(text: string, code: ErrorCode, offset: number): Hint | null {
  const lines = linesAround(text, offset);
  const line = lines.at(-1);
  if (line === undefined) return null;
  const above = lines.slice(0, -1);
  const at = Math.max(0, offset - line.start);
  return (
    specialSpace(line) ??
    curlyQuote(line) ??
    outdented(text, line, above, nextLine(text, line)) ??
    bracketSlip(text, offset) ??
    byCode(line, above, at, code, text)
  );
}

function byCode(line: Line, above: readonly Line[], at: number, code: ErrorCode, text: string): Hint | null {
  switch (code) {
    case "MULTILINE_IMPLICIT_KEY":
      return idWithoutKey(line, nextLine(text, line)) ?? deeperHyphen(line, above, text) ?? notAKey(line);
    case "UNEXPECTED_TOKEN":
      return unexpected(line, at);
    case "BAD_SCALAR_START":
      return specialStart(line, at);
    case "BLOCK_AS_IMPLICIT_KEY":
      return (
        dash(line, above, text) ??
        severalKeys(line, at) ??
        colonInText(line, at) ??
        indentation(nextLine(text, line) ?? line, [...above, line]) ??
        null
      );
    case "BAD_INDENT":
    case "MISSING_CHAR":
      return dash(line, above, text) ?? missingSpace(line) ?? indentation(line, above);
    case "IMPOSSIBLE":
      return /[\]}]/.test(line.text[at] ?? "") ? hint(line, at, say`This bracket is not indented.`, DEEPER) : null;
    default:
      return null;
  }
}

/**
 * Explains a syntax error that a tab causes, in the indentation of its line or directly before it. Returns null without such a tab,
 * and for a text that is all in brackets, where tabs are allowed.
 */
export function tabHint(text: string, offset: number): Hint | null {
  if (/^\s*[[{]/.test(text)) return null;
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  const before = text.slice(start, offset + 1);
  const indent = (/^[ \t-]*/.exec(before)?.[0] ?? "").indexOf("\t");
  if (indent >= 0) return indentedWithTab(text, start, start + indent);
  const [gap = ""] = /[ \t]+(?=[[{]?[^ \t]?$)/.exec(before.slice(-MAX_GAP)) ?? [];
  const at = text.slice(0, offset + 1).lastIndexOf("\t");
  return gap.includes("\t")
    ? hintAt(at, say`This is a tab. YAML allows only spaces here.`, say`Delete it and type a space.`, replacement(at, " "))
    : null;
}

/** The hint about a tab at `at` in the indentation of the line at `start`. Its edit indents the line like the line above, or like the entries above. */
function indentedWithTab(text: string, start: number, at: number): Hint {
  const [indent = ""] = /^[ \t]*/.exec(text.slice(start, start + MAX_LENGTH)) ?? [];
  const above = linesAround(text, start).filter((line) => line.start < start);
  const last = above.at(-1);
  const entry = text[start + indent.length] === "-" ? above.findLast(isEntry) : undefined;
  const key = Math.max(0, last?.text.search(/[^\s-]/) ?? 0);
  const isFirstEntry = entry !== undefined && last?.text.trimEnd().endsWith(":") === true;
  const isInBrackets = entry === undefined && /[[{,]\s*$/.test(last?.text ?? "");
  const column = isFirstEntry || isInBrackets ? key + 2 : (entry?.indent ?? key);
  const { message, help } = SYNTAX.TAB_AS_INDENT;
  return hintAt(at, message, help, { start, end: start + indent.length, text: " ".repeat(column) });
}

/** Maximum spaces and tabs to examine before an error. */
const MAX_GAP = 100;

const DEEPER = say`Indent it by at least one space more than the key that it belongs to.`;

/** A special space, as in text from word processors and web pages, which YAML does not read as a space. */
function specialSpace(line: Line): Hint | null {
  const at = line.text.search(/[\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff]/);
  if (at < 0) return null;
  const message = say`YAML does not read ${trusted(visible(line.text, at))} as a space.`;
  const help = say`Delete it and type a space. Text copied from a document or web page often has such spaces.`;
  return hint(line, at, message, help, replacement(line.start + at, " "));
}

/** A curly quotation mark where a text begins, or where a straight one should end it. */
function curlyQuote(line: Line): Hint | null {
  const opening = line.text.search(/(?<=[:,[{-]\s{0,9})[“”„‘]/);
  const closing = opening < 0 ? (/"[^"“”]*(?=”)/.exec(line.text) ?? null) : null;
  const at = closing === null ? opening : closing.index + closing[0].length;
  if (at < 0) return null;
  const end = at + line.text.slice(at + 1).search(/(?<=^[^"“”\\]*)[“”](?=\s*(?:[,\]}]|$))/) + 1;
  const edits = [end, at].filter((one, i) => i > 0 || one > at).map((one) => replacement(line.start + one, '"'));
  return hint(line, at, say`This is a curly quotation mark.`, say`Use straight quotes (") instead of curly ones.`, ...edits);
}

/** Keys of rosters and standards that lists belong to. No other key is named. */
const LIST_KEY =
  /^[\s-]*(patients|couples|partners|clinicians|roles|modalities|licensedIn|away|available|canLead|sessions|onCall|waivers|offers):\s*$/;

/** A list or id below its key that is not indented under it: one level too far left. */
function outdented(text: string, line: Line, above: readonly Line[], next: Line | null): Hint | null {
  if (next !== null && LIST_KEY.test(line.text)) return outdented(text, next, [...above, line], null);
  const lines = [...above, line];
  const at = lines.findLastIndex(({ text }) => LIST_KEY.test(text));
  const [head, first, ...more] = lines.slice(Math.max(at, 0));
  const key = LIST_KEY.exec(head?.text ?? "")?.[1];
  if (head === undefined || first === undefined || key === undefined) return null;
  const column = head.text.search(/[^\s-]/);
  // Its other entries, and the line at which the parser gave up.
  const isList = isEntry(first) && first.indent < column && more.slice(0, -1).every((one) => isEntry(one) && one.indent === first.indent);
  const isPlainId = (one: Line) => one.indent <= column && !/[:={}[\],]/.test(one.text) && !isEntry(one);
  const isId = first === line && isPlainId(first);
  const message = say`The list below \`${trusted(key)}\` is not indented under it.`;
  if (isList) {
    const help = say`Indent the list under \`${trusted(key)}\`: its hyphens belong in the column of \`${trusted(key)}\`, or farther right.`;
    const entries = [first, ...more].filter((one) => isEntry(one) && one.indent === first.indent);
    // An entry with keys may be the next one of the list around.
    const edits = entries.some(({ text }) => /^[\s-]*[\w-]+:(?:\s|$)/.test(text)) ? [] : moved(entries, column - first.indent);
    return { ...hint(first, first.indent, message, help, ...edits), hidesOthers: true };
  }
  if (!isId) return null;
  const help = say`Indent the list under \`${trusted(key)}\`, with a hyphen before each entry: - ID`;
  const edits: Edit[] = [];
  for (let one: Line | null = first; one !== null && isPlainId(one) && edits.length < MAX_LINES; one = nextLine(text, one))
    edits.unshift({ ...indented(one, column), text: `${" ".repeat(column)}- ` });
  return { ...hint(first, first.indent, message, help, ...edits), hidesOthers: true };
}

/** The edit that indents a line. */
function indented({ start, indent }: Line, column: number): Edit {
  return { start, end: start + indent, text: " ".repeat(column) };
}

/** The edits that move lines together, the last one first. */
function moved(lines: readonly Line[], by: number): Edit[] {
  return lines.map((line) => ({ ...indented(line, line.indent + by), isMove: true as const })).reverse();
}

/** The edits that put the hyphens of a list, from an entry on, into another column; their entries too, if they are indented to match. */
function movedEntry(text: string, entry: Line, column: number): Edit[] {
  const by = column - entry.indent;
  const rest: Line[] = [];
  for (let line = nextLine(text, entry); line !== null && rest.length < MAX_LINES; line = nextLine(text, line)) {
    if (line.indent < entry.indent || (isEntry(line) ? line.indent === column : line.indent === entry.indent)) break;
    rest.push(line);
  }
  const matches = rest[0]?.indent === entry.text.search(/[^\s-]/);
  return [...moved(matches ? rest : rest.filter((line) => line.indent === entry.indent), by), indented(entry, column)];
}

/** A list entry whose hyphen is missing, mistyped, in another column, or without a space after it. */
function dash(line: Line, above: readonly Line[], text: string): Hint | null {
  if (line.text[line.indent] === "\t") return hint(line, line.indent, SYNTAX.TAB_AS_INDENT.message, SYNTAX.TAB_AS_INDENT.help);
  const start = line.text.slice(line.indent);
  if (/^[–—−‐•‣·▪●○◦*+]\s*[\p{L}\d{]/u.test(start)) {
    const hyphen = { start: line.start + line.indent, end: line.start + line.indent + start.search(/[\p{L}\d{]/u), text: "- " };
    return hint(line, line.indent, say`This line does not start with a plain hyphen.`, ENTRY, hyphen);
  }
  const isList = above.at(-1)?.text.trimEnd().endsWith(":") || above.some((other) => isEntry(other) && other.indent === line.indent);
  if (/^-[\p{L}\d{["']/u.test(start) && isList) {
    const space = insertion(line.start + line.indent + 1, " ");
    return hint(line, line.indent, say`A space is missing after this hyphen.`, ENTRY, space);
  }
  const list = above.findLast(isEntry);
  if (list === undefined) return null;
  if (isEntry(line) && line.indent > list.indent && !above.at(-1)?.text.trimEnd().endsWith(":")) return otherColumn(line, above, text);
  if (line.indent > list.indent) return null;
  if (isEntry(line) && line.indent < list.indent && !above.some((other) => isEntry(other) && other.indent === line.indent)) {
    return otherColumn(line, above, text);
  }
  if (line.indent === list.indent && line.indent > 0 && !isEntry(line)) {
    return hint(
      line,
      line.indent,
      say`A hyphen is missing: this line is in the column of the hyphens above.`,
      say`To start an entry, write a hyphen before it. To continue the entry above, indent it by ${line.indent + 2}. To start a section, remove the indentation.`,
      ...(/^id:\s/.test(start) ? [insertion(line.start + line.indent, "- ")] : [indented(line, line.indent + 2)]),
    );
  }
  return null;
}

/** A hyphen below an entry without a key, farther right than its own. */
function deeperHyphen(line: Line, above: readonly Line[], text: string): Hint | null {
  const next = nextLine(text, line);
  const isDeeper = next !== null && isEntry(line) && isEntry(next) && next.indent > line.indent;
  return isDeeper ? otherColumn(next, [...above, line], text) : null;
}

/** A hyphen that matches none of the lists that are open above. The nearest one is meant. */
function otherColumn(line: Line, above: readonly Line[], text: string): Hint {
  let outer = Number.POSITIVE_INFINITY;
  const columns: number[] = [];
  for (const other of [...above].reverse()) {
    if (isEntry(other) && other.indent < outer) columns.push(other.indent);
    outer = Math.min(outer, other.indent);
  }
  const [column = 0] = columns.sort((a, b) => Math.abs(a - line.indent) - Math.abs(b - line.indent));
  const message = say`This hyphen is indented by ${trusted(count(line.indent, "space"))}, those of the list above by ${column}.`;
  return hint(line, line.indent, message, say`Indent all entries of a list equally.`, ...movedEntry(text, line, column));
}

const ENTRY = say`Write a hyphen and a space before the first key of an entry, like this: - id: NAME`;

function isEntry({ text, indent }: Line): boolean {
  return /^-(?:\s|$)/.test(text.slice(indent));
}

/** A line that should be a key with a value. */
function notAKey(line: Line): Hint | null {
  const space = missingSpace(line);
  if (space !== null) return space;
  const text = line.text.trimEnd();
  if (text.includes(":")) return null;
  if (/^[\s-]*[\w-]+\s*=/.test(text)) {
    const message = say`This is an equals sign, not a colon.`;
    const at = text.indexOf("=");
    return hint(line, at, message, say`Write the key, a colon, a space and the value.`, replacement(line.start + at, ": "));
  }
  const message = say`A colon is missing in this line.`;
  const [, before = "", key = ""] = /^([\s-]*)([\w-]+)\s+\S/.exec(text) ?? [];
  const colon = OUR_KEY.test(key) ? [insertion(line.start + before.length + key.length, ":")] : [];
  return hint(line, line.indent, message, say`Write a colon after the key. A comment starts with #.`, ...colon);
}

/** A missing space between key and value: `minutes:90`. */
function missingSpace(line: Line): Hint | null {
  if (!/^[\s-]*[\w-]+:\S/.test(line.text)) return null;
  const at = line.text.indexOf(":");
  const help = say`Write a space between the colon and the value.`;
  return hint(line, at, say`A space is missing after this colon.`, help, insertion(line.start + at + 1, " "));
}

/** An entry with an id alone and keys below it: `- ortiz`, then `from: "18:30"`. */
function idWithoutKey(line: Line, next: Line | null): Hint | null {
  const isId = isEntry(line) && !/[:=[\]{},]/.test(line.text) && !/^[\s-]*id\s/.test(line.text);
  if (!isId || next === null || next.indent <= line.indent || !/^[\w-]+:(?:\s|$)/.test(next.text.slice(next.indent))) return null;
  const at = line.text.search(/[^\s-]/);
  return hint(line, at, say`This id has no key.`, say`Write the id with its key: - id: ID`, insertion(line.start + at, "id: "));
}

/** Several keys on one line without braces: `- id: lee, roles: [therapist]`. */
function severalKeys(line: Line, at: number): Hint | null {
  const rest = line.text.slice(at);
  const [, comma, key = ""] = /^[^\s"'[\]{}:,]+(,?)\s+([a-zA-Z]+):\s/.exec(rest) ?? [];
  if (!isEntry(line) || (comma !== "," && !OUR_KEY.test(key))) return null;
  const message = say`Several keys are on one line without braces.`;
  return hint(line, at, message, say`Write them in braces with commas between them, like this: - { id: ID, kind: group }`);
}

function unexpected(line: Line, at: number): Hint | null {
  const rest = line.text.slice(at);
  const [c = ""] = rest;
  if (c === "]" || c === "}")
    return hint(line, at, say`This \`${trusted(c)}\` closes nothing.`, say`Delete it, or open what it should close.`);
  if (!/^-\s/.test(rest)) return null;
  const message = say`A list with hyphens cannot start on the line of its key.`;
  return hint(line, at, message, say`Start it on the next line, or write it in brackets: [ID, ID]`);
}

/** Plain text that starts with a character that YAML does not allow there. */
function specialStart(line: Line, at: number): Hint | null {
  const c = line.text[at] ?? "";
  if (!"@`%&*!|>".includes(c) || c === "") return null;
  const what = c === "`" ? "a backtick" : `\`${c}\``;
  const message = say`Text that starts with ${trusted(what)} needs quotes.`;
  const isInBrackets = /[[{]/.test(line.text.slice(0, at));
  return hint(line, at, message, say`Put the whole text in "quotes".`, ...(isInBrackets ? [] : quoted(line, at)));
}

/** A value with a colon and a space, which look like a key in the value. */
function colonInText(line: Line, at: number): Hint | null {
  const rest = line.text.slice(at);
  if (at === line.indent || !/^[^\s"'[{][^\n]*?:\s/.test(rest)) return null;
  return hint(line, at, COLON_IN_TEXT.message, COLON_IN_TEXT.help, ...quoted(line, at));
}

/** The edit that quotes the rest of a line from `at`, without a comment. */
function quoted(line: Line, at: number): Edit[] {
  return [inQuotes(line.start + at, line.text.slice(at).trimEnd())];
}

/** A line whose indentation matches none of the lines above. */
function indentation(line: Line, above: readonly Line[]): Hint | null {
  const columns = new Set<number>();
  let outer = Number.POSITIVE_INFINITY;
  for (const other of [...above].reverse()) {
    if (other.number >= line.number) continue;
    const inside = isEntry(other) ? other.indent + (/^-\s*/.exec(other.text.slice(other.indent))?.[0].length ?? 0) : other.indent;
    if (inside < outer || other.indent < outer) {
      columns.add(inside);
      // Only an entry can be in the column of hyphens.
      if (isEntry(line)) columns.add(other.indent);
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
    indented(line, nearest),
  );
}

function hint(line: Line, at: number, message: Message, help: Message, ...edits: readonly Edit[]): Hint {
  return hintAt(line.start + at, message, help, ...edits);
}

/** The lines above an error, and last the line with the error or the next one after it. Skips blank lines. */
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

/** Maximum characters to examine in a line. */
const MAX_LENGTH = 2_000;

function lineAt(text: string, start: number, end: number, number: number): Line | null {
  const raw = text.slice(start, Math.min(end, start + MAX_LENGTH)).replace(/\r$/, "");
  const shape = raw
    .replace(/(?<=(?:^|[[{,:-])\s*)(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')/g, (quoted) => "x".repeat(quoted.length))
    .replace(/(^|\s)#.*$/, "$1");
  if (shape.trim() === "") return null;
  return { number, start, text: shape, indent: shape.search(/[^ ]/) };
}
