/**
 * Clocks on walls, for the recount: what a clock shows is asked of Intl minute by minute, and when it shows something is found
 * by looking at one minute after another. Nothing here is shared with the source. Moments are minutes since 1970-01-01T00:00Z.
 */

export interface WallClock {
  /** What the clock shows at a moment, such as `2026-11-01T01:30`. */
  shows(moment: number): string;
  /** The moments at which it shows a day and a time: none if it skips them, two if they come twice. */
  momentsOf(text: string): readonly number[];
}

const HOUR = 60;
const DAY = 24 * HOUR;
const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

/** The moment of a day and a time in UTC. */
export function utc(text: string): number {
  return Date.parse(`${text.slice(0, 16)}:00Z`) / 60_000;
}

/** A day and a time in UTC. */
export function utcText(moment: number): string {
  return new Date(moment * 60_000).toISOString().slice(0, 16);
}

/** A clock that is always as far from UTC, by default not at all: it neither skips a time nor shows one twice. */
export function fixedClock(offset = 0): WallClock {
  return { shows: (moment) => utcText(moment + offset), momentsOf: (text) => [utc(text) - offset] };
}

const known = new Map<string, WallClock>();

/** The clock of a time zone. */
export function clockOf(timezone: string): WallClock {
  const clock = known.get(timezone) ?? zonedClock(timezone);
  known.set(timezone, clock);
  return clock;
}

function zonedClock(timeZone: string): WallClock {
  const digits = { month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" } as const;
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone, year: "numeric", ...digits });
  const shown = new Map<number, string>();
  const shows = (moment: number): string => {
    const text = shown.get(moment) ?? format.format(moment * 60_000).replace(" ", "T");
    shown.set(moment, text);
    return text;
  };
  const found = new Map<string, readonly number[]>();
  const momentsOf = (text: string): readonly number[] => {
    const moments = found.get(text) ?? minutes(utc(text) - 16 * HOUR, utc(text) + 16 * HOUR).filter((at) => shows(at) === text);
    found.set(text, moments);
    return moments;
  };
  return { shows, momentsOf };
}

/** All moments from one to another, the latter left out. */
export function minutes(from: number, until: number): number[] {
  return Array.from({ length: Math.max(0, until - from) }, (_, i) => from + i);
}

export function weekdayOf(shown: string): string {
  return WEEKDAYS[new Date(`${shown.slice(0, 10)}T00:00Z`).getUTCDay()] as string;
}

/** The day that comes some days after another, such as `2026-12-01`. */
export function dayAfter(day: string, days: number): string {
  return utcText(utc(`${day}T00:00`) + days * DAY).slice(0, 10);
}

/** What times are read by. */
export interface Calendar {
  readonly clock: WallClock;
  readonly week: string | undefined;
}

/** Whether a clock skips a time on a day between two moments: the author of that time may mean that day. */
function skips(clock: WallClock, since: number, until: number, time: string, weekday: string | null): boolean {
  const [first, last] = [clock.shows(since), clock.shows(until)];
  for (let day = first.slice(0, 10); day < last.slice(0, 10); day = dayAfter(day, 1)) {
    const isMeant = `${day}T${time}` > first && (weekday === null || weekdayOf(day) === weekday);
    if (isMeant && clock.momentsOf(`${day}T${time}`).length === 0) return true;
  }
  return false;
}

/**
 * The moment that a written time means; undefined if it means none. `Mon 18:00` is the first such weekday on or after `week`.
 * With `since` it is told relative to that moment: a bare time or a weekday is the first such moment at or after it, the
 * weekday of an `end` (`strictly`) the first one after it.
 */
export function readTime({ clock, week }: Calendar, text: string, since?: number, strictly = false): number | undefined {
  const offset = /(?:Z|([+-])(\d\d):(\d\d))$/.exec(text.slice(16));
  if (offset) {
    const [, sign, hours, rest] = offset;
    return utc(text) - (sign === undefined ? 0 : Number(`${sign}1`) * (Number(hours) * HOUR + Number(rest)));
  }
  if (/^\d{4}-/.test(text)) return clock.momentsOf(text)[0];
  const weekday = /^[A-Z]/.test(text) ? text.slice(0, 3) : null;
  const time = text.slice(-5);
  if (since !== undefined) {
    for (let at = strictly && weekday !== null ? since + 1 : since; at < since + 9 * DAY; at++) {
      const shown = clock.shows(at);
      if (!shown.endsWith(time) || (weekday !== null && weekdayOf(shown) !== weekday)) continue;
      return skips(clock, since, at, time, weekday) ? undefined : at;
    }
    return undefined;
  }
  if (week === undefined) return undefined;
  const day = [0, 1, 2, 3, 4, 5, 6].map((days) => dayAfter(week, days)).find((one) => weekdayOf(one) === weekday);
  return clock.momentsOf(`${day}T${time}`)[0];
}
