/** Dates, times, durations and periods as calendars write them: `20261130`, `20261130T180000Z`, `PT1H30M`. */
import { DAY, daysSince1970 } from "../../roster/read-time.ts";
import type { Property } from "./property.ts";

/** A date, or a wall-clock time with the zone in which it is. */
export interface WrittenTime {
  /** Days since 1970-01-01. */
  readonly day: number;
  /** Minutes from midnight; null for a date alone. Seconds are left out. */
  readonly clock: number | null;
  /** The TZID as written, or UTC; null for a time that is the same everywhere. */
  readonly zone: { readonly tzid: string } | "utc" | null;
}

/** A length: whole days by the calendar, and minutes beside them. */
export interface Duration {
  readonly days: number;
  readonly minutes: number;
}

export interface Period {
  readonly start: WrittenTime;
  readonly end: WrittenTime | Duration | null;
}

const TIME = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z)?)?$/i;

/** Reads one date or time of a property; null for other text. */
export function readTime(text: string, { parameters }: Pick<Property, "parameters">): WrittenTime | null {
  const [, year, month, date, hour, minute, second, utc] = TIME.exec(text.trim()) ?? [];
  // Windows zones begin in 1601; no session is earlier.
  const day = year === undefined || Number(year) < 1601 ? null : daysSince1970(Number(year), Number(month), Number(date));
  if (day === null) return null;
  if (hour === undefined) return { day, clock: null, zone: null };
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second ?? 0) > 60) return null;
  const tzid = parameters.get("TZID")?.[0];
  const zone = utc !== undefined ? "utc" : tzid === undefined ? null : { tzid };
  return { day, clock: Number(hour) * 60 + Number(minute), zone };
}

/** Reads a list of dates and times; null if any is invalid. */
export function readTimes(property: Property): WrittenTime[] | null {
  return allOf(property.value.split(",").map((one) => readTime(one, property)));
}

/** Reads the dates, times or periods of an RDATE; null if any is invalid. */
export function readPeriods(property: Property): Period[] | null {
  return allOf(property.value.split(",").map((one) => readPeriod(one, property)));
}

function readPeriod(text: string, property: Property): Period | null {
  const [from = "", until] = text.split("/", 2);
  const start = readTime(from, property);
  if (start === null || until === undefined) return start === null ? null : { start, end: null };
  const end = until.trim().startsWith("P") ? readDuration(until) : readTime(until, property);
  return end === null ? null : { start, end };
}

function allOf<T>(read: readonly (T | null)[]): T[] | null {
  return read.includes(null) ? null : (read as T[]);
}

const DURATION = /^\+?P(?:(\d{1,3})W|(?:(\d{1,4})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,6})M)?(?:(\d{1,7})S)?)?)$/i;

/** Reads a duration; null if it is invalid or negative. */
export function readDuration(text: string): Duration | null {
  const found = DURATION.exec(text.trim());
  if (found === null || !/\d/.test(text)) return null;
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = found.slice(1).map((part) => Number(part ?? 0));
  return { days: weeks * 7 + days, minutes: hours * 60 + minutes + Math.floor(seconds / 60) };
}

/** Local minutes since 1970-01-01T00:00; a date alone is its midnight. */
export function localOf({ day, clock }: WrittenTime): number {
  return day * DAY + (clock ?? 0);
}
