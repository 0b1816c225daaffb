/** `--format junit`: one suite per roster, one case per session and limit, as Jenkins and GitLab read them. */
import { groupedBy, memoized } from "../../grouped.ts";
import { numbered } from "../../message.ts";
import { isAtLeast } from "../../severity.ts";
import type { FormatOptions } from "../formats.ts";
import { CANNOT_AUDIT } from "../located.ts";
import type { Report, ReportFinding, ReportProblem, ReportRoster, ReportSession } from "../report.ts";
import { sanitize } from "../sanitize.ts";
import { limitInWords, locationInWords, notCheckedInWords, rosterInWords, subjectInWords, waiverInWords, withHelp } from "../wording.ts";

type FailOn = FormatOptions["failOn"];

/** A finding that fails the run is a failure. A lighter one passes, with the finding in the output of its case. */
export function* junit(report: Report, { failOn }: Pick<FormatOptions, "failOn">): Generator<string> {
  const names = new Names();
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="ratio-audit">\n';
  for (const roster of report.rosters) yield suite(rosterInWords(roster), casesOf(roster, failOn), names);
  const rest = [
    ...report.problems.map((problem) => {
      const file = problem.at?.file ?? problem.file;
      return ofProblem(problem, file ?? REST, file ?? undefined);
    }),
    ...report.findings.map((finding) => ofRule(finding, { suite: REST, file: finding.at.file ?? "", failOn })),
  ];
  if (rest.length > 0) yield suite(REST, rest, names);
  yield "</testsuites>\n";
}

/** The suite for problems and findings outside rosters. */
const REST = "standards and files";

interface Case {
  /** The subject of its class: a roster or file, and optionally a session. */
  readonly of: readonly [suite: string, session?: string | undefined];
  readonly name: string;
  /** The file, to which readers link. */
  readonly file?: string | undefined;
  /** Null for a case that passed without output. */
  readonly result: Result | null;
}

interface Result {
  readonly outcome: "failure" | "error" | "skipped" | "system-out";
  readonly type?: string;
  readonly message?: string;
  readonly text: string;
}

/** The suite and file of a finding, and the lowest severity of a failure. */
interface Context {
  readonly suite: string;
  readonly file: string;
  readonly failOn: FailOn;
}

function casesOf(roster: ReportRoster, failOn: FailOn): Case[] {
  const context = { suite: rosterInWords(roster), file: roster.file, failOn };
  const bySession = groupedBy(roster.findings, ({ subject }) => subject);
  return [
    ...roster.problems.map((problem) => ofProblem(problem, context.suite, roster.file)),
    ...roster.sessions.flatMap((session) => ofSession(session, bySession.get(session) ?? [], context)),
    ...roster.findings
      .filter(({ subject, limitIndex }) => subject === null || limitIndex === null)
      .map((finding) => ofRule(finding, context)),
    ...roster.notChecked.map((one): Case => {
      const text = `Not checked: ${notCheckedInWords(one)}.`;
      return { of: [context.suite], name: `not checked: ${one.rule ?? "source rows"}`, result: { outcome: "system-out", text } };
    }),
  ].map((one) => ({ ...one, file: roster.file }));
}

/** One case per limit of a session, with its finding. */
function ofSession(session: ReportSession, findings: readonly ReportFinding[], context: Context): Case[] {
  const of = [context.suite, session.id] as const;
  if (session.verdict === "canceled") return [skipped(of, "canceled", "The session is canceled and was not audited.")];
  const { limits, kind, conflict, shown } = session;
  const also = conflict ? ` ${DOUBLE_BOOKED}` : "";
  if (limits.length === 0) return [skipped(of, "no limit", `No standard in use limits sessions of the kind ${kind}.${also}`)];
  // A session without staff has a finding that is about no limit.
  const unstaffed = findings.findLast(({ breach, limitIndex }) => breach !== null && limitIndex === null);
  return limits.map((row, i) => {
    const name = `${limitInWords(row)} (${row.standards.join(", ")})`;
    const finding = findings.findLast(({ limitIndex }) => limitIndex === i);
    if (finding !== undefined) return { of, name, result: resultOf(finding, context) };
    if (row.holds && shown === "empty") return skipped(of, name, "Nobody attends the session.");
    if (row.holds) return conflict ? skipped(of, name, `The session alone is within this limit.${also}`) : { of, name, result: null };
    const why =
      unstaffed === undefined || row.limit !== "ratio"
        ? "The session breaks this limit, but the rule is off."
        : `At some point, no clinician who counts is present. See the case ${unstaffed.rule} of this session.`;
    return skipped(of, name, why);
  });
}

