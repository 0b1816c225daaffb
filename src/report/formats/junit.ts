/** `--format junit`: a suite for each roster, a case for each audited session and limit, as Jenkins and GitLab read it. */
import { numbered } from "../../message.ts";
import type { FormatOptions } from "../format.ts";
import { CANNOT_AUDIT } from "../located.ts";
import type { Report, ReportFinding, ReportProblem, ReportRoster, ReportSession } from "../report.ts";
import { sanitize } from "../sanitize.ts";
import { SEVERITIES } from "../severity-order.ts";
import { limitInWords, rosterInWords, subjectInWords, waiverInWords, withHelp } from "../wording.ts";

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

/** Where nobody who counts is there one of these rules tells of it, and none on a limit. */
const UNSTAFFED = new Set(["session-unstaffed", "couples-therapist-missing"]);

class SuiteWriter {
  /** As many severities fail the run, the gravest first. */
  readonly #failing: number;
  /** The name of each class, by what it stands for. */
  readonly #classes = new Map<string, string>();
  readonly #classNames = new Map<string, number>();
  /** How often each name of a case was given in its class: GitLab takes no notice of the second of one name. */
  readonly #names = new Map<string, Map<string, number>>();

  constructor(failing: number) {
    this.#failing = failing;
  }

  roster(roster: ReportRoster): string {
    const name = rosterInWords(roster);
    const onLimits = new Map<ReportSession, Map<number, ReportFinding>>();
    const others: ReportFinding[] = [];
    const unstaffed = new Map<ReportSession, string>();
    for (const finding of roster.findings) {
      const { subject, limit } = finding;
      if (subject !== null && UNSTAFFED.has(finding.rule)) unstaffed.set(subject, finding.rule);
      if (subject === null || limit === null) others.push(finding);
      else onLimits.set(subject, (onLimits.get(subject) ?? new Map()).set(limit, finding));
    }
    return this.#suite(name, [
      ...roster.problems.map((problem) => this.#problem(name, problem)),
      ...roster.sessions.flatMap((session) =>
        this.#session(name, roster.file, session, {
          onLimits: onLimits.get(session) ?? new Map(),
          unstaffed: unstaffed.get(session) ?? null,
        }),
      ),
      ...others.map((finding) => this.#ofRule(name, roster.file, finding)),
      ...roster.notChecked.map(({ rule, reason }) =>
        skipped(this.#classOf(name), `not checked: ${rule}`, `${rule} was not checked: ${reason}`),
      ),
    ]);
  }

  /** What belongs to no roster. */
  rest({ problems, findings }: Report): string {
    const name = "standards and files";
    return this.#suite(name, [
      ...problems.map((problem) => this.#problem(problem.at?.file ?? problem.file ?? name, problem)),
      ...findings.map((finding) => this.#ofRule(name, finding.at.file ?? "", finding)),
    ]);
  }

  /** With the findings on its limits, by the positions of these, one at most on each; and the rule by which nobody is there. */
  #session(
    suite: string,
    file: string,
    session: ReportSession,
    { onLimits, unstaffed }: { onLimits: ReadonlyMap<number, ReportFinding>; unstaffed: string | null },
  ): Case[] {
    const classname = this.#classOf(suite, session.id);
    if (session.verdict === "cancelled") return [skipped(classname, "cancelled", "The session is cancelled and was not audited.")];
    if (session.limits.length === 0) {
      return [skipped(classname, "no limit", `No standard of the audit sets a limit for sessions of the kind ${session.kind}.`)];
    }
    return session.limits.map((row, i) => {
      const name = `${limitInWords(row)} (${row.standards.join(", ")})`;
      const finding = onLimits.get(i);
      if (finding !== undefined) return { classname, name, result: this.#result(finding, file) };
      if (row.holds) return { classname, name, result: null };
      const why =
        unstaffed === null || row.limit !== "ratio"
          ? "The limit is broken, and the rule that would tell of it is off."
          : `At some moment nobody is there who counts, of which the case ${unstaffed} of this session tells.`;
      return skipped(classname, name, why);
    });
  }

  /** A finding of a rule that goes by no limit. */
  #ofRule(suite: string, file: string, finding: ReportFinding): Case {
    const { rule, subject } = finding;
    const about = subjectInWords(finding);
    const name = about === null || subject !== null ? rule : `${rule}: ${about}`;
    return { classname: this.#classOf(suite, subject?.id), name, result: this.#result(finding, file) };
  }

  #problem(suite: string, problem: ReportProblem): Case {
    const { message, at } = problem;
    const where = at === null ? "" : `:${at.line}:${at.column}`;
    const path = at === null || at.path.length === 0 ? "" : `: ${at.path.join(".")}`;
    const text = `${suite}${where} error ${CANNOT_AUDIT}: ${withHelp(problem)}`;
    const classname = this.#classOf(suite);
    return { classname, name: `${CANNOT_AUDIT}${path}`, result: { outcome: "error", type: CANNOT_AUDIT, message, text } };
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
    const names = this.#names.get(classname) ?? new Map<string, number>();
    this.#names.set(classname, names);
    const start = `    <testcase classname="${escaped(classname)}" name="${escaped(numbered(sanitize(name), names))}"`;
    if (result === null) return `${start}/>\n`;
    const { outcome, type, message, text } = result;
    const attributes = [
      ...(type === undefined ? [] : [` type="${escaped(type)}"`]),
      ...(message === undefined ? [] : [` message="${escaped(message)}"`]),
    ];
    return `${start}>\n      <${outcome}${attributes.join("")}>${escaped(text)}</${outcome}>\n    </testcase>\n`;
  }

  /**
   * The class of a session, or of a roster as a whole. Jenkins takes what is before the last dot for a package: here that is the
   * roster, and what follows the session. What is no longer told apart without its dots is numbered.
   */
  #classOf(suite: string, session?: string): string {
    const meant = JSON.stringify([suite, session ?? null]);
    let name = this.#classes.get(meant);
    if (name === undefined) {
      const parts = [suite, session ?? "roster"].map((part) => part.replaceAll(".", "_"));
      name = numbered(sanitize(parts.join(".")), this.#classNames);
      this.#classes.set(meant, name);
    }
    return name;
  }
}

function skipped(classname: string, name: string, text: string): Case {
  return { classname, name, result: { outcome: "skipped", text } };
}

/** Text of an element or attribute: no character that XML has not, no markup, and so no `]]>`. */
function escaped(text: string): string {
  return sanitize(text)
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/[\ufffe\uffff]/g, "\ufffd");
}
