/**
 * Judges one session with any staffing, by the rules themselves: a plan has no second model of them. The rules of double bookings,
 * hours and on-call coverage concern several sessions, and are judged in `troubles.ts`.
 */
import { keepsOutOf } from "../audit/audit.ts";
import { neededLicenses } from "../audit/licenses.ts";
import { evaluateLimits, type SessionResult } from "../audit/limit-check.ts";
import { newcomer } from "../audit/repairs.ts";
import type { RosterRule, Rule, RuleContext, Violation } from "../audit/rule.ts";
import { waiverMatcher } from "../audit/waivers.ts";
import { memoized } from "../grouped.ts";
import { length, merged, without } from "../roster/intervals.ts";
import type { Clinician, Interval, Roster, Session } from "../roster/roster.ts";
import { COUPLES_THERAPIST } from "../roster/vocabulary.ts";
import { licenseMismatch } from "../rules/license-mismatch.ts";
import { RULES } from "../rules/list.ts";
import { highest } from "../severity.ts";
import { limitKey } from "../standards/combine.ts";
import type { Severity } from "../standards/schema.ts";
import type { Standard } from "../standards/standard.ts";
import { restaffed } from "./staffing.ts";

/** A finding on a session. */
export interface Found {
  readonly rule: Rule;
  readonly severity: Severity;
  readonly isWaived: boolean;
  readonly violation: Violation;
  /** The same for the same finding under another staffing. */
  readonly key: string;
  /** Sorted; the whole session for a finding without times. */
  readonly times: readonly Interval[];
  /** How much a limit is exceeded, in its own unit; 0 for a finding without a limit. */
  readonly amount: number;
}

/** The judgment of a session under one staffing. */
export interface Judgment {
  readonly result: SessionResult;
  readonly findings: readonly Found[];
  /** Attended moments without a clinician other than an observer, and those without one who counts, for each standard. */
  readonly empty: readonly Interval[];
  readonly uncounted: readonly (readonly Interval[])[];
}

type Changed = ReadonlyMap<Clinician, readonly Interval[]>;

export interface SessionJudge {
  /** Judges a session with some clinicians changed. The same staffing is judged once. */
  judge(session: Session, changed: Changed | undefined): Judgment;
  /** Why a rule would report a clinician for joining a session, such as `counselor of a partner`; null if none would. */
  whyKeptOut(session: Session, clinician: Clinician): string | null;
  /** Whether a clinician counts in sessions of a kind under some standard, whether or not the kind has limits. */
  counts(kind: string, clinician: Clinician): boolean;
  /** The states in which somebody who joins a session has to be licensed, if a standard asks for that; sorted. */
  licensesNeeded(session: Session, changed: Changed | undefined, times: readonly Interval[]): string[];
  /** Roles with which somebody counts in sessions of a kind as much as any clinician of the roster, under every standard. */
  heaviestRoles(kind: string): readonly string[];
  /** The number of different staffings judged so far. */
  readonly judged: number;
}

/** Rules about one session. Two rules about people in several sessions never report one session alone. */
const SESSION_RULES = RULES.filter((rule): rule is RosterRule => "check" in rule && rule.withoutSession !== true);

