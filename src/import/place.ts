/** Places entries in time: how long they last, and in which week they are. */
import { count, listed, type Message, say, trusted } from "../message.ts";
import { DAY } from "../roster/read-time.ts";
import { writeDate } from "../roster/time.ts";
import { MAX_SESSION_MINUTES } from "../roster/vocabulary.ts";
import type { Zone } from "../roster/zone.ts";
import { IMPORT_LESS, MAX_IN_WEEK, TOO_MANY_IN_WEEK } from "./bounds.ts";
import { momentOf } from "./clock.ts";
import { codesIn } from "./codes.ts";
import type { Entry, Question, SettledRow } from "./entry.ts";
import { fitsGlob } from "./glob.ts";
import { lengthTitles } from "./kinds.ts";
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
  if (placed.length > MAX_IN_WEEK) {
    const all = entries.map(({ at }): SettledRow => ({ at, fate: "waits" }));
    return { week, placed: [], settled: all, questions: [TOO_MANY] };
  }
  for (const { at } of endless) settled.push({ at, fate: "waits", detail: NO_LENGTH });
  const questions = endless.length === 0 ? [] : [howLong(endless, unusedLengths(entries, minutes))];
  // A week was asked for, and the file has others.
  if (entries.length > 0 && settled.every(({ fate }) => fate === "outside-week") && placed.length + endless.length === 0)
    questions.push({ ...whichWeek(days, entries), message: say`No row is in the week from ${trusted(writeDate(week))}. ${weeksOf(days)}` });
  return { week, placed, settled, questions };
}

const NO_LENGTH = say`no end and no length`;

const TOO_MANY: Question = { code: "shape", scope: "file", message: TOO_MANY_IN_WEEK, answer: IMPORT_LESS, at: [] };

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
  const found = Object.entries(minutes).find(([name]) => isFor(name, entry));
  return found?.[1] ?? null;
}

/** Whether a code or title that the mapping has under minutes is that of an entry. */
function isFor(name: string, entry: Entry): boolean {
  const code = codeNamed(name);
  return code === null ? entry.title !== null && fitsGlob(name, entry.title) : codesIn(entry.code).includes(code);
}

/** The billing code that a key of minutes is; null for a title. */
function codeNamed(name: string): string | null {
  const [code] = codesIn(name);
  return code !== undefined && code === name.trim() ? code : null;
}

/** The keys of minutes that are for no entry. Each entry is compared until a key fits. */
function unusedLengths(entries: readonly Entry[], minutes: Mapping["minutes"]): readonly string[] {
  if (minutes === undefined || typeof minutes === "number") return [];
  return Object.keys(minutes).filter((name) => !entries.some((entry) => isFor(name, entry)));
}

/** Asks for lengths, by code where the rows have codes, else by title or for all. `unused` are keys of minutes that fit no row. */
function howLong(entries: readonly Entry[], unused: readonly string[]): Question {
  const at = distinct(entries.map((entry) => entry.at));
  const codes = [...new Set(entries.flatMap(({ code }) => codesIn(code)))].sort();
  const [code] = codes;
  const all = codes.length < 2 ? say`` : say` (${listed(codes, (one) => [trusted(one)], codes.length)})`;
  const [glob = "process group*"] = lengthTitles(entries.flatMap(({ title }) => title ?? []));
  const answer =
    code === undefined
      ? say`Write how long sessions last in the mapping, in minutes: one number for all, such as minutes: 60, or by title, such as minutes: { "${trusted(glob)}": 60 }`
      : say`Write how long sessions last in the mapping, in minutes by billing code${all}, such as: minutes: { "${trusted(code)}": 50 }`;
  return {
    code: "minutes",
    scope: "file",
    message: say`${trusted(count(at.length, "row"))} ${trusted(at.length === 1 ? "has" : "have")} no end and no length.${unfit(unused)}`,
    answer,
    at,
  };
}

/** Says which codes and how many titles of minutes are for no row. Titles are not shown. */
function unfit(unused: readonly string[]): Message {
  const codes = unused.flatMap((name) => codeNamed(name) ?? []);
  const titles = unused.length - codes.length;
  return [
    ...(codes.length === 0 ? [] : say` No row has the billing code ${listed(codes, (one) => [trusted(one)])} of \`minutes\`.`),
    ...(titles === 0 ? [] : say` No row fits ${trusted(count(titles, "title"))} of \`minutes\`.`),
  ];
}
