/** Dates as people and programs write them, and the order of a column of dates such as 03/04/2026. Days count from 1970-01-01. */
import { daysSince1970, MONTHS, weekdayNamed, weekdayOf } from "../../roster/read-time.ts";
import type { DateOrder } from "../mapping/mapping.ts";

/** What a date says before the order of its numbers is known. `year` is null where none is written. */
export type WrittenDate =
  | { readonly form: "day"; readonly day: number }
  | { readonly form: "month"; readonly month: number; readonly date: number }
  | { readonly form: "numbers"; readonly one: number; readonly other: number; readonly year: number | null };

export interface DateFound {
  readonly date: WrittenDate | null;
  /** 0 for Monday. */
  readonly weekday: number | null;
  /** What follows the date. */
  readonly rest: string;
  /** Whether a `T` divides them, as in 2026-11-30T18:00. */
  readonly isInstant: boolean;
}

const WEEKDAY = /^\(?(mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?s?\b\.?\)?,?\s*/i;
const ISO = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?=$|[T\s,])/;
const PACKED = /^(20\d\d|21\d\d)(\d\d)(\d\d)(?=$|[T\s])/;
const NUMBERS = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?=$|[\s,T])/;
const WITHOUT_YEAR = /^(\d{1,2})\/(\d{1,2})(?=$|[\s,])/;
const MONTH_FIRST = /^([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:\s*,\s*|\s+)?((?:20|21)\d\d(?!\d))?(?=$|[\s,])/i;
const DATE_FIRST = /^(\d{1,2})(?:st|nd|rd|th)?[\s-]+([a-z]{3,9})\.?(?:[\s,-]+((?:20|21)\d\d|\d\d(?=$|\s)))?(?=$|[\s,])/i;

/** Finds a date or a weekday at the beginning of a text; null if it begins with neither. */
export function dateIn(text: string): DateFound | null {
  const ahead = WEEKDAY.exec(text);
  let weekday = ahead === null ? null : weekdayNamed(ahead[1] as string);
  const found = writtenDate(text.slice(ahead?.[0].length ?? 0));
  if (found === null && weekday === null) return null;
  const { date, length } = found ?? { date: null, length: 0 };
  const after = text.slice((ahead?.[0].length ?? 0) + length);
  let rest = after.replace(/^(?:T(?=\d)|\s*,?\s*(?:at\s+|@\s*)?)/i, "");
  const behind = WEEKDAY.exec(rest);
  if (behind !== null && weekday === null) {
    weekday = weekdayNamed(behind[1] as string);
    rest = rest.slice(behind[0].length);
  }
  return { date, weekday, rest, isInstant: /^T\d/i.test(after) };
}

function writtenDate(text: string): { readonly date: WrittenDate; readonly length: number } | null {
  const made = (date: WrittenDate | null, [all]: RegExpExecArray) => (date === null ? null : { date, length: all.length });
  const iso = ISO.exec(text);
  if (iso !== null) return made(dated(Number(iso[1]), Number(iso[3]), Number(iso[4])), iso);
  const packed = PACKED.exec(text);
  if (packed !== null) return made(dated(Number(packed[1]), Number(packed[2]), Number(packed[3])), packed);
  const numbers = NUMBERS.exec(text);
  if (numbers !== null)
    return made({ form: "numbers", one: Number(numbers[1]), other: Number(numbers[3]), year: fullYear(numbers[4]) }, numbers);
  const short = WITHOUT_YEAR.exec(text);
  if (short !== null) return made({ form: "numbers", one: Number(short[1]), other: Number(short[2]), year: null }, short);
  const named = MONTH_FIRST.exec(text);
  if (named !== null) return made(withMonth(named[1], named[2], named[3]), named);
  const reversed = DATE_FIRST.exec(text);
  return reversed === null ? null : made(withMonth(reversed[2], reversed[1], reversed[3]), reversed);
}

function fullYear(text: string | undefined): number {
  return text?.length === 2 ? 2000 + Number(text) : Number(text);
}

function dated(year: number, month: number, date: number): WrittenDate | null {
  const day = year < 2000 || year > 2199 ? null : daysSince1970(year, month, date);
  return day === null ? null : { form: "day", day };
}

const LONG_MONTHS = "january february march april may june july august september october november december".split(" ");

function withMonth(word = "", date: string | undefined, year: string | undefined): WrittenDate | null {
  const name = word.toLowerCase();
  const isMonth = LONG_MONTHS.some((long) => long === name || (name.length >= 3 && name.length <= 4 && long.startsWith(name)));
  if (!isMonth) return null;
  const month = MONTHS.findIndex((short) => short.toLowerCase() === name.slice(0, 3)) + 1;
  return year === undefined ? { form: "month", month, date: Number(date) } : dated(fullYear(year), month, Number(date));
}

/** The day of a date, its numbers in this order; null if the calendar has no such day, or its year is missing and there is no week. */
export function dayOf(written: WrittenDate, order: DateOrder | null, week: number | null): number | null {
  if (written.form === "day") return written.day;
  if (written.form === "month") return nearest(written.month, written.date, week);
  if (order === null) return null;
  const [month, date] = order === "dmy" ? [written.other, written.one] : [written.one, written.other];
  if (order === "ymd") return written.year === null ? null : daysSince1970(2000 + written.one, written.other, written.year % 100);
  if (written.year === null) return nearest(month, date, week);
  return written.year < 2000 || written.year > 2199 ? null : daysSince1970(written.year, month, date);
}

/** The day of a month and date that is nearest to a week. */
function nearest(month: number, date: number, week: number | null): number | null {
  if (week === null) return null;
  const year = new Date(week * 86_400_000).getUTCFullYear();
  const days = [year - 1, year, year + 1].flatMap((one) => daysSince1970(one, month, date) ?? []);
  return days.sort((a, b) => Math.abs(a - week - 3) - Math.abs(b - week - 3))[0] ?? null;
}

/** A date of a column, with the weekday that its row has. */
export interface DateSample {
  readonly date: WrittenDate;
  readonly weekday: number | null;
}

export type OrderReason = "given" | "only-one" | "above-12" | "weekday" | "one-week" | "week-given";

export interface DecidedOrder {
  readonly order: DateOrder | null;
  readonly reason: OrderReason;
}

const ORDERS = ["mdy", "dmy"] as const;

/** The one order in which a column's dates are read; null if there are two and nothing decides. */
export function orderOf(samples: readonly DateSample[], given: DateOrder | null, week: number | null): DecidedOrder | null {
  const numbers = samples.filter(({ date }) => date.form === "numbers");
  if (numbers.length === 0) return { order: null, reason: "only-one" };
  if (given !== null) return { order: given, reason: "given" };
  const days = new Map(ORDERS.map((order) => [order, numbers.map(({ date }) => dayOf(date, order, week ?? 0))]));
  const only = (reason: OrderReason, fits: (order: (typeof ORDERS)[number]) => boolean): DecidedOrder | null => {
    const [order, another] = ORDERS.filter(fits);
    return order === undefined || another !== undefined ? null : { order, reason };
  };
  const daysIn = (order: (typeof ORDERS)[number]) => days.get(order) as (number | null)[];
  // A date that neither order has is a slip of its own row.
  const readable = numbers.map((_, i) => ORDERS.some((order) => daysIn(order)[i] !== null));
  const fits = (order: (typeof ORDERS)[number]) => daysIn(order).every((day, i) => day !== null || !readable[i]);
  if (!ORDERS.some(fits)) return null;
  if (ORDERS.every((order) => daysIn(order).every((day, i) => day === daysIn("mdy")[i]))) return { order: "mdy", reason: "only-one" };
  const known = (order: (typeof ORDERS)[number]) => daysIn(order).filter((day) => day !== null);
  const isOnWeekdays = (order: (typeof ORDERS)[number]) =>
    daysIn(order).every((day, i) => day === null || numbers[i]?.weekday === null || weekdayOf(day) === numbers[i]?.weekday);
  const isOneWeek = (order: (typeof ORDERS)[number]) => fits(order) && spanOf(known(order)) < 7;
  const meetsWeek = (order: (typeof ORDERS)[number]) =>
    week !== null && fits(order) && known(order).some((day) => day >= week && day < week + 7);
  return only("above-12", fits) ?? only("weekday", isOnWeekdays) ?? only("one-week", isOneWeek) ?? only("week-given", meetsWeek);
}

function spanOf(days: readonly number[]): number {
  return (
    days.reduce((most, day) => Math.max(most, day), Number.NEGATIVE_INFINITY) -
    days.reduce((least, day) => Math.min(least, day), Number.POSITIVE_INFINITY)
  );
}
