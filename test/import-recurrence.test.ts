/** Recurrence rules against a count day by day that knows no periods, and against another program. */
import fc from "fast-check";
import { RRuleTemporal } from "rrule-temporal";
import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { memoized } from "../src/grouped.ts";
import { recurrenceDays, startsOnRule } from "../src/import/ics/recurrence.ts";
import { type Rule, readRule } from "../src/import/ics/rule.ts";
import { writeDate } from "../src/roster/time.ts";
import { dayOf } from "./support/calendar-file.ts";

const WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

function ruleOf(text: string): Rule {
  const rule = readRule(text);
  if ("refused" in rule) throw new Error(text);
  return rule;
}

function days(text: string, start: string, from: string, until: string, last = Number.POSITIVE_INFINITY): string[] {
  const found = recurrenceDays(ruleOf(text), dayOf(start), last, { from: dayOf(from), until: dayOf(until) }, { days: 1e9 });
  return (found ?? []).map(writeDate);
}

const list = (value: fc.Arbitrary<string | number>) => fc.uniqueArray(value, { minLength: 1, maxLength: 4 }).map((some) => some.join(","));
const signed = (most: number) => fc.integer({ min: -most, max: most }).filter((n) => n !== 0);
const maybe = (name: string, value: fc.Arbitrary<string | number>) =>
  fc.option(
    value.map((one) => `${name}=${one}`),
    { nil: "", freq: 2 },
  );
const weekdays = list(fc.constantFrom(...WEEKDAYS));
const nthWeekdays = (most: number) => list(fc.tuple(signed(most), fc.constantFrom(...WEEKDAYS)).map(([nth, day]) => `${nth}${day}`));

const common = [maybe("INTERVAL", fc.integer({ min: 1, max: 5 })), maybe("WKST", fc.constantFrom(...WEEKDAYS))];
const ended = fc.oneof(
  fc.constant(""),
  fc.integer({ min: 1, max: 80 }).map((n) => `COUNT=${n}`),
);
const months = maybe("BYMONTH", list(fc.integer({ min: 1, max: 12 })));
const monthDays = maybe("BYMONTHDAY", list(signed(31)));
const position = maybe("BYSETPOS", list(signed(4)));

/** Rules that the standard allows. */
const rules = fc
  .oneof(
    fc.tuple(fc.constant("FREQ=DAILY"), ...common, ended, months, monthDays, maybe("BYDAY", weekdays)),
    fc.tuple(fc.constant("FREQ=WEEKLY"), ...common, ended, months, maybe("BYDAY", weekdays), position),
    fc.tuple(
      fc.constant("FREQ=MONTHLY"),
      ...common,
      ended,
      months,
      monthDays,
      maybe("BYDAY", fc.oneof(weekdays, nthWeekdays(5))),
      position,
    ),
    fc.tuple(fc.constant("FREQ=YEARLY"), ...common, ended, months, monthDays, maybe("BYDAY", weekdays), position),
    fc.tuple(fc.constant("FREQ=YEARLY"), ...common, ended, maybe("BYDAY", nthWeekdays(53))),
    fc.tuple(fc.constant("FREQ=YEARLY"), ...common, ended, months, maybe("BYDAY", nthWeekdays(5))),
    fc.tuple(
      fc.constant("FREQ=YEARLY"),
      ...common,
      ended,
      list(signed(53)).map((weeks) => `BYWEEKNO=${weeks}`),
      maybe("BYDAY", weekdays),
    ),
    fc.tuple(
      fc.constant("FREQ=YEARLY"),
      ...common,
      ended,
      list(signed(366)).map((some) => `BYYEARDAY=${some}`),
    ),
  )
  .map((parts) => parts.filter((part) => part !== "").join(";"));

const cases = fc.record({
  rule: rules,
  start: fc.integer({ min: dayOf("2019-01-01"), max: dayOf("2024-12-31") }),
  after: fc.integer({ min: -5, max: 500 }),
});

const dateOf = memoized((day: number) => new Date(day * 86_400_000));

