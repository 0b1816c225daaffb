/** Times as a roster writes them, and as reports show them. */
import { WEEKDAYS } from "./vocabulary.ts";

/** What a time says, before the week, the zone and the session it belongs to make a moment of it. Minutes throughout. */
export type WrittenTime =
  | { readonly form: "clock"; readonly clock: number }
  | { readonly form: "weekday"; readonly weekday: number; readonly clock: number }
  | { readonly form: "date"; readonly local: number }
  | { readonly form: "offset"; readonly local: number; readonly offset: number };

export const DAY = 24 * 60;

/** Reads a time of the roster format; null if it is none, or names a day that the calendar has not (30 February). */
export function readTime(text: string): WrittenTime | null {
  const second = text.charCodeAt(1);
  if (text.length === 5) return { form: "clock", clock: clockAt(text, 0) };
  // The second letter of a weekday is a letter; that of a year is a digit.
  if (second > 57) {
    const weekday = WEEKDAYS.indexOf(text.slice(0, 3) as (typeof WEEKDAYS)[number]);
    return weekday < 0 || text.length !== 9 ? null : { form: "weekday", weekday, clock: clockAt(text, 4) };
  }
  const day = readDate(text);
  if (day === null || text.length < 16) return null;
  const local = day * DAY + clockAt(text, 11);
  const offsetStart = text.startsWith(":", 16) ? 19 : 16;
  if (text.length === offsetStart) return { form: "date", local };
  if (text.startsWith("Z", offsetStart)) return { form: "offset", local, offset: 0 };
  const sign = text.startsWith("-", offsetStart) ? -1 : 1;
  return { form: "offset", local, offset: sign * clockAt(text, offsetStart + 1) };
}

/** Days from 1970-01-01 to a date that text starts with, such as `2026-11-30`; null if the calendar has no such day. */
export function readDate(text: string): number | null {
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 7);
  const date = digits(text, 8, 10);
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 1 : 0;
  if (!(date >= 1 && date <= (MONTH_DAYS[month - 1] ?? 0) + leap)) return null;
  // As a small integer, which moments then are as well: the engine keeps a fraction's worth of room for other numbers.
  return (Date.UTC(year, month - 1, date) / 86_400_000) | 0;
}

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** `2026-11-30` for the days since 1970-01-01. */
export function writeDate(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

/** `2026-11-30T18:00` for a local minute. */
export function writeLocal(local: number): string {
  return new Date(local * 60_000).toISOString().slice(0, 16);
}

/** 0 for Monday to 6 for Sunday. 1970-01-01 was a Thursday. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

function clockAt(text: string, at: number): number {
  return digits(text, at, at + 2) * 60 + digits(text, at + 3, at + 5);
}

function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to; i++) value = value * 10 + text.charCodeAt(i) - 48;
  return value;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `18:00` for a local minute. */
export function showClock(local: number): string {
  return writeLocal(local).slice(11);
}

/** `Mon 30 Nov` for a local minute. */
export function showDay(local: number): string {
  const date = new Date(local * 60_000);
  return `${WEEKDAYS[weekdayOf(Math.floor(local / DAY))]} ${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;
}

/** `Mon 30 Nov 2026` for a local minute. */
export function showDate(local: number): string {
  return `${showDay(local)} ${writeLocal(local).slice(0, 4)}`;
}

/** `50 min`, `26 h`, `167 h 30 min` for a number of minutes. */
export function showDuration(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [...(hours > 0 ? [`${hours} h`] : []), ...(rest > 0 ? [`${rest} min`] : [])].join(" ");
}