/** Said of each session of a double booking, for the finding is on the later one: neither passes as within its limits. */
const DOUBLE_BOOKED = "The session is double-booked: a clinician or patient of it is in another session at the same time.";

/** A finding that is about no limit. */
function ofRule(finding: ReportFinding, context: Context): Case {
  const { rule, subject } = finding;
  const about = subjectInWords(finding);
  const name = about === null || subject !== null ? rule : `${rule}: ${about}`;
  return {
    of: [context.suite, subject?.id],
    name,
    file: context.file === "" ? undefined : context.file,
    result: resultOf(finding, context),
  };
}

function ofProblem(problem: ReportProblem, suite: string, file: string | undefined): Case {
  const { message, at } = problem;
  const path = at === null || at.path.length === 0 ? "" : `: ${at.path.join(".")}`;
  const text = `${locationInWords(suite, at)} error ${CANNOT_AUDIT}: ${withHelp(problem)}`;
  return { of: [suite], name: `${CANNOT_AUDIT}${path}`, file, result: { outcome: "error", type: CANNOT_AUDIT, message, text } };
}

function resultOf(finding: ReportFinding, { file, failOn }: Context): Result {
  const { rule, severity, message, at, waiver } = finding;
  const head = `${locationInWords(file, at)} ${severity} ${rule}`;
  if (waiver !== null) return { outcome: "skipped", text: `${head}, waived ${waiverInWords(waiver)}. ${message}` };
  const text = `${head}: ${withHelp(finding)}`;
  const isFailure = failOn !== "never" && isAtLeast(severity, failOn);
  return isFailure ? { outcome: "failure", type: rule, message, text } : { outcome: "system-out", text };
}

function skipped(of: Case["of"], name: string, text: string): Case {
  return { of, name, result: { outcome: "skipped", text } };
}

/** Names of classes, and of cases that are unique in their class, as readers of JUnit files need them. */
class Names {
  /** The name of each class, by its subject. */
  readonly #classes = new Map<string, string>();
  readonly #taken = new Map<string, number>();
  /** The uses of each case name in its class: GitLab ignores a second case of the same name. */
  readonly #casesOf = memoized((_: string) => new Map<string, number>());

  /** The class name `roster.session`: Jenkins shows the part before the last dot as a package. Other dots are removed, so names may collide and are numbered. */
  ofClass([suite, session]: Case["of"]): string {
    const meant = JSON.stringify([suite, session ?? null]);
    const name = this.#classes.get(meant) ?? numbered(sanitize(`${dotless(suite)}.${dotless(session ?? "roster")}`), this.#taken);
    this.#classes.set(meant, name);
    return name;
  }

  ofCase(name: string, classname: string): string {
    return numbered(sanitize(name), this.#casesOf(classname));
  }
}

function dotless(name: string): string {
  return name.replaceAll(".", "_");
}

function suite(name: string, cases: readonly Case[], names: Names): string {
  const having = (outcome: Result["outcome"]) => cases.filter(({ result }) => result?.outcome === outcome).length;
  const counts = { tests: cases.length, failures: having("failure"), errors: having("error"), skipped: having("skipped") };
  const elements = cases.map((one) => testcase(one, names));
  return `  <testsuite${attributes({ name, ...counts })}>\n${elements.join("")}  </testsuite>\n`;
}

function testcase({ of, name, file, result }: Case, names: Names): string {
  const classname = names.ofClass(of);
  const start = `    <testcase${attributes({ classname, name: names.ofCase(name, classname), file })}`;
  if (result === null) return `${start}/>\n`;
  const { outcome, text, type, message } = result;
  return `${start}>\n      <${outcome}${attributes({ type, message })}>${escaped(text)}</${outcome}>\n    </testcase>\n`;
}

function attributes(all: Readonly<Record<string, string | number | undefined>>): string {
  const stated = Object.entries(all).filter(([, value]) => value !== undefined);
  return stated.map(([key, value]) => ` ${key}="${escaped(String(value))}"`).join("");
}

/** Text for an element or attribute: only XML characters, and no markup, so no `]]>`. */
function escaped(text: string): string {
  return sanitize(text)
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/[\ufffe\uffff]/g, "\ufffd");
}
