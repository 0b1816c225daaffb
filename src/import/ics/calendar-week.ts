/** The week of a calendar: as asked for, else the one in which all of it is. A series that goes on leaves it open. */
import { listed, type Message, say, trusted } from "../../message.ts";
import { DAY } from "../../roster/read-time.ts";
import { writeDate } from "../../roster/time.ts";
import type { Open } from "../notes.ts";
import { mondaysOf } from "../weeks.ts";
import { type CalendarEvent, isTimed } from "./event.ts";
import { type Budget, recurrenceDays } from "./recurrence.ts";
import { isRecurring, occurrencesOf, type Series, singleOccurrence } from "./series.ts";
import type { Clocks } from "./zones.ts";

/** The days from which a week is chosen. */
export interface CalendarDays {
  readonly days: ReadonlySet<number>;
  /** Whether a series goes on after them. */
  readonly isOpen: boolean;
}

/** Maximum days to follow a series from its start: enough to know whether it spans several weeks. */
const PROBED_DAYS = 60;

/** The days on which something begins, in the roster's zone. */
export function daysOf(all: readonly Series[], clocks: Clocks, budget: Budget): CalendarDays {
  const days = new Set<number>();
  let isOpen = false;
  for (const series of all) {
    for (const master of series.masters.filter(isTimed)) {
      const { day } = master.start;
      const found = isRecurring(master)
        ? (occurrencesOf(master, series, { from: day, until: day + PROBED_DAYS }, clocks, budget) ?? [])
        : [singleOccurrence(master, clocks)];
      const starts = found.flatMap(({ start }) => (start === null ? [] : Math.floor(clocks.roster.toLocal(start) / DAY)));
      for (const start of starts) days.add(start);
      if (isRecurring(master)) isOpen ||= goesOn(master, day + PROBED_DAYS, budget);
    }
    for (const change of series.changes.filter(isTimed)) {
      const { start } = singleOccurrence(change, clocks);
      if (start !== null) days.add(Math.floor(clocks.roster.toLocal(start) / DAY));
    }
  }
  return { days, isOpen };
}

/** Whether a series has more occurrences than those until a day. */
function goesOn({ rules, extra, start }: CalendarEvent, last: number, budget: Budget): boolean {
  const isLonger = rules.some(({ count, until, ...rule }) => {
    if (count === null) return until === null || until.day > last;
    const found = recurrenceDays({ ...rule, count, until }, start.day, until?.day ?? last, { from: start.day, until: last }, budget);
    return found === null || (found.length < count && (until === null || until.day > last));
  });
  return isLonger || extra.some((period) => period.start.day > last);
}

/** How many weeks are listed. */
const MAX_LISTED = 8;

export function whichWeek({ days, isOpen }: CalendarDays): Open {
  const weeks = mondaysOf(days);
  return {
    code: "week",
    scope: "file",
    message: say`The calendar has events in ${weeks.length} weeks, which begin on ${inWords(weeks)}.${trusted(isOpen ? " Some series continue." : "")}`,
    answer: say`Choose a week by its first day, such as: --week ${trusted(writeDate(weeks.at(-1) ?? 0))}`,
  };
}

/** What is asked if the week that was chosen has no event. */
export function otherWeek(chosen: number, { days, isOpen }: CalendarDays): Open {
  return {
    ...whichWeek({ days, isOpen }),
    message: say`No event is in the week from ${trusted(writeDate(chosen))}. The calendar has events in weeks that begin on ${inWords(mondaysOf(days))}.`,
  };
}

/** All weeks, or of many the first and the last ones. */
function inWords(weeks: readonly number[]): Message {
  const date = (week: number) => say`${trusted(writeDate(week))}`;
  if (weeks.length <= MAX_LISTED) return listed(weeks, date);
  return say`${listed(weeks.slice(0, 3), date)}, and later on ${listed(weeks.slice(-3), date)}`;
}
