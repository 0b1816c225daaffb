/** Puts the parts of a report together and counts them. */
import { compare } from "./present/present.ts";
import type { Report, ReportProblem, ReportRoster } from "./report/report.ts";
import type { Standard } from "./standards/standard.ts";
import { VERSION } from "./version.ts";

/** The whole report. Rosters are put in order by file and document; standards are listed once each. */
export function assemble(rosters: readonly ReportRoster[], standards: Iterable<Standard>, problems: readonly ReportProblem[]): Report {
  const sorted = [...rosters].sort((a, b) => compare(a.file, b.file) || a.document - b.document);
  const summary = {
    rosters: sorted.length,
    sessions: 0,
    breaching: 0,
    errors: 0,
    warnings: 0,
    notes: 0,
    waived: 0,
    problems: problems.length,
  };
  for (const roster of sorted) {
    summary.problems += roster.problems.length;
    for (const n of Object.values(roster.tally.verdicts)) summary.sessions += n;
    summary.breaching += roster.tally.verdicts.breach;
    for (const { severity, waiver } of roster.findings) summary[waiver === null ? COUNTED_AS[severity] : "waived"]++;
  }
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
    summary,
  };
}

const COUNTED_AS = { error: "errors", warning: "warnings", note: "notes" } as const;
