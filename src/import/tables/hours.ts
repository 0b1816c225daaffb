/** When the sessions of a table begin and end: decides the order of its dates and the style of its clocks once, then reads its rows. */
import { type Message, say, trusted } from "../../message.ts";
import { DAY, dayInWeek } from "../../roster/read-time.ts";
import type { Zone } from "../../roster/zone.ts";
import { columnLetters } from "../column-letters.ts";
import type { SourceTime } from "../entry.ts";
import type { ColumnRole, DateOrder } from "../mapping/mapping.ts";
import type { Cell, Row, RowLocation } from "../source.ts";
import { isBlank } from "./cells.ts";
import { type DateSample, type DecidedOrder, dayOf, type OrderReason, orderOf } from "./dates.ts";
import { ask, type Context, guess, inZone } from "./findings.ts";
import { momentIn, momentOfCells, type WrittenMoment } from "./moments.ts";
import { at, cellsOf, has, type Section } from "./section.ts";
import { type Clock, type ClockStyle, endAfter, readLength, startOf, styleOf } from "./times.ts";

export interface Hours {
  readonly start: SourceTime;
  /** Null if the row has no end and no length. */
  readonly end: SourceTime | null;
}

/** Why a row has no time. */
interface NoHours {
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
  const orders = decideOrders(section, rows, context);
  if (orders === null) return null;
  const style = decideStyle(section, rows, context);
  const { isFrom1904 } = section.table;
  const momentOf = (row: Row, role: ColumnRole) => momentOfCells(cellsOf(section, row, role), isFrom1904);
  const orderOfRole = (role: ColumnRole) => orders.get(role) ?? [...orders.values()].find((one) => one !== null) ?? null;

  /** The day of a row, by its date or its weekday. */
  const dayOfRow = (row: Row, begin: WrittenMoment, own: WrittenMoment): number | NoHours => {
    const [date, role] = begin.date !== null ? [begin.date, "start" as const] : [own.date, "date" as const];
    const weekday = weekdayOfRow(section, row) ?? begin.weekday ?? own.weekday;
    const isOfWeek = date === null ? weekday !== null : date.form === "month" || (date.form === "numbers" && date.year === null);
    if (isOfWeek && context.week === null) {
      askForWeek(at(section, context.file, row), context);
      return NO_WEEK;
    }
    if (date !== null) return dayOf(date, orderOfRole(role), context.week) ?? NOT_A_DATE;
    return weekday === null ? NO_DATE : dayInWeek(context.week as number, weekday);
  };

  /** The hours of a row with the end of its own column, or by its length. */
  const withEnd = (row: Row, start: SourceTime, clockStart: number, timeOn: (minutes: number) => SourceTime): Hours | NoHours => {
    const end = momentOf(row, "end");
    if (end === null) return NOT_AN_END;
    if (end.start !== null && end.date === null) return ended(start, timeOn(endAfter(clockStart, styled(end.start, style))));
    if (end.date !== null) {
      const day = dayOf(end.date, orderOfRole("end"), context.week);
      if (day === null || end.start === null) return NOT_AN_END;
      return ended(start, inZone(context, day * DAY + startOf(end.start, null, style), end.offset, at(section, context.file, row)));
    }
    const length = cellsOf(section, row, "minutes").find((cell) => !isBlank(cell));
    if (length === undefined) return { start, end: null };
    const minutes = readLength(length);
    return minutes === null ? NOT_A_LENGTH : { start, end: plus(start, minutes, context.zone) };
  };

