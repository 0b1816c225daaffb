/** `ratio-audit capacity ROSTER`: how much more the week can bear. */
import { EXIT } from "../exit-code.ts";
import type { Streams } from "../io/streams.ts";
import { type CapacityOptions, capacityOf } from "../plan/capacity.ts";
import { type CapacityReport, capacityReport } from "../plan/report/capacity-report.ts";
import type { Report } from "../report/report.ts";
import type { Style } from "../report/style.ts";
import { readDate, weekdayNamed, weekdayOf } from "../roster/read-time.ts";
import { type Roster, startDay } from "../roster/roster.ts";
import { atParts, layoutOf, meantId, type OneRosterOptions, outputOf, readOneRoster, refuse, writeText } from "./one-roster.ts";
import { CAPACITY_FORMATS, type CapacityFormat } from "./plan-formats.ts";

export interface CapacityCommandOptions extends OneRosterOptions {
  readonly without?: readonly string[];
  readonly add?: readonly string[];
  readonly format?: CapacityFormat;
}

/** Writes the capacity of a roster; returns the exit code. A roster that cannot be audited is reported as by `check`. */
export async function capacity(file: string, options: CapacityCommandOptions, streams: Streams, noRoster: () => never): Promise<number> {
  const output = outputOf(CAPACITY_FORMATS, options);
  const read = await readOneRoster(file, output, CAPACITY_FORMATS, options, streams, noRoster);
  if (read === null) return EXIT.notAudited;
  const without = absencesIn(options.without ?? [], read.roster);
  if (typeof without === "string") return refuse(without, streams);
  const add = additionsIn(options.add ?? [], read.roster);
  if (typeof add === "string") return refuse(add, streams);
  const report = capacityReport({ ...read, capacity: capacityOf(read.roster, read.standards, { without }), add });
  const text = await textOf(output.format.name as CapacityFormat, report, read.report, await layoutOf(output, options, streams));
  return writeText(text, EXIT.ok, output, streams);
}

async function textOf(
  format: CapacityFormat,
  report: CapacityReport,
  audited: Report,
  layout: { width: number; style: Style },
): Promise<string> {
  if (format === "html") return [...(await import("../plan/report/capacity-html.ts")).capacityPage(report, audited)].join("");
  if (format === "json") return (await import("../plan/report/json.ts")).capacityJson(report);
  return (await import("../plan/report/capacity-text.ts")).capacityText(report, layout);
}

/** The absences of `--without CLINICIAN[@DAY]`, or why one of them is wrong. */
function absencesIn(written: readonly string[], roster: Roster): NonNullable<CapacityOptions["without"]> | string {
  const { clinicians } = roster;
  const form = "CLINICIAN or CLINICIAN@DAY, such as lee@Wed or lee@2026-12-02";
  const days = [...new Set(roster.sessions.filter(({ canceled }) => !canceled).map((session) => startDay(roster, session)))];
  const absences: { clinician: string; day: number | null }[] = [];
  for (const word of written) {
    const { clinician, at } = atParts(word, clinicians);
    if (!clinicians.some(({ id }) => id === clinician))
      return `--without names no clinician of the roster${meantId(clinician, clinicians, form)}`;
    if (at === null) {
      absences.push({ clinician, day: null });
      continue;
    }
    const date = readDate(at);
    const weekday = date === null ? weekdayNamed(at) : -1;
    const named = days.filter((day) => day === date || weekdayOf(day) === weekday);
    if (named.length === 0) return `--without names no day with sessions after the @; write ${form}`;
    if (named.length > 1) return "--without names a weekday that the roster has more than once; write its date, such as lee@2026-12-02";
    absences.push({ clinician, day: named[0] as number });
  }
  return absences;
}

/** The seats of `--add KIND=NUMBER` by kind, or why one of them is wrong. */
function additionsIn(written: readonly string[], { sessions }: Roster): Map<string, number> | string {
  const add = new Map<string, number>();
  for (const word of written) {
    const [, kind = "", number = ""] = /^(.+)=(\d{1,4})$/.exec(word) ?? [];
    if (kind === "" || Number(number) === 0) return "--add is written as KIND=NUMBER, such as group=3";
    if (!sessions.some((session) => session.kind === kind && !session.canceled))
      return `--add names a kind without sessions${meantId(
        kind,
        sessions.map((session) => ({ id: session.kind })),
        "KIND=NUMBER, such as group=3",
      )}`;
    add.set(kind, Number(number));
  }
  return add;
}
