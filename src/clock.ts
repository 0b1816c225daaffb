/** Formats clock times for reports. */

/** The clock of a roster: 12 if any of its times has am or pm, else 24. */
export type ClockHours = 12 | 24;

const MINUTES_OF_A_DAY = 24 * 60;

/** `18:00`, or `6:00 PM`, for a local minute. */
export function showClock(local: number, hours: ClockHours): string {
  const clock = ((local % MINUTES_OF_A_DAY) + MINUTES_OF_A_DAY) % MINUTES_OF_A_DAY;
  const hour = Math.floor(clock / 60);
  const minute = String(clock % 60).padStart(2, "0");
  if (hours === 24) return `${String(hour).padStart(2, "0")}:${minute}`;
  return `${hour % 12 === 0 ? 12 : hour % 12}:${minute} ${hour < 12 ? "AM" : "PM"}`;
}

/** The same for the end of a time span within one day: midnight is `24:00`. */
export function showClockOfDay(minutes: number, hours: ClockHours): string {
  return minutes === MINUTES_OF_A_DAY && hours === 24 ? "24:00" : showClock(minutes, hours);
}
