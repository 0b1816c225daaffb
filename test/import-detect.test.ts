/** What a file is, by its content: the four formats that are imported, and what everything else is. */

import fc from "fast-check";
import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { detect, misnamed } from "../src/import/detect.ts";
import { isUnimportable } from "../src/import/unimportable.ts";
import { encoded } from "./support/encoded.ts";
import { wordsOf } from "./support/words-of.ts";
import { sheetOf } from "./support/workbooks.ts";

const file = (content: string | Uint8Array, name = "export.xlsx") => ({
  name,
  bytes: typeof content === "string" ? new TextEncoder().encode(content) : content,
});
const zip = (...paths: readonly string[]) => zipSync(Object.fromEntries(paths.map((path) => [path, new Uint8Array([1])])));

/** A compound file with a directory that has these streams. */
function compound(...streams: readonly string[]): Uint8Array {
  const bytes = new Uint8Array(512 + 128 * streams.length);
  bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  for (const [i, name] of streams.entries()) bytes.set(encoded(name, "utf-16le", false), 512 + 128 * i);
  return bytes;
}

describe("the content decides, whatever the name", () => {
  test.each([
    ["a workbook", sheetOf(""), "xlsx"],
    ["a workbook with other letter case", zip("XL\\Workbook.xml"), "xlsx"],
    ["a calendar", "\ufeff\r\nBEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "ics"],
    ["a calendar in small letters", "begin:vcalendar\n", "ics"],
    ["a bundle", '{ "resourceType": "Bundle" }', "fhir"],
    ["a bundle that says so late", `{"entry": [${'"x",'.repeat(20_000)}1], "resourceType": "Bundle" }`, "fhir"],
    ["resources line by line", '\n{"id":"1","resourceType":"Slot"}\n{"id":"2","resourceType":"Slot"}\n', "fhir"],
    ["a list of resources", '[{"resourceType":"Slot"}]', "fhir"],
    ["CSV", "Date,Client\n11/30/2026,Ann\n", "csv"],
    ["CSV in UTF-16", encoded("Date\tClient\r\n11/30/2026\tZoë\r\n", "utf-16le", true), "csv"],
    ["CSV in Windows-1252", encoded("Größe;Name\n", "windows-1252", false), "csv"],
    ["CSV with a few NULs", "a,b\0\n1,2\n", "csv"],
  ] as const)("%s", (_, content, format) => {
    expect(detect(file(content))).toBe(format);
    expect(detect(file(content, "x.pdf"))).toBe(format);
  });
});

describe("what else it is, is told", () => {
  test.each([
    ["nothing", "", "is empty"],
    ["blank lines", "\ufeff \r\n\r\n", "is empty"],
    ["a web page", "<!DOCTYPE html>\n<html><table><tr><td>Ann</td></tr></table></html>", "a web page"],
    ["a table of a web page", "\n<table border='1'><tr>", "a web page"],
    ["a web page without its head", "<style>td {}</style><table>", "a web page"],
    [
      "an XML spreadsheet",
      '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
      "XML spreadsheet of Excel 2003",
    ],
    ["a web archive", "MIME-Version: 1.0\nContent-Type: multipart/related\n", "a web archive"],
    ["FHIR in XML", '<Bundle xmlns="http://hl7.org/fhir"/>', "FHIR data in XML"],
    ["other JSON", '{"events": []}', "JSON, but not FHIR data"],
    ["a roster in YAML", "program: X\nclinicians: []\nsessions:\n  - id: a\n", "already a ratio-audit roster"],
    ["a roster in JSON", '{\n  "clinicians": [],\n  "sessions": []\n}', "already a ratio-audit roster"],
    ["a mapping", "mapping: 1\nfrom: csv\n", "a mapping, not an export"],
    ["a contact card", "BEGIN:VCARD\nFN:Ann\n", "a contact card"],
    ["rich text", "{\\rtf1 hello}", "a Rich Text document"],
    ["a workbook with a password", compound("Root Entry", "EncryptionInfo", "EncryptedPackage"), "protected by a password"],
    ["an old workbook", compound("Root Entry", "Workbook"), "old binary format (.xls)"],
    ["an older workbook", compound("Root Entry", "Book"), "old binary format (.xls)"],
    ["an old document", compound("Root Entry", "WordDocument"), "an old Office file"],
    ["a binary workbook", zip("[Content_Types].xml", "xl/workbook.bin", "xl/worksheets/sheet1.bin"), ".xlsb"],
    ["an OpenDocument spreadsheet", zip("mimetype", "content.xml"), ".ods"],
    ["a Numbers document", zip("Index/Document.iwa", "preview.jpg"), "Numbers"],
    ["a Word document", zip("[Content_Types].xml", "word/document.xml", "word/embeddings/xl/x"), "a Word document"],
    ["a presentation", zip("ppt/presentation.xml"), "PowerPoint"],
    ["another zip archive", zip("week.csv"), "a zip archive without a workbook"],
    ["a zip archive that is cut off", sheetOf("").subarray(0, 200), "damaged"],
    ["a PDF", "%PDF-1.7\n", "a PDF"],
    ["an image", Uint8Array.of(0x89, 0x50, 0x4e, 0x47), "an image"],
    ["an image from a phone", strToU8("\0\0\0\x18ftypheic", true), "an image"],
    ["bytes of no format", Uint8Array.from({ length: 400 }, (_, i) => (i * 7) % 32), "a binary file"],
  ] as const)("%s", (_, content, words) => {
    const found = detect(file(content));
    if (!isUnimportable(found)) throw new Error(`taken for ${found}`);
    expect(wordsOf(found)).toContain(words);
    expect(found.help.length).toBeGreaterThan(0);
  });
});

test("a name of another format is remarked on, once the content is known", () => {
  const remark = (name: string, format: "csv" | "xlsx" | "ics" | "fhir") => {
    const message = misnamed({ name }, format);
    return message === null ? null : wordsOf({ message });
  };
  expect(remark("Lee, Kim.XLSX", "csv")).toBe("The file is read as CSV, which it is, although its name ends in .xlsx.");
  expect(remark("week.csv", "xlsx")).toContain("an Excel workbook");
  for (const name of ["week.csv", "week.tsv", "week", "week.constructor", "week.2026", "-"]) expect(remark(name, "csv")).toBeNull();
});

test("any bytes at all, behind any start, are of a format or are told", () => {
  const start = fc.constantFrom(
    "",
    "PK\x03\x04",
    "PK\x05\x06",
    "\xd0\xcf\x11\xe0",
    "{",
    "[{",
    "<",
    "BEGIN:",
    "\xff\xfe",
    "\xfe\xff",
    "\xef\xbb\xbf",
    "mapping: 1",
  );
  fc.assert(
    fc.property(start, fc.uint8Array({ maxLength: 200 }), (head, bytes) => {
      const found = detect(file(new Uint8Array([...strToU8(head, true), ...bytes])));
      expect(isUnimportable(found) || ["csv", "xlsx", "ics", "fhir"].includes(found)).toBe(true);
    }),
  );
});
