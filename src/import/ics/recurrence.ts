/**
 * The days on which a rule recurs. No rule that is followed repeats within a day, so all of it is arithmetic of days: each
 * period of the rule (a day, week, month or year) has the days that fit all parts of the rule, whatever its frequency.
 */
import { daysInMonth, daysSince1970, weekdayOf } from "../../roster/read-time.ts";
import type { Rule } from "./rule.ts";

/** How many days may be looked at in one run. Only rules with a COUNT look at days before the week. */
export interface Budget {
  days: number;
}

export interface Span {
  /** Days since 1970-01-01. */
  readonly from: number;
  /** The last day. */
  readonly until: number;
}

/**
 * The days of a rule within a span, in order. `start` is the day of DTSTART, which always counts, and `last` the last day that
 * UNTIL allows. Null if the budget is used up.
 */
export function recurrenceDays(rule: Rule, start: number, last: number, span: Span, budget: Budget): number[] | null {
  const first = dateOf(start);
  const fits = fitsRule(rule, first);
  const until = Math.min(last, span.until);
  const days: number[] = [];
  let counted = 0;
  /** Takes a day; false if the rule has ended. */
  const take = (day: number): boolean => {
    if (day > until || (rule.count !== null && counted >= rule.count)) return false;
    counted++;
    if (day >= span.from) days.push(day);
    return true;
  };
  if (!take(start)) return days;
  // Without a COUNT what was before the span does not matter.
  const skipped = rule.count === null ? periodOf(rule, first, span.from) : 0;
  for (let n = skipped; ; n++) {
    const period = periodAt(rule, first, n);
    if (period.from > until) return days;
    budget.days -= period.until - period.from + 1;
    if (budget.days < 0) return null;
    for (const day of chosen(daysWithin(period, fits), rule.positions)) if (day > start && !take(day)) return days;
  }
}

/** Whether a rule has the day of its DTSTART. RFC 5545 wants it to, and leaves open what the rule means otherwise. */
export function startsOnRule(rule: Rule, start: number): boolean {
  const first = dateOf(start);
  return chosen(daysWithin(periodAt(rule, first, 0), fitsRule(rule, first)), rule.positions).includes(start);
}

function daysWithin({ from, until }: Span, fits: (date: CalendarDate) => boolean): number[] {
  const days: number[] = [];
  const date = dateOf(from);
  for (let day = from; day <= until; day++) {
    if (fits(date)) days.push(day);
    advance(date);
  }
  return days;
}

/** Of the days of a period those at BYSETPOS, in order. */
function chosen(days: readonly number[], positions: readonly number[]): readonly number[] {
  if (positions.length === 0) return days;
  return days.filter((_, i) => positions.includes(i + 1) || positions.includes(i - days.length));
}

/** The number of the period that has a day; the first one for a day before it. */
function periodOf({ frequency, interval, weekStart }: Rule, start: CalendarDate, day: number): number {
  const to = dateOf(Math.max(start.day, day));
  const periods = {
    DAILY: () => to.day - start.day,
    WEEKLY: () => (startOfWeek(to.day, weekStart) - startOfWeek(start.day, weekStart)) / 7,
    MONTHLY: () => (to.year - start.year) * 12 + to.month - start.month,
    YEARLY: () => to.year - start.year,
  };
  return Math.floor(periods[frequency]() / interval);
}

function periodAt({ frequency, interval, weekStart }: Rule, { day, year, month }: CalendarDate, n: number): Span {
  switch (frequency) {
    case "DAILY":
      return { from: day + n * interval, until: day + n * interval };
    case "WEEKLY": {
      const from = startOfWeek(day, weekStart) + 7 * n * interval;
      return { from, until: from + 6 };
    }
    case "MONTHLY": {
      const index = month - 1 + n * interval;
      const [inYear, inMonth] = [year + Math.floor(index / 12), (index % 12) + 1];
      const from = firstOf(inYear, inMonth);
      return { from, until: from + daysInMonth(inYear, inMonth) - 1 };
    }
    case "YEARLY":
      return { from: firstOf(year + n * interval, 1), until: firstOf(year + n * interval + 1, 1) - 1 };
  }
}

