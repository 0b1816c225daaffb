/** Timetables: days across, times down, and a session in each cell. The height of a merged cell is the length of its session. */
import { say, trusted } from "../../message.ts";
import { DAY, dayInWeek } from "../../roster/read-time.ts";
import { columnLetters } from "../column-letters.ts";
import type { Entry, SettledRow } from "../entry.ts";
import { fitsGlob } from "../glob.ts";
import type { DateOrder, GridMapping, Mapping } from "../mapping/mapping.ts";
import type { Cell, Row, Table } from "../source.ts";
import { collapsed, columnAt, isBlank, locationOf, rowAt } from "./cells.ts";
import { dayOf, orderOf } from "./dates.ts";
import { ask, type Context, guess, settle } from "./findings.ts";
import { headcountIn } from "./headcounts.ts";
import { orderInWords } from "./hours.ts";
import { momentIn, type WrittenMoment } from "./moments.ts";
import { clinicianNames } from "./names.ts";
import { mappedStatus, type StatusMeaning } from "./statuses.ts";
import { readLength, startOf, styleOf } from "./times.ts";

/** Reads a timetable. Each cell that is not blank is settled, or gives an entry. */
export function readGrid(table: Table, grid: GridMapping, context: Context): void {
  const timesColumn = columnAt(grid.times) as number;
  const daysLine = rowAt(grid.days);
  const daysRow = table.rows.find(({ line }) => line === daysLine);
  const days = daysRow === undefined ? null : daysAcross(daysRow, timesColumn, table, context);
  const clocks = timesDown(table, timesColumn, daysLine, grid.step, context);
  for (const row of table.rows) {
    for (const [column, cell] of row.cells.entries()) {
      if (isBlank(cell)) continue;
      const location = locationOf(table, context.file, row, column);
      const start = clocks.get(row.line);
      const day = days?.get(column);
      if (row.isHidden || table.hiddenColumns.has(column)) settle(context, location, "hidden");
      else if (row.line <= daysLine || column <= timesColumn) settle(context, location, "heading");
      else if (days === null) settle(context, location, "waits");
      else if (cell.fault !== undefined) settle(context, location, "not-understood", say`an error, or a formula without a stored value`);
      else if (day === undefined) settle(context, location, "not-understood", say`there is no day above it`);
      else if (start === undefined) settle(context, location, "no-time", say`there is no time beside it`);
      else {
        const read = entryOf({ table, row, column, cell, grid, start: day * DAY + start }, context);
        if ("fate" in read) settle(context, location, read.fate, read.detail);
        else context.found.entries.push(read);
      }
    }
  }
}

interface GridCell {
  readonly table: Table;
  readonly row: Row;
  readonly column: number;
  readonly cell: Cell;
  readonly grid: GridMapping;
  /** Local minutes. */
  readonly start: number;
}

/** What a cell says: a session, or why it gives none. */
function entryOf({ table, row, column, cell, grid, start }: GridCell, { file, mapping }: Context): Entry | Omit<SettledRow, "at"> {
  const lines = cell.text
    .split("\n")
    .map(collapsed)
    .filter((line) => line !== "");
  const [title = ""] = lines;
  const leaveOut = [...(grid.leaveOut ?? []), ...(mapping?.leaveOut ?? [])];
  if (leaveOut.some((glob) => fitsGlob(glob, title) || fitsGlob(glob, collapsed(cell.text)))) return { fate: "left-out" };
  const { status, rest } = statusIn(lines, mapping);
  if (status === "left-out" || status === "does-not-attend") return { fate: status };
  if (rest.length > grid.cell.length) return { fate: "not-understood", detail: say`more lines than \`cell\` in the mapping` };
  const part = (name: GridMapping["cell"][number]) => rest[grid.cell.indexOf(name)] ?? null;
  const headcount = headcountIn(part("headcount"), part("couples"));
  if (headcount === null) return { fate: "not-understood", detail: say`the headcount is not a single number of patients or couples` };
  const written = part("minutes");
  const length = written === null ? null : readLength({ text: written });
  if (written !== null && length === null) return { fate: "no-time", detail: say`unreadable length` };
  const height = (cell.covers?.rows ?? 1) * grid.step;
  // A CSV file has no merged cells, so that a length in the mapping says more than the height of a cell.
  const isOpen = length === null && table.format === "csv" && mapping?.minutes !== undefined;
  const at = locationOf(table, file, row, column);
  return {
    at,
    start: { local: start },
    end: isOpen ? null : { local: start + (length ?? height) },
    clinicians: clinicianNames(part("clinicians") ?? "", mapping?.clinicians),
    patients: [],
    couples: [],
    headcount,
    title: part("title"),
    group: null,
    code: part("cpt"),
    kind: null,
    status: status ?? "planned",
    // A cell is a session of its own.
    together: JSON.stringify([at.sheet, at.cell]),
  };
}

