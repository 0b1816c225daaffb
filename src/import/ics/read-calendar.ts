/** The whole way of a calendar file: bytes → components → events → zone → series → week → entries. Each VEVENT is one source row. */
import { say } from "../../message.ts";
import { WALL_CLOCK } from "../../roster/zone.ts";
import { IMPORT_LESS, MAX_IN_WEEK, TOO_MANY_IN_WEEK } from "../bounds.ts";
import { titleOfCanceled } from "../canceled-title.ts";
import type { Entry, Reading, SourceTime, Unimportable } from "../entry.ts";
import { fitsGlob } from "../glob.ts";
import { KnownClinicians } from "../known-clinicians.ts";
import { Notes, type Open } from "../notes.ts";
import type { ReadOptions } from "../read-options.ts";
import type { SourceFile } from "../source.ts";
import { isInWeek, onlyWeek } from "../weeks.ts";
import { type EventPeople, peopleOf } from "./attendees.ts";
import { type CalendarDays, daysOf, otherWeek, whichWeek } from "./calendar-week.ts";
import { at, type EventLines, readComponents } from "./components.ts";
import type { WrittenTime } from "./dates.ts";
import { type CalendarEvent, type FaultyEvent, isTimed, readEvent } from "./event.ts";
import type { Budget } from "./recurrence.ts";
import { isRecurring, type Occurrence, occurrencesOf, type Series, singleOccurrence, startsOffRule } from "./series.ts";
import { seriesOf } from "./versions.ts";
import { Clocks, rosterZone, UNKNOWN_ZONE, ZoneNames } from "./zones.ts";

/** How many days the rules of a file may be asked about: it takes a second. A series of ten years by a COUNT takes 4,000. */
const MAX_DAYS = 5_000_000;

/** Reads a calendar; `index` is the position of the file among those of the run. Never throws for what a file holds. */
export function readCalendar(file: SourceFile, index: number, options: ReadOptions): Reading | Unimportable {
  const components = readComponents(file.bytes, index);
  if ("message" in components) return components;
  const notes = new Notes();
  const names = new ZoneNames();
  const { events, unread } = sortedOut(components, index, names, options, notes);
  const zone = rosterZone(events.filter(isTimed), options.timezone, names, notes);
  const reading = (entries: readonly Entry[], timezone: string | null): Reading => ({
    ...{ format: "ics", timezone, entries, shifts: [], facts: [] },
    ...{ settled: notes.settled, questions: notes.questions, guesses: notes.guesses },
  });
  if ("code" in zone) {
    waitAll(events, zone, notes);
    return reading([], null);
  }
  const clocks = new Clocks(zone.zone, names);
  const budget = { days: MAX_DAYS };
  const series = seriesOf(events, unread, notes);
  const isWeekNeeded = series.some(({ masters }) => masters.some((master) => isTimed(master) && isRecurring(master)));
  const days = () => daysOf(series, clocks, budget);
  const week = options.week ?? (isWeekNeeded ? weekOf(days()) : null);
  if (week === null && isWeekNeeded) {
    const all = series.flatMap(({ masters, changes }) => [...masters, ...changes]);
    waitAll(all, whichWeek(days()), notes);
    return reading([], zone.name);
  }
  const entries = entriesOf(series, week, clocks, budget, options, notes);
  if (entries === null) return { message: TOO_MANY_IN_WEEK, help: IMPORT_LESS, at: null };
  const isElsewhere = entries.length === 0 && notes.settled.some(({ fate }) => fate === "outside-week");
  if (options.week !== null && isElsewhere && !notes.settled.some(({ fate }) => fate === "waits"))
    notes.ask(otherWeek(options.week, days()));
  return reading(entries, zone.name);
}

/** Events that answer or ask about an invitation, and state no event. */
const REPLIES = new Set(["REPLY", "REFRESH", "COUNTER", "DECLINECOUNTER"]);

function waitAll(events: readonly CalendarEvent[], question: Open, notes: Notes): void {
  for (const event of events) {
    if (isTimed(event)) notes.waits(event.at, question);
    else notes.settle(event.at, "no-time", ALL_DAY);
  }
}

/** The events that are understood. All others are settled; `unread` are those of them that may replace occurrences. */
function sortedOut(components: readonly EventLines[], index: number, names: ZoneNames, { mapping }: ReadOptions, notes: Notes) {
  const events: CalendarEvent[] = [];
  const unread: (FaultyEvent | CalendarEvent)[] = [];
  for (const lines of components) {
    if (REPLIES.has(lines.calendar.method ?? "")) {
      notes.settle(at(index, lines.line), "left-out", say`an answer to an invitation`);
      continue;
    }
    const event = readEvent(lines, index);
    if ("fault" in event) notes.settle(event.at, "not-understood", event.fault);
    else if (event.title !== null && mapping?.leaveOut?.some((glob) => fitsGlob(glob, event.title as string)))
      notes.settle(event.at, "left-out");
    else if (timesOf(event).some((time) => names.of(time, event.calendar) === undefined)) notes.waits(event.at, UNKNOWN_ZONE);
    else {
      events.push(event);
      continue;
    }
    unread.push(event);
  }
  return { events, unread };
}

