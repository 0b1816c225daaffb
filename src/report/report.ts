/**
 * The report for all formats: masked, located and sorted. It contains the published JSON report, and the data that only terminals
 * and pages need.
 */
import type { ClockHours } from "../clock.ts";
import type { JsonFinding, JsonLimit, JsonProblem, JsonReport, JsonRoster, JsonSession } from "./schema.ts";

/** A masked line of the roster, with the columns of the file. */
export interface FrameLine {
  readonly line: number;
  readonly text: string;
  /** The position of the location in the text, in characters from 0. */
  readonly at: number;
}

/** The lines that explain a finding or problem; empty if nothing of the file may be shown. */
export type Frame = readonly FrameLine[];

/** A part of a local day, in wall-clock minutes from midnight: half-open, at most 1440. */
export interface Piece {
  /** Days since 1970-01-01. */
  readonly day: number;
  readonly from: number;
  readonly until: number;
  /** The moment of its start, in minutes since 1970-01-01T00:00Z. It distinguishes two pieces with the same clock times. */
  readonly moment: number;
}

/** The times and extent of a breach. */
export interface Breach {
  /** The worst excess: `2 patients too many`, `no therapist for 5 patients`. */
  readonly howMuch: string;
  /** The same as a number, to compare breaches of one rule. */
  readonly amount: number;
  /** The total duration. */
  readonly duration: Duration;
  /** `18:00–18:30 and 19:00–19:10`; with the day if it differs from the session's start. */
  readonly when: string;
  readonly pieces: readonly Piece[];
}

export interface ReportFinding extends JsonFinding {
  /** The rank of rules whose findings may leave a patient without care: 1 is the worst. Null for other rules, which follow in report order. */
  readonly harmRank: number | null;
  readonly frame: Frame;
  /** Null for a finding that does not make its session a breach. */
  readonly breach: Breach | null;
  /** The position of its limit in the session; null if it is not about a limit. */
  readonly limitIndex: number | null;
  /** Its session. */
  readonly subject: ReportSession | null;
}

export interface ReportProblem extends JsonProblem {
  readonly frame: Frame;
}

/** A limit of a session at its worst moment. */
export interface ReportLimit extends JsonLimit {
  readonly patients: number;
  /** The worst moment in words: `3 couples (6 patients), 1 couples therapist`. */
  readonly counted: string;
  /** The time of the worst moment: `18:00–18:30`. */
  readonly hours: string;
}

export interface ReportSession extends Omit<JsonSession, "limits"> {
  readonly limits: readonly ReportLimit[];
  /** `Mon, Nov 30 18:00–19:30`. */
  readonly when: string;
  /** `18:00–19:30`. */
  readonly hours: string;
  /** The fewest open seats under any limit; null if no limit counts seats. */
  readonly openSeats: number | null;
  readonly shown: Shown;
}

export type Verdict = JsonSession["verdict"];

/**
 * The displayed verdict of a session: its verdict, or `unjudged` if it breaks a limit whose rule is off, or `conflict` if a person
 * in it is double-booked and the verdict alone would not show that, or `empty` if it breaks no limit because nobody attends.
 */
export type Shown = Verdict | "unjudged" | "conflict" | "empty";

/** Totals of a roster's sessions, for summaries. */
export interface Tally {
  readonly verdicts: Readonly<Record<Verdict, number>>;
  /** The number of sessions per displayed verdict. */
  readonly shown: Readonly<Record<Shown, number>>;
  /** The number of sessions with attendees that were checked against a ratio. */
  readonly checked: number;
  /** The sessions with attendees whose kind needs no ratio and has none, by kind. */
  readonly exempt: ReadonlyMap<string, number>;
  /** The kinds of the other sessions with attendees, except exempt kinds; with a built-in standard that has a ratio for the kind. */
  readonly unchecked: readonly { readonly kind: string; readonly sessions: number; readonly standard: string | null }[];
  /** The roster rules that none of the roster's standards has on. */
  readonly rulesOff: readonly string[];
  /** The first few sessions that break a limit whose rule is off. */
  readonly unjudged: readonly ReportSession[];
  /** The first few sessions without a limit. */
  readonly unlimited: readonly ReportSession[];
  /** The sessions within their limits with the fewest open seats, fewest first. */
  readonly tightest: readonly ReportSession[];
}

/** The staffing facts that a program may publish. Names no session, clinician or patient. */
export interface Disclosure {
  /** The kinds of sessions that take place, in roster order. */
  readonly kinds: readonly DisclosedKind[];
  /** The roles of clinicians, the most common first. */
  readonly roles: readonly { readonly role: string; readonly clinicians: number }[];
}

export interface DisclosedKind {
  readonly kind: string;
  /** The kind's title, if a standard has one. */
  readonly title: string | null;
  readonly sessions: number;
  /** All lengths of its sessions, in minutes, shortest first. */
  readonly minutes: readonly number[];
  /** The ratio that the program publishes; null if it publishes none. */
  readonly published: string | null;
  readonly limits: readonly DisclosedLimit[];
  /** The number of its sessions that are double-booked. */
  readonly doubleBooked: number;
  /** The number of its sessions with patients but no clinician who counts, at any moment. */
  readonly unstaffed: number;
  /** The billing codes of its sessions. */
  readonly codes: readonly string[];
  /** The number of its sessions without a code. */
  readonly withoutCode: number;
  /** The minimum and maximum clinicians of each role in a session. */
  readonly staffing: readonly { readonly role: string; readonly least: number; readonly most: number }[];
}

