/** What was counted for each audited session and limit: the evidence on which rules and verdicts rest. */
import type { Ratio } from "../roster/ratio.ts";
import type { Clinician, Interval, Session } from "../roster/roster.ts";
import {
  cap,
  isCouplesKind,
  type Limit,
  type Origin,
  openSeats,
  PUBLISHED,
  type RatioLimit,
  type Standard,
  weightOf,
} from "../standards/standard.ts";
import type { Unit } from "../standards/standard-file.ts";
import { type Change, changed, type Stretch, stretches, type Weighing, type Weights } from "./occupancy.ts";

/** A limit of a kind, with all the standards that set it and weigh the roster's clinicians alike. */
export interface EffectiveLimit {
  readonly limit: Limit;
  readonly standards: readonly Standard[];
  /** Where each of them has the number from. */
  readonly origins: readonly Origin[];
  /** Which of a stretch's weights this limit goes by. */
  readonly weighing: number;
  /** Whether only couples therapists count. */
  readonly couples: boolean;
}

/** A limit at a session's worst moment, and the stretch around that moment. */
export interface LimitResult {
  readonly effective: EffectiveLimit;
  readonly worst: Stretch;
  readonly holds: boolean;
  /** How many more places the limit admits then; null for a number of clinicians, which admits any. */
  readonly openSeats: number | null;
}

/**
 * A session with everything that was counted in it. Most sessions are in order and nobody comes or goes in them: of those
 * only the outcome is kept, and the figures are counted again if somebody asks.
 */
export class SessionResult {
  readonly session: Session;
  /** Whether every limit of every standard holds at every moment. */
  readonly holds: boolean;
  /**
   * Whether at every moment in which somebody attends a clinician is there who counts under every standard; in a kind that
   * nobody limits, any clinician.
   */
  readonly staffed: boolean;
  /** Whether anybody attends at any moment. */
  readonly attended: boolean;
  /** The fewest places that any limit still admits at its worst moment; null if no limit counts places. */
  readonly openSeats: number | null;
  readonly #kind: Kind;
  /** Null where nothing changes: then they are counted again. */
  readonly #stretches: readonly Stretch[] | null;

  /** `tried` are the stretches that a change would make of the session's. */
  constructor(session: Session, kind: Kind, tried?: readonly Stretch[]) {
    const found = tried ?? stretches(session, kind.standards, kind.weigh);
    let holds = true;
    let staffed = true;
    let attended = false;
    let fewest: number | null = null;
    for (let i = 0; i < found.length; i++) {
      const stretch = found[i] as Stretch;
      if (stretch.patients > 0) {
        attended = true;
        if (stretch.clinicians === 0 || (kind.limits.length > 0 && stretch.weights.includes(0))) staffed = false;
      }
      for (const judged of kind.limits) {
        const open = openAt(stretch, judged);
        if (open === null ? !holdsAt(stretch, judged) : open < 0) holds = false;
        if (open !== null && (fewest === null || open < fewest)) fewest = Math.max(0, open);
      }
    }
    this.session = session;
    this.holds = holds;
    this.staffed = staffed;
    this.attended = attended;
    this.openSeats = fewest;
    this.#kind = kind;
    this.#stretches = session.still && tried === undefined ? null : found;
  }

  /** Whether any standard limits sessions of this kind. */
  get isLimited(): boolean {
    return this.#kind.limits.length > 0;
  }

  /** Whether this is a couples kind under any standard. */
  get isForCouples(): boolean {
    return this.#kind.isForCouples;
  }

  /** The stretches in order; they cover the whole session. */
  get stretches(): readonly Stretch[] {
    return this.#stretches ?? stretches(this.session, this.#kind.standards, this.#kind.weigh);
  }

  /** The evidence for each limit of the session's kind. */
  get results(): readonly LimitResult[] {
    const found = this.stretches;
    return this.#kind.limits.map((judged) => worstOf(judged, found));
  }
}

/** What depends only on a kind of session, worked out once. */
interface Kind {
  readonly limits: readonly EffectiveLimit[];
  readonly weigh: Weighing;
  /** How many standards there are, each with weights of its own. */
  readonly standards: number;
  /** Whether it is a couples kind under any of them. */
  readonly isForCouples: boolean;
}

