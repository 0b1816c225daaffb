/** Help for times and dates without a single meaning. Every example uses the value as written. */
import { showClock } from "../clock.ts";
import { joined, type Message, say, trusted, untrusted } from "../message.ts";
import { DAY, daysSince1970, MONTHS, type MonthDay, readDate, readTime, type Unclear, unclear, weekdayOf } from "./read-time.ts";
import { showDate, writeDate } from "./time.ts";
import { MAX_TEXT_LENGTH, WEEKDAYS } from "./vocabulary.ts";
import { meantZones } from "./zone.ts";

/** Help for a time; null if there is none. `needsDay` is true if a clock time needs a day before it. */
export function timeHelp(text: string, needsDay: boolean): Message | null {
  if (text.length > MAX_TEXT_LENGTH) return null;
  if (CURLY.test(text)) return say`Use straight quotes (") instead of curly ones.`;
  const doubt = unclear(text);
  if (doubt?.why === "no year") return readTime(text) === null ? say`Add the time, such as: ${untrusted(`${text.trim()} 18:00`)}` : null;
  if (doubt !== null) return unclearHelp(text, doubt);
  return zoneHelp(text, needsDay) ?? rangeHelp(text) ?? clockHelp(text, needsDay);
}

/** Help for a date without a clock time; null if there is none. */
export function dateHelp(text: string): Message | null {
  if (text.length > MAX_TEXT_LENGTH) return null;
  const doubt = unclear(text);
  if (doubt !== null) return unclearHelp(text, doubt);
  const [, one, other] = /^\s*(\d{1,2})\/(\d{1,2})\s*$/.exec(text) ?? [];
  if (one !== undefined && other !== undefined) {
    const readings = [...new Set([`${one}/${other}`, `${other}/${one}`])].flatMap((written) => {
      const found = unclear(`${MONTHS[Number(written.split("/")[0]) - 1]} ${written.split("/")[1]}`);
      return found?.why === "no year" ? [trusted(`YYYY-${twoDigits(found.day.month)}-${twoDigits(found.day.date)}`)] : [];
    });
    return readings.length === 0
      ? null
      : say`Add the year. Write ${joined(
          readings.map((reading) => [reading]),
          ", or ",
        )}.`;
  }
  const day = readDate(text.replace(/[./]/g, "-").replace(/[T\s]+\d\d:\d\d.*$/, ""));
  return day === null ? null : say`Did you mean ${trusted(writeDate(day))}?`;
}

function unclearHelp(text: string, doubt: Unclear): Message {
  switch (doubt.why) {
    case "two readings": {
      const [one, other] = doubt.days;
      return say`\`${untrusted(text.trim())}\` has two readings. Write ${trusted(asIso(one))}, or ${trusted(asIso(other))}.`;
    }
    case "other weekday":
      return say`${trusted(showDate(doubt.day * DAY))} is that date. Correct the weekday or the date.`;
    case "no year":
      return say`Add the year, such as: ${trusted(`YYYY-${twoDigits(doubt.day.month)}-${twoDigits(doubt.day.date)}`)}`;
  }
}

/** `2026-12-07 (a Monday)`. */
function asIso(day: number): string {
  const weekday = FULL_NAMES[weekdayOf(day)] as string;
  return `${writeDate(day)} (a ${weekday.charAt(0).toUpperCase()}${weekday.slice(1)})`;
}

const twoDigits = (number: number) => String(number).padStart(2, "0");

/** `2026-12-14` for `Dec 14`, in the year that is closest to a week. */
export function nearestDate({ month, date }: MonthDay, week: number): string {
  const year = Number(writeDate(week).slice(0, 4));
  const days = [year - 1, year, year + 1].flatMap((one) => daysSince1970(one, month, date) ?? []);
  const [nearest] = days.sort((a, b) => Math.abs(a - week) - Math.abs(b - week));
  return nearest === undefined ? `YYYY-${twoDigits(month)}-${twoDigits(date)}` : writeDate(nearest);
}

