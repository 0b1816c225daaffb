/** `--format github`: workflow commands, which GitHub shows as annotations on the lines of the roster. */
import { count } from "../message.ts";
import { gravestFirst } from "./gravity.ts";
import type { Report, ReportFinding } from "./report.ts";
import type { Place } from "./report-schema.ts";
import { plain } from "./text.ts";
import { CANNOT_AUDIT, eachFinding, eachProblem, repositoryPath } from "./walk.ts";
import { findingsInWords, subjectInWords, waiverInWords } from "./words.ts";

/** GitHub shows so many annotations of each type that a step makes. */
const MOST_SHOWN = 10;

type Command = "error" | "warning" | "notice";

/** What cannot be audited first, then findings, the gravest first, for GitHub shows only the first ones. Waived ones are notices. */
export function* github(report: Report): Generator<string> {
  const made = { error: 0, warning: 0, notice: 0 };
  const annotate = (command: Command, place: Record<string, string | number>, title: string, lines: readonly string[]) => {
    made[command]++;
    return annotation(command, { ...place, title }, lines);
  };
  for (const { problem, file } of eachProblem(report)) {
    const help = problem.help === null ? [] : [problem.help];
    yield annotate("error", placeOf(file, problem.at), CANNOT_AUDIT, [problem.message, ...help]);
  }
  yield* gravestFirst(eachFinding(report), ({ finding, file }) =>
    annotate(commandOf(finding), placeOf(file, finding.at), titleOf(finding), linesOf(finding)),
  );
  for (const { file, notChecked } of report.rosters) {
    for (const { rule, reason } of notChecked) yield `not checked in ${plain(file)}: ${rule}: ${plain(reason)}\n`;
  }
  for (const [command, n] of Object.entries(made)) {
    if (n > MOST_SHOWN)
      yield `GitHub shows the first ${MOST_SHOWN} of these ${n} ${command} annotations; the log and the other formats have the rest.\n`;
  }
  const { breaching, sessions, waived, problems } = report.summary;
  const unaudited = problems === 0 ? "" : `${count(problems, "problem")} in the input; `;
  yield `ratio-audit: ${unaudited}${breaching} of ${count(sessions, "session")} ${breaching === 1 ? "breaks" : "break"} a limit; ${findingsInWords(report.summary)}, ${waived} waived.\n`;
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

function placeOf(file: string | null, at: Place | null): Record<string, string | number> {
  if (file === null || file === "") return {};
  const path = repositoryPath(file);
  return at === null ? { file: path } : { file: path, line: at.line, endLine: at.endLine, col: at.column, endColumn: at.endColumn };
}

/** One command on a line of its own; the lines of its message are put together as the runner takes them apart. */
function annotation(command: Command, properties: Readonly<Record<string, string | number>>, lines: readonly string[]): string {
  const stated = Object.entries(properties).map(([key, value]) => `${key}=${property(String(value))}`);
  return `::${command} ${stated.join(",")}::${lines.map(data).join("%0A")}\n`;
}

function data(text: string): string {
  return plain(text).replaceAll("%", "%25");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
