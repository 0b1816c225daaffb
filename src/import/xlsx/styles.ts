/** The number formats of a workbook, by the style index that its cells have. */
import { builtInCode, type NumberFormat, readFormat } from "./number-format.ts";
import type { Parts } from "./xml.ts";

export function readStyles(parts: Parts, path: string): NumberFormat[] {
  const codes = new Map<number, string>();
  const formatIds: number[] = [];
  let section = "";
  parts.read(path, "styleSheet", {
    open(name, attributes) {
      if (name === "numFmts" || name === "cellXfs") section = name;
      else if (name === "numFmt" && section === "numFmts") codes.set(Number(attributes.numFmtId), attributes.formatCode ?? "");
      else if (name === "xf" && section === "cellXfs") formatIds.push(Number(attributes.numFmtId ?? 0));
    },
    close(name) {
      if (name === section) section = "";
    },
  });
  const formats = new Map<number, NumberFormat>();
  return formatIds.map((id) => {
    const format = formats.get(id) ?? readFormat(codes.get(id) ?? builtInCode(id));
    formats.set(id, format);
    return format;
  });
}
