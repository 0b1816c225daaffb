/** Help for times and dates without a single meaning. Every example uses the value as written. */
import { type ClockHours, showClock } from "../clock.ts";
import { joined, type Message, say, trusted, untrusted } from "../message.ts";
import { DAY, daysSince1970, isStart, type MonthDay, readDate, readTime, type Unclear, unclear, weekdayOf } from "./read-time.ts";
import { showDate, writeDate } from "./time.ts";
import { MAX_TEXT_LENGTH, WEEKDAYS } from "./vocabulary.ts";
import { meantZones } from "./zone.ts";

/**
 * Suggests what to write in place of a time. Returns null without a likely reading. `needsDay` is true if a clock time needs a
 * day before it. `week` is the first day of the roster's week, as days since 1970-01-01; of two readings, the one in the week
 * comes first. `hours` is the roster's clock: with 12, a time such as `9:00` is offered with AM and with PM.
 */
export function timeHelp(text: string, needsDay: boolean, week: number | null = null, hours: ClockHours = 24): Message | null {
  if (text.length > MAX_TEXT_LENGTH) return null;
  if (text.search(CURLY) >= 0) {
    const plain = text.replace(CURLY, "").trim();
    return readTime(plain) === null ? timeHelp(plain, needsDay, week, hours) : didYouMean(spellings(plain, hours).map(asTyped));
  }
  const doubt = unclear(text);
  if (doubt?.why === "no year")
    return readTime(text) === null ? say`Add the time, such as: ${untrusted(`${text.trim()} ${showClock(EVENING, hours)}`)}` : null;
  if (doubt?.why === "two readings") return numbersHelp(text, week, true, hours);
  if (doubt !== null) return unclearHelp(doubt);
  return (
    zoneHelp(text, needsDay, hours) ??
    rangeHelp(text, hours) ??
    clockHelp(text, needsDay, hours) ??
    numbersHelp(text, week, true, hours) ??
    atHelp(text, needsDay, week, hours)
  );
}

/** The clock time of examples. */
const EVENING = 18 * 60;

/**
 * The spellings of a time that have one reading in a roster with such a clock: beside times with am or pm, `9:00` is
 * `9:00 AM` or `9:00 PM`. The more probable one comes first.
 */
export function spellings(text: string, hours: ClockHours): string[] {
  const time = hours === 12 ? readTime(text) : null;
  if (time?.hours !== null) return [text];
  const isTwelve = ("clock" in time ? time.clock : time.local) % DAY >= DAY / 2;
  return (isTwelve ? ["PM", "AM"] : ["AM", "PM"]).map((half) => `${text.trim()} ${half}`);
}

const asTyped = (text: string) => say`${untrusted(text)}`;

