/** How much of a table a file may hold. A clinic's week has hundreds of rows; a file past these bounds is no export of one. */
import { type Message, say, trusted } from "../message.ts";

/** Maximum bytes of a CSV file. */
export const MAX_CSV_BYTES = 32 * 1024 * 1024;

/** Maximum bytes of a part of a workbook when unpacked. */
export const MAX_PART_BYTES = 64 * 1024 * 1024;

/** Maximum characters of a cell. A spreadsheet's has 32,767 at most. */
export const MAX_CELL_LENGTH = 100_000;

/** Maximum cells of a file. A blank line of a CSV file counts as one. */
export const MAX_CELLS = 200_000;

/** Maximum attendees, sessions or events of the imported week in its rows: ten times those of a large clinic. */
export const MAX_IN_WEEK = 10_000;

export const TOO_MUCH_CSV: Message = say`This file has more than ${MAX_CSV_BYTES / 1024 / 1024} MiB.`;
export const TOO_MUCH_TEXT: Message = say`This file has more than ${MAX_PART_BYTES / 1024 / 1024} MiB of text.`;
export const TOO_LONG: Message = say`This cell has more than ${trusted("100,000")} characters.`;
export const SHORTEN: Message = say`Leave out the column of this cell, or shorten its text.`;
export const TOO_MANY_CELLS: Message = say`This file has more than ${trusted("200,000")} cells.`;
export const EXPORT_LESS: Message = say`Export one week, with only the columns that a roster needs.`;
export const TOO_MANY_IN_WEEK: Message = say`The week has more than ${trusted("10,000")} rows or events.`;
export const IMPORT_LESS: Message = say`Export less of the week, such as one program.`;