/** A limit of a kind, and the worst moment of all its sessions. */
export interface DisclosedLimit {
  /** `1:6 patients`, `at most 3 couples`, `at least 2 clinicians`. */
  readonly cap: string;
  /** The standards of the limit, with their legal status: `benchmark, a published benchmark, not law`. */
  readonly authority: string;
  /** `6 patients with 1 therapist`; null if nobody attends any of the sessions. */
  readonly worst: string | null;
  readonly holds: boolean;
}

/** The calendar of a roster for drawings. It names no people except clinicians. */
export interface Calendar {
  /** The audited week; then other days with sessions, at most seven per grid. */
  readonly grids: readonly Grid[];
  /** The sessions by start; if there are too many, the most important ones. */
  readonly sessions: readonly CalendarSession[];
  /** The number of omitted sessions. */
  readonly omitted: number;
  /** Whether all times use one clock; without a time zone, sessions with offsets use their own. */
  readonly isOfOneClock: boolean;
  /** The clock for displayed times. */
  readonly clockHours: ClockHours;
  /** Whether some sessions are outside all grids. */
  readonly hasMore: boolean;
  /** In roster order; if there are too many, the clinicians with the most hours. */
  readonly clinicians: readonly ClinicianLoad[];
  readonly omittedClinicians: number;
  readonly kinds: readonly KindLoad[];
  readonly onCall: OnCallWeek;
}

export interface Grid {
  /** `Mon, Nov 30 to Sun, Dec 6, 2026`. */
  readonly title: string;
  /** `Sun, Nov 1: the clocks go back from 02:00 to 01:00`, for each day with a change. */
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
  /** Its times, sorted; their total length is that of the session. */
  readonly pieces: readonly Piece[];
  /** The ids of its clinicians, each once. */
  readonly clinicians: readonly string[];
  /** The attendance at the worst moment of the most important limit. `staff` and `cap` are for the same limit. */
  readonly attendance: string;
  readonly staff: string;
  /** `limit 1:6`, `at most 3 couples`; null without a limit. */
  readonly cap: string | null;
  /** The same in short: `8p`, `1t`, `1:6`; for a session without a limit, only the attendance. */
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
  /** The number of sessions that list the clinician, without canceled ones. */
  readonly sessions: number;
  /** The scheduled time in sessions, each minute counted once. */
  readonly planned: Duration;
  /** The part of it in several sessions at once. */
  readonly doubleBooked: Duration;
  /** The time away in the week; null if the start of its days is unknown. */
  readonly away: Duration | null;
  /** The part of that time with scheduled sessions. */
  readonly missing: Duration;
  /** The same times as pieces for drawing; null if the start of the days is unknown. */
  readonly pieces: Readonly<Record<"present" | "doubleBooked" | "away", readonly Piece[]>> | null;
}

/** The seats of all sessions of a kind, each at its worst moment under the limit with the fewest open seats. */
export interface KindLoad {
  readonly kind: string;
  /** The kind's title, if a standard has one. */
  readonly title: string | null;
  /** The unit of its seats; null for sessions without a limit on seats. */
  readonly per: "patients" | "couples" | null;
  readonly sessions: number;
  /** Seats taken within the limit. */
  readonly used: number;
  readonly open: number;
  /** Seats taken beyond it while a clinician who counts is present. */
  readonly over: number;
  /** Seats taken while no clinician who counts is present. */
  readonly unstaffed: number;
}

/** The on-call coverage of the week, or the reason why it is unknown. */
export type OnCallWeek =
  | { readonly unknown: string }
  | {
      readonly unknown: null;
      /** The rule for gaps, and whether a standard of the roster has it on. */
      readonly judge: { readonly rule: string; readonly isOn: boolean };
      /** The hours of the week: 168, unless the clocks change. */
      readonly hours: number;
      readonly shifts: readonly { readonly clinician: string; readonly pieces: readonly Piece[] }[];
      /** The times without a free on-call clinician: one who is neither away nor in a session. */
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
  /** The number of source rows that are not in an imported roster. */
  readonly openRows: number;
  /** The number of questions that an import left open and that are not about open rows alone. */
  readonly openQuestions: number;
  /** Makes the disclosure, for a format that shows it. Null for a roster that was not audited. */
  readonly disclosure: (() => Disclosure) | null;
  /** Makes the calendar, for a format that draws it. Null for a roster that was not audited. */
  readonly calendar: (() => Calendar) | null;
}

/** A rule, with or without findings. */
export interface ReportRule {
  readonly id: string;
  /** Its subject in one word. */
  readonly topic: string;
  readonly summary: string;
  readonly why: string;
  readonly source: string;
  /** The severity of its findings under the standards of the run; null if none of them has it on. */
  readonly severity: JsonFinding["severity"] | null;
}

export interface Report extends Omit<JsonReport, "rosters" | "problems" | "findings"> {
  readonly rules: readonly ReportRule[];
  readonly rosters: readonly ReportRoster[];
  /** Findings outside rosters: those about waivers. */
  readonly findings: readonly ReportFinding[];
  readonly problems: readonly ReportProblem[];
}
