/** Writes workbooks part by part, so that a test can put anything at all into one. */
import { strToU8, type ZipOptions, zipSync } from "fflate";

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/** The part of the first sheet. */
export const SHEET = "xl/worksheets/sheet1.xml";

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

interface SheetSpec {
  readonly name?: string;
  readonly state?: string;
  /** The elements within `worksheet`, or the rows within its `sheetData`. */
  readonly xml?: string;
  readonly rows?: string;
  readonly type?: string;
}

export interface WorkbookSpec {
  readonly sheets: readonly SheetSpec[];
  /** The `si` elements. */
  readonly strings?: string;
  /** Format codes by style index: style 1 is the first. */
  readonly formats?: readonly (string | number)[];
  /** Attributes of `workbookPr`, and further elements of the workbook. */
  readonly properties?: string;
  readonly more?: string;
  /** Parts to replace or add; null leaves one out. */
  readonly parts?: Readonly<Record<string, string | Uint8Array | null>>;
}

/** The bytes of a workbook. */
export function workbook(spec: WorkbookSpec, options: ZipOptions = {}): Uint8Array {
  const files = Object.entries(partsOf(spec)).filter(([, content]) => content !== null);
  return zipSync(
    Object.fromEntries(files.map(([path, content]) => [path, typeof content === "string" ? strToU8(content) : (content as Uint8Array)])),
    options,
  );
}

/** A workbook of one sheet, of the rows within its `sheetData`. */
export function sheetOf(rows: string, more: Omit<WorkbookSpec, "sheets"> = {}): Uint8Array {
  return workbook({ sheets: [{ rows }], ...more });
}

function partsOf({ sheets, strings, formats = [], properties = "", more = "", parts }: WorkbookSpec) {
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`;
  const relations = (list: readonly string[]) =>
    `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list.join("")}</Relationships>`;
  const codes = formats.map((format, i) => (typeof format === "string" ? { id: 164 + i, code: format } : { id: format, code: null }));
  const tags = sheets.map(
    ({ name, state }, i) =>
      `<sheet name="${name ?? `Sheet${i + 1}`}" sheetId="${i + 1}"${state === undefined ? "" : ` state="${state}"`} r:id="rId${i + 1}"/>`,
  );
  return {
    "[Content_Types].xml": `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    "_rels/.rels": relations([relation("rId1", "officeDocument", "xl/workbook.xml")]),
    "xl/workbook.xml": `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><workbookPr ${properties}/><sheets>${tags.join("")}</sheets>${more}</workbook>`,
    "xl/_rels/workbook.xml.rels": relations([
      ...sheets.map(({ type = "worksheet" }, i) => relation(`rId${i + 1}`, type, `worksheets/sheet${i + 1}.xml`)),
      relation("rIdStyles", "styles", "styles.xml"),
      ...(strings === undefined ? [] : [relation("rIdStrings", "sharedStrings", "sharedStrings.xml")]),
    ]),
    "xl/styles.xml": `${XML}<styleSheet xmlns="${MAIN}"><numFmts>${codes
      .flatMap(({ id, code }) => (code === null ? [] : `<numFmt numFmtId="${id}" formatCode="${escaped(code)}"/>`))
      .join(
        "",
      )}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${codes.map(({ id }) => `<xf numFmtId="${id}"/>`).join("")}</cellXfs></styleSheet>`,
    ...(strings === undefined ? {} : { "xl/sharedStrings.xml": `${XML}<sst xmlns="${MAIN}">${strings}</sst>` }),
    ...Object.fromEntries(
      sheets.map(({ xml, rows = "" }, i) => [
        `xl/worksheets/sheet${i + 1}.xml`,
        `${XML}<worksheet xmlns="${MAIN}">${xml ?? `<sheetData>${rows}</sheetData>`}</worksheet>`,
      ]),
    ),
    ...parts,
  };
}

/** Text as XML holds it. */
export function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

/** A zip archive whose directory states another size for a part than it has. */
export function withStatedSize(zip: Uint8Array, path: string, size: number): Uint8Array {
  const bytes = zip.slice();
  const view = new DataView(bytes.buffer);
  const name = strToU8(path);
  for (let at = 0; at + 46 < bytes.length; at++) {
    if (view.getUint32(at, true) !== 0x02014b50) continue;
    if (name.every((byte, i) => bytes[at + 46 + i] === byte)) view.setUint32(at + 24, size, true);
  }
  return bytes;
}
