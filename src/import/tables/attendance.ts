/** Tables of attendees and of sessions: a row for each attendee of a session, or one for each session. */
import { count, type Message, say, trusted } from "../../message.ts";
import { titleOfCanceled } from "../canceled-title.ts";
import { cliniciansOf as cliniciansByName } from "../clinicians.ts";
import { codesIn } from "../codes.ts";
import type { Entry, EntryStatus, SourceCouple, SourcePatient } from "../entry.ts";
import { normalized } from "../glob.ts";
import { GENERAL_HEADINGS } from "../mapping/headings.ts";
import type { ColumnRole } from "../mapping/mapping.ts";
import type { Row } from "../source.ts";
import { normalizedHeading } from "./cells.ts";
import { type ListReader, listReader } from "./commas.ts";
import { ask, type Context, guess, settle } from "./findings.ts";
import { beginsWithCount, headcountIn } from "./headcounts.ts";
import { columnNamed, headingNames } from "./heading-row.ts";
import { type Hours, hoursReader } from "./hours.ts";
import { clinicianNames, coupleOf, readClient, withoutModality } from "./names.ts";
import { blankPatient, partnersByCouple, patientKey, patientName } from "./patients.ts";
import { rowStatus } from "./row-status.ts";
import { at, cellsOf, columnOfRole, has, hasRole, linesOf, type Section, textOf } from "./section.ts";
import { sortedOut } from "./sort-out.ts";

/** Reads the rows of a table of attendees or sessions into entries. */
export function readAttendance(section: Section, context: Context): void {
  const rows = sortedOut(section, context);
  const hours = hoursReader(section, rows, context);
  if (hours === null) {
    for (const row of rows) settle(context, at(section, context.file, row), "waits");
    return;
  }
  const together = togetherReader(section, context);
  const people =
    section.rows === "session"
      ? peopleOfSession(section, listReader(section, rows, context), context)
      : peopleOfAttendee(section, rows, context);
  const timeless: Row[] = [];
  let [couples, alone, canceled] = [0, 0, 0];
  for (const row of rows) {
    const location = at(section, context.file, row);
    const status = rowStatus(section, row, context);
    if (status === null) continue;
    if (status === "canceled" && (["title", "group"] as const).some((role) => titleOfCanceled(textOf(section, row, role)) !== null))
      canceled++;
    const read = hours.read(row);
    if ("why" in read) {
      if (status === "canceled") settle(context, location, "canceled");
      else {
        settle(context, location, "no-time", read.why);
        timeless.push(row);
      }
      continue;
    }
    const headcount = headcountIn(textOf(section, row, "headcount"), textOf(section, row, "couples"));
    const who = headcount === null ? noHeadcount(section, row) : people(row);
    if ("why" in who || headcount === null) {
      if (status === "canceled") settle(context, location, "canceled");
      else if ("waits" in who) settle(context, location, "waits", who.why);
      else settle(context, location, "not-understood", "why" in who ? who.why : undefined);
      continue;
    }
    const entry = entryOf(section, row, { context, status, hours: read, who, headcount, together: together?.(row, read) ?? null });
    context.found.entries.push(entry);
    couples += who.couples.length;
    if (/\b90847\b/.test(entry.code ?? "") && who.couples.length === 0 && who.patients.length === 1) alone++;
  }
  if (couples > 0 && !has(section, "partner") && !has(section, "couple") && context.mapping?.couples === undefined)
    guess(context, say`A client such as "A & B" or "A and B" is read as a couple: ${trusted(count(couples, "row"))}.`);
  if (canceled > 0) guess(context, say`A title that says canceled cancels the row: ${trusted(count(canceled, "row"))}.`);
  if (alone > 0)
    guess(
      context,
      say`${trusted(count(alone, "row"))} with the couples code 90847 ${trusted(alone === 1 ? "names" : "name")} one person. If each of these clients is a couple, write in the mapping how the names are joined, such as: couples: { joinedBy: " & " }`,
    );
  const isAsked = context.found.questions.some(({ code }) => code === "week");
  if (timeless.length > 0 && timeless.length === rows.length && !isAsked) askForTimes(section, timeless, context);
}

interface Who {
  readonly clinicians: readonly string[];
  readonly patients: readonly SourcePatient[];
  readonly couples: readonly SourceCouple[];
  readonly partner?: string;
}

interface NotRead {
  readonly why: Message;
  /** Whether a question about the row is open. */
  readonly waits?: true;
}

type Found = Who | NotRead;

