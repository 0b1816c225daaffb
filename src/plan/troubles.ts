/** The violations that are left in a week after some changes, and the clinicians whose changes may resolve them. */
import { gaps } from "../audit/on-call.ts";
import { addTo } from "../grouped.ts";
import { intersection, length, merged, overlap, without } from "../roster/intervals.ts";
import { byId, type Clinician, type Interval, type Session } from "../roster/roster.ts";
import { isHarm, type Judgment } from "./session-judge.ts";
import { type Changes, restaffed, staysOf, timesIn } from "./staffing.ts";
import type { Week } from "./week.ts";

/** A violation to resolve. At least one of the clinicians must change at one of the times. */
export interface Trouble {
  /** `joining`: a clinician must join or stay longer. `leaving`: one of the `pairs` must leave or stay shorter. `any`: one of them must change. */
  readonly need: "joining" | "leaving" | "any";
  readonly session: Session;
  readonly times: readonly Interval[];
  /** The clinicians and sessions, one of which must change. Empty for `joining`, where any clinician may join the `session`. */
  readonly pairs: readonly Pair[];
  /** The state in which a joining clinician must be licensed. */
  readonly state: string | undefined;
}

export interface Pair {
  readonly clinician: Clinician;
  readonly session: Session;
}

/** The part of a week that a search may change. */
export interface Part {
  readonly sessions: readonly Session[];
  /** When a clinician is needed outside of the part. */
  busy(clinician: Clinician): readonly Interval[];
  /** The minutes outside of the part that count toward `maxHours`. */
  minutesOutside(clinician: Clinician): number;
  /** The sessions outside of the part in which people are needed. */
  readonly outside: readonly Session[];
}

export function timesAfter(changes: Changes, session: Session, clinician: Clinician): readonly Interval[] {
  return changes.get(session)?.get(clinician) ?? timesIn(session, clinician);
}

/** Everything that is wrong in a part after some changes, in an order that does not depend on the order of the file. */
export function troublesIn(part: Part, changes: Changes, week: Week): Trouble[] {
  const ofSessions = part.sessions.flatMap((session) => inSession(session, changes, week));
  const ofTimes = [...doubleBookings(part, changes, week), ...reordered(part, changes, week)];
  return [...ofTimes, ...overHours(part, changes, week), ...ofSessions, ...onCallGaps(part, changes, week)];
}

const known = new WeakMap<Judgment, readonly Trouble[]>();

/** What is wrong in one session. The same staffing has the same troubles, as the same objects. */
function inSession(session: Session, changes: Changes, week: Week): readonly Trouble[] {
  const judgment = week.judge.judge(session, changes.get(session));
  const troubles = known.get(judgment) ?? troublesOf(session, judgment, week);
  known.set(judgment, troubles);
  return troubles;
}

function troublesOf(session: Session, { findings, empty, uncounted }: Judgment, week: Week): readonly Trouble[] {
  const before = week.judge.judge(session, undefined);
  const troubles = findings.flatMap((found): Trouble[] => {
    const isToFix = week.isTarget(found) || isHarm(found, before.findings);
    if (!isToFix) return [];
    const { rule, times, violation } = found;
    const { clinician, patient } = violation;
    if (rule.resolvedBy === "joining") return [{ need: "joining", session, times, pairs: [], state: patient?.state }];
    if (rule.resolvedBy === "leaving" && clinician)
      return [{ need: "leaving", session, times, pairs: [{ clinician, session }], state: undefined }];
    return [{ need: "any", session, times, pairs: cliniciansFor(session, week), state: undefined }];
  });
  // No moment loses its last clinician, or the last one who counts, even if no rule asks for one.
  const noneCounts = uncounted.flatMap((times, i) => without(times, before.uncounted[i] ?? []));
  const emptied = merged([...without(empty, before.empty), ...noneCounts]);
  if (emptied.length > 0) troubles.push({ need: "joining", session, times: emptied, pairs: [], state: undefined });
  return troubles.sort((a, b) => compareTimes(a.times, b.times) || compareTexts(a.state, b.state));
}

function cliniciansFor(session: Session, week: Week): Pair[] {
  return week.clinicians
    .filter((clinician) => timesIn(session, clinician).length > 0 || week.mayBeAsked(clinician, session))
    .map((clinician) => ({ clinician, session }));
}

function compareTimes(one: readonly Interval[], other: readonly Interval[]): number {
  return (one[0]?.from ?? 0) - (other[0]?.from ?? 0) || length(other) - length(one);
}

