/** A VEVENT as an import uses it: when it is, how it repeats, and what it replaces. Attendees are read in `attendees.ts`. */
import { type Message, say, trusted } from "../../message.ts";
import type { RowLocation } from "../source.ts";
import { at, type CalendarLines, type EventLines } from "./components.ts";
import { type Duration, type Period, readDuration, readPeriods, readTime, readTimes, type WrittenTime } from "./dates.ts";
import { listOf, type Property, textOf } from "./property.ts";
import { type Rule, readRule } from "./rule.ts";

export interface CalendarEvent {
  readonly at: RowLocation;
  /** Null for an event without one: it is like no other event. */
  readonly uid: string | null;
  /** How often it was changed, and when at last; later versions are greater. */
  readonly version: { readonly sequence: number; readonly stamp: string };
  readonly start: WrittenTime;
  /** Null for an event that does not say how long it is. */
  readonly end: WrittenTime | Duration | null;
  readonly rules: readonly Rule[];
  readonly extra: readonly Period[];
  readonly except: readonly WrittenTime[];
  /** What it replaces in its series; null for a series or an event of its own. */
  readonly replaces: Replaced | null;
  readonly status: "planned" | "tentative" | "canceled";
  readonly title: string | null;
  readonly code: string | null;
  readonly organizer: Property | null;
  readonly attendees: readonly Property[];
  readonly calendar: CalendarLines;
}

/** Whether an event is at a time, and not all day. */
export function isTimed({ start }: CalendarEvent): boolean {
  return start.clock !== null;
}

/** An event that is not understood. What it replaces in its series is left out of the series all the same. */
export interface FaultyEvent {
  readonly at: RowLocation;
  readonly fault: Message;
  readonly uid: string | null;
  readonly replaces: Replaced | null;
  readonly calendar: CalendarLines;
}

/** An occurrence of a series. */
export interface Replaced {
  readonly time: WrittenTime;
  /** Whether all later ones are replaced as well. */
  readonly isWithFuture: boolean;
}

/** Reads an event. */
export function readEvent(lines: EventLines, file: number): CalendarEvent | FaultyEvent {
  const { line, properties, brokenLine, calendar } = lines;
  const all = (name: string) => properties.get(name) ?? [];
  const first = (name: string) => all(name)[0] ?? null;
  const time = (property: Property | null) => (property === null ? null : readTime(property.value, property));
  const uid = first("UID")?.value.trim() || null;
  const replaced = first("RECURRENCE-ID");
  const replacedTime = time(replaced);
  const replaces = replacedTime === null ? null : { time: replacedTime, isWithFuture: rangeOf(replaced) === "THISANDFUTURE" };
  const faulty = (fault: Message): FaultyEvent => ({ at: at(file, line), fault, uid, replaces, calendar });

  if (brokenLine !== null) return faulty(say`line ${brokenLine} is not readable`);
  const twice = SINGLE.find((name) => all(name).length > 1);
  if (twice !== undefined) return faulty(say`duplicate ${trusted(twice)}`);
  const unreadable = (property: Property) => faulty(say`${trusted(property.name)} in line ${property.line} is not readable`);
  if (replaced !== null && replaces === null) return unreadable(replaced);
  const startProperty = first("DTSTART") ?? replaced;
  if (startProperty === null) return faulty(say`no DTSTART`);
  const start = time(startProperty);
  if (start === null) return unreadable(startProperty);

  const endProperty = first("DTEND");
  const duration = first("DURATION");
  if (endProperty !== null && duration !== null) return faulty(say`both an end and a duration`);
  const end = endProperty !== null ? time(endProperty) : duration !== null ? readDuration(duration.value) : null;
  const unreadEnd = end === null ? (endProperty ?? duration) : null;
  if (unreadEnd !== null) return unreadable(unreadEnd);
  if (start.clock !== null && end !== null && "clock" in end && end.clock === null) return faulty(say`the end has no time`);

  if (all("EXRULE").length > 0) return faulty(say`an EXRULE, which calendars no longer use`);
  const rules: Rule[] = [];
  for (const property of all("RRULE")) {
    const rule = readRule(property.value);
    if ("refused" in rule) return faulty(rule.refused);
    rules.push(rule);
  }
  const extra = gathered(all("RDATE"), readPeriods);
  if ("line" in extra) return unreadable(extra);
  const except = gathered(all("EXDATE"), readTimes);
  if ("line" in except) return unreadable(except);
  return {
    at: at(file, line),
    uid,
    version: {
      sequence: Number(/^\d{1,9}$/.exec(first("SEQUENCE")?.value.trim() ?? "") ?? 0),
      stamp: stampOf(first("LAST-MODIFIED") ?? first("DTSTAMP")),
    },
    start: isAllDay(first("X-MICROSOFT-CDO-ALLDAYEVENT")) ? { ...start, clock: null } : start,
    end,
    rules,
    extra,
    except,
    replaces,
    status: statusOf(first("STATUS"), calendar),
    title: titleOf(first("SUMMARY")),
    code: codesOf(properties),
    organizer: first("ORGANIZER"),
    attendees: all("ATTENDEE"),
    calendar,
  };
}

/** Properties that an event has once, and that an import cannot choose between. */
const SINGLE = ["UID", "DTSTART", "DTEND", "DURATION", "RECURRENCE-ID", "STATUS", "SUMMARY", "ORGANIZER"];

/** What the properties of a name say together, or the one that is not readable. */
function gathered<T>(properties: readonly Property[], read: (property: Property) => T[] | null): readonly T[] | Property {
  const found: T[] = [];
  for (const property of properties) {
    const some = read(property);
    if (some === null) return property;
    for (const one of some) found.push(one);
  }
  return found;
}

function stampOf(property: Property | null): string {
  return /^\d{8}T\d{6}/.exec(property?.value.trim() ?? "")?.[0] ?? "";
}

function isAllDay(property: Property | null): boolean {
  return property?.value.trim().toUpperCase() === "TRUE";
}

function rangeOf(property: Property | null): string | undefined {
  return property?.parameters.get("RANGE")?.[0]?.toUpperCase();
}

function statusOf(property: Property | null, { method }: CalendarLines): CalendarEvent["status"] {
  const status = property?.value.trim().toUpperCase();
  if (method === "CANCEL" || status === "CANCELLED" || status === "CANCELED") return "canceled";
  return status === "TENTATIVE" ? "tentative" : "planned";
}

function titleOf(property: Property | null): string | null {
  return textOf(property?.value ?? "").trim() || null;
}

/** CPT and HCPCS codes, with modifiers or without. */
const CODE = /^(?:9\d{4}|[GHQST]\d{4})(?:-?[A-Z\d]{2})*$/i;

/** The billing codes in the categories and in properties of a program's own that are named for them. */
function codesOf(properties: ReadonlyMap<string, readonly Property[]>): string | null {
  const codes = [...properties]
    .filter(([name]) => name === "CATEGORIES" || name.startsWith("X-"))
    .flatMap(([, some]) => some.flatMap(({ value }) => listOf(value)))
    .filter((text) => CODE.test(text));
  return codes.length === 0 ? null : [...new Set(codes)].join(", ");
}
