/**
 * The report that every format is made from: masked already, with its locations, in its final order. It is the published JSON
 * report and, beside it, what only a reader at a terminal or of a page needs.
 */
import type { ClockHours } from "../clock.ts";
import type { JsonFinding, JsonLimit, JsonProblem, JsonReport, JsonRoster, JsonSession } from "./schema.ts";

/** A line of the roster with everything masked that may not be shown; columns are those of the file. */
export interface FrameLine {
  readonly line: number;
  readonly text: string;
  /** The location that matters in the text, in characters from 0. */
  readonly at: number;
}

/** The lines that explain a finding or problem; none where nothing of the file may be shown. */
export type Frame = readonly FrameLine[];

/** A part of a local day, in minutes from its midnight as a clock on the wall shows them: half open, at most 1440. */
export interface Piece {
  /** Days since 1970-01-01. */
  readonly day: number;
  readonly from: number;
  readonly until: number;
  /** The moment at which it begins, in minutes since 1970-01-01T00:00Z: by it two pieces are told apart that the clock shows alike. */
  readonly moment: number;
}

/** When a session breaks a limit, and by how much. */
export interface Breach {
  /** By how much at worst: `2 patients too many`, `no therapist for 5 patients`. */
  readonly howMuch: string;
  /** The same as a number, by which breaches of one rule are compared. */
  readonly amount: number;
  /** For how long in all. */
  readonly duration: Duration;
  /** `18:00–18:30 and 19:00–19:10`; with the day where that is another than the one on which the session starts. */
  readonly when: string;
  readonly pieces: readonly Piece[];
}

export interface ReportFinding extends JsonFinding {
  /** Of a rule by which somebody may be without care: 1 for the worst of them. Those of other rules follow in the order of the report. */
  readonly harmRank: number | null;
  readonly frame: Frame;
  /** Null for a finding that does not make its session a breach. */
  readonly breach: Breach | null;
  /** The limit of its session that it is about, by its position there; null if it is about none. */
  readonly limitIndex: number | null;
  /** The session that it is about. */
  readonly subject: ReportSession | null;
}

export interface ReportProblem extends JsonProblem {
  readonly frame: Frame;
}

/** A limit of a session at its worst moment, with the seats taken then in both units. */
export interface ReportLimit extends JsonLimit {
  readonly patients: number;
  readonly couples: number;
}

export interface ReportSession extends Omit<JsonSession, "limits"> {
  readonly limits: readonly ReportLimit[];
  /** `Mon, Nov 30 18:00–19:30`. */
  readonly when: string;
  /** `18:00–19:30`. */
  readonly hours: string;
  /** The fewest open seats under any of its limits; null if no limit counts seats. */
  readonly openSeats: number | null;
  readonly shown: Shown;
}

export type Verdict = JsonSession["verdict"];

/**
 * What is said of a session: its verdict; or that a limit is broken in it whose rule is off; or that a person in it is in another
 * session as well, where the verdict alone would not show it.
 */
export type Shown = Verdict | "unjudged" | "conflict";

/** What summaries say of all sessions of a roster. */
export interface Tally {
  readonly verdicts: Readonly<Record<Verdict, number>>;
  /** How many sessions each of these is said of. */
  readonly shown: Readonly<Record<Shown, number>>;
  /** How many sessions were checked against a ratio. */
  readonly checked: number;
  /** The kinds of sessions that were not, though a patient attends and the kind is not exempt; with a built-in standard that has a ratio. */
  readonly unchecked: readonly { readonly kind: string; readonly sessions: number; readonly standard: string | null }[];
  /** The roster rules that no standard of the roster has on. */
  readonly rulesOff: readonly string[];
  /** The first few in which a limit is broken whose rule is off. */
  readonly unjudged: readonly ReportSession[];
  /** The first few without a limit. */
  readonly unlimited: readonly ReportSession[];
  /** The first few of those within their limits that have the fewest open seats, fewest first. */
  readonly tightest: readonly ReportSession[];
}

/** What a program may publish of how it staffs its sessions: no session, clinician or patient is named. */
export interface Disclosure {
  /** The kinds of which a session takes place, in the order of the roster. */
  readonly kinds: readonly DisclosedKind[];
  /** The roles by which clinicians count, those of most clinicians first. */
  readonly roles: readonly { readonly role: string; readonly clinicians: number }[];
}

export interface DisclosedKind {
  readonly kind: string;
  /** What it is called, if a standard says so. */
  readonly title: string | null;
  readonly sessions: number;
  /** Every length that a session of the kind has, in minutes, shortest first. */
  readonly minutes: readonly number[];
  /** The ratio that the program publishes; null if it publishes none. */
  readonly published: string | null;
  readonly limits: readonly DisclosedLimit[];
  /** The billing codes of its sessions. */
  readonly codes: readonly string[];
  /** How many of its sessions have no code. */
  readonly withoutCode: number;
  /** How many clinicians of each role a session has, at least and at most. */
  readonly staffing: readonly { readonly role: string; readonly least: number; readonly most: number }[];
}

/** A limit of a kind, and the worst moment under it of all sessions of the kind. */
export interface DisclosedLimit {
  /** `1:6 patients`, `at most 3 couples`, `at least 2 clinicians`. */
  readonly cap: string;
  /** Whose limit it is, and of what standing: `benchmark, a published benchmark, not law`. */
  readonly authority: string;
  /** `6 patients with 1 therapist`. */
  readonly worst: string;
  readonly holds: boolean;
  /** How many of the sessions with this limit are double-booked. */
  readonly doubleBooked: number;
}

