/** Participants of a video call: a row each time that a person joined. The mapping names the clinicians. */
import { type Message, say, trusted } from "../../message.ts";
import { DAY } from "../../roster/read-time.ts";
import type { Entry, SourceTime } from "../entry.ts";
import type { Row } from "../source.ts";
import { ask, type Context, guess, settle } from "./findings.ts";
import { hoursReader } from "./hours.ts";
import { coupleOf, readClient } from "./names.ts";
import { rowStatus } from "./row-status.ts";
import { at, cellsOf, columnOfRole, type Section, textOf } from "./section.ts";
import { sortedOut } from "./sort-out.ts";

interface Stay {
  readonly row: Row;
  readonly key: string;
  readonly from: SourceTime;
  readonly until: SourceTime;
}

/** Reads stays into entries: one for each row, all of one session. */
export function readStays(section: Section, context: Context): void {
  const rows = sortedOut(section, context);
  const hours = hoursReader(section, rows, context);
  if (hours === null) {
    for (const row of rows) settle(context, at(section, context.file, row), "waits");
    return;
  }
  const { meeting } = section;
  const place = (row: Row) => at(section, context.file, row);
  const dated = meeting?.start[0] === undefined ? [] : meeting.start.slice(0, 1);
  const stays: Stay[] = [];
  for (const row of rows) {
    const status = rowStatus(section, row, context);
    if (status === null) continue;
    if (status === "canceled" || status === "no-show") {
      settle(context, place(row), status);
      continue;
    }
    // As the mapping has the names of clinicians.
    const key = textOf(section, row, "record") ?? textOf(section, row, "patient");
    const time = (role: "joined" | "left") =>
      hours.moment(cellsOf(section, row, role), place(row)) ?? hours.moment([...dated, ...cellsOf(section, row, role)], place(row));
    const [from, until] = [time("joined"), time("left")];
    if (key === null) settle(context, place(row), "not-understood", say`${trusted(columnOfRole(section, "patient"))}, the name, is blank`);
    else if (from === null || until === null) settle(context, place(row), "no-time", say`unreadable times of joining and leaving`);
    else if (until.local < from.local) settle(context, place(row), "no-time", say`the end is before the start`);
    else if (until.local === from.local) settle(context, place(row), "does-not-attend", say`the stay is shorter than a minute`);
    else {
      const doubt = doubtAboutPerson(textOf(section, row, "patient") ?? key, context);
      if (doubt === null) stays.push({ row, key, from, until });
      else settle(context, place(row), "not-understood", say`${trusted(columnOfRole(section, "patient"))}, the name, ${doubt}`);
    }
  }
  if (stays.length === 0) return;
  const session = sessionOf(stays, section, context, hours.moment);
  for (const stay of stays) context.found.entries.push(entryOf(stay, session, section, context));
  askForClinicians(stays, section, context);
}

/** What may be wrong with a name that is neither a clinician's nor a couple's; null for the name of one person. */
function doubtAboutPerson(name: string, { mapping }: Context): Message | null {
  return Object.hasOwn(mapping?.clinicians ?? {}, name) ? null : readClient(name, mapping?.couples?.joinedBy).doubt;
}

interface Session {
  readonly start: SourceTime;
  readonly end: SourceTime;
  readonly title: string;
  readonly group: string;
}

/** The session of all stays: as the facts of the meeting have it, else from the first to the last. */
function sessionOf(
  stays: readonly Stay[],
  section: Section,
  context: Context,
  moment: NonNullable<ReturnType<typeof hoursReader>>["moment"],
): Session {
  const { meeting, table } = section;
  const first = stays.map(({ from }) => from).reduce((a, b) => (b.local < a.local ? b : a));
  const last = stays.map(({ until }) => until).reduce((a, b) => (b.local > a.local ? b : a));
  const location = at(section, context.file, (stays[0] as Stay).row);
  const start = meeting === null ? null : moment(meeting.start, location);
  const end = meeting === null ? null : moment(meeting.end, location);
  const isStated = start !== null && end !== null && end.local > start.local && end.local - start.local <= DAY;
  if (!isStated)
    guess(context, say`The file does not say when the session begins and ends, so it lasts from the first join to the last leave.`);
  const title = meeting?.title ?? "";
  const group = JSON.stringify([meeting?.id ?? title, table.sheet?.number ?? 0, section.heading?.line ?? 0]);
  return { start: isStated ? start : first, end: isStated ? end : last, title, group };
}

function entryOf({ row, key, from, until }: Stay, { start, end, title, group }: Session, section: Section, context: Context): Entry {
  const isClinician = Object.hasOwn(context.mapping?.clinicians ?? {}, key);
  const stay = {
    from: from.local < start.local ? start : from,
    until: until.local > end.local ? end : until,
  };
  const isWhole = stay.from.local <= start.local && stay.until.local >= end.local;
  const partners = isClinician ? null : readClient(key, context.mapping?.couples?.joinedBy).partners;
  const patient = (one: string) => (isWhole ? { key: one } : { key: one, stay });
  return {
    at: at(section, context.file, row),
    start,
    end,
    clinicians: isClinician ? [key] : [],
    ...(isClinician && !isWhole ? { clinicianStay: stay } : {}),
    patients: isClinician || partners !== null ? [] : [patient(key)],
    couples: partners === null ? [] : [coupleOf(patient(partners[0]), patient(partners[1]))],
    headcount: {},
    title,
    group,
    code: null,
    kind: null,
    status: "attended",
    together: null,
  };
}

/** A list of participants does not say who the clinicians are. */
function askForClinicians(stays: readonly Stay[], section: Section, context: Context): void {
  const known = context.mapping?.clinicians ?? {};
  if (stays.some(({ key }) => Object.hasOwn(known, key))) return;
  ask(context, {
    code: "roles",
    scope: "file",
    message: say`No participant is a known clinician.`,
    answer: say`Write the clinicians in the mapping by the names that the report has, such as: clinicians: { NAME: { id: lee, roles: [therapist] } }`,
    at: stays.slice(0, 1).map(({ row }) => at(section, context.file, row)),
  });
}
