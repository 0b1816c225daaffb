import type { Report, ReportFinding, ReportProblem, ReportRoster, ReportSession } from "../report.ts";
import type { JsonFinding, JsonProblem, JsonReport, JsonRoster, JsonSession } from "../schema.ts";
import { each, filled, text } from "./json-text.ts";

/** The published part of a report, without what is only for reading at a terminal or on a page. */
export function jsonReport(report: Report): JsonReport {
  const { version, tool, standards, rosters, problems, findings, summary } = report;
  return {
    version,
    tool,
    standards,
    rosters: rosters.map(jsonRoster),
    problems: problems.map(jsonProblem),
    findings: findings.map(jsonFinding),
    summary,
  };
}

function jsonRoster({ file, document, sha256, program, week, problems, ...rest }: ReportRoster): JsonRoster {
  return {
    ...{ file, document, sha256, program, week },
    problems: problems.map(jsonProblem),
    sessions: rest.sessions.map(jsonSession),
    findings: rest.findings.map(jsonFinding),
    notChecked: rest.notChecked,
    remarks: rest.remarks,
  };
}

function jsonProblem({ message, help, at }: ReportProblem): JsonProblem {
  return { message, help, at };
}

function jsonSession({ id, kind, start, end, clinicians, patients, couples, verdict, limits }: ReportSession): JsonSession {
  return { id, kind, start, end, clinicians, patients, couples, verdict, limits };
}

function jsonFinding(finding: ReportFinding): JsonFinding {
  const { rule, severity, session, clinician, patient, couple, kind, offering, standards } = finding;
  const { message, source, help, repairs, at, related, fingerprint, waiver } = finding;
  return {
    ...{ rule, severity, session, clinician, patient, couple, kind, offering, standards },
    ...{ message, source, help, repairs, at, related, fingerprint, waiver },
  };
}

/** `--format json`: what `JSON.stringify` makes of the whole, in pieces. */
export function* json(report: Report): Generator<string> {
  yield* filled(text(jsonReport({ ...report, rosters: [] }), ""), "  ", { rosters: each(report.rosters, rosterText) });
  yield "\n";
}

function rosterText(roster: ReportRoster): Iterable<string> {
  const indent = "    ";
  const inner = `${indent}    `;
  return filled(text(jsonRoster({ ...roster, sessions: [], findings: [] }), indent), `${indent}  `, {
    sessions: each(roster.sessions, (session) => [text(jsonSession(session), inner)]),
    findings: each(roster.findings, (finding) => [text(jsonFinding(finding), inner)]),
  });
}
