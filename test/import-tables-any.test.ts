/** Any table, with whatever garbage in it: each row is in exactly one place, nothing of it is said, and it takes little time. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Reading } from "../src/import/entry.ts";
import type { Cell, RowLocation, Table } from "../src/import/source.ts";
import { isBlankRow } from "../src/import/tables/cells.ts";
import { readTables } from "../src/import/tables/read-tables.ts";
import { csvOf, optionsOf, readingOf, sheetOf, wordsOf } from "./support/tables.ts";
import { wordsOf as wordsOfRefusal } from "./support/words-of.ts";

const CANARIES = [
  "Zebrowski",
  "zebrowski@example.org",
  "Quillfeather, Ann",
  "MRN-0042-Zebra",
  "Zebrowski & Quillfeather",
  "(555) 867-5309 Zebra",
];
const CANARY = /zebr|quill|0042|867-53/i;

const HEADINGS = [
  "Date",
  "Start Time",
  "End Time",
  "Start",
  "Client",
  "Patient",
  "Clinician",
  "Therapist",
  "Status",
  "CPT Code",
  "Service",
  "Group",
  "Headcount",
  "Couples",
  "MRN",
  "Partner",
  "Couple",
  "State",
  "Primary Clinician",
  "Day",
  "Minutes",
  "Join Time",
  "Leave Time",
  "Name (Original Name)",
  "Name",
  "First Name",
  "Last Name",
  "DOB",
  "Canceled",
  "Topic",
  "Meeting ID",
  "Date of Service",
  "Billing Code",
  "Client Payment Status",
  "Timezone",
];
const VALUES = [
  "",
  "",
  "2026-11-30",
  "11/30/2026",
  "03/04/2026",
  "13/04/2026",
  "11/30/2026 6:00 PM",
  "2026-11-30T18:00:00Z",
  "6:00 PM",
  "6-7:30pm",
  "18:00",
  "0930",
  "46356.75",
  "0.75",
  "Lee",
  "Lee / Ortiz",
  "Ann & Bo",
  "90853",
  "90847",
  "H0015",
  "Show",
  "Canceled",
  "No Show",
  "Purple",
  "yes",
  "no",
  "7",
  "7/8",
  "90 min",
  "NY",
  "Mon",
  "Total",
  "9",
  "Process group",
  "1990-01-01",
  "230 clients",
  "#REF!",
  "=1+1",
  "\u0000",
  "\ud83d",
  "America/New_York",
  ...CANARIES,
];

const cell: fc.Arbitrary<Cell> = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...VALUES, ...HEADINGS).map((text) => ({ text: text.trim() })) },
  { weight: 1, arbitrary: fc.string({ maxLength: 12 }).map((text) => ({ text: text.trim() })) },
  {
    weight: 2,
    arbitrary: fc
      .record({
        number: fc.oneof(fc.constantFrom(46356.75, 46357, 0.75, 0, -1, 1e300, Number.NaN), fc.double()),
        shownAs: fc.constantFrom("date", "time", "date-time", "duration", undefined),
      })
      .map(({ number, shownAs }) => ({ text: String(number), number, ...(shownAs === undefined ? {} : { shownAs }) }) as Cell),
  },
  { weight: 1, arbitrary: fc.constantFrom("error", "no-value").map((fault) => ({ text: "", fault }) as Cell) },
  {
    weight: 1,
    arbitrary: fc
      .record({ rows: fc.integer({ min: 1, max: 5 }), columns: fc.integer({ min: 1, max: 3 }) })
      .map((covers) => ({ text: "Lee", covers }) as Cell),
  },
);

const row = fc.record({ cells: fc.array(cell, { maxLength: 9 }), isHidden: fc.integer({ min: 0, max: 9 }).map((n) => n === 0) });
const heading = fc.record({
  cells: fc
    .uniqueArray(fc.constantFrom(...HEADINGS, ...CANARIES), { minLength: 2, maxLength: 8 })
    .map((some) => some.map((text) => ({ text }))),
  isHidden: fc.constant(false),
});
const rows = fc
  .tuple(
    fc.array(row, { maxLength: 2 }),
    fc.array(heading, { maxLength: 1 }),
    fc.array(row, { maxLength: 8 }),
    fc.array(heading, { maxLength: 1 }),
    fc.array(row, { maxLength: 5 }),
  )
  .map((parts) => parts.flat().map((one, i) => ({ ...one, line: i + 1 })));

const table = fc.record({
  format: fc.constantFrom("csv", "xlsx"),
  rows,
  hiddenColumns: fc.uniqueArray(fc.integer({ min: 0, max: 8 }), { maxLength: 1 }).map((some) => new Set(some)),
  isFrom1904: fc.boolean(),
  isHidden: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
});

const tables = fc.array(table, { minLength: 1, maxLength: 3 }).map((some): readonly Table[] => {
  const [first] = some;
  if (first?.format === "csv") return [{ ...first, format: "csv", sheet: null }];
  return some.map(({ isHidden, ...one }, i) => ({ ...one, format: "xlsx", sheet: { number: i + 1, name: `Zebrowski ${i}`, isHidden } }));
});

const MAPPINGS = [
  undefined,
  "mapping: 1\nclinicians: { Lee: { id: lee, roles: [therapist] } }",
  "mapping: 1\nrows: attendee\ncolumns: { start: Start, patient: Client, clinician: Clinician }",
  "mapping: 1\nrows: session\nheadings: row 2\ncolumns: { start: column A, clinician: column B, headcount: column C }\nsession: [start]",
  "mapping: 1\nrows: shift\ncolumns: { start: column A, clinician: column B }",
  "mapping: 1\nrows: stay\ncolumns: { patient: column B, joined: column A, left: column C }",
  "mapping: 1\ntables: [{ rows: people, columns: { patient: Client } }, { rows: attendee, columns: { date: Date, patient: Patient, clinician: Therapist } }]",
  "mapping: 1\ngrid: { days: row 1, times: column A, step: 30, cell: [title, clinicians, headcount], leaveOut: [staff*] }",
];

const given = fc.record({
  mapping: fc.constantFrom(...MAPPINGS),
  week: fc.constantFrom(undefined, "2026-11-30"),
  timezone: fc.constantFrom(null, "America/New_York"),
  sheet: fc.constantFrom(null, null, null, "zebrowski 1"),
});

function clean({ mapping, week, timezone, sheet }: typeof given extends fc.Arbitrary<infer T> ? T : never) {
  return optionsOf({ timezone, sheet, ...(mapping === undefined ? {} : { mapping }), ...(week === undefined ? {} : { week }) });
}

const keyOf = ({ sheet, line, cell: one }: RowLocation) => `${sheet}/${line}/${one}`;

/** Rows that are in no place, or in two. */
function misplaced(reading: Reading, all: readonly Table[]): string[] {
  const times = new Map<string, number>();
  const count = (key: string) => times.set(key, (times.get(key) ?? 0) + 1);
  const kept = (some: readonly { readonly at: RowLocation }[]) => new Set(some.map(({ at }) => keyOf(at)));
  for (const { at } of reading.settled) count(keyOf(at));
  for (const group of [kept(reading.entries), kept(reading.shifts), kept(reading.facts)]) for (const key of group) count(key);
  const isCells = [...times.keys()].some((key) => !key.endsWith("/null"));
  const expected = all.flatMap(({ sheet, rows: some }) =>
    some.flatMap(({ line, cells }) => {
      const ofSheet = sheet?.number ?? null;
      if (!isCells || [...times.keys()].includes(`${ofSheet}/${line}/null`)) return [`${ofSheet}/${line}/null`];
      return cells.flatMap(({ text, fault }, column) =>
        text === "" && fault === undefined ? [] : [`${ofSheet}/${line}/${String.fromCharCode(65 + column)}${line}`],
      );
    }),
  );
  return [
    ...expected.filter((key) => times.get(key) !== 1).map((key) => `${key}: ${times.get(key) ?? 0}`),
    ...[...times.keys()].filter((key) => !expected.includes(key)).map((key) => `${key}: not a row`),
  ];
}

