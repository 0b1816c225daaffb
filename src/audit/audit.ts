/** Audits one roster against a set of standards. Pure. */
import type { Roster, Session } from "../roster/roster.ts";
import { RULES } from "../rules/list.ts";
import { highest } from "../severity.ts";
import type { Severity } from "../standards/schema.ts";
import type { Standard, Waiver } from "../standards/standard.ts";
import { conflicting } from "./double-booking.ts";
import { type KeepsOut, repairsWithFreeClinicians } from "./free-clinicians.ts";
import { evaluateLimits, type SessionResult } from "./limit-check.ts";
import { type Remark, remarks } from "./remarks.ts";
import type { Repair } from "./repairs.ts";
import type { NotChecked, Rule, Violation, WaiverViolation } from "./rule.ts";
import { reviewWaivers, type WaiverMatch, type WaiversOfRoster, waiverMatcher } from "./waivers.ts";

export interface Audit {
  readonly standards: readonly Standard[];
  /** The result of each session, in roster order; null for a canceled session, which is not audited. */
  readonly bySession: readonly (SessionResult | null)[];
  /** Sessions with an unwaived finding of a rule that makes a breach. */
  readonly breaching: ReadonlySet<Session>;
  /** Sessions with a waived finding of such a rule. A session that is also in `breaching` is a breach. */
  readonly waived: ReadonlySet<Session>;
  /** Sessions in which a person is double-booked. */
  readonly conflicting: ReadonlySet<Session>;
  readonly findings: readonly Finding[];
  readonly waivers: WaiversOfRoster;
  readonly notChecked: readonly (NotChecked & { readonly rule: Rule })[];
  /** Remarks on the verdicts that are not findings. */
  readonly remarks: readonly Remark[];
}

/** A violation with its rule, and the highest severity of that rule in the standards of the audit. */
export interface Finding {
  readonly rule: Rule;
  readonly severity: Severity;
  readonly violation: Violation;
  readonly match: WaiverMatch;
  /** Tested changes that resolve it, with the free clinicians. */
  readonly repairs: readonly Repair[];
}

/** Whether a waiver covers a finding. */
export function isWaived({ match }: Pick<Finding, "match">): boolean {
  return match.waivers.length > 0;
}

/** Audits a roster. `standards` must not be empty; their order affects only how they are listed. */
export function auditRoster(roster: Roster, standards: readonly Standard[]): Audit {
  const evaluator = evaluateLimits(standards, roster.clinicians, roster.publishedRatios);
  const bySession = roster.sessions.map((session) => (session.canceled ? null : evaluator.evaluate(session)));
  const sessions = bySession.filter((one) => one !== null);
  const waivers = waiverMatcher(roster, evaluator);
  const context = { roster, standards, sessions, evaluator, conflicting: conflicting(sessions) };
  const found: Omit<Finding, "repairs">[] = [];
  const notChecked: (NotChecked & { rule: Rule })[] = [];
  for (const rule of RULES) {
    const enforcing = standards.filter((standard) => standard.severities.has(rule.id));
    const severity = highest(enforcing.map((standard) => standard.severities.get(rule.id) as Severity));
    if (severity === null || !("check" in rule)) continue;
    for (const one of rule.check({ ...context, enforcing })) {
      if ("notChecked" in one) notChecked.push({ ...one, rule });
      else found.push({ rule, severity, violation: one, match: waivers.match(rule, one) });
    }
  }
  const repairs = repairsWithFreeClinicians(
    found.map(({ violation }) => violation),
    { ...context, keepsOut: keepsOutOf(standards) },
  );
  const findings = found.map((one, i) => ({ ...one, repairs: repairs[i] as readonly Repair[] }));
  const judgesOnCall = RULES.some(({ id, onCallGaps }) => onCallGaps && standards.some(({ severities }) => severities.has(id)));
  const ofBreaches = findings.filter(({ rule }) => rule.breaches === true);
  const sessionsOf = (some: readonly Finding[]) => new Set(some.flatMap(({ violation }) => violation.session ?? []));
  const breaching = sessionsOf(ofBreaches.filter((one) => !isWaived(one)));
  const waived = sessionsOf(ofBreaches.filter(isWaived));
  return {
    ...{ standards, bySession, breaching, waived, findings, notChecked },
    conflicting: context.conflicting,
    waivers: { standards, sessions: sessions.map(({ session }) => session.id), matched: waivers.matched, returned: waivers.returned },
    remarks: remarks(context, { breaching: new Set([...breaching, ...waived]), judgesOnCall }),
  };
}

/** For each rule on who may be assigned that a standard has on: why it would report a clinician who joins a session. */
export function keepsOutOf(standards: readonly Standard[]): KeepsOut[] {
  return RULES.flatMap((rule) => {
    const enforcing = standards.filter(({ severities }) => severities.has(rule.id));
    const { keepsOut } = rule;
    return keepsOut === undefined || enforcing.length === 0 ? [] : (result: SessionResult) => keepsOut(result, enforcing);
  });
}

/** A finding on a waiver, which belongs to no roster. */
export interface WaiverFinding extends WaiverViolation {
  readonly rule: Rule;
  readonly severity: Severity;
  readonly waiver: Waiver;
  readonly standard: Standard;
}

/** Audits the waivers of a run. `isWhole` is false if a roster could not be audited, because a waiver may match there. */
export function auditWaivers(rosters: readonly Audit[], isWhole: boolean): WaiverFinding[] {
  const reviewed = reviewWaivers(
    rosters.map(({ waivers }) => waivers),
    isWhole,
  );
  return reviewed.flatMap((one) =>
    RULES.flatMap((rule) => {
      const severity = one.standard.severities.get(rule.id);
      const violation = "review" in rule && severity !== undefined ? rule.review(one) : null;
      return violation === null ? [] : { ...violation, rule, severity: severity as Severity, waiver: one.waiver, standard: one.standard };
    }),
  );
}