/** All days of a rule until the last one, each judged alone: by which period of the rule it is in, and which of its days fit. */
function countedOneByOne(text: string, start: number, last: number): number[] {
  const parts = new Map(text.split(";").map((part) => part.split("=") as [string, string]));
  const numbers = (name: string) => parts.get(name)?.split(",").map(Number);
  const [frequency, interval] = [parts.get("FREQ"), Number(parts.get("INTERVAL") ?? 1)];
  const weekStart = WEEKDAYS.indexOf(parts.get("WKST") ?? "MO");
  const weekday = (day: number) => (dateOf(day).getUTCDay() + 6) % 7;
  const month = (day: number) => dateOf(day).getUTCMonth() + 1;
  const year = (day: number) => dateOf(day).getUTCFullYear();
  const weekOf = (day: number) => Math.floor((day - weekStart + 3) / 7);
  /** The number of a day among all days around it that have the same property, from the front and from the back. */
  const places = (day: number, like: (other: number) => boolean): [number, number] => {
    let [before, behind] = [1, -1];
    for (let other = day - 1; other > day - 380; other--) if (like(other)) before++;
    for (let other = day + 1; other < day + 380; other++) if (like(other)) behind--;
    return [before, behind];
  };
  const isAt = (name: string, day: number, like: (other: number) => boolean) => {
    const wanted = numbers(name);
    return wanted === undefined || places(day, like).some((place) => wanted.includes(place));
  };
  const months = numbers("BYMONTH");
  const byDay = parts.get("BYDAY")?.split(",");
  const isInMonths = frequency === "MONTHLY" || parts.has("BYMONTH");
  const sameMonth = (day: number) => (other: number) => month(other) === month(day) && year(other) === year(day);
  const sameYear = (day: number) => (other: number) => year(other) === year(day);
  /** The year of a week is that of its fourth day. */
  const yearOfWeek = (day: number) => year(weekOf(day) * 7 + weekStart);
  const fits = (day: number): boolean => {
    if (months?.includes(month(day)) === false || byDay?.some((one) => one.endsWith(WEEKDAYS[weekday(day)] as string)) === false)
      return false;
    if (!isAt("BYMONTHDAY", day, sameMonth(day)) || !isAt("BYYEARDAY", day, sameYear(day))) return false;
    if (!isAt("BYWEEKNO", day, (other) => yearOfWeek(other) === yearOfWeek(day) && weekday(other) === weekday(day))) return false;
    if (byDay !== undefined) {
      const same = isInMonths ? sameMonth(day) : sameYear(day);
      const [name, found] = [WEEKDAYS[weekday(day)] as string, places(day, (other) => same(other) && weekday(other) === weekday(day))];
      if (!byDay.some((one) => one === name || found.some((place) => one === `${place}${name}`))) return false;
    }
    if (byDay !== undefined || parts.has("BYMONTHDAY") || parts.has("BYYEARDAY") || frequency === "DAILY") return true;
    if (frequency === "WEEKLY" || parts.has("BYWEEKNO")) return weekday(day) === weekday(start);
    const isSameDate = dateOf(day).getUTCDate() === dateOf(start).getUTCDate();
    return isSameDate && (frequency === "MONTHLY" || parts.has("BYMONTH") || month(day) === month(start));
  };
  const period = (day: number) =>
    frequency === "DAILY" ? day : frequency === "WEEKLY" ? weekOf(day) : frequency === "MONTHLY" ? year(day) * 12 + month(day) : year(day);
  const byPeriod = new Map<number, number[]>();
  for (let day = start - 400; day <= last + 400; day++) {
    const n = period(day) - period(start);
    if (n < 0 || n % interval !== 0 || !fits(day)) continue;
    byPeriod.set(n, [...(byPeriod.get(n) ?? []), day]);
  }
  const positions = numbers("BYSETPOS");
  const chosen = [...byPeriod.values()].flatMap((all) =>
    positions === undefined ? all : all.filter((_, i) => positions.includes(i + 1) || positions.includes(i - all.length)),
  );
  const found = [...new Set([start, ...chosen.filter((day) => day > start)])];
  return found.slice(0, Number(parts.get("COUNT") ?? found.length)).filter((day) => day <= last);
}