interface Parts {
  readonly context: Context;
  readonly status: EntryStatus;
  readonly hours: Hours;
  readonly who: Who;
  readonly headcount: Entry["headcount"];
  readonly together: string | null;
}

function entryOf(section: Section, row: Row, { context, status, hours, who, headcount, together }: Parts): Entry {
  const [title, group] = (["title", "group"] as const).map((role) => {
    const text = textOf(section, row, role);
    return (titleOfCanceled(text) ?? text) || null;
  }) as [string | null, string | null];
  return {
    at: at(section, context.file, row),
    ...hours,
    ...who,
    headcount,
    title: title ?? group,
    group: group === null ? null : normalized(group),
    code: textOf(section, row, "cpt"),
    kind: textOf(section, row, "kind"),
    status,
    together,
  };
}

/** Why a row has no headcount: the first cell that is not one number. */
function noHeadcount(section: Section, row: Row): NotRead {
  const role = headcountIn(textOf(section, row, "headcount"), null) === null ? "headcount" : "couples";
  return {
    why: say`${trusted(columnOfRole(section, role))}, ${trusted(role)}, is not one number of ${trusted(role === "couples" ? "couples" : "patients or couples")}`,
  };
}

type ClinicianRole = "clinician" | "coClinician";

function isOfClinicians(role: ColumnRole): role is ClinicianRole {
  return role === "clinician" || role === "coClinician";
}

/** The clinicians of a row, both columns together. */
function cliniciansOf(section: Section, row: Row, context: Context): string[] {
  return [...new Set((["clinician", "coClinician"] as const).flatMap((role) => namesIn(section, row, role, context)))];
}

function namesIn(section: Section, row: Row, role: ClinicianRole, { mapping }: Context): string[] {
  return cellsOf(section, row, role).flatMap(({ text }) => clinicianNames(text, mapping?.clinicians));
}

/** Compares cells of clinicians: by the ids that the mapping gives them, so that two spellings of one name are equal. */
function clinicianComparer(section: Section, context: Context): (row: Row, role: ClinicianRole) => readonly string[] {
  const { key } = cliniciansByName(context.mapping?.clinicians, new Set());
  return (row, role) => [...new Set(namesIn(section, row, role, context).map(key))].sort();
}

function peopleOfAttendee(section: Section, rows: readonly Row[], context: Context) {
  const partnerOf = partnerReader(section, rows);
  const listed = new Set(rows.map((row) => patientKey(section, row)));
  const isOneColumn = section.columns.get("patient")?.length === 1;
  const mayCount = mayBeHeadcounts(section);
  return (row: Row): Found => {
    const clinicians = cliniciansOf(section, row, context);
    if (has(section, "clinician") && clinicians.length === 0)
      return { why: say`${trusted(columnOfRole(section, "clinician"))}, clinician, is blank` };
    const name = patientName(section, row);
    const key = patientKey(section, row);
    if (key === null) return { why: blankPatient(section) };
    if (mayCount && textOf(section, row, "record") === null && beginsWithCount(key)) return noName(section);
    const written = isOneColumn ? withoutModality(linesOf(section, row, "patient").trim()) || key : (name ?? key);
    const { partners, doubt } = readClient(name ?? key, context.mapping?.couples?.joinedBy, written);
    if (partners !== null) {
      // A record number of a couple is no number of one of the partners.
      const [one, other] = partners.map((each) => ({ key: each })) as [SourcePatient, SourcePatient];
      return { clinicians, patients: [], couples: [coupleOf(one, other)] };
    }
    if (doubt !== null) return doubtful(section, doubt);
    const partner = partnerOf(row, key);
    if (partner === null || partner === key) return { clinicians, patients: [{ key }], couples: [] };
    // A partner with rows of their own attends where these rows say so. One without any attends with the patient.
    return listed.has(partner)
      ? { clinicians, patients: [{ key }], couples: [], partner }
      : { clinicians, patients: [], couples: [coupleOf({ key }, { key: partner })] };
  };
}

/** Whether the heading of the patients, such as Clients, may also be that of headcounts. */
function mayBeHeadcounts({ columns, heading }: Section): boolean {
  return (columns.get("patient") ?? []).some((column) => {
    const name = normalizedHeading(heading?.cells[column]?.text ?? "");
    return (GENERAL_HEADINGS.headcount ?? []).some((one) => normalizedHeading(one) === name);
  });
}

function doubtful(section: Section, doubt: Message): NotRead {
  return { why: say`${trusted(columnOfRole(section, has(section, "patient") ? "patient" : "record"))}, patient, ${doubt}` };
}

