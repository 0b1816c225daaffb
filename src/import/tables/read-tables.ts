/** The whole way from tables to entries: which sheets are read, what their columns hold, and a reader for each kind of row. */
import { count, type Message, say, trusted } from "../../message.ts";
import { zoneNamed } from "../../roster/zone.ts";
import { EXPORT_LESS } from "../bounds.ts";
import { columnLetters } from "../column-letters.ts";
import type { Reading, Unimportable } from "../entry.ts";
import { normalized } from "../glob.ts";
import { ZONE_HEADINGS } from "../mapping/headings.ts";
import type { ColumnRole, GridMapping, Mapping, RowShape, TableMapping } from "../mapping/mapping.ts";
import type { ReadOptions } from "../read-options.ts";
import type { Row, Table } from "../source.ts";
import { readAttendance } from "./attendance.ts";
import { filled, isBlank, isBlankRow, locationOf } from "./cells.ts";
import { commasInLists } from "./commas.ts";
import { ask, type Context, type Findings, guess, settle } from "./findings.ts";
import { readGrid } from "./grid.ts";
import { headingNames } from "./heading-row.ts";
import { missingColumns } from "./mapped.ts";
import { readPeople } from "./people.ts";
import { at, has, type Section } from "./section.ts";
import { type Divided, divided } from "./sections.ts";
import { readShifts } from "./shifts.ts";
import { sortedOut } from "./sort-out.ts";
import { readStays } from "./stays.ts";
import { usedMapping } from "./used-mapping.ts";

export interface TableOptions extends ReadOptions {
  /** The name of the sheet to read. */
  readonly sheet: string | null;
}

export interface TablesRead {
  readonly reading: Reading;
  /** The mapping that was used: the given one, with what was recognized. */
  readonly used: Mapping;
}

const READERS: Readonly<Record<RowShape, (section: Section, context: Context) => void>> = {
  attendee: readAttendance,
  session: readAttendance,
  stay: readStays,
  shift: readShifts,
  people: readPeople,
};

/** Reads the tables of a file. `index` is its position among those of the run. */
export function readTables(tables: readonly Table[], index: number, options: TableOptions): TablesRead | Unimportable {
  const { mapping, timezone, week } = options;
  const found: Findings = { entries: [], shifts: [], facts: [], settled: [], questions: [], guesses: [] };
  const zone = timezone ?? mapping?.timezone ?? null;
  const context: Context = {
    file: index,
    mapping,
    zone: zone === null ? null : zoneNamed(zone.trim()),
    week,
    listed: null,
    found,
    orders: new Set(),
  };
  const wanted: readonly TableMapping[] = mapping?.tables ?? (mapping === null ? [] : [mapping]);
  const missing = missingSheet(tables, wanted, options.sheet);
  if (missing !== null) return missing;
  const grids: { readonly table: Table; readonly grid: GridMapping }[] = [];
  const sheets: { readonly table: Table; readonly found: Divided }[] = [];
  const unread: Table[] = [];
  for (const table of tables) {
    const ours = wanted.filter(({ sheet }) => isNamed(table, options.sheet ?? sheet));
    const isAsked = options.sheet !== null || ours.some(({ sheet }) => sheet !== undefined);
    if (table.sheet?.isHidden === true && !isAsked) settleAll(table, "hidden", context);
    else if (wanted.length > 0 && ours.length === 0) settleAll(table, "left-out", context);
    else if (options.sheet !== null && !isNamed(table, options.sheet)) settleAll(table, "left-out", context, say`on another sheet`);
    else {
      const grid = ours.find((one) => one.grid !== undefined)?.grid;
      const sections = grid === undefined ? divided(table, ours) : null;
      if (grid !== undefined) grids.push({ table, grid });
      else if (sections === null) unread.push(table);
      else sheets.push({ table, found: sections });
    }
  }
  if (grids.length + sheets.length === 0) return nothingFits(tables, wanted);
  const sources = sum(sheets, ({ table }) => contentOf(table).length) + sum(grids, ({ table }) => sum(contentOf(table), filledCount));
  if (sources > MAX_SOURCES) return TOO_MANY_SOURCES;
  for (const { table, grid } of grids) readGrid(table, grid, context);
  tellUnread(unread, context);
  const listed = commasInLists(sheets.flatMap(({ found: { sections: some } }) => some));
  readSections(sheets, options, { ...context, listed });
  for (const table of tables) tellHiddenColumns(table, context);
  const sections = sheets.flatMap(({ found: { sections: some } }) => some);
  return {
    reading: { format: tables[0]?.format ?? "csv", timezone: zoneOf(sections, context), ...found },
    used: usedMapping(sections, tables[0]?.format ?? "csv", options, context.orders),
  };
}

