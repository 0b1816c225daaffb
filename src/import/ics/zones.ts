/** The time zones of a calendar file, and which of them is the roster's. */
import { say, trusted } from "../../message.ts";
import { WALL_CLOCK, type Zone, zoneNamed } from "../../roster/zone.ts";
import type { Notes, Open } from "../notes.ts";
import type { CalendarLines } from "./components.ts";
import { localOf, type WrittenTime } from "./dates.ts";
import type { CalendarEvent } from "./event.ts";
import { zoneOf } from "./zone-names.ts";

/** No calendar has more names of zones than this; what comes after them is unknown. */
const MAX_NAMES = 100;

const UTC = /^(?:Etc\/)?(?:UTC|UCT|GMT|Zulu|Universal|Greenwich)$/i;

/** Looks up each name once. */
export class ZoneNames {
  readonly #known = new Map<string, string | null>();

  /** The IANA name of the zone of a time; `utc`, or null for a time that is the same everywhere; undefined if it is not known. */
  of({ zone }: WrittenTime, calendar: CalendarLines): string | "utc" | null | undefined {
    if (zone === null || zone === "utc") return zone;
    return this.named(zone.tzid, calendar);
  }

  named(tzid: string, { locations }: CalendarLines): string | "utc" | undefined {
    const location = locations.get(tzid.trim());
    const key = JSON.stringify([tzid, location]);
    let name = this.#known.get(key);
    if (name === undefined) {
      if (this.#known.size >= MAX_NAMES) return undefined;
      name = zoneOf(tzid, location);
      this.#known.set(key, name);
    }
    return name === null ? undefined : UTC.test(name) ? "utc" : name;
  }
}

/** The clocks by which the times of a file are read. */
export class Clocks {
  readonly roster: Zone;
  readonly #names: ZoneNames;

  constructor(roster: Zone, names: ZoneNames) {
    this.roster = roster;
    this.#names = names;
  }

  /** The zone of a time whose zone is known; a time that is the same everywhere is in the roster's. */
  of(time: WrittenTime, calendar: CalendarLines): Zone {
    const name = this.#names.of(time, calendar);
    if (name === "utc") return WALL_CLOCK;
    return (typeof name === "string" ? zoneNamed(name) : null) ?? this.roster;
  }

  /** The moment of a time; null if the clocks skip it. What they show twice is the first. */
  momentOf(time: WrittenTime, calendar: CalendarLines): number | null {
    return this.of(time, calendar).momentsOf(localOf(time))[0] ?? null;
  }
}

export const UNKNOWN_ZONE: Open = {
  code: "timezone",
  scope: "rows",
  message: say`An event has an unknown time zone.`,
  answer: say`Choose an area and a city, such as ${trusted("America/New_York")}, as its time zone in the calendar, and export it again.`,
};

const ANSWER = say`Give the time zone of the program, such as: --timezone America/New_York`;

const ONLY_UTC: Open = {
  code: "timezone",
  scope: "file",
  message: say`The times are in UTC, and the calendar does not name its time zone.`,
  answer: ANSWER,
};

const SEVERAL_ZONES: Open = {
  code: "timezone",
  scope: "file",
  message: say`The events are in several time zones, and the calendar does not name one of its own.`,
  answer: ANSWER,
};

const NOT_A_ZONE: Open = {
  code: "timezone",
  scope: "file",
  message: say`The time zone of the program has no IANA name.`,
  answer: say`Write an area and a city, such as: --timezone America/New_York`,
};

const FLOATING = say`Times without a time zone are in the time zone of the roster.`;

/** The zone of the roster, by its name, which is null where times are those of a wall clock; or what has to be asked for it. */
export function rosterZone(
  events: readonly CalendarEvent[],
  wanted: string | null,
  names: ZoneNames,
  notes: Notes,
): { readonly name: string | null; readonly zone: Zone } | Open {
  const used = new Set(events.map(({ start, calendar }) => names.of(start, calendar) ?? null));
  const own = new Set(
    events.flatMap(({ calendar }) => (calendar.timezone === null ? [] : (names.named(calendar.timezone, calendar) ?? []))),
  );
  const cities = [...used].filter((name) => name !== null && name !== "utc");
  const named = [...own].filter((name) => name !== "utc");
  const [only] = cities.length === 1 ? cities : named.length === 1 ? named : [];
  const name = wanted ?? only ?? null;
  if (name === null) {
    if (cities.length > 1) return SEVERAL_ZONES;
    if (used.has("utc")) return ONLY_UTC;
    return { name, zone: WALL_CLOCK };
  }
  const zone = zoneNamed(name);
  if (zone === null) return NOT_A_ZONE;
  if (used.has(null)) notes.guess(FLOATING);
  return { name, zone };
}
