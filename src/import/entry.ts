/** What every source becomes before it is a roster: statements that people meet at a time. */
import type { Message } from "../message.ts";
import type { RowLocation, SourceFormat } from "./source.ts";

/** A wall-clock time in the roster's zone, in local minutes since 1970-01-01T00:00 as `roster/zone.ts` has them. */
export interface SourceTime {
  readonly local: number;
  /** Minutes ahead of UTC, where the source states an offset, an instant or a zone; it decides a time that the clock shows twice. */
  readonly offset?: number;
}

/** Attended as a planner sees it. `waiting` and the like never become entries. */
export type EntryStatus = "planned" | "attended" | "no-show" | "canceled";

/** A patient in the source. The key is a record number if there is one, else a name or address: it goes to the key file only. */
export interface SourcePatient {
  readonly key: string;
  /** When it differs from the whole session. */
  readonly stay?: { readonly from: SourceTime; readonly until: SourceTime };
}

/** Two patients whom the source names as one client, in one cell or by a couple column. */
export interface SourceCouple {
  readonly key: string;
  readonly partners: readonly [SourcePatient, SourcePatient];
}

/**
 * One statement of the source that people meet. A row per attendee gives an entry for each attendee, a row per session one for
 * each session, a recurring event one for each occurrence in the week.
 */
export interface Entry {
  readonly at: RowLocation;
  readonly start: SourceTime;
  /** Null if the source has no end and no length; then `minutes` of the mapping decides by the code. */
  readonly end: SourceTime | null;
  /** The clinicians' names as the source has them (keys of `clinicians` in the mapping). */
  readonly clinicians: readonly string[];
  /** When these clinicians are there, if it differs from the whole session: a stay of a video call. */
  readonly clinicianStay?: { readonly from: SourceTime; readonly until: SourceTime };
  readonly patients: readonly SourcePatient[];
  readonly couples: readonly SourceCouple[];
  /** The key of the partner of the one patient of this entry; the partner attends only where an entry of their own says so. */
  readonly partner?: string;
  /** Attendees that the source only counts. */
  readonly headcount: { readonly patients?: number; readonly couples?: number };
  /** A title, service or appointment type: used for the kind, never shown. */
  readonly title: string | null;
  /** The name or id of a group or slot: what puts rows of several clinicians together. Never shown. */
  readonly group: string | null;
  /** The billing code as the source has it, such as `90853-95`. */
  readonly code: string | null;
  /** The kind, where the mapping or a column names it outright. */
  readonly kind: string | null;
  readonly status: EntryStatus;
  /** The values of the columns that the mapping's `session` names; entries with equal ones are one session. Null without `session`. */
  readonly together: string | null;
}

/** A shift of a clinician: it becomes `available`. */
export interface Shift {
  readonly at: RowLocation;
  readonly clinician: string;
  readonly start: SourceTime;
  readonly end: SourceTime;
}

/** What a client list says of a patient. */
export interface PatientFact {
  readonly at: RowLocation;
  readonly key: string;
  /** The name of the patient's primary clinician. */
  readonly counselor: string | null;
  /** Two-letter code. */
  readonly state: string | null;
  /** The key of a partner. */
  readonly partner: string | null;
}

/** The one count of the account that a source row is in. */
export type RowFate =
  | "heading"
  | "session"
  | "availability"
  | "people-list"
  | "canceled"
  | "no-show"
  | "does-not-attend"
  | "duplicate"
  | "total"
  | "blank"
  | "outside-week"
  | "hidden"
  | "left-out"
  | "no-time"
  | "no-kind"
  | "waits"
  | "not-understood";

/** A row whose fate the reader decides itself, since it gives no entry, shift or fact. */
export interface SettledRow {
  readonly at: RowLocation;
  readonly fate: RowFate;
  /** More than the fate says, such as the column of a formula without a value. */
  readonly detail?: Message;
}

/** What the source leaves open. One about the whole file writes nothing (exit 2); one about rows leaves them out or apart (exit 1). */
export interface Question {
  readonly code:
    | "columns"
    | "date-order"
    | "timezone"
    | "week"
    | "sheet"
    | "roles"
    | "minutes"
    | "together"
    | "kind"
    | "status"
    | "couple"
    | "names"
    | "more-pages"
    | "shape";
  readonly scope: "file" | "rows";
  readonly message: Message;
  /** What to write in the mapping, or which option to give. */
  readonly answer: Message;
  readonly at: readonly RowLocation[];
}

/** A guess that was made without a mapping, with its reason. */
export interface Guess {
  readonly message: Message;
}

/** What a file says, whatever its format. Every source row is in `settled`, or is the `at` of an entry, a shift or a fact. */
export interface Reading {
  readonly format: SourceFormat;
  /** The zone in which the source's times are, an IANA name; null if it does not say. */
  readonly timezone: string | null;
  readonly entries: readonly Entry[];
  readonly shifts: readonly Shift[];
  readonly facts: readonly PatientFact[];
  readonly settled: readonly SettledRow[];
  readonly questions: readonly Question[];
  readonly guesses: readonly Guess[];
  /** Roles that the source suggests for clinicians, by their names as entries have them. They are comments of a skeleton, never used. */
  readonly suggestedRoles?: ReadonlyMap<string, readonly string[]>;
}

/** Why a file cannot be imported at all; the message names line, sheet, row or cell and never a value. */
export interface Unimportable {
  readonly message: Message;
  readonly help: Message;
  readonly at: RowLocation | null;
}
