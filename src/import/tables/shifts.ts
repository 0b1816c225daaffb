/** Tables of shifts: a row for each time at which a clinician can work. */
import { say, trusted } from "../../message.ts";
import { type Context, settle } from "./findings.ts";
import { hoursReader } from "./hours.ts";
import { clinicianNames } from "./names.ts";
import { rowStatus } from "./row-status.ts";
import { at, columnOfRole, type Section, textOf } from "./section.ts";
import { sortedOut } from "./sort-out.ts";

/** Reads a table of shifts. */
export function readShifts(section: Section, context: Context): void {
  const rows = sortedOut(section, context);
  const hours = hoursReader(section, rows, context);
  for (const row of rows) {
    const location = at(section, context.file, row);
    if (hours === null) {
      settle(context, location, "waits");
      continue;
    }
    const status = rowStatus(section, row, context);
    if (status === null) continue;
    if (status === "canceled" || status === "no-show") {
      settle(context, location, "canceled");
      continue;
    }
    const names = clinicianNames(textOf(section, row, "clinician") ?? "", context.mapping?.clinicians);
    const read = hours.read(row);
    if (names.length === 0)
      settle(context, location, "not-understood", say`${trusted(columnOfRole(section, "clinician"))}, clinician, is blank`);
    else if ("why" in read) settle(context, location, "no-time", read.why);
    else if (read.end === null) settle(context, location, "no-time", say`the end is missing`);
    else for (const clinician of names) context.found.shifts.push({ at: location, clinician, start: read.start, end: read.end });
  }
}
