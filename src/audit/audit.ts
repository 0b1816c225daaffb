/** The audit of one roster under a set of standards: pure, the same result for the same input. */
import type { Message } from "../message.ts";
import type { Roster, Session } from "../roster/roster.ts";
import { RULES } from "../rules/list.ts";
import { highest } from "../severity.ts";
import type { Standard, Waiver } from "../standards/standard.ts";
import type { Severity } from "../standards/standard-file.ts";
import { LimitEvaluator, type SessionResult } from "./limit-check.ts";
import { remarks } from "./remarks.ts";
import type { Rule, Violation, WaiverViolation } from "./rule.ts";
import { reviewWaivers, type WaiverMatch, WaiverMatcher, type WaiversOfRoster } from "./waivers.ts";

export interface Audit {
  readonly standards: readonly Standard[];
  /** What was counted in each session of the roster; null for a cancelled one, which is not audited. */
  readonly bySession: readonly (SessionResult | null)[];
  /** Those of them that break a limit or are unstaffed at some moment. */
  readonly breaching: ReadonlySet<Session>;
  /** Those that would, had not every such finding on them been waived. */
  readonly waived: ReadonlySet<Session>;
  readonly findings: readonly Finding[];
  readonly waivers: WaiversOfRoster;
  readonly notChecked: readonly { readonly rule: Rule; readonly reason: Message }[];
  /** What a reader must know about the verdicts that is no finding. */
  readonly remarks: readonly Message[];
}

/** A violation with the rule that found it and how much it matters under the standards taken together. */
export interface Finding {
  readonly rule: Rule;
  readonly severity: Severity;
  readonly violation: Violation;
  readonly settlement: WaiverMatch;
}

/** Audits a roster. `standards` must not be empty; their order decides only how they are listed. */
export function auditRoster(roster: Roster, standards: readonly Standard[]): Audit {
  const counter = new LimitEvaluator(standards, roster.clinicians, roster.publishedRatios);
  const bySession: (SessionResult | null)[] = [];
  const sessions: SessionResult[] = [];
  const failing: SessionResult[] = [];
  const moving: SessionResult[] = [];
  const unnamed: SessionResult[] = [];
  for (const session of roster.sessions) {
    const counted = session.cancelled ? null : counter.count(session);
    bySession.push(counted);
    if (counted === null) continue;
    sessions.push(counted);
    if (!counted.holds || !counted.staffed) failing.push(counted);
    if (!session.still) moving.push(counted);
    if (session.hasHeadcount) unnamed.push(counted);
  }
  const clerk = new WaiverMatcher(roster, standards, counter);
  const context = { roster, standards, sessions, failing, moving, unnamed, counter };
  const findings: Finding[] = [];
  const notChecked: { rule: Rule; reason: Message }[] = [];
  for (const rule of RULES) {
    const enforcing = standards.filter((standard) => standard.severities.has(rule.id));
    const severity = highest(enforcing.map((standard) => standard.severities.get(rule.id) as Severity));
    if (severity === null || !("check" in rule)) continue;
    for (const found of rule.check({ ...context, enforcing })) {
      if ("notChecked" in found) notChecked.push({ rule, reason: found.notChecked });
      else findings.push({ rule, severity, violation: found, settlement: clerk.settle(rule, found) });
    }
  }
  const isWaived = ({ settlement }: Finding) => settlement.waivers.length > 0;
  const ofBreaches = findings.filter(({ rule }) => rule.breaches === true);
  const breaching = new Set(ofBreaches.filter((one) => !isWaived(one)).flatMap(({ violation }) => violation.session ?? []));
  const waived = new Set(
    ofBreaches.flatMap(({ violation: { session } }) => (session === undefined || breaching.has(session) ? [] : session)),
  );
  return {
    ...{ standards, bySession, breaching, waived, findings, notChecked },
    waivers: { standards, sessions: sessions.map(({ session }) => session.id), matched: clerk.matched, returned: clerk.returned },
    remarks: remarks({ roster, sessions, standards, counter }, new Set([...breaching, ...waived])),
  };
}

/** A finding on a waiver, which belongs to no roster. */
export interface WaiverFinding extends WaiverViolation {
  readonly rule: Rule;
  readonly severity: Severity;
  readonly waiver: Waiver;
  readonly standard: Standard;
}

/**
 * Audits the waivers of all standards of a run. `isWhole` is whether all of its rosters could be audited: in one that could
 * not a waiver may match that is unused in the others.
 */
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
