/** CSV: encodings, delimiters, quotation marks, and that a table that is written out is read back equal. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readCsv } from "../src/import/csv.ts";
import { decodeText } from "../src/import/decode-text.ts";
import type { Unimportable } from "../src/import/entry.ts";
import type { Table } from "../src/import/source.ts";
import { isUnimportable } from "../src/import/unimportable.ts";
import { encoded } from "./support/encoded.ts";
import { wordsOf } from "./support/words-of.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);

function table(bytes: Uint8Array | string): Table {
  const read = readCsv(typeof bytes === "string" ? utf8(bytes) : bytes);
  if (isUnimportable(read)) throw new Error(wordsOf(read));
  return read;
}

/** The texts of the cells, row by row. */
const texts = (bytes: Uint8Array | string) => table(bytes).rows.map(({ cells }) => cells.map(({ text }) => text));
const lines = (bytes: Uint8Array | string) => table(bytes).rows.map(({ line }) => line);

function refusal(bytes: Uint8Array | string): Unimportable {
  const read = readCsv(typeof bytes === "string" ? utf8(bytes) : bytes, 3);
  if (!isUnimportable(read)) throw new Error("was read");
  return read;
}

describe("the delimiter is found in the content", () => {
  test.each([
    ["comma", "a,b,c\n1,2,3\n"],
    ["semicolon with decimal commas", "Name;Rate;Hours\nAnn;1,5;2,5\nBen;0,5;1,5\n"],
    ["semicolon with names", "Date;Client;Clinician\n11/30/2026;Lee, Kim;Amin, Noor\n11/30/2026;Day, Ann;Amin, Noor\n"],
    ["comma with lists", "Date,Clients\n11/30/2026,Ann; Ben; Cy\n11/30/2026,Dee; Eve; Fay\n"],
    [
      "tab with times",
      "Name\tJoin\tLeave\nAnn\t11/30/26, 6:00:00 PM\t11/30/26, 7:30:00 PM\nBen\t11/30/26, 6:00:10 PM\t11/30/26, 7:30:00 PM\n",
    ],
    ["pipe", "Client|Start|CPT\nAnn|18:00|90853\n"],
    ["comma below a title", "Appointments; all locations\n\nDate,Client,CPT\n11/30/2026,Ann,90853\n"],
    ["semicolon in a ragged table", "a;b;c\n1;2\n"],
    ["comma in quoted cells of semicolons", '"Kim; Lee","x; y; z"\n"a; b","c; d; e"\n'],
  ])("%s", (name, text) => {
    const delimiter = { comma: ",", semicolon: ";", tab: "\t", pipe: "|" }[name.split(" ")[0] as "comma"];
    const longest = Math.max(...table(text).rows.map(({ cells }) => cells.length));
    expect(longest).toBe(
      Math.max(
        ...text
          .replace(/"[^"]*"/g, "x")
          .split("\n")
          .map((line) => line.split(delimiter).length),
      ),
    );
  });

  test("or told by a line `sep=;`, which is no row", () => {
    expect(texts("sep=;\r\na,1;b,2\r\n")).toEqual([["a,1", "b,2"]]);
    expect(lines("sep=;\r\na,1;b,2\r\n")).toEqual([2]);
    expect(texts('"sep=^"\na^b')).toEqual([["a", "b"]]);
  });
});

