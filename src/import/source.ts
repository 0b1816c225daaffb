/** What the readers of files yield: tables of cells. Pure data; nothing of it is ever shown except lines and positions. */

export type SourceFormat = "csv" | "xlsx" | "ics" | "fhir";

/** A file as it was given: its bytes, whole. */
export interface SourceFile {
  /** The path as given. Shown, masked like any text. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The location of a source row. Names no value: `row 5`, `sheet 2, row 5`, `line 41`, `resource 12`. */
export interface RowLocation {
  /** Index of the file among those of the run. */
  readonly file: number;
  /** 1-based number of the sheet in a workbook; null elsewhere. */
  readonly sheet: number | null;
  /** 1-based: the line on which a CSV record or an event begins, the row of a sheet, the position of a FHIR resource in its Bundle or NDJSON. */
  readonly line: number;
  /** The cell of a grid, such as `C4`; null for whole rows. */
  readonly cell: string | null;
}

export interface Cell {
  /** The text; a number in its shortest decimal spelling. Trimmed of white space and control characters at both ends. Empty for a blank cell. */
  readonly text: string;
  /** The number that a spreadsheet stores; undefined for text, and in CSV. */
  readonly number?: number;
  /** What the number format of a spreadsheet shows the number as. */
  readonly shownAs?: "date" | "time" | "date-time" | "duration";
  /** An error value (`#REF!`), or a formula without a stored value. */
  readonly fault?: "error" | "no-value";
  /** How many rows and columns a merged cell covers, from this one on; undefined for one that is not merged. */
  readonly covers?: { readonly rows: number; readonly columns: number };
}

export interface Row {
  /** 1-based line (CSV) or row number (sheet). */
  readonly line: number;
  /** By 0-based column; blank cells are there, up to the last one of the row. */
  readonly cells: readonly Cell[];
  readonly isHidden: boolean;
}

/** A CSV file or a sheet. */
export interface Table {
  readonly format: "csv" | "xlsx";
  /** 1-based position of the sheet and its name; null for CSV. The name is matched against --sheet and never shown. */
  readonly sheet: { readonly number: number; readonly name: string; readonly isHidden: boolean } | null;
  readonly rows: readonly Row[];
  /** 0-based columns that the spreadsheet hides. */
  readonly hiddenColumns: ReadonlySet<number>;
  /** Whether the workbook counts days from 1904. */
  readonly isFrom1904: boolean;
}
