/** Cells, rows and their names. A position may be shown; what a cell holds never is. */
import { BLANK } from "../cell-text.ts";
import { columnIndex, columnLetters } from "../column-letters.ts";
import type { Cell, Row, RowLocation, Table } from "../source.ts";

/** Printable ASCII without spaces at its ends or two in a row. */
const PLAIN = /^(?:[!-~]+(?: (?! )|$))*(?<! )$/;

/** A text with each run of white space as one space. */
export function collapsed(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.normalize("NFC").replace(/\s+/gu, " ").trim();
}

/** A heading without differences of case, punctuation and white space: `client_name` and `Client Name` are one. */
export function normalizedHeading(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}#]+/gu, " ")
    .trim();
}

/** The 0-based column of `column C`; null for another text. */
export function columnAt(name: string): number | null {
  const [, letters] = /^column ([a-z]{1,3})$/i.exec(name.trim()) ?? [];
  return letters === undefined ? null : columnIndex(letters.toUpperCase());
}

/** The number of `row 3`. */
export function rowAt(name: string): number {
  return Number(name.trim().replace(/^row /i, ""));
}

export function isBlank({ text, fault }: Cell): boolean {
  return text.trim() === "" && fault === undefined;
}

/** The cells of a row that are not blank. */
export function filled({ cells }: Row): readonly Cell[] {
  return cells.filter((cell) => !isBlank(cell));
}

export function isBlankRow(row: Row): boolean {
  return row.cells.every(isBlank);
}

/** The location of a row, or of one of its cells. */
export function locationOf({ sheet }: Table, file: number, { line }: Row, column: number | null = null): RowLocation {
  return { file, sheet: sheet?.number ?? null, line, cell: column === null ? null : `${columnLetters(column)}${line}` };
}

/** Rows in which each merged cell is in all rows that it covers, and hidden columns are blank. */
export function spread({ rows, hiddenColumns }: Table): readonly Row[] {
  const pending = new Map<number, { readonly cell: Cell; readonly until: number }>();
  return rows.map((row) => {
    const cells = [...row.cells];
    for (const [column, { cell, until }] of pending) {
      if (row.line > until) pending.delete(column);
      else if (isBlank(cells[column] ?? BLANK)) {
        while (cells.length < column) cells.push(BLANK);
        cells[column] = cell;
      }
    }
    for (const [column, { covers }] of row.cells.entries()) {
      const cell = row.cells[column] as Cell;
      if (covers !== undefined && covers.rows > 1 && covers.columns === 1 && !isBlank(cell))
        pending.set(column, { cell, until: row.line + covers.rows - 1 });
    }
    return { ...row, cells: cells.map((cell, column) => (hiddenColumns.has(column) ? BLANK : cell)) };
  });
}