/** Maximum rows with content of the tables that are read, and cells with content of grids: 15 times a large clinic's week. */
const MAX_SOURCES = 15_000;

const TOO_MANY_SOURCES: Unimportable = {
  message: say`This file has more than ${trusted("15,000")} rows with content, or cells in a grid.`,
  help: EXPORT_LESS,
  at: null,
};

const contentOf = ({ rows }: Table) => rows.filter((row) => !isBlankRow(row));
const filledCount = (row: Row) => filled(row).length;
const sum = <T>(list: readonly T[], figure: (item: T) => number) => list.reduce((total, item) => total + figure(item), 0);

function readSections(
  sheets: readonly { readonly table: Table; readonly found: Divided }[],
  { sheet, mapping }: TableOptions,
  context: Context,
): void {
  const isMapped = mapping?.tables !== undefined || mapping?.columns !== undefined;
  const isStated = isMapped || sheet !== null;
  const sessions = sheets.filter(({ found }) => found.sections.some(({ rows }) => rows !== "people"));
  const isOpen = !isStated && sessions.length > 1;
  if (isOpen) {
    const numbers = sessions.map(({ table }) => table.sheet?.number ?? 0);
    ask(context, {
      code: "sheet",
      scope: "file",
      message: say`Sheets ${trusted(numbers.join(", "))} of the workbook all have sessions.`,
      answer: say`Choose one by its name: --sheet NAME. To read several, name them as tables in the mapping, such as: tables: [{ sheet: NAME, … }]`,
      at: [],
    });
  }
  for (const { table, found } of sheets) {
    for (const { row, fate, detail } of found.outside) settle(context, locationOf(table, context.file, row), fate, detail);
    for (const message of found.guesses) guess(context, message);
    for (const question of found.questions) ask(context, { ...question, code: "columns", scope: "file", at: [] });
    for (const section of found.sections) {
      const lacking = isOpen || found.questions.length > 0 ? [] : missingRoles(section, isMapped);
      if (lacking.length > 0) askForRoles(section, lacking, context);
      if (isOpen || found.questions.length > 0 || lacking.length > 0)
        for (const row of sortedOut(section, context)) settle(context, at(section, context.file, row), "waits");
      else READERS[section.rows](section, context);
    }
  }
}

type Alternatives = readonly (readonly ColumnRole[])[];

const TIMES: readonly ColumnRole[] = ["start", "date", "weekday"];
const PERSON: readonly ColumnRole[] = ["patient", "record"];

/** The columns that a table needs, each as alternatives. */
const NEEDED: Readonly<Record<RowShape, Alternatives>> = {
  attendee: [TIMES, PERSON],
  session: [TIMES],
  stay: [PERSON, ["joined"], ["left"]],
  shift: [TIMES, ["clinician"]],
  people: [PERSON],
};

/** What it also needs if no mapping says that these are its columns. */
const NEEDED_WITHOUT_MAPPING: Readonly<Partial<Record<RowShape, Alternatives>>> = {
  attendee: [["clinician"]],
  session: [["clinician"], [...PERSON, "headcount", "couples"]],
};

function missingRoles(section: Section, isMapped: boolean): Alternatives {
  const needed = [...NEEDED[section.rows], ...(isMapped ? [] : (NEEDED_WITHOUT_MAPPING[section.rows] ?? []))];
  return needed.filter((roles) => !roles.some((role) => has(section, role)));
}

function askForRoles(section: Section, lacking: readonly (readonly ColumnRole[])[], context: Context): void {
  const names = lacking.map((roles) => roles.join(", ").replace(/, (?=[^,]*$)/, " or "));
  const [first = "start"] = lacking.flat();
  const where = section.table.sheet === null ? say`` : say`Sheet ${section.table.sheet.number}: `;
  const { instead } = section;
  ask(context, {
    // What another export answers, no mapping does.
    code: instead === undefined ? "columns" : "shape",
    scope: "file",
    message: say`${where}No column was recognized for: ${trusted(names.join("; "))}.`,
    answer:
      instead === undefined
        ? say`Name each of these columns in the mapping, by heading or position, such as: columns: { ${trusted(first)}: column ${trusted(freeColumn(section))} }`
        : say`${trusted(instead)}`,
    at: section.heading === null ? [] : [at(section, context.file, section.heading)],
  });
}