describe("any table", () => {
  test("has each row in exactly one place, and no message has anything of it", { timeout: 60_000 }, () => {
    let read = 0;
    fc.assert(
      fc.property(tables, given, (some, options) => {
        const found = readTables(some, 0, clean(options));
        if ("message" in found) {
          expect(JSON.stringify(found)).not.toMatch(CANARY);
          return;
        }
        read++;
        expect(misplaced(found.reading, some)).toEqual([]);
        expect(wordsOf(found.reading)).not.toMatch(CANARY);
        expect(wordsOf(found.reading)).not.toContain("«not ours»");
        // The name of a sheet is in the mapping only if it was given.
        expect(JSON.stringify({ ...found.used, sheet: "", tables: [] })).not.toMatch(CANARY);
        for (const { start, end } of found.reading.entries) {
          expect(Number.isInteger(start.local)).toBe(true);
          if (end !== null && end.offset === start.offset) expect(end.local).toBeGreaterThan(start.local);
        }
      }),
      { numRuns: 1_000 },
    );
    expect(read).toBeGreaterThan(300);
  });
});

describe("canaries", () => {
  test.each([
    "Start|Client|Therapist|Zebrowski\n2026-11-30 18:00|Zebrowski|Quillfeather, Ann|MRN-0042-Zebra",
    "Zebrowski|Quillfeather\n2026-11-30 18:00|x",
    "Start|Client|Therapist|Status\nZebrowski|Ann|Lee|\n2026-11-30 18:00|Ann|Lee|Zebrowski",
    "Start|Client|Client Name|Therapist\n2026-11-30 18:00|Zebrowski|Quillfeather|Lee",
    "Start|Client|Therapist|Zebrowski\n03/04/2026 18:00|Ann|Lee|",
    "Start|End|Client|Therapist\n2026-11-30 18:00|Zebrowski|Ann|Lee",
    "Start|Title|Therapist|Headcount\n2026-11-30 18:00|x|Lee|Zebrowski",
    "Zebrowski Clinic\n\nStart|Client|Therapist\n2026-11-30 18:00|Zebrowski|Lee|Zebrowski",
    "Name (Original Name)|Join Time|Leave Time\nZebrowski|2026-11-30 18:00|Zebrowski",
    "Client|Primary Clinician|State\nZebrowski|Quillfeather|Zebra",
  ])("are in no message and no mapping of %j", (text) => {
    const found = readTables([csvOf(text)], 0, optionsOf({}));
    const said = "message" in found ? JSON.stringify(found) : `${wordsOf(found.reading)}${JSON.stringify(found.used)}`;
    expect(said).not.toMatch(CANARY);
    expect(said.length).toBeGreaterThan(10);
  });
});

