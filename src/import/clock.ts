/** Times of sources as moments of the roster's zone, and moments as the roster writes them. */
import { DAY, weekdayOf } from "../roster/read-time.ts";
import { writeLocal } from "../roster/time.ts";
import { WEEKDAYS } from "../roster/vocabulary.ts";
import type { Zone } from "../roster/zone.ts";
import type { SourceTime } from "./entry.ts";

/** The moment of a time; null if the clocks skip it. A time that the clock shows twice is the first, unless the source states an offset. */
export function momentOf({ local, offset }: SourceTime, zone: Zone): number | null {
  const moments = zone.momentsOf(local);
  return moments.find((moment) => offset !== undefined && moment === local - offset) ?? moments[0] ?? null;
}

/** `Mon 18:00` for a moment within the week; with date and offset if the clock shows that time twice. */
export function writeStart(moment: number, zone: Zone): string {
  const local = zone.toLocal(moment);
  if (zone.momentsOf(local).length > 1) return withOffset(moment, local);
  return `${WEEKDAYS[weekdayOf(Math.floor(local / DAY))]} ${writeLocal(local).slice(11)}`;
}

/** `18:30` for a moment within a day of a session's start; with the date beyond that, and with an offset if the clock shows it twice. */
export function writeWithin(moment: number, start: number, zone: Zone): string {
  const local = zone.toLocal(moment);
  if (zone.momentsOf(local).length > 1) return withOffset(moment, local);
  // Less than a day on the clock as well, which may change in between.
  const isOfTheDay = moment - start < DAY && local - zone.toLocal(start) < DAY && local >= zone.toLocal(start);
  return isOfTheDay ? writeLocal(local).slice(11) : writeLocal(local);
}

function withOffset(moment: number, local: number): string {
  const offset = local - moment;
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60].map((part) => String(part).padStart(2, "0"));
  return `${writeLocal(local)}${offset < 0 ? "-" : "+"}${hours}:${minutes}`;
}
