/** Resolves the times of a roster to moments, or reports why a time is invalid. */
import { type ClockHours, showClock } from "../clock.ts";
import type { Path } from "../document/document.ts";
import { joined, say, trusted, untrusted } from "../message.ts";
import type { ProblemCollector } from "./problem-collector.ts";
import { DAY, dayInWeek, daysSince1970, type MonthDay, mondayOf, readTime, type WrittenTime, weekdayOf } from "./read-time.ts";
import { isProtected } from "./redaction-policy.ts";
import type { Interval } from "./roster.ts";
import { nearestDate, spellings, timeHelp } from "./suggest-time.ts";
import { showDate, showDay, writeDate, writeLocal } from "./time.ts";
import { WEEKDAYS } from "./vocabulary.ts";
import type { Zone } from "./zone.ts";

/** The week and time zone of a roster. */
export interface Calendar {
  /** Null if the time zone is unknown: then no time is resolved or reported. */
  readonly zone: Zone | null;
  readonly hasTimezone: boolean;
  /** The first day of the week; undefined if `week` is invalid. */
  readonly week: number | null | undefined;
  /** 12 where the roster writes any time with am or pm. */
  readonly clockHours: ClockHours;
}

/** A moment and its written offset. */
export interface Written {
  readonly moment: number;
  readonly offset: number | null;
}

const EVENING = 18 * 60;

/** Resolves written times to moments, and reports those that are invalid. */
export class TimeResolver {
  readonly #calendar: Calendar;
  readonly #problems: ProblemCollector;
  #weekdayPath: Path | null = null;
  #firstDate: number | null = null;
  #withOffset: Path | null = null;
  #withoutOffset: Path | null = null;

  constructor(calendar: Calendar, problems: ProblemCollector) {
    this.#calendar = calendar;
    this.#problems = problems;
  }

  /** Resolves a start: a weekday of the week, a date, or a time with an offset. */
  start(text: unknown, path: Path, key: string): Written | null {
    const time = this.#read(text, path, key);
    if (time === null || time.form === "clock") return null;
    if (time.form === "weekday") {
      const day = this.#dayInWeek(time.weekday, path, key);
      return day === null ? null : this.#local(day * DAY + time.clock, path, key);
    }
    if (time.form === "month-day") {
      const day = this.#dayOfWeek(time.day, 0, path, key);
      return day === null ? null : this.#local(day * DAY + time.clock, path, key);
    }
    return time.form === "date" ? this.#local(time.local, path, key) : this.#offset(time);
  }

  /**
   * Resolves a time relative to `since`: a bare time or a weekday is the first such moment at or after it; with `strictly`, a
   * weekday is the first one after it. Null if the text is not a time or cannot be resolved.
   */
  since(text: unknown, since: Written, path: Path, key: string, strictly = false): Written | null {
    const time = this.#read(text, path, key);
    const zone = this.#calendar.zone;
    if (time === null || zone === null) return null;
    if (time.form === "date") return this.#local(time.local, path, key);
    if (time.form === "offset") return this.#offset(time);
    if (time.form === "month-day") {
      // The last session of a week may end on the day after it.
      const day = this.#dayOfWeek(time.day, 1, path, key);
      return day === null ? null : this.#local(day * DAY + time.clock, path, key);
    }
    // 24:00 is the end of a day, never its start.
    const isAfter = time.clock === DAY || (strictly && time.form === "weekday");
    const sinceLocal = zone.toLocal(since.moment);
    const today = Math.floor(sinceLocal / DAY);
    // If the clocks go back over midnight, part of the evening before occurs again.
    for (let day = today - 1; day <= today + 8; day++) {
      if (time.form === "weekday" && weekdayOf(day) !== time.weekday) continue;
      const local = day * DAY + time.clock;
      const moments = zone.momentsOf(local);
      if (moments.length === 0 && local >= sinceLocal) return this.#skipped(local, [...path, key]);
      const first = moments.find((moment) => (isAfter ? moment > since.moment : moment >= since.moment));
      if (first !== undefined) return { moment: first, offset: null };
    }
    return null;
  }

