/** Workbooks: every kind of cell, dates, hidden parts, merges, and workbooks of other writers than Excel. */
import { deflateSync } from "fflate";
import { describe, expect, test } from "vitest";
import { readSerial } from "../src/import/serial-date.ts";
import type { Cell, Table } from "../src/import/source.ts";
import { isUnimportable } from "../src/import/unimportable.ts";
import { readWorkbook } from "../src/import/xlsx/read-workbook.ts";
import { wordsOf } from "./support/words-of.ts";
import { sheetOf, type WorkbookSpec, withStatedSize, workbook } from "./support/workbooks.ts";

function tables(bytes: Uint8Array): readonly Table[] {
  const read = readWorkbook(bytes);
  if (isUnimportable(read)) throw new Error(wordsOf(read));
  return read;
}

const firstTable = (bytes: Uint8Array) => tables(bytes)[0] as Table;
const texts = (table: Table) => table.rows.map(({ cells }) => cells.map(({ text }) => text));

/** The cells of a sheet that has one row. */
const cellsOf = (cells: string, more: Omit<WorkbookSpec, "sheets"> = {}): readonly Cell[] =>
  firstTable(sheetOf(`<row r="1">${cells}</row>`, more)).rows[0]?.cells ?? [];

const inline = (text: string, reference = "") =>
  `<c ${reference === "" ? "" : `r="${reference}" `}t="inlineStr"><is><t>${text}</t></is></c>`;

describe("a cell holds", () => {
  test("a shared string, with all of its runs and without phonetic ones", () => {
    const strings =
      "<si><t>Ann</t></si><si><r><rPr><b/></rPr><t>Be</t></r><r><t xml:space='preserve'>n </t></r><rPh sb='0' eb='1'><t>XX</t></rPh><phoneticPr fontId='1'/></si><si/>";
    expect(cellsOf('<c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c><c t="s"><v>1</v></c>', { strings })).toEqual([
      { text: "Ann" },
      { text: "Ben" },
      { text: "" },
      { text: "Ben" },
    ]);
  });

  test("an inline string, with runs, character data and escapes", () => {
    expect(
      cellsOf(
        `${inline("a&amp;b")}<c t="inlineStr"><is><r><t>x</t></r><r><t><![CDATA[<y>]]></t></r></is></c>${inline("1_x000D_\n2_x000D_\r\n3_x005F_x000A_")}`,
      ),
    ).toEqual([{ text: "a&b" }, { text: "x<y>" }, { text: "1\n2\n3_x000A_" }]);
  });

  test("a number in its shortest decimal spelling, with the zeros of a format of zeros", () => {
    const cells = cellsOf(
      '<c><v>42</v></c><c s="1"><v>42</v></c><c><v>1.50</v></c><c><v>1E-7</v></c><c><v>1.25E+22</v></c><c><v>12345678901234567890</v></c><c><v>-2.5e-9</v></c><c><v>abc</v></c>',
      { formats: ["00000"] },
    );
    expect(cells.map(({ text }) => text)).toEqual([
      "42",
      "00042",
      "1.5",
      "0.0000001",
      "12500000000000000000000",
      "12345678901234567890",
      "-0.0000000025",
      "abc",
    ]);
    expect(cells.map(({ number }) => number)).toEqual([42, 42, 1.5, 1e-7, 1.25e22, Number("12345678901234567890"), -2.5e-9, undefined]);
  });

  test("a boolean, an error value, the text of a formula", () => {
    expect(cellsOf('<c t="b"><v>1</v></c><c t="b"><v>0</v></c><c t="e"><v>#REF!</v></c><c t="str"><f>A1</f><v>Ann</v></c>')).toEqual([
      { text: "TRUE" },
      { text: "FALSE" },
      { text: "#REF!", fault: "error" },
      { text: "Ann" },
    ]);
  });

  test("the stored value of a formula; one without is named", () => {
    expect(
      cellsOf(
        '<c><f>1+1</f><v>2</v></c><c><f>1+1</f></c><c><f>A1</f><v/></c><c t="str"><f>""</f><v></v></c><c><f t="shared" si="0"/><v>3</v></c>',
      ),
    ).toEqual([
      { text: "2", number: 2 },
      { text: "", fault: "no-value" },
      { text: "", fault: "no-value" },
      { text: "" },
      { text: "3", number: 3 },
    ]);
  });

  test("no value of a formula, where the writer left the calculation to Excel", () => {
    expect(cellsOf("<c><f>1+1</f><v>0</v></c><c><v>5</v></c>", { more: '<calcPr fullCalcOnLoad="1"/>' })).toEqual([
      { text: "", fault: "no-value" },
      { text: "5", number: 5 },
    ]);
  });

  test("an ISO date, as the number that a date is", () => {
    const iso = (text: string) => `<c t="d"><v>${text}</v></c>`;
    const cells = cellsOf(`${iso("2026-11-30")}${iso("2026-11-30T18:30:00")}${iso("18:00")}`);
    expect(cells.map(({ number, shownAs }) => [number, shownAs])).toEqual([
      [46356, "date"],
      [46356 + 18.5 / 24, "date-time"],
      [0.75, "time"],
    ]);
    expect(cells[1]?.text).toBe("2026-11-30T18:30:00");
    expect(cellsOf(iso("2026-11-30"), { properties: 'date1904="1"' })[0]?.number).toBe(46356 - 1462);
  });

  test("an ISO date that the calendar does not have, as its text", () => {
    const texts = ["2026-02-30", "2026-13-45", "2026-11-31T18:00", "0050-01-01", "1850-01-01", "2026-11-30T24:00", "soon"];
    expect(cellsOf(texts.map((text) => `<c t="d"><v>${text}</v></c>`).join(""))).toEqual(texts.map((text) => ({ text })));
  });
});

