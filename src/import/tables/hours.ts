/** When the sessions of a table begin and end: decides the order of its dates and the style of its clocks once, then reads its rows. */
import { type Message, say, trusted } from "../../message.ts";
import { DAY } from "../../roster/read-time.ts";
import type { SourceTime } from "../entry.ts";
import type { ColumnRole, DateOrder } from "../mapping/mapping.ts";
import type { Cell, Row, RowLocation } from "../source.ts";
import { columnLetters, isBlank } from "./cells.ts";
import { type DateSample, type DecidedOrder, dayOf, type OrderReason, orderOf } from "./dates.ts";
import { ask, type Context, guess, inZone } from "./findings.ts";
import { momentIn, momentOfCells, type WrittenMoment } from "./moments.ts";
import { at, cellsOf, has, type Section } from "./section.ts";
import { type Clock, type ClockStyle, endAfter, isBare, readLength, startOf, styleOf } from "./times.ts";

export interface Hours {
  readonly start: SourceTime;
  /** Null if the row has no end and no length. */
  readonly end: SourceTime | null;
}

/** Why a row has no time. */
export interface NoHours {
  readonly why: Message;
}

export interface HoursReader {
  /** The hours of a row by its columns for start, date, end and minutes. */
  read(row: Row): Hours | NoHours;
  /** The moment in cells that are read together, as local minutes; null if it is not there or not read. */
  moment(cells: readonly Cell[], at: RowLocation): SourceTime | null;
}

const DATED: readonly ColumnRole[] = ["date", "start", "end", "joined", "left"];

/** Reads the times of a section; null if a question about all of its dates is open. */
export function hoursReader(section: Section, rows: readonly Row[], context: Context): HoursReader | null {
  const order = decideOrders(section, rows, context);
  if (order === null) return null;
  const style = decideStyle(section, rows, context);
  const { isFrom1904 } = section.table;
  const read = (cells: readonly Cell[]) => momentOfCells(cells, isFrom1904);
  const orderOfRole = (role: ColumnRole) => order.get(role) ?? [...order.values()].find((one) => one !== null) ?? null;
  const anyOrder = orderOfRole("start");

  const moment = (cells: readonly Cell[], location: RowLocation): SourceTime | null => {
    const written = read(cells);
    const day = written === null || written.date === null ? null : dayOf(written.date, anyOrder, context.week);
    if (written === null || day === null || written.start === null) return null;
    return inZone(context, day * DAY + startOf(written.start, null, style), written.offset, location);
  };

  const dayOfRow = (row: Row, begin: WrittenMoment): number | null | undefined => {
    const own = read(cellsOf(section, row, "date"));
    if (own === null) return undefined;
    if (begin.date !== null) return dayOf(begin.date, orderOfRole("start"), context.week);
    if (own.date !== null) return dayOf(own.date, orderOfRole("date"), context.week);
    const weekday = weekdayOfRow(section, row) ?? begin.weekday ?? own.weekday;
    return weekday === null || context.week === null ? null : dayInWeek(context.week, weekday);
  };

  return {
    moment,
    read(row) {
      const begin = read(cellsOf(section, row, "start"));
      if (begin === null) return NOT_A_TIME;
      const day = dayOfRow(row, begin);
      if (day === undefined) return NOT_A_DATE;
      if (day === null) return isWithoutDate(section, row) ? NO_DATE : NOT_A_DATE;
      const own = read(cellsOf(section, row, "date"));
      const clock = begin.start ?? own?.start ?? null;
      if (clock === null) return NO_TIME;
      const until = begin.end ?? own?.end ?? null;
      const location = at(section, context.file, row);
      const offset = begin.offset ?? own?.offset ?? null;
      const clockStart = startOf(clock, until, style);
      const start = inZone(context, day * DAY + clockStart, offset, location);
      const finish = (minutes: number): Hours | NoHours =>
        minutes <= clockStart ? NOT_AFTER : { start, end: inZone(context, day * DAY + minutes, offset, location) };
      if (until !== null) return finish(endAfter(clockStart, until));
      const lengths = cellsOf(section, row, "minutes").filter((cell) => !isBlank(cell));
      const end = read(cellsOf(section, row, "end"));
      if (end === null) return NOT_AN_END;
      if (end.start !== null) {
        if (end.date === null) return finish(endAfter(clockStart, styled(end.start, style)));
        const endDay = dayOf(end.date, orderOfRole("end"), context.week);
        if (endDay === null) return NOT_AN_END;
        const local = endDay * DAY + startOf(end.start, null, style);
        const finished = inZone(context, local, end.offset, location);
        return finished.local <= start.local ? NOT_AFTER : { start, end: finished };
      }
      const [length] = lengths;
      if (length === undefined) return end.date === null ? { start, end: null } : NOT_AN_END;
      const minutes = readLength(length);
      return minutes === null ? NOT_A_LENGTH : { start, end: plus(start, minutes, context) };
    },
  };
}

