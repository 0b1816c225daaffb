/** Reads the rows of a sheet. Cells go by their own references: the stated dimension of a sheet is often wrong. */
import { say, trusted } from "../../message.ts";
import { EXPORT_LESS, MAX_CELL_LENGTH, MAX_CELLS, MAX_PART_BYTES, SHORTEN, TOO_LONG, TOO_MANY_CELLS, TOO_MUCH_TEXT } from "../bounds.ts";
import { BLANK } from "../cell-text.ts";
import { columnLetters } from "../column-letters.ts";
import type { Cell, Row } from "../source.ts";
import { Refusal } from "../unimportable.ts";
import { type CellContext, readCell, type StoredCell } from "./cell.ts";
import { MAX_COLUMNS, MAX_ROWS, type Range, readRange, readReference, readRowNumber } from "./cell-reference.ts";
import { textGatherer } from "./rich-text.ts";
import { type Attributes, isTrue, type Parts } from "./xml.ts";
import { damaged } from "./zip-directory.ts";

/** What may still be read of a workbook, over all of its sheets. */
export interface CellBudget {
  rows: number;
  merges: number;
  stored: number;
  /** Those and the blank ones before them. */
  padded: number;
  /** Characters of cells: many may share one long text. */
  text: number;
}

const MAX_MERGES = 100_000;

/** A sheet may have a million blank rows with a format, and a cell at XFD1 has 16,383 blank ones before it. */
export const newCellBudget = (): CellBudget => ({
  ...{ rows: MAX_ROWS, merges: MAX_MERGES, stored: MAX_CELLS, padded: 10 * MAX_CELLS },
  text: MAX_PART_BYTES,
});

const TOO_MANY_MERGES = say`This workbook has more than ${trusted("100,000")} merged ranges.`;
const TOO_MANY_ROWS = say`This workbook has more than ${trusted("1,048,576")} rows.`;

export interface SheetContext extends CellContext {
  readonly budget: CellBudget;
  /** For the location of a refusal. */
  readonly file: number;
  readonly sheet: number;
}

export interface SheetContent {
  /** In the order of their numbers, up to the last one with content. */
  readonly rows: readonly Row[];
  readonly hiddenColumns: ReadonlySet<number>;
}

interface SheetRow extends Row {
  readonly cells: Cell[];
}

interface OpenRow {
  line: number;
  /** The row has no number of its own: its first cell may tell it. */
  isImplied: boolean;
  readonly cells: Cell[];
  /** The column after the last cell. */
  next: number;
  readonly isHidden: boolean;
}

interface OpenCell extends StoredCell {
  readonly column: number;
}

/** Throws a `Refusal`: too many cells, or a cell or row that is there twice. */
export function readSheet(parts: Parts, path: string, context: SheetContext): SheetContent {
  const rows: SheetRow[] = [];
  const hiddenColumns = new Set<number>();
  const merges: Range[] = [];
  const gatherer = textGatherer();
  let isInColumns = false;
  let isInData = false;
  let row: OpenRow | null = null;
  let cell: OpenCell | null = null;
  let isValue = false;
  let lastLine = 0;

  const open = (name: string, attributes: Attributes) => {
    if (cell !== null) openInCell(name, attributes, cell);
    else if (row !== null && name === "c") cell = openCell(attributes, row, context);
    else if (row === null && isInData && name === "row") row = openRow(attributes, lastLine, context);
    else if (isInData) refuse();
    else if (name === "sheetData") isInData = true;
    else if (name === "cols") isInColumns = true;
    else if (isInColumns && name === "col") addHidden(hiddenColumns, attributes);
    else if (name === "mergeCell") merges.push(openMerge(attributes, context));
  };
  const openInCell = (name: string, attributes: Attributes, into: OpenCell) => {
    if (name === "row" || name === "c") refuse();
    isValue = name === "v";
    if (isValue) into.value ??= "";
    else if (name === "f") into.hasFormula = true;
    else if (name === "is") into.inlineText = "";
    else if (into.inlineText !== null) gatherer.open(name, attributes);
  };
  const text = (piece: string) => {
    if (cell === null) return;
    if (isValue) cell.value += piece;
    else if (cell.inlineText !== null) gatherer.text(piece);
  };
  const close = (name: string) => {
    if (cell !== null && row !== null) {
      isValue = false;
      if (cell.inlineText !== null) gatherer.close(name);
      if (name !== "c") return;
      if (cell.inlineText !== null) cell.inlineText = gatherer.take();
      place(readCell(cell, context), cell.column, row, context);
      cell = null;
    } else if (row !== null && name === "row") {
      // A copy is as long as it needs to be; a list that has grown is longer.
      rows.push({ line: row.line, cells: row.cells.slice(), isHidden: row.isHidden });
      lastLine = row.line;
      row = null;
    } else if (name === "sheetData") isInData = false;
    else if (name === "cols") isInColumns = false;
  };
  parts.read(path, "worksheet", { open, text, close });

  const inOrder = ordered(rows, context);
  coverMerged(inOrder, merges);
  return { rows: upToContent(inOrder), hiddenColumns };
}

