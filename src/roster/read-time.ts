/** Reads times and dates in every spelling that has one reading. The published schemas get their patterns here. */
import type { ClockHours } from "../clock.ts";
import { MAX_TEXT_LENGTH, WEEKDAYS } from "./vocabulary.ts";

/** What a time says, before the week, the zone and its session make a moment of it. All numbers are minutes. */
export type WrittenTime = {
  /** 12 with am or pm. Null for a clock such as `6:30`, which may be either: beside times with am or pm it has two readings. */
  readonly hours: ClockHours | null;
} & (
  | { readonly form: "clock"; readonly clock: number }
  | { readonly form: "weekday"; readonly weekday: number; readonly clock: number }
  | { readonly form: "month-day"; readonly day: MonthDay; readonly clock: number }
  | { readonly form: "date"; readonly local: number }
  | { readonly form: "offset"; readonly local: number; readonly offset: number }
);

/** A day without a year. */
export interface MonthDay {
  readonly month: number;
  readonly date: number;
  readonly weekday: number | null;
}

export const DAY = 24 * 60;

export const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;

/** A pattern for words in any letter case, because JSON Schema has no case-insensitive flag. */
const anyCase = (words: string) => words.replace(/[a-z]/g, (letter) => `[${letter.toUpperCase()}${letter}]`);

const WEEKDAY = anyCase("mon(?:day)?|tue(?:s|sday)?|wed(?:s|nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?");
const MONTH = anyCase(
  "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?",
);
const YEAR = "2[01][0-9]{2}";
const MONTH_NUMBER = "0?[1-9]|1[0-2]";
const DATE_NUMBER = "0?[1-9]|[12][0-9]|3[01]";
const SEPARATOR = "(?:\\s*,\\s*|\\s+)";
const ISO = `(?<isoYear>${YEAR})-(?<isoMonth>${MONTH_NUMBER})-(?<isoDate>${DATE_NUMBER})`;
const SLASHES = `(?<one>${DATE_NUMBER})\\/(?<other>${DATE_NUMBER})\\/(?<slashYear>${YEAR})`;
const NAMED = `(?:(?<month>${MONTH})\\.?\\s+(?<date>${DATE_NUMBER})(?:${anyCase("st|nd|rd|th")})?|(?<dateFirst>${DATE_NUMBER})\\s+(?<monthSecond>${MONTH})\\.?)`;
const NAMED_YEAR = `${SEPARATOR}(?<namedYear>${YEAR})`;
const PREFIX = `(?:(?<weekday>${WEEKDAY})\\.?${SEPARATOR})`;

const SECONDS = "(?::00(?:\\.0{1,9})?)?";
const OFFSET = "(?:[Zz]|[+-](?:0[0-9]|1[0-4])(?::?[0-5][0-9])?)";
const CLOCK = `(?:(?<twelve>0?[1-9]|1[0-2])(?::(?<twelveMinute>[0-5][0-9])${SECONDS})?\\s*(?<half>[AaPp])\\.?[Mm]\\.?|(?<hour>[01]?[0-9]|2[0-3]):(?<minute>[0-5][0-9])${SECONDS}|(?<midnight>24:00)${SECONDS})`;
/** An offset needs a full date and a `T`: `Mon 08:00-09:30` is a start and an end. */
const WITH_OFFSET = `${ISO.replace(/\?<\w+>/g, "?:")}[Tt]${CLOCK.replace(/\?<\w+>/g, "?:")}\\s*${OFFSET}`;
const DATE = `(?:${ISO}|${SLASHES}|${NAMED}(?:${NAMED_YEAR})?)`;
const DATE_SEPARATOR = `(?:${SEPARATOR}|[Tt])`;

/**
 * A clock at the end of a text, and the day before it. Two small patterns: the engine compiles those several times faster than
 * the published ones, which it would take longer to compile than a week to audit.
 */
const CLOCK_LAST = new RegExp(`^(?<before>[^]*[\\s,Tt])?${CLOCK}(?:\\s*(?<offset>${OFFSET}))?\\s*$`);
const DAY_FIRST = new RegExp(`^\\s*${PREFIX}?(?:${DATE}(?<separator>${DATE_SEPARATOR}))?$`);

const ISO_STARTS = /^\s*[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}[Tt]/;

const published = (source: string) => source.replace(/\?<\w+>/g, "?:");

