/** Dates that a workbook writes in ISO 8601 instead of as numbers. */
import { daysSince1970 } from "../../roster/read-time.ts";
import { serialOf } from "../serial-date.ts";
import type { Cell } from "../source.ts";

const ISO = /^(?:([1-9]\d{3})-(\d\d)-(\d\d))?(?:(?:^|T)(\d\d):(\d\d)(?::(\d\d(?:\.\d+)?))?Z?)?$/;

/** The serial number of `2026-11-30`, `2026-11-30T18:30:00` or `18:30:00`; null for other text. */
export function readIsoDate(text: string, isFrom1904: boolean): Required<Pick<Cell, "number" | "shownAs">> | null {
  const [whole, year, month, day, hours, minutes = "0", seconds = "0"] = ISO.exec(text) ?? [];
  if (whole === undefined || whole === "") return null;
  const fraction = (Number(hours ?? 0) * 3600 + Number(minutes) * 60 + Number(seconds)) / 86_400;
  if (fraction >= 1) return null;
  if (year === undefined) return { number: fraction, shownAs: "time" };
  const date = daysSince1970(Number(year), Number(month), Number(day));
  const number = date === null ? null : serialOf(date, fraction, isFrom1904);
  return number === null ? null : { number, shownAs: hours === undefined ? "date" : "date-time" };
}