  /**
   * Resolves the end of a session. The weekday of the start with an earlier clock time would be a week later. That is a slip, so it
   * is reported with both readings: the same day and the next day.
   */
  endOfSession(text: unknown, start: Written, path: Path, key: string): Written | null {
    const end = this.since(text, start, path, key, true);
    const zone = this.#calendar.zone;
    if (end === null || zone === null || readTime(String(text))?.form !== "weekday") return end;
    const [from, until] = [zone.toLocal(start.moment), zone.toLocal(end.moment)];
    if (Math.floor(until / DAY) !== Math.floor(from / DAY) + 7) return end;
    this.#reportWeekLater(from, until - 7 * DAY, [...path, key]);
    return null;
  }

  /** `end: Mon 07:30` after `start: Mon 18:00`, both in local minutes of one day. */
  #reportWeekLater(from: number, until: number, path: Path): void {
    const { clockHours } = this.#calendar;
    const write = (local: number) => `${WEEKDAYS[weekdayOf(Math.floor(local / DAY))]} ${showClock(local, clockHours)}`;
    const evening = until + DAY / 2;
    const isMorning = evening > from && Math.floor(evening / DAY) === Math.floor(from / DAY);
    const sameDay = isMorning ? say`\`${trusted(write(evening))}\`` : say`a time after ${trusted(write(from))}`;
    this.#problems.report(
      "end-before-start",
      say`The end is ${trusted(until === from ? "the same as the start" : "before the start on the same day")}.`,
      say`Write ${sameDay} for the same day, or \`${trusted(write(until + DAY))}\` for the next day.`,
      path,
    );
  }

  /** The clock time 90 minutes after a start; 18:00 is the start in place of one that cannot be read. */
  exampleEnd(start: string): string {
    const time = readTime(start);
    const clock = time === null ? EVENING : "clock" in time ? time.clock : time.local;
    return showClock((((clock + 90) % DAY) + DAY) % DAY, this.#calendar.clockHours);
  }

  /** The interval of an `away` entry or an on-call shift. */
  interval(entry: { start?: unknown; end?: unknown }, path: Path): Interval | null {
    const start = this.start(entry.start, path, "start");
    if (start === null) {
      this.check(entry.end, path, "end");
      return null;
    }
    const end = this.since(entry.end, start, path, "end", true);
    return end === null ? null : this.ordered(start.moment, end.moment, [...path, "end"]);
  }

  /** Reports faults of a time by itself, where the moment that it is relative to is not known. */
  check(text: unknown, path: Path, key: string): void {
    this.#read(text, path, key);
  }

  /** The interval, unless the end is not after the start. */
  ordered(from: number, until: number, path: Path): Interval | null {
    if (until > from) return { from, until };
    this.#problems.report(
      "end-before-start",
      say`The end is ${trusted(until === from ? "the same as the start" : "before the start")}.`,
      say`Write an end after the start. Past midnight, a time such as "${trusted(showClock(60, this.#calendar.clockHours))}" belongs to the next day.`,
      path,
    );
    return null;
  }

  /** Reports problems of all times together: weekdays without a week, and times with and without offsets. */
  finish(): void {
    if (this.#weekdayPath !== null) {
      this.#problems.report(
        "missing-week",
        say`A weekday needs a \`week\`, but the roster has none.`,
        say`Add the first day of the week at the top, such as: week: ${trusted(this.#probableWeek())}`,
        this.#weekdayPath,
      );
    }
    if (!this.#calendar.hasTimezone && this.#withOffset !== null && this.#withoutOffset !== null) {
      this.#problems.report(
        "missing-timezone",
        say`This time has an offset from UTC, but the time on ${{ lineOf: this.#withoutOffset }} has none.`,
        say`Add the time zone at the top, such as: timezone: America/New_York`,
        this.#withOffset,
      );
    }
  }

  /** The Monday before the first date in the roster. */
  #probableWeek(): string {
    const day = this.#firstDate;
    return day === null ? "YYYY-MM-DD" : writeDate(mondayOf(day));
  }

  /** Whether the start of each local day is known. */
  get knowsDays(): boolean {
    return this.#calendar.hasTimezone || this.#withOffset === null;
  }

  #read(text: unknown, path: Path, key: string): WrittenTime | null {
    if (typeof text !== "string" || this.#problems.isBroken(path, key)) return null;
    const time = readTime(text);
    if (time === null) {
      this.#problems.report(
        "bad-date",
        isProtected(path) ? say`This is not a valid date.` : say`${untrusted(text.slice(0, 10))} is not a valid date.`,
        (isProtected(path) ? null : timeHelp(text, false, null, this.#calendar.clockHours)) ?? say`Correct the month or the day.`,
        [...path, key],
      );
      return null;
    }
    if (time.hours === null && this.#calendar.clockHours === 12) {
      this.#reportTwoReadings(text, time, [...path, key]);
      return null;
    }
    if (time.form === "date" || time.form === "offset") this.#firstDate ??= Math.floor(time.local / DAY);
    if (time.form === "offset") this.#withOffset ??= [...path, key];
    else this.#withoutOffset ??= [...path, key];
    return time;
  }

  /** `6:30` in a roster whose other times have am or pm. */
  #reportTwoReadings(text: string, time: WrittenTime, path: Path): void {
    const why = say`Other times in this roster use AM or PM.`;
    if (isProtected(path)) {
      this.#problems.report("bad-time", say`This time is ambiguous: AM or PM. ${why}`, say`Add AM or PM.`, path);
      return;
    }
    const morning = ("clock" in time ? time.clock : time.local) % (DAY / 2);
    // Twelve o'clock is more often noon than midnight.
    const clocks = morning < 60 ? [morning + DAY / 2, morning] : [morning, morning + DAY / 2];
    const names = morning === 0 ? [" (noon)", " (midnight)"] : ["", ""];
    const readings = clocks.map((clock, i) => say`${trusted(`${showClock(clock, 12)}${names[i]}`)}`);
    const values = spellings(text, 12).map((one, i) => say`\`${untrusted(one)}\`${trusted(names[i] ?? "")}`);
    this.#problems.report(
      "bad-time",
      say`\`${untrusted(text.trim())}\` is ambiguous: ${joined(readings, " or ")}. ${why}`,
      say`Write ${joined(values, " or ")}.`,
      path,
    );
  }

  #dayInWeek(weekday: number, path: Path, key: string): number | null {
    const week = this.#calendar.week;
    if (week === null) this.#weekdayPath ??= [...path, key];
    return week === null || week === undefined ? null : dayInWeek(week, weekday);
  }

  /** The only such day in the week, or in a few days `beyond` it. */
  #dayOfWeek(named: MonthDay, beyond: number, path: Path, key: string): number | null {
    const week = this.#calendar.week;
    if (week === null) this.#weekdayPath ??= [...path, key];
    if (week === null || week === undefined) return null;
    const year = Number(writeDate(week).slice(0, 4));
    const days = [year, year + 1].flatMap((one) => daysSince1970(one, named.month, named.date) ?? []);
    const day = days.find((one) => one >= week && one < week + 7 + beyond);
    if (day !== undefined && (named.weekday === null || named.weekday === weekdayOf(day))) return day;
    if (day !== undefined)
      this.#problems.report("bad-time", say`The weekday and the date do not match.`, say`Correct one of the two.`, [...path, key]);
    else {
      const example = isProtected(path) ? "" : `, such as: ${nearestDate(named, week)}`;
      this.#problems.report(
        "bad-time",
        say`This day is not in the week from ${trusted(showDate(week * DAY))}.`,
        say`Write a day of that week, or add the year${trusted(example)}`,
        [...path, key],
      );
    }
    return null;
  }

  #offset(time: { local: number; offset: number }): Written {
    return { moment: time.local - time.offset, offset: time.offset };
  }

  #local(local: number, path: Path, key: string): Written | null {
    const zone = this.#calendar.zone;
    if (zone === null) return null;
    const moment = zone.momentsOf(local)[0];
    return moment === undefined ? this.#skipped(local, [...path, key]) : { moment, offset: null };
  }

  #skipped(local: number, path: Path): null {
    let next = local;
    while (this.#calendar.zone?.momentsOf(next).length === 0) next++;
    this.#problems.report(
      "skipped-time",
      say`There is no ${trusted(showClock(local, this.#calendar.clockHours))} on ${trusted(showDay(local))}, because the clocks go forward past it.`,
      say`Write a time before the change, or ${trusted(writeLocal(next))} or later.`,
      path,
    );
    return null;
  }
}