/** The pattern of `isStart`, for the published schema. */
export const START_PATTERN = published(
  `^\\s*(?:${WITH_OFFSET}|(?:${PREFIX}(?:${DATE}${DATE_SEPARATOR})?|${DATE}${DATE_SEPARATOR})${CLOCK})\\s*$`,
);
/** The pattern of `isTime`. */
export const TIME_PATTERN = published(`^\\s*(?:${WITH_OFFSET}|${PREFIX}?(?:${DATE}${DATE_SEPARATOR})?${CLOCK})\\s*$`);
/** The pattern of `isDate`. */
export const DATE_PATTERN = published(`^\\s*${PREFIX}?(?:${ISO}|${SLASHES}|${NAMED}${NAMED_YEAR})\\s*$`);

type Groups = Readonly<Record<string, string | undefined>>;

/** The parts of a time, by name. */
interface TimeGroups {
  readonly day: Groups;
  readonly clock: Groups;
}

/** Whether a text has the form of a day and a time. */
export function isStart(text: string): boolean {
  const { weekday, separator } = timeIn(text)?.day ?? {};
  return (weekday ?? separator) !== undefined;
}

/** Whether a text has the form of a time, alone or after a day. */
export function isTime(text: string): boolean {
  return timeIn(text) !== null;
}

/** Whether a text has the form of a date with its year. */
export function isDate(text: string): boolean {
  const { isoYear, slashYear, namedYear } = dateIn(text) ?? {};
  return (isoYear ?? slashYear ?? namedYear) !== undefined;
}

/** Reads a time. Null if the text is not a time, has two readings, or names a day that the calendar does not have. */
export function readTime(text: string): WrittenTime | null {
  const groups = isTooLong(text) ? null : timeIn(text);
  if (groups === null) return null;
  const { hour, minute, twelve, twelveMinute, half, offset } = groups.clock;
  const isTwelveHour = twelve !== undefined;
  const clock = isTwelveHour
    ? ((Number(twelve) % 12) + (half?.toLowerCase() === "p" ? 12 : 0)) * 60 + Number(twelveMinute ?? 0)
    : hour === undefined
      ? DAY
      : Number(hour) * 60 + Number(minute);
  // ISO 8601 has only 24 hours.
  const isEither = clock >= DAY / 24 && clock < (13 * DAY) / 24 && !ISO_STARTS.test(text);
  const hours = isTwelveHour ? 12 : isEither ? null : 24;
  const day = dayIn(groups.day);
  const weekday = weekdayIn(groups.day);
  if (day === null) return weekday === null ? { form: "clock", clock, hours } : { form: "weekday", weekday, clock, hours };
  if (day.form === "month-day") {
    const { month, date } = day;
    return { form: "month-day", day: { month, date, weekday }, clock, hours };
  }
  if (day.form !== "date" || isOtherWeekday(day.day, weekday)) return null;
  const local = day.day * DAY + clock;
  return offset === undefined ? { form: "date", local, hours } : { form: "offset", local, offset: offsetIn(offset), hours };
}

/** Reads a date, as days since 1970-01-01. Null as for times, and if the year is missing. */
export function readDate(text: string): number | null {
  const groups = isTooLong(text) ? null : dateIn(text);
  const day = groups === null ? null : dayIn(groups);
  return groups === null || day?.form !== "date" || isOtherWeekday(day.day, weekdayIn(groups)) ? null : day.day;
}

/** The reason why a text that looks like a date, or starts with one, has no single meaning. */
export type Unclear =
  | { readonly why: "two readings"; readonly days: readonly [number, number] }
  | { readonly why: "other weekday"; readonly day: number }
  | { readonly why: "no year"; readonly day: MonthDay };

/** The reason why a date is unclear; null if it is clear. */
export function unclear(text: string): Unclear | null {
  const groups = isTooLong(text) ? null : (dayAndClockIn(text)?.day ?? dateIn(text));
  const day = groups === null ? null : dayIn(groups);
  if (groups === null || day === null || day.form === "none") return null;
  if (day.form === "month-day") return { why: "no year", day };
  if (day.form === "two") return { why: "two readings", days: day.days };
  return isOtherWeekday(day.day, weekdayIn(groups)) ? { why: "other weekday", day: day.day } : null;
}

function isTooLong(text: string): boolean {
  return text.length > MAX_TEXT_LENGTH;
}

/** The parts of a time; null if the text is not a time. */
function timeIn(text: string): TimeGroups | null {
  const groups = dayAndClockIn(text);
  return groups?.clock.offset === undefined || ISO_STARTS.test(text) ? groups : null;
}

