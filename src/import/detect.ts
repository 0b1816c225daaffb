/** Tells what a file is by its content. The name only matters for a remark: exports are often named after another format. */
import { signatureOf, textFormatOf } from "../document/foreign.ts";
import { type Message, say, trusted } from "../message.ts";
import { decodeHead, decodeText } from "./decode-text.ts";
import type { Unimportable } from "./entry.ts";
import type { SourceFile, SourceFormat } from "./source.ts";
import { isUnimportable, orUnimportable, unimportable } from "./unimportable.ts";
import { readZipDirectory } from "./xlsx/zip-directory.ts";

const SAVE_AS_WORKBOOK = say`Open it in Excel, LibreOffice or Google Sheets, save it as an Excel workbook (.xlsx) or CSV, then import that file.`;
const EXPORT_A_TABLE = say`Export the schedule as CSV, an Excel workbook (.xlsx), a calendar (.ics) or FHIR JSON.`;

/** The format of a file, or what else it is and what to do. */
export function detect({ bytes }: SourceFile): SourceFormat | Unimportable {
  if (isZip(bytes)) return inZip(bytes);
  if (isCompound(bytes)) return inCompound(bytes);
  const signature = signatureOf(bytes);
  return signature === null ? inText(bytes) : notImportable(signature, EXPORT_A_TABLE);
}

/** A remark on a file whose name ends like that of another format: `schedule.xlsx` with CSV in it. Null for most. */
export function misnamed({ name }: Pick<SourceFile, "name">, format: SourceFormat): Message | null {
  const [, extension = ""] = /\.([a-z]+)$/i.exec(name) ?? [];
  const meant = EXTENSIONS[extension.toLowerCase()];
  if (meant === undefined || meant === format) return null;
  return say`The file is read as ${trusted(NAMES[format])}, which it is, although its name ends in .${trusted(extension.toLowerCase())}.`;
}

const EXTENSIONS: Readonly<Record<string, SourceFormat>> = Object.assign(Object.create(null), {
  csv: "csv",
  tsv: "csv",
  txt: "csv",
  xls: "xlsx",
  xlsx: "xlsx",
  xlsm: "xlsx",
  ics: "ics",
  json: "fhir",
  ndjson: "fhir",
});

const NAMES: Readonly<Record<SourceFormat, string>> = { csv: "CSV", xlsx: "an Excel workbook", ics: "a calendar", fhir: "FHIR data" };

function notImportable(what: string, help: Message): Unimportable {
  return unimportable(say`This file is ${trusted(what)}.`, help);
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 0x03 || bytes[2] === 0x05);
}

