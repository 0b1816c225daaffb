/** Serial numbers of days, as spreadsheets store dates. */

const FROM_1900 = 25_569;
const FROM_1904 = 24_107;

/** The day of a serial number, in days since 1970-01-01, for dates after February 1900; a time that rounds to midnight is of the next day. */
export function serialDay(serial: number, isFrom1904: boolean): { readonly day: number; readonly hasTime: boolean } {
  const seconds = Math.round((serial - Math.floor(serial)) * 86_400);
  const whole = Math.floor(serial) + (seconds === 86_400 ? 1 : 0);
  return { day: whole - (isFrom1904 ? FROM_1904 : FROM_1900), hasTime: seconds % 86_400 !== 0 };
}