function firstOf(year: number, month: number): number {
  return daysSince1970(year, month, 1) as number;
}

function daysInYear(year: number): number {
  return daysInMonth(year, 2) + 337;
}

function startOfWeek(day: number, weekStart: number): number {
  return day - ((weekdayOf(day) - weekStart + 7) % 7);
}

/** Whether a date fits all parts of a rule. What the rule leaves open is as in DTSTART. */
function fitsRule(rule: Rule, start: CalendarDate): (date: CalendarDate) => boolean {
  const { frequency, weekdays, months, monthDays, yearDays, weeks, weekStart } = filledIn(rule, start);
  const isNthOfMonth = frequency === "MONTHLY" || months.length > 0;
  return (date) => {
    const { day, month, monthDay, monthLength, yearDay, yearLength } = date;
    if (months.length > 0 && !months.includes(month)) return false;
    if (monthDays.length > 0 && !isAmong(monthDays, monthDay, monthLength)) return false;
    if (yearDays.length > 0 && !isAmong(yearDays, yearDay, yearLength)) return false;
    if (weekdays.length > 0) {
      const weekday = weekdayOf(day);
      const [at, length] = isNthOfMonth ? [monthDay, monthLength] : [yearDay, yearLength];
      const fits = weekdays.some(
        (one) =>
          one.weekday === weekday && (one.nth === 0 || one.nth === Math.ceil(at / 7) || -one.nth === Math.ceil((length - at + 1) / 7)),
      );
      if (!fits) return false;
    }
    if (weeks.length === 0) return true;
    const { number, total } = weekOf(date, weekStart);
    return isAmong(weeks, number, total);
  };
}

/** A rule with the day that it does not name, taken from DTSTART. */
function filledIn(rule: Rule, { day, month, monthDay }: CalendarDate): Rule {
  const { frequency, weekdays, months, monthDays, yearDays, weeks } = rule;
  if (weekdays.length + monthDays.length + yearDays.length > 0 || frequency === "DAILY") return rule;
  const sameWeekday = [{ nth: 0, weekday: weekdayOf(day) }];
  if (frequency === "WEEKLY" || weeks.length > 0) return { ...rule, weekdays: sameWeekday };
  if (frequency === "MONTHLY" || months.length > 0) return { ...rule, monthDays: [monthDay] };
  return { ...rule, months: [month], monthDays: [monthDay] };
}

/** Whether a number counted from the start or from the end is among the wanted ones. */
function isAmong(wanted: readonly number[], number: number, total: number): boolean {
  return wanted.includes(number) || wanted.includes(number - total - 1);
}

/** The number of a date's week, and how many weeks its year has: week 1 is the first one with four days of the year. */
function weekOf({ day }: CalendarDate, weekStart: number): { readonly number: number; readonly total: number } {
  const start = startOfWeek(day, weekStart);
  const ofYear = dateOf(start + 3).year;
  const first = firstWeek(ofYear, weekStart);
  return { number: (start - first) / 7 + 1, total: (firstWeek(ofYear + 1, weekStart) - first) / 7 };
}

function firstWeek(year: number, weekStart: number): number {
  return startOfWeek(firstOf(year, 1) + 3, weekStart);
}

/** A date with all that rules ask of it. */
interface CalendarDate {
  day: number;
  year: number;
  /** From 1. */
  month: number;
  monthDay: number;
  monthLength: number;
  yearDay: number;
  yearLength: number;
}

function dateOf(day: number): CalendarDate {
  const date = new Date(day * 86_400_000);
  const [year, month, monthDay] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  const yearDay = day - firstOf(year, 1) + 1;
  return { day, year, month, monthDay, monthLength: daysInMonth(year, month), yearDay, yearLength: daysInYear(year) };
}

/** Moves a date to the next day. */
function advance(date: CalendarDate): void {
  date.day++;
  date.yearDay++;
  if (++date.monthDay <= date.monthLength) return;
  date.monthDay = 1;
  if (++date.month > 12) {
    date.month = 1;
    date.year++;
    date.yearDay = 1;
    date.yearLength = daysInYear(date.year);
  }
  date.monthLength = daysInMonth(date.year, date.month);
}
