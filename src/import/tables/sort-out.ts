/** Sorts out the rows of a table that give nothing: blank, hidden, total, repeated, shifted and duplicate ones. */
import { say, trusted } from "../../message.ts";
import { titleOfCanceled } from "../canceled-title.ts";
import { BLANK } from "../cell-text.ts";
import { columnLetters } from "../column-letters.ts";
import { fitsGlob } from "../glob.ts";
import type { ColumnRole } from "../mapping/mapping.ts";
import type { Row } from "../source.ts";
import { collapsed, filled, isBlank, isBlankRow, normalizedHeading } from "./cells.ts";
import { type Context, settle } from "./findings.ts";
import { isDated, momentIn } from "./moments.ts";
import { at, cellsOf, faultyColumn, has, hasRole, linesOf, type Section, textOf } from "./section.ts";
import { isStatusWord } from "./statuses.ts";

/** Roles whose cells are names or titles. */
const NAMES: readonly ColumnRole[] = ["patient", "partner", "clinician", "coClinician", "counselor", "title", "group"];

const TIMES: readonly ColumnRole[] = ["start", "date", "weekday", "joined"];

/** The rows that may give something. All others are settled. */
export function sortedOut(section: Section, context: Context): readonly Row[] {
  const seen = new Set<string>();
  const heading = section.heading === null ? null : textsOf(section.heading).map(normalizedHeading);
  return section.body.filter((row) => {
    const location = at(section, context.file, row);
    const out = (fate: Parameters<typeof settle>[2], detail?: Parameters<typeof settle>[3]) => {
      settle(context, location, fate, detail);
      return false;
    };
    if (row.isHidden) return out("hidden");
    if (isBlankRow(row)) return out("blank");
    const texts = textsOf(row);
    if (texts.length === heading?.length && texts.every((text, i) => normalizedHeading(text) === heading[i])) return out("heading");
    if (isTotal(section, row)) return out("total");
    const faulty = faultyColumn(section, row);
    if (faulty !== null) {
      const cell = trusted(`${columnLetters(faulty)}${row.line}`);
      return row.cells[faulty]?.fault === "no-value"
        ? out("not-understood", say`cell ${cell} is a formula without a stored value`)
        : out("not-understood", say`cell ${cell} has an error`);
    }
    if (isTooLong(section, row)) return out("not-understood", say`more cells than headings`);
    if (isShifted(section, row)) return out("not-understood", say`cells not under their headings`);
    const titles = [
      textOf(section, row, "title"),
      textOf(section, row, "group"),
      ...linesOf(section, row, "title").split("\n").map(collapsed),
    ];
    const leaveOut = context.mapping?.leaveOut ?? [];
    if (titles.some((title) => title !== null && leaveOut.some((glob) => fitsGlob(glob, title)))) return out("left-out");
    const whole = texts.join("\u0000");
    if (seen.has(whole)) return out("duplicate");
    seen.add(whole);
    return true;
  });
}

/** The texts of a row without the blank ones at its end. */
function textsOf({ cells }: Row): readonly string[] {
  const texts = cells.map(({ text }) => collapsed(text));
  return texts.slice(0, texts.findLastIndex((text) => text !== "") + 1);
}

const TOTAL = /^(?:(?:grand|sub|report|week|day|daily|weekly)[\s-]*)?(?:totals?|summary|averages?|count|subtotals?)\b/i;
const FIGURE = /^[$€£(]?\s*-?[\d.,]+\s*%?\)?$/;
const COUNTED = /^\d[\d,]*\s+\p{L}+(?:\s\p{L}+)?$/u;

/** A row of sums: `Total`, figures alone, or `230 clients, 9 clinicians` in each of its cells. A row with a date is not a row of sums. */
function isTotal(section: Section, row: Row): boolean {
  const isTimed = TIMES.some((role) =>
    cellsOf(section, row, role).some((cell) => !isBlank(cell) && !FIGURE.test(cell.text) && hasMoment(section, cell)),
  );
  const isSerial = TIMES.some((role) => cellsOf(section, row, role).some((cell) => cell.shownAs !== undefined));
  if (isTimed || isSerial) return false;
  const cells = filled(row);
  const [first] = cells;
  if (first === undefined) return false;
  if (TOTAL.test(first.text.trim())) return true;
  if (cells.length === 1 && FIGURE.test(first.text.trim())) return true;
  if (cells.every(({ text }) => COUNTED.test(text.trim()))) return true;
  const isKeyed = section.rows === "people" || TIMES.some((role) => hasRole(section, row, role));
  return !isKeyed && cells.every(({ text }) => FIGURE.test(text.trim()));
}

function hasMoment({ table }: Section, cell: Parameters<typeof momentIn>[0]): boolean {
  const written = momentIn(cell, table.isFrom1904);
  return written !== null && (written.date !== null || written.weekday !== null || written.start !== null);
}

/** In a CSV file a comma without quotes moves all cells behind it to the right. */
function isTooLong({ table, heading }: Section, { cells }: Row): boolean {
  if (table.format !== "csv" || heading === null) return false;
  return cells.slice(heading.cells.length).some((cell) => !isBlank(cell));
}

/** Roles whose cells are names of people. */
const PEOPLE: readonly ColumnRole[] = ["patient", "partner", "clinician", "coClinician", "counselor"];

/** A date or a code where a name belongs, no date where only dates belong, or a status in the column before that of statuses. */
function isShifted(section: Section, row: Row): boolean {
  if (NAMES.some((role) => cellsOf(section, row, role).some(isDated))) return true;
  const isOtherThanDate = (column: number) => {
    const cell = row.cells[column] ?? BLANK;
    return !isBlank(cell) && !isDated(cell) && momentIn(cell, section.table.isFrom1904)?.date == null;
  };
  if (section.dates.some(isOtherThanDate)) return true;
  const isCode = (role: ColumnRole) => CODE.test(textOf(section, row, role) ?? "");
  if (has(section, "cpt") && !isCode("cpt") && PEOPLE.some(isCode)) return true;
  const title = textOf(section, row, "title");
  return (
    has(section, "status") &&
    title !== null &&
    !hasRole(section, row, "status") &&
    isStatusWord(title) &&
    !KINDLIKE.test(title) &&
    !titleOfCanceled(title)
  );
}

/** A cell of nothing but a billing code. */
const CODE = /^(?:9\d{4}|[GHQST]\d{4})$/i;

/** Titles that are also words for a status. */
const KINDLIKE = /^(?:new|open|check in)$/i;