function refuse(): never {
  throw damaged();
}

function openMerge({ ref = "" }: Attributes, { budget }: SheetContext): Range {
  if (--budget.merges < 0) throw new Refusal(TOO_MANY_MERGES, EXPORT_LESS);
  return readRange(ref) ?? refuse();
}

function openRow({ r: number, hidden, ht: height }: Attributes, lastLine: number, { budget }: SheetContext): OpenRow {
  if (--budget.rows < 0) throw new Refusal(TOO_MANY_ROWS, EXPORT_LESS);
  const line = number === undefined ? lastLine + 1 : readRowNumber(number);
  if (line === null || line > MAX_ROWS) throw damaged();
  return { line, isImplied: number === undefined, cells: [], next: 0, isHidden: isTrue(hidden) || Number(height ?? 1) === 0 };
}

function openCell({ r: reference, t: type, s: style }: Attributes, row: OpenRow, { budget }: SheetContext): OpenCell {
  if (--budget.stored < 0) throw new Refusal(TOO_MANY_CELLS, EXPORT_LESS);
  let column = row.next;
  if (reference !== undefined) {
    const position = readReference(reference);
    if (position === null) throw damaged();
    if (row.isImplied && row.next === 0) row.line = position.row;
    if (position.row !== row.line) throw damaged();
    column = position.column;
  }
  if (column >= MAX_COLUMNS) throw damaged();
  row.next = column + 1;
  return { column, type: type ?? "n", style: Number(style ?? 0), hasFormula: false, value: null, inlineText: null };
}

/** Puts a cell into its column, with blank ones before it where the file leaves them out. */
function place(cell: Cell, column: number, { cells, line }: OpenRow, { budget, file, sheet }: SheetContext): void {
  if (cell === BLANK) return;
  budget.padded -= Math.max(0, column + 1 - cells.length);
  if (budget.padded < 0) throw new Refusal(TOO_MANY_CELLS, EXPORT_LESS);
  while (cells.length < column) cells.push(BLANK);
  const name = () => `${columnLetters(column)}${line}`;
  if ((cells[column] ?? BLANK) !== BLANK) throw twice({ what: `Cell ${name()}`, line, cell: name(), file, sheet });
  if (cell.text.length > MAX_CELL_LENGTH) throw new Refusal(TOO_LONG, SHORTEN, { file, sheet, line, cell: name() });
  budget.text -= cell.text.length;
  if (budget.text < 0) throw new Refusal(TOO_MUCH_TEXT, EXPORT_LESS);
  cells[column] = cell;
}

function twice({ what, ...at }: { what: string; file: number; sheet: number; line: number; cell: string | null }): Refusal {
  return new Refusal(
    say`${trusted(what)} of sheet ${at.sheet} is in this workbook twice.`,
    say`Open the workbook in Excel, save it under another name, then import that file.`,
    at,
  );
}

/** Rows by their numbers; writers may leave them in any order. */
function ordered(rows: readonly SheetRow[], { file, sheet }: SheetContext): SheetRow[] {
  const sorted = [...rows].sort((a, b) => a.line - b.line);
  const second = sorted.find(({ line }, i) => line === sorted[i - 1]?.line);
  if (second !== undefined) throw twice({ what: `Row ${second.line}`, line: second.line, cell: null, file, sheet });
  return sorted;
}

/** Tells the first cell of each merged range what it covers. A blank one covers nothing that matters. */
function coverMerged(rows: readonly SheetRow[], merges: readonly Range[]): void {
  if (merges.length === 0) return;
  const byLine = new Map(rows.map((row) => [row.line, row]));
  for (const { row, column, rows: height, columns } of merges) {
    const cells = byLine.get(row)?.cells ?? [];
    const cell = cells[column] ?? BLANK;
    if (cell !== BLANK && height * columns > 1) cells[column] = { ...cell, covers: { rows: height, columns } };
  }
}

/** Without the blank rows at the end, which only have a format. */
function upToContent(rows: readonly Row[]): Row[] {
  return rows.slice(0, rows.findLastIndex(({ cells }) => cells.length > 0) + 1);
}

function addHidden(columns: Set<number>, { min, max, hidden, width }: Attributes): void {
  if (!isTrue(hidden) && Number(width ?? 1) !== 0) return;
  const last = Math.min(Number(max), MAX_COLUMNS);
  for (let column = Math.max(1, Number(min)); column <= last; column++) {
    const before = columns.size;
    // Ranges of columns may not overlap; many that do would take forever.
    if (columns.add(column - 1).size === before) throw damaged();
  }
}
