/** What a cell of a sheet holds: the value that its XML stores, as the text, number or date that it is. */
import { BLANK, cellText } from "../cell-text.ts";
import type { Cell } from "../source.ts";
import { readIsoDate } from "./iso-date.ts";
import type { NumberFormat } from "./number-format.ts";
import { withoutEscapes } from "./rich-text.ts";
import { damaged } from "./zip-directory.ts";

/** What the cells of a workbook refer to. */
export interface CellContext {
  /** The shared strings as cells; blank ones are `BLANK`. */
  readonly strings: readonly Cell[];
  readonly formats: readonly NumberFormat[];
  readonly isFrom1904: boolean;
  readonly isUncalculated: boolean;
}

/** A cell as its XML has it. The reader of a sheet fills it in. */
export interface StoredCell {
  /** `s` shared string, `inlineStr`, `str` text of a formula, `b` boolean, `e` error, `d` ISO date, `n` number. */
  readonly type: string;
  readonly style: number;
  hasFormula: boolean;
  /** Null without one, as is the inline text. */
  value: string | null;
  inlineText: string | null;
}

/** The cell; `BLANK` itself for a blank one. Throws a `Refusal` for a shared string that is not there. */
export function readCell(stored: StoredCell, context: CellContext): Cell {
  const { type, hasFormula, value, inlineText } = stored;
  if (hasFormula && lacksResult(stored, context)) return { text: "", fault: "no-value" };
  if (inlineText !== null) return textCell(inlineText);
  if (value === null || value === "") return BLANK;
  switch (type) {
    case "s":
      return sharedString(value, context.strings);
    case "b":
      return { text: value === "1" || value === "true" ? "TRUE" : "FALSE" };
    case "e":
      return { text: cellText(value), fault: "error" };
    case "d":
      return dateCell(value, context.isFrom1904);
    case "n":
      return numberCell(value, context.formats[stored.style]);
    default:
      return textCell(withoutEscapes(value));
  }
}

/** A formula that gives an empty text has a value, which is empty. */
function lacksResult({ type, value, inlineText }: StoredCell, { isUncalculated }: CellContext): boolean {
  if (inlineText !== null) return isUncalculated;
  return isUncalculated || value === null || (value.trim() === "" && type !== "str");
}

/** A cell of text, trimmed. */
export function textCell(raw: string): Cell {
  const text = cellText(raw);
  return text === "" ? BLANK : { text };
}

function sharedString(index: string, strings: readonly Cell[]): Cell {
  const cell = strings[Number(index)];
  if (cell === undefined) throw damaged();
  return cell;
}

function dateCell(value: string, isFrom1904: boolean): Cell {
  const text = cellText(value);
  const date = readIsoDate(text, isFrom1904);
  return date === null ? textCell(text) : { text, number: date.number, shownAs: date.shownAs };
}

const NUMBER = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:E[+-]?\d+)?\s*$/i;

function numberCell(value: string, format: NumberFormat | undefined): Cell {
  const number = NUMBER.test(value) ? Number(value) : Number.NaN;
  if (!Number.isFinite(number)) return textCell(value);
  // A number of JavaScript holds 15 digits for sure; a record number may have more.
  const digits = value.length > 15 && /^[1-9]\d+$/.test(value) ? value : decimal(number);
  const text = format === undefined ? digits : digits.padStart(format.digits, "0");
  return format?.shownAs === undefined ? { text, number } : { text, number, shownAs: format.shownAs };
}

/** The shortest decimal spelling, without an exponent: `0.0000001`, where JavaScript writes `1e-7`. */
function decimal(number: number): string {
  const text = String(number);
  if (!text.includes("e")) return text;
  const [, sign, digits, fraction = "", exponent] = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text) ?? [];
  const shift = Number(exponent);
  const all = `${digits}${fraction}`;
  return shift < 0 ? `${sign}0.${"0".repeat(-shift - 1)}${all}` : `${sign}${all.padEnd(shift + 1, "0")}`;
}
