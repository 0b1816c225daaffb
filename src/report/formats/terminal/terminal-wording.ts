/** Text that the drawing and the sentences share: the result, the standards, and where to find more. */
import { count } from "../../../message.ts";
import { auditedIn, sessionsWith } from "../../headline.ts";
import type { Calendar, Report, ReportProblem, ReportRoster } from "../../report.ts";
import { findingsAndWaivedInWords, fixProblems, locationInWords, rosterInWords, sessionsInWords } from "../../wording.ts";
import type { Words } from "./text.ts";

/** The summary; each sentence is a paragraph. */
export function summaryOf(report: Report): string[] {
  const { rosters, standards, summary } = report;
  const sessions = sessionsInWords((shown) => sessionsWith(shown, rosters));
  const counts = `${sessions}. Findings: ${findingsAndWaivedInWords(summary)}.`;
  return [
    ...(summary.sessions > 0 ? [counts] : []),
    ...(auditedIn(rosters) > 0 ? standards : []).map(({ name, title, notice }) =>
      `Audited against ${name}: ${title}. ${notice ?? ""}`.trim(),
    ),
    ...leftOut(rosters),
    summary.problems > 0
      ? fixProblems(summary.problems)
      : "For all findings, repairs and what was not checked, run the same command without `week`.",
  ];
}

/** The numbers of incomplete checks and remarks, which are shown elsewhere. */
function leftOut(rosters: readonly ReportRoster[]): string[] {
  const unchecked = rosters.reduce((sum, { notChecked }) => sum + notChecked.length, 0);
  const remarks = rosters.reduce((sum, roster) => sum + roster.remarks.length, 0);
  const parts = [
    ...(unchecked > 0 ? [`${unchecked === 1 ? "1 check was" : `${unchecked} checks were`} incomplete`] : []),
    ...(remarks > 0 ? [`${remarks === 1 ? "1 remark was" : `${remarks} remarks were`} made`] : []),
  ];
  return parts.length === 0 ? [] : [`${parts.join(", and ")}.`];
}

/** The program and file of a roster. */
export function titleOf(roster: ReportRoster, { theirs }: Words): string[] {
  return [...(roster.program === null ? [] : [roster.program]), rosterInWords(roster)].map(theirs);
}

/** The parts of a roster that are not drawn, and why. */
export function notDrawn({ omitted, hasMore }: Pick<Calendar, "omitted" | "hasMore">): string[] {
  return [
    ...(omitted > 0
      ? [
          `${count(omitted, "more session")} ${omitted === 1 ? "is" : "are"} not drawn. The drawing shows those that break a limit, then the earliest.`,
        ]
      : []),
    ...(hasMore ? ["Some sessions are outside the drawn times; see the list."] : []),
  ];
}

/** `week.yaml:31:5`: the location of a problem; empty without a file. */
export function placeOf(roster: ReportRoster | null, { at, file }: ReportProblem): string {
  return locationInWords(at?.file ?? roster?.file ?? file ?? "", at, roster);
}