function compareTexts(one = "", other = ""): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** The clinicians who are in two sessions of the part at once, unless they were before and that is not to be fixed. */
function doubleBookings({ sessions }: Part, changes: Changes, week: Week): Trouble[] {
  const troubles: Trouble[] = [];
  const own = new Map<Clinician, Session[]>();
  for (const session of sessions) for (const clinician of new Set(presentIn(session, changes))) addTo(own, clinician, session);
  for (const [clinician, all] of [...own].filter(([, some]) => some.length > 1).sort(([a], [b]) => byId(a, b))) {
    for (const [i, one] of all.entries()) {
      for (const other of all.slice(i + 1)) {
        if (!overlap(one, other)) continue;
        const both = intersection(timesAfter(changes, one, clinician), timesAfter(changes, other, clinician));
        const times = both.length === 0 ? both : without(both, week.tolerated(clinician, one, other));
        if (times.length === 0) continue;
        const pairs = [one, other].map((session) => ({ clinician, session }));
        troubles.push({ need: "leaving", session: one, times, pairs, state: undefined });
      }
    }
  }
  // Sessions that may not change keep their people, so the other session has to do without them.
  for (const { clinician, sessions: all } of week.doubleBooked) {
    for (const session of all.filter((one) => sessions.includes(one))) {
      const unchanged = all.filter((one) => !week.mayChange(one)).flatMap((one) => [...timesIn(one, clinician)]);
      const times = intersection(timesAfter(changes, session, clinician), merged(unchanged));
      if (times.length > 0) troubles.push({ need: "leaving", session, times, pairs: [{ clinician, session }], state: undefined });
    }
  }
  return troubles;
}

/**
 * The double bookings that may stay, but are now found on the other one of their sessions: on the one in which the clinician's
 * time starts later. A waiver of the finding, or what is known of it, does not cover that.
 */
function reordered(part: Part, changes: Changes, week: Week): Trouble[] {
  const after = (session: Session, clinician: Clinician) => {
    if (part.sessions.includes(session)) return timesAfter(changes, session, clinician);
    const outside = part.outside.find(({ index }) => index === session.index);
    return outside === undefined ? [] : timesIn(outside, clinician);
  };
  return week.toleratedBookings.flatMap(({ clinician, sessions: [one, other] }): Trouble[] => {
    const own = [one, other].filter((session) => part.sessions.includes(session));
    const changed = own.find((session) => changes.get(session)?.has(clinician));
    const [times, otherTimes] = [after(one, clinician), after(other, clinician)];
    if (changed === undefined || intersection(times, otherTimes).length === 0) return [];
    const isFirst = (a: readonly Interval[], b: readonly Interval[]) => (a[0]?.from ?? 0) - (b[0]?.from ?? 0) || byId(one, other);
    if (isFirst(times, otherTimes) < 0 === isFirst(timesIn(one, clinician), timesIn(other, clinician)) < 0) return [];
    const pairs = own.map((session) => ({ clinician, session }));
    return [{ need: "any", session: changed, times: merged([one, other]), pairs, state: undefined }];
  });
}

function presentIn(session: Session, changes: Changes): Clinician[] {
  return [...staysOf(session).keys(), ...(changes.get(session)?.keys() ?? [])];
}

/** The clinicians with more hours than `maxHours` who had fewer before, or whose hours are to be fixed. */
function overHours(part: Part, changes: Changes, week: Week): Trouble[] {
  const ofWeek = part.sessions.filter((session) => week.isOfWeek(session));
  const concerned = new Set(ofWeek.flatMap((session) => presentIn(session, changes)));
  return [...concerned].sort(byId).flatMap((clinician): Trouble[] => {
    const { maxMinutes } = clinician;
    if (maxMinutes === undefined) return [];
    const times = merged(ofWeek.flatMap((session) => [...timesAfter(changes, session, clinician)]));
    const minutes = part.minutesOutside(clinician) + length(times);
    const anyway = week.overHours.has(clinician) ? unchangeableMinutes(clinician, week) : week.minutes(clinician);
    const most = Math.max(maxMinutes, anyway);
    const [session] = ofWeek;
    if (minutes <= most || session === undefined) return [];
    return [{ need: "leaving", session, times, pairs: ofWeek.map((one) => ({ clinician, session: one })), state: undefined }];
  });
}

/** The minutes of a clinician in sessions that a plan may not change. */
function unchangeableMinutes(clinician: Clinician, week: Week): number {
  const unchangeable = week.sessions.filter((one) => week.isOfWeek(one) && !week.mayChange(one));
  return length(merged(unchangeable.flatMap((one) => [...timesIn(one, clinician)])));
}

/** Times without a free clinician on call that were covered before. */
function onCallGaps({ sessions, outside }: Part, changes: Changes, week: Week): Trouble[] {
  const before = week.onCallGaps;
  const { onCall = [] } = week.roster;
  const [session] = sessions;
  if (before === null || session === undefined) return [];
  const onCallers = new Set(onCall.map(({ clinician }) => clinician));
  const concerns = [...changes.values()].some((ofSession) => [...ofSession.keys()].some((clinician) => onCallers.has(clinician)));
  if (!concerns) return [];
  const after = [...outside, ...sessions.map((one) => restaffed(one, changes.get(one)))].map((one) => ({ session: one }));
  const times = without(gaps(week.roster, after), before);
  if (times.length === 0) return [];
  const pairs = sessions.flatMap((one) =>
    [...new Set(presentIn(one, changes))]
      .filter((clinician) => onCallers.has(clinician) && intersection([one], times).length > 0)
      .sort(byId)
      .map((clinician) => ({ clinician, session: one })),
  );
  return [{ need: "leaving", session, times, pairs, state: undefined }];
}