export function sessionJudge(roster: Roster, standards: readonly Standard[]): SessionJudge {
  const evaluator = evaluateLimits(standards, roster.clinicians, roster.publishedRatios);
  const waivers = waiverMatcher(roster, evaluator);
  const rules = SESSION_RULES.flatMap((rule) => {
    const enforcing = standards.filter(({ severities }) => severities.has(rule.id));
    const severity = highest(enforcing.map(({ severities }) => severities.get(rule.id) as Severity));
    return severity === null ? [] : { rule, enforcing, severity };
  });
  const base: Omit<RuleContext, "sessions" | "enforcing"> = { roster, standards, evaluator, conflicting: new Set() };
  const keepsOut = keepsOutOf(standards);
  const barsOf = memoized((session: Session) => keepsOut.map((rule) => rule(evaluator.evaluate(session))));
  const known = new Map<Session, Map<string, Judgment>>();
  let judged = 0;

  function judge(session: Session, changed: Changed | undefined): Judgment {
    const ofSession = known.get(session) ?? new Map<string, Judgment>();
    known.set(session, ofSession);
    const key = keyOf(changed);
    const before = ofSession.get(key);
    if (before !== undefined) return before;
    judged++;
    const result = evaluator.evaluate(restaffed(session, changed));
    const findings = rules.flatMap(({ rule, enforcing, severity }) =>
      [...rule.check({ ...base, enforcing, sessions: [result] })].flatMap((one) => ("notChecked" in one ? [] : found(rule, severity, one))),
    );
    const attended = result.stretches.filter(({ patients }) => patients > 0);
    const empty = merged(attended.filter(({ clinicians, observers }) => clinicians === observers));
    const uncounted = standards.map((_, i) => merged(attended.filter(({ weights }) => weights[i] === 0)));
    const judgment = { result, findings, empty, uncounted };
    ofSession.set(key, judgment);
    return judgment;
  }

  function found(rule: Rule, severity: Severity, violation: Violation): Found {
    const { breach, intervals = breach?.intervals, session, limit, clinician, patient, couple } = violation;
    const about = [clinician?.id, patient?.path, couple?.path, limit && `${limitKey(limit.limit)} ${limit.weighing}`];
    return {
      ...{ rule, severity, violation },
      isWaived: waivers.match(rule, violation).waivers.length > 0,
      key: JSON.stringify([rule.id, ...about]),
      times: intervals ?? (session === undefined ? [] : [{ from: session.from, until: session.until }]),
      amount: breach?.amount ?? 0,
    };
  }

  function heaviestRoles(kind: string): readonly string[] {
    const usual = evaluator.isForCouples(kind) ? COUPLES_THERAPIST : "therapist";
    const weigh = (clinician: Clinician) => evaluator.weigh(kind, clinician).weights;
    const heaviest = standards.map((_, i) => Math.max(0, ...roster.clinicians.map((clinician) => weigh(clinician)[i] as number)));
    const roles = [usual, ...new Set(standards.flatMap(({ weights }) => [...weights.keys()].sort()))];
    const isHeaviest = (weight: number, i: number) => weight >= (heaviest[i] as number) && weight > 0;
    const one = roles.find((role) => weigh(newcomer(role)).every(isHeaviest));
    if (one !== undefined) return [one];
    // No role counts most under every standard, but somebody with several roles does.
    const some = roles.filter((role) => weigh(newcomer(role)).some(isHeaviest));
    return some.length > 0 ? some : [usual];
  }

  return {
    judge,
    whyKeptOut: (session, clinician) => barsOf(session).flatMap((why) => why(clinician) ?? [])[0] ?? null,
    counts: (kind, clinician) => evaluator.weigh(kind, clinician).weights.some((weight) => weight > 0),
    licensesNeeded(session, changed, times) {
      const asking = standards.filter(({ severities }) => severities.has(licenseMismatch.id));
      const staffed = restaffed(session, changed);
      return [...new Set(times.flatMap((time) => [...neededLicenses(staffed, asking, time)]))].sort();
    },
    heaviestRoles,
    get judged() {
      return judged;
    },
  };
}

/** A key that is equal for equal changes of one session. */
function keyOf(changed: Changed | undefined): string {
  if (changed === undefined || changed.size === 0) return "";
  return [...changed]
    .map(([{ id, index }, times]) => `${index} ${id} ${times.map(({ from, until }) => `${from}-${until}`)}`)
    .sort()
    .join("\n");
}

/** Whether a finding is not in a list, or longer or larger than there: a plan must not cause such a finding. */
export function isNewOrWorse({ key, times, amount }: Found, before: readonly Found[]): boolean {
  const known = before.find((one) => one.key === key);
  return known === undefined || amount > known.amount || length(without(times, known.times)) > 0;
}
