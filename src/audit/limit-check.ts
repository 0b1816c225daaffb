/** Checks sessions against the limits of their kinds. */
import { memoized } from "../grouped.ts";
import type { Ratio } from "../roster/ratio.ts";
import type { Clinician, Interval, Session } from "../roster/roster.ts";
import { OBSERVER } from "../roster/vocabulary.ts";
import { type EffectiveLimit, effectiveLimits, unitOf } from "../standards/combine.ts";
import { isCouplesKind, type Limit, openSeats, type Standard, weightOf } from "../standards/standard.ts";
import { type Change, changed, type Occupancy, type Stretch, stretches, type Weighing } from "./occupancy.ts";

/** The result of one limit: its worst stretch. */
export interface LimitResult {
  readonly effective: EffectiveLimit;
  readonly worst: Stretch;
  readonly holds: boolean;
  /** Open seats in that stretch; null for a minimum number of clinicians, which does not limit seats. */
  readonly openSeats: number | null;
}

/** The results of a session for all limits of its kind. */
export interface SessionResult {
  readonly session: Session;
  /** Sorted; they cover the whole session. */
  readonly stretches: readonly Stretch[];
  /** One result per limit of the session's kind. */
  readonly results: readonly LimitResult[];
  /** Whether the session is within every limit at every moment. */
  readonly holds: boolean;
  /** Whether a clinician who counts under every standard is present whenever patients attend; without limits, any clinician except observers. */
  readonly staffed: boolean;
  /** Whether the session has attendees at any moment. */
  readonly attended: boolean;
  /** The fewest open seats under any limit at its worst moment; null if no limit counts seats. */
  readonly openSeats: number | null;
  /** Whether any standard limits sessions of this kind. */
  readonly isLimited: boolean;
  /** Whether this is a couples kind under any standard. */
  readonly isForCouples: boolean;
}

/** Checks sessions of one roster against a set of standards. */
export interface LimitEvaluator {
  evaluate(session: Session): SessionResult;
  /** The result of a session after some changes. */
  tryOut(result: SessionResult, changes: readonly Change[]): SessionResult;
  /** The occupancy that one clinician adds to sessions of a kind. */
  weigh(kind: string, clinician: Clinician): Occupancy;
  /** The limits of a kind under all standards; equal limits of several standards are combined. */
  limitsOf(kind: string): readonly EffectiveLimit[];
  /** Whether a kind is a couples kind under any standard. */
  isForCouples(kind: string): boolean;
}

/** Values that depend only on the kind of session. */
interface Kind {
  readonly limits: readonly EffectiveLimit[];
  readonly weigh: Weighing;
  readonly isForCouples: boolean;
}

/** An evaluator for sessions with some clinicians under `standards`; `published` has the program's own ratios by kind. */
export function evaluateLimits(
  standards: readonly Standard[],
  clinicians: readonly Clinician[],
  published: ReadonlyMap<string, Ratio>,
): LimitEvaluator {
  const roles = [...new Set(clinicians.flatMap((clinician) => clinician.roles))];
  const kindOf = memoized(
    (name: string): Kind => ({
      limits: effectiveLimits(standards, roles, name, published.get(name)),
      weigh: weighing(standards, name),
      isForCouples: standards.some((standard) => isCouplesKind(standard, name)),
    }),
  );
  return {
    evaluate(session) {
      const kind = kindOf(session.kind);
      return resultOf(session, kind, stretches(session, standards.length, kind.weigh));
    },
    tryOut: ({ session, stretches }, changes) => resultOf(session, kindOf(session.kind), changes.reduce(changed, stretches)),
    weigh: (kind, clinician) => kindOf(kind).weigh(clinician),
    limitsOf: (kind) => kindOf(kind).limits,
    isForCouples: (kind) => kindOf(kind).isForCouples,
  };
}

function resultOf(session: Session, { limits, isForCouples }: Kind, stretches: readonly Stretch[]): SessionResult {
  const isLimited = limits.length > 0;
  const results = limits.map((effective) => worstOf(effective, stretches));
  const open = results.flatMap(({ openSeats }) => openSeats ?? []);
  return {
    session,
    stretches,
    results,
    holds: results.every(({ holds }) => holds),
    staffed: !stretches.some((one) => one.weights.some((_, weighing) => isUnstaffed(one, weighing, isLimited))),
    attended: stretches.some(({ patients }) => patients > 0),
    openSeats: open.length === 0 ? null : Math.min(...open),
    isLimited,
    isForCouples,
  };
}

