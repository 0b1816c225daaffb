/** Client lists: a row for each patient, with the primary clinician, the state and the partner. */
import { say, trusted } from "../../message.ts";
import type { Row } from "../source.ts";
import { type Context, settle } from "./findings.ts";
import { doubtAbout, partnersIn } from "./names.ts";
import { at, columnOfRole, has, type Section, textOf } from "./section.ts";
import { sortedOut } from "./sort-out.ts";

/** Reads a client list into facts. */
export function readPeople(section: Section, context: Context): void {
  const rows = sortedOut(section, context);
  const partnerOf = partnersByCouple(section, rows);
  for (const row of rows) {
    const location = at(section, context.file, row);
    const name = textOf(section, row, "patient");
    const key = textOf(section, row, "record") ?? name;
    if (key === null) {
      settle(
        context,
        location,
        "not-understood",
        say`${trusted(columnOfRole(section, has(section, "record") ? "record" : "patient"))}, patient, is blank`,
      );
      continue;
    }
    const state = textOf(section, row, "state");
    const fact = {
      at: location,
      counselor: textOf(section, row, "counselor") ?? textOf(section, row, "clinician"),
      state: state !== null && /^[A-Za-z]{2}$/.test(state) ? state.toUpperCase() : null,
    };
    const both = partnersIn(name ?? key, context.mapping?.couples?.joinedBy);
    const doubt = both === null ? doubtAbout(name ?? key) : null;
    if (doubt !== null) {
      settle(
        context,
        location,
        "not-understood",
        say`${trusted(columnOfRole(section, name === null ? "record" : "patient"))}, patient, ${doubt}`,
      );
      continue;
    }
    if (both === null) context.found.facts.push({ ...fact, key, partner: textOf(section, row, "partner") ?? partnerOf(row, key) });
    else context.found.facts.push({ ...fact, key: both[0], partner: both[1] }, { ...fact, key: both[1], partner: both[0] });
  }
}

/** The partner of a patient, where the list gives a couple to exactly two patients. */
function partnersByCouple(section: Section, rows: readonly Row[]): (row: Row, key: string) => string | null {
  const members = new Map<string, Set<string>>();
  for (const row of rows) {
    const couple = textOf(section, row, "couple");
    const key = textOf(section, row, "record") ?? textOf(section, row, "patient");
    if (couple !== null && key !== null) members.set(couple, (members.get(couple) ?? new Set()).add(key));
  }
  return (row, key) => {
    const both = members.get(textOf(section, row, "couple") ?? "");
    return both?.size === 2 ? ([...both].find((one) => one !== key) ?? null) : null;
  };
}
