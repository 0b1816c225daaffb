/** The audit of one roster under a set of standards: pure, the same result for the same input. */
import type { Message } from "../message.ts";
import type { Roster, Session } from "../roster/roster.ts";
import { RULES } from "../rules/list.ts";
import type { Standard } from "../standards/standard.ts";
import type { Severity } from "../standards/standard-file.ts";
import { Counter, type SessionAudit } from "./evidence.ts";
import { remarks } from "./remarks.ts";
import type { Rule, Violation } from "./rule.ts";
import { gravest } from "./severity.ts";

export interface Audit {
  readonly standards: readonly Standard[];
  /** What was counted in each session of the roster; null for a cancelled one, which is not audited. */
  readonly bySession: readonly (SessionAudit | null)[];
  /** Those of them that break a limit or are unstaffed at some moment. */
  readonly breaching: ReadonlySet<Session>;
  readonly findings: readonly Finding[];
  readonly notChecked: readonly { readonly rule: Rule; readonly reason: Message }[];
  /** What a reader must know about the verdicts that is no finding. */
  readonly remarks: readonly Message[];
}

/** A violation with the rule that found it and how much it matters under the standards taken together. */
export interface Finding {
  readonly rule: Rule;
  readonly severity: Severity;
  readonly violation: Violation;
}

/** Audits a roster. `standards` must not be empty; their order decides only how they are listed. */
export function auditRoster(roster: Roster, standards: readonly Standard[]): Audit {
  const counter = new Counter(standards, roster.clinicians);
  const bySession: (SessionAudit | null)[] = [];
  const sessions: SessionAudit[] = [];
  const failing: SessionAudit[] = [];
  const moving: SessionAudit[] = [];
  const unnamed: SessionAudit[] = [];
  for (const session of roster.sessions) {
    const counted = session.cancelled ? null : counter.count(session);
    bySession.push(counted);
    if (counted === null) continue;
    sessions.push(counted);
    if (!counted.holds || !counted.staffed) failing.push(counted);
    if (!session.still) moving.push(counted);
    if (session.hasHeadcount) unnamed.push(counted);
  }
  const context = { roster, standards, sessions, failing, moving, unnamed, counter };
  const findings: Finding[] = [];
  const notChecked: { rule: Rule; reason: Message }[] = [];
  for (const rule of RULES) {
    const enforcing = standards.filter((standard) => standard.severities.has(rule.id));
    const severity = gravest(enforcing.map((standard) => standard.severities.get(rule.id) as Severity));
    if (severity === null) continue;
    for (const found of rule.check({ ...context, enforcing })) {
      if ("notChecked" in found) notChecked.push({ rule, reason: found.notChecked });
      else findings.push({ rule, severity, violation: found });
    }
  }
  const breaching = new Set(findings.filter((one) => one.rule.breaches === true).flatMap((one) => one.violation.session ?? []));
  return { standards, bySession, breaching, findings, notChecked, remarks: remarks({ roster, sessions, standards, counter }, breaching) };
}