test("rules recur as a count day by day has them", () => {
  let filled = 0;
  fc.assert(
    fc.property(cases, ({ rule, start, after }) => {
      const span = { from: start + after, until: start + after + 45 };
      const found = recurrenceDays(ruleOf(rule), start, Number.POSITIVE_INFINITY, span, { days: 1e9 });
      const counted = countedOneByOne(rule, start, span.until).filter((day) => day >= span.from);
      if (counted.length > 0) filled++;
      expect(found?.map(writeDate), `${rule} from ${writeDate(start)}`).toEqual(counted.map(writeDate));
    }),
    { numRuns: 50 },
  );
  expect(filled).toBeGreaterThan(10);
});

test("rules recur as rrule-temporal has them", () => {
  let compared = 0;
  fc.assert(
    fc.property(cases, ({ rule, start: before, after }) => {
      // It does not always count a start that is none of the rule's, so one of the rule's days is the start.
      const endless = ruleOf(rule.replace(/;COUNT=\d+/, ""));
      const [start = before] =
        recurrenceDays(endless, before, Number.POSITIVE_INFINITY, { from: before + 1, until: before + 800 }, { days: 1e9 }) ?? [];
      if (!startsOnRule(ruleOf(rule), start)) return;
      const span = { from: start + after, until: start + after + 45 };
      const found = recurrenceDays(ruleOf(rule), start, Number.POSITIVE_INFINITY, span, { days: 1e9 });
      const at = (day: number, clock: string) => Temporal.ZonedDateTime.from(`${writeDate(day)}T${clock}[UTC]`);
      const other = new RRuleTemporal({ rruleString: rule, dtstart: at(start, "18:00"), temporal: Temporal });
      const theirs = other.between(at(span.from, "00:00"), at(span.until, "23:59"), true).map((date) => date.toPlainDate().toString());
      expect(found?.map(writeDate), `${rule} from ${writeDate(start)}`).toEqual(theirs);
      if (theirs.length > 0) compared++;
    }),
    { numRuns: 500 },
  );
  expect(compared).toBeGreaterThan(80);
});

test("the last day of each month by a daily rule is found at once, also years after its start", () => {
  expect(days("FREQ=DAILY;BYMONTHDAY=-1", "2000-01-31", "2026-11-30", "2026-12-06")).toEqual(["2026-11-30"]);
  const budget = { days: 100 };
  const week = { from: dayOf("2026-11-30"), until: dayOf("2026-12-06") };
  expect(recurrenceDays(ruleOf("FREQ=DAILY;BYMONTHDAY=-1"), dayOf("1970-01-31"), Number.POSITIVE_INFINITY, week, budget)).toHaveLength(1);
});

test("a COUNT is counted from the start, however long ago that was", () => {
  expect(days("FREQ=DAILY;COUNT=20788", "1970-01-01", "2026-11-30", "2026-12-06")).toEqual(["2026-11-30"]);
  expect(days("FREQ=WEEKLY;BYDAY=MO,TH;COUNT=1000000000", "1700-01-04", "2026-11-30", "2026-12-06")).toEqual(["2026-11-30", "2026-12-03"]);
  expect(days("FREQ=DAILY;BYMONTHDAY=-1;COUNT=683", "1970-01-31", "2026-11-30", "2026-12-06")).toEqual(["2026-11-30"]);
  expect(days("FREQ=DAILY;BYMONTHDAY=-1;COUNT=682", "1970-01-31", "2026-11-30", "2026-12-06")).toEqual([]);
});

test("a rule that takes more days than its budget has is not followed, and one that has no day ends", () => {
  const week = { from: dayOf("2026-11-30"), until: dayOf("2026-12-06") };
  const never = ruleOf("FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30;COUNT=5");
  expect(recurrenceDays(never, dayOf("1970-01-31"), Number.POSITIVE_INFINITY, week, { days: 1000 })).toBeNull();
  expect(recurrenceDays(never, dayOf("1970-01-31"), Number.POSITIVE_INFINITY, week, { days: 100_000 })).toEqual([]);
});

test("whether a start is on its rule is told, also where BYSETPOS leaves it out", () => {
  const isOn = (rule: string, start: string) => startsOnRule(ruleOf(rule), dayOf(start));
  expect(isOn("FREQ=WEEKLY;BYDAY=MO", "2026-11-30")).toBe(true);
  expect(isOn("FREQ=WEEKLY;BYDAY=TU", "2026-11-30")).toBe(false);
  expect(isOn("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=-1", "2026-11-30")).toBe(true);
  expect(isOn("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1", "2026-11-30")).toBe(false);
});
