import type { Report } from "./report/report.ts";
import { isAtLeast } from "./severity.ts";

export const EXIT = {
  /** Everything was audited, and nothing at or above `--fail-on` was found. */
  ok: 0,
  findings: 1,
  /** Bad usage, unreadable or invalid input, or a report that could not be written. */
  notAudited: 2,
  /** A bug of ours. */
  bug: 3,
} as const;

export const FAIL_ON = ["error", "warning", "note", "never"] as const;
export type FailOn = (typeof FAIL_ON)[number];

/** The exit code of a finished audit. Problems outweigh findings, because an unaudited roster may hide worse ones. */
export function exitCode(report: Report, failOn: FailOn): number {
  if (report.summary.problems > 0 || report.rosters.length === 0) return EXIT.notAudited;
  if (failOn === "never") return EXIT.ok;
  const fails = [report, ...report.rosters].some(({ findings }) =>
    findings.some((one) => one.waiver === null && isAtLeast(one.severity, failOn)),
  );
  return fails ? EXIT.findings : EXIT.ok;
}
