/** Workbooks that are damaged, altered, or made to exhaust the reader: refused with a sentence, in bounded time and memory. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Unimportable } from "../src/import/entry.ts";
import type { Table } from "../src/import/source.ts";
import { isUnimportable } from "../src/import/unimportable.ts";
import { readWorkbook } from "../src/import/xlsx/read-workbook.ts";
import { IS_LONG_RUN, some } from "./support/matrix.ts";
import { wordsOf } from "./support/words-of.ts";
import { BOMBS } from "./support/workbook-bombs.ts";
import { escaped, SHEET, sheetOf, workbook } from "./support/workbooks.ts";

/** The bound is 5 s on a machine that does nothing else. */
const MAX_SECONDS = 20;

function refusal(bytes: Uint8Array): Unimportable {
  const read = readWorkbook(bytes, 2);
  if (!isUnimportable(read)) throw new Error("was read");
  return read;
}

const why = (bytes: Uint8Array) => wordsOf(refusal(bytes));

/** Seconds of processor time, which other processes do not change. */
function secondsOf(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

describe("a workbook is refused", () => {
  test("if a cell or row is there twice, with its name", () => {
    const twice = refusal(sheetOf('<row r="4"><c r="C4"><v>1</v></c><c r="C4"><v>2</v></c></row>'));
    expect(wordsOf(twice)).toContain("Cell C4 of sheet 1");
    expect(twice.at).toEqual({ file: 2, sheet: 1, line: 4, cell: "C4" });
    expect(why(sheetOf('<row r="4"><c><v>1</v></c></row><row r="4"><c><v>1</v></c></row>'))).toContain("Row 4 of sheet 1");
  });

  test("if it has a DOCTYPE, with or without entities", () => {
    const bomb =
      '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><worksheet><sheetData><row><c t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>';
    expect(why(sheetOf("", { parts: { [SHEET]: bomb } }))).toContain("DOCTYPE");
    expect(why(sheetOf("", { parts: { "xl/workbook.xml": "<!DOCTYPE workbook SYSTEM 'http://example.com/x'><workbook/>" } }))).toContain(
      "DOCTYPE",
    );
  });

  test.each([
    ["a part with something else in it", { [SHEET]: "<html><body/></html>" }],
    ["elements within elements without end", { [SHEET]: "<worksheet>".repeat(100_000) }],
    [
      "a sheet that is there twice",
      { "xl/workbook.xml": '<workbook><sheets><sheet name="a" r:id="rId1"/><sheet name="b" r:id="rId1"/></sheets></workbook>' },
    ],
    ["broken XML", { [SHEET]: "<worksheet><sheetData><row></sheetData></worksheet>" }],
    ["XML that ends early", { [SHEET]: "<worksheet><sheetData><row>" }],
    ["an empty part", { [SHEET]: "" }],
    ["an unknown entity", { [SHEET]: "<worksheet>&who;</worksheet>" }],
    ["broken UTF-8", { [SHEET]: Uint8Array.of(0x3c, 0x61, 0x3e, 0xff, 0x3c, 0x2f, 0x61, 0x3e) }],
    ["a missing sheet", { [SHEET]: null }],
    ["a missing main part", { "xl/workbook.xml": null }],
    ["sheets without parts", { "xl/_rels/workbook.xml.rels": "<Relationships/>" }],
    ["a row beyond the last", { [SHEET]: '<worksheet><sheetData><row r="1048577"/></sheetData></worksheet>' }],
    ["a cell beyond the last", { [SHEET]: '<worksheet><sheetData><row><c r="XFE1"/></row></sheetData></worksheet>' }],
    ["a cell of another row", { [SHEET]: '<worksheet><sheetData><row r="1"><c r="A2"/></row></sheetData></worksheet>' }],
    ["a cell in a cell", { [SHEET]: "<worksheet><sheetData><row><c><c/></c></row></sheetData></worksheet>" }],
    ["a row in a row", { [SHEET]: "<worksheet><sheetData><row><row/></row></sheetData></worksheet>" }],
    ["a shared string that is not there", { [SHEET]: '<worksheet><sheetData><row><c t="s"><v>7</v></c></row></sheetData></worksheet>' }],
    ["a negative shared string", { [SHEET]: '<worksheet><sheetData><row><c t="s"><v>-1</v></c></row></sheetData></worksheet>' }],
    ["an element of 257 attributes", { [SHEET]: `<worksheet ${Array.from({ length: 257 }, (_, i) => `a${i}=""`).join(" ")}/>` }],
    ["a merge of nothing", { [SHEET]: '<worksheet><mergeCells><mergeCell ref="B2:A1"/></mergeCells></worksheet>' }],
    [
      "columns told twice",
      { [SHEET]: '<worksheet><cols><col min="1" max="9" hidden="1"/><col min="9" max="9" hidden="1"/></cols></worksheet>' },
    ],
  ])("for %s", (_, parts) => {
    expect(why(sheetOf("", { strings: "<si><t>a</t></si>", parts }))).toContain("This workbook is damaged.");
  });

  test("if two of its parts have one name", () => {
    expect(why(sheetOf("", { parts: { "XL/workbook.xml": "<workbook/>" } }))).toContain("damaged");
  });

  test("wherever it is cut off", () => {
    const whole = sheetOf("<row><c><v>1</v></c></row>");
    for (let length = 0; length < whole.length; length++) expect(isUnimportable(readWorkbook(whole.subarray(0, length)))).toBe(true);
  });

  test("if a byte of its content is changed, or it is read the same", () => {
    const whole = sheetOf("<row><c><v>12345</v></c></row>", { strings: "<si><t>Ann</t></si>" });
    const tables = JSON.stringify(readWorkbook(whole));
    for (let at = 0; at < whole.length; at += IS_LONG_RUN ? 1 : 11) {
      const changed = whole.slice();
      changed[at] = (whole[at] as number) ^ 0x11;
      const read = readWorkbook(changed);
      if (!isUnimportable(read)) expect(JSON.stringify(read), `byte ${at}`).toBe(tables);
    }
  });
});

describe("a workbook is refused past the bound, which is told", () => {
  test("of 100,000 merged ranges in all sheets", () => {
    const merged = (count: number) => ({
      xml: `<sheetData><row><c><v>1</v></c></row></sheetData><mergeCells>${'<mergeCell ref="A1:B1"/>'.repeat(count)}</mergeCells>`,
    });
    const [table] = readWorkbook(workbook({ sheets: [merged(50_000), merged(50_000)] })) as readonly Table[];
    expect(table?.rows[0]?.cells[0]?.covers).toEqual({ rows: 1, columns: 2 });
    expect(why(workbook({ sheets: [merged(50_000), merged(50_001)] }))).toContain("more than 100,000 merged ranges");
  });

  test("of 100,000 characters in a cell, and of 64 MiB in all of them", () => {
    const shared = (length: number, cells: number) =>
      sheetOf(`<row>${'<c t="s"><v>0</v></c>'.repeat(cells)}</row>`, { strings: `<si><t>${"x".repeat(length)}</t></si>` });
    expect(isUnimportable(readWorkbook(shared(100_000, 600)))).toBe(false);
    expect(why(shared(100_000, 700))).toContain("more than 64 MiB of text");
    expect(why(shared(100_001, 1))).toContain("more than 100,000 characters");
    expect(refusal(shared(100_001, 1)).at).toEqual({ file: 2, sheet: 1, line: 1, cell: "A1" });
  });

  test("of 1,048,576 rows in all sheets", () => {
    const blank = (count: number) => ({ rows: "<row/>".repeat(count) });
    expect(isUnimportable(readWorkbook(workbook({ sheets: [blank(500_000), blank(548_576)] })))).toBe(false);
    expect(why(workbook({ sheets: [blank(500_000), blank(548_577)] }))).toContain("more than 1,048,576 rows");
  });
});

describe("within the bounds of time", () => {
  test.each(some(BOMBS, 4))("$name", { timeout: 300_000 }, ({ make }) => {
    const bytes = make();
    let words = "";
    const seconds = secondsOf(() => {
      words = why(bytes);
    });
    expect(words).toMatch(/damaged|too large|more than/);
    expect(seconds).toBeLessThan(MAX_SECONDS);
  });

  test("shared strings that are as many as may be are read", { timeout: 120_000 }, () => {
    const bytes = sheetOf("", { strings: `<si><t>${"x".repeat(40)}</t></si>`.repeat(300_000) });
    expect(secondsOf(() => expect(isUnimportable(readWorkbook(bytes))).toBe(false))).toBeLessThan(MAX_SECONDS);
  });
});

const cell = fc.oneof(
  fc.constant(null),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (Object.is(number, -0) ? 0 : number)),
  fc.string({ unit: fc.constantFrom(..."ab <&\"'é–]\n_"), minLength: 1, maxLength: 8 }).map((text) => `${text.trim()}x`),
);

