/** `--format junit`: a suite for each roster, a case for each audited session and limit, as Jenkins and GitLab read it. */
import type { FormatOptions } from "./format.ts";
import { SEVERITIES } from "./gravity.ts";
import type { Report, ReportFinding, ReportProblem, ReportRoster, ReportSession } from "./report.ts";
import { plain } from "./text.ts";
import { CANNOT_AUDIT } from "./walk.ts";
import { limitInWords, rosterInWords, subjectInWords, waiverInWords, withHelp } from "./words.ts";

/** A finding that fails the run is a failure; a lighter one passes, and is told in the output of its case. */
export function* junit(report: Report, { failOn }: Pick<FormatOptions, "failOn">): Generator<string> {
  const writer = new SuiteWriter(failOn === "never" ? 0 : SEVERITIES.indexOf(failOn) + 1);
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="ratio-audit">\n';
  for (const roster of report.rosters) yield writer.roster(roster);
  if (report.problems.length + report.findings.length > 0) yield writer.rest(report);
  yield "</testsuites>\n";
}

type Outcome = "failure" | "error" | "skipped" | "system-out";

interface Case {
  readonly classname: string;
  readonly name: string;
  /** Null where there is nothing to tell: the case passed. */
  readonly result: { readonly outcome: Outcome; readonly type?: string; readonly message?: string; readonly text: string } | null;
}

/** Nobody who counts is there, which is a rule of its own; or the rule that tells of the limit is off. */
const BROKEN_ELSEWHERE = "The limit is broken, and the rule on it has no finding here: see the other cases of this session.";

class SuiteWriter {
  /** As many severities fail the run, the gravest first. */
  readonly #failing: number;
  /** How often each name of a case was given: GitLab takes no notice of the second of one name. */
  readonly #names = new Map<string, number>();

  constructor(failing: number) {
    this.#failing = failing;
  }

  roster(roster: ReportRoster): string {
    const name = rosterInWords(roster);
    const onLimits = new Map<ReportSession, Map<number, ReportFinding>>();
    const others: ReportFinding[] = [];
    for (const finding of roster.findings) {
      const { subject, limit } = finding;
      if (subject === null || limit === null) others.push(finding);
      else onLimits.set(subject, (onLimits.get(subject) ?? new Map()).set(limit, finding));
    }
    return this.#suite(name, [
      ...roster.problems.map((problem, i) => problemCase(name, i, problem)),
      ...roster.sessions.flatMap((session) => this.#session(name, roster.file, session, onLimits.get(session))),
      ...others.map((finding) => this.#ofRule(name, roster.file, finding)),
      ...roster.notChecked.map(({ rule, reason }) => skipped(classOf(name), `not checked: ${rule}`, `${rule} was not checked: ${reason}`)),
    ]);
  }

  /** What belongs to no roster. */
  rest({ problems, findings }: Report): string {
    const name = "standards and files";
    return this.#suite(name, [
      ...problems.map((problem, i) => problemCase(problem.at?.file ?? name, i, problem)),
      ...findings.map((finding) => this.#ofRule(name, finding.at.file ?? "", finding)),
    ]);
  }

  /** `findings` are those on its limits, by the positions of these; there is one at most on each. */
  #session(suite: string, file: string, session: ReportSession, findings: ReadonlyMap<number, ReportFinding> = new Map()): Case[] {
    const classname = classOf(suite, session.id);
    if (session.verdict === "cancelled") return [skipped(classname, "cancelled", "The session is cancelled and was not audited.")];
    if (session.limits.length === 0) {
      return [skipped(classname, "no limit", `No standard of the audit sets a limit for sessions of the kind ${session.kind}.`)];
    }
    return session.limits.map((row, i) => {
      const name = `${limitInWords(row)} (${row.standards.join(", ")})`;
      const finding = findings.get(i);
      if (finding !== undefined) return { classname, name, result: this.#result(finding, file) };
      return row.holds ? { classname, name, result: null } : skipped(classname, name, BROKEN_ELSEWHERE);
    });
  }

  /** A finding of a rule that goes by no limit. */
  #ofRule(suite: string, file: string, finding: ReportFinding): Case {
    const { rule, subject } = finding;
    const about = subjectInWords(finding);
    const name = about === null || subject !== null ? rule : `${rule}: ${about}`;
    return { classname: classOf(suite, subject?.id), name, result: this.#result(finding, file) };
  }

  #result(finding: ReportFinding, file: string): NonNullable<Case["result"]> {
    const { rule, severity, message, at, waiver } = finding;
    const head = `${file}:${at.line}:${at.column} ${severity} ${rule}`;
    if (waiver !== null) return { outcome: "skipped", text: `${head}, waived ${waiverInWords(waiver)}. ${message}` };
    const text = `${head}: ${withHelp(finding)}`;
    if (SEVERITIES.indexOf(severity) < this.#failing) return { outcome: "failure", type: rule, message, text };
    return { outcome: "system-out", text };
  }

  #suite(name: string, cases: readonly Case[]): string {
    const of = (outcome: Outcome) => cases.filter(({ result }) => result?.outcome === outcome).length;
    const counts = { tests: cases.length, failures: of("failure"), errors: of("error"), skipped: of("skipped") };
    const attributes = Object.entries({ name, ...counts }).map(([key, value]) => ` ${key}="${escaped(String(value))}"`);
    return `  <testsuite${attributes.join("")}>\n${cases.map((one) => this.#case(one)).join("")}  </testsuite>\n`;
  }

  #case({ classname, name, result }: Case): string {
    const start = `    <testcase classname="${escaped(classname)}" name="${escaped(this.#unique(classname, name))}"`;
    if (result === null) return `${start}/>\n`;
    const { outcome, type, message, text } = result;
    const attributes = [
      ...(type === undefined ? [] : [` type="${escaped(type)}"`]),
      ...(message === undefined ? [] : [` message="${escaped(message)}"`]),
    ];
    return `${start}>\n      <${outcome}${attributes.join("")}>${escaped(text)}</${outcome}>\n    </testcase>\n`;
  }

  #unique(classname: string, name: string): string {
    const key = JSON.stringify([classname, name]);
    const before = this.#names.get(key) ?? 0;
    this.#names.set(key, before + 1);
    return before === 0 ? name : this.#unique(classname, `${name} (${before + 1})`);
  }
}

function problemCase(suite: string, i: number, problem: ReportProblem): Case {
  const { message, at } = problem;
  const where = at === null ? "" : `:${at.line}:${at.column}`;
  const text = `${suite}${where} error ${CANNOT_AUDIT}: ${withHelp(problem)}`;
  return { classname: classOf(suite), name: `${CANNOT_AUDIT} ${i + 1}`, result: { outcome: "error", type: CANNOT_AUDIT, message, text } };
}

function skipped(classname: string, name: string, text: string): Case {
  return { classname, name, result: { outcome: "skipped", text } };
}

/** Jenkins takes what is before the last dot for a package: here that is the roster, and what follows the session. */
function classOf(suite: string, session?: string): string {
  const [roster, of] = [suite, session ?? "roster"].map((part) => part.replaceAll(".", "_"));
  return `${roster}.${of}`;
}

/** Text of an element or attribute: no character that XML has not, no markup, and so no `]]>`. */
function escaped(text: string): string {
  return plain(text)
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/[\ufffe\uffff]/g, "\ufffd");
}
