/**
 * The readers of spreadsheets against other programs for the same bytes, in this process: CSV against csv-parse, a workbook
 * against unpacking its sheet and parsing the XML with the same libraries. Medians of paired runs.
 */
import { join, resolve } from "node:path";
import { parse } from "csv-parse/sync";
import { build } from "esbuild";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import sax from "sax";

const ROWS = 10_000;

/** Our own readers, bundled into a folder. */
async function readers(folder) {
  const outfile = join(folder, "readers.mjs");
  const contents = 'export * from "./src/import/csv.ts"; export * from "./src/import/xlsx/read-workbook.ts";';
  await build({ stdin: { contents, resolveDir: resolve(".") }, bundle: true, format: "esm", platform: "node", outfile, logLevel: "error" });
  return import(outfile);
}

/** An export: date, times, client, clinician, service, code, status. */
function exported(i) {
  const day = `2026-11-${String(1 + (i % 30)).padStart(2, "0")}`;
  return [day, "18:00", "19:30", `Client ${i % 400}, A`, `Clinician ${i % 20}`, "Evening process group", "90853", "Scheduled"];
}

function csvBytes() {
  const rows = Array.from({ length: ROWS }, (_, i) =>
    exported(i)
      .map((text) => (text.includes(",") ? `"${text}"` : text))
      .join(","),
  );
  return strToU8(`Date,Start,End,Client,Clinician,Service,Code,Status\r\n${rows.join("\r\n")}\r\n`);
}

/** Dates and times as numbers, texts shared, as Excel writes them. */
function workbookBytes() {
  const strings = new Map();
  const cell = (text, j, row) => {
    const reference = `${String.fromCharCode(65 + j)}${row}`;
    if (j < 3) return `<c r="${reference}" s="1"><v>${46356 + j / 7 + row}</v></c>`;
    if (!strings.has(text)) strings.set(text, strings.size);
    return `<c r="${reference}" t="s"><v>${strings.get(text)}</v></c>`;
  };
  const rows = Array.from(
    { length: ROWS },
    (_, i) =>
      `<row r="${i + 1}" spans="1:8">${exported(i)
        .map((text, j) => cell(text, j, i + 1))
        .join("")}</row>`,
  );
  const shared = [...strings.keys()].map((text) => `<si><t>${text}</t></si>`);
  const relation = (id, type, target) => `<Relationship Id="${id}" Type="x/${type}" Target="${target}"/>`;
  return zipSync({
    "xl/workbook.xml": strToU8('<workbook><sheets><sheet name="Week" r:id="a"/></sheets></workbook>'),
    "xl/_rels/workbook.xml.rels": strToU8(
      `<Relationships>${relation("a", "worksheet", "sheet.xml")}${relation("b", "sharedStrings", "strings.xml")}${relation("c", "styles", "styles.xml")}</Relationships>`,
    ),
    "xl/styles.xml": strToU8('<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs></styleSheet>'),
    "xl/strings.xml": strToU8(`<sst>${shared.join("")}</sst>`),
    "xl/sheet.xml": strToU8(`<worksheet><sheetData>${rows.join("")}</sheetData></worksheet>`),
  });
}

/** Unpacks the parts and parses them, and only counts what is in them. */
function unpackAndParse(bytes) {
  let seen = 0;
  for (const part of Object.values(unzipSync(bytes))) {
    const parser = sax.parser(true);
    parser.onopentag = parser.ontext = () => seen++;
    parser.write(strFromU8(part)).close();
  }
  return seen;
}

const PAIRS = 15;

/** The median ratio in processor time of two functions over paired runs, without the first three. */
function compare(ours, base) {
  const time = (run) => {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    return user + system;
  };
  const [, , , ...ratios] = Array.from({ length: PAIRS + 3 }, () => time(ours) / time(base));
  return ratios.sort((a, b) => a - b)[Math.floor(PAIRS / 2)];
}

/** Calls `row` with the work, the goal, its unit and the figure. Our readers are bundled into `folder`. */
export async function measureReaders(folder, row) {
  const { readCsv, readWorkbook } = await readers(folder);
  const csv = csvBytes();
  const workbook = workbookBytes();
  if (readCsv(csv).rows.length !== ROWS + 1 || readWorkbook(workbook)[0].rows.length !== ROWS) throw new Error("rows are missing");
  const ofCsv = compare(
    () => readCsv(csv),
    () => parse(csv, { delimiter: "," }),
  );
  row("10,000 rows of CSV, read", 10, "× csv-parse", ofCsv);
  const ofWorkbook = compare(
    () => readWorkbook(workbook),
    () => unpackAndParse(workbook),
  );
  row("10,000 rows of XLSX, read", 3, "× fflate and sax", ofWorkbook);
}
