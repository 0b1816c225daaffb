/** What is on the page, and by what name each part is linked. */

import { eachFinding, type Found } from "../../located.ts";
import type { Calendar, Report, ReportFinding, ReportRoster, ReportSession } from "../../report.ts";
import { gravestFirst } from "../../severity-order.ts";
import { rosterInWords } from "../../wording.ts";
import { type DrawnSession, drawnSessions } from "../week/session-wording.ts";
import { Geometry } from "./geometry.ts";

/** So many findings are listed, the gravest ones; nobody reads more. */
const MAX_FINDINGS = 1_000;

/** A roster with its week. */
export interface RosterOnPage {
  readonly roster: ReportRoster;
  /** 1 for the first. */
  readonly number: number;
  /** What sets names of its parts off from those of other rosters: ` of week.yaml`; nothing for an only one. */
  readonly suffix: string;
  /** The level of the headings below the one of the part, or of the roster where there are several. */
  readonly level: number;
  /** Null for a roster that was not audited. */
  readonly calendar: Calendar | null;
  readonly sessions: readonly DrawnSession[];
}

export interface Listing {
  readonly report: Report;
  readonly rosters: readonly RosterOnPage[];
  /** All findings, the gravest first. */
  readonly all: readonly Found[];
  /** Those of them that are listed. */
  readonly findings: readonly Found[];
  /** The anchors of findings and of the blocks of sessions. */
  readonly anchors: { readonly findings: ReadonlyMap<ReportFinding, string>; readonly sessions: ReadonlyMap<ReportSession, string> };
  readonly geometry: Geometry;
}

export function listingOf(report: Report): Listing {
  const all = gravestFirst(eachFinding(report), (one) => one);
  const findings = all.slice(0, MAX_FINDINGS);
  const rosters = report.rosters.map((roster, i) => {
    const { calendar } = roster;
    const isOnly = report.rosters.length === 1;
    const place = { number: i + 1, suffix: isOnly ? "" : ` of ${rosterInWords(roster)}`, level: isOnly ? 3 : 4 };
    return { roster, ...place, calendar, sessions: calendar === null ? [] : drawnSessions(roster, calendar.sessions) };
  });
  const anchors = {
    findings: new Map(findings.map(({ finding }, i) => [finding, `f${i + 1}`])),
    sessions: new Map(
      rosters.flatMap(({ number, calendar, sessions }) => {
        const days = new Set(calendar?.grids.flatMap((grid) => grid.days.map(({ day }) => day)));
        const drawn = sessions.filter((one) => days.has(one.drawn.pieces[0]?.day as number));
        return drawn.map((one) => [one.session, `s${number}-${one.number}`] as const);
      }),
    ),
  };
  return { report, rosters, all, findings, anchors, geometry: new Geometry() };
}
