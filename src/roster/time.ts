/** Formats times for reports and JSON. */
import { DAY, MONTHS, weekdayOf } from "./read-time.ts";
import { WEEKDAYS } from "./vocabulary.ts";

/** `2026-11-30` for the days since 1970-01-01. */
export function writeDate(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

/** `2026-11-30T18:00` for a local minute. */
export function writeLocal(local: number): string {
  return new Date(local * 60_000).toISOString().slice(0, 16);
}

/** `Mon, Nov 30` for a local minute. */
export function showDay(local: number): string {
  const date = new Date(local * 60_000);
  return `${WEEKDAYS[weekdayOf(Math.floor(local / DAY))]}, ${MONTHS[date.getUTCMonth()]} ${date.getUTCDate()}`;
}

/** `Mon, Nov 30, 2026` for a local minute. */
export function showDate(local: number): string {
  return `${showDay(local)}, ${writeLocal(local).slice(0, 4)}`;
}

/** `50 min`, `26 h`, `167 h 30 min` for a number of minutes. */
export function showDuration(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [...(hours > 0 ? [`${hours} h`] : []), ...(rest > 0 ? [`${rest} min`] : [])].join(" ");
}
