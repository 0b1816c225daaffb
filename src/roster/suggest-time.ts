/** What a time that the format does not have was probably meant to be: `6pm` for `18:00`, `Monday 9:00` for `Mon 09:00`. */
import { type Message, say, trusted } from "../message.ts";
import { DAY, readDate, showClock, writeDate } from "./time.ts";
import { WEEKDAYS } from "./vocabulary.ts";

/** Advice on a mistyped time, or null where none can be given. `needsDay` is whether a clock time alone is not enough. */
export function timeHelp(text: string, needsDay: boolean): Message | null {
  if (CURLY.test(text)) return say`Use straight quotes (") instead of curly ones.`;
  if (SPECIAL_SPACE.test(text)) return say`Type the space in it again: it is a special one, such as a no-break space.`;
  const day = meantDay(text);
  if (day === null) return null;
  const clock = meantClock(day.rest);
  const { write } = day;
  if (clock === null) {
    if (day.rest !== "" || write === null) return null;
    return say`Add the time, such as: ${trusted(write(18 * 60))}; the day begins at ${trusted(write(0))}`;
  }
  // Midnight after the week's last day is not the first day's, which is what its name would mean as a start.
  if (day.isWeekday && clock === DAY && needsDay) return null;
  if (write !== null) return didYouMean(day.rest, clock, (minutes) => `\`${write(minutes)}\``);
  if (!needsDay) return didYouMean(day.rest, clock, (minutes) => `\`"${showClock(minutes % DAY)}"\``);
  const time = showClock(clock % DAY);
  return say`Say on which day, such as: ${trusted(`Mon ${time}`)}, or ${trusted(`2026-11-30T${time}`)}`;
}

/** Who writes `7:15` often has a clock of 12 hours in mind. */
function didYouMean(written: string, clock: number, show: (minutes: number) => string): Message {
  const isEitherHalf = /^[1-9]\D/.test(written) && !written.includes("m");
  const afternoon = isEitherHalf ? say`, or in the afternoon ${trusted(show(clock + DAY / 2))}` : [];
  return say`Did you mean ${trusted(show(clock))}${afternoon}?`;
}

const CURLY = /[“”„‘’‚«»]/;
const SPECIAL_SPACE = /[\u00a0\u2000-\u200b\u202f\u205f\u3000]/;

/** A day as somebody wrote it; `write` gives it with a clock in minutes, of which 1440 is midnight of the next day. */
interface MeantDay {
  readonly write: ((clock: number) => string) | null;
  readonly isWeekday: boolean;
  /** What stands after it. */
  readonly rest: string;
}

function meantDay(text: string): MeantDay | null {
  const words = text.trim().toLowerCase();
  const [, name, afterName = ""] = /^([a-z]+)[.,]?\s+(.*)$/s.exec(`${words} `) ?? [];
  if (name !== undefined && name !== "noon" && name !== "midnight") {
    const weekday = WEEKDAYS.findIndex((one) => name.startsWith(one.toLowerCase()) && FULL_NAMES.some((full) => full.startsWith(name)));
    if (weekday < 0) return null;
    const write = (clock: number) => `${WEEKDAYS[(weekday + Math.floor(clock / DAY)) % 7]} ${showClock(clock % DAY)}`;
    return { write, isWeekday: true, rest: afterName.trim() };
  }
  const [, year, month, date, rest] = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[\st,]+(.*))?$/s.exec(words) ?? [];
  if (year === undefined || month === undefined || date === undefined) return { write: null, isWeekday: false, rest: words };
  const day = readDate(`${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`);
  if (day === null) return null;
  const write = (clock: number) => `${writeDate(day + Math.floor(clock / DAY))}T${showClock(clock % DAY)}`;
  return { write, isWeekday: false, rest: (rest ?? "").trim() };
}

const FULL_NAMES = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/** Minutes after midnight of `6pm`, `6:30 p.m.`, `9:00`, `9.30`, `18h00`, `18:00:00`, `1800`, `noon`; 1440 for `24:00`. */
function meantClock(text: string): number | null {
  if (text === "noon") return DAY / 2;
  if (text === "midnight") return DAY;
  const [, hours, minutes = "0", half] =
    /^(\d{1,2})(?:\s*[:.h]\s*(\d\d)(?:[:.]00)?)?\s*([ap]\.?m\.?)?$/.exec(text) ?? /^(\d\d)(\d\d)$/.exec(text) ?? [];
  if (hours === undefined) return null;
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (half.startsWith("p") ? 12 : 0);
  const isClock = Number(minutes) < 60 && (hour < 24 || (hour === 24 && Number(minutes) === 0));
  // A number alone could mean anything.
  const isTime = isClock && (half === undefined ? /\D|\d{4}/.test(text) : Number(hours) >= 1 && Number(hours) <= 12);
  return isTime ? hour * 60 + Number(minutes) : null;
}
