/** Workbooks that are small, or allowed by their size, and would take minutes or gigabytes to read without bounds. */
import { deflateSync, strToU8, zipSync } from "fflate";
import { SHEET, sheetOf, withStatedSize, workbook } from "./workbooks.ts";

const MIB = 1024 * 1024;

/** Packing takes longer than reading; the fastest level packs these well. */
const FAST = { level: 1 } as const;

const ofSheet = (xml: string | Uint8Array) => workbook({ sheets: [{}], parts: { [SHEET]: xml } }, FAST);

/** A sheet of the given number of bytes that repeats a piece. */
const repeated = (start: string, unit: string, end: string, size: number) =>
  ofSheet(`<worksheet>${start}${unit.repeat(Math.floor(size / unit.length))}${end}</worksheet>`);

/** The most that is read of a workbook, less what its other parts take. */
const ALL = 47 * MIB;

export const BOMBS: readonly { readonly name: string; readonly make: () => Uint8Array }[] = [
  {
    name: "a part past 64 MiB that is said to be small",
    make: () => withStatedSize(ofSheet(new Uint8Array(65 * MIB).fill(0x20)), SHEET, 10),
  },
  { name: "a part past 64 MiB", make: () => ofSheet(new Uint8Array(65 * MIB).fill(0x20)) },
  { name: "many large parts", make: () => workbook({ sheets: Array(5).fill({ rows: " ".repeat(60 * MIB) }) }, FAST) },
  {
    name: "many sheets of empty rows",
    make: () =>
      workbook({ sheets: Array.from({ length: 40 }, () => ({ rows: `${"<row/>".repeat(100_000)}<row><c><v>1</v></c></row>` })) }, FAST),
  },
  {
    name: "more than 2,000 parts",
    make: () => zipSync(Object.fromEntries(Array.from({ length: 2_001 }, (_, i) => [`xl/${i}`, new Uint8Array()]))),
  },
  { name: "more than 300,000 cells", make: () => sheetOf("<row><c/><c/></row>".repeat(150_001)) },
  {
    name: "300,000 cells and a part that breaks off",
    make: () => ofSheet(`<worksheet><sheetData>${'<row><c t="d"><v>2026-11-30T18:30:00</v></c></row>'.repeat(299_999)}`),
  },
  { name: "more rows than a sheet has", make: () => sheetOf("<row/>".repeat(1_048_577)) },
  {
    name: "cells far to the right in every row",
    make: () => sheetOf(Array.from({ length: 400 }, (_, i) => `<row r="${i + 1}"><c r="XFD${i + 1}"><v>1</v></c></row>`).join("")),
  },
  { name: "nothing but elements", make: () => repeated("", "<a/>", "", ALL) },
  { name: "nothing but attributes", make: () => repeated("", '<a a="" b="" c="" d="" e="" f="" g="" h=""/>', "</a>", ALL) },
  {
    name: "one element of millions of attributes",
    make: () => ofSheet(`<worksheet ${Array.from({ length: 3_000_000 }, (_, i) => `a${i}=""`).join(" ")}/>`),
  },
  { name: "one long attribute", make: () => repeated('<a a="', "x", '"/>', ALL) },
  { name: "packed data that ends long before its part", make: endsEarly },
  { name: "one long comment", make: () => repeated("<!--", "x", "-->", ALL) },
  { name: "nothing but entities", make: () => repeated("", "&amp;", "</a>", ALL) },
  { name: "merges without end", make: () => repeated("", '<mergeCell ref="A1:XFD1048576"/>', "</a>", ALL) },
  {
    name: "hidden columns from far below zero",
    make: () => repeated("<cols>", '<col min="-9e15" max="9e15" hidden="1"/>', "</cols>", MIB),
  },
];

/** The part is stored, so that the archive takes it as it is; then marked as compressed. */
function endsEarly(): Uint8Array {
  const packed = new Uint8Array(40 * MIB);
  packed.set(deflateSync(strToU8("<worksheet/>")));
  const bytes = workbook({ sheets: [{}], parts: { [SHEET]: packed } }, { level: 0 });
  const view = new DataView(bytes.buffer);
  for (let at = bytes.length - 2_000; at < bytes.length - 46; at++)
    if (view.getUint32(at, true) === 0x02014b50) view.setUint16(at + 10, 8, true);
  return bytes;
}
