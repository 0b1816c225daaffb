/** Which findings come first, for readers who see only the first few. */
import { SEVERITIES } from "../severity.ts";
import type { LocatedFinding } from "./located.ts";
import type { ReportFinding } from "./report.ts";

/** A number that is smaller for a finding that matters more: by severity, then by rule. */
export function rank({ harmRank, severity }: ReportFinding): number {
  return (harmRank ?? 99) - 100 * SEVERITIES.indexOf(severity);
}

/** Compares findings by the harm in them: by rank, then by how much and for how long a limit is broken. */
export function byHarm(a: ReportFinding, b: ReportFinding): number {
  const [one, other] = [a.breach, b.breach];
  return rank(a) - rank(b) || (other?.amount ?? 0) - (one?.amount ?? 0) || (other?.duration.minutes ?? 0) - (one?.duration.minutes ?? 0);
}

/** Findings by rank, those of one rank in the order of the report; waived ones last. */
export function worstFirst(found: Iterable<LocatedFinding>): LocatedFinding[] {
  const ranked = Array.from(found, (one) => ({ one, order: one.finding.waiver === null ? rank(one.finding) : Number.MAX_SAFE_INTEGER }));
  return ranked.sort((a, b) => a.order - b.order).map(({ one }) => one);
}
