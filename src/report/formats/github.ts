/** `--format github`: workflow commands, which GitHub shows as annotations on lines of the roster. */
import { worstFirst } from "../finding-order.ts";
import type { FormatOptions } from "../formats.ts";
import { headlineText } from "../headline.ts";
import { CANNOT_AUDIT, eachFinding, eachProblem, type LocatedFinding, type LocatedProblem } from "../located.ts";
import type { Report } from "../report.ts";
import { repositoryPath } from "../repository-path.ts";
import { sanitize } from "../sanitize.ts";
import type { Location } from "../schema.ts";
import { findingsAndWaivedInWords, helpInWords, notCheckedInWords, rosterInWords, subjectInWords, waiverInWords } from "../wording.ts";

/** GitHub's maximum annotations of each type per step. */
const MAX_SHOWN = 10;

type Properties = Readonly<Record<string, string | number>>;

interface Annotation {
  readonly command: "error" | "warning" | "notice";
  readonly place: Properties;
  readonly title: string;
  readonly lines: readonly string[];
}

/**
 * The most important first, because GitHub shows only the first few: the first problem of each file that cannot be audited, then
 * errors, the other problems, and lighter findings. Waived findings are notices.
 */
export function* github(report: Report, { folders }: Pick<FormatOptions, "folders">): Generator<string> {
  const problems = [...eachProblem(report)];
  const files = new Set<string | null>();
  // The problems of one file must not displace all findings.
  const first = new Set(problems.filter(({ file }) => file === null || (!files.has(file) && files.add(file))));
  const findings = worstFirst(eachFinding(report)).map((one) => ofFinding(one, folders));
  const annotations = [
    ...[...first].map((one) => ofProblem(one, folders)),
    ...findings.filter(({ command }) => command === "error"),
    ...problems.filter((one) => !first.has(one)).map((one) => ofProblem(one, folders)),
    ...findings.filter(({ command }) => command !== "error"),
  ];
  for (const { command, place, title, lines } of annotations)
    yield `::${command} ${properties({ ...place, title })}::${lines.map(data).join("%0A")}\n`;
  for (const roster of report.rosters) {
    for (const one of roster.notChecked) yield `not checked in ${sanitize(rosterInWords(roster))}: ${sanitize(notCheckedInWords(one))}\n`;
  }
  for (const command of ["error", "warning", "notice"] as const) {
    const made = annotations.filter((one) => one.command === command).length;
    if (made > MAX_SHOWN)
      yield `GitHub shows the first ${MAX_SHOWN} of these ${made} ${command} annotations. The log and the other formats list all of them.\n`;
  }
  yield `ratio-audit: ${sanitize(headlineText(report))} Findings: ${findingsAndWaivedInWords(report.summary)}.\n`;
}

function ofProblem({ problem, file }: LocatedProblem, folders: readonly string[]): Annotation {
  const lines = [problem.message, ...(problem.help === null ? [] : [problem.help])];
  return { command: "error", place: placeOf(file, problem.at, folders), title: CANNOT_AUDIT, lines };
}

/** A finding with a title such as `ratio-exceeded: mon-evening`; a waived one has its severity in the title. */
function ofFinding({ finding, file }: LocatedFinding, folders: readonly string[]): Annotation {
  const { rule, severity, subject, message, waiver } = finding;
  const about = subjectInWords(finding);
  const help = helpInWords(finding);
  const more = waiver !== null ? [`waived ${waiverInWords(waiver)}`] : help === null ? [] : [`help: ${help}`];
  return {
    command: waiver !== null || severity === "note" ? "notice" : severity,
    place: placeOf(file, finding.at, folders),
    title: `${rule}${about === null ? "" : `: ${about}`}${waiver === null ? "" : ` (${severity}, waived)`}`,
    lines: [`${subject === null ? "" : `${subject.when}: `}${message}`, ...more],
  };
}

function placeOf(file: string | null, at: Location | null, folders: readonly string[]): Properties {
  if (file === null || file === "") return {};
  const path = repositoryPath(file, folders);
  return at === null ? { file: path } : { file: path, line: at.line, endLine: at.endLine, col: at.column, endColumn: at.endColumn };
}

/** The data of a command, escaped for the runner. `sanitize` has removed line breaks. */
function data(text: string): string {
  return sanitize(text).replaceAll("%", "%25");
}

/** The properties of a command. Colons and commas are escaped too. */
function properties(stated: Properties): string {
  const escaped = (value: string | number) => data(String(value)).replaceAll(":", "%3A").replaceAll(",", "%2C");
  return Object.entries(stated)
    .map(([key, value]) => `${key}=${escaped(value)}`)
    .join(",");
}
