/** The content of the page, and the anchors of its parts. */
import { worstFirst } from "../../finding-order.ts";
import { eachFinding, type LocatedFinding } from "../../located.ts";
import type { Calendar, Report, ReportFinding, ReportRoster, ReportSession } from "../../report.ts";
import { rosterInWords } from "../../wording.ts";
import { type DrawnSession, drawnSessions } from "../week/drawn-session.ts";
import { PositionClasses } from "./position-classes.ts";

/** Maximum findings to list, the most severe first. */
const MAX_FINDINGS = 1_000;

/** A roster with its week. */
export interface RosterOnPage {
  readonly roster: ReportRoster;
  /** 1 for the first. */
  readonly number: number;
  /** Distinguishes the names of its parts from those of other rosters: ` of week.yaml`; empty for a single roster. */
  readonly suffix: string;
  /** The heading level below the part, or below the roster if there are several. */
  readonly level: number;
  /** Null for a roster that was not audited. */
  readonly calendar: Calendar | null;
  readonly sessions: readonly DrawnSession[];
}

export interface PageModel {
  readonly report: Report;
  readonly rosters: readonly RosterOnPage[];
  /** All findings, the most severe first. */
  readonly all: readonly LocatedFinding[];
  /** The findings that are listed. */
  readonly listed: readonly LocatedFinding[];
  /** The anchors of findings and of session blocks. */
  readonly anchors: { readonly findings: ReadonlyMap<ReportFinding, string>; readonly sessions: ReadonlyMap<ReportSession, string> };
  readonly positions: PositionClasses;
}

export function pageModel(report: Report): PageModel {
  const all = worstFirst(eachFinding(report));
  const listed = all.slice(0, MAX_FINDINGS);
  const isOnly = report.rosters.length === 1;
  const rosters = report.rosters.map((roster, i) => {
    const calendar = roster.calendar?.() ?? null;
    const sessions = calendar === null ? [] : drawnSessions(roster, calendar.sessions);
    return { roster, number: i + 1, suffix: isOnly ? "" : ` of ${rosterInWords(roster)}`, level: isOnly ? 3 : 4, calendar, sessions };
  });
  const blocks = rosters.flatMap(({ number, calendar, sessions }) => {
    const days = new Set(calendar?.grids.flatMap((grid) => grid.days.map(({ day }) => day)));
    const drawn = sessions.filter((one) => days.has(one.drawn.pieces[0]?.day as number));
    return drawn.map((one) => [one.session, `s${number}-${one.number}`] as const);
  });
  const anchors = { findings: new Map(listed.map(({ finding }, i) => [finding, `f${i + 1}`])), sessions: new Map(blocks) };
  return { report, rosters, all, listed, anchors, positions: new PositionClasses() };
}
