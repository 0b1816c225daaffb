/** Headcounts in cells: one bare number, or a number with a word for patients or couples. What says more than that is no headcount. */
import type { Entry } from "../entry.ts";
import type { Cell } from "../source.ts";
import { isBlank } from "./cells.ts";
import { isPlaceholder } from "./placeholders.ts";

type Headcount = Entry["headcount"];

/** `7`, `7.0`, `7 clients`, `4 couples`. */
const COUNTED =
  /^(\d{1,4})(?:\.0{1,9})?(?:\s*(?:(patients?|pts?\.?|clients?|people|persons?|participants?|attendees?|members?)|(couples?)))?$/i;

/** The headcount in a cell of patients, and in one of couples; null if a cell says something else, such as `6 of 8` or `5-8`. */
export function headcountIn(ofPatients: string | null, ofCouples: string | null): Headcount | null {
  const counts: Headcount[] = [];
  if (ofPatients !== null) {
    const [, number, , couples] = COUNTED.exec(ofPatients.trim()) ?? [];
    if (number === undefined) return null;
    counts.push(couples === undefined ? { patients: Number(number) } : { couples: Number(number) });
  }
  if (ofCouples !== null) {
    const [, number, patients] = COUNTED.exec(ofCouples.trim()) ?? [];
    if (number === undefined || patients !== undefined) return null;
    counts.push({ couples: Number(number) });
  }
  const [one = {}, other = {}] = counts;
  // Couples in both cells are counted once, if the cells agree.
  if (one.couples !== undefined && other.couples !== undefined && one.couples !== other.couples) return null;
  return { ...one, ...other };
}

/** What the cells under a heading such as `Clients` hold: names or record numbers, headcounts, or both; null if no cell says it. */
export type Holds = "names" | "headcounts" | "both";

export function whatCellsHold(cells: readonly Cell[]): Holds | null {
  const texts = cells.filter((cell) => !isBlank(cell)).map(({ text }) => text.trim());
  const numbers = texts.filter(beginsWithCount).length;
  const names = texts.filter((text) => !beginsWithCount(text) && !isPlaceholder(text)).length;
  if (numbers > 0) return names > 0 ? "both" : "headcounts";
  return names > 0 ? "names" : null;
}

/** Whether a text begins with a number of people: one of at most three digits. `0042`, `1042` and longer ones are record numbers. */
export function beginsWithCount(text: string): boolean {
  return /^(?:0|[1-9]\d{0,2})(?!\d)/.test(text.trim());
}