describe("a number format shows a number as", () => {
  test.each([
    ["General", undefined],
    ["0.00", undefined],
    ["#,##0.00;[Red]-#,##0.00", undefined],
    ['0 "days"', undefined],
    ["\\d0", undefined],
    ["_(* #,##0.00_)", undefined],
    ["@", undefined],
    ["m/d/yyyy", "date"],
    ["[$-409]ddd, mmm d;@", "date"],
    ["[$-F800]dddd, mmmm dd, yyyy", "date"],
    ["mmm", "date"],
    ["h:mm AM/PM", "time"],
    ["[$-409]h:mm:ss A/P;@", "time"],
    ["mm:ss.0", "time"],
    ["hh", "time"],
    ["m/d/yy h:mm;@", "date-time"],
    ['yyyy-mm-dd"T"hh:mm:ss', "date-time"],
    ["[h]:mm", "duration"],
    ["[mm]:ss", "duration"],
    [14, "date"],
    [17, "date"],
    [18, "time"],
    [21, "time"],
    [22, "date-time"],
    [45, "time"],
    [46, "duration"],
    [49, undefined],
    [9, undefined],
  ] as const)("%s: %s", (format, shownAs) => {
    expect(cellsOf('<c s="1"><v>0.5</v></c>', { formats: [format] })[0]?.shownAs).toBe(shownAs);
  });
});

describe("a serial number is", () => {
  const day = (text: string) => Date.parse(`${text}T00:00Z`) / 86_400_000;
  test.each([
    [46356.7708333333, false, { day: day("2026-11-30"), minutes: 18 * 60 + 30, seconds: 0 }],
    [0.75, false, { day: null, minutes: 18 * 60, seconds: 0 }],
    [0.75, true, { day: null, minutes: 18 * 60, seconds: 0 }],
    [0, false, { day: null, minutes: 0, seconds: 0 }],
    [0.9999999, false, { day: null, minutes: 0, seconds: 0 }],
    [46356.9999999, false, { day: day("2026-12-01"), minutes: 0, seconds: 0 }],
    [44894.5, true, { day: day("2026-11-30"), minutes: 720, seconds: 0 }],
    [46356.25 + 7 / 86_400, false, { day: day("2026-11-30"), minutes: 360, seconds: 7 }],
    [1, false, { day: day("1900-01-01"), minutes: 0, seconds: 0 }],
    [59, false, { day: day("1900-02-28"), minutes: 0, seconds: 0 }],
    [60, false, null],
    [61, false, { day: day("1900-03-01"), minutes: 0, seconds: 0 }],
    [1, true, { day: day("1904-01-02"), minutes: 0, seconds: 0 }],
    [2_958_465, false, { day: day("9999-12-31"), minutes: 0, seconds: 0 }],
    [2_958_466, false, null],
    [-1, false, null],
    [Number.NaN, false, null],
    [Number.POSITIVE_INFINITY, false, null],
  ])("%s (from 1904: %s)", (serial, isFrom1904, expected) => {
    expect(readSerial(serial, isFrom1904)).toEqual(expected);
  });
});

