/** The components of a calendar file: calendars, their events, and the names of their time zones. */
import { type Message, say, trusted } from "../../message.ts";
import type { Unimportable } from "../entry.ts";
import type { RowLocation } from "../source.ts";
import { unfoldedLines } from "./lines.ts";
import { type Property, readProperty } from "./property.ts";

/** A VEVENT as written. */
export interface EventLines {
  /** The line of its BEGIN. */
  readonly line: number;
  /** The properties that an import uses, by name. */
  readonly properties: ReadonlyMap<string, readonly Property[]>;
  /** The first line that begins like a property that an import uses, and is not readable. */
  readonly brokenLine: number | null;
  readonly calendar: CalendarLines;
}

export interface CalendarLines {
  /** In upper case; null if it has none. */
  method: string | null;
  /** `X-WR-TIMEZONE` */
  timezone: string | null;
  /** `X-WR-CALNAME` */
  name: string | null;
  /** The names that its VTIMEZONEs give beside their own: by TZID. */
  readonly locations: Map<string, string>;
}

const USED =
  /^(?:UID|SEQUENCE|DTSTAMP|LAST-MODIFIED|DTSTART|DTEND|DURATION|RRULE|EXRULE|RDATE|EXDATE|RECURRENCE-ID|STATUS|SUMMARY|CATEGORIES|ORGANIZER|ATTENDEE|X-MICROSOFT-CDO-ALLDAYEVENT|X-[A-Z0-9-]*(?:CPT|HCPCS|BILLING)[A-Z0-9-]*)$/;

/** A calendar of ten years has fewer of each. More of them take more time or memory than an import may. */
const MAX_BYTES = 32 * 1024 * 1024;
const MAX_LINES = 2_000_000;
const MAX_EVENTS = 30_000;
/** Of the properties that an import uses, such as attendees. */
const MAX_PROPERTIES = 300_000;
/** In the lists of RDATE and EXDATE. */
const MAX_DATES = 200_000;

/** Components are nested three deep: calendar, event, alarm. */
const MAX_DEPTH = 8;

interface Open {
  readonly name: string;
  readonly line: number;
  readonly properties: Map<string, Property[]>;
  brokenLine: number | null;
}

/** The events of a file. A file that is cut off or broken is refused as a whole, because events may be missing. */
export function readComponents(bytes: Uint8Array, file: number): readonly EventLines[] | Unimportable {
  const events: EventLines[] = [];
  const open: Open[] = [];
  let calendar: CalendarLines = emptyCalendar();
  let isCalendar = false;
  const refusal = (line: number, message: Message, help: Message = EXPORT_AGAIN): Unimportable => ({ message, help, at: at(file, line) });
  if (bytes.length > MAX_BYTES) return refusal(1, say`This file has more than ${trusted("32 MiB")}.`, EXPORT_LESS);
  let properties = 0;
  let dates = 0;
  for (const { number, text } of unfoldedLines(bytes)) {
    if (number > MAX_LINES) return refusal(number, say`This calendar has more than ${trusted("2,000,000")} lines.`, EXPORT_LESS);
    const property = readProperty(text, number);
    const top = open.at(-1);
    if (property === null) {
      const name = /^[A-Za-z-]+/.exec(text)?.[0].toUpperCase() ?? "";
      if (top !== undefined && USED.test(name)) top.brokenLine ??= number;
      continue;
    }
    const { name } = property;
    const value = property.value.trim().toUpperCase();
    if (name === "BEGIN") {
      if (!isCalendar && value !== "VCALENDAR") return notACalendar(file);
      isCalendar = true;
      if (open.length >= MAX_DEPTH) return refusal(number, say`Line ${number}: components are nested more than ${MAX_DEPTH} levels deep.`);
      if (value === "VCALENDAR") calendar = emptyCalendar();
      open.push({ name: value, line: number, properties: new Map(), brokenLine: null });
    } else if (name === "END") {
      if (top === undefined || top.name !== value) return refusal(number, say`Line ${number}: this END does not fit ${beginning(top)}.`);
      open.pop();
      if (value === "VEVENT" && events.length >= MAX_EVENTS)
        return refusal(number, say`This calendar has more than ${trusted("30,000")} events.`, EXPORT_LESS);
      if (value === "VEVENT") events.push({ line: top.line, properties: top.properties, brokenLine: top.brokenLine, calendar });
      if (value === "VTIMEZONE") addLocation(calendar, top);
    } else if (top?.name === "VEVENT" || top?.name === "VTIMEZONE") {
      if (USED.test(name) || name === "TZID" || name === "X-LIC-LOCATION") {
        if (++properties > MAX_PROPERTIES)
          return refusal(
            number,
            say`This calendar has more than ${trusted("300,000")} lines that an import uses, such as attendees.`,
            EXPORT_LESS,
          );
        if (name === "RDATE" || name === "EXDATE") dates += datesIn(property.value);
        if (dates > MAX_DATES)
          return refusal(number, say`This calendar has more than ${trusted("200,000")} dates in its RDATE and EXDATE.`, EXPORT_LESS);
        const known = top.properties.get(name);
        if (known === undefined) top.properties.set(name, [property]);
        else known.push(property);
      }
    } else if (top?.name === "VCALENDAR") {
      if (name === "VERSION" && value === "1.0") return refusal(number, OLD_VERSION.message, OLD_VERSION.help);
      if (name === "METHOD") calendar.method = value;
      if (name === "X-WR-TIMEZONE") calendar.timezone = property.value.trim();
      if (name === "X-WR-CALNAME") calendar.name = property.value.trim();
    }
  }
  const [unclosed] = open.slice(-1);
  if (!isCalendar) return notACalendar(file);
  if (unclosed !== undefined) return refusal(unclosed.line, say`The file ends within ${beginning(unclosed)}: it is cut off.`);
  return events;
}

function datesIn(list: string): number {
  let count = 1;
  for (let comma = list.indexOf(","); comma >= 0; comma = list.indexOf(",", comma + 1)) count++;
  return count;
}

export function at(file: number, line: number): RowLocation {
  return { file, sheet: null, line, cell: null };
}

function emptyCalendar(): CalendarLines {
  return { method: null, timezone: null, name: null, locations: new Map() };
}

function addLocation({ locations }: CalendarLines, { properties }: Open): void {
  const [tzid] = properties.get("TZID") ?? [];
  const [location] = properties.get("X-LIC-LOCATION") ?? [];
  if (tzid !== undefined && location !== undefined) locations.set(tzid.value.trim(), location.value.trim());
}

const EXPORT_AGAIN = say`Export the calendar again. A partial calendar is not imported, because sessions may be missing.`;

const EXPORT_LESS = say`Export less of the calendar, such as one month.`;

const OLD_VERSION = {
  message: say`This is a vCalendar file of version 1.0.`,
  help: say`Export the calendar as iCalendar (version 2.0).`,
};

const KNOWN = new Set(["VCALENDAR", "VEVENT", "VTIMEZONE", "VALARM", "VTODO", "VJOURNAL", "VFREEBUSY", "STANDARD", "DAYLIGHT"]);

/** `the VEVENT that begins on line 5`. Names that we do not know are not shown. */
function beginning(open: Open | undefined): Message {
  if (open === undefined) return say`any BEGIN`;
  return say`the ${trusted(KNOWN.has(open.name) ? open.name : "component")} that begins on line ${open.line}`;
}

function notACalendar(file: number): Unimportable {
  return {
    message: say`This is not a calendar: it does not begin with BEGIN:VCALENDAR.`,
    help: say`Export the calendar as an iCalendar file (.ics).`,
    at: at(file, 1),
  };
}
