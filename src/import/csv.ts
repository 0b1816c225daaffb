/** Reads CSV: text with cells between delimiters, as spreadsheets, record systems and booking tools write it. */
import { say, trusted } from "../message.ts";
import { EXPORT_LESS, MAX_CELL_LENGTH, MAX_CELLS, MAX_CSV_BYTES, SHORTEN, TOO_LONG, TOO_MANY_CELLS, TOO_MUCH_CSV } from "./bounds.ts";
import { cellText } from "./cell-text.ts";
import { decodeText } from "./decode-text.ts";
import { findDelimiter } from "./delimiter.ts";
import type { Unimportable } from "./entry.ts";
import type { Cell, Row, RowLocation, Table } from "./source.ts";
import { isUnimportable, orUnimportable, Refusal, unimportable } from "./unimportable.ts";

/** A first line such as `sep=;`, by which Excel is told the delimiter. */
const SEPARATOR_LINE = /^"?sep=([^"\r\n])"?[ \t]*(?:\r\n|\r|\n|$)/i;

/**
 * The rows of a CSV file, blank lines too, each with its 1-based line. Refused: a quotation mark that is not closed (its line
 * is named), too many cells or bytes, broken text. `file` is the file's index among those of the run.
 */
export function readCsv(bytes: Uint8Array, file = 0): Table | Unimportable {
  if (bytes.length > MAX_CSV_BYTES) return unimportable(TOO_MUCH_CSV, EXPORT_LESS);
  const text = decodeText(bytes);
  if (typeof text !== "string") return text;
  const told = SEPARATOR_LINE.exec(text);
  const start = told?.[0].length ?? 0;
  const delimiter = told?.[1] ?? findDelimiter(text);
  const rows = orUnimportable(() => scan({ text, delimiter, at: start, line: told === null ? 1 : 2, file }));
  return isUnimportable(rows) ? rows : { format: "csv", sheet: null, rows, hiddenColumns: new Set(), isFrom1904: false };
}

interface Scanner {
  readonly text: string;
  readonly delimiter: string;
  readonly file: number;
  /** Offset of the next character, and its 1-based line. */
  at: number;
  line: number;
}

function scan(scanner: Scanner): Row[] {
  const rows: Row[] = [];
  for (let cells = 0; scanner.at < scanner.text.length; ) {
    const row = { line: scanner.line, cells: record(scanner, MAX_CELLS - cells), isHidden: false };
    cells += row.cells.length;
    rows.push(row);
  }
  return rows;
}

/** The cells up to the end of a line, or of the text. A blank line is one blank cell. */
function record(scanner: Scanner, most: number): Cell[] {
  const cells: Cell[] = [];
  for (;;) {
    if (cells.length === most) throw new Refusal(TOO_MANY_CELLS, EXPORT_LESS);
    cells.push({ text: unescaped(cellText(nextCell(scanner))) });
    if (scanner.text[scanner.at] !== scanner.delimiter) break;
    scanner.at++;
  }
  if (scanner.at < scanner.text.length) {
    scanner.at += scanner.text.startsWith("\r\n", scanner.at) ? 2 : 1;
    scanner.line++;
  }
  return cells;
}

/** Reads one cell. Leaves the scanner at the delimiter or line break after it, or at the end. */
function nextCell(scanner: Scanner): string {
  const { text, delimiter, at } = scanner;
  let first = at;
  while ((text[first] === " " || text[first] === "\t") && text[first] !== delimiter) first++;
  // Excel writes `="00123"` to keep a text from being read as a number.
  const isKeptAsText = text.startsWith('="', first);
  if (isKeptAsText || text[first] === '"') return quotedCell(scanner, isKeptAsText ? first + 1 : first);
  scanner.at = endOfCell(scanner, first);
  if (scanner.at - at > MAX_CELL_LENGTH) throw new Refusal(TOO_LONG, SHORTEN, lineOf(scanner));
  return text.slice(at, scanner.at);
}

/** The content of a quoted cell that opens at an offset. A doubled quotation mark is one. */
function quotedCell(scanner: Scanner, open: number): string {
  const { text, delimiter } = scanner;
  let hasStray = false;
  let close = text.indexOf('"', open + 1);
  for (; close >= 0 && close - open <= MAX_CELL_LENGTH; close = text.indexOf('"', close + 1)) {
    if (text[close + 1] === '"') {
      close++;
      continue;
    }
    let after = close + 1;
    while ((text[after] === " " || text[after] === "\t") && text[after] !== delimiter) after++;
    if (!isEndOfCell(scanner, after)) {
      hasStray = true;
      continue;
    }
    const content = text.slice(open + 1, close);
    const breaks = content.match(/\r\n|\r|\n/g)?.length ?? 0;
    // `"Ann "Annie" Lee"` can be read in one way only. With more than one cell between the marks, one of them is missing.
    if (hasStray && (breaks > 0 || content.includes(delimiter))) break;
    scanner.at = after;
    scanner.line += breaks;
    return content.replaceAll('""', '"');
  }
  const within = close - open > MAX_CELL_LENGTH ? " within 100,000 characters" : "";
  throw new Refusal(
    say`The quotation mark that opens on line ${scanner.line} is not closed${trusted(within)}.`,
    say`Close the quotation mark. Inside a quoted cell, write a quotation mark twice (""). Or export the file again.`,
    lineOf(scanner),
  );
}

function lineOf({ file, line }: Scanner): RowLocation {
  return { file, sheet: null, line, cell: null };
}

/** The offset of the next delimiter or line break, or the end of the text. */
function endOfCell(scanner: Scanner, start: number): number {
  let at = start;
  while (!isEndOfCell(scanner, at)) at++;
  return at;
}

function isEndOfCell({ text, delimiter }: Scanner, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === delimiter.charCodeAt(0) || code === 0x0a || code === 0x0d || at >= text.length;
}

/** Undoes what exports add so that a spreadsheet takes a cell for text: `="00123"`, and the apostrophe of `'=Ann`. */
function unescaped(text: string): string {
  if (text.startsWith('="')) return /^="([^"]*)"$/.exec(text)?.[1]?.trim() ?? text;
  return /^'[=+@-]/.test(text) ? text.slice(1) : text;
}