/** What zip archives of other programs hold, in this order. */
const ZIP_CONTENTS: readonly (readonly [path: RegExp, what: string])[] = [
  [/(?:^|\/)workbook\.bin$/, "a binary Excel workbook (.xlsb)"],
  [/^index\/.*\.iwa$|^index\.zip$/, "an Apple Numbers document"],
  [/^word\//, "a Word document"],
  [/^ppt\//, "a PowerPoint presentation"],
  [/^content\.xml$/, "an OpenDocument file, such as an .ods spreadsheet"],
];

function inZip(bytes: Uint8Array): SourceFormat | Unimportable {
  const directory = orUnimportable(() => readZipDirectory(bytes));
  if (isUnimportable(directory)) return directory;
  const paths = [...directory.keys()];
  const other = ZIP_CONTENTS.find(([pattern]) => paths.some((path) => pattern.test(path)));
  if (other !== undefined) return notImportable(other[1], SAVE_AS_WORKBOOK);
  if (paths.some((path) => /^xl\/|(?:^|\/)workbook\.xml$/.test(path))) return "xlsx";
  return notImportable("a zip archive without a workbook in it", say`Unpack it, then import the files in it that you need.`);
}

const COMPOUND_SIGNATURE = [0xd0, 0xcf, 0x11, 0xe0];

/** The container of old Office files and of workbooks with a password. */
function isCompound(bytes: Uint8Array): boolean {
  return COMPOUND_SIGNATURE.every((byte, i) => bytes[i] === byte);
}

function inCompound(bytes: Uint8Array): Unimportable {
  if (hasStream(bytes, "EncryptedPackage"))
    return unimportable(
      say`This workbook is protected by a password.`,
      say`Open it in Excel, remove the password (File, Info, Protect Workbook, Encrypt with Password), save a copy, then import the copy.`,
    );
  const isWorkbook = hasStream(bytes, "Workbook") || hasStream(bytes, "Book");
  return notImportable(isWorkbook ? "a workbook in the old binary format (.xls)" : "an old Office file", SAVE_AS_WORKBOOK);
}

/** Bytes of an entry in the directory of a compound file. An entry starts with its name, in UTF-16. */
const ENTRY_BYTES = 128;

function hasStream(bytes: Uint8Array, name: string): boolean {
  const wanted = [...`${name}\0`].flatMap((letter) => [letter.charCodeAt(0), 0]);
  for (let at = 0; at < bytes.length; at += ENTRY_BYTES) if (wanted.every((byte, i) => bytes[at + i] === byte)) return true;
  return false;
}

/** Bytes at the start of a text in which to look for what it is. */
const HEAD_BYTES = 64 * 1024;

function inText(bytes: Uint8Array): SourceFormat | Unimportable {
  const head = decodeHead(bytes, HEAD_BYTES);
  if (bytes.length <= HEAD_BYTES && head.trim() === "")
    return unimportable(say`This file is empty.`, say`Export it again, and check that the export has rows.`);
  if (isBinary(head)) return notImportable("a binary file of an unknown format", EXPORT_A_TABLE);
  if (/^\s*BEGIN:VCALENDAR/i.test(head)) return "ics";
  if (/^\s*[[{]/.test(head) && hasKey(bytes, head, "resourceType")) return "fhir";
  return otherText(head) ?? "csv";
}

/** Control characters that no text has: NUL is in some exports, and 0x1A ends some. */
const CONTROL = /[\x01-\x08\x0e-\x19\x1b-\x1f]/g;

function isBinary(head: string): boolean {
  return (head.match(CONTROL)?.length ?? 0) > head.length / 50;
}

/** Whether a JSON text has a key, in its head or further on. */
function hasKey(bytes: Uint8Array, head: string, key: string): boolean {
  if (head.includes(`"${key}"`)) return true;
  const text = bytes.length > HEAD_BYTES ? decodeText(bytes) : "";
  return typeof text === "string" && text.includes(`"${key}"`);
}

const OURS = say`Audit this file directly with \`ratio-audit FILE\`. To reuse its people and on-call shifts, name it with \`--base\`.`;

/** Texts that are no table, by what is in their first lines. */
function otherText(head: string): Unimportable | null {
  const start = head.trimStart();
  if (/^mapping\s*:\s*\d/m.test(head))
    return notImportable("a mapping, not an export", say`Name it with \`--mapping\`, and the export as FILE.`);
  if (isRoster(head)) return notImportable("already a ratio-audit roster", OURS);
  if (/^mime-version:|^content-type:\s*multipart/i.test(start)) return notImportable("a web archive", SAVE_AS_WORKBOOK);
  if (/urn:schemas-microsoft-com:office:spreadsheet/.test(head)) return notImportable("an XML spreadsheet of Excel 2003", SAVE_AS_WORKBOOK);
  if (/http:\/\/hl7\.org\/fhir/.test(head) && start.startsWith("<")) return notImportable("FHIR data in XML", say`Export it as FHIR JSON.`);
  const format = textFormatOf(head);
  if (format === null) return /^\{|^\[\s*[[{]/.test(start) ? notImportable("JSON, but not FHIR data", EXPORT_A_TABLE) : null;
  return notImportable(format, /web page|XML/.test(format) ? SAVE_AS_WORKBOOK : EXPORT_A_TABLE);
}

/** Whether a text has the two sections that every roster has, in YAML or JSON. */
function isRoster(head: string): boolean {
  const pattern = (key: string) => new RegExp(`(?:^|[{,])[ \\t]*"?${key}"?[ \\t]*:`, "m");
  return pattern("sessions").test(head) && pattern("clinicians").test(head);
}
