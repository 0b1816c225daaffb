/** The mapping as the import uses it. Its file format is `schema.ts`. It never holds a patient. */
import type { SourceFormat } from "../source.ts";

/** What a column can hold. A column is named by its heading; the second one of a name is `Paid 2`. Columns without headings are `column C`. */
export type ColumnRole =
  | "start" // a date and time, or a time beside `date`, or both ends: `6-7:30pm`
  | "date"
  | "weekday"
  | "end"
  | "minutes"
  | "patient" // a name, used as the key if there is no `record`
  | "record" // a record number: the key
  | "partner" // the other partner's name or number
  | "couple" // a couple's name or number
  | "clinician"
  | "coClinician"
  | "title" // a title, service or appointment type
  | "group" // a group's name or number, or a slot: rows that share it meet together, whoever leads
  | "cpt"
  | "kind"
  | "status"
  | "headcount"
  | "couples" // a headcount of couples
  | "counselor"
  | "state"
  | "joined" // rows: stay
  | "left";

export interface TableMapping {
  readonly sheet?: string | undefined;
  /** `attendee`: a row for each attendee of a session; `session`; `stay`: a row each time that somebody joined; `shift`; `people`: a client list. */
  readonly rows?: "attendee" | "session" | "stay" | "shift" | "people" | undefined;
  /** `row 3`: the heading row, where it is not found by itself. */
  readonly headings?: string | undefined;
  readonly columns?: Readonly<Partial<Record<ColumnRole, string>>> | undefined;
  readonly grid?: GridMapping | undefined;
}

export interface GridMapping {
  /** `row 3` */
  readonly days: string;
  /** `column A` */
  readonly times: string;
  /** Minutes of one row of the grid. */
  readonly step: number;
  /** The lines of a cell, in this order. */
  readonly cell: readonly ("title" | "clinicians" | "headcount" | "couples" | "cpt" | "minutes")[];
  /** Globs on titles; such cells are no sessions. */
  readonly leaveOut?: readonly string[] | undefined;
}

/** Globs (`*` and `?` only, any letter case) on a title, or a code; the first that fits decides. */
export type KindRule = { readonly title: string; readonly kind: string } | { readonly cpt: string; readonly kind: string };

export interface MappedClinician {
  readonly id: string;
  readonly roles: readonly string[];
  readonly modalities?: readonly string[] | undefined;
  readonly licensedIn?: readonly string[] | undefined;
}

export interface Mapping extends TableMapping {
  readonly mapping: 1;
  readonly from?: SourceFormat | undefined;
  readonly dates?: "mdy" | "dmy" | "ymd" | undefined;
  readonly timezone?: string | undefined;
  /** Several tables: of several files or sheets, or one after the other in a file. Each is the one that has all its headings. */
  readonly tables?: readonly TableMapping[] | undefined;
  /** How long sessions last, in minutes: of all, or by code or title glob. */
  readonly minutes?: number | Readonly<Record<string, number>> | undefined;
  /** The columns (roles or headings) whose equal values make one session. With `clinician` in it sessions of two clinicians stay apart; without it they are together. */
  readonly session?: readonly string[] | undefined;
  readonly couples?: { readonly joinedBy: string } | undefined;
  readonly kinds?: readonly KindRule[] | undefined;
  readonly status?: Readonly<Partial<Record<"planned" | "attended" | "noShow" | "canceled" | "leftOut", readonly string[]>>> | undefined;
  /** By the name that the source has. */
  readonly clinicians?: Readonly<Record<string, MappedClinician>> | undefined;
  /** Globs on titles; such rows are no sessions (staff meetings). */
  readonly leaveOut?: readonly string[] | undefined;
}
