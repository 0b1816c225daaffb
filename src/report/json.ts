import type { Report, ReportFinding, ReportProblem, ReportRoster, ReportSession } from "./report.ts";
import type { JsonFinding, JsonProblem, JsonReport, JsonRoster, JsonSession } from "./report-schema.ts";

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

/** Things turned into others one by one, when they are asked for. */
function* each<T, U>(things: Iterable<T>, turn: (thing: T) => U): Generator<U> {
  for (const thing of things) yield turn(thing);
}

/** Text of an object with entries filled in for some of its empty lists, in their order; `indent` is that of its keys. */
function* filled(object: string, indent: string, lists: Readonly<Record<string, Iterable<Iterable<string>>>>): Generator<string> {
  let rest = object;
  for (const [key, entries] of Object.entries(lists)) {
    // No string holds a line break, so this line is that of the key.
    const line = `\n${indent}"${key}": [`;
    const at = rest.indexOf(`${line}]`) + line.length;
    yield rest.slice(0, at);
    rest = rest.slice(at);
    let isFirst = true;
    for (const entry of entries) {
      yield isFirst ? "\n" : ",\n";
      yield* entry;
      isFirst = false;
    }
    if (!isFirst) yield `\n${indent}`;
  }
  yield rest;
}

/** A value's text, indented; characters that could steer a terminal are escaped, which changes no value. */
function text(value: object, indent: string): string {
  const lines = `${indent}${JSON.stringify(value, null, 2).replaceAll("\n", `\n${indent}`)}`;
  return lines.replace(STEERING, escaped);
}

const STEERING = /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
