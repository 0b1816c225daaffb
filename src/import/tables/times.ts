/** Clock times and lengths as people and programs write them: `6-7:30pm`, `11-1`, `0930`, `12:00 AM`, `90 min`. */
import { DAY } from "../../roster/read-time.ts";
import type { Cell } from "../source.ts";

/** A time of day before it is known whether a bare 6:00 is in the morning. */
export interface Clock {
  /** Minutes from midnight as written: 0 to 1440. */
  readonly minutes: number;
  readonly half: "am" | "pm" | null;
  /** Whether the spelling shows a 24-hour clock: `18:00`, `09:00`, `0930`. */
  readonly is24: boolean;
}

export interface Clocks {
  readonly start: Clock;
  readonly end: Clock | null;
  /** Minutes ahead of UTC, if it is stated. */
  readonly offset: number | null;
}

const NOON = 12 * 60;

const CLOCK = /^(?:(\d{1,2})(\d{2})(?![\d:.])|(\d{1,2})(?:[:.](\d{2})(?::\d{2}(?:[.,]\d{1,9})?)?)?)\s*(?:([ap])\.?(?:m\b\.?)?(?![a-z]))?/i;
const WORD = /^(noon|midnight)\b/i;
const RANGE = /^\s*(?:[-–—]|to\b|until\b)\s*/i;

/** Offsets of the abbreviations that calendars of the United States write, in hours. */
const ABBREVIATIONS: Readonly<Record<string, number>> = {
  z: 0,
  utc: 0,
  gmt: 0,
  est: -5,
  edt: -4,
  cst: -6,
  cdt: -5,
  mst: -7,
  mdt: -6,
  pst: -8,
  pdt: -7,
};

/** Reads a time or a start and an end; null if the text is anything else. `isInstant`: behind a date and a T, where -05:00 is an offset. */
export function readClocks(text: string, isInstant = false): Clocks | null {
  const first = clockAt(text.trim());
  if (first === null) return null;
  let { rest } = first;
  const early = isInstant ? offsetAt(rest) : null;
  if (early !== null) return early.rest === "" ? { start: first.clock, end: null, offset: early.offset } : null;
  let end: Clock | null = null;
  if (RANGE.test(rest)) {
    const second = clockAt(rest.replace(RANGE, ""));
    if (second === null) return null;
    end = second.clock;
    rest = second.rest;
  }
  const zone = offsetAt(rest);
  if (zone !== null) return zone.rest === "" ? { start: first.clock, end, offset: zone.offset } : null;
  return rest.trim() === "" ? { start: first.clock, end, offset: null } : null;
}

function clockAt(text: string): { readonly clock: Clock; readonly rest: string } | null {
  const word = WORD.exec(text);
  if (word !== null) {
    const isNoon = word[1]?.toLowerCase() === "noon";
    return { clock: { minutes: isNoon ? NOON : 0, half: isNoon ? "pm" : "am", is24: false }, rest: text.slice(word[0].length) };
  }
  const found = CLOCK.exec(text);
  if (found === null) return null;
  const [all, packedHour, packedMinute, plainHour, plainMinute, letter] = found;
  const hourText = packedHour ?? plainHour ?? "";
  const hour = Number(hourText);
  const minute = Number(packedMinute ?? plainMinute ?? 0);
  const half = letter === undefined ? null : letter.toLowerCase() === "a" ? "am" : "pm";
  if (minute > 59 || hour > 24 || (hour === 24 && minute > 0) || (half !== null && (hour > 12 || hour === 0))) return null;
  const rest = text.slice(all.length);
  if (/^[\d:./]/.test(rest)) return null;
  if (half !== null) return { clock: { minutes: ((hour % 12) + (half === "pm" ? 12 : 0)) * 60 + minute, half, is24: false }, rest };
  const is24 = hour > 12 || hour === 0 || hourText.startsWith("0");
  return { clock: { minutes: hour * 60 + minute, half, is24 }, rest };
}

