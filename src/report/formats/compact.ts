/** `--format compact`: one line for each finding and problem, as from a compiler, for editors, grep and problem matchers. */
import type { FormatOptions } from "../formats.ts";
import { CANNOT_AUDIT, eachFinding, eachProblem, type LocatedFinding, type LocatedProblem } from "../located.ts";
import type { Report, ReportProblem } from "../report.ts";
import { repositoryPath } from "../repository-path.ts";
import { sanitize, withoutCommands } from "../sanitize.ts";
import { subjectInWords } from "../wording.ts";

/** `file:line:column: severity: message [rule]`. */
export function* compact(report: Report, { folders }: Pick<FormatOptions, "folders">): Generator<string> {
  for (const one of eachProblem(report)) yield line(one.file, one.problem.at, ofProblem(one), folders);
  for (const one of eachFinding(report)) yield line(one.file, one.finding.at, ofFinding(one), folders);
}

function ofProblem({ problem: { message, help } }: LocatedProblem): string {
  return `error: ${message}${help === null ? "" : ` ${help}`} [${CANNOT_AUDIT}]`;
}

function ofFinding({ finding }: LocatedFinding): string {
  const { rule, severity, message, waiver } = finding;
  const subject = subjectInWords(finding);
  return `${severity}: ${subject === null ? "" : `${subject}: `}${message} [${rule}${waiver === null ? "" : ", waived"}]`;
}

/** A line. A problem without a location gets the start of its file; a problem without a file gets the tool's name. */
function line(file: string | null, at: ReportProblem["at"], text: string, folders: readonly string[]): string {
  const path = file === null || file === "" ? "ratio-audit" : repositoryPath(file, folders);
  return `${withoutCommands(sanitize(`${path}:${at?.line ?? 1}:${at?.column ?? 1}: ${text}`))}\n`;
}
