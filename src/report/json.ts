import type { Report } from "./report.ts";
import type { JsonReport } from "./report-schema.ts";

/** The published part of a report, without what is only for reading at a terminal or on a page. */
export function jsonReport(report: Report): JsonReport {
  return {
    ...report,
    rosters: report.rosters.map((roster) => ({
      file: roster.file,
      document: roster.document,
      sha256: roster.sha256,
      program: roster.program,
      week: roster.week,
      problems: roster.problems.map(({ message, help, at }) => ({ message, help, at })),
      sessions: roster.sessions.map(({ id, kind, start, end, clinicians, patients, couples, verdict, limits }) => ({
        ...{ id, kind, start, end, clinicians, patients, couples, verdict, limits },
      })),
      findings: roster.findings.map((finding) => ({
        rule: finding.rule,
        severity: finding.severity,
        session: finding.session,
        clinician: finding.clinician,
        patient: finding.patient,
        couple: finding.couple,
        standards: finding.standards,
        message: finding.message,
        help: finding.help,
        repairs: finding.repairs,
        at: finding.at,
        related: finding.related,
        fingerprint: finding.fingerprint,
        waiver: finding.waiver,
      })),
      notChecked: [...roster.notChecked],
      remarks: [...roster.remarks],
    })),
    problems: report.problems.map(({ message, help, at }) => ({ message, help, at })),
  };
}

/** `--format json`: characters that could steer a terminal are escaped, which changes no value. */
export function json(report: Report): string {
  return `${JSON.stringify(jsonReport(report), null, 2).replace(STEERING, escaped)}\n`;
}

const STEERING = /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
