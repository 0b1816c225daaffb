/** Other clinicians for a change of a plan, who keep the plan as small. */
import { intersection, without } from "../roster/intervals.ts";
import type { Clinician, Interval } from "../roster/roster.ts";
import { areAsSmall, costOf } from "./cost.ts";
import { partOf } from "./parts.ts";
import { isHarm } from "./session-judge.ts";
import { type Change, type Changes, timesIn, withChange } from "./staffing.ts";
import { troublesIn } from "./troubles.ts";
import type { Week } from "./week.ts";

/** Another clinician for a change, and when they would be in the session. */
export interface Alternative {
  readonly clinician: Clinician;
  readonly times: readonly Interval[];
}

/**
 * The clinicians who could come in place of the one in a change, for the time that it adds, with equally many days and changes and
 * nothing new wrong in the session.
 */
export function alternativesTo({ session, clinician, times }: Change, all: Changes, week: Week): Alternative[] {
  const added = without(times, timesIn(session, clinician));
  if (added.length === 0 || without(timesIn(session, clinician), times).length > 0) return [];
  const others = new Map(all.get(session));
  others.delete(clinician);
  const base = new Map(all).set(session, others);
  const part = partOf([...all.keys()], all, week);
  const troubles = troublesIn(part, all, week).length;
  const planned = week.judge.judge(session, all.get(session)).findings;
  return week.clinicians.flatMap((other) => {
    if (other === clinician || others.has(other) || timesIn(session, other).length > 0 || !week.mayBeAsked(other, session)) return [];
    const changes = withChange(base, { session, clinician: other, times: added });
    if (!areAsSmall(costOf(changes, week), costOf(all, week))) return [];
    if (without(added, week.presentable(other, session)).length > 0) return [];
    if (intersection(part.busy(other), added).length > 0) return [];
    const { findings } = week.judge.judge(session, changes.get(session));
    if (findings.some((found) => isHarm(found, planned))) return [];
    return troublesIn(part, changes, week).length > troubles ? [] : [{ clinician: other, times: added }];
  });
}
