/** The order of findings, for readers who see only the first few. */
import { SEVERITIES } from "../severity.ts";
import type { LocatedFinding } from "./located.ts";
import type { ReportFinding } from "./report.ts";

/** The rank of a finding, lowest for the most important: by severity, then by rule. */
function rank({ harmRank, severity }: ReportFinding): number {
  return (harmRank ?? 99) - 100 * SEVERITIES.indexOf(severity);
}

/** Compares findings by harm: by rank, then by the extent and duration of the breach. */
export function byHarm(a: ReportFinding, b: ReportFinding): number {
  const [one, other] = [a.breach, b.breach];
  return rank(a) - rank(b) || (other?.amount ?? 0) - (one?.amount ?? 0) || (other?.duration.minutes ?? 0) - (one?.duration.minutes ?? 0);
}

/** Sorts findings by rank, then in report order; waived findings last. */
export function worstFirst(found: Iterable<LocatedFinding>): LocatedFinding[] {
  const ranked = Array.from(found, (one) => ({ one, order: one.finding.waiver === null ? rank(one.finding) : Number.MAX_SAFE_INTEGER }));
  return ranked.sort((a, b) => a.order - b.order).map(({ one }) => one);
}
