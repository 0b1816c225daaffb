/** The domain: what rules see. Ids are resolved to people and times to moments (whole minutes), so that none dangles. */
import type { ClockHours } from "../clock.ts";
import type { Path } from "../document/document.ts";
import type { Protected } from "../message.ts";
import type { Ratio } from "./ratio.ts";
import { DAY } from "./read-time.ts";
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
  /** Undefined where the roster does not say. */
  readonly modalities: readonly string[] | undefined;
  readonly licensedIn: readonly string[] | undefined;
  readonly away: readonly Interval[];
  /** In order, touching ones joined; undefined where the roster does not say, empty for a clinician who can never work. */
  readonly available: readonly Interval[] | undefined;
  /** The maximum of the week's minutes; undefined where the roster does not say. */
  readonly maxMinutes: number | undefined;
  /** The kinds of session that the clinician can lead; undefined where the roster does not say. */
  readonly canLead: readonly string[] | undefined;
}

export interface Patient extends Protected {
  readonly person: "patient";
  /** The couple of which the patient is a partner. */
  readonly couple: Couple | null;
  readonly counselor: Clinician | null;
  readonly state: string | undefined;
  readonly coverage: { readonly plan?: string | undefined; readonly telehealthVerified?: boolean | undefined } | undefined;
}

export interface Couple extends Protected {
  readonly person: "couple";
  readonly partners: readonly [Patient, Patient];
}

/** Somebody's presence in a session, within its hours. */
export interface Stay<Who> extends Interval {
  readonly who: Who;
}

/** A list of stays in the order of the file, or a headcount present throughout. */
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
  /** The first moment; the session runs over [from, until). */
  readonly from: number;
  readonly until: number;
  readonly clinicians: readonly Stay<Clinician>[];
  readonly patients: Attendance<Patient>;
  readonly couples: Attendance<Couple>;
  /** Whether some attend by headcount, so that it is not known who they are. */
  readonly hasHeadcount: boolean;
  readonly cpt: string | undefined;
  readonly canceled: boolean;
  /** Whether the session must stay as it is. */
  readonly fixed: boolean;
  /** Minutes to add to a moment of this session for local time, where the roster's zone does not say. */
  readonly writtenOffset: number | null;
}

export interface OnCallShift extends Interval {
  readonly clinician: Clinician;
  /** Position in the `onCall` section, from 0. */
  readonly index: number;
}

/** Where an imported roster comes from. */
export interface Imported {
  readonly from: "csv" | "xlsx" | "ics" | "fhir";
  /** The number of rows in the source. */
  readonly rows: number;
  /** How many of them are not in the roster. */
  readonly open: number;
  /** Whether patients keep their number from week to week. */
  readonly key: boolean;
}

export interface Roster {
  readonly program: string | null;
  /** Undefined where the roster does not say. */
  readonly offers: readonly string[] | undefined;
  /** The ratios that the program publishes, by kind. */
  readonly publishedRatios: ReadonlyMap<string, Ratio>;
  readonly zone: Zone;
  /** The name of its time zone; null without one. */
  readonly timezone: string | null;
  /** Whether it names its time zone; without one its times are those of a clock, unless they have an offset. */
  readonly hasTimezone: boolean;
  /** The first of the audited week's seven local days, in days since 1970-01-01; null where the roster names no week. */
  readonly week: number | null;
  readonly clinicians: readonly Clinician[];
  readonly patients: readonly Patient[];
  /** Whether there is a `patients` section, so that what it does not say is known to be missing. */
  readonly hasPatientsSection: boolean;
  readonly couples: readonly Couple[];
  /** Whether there is a `couples` section; without one nobody's partner is known. */
  readonly hasCouplesSection: boolean;
  readonly sessions: readonly Session[];
  /** Undefined where the roster has no such section. */
  readonly onCall: readonly OnCallShift[] | undefined;
  /** Null for a roster that was not imported. */
  readonly imported: Imported | null;
  /** Whether it is known where each local day begins: not if times have offsets and no time zone says of which place. */
  readonly knowsDays: boolean;
  /** The clock in which times are shown. */
  readonly clockHours: ClockHours;
  /** Without a `patients` section: sessions for several that list one patient and nobody else, by an id such as `12`. */
  readonly loneNumbers: readonly Session[];
  /** Names and titles that a comment probably cuts off: `Group #1`. */
  readonly cutByComment: readonly Path[];
  /** Without a `patients` section: whose id is of several words, and may be several ids. */
  readonly ofSeveralWords: readonly Patient[];
  /** Without a `patients` section: who is listed as a patient by the id of a couple, which may be a slip. */
  readonly namesakes: readonly { readonly patient: Patient; readonly couple: Couple }[];
}

/** Local minutes of a moment within a session, for showing. */
export function localTime(roster: Roster, session: Session, moment: number): number {
  return session.writtenOffset === null ? roster.zone.toLocal(moment) : moment + session.writtenOffset;
}

/** ` (the second one)` for a moment whose local time comes twice, in the night in which the clocks are set back; else nothing. */
export function whichOfTwo({ zone }: Roster, session: Session | null, moment: number): string {
  if (session !== null && session.writtenOffset !== null) return "";
  const twice = zone.momentsOf(zone.toLocal(moment));
  return twice.length < 2 ? "" : ` (the ${moment === twice[0] ? "first" : "second"} one)`;
}

/** The local day on which a session starts, in days since 1970-01-01. */
export function startDay(roster: Roster, session: Session): number {
  return Math.floor(localTime(roster, session, session.from) / DAY);
}

/** The order of sessions by their start, of those that start together by id. */
export function byStart(a: Session, b: Session): number {
  return a.from - b.from || (a.id < b.id ? -1 : 1);
}

/** The path of a session's field. */
export function sessionPath(session: Session, ...rest: Path): Path {
  return ["sessions", session.index, ...rest];
}