/** The status in the lines of a cell, as a line of its own or in front of the title; and the lines without it. */
function statusIn(
  lines: readonly string[],
  mapping: Mapping | null,
): { readonly status: StatusMeaning | null; readonly rest: readonly string[] } {
  const words = mapping?.status;
  for (const [i, line] of lines.entries()) {
    const mapped = mappedStatus(line, words) ?? (i > 0 || lines.length > 1 ? certainStatus(line) : null);
    if (mapped !== null) return { status: mapped, rest: lines.filter((_, j) => j !== i) };
  }
  const [title = "", ...others] = lines;
  const [, first = "", after = ""] = /^\(?(\p{L}+)\)?\s*[-–—:.]*\s*(.*)$/u.exec(title) ?? [];
  const [, before = "", last = ""] = /^(.*?)\s*[-–—:]*\s*\(?(\p{L}+)\)?$/u.exec(title) ?? [];
  for (const [word, rest] of [
    [first, after],
    [last, before],
  ] as const) {
    const status = mappedStatus(word, words) ?? certainStatus(word);
    if (status !== null && rest !== "") return { status, rest: [rest, ...others] };
  }
  return { status: null, rest: lines };
}

/** Canceled, in words that are no title. */
function certainStatus(words: string): StatusMeaning | null {
  return /^(?:late\s+)?cancel(?:l?ed|l?ation)?(?:\s+by\s+\p{L}+)?$/iu.test(words) ? "canceled" : null;
}

/** The day of each column; null if a question about all of them is open. */
function daysAcross(row: Row, timesColumn: number, table: Table, context: Context): ReadonlyMap<number, number> | null {
  const written = new Map<number, WrittenMoment>();
  for (const [column, cell] of row.cells.entries()) {
    if (column <= timesColumn || isBlank(cell)) continue;
    const moment = momentIn(cell, table.isFrom1904);
    for (let i = 0; moment !== null && i < Math.min(cell.covers?.columns ?? 1, 100); i++) written.set(column + i, moment);
  }
  const samples = [...written.values()].flatMap(({ date, weekday }) => (date === null ? [] : [{ date, weekday }]));
  const order = orderOf(samples, context.mapping?.dates ?? null, context.week);
  const first = locationOf(table, context.file, row);
  if (order === null) {
    ask(context, {
      code: "date-order",
      scope: "file",
      message: say`The dates in row ${row.line} can be read as month first or day first.`,
      answer: say`Write the order in the mapping: dates: mdy for month first, dates: dmy for day first.`,
      at: [first],
    });
    return null;
  }
  if (order.order !== null) context.orders.add(order.order);
  const why = orderInWords(order);
  if (why !== null) guess(context, say`Dates in row ${row.line} ${why}`);
  const days = new Map(
    [...written].flatMap(([column, moment]) => {
      const day = dayOfColumn(moment, order.order, context.week);
      return day === null ? [] : [[column, day] as const];
    }),
  );
  if (written.size > 0 && days.size === 0 && context.week === null) {
    ask(context, {
      code: "week",
      scope: "file",
      message: say`The days in row ${row.line} have no dates.`,
      answer: say`Give the first day of the week, such as: --week YYYY-MM-DD`,
      at: [first],
    });
    return null;
  }
  if (days.size === 0) {
    ask(context, {
      code: "columns",
      scope: "file",
      message: say`Row ${row.line} has no days of the week.`,
      answer: say`Name the row with the days in the mapping, such as: grid: { days: row 3, … }`,
      at: [first],
    });
    return null;
  }
  return days;
}

function dayOfColumn({ date, weekday }: WrittenMoment, order: DateOrder | null, week: number | null): number | null {
  if (date !== null) return dayOf(date, order, week);
  return weekday === null || week === null ? null : dayInWeek(week, weekday);
}

/** Minutes from midnight of each row, by its line. A row without a time is one step after the row above it. */
function timesDown(table: Table, column: number, daysLine: number, step: number, context: Context): ReadonlyMap<number, number> {
  const written = table.rows.flatMap((row) => {
    const cell = row.line > daysLine ? row.cells[column] : undefined;
    const clock = cell === undefined || isBlank(cell) ? null : (momentIn(cell, table.isFrom1904)?.start ?? null);
    return [{ line: row.line, clock, isBlank: cell === undefined || isBlank(cell) }];
  });
  const clocks = written.flatMap(({ clock }) => clock ?? []);
  const style = styleOf(clocks);
  if (style === "afternoon" && clocks.some(({ half }) => half === null))
    guess(
      context,
      say`Times without am or pm are read as 7:00 am to 6:59 pm: no time of column ${trusted(columnLetters(column))} shows a 24-hour clock.`,
    );
  const found = new Map<number, number>();
  let last: { readonly line: number; readonly minutes: number } | null = null;
  for (const { line, clock, isBlank: isEmpty } of written) {
    if (line <= daysLine) continue;
    if (clock !== null) last = { line, minutes: startOf(clock, null, style) };
    // Below something that is no time the grid has ended.
    else if (!isEmpty) last = null;
    if (last !== null && last.minutes + (line - last.line) * step < DAY) found.set(line, last.minutes + (line - last.line) * step);
  }
  return found;
}