/** A small number, alone or with more text, is a headcount or a record number. It is never the name of one patient. */
function noName(section: Section): NotRead {
  const column = trusted(columnOfRole(section, "patient"));
  return {
    why: say`${column}, patient, begins with a number and is no name; a mapping can name the column as headcount, or as record for record numbers`,
  };
}

/** The partner of the patient of a row, as a key; null if the table has none. */
function partnerReader(section: Section, rows: readonly Row[]): (row: Row, key: string) => string | null {
  const keys = new Map<string, Set<string>>();
  const partnerByCouple = partnersByCouple(section, rows);
  for (const row of rows) {
    const [name, key] = [patientName(section, row), patientKey(section, row)];
    if (key === null) continue;
    for (const word of name === null ? [key] : [key, name]) keys.set(word, (keys.get(word) ?? new Set()).add(key));
  }
  return (row, key) => {
    const written = textOf(section, row, "partner");
    if (written !== null) {
      // A partner may be written by a name where others have record numbers.
      const [only, another] = keys.get(written) ?? [];
      return only !== undefined && another === undefined ? only : written;
    }
    return partnerByCouple(row, key);
  };
}

/** The people of a session's row. Attendees whom the mapping has as clinicians are clinicians. */
function peopleOfSession(section: Section, listOf: ListReader, context: Context): (row: Row) => Found {
  return (row) => {
    const { clinicians: mapped = {}, couples: written } = context.mapping ?? {};
    const names = listOf(row);
    if (names === null) return { why: COMMA, waits: true };
    if (hasRole(section, row, "patient") && names.some(beginsWithCount)) return noName(section);
    const isClinician = (name: string) => Object.hasOwn(mapped, name);
    const clinicians = [...new Set([...cliniciansOf(section, row, context), ...names.filter(isClinician)])];
    const attending = names.filter((name) => !isClinician(name) && !clinicians.includes(name));
    const couples: SourceCouple[] = [];
    const patients: SourcePatient[] = [];
    for (const name of attending) {
      const { partners, doubt } = readClient(name, written?.joinedBy);
      if (doubt !== null) return doubtful(section, doubt);
      if (partners === null) patients.push({ key: name });
      else couples.push(coupleOf({ key: partners[0] }, { key: partners[1] }));
    }
    return { clinicians, patients, couples };
  };
}

const COMMA = say`a comma may be within a name, or between two`;

/** The values that make one session, by the columns that the mapping names; null without them. */
function togetherReader(section: Section, context: Context): ((row: Row, hours: Hours) => string) | null {
  const wanted = context.mapping?.session;
  if (wanted === undefined) return null;
  const names = section.heading === null ? new Map<string, number>() : headingNames(section.heading);
  const columns = wanted.map((name) => {
    const role = name as ColumnRole;
    if (has(section, role)) return { role, column: null };
    if (role === "start" || role === "end") return { role, column: null };
    const column = columnNamed(name, names);
    // A heading of a column that has a role means the same as the role.
    const [only] = [...section.columns].find(([, columns]) => columns.length === 1 && columns[0] === column) ?? [];
    return only === undefined ? { role: null, column } : { role: only, column: null };
  });
  if (columns.some(({ role, column }) => role === null && column === null)) {
    ask(context, {
      code: "columns",
      scope: "file",
      message: say`A column that \`session\` of the mapping names is not in the file.`,
      answer: say`Name roles that \`columns\` has, or headings of the file.`,
      at: [],
    });
    return null;
  }
  const staff = clinicianComparer(section, context);
  return (row, { start, end }) =>
    JSON.stringify(
      columns.map(({ role, column }) => {
        if (role === "start") return start;
        if (role === "end") return end;
        if (role !== null && isOfClinicians(role)) return staff(row, role);
        const text = (role === null ? row.cells[column as number]?.text : textOf(section, row, role)) ?? "";
        // A modifier such as -95 says how a patient was seen, not in which session.
        return role === "cpt" && codesIn(text).length > 0 ? codesIn(text) : normalized(text);
      }),
    );
}

function askForTimes(section: Section, rows: readonly Row[], context: Context): void {
  const location = rows.map((row) => at(section, context.file, row));
  ask(context, {
    code: "columns",
    scope: "file",
    message: say`No row has a readable date and time of day.`,
    answer: say`Name the columns in the mapping, such as: columns: { date: Date, start: Start Time }`,
    at: location,
  });
}
