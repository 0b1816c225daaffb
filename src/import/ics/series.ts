/**
 * When the events of a series are: its rule and extra dates, without the exceptions and the occurrences that other events
 * replace, from each change for all later ones on as that has them. Local time stays when the clocks change.
 */
import { DAY } from "../../roster/read-time.ts";
import type { Zone } from "../../roster/zone.ts";
import type { CalendarLines } from "./components.ts";
import { localOf, type WrittenTime } from "./dates.ts";
import type { CalendarEvent, Replaced } from "./event.ts";
import { type Budget, recurrenceDays, type Span, startsOnRule } from "./recurrence.ts";
import type { Clocks } from "./zones.ts";

/** All events of one UID. */
export interface Series {
  /** The events that the others change; more than one only if unlike events have one UID. */
  readonly masters: readonly CalendarEvent[];
  /** The changes of single occurrences, and those of all later ones. */
  readonly changes: readonly CalendarEvent[];
  /** What is replaced by events that give no entries. */
  readonly lost: readonly Lost[];
}

interface Lost extends Replaced {
  readonly calendar: CalendarLines;
}

/** An event at one time. Both are moments; `start` is null if the clocks skip it, `end` if the event does not say it. */
export interface Occurrence {
  readonly event: CalendarEvent;
  readonly start: number | null;
  readonly end: number | null;
}

export function isRecurring({ rules, extra }: CalendarEvent): boolean {
  return rules.length + extra.length > 0;
}

/** Whether the standard leaves open which occurrences an event has, because its start does not match its rule. */
export function startsOffRule({ rules, start }: CalendarEvent): boolean {
  return rules.length > 0 && !rules.some((rule) => startsOnRule(rule, start.day));
}

/** Zones are less than a day apart from each other, and sessions begin on the day on which they are. */
const MARGIN = 2;

/**
 * The occurrences of a master that may be within days of the roster's zone, some more at both ends. Null if its rule takes
 * longer to follow than the budget allows.
 */
export function occurrencesOf(
  master: CalendarEvent,
  { changes, lost }: Omit<Series, "masters">,
  days: Span,
  clocks: Clocks,
  budget: Budget,
): Occurrence[] | null {
  const zone = clocks.of(master.start, master.calendar);
  const replaced = new Moments();
  const segments: Segment[] = [{ event: master, from: Number.NEGATIVE_INFINITY, shift: 0 }];
  for (const event of changes) {
    const { time, isWithFuture } = event.replaces as Replaced;
    if (isWithFuture) segments.push(segmentFrom(event, time, master, zone, clocks));
    else replaced.add(time, zone, event, clocks);
  }
  for (const one of lost) {
    if (one.isWithFuture) segments.push({ event: null, from: localIn(zone, one.time, one, clocks), shift: 0 });
    else replaced.add(one.time, zone, one, clocks);
  }
  for (const time of master.except) replaced.add(time, zone, master, clocks);
  segments.sort((a, b) => a.from - b.from);
  const found: Occurrence[] = [];
  for (const [i, { event, from, shift }] of segments.entries()) {
    const until = segments[i + 1]?.from ?? Number.POSITIVE_INFINITY;
    const shiftDays = Math.round(shift / DAY);
    const span = { from: days.from - shiftDays - MARGIN, until: days.until - shiftDays + MARGIN };
    if (event === null || until <= span.from * DAY || from >= (span.until + 1) * DAY) continue;
    const starts = startsOf(master, span, zone, clocks, budget);
    if (starts === null) return null;
    for (const [local, end] of starts) {
      if (local < from || local >= until || replaced.has(local)) continue;
      const start = zone.momentsOf(local + shift)[0] ?? null;
      found.push({ event, start, end: start === null ? null : end === null ? endOf(event, start, clocks) : start + end });
    }
  }
  return found;
}

/** From when on an event says how the occurrences of a series are, and by how much later they are than in the series. */
interface Segment {
  /** Null if it gives no entries. */
  readonly event: CalendarEvent | null;
  /** Local minutes in the zone of the series. */
  readonly from: number;
  readonly shift: number;
}

