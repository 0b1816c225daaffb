/** The built command on files at the bounds of an import: each within 5 seconds of the processor and 512 MB. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { calendar, KIM, vevent } from "./support/calendar-file.ts";
import { workbook } from "./support/workbooks.ts";

const MAPPING = `mapping: 1
timezone: America/New_York
kinds: [{ title: "process*", kind: group }]
clinicians: { Kim Lee: { id: lee, roles: [therapist] }, kim@clinic.example: { id: lee, roles: [therapist] } }
`;

/** Rows of appointments, each a session of its own; those from the 10,000th on are in another week. */
function rowsOf(count: number): string[][] {
  const two = (n: number) => String(n).padStart(2, "0");
  return Array.from({ length: count }, (_, i) => {
    const date = `${i < 10_000 ? "12" : "11"}/0${1 + (i % 6)}/2026`;
    const [hour, minute] = [Math.floor(i / 6) % 20, Math.floor(i / 120) % 60];
    return [`${date} ${two(hour)}:${two(minute)}`, `${date} ${two(hour + 1)}:${two(minute)}`, `Ann${i} Lu`, "Kim Lee", "90837", "Visit"];
  });
}

const HEADINGS = ["Start", "End", "Client", "Clinician", "CPT Code", "Service"];

function csv(): string {
  return [HEADINGS, ...rowsOf(14_999)].map((cells) => cells.join(",")).join("\n");
}

/** Cells of as many characters as may be, up to 32 MiB. */
function windows1252(cell: string): Uint8Array {
  const row = `12/01/2026 18:00,12/01/2026 19:00,"${cell.repeat(Math.floor(99_990 / cell.length))}",Kim Lee,90853,\x93\n`;
  return Buffer.from(`${HEADINGS.join(",")}\n${row.repeat(Math.floor((32 * 1024 * 1024 - 100) / row.length))}`, "latin1");
}

/** Series that all have an event in the week, or of which a third has one and the others end before it. */
function series(rule: (i: number) => string): string {
  const event = (i: number) => [
    ...[`UID:${i}`, `DTSTART;TZID=America/New_York:20250${1 + (i % 9)}07T${10 + (i % 10)}${10 + (i % 50)}00`, "DURATION:PT1H"],
    ...[`RRULE:${rule(i)}`, "SUMMARY:Process group", KIM, `ATTENDEE:mailto:p${i % 5_000}@home.example`],
  ];
  return calendar(...Array.from({ length: 30_000 }, (_, i) => vevent(...event(i))));
}

function xlsx(): Uint8Array {
  const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
  const rows = [HEADINGS, ...rowsOf(12_499)].map((cells, i) => [...cells, ...Array.from({ length: 10 }, (_, j) => `more ${i} ${j}`)]);
  return workbook({ sheets: [{ rows: rows.map((cells) => `<row>${cells.map(cell).join("")}</row>`).join("") }] });
}

function wideXlsx(): Uint8Array {
  const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
  const rows = [HEADINGS, ...rowsOf(17)].map((cells, i) => [...cells, ...Array.from({ length: 16_000 }, (_, j) => `more ${i} ${j}`)]);
  return workbook({ sheets: [{ rows: rows.map((cells) => `<row>${cells.map(cell).join("")}</row>`).join("") }] });
}

let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "ratio-audit-bounds-"));
  writeFileSync(join(folder, "mapping.yaml"), MAPPING);
  writeFileSync(
    join(folder, "figures.cjs"),
    `process.on("exit", () => {
      const fs = require("node:fs");
      const kb = Number(/VmHWM:\\s+(\\d+)/.exec(fs.readFileSync("/proc/self/status", "utf8"))[1]);
      fs.writeSync(3, JSON.stringify({ mb: kb / 1024, seconds: process.cpuUsage().user / 1e6 }));
    });`,
  );
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const CASES: readonly (readonly [name: string, make: () => string | Uint8Array, code: number])[] = [
  ["15,000 rows.csv", csv, 0],
  ["Windows-1252 with long words.csv", () => windows1252("\xe9\x96"), 2],
  ["Windows-1252 with names joined by and.csv", () => windows1252("a and "), 2],
  ["Windows-1252 with commas.csv", () => windows1252("A,"), 2],
  ["a third of the series in the week.ics", () => series((i) => (i % 3 === 0 ? "FREQ=WEEKLY" : "FREQ=WEEKLY;COUNT=30")), 0],
  ["all series in the week.ics", () => series(() => "FREQ=DAILY"), 2],
  ["series that are counted.ics", () => series((i) => `FREQ=WEEKLY;COUNT=${i % 3 === 0 ? 150 : 30}`), 1],
  ["200,000 cells.xlsx", xlsx, 0],
  ["16,006 columns.xlsx", wideXlsx, 0],
];

test.skipIf(process.platform !== "linux").each(CASES)("%s", (name, make, code) => {
  const file = join(folder, name);
  writeFileSync(file, make());
  const args = ["bin/ratio-audit.js", "import", file, "--mapping", join(folder, "mapping.yaml"), "--week", "2026-11-30"];
  const run = spawnSync(process.execPath, ["--require", join(folder, "figures.cjs"), ...args], {
    stdio: ["ignore", "ignore", "pipe", "pipe"],
    encoding: "utf8",
    env: { ...process.env, NODE_OPTIONS: "" },
  });
  rmSync(file);
  const { mb, seconds } = JSON.parse(run.output[3] as string) as { mb: number; seconds: number };
  process.stdout.write(`${name}: ${seconds.toFixed(1)} s, ${mb.toFixed(0)} MB\n`);
  expect(`exit ${run.status}: ${run.stderr.slice(0, 500)}`).toMatch(new RegExp(`^exit ${code}: `));
  expect(seconds).toBeLessThan(5);
  expect(mb).toBeLessThan(512);
});
