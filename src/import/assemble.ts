/** From what files say to a roster: clinicians and zone, times, sessions, people, account; then the text, unless a question is open. */

import { list, mapping as mappingOf } from "../document/untyped.ts";
import { addTo, groupedBy } from "../grouped.ts";
import { listed, type Message, say, trusted } from "../message.ts";
import { idMatcher } from "../roster/id-matcher.ts";
import { merged } from "../roster/intervals.ts";
import type { Interval } from "../roster/roster.ts";
import { KINDS, ROLES } from "../roster/vocabulary.ts";
import { WALL_CLOCK, type Zone, zoneNamed } from "../roster/zone.ts";
import { type Account, accountOf, isBeyondOpenRows, type PeopleCounts } from "./account.ts";
import { type Base, NO_BASE } from "./base.ts";
import { type Clinicians, cliniciansOf, whichRoles } from "./clinicians.ts";
import { momentOf } from "./clock.ts";
import { codesIn } from "./codes.ts";
import type { Entry, Guess, PatientFact, Question, Reading, SettledRow, Shift } from "./entry.ts";
import { normalized } from "./glob.ts";
import { type Key, NO_KEY } from "./key.ts";
import { kindOf, lengthTitles } from "./kinds.ts";
import { locationsInWords } from "./locations.ts";
import type { Mapping } from "./mapping/mapping.ts";
import { numberPeople, type People } from "./people.ts";
import { placeEntries } from "./place.ts";
import { type As, regroup, type SessionRows } from "./regroup.ts";
import { rosterSections, rosterText } from "./roster-text.ts";
import { partnersUnknown } from "./session-questions.ts";
import { codesOf, type Gaps } from "./skeleton.ts";
import { isInWeek } from "./weeks.ts";

export interface AssembleOptions {
  /** The mapping that was used. */
  readonly mapping: Mapping;
  readonly week: number | null;
  readonly timezone: string | null;
  readonly as: As;
  readonly key: Key | null;
  readonly base: Base;
}

export interface Assembled {
  /** The roster; null if a question about the whole file is open, or there is no session. */
  readonly roster: string | null;
  readonly sessions: number;
  readonly counts: PeopleCounts;
  readonly account: Account;
  readonly questions: readonly Question[];
  readonly guesses: readonly Guess[];
  /** People whom the base does not know, as tokens and ids of clinicians. */
  readonly added: readonly Message[];
  readonly gaps: Gaps;
  /** The key with everybody of this import. */
  readonly key: Key;
}

/** Assembles a roster from readings. */
export function assemble(readings: readonly Reading[], options: AssembleOptions): Assembled {
  const { mapping, base, as } = options;
  const entries = readings.flatMap((reading) => reading.entries);
  const shifts = readings.flatMap((reading) => reading.shifts);
  const facts = readings.flatMap((reading) => reading.facts);
  const { timezone, zone, questions: zoneQuestions } = zoneOf(readings, options);
  const clinicians = cliniciansOf(mapping.clinicians, base.clinicians);
  const clinician = (name: string) => clinicians.key(name);
  const placement = placeEntries(entries, { zone, week: options.week, minutes: mapping.minutes });
  const grouped = regroup(placement.placed, { rules: mapping.kinds ?? [], as, zone, clinician });
  const attending = grouped.sessions.flatMap((session) => session.attending);
  const people = numberPeople(attending, facts, {
    key: options.key ?? NO_KEY,
    known: base,
    clinician,
  });
  const { week } = placement;
  const worked = workedShifts(shifts, week, zone, clinician);
  const elsewhere = new Set(placement.settled.filter(({ fate }) => fate === "outside-week").map(({ at }) => at));
  const inWeek = entries.filter(({ at }) => !elsewhere.has(at));
  const unknown = unknownNames(inWeek, facts, worked.used, clinicians);
  const questions = [
    ...readings.flatMap((reading) => reading.questions),
    ...zoneQuestions,
    ...placement.questions,
    ...grouped.questions,
    ...people.questions,
    ...whichRoles(unknown.length),
    ...idsInIds(clinicians, base, people),
  ];
  if (grouped.sessions.length === 0 && !questions.some(({ scope }) => scope === "file")) questions.push(NO_SESSION);
  const isWritable = !questions.some(({ scope }) => scope === "file") && week !== null;
  const settled = [...placement.settled, ...grouped.settled, ...people.settled, ...worked.settled];
  const account = accountOf(readings, isWritable ? settled : settled.map(waiting));
  const parts = week === null || !isWritable ? null : { base, timezone, zone, week, clinicians, people, sessions: grouped.sessions };
  const from = (readings.find((reading) => reading.entries.length > 0) ?? readings[0])?.format ?? "csv";
  const unanswered = questions.filter((question) => isBeyondOpenRows(question, account)).length;
  const imported = {
    from,
    ...{ rows: account.rows.length, open: account.open },
    ...(unanswered === 0 ? {} : { questions: unanswered }),
    key: options.key !== null,
  };
  return {
    roster: parts === null ? null : rosterText(rosterSections({ ...parts, available: worked.available, imported })),
    sessions: grouped.sessions.length,
    counts: countsOf(people, grouped.sessions),
    account,
    questions,
    guesses: [
      ...readings.flatMap((reading) => reading.guesses),
      ...[
        ...grouped.notes,
        ...singlePartners(readings, grouped.sessions, people, base),
        ...ownWords(clinicians, grouped.sessions),
        ...notesOn(people, account),
      ].map((message) => ({ message })),
    ],
    added: parts === null || base === NO_BASE ? [] : addedTo(options, clinicians, people),
    gaps: gapsOf(readings, questions, unknown, mapping),
    key: people.key,
  };
}