function offsetAt(text: string): { readonly offset: number; readonly rest: string } | null {
  const rest = text.trimStart();
  const sign = /^([+-])(\d{2}):?(\d{2})?/.exec(rest);
  if (sign !== null) {
    const minutes = Number(sign[2]) * 60 + Number(sign[3] ?? 0);
    return { offset: sign[1] === "-" ? -minutes : minutes, rest: rest.slice(sign[0].length).trim() };
  }
  const word = /^\(?([a-z]{1,3})\)?(?![a-z])/i.exec(rest);
  const hours = ABBREVIATIONS[word?.[1]?.toLowerCase() ?? ""];
  return word === null || hours === undefined ? null : { offset: hours * 60, rest: rest.slice(word[0].length).trim() };
}

/** The meaning of a bare 1:00 to 6:59 in a table: the morning, as written, or the afternoon. */
export type ClockStyle = "as-written" | "afternoon";

/** The style of a table's times: 24-hour clocks show themselves by hours above 12 or a zero in front. */
export function styleOf(clocks: Iterable<Clock>): ClockStyle {
  for (const { is24, half } of clocks) if (is24 && half === null) return "as-written";
  return "afternoon";
}

/** Whether the style decides what a time means. */
function isBare({ minutes, half, is24 }: Clock): boolean {
  return half === null && !is24 && minutes >= 60 && minutes < 7 * 60;
}

/** Minutes from midnight. */
export function startOf(clock: Clock, end: Clock | null, style: ClockStyle): number {
  if (clock.half !== null || clock.is24 || end === null || end.half === null || clock.minutes >= 13 * 60)
    return style === "afternoon" && isBare(clock) ? clock.minutes + NOON : clock.minutes;
  // `6-7:30pm`: the latest such time before the end.
  const until = end.minutes === 0 ? DAY : end.minutes;
  const morning = clock.minutes % NOON;
  return morning + NOON < until ? morning + NOON : morning;
}

/** Minutes from the midnight before the start; beyond 1440 on the next day. Equal to the start if it is the same time. */
export function endAfter(start: number, clock: Clock): number {
  const { minutes, half, is24 } = clock;
  if (half === null && !is24 && minutes <= start && minutes + NOON > start && minutes + NOON <= DAY && minutes < NOON + 60)
    return minutes % NOON === start % NOON ? start : (minutes % NOON) + NOON;
  return minutes < start ? minutes + DAY : minutes;
}

const UNITS =
  /^(?:(\d{1,3}(?:[.,]\d+)?)\s*h(?:(?:ou)?rs?|r)?\.?)?\s*,?\s*(?:(\d{1,4})\s*m(?:in(?:ute)?s?)?\.?)?\s*(?:\d{1,2}\s*s(?:ec(?:ond)?s?)?\.?)?$/i;

/** A length in minutes: `90`, `90 min`, `1.5 hours`, `1h 30m`, `1:30`, or a spreadsheet duration. Null for other text. */
export function readLength(cell: Cell): number | null {
  const minutes = lengthOf(cell);
  return minutes !== null && minutes >= 1 && minutes <= DAY ? Math.round(minutes) : null;
}

function lengthOf({ text, number, shownAs }: Cell): number | null {
  if (number !== undefined) return shownAs === undefined ? number : number * DAY;
  const plain = text.trim();
  if (/^\d{1,4}(?:[.,]\d+)?$/.test(plain)) return Number(plain.replace(",", "."));
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})(?::\d{2})?$/.exec(plain) ?? [];
  if (hours !== undefined) return Number(hours) * 60 + Number(minutes);
  const units = UNITS.exec(plain);
  if (units === null || (units[1] === undefined && units[2] === undefined)) return null;
  return Number((units[1] ?? "0").replace(",", ".")) * 60 + Number(units[2] ?? 0);
}
