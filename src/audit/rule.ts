/** What a rule is: data about itself, and a pure check. */
import type { NotCheckedCode, RuleId } from "../codes.ts";
import type { Path } from "../document/document.ts";
import type { Message } from "../message.ts";
import type { Clinician, Couple, Interval, Patient, Roster, Session } from "../roster/roster.ts";
import type { EffectiveLimit } from "../standards/combine.ts";
import type { StandardFile } from "../standards/schema.ts";
import type { Standard, StatedAt, Waiver } from "../standards/standard.ts";
import type { LimitEvaluator, SessionResult } from "./limit-check.ts";
import type { Stretch } from "./occupancy.ts";
import type { Repair } from "./repairs.ts";

/** The subject of a rule: a tag by which readers filter findings. */
type Topic = "ratios" | "couples-care" | "availability" | "program" | "roster" | "waivers";

interface RuleFacts {
  /** The name of the rule, of its file, and of the findings that it makes. */
  readonly id: RuleId;
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
  /** Whether its messages name the standards whose number is broken. */
  readonly namesStandards?: true;
  /** Whether a waiver of it may be bounded by `upTo`, the loosest ratio that it covers. */
  readonly waivableUpTo?: true;
  /** Whether the rule misses a clinician who works in several rosters of a run, because each roster is audited alone. */
  readonly acrossRosters?: true;
  /** Whether the rule checks for gaps in the week's on-call coverage. */
  readonly onCallGaps?: true;
  /**
   * Of a rule on who may be assigned to a session: whether it would report a clinician who joins. Repairs do not offer such
   * clinicians. `enforcing` are the standards that have the rule on.
   */
  keepsOut?(result: SessionResult, enforcing: readonly Standard[]): (clinician: Clinician) => boolean;
  /** Rank among the rules whose findings may leave a patient without care: 1 is the worst. Ranked rules are shown first. */
  readonly harmRank?: number;
  /** A roster in YAML in which it finds something; audited under `benchmark` or the standards that the roster names. */
  readonly failing: string;
  /** The same with nothing to find. */
  readonly passing: string;
  /** A standard that the examples need besides. */
  readonly standard?: StandardFile;
  /** The standard of the passing example, where that is another one. */
  readonly passingStandard?: StandardFile;
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
  /** The findings that it no longer covers. */
  readonly returned: readonly ReturnedFinding[];
  /** Whether it is known that no finding of the run matches it. */
  readonly unmatched: boolean;
  /** The ids of all sessions that were audited. */
  readonly sessions: readonly string[];
}

export interface WaiverViolation {
  readonly message: Message;
  readonly advice: Message;
}

/** A finding that a waiver no longer covers: the waiver has lapsed, or the ratio is looser than its bound. */
export interface ReturnedFinding {
  readonly waiver: Waiver;
  readonly standard: Standard;
  readonly why: "lapsed" | "outgrown";
}

export interface RuleContext {
  readonly roster: Roster;
  /** All standards of the audit. */
  readonly standards: readonly Standard[];
  /** The standards that have this rule on. */
  readonly enforcing: readonly Standard[];
  /** The sessions that are audited: all but the canceled ones, in the order of the file. */
  readonly sessions: readonly SessionResult[];
  readonly evaluator: LimitEvaluator;
  /** The sessions in which a person is while in another session as well. */
  readonly conflicting: ReadonlySet<Session>;
}

/** How a session breaks a limit. */
export interface Breach {
  /** When it does, in order. */
  readonly intervals: readonly Interval[];
  /** By how much at worst: `2 patients too many`, `no therapist for 5 patients`. */
  readonly howMuch: string;
  /** The same as a number, by which breaches of one rule are compared: seats too many, patients without staff, clinicians too few. */
  readonly amount: number;
}

/** What a rule found. */
export interface Violation {
  readonly message: Message;
  /** Given by rules that make the verdict of their session a breach. */
  readonly breach?: Breach;
  /** What to do, where it was not tried out. */
  readonly advice?: Message | undefined;
  /** Changes that were tried out and under which the finding is gone. */
  readonly repairs?: readonly Repair[];
  /** When, in order, where the rule has no `breach` that says so. */
  readonly intervals?: readonly Interval[];
  readonly path: Path;
  readonly related?: readonly Related[];
  /** The standards whose limit is broken, or that have the rule on. */
  readonly standards: readonly Standard[];
  readonly limit?: EffectiveLimit;
  /** The worst stretch under that limit. */
  readonly worst?: Stretch;
  readonly session?: Session;
  readonly clinician?: Clinician;
  readonly patient?: Patient;
  readonly couple?: Couple;
  readonly kind?: string;
  readonly offering?: string;
}

/** Another location that explains a finding: in the roster, or in the file of a standard. */
export type Related = { readonly message: Message } & ({ readonly path: Path } | { readonly stated: StatedAt });

export interface NotChecked {
  readonly code: NotCheckedCode;
  readonly notChecked: Message;
  /** The sessions that it is about; none where it is about the roster. */
  readonly sessions?: readonly Session[];
}
