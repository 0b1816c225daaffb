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

/** The order of findings by the harm in them: by gravity, then by how much and for how long a limit is broken. */
export function byHarm(a: ReportFinding, b: ReportFinding): number {
  const [one, other] = [a.breach, b.breach];
  return (
    gravity(a) - gravity(b) || (other?.amount ?? 0) - (one?.amount ?? 0) || (other?.duration.minutes ?? 0) - (one?.duration.minutes ?? 0)
  );
}

/**
 * What is made of each finding, the gravest first, then in the order of the report; waived ones last. It is made in that order,
 * in which the files of a run are read one after the other, and sorted afterwards.
 */
export function gravestFirst<F extends { readonly finding: ReportFinding }, T>(found: Iterable<F>, make: (one: F) => T): T[] {
  const made = Array.from(found, (one) => ({ rank: rank(one.finding), made: make(one) }));
  return made.sort((a, b) => a.rank - b.rank).map((one) => one.made);
}

function rank(finding: ReportFinding): number {
  return finding.waiver === null ? gravity(finding) : Number.MAX_SAFE_INTEGER;
}
