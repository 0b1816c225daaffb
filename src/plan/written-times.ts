/** Writes moments of a session as the author of the roster writes times. */
import { showClock } from "../clock.ts";
import { ProblemCollector } from "../roster/problem-collector.ts";
import { readTime } from "../roster/read-time.ts";
import { TimeResolver } from "../roster/resolve-time.ts";
import { localTime, type Roster, type Session } from "../roster/roster.ts";
import { writeLocal } from "../roster/time.ts";

/** Writes a moment in a session; `model` is the time that it replaces, or null. */
export type WriteTime = (session: Session, moment: number, model: string | null) => string;

const TWELVE_HOURS = /(?<!\d)(\d{1,2})(?::\d\d)?(?::00(?:\.0+)?)?(\s*)([ap])(\.?m\b\.?)/i;
const CLOCK = /(?<!\d)\d{1,2}:\d\d(?::00(?:\.0+)?)?/;

/** A function that writes times of a roster, whose text is given, as `from` and `until`. It throws if no spelling is read as the moment. */
export function timeWriter(roster: Roster, text: string): WriteTime {
  const resolver = new TimeResolver(roster, new ProblemCollector([]));
  const usual = (roster.clockHours === 12 ? TWELVE_HOURS.exec(text)?.[0] : undefined) ?? showClock(0, roster.clockHours);
  return (session, moment, model) => {
    const local = localTime(roster, session, moment);
    const offset = writeLocal(local) + writeOffset(local - moment);
    const like = (spelling: string) => withClock(spelling, local);
    const bare = [like(usual), writeLocal(local)];
    // Without a time zone, times either all have an offset, or none has.
    const candidates = [...(model === null ? [] : [like(model)]), ...(session.writtenOffset === null ? bare : []), offset];
    const isMoment = (spelling: string) =>
      (session.writtenOffset === null || readTime(spelling)?.form === "offset") &&
      resolver.since(spelling, { moment: session.from, offset: null }, [], "from")?.moment === moment;
    const written = candidates.find(isMoment);
    if (written === undefined) throw new Error("a moment of a session cannot be written");
    return written;
  };
}

/** A spelling of a time with another clock: `Mon 18:30` with that of 18:45 is `Mon 18:45`. */
function withClock(spelling: string, local: number): string {
  if (!TWELVE_HOURS.test(spelling)) return spelling.replace(CLOCK, showClock(local, 24));
  const [clock, half] = showClock(local, 12).split(" ") as [string, string];
  return spelling.replace(TWELVE_HOURS, (_, _hour, space: string, letter: string, rest: string) => {
    const isLower = letter === letter.toLowerCase();
    return `${clock}${space}${isLower ? half.charAt(0).toLowerCase() : half.charAt(0)}${rest}`;
  });
}

/** `-05:00` for the minutes from UTC to local time. */
function writeOffset(minutes: number): string {
  const size = Math.abs(minutes);
  const two = (part: number) => String(part).padStart(2, "0");
  return `${minutes < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