function segmentFrom(event: CalendarEvent, time: WrittenTime, master: CalendarEvent, zone: Zone, clocks: Clocks): Segment {
  const from = localIn(zone, time, event, clocks);
  // A date alone means the occurrence of that day.
  const replaced = time.clock === null ? from + (master.start.clock ?? 0) : from;
  return { event, from, shift: localIn(zone, event.start, event, clocks) - replaced };
}

/** Moments and whole days of a series, in its own local time. */
class Moments {
  readonly #locals = new Set<number>();
  readonly #days = new Set<number>();

  add(time: WrittenTime, zone: Zone, of: Pick<CalendarEvent, "calendar">, clocks: Clocks): void {
    if (time.clock === null) this.#days.add(time.day);
    else this.#locals.add(localIn(zone, time, of, clocks));
  }

  has(local: number): boolean {
    return this.#locals.has(local) || this.#days.has(Math.floor(local / DAY));
  }
}

/** A time on the clock of a series; one without a zone is on it already. */
function localIn(zone: Zone, time: WrittenTime, { calendar }: Pick<CalendarEvent, "calendar">, clocks: Clocks): number {
  const local = localOf(time);
  if (time.clock === null || time.zone === null || clocks.of(time, calendar) === zone) return local;
  const moment = clocks.momentOf(time, calendar);
  return moment === null ? local : zone.toLocal(moment);
}

/** The local starts of a series within a span, with the length of those that have one of their own. */
function startsOf(master: CalendarEvent, span: Span, zone: Zone, clocks: Clocks, budget: Budget): Map<number, number | null> | null {
  const { start, rules, extra, calendar } = master;
  const clock = start.clock ?? 0;
  const starts = new Map<number, number | null>();
  if (rules.length === 0) starts.set(localOf(start), null);
  for (const rule of rules) {
    const last = rule.until === null ? Number.POSITIVE_INFINITY : lastDay(rule.until, clock, zone, master, clocks);
    const days = recurrenceDays(rule, start.day, last, span, budget);
    if (days === null) return null;
    for (const day of days) starts.set(day * DAY + clock, null);
  }
  for (const { start: from, end } of extra) {
    // A date alone has the time of the series.
    const local = from.clock === null ? from.day * DAY + clock : localIn(zone, from, master, clocks);
    if (local < span.from * DAY || local >= (span.until + 1) * DAY) continue;
    const begins = zone.momentsOf(local)[0];
    const ends = end === null || "minutes" in end ? null : clocks.momentOf(end, calendar);
    const length =
      end !== null && "minutes" in end ? end.days * DAY + end.minutes : ends === null || begins === undefined ? null : ends - begins;
    starts.set(local, length);
  }
  return starts;
}

/** The last day on which a series may start that goes on until a time. */
function lastDay(until: WrittenTime, clock: number, zone: Zone, master: CalendarEvent, clocks: Clocks): number {
  if (until.clock === null) return until.day;
  return Math.floor((localIn(zone, until, master, clocks) - clock) / DAY);
}

/** When an event ends that starts at a moment: whole days later by the calendar, else with the exact length in the file. */
function endOf({ start: first, end, calendar }: CalendarEvent, start: number, clocks: Clocks): number | null {
  if (end === null) return null;
  if ("minutes" in end) {
    const zone = clocks.of(first, calendar);
    const dayOn = zone.momentsOf(zone.toLocal(start) + end.days * DAY)[0] ?? start + end.days * DAY;
    return dayOn + end.minutes;
  }
  const [from, until] = [clocks.momentOf(first, calendar), clocks.momentOf(end, calendar)];
  return from === null || until === null ? null : start + until - from;
}

/** An event that is not in a series, or replaces an occurrence of one. */
export function singleOccurrence(event: CalendarEvent, clocks: Clocks): Occurrence {
  const start = clocks.momentOf(event.start, event.calendar);
  return { event, start, end: start === null ? null : endOf(event, start, clocks) };
}