/** The letters of the first column without a role, or of one behind the last. */
function freeColumn({ columns, flags, heading, body }: Section): string {
  const used = new Set([...[...columns.values()].flat(), ...flags.keys()]);
  const width = Math.max(...[heading?.cells.length ?? 0, ...body.slice(0, 100).map(({ cells }) => cells.length)]);
  const free = [...Array(width).keys()].find((column) => !used.has(column));
  return columnLetters(free ?? width);
}

function isNamed({ sheet }: Table, name: string | undefined): boolean {
  if (name === undefined || sheet === null) return true;
  return normalized(sheet.name) === normalized(name);
}

/** A sheet that is asked for and not there. */
function missingSheet(tables: readonly Table[], wanted: readonly TableMapping[], sheet: string | null): Unimportable | null {
  const names = sheet === null ? wanted.flatMap((one) => one.sheet ?? []) : [sheet];
  const isThere = (name: string) => tables.some((table) => isNamed(table, name));
  if (names.every(isThere) || tables.every((table) => table.sheet === null)) return null;
  return {
    message: say`The workbook has no sheet with the name in ${sheet === null ? say`the mapping` : say`--sheet`}.`,
    help: say`It has ${trusted(count(tables.length, "sheet"))}. Write the name as it appears on the sheet tab.`,
    at: null,
  };
}

function nothingFits(tables: readonly Table[], wanted: readonly TableMapping[]): Unimportable {
  const rows = tables.flatMap((table) => table.rows);
  if (rows.every(isBlankRow)) return { message: say`The file has no rows.`, help: say`Export it again.`, at: null };
  if (wanted.some(({ columns }) => columns !== undefined))
    return {
      message: say`No row has all headings that the mapping names. Not found: ${missingColumns(rows, wanted)}.`,
      help: say`Correct the headings in \`columns\` of the mapping, or write positions such as column C. Hidden sheets and columns are not read.`,
      at: null,
    };
  return {
    message: say`No table of sessions was found in this file.`,
    help: say`Describe its columns in a mapping, such as: rows: attendee, columns: { start: column A, patient: column B, clinician: column C }`,
    at: null,
  };
}

function settleAll(table: Table, fate: "hidden" | "left-out", context: Context, detail?: Message): void {
  for (const row of table.rows) settle(context, locationOf(table, context.file, row), fate, detail);
}

/** Visible sheets on which nothing is recognized are left out, and named. */
function tellUnread(tables: readonly Table[], context: Context): void {
  for (const table of tables) {
    for (const row of table.rows) {
      const location = locationOf(table, context.file, row);
      if (isBlankRow(row)) settle(context, location, "blank");
      else settle(context, location, "left-out", say`no table was found on the sheet`);
    }
    if (!table.rows.every(isBlankRow)) guess(context, say`Sheet ${table.sheet?.number ?? 1} is left out: no table was found on it.`);
  }
}

function tellHiddenColumns(table: Table, context: Context): void {
  const filled = [...table.hiddenColumns].filter((column) =>
    table.rows.some(({ cells }) => cells[column] !== undefined && !isBlank(cells[column])),
  );
  if (filled.length === 0 || table.sheet?.isHidden === true) return;
  const letters = filled.sort((a, b) => a - b).map(columnLetters);
  const named = `${letters.slice(0, 8).join(", ")}${letters.length > 8 ? ` and ${letters.length - 8} more` : ""}`;
  guess(
    context,
    say`Hidden columns are not read: ${trusted(named)}${table.sheet === null ? say`` : say` of sheet ${table.sheet.number}`}.`,
  );
}

/** The zone that a column of time zones names, the same in all rows. */
function zoneOf(sections: readonly Section[], context: Context): string | null {
  const zones = new Set<string>();
  for (const { heading, body } of sections) {
    const names = heading === null ? new Map<string, number>() : headingNames(heading);
    const column = ZONE_HEADINGS.map((name) => names.get(name.toLowerCase())).find((one) => one !== undefined);
    if (column === undefined) continue;
    for (const { cells } of body) if (cells[column] !== undefined && !isBlank(cells[column])) zones.add(cells[column].text.trim());
  }
  const [zone, another] = zones;
  if (zone === undefined || zoneNamed(zone) === null) return null;
  if (another === undefined) return zone;
  ask(context, {
    code: "timezone",
    scope: "file",
    message: say`The rows of the file are in ${zones.size} time zones.`,
    answer: say`Export the file in one time zone.`,
    at: [],
  });
  return null;
}
