/** Which findings matter most, for whoever reads only the first few. */
import type { ReportFinding } from "./report.ts";

/** The gravest first. */
export const SEVERITIES: readonly ReportFinding["severity"][] = ["error", "warning", "note"];

/** The rules that say somebody may be without care come first; then as sorted. */
const GRAVEST_FIRST = [
  "session-unstaffed",
  "couples-therapist-missing",
  "ratio-exceeded",
  "group-too-large",
  "too-few-clinicians",
  "clinician-double-booked",
];

/** A number that is the smaller the graver a finding is. */
export function gravity({ rule, severity }: Pick<ReportFinding, "rule" | "severity">): number {
  const order = GRAVEST_FIRST.indexOf(rule);
  return SEVERITIES.indexOf(severity) * 100 + (order < 0 ? 99 : order);
}

/** The gravest first, then in the order of the report; waived ones last. */
export function byGravity({ finding: a }: { finding: ReportFinding }, { finding: b }: { finding: ReportFinding }): number {
  return (a.waiver === null ? 0 : 1) - (b.waiver === null ? 0 : 1) || gravity(a) - gravity(b);
}
