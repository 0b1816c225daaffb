/** Files whose every text about a patient is a canary, whole and broken: CSV, XLSX, ICS and FHIR. */
import fc from "fast-check";
import type { SourceFile } from "../../src/index.ts";
import { workbookOf } from "./workbook-tables.ts";
import { SHEET, workbook } from "./workbooks.ts";

/** What must come out nowhere: names, addresses, titles and notes have the word; numbers and dates are unlike any others. */
export const CANARY = /quark|555[-.]?0199|77042|1971-03-14|3\/14\/1971|19710314/i;

const PATIENTS = ["Quark Abel", "Bo Quarkson", "Quark, Cy", "=quark(1)", "Di & Ed Quark", "quark@example.org", "QUARK"];

const HEADINGS = ["Start", "End", "Quark notes", "Service", "Clinician", "Client", "MRN", "DOB", "Phone", "CPT Code", "Status", "Quark"];

function tableRows(startOf: (day: number) => string, endOf: (day: number) => string): string[][] {
  return PATIENTS.map((name, i) => {
    const day = 1 + (i % 3);
    const code = i % 4 === 3 ? "H0015" : "90853";
    const notes = ["quark", 'said "quark", and left', "quark\nquark", "+quark", "- quark: 1", "{quark}", "<b>quark</b>"][i] as string;
    const about = [`77042-${i}`, "1971-03-14", "555-0199", code, i === 5 ? "Quark status" : "Scheduled", "quark"];
    return [startOf(day), endOf(day), notes, i % 2 === 0 ? "Quark's group" : "Process group of Quark", "Kim Lee", name, ...about];
  });
}

const ROWS = [
  HEADINGS,
  ...tableRows(
    (day) => `12/0${day}/2026 18:00`,
    (day) => `12/0${day}/2026 19:30`,
  ),
];

function csvOf(rows: readonly (readonly string[])[]): string {
  return `${rows.map((cells) => cells.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(",")).join("\n")}\n`;
}

const CSV = csvOf([["Quark's week"], [], ...ROWS, ["Total", "quark"]]);

const ICS = [
  ...["BEGIN:VCALENDAR", "VERSION:2.0", "X-WR-CALNAME:Quark", "BEGIN:VEVENT", "UID:quark-1", "DTSTART:20261130T180000"],
  ...["DTEND:20261130T193000", "SUMMARY:Process group of Quark", "DESCRIPTION:call 555-0199\\, born 1971-03-14", "LOCATION:Quark Street"],
  ...[
    "ORGANIZER;CN=Kim Lee:mailto:kim@clinic.example",
    'ATTENDEE;CN="Quark, Ann":mailto:quark@example.org',
    "ATTENDEE;CN=Bo Quark:tel:555-0199",
  ],
  ...["ATTENDEE;CN=Di & Ed Quark:invalid:nomail", "X-MRN:77042", "CATEGORIES:Quark,90853", "END:VEVENT", "BEGIN:VEVENT", "UID:quark-2"],
  ...["DTSTART;TZID=Quark/Zone:20261201T180000", "SUMMARY:Quark", "ATTENDEE;CUTYPE=GROUP:mailto:quark-group@example.org", "END:VEVENT"],
  ...["BEGIN:VEVENT", "UID:quark-3", "DTSTART:20261202T180000", "RRULE:FREQ=QUARK", "SUMMARY:Quark", "END:VEVENT", "END:VCALENDAR", ""],
].join("\r\n");

const name = (text: string) => [{ text, family: "Quark" }];
const FHIR = JSON.stringify({
  resourceType: "Bundle",
  id: "quark",
  link: [{ relation: "next", url: "https://quark.example/77042" }],
  entry: [
    { resourceType: "Practitioner", id: "kim", name: [{ text: "Kim Lee" }] },
    ...[1, 2].map((n) => ({
      ...{ resourceType: "Patient", id: `quark-${n}`, name: name("Ann Quark"), birthDate: "1971-03-14" },
      ...{ telecom: [{ value: "555-0199" }], identifier: [{ value: "77042" }], address: [{ line: ["Quark Street"], state: "NY" }] },
    })),
    ...[1, 2, 3].map((n) => ({
      ...{ resourceType: "Appointment", id: `quark-${n}`, status: n === 3 ? "quark" : "booked", description: "Quark 555-0199" },
      ...{ start: `2026-12-0${n}T18:00:00-05:00`, end: `2026-12-0${n}T19:30:00-05:00`, comment: "quark" },
      serviceType: [{ text: "Process group of Quark", coding: [{ system: "http://www.ama-assn.org/go/cpt", code: "90853" }] }],
      participant: [
        { actor: { reference: "Practitioner/kim" }, status: "accepted" },
        { actor: n === 2 ? { display: "Quark" } : { reference: `Patient/quark-${n}`, display: "Ann Quark" }, status: "accepted" },
      ],
    })),
    { resourceType: "Quark", id: "quark" },
  ].map((resource) => ({ fullUrl: `https://quark.example/${resource.resourceType}/${resource.id}`, resource })),
});

