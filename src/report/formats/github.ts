/** `--format github`: workflow commands, which GitHub shows as annotations on the lines of the roster. */
import { count } from "../../message.ts";
import type { FormatOptions } from "../format.ts";
import { auditedIn } from "../headline.ts";
import { CANNOT_AUDIT, eachFinding, eachProblem, type Trouble } from "../located.ts";
import type { Report, ReportFinding } from "../report.ts";
import { repositoryPath } from "../repository-path.ts";
import { sanitize } from "../sanitize.ts";
import type { Location } from "../schema.ts";
import { gravestFirst } from "../severity-order.ts";
import { findingsInWords, rosterInWords, subjectInWords, waiverInWords } from "../wording.ts";

/** GitHub shows so many annotations of each type that a step makes. */
const MAX_SHOWN = 10;

type Command = "error" | "warning" | "notice";

/**
 * What matters most first, for GitHub shows only the first ones: of each file that cannot be audited its first problem, then
 * findings that are errors, the other problems, and lighter findings. Waived findings are notices.
 */
export function* github(report: Report, { folders }: Pick<FormatOptions, "folders">): Generator<string> {
  const made = { error: 0, warning: 0, notice: 0 };
  const annotate = (command: Command, place: Record<string, string | number>, title: string, lines: readonly string[]) => {
    made[command]++;
    return annotation(command, { ...place, title }, lines);
  };
  const ofProblem = ({ problem, file }: Trouble) => {
    const help = problem.help === null ? [] : [problem.help];
    return annotate("error", placeOf(file, problem.at, folders), CANNOT_AUDIT, [problem.message, ...help]);
  };
  const { first, others } = firstOfEachFile(eachProblem(report));
  for (const trouble of first) yield ofProblem(trouble);
  const findings = gravestFirst(eachFinding(report), ({ finding, file }) => {
    const command = commandOf(finding);
    return { command, text: annotate(command, placeOf(file, finding.at, folders), titleOf(finding), linesOf(finding)) };
  });
  for (const { command, text } of findings) if (command === "error") yield text;
  for (const trouble of others) yield ofProblem(trouble);
  for (const { command, text } of findings) if (command !== "error") yield text;
  for (const roster of report.rosters) {
    for (const { rule, reason } of roster.notChecked)
      yield `not checked in ${sanitize(rosterInWords(roster))}: ${rule}: ${sanitize(reason)}\n`;
  }
  for (const [command, n] of Object.entries(made)) {
    if (n > MAX_SHOWN)
      yield `GitHub shows the first ${MAX_SHOWN} of these ${n} ${command} annotations; the log and the other formats have the rest.\n`;
  }
  const { breaching, waived, problems } = report.summary;
  const unaudited = problems === 0 ? "" : `${count(problems, "problem")} in the input; `;
  yield `ratio-audit: ${unaudited}${breaching} of ${auditedIn(report.rosters)} audited sessions ${breaching === 1 ? "breaks" : "break"} a limit; ${findingsInWords(report.summary)}, ${waived} waived.\n`;
}

/** Problems of which each is the first in its file, and all others; one file is not to take the place of all that is found. */
function firstOfEachFile(problems: Iterable<Trouble>): { first: Trouble[]; others: Trouble[] } {
  const files = new Set<string | null>();
  const first: Trouble[] = [];
  const others: Trouble[] = [];
  for (const trouble of problems) {
    (trouble.file === null || !files.has(trouble.file) ? first : others).push(trouble);
    files.add(trouble.file);
  }
  return { first, others };
}

function commandOf({ severity, waiver }: ReportFinding): Command {
  return waiver !== null || severity === "note" ? "notice" : severity;
}

/** `ratio-exceeded: mon-evening`; of a waived one with how grave it would be. */
function titleOf(finding: ReportFinding): string {
  const { rule, severity, waiver } = finding;
  const about = subjectInWords(finding);
  return `${rule}${about === null ? "" : `: ${about}`}${waiver === null ? "" : ` (${severity}, waived)`}`;
}

function linesOf({ subject, message, help, waiver }: ReportFinding): string[] {
  const when = subject === null ? "" : `${subject.when}: `;
  return [`${when}${message}`, ...(waiver !== null ? [`waived ${waiverInWords(waiver)}`] : help === null ? [] : [`help: ${help}`])];
}

function placeOf(file: string | null, at: Location | null, folders: readonly string[]): Record<string, string | number> {
  if (file === null || file === "") return {};
  const path = repositoryPath(file, folders);
  return at === null ? { file: path } : { file: path, line: at.line, endLine: at.endLine, col: at.column, endColumn: at.endColumn };
}

/** One command on a line of its own; the lines of its message are put together as the runner takes them apart. */
function annotation(command: Command, properties: Readonly<Record<string, string | number>>, lines: readonly string[]): string {
  const stated = Object.entries(properties).map(([key, value]) => `${key}=${property(String(value))}`);
  return `::${command} ${stated.join(",")}::${lines.map(data).join("%0A")}\n`;
}

function data(text: string): string {
  return sanitize(text).replaceAll("%", "%25");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
