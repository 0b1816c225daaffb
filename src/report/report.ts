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
  /** What to do where no repair could be tried out; part of `help`. */
  readonly advice: string | null;
  /** The session that it is about. */
  readonly subject: ReportSession | null;
}

export interface ReportProblem extends JsonProblem {
  readonly frame: Frame;
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

export interface ReportRoster extends Omit<JsonRoster, "findings" | "problems" | "sessions"> {
  readonly problems: readonly ReportProblem[];
  readonly sessions: readonly ReportSession[];
  readonly tally: Tally;
  readonly findings: readonly ReportFinding[];
}

export interface Report extends Omit<JsonReport, "rosters" | "problems" | "findings"> {
  readonly rosters: readonly ReportRoster[];
  /** Those that belong to no roster: on waivers. */
  readonly findings: readonly ReportFinding[];
  readonly problems: readonly ReportProblem[];
}