const SHEETS = [
  { name: "Quark sheet", rows: [["Quark's week"], ...ROWS], hiddenRows: [5] },
  { name: "Quark hidden", state: "hidden", rows: [["Quark"], ["77042"]] },
  {
    name: "Notes of Quark",
    rows: [
      ["Quark", "555-0199"],
      ["quark", "1971-03-14"],
    ],
  },
];

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** The workbook with the XML of its first sheet changed before it is packed. */
function workbookWith(change: (xml: string) => string): Uint8Array {
  const rows = ROWS.map((cells, i) => {
    const written = cells.map((cell, c) => {
      const text = cell.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
      return `<c r="${String.fromCharCode(65 + c)}${i + 1}" t="inlineStr"><is><t>${text}</t></is></c>`;
    });
    return `<row r="${i + 1}">${written.join("")}</row>`;
  });
  const xml = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows.join("")}</sheetData></worksheet>`;
  return workbook({ sheets: [{ name: "Quark sheet" }], parts: { [SHEET]: change(xml) } });
}

/** The whole files; the names of files are canaries too. */
export const WHOLE: readonly SourceFile[] = [
  { name: "quark.csv", bytes: bytesOf(CSV) },
  { name: "quark.xlsx", bytes: workbookOf({ sheets: SHEETS }) },
  { name: "quark.ics", bytes: bytesOf(ICS) },
  { name: "quark.json", bytes: bytesOf(FHIR) },
];

const place = fc.nat(9999);
const truncated = (bytes: Uint8Array, at: number) => bytes.slice(0, Math.floor((bytes.length * at) / 10_000));
const flipped = (bytes: Uint8Array, flips: readonly (readonly [number, number])[]) => {
  const broken = bytes.slice();
  for (const [at, bits] of flips) {
    const i = Math.floor((bytes.length * at) / 10_000);
    broken[i] = (broken[i] as number) ^ bits;
  }
  return broken;
};
const flips = fc.array(fc.tuple(place, fc.integer({ min: 1, max: 255 })), { minLength: 1, maxLength: 6 });

/** Rows with cells dropped or doubled. */
function ragged(changes: readonly (readonly [row: number, cell: number, isDropped: boolean])[]): Uint8Array {
  const rows = ROWS.map((cells) => [...cells]);
  for (const [row, cell, isDropped] of changes) {
    const cells = rows[row % rows.length] as string[];
    const at = cell % Math.max(cells.length, 1);
    if (isDropped) cells.splice(at, 1);
    else cells.splice(at, 0, cells[at] ?? "quark");
  }
  return bytesOf(csvOf(rows));
}

/** Broken files: cut off, with bytes flipped, in the XML of a workbook as well, and ragged. */
export const BROKEN: fc.Arbitrary<SourceFile> = fc.oneof(
  fc.record({ file: fc.constantFrom(...WHOLE), at: place }).map(({ file, at }) => ({ ...file, bytes: truncated(file.bytes, at) })),
  fc.record({ file: fc.constantFrom(...WHOLE), flips }).map(({ file, flips: some }) => ({ ...file, bytes: flipped(file.bytes, some) })),
  fc.record({ flips, at: fc.option(place) }).map(({ flips: some, at }) => {
    const change = (xml: string) => {
      const broken = flipped(bytesOf(xml), some);
      return new TextDecoder().decode(at === null ? broken : truncated(broken, at));
    };
    return { name: "quark.xlsx", bytes: workbookWith(change) };
  }),
  fc
    .array(fc.tuple(fc.nat(20), fc.nat(20), fc.boolean()), { minLength: 1, maxLength: 6 })
    .map((changes) => ({ name: "quark.csv", bytes: ragged(changes) })),
);
