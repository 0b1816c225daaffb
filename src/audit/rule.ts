/** What a rule is: data about itself, and a pure check. */
import type { Path } from "../document/document.ts";
import type { Message } from "../message.ts";
import type { Clinician, Couple, Patient, Roster, Session } from "../roster/roster.ts";
import type { Standard } from "../standards/standard.ts";
import type { StandardFile } from "../standards/standard-file.ts";
import type { Counter, JudgedLimit, SessionAudit } from "./evidence.ts";

/** A roster in YAML, audited under `benchmark` or what it names; `standard` is one of one's own, added to those. */
interface Example {
  readonly roster: string;
  readonly standard?: StandardFile;
}

export interface Rule {
  /** The name of the rule, of its file, and of the findings that it makes. */
  readonly id: string;
  /** One sentence: what it reports. */
  readonly summary: string;
  /** Why it matters, and whose rule it is. */
  readonly why: string;
  /** Whether a finding makes the verdict of its session a breach. */
  readonly breaches?: true;
  readonly failing: Example;
  readonly passing: Example;
  /** All violations in a roster, and what could not be checked. Order does not matter: findings are sorted later. */
  check(context: RuleContext): Iterable<Violation | NotChecked>;
}

export interface RuleContext {
  readonly roster: Roster;
  /** All standards of the audit. */
  readonly standards: readonly Standard[];
  /** Those of them that have this rule on. */
  readonly enforcing: readonly Standard[];
  /** The sessions that are audited: all but the cancelled ones, in the order of the file. */
  readonly sessions: readonly SessionAudit[];
  /** Those of them in which at some moment a limit does not hold, or somebody attends without staff. */
  readonly failing: readonly SessionAudit[];
  /** Those in which somebody comes, goes or is away, or might be listed without a partner. */
  readonly moving: readonly SessionAudit[];
  /** Those in which some attend by headcount, so that it is not known who they are. */
  readonly unnamed: readonly SessionAudit[];
  readonly counter: Counter;
}

/**
 * What a rule found. Its texts are made when somebody shows them: a roster may have 100,000 findings, of which a reader sees
 * a few.
 */
export interface Violation {
  message(): Message;
  /** Advice that was not tried out. */
  readonly help?: Message;
  /** Changes that were tried out and under which the finding is gone. */
  repairs?(): readonly Message[];
  readonly path: Path;
  related?(): readonly Related[];
  /** Those whose limit is broken, or that have the rule on. */
  readonly standards: readonly Standard[];
  readonly limit?: JudgedLimit;
  readonly session?: Session;
  readonly clinician?: Clinician;
  readonly patient?: Patient;
  readonly couple?: Couple;
}

/** Another place that explains a finding. */
export interface Related {
  readonly message: Message;
  readonly path: Path;
}

export interface NotChecked {
  readonly notChecked: Message;
}
