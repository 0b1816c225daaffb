/** Recurrence rules as written (RFC 5545, 3.3.10). What the standard does not allow, or no session needs, is refused. */
import { type Message, say, trusted } from "../../message.ts";
import { readTime, type WrittenTime } from "./dates.ts";

export interface Rule {
  readonly frequency: "DAILY" | "WEEKLY" | "MONTHLY" | "YEARLY";
  readonly interval: number;
  readonly count: number | null;
  readonly until: WrittenTime | null;
  /** `weekday` is 0 for Monday. `nth` is 0 for each of them, -1 for the last one of the month or year. */
  readonly weekdays: readonly { readonly nth: number; readonly weekday: number }[];
  readonly months: readonly number[];
  readonly monthDays: readonly number[];
  readonly yearDays: readonly number[];
  readonly weeks: readonly number[];
  readonly positions: readonly number[];
  /** The first day of a week, 0 for Monday. */
  readonly weekStart: number;
}

/** Why a rule is not followed. */
export interface Refused {
  readonly refused: Message;
}

const WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
const PARTS = new Set("FREQ INTERVAL COUNT UNTIL BYDAY BYMONTH BYMONTHDAY BYYEARDAY BYWEEKNO BYSETPOS WKST".split(" "));

/** More values than this in one part are no rule of a calendar. */
const MAX_VALUES = 400;

/** Reads the value of an RRULE. */
export function readRule(text: string): Rule | Refused {
  const parts = partsOf(text);
  if (parts === null) return { refused: say`a part of the recurrence rule occurs twice` };
  const frequency = parts.get("FREQ") ?? "";
  const isWithinDay = ["SECONDLY", "MINUTELY", "HOURLY"].includes(frequency);
  if (isWithinDay || ["BYHOUR", "BYMINUTE", "BYSECOND"].some((name) => parts.has(name))) return { refused: say`repeats within a day` };
  if (!isFrequency(frequency)) return { refused: say`the recurrence rule has no frequency such as ${trusted("FREQ=WEEKLY")}` };
  const unreadable: string[] = [];
  /** What a part says, or null if it is not there. */
  const part = <T>(name: string, read: (value: string) => T | null): T | null => {
    const value = parts.get(name);
    const found = value === undefined ? null : read(value);
    if (value !== undefined && found === null) unreadable.push(name);
    return found;
  };
  const rule: Rule = {
    frequency,
    interval: part("INTERVAL", (value) => positive(value, 4)) ?? 1,
    count: part("COUNT", (value) => positive(value, 15)),
    until: part("UNTIL", (value) => readTime(value, { parameters: new Map() })),
    weekdays: part("BYDAY", (value) => listOf(value, weekday)) ?? [],
    months: part("BYMONTH", (value) => listOf(value, (one) => numberUpTo(one, 12, 1))) ?? [],
    monthDays: part("BYMONTHDAY", (value) => listOf(value, (one) => numberUpTo(one, 31))) ?? [],
    yearDays: part("BYYEARDAY", (value) => listOf(value, (one) => numberUpTo(one, 366))) ?? [],
    weeks: part("BYWEEKNO", (value) => listOf(value, (one) => numberUpTo(one, 53))) ?? [],
    positions: part("BYSETPOS", (value) => listOf(value, (one) => numberUpTo(one, 366))) ?? [],
    weekStart: part("WKST", (value) => weekday(value))?.weekday ?? 0,
  };
  const [first] = unreadable;
  if (first !== undefined) return { refused: say`unreadable ${trusted(first)} in the recurrence rule` };
  if ([...parts.keys()].some((name) => !PARTS.has(name))) return { refused: say`unknown part of the recurrence rule` };
  return isAllowed(rule) ? rule : { refused: say`the parts of the recurrence rule contradict each other` };
}

function partsOf(text: string): Map<string, string> | null {
  const parts = new Map<string, string>();
  for (const part of text.trim().toUpperCase().replace(/;+$/, "").split(";")) {
    const at = part.indexOf("=");
    const name = part.slice(0, at < 0 ? part.length : at);
    if (parts.has(name)) return null;
    parts.set(name, part.slice(name.length + 1));
  }
  return parts;
}

function isFrequency(text: string): text is Rule["frequency"] {
  return ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"].includes(text);
}

/** The values of a list; null if any is invalid. */
function listOf<T>(value: string, read: (one: string) => T | null): readonly T[] | null {
  const values = value.split(",", MAX_VALUES + 1);
  if (values.length > MAX_VALUES) return null;
  const found = values.map((one) => read(one.trim()));
  return found.includes(null) ? null : (found as T[]);
}

function positive(text: string, digits: number): number | null {
  return /^\d+$/.test(text) && text.length <= digits && Number(text) > 0 ? Number(text) : null;
}

/** A number from 1, or from `least`, to `most`; without `least` also one that counts from the end. */
function numberUpTo(text: string, most: number, least = -most): number | null {
  const number = /^[+-]?\d{1,3}$/.test(text) ? Number(text) : 0;
  return number !== 0 && number >= least && number <= most ? number : null;
}

function weekday(text: string): { nth: number; weekday: number } | null {
  const [, nth = "", name = ""] = /^([+-]?\d{0,2})([A-Z]{2})$/.exec(text) ?? [];
  const number = nth === "" ? 0 : numberUpTo(nth, 53);
  const found = WEEKDAYS.indexOf(name);
  return number === null || found < 0 ? null : { nth: number, weekday: found };
}

/** Whether the standard allows these parts with this frequency. */
function isAllowed({ frequency, weekdays, monthDays, yearDays, weeks }: Rule): boolean {
  const isNth = weekdays.some(({ nth }) => nth !== 0);
  if (frequency === "YEARLY") return !(isNth && weeks.length > 0);
  if (weeks.length > 0 || yearDays.length > 0) return false;
  if (frequency === "WEEKLY" && monthDays.length > 0) return false;
  return frequency === "MONTHLY" || !isNth;
}
