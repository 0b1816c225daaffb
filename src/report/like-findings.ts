/** Lists for people: like findings of one rule are one block, and what was not checked is grouped by its reason. */
import { groupedBy } from "../grouped.ts";
import type { LocatedFinding } from "./located.ts";
import type { ReportRoster } from "./report.ts";
import { reasonInWords } from "./wording.ts";

/**
 * Findings in blocks, each where the first of its findings was. In one block are findings of one roster that have rule, severity,
 * source and advice in common, and nothing to be told one by one: no breach, repair, waiver or other location.
 */
export function inBlocks(found: readonly LocatedFinding[]): [LocatedFinding, ...LocatedFinding[]][] {
  const blocks = groupedBy(found, (one) => {
    const { rule, severity, source, advice, standards, breach, repairs, waiver, related } = one.finding;
    const isAlone = one.roster === null || breach !== null || repairs.length > 0 || waiver !== null || related.length > 0;
    return isAlone ? one : JSON.stringify([one.roster.file, one.roster.document, rule, severity, source, advice, standards]);
  });
  return [...blocks.values()] as [LocatedFinding, ...LocatedFinding[]][];
}

/** The message that all findings of a block have; null if they differ. */
export function commonMessage([first, ...others]: readonly [LocatedFinding, ...LocatedFinding[]]): string | null {
  const { message } = first.finding;
  return others.every(({ finding }) => finding.message === message) ? message : null;
}

/** A reason for which something was not checked. */
export interface Unchecked {
  /** With the sessions, where it is about some sessions of an only roster. */
  readonly reason: string;
  /** None for source rows that an import left out. */
  readonly rules: readonly string[];
  readonly rosters: readonly ReportRoster[];
}

/** What was not checked, by its reason, in the order in which the reasons first occur. */
export function uncheckedByReason(rosters: readonly ReportRoster[]): Unchecked[] {
  const all = rosters.flatMap((roster) => roster.notChecked.map((entry) => ({ ...entry, roster })));
  return [...groupedBy(all, ({ reason }) => reason)].map(([reason, entries]) => {
    const where = [...new Set(entries.map(({ roster }) => roster))];
    const sessions = [...new Set(entries.flatMap((entry) => entry.sessions))];
    const isOfSome = where.length === 1 && entries.every((entry) => entry.sessions.length > 0);
    const rules = [...new Set(entries.flatMap(({ rule }) => rule ?? []))];
    return {
      reason: reasonInWords({ code: (entries[0] as (typeof entries)[number]).code, reason, sessions: isOfSome ? sessions : [] }),
      rules,
      rosters: where,
    };
  });
}
