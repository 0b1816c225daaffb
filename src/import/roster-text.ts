/** The imported roster as YAML: ids, times and codes, and no text of the source. Read back by the roster's own parser. */

import { readDocuments } from "../document/read.ts";
import { list, type Mapping, mapping } from "../document/untyped.ts";
import { block, member } from "../document/yaml-text.ts";
import { DAY, weekdayOf } from "../roster/read-time.ts";
import type { Interval } from "../roster/roster.ts";
import { writeDate } from "../roster/time.ts";
import { WEEKDAYS } from "../roster/vocabulary.ts";
import type { Zone } from "../roster/zone.ts";
import type { Attendee } from "./attendees.ts";
import { type Base, rosterProblems } from "./base.ts";
import type { Clinicians } from "./clinicians.ts";
import { writeStart, writeWithin } from "./clock.ts";
import { idsApart } from "./ids-apart.ts";
import type { People } from "./people.ts";
import type { SessionRows } from "./regroup.ts";
import type { SourceFormat } from "./source.ts";

/** What a roster is written from. */
export interface RosterParts {
  readonly base: Base;
  readonly timezone: string | null;
  readonly zone: Zone;
  /** The first day of the week. */
  readonly week: number;
  readonly clinicians: Clinicians;
  /** When clinicians work, by their ids. */
  readonly available: ReadonlyMap<string, readonly Interval[]>;
  readonly people: People;
  readonly sessions: readonly SessionRows[];
  readonly imported: {
    readonly from: SourceFormat;
    readonly rows: number;
    readonly open: number;
    readonly questions?: number;
    readonly key: boolean;
  };
}

/** The roster's sections as plain values in the format of a roster file. */
export function rosterSections(parts: RosterParts): Mapping {
  const { base, timezone, week, people, imported } = parts;
  const { program, standard, onCall, clinicians: _, patients: __, couples: ___, timezone: ____, week: _____, ...others } = base.sections;
  const couples = [...list(base.sections.couples), ...people.couples.filter(({ id }) => !base.couples.has(id))];
  return {
    program,
    timezone: timezone ?? undefined,
    week: writeDate(week),
    standard,
    clinicians: clinicianEntries(parts),
    patients: patientEntries(parts),
    couples: couples.length === 0 ? undefined : couples,
    ...others,
    sessions: sessionEntries(parts),
    onCall,
    imported: { ...imported },
  };
}

/** The text of a roster. Throws if its own parser refuses it, which is a bug of ours. */
export function rosterText(sections: Mapping): string {
  const parts = Object.entries(sections).filter(([, value]) => value !== undefined);
  const lines = parts.flatMap(([key, value]) =>
    key === "sessions" ? ["", "sessions:", ...list(value).flatMap((session) => block(session as object, "  ")), ""] : member(key, value),
  );
  const text = `${lines.join("\n").trim()}\n`;
  const [document] = readDocuments(text, "roster.yaml", () => {
    throw new Error("the imported roster does not parse");
  });
  const problems = document === undefined ? [] : rosterProblems(document);
  if (document === undefined || problems.length > 0)
    throw new Error(`the imported roster has problems: ${problems.map(({ code, path }) => `${code} at ${path.join(".")}`).join(", ")}`);
  return text;
}

function clinicianEntries({ base, clinicians, available, zone }: RosterParts): readonly Mapping[] {
  const hours = (id: string): Mapping => {
    const shifts = available.get(id);
    return shifts === undefined ? {} : { available: shifts.map((shift) => intervalEntry(shift, zone)) };
  };
  const known = list(base.sections.clinicians).map((entry) => ({ ...mapping(entry), ...hours(mapping(entry).id as string) }));
  const added = [...clinicians.mapped.values()].filter(({ id, roles }) => !base.clinicians.has(id) && roles.length > 0);
  return [...known, ...added.map(({ id, roles, modalities, licensedIn }) => ({ id, roles, modalities, licensedIn, ...hours(id) }))];
}

