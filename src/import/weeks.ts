/** The weeks of a source's days, for calendars and tables alike. Days count from 1970-01-01. */
import { DAY, mondayOf } from "../roster/read-time.ts";

/** The first day of the only week that has all of these days: a Monday, else a Sunday. Null if there are several. */
export function onlyWeek(days: ReadonlySet<number>): number | null {
  for (const weekOf of [mondayOf, (day: number) => mondayOf(day + 1) - 1]) {
    const [week, another] = new Set([...days].map(weekOf));
    if (week !== undefined && another === undefined) return week;
  }
  return null;
}

/** The Mondays of the weeks that have these days, in order. */
export function mondaysOf(days: ReadonlySet<number>): number[] {
  return [...new Set([...days].map(mondayOf))].sort((a, b) => a - b);
}

/** Whether a local minute is in the week from a day. */
export function isInWeek(local: number, week: number): boolean {
  return local >= week * DAY && local < (week + 7) * DAY;
}
