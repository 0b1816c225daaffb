/** The domain types that rules see. Ids are resolved to people, and times to moments (whole minutes). */
import type { ClockHours } from "../clock.ts";
import type { Path } from "../document/document.ts";
import type { Protected } from "../message.ts";
import type { Ratio } from "./ratio.ts";
import { DAY } from "./read-time.ts";
import { writeLocal } from "./time.ts";
import type { Zone } from "./zone.ts";

/** The half-open interval [from, until), in moments. */
export interface Interval {
  readonly from: number;
  readonly until: number;
}

export interface Clinician {
  readonly id: string;
  /** Position in the `clinicians` section, from 0. */
  readonly index: number;
  readonly roles: readonly string[];
  /** Undefined if the roster does not give them. */
  readonly modalities: readonly string[] | undefined;
  readonly licensedIn: readonly string[] | undefined;
  readonly away: readonly Interval[];
  /** Sorted, touching ones joined. Undefined if the roster does not give them; empty for a clinician who can never work. */
  readonly available: readonly Interval[] | undefined;
  /** The maximum minutes in the week; undefined if the roster does not give it. */
  readonly maxMinutes: number | undefined;
  /** The kinds of session that the clinician can lead; undefined if the roster does not give them. */
  readonly canLead: readonly string[] | undefined;
}

export interface Patient extends Protected {
  readonly person: "patient";
  /** The couple in which the patient is a partner. */
  readonly couple: Couple | null;
  readonly counselor: Clinician | null;
  readonly state: string | undefined;
  readonly coverage: { readonly plan?: string | undefined; readonly telehealthVerified?: boolean | undefined } | undefined;
}

export interface Couple extends Protected {
  readonly person: "couple";
  readonly partners: readonly [Patient, Patient];
}

/** A person's presence in a session, within its hours. */
export interface Stay<Who> extends Interval {
  readonly who: Who;
}

/** A list of stays in file order, or a headcount that is present for the whole session. */
export interface Attendance<Who> {
  readonly stays: readonly Stay<Who>[];
  readonly headcount: number;
}

export interface Session extends Interval {
  readonly id: string;
  /** Position in the `sessions` section, from 0. */
  readonly index: number;
  readonly title: string | null;
  readonly kind: string;
  /** The first moment of the session, which is [from, until). */
  readonly from: number;
  readonly until: number;
  readonly clinicians: readonly Stay<Clinician>[];
  readonly patients: Attendance<Patient>;
  readonly couples: Attendance<Couple>;
  /** Whether some attendees are given as a headcount, without ids. */
  readonly hasHeadcount: boolean;
  readonly cpt: string | undefined;
  readonly canceled: boolean;
  /** Whether a plan must not change the session. */
  readonly fixed: boolean;
  /** Minutes to add to a moment of this session for local time, if the roster has no time zone. */
  readonly writtenOffset: number | null;
}

export interface OnCallShift extends Interval {
  readonly clinician: Clinician;
  /** Position in the `onCall` section, from 0. */
  readonly index: number;
}

/** The source of an imported roster. */
export interface Imported {
  readonly from: "csv" | "xlsx" | "ics" | "fhir";
  /** The number of rows in the source. */
  readonly rows: number;
  /** The number of source rows that are not in the roster. */
  readonly open: number;
  /** The number of open questions about rows that are in the roster, or about all rows; undefined for none. */
  readonly questions?: number;
  /** Whether patients keep their numbers from week to week. */
  readonly key: boolean;
}

export interface Roster {
  readonly program: string | null;
  /** Undefined if the roster does not give them. */
  readonly offers: readonly string[] | undefined;
  /** The ratios that the program publishes, by kind. */
  readonly publishedRatios: ReadonlyMap<string, Ratio>;
  readonly zone: Zone;
  /** The IANA time zone; null without one. */
  readonly timezone: string | null;
  /** Whether the roster has a time zone. Without one, times without an offset are wall-clock times. */
  readonly hasTimezone: boolean;
  /** The first local day of the audited week, in days since 1970-01-01; null if the roster has no `week`. */
  readonly week: number | null;
  readonly clinicians: readonly Clinician[];
  readonly patients: readonly Patient[];
  /** Whether there is a `patients` section, so that an absent field is known to be missing. */
  readonly hasPatientsSection: boolean;
  readonly couples: readonly Couple[];
  /** Whether there is a `couples` section; without one, partners are unknown. */
  readonly hasCouplesSection: boolean;
  readonly sessions: readonly Session[];
  /** Undefined if the roster has no such section. */
  readonly onCall: readonly OnCallShift[] | undefined;
  /** Null for a roster that was not imported. */
  readonly imported: Imported | null;
  /** Whether the start of each local day is known: false if times have offsets and there is no time zone. */
  readonly knowsDays: boolean;
  /** The clock for displayed times. */
  readonly clockHours: ClockHours;
  /** Without a `patients` section: sessions of a group kind whose only attendee is a patient with an id such as `12`. */
  readonly loneNumbers: readonly Session[];
  /** Paths of names and titles that a comment probably cuts off: `Group #1`. */
  readonly cutByComment: readonly Path[];
  /** Without a `patients` section: patients whose id has several words, and may be several ids. */
  readonly ofSeveralWords: readonly Patient[];
  /** Without a `patients` section: patients with the id of a couple, which may be a mistake. */
  readonly namesakes: readonly { readonly patient: Patient; readonly couple: Couple }[];
}

/** An interval in local ISO times for reports; for a session, in the session's own offset. */
export function writeInterval(roster: Roster, session: Session | null, { from, until }: Interval): { from: string; until: string } {
  const written = (moment: number) => writeLocal(session === null ? roster.zone.toLocal(moment) : localTime(roster, session, moment));
  return { from: written(from), until: written(until) };
}

/** Local minutes of a moment in a session, for display. */
export function localTime(roster: Roster, session: Session, moment: number): number {
  return session.writtenOffset === null ? roster.zone.toLocal(moment) : moment + session.writtenOffset;
}

/** ` (the second one)` for a local time that occurs twice, in the night when the clocks go back; else empty. */
export function whichOfTwo({ zone }: Roster, session: Session | null, moment: number): string {
  if (session !== null && session.writtenOffset !== null) return "";
  const twice = zone.momentsOf(zone.toLocal(moment));
  return twice.length < 2 ? "" : ` (the ${moment === twice[0] ? "first" : "second"} one)`;
}

/** The local day of a session's start, in days since 1970-01-01. */
export function startDay(roster: Roster, session: Session): number {
  return Math.floor(localTime(roster, session, session.from) / DAY);
}

/** Compares by id, in code units. */
export function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** Compares sessions by start, then by id. */
export function byStart(a: Session, b: Session): number {
  return a.from - b.from || byId(a, b);
}

/** The path of a field of a session. */
export function sessionPath(session: Session, ...rest: Path): Path {
  return ["sessions", session.index, ...rest];
}