function intervalEntry({ from, until }: Interval, zone: Zone): Mapping {
  return { start: writeStart(from, zone), end: writeWithin(until, from, zone) };
}

/** Without a client list there is no section: an entry without a counselor would say that the patient has none. */
function patientEntries({ base, people }: RosterParts): readonly Mapping[] | undefined {
  const known = list(base.sections.patients).map((entry) => mapping(entry));
  const hasFacts = people.patients.some(({ counselor, state }) => counselor !== null || state !== null);
  if (base.sections.patients === undefined && !hasFacts) return undefined;
  const ids = new Set(known.map(({ id }) => id));
  const added = people.patients.filter(({ id }) => !ids.has(id));
  const partners = [...base.couples.values()].flat().filter((id) => !ids.has(id) && !added.some((one) => one.id === id));
  return [
    ...known,
    ...added.map(({ id, counselor, state }) => ({ id, counselor: counselor ?? undefined, state: state ?? undefined })),
    ...partners.map((id) => ({ id })),
  ];
}

function sessionEntries({ sessions, zone, people }: RosterParts): readonly Mapping[] {
  const drawn = sessions.map((session) => ({
    session,
    name: nameOf(session, zone),
    order: session.clinicians
      .map(({ key }) => key)
      .sort()
      .join(" "),
  }));
  drawn.sort((a, b) => a.session.from - b.session.from || compare(a.name, b.name) || compare(a.order, b.order));
  const newId = idsApart();
  return drawn.map(({ session, name }) => {
    const id = newId(name);
    const couples = session.couples.flatMap((couple) => people.couple(couple) ?? []);
    return {
      id,
      kind: session.kind,
      start: writeStart(session.from, zone),
      minutes: session.until - session.from,
      clinicians: session.clinicians.flatMap(({ key, stays }) => staysEntries(key, stays, session, zone)),
      patients: attendance(patientsIn(session, people, zone), session.headcount.patients),
      couples: attendance(couples, session.headcount.couples),
      cpt: session.code ?? undefined,
      status: session.isCanceled ? "canceled" : undefined,
    };
  });
}

/** `mon-1800-group`. Never from a title, which may hold a name. */
function nameOf({ from, kind }: SessionRows, zone: Zone): string {
  const local = zone.toLocal(from);
  const minute = ((local % DAY) + DAY) % DAY;
  const clock = `${String(Math.floor(minute / 60)).padStart(2, "0")}${String(minute % 60).padStart(2, "0")}`;
  return `${(WEEKDAYS[weekdayOf(Math.floor(local / DAY))] as string).toLowerCase()}-${clock}-${kind}`;
}

function attendance(ids: readonly unknown[], headcount: number | null): readonly unknown[] | number | undefined {
  return headcount ?? (ids.length === 0 ? undefined : ids);
}

/** Patients by id, with stays where they are there for a part of the session. */
function patientsIn({ patients, couples, from, until }: SessionRows, people: People, zone: Zone): readonly unknown[] {
  // Partners who are no couple in the roster, since one of them is in another, attend by themselves.
  const apart = couples.filter((couple) => people.couple(couple) === null).flatMap(({ partners }) => partners);
  const whole = [{ from, until }];
  const all: readonly Attendee[] = [...patients, ...apart.map(({ key }) => ({ key, stays: whole }))];
  const listed = new Set<string>();
  return all.flatMap(({ key, stays }) => {
    const id = people.patient(key);
    if (listed.has(id)) return [];
    listed.add(id);
    return staysEntries(id, stays, { from, until }, zone);
  });
}

/** An id alone for a person who is present throughout, else a mapping for each stay. */
function staysEntries(id: string, stays: readonly Interval[], { from, until }: Interval, zone: Zone): readonly unknown[] {
  return stays.map((stay) => {
    if (stay.from === from && stay.until === until) return id;
    return {
      id,
      from: stay.from === from ? undefined : writeWithin(stay.from, from, zone),
      until: stay.until === until ? undefined : writeWithin(stay.until, from, zone),
    };
  });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
