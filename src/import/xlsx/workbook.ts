/** What a workbook says of itself: its sheets, and how its dates and formulas are to be taken. */
import { type Relationship, readRelationships } from "./relationships.ts";
import { type Attributes, isTrue, type Parts } from "./xml.ts";
import { damaged, MAX_PARTS, tooLarge } from "./zip-directory.ts";

interface SheetPart {
  /** 1-based position in the workbook. */
  readonly number: number;
  readonly name: string;
  readonly isHidden: boolean;
  readonly path: string;
}

export interface Workbook {
  /** The sheets with cells; chart sheets have none, but a number. */
  readonly sheets: readonly SheetPart[];
  /** Null for a workbook without such a part. */
  readonly stylesPath: string | null;
  readonly sharedStringsPath: string | null;
  readonly isFrom1904: boolean;
  /** The formulas still have to be calculated, so their stored values are not results. */
  readonly isUncalculated: boolean;
}

export function readWorkbookPart(parts: Parts): Workbook {
  const path = readRelationships(parts, "").find(({ type }) => type === "officeDocument")?.target ?? "xl/workbook.xml";
  const relationships = readRelationships(parts, path);
  const sheets: Attributes[] = [];
  let isFrom1904 = false;
  let isUncalculated = false;
  parts.read(path, "workbook", {
    open(name, attributes) {
      if (name === "sheet") sheets.push(attributes);
      else if (name === "workbookPr") isFrom1904 = isTrue(attributes.date1904);
      else if (name === "calcPr") isUncalculated = isTrue(attributes.fullCalcOnLoad);
    },
  });
  if (sheets.length > MAX_PARTS) throw tooLarge();
  const byId = new Map(relationships.map((relationship) => [relationship.id, relationship]));
  const found = sheets.flatMap((attributes, i) => sheetPart(attributes, i + 1, byId) ?? []);
  if (new Set(found.map((sheet) => sheet.path)).size < found.length) throw damaged();
  const pathOf = (wanted: string) => relationships.find(({ type }) => type === wanted)?.target ?? null;
  return {
    sheets: found,
    stylesPath: pathOf("styles"),
    sharedStringsPath: pathOf("sharedStrings"),
    isFrom1904,
    isUncalculated,
  };
}

/** Null for a sheet without cells: a chart, a dialog, a macro. */
function sheetPart(attributes: Attributes, number: number, relationships: ReadonlyMap<string, Relationship>): SheetPart | null {
  const [, id] = Object.entries(attributes).find(([name]) => name.endsWith(":id")) ?? [];
  const part = relationships.get(id ?? "");
  if (part === undefined) throw damaged();
  if (part.type !== "worksheet") return null;
  const isHidden = attributes.state === "hidden" || attributes.state === "veryHidden";
  return { number, name: attributes.name ?? "", isHidden, path: part.target };
}
