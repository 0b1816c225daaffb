/** `--format compact`: one line for each finding and problem, as compilers print them: for editors, grep and problem matchers. */
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

/** A problem without a location is at the first column of its file; one without a file is named after the tool. */
function line(file: string | null, at: ReportProblem["at"], text: string, folders: readonly string[]): string {
  const path = file === null || file === "" ? "ratio-audit" : repositoryPath(file, folders);
  return `${withoutCommands(sanitize(`${path}:${at?.line ?? 1}:${at?.column ?? 1}: ${text}`))}\n`;
}