/** Notes partners whom calendars and calls name singly. */
function singlePartners(readings: readonly Reading[], sessions: readonly SessionRows[], people: People, base: Base): Message[] {
  const invited = new Set(readings.flatMap(({ format, entries }) => (format === "ics" ? entries : [])));
  const coupled = new Set([...people.couples.map(({ partners }) => partners), ...base.couples.values()].flat());
  return partnersUnknown(
    sessions,
    (entry) => invited.has(entry),
    (key) => coupled.has(people.patient(key)),
  );
}

/** Says how many kinds and roles only a standard of one's own can know. */
function ownWords({ mapped }: Clinicians, sessions: readonly SessionRows[]): Message[] {
  const kinds = sessions.map(({ kind }) => kind).filter((kind) => !KINDS.includes(kind));
  const roles = [...mapped.values()].flatMap((one) => one.roles).filter((role) => !(ROLES as readonly string[]).includes(role));
  const own = new Set([...kinds, ...roles]).size;
  if (own === 0) return [];
  const which = own === 1 ? say`One kind or role of the mapping is` : say`${own} kinds or roles of the mapping are`;
  return [say`${which} not built in. A standard of your own must define ${trusted(own === 1 ? "it" : "them")}.`];
}

/** Counts the people of the sessions and client lists. */
function countsOf({ patients, couples }: People, sessions: readonly SessionRows[]): PeopleCounts {
  const sum = (what: "patients" | "couples") => sessions.reduce((before, { headcount }) => before + (headcount[what] ?? 0), 0);
  return { patients: patients.length, couples: couples.length, counted: { patients: sum("patients"), couples: sum("couples") } };
}

function notesOn({ notes, lookAlikes }: People, { formats }: Account): Message[] {
  const where = trusted(locationsInWords(lookAlikes, formats));
  const alike = say`Patients whose names differ only in letter case, spaces or dashes count as different people (${where}).`;
  return [...notes, ...(lookAlikes.length === 0 ? [] : [alike])];
}

const NO_SESSION: Question = {
  code: "shape",
  scope: "file",
  message: say`No row became a session.`,
  answer: say`The counts above give the reason for each row.`,
  at: [],
};

/** A row that would be in the roster waits where none is written. */
function waiting(row: SettledRow): SettledRow {
  return row.fate === "session" ? { at: row.at, fate: "waits" } : row;
}

/** The zone of the roster: as asked for, else as its base or its sources have it; without any its times are those of a clock. */
function zoneOf(readings: readonly Reading[], { timezone, mapping, base }: AssembleOptions) {
  const zones = [...new Set(readings.flatMap((reading) => reading.timezone ?? []))];
  const name = timezone ?? mapping.timezone ?? base.timezone ?? zones[0] ?? null;
  const questions: Question[] = [];
  const ask = (message: Message, answer: Message) => questions.push({ code: "timezone", scope: "file", message, answer, at: [] });
  if (timezone === null && mapping.timezone === undefined && zones.length > 1)
    ask(say`The files are in ${zones.length} time zones.`, say`Choose the time zone of the roster, such as: --timezone America/New_York`);
  if (base.timezone !== null && name !== base.timezone)
    ask(
      say`The base roster is in another time zone, so its own times would change their meaning.`,
      say`Import in the time zone of the base roster, or write its times in the new one.`,
    );
  const zone = name === null ? WALL_CLOCK : zoneNamed(name);
  if (zone === null) ask(say`The time zone has no IANA name.`, say`Write an area and a city, such as: --timezone America/New_York`);
  return { timezone: zone === null ? null : name, zone: zone ?? WALL_CLOCK, questions };
}