/** The same where an offset may also be the end of a time: `Mon 08:00-09:30`. */
function dayAndClockIn(text: string): TimeGroups | null {
  const clock = CLOCK_LAST.exec(text)?.groups;
  const day = clock && DAY_FIRST.exec(clock.before ?? "")?.groups;
  return day ? { day, clock } : null;
}

/** The parts of a date; null if the text is not a date. */
function dateIn(text: string): Groups | null {
  const day = DAY_FIRST.exec(`${text} `)?.groups;
  return day?.separator?.trim() === "" ? day : null;
}

/** Whether any time in a roster has am or pm; `text` is all of its file. */
export function writesTwelveHours(value: unknown, text: string): boolean {
  // Few rosters do. A backslash may spell a letter.
  return /\d\s*[ap]\.?m|\\/i.test(text) && hasTwelveHours(value);
}

/** The same without the file's text; times without one meaning count too, such as `12/07/2026 9:00am`. */
export function hasTwelveHours(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([key, one]) =>
    typeof one === "string" ? TIME_KEYS.has(key) && /\d\s*[ap]\.?m\b/i.test(one) : hasTwelveHours(one),
  );
}

/** The keys of a roster whose values are times. */
const TIME_KEYS: ReadonlySet<string> = new Set(["start", "end", "from", "until"]);

type DayRead =
  | { readonly form: "date"; readonly day: number }
  | { readonly form: "two"; readonly days: readonly [number, number] }
  | ({ readonly form: "month-day" } & MonthDay)
  | { readonly form: "none" };

/** The day in a text; null if there is none. */
function dayIn(groups: Groups): DayRead | null {
  const { isoYear, isoMonth, isoDate, one, other, slashYear, namedYear } = groups;
  if (isoYear !== undefined) return certain(daysSince1970(Number(isoYear), Number(isoMonth), Number(isoDate)));
  if (slashYear !== undefined) {
    const american = daysSince1970(Number(slashYear), Number(one), Number(other));
    const european = daysSince1970(Number(slashYear), Number(other), Number(one));
    if (american === null || european === null || american === european) return certain(american ?? european);
    const weekday = weekdayIn(groups);
    const fitting = weekday === null ? [] : [american, european].filter((day) => !isOtherWeekday(day, weekday));
    return fitting.length === 1 ? certain(fitting[0] as number) : { form: "two", days: [american, european] };
  }
  const name = groups.month ?? groups.monthSecond;
  if (name === undefined) return null;
  const month = MONTHS.findIndex((short) => short.toLowerCase() === name.slice(0, 3).toLowerCase()) + 1;
  const date = Number(groups.date ?? groups.dateFirst);
  if (namedYear !== undefined) return certain(daysSince1970(Number(namedYear), month, date));
  // The year 2000 was a leap year.
  return daysSince1970(2000, month, date) === null ? { form: "none" } : { form: "month-day", month, date, weekday: weekdayIn(groups) };
}

function certain(day: number | null): DayRead {
  return day === null ? { form: "none" } : { form: "date", day };
}

function weekdayIn({ weekday }: Groups): number | null {
  return weekday === undefined ? null : weekdayNamed(weekday);
}

/** 0 for `Monday`, `mon` and other names of it; -1 for a word that is not a weekday. */
export function weekdayNamed(word: string): number {
  return WEEKDAYS.findIndex((short) => short.toLowerCase() === word.slice(0, 3).toLowerCase());
}

function isOtherWeekday(day: number, weekday: number | null): boolean {
  return weekday !== null && weekday !== weekdayOf(day);
}

function offsetIn(offset: string): number {
  const [hours = "", minutes = ""] = [offset.slice(1, 3), offset.slice(3).replace(":", "")];
  return (offset.startsWith("-") ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The number of days in a month, 1 to 12; 0 for any other month. */
export function daysInMonth(year: number, month: number): number {
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 1 : 0;
  return (MONTH_DAYS[month - 1] ?? 0) + leap;
}

/** Days from 1970-01-01 to a date; null if the date does not exist. */
export function daysSince1970(year: number, month: number, date: number): number | null {
  if (!(date >= 1 && date <= daysInMonth(year, month))) return null;
  return (Date.UTC(year, month - 1, date) / 86_400_000) | 0;
}

/** 0 for Monday to 6 for Sunday. 1970-01-01 was a Thursday. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** The Monday on or before a day. */
export function mondayOf(day: number): number {
  return day - weekdayOf(day);
}

/** The day with a weekday, 0 for Monday, in the seven days from `week`. */
export function dayInWeek(week: number, weekday: number): number {
  return week + ((weekday - weekdayOf(week) + 7) % 7);
}
