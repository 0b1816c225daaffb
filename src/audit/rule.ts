/** The definition of a rule: facts about it, and a pure check. */
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

/** The subject of a rule, as a tag for filtering findings. */
type Topic = "ratios" | "couples-care" | "availability" | "program" | "roster" | "waivers";

interface RuleFacts {
  /** The name of the rule, its file and its findings. */
  readonly id: RuleId;
  readonly topic: Topic;
  /** One sentence that says what it reports. */
  readonly summary: string;
  /** The reason why it matters. */
  readonly why: string;
  /** The source of the rule. */
  readonly source: string;
  /** Whether a finding makes the verdict of its session a breach. */
  readonly breaches?: true;
  /** Whether its findings are not about sessions. */
  readonly withoutSession?: true;
  /** Whether its messages name the standards of the broken number. */
  readonly namesStandards?: true;
  /** Whether its waivers may have `upTo`, the loosest ratio that they cover. */
  readonly waivableUpTo?: true;
  /** Whether the rule misses a clinician who works in several rosters of a run, because each roster is audited alone. */
  readonly acrossRosters?: true;
  /** Whether the rule checks on-call gaps. */
  readonly onCallGaps?: true;
  /**
   * Of a rule on who may be assigned to a session: why it would report a clinician who joins, such as `counselor of a
   * partner`; null if it would not. Repairs do not offer such clinicians. `enforcing` are the standards that have the rule on.
   */
  keepsOut?(result: SessionResult, enforcing: readonly Standard[]): (clinician: Clinician) => string | null;
  /**
   * The change that a plan may try against a finding: a clinician joins or stays longer, a clinician leaves or stays shorter, or
   * patients move. Undefined if no change of who is where can resolve it.
   */
  readonly resolvedBy?: "joining" | "leaving" | "patients";
  /** Rank among the rules whose findings may leave a patient without care: 1 is the worst. Ranked rules are shown first. */
  readonly harmRank?: number;
  /** A YAML roster with a finding, audited under `benchmark` or the standards that the roster names. */
  readonly failing: string;
  /** The same roster without the finding. */
  readonly passing: string;
  /** A standard that the examples need. */
  readonly standard?: StandardFile;
  /** The standard of the passing example, if it differs. */
  readonly passingStandard?: StandardFile;
}

/** A rule about rosters. */
export interface RosterRule extends RuleFacts {
  /** All violations in a roster, and checks that were not possible. The order does not matter, because findings are sorted later. */
  check(context: RuleContext): Iterable<Violation | NotChecked>;
}

/** A rule about the waivers of a run, which belong to no roster. */
export interface WaiverRule extends RuleFacts {
  /** The violation that a waiver causes; null if the waiver is fine. */
  review(reviewed: ReviewedWaiver): WaiverViolation | null;
}

export type Rule = RosterRule | WaiverRule;

/** A waiver, with its results in all rosters of a run that were audited against its standard. */
export interface ReviewedWaiver {
  readonly waiver: Waiver;
  readonly standard: Standard;
  /** The findings that it no longer covers. */
  readonly returned: readonly ReturnedFinding[];
  /** Whether no finding of the run matches it, for certain. */
  readonly unmatched: boolean;
  /** The ids of all audited sessions. */
  readonly sessions: readonly string[];
}

export interface WaiverViolation {
  readonly message: Message;
  readonly advice: Message;
}

/** A finding that a waiver no longer covers: the waiver has expired, or the ratio is looser than its bound. */
export interface ReturnedFinding {
  readonly waiver: Waiver;
  readonly standard: Standard;
  readonly why: "lapsed" | "outgrown";
}

export interface RuleContext {
  readonly roster: Roster;
  /** All standards of the audit. */
  readonly standards: readonly Standard[];
  /** The standards with this rule on. */
  readonly enforcing: readonly Standard[];
  /** The audited sessions: all except canceled ones, in file order. */
  readonly sessions: readonly SessionResult[];
  readonly evaluator: LimitEvaluator;
  /** The sessions in which a person is while in another session as well. */
  readonly conflicting: ReadonlySet<Session>;
}

/** How a session breaks a limit. */
export interface Breach {
  /** The times, sorted. */
  readonly intervals: readonly Interval[];
  /** The worst excess: `2 patients too many`, `no therapist for 5 patients`. */
  readonly howMuch: string;
  /** The same as a number, to compare breaches of one rule: extra seats, patients without staff, missing clinicians. */
  readonly amount: number;
}

/** A violation that a rule found. */
export interface Violation {
  readonly message: Message;
  /** Set by rules that make the verdict of their session a breach. */
  readonly breach?: Breach;
  /** Untested advice. */
  readonly advice?: Message | undefined;
  /** Finds tested changes that resolve the finding. */
  repairs?(): readonly Repair[];
  /** The times, sorted, if the rule has no `breach` with times. */
  readonly intervals?: readonly Interval[];
  readonly path: Path;
  readonly related?: readonly Related[];
  /** The standards whose limit is broken, or with the rule on. */
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

/** A related location of a finding: in the roster or in a standard file. */
export type Related = { readonly message: Message } & ({ readonly path: Path } | { readonly stated: StatedAt });

export interface NotChecked {
  readonly code: NotCheckedCode;
  readonly notChecked: Message;
  /** The sessions that were not checked; undefined for the whole roster. */
  readonly sessions?: readonly Session[];
}