function didYouMean(texts: readonly Message[]): Message {
  return say`Did you mean ${joined(
    texts.map((text) => say`\`${text}\``),
    " or ",
  )}?`;
}

/** Help for `Monday at 6:30pm`. */
function atHelp(text: string, needsDay: boolean, week: number | null, hours: ClockHours): Message | null {
  const plain = text.trim().replace(/\s+at\s+|\s*@\s*/i, " ");
  if (plain === text.trim()) return null;
  return readTime(plain) !== null && (isStart(plain) || !needsDay)
    ? didYouMean(spellings(plain, hours).map(asTyped))
    : timeHelp(plain, needsDay, week, hours);
}

/** Help for a date without a clock time; null if there is none. */
export function dateHelp(text: string): Message | null {
  if (text.length > MAX_TEXT_LENGTH) return null;
  if (text.search(CURLY) >= 0) return dateHelp(text.replace(CURLY, "").trim());
  const doubt = unclear(text);
  if (doubt !== null && doubt.why !== "two readings") return unclearHelp(doubt);
  const numbers = numbersHelp(text, null, false, 24);
  if (numbers !== null) return numbers;
  const day = readDate(text.replace(/[./]/g, "-").replace(/[T\s]+\d\d:\d\d.*$/, ""));
  return day === null ? null : say`Did you mean ${trusted(writeDate(day))}?`;
}

function unclearHelp(doubt: Exclude<Unclear, { why: "two readings" }>): Message {
  return doubt.why === "other weekday"
    ? say`${trusted(showDate(doubt.day * DAY))} is that date. Correct the weekday or the date.`
    : say`Add the year: ${trusted(withoutYear(doubt.day))}`;
}

/** A date of numbers, perhaps without its year or century, and what follows it. */
const NUMBERS =
  /^(?:[a-z]+[.,]?\s+)?(\d{1,2})(?:\/(\d{1,2})|[-./](\d{1,2})[-./](\d{4}|\d\d)|\/(\d{1,2})\/(\d{4}|\d\d))(?:[\sT,]+(\S.*))?$/is;

/** Help for `11/30/26`, `12/1 9am` and `12/07/2026`, in values with the day and the time. Null for other texts. */
function numbersHelp(text: string, week: number | null, isTime: boolean, hours: ClockHours): Message | null {
  const [, one, slash, dash, dashYear, slashDay, slashYear, after = ""] = NUMBERS.exec(text.trim()) ?? [];
  const other = slash ?? dash ?? slashDay;
  const times = isTime ? timesAfter(after, hours) : [""];
  if (one === undefined || other === undefined || times === null) return null;
  const year = dashYear ?? slashYear;
  const days = daysOf(Number(one), Number(other), year === undefined ? undefined : Number(year.padStart(4, "20")), week);
  const [first, second] = days;
  if (first === undefined) return null;
  const isMissingTime = isTime && times[0] === "";
  const clocks = isMissingTime ? [showClock(EVENING, hours)] : times;
  const write = (day: Reading) => clocks.map((clock) => say`${trusted(day.text)}${clock === "" ? [] : untrusted(` ${clock}`)}`);
  if (typeof first.day !== "number") {
    const values = days.map((day) => joined(write(day), " or "));
    return say`Add the year. Write ${joined(values, ", or ")}.`;
  }
  if (second === undefined) {
    if (isMissingTime) return say`Add the time, such as: ${joined(write(first))}`;
    return isTime ? didYouMean(write(first)) : say`Did you mean ${joined(write(first))}?`;
  }
  const values = days.map((day) => {
    const [text = [], ...others] = write(day);
    return joined([say`${text}${trusted(weekdayName(day.day as number))}`, ...others], " or ");
  });
  return say`\`${untrusted(text.trim())}\` is ambiguous. Write ${joined(values, ", or ")}.`;
}

/** The clock times that may be meant after a day, as written if they can be read; null if the text has no meaning. */
function timesAfter(text: string, hours: ClockHours): string[] | null {
  const plain = text.trim().replace(/^(?:at\s|@)\s*/i, "");
  if (plain === "") return [""];
  if (readTime(plain)?.form === "clock") return spellings(plain, hours);
  const clock = meantClock(plain.toLowerCase());
  return clock === null || clock >= DAY ? null : clocksOf(plain, clock, hours).map((one) => showClock(one, hours));
}

/** The clock times in minutes that a text of a time may mean in a roster with such a clock. */
function clocksOf(text: string, clock: number, hours: ClockHours): number[] {
  const isEither = hours === 12 && !/[apn]/i.test(text) && clock >= 60 && clock < DAY / 2 + 60;
  if (!isEither) return [clock];
  const morning = clock % (DAY / 2);
  return clock < DAY / 2 ? [morning, morning + DAY / 2] : [morning + DAY / 2, morning];
}

/** A reading of a date; `day` is null if the year is not known. */
interface Reading {
  readonly text: string;
  readonly day: number | null;
}

