import type { Report, ReportFinding, ReportLimit, ReportProblem, ReportRoster, ReportSession } from "../report.ts";
import type { JsonFinding, JsonLimit, JsonProblem, JsonReport, JsonRoster, JsonSession } from "../schema.ts";
import { jsonText } from "./json-text.ts";

/** The published part of a report, without the data for terminals and pages. */
export function jsonReport(report: Report): JsonReport {
  const { version, tool, config, standards, rosters, problems, findings, summary } = report;
  return {
    version,
    tool,
    config,
    standards,
    rosters: rosters.map(jsonRoster),
    problems: problems.map(jsonProblem),
    findings: findings.map(jsonFinding),
    summary,
  };
}

function jsonRoster({ file, document, sha256, program, week, timezone, problems, ...rest }: ReportRoster): JsonRoster {
  return {
    ...{ file, document, sha256, program, week, timezone },
    problems: problems.map(jsonProblem),
    sessions: rest.sessions.map(jsonSession),
    findings: rest.findings.map(jsonFinding),
    notChecked: rest.notChecked,
    remarks: rest.remarks,
  };
}

function jsonProblem({ code, message, help, file, at, related }: ReportProblem): JsonProblem {
  return { code, message, help, file, at, related };
}

function jsonSession(session: ReportSession): JsonSession {
  const { id, title, kind, start, end, clinicians, patients, couples, verdict, conflict, limits } = session;
  return { id, title, kind, start, end, clinicians, patients, couples, verdict, conflict, limits: limits.map(jsonLimit) };
}

function jsonLimit({ patients: _, counted: __, hours: ___, ...limit }: ReportLimit): JsonLimit {
  return limit;
}

function jsonFinding(finding: ReportFinding): JsonFinding {
  const { rule, severity, session, clinician, patient, couple, kind, offering, standards } = finding;
  const { message, source, advice, intervals, limit, repairs, known, at, related, fingerprint, waiver } = finding;
  return {
    ...{ rule, severity, session, clinician, patient, couple, kind, offering, standards },
    ...{ message, source, advice, intervals, limit, repairs, known, at, related, fingerprint, waiver },
  };
}

/** `--format json`: the output of `JSON.stringify` in pieces, one for each session and finding. */
export function* json(report: Report): Generator<string> {
  yield* jsonText(jsonReport(report), 4);
  yield "\n";
}
