/** The smallest set of staffing changes after which no finding that staffing can fix is left, and its audit. Pure. */
import { type Audit, auditRoster, type Finding, isWaived } from "../audit/audit.ts";
import { gaps } from "../audit/on-call.ts";
import { intersection, merged, overlap, without } from "../roster/intervals.ts";
import type { Clinician, Interval, Roster, Session } from "../roster/roster.ts";
import { isAtLeast } from "../severity.ts";
import type { Standard } from "../standards/standard.ts";
import { type Alternative, alternativesTo } from "./alternatives.ts";
import { type Cost, isVacancy } from "./cost.ts";
import { type Obstacle, obstacles } from "./obstacles.ts";
import { type Progress, solveWeek, type WeekSolution } from "./parts.ts";
import { compared, isNewOrWorse } from "./same-finding.ts";
import { type Change, type Changes, listChanges, NO_CHANGES, restaffedRoster, timesIn, withChange } from "./staffing.ts";
import { resultOf } from "./steps.ts";
import { type PlanOptions, type Week, weekOf } from "./week.ts";

export interface PlannedChange {
  /** The session as it was. */
  readonly session: Session;
  readonly clinician: Clinician;
  /** The clinician's times in the session before and after; empty if not there. */
  readonly before: readonly Interval[];
  readonly after: readonly Interval[];
  /** Whether the clinician has no other session that day. */
  readonly beginsDay: boolean;
  /** Clinicians who could make the change instead, as far as the roster tells. */
  readonly alternatives: readonly Alternative[];
  /** The findings of the session that the plan fixes. */
  readonly fixes: readonly Finding[];
}

/** People whom a session needs and nobody of the roster can be. */
export interface Vacancy {
  readonly session: Session;
  readonly people: number;
  readonly role: string;
  /** The states in which they have to be licensed. */
  readonly states: readonly string[];
  readonly times: readonly Interval[];
  /** Changes for after the vacancy is filled. */
  readonly later: readonly Change[];
  /** Why each clinician of the roster who counts cannot fill it. */
  readonly obstacles: readonly Obstacle[];
}

export interface Plan {
  readonly options: PlanOptions;
  readonly before: Audit;
  /** The audit of the roster with the plan. */
  readonly after: Audit;
  readonly roster: Roster;
  /** The roster with the plan. */
  readonly planned: Roster;
  readonly changes: readonly PlannedChange[];
  readonly vacancies: readonly Vacancy[];
  readonly cost: Cost;
  readonly bound: Cost;
  readonly isProven: boolean;
  /** Findings at or above `fix` that are left after the plan, and not waived. */
  readonly left: readonly Finding[];
  readonly steps: number;
}

/** Thrown if an audit of the planned roster contradicts the plan: an error of the tool. */
class PlanContradicted extends Error {}

/**
 * Plans a roster under some standards, which must not be empty. The plan is audited again by the rules; throws a PlanContradicted
 * if it would cause or worsen a warning or an error, or leave one that it promises to fix.
 */
export function planRoster(roster: Roster, standards: readonly Standard[], options: PlanOptions = {}): Plan {
  return resultOf(planSteps(roster, standards, options));
}

/** The same, which tells after each part of the week how far it is. */
export function* planSteps(roster: Roster, standards: readonly Standard[], options: PlanOptions = {}): Generator<Progress, Plan> {
  const before = auditRoster(roster, standards);
  const week = weekOf(roster, before, options);
  const solution = yield* solveWeek(week);
  const { changes, waiting, planned, after } = applicable(solution, before, week);
  const keyOf = ({ rule, violation }: Finding) => compared(rule, violation).key;
  const stillThere = new Set(after.findings.map(keyOf));
  const fixed = before.findings.filter((one) => isToFix(one, week) && !stillThere.has(keyOf(one)));
  return {
    ...{ options, before, after, roster, planned },
    changes: listChanges(changes).map((change) => plannedChange(change, fixed, changes, week)),
    vacancies: vacanciesOf(listChanges(solution.changes), changes, waiting, week),
    cost: solution.cost,
    bound: solution.bound,
    isProven: solution.isProven,
    left: after.findings.filter((one) => !isWaived(one) && isAtLeast(one.severity, options.fix ?? "error")),
    steps: solution.steps,
  };
}

function isToFix(finding: Finding, week: Week): boolean {
  return week.isTarget({ ...finding, isWaived: isWaived(finding) });
}

/** Whether a finding is on another session in which the clinician was during this one: a double booking is found on one of two. */
function isOfBoth({ session, clinician }: Finding["violation"], change: Change, week: Week): boolean {
  const other = session && week.roster.sessions[session.index];
  if (other === undefined || clinician !== change.clinician) return false;
  return intersection(timesIn(other, clinician), without(timesIn(change.session, clinician), change.times)).length > 0;
}

function plannedChange(change: Change, fixed: readonly Finding[], all: Changes, week: Week): PlannedChange {
  const { session, clinician, times } = change;
  const before = timesIn(session, clinician);
  return {
    ...{ session, clinician, before },
    after: times,
    beginsDay: times.length > 0 && !week.worksOn(clinician, session),
    alternatives: alternativesTo(change, all, week),
    fixes: fixed.filter(({ violation }) => violation.session?.id === session.id || isOfBoth(violation, change, week)),
  };
}

