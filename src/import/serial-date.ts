/** Dates and times as spreadsheets store them: days since 1900 or 1904, the time of day as their fraction. */

/** A time without seconds has `seconds` 0. */
export interface SerialTime {
  /** Days since 1970-01-01; null for a time of day without a date (a number below 1). */
  readonly day: number | null;
  /** Minutes since midnight, 0 to 1439. */
  readonly minutes: number;
  /** Seconds of that minute, 0 to 59. */
  readonly seconds: number;
}

const DAY_SECONDS = 24 * 60 * 60;

/** The last day that a spreadsheet knows, 9999-12-31, in days since 1970. */
const LAST_DAY = 2_932_896;

/** The serial numbers of 1970-01-01. */
const EPOCH_FROM_1900 = 25_569;
const EPOCH_FROM_1904 = 24_107;

/** The serial number of 1900-02-29, a day that only spreadsheets have. */
const LEAP_DAY_1900 = 60;

/** Reads a serial number, rounded to the second: 46356.7708333333 is 18:30:00. Null for a number that is not a date. */
export function readSerial(serial: number, isFrom1904: boolean): SerialTime | null {
  if (!(serial >= 0)) return null;
  const all = Math.round(serial * DAY_SECONDS);
  const count = Math.floor(all / DAY_SECONDS);
  const rest = all % DAY_SECONDS;
  const time = { minutes: Math.floor(rest / 60), seconds: rest % 60 };
  if (serial < 1) return { day: null, ...time };
  const day = isFrom1904 ? count - EPOCH_FROM_1904 : dayFrom1900(count);
  return day === null || day > LAST_DAY ? null : { day, ...time };
}

function dayFrom1900(count: number): number | null {
  if (count === LEAP_DAY_1900) return null;
  return count - EPOCH_FROM_1900 + (count < LEAP_DAY_1900 ? 1 : 0);
}

/** The serial number of a day since 1970 and a fraction of it; null before March 1900, where the two systems are not one. */
export function serialOf(day: number, fraction: number, isFrom1904: boolean): number | null {
  if (day + EPOCH_FROM_1900 <= LEAP_DAY_1900 || day > LAST_DAY) return null;
  return day + (isFrom1904 ? EPOCH_FROM_1904 : EPOCH_FROM_1900) + fraction;
}