test("any workbook that is written is read back equal, with shared or inline strings, with or without references", () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 6 }),
      fc.boolean(),
      fc.boolean(),
      (grid, isShared, hasReferences) => {
        const strings: string[] = [];
        const rows = grid.map((cells, i) => {
          const tags = cells.map((value, j) => {
            const reference = hasReferences ? ` r="${String.fromCharCode(65 + j)}${i + 1}"` : "";
            if (value === null) return hasReferences ? "" : "<c/>";
            if (typeof value === "number") return `<c${reference}><v>${value}</v></c>`;
            if (!isShared) return `<c${reference} t="inlineStr"><is><t>${escaped(value)}</t></is></c>`;
            strings.push(`<si><t>${escaped(value)}</t></si>`);
            return `<c${reference} t="s"><v>${strings.length - 1}</v></c>`;
          });
          return `<row${hasReferences ? ` r="${i + 1}"` : ""}>${tags.join("")}</row>`;
        });
        const read = readWorkbook(sheetOf(rows.join(""), { strings: strings.join("") })) as readonly Table[];
        const values = read[0]?.rows.map(({ cells }) => cells.map(({ text, number }) => number ?? (text === "" ? null : text)));
        const withoutEnd = <T>(list: readonly T[], isBlank: (item: T) => boolean) =>
          list.slice(0, list.findLastIndex((item) => !isBlank(item)) + 1);
        const expected = grid.map((cells) => withoutEnd(cells, (value) => value === null));
        expect(values).toEqual(withoutEnd(expected, (cells) => cells.length === 0));
      },
    ),
  );
});