function timesOf({ start, end, extra, except, replaces }: CalendarEvent): WrittenTime[] {
  const ends = [end, ...extra.map((period) => period.end)].flatMap((one) => (one === null || "minutes" in one ? [] : one));
  return [start, ...ends, ...extra.map((period) => period.start), ...except, ...(replaces === null ? [] : [replaces.time])];
}

const ALL_DAY = say`all-day event`;
const TOO_LONG = say`the recurrence rule takes too long to follow`;
const SKIPPED = say`the clocks skip this time`;
const OFF_RULE = say`The first event of a series counts, although the recurrence rule does not include it.`;
const CANCELED_TITLE = say`A title that says canceled cancels its event.`;
const TENTATIVE = say`Tentative events are planned.`;

/**
 * What each event of the week, or of the file if no week is needed, says. Events without an entry are settled. Null if the week
 * has too many.
 */
function entriesOf(
  all: readonly Series[],
  week: number | null,
  clocks: Clocks,
  budget: Budget,
  { mapping }: ReadOptions,
  notes: Notes,
): Entry[] | null {
  const known = new KnownClinicians(mapping?.clinicians);
  const entries: Entry[] = [];
  for (const { masters, changes, lost } of all) {
    const found = new Map<CalendarEvent, Occurrence[]>([...masters, ...changes].map((event) => [event, []]));
    for (const master of masters) {
      // Without a week only events that are all day recur.
      if (isRecurring(master) && week === null) continue;
      const days = isRecurring(master) && week !== null ? { from: week, until: week + 6 } : ALWAYS;
      const occurrences = occurrencesOf(master, { changes, lost }, days, clocks, budget);
      if (occurrences === null) {
        notes.settle(master.at, "not-understood", TOO_LONG);
        found.delete(master);
      }
      for (const occurrence of occurrences ?? []) found.get(occurrence.event)?.push(occurrence);
    }
    for (const change of changes) if (!change.replaces?.isWithFuture) found.get(change)?.push(singleOccurrence(change, clocks));
    for (const [event, occurrences] of found) {
      const inWeek = occurrences.filter(({ start }) => start !== null && (week === null || isInWeek(clocks.roster.toLocal(start), week)));
      if (!isTimed(event) && (inWeek.length > 0 || week === null)) notes.settle(event.at, "no-time", ALL_DAY);
      else if (inWeek.length > 0) {
        if (startsOffRule(event)) notes.guess(OFF_RULE);
        for (const entry of entriesAt(event, inWeek, peopleOf(event, known, mapping?.couples?.joinedBy), clocks, notes))
          entries.push(entry);
        if (week !== null && entries.length > MAX_IN_WEEK) return null;
      } else if (!isRecurring(event) && occurrences.some(({ start }) => start === null)) notes.settle(event.at, "no-time", SKIPPED);
      else notes.settle(event.at, "outside-week");
    }
  }
  return entries;
}

const ALWAYS = { from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY };

/** The only week of a calendar; null if there are several, or if a series goes on. */
function weekOf({ days, isOpen }: CalendarDays): number | null {
  return isOpen ? null : onlyWeek(days);
}

/** The entries of one event. */
function entriesAt(
  event: CalendarEvent,
  occurrences: readonly Occurrence[],
  people: EventPeople | Open,
  clocks: Clocks,
  notes: Notes,
): Entry[] {
  const { at, title, code } = event;
  const plain = titleOfCanceled(title);
  if (plain !== null && event.status !== "canceled") notes.guess(CANCELED_TITLE);
  const status = plain === null ? event.status : "canceled";
  if ("code" in people) {
    if (status === "canceled") notes.settle(at, "canceled");
    else notes.waits(at, people);
    return [];
  }
  if (status === "tentative") notes.guess(TENTATIVE);
  for (const guess of people.guesses) notes.guess(guess);
  const { clinicians, patients, couples, withGuests } = people;
  return occurrences.map(({ start, end }) => ({
    at,
    start: timeOf(start as number, clocks),
    end: end === null ? null : timeOf(end, clocks),
    clinicians,
    patients,
    couples,
    headcount: withGuests === null ? {} : { patients: withGuests },
    title: (plain ?? title) || null,
    group: null,
    code,
    kind: null,
    status: status === "canceled" ? "canceled" : "planned",
    together: null,
  }));
}

/** A moment on the clock of the roster. */
function timeOf(moment: number, { roster }: Clocks): SourceTime {
  const local = roster.toLocal(moment);
  return roster === WALL_CLOCK ? { local } : { local, offset: local - moment };
}
