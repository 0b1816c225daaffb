/** Heading rows: which rows are some, and the names of their columns. */
import {
  DATE_HEADINGS,
  FLAG_HEADINGS,
  GENERAL_HEADINGS,
  KNOWN_EXPORTS,
  MEETING_FACTS,
  NAME_PAIRS,
  ZONE_HEADINGS,
} from "../mapping/headings.ts";
import type { Cell, Row, Table } from "../source.ts";
import { columnAt, filled, normalizedHeading } from "./cells.ts";
import { momentIn } from "./moments.ts";

/** The headings that are known, in their normalized form. */
const KNOWN: ReadonlySet<string> = new Set(
  [
    ...KNOWN_EXPORTS.flatMap(({ signature, columns }) => [...signature, ...Object.values(columns).flat()]),
    ...Object.values(GENERAL_HEADINGS).flat(),
    ...NAME_PAIRS.flat(),
    ...Object.keys(FLAG_HEADINGS),
    ...DATE_HEADINGS,
    ...ZONE_HEADINGS,
    ...Object.values(MEETING_FACTS).flat(),
  ].map(normalizedHeading),
);

/** The columns whose heading is known. */
export function knownColumns(names: ReadonlyMap<string, number>): ReadonlySet<number> {
  return new Set([...names].flatMap(([name, column]) => (KNOWN.has(name) ? [column] : [])));
}

/** The columns of a heading row by normalized name: the second one of a name ends with a 2, as in `Paid 2`. */
export function headingNames(heading: Row): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  const names = new Map<string, number>();
  const numbered: [string, number][] = [];
  for (const [column, { text }] of heading.cells.entries()) {
    const name = normalizedHeading(text);
    if (name === "") continue;
    const time = (times.get(name) ?? 0) + 1;
    times.set(name, time);
    if (time === 1) names.set(name, column);
    else numbered.push([`${name} ${time}`, column]);
  }
  for (const [name, column] of numbered) if (!names.has(name)) names.set(name, column);
  return names;
}

/** The column that a heading or `column C` names; null if the row has none. */
export function columnNamed(name: string, names: ReadonlyMap<string, number>): number | null {
  return columnAt(name) ?? names.get(normalizedHeading(name)) ?? null;
}

/** Whether a row is made of headings: four of them are known, or two among few others, and none is a date, time or number. */
export function isHeadingRow(row: Row, { isFrom1904 }: Table): boolean {
  const cells = filled(row);
  if (cells.some(({ text, number }) => number !== undefined || /^\d/.test(text))) return false;
  const known = new Set(cells.map(({ text }) => normalizedHeading(text)).filter((name) => KNOWN.has(name)));
  const isEnough = known.size >= 4 || (known.size >= 2 && known.size * 3 >= cells.length);
  return isEnough && !cells.some((cell) => isValue(cell, isFrom1904));
}

function isValue(cell: Cell, isFrom1904: boolean): boolean {
  if (cell.number !== undefined || /^\d+(?:[.,]\d+)?$/.test(cell.text.trim())) return true;
  const written = momentIn(cell, isFrom1904);
  return written !== null && (written.date !== null || written.start !== null);
}
