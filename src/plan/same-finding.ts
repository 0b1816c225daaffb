/** Recognizes a finding under another staffing, and tells whether it is worse there: a plan must not cause or worsen any. */
import type { Rule, Violation } from "../audit/rule.ts";
import { length, without } from "../roster/intervals.ts";
import type { Interval } from "../roster/roster.ts";
import { limitKey } from "../standards/combine.ts";

/** What of a finding is compared. */
export interface Compared {
  /** The same for the same finding under another staffing. */
  readonly key: string;
  /** Sorted; the whole session for a finding without times. */
  readonly times: readonly Interval[];
  /** How much a limit is exceeded, in its own unit; 0 for a finding without a limit. */
  readonly amount: number;
}

export function compared(rule: Rule, violation: Violation): Compared {
  const { breach, intervals = breach?.intervals, session, limit, clinician, patient, couple, kind, offering } = violation;
  const of = limit && `${limitKey(limit.limit)} ${limit.weighing}`;
  return {
    key: JSON.stringify([rule.id, session?.id, clinician?.id, patient?.path, couple?.path, of, kind, offering]),
    times: intervals ?? (session === undefined ? [] : [{ from: session.from, until: session.until }]),
    amount: breach?.amount ?? 0,
  };
}

/** Whether a finding is longer or larger than the same finding before; undefined if it was not found before. */
export function isNewOrWorse({ times, amount }: Compared, before: Compared | undefined): boolean {
  return before === undefined || amount > before.amount || length(without(times, before.times)) > 0;
}
