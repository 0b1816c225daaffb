/** What a rule is: data about itself, and a pure check. */
import type { Path } from "../document/document.ts";
import type { Message } from "../message.ts";
import type { Clinician, Couple, Interval, Patient, Roster, Session } from "../roster/roster.ts";
import type { Standard, StatedAt, Waiver } from "../standards/standard.ts";
import type { StandardFile } from "../standards/standard-file.ts";
import type { EffectiveLimit, LimitEvaluator, SessionResult } from "./limit-check.ts";

/** A roster in YAML, audited under `benchmark` or what it names; `standard` is one of one's own, added to those. */
interface Example {
  readonly roster: string;
  readonly standard?: StandardFile;
}

/** What a rule is about, in one word; a tag for whoever sorts findings. */
type Topic = "ratios" | "couples-care" | "availability" | "programme" | "roster" | "waivers";

interface RuleFacts {
  /** The name of the rule, of its file, and of the findings that it makes. */
  readonly id: string;
  readonly topic: Topic;
  /** One sentence: what it reports. */
  readonly summary: string;
  /** Why it matters. */
  readonly why: string;
  /** Where the rule comes from. */
  readonly source: string;
  /** Whether a finding makes the verdict of its session a breach. */
  readonly breaches?: true;
  /** Whether its findings are about no session. */
  readonly withoutSession?: true;
  readonly failing: Example;
  readonly passing: Example;
}

/** A rule on rosters. */
export interface RosterRule extends RuleFacts {
  /** All violations in a roster, and what could not be checked. Order does not matter: findings are sorted later. */
  check(context: RuleContext): Iterable<Violation | NotChecked>;
}

/** A rule on the waivers of a run, which belong to no roster. */
export interface WaiverRule extends RuleFacts {
  /** What to say of a waiver, if anything. */
  review(reviewed: ReviewedWaiver): WaiverViolation | null;
}

export type Rule = RosterRule | WaiverRule;

/** A waiver, and what became of it in all rosters of a run that were audited against its standard. */
export interface ReviewedWaiver {
  readonly waiver: Waiver;
  readonly standard: Standard;
  /** What it would have waived, had it not lapsed or been outgrown. */
  readonly returned: readonly ReturnedFinding[];
  /** Whether it is known that no finding of the run matches it. */
  readonly unmatched: boolean;
  /** The ids of all sessions that were audited. */
  readonly sessions: readonly string[];
}

export interface WaiverViolation {
  readonly message: Message;
  readonly help: Message;
}

/** A finding that is back: its waiver lapsed before this day, or it is looser than the waiver reaches. */
export interface ReturnedFinding {
  readonly waiver: Waiver;
  readonly standard: Standard;
  readonly why: "lapsed" | "outgrown";
}

export interface RuleContext {
  readonly roster: Roster;
  /** All standards of the audit. */
  readonly standards: readonly Standard[];
  /** Those of them that have this rule on. */
  readonly enforcing: readonly Standard[];
  /** The sessions that are audited: all but the cancelled ones, in the order of the file. */
  readonly sessions: readonly SessionResult[];
  /** Those of them in which at some moment a limit does not hold, or somebody attends without staff. */
  readonly failing: readonly SessionResult[];
  /** Those in which somebody comes, goes or is away, or might be listed without a partner. */
  readonly moving: readonly SessionResult[];
  /** Those in which some attend by headcount, so that it is not known who they are. */
  readonly unnamed: readonly SessionResult[];
  readonly counter: LimitEvaluator;
}

/** When a session breaks a limit, in order, and by how much at worst. */
export interface Breach {
  readonly intervals: readonly Interval[];
  /** `2 patients too many`, `no therapist for 5 patients`. */
  howMuch(): string;
  /** The same as a number, by which breaches of one rule are compared: places too many, patients without staff, clinicians too few. */
  readonly amount: number;
}

/**
 * What a rule found. Its texts are made when somebody shows them: a roster may have 100,000 findings, of which a reader sees
 * a few.
 */
export interface Violation {
  message(): Message;
  /** Of a rule whose findings make the verdict of their session a breach: when the limit is broken, and by how much at worst. */
  readonly breach?: Breach;
  /** Advice that was not tried out. */
  readonly help?: Message;
  /** Changes that were tried out and under which the finding is gone. */
  repairs?(): readonly Message[];
  readonly path: Path;
  related?(): readonly Related[];
  /** Those whose limit is broken, or that have the rule on. */
  readonly standards: readonly Standard[];
  readonly limit?: EffectiveLimit;
  readonly session?: Session;
  readonly clinician?: Clinician;
  readonly patient?: Patient;
  readonly couple?: Couple;
  readonly kind?: string;
  readonly offering?: string;
}

/** Another place that explains a finding: in the roster, or in the file of a standard. */
export type Related = { readonly message: Message } & ({ readonly path: Path } | { readonly stated: StatedAt });

export interface NotChecked {
  readonly notChecked: Message;
}