describe("cells", () => {
  test("keep the line on which their row begins", () => {
    const text = 'a,b\r\n"x\ny",1\r\r\n"last",2';
    expect(texts(text)).toEqual([["a", "b"], ["x\ny", "1"], [""], ["last", "2"]]);
    expect(lines(text)).toEqual([1, 2, 4, 5]);
  });

  test("are trimmed of spaces of all kinds, marks and control characters, and NULs", () => {
    expect(texts("\u00a0a\u2007\t, b \u200e,\u0000\u0000\nx,\ufeffy,z\u0000")).toEqual([
      ["a", "b", ""],
      ["x", "y", "z"],
    ]);
  });

  test('of text keep their zeros and signs: `="00123"`, `\'=Ann`, 1e3, 00042', () => {
    expect(texts(`="00123",'=Ann,1e3,00042,'tis\n"=""00123""","'+1",="a,b",=1+1,'-x`)).toEqual([
      ["00123", "=Ann", "1e3", "00042", "'tis"],
      ["00123", "+1", "a,b", "=1+1", "-x"],
    ]);
  });

  test("may hold quotation marks, doubled or in the middle", () => {
    expect(texts(`"Ann ""Annie"" Lee",5'10",O"Brien\n"Ann "Annie" Lee",b,c\n "d, e" ,f,g`)).toEqual([
      ['Ann "Annie" Lee', `5'10"`, 'O"Brien'],
      ['Ann "Annie" Lee', "b", "c"],
      ["d, e", "f", "g"],
    ]);
  });

  test("make rows of any length, and blank lines are rows", () => {
    expect(texts("Title\n\na,b,c\n1,2\n\n,,\n1,2,3,4")).toEqual([
      ["Title"],
      [""],
      ["a", "b", "c"],
      ["1", "2"],
      [""],
      ["", "", ""],
      ["1", "2", "3", "4"],
    ]);
  });

  test("of one heading twice are told apart by their columns", () => {
    expect(texts("Paid,Charge,Paid\n1,2,3")).toEqual([
      ["Paid", "Charge", "Paid"],
      ["1", "2", "3"],
    ]);
  });
});

describe("refused", () => {
  test.each([
    ["up to the end", 'a,b\n1,2\n3,"4\n5,6\n', 3],
    ["up to the next quoted cell", 'a,b\n"Ann,1\nBen,"2"\n', 2],
    ["and swallows a cell", 'a,b\n1,2\n"Ann,"Lee"\n', 3],
  ])("a quotation mark that is not closed %s, with the line on which it opens", (_, text, line) => {
    const { at, message } = refusal(text);
    expect(at).toEqual({ file: 3, sheet: null, line, cell: null });
    expect(wordsOf({ message })).toContain(`line ${line} `);
  });

  test("a cell of more than 100,000 characters, with its line", () => {
    const of = (length: number) => `a,b\n1,2\n${"x".repeat(length)},4\n`;
    expect(table(of(100_000)).rows[2]?.cells).toHaveLength(2);
    const { at, message } = refusal(of(100_001));
    expect(at?.line).toBe(3);
    expect(wordsOf({ message })).toContain("more than 100,000 characters");
  });

  test("a quoted cell of more than 100,000 characters, which is told", () => {
    const of = (length: number) => `a,b\n1,2\n"${"x".repeat(length)}",4\n`;
    expect(table(of(99_999)).rows[2]?.cells).toHaveLength(2);
    const { at, message } = refusal(of(100_000));
    expect(at?.line).toBe(3);
    expect(wordsOf({ message })).toContain("line 3 is not closed within 100,000 characters");
    expect(wordsOf(refusal(`a,b\n${'"'.repeat(300_000)}`))).toContain("within 100,000 characters");
  });

  test("more than 200,000 cells, and blank lines count", () => {
    expect(wordsOf(refusal(`${"1,2,3,4,5\n".repeat(40_000)}1\n`))).toContain("more than 200,000 cells");
    expect(wordsOf(refusal("\n".repeat(200_001)))).toContain("more than 200,000 cells");
    expect(table("1,2,3,4,5\n".repeat(40_000)).rows).toHaveLength(40_000);
  });

  test("more than 32 MiB", () => {
    expect(wordsOf(refusal(new Uint8Array(32 * 1024 * 1024 + 1)))).toContain("more than 32 MiB");
  });

  test("text that breaks its own encoding", () => {
    expect(wordsOf(refusal(new Uint8Array([0xef, 0xbb, 0xbf, 0x41, 0xff])))).toContain("not valid UTF-8");
    expect(wordsOf(refusal(new Uint8Array([0xff, 0xfe, 0x41, 0x00, 0x42])))).toContain("not valid UTF-16");
    expect(wordsOf(refusal(new Uint8Array([0xff, 0xfe, 0, 0, 0x41, 0, 0, 0])))).toContain("UTF-32");
  });
});

