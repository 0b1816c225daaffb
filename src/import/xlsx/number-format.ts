/** What a number format shows a number as: a date, a time, a number with leading zeros. */
import type { Cell } from "../source.ts";

export interface NumberFormat {
  readonly shownAs: Cell["shownAs"];
  /** Digits to fill up with zeros, as in a record number: 5 for the format `00000`, which shows 42 as 00042. */
  readonly digits: number;
}

/** The formats that a workbook names by id only. Those from 27 on are of East Asian languages. */
const BUILT_IN: Readonly<Record<number, string>> = {
  14: "m/d/yyyy",
  15: "d-mmm-yy",
  16: "d-mmm",
  17: "mmm-yy",
  18: "h:mm AM/PM",
  19: "h:mm:ss AM/PM",
  20: "h:mm",
  21: "h:mm:ss",
  22: "m/d/yyyy h:mm",
  ...Object.fromEntries([27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58].map((id) => [id, "yyyy/m/d"])),
  32: "h:mm",
  33: "h:mm:ss",
  45: "mm:ss",
  46: "[h]:mm:ss",
  47: "mm:ss.0",
};

/** The code of a built-in format; General for the others, which show plain numbers. */
export function builtInCode(id: number): string {
  return BUILT_IN[id] ?? "General";
}

/** Reads a format code, such as `[$-409]ddd, mmm d h:mm AM/PM;@`. */
export function readFormat(code: string): NumberFormat {
  // Texts in quotation marks, and what follows a backslash, an underscore or an asterisk, are shown as they are.
  const [positive = ""] = code.replace(/"[^"]*"?|[\\_*]./gs, "").split(";");
  const digits = /^0{2,}$/.test(positive) ? positive.length : 0;
  if (/\[(?:h+|m+|s+)\]/i.test(positive)) return { shownAs: "duration", digits };
  const bare = positive.replace(/\[[^\]]*\]?/g, "");
  const hasHalves = /AM\/PM|A\/P/i.test(bare);
  const units =
    bare
      .replace(/AM\/PM|A\/P/gi, "")
      .toLowerCase()
      .match(/y+|m+|d+|h+|s+/g) ?? [];
  const isMinute = (unit: string, i: number) => unit.length <= 2 && (units[i - 1]?.startsWith("h") || units[i + 1]?.startsWith("s"));
  const isDate = units.some((unit, i) => /^[yd]/.test(unit) || (unit.startsWith("m") && !isMinute(unit, i)));
  const isTime = hasHalves || units.some((unit) => /^[hs]/.test(unit));
  if (isDate) return { shownAs: isTime ? "date-time" : "date", digits };
  return { shownAs: isTime ? "time" : undefined, digits };
}