  return {
    moment(cells, location) {
      const written = momentOfCells(cells, isFrom1904);
      const day = written === null || written.date === null ? null : dayOf(written.date, orderOfRole("start"), context.week);
      if (written === null || day === null || written.start === null) return null;
      return inZone(context, day * DAY + startOf(written.start, null, style), written.offset, location);
    },
    read(row) {
      const begin = momentOf(row, "start");
      if (begin === null) return NOT_A_TIME;
      const own = momentOf(row, "date");
      if (own === null) return NOT_A_DATE;
      const day = dayOfRow(row, begin, own);
      if (typeof day !== "number") return day;
      const clock = begin.start ?? own.start;
      if (clock === null) return NO_TIME;
      const until = begin.end ?? own.end;
      const offset = begin.offset ?? own.offset;
      const clockStart = startOf(clock, until, style);
      const timeOn = (minutes: number) => inZone(context, day * DAY + minutes, offset, at(section, context.file, row));
      const start = timeOn(clockStart);
      return until === null ? withEnd(row, start, clockStart, timeOn) : ended(start, timeOn(endAfter(clockStart, until)));
    },
  };
}

/** Elapsed minutes after a time; the clocks may change in between. */
function plus(start: SourceTime, minutes: number, zone: Zone | null): SourceTime {
  const moments = zone?.momentsOf(start.local) ?? [];
  const moment = moments.find((one) => start.local - one === start.offset) ?? moments[0];
  if (zone === null || moment === undefined) return { ...start, local: start.local + minutes };
  const local = zone.toLocal(moment + minutes);
  return { local, offset: local - moment - minutes };
}

/** Hours whose end is after the start: by offsets where both have one, so that the clocks may be set back between them. */
function ended(start: SourceTime, end: SourceTime): Hours | NoHours {
  const isKnown = start.offset !== undefined && end.offset !== undefined;
  const isAfter = isKnown ? end.local - (end.offset ?? 0) > start.local - (start.offset ?? 0) : end.local > start.local;
  return isAfter ? { start, end } : NOT_AFTER;
}

const NOT_A_DATE: NoHours = { why: say`unreadable date` };
const NO_WEEK: NoHours = { why: say`the date depends on the week` };
const NO_DATE: NoHours = { why: say`the date is missing` };
const NOT_A_TIME: NoHours = { why: say`unreadable time` };
const NO_TIME: NoHours = { why: say`a date only` };
const NOT_AN_END: NoHours = { why: say`unreadable end` };
const NOT_A_LENGTH: NoHours = { why: say`unreadable length` };
const NOT_AFTER: NoHours = { why: say`the end is not after the start` };

function askForWeek(location: RowLocation, context: Context): void {
  ask(context, {
    code: "week",
    scope: "file",
    message: say`Rows have a weekday, or a date without its year.`,
    answer: say`Give the first day of the week, such as: --week YYYY-MM-DD`,
    at: [location],
  });
}

/** A clock of a column of ends, so that a bare 6:00 in a 24-hour table stays in the morning. */
function styled(clock: Clock, style: ClockStyle): Clock {
  return style === "as-written" ? { ...clock, is24: true } : clock;
}

function weekdayOfRow(section: Section, row: Row): number | null {
  const [cell] = cellsOf(section, row, "weekday");
  return cell === undefined ? null : (momentIn(cell, section.table.isFrom1904)?.weekday ?? null);
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
  "above-12": "a number above 12 cannot be a month",
  weekday: "only this order fits the weekdays beside them",
  "one-week": "only in this order are they all within seven days",
  "week-given": "only in this order are any of them in the week that you gave",
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
  const hours = DATED.flatMap((role) =>
    rows.flatMap((row) => {
      const written = momentOfCells(cellsOf(section, row, role), section.table.isFrom1904);
      return written === null || written.start === null ? [] : [{ role, start: written.start, end: written.end }];
    }),
  );
  const style = styleOf(hours.flatMap(({ start, end }) => (end === null ? [start] : [start, end])));
  // An end follows its start, and `6-7:30pm` says which half of the day it is.
  const isOpen = hours.some(({ role, start, end }) => role !== "end" && start.half === null && (end === null || end.half === null));
  if (style === "afternoon" && isOpen)
    guess(context, say`Times without am or pm are read as 7:00 am to 6:59 pm, because no time in this table shows a 24-hour clock.`);
  return style;
}
