/** How much of a table a file may hold. A clinic's week has hundreds of rows; a file past these bounds is no export of one. */
import { type Message, say, trusted } from "../message.ts";

/** Maximum bytes of a CSV file, and of a part of a workbook when unpacked. */
export const MAX_PART_BYTES = 64 * 1024 * 1024;

/** Maximum cells of a file. A blank line of a CSV file counts as one. */
export const MAX_CELLS = 500_000;

export const TOO_MANY_CELLS: Message = say`This file has more than ${trusted("500,000")} cells.`;
export const EXPORT_LESS: Message = say`Export one week, with only the columns that a roster needs.`;