test("any bytes at all are refused, also behind the start of a workbook", () => {
  const start = sheetOf("<row><c><v>1</v></c></row>");
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat({ max: start.length }), (bytes, cut) => {
      expect(isUnimportable(readWorkbook(bytes))).toBe(true);
      const joined = new Uint8Array([...start.subarray(0, cut), ...bytes, ...start.subarray(cut)]);
      readWorkbook(joined);
    }),
  );
});

test("any XML at all in a part is read or refused", () => {
  const token = fc.constantFrom(
    "<row>",
    "</row>",
    "<c>",
    "</c>",
    '<c t="s">',
    "<v>",
    "</v>",
    "1",
    "<is>",
    "</is>",
    "<t>",
    "</t>",
    "<f/>",
    "<rPh>",
    "</rPh>",
    "<sheetData>",
    "</sheetData>",
    '<mergeCell ref="A1:B2"/>',
    "<cols>",
    "</cols>",
    '<col min="1" max="2" hidden="1"/>',
    "x",
    "&amp;",
  );
  fc.assert(
    fc.property(fc.array(token, { maxLength: 30 }), (tokens) => {
      readWorkbook(sheetOf(tokens.join(""), { strings: "<si><t>a</t></si>" }));
      readWorkbook(sheetOf("", { strings: tokens.join("") }));
    }),
  );
});