/** The occupancy that clinicians add in a kind: themselves and their weight under each standard. */
function weighing(standards: readonly Standard[], kind: string): Weighing {
  return memoized(({ roles }) => {
    const weights = standards.map((standard) => weightOf(standard, roles, isCouplesKind(standard, kind)));
    const observers = roles.every((role) => role === OBSERVER) ? 1 : 0;
    return { patients: 0, couples: 0, clinicians: 1, observers, weights, counted: weights.map((weight) => (weight > 0 ? 1 : 0)) };
  });
}

/** The seats of a stretch in the unit of a limit; patients for a minimum number of clinicians. */
export function seatsAt(stretch: Stretch, limit: Limit): number {
  return unitOf(limit) === "couples" ? stretch.couples : stretch.patients;
}

/** Open seats under a limit in a stretch; negative if the limit is broken; null for a minimum number of clinicians. */
export function openAt(stretch: Stretch, { limit, weighing }: EffectiveLimit): number | null {
  switch (limit.type) {
    case "ratio":
      return openSeats(limit, seatsAt(stretch, limit), stretch.weights[weighing] as number);
    case "max":
      return limit.seats - seatsAt(stretch, limit);
    case "minClinicians":
      return null;
  }
}

/** Whether a stretch is within a limit. */
export function holdsAt(stretch: Stretch, effective: EffectiveLimit): boolean {
  const { limit, weighing } = effective;
  if (limit.type === "minClinicians") return stretch.patients === 0 || (stretch.counted[weighing] as number) >= limit.clinicians;
  return (openAt(stretch, effective) as number) >= 0;
}

/** Whether a stretch has patients but no clinician who counts; in a kind without limits, no clinician except observers. */
export function isUnstaffed({ patients, clinicians, observers, weights }: Stretch, weighing: number, isLimited = true): boolean {
  return patients > 0 && (isLimited ? weights[weighing] === 0 : clinicians === observers);
}

/**
 * The worst stretch for a limit: first a stretch with attendees and no weight, then the fewest open seats, then the higher load,
 * then the earlier one. For a minimum number of clinicians: the fewest who count while patients attend.
 */
function worstOf(effective: EffectiveLimit, all: readonly Stretch[]): LimitResult {
  let worst = all[0] as Stretch;
  for (const stretch of all) if (isWorse(stretch, worst, effective)) worst = stretch;
  const open = openAt(worst, effective);
  return {
    effective,
    worst: widened(worst, all, effective),
    holds: holdsAt(worst, effective),
    openSeats: open === null ? null : Math.max(0, open),
  };
}

/** The worst stretch joined with its neighbors that have the same figures. It is the first with these figures. */
function widened(worst: Stretch, all: readonly Stretch[], { weighing }: EffectiveLimit): Stretch {
  const isSame = (stretch: Stretch) =>
    stretch.patients === worst.patients &&
    stretch.couples === worst.couples &&
    stretch.weights[weighing] === worst.weights[weighing] &&
    stretch.counted[weighing] === worst.counted[weighing];
  return { ...worst, ...spans(all, isSame)[0] };
}

/** Whether one stretch is worse than another for a limit. Equal stretches are not worse, so the earlier one wins. */
export function isWorse(one: Stretch, other: Stretch, effective: EffectiveLimit): boolean {
  const { limit, weighing } = effective;
  if (limit.type === "minClinicians") {
    if (one.patients > 0 !== other.patients > 0) return one.patients > 0;
    return (one.counted[weighing] as number) < (other.counted[weighing] as number);
  }
  if (limit.type === "ratio") {
    const [oneUnstaffed, otherUnstaffed] = [isUnstaffed(one, weighing), isUnstaffed(other, weighing)];
    if (oneUnstaffed !== otherUnstaffed) return oneUnstaffed;
  }
  const [oneOpen, otherOpen] = [openAt(one, effective) as number, openAt(other, effective) as number];
  if (oneOpen !== otherOpen || limit.type === "max") return oneOpen < otherOpen;
  // Without patients, there is no load.
  if (one.patients > 0 !== other.patients > 0) return one.patients > 0;
  return seatsAt(one, limit) * (other.weights[weighing] as number) > seatsAt(other, limit) * (one.weights[weighing] as number);
}

/** The maximal intervals that meet a condition, neighboring stretches joined. */
export function spans(all: readonly Stretch[], condition: (stretch: Stretch) => boolean): Interval[] {
  const found: { from: number; until: number }[] = [];
  for (const stretch of all) {
    if (!condition(stretch)) continue;
    const last = found.at(-1);
    if (last?.until === stretch.from) last.until = stretch.until;
    else found.push({ from: stretch.from, until: stretch.until });
  }
  return found;
}
