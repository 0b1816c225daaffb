/** Puts the parts of a report together and counts them. */
import { compare } from "./present/present.ts";
import type { Report, ReportProblem, ReportRoster } from "./report/report.ts";
import type { Standard } from "./standards/standard.ts";
import { VERSION } from "./version.ts";

/** The whole report. Rosters are put in order by file and document; standards are listed once each. */
export function assemble(rosters: readonly ReportRoster[], standards: Iterable<Standard>, problems: readonly ReportProblem[]): Report {
  const sorted = [...rosters].sort((a, b) => compare(a.file, b.file) || a.document - b.document);
  const active = sorted.flatMap((roster) => roster.findings.filter((finding) => finding.waiver === null));
  const audited = sorted.flatMap((roster) => roster.sessions);
  const bySeverity = (severity: string) => active.filter((finding) => finding.severity === severity).length;
  return {
    version: 1,
    tool: { name: "ratio-audit", version: VERSION },
    standards: [...new Map([...standards].map((standard) => [standard.name, standard])).values()].map(({ name, title, source, basis }) => ({
      name,
      title,
      source,
      basis,
    })),
    rosters: sorted,
    problems: [...problems],
    findings: [],
    summary: {
      rosters: sorted.length,
      sessions: audited.length,
      breaching: audited.filter((session) => session.verdict === "breach").length,
      errors: bySeverity("error"),
      warnings: bySeverity("warning"),
      notes: bySeverity("note"),
      waived: sorted.flatMap((roster) => roster.findings).length - active.length,
      problems: problems.length + sorted.reduce((sum, roster) => sum + roster.problems.length, 0),
    },
  };
}
