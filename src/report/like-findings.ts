/** Grouping for people: like findings of one rule are one block, and what was not checked is grouped by reason. */
import { groupedBy } from "../grouped.ts";
import type { LocatedFinding } from "./located.ts";
import type { ReportRoster } from "./report.ts";
import { reasonInWords } from "./wording.ts";

/**
 * Findings in blocks, each at the position of its first finding. Findings share a block if they have the same roster, rule,
 * severity, source and advice, and no details of their own: no breach, repair, waiver or related location.
 */
export function inBlocks(found: readonly LocatedFinding[]): [LocatedFinding, ...LocatedFinding[]][] {
  const blocks = groupedBy(found, (one) => {
    const { rule, severity, source, advice, standards, breach, repairs, waiver, related } = one.finding;
    const isAlone = one.roster === null || breach !== null || repairs.length > 0 || waiver !== null || related.length > 0;
    return isAlone ? one : JSON.stringify([one.roster.file, one.roster.document, rule, severity, source, advice, standards]);
  });
  return [...blocks.values()] as [LocatedFinding, ...LocatedFinding[]][];
}

/** The common message of a block; null if the messages differ. */
export function commonMessage([first, ...others]: readonly [LocatedFinding, ...LocatedFinding[]]): string | null {
  const { message } = first.finding;
  return others.every(({ finding }) => finding.message === message) ? message : null;
}

/** A reason why something was not checked. */
export interface Unchecked {
  /** Includes the sessions, if it is about some sessions of a single roster. */
  readonly reason: string;
  /** Empty for source rows that an import left out. */
  readonly rules: readonly string[];
  readonly rosters: readonly ReportRoster[];
}

/** What was not checked, by reason, in the order of first occurrence. */
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