describe("a sheet", () => {
  test("is read by the references of its cells, whatever its dimension says", () => {
    const xml = `<dimension ref="A1:A1"/><sheetData><row r="1">${inline("a", "A1")}${inline("c", "C1")}</row><row r="3">${inline("z", "AA3")}</row></sheetData>`;
    expect(texts(firstTable(workbook({ sheets: [{ xml }] })))).toEqual([
      ["a", "", "c"],
      [...Array(26).fill(""), "z"],
    ]);
  });

  test("may have rows and cells without references, and in any order", () => {
    const rows = `<row>${inline("a")}${inline("b")}</row><row>${inline("c", "B2")}${inline("d")}</row><row r="9">${inline("z", "C9")}${inline("y", "A9")}</row><row r="4">${inline("m", "A4")}</row>`;
    const table = firstTable(sheetOf(rows));
    expect(table.rows.map(({ line }) => line)).toEqual([1, 2, 4, 9]);
    expect(texts(table)).toEqual([["a", "b"], ["", "c", "d"], ["m"], ["y", "", "z"]]);
  });

  test("may have a cell in its last row and column", () => {
    const table = firstTable(sheetOf(`<row r="1">${inline("a", "A1")}</row><row r="1048576">${inline("z", "XFD1048576")}</row>`));
    expect(table.rows.map(({ line, cells }) => [line, cells.length, cells.at(-1)?.text])).toEqual([
      [1, 1, "a"],
      [1_048_576, 16_384, "z"],
    ]);
  });

  test("keeps blank rows between others, and drops those after the last", () => {
    const table = firstTable(
      sheetOf(`<row r="1">${inline("a")}</row><row r="2"/><row r="3"><c s="1"/>${inline("b")}<c/></row><row r="4"><c/></row><row r="5"/>`),
    );
    expect(texts(table)).toEqual([["a"], [], ["", "b"]]);
  });

  test("tells hidden rows and columns", () => {
    const xml = `<cols><col min="1" max="1" width="9"/><col min="2" max="3" hidden="1"/><col min="5" max="5" width="0"/></cols><sheetData><row r="1" hidden="1">${inline("a")}</row><row r="2">${inline("b")}</row><row r="3" ht="0" customHeight="1">${inline("c")}</row></sheetData>`;
    const table = firstTable(workbook({ sheets: [{ xml }] }));
    expect([...table.hiddenColumns]).toEqual([1, 2, 4]);
    expect(table.rows.map(({ isHidden }) => isHidden)).toEqual([true, false, true]);
  });

  test("tells what a merged cell covers, up to the end of the sheet", () => {
    const xml = `<sheetData><row r="1">${inline("Ann", "A1")}${inline("x", "B1")}</row><row r="2">${inline("y", "B2")}</row></sheetData><mergeCells><mergeCell ref="A1:A3"/><mergeCell ref="B2:XFD1048576"/><mergeCell ref="B1"/><mergeCell ref="D1:E1"/></mergeCells>`;
    const { rows } = firstTable(workbook({ sheets: [{ xml }] }));
    expect(rows[0]?.cells).toEqual([{ text: "Ann", covers: { rows: 3, columns: 1 } }, { text: "x" }]);
    expect(rows[1]?.cells[1]).toEqual({ text: "y", covers: { rows: 1_048_575, columns: 16_383 } });
  });

  test("is not confused by rows and columns of its buttons and extensions", () => {
    const xml = `<sheetData><row r="1">${inline("a")}</row></sheetData><controls><control><anchor><from><xdr:col>0</xdr:col><xdr:row>5</xdr:row></from></anchor></control></controls><extLst><ext><x14:c/><x14:row/></ext></extLst>`;
    expect(texts(firstTable(workbook({ sheets: [{ xml }] })))).toEqual([["a"]]);
  });
});