/** Help for `18:00 EST`. */
function zoneHelp(text: string, needsDay: boolean): Message | null {
  const words = text.trimEnd();
  const at = Math.max(words.lastIndexOf(" "), words.lastIndexOf("\t")) + 1;
  const word = words.slice(at).replace(/^\(|\)$/g, "");
  const [zone] = meantZones(word);
  const time = words.slice(0, at).trim();
  if (zone === undefined || (readTime(time) === null && clockHelp(time, needsDay) === null)) return null;
  return say`Delete \`${untrusted(word)}\` here and write the time zone once, at the top: timezone: ${trusted(zone)}`;
}

/** Help for `Mon 18:00-19:30`. */
function rangeHelp(text: string): Message | null {
  const found = /[-–—]|\bto\b/i.exec(text.replace(/^\s*\d{4}-\d{1,2}-\d{1,2}/, (date) => "x".repeat(date.length)));
  if (found === null) return null;
  const [first, last] = [text.slice(0, found.index).trim(), text.slice(found.index + found[0].length).trim()];
  if (readTime(last) === null) return null;
  const half = /[ap]\.?m\.?$/i.exec(last)?.[0] ?? "";
  const start = [first, `${first} ${half}`].find((one) => readTime(one) !== null);
  if (start === undefined) return null;
  return say`Write the start and the end in two keys: \`start: ${untrusted(start)}\` and \`end: "${untrusted(last)}"\`.`;
}

/** Help for an informal clock time, alone or after a day. */
function clockHelp(text: string, needsDay: boolean): Message | null {
  const day = meantDay(text);
  if (day === null) return null;
  const clock = meantClock(day.rest);
  const { write } = day;
  if (clock === null) {
    if (day.rest !== "" || write === null) return null;
    return say`Add the time, such as: ${trusted(write(18 * 60))}; the day begins at ${trusted(write(0))}`;
  }
  if (write !== null) return say`Did you mean \`${trusted(write(clock))}\`?`;
  const time = showClock(clock, 24);
  const asWritten = readTime(text) === null ? trusted(`Mon ${time}`) : untrusted(`Mon ${text.trim()}`);
  return needsDay ? say`Add the day, such as: ${asWritten}` : say`Did you mean \`${trusted(`"${time}"`)}\`?`;
}

const CURLY = /[“”„‘’‚«»]/;

/** A parsed day. `write` formats it with a clock time in minutes; 1440 is the following midnight. */
interface MeantDay {
  readonly write: ((clock: number) => string) | null;
  /** The text after the day. */
  readonly rest: string;
}

function meantDay(text: string): MeantDay | null {
  const words = text.trim().toLowerCase();
  const [, name, afterName = ""] = /^([a-z]+)[.,]?\s+(\S.*)?$/s.exec(`${words} `) ?? [];
  if (name !== undefined && name !== "noon" && name !== "midnight") {
    const named = /^(?:[a-z]+\.?\s+\d{1,2}|\d{1,2}\s+[a-z]+\.?)(?:[a-z]{2})?(?:,?\s+2[01]\d\d)?$/.test(words) ? unclear(words) : null;
    if (named?.why === "no year") return null;
    const weekday = WEEKDAYS.findIndex((one) => name.startsWith(one.toLowerCase()) && FULL_NAMES.some((full) => full.startsWith(name)));
    if (weekday < 0) return withDate(words);
    const write = (clock: number) => `${WEEKDAYS[(weekday + Math.floor(clock / DAY)) % 7]} ${showClock(clock, 24)}`;
    return { write, rest: afterName.trim() };
  }
  return withDate(words) ?? { write: null, rest: words };
}

/** A full date alone, or an ISO date before something else. */
function withDate(words: string): MeantDay | null {
  const [, date, rest] = /^(\d{4}[-/.]\d{1,2}[-/.]\d{1,2})(?:[\st,]+(.*))?$/s.exec(words) ?? [];
  const day = date === undefined ? readDate(words) : readDate(date.replace(/[/.]/g, "-"));
  if (day === null) return null;
  const write = (clock: number) => `${writeDate(day + Math.floor(clock / DAY))}T${showClock(clock, 24)}`;
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
