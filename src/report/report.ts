/**
 * The report that every format is made from: masked already, with its places, in its final order. It is the published JSON
 * report and, beside it, what only a reader at a terminal or of a page needs.
 */
import type { JsonFinding, JsonProblem, JsonReport, JsonRoster, JsonSession } from "./report-schema.ts";

/** A line of the roster with everything masked that may not be shown; columns are those of the file. */
export interface FrameLine {
  readonly line: number;
  readonly text: string;
  /** Where in the text the place is that matters, in characters from 0. */
  readonly at: number;
}

/** The lines that explain a finding or problem; none where nothing of the file may be shown. */
export type Frame = readonly FrameLine[];

export interface ReportFinding extends JsonFinding {
  readonly frame: Frame;
  /** The limit of its session that it is about, by its position there; null if it is about none. */
  readonly limit: number | null;
  /** What to do where no repair could be tried out; part of `help`. */
  readonly advice: string | null;
  /** The session that it is about. */
  readonly subject: ReportSession | null;
}

export interface ReportProblem extends JsonProblem {
  readonly frame: Frame;
  /** The file that could not be read, where that is the problem; of others see `at`, and the roster around them. */
  readonly file: string | null;
}

export interface ReportSession extends JsonSession {
  /** `Mon 30 Nov 18:00–19:30`. */
  readonly when: string;
  /** The fewest open places under any of its limits; null if no limit counts places. */
  readonly openPlaces: number | null;
}

export type Verdict = JsonSession["verdict"];

/** What summaries say of all sessions of a roster. */
export interface Tally {
  readonly verdicts: Readonly<Record<Verdict, number>>;
  /** The first few without a limit. */
  readonly unlimited: readonly ReportSession[];
  /** The first few of those in order that have the fewest open places, fewest first. */
  readonly tightest: readonly ReportSession[];
}

/** What a programme may publish of how it staffs its sessions: no session, clinician or patient is named. */
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
  /** The ratio that the programme publishes; null if it publishes none. */
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
}

export interface ReportRoster extends Omit<JsonRoster, "findings" | "problems" | "sessions"> {
  readonly problems: readonly ReportProblem[];
  readonly sessions: readonly ReportSession[];
  readonly tally: Tally;
  readonly findings: readonly ReportFinding[];
  /** Null for a roster that was not audited. */
  readonly disclosure: Disclosure | null;
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
