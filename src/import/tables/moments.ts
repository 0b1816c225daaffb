/** The date and time in a cell, before the order of its date is known. */
import { readSerial } from "../serial-date.ts";
import type { Cell } from "../source.ts";
import { collapsed, isBlank } from "./cells.ts";
import { dateIn, type WrittenDate } from "./dates.ts";
import { type Clock, readClocks } from "./times.ts";

export interface WrittenMoment {
  readonly date: WrittenDate | null;
  readonly weekday: number | null;
  readonly start: Clock | null;
  readonly end: Clock | null;
  /** Minutes ahead of UTC. */
  readonly offset: number | null;
}

const NOTHING: WrittenMoment = { date: null, weekday: null, start: null, end: null, offset: null };

/** Serial numbers of the days from 2000 to 2199, whichever year they count from. */
const MIN_SERIAL = 35_000;
const MAX_SERIAL = 110_000;

/** What a cell says of a time; null if it is filled and says nothing of one. */
export function momentIn(cell: Cell, isFrom1904: boolean): WrittenMoment | null {
  if (cell.fault !== undefined) return null;
  if (isBlank(cell)) return NOTHING;
  const number = cell.number ?? (/^\d{5}(?:\.\d+)?$|^0?\.\d+$/.test(cell.text.trim()) ? Number(cell.text) : undefined);
  if (number !== undefined) {
    const found = momentOfNumber(number, cell.shownAs, isFrom1904);
    if (found !== null || cell.shownAs !== undefined) return found;
  }
  const text = collapsed(cell.text).slice(0, 100);
  const found = dateIn(text);
  if (found === null) {
    const clocks = readClocks(text);
    return clocks === null ? null : { ...NOTHING, ...clocks };
  }
  const { date, weekday, rest, isInstant } = found;
  if (rest === "") return { ...NOTHING, date, weekday };
  const clocks = readClocks(rest, isInstant);
  return clocks === null ? null : { date, weekday, ...clocks };
}

function momentOfNumber(number: number, shownAs: Cell["shownAs"], isFrom1904: boolean): WrittenMoment | null {
  const isTime = number >= 0 && number < 1;
  if (shownAs === "duration" || !(isTime || (number >= MIN_SERIAL && number <= MAX_SERIAL))) return null;
  const serial = readSerial(number, isFrom1904);
  if (serial === null) return null;
  const { day, minutes, seconds } = serial;
  const date: WrittenDate | null = day === null ? null : { form: "day", day };
  // A whole number is a date without a time, unless its format shows one.
  const hasTime = day === null || minutes > 0 || seconds > 0 || shownAs === "date-time";
  return { ...NOTHING, date, start: hasTime ? { minutes, half: null, is24: true } : null };
}

/** Several cells read together: the date of one and the time of another. Null if one of them says nothing of a time. */
export function momentOfCells(cells: readonly Cell[], isFrom1904: boolean): WrittenMoment | null {
  let all = NOTHING;
  for (const cell of cells) {
    const one = momentIn(cell, isFrom1904);
    if (one === null) return null;
    all = {
      date: all.date ?? one.date,
      weekday: all.weekday ?? one.weekday,
      start: all.start ?? one.start,
      end: all.end ?? one.end,
      offset: all.offset ?? one.offset,
    };
  }
  return all;
}

const FULL_DATE = /^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}([-/.])\d{1,2}\1(?:\d{4}|\d{2}))(?=$|[\sT,])/;

/** Whether a cell holds a full date of any century, such as one in the place of a name. */
export function isDated(cell: Cell): boolean {
  if (cell.shownAs === "date" || cell.shownAs === "date-time") return true;
  return cell.number === undefined && FULL_DATE.test(collapsed(cell.text));
}