/** Shifts of the week by clinician, and what became of each row. */
function workedShifts(shifts: readonly Shift[], week: number | null, zone: Zone, clinician: (name: string) => string) {
  const used: Shift[] = [];
  const hours = new Map<string, Interval[]>();
  const settled = shifts.map((shift): SettledRow => {
    const { at, start } = shift;
    if (week === null) return { at, fate: "waits" };
    if (!isInWeek(start.local, week)) return { at, fate: "outside-week" };
    const times = intervalOf(shift, zone);
    if (times === null) return { at, fate: "no-time", detail: say`the clocks skip its start or end` };
    if (times.until <= times.from) return { at, fate: "not-understood", detail: say`the end is not after the start` };
    used.push(shift);
    addTo(hours, clinician(shift.clinician), times);
    return { at, fate: "availability" };
  });
  return { used, settled, available: new Map([...hours].map(([id, times]) => [id, merged(times)])) };
}

function intervalOf({ start, end }: Shift, zone: Zone): Interval | null {
  const [from, until] = [momentOf(start, zone), momentOf(end, zone)];
  return from === null || until === null ? null : { from, until };
}

/** Names of clinicians without an id and a role, each in its first spelling, in the order of the source. */
function unknownNames(
  entries: readonly Entry[],
  facts: readonly PatientFact[],
  shifts: readonly Shift[],
  clinicians: Clinicians,
): string[] {
  const names = [
    ...entries.flatMap((entry) => entry.clinicians),
    ...shifts.map((shift) => shift.clinician),
    ...facts.flatMap(({ counselor }) => counselor ?? []),
  ];
  const unknown = names.filter((name) => !clinicians.isKnown(clinicians.key(name)));
  return [...groupedBy(unknown, normalized).values()].map(([first]) => first as string);
}

/** Refuses ids of clinicians that hold the id of a patient or couple, since reports show them. */
function idsInIds({ mapped }: Clinicians, base: Base, { patients, couples }: People): Question[] {
  const protectedIds = new Set([...patients, ...couples].map(({ id }) => id).concat([...base.patients, ...base.couples.keys()]));
  const matcher = idMatcher(protectedIds);
  const carried = [...mapped.keys()].filter((id) => matcher.find(id).length > 0);
  if (carried.length === 0) return [];
  return [
    {
      code: "roles",
      scope: "file",
      message: say`The id of a clinician in the mapping contains the id of a patient or couple. Reports show ids of clinicians.`,
      answer: say`Choose another id for the clinician, such as a last name.`,
      at: [],
    },
  ];
}

const NO_KEY_GIVEN = say`without --key, patients of the base roster are found only if the source has their ids`;

/** Whom the base does not know. Patients and couples by their position in the new roster. */
function addedTo({ base, key }: AssembleOptions, { mapped }: Clinicians, { patients, couples }: People): Message[] {
  const ids = [...mapped.keys()].filter((id) => !base.clinicians.has(id));
  const inSection = list(base.sections.patients).map((entry) => mappingOf(entry).id);
  const newPatients = patients.filter(({ id }) => !base.patients.has(id)).map((_, i) => inSection.length + i + 1);
  const newCouples = couples.filter(({ id }) => !base.couples.has(id)).map((_, i) => base.couples.size + i + 1);
  return [
    ...(ids.length === 0 ? [] : [say`clinicians ${listed(ids, (id) => [trusted(id)])}`]),
    ...(newPatients.length === 0 ? [] : [listed(newPatients, (n) => say`patient #${n}`, 50)]),
    ...(newCouples.length === 0 ? [] : [listed(newCouples, (n) => say`couple #${n}`, 50)]),
    ...(newPatients.length === 0 || key !== null ? [] : [NO_KEY_GIVEN]),
  ];
}

function gapsOf(readings: readonly Reading[], questions: readonly Question[], clinicians: readonly string[], { kinds }: Mapping): Gaps {
  const entries = readings.flatMap((reading) => reading.entries);
  const asked = (code: Question["code"]) => {
    const rows = new Set(questions.filter((question) => question.code === code).flatMap(({ at }) => at));
    return entries.filter(({ at }) => rows.has(at));
  };
  const withoutKind = asked("kind");
  const endless = asked("minutes");
  return {
    clinicians,
    roles: new Map(readings.flatMap(({ suggestedRoles }) => [...(suggestedRoles ?? [])])),
    questions,
    codes: codesOf(endless.map(({ code }) => code)),
    lengthTitles: lengthTitles(endless.flatMap(({ code, title }) => (codesIn(code).length > 0 ? [] : (title ?? [])))),
    kindCodes: codesOf(withoutKind.filter((entry) => kindOf(entry, kinds) !== "title-and-code").map(({ code }) => code)),
    titles: withoutKind.flatMap(({ title }) => title ?? []),
  };
}