describe("a workbook", () => {
  test("gives its sheets with their position, name and whether they are hidden; chart sheets are skipped", () => {
    const bytes = workbook({
      sheets: [
        { name: "Mon &amp; Tue", rows: `<row>${inline("a")}</row>` },
        { name: "Chart", type: "chartsheet", xml: "" },
        { state: "hidden", rows: `<row>${inline("b")}</row>` },
        { state: "veryHidden" },
      ],
    });
    expect(tables(bytes).map(({ sheet }) => sheet)).toEqual([
      { number: 1, name: "Mon & Tue", isHidden: false },
      { number: 3, name: "Sheet3", isHidden: true },
      { number: 4, name: "Sheet4", isHidden: true },
    ]);
  });

  test("may count its days from 1904", () => {
    expect(firstTable(sheetOf("", { properties: 'date1904="1"' })).isFrom1904).toBe(true);
    expect(firstTable(sheetOf("", { properties: 'date1904="true"' })).isFrom1904).toBe(true);
    expect(firstTable(sheetOf("", { properties: 'date1904="0"' })).isFrom1904).toBe(false);
  });

  test("may be strict, and have prefixes", () => {
    const parts = {
      "xl/workbook.xml": `<x:workbook xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main" xmlns:rel="http://purl.oclc.org/ooxml/officeDocument/relationships"><x:sheets><x:sheet name="S" sheetId="1" rel:id="rId1"/></x:sheets></x:workbook>`,
      "xl/worksheets/sheet1.xml": `<x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c><x:c r="B1"><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>`,
    };
    expect(texts(firstTable(sheetOf("", { parts })))).toEqual([["a", "2"]]);
  });

  test.each([
    ["absolute", "/xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"],
    ["relative", "../other/./Sheet1.xml", "other/sheet1.xml"],
    ["in other letter case", "Worksheets/SHEET1.xml", "xl/worksheets/sheet1.XML"],
    ["with backslashes in the archive", "worksheets/sheet1.xml", "xl\\worksheets\\sheet1.xml"],
  ])("may name its parts by a path that is %s", (_, target, path) => {
    const relation = `<Relationship Id="rId1" Type="http://x/relationships/worksheet" Target="${target}"/>`;
    const parts = {
      "xl/worksheets/sheet1.xml": null,
      [path]: `<worksheet><sheetData><row>${inline("found")}</row></sheetData></worksheet>`,
      "xl/_rels/workbook.xml.rels": `<Relationships>${relation}</Relationships>`,
    };
    expect(texts(firstTable(sheetOf("", { parts })))).toEqual([["found"]]);
  });

  test("may have its main part in another place, and parts in UTF-16", () => {
    const wide = (text: string) =>
      Uint8Array.from([0xff, 0xfe, ...[...text].flatMap((letter) => [letter.charCodeAt(0) & 0xff, letter.charCodeAt(0) >> 8])]);
    const bytes = workbook({
      sheets: [],
      parts: {
        "_rels/.rels": '<Relationships><Relationship Id="a" Type="x/officeDocument" Target="/book/main.xml"/></Relationships>',
        "xl/workbook.xml": null,
        "book/main.xml": '<workbook><sheets><sheet name="S" r:id="b"/></sheets></workbook>',
        "book/_rels/main.xml.rels": '<Relationships><Relationship Id="b" Type="x/worksheet" Target="one.xml"/></Relationships>',
        "book/one.xml": wide(
          `<?xml version="1.0" encoding="UTF-16"?><worksheet><sheetData><row>${inline("Zoë")}</row></sheetData></worksheet>`,
        ),
      },
    });
    expect(texts(firstTable(bytes))).toEqual([["Zoë"]]);
  });

  test("is read though its directory states wrong sizes", () => {
    const bytes = withStatedSize(sheetOf(`<row>${inline("a")}</row>`), "xl/worksheets/sheet1.xml", 3);
    expect(texts(firstTable(bytes))).toEqual([["a"]]);
  });

  test("is read if its parts are not compressed, or in several blocks", () => {
    expect(texts(firstTable(workbook({ sheets: [{ rows: `<row>${inline("a")}</row>` }] }, { level: 0 })))).toEqual([["a"]]);
    const rows = Array.from({ length: 20_000 }, (_, i) => `<row><c><v>${Math.sin(i)}</v></c></row>`).join("");
    const table = firstTable(sheetOf(rows));
    expect(table.rows).toHaveLength(20_000);
    expect(table.rows.every(({ cells }, i) => cells[0]?.number === Math.sin(i))).toBe(true);
    expect(deflateSync(new TextEncoder().encode(rows)).length).toBeGreaterThan(100_000);
  });
});
