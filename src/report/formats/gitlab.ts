/** `--format gitlab`: a code quality report, which GitLab shows in merge requests. */
import type { FormatOptions } from "../format.ts";
import { CANNOT_AUDIT, eachFinding, eachProblem, Identities } from "../located.ts";
import type { Report, ReportFinding } from "../report.ts";
import { repositoryPath } from "../repository-path.ts";
import { sanitize } from "../sanitize.ts";
import { subjectInWords, waiverInWords, withHelp } from "../wording.ts";
import { text } from "./json-text.ts";

/** One issue for each finding and problem. A waived one is listed as information, for the format has no word for it. */
export function* gitlab(report: Report, { folders }: Pick<FormatOptions, "folders">): Generator<string> {
  let isFirst = true;
  for (const issue of issues(report, folders)) {
    yield `${isFirst ? "[\n" : ",\n"}${text(issue, "  ")}`;
    isFirst = false;
  }
  yield isFirst ? "[]\n" : "\n]\n";
}

/** GitLab's severities; whatever keeps a roster from being audited is graver than all findings. */
const SEVERITY = { error: "critical", warning: "minor", note: "info" } as const;

interface Issue {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: "blocker" | "critical" | "minor" | "info";
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

function* issues(report: Report, folders: readonly string[]): Generator<Issue> {
  const identities = new Identities();
  for (const trouble of eachProblem(report)) {
    const { problem, file } = trouble;
    yield {
      description: sanitize(withHelp(problem)),
      check_name: CANNOT_AUDIT,
      fingerprint: sanitize(identities.ofProblem(trouble)),
      severity: "blocker",
      location: { path: sanitize(repositoryPath(file ?? ".", folders)), lines: { begin: problem.at?.line ?? 1 } },
    };
  }
  for (const { finding, file } of eachFinding(report)) {
    yield {
      description: sanitize(description(finding)),
      check_name: finding.rule,
      fingerprint: identities.ofFinding(finding),
      severity: finding.waiver === null ? SEVERITY[finding.severity] : "info",
      location: { path: sanitize(repositoryPath(file, folders)), lines: { begin: finding.at.line } },
    };
  }
}

/** `mon-evening, Mon 30 Nov 18:00–19:30: 7 patients …`; before it, of a waived one, how grave it would be. */
function description(finding: ReportFinding): string {
  const { subject, severity, waiver, message } = finding;
  const about = subject === null ? subjectInWords(finding) : `${subject.id}, ${subject.when}`;
  const marked = waiver === null ? "" : `[${severity}, waived] `;
  const said = waiver === null ? withHelp(finding) : `${message} Waived ${waiverInWords(waiver)}.`;
  return `${marked}${about === null ? "" : `${about}: `}${said}`;
}