interface Applicable {
  readonly changes: Changes;
  /** The changes for after the vacancies are filled. */
  readonly waiting: readonly Change[];
  readonly planned: Roster;
  readonly after: Audit;
}

/**
 * The changes to make now, and the audit after them. Two kinds of change wait for a vacancy to be filled: a clinician leaves the
 * vacant session, or a change would cause a finding while another change waits. Without vacancies, throws a PlanContradicted if
 * the audit has a finding that the plan causes, worsens or promised to fix.
 */
function applicable({ changes: all, unsolved }: WeekSolution, before: Audit, week: Week): Applicable {
  const people = listChanges(all).filter(({ clinician }) => !isVacancy(clinician));
  const vacant = new Set(listChanges(all).flatMap(({ session, clinician }) => (isVacancy(clinician) ? session : [])));
  const leaves = ({ session, clinician, times }: Change) => without(timesIn(session, clinician), times).length > 0;
  let now = people.filter((change) => !(vacant.has(change.session) && leaves(change)));
  for (;;) {
    const changes = now.reduce(withChange, NO_CHANGES);
    const waiting = people.filter((change) => !now.includes(change));
    const planned = restaffedRoster(week.roster, changes);
    const after = auditRoster(planned, week.standards);
    // Who cannot leave a session yet may be double-booked in any session at that time.
    const unfinished = [...vacant, ...waiting.map(({ session }) => session), ...unsolved];
    const isUnfinished = (session: Session) => unfinished.some((other) => overlap(session, other));
    const contradiction = contradictionOf(before, after, { planned, week, isUnfinished });
    if (contradiction === null) return { changes, waiting, planned, after };
    const concerned = new Set(now.filter((change) => concerns(contradiction, change, week)).map(({ session }) => session));
    if (vacant.size === 0 || concerned.size === 0) throw new PlanContradicted(contradiction.what);
    now = now.filter(({ session }) => !concerned.has(session));
  }
}

/** What an audit finds against a plan: on a session, about a clinician, or at some times. */
interface Contradiction {
  readonly what: string;
  readonly session: Session | undefined;
  readonly clinician: Clinician | undefined;
  readonly times: readonly Interval[];
}

/** Whether a change may be the cause: it is on the session, or of the clinician at that time, or of a clinician's hours. */
function concerns({ session, clinician, times }: Contradiction, change: Change, week: Week): boolean {
  if (session !== undefined) {
    const own = week.roster.sessions[session.index] as Session;
    return change.session === own || (change.clinician === clinician && overlap(change.session, own));
  }
  return clinician === undefined ? intersection([change.session], times).length > 0 : change.clinician === clinician;
}

function vacanciesOf(all: readonly Change[], changes: Changes, waiting: readonly Change[], week: Week): Vacancy[] {
  const missing = all.filter(({ clinician }) => isVacancy(clinician));
  const sessions = [...new Set(missing.map(({ session }) => session))];
  const toldWith = (other: Session) => sessions.find((session) => overlap(session, other)) ?? sessions[0];
  return sessions.map((session) => {
    const own = missing.filter((one) => one.session === session);
    // What waits elsewhere is told with the first missing people of that time.
    const isOwn = (one: Change) => one.session === session || (!sessions.includes(one.session) && toldWith(one.session) === session);
    const later = waiting.filter(isOwn);
    const after = later.reduce(withChange, changes);
    const { findings } = week.judge.judge(session, after.get(session));
    const needs = findings.filter(({ rule, severity }) => rule.resolvedBy === "joining" && severity !== "note");
    const times = merged(needs.flatMap((one) => one.times));
    const states = week.judge.licensesNeeded(session, after.get(session), times);
    const role = own[0]?.clinician.roles[0] ?? "";
    return { session, people: own.length, role, states, times, later, obstacles: obstacles(session, times, states, after, week) };
  });
}

interface Planned {
  readonly planned: Roster;
  readonly week: Week;
  /** Whether people are missing in a session, or at its time. */
  isUnfinished(session: Session): boolean;
}

/** The first finding after a plan that the plan causes, worsens or promised to fix; null without one. */
function contradictionOf(before: Audit, after: Audit, { planned, week, isUnfinished }: Planned): Contradiction | null {
  const known = new Map(before.findings.map(({ rule, violation }) => compared(rule, violation)).map((one) => [one.key, one]));
  for (const finding of after.findings) {
    const { rule, severity, violation } = finding;
    if (severity === "note" || rule.onCallGaps) continue;
    const { session, clinician } = violation;
    const now = compared(rule, violation);
    const own = session && (week.roster.sessions[session.index] as Session);
    const isCaused = isNewOrWorse(now, known.get(now.key));
    const isLeft = isToFix(finding, week) && own !== undefined && week.mayChange(own) && !isUnfinished(own);
    if (isCaused || isLeft) return { what: `the plan ${isCaused ? "causes" : "leaves"} ${rule.id}`, session, clinician, times: [] };
  }
  const times = newOnCallGaps(planned, week);
  return times.length === 0 ? null : { what: "the plan causes an on-call gap", session: undefined, clinician: undefined, times };
}

/** The times without a free clinician on call that were covered before. */
function newOnCallGaps(planned: Roster, { onCallGaps }: Week): Interval[] {
  if (onCallGaps === null) return [];
  const sessions = planned.sessions.filter(({ canceled }) => !canceled).map((session) => ({ session }));
  return without(gaps(planned, sessions), onCallGaps);
}
