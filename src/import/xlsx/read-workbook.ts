/** Reads the sheets of an Excel workbook (.xlsx, .xlsm, .xltx): a zip archive of XML parts. */
import type { Unimportable } from "../entry.ts";
import type { Table } from "../source.ts";
import { orUnimportable } from "../unimportable.ts";
import { readSharedStrings } from "./shared-strings.ts";
import { newCellBudget, readSheet } from "./sheet.ts";
import { readStyles } from "./styles.ts";
import { readWorkbookPart } from "./workbook.ts";
import { partsOf } from "./xml.ts";
import { readZipDirectory } from "./zip-directory.ts";

/**
 * A table for each sheet with cells, hidden ones too. Refused: a workbook that is damaged, too large when unpacked or protected
 * by a password, that has a DOCTYPE, or a cell twice. `file` is the file's index among those of the run.
 */
export function readWorkbook(bytes: Uint8Array, file = 0): readonly Table[] | Unimportable {
  return orUnimportable(() => {
    const parts = partsOf(readZipDirectory(bytes));
    const { sheets, stylesPath, sharedStringsPath, isFrom1904, isUncalculated } = readWorkbookPart(parts);
    const strings = sharedStringsPath === null ? [] : readSharedStrings(parts, sharedStringsPath);
    const formats = stylesPath === null ? [] : readStyles(parts, stylesPath);
    const context = { strings, formats, isFrom1904, isUncalculated, budget: newCellBudget(), file };
    return sheets.map(({ path, ...sheet }): Table => {
      const { rows, hiddenColumns } = readSheet(parts, path, { ...context, sheet: sheet.number });
      return { format: "xlsx", sheet, rows, hiddenColumns, isFrom1904 };
    });
  });
}
