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
import { merged } from "../roster/intervals.ts";
import type { Clinician, Interval, Roster, Session } from "../roster/roster.ts";
import { COUPLES_THERAPIST } from "../roster/vocabulary.ts";
import { licenseMismatch } from "../rules/license-mismatch.ts";
import { RULES } from "../rules/list.ts";
import { highest } from "../severity.ts";
import type { Severity } from "../standards/schema.ts";
import type { Standard } from "../standards/standard.ts";
import { type Compared, compared, isNewOrWorse } from "./same-finding.ts";
import { restaffed } from "./staffing.ts";

/** A finding on a session. */
export interface Found extends Compared {
  readonly rule: Rule;
  readonly severity: Severity;
  readonly isWaived: boolean;
  readonly violation: Violation;
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
  /** The states in which a joining clinician must be licensed, if a standard checks licenses; sorted. */
  licensesNeeded(session: Session, changed: Changed | undefined, times: readonly Interval[]): string[];
  /** Roles that together have the highest weight of the roster's clinicians in a kind of session, under every standard. */
  heaviestRoles(kind: string): readonly string[];
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

  function judge(session: Session, changed: Changed | undefined): Judgment {
    const ofSession = known.get(session) ?? new Map<string, Judgment>();
    known.set(session, ofSession);
    const key = keyOf(changed);
    const before = ofSession.get(key);
    if (before !== undefined) return before;
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
    const isWaived = waivers.match(rule, violation).waivers.length > 0;
    return { rule, severity, violation, isWaived, ...compared(rule, violation) };
  }

  function heaviestRoles(kind: string): readonly string[] {
    const usual = evaluator.isForCouples(kind) ? COUPLES_THERAPIST : "therapist";
    const weigh = (clinician: Clinician) => evaluator.weigh(kind, clinician).weights;
    const heaviest = standards.map((_, i) => Math.max(0, ...roster.clinicians.map((clinician) => weigh(clinician)[i] as number)));
    const roles = [usual, ...new Set(standards.flatMap(({ weights }) => [...weights.keys()].sort()))];
    const isHeaviest = (weight: number, i: number) => weight >= (heaviest[i] as number) && weight > 0;
    const one = roles.find((role) => weigh(newcomer(role)).every(isHeaviest));
    if (one !== undefined) return [one];
    // No single role has the highest weight under every standard. Several roles together do.
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

/** Whether a finding is not in a list, or longer or larger than there, and more than a note: a plan must not cause it. */
export function isHarm(found: Found, before: readonly Found[]): boolean {
  return (
    found.severity !== "note" &&
    isNewOrWorse(
      found,
      before.find(({ key }) => key === found.key),
    )
  );
}

/** Whether staffing changes can resolve the findings of a rule. */
export function isOfStaffing({ resolvedBy }: Rule): boolean {
  return resolvedBy === "joining" || resolvedBy === "leaving";
}
