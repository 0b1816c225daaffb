/** `--format gitlab`: a code quality report, which GitLab shows in merge requests. */
import type { FormatOptions } from "../formats.ts";
import { CANNOT_AUDIT, eachFinding, eachProblem, Identities } from "../located.ts";
import type { Report, ReportFinding } from "../report.ts";
import { repositoryPath } from "../repository-path.ts";
import { sanitize } from "../sanitize.ts";
import { subjectInWords, waiverInWords, withHelp } from "../wording.ts";
import { jsonText } from "./json-text.ts";

/** One issue for each finding and problem. A waived finding has the severity `info`, because the format has no waivers. */
export function* gitlab(report: Report, { folders }: Pick<FormatOptions, "folders">): Generator<string> {
  yield* jsonText(issues(report, folders), 1);
  yield "\n";
}

/** GitLab's severities. Problems that prevent an audit have a higher one than all findings. */
const SEVERITY = { error: "critical", warning: "minor", note: "info" } as const;

function* issues(report: Report, folders: readonly string[]) {
  const identities = new Identities(folders);
  const location = (file: string, line: number) => ({ path: sanitize(repositoryPath(file, folders)), lines: { begin: line } });
  for (const located of eachProblem(report)) {
    const { problem, file } = located;
    yield {
      description: sanitize(withHelp(problem)),
      check_name: CANNOT_AUDIT,
      fingerprint: sanitize(identities.ofProblem(located)),
      severity: "blocker",
      location: location(file ?? ".", problem.at?.line ?? 1),
    };
  }
  for (const { finding, file } of eachFinding(report)) {
    yield {
      description: sanitize(description(finding)),
      check_name: finding.rule,
      fingerprint: identities.ofFinding(finding),
      severity: finding.waiver === null ? SEVERITY[finding.severity] : "info",
      location: location(file, finding.at.line),
    };
  }
}

/** `mon-evening, Mon, Nov 30 18:00–19:30: 7 patients …`; a waived finding starts with its severity. */
function description(finding: ReportFinding): string {
  const { subject, severity, waiver, message } = finding;
  const about = subject === null ? subjectInWords(finding) : `${subject.id}, ${subject.when}`;
  const start = about === null ? "" : `${about}: `;
  return waiver === null ? `${start}${withHelp(finding)}` : `[${severity}, waived] ${start}${message} Waived ${waiverInWords(waiver)}.`;
}