describe("encodings", () => {
  test("Windows-1252 has its dashes and quotation marks where Node's own decoder has control characters", () => {
    expect(decodeText(new Uint8Array([0x91, 0x41, 0x92, 0x96, 0x93, 0x80, 0xe9, 0x9f]))).toBe("‘A’–“€éŸ");
  });

  test("UTF-16 with tabs is read with its mark and without", () => {
    for (const encoding of ["utf-16le", "utf-16be"] as const)
      for (const mark of [true, false])
        expect(texts(encoded("Name\tStart\r\nZoë – “Z”\t18:00\r\n", encoding, mark))).toEqual([
          ["Name", "Start"],
          ["Zoë – “Z”", "18:00"],
        ]);
  });

  test("a stray NUL does not make a text UTF-16", () => {
    expect(texts("a,b\0\n1,2\n")).toEqual([
      ["a", "b"],
      ["1", "2"],
    ]);
  });
});

/** A cell that means itself: trimmed, not escaped, with one kind of line break. */
const cell = fc
  .oneof(
    fc.string({ maxLength: 8 }),
    fc.string({ unit: fc.constantFrom(..."ab1 ,;\t|\"'=\n–é“"), maxLength: 8 }),
    fc.constantFrom("Lee, Kim", "11/30/2026", "1,5", "00042"),
  )
  .map((text) => text.replace(/\r\n?/g, "\n").replace(/^[\s\p{Cc}\p{Z}\p{Cf}]+|[\s\p{Cc}\p{Z}\p{Cf}]+$/gu, ""))
  .filter((text) => !/^(?:="|'[=+@-])/.test(text));

const grid = fc
  .record({ width: fc.integer({ min: 2, max: 6 }), rows: fc.integer({ min: 1, max: 8 }) })
  .chain(({ width, rows }) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: rows, maxLength: rows }));

const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;

describe("any table that is written out", () => {
  test("with a told delimiter is read back equal, in each encoding, line ending and way of quoting", () => {
    fc.assert(
      fc.property(
        grid,
        fc.constantFrom(",", ";", "\t", "|", "^"),
        fc.constantFrom("\n", "\r\n", "\r"),
        fc.boolean(),
        fc.constantFrom("utf-8", "utf-16le", "utf-16be"),
        (rows, delimiter, lineEnd, quoteAll, encoding) => {
          const needsQuotes = (text: string) => quoteAll || text.includes(delimiter) || /["\r\n=]/.test(text);
          const written = rows.map((row) => row.map((text) => (needsQuotes(text) ? quote(text) : text)).join(delimiter)).join(lineEnd);
          expect(texts(encoded(`sep=${delimiter}${lineEnd}${written}${lineEnd}`, encoding, true))).toEqual(rows);
        },
      ),
    );
  });

  test("with all cells in quotation marks is read back equal without being told", () => {
    fc.assert(
      fc.property(grid, fc.constantFrom(",", ";", "\t", "|"), (rows, delimiter) => {
        expect(texts(rows.map((row) => row.map(quote).join(delimiter)).join("\n"))).toEqual(rows);
      }),
    );
  });

  test("in Windows-1252 is read back equal", () => {
    const text = fc.string({ unit: fc.constantFrom(..."abc–—‘’“”€éüñß…"), maxLength: 8 });
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 5 }), (rows) => {
        const bytes = encoded(`Größe,Name\n${rows.map((row) => row.map(quote).join(",")).join("\n")}`, "windows-1252", false);
        expect(texts(bytes)).toEqual([["Größe", "Name"], ...rows]);
      }),
    );
  });
});

test("any bytes at all are a table or are refused", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const read = readCsv(bytes);
      expect(isUnimportable(read) || read.rows.length >= 0).toBe(true);
    }),
  );
});

test("hostile texts take time in proportion to their length", () => {
  const size = 1024 * 1024;
  for (const unit of ['"', '" ', '"a', '"a" ', '="', " ", "a ", "\t", '\n"', ",", '","', "'", '"x"\n'])
    for (const start of ["", "a", '"', "sep= \n"]) {
      const before = process.cpuUsage();
      readCsv(utf8(start + unit.repeat(size / unit.length)));
      const { user, system } = process.cpuUsage(before);
      expect((user + system) / 1e6, JSON.stringify(start + unit)).toBeLessThan(5);
    }
});
