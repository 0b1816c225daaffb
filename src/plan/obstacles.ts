/** Why each clinician of a roster cannot fill a seat: the first reason that is certain. */

import type { Rule } from "../audit/rule.ts";
import { intersection, length, merged, overlap, without } from "../roster/intervals.ts";
import type { Clinician, Interval, Session } from "../roster/roster.ts";
import { isHarm } from "./session-judge.ts";
import { type Changes, withChange } from "./staffing.ts";
import { timesAfter } from "./troubles.ts";
import type { Week } from "./week.ts";

export interface Obstacle {
  readonly clinician: Clinician;
  readonly why:
    | { readonly code: "refused" | "already-there" | "cannot-lead" | "same-day" | "over-hours" | "on-call" }
    | { readonly code: "away" | "unavailable"; readonly times: readonly Interval[] }
    | { readonly code: "in-session"; readonly session: Session; readonly times: readonly Interval[] }
    | { readonly code: "not-licensed"; readonly states: readonly string[] }
    | { readonly code: "ruled-out"; readonly as: string }
    /** A rule would report the clinician there. */
    | { readonly code: "rule"; readonly rule: Rule };
}

/** The reasons of all clinicians who count in a session, by id; those who count nowhere there are no candidates. */
export function obstacles(
  session: Session,
  times: readonly Interval[],
  states: readonly string[],
  changes: Changes,
  week: Week,
): Obstacle[] {
  return week.clinicians.flatMap((clinician) => {
    if (!week.judge.counts(session.kind, clinician)) return [];
    const why = firstObstacle(clinician, session, times, states, changes, week);
    return why === null ? [] : { clinician, why };
  });
}

function firstObstacle(
  clinician: Clinician,
  session: Session,
  times: readonly Interval[],
  states: readonly string[],
  changes: Changes,
  week: Week,
): Obstacle["why"] | null {
  const there = timesAfter(changes, session, clinician);
  const missing = without(times, there);
  if (missing.length === 0) return { code: "already-there" };
  if (week.hasRefused(clinician, session)) return { code: "refused" };
  if (!week.canLead(clinician, session)) return { code: "cannot-lead" };
  const away = intersection(missing, merged(clinician.away));
  if (away.length > 0) return { code: "away", times: away };
  for (const other of week.sessions) {
    if (other === session || !overlap(session, other)) continue;
    const both = intersection(timesAfter(changes, other, clinician), missing);
    if (both.length > 0) return { code: "in-session", session: other, times: both };
  }
  const outside = clinician.available === undefined ? [] : without(missing, clinician.available);
  if (outside.length > 0) return { code: "unavailable", times: outside };
  const { licensedIn } = clinician;
  const unlicensed = licensedIn === undefined ? [] : states.filter((state) => !licensedIn.includes(state));
  if (unlicensed.length > 0) return { code: "not-licensed", states: unlicensed };
  const as = week.judge.whyKeptOut(session, clinician);
  if (as !== null) return { code: "ruled-out", as };
  if (week.options.sameDay === true && !week.worksOn(clinician, session)) return { code: "same-day" };
  const joined = withChange(changes, { session, clinician, times: merged([...there, ...missing]) });
  const before = week.judge.judge(session, changes.get(session)).findings;
  const after = week.judge.judge(session, joined.get(session)).findings;
  const caused = after.find((found) => isHarm(found, before));
  if (caused !== undefined) return { code: "rule", rule: caused.rule };
  const minutes = week.minutes(clinician) + length(missing);
  if (clinician.maxMinutes !== undefined && week.isOfWeek(session) && minutes > clinician.maxMinutes) return { code: "over-hours" };
  return (week.roster.onCall ?? []).some((shift) => shift.clinician === clinician && intersection(missing, [shift]).length > 0)
    ? { code: "on-call" }
    : null;
}