/** The days of a roster as they are drawn. Of people only clinicians are named. */
export interface Calendar {
  /** The audited week; then other days on which something is, at most seven at a time. */
  readonly grids: readonly Grid[];
  /** The sessions in the order of their starts; of very many those that matter most. */
  readonly sessions: readonly CalendarSession[];
  /** How many sessions are not among them. */
  readonly omitted: number;
  /** Whether all of its times are those of one clock; without a time zone, sessions with offsets stand at their own. */
  readonly isOfOneClock: boolean;
  /** The clock in which times are shown. */
  readonly clockHours: ClockHours;
  /** Whether something is at times that no grid shows. */
  readonly hasMore: boolean;
  /** In the order of the roster; of very many those with the most hours. */
  readonly clinicians: readonly ClinicianLoad[];
  readonly omittedClinicians: number;
  readonly kinds: readonly KindLoad[];
  readonly onCall: OnCallWeek;
}

export interface Grid {
  /** `Mon, Nov 30 to Sun, Dec 6, 2026`. */
  readonly title: string;
  /** `Sun, Nov 1: the clocks go back from 02:00 to 01:00`, for each day on which they change. */
  readonly clockChanges: readonly string[];
  readonly days: readonly CalendarDay[];
}

export interface CalendarDay {
  /** Days since 1970-01-01. */
  readonly day: number;
  /** `Mon, Nov 30`. */
  readonly name: string;
}

export interface CalendarSession {
  readonly session: ReportSession;
  /** When it is: in order, and together as long as it. */
  readonly pieces: readonly Piece[];
  /** The ids of its clinicians, each once. */
  readonly clinicians: readonly string[];
  /** At the worst moment of the limit that matters most: who attends, who counts, and that limit. */
  readonly attendance: string;
  readonly staff: string;
  /** `limit 1:6`, `at most 3 couples`; null without a limit. */
  readonly cap: string | null;
  /** The same where there is little room: `8p`, `1t`, `1:6`; of a session without a limit only who attends. */
  readonly brief: readonly string[];
}

export interface Duration {
  readonly minutes: number;
  /** `7 h 30 min`, `none`. */
  readonly words: string;
}

/** A clinician's week. */
export interface ClinicianLoad {
  readonly id: string;
  readonly roles: readonly string[];
  /** How many sessions that take place list them. */
  readonly sessions: number;
  /** For how long they are to be in a session, each minute counted once. */
  readonly planned: Duration;
  /** For how much of it they are to be in several. */
  readonly doubleBooked: Duration;
  /** For how long they are away in the week; null where it is not known when its days begin. */
  readonly away: Duration | null;
  /** For how much of that they are to be in a session. */
  readonly missing: Duration;
  /** The same minutes, and those of the week in which they are away, to be drawn; null where it is not known when its days begin. */
  readonly pieces: Readonly<Record<"present" | "doubleBooked" | "away", readonly Piece[]>> | null;
}

/** The seats of all sessions of a kind, each at its worst moment under the limit that leaves the fewest open. */
export interface KindLoad {
  readonly kind: string;
  /** What it is called, if a standard says so. */
  readonly title: string | null;
  /** What its seats are counted in; null for sessions without a limit on seats. */
  readonly per: "patients" | "couples" | null;
  readonly sessions: number;
  /** Seats taken within the limit. */
  readonly used: number;
  readonly open: number;
  /** Seats taken beyond it while somebody who counts is there. */
  readonly over: number;
  /** Seats taken while nobody who counts is there. */
  readonly unstaffed: number;
}

/** Who is on call in the week, or why that is not known. */
export type OnCallWeek =
  | { readonly unknown: string }
  | {
      readonly unknown: null;
      /** The rule that judges the gaps, and whether a standard of the roster has it on. */
      readonly judge: { readonly rule: string; readonly isOn: boolean };
      /** How many hours the week has: 168, but where the clocks change. */
      readonly hours: number;
      readonly shifts: readonly { readonly clinician: string; readonly pieces: readonly Piece[] }[];
      /** The times at which nobody on call is free: neither away nor in a session. */
      readonly gaps: readonly {
        readonly from: string;
        readonly until: string;
        readonly duration: Duration;
        readonly pieces: readonly Piece[];
      }[];
    };

export interface ReportRoster extends Omit<JsonRoster, "findings" | "problems" | "sessions"> {
  readonly problems: readonly ReportProblem[];
  readonly sessions: readonly ReportSession[];
  readonly tally: Tally;
  readonly findings: readonly ReportFinding[];
  /** How many rows of an imported roster's source are not in it. */
  readonly openRows: number;
  /** Makes the disclosure, for a format that shows it. Null for a roster that was not audited. */
  readonly disclosure: (() => Disclosure) | null;
  /** Makes the calendar, for a format that draws it. Null for a roster that was not audited. */
  readonly calendar: (() => Calendar) | null;
}

/** A rule, whether or not it found anything. */
export interface ReportRule {
  readonly id: string;
  /** What it is about, in one word. */
  readonly topic: string;
  readonly summary: string;
  readonly why: string;
  readonly source: string;
  /** How grave its findings are under the standards of the run; null if none of them has it on. */
  readonly severity: JsonFinding["severity"] | null;
}

export interface Report extends Omit<JsonReport, "rosters" | "problems" | "findings"> {
  readonly rules: readonly ReportRule[];
  readonly rosters: readonly ReportRoster[];
  /** Those that belong to no roster: on waivers. */
  readonly findings: readonly ReportFinding[];
  readonly problems: readonly ReportProblem[];
}
