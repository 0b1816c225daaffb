/** Positions in a sheet, as `C4` and `A1:B3` name them. */

export const MAX_COLUMNS = 16_384;
export const MAX_ROWS = 1_048_576;

export interface Position {
  /** 1-based. */
  readonly row: number;
  /** 0-based. */
  readonly column: number;
}

/** The position of `C4`; null for what is no cell of a sheet. */
export function readReference(reference: string): Position | null {
  let column = 0;
  let at = 0;
  for (; at < reference.length; at++) {
    const letter = (reference.charCodeAt(at) & ~0x20) - 0x40;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
    if (column > MAX_COLUMNS) return null;
  }
  const row = readRowNumber(reference, at);
  return column === 0 || row === null ? null : { row, column: column - 1 };
}

/** The number of a row that a text has from an offset on; null for other text. */
export function readRowNumber(text: string, start = 0): number | null {
  let row = 0;
  for (let at = start; at < text.length; at++) {
    const digit = text.charCodeAt(at) - 0x30;
    if (digit < 0 || digit > 9) return null;
    row = row * 10 + digit;
    if (row > MAX_ROWS) return null;
  }
  return row === 0 ? null : row;
}

export interface Range extends Position {
  /** How many it covers. */
  readonly rows: number;
  readonly columns: number;
}

/** The range of `A1:B3` or `A1`, from its first cell on; null for other text. */
export function readRange(reference: string): Range | null {
  const [start = "", end = start] = reference.split(":");
  const first = readReference(start);
  const last = readReference(end);
  if (first === null || last === null) return null;
  const rows = last.row - first.row + 1;
  const columns = last.column - first.column + 1;
  return rows < 1 || columns < 1 ? null : { ...first, rows, columns };
}