describe("large and hostile tables", () => {
  test("of 15,000 rows are read in seconds", { timeout: 30_000 }, () => {
    const lines = Array.from(
      { length: 14_999 },
      (_, i) => `11/${1 + (i % 28)}/2026|${8 + (i % 10)}:00 AM|50|Client ${i % 977}|Lee|90853|Show`,
    );
    const text = `Date|Start Time|Minutes|Client|Clinician|CPT Code|Status\n${lines.join("\n")}`;
    const table = csvOf(text);
    const before = process.cpuUsage();
    const { reading } = readingOf(table);
    const { user, system } = process.cpuUsage(before);
    expect(reading.entries.length + reading.settled.length).toBe(15_000);
    expect((user + system) / 1e6).toBeLessThan(8);
  });

  test("of 16,384 columns without known headings are read in no time", () => {
    const wide = (i: number) => Array.from({ length: 16_384 }, (_, j) => (i === 0 ? `x${j}` : `${i} ${j}`));
    const before = process.cpuUsage();
    readTables(
      [
        sheetOf([
          ["Start", "Client", ...wide(0)],
          ["2026-11-30 18:00", "Ann", ...wide(1)],
        ]),
      ],
      0,
      optionsOf({}),
    );
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1e6).toBeLessThan(2);
  });

  describe("are refused past 15,000 rows with content, or cells in a grid", () => {
    const rowsOf = (count: number) => [["Date", "Start Time", "Client"], ...Array(count - 1).fill(["2026-11-30", "8:00", "Ann"])];
    const refusalOf = (tables: readonly Table[], given = {}) => {
      const read = readTables(tables, 0, optionsOf(given));
      return "message" in read ? wordsOfRefusal({ message: read.message }) : null;
    };
    const REFUSAL = "This file has more than 15,000 rows with content, or cells in a grid.";

    test("blank rows do not count", () => {
      expect(refusalOf([sheetOf([...rowsOf(15_000), ...Array(100).fill([""])])])).toBe(null);
      expect(refusalOf([sheetOf(rowsOf(15_001))])).toBe(REFUSAL);
    });

    test("only the sheets that are read count, together", () => {
      const sheets = [1, 2].map((number) => sheetOf(rowsOf(10_001), { sheet: { number, name: `S${number}`, isHidden: false } }));
      expect(refusalOf(sheets)).toBe(REFUSAL);
      expect(refusalOf(sheets, { sheet: "S2" })).toBe(null);
    });

    test("each cell of a grid counts", () => {
      const mapping = "mapping: 1\ngrid: { days: row 1, times: column A, step: 30, cell: [title] }";
      const grid = (rows: number) => sheetOf([Array(100).fill("x"), ...Array(rows).fill(["9:00", ...Array(99).fill("Lee")])]);
      expect(refusalOf([grid(149)], { mapping })).toBe(null);
      expect(refusalOf([grid(150)], { mapping })).toBe(REFUSAL);
    });
  });

  test.each([
    ["a very long cell of digits", "1".repeat(200_000)],
    ["a very long cell of spaces", `6${" ".repeat(200_000)}x`],
    ["a very long cell of joints", "Ann & ".repeat(50_000)],
    ["a very long cell of commas", "Lee,".repeat(50_000)],
    ["a very long cell of hours", "1h ".repeat(50_000)],
    ["a very long cell of words", "cancel ".repeat(50_000)],
  ])("with %s take no time", (_, text) => {
    const before = process.cpuUsage();
    const value = { text: text.trim() };
    const cells = [value, value, value, value, value, value];
    const heads = ["Start", "Client", "Clinician", "Minutes", "Status", "Headcount"].map((one) => ({ text: one }));
    const table: Table = {
      format: "csv",
      sheet: null,
      rows: [
        { line: 1, cells: heads, isHidden: false },
        { line: 2, cells: [{ text: "2026-11-30 18:00" }, ...cells.slice(1)], isHidden: false },
        { line: 3, cells, isHidden: false },
      ],
      hiddenColumns: new Set(),
      isFrom1904: false,
    };
    readTables([table], 0, optionsOf({ mapping: "mapping: 1\nleaveOut: ['*a*b*c*d']\nstatus: { canceled: ['*x*y*z*'] }" }));
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(3);
    expect(table.rows.some(isBlankRow)).toBe(false);
  });

  test("with a wide sheet and tall merges are read in seconds", { timeout: 30_000 }, () => {
    const wide = Array.from({ length: 500 }, (_, i) => ({ text: `${i}`, covers: { rows: 1_000_000, columns: 1 } }));
    const rows = Array.from({ length: 1_000 }, (_, i) => ({
      line: i + 1,
      cells: i === 0 ? wide : [{ text: "2026-11-30 18:00" }],
      isHidden: false,
    }));
    const table: Table = {
      format: "xlsx",
      sheet: { number: 1, name: "x", isHidden: false },
      rows,
      hiddenColumns: new Set(),
      isFrom1904: false,
    };
    const before = process.cpuUsage();
    readTables(
      [table],
      0,
      optionsOf({ mapping: "mapping: 1\nrows: attendee\ncolumns: { start: column A, patient: column B, clinician: column C }" }),
    );
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(10);
  });
});