/** The readings of two numbers as month and date, or date and month; those in the week come first. */
function daysOf(one: number, other: number, year: number | undefined, week: number | null): Reading[] {
  const orders = one === other ? [[one, other] as const] : [[one, other] as const, [other, one] as const];
  const readings = orders.flatMap(([month, date]): Reading[] => {
    // The year 2000 was a leap year.
    if (daysSince1970(year ?? 2000, month, date) === null) return [];
    const named = { month, date, weekday: null };
    const day = year === undefined ? (week === null ? null : readDate(nearestDate(named, week))) : daysSince1970(year, month, date);
    return [day === null ? { text: withoutYear(named), day } : { text: writeDate(day), day }];
  });
  const isInWeek = ({ day }: Reading) => week !== null && day !== null && day >= week && day < week + 7;
  return [...readings.filter(isInWeek), ...readings.filter((reading) => !isInWeek(reading))];
}

/** `YYYY-12-07`. */
function withoutYear({ month, date }: MonthDay): string {
  return `YYYY-${twoDigits(month)}-${twoDigits(date)}`;
}

/** ` (a Monday)`. */
function weekdayName(day: number): string {
  const weekday = FULL_NAMES[weekdayOf(day)] as string;
  return ` (a ${weekday.charAt(0).toUpperCase()}${weekday.slice(1)})`;
}

const twoDigits = (number: number) => String(number).padStart(2, "0");

/** `2026-12-14` for `Dec 14`, in the year that is closest to a week. */
export function nearestDate({ month, date }: MonthDay, week: number): string {
  const year = Number(writeDate(week).slice(0, 4));
  const days = [year - 1, year, year + 1].flatMap((one) => daysSince1970(one, month, date) ?? []);
  const [nearest] = days.sort((a, b) => Math.abs(a - week) - Math.abs(b - week));
  return nearest === undefined ? withoutYear({ month, date, weekday: null }) : writeDate(nearest);
}

/** Help for `18:00 EST`. */
function zoneHelp(text: string, needsDay: boolean, hours: ClockHours): Message | null {
  const words = text.trimEnd();
  const at = Math.max(words.lastIndexOf(" "), words.lastIndexOf("\t")) + 1;
  const word = words.slice(at).replace(/^\(|\)$/g, "");
  const [zone] = meantZones(word);
  const time = words.slice(0, at).trim();
  if (zone === undefined || (readTime(time) === null && clockHelp(time, needsDay, hours) === null)) return null;
  return say`Delete \`${untrusted(word)}\` here and write the time zone once, at the top: timezone: ${trusted(zone)}`;
}

/** Help for `Mon 18:00-19:30`. */
function rangeHelp(text: string, hours: ClockHours): Message | null {
  const range = rangeIn(text);
  if (range === null) return null;
  const starts = spellings(range.start, hours).map((one) => say`\`start: ${untrusted(one)}\``);
  const ends = spellings(range.end, hours).map((one) => say`\`end: "${untrusted(one)}"\``);
  return say`Write the start and the end in two keys: ${joined(starts, " or ")} and ${joined(ends, " or ")}.`;
}

/** The start and the end in a text such as `Mon 18:00-19:30`, as written; null for other texts. */
export function rangeIn(text: string): { readonly start: string; readonly end: string } | null {
  if (text.length > MAX_TEXT_LENGTH) return null;
  const found = /[-–—]|\bto\b/i.exec(text.replace(/^\s*\d{4}-\d{1,2}-\d{1,2}/, (date) => "x".repeat(date.length)));
  if (found === null) return null;
  const [first, last] = [text.slice(0, found.index).trim(), text.slice(found.index + found[0].length).trim()];
  if (readTime(last) === null) return null;
  const half = /[ap]\.?m\.?$/i.exec(last)?.[0] ?? "";
  const start = [first, `${first} ${half}`].find((one) => readTime(one) !== null);
  return start === undefined ? null : { start, end: last };
}

