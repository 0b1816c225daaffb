/** Client lists: a row for each patient, with the primary clinician, the state and the partner. */
import { say, trusted } from "../../message.ts";
import { type Context, settle } from "./findings.ts";
import { readClient } from "./names.ts";
import { blankPatient, partnersByCouple, patientKey, patientName } from "./patients.ts";
import { at, columnOfRole, type Section, textOf } from "./section.ts";
import { sortedOut } from "./sort-out.ts";

/** Reads a client list into facts. */
export function readPeople(section: Section, context: Context): void {
  const rows = sortedOut(section, context);
  const partnerOf = partnersByCouple(section, rows);
  for (const row of rows) {
    const location = at(section, context.file, row);
    const name = patientName(section, row);
    const key = patientKey(section, row);
    if (key === null) {
      settle(context, location, "not-understood", blankPatient(section));
      continue;
    }
    const state = textOf(section, row, "state");
    const fact = {
      at: location,
      counselor: textOf(section, row, "counselor") ?? textOf(section, row, "clinician"),
      state: state !== null && /^[A-Za-z]{2}$/.test(state) ? state.toUpperCase() : null,
    };
    const { partners: both, doubt } = readClient(name ?? key, context.mapping?.couples?.joinedBy);
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
