/** Who the patients of table rows are: their keys, and the partners that a column of couples gives them. */
import { type Message, say, trusted } from "../../message.ts";
import type { Row } from "../source.ts";
import { withoutModality } from "./names.ts";
import { columnOfRole, has, type Section, textOf } from "./section.ts";

/** The name of a patient, without how they attend; null if it is blank. */
export function patientName(section: Section, row: Row): string | null {
  const name = textOf(section, row, "patient");
  return name === null ? null : withoutModality(name);
}

/** What tells the patient of a row from others: the record number, else the name; null if both are blank. */
export function patientKey(section: Section, row: Row): string | null {
  return textOf(section, row, "record") ?? patientName(section, row);
}

/** Why a row without a patient key is not understood. */
export function blankPatient(section: Section): Message {
  return say`${trusted(columnOfRole(section, has(section, "record") ? "record" : "patient"))}, patient, is blank`;
}

/** The partner of a patient, as a key, if the rows give a couple to exactly two patients; else null. */
export function partnersByCouple(section: Section, rows: readonly Row[]): (row: Row, key: string) => string | null {
  const members = new Map<string, Set<string>>();
  for (const row of rows) {
    const [couple, key] = [textOf(section, row, "couple"), patientKey(section, row)];
    if (couple !== null && key !== null) members.set(couple, (members.get(couple) ?? new Set()).add(key));
  }
  return (row, key) => {
    const both = members.get(textOf(section, row, "couple") ?? "");
    return both?.size === 2 ? ([...both].find((one) => one !== key) ?? null) : null;
  };
}