/** Help for an informal clock time, alone or after a day. */
function clockHelp(text: string, needsDay: boolean, hours: ClockHours): Message | null {
  const day = meantDay(text);
  if (day === null) return null;
  const clock = meantClock(day.rest);
  const { write } = day;
  if (clock === null) {
    if (day.rest !== "" || write === null) return null;
    return say`Add the time, such as: ${trusted(write(EVENING, hours))}; the day begins at ${trusted(write(0, hours))}`;
  }
  const clocks = clocksOf(day.rest, clock, hours);
  if (write !== null) return didYouMean(clocks.map((one) => say`${trusted(write(one, hours))}`));
  const times = clocks.map((one) => showClock(one, hours));
  if (!needsDay) return didYouMean(times.map((time) => say`${trusted(`"${time}"`)}`));
  const starts =
    readTime(text) === null ? times.map((time) => say`${trusted(`Mon ${time}`)}`) : spellings(`Mon ${text.trim()}`, hours).map(asTyped);
  return say`Add the day, such as: ${joined(starts, " or ")}`;
}

const CURLY = /[“”„‘’‚«»]+/g;

/** A parsed day. `write` formats it with a clock time in minutes; 1440 is the following midnight. */
interface MeantDay {
  readonly write: ((clock: number, hours: ClockHours) => string) | null;
  /** The text after the day. */
  readonly rest: string;
}

function meantDay(text: string): MeantDay | null {
  const words = text.trim().toLowerCase();
  const [, name, afterName = ""] = /^([a-z]+)[.,]?\s+(\S.*)?$/s.exec(`${words} `) ?? [];
  if (name !== undefined && name !== "noon" && name !== "midnight") {
    const named = /^(?:[a-z]+\.?\s+\d{1,2}|\d{1,2}\s+[a-z]+\.?)(?:[a-z]{2})?(?:,?\s+2[01]\d\d)?$/.test(words) ? unclear(words) : null;
    if (named?.why === "no year") return null;
    // `Weds` and `Mondays`.
    const isWeekday = FULL_NAMES.some((full) => full.startsWith(name.replace(/s$/, "")) || full.startsWith(name));
    const weekday = WEEKDAYS.findIndex((one) => name.startsWith(one.toLowerCase()) && isWeekday);
    if (weekday < 0) return withDate(words);
    const write = (clock: number, hours: ClockHours) => `${WEEKDAYS[(weekday + Math.floor(clock / DAY)) % 7]} ${showClock(clock, hours)}`;
    return { write, rest: afterName.trim() };
  }
  return withDate(words) ?? { write: null, rest: words };
}

/** A full date alone, or an ISO date before something else. */
function withDate(words: string): MeantDay | null {
  const [, date, rest] = /^(\d{4}[-/.]\d{1,2}[-/.]\d{1,2})(?:[\st,]+(.*))?$/s.exec(words) ?? [];
  const day = date === undefined ? readDate(words) : readDate(date.replace(/[/.]/g, "-"));
  if (day === null) return null;
  const write = (clock: number, hours: ClockHours) =>
    `${writeDate(day + Math.floor(clock / DAY))}${hours === 24 ? "T" : " "}${showClock(clock, hours)}`;
  return { write, rest: (rest ?? "").trim() };
}

const FULL_NAMES = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/** Minutes after midnight of `9.30`, `18h00`, `1800`, `6p`, `noon`. */
function meantClock(text: string): number | null {
  if (text === "noon") return DAY / 2;
  if (text === "midnight") return DAY;
  const read = readTime(text);
  if (read !== null) return read.form === "clock" ? read.clock : null;
  const [, hours, minutes = "0", half] =
    /^(\d{1,2})(?:\s*[:.h]\s*(\d\d))?\s*([ap]\.?(?:m\.?)?)?$/.exec(text) ?? /^(\d\d)(\d\d)$/.exec(text) ?? [];
  if (hours === undefined) return null;
  const isAlone = half === undefined && /^\d{1,3}$/.test(text);
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (half.startsWith("p") ? 12 : 0);
  const isHalf = half === undefined || (Number(hours) >= 1 && Number(hours) <= 12);
  return isAlone || !isHalf || hour > 23 || Number(minutes) > 59 ? null : hour * 60 + Number(minutes);
}
