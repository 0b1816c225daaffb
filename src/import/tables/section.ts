/** A table inside a file or sheet: its heading row, the rows below it, and what its columns hold. */

import { BLANK } from "../cell-text.ts";
import { columnLetters } from "../column-letters.ts";
import type { FlagMeaning, NamedColumns } from "../mapping/headings.ts";
import type { ColumnRole, RowShape } from "../mapping/mapping.ts";
import type { Cell, Row, RowLocation, Table } from "../source.ts";
import { collapsed, isBlank, locationOf } from "./cells.ts";
import type { Meeting } from "./meeting.ts";

/** What the columns of a table hold. */
export interface Layout {
  readonly rows: RowShape;
  /** The 0-based columns of each role; the cells of several are read together. */
  readonly columns: ReadonlyMap<ColumnRole, readonly number[]>;
  /** The columns by name, as a mapping has them. */
  readonly named: NamedColumns;
  /** Columns that say yes or no. */
  readonly flags: ReadonlyMap<number, FlagMeaning>;
  /** What to do where a known export lacks needed columns. */
  readonly instead?: string | undefined;
  /** Columns whose heading promises dates, though they are not read. */
  readonly dates: readonly number[];
}

export interface Section extends Layout {
  readonly table: Table;
  /** Null if the table has no headings. */
  readonly heading: Row | null;
  /** The rows below the headings, with merged cells spread and hidden columns blank. */
  readonly body: readonly Row[];
  /** The facts of a meeting above its participants. */
  readonly meeting: Meeting | null;
}

/** The cells of a row that a role has. */
export function cellsOf({ columns }: Layout, row: Row, role: ColumnRole): readonly Cell[] {
  return (columns.get(role) ?? []).map((column) => row.cells[column] ?? BLANK);
}

/** The text of a role, its cells joined by a space; null if it is blank or the table has no such column. */
export function textOf(layout: Layout, row: Row, role: ColumnRole): string | null {
  const text = collapsed(
    cellsOf(layout, row, role)
      .map((cell) => cell.text)
      .join(" "),
  );
  return text === "" ? null : text;
}

/** The same with its line breaks. */
export function linesOf(layout: Layout, row: Row, role: ColumnRole): string {
  return cellsOf(layout, row, role)
    .map(({ text }) => text)
    .join("\n");
}

/** Whether a role has a column in this table. */
export function has({ columns }: Layout, role: ColumnRole): boolean {
  return columns.has(role);
}

/** `column C` for the first column of a role. */
export function columnOfRole({ columns }: Layout, role: ColumnRole): string {
  const [column] = columns.get(role) ?? [];
  return column === undefined ? "a column" : `column ${columnLetters(column)}`;
}

/** The first column in use with a cell that the spreadsheet could not compute; null if every cell has a value. */
export function faultyColumn({ columns, flags }: Layout, { cells }: Row): number | null {
  const read = [...[...columns.values()].flat(), ...flags.keys()];
  return read.find((column) => cells[column]?.fault !== undefined) ?? null;
}

export function hasRole(layout: Layout, row: Row, role: ColumnRole): boolean {
  return cellsOf(layout, row, role).some((cell) => !isBlank(cell));
}

export function at(section: Section, file: number, row: Row): RowLocation {
  return locationOf(section.table, file, row);
}