/** Elapsed minutes after a time; the clocks may change in between. */
function plus(start: SourceTime, minutes: number, { zone }: Context): SourceTime {
  const moments = zone?.momentsOf(start.local) ?? [];
  const moment = moments.find((one) => start.offset !== undefined && start.local - one === start.offset) ?? moments[0];
  if (zone === null || moment === undefined) return { ...start, local: start.local + minutes };
  const local = zone.toLocal(moment + minutes);
  return start.offset === undefined && zone.momentsOf(local).length === 1 ? { local } : { local, offset: local - moment - minutes };
}

const NOT_A_DATE: NoHours = { why: say`its date is not read` };
const NO_DATE: NoHours = { why: say`it has no date` };
const NOT_A_TIME: NoHours = { why: say`its time is not read` };
const NO_TIME: NoHours = { why: say`it has no time of day` };
const NOT_AN_END: NoHours = { why: say`its end is not read` };
const NOT_A_LENGTH: NoHours = { why: say`its length is not read` };
const NOT_AFTER: NoHours = { why: say`its end is not after its start` };

function isWithoutDate(section: Section, row: Row): boolean {
  return !["date", "weekday"].some((role) => cellsOf(section, row, role as ColumnRole).some((cell) => !isBlank(cell)));
}

/** A clock of a column of ends, so that a bare 6:00 in a 24-hour table stays in the morning. */
function styled(clock: Clock, style: ClockStyle): Clock {
  return style === "as-written" ? { ...clock, is24: true } : clock;
}

function weekdayOfRow(section: Section, row: Row): number | null {
  const [cell] = cellsOf(section, row, "weekday");
  return cell === undefined ? null : (momentIn(cell, section.table.isFrom1904)?.weekday ?? null);
}

/** The day of a week that begins with `week` and has this weekday, 0 for Monday. */
export function dayInWeek(week: number, weekday: number): number {
  return week + ((((weekday - ((week + 3) % 7)) % 7) + 7) % 7);
}

/** The order of the dates of each role; null if one column has two orders and no other decides. */
function decideOrders(section: Section, rows: readonly Row[], context: Context): ReadonlyMap<ColumnRole, DateOrder | null> | null {
  const given = context.mapping?.dates ?? null;
  const decided = new Map<ColumnRole, DateOrder | null>();
  const open: ColumnRole[] = [];
  for (const role of DATED.filter((one) => has(section, one))) {
    const samples = rows.flatMap((row): DateSample[] => {
      const written = momentOfCells(cellsOf(section, row, role), section.table.isFrom1904);
      if (written === null || written.date === null) return [];
      return [{ date: written.date, weekday: weekdayOfRow(section, row) ?? written.weekday }];
    });
    const found = orderOf(samples, given, context.week);
    if (found === null) open.push(role);
    else {
      decided.set(role, found.order);
      if (found.order !== null) context.orders.add(found.order);
      tellOrder(section, role, found, context);
    }
  }
  const isSettled = [...decided.values()].some((order) => order !== null);
  if (open.length === 0 || isSettled) return decided;
  const [column] = section.columns.get(open[0] as ColumnRole) as readonly number[];
  ask(context, {
    code: "date-order",
    scope: "file",
    message: say`The dates in column ${trusted(columnLetters(column as number))} can be read as month first or day first.`,
    answer: say`Write the order in the mapping: dates: mdy for month first, dates: dmy for day first.`,
    at: rows.slice(0, 1).map((row) => at(section, context.file, row)),
  });
  return null;
}

const REASONS: Readonly<Partial<Record<OrderReason, string>>> = {
  "above-12": "a number above 12 is never a month",
  weekday: "only so they fit the weekdays beside them",
  "one-week": "only so all of them are in one week",
  "week-given": "only so any of them is in the week that you gave",
};

/** `have the month first: …`, with the reason; null if nothing was decided. */
export function orderInWords({ order, reason }: DecidedOrder): Message | null {
  const why = REASONS[reason];
  return why === undefined ? null : say`have the ${trusted(order === "dmy" ? "day" : "month")} first: ${trusted(why)}.`;
}

function tellOrder(section: Section, role: ColumnRole, order: DecidedOrder, context: Context): void {
  const why = orderInWords(order);
  const [column] = section.columns.get(role) ?? [];
  if (why !== null && column !== undefined) guess(context, say`Dates in column ${trusted(columnLetters(column))} ${why}`);
}

/** What a bare 6:00 means in a section. */
function decideStyle(section: Section, rows: readonly Row[], context: Context): ClockStyle {
  const clocks = rows.flatMap((row) =>
    DATED.flatMap((role) => {
      const written = momentOfCells(cellsOf(section, row, role), section.table.isFrom1904);
      return [written?.start, written?.end].filter((clock) => clock !== null && clock !== undefined);
    }),
  );
  const style = styleOf(clocks);
  const bare = clocks.filter(isBare).length;
  if (style === "afternoon" && bare > 0)
    guess(
      context,
      say`Times from 1:00 to 6:59 without am or pm are read as afternoon and evening: no time of this table shows a 24-hour clock.`,
    );
  return style;
}
