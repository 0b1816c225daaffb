/** Workbooks from a description that people can read: rows of cells, as `source.workbook.json` of a fixture has them. */
import { escaped, type WorkbookSpec, workbook } from "./workbooks.ts";

/** A text, a number, nothing, a number in a format (1 is the first of the workbook), a formula with its stored value, or a text far away. */
type CellSpec =
  | string
  | number
  | null
  | { readonly number: number; readonly format: number }
  | { readonly formula: string; readonly value?: string }
  | { readonly at: string; readonly text: string };

interface TableSheet {
  readonly name: string;
  readonly state?: string;
  readonly rows: readonly (readonly CellSpec[])[];
  /** By their numbers: column 1 is A. */
  readonly hiddenRows?: readonly number[];
  readonly hiddenColumns?: readonly number[];
  readonly merges?: readonly string[];
  readonly dimension?: string;
}

export interface WorkbookTables extends Omit<WorkbookSpec, "sheets"> {
  readonly sheets: readonly TableSheet[];
}

export function workbookOf({ sheets, ...more }: WorkbookTables): Uint8Array {
  return workbook({ ...more, sheets: sheets.map((sheet) => ({ ...sheet, rows: "", xml: xmlOf(sheet) })) });
}

function xmlOf({ rows, hiddenRows = [], hiddenColumns = [], merges = [], dimension }: TableSheet): string {
  const columns = hiddenColumns.map((column) => `<col min="${column}" max="${column}" hidden="1"/>`);
  const written = rows.map((cells, i) => {
    const row = farRow(cells) ?? i + 1;
    return `<row r="${row}"${hiddenRows.includes(row) ? ' hidden="1"' : ""}>${cells.map((cell, c) => cellXml(cell, `${letter(c)}${row}`)).join("")}</row>`;
  });
  return [
    dimension === undefined ? "" : `<dimension ref="${dimension}"/>`,
    columns.length === 0 ? "" : `<cols>${columns.join("")}</cols>`,
    `<sheetData>${written.join("")}</sheetData>`,
    merges.length === 0 ? "" : `<mergeCells>${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join("")}</mergeCells>`,
  ].join("");
}

function farRow([first]: readonly CellSpec[]): number | null {
  return typeof first === "object" && first !== null && "at" in first ? Number(first.at.replace(/\D/g, "")) : null;
}

const letter = (column: number) => String.fromCharCode(65 + column);

function cellXml(cell: CellSpec, ref: string): string {
  if (cell === null) return "";
  if (typeof cell === "string") return `<c r="${ref}" t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`;
  if (typeof cell === "number") return `<c r="${ref}"><v>${cell}</v></c>`;
  if ("number" in cell) return `<c r="${ref}" s="${cell.format}"><v>${cell.number}</v></c>`;
  if ("at" in cell) return cellXml(cell.text, cell.at);
  return `<c r="${ref}" t="str"><f>${escaped(cell.formula)}</f>${cell.value === undefined ? "" : `<v>${escaped(cell.value)}</v>`}</c>`;
}