/** Counts sessions under a set of standards. */
export class LimitEvaluator {
  readonly #standards: readonly Standard[];
  readonly #published: ReadonlyMap<string, Ratio>;
  readonly #roles: readonly string[];
  readonly #kinds = new Map<string, Kind>();

  constructor(standards: readonly Standard[], clinicians: readonly Clinician[], published: ReadonlyMap<string, Ratio>) {
    this.#standards = standards;
    this.#published = published;
    this.#roles = [...new Set(clinicians.flatMap((clinician) => clinician.roles))];
  }

  /** Counts a session. */
  count(session: Session): SessionResult {
    return new SessionResult(session, this.#kind(session.kind));
  }

  /** Counts a session as it would be with other places or more clinicians for a while. */
  tryOut({ session, stretches }: SessionResult, changes: readonly Change[]): SessionResult {
    const kind = this.#kind(session.kind);
    let tried = stretches;
    for (const change of changes) tried = changed(tried, change, kind.weigh);
    return new SessionResult(session, kind, tried);
  }

  /** The limits of a kind under all standards; the same limit from several standards is one. */
  limits(kind: string): readonly EffectiveLimit[] {
    return this.#kind(kind).limits;
  }

  /** Whether a kind is a couples kind under any standard. */
  isForCouples(kind: string): boolean {
    return this.#kind(kind).isForCouples;
  }

  #kind(name: string): Kind {
    let kind = this.#kinds.get(name);
    if (kind === undefined) {
      kind = {
        limits: mergeLimits(this.#standards, this.#roles, name, this.#published.get(name)),
        weigh: weighing(this.#standards, name),
        standards: this.#standards.length,
        isForCouples: this.#standards.some((standard) => isCouplesKind(standard, name)),
      };
      this.#kinds.set(name, kind);
    }
    return kind;
  }
}

/** What each clinician weighs in a kind; clinicians of the same roles share their weights. */
function weighing(standards: readonly Standard[], kind: string): Weighing {
  const byClinician: Weights[] = [];
  const byRoles = new Map<string, Weights>();
  return ({ index, roles }) => {
    let found = byClinician[index];
    if (found === undefined) {
      const key = roles.join("\n");
      found = byRoles.get(key) ?? weightsOf(standards, kind, roles);
      byRoles.set(key, found);
      byClinician[index] = found;
    }
    return found;
  };
}

function weightsOf(standards: readonly Standard[], kind: string, roles: readonly string[]): Weights {
  const weights = standards.map((standard) => weightOf(standard, roles, isCouplesKind(standard, kind)));
  return { weights, counted: weights.map((weight) => (weight > 0 ? 1 : 0)) };
}

/**
 * All limits of a kind; the same limit with the same weights is one. What a programme publishes is a limit of its own, which
 * is judged with the weights, and in couples kinds counted in the unit, of each standard.
 */
function mergeLimits(
  standards: readonly Standard[],
  roles: readonly string[],
  kind: string,
  published: Ratio | undefined,
): EffectiveLimit[] {
  const merged = new Map<string, EffectiveLimit>();
  standards.forEach((standard, weighing) => {
    const couples = isCouplesKind(standard, kind);
    const add = (limit: Limit, by: Standard, origin: Origin) => {
      const same = `${limitKey(limit)} ${limit.type === "max" ? "" : roles.map((role) => weightOf(standard, [role], couples)).join(" ")}`;
      const known = merged.get(same);
      if (known?.standards.includes(by)) return;
      const [all, origins] = [
        [...(known?.standards ?? []), by],
        [...(known?.origins ?? []), origin],
      ];
      merged.set(same, { ...(known ?? { limit, weighing, couples }), standards: all, origins });
    };
    const { limits = [], origins } = standard.kinds.get(kind) ?? {};
    for (const limit of limits) add(limit, standard, origins?.get(limit) as Origin);
    if (published !== undefined) add(publishedLimit(published, couples), PUBLISHED, PUBLISHED_ORIGIN);
  });
  return [...merged.values()];
}

/** A published ratio as a limit: counted in couples in couples kinds, else in patients. */
export function publishedLimit(published: Ratio, inCouplesKind: boolean): RatioLimit {
  return { type: "ratio", ...published, per: inCouplesKind ? "couples" : "patients" };
}

const PUBLISHED_ORIGIN: Origin = { standard: PUBLISHED.name, source: PUBLISHED.source, basis: PUBLISHED.basis, at: null };

/** A limit in words that two standards share if they set the same: `ratio 1:6 patients`. */
export function limitKey(limit: Limit): string {
  return `${limit.type} ${cap(limit)} ${unitOf(limit)}`;
}

/** What a limit counts. */
export function unitOf(limit: Limit): Unit | "clinicians" {
  return limit.type === "minClinicians" ? "clinicians" : limit.per;
}

/** The places of a stretch in the unit of a limit; patients for a number of clinicians. */
export function seatsAt(stretch: Stretch, limit: Limit): number {
  return limit.type !== "minClinicians" && limit.per === "couples" ? stretch.couples : stretch.patients;
}

/** How many more places a limit admits in a stretch; negative where it is broken; null for a number of clinicians. */
export function openAt(stretch: Stretch, { limit, weighing }: EffectiveLimit): number | null {
  switch (limit.type) {
    case "ratio":
      return openSeats(limit, seatsAt(stretch, limit), stretch.weights[weighing] as number);
    case "max":
      return limit.places - seatsAt(stretch, limit);
    case "minClinicians":
      return null;
  }
}

/** Whether a limit holds in a stretch. */
export function holdsAt(stretch: Stretch, judged: EffectiveLimit): boolean {
  const { limit, weighing } = judged;
  if (limit.type === "minClinicians") return stretch.patients === 0 || (stretch.counted[weighing] as number) >= limit.clinicians;
  return (openAt(stretch, judged) as number) >= 0;
}

/** Whether somebody attends a stretch and nobody who counts is there. */
export function isUnstaffed(stretch: Stretch, weighing: number): boolean {
  return stretch.patients > 0 && stretch.weights[weighing] === 0;
}

/**
 * The worst stretch for a limit: first those with people and no weight, then the fewest open places, then the higher load,
 * then the earlier one. For a number of clinicians: the fewest who count while somebody attends.
 */
function worstOf(judged: EffectiveLimit, all: readonly Stretch[]): LimitResult {
  let worst = all[0] as Stretch;
  for (const stretch of all) if (isWorse(stretch, worst, judged)) worst = stretch;
  if (all.length > 1) worst = widened(worst, all, judged);
  const open = openAt(worst, judged);
  return { effective: judged, worst, holds: holdsAt(worst, judged), openSeats: open === null ? null : Math.max(0, open) };
}

/** A stretch with its neighbours in which all figures of the limit are the same. */
function widened(worst: Stretch, all: readonly Stretch[], { weighing }: EffectiveLimit): Stretch {
  const isSame = (stretch: Stretch) =>
    stretch.patients === worst.patients &&
    stretch.couples === worst.couples &&
    stretch.weights[weighing] === worst.weights[weighing] &&
    stretch.counted[weighing] === worst.counted[weighing];
  const around = spans(all, isSame).find((span) => span.from <= worst.from && worst.until <= span.until);
  return { ...worst, ...around };
}

/** Whether one stretch is worse than another for a limit; equal ones are not worse, so that the earlier one stays. */
export function isWorse(one: Stretch, other: Stretch, judged: EffectiveLimit): boolean {
  const { limit, weighing } = judged;
  if (limit.type === "minClinicians") {
    if (one.patients > 0 !== other.patients > 0) return one.patients > 0;
    return (one.counted[weighing] as number) < (other.counted[weighing] as number);
  }
  if (limit.type === "ratio") {
    const [oneUnstaffed, otherUnstaffed] = [isUnstaffed(one, weighing), isUnstaffed(other, weighing)];
    if (oneUnstaffed !== otherUnstaffed) return oneUnstaffed;
  }
  const [oneOpen, otherOpen] = [openAt(one, judged) as number, openAt(other, judged) as number];
  if (oneOpen !== otherOpen || limit.type === "max") return oneOpen < otherOpen;
  // Nobody with nobody is no load at all.
  if (one.patients > 0 !== other.patients > 0) return one.patients > 0;
  return seatsAt(one, limit) * (other.weights[weighing] as number) > seatsAt(other, limit) * (one.weights[weighing] as number);
}

/** The maximal intervals in which a condition holds, neighbouring stretches joined. */
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
