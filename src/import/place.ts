/** Places entries in time: how long they last, and in which week they are. */
import { count, listed, type Message, say, trusted } from "../message.ts";
import { DAY } from "../roster/read-time.ts";
import { writeDate } from "../roster/time.ts";
import { MAX_SESSION_MINUTES } from "../roster/vocabulary.ts";
import type { Zone } from "../roster/zone.ts";
import { momentOf } from "./clock.ts";
import { codesIn } from "./codes.ts";
import type { Entry, Question, SettledRow } from "./entry.ts";
import { fitsGlob } from "./glob.ts";
import { distinct } from "./locations.ts";
import type { Mapping } from "./mapping/mapping.ts";
import { isInWeek, mondaysOf, onlyWeek } from "./weeks.ts";

/** An entry with its moments. */
export interface Placed {
  readonly entry: Entry;
  readonly from: number;
  readonly until: number;
}

export interface Placement {
  /** The first day of the week; null if it is not decided. */
  readonly week: number | null;
  readonly placed: readonly Placed[];
  readonly settled: readonly SettledRow[];
  readonly questions: readonly Question[];
}

interface Options {
  readonly zone: Zone;
  readonly week: number | null;
  readonly minutes: Mapping["minutes"];
}

/** Places the entries of the week. Entries without an end wait for `minutes`; those of other weeks are left out. */
export function placeEntries(entries: readonly Entry[], { zone, week: wanted, minutes }: Options): Placement {
  const settled: SettledRow[] = [];
  const days = new Set(entries.map(({ start }) => Math.floor(start.local / DAY)));
  const week = wanted ?? onlyWeek(days);
  if (week === null) {
    const all = entries.map(({ at }): SettledRow => ({ at, fate: "waits" }));
    return { week, placed: [], settled: all, questions: days.size === 0 ? [] : [whichWeek(days, entries)] };
  }
  const placed: Placed[] = [];
  const endless: Entry[] = [];
  for (const entry of entries) {
    if (!isInWeek(entry.start.local, week)) {
      settled.push({ at: entry.at, fate: "outside-week" });
      continue;
    }
    const from = momentOf(entry.start, zone);
    if (from === null) {
      settled.push({ at: entry.at, fate: "no-time", detail: say`the clocks skip this time` });
      continue;
    }
    const length = entry.end === null ? lengthOf(entry, minutes) : null;
    const until = entry.end !== null ? momentOf(entry.end, zone) : length === null ? null : from + length;
    if (until !== null && until > from && until - from <= MAX_SESSION_MINUTES) placed.push({ entry, from, until });
    else if (entry.status === "canceled") settled.push({ at: entry.at, fate: "canceled" });
    else if (entry.end === null && length === null) endless.push(entry);
    else if (until === null) settled.push({ at: entry.at, fate: "no-time", detail: say`the clocks skip this time` });
    else settled.push({ at: entry.at, fate: "not-understood", detail: say`the end is not after the start, or more than a year later` });
  }
  settled.push(...endless.map(({ at }): SettledRow => ({ at, fate: "waits", detail: say`it has no end and no length` })));
  const questions = endless.length === 0 ? [] : [howLong(endless)];
  // A week was asked for, and the file has others.
  if (entries.length > 0 && settled.every(({ fate }) => fate === "outside-week") && placed.length + endless.length === 0)
    questions.push({ ...whichWeek(days, entries), message: say`No row is in the week from ${trusted(writeDate(week))}. ${weeksOf(days)}` });
  return { week, placed, settled, questions };
}

/** Maximum weeks that a question names. */
const MAX_WEEKS = 10;

function whichWeek(days: ReadonlySet<number>, entries: readonly Entry[]): Question {
  const [first = 0] = mondaysOf(days);
  return {
    code: "week",
    scope: "file",
    message: weeksOf(days),
    answer: say`Choose a week by its first day, such as: --week ${trusted(writeDate(first))}`,
    at: entries.map(({ at }) => at),
  };
}

function weeksOf(days: ReadonlySet<number>): Message {
  const weeks = mondaysOf(days);
  const named = listed(weeks, (week) => say`${trusted(writeDate(week))}`, MAX_WEEKS);
  return weeks.length === 1
    ? say`The dates are in the week from ${named}.`
    : say`The dates are in ${weeks.length} weeks, which begin on ${named}.`;
}

/** The minutes that the mapping gives by the code or the title of an entry; null if it gives none. */
function lengthOf(entry: Entry, minutes: Mapping["minutes"]): number | null {
  if (minutes === undefined || typeof minutes === "number") return minutes ?? null;
  const codes = codesIn(entry.code);
  const found = Object.entries(minutes).find(([name]) => {
    const [code] = codesIn(name);
    return code !== undefined && code === name.trim() ? codes.includes(code) : entry.title !== null && fitsGlob(name, entry.title);
  });
  return found?.[1] ?? null;
}

function howLong(entries: readonly Entry[]): Question {
  const at = distinct(entries.map((entry) => entry.at));
  const codes = [...new Set(entries.flatMap(({ code }) => codesIn(code)))].sort();
  const [code = "90853"] = codes;
  const all = codes.length < 2 ? say`` : say` (${listed(codes, (one) => [trusted(one)], codes.length)})`;
  return {
    code: "minutes",
    scope: "file",
    message: say`${trusted(count(at.length, "row"))} ${trusted(at.length === 1 ? "has" : "have")} no end and no length.`,
    answer: say`Write how long sessions last in the mapping, in minutes by billing code${all}, such as: minutes: { "${trusted(code)}": 50 }`,
    at,
  };
}
