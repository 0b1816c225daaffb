/** Combines the limits of several standards. */
import type { Ratio } from "../roster/ratio.ts";
import type { Unit } from "./schema.ts";
import { cap, isCouplesKind, type Limit, type Origin, PUBLISHED, type RatioLimit, type Standard, weightOf } from "./standard.ts";

/** A limit of a kind, with all standards that set it and give the roster's clinicians the same weights. */
export interface EffectiveLimit {
  readonly limit: Limit;
  readonly standards: readonly Standard[];
  /** The source of the number in each standard. */
  readonly origins: readonly Origin[];
  /** Index into `Stretch.weights` and `Stretch.counted`. */
  readonly weighing: number;
  /** Whether only couples therapists count. */
  readonly couples: boolean;
}

/** All limits of a kind, and its published ratio under each standard. Equal limits with equal weights of `roles` are combined. */
export function effectiveLimits(
  standards: readonly Standard[],
  roles: readonly string[],
  kind: string,
  published: Ratio | undefined,
): EffectiveLimit[] {
  const merged = new Map<string, EffectiveLimit>();
  for (const [weighing, standard] of standards.entries()) {
    const couples = isCouplesKind(standard, kind);
    const weights = roles.map((role) => weightOf(standard, [role], couples)).join(" ");
    const add = (limit: Limit, by: Standard, origin: Origin) => {
      // A maximum size does not depend on weights.
      const key = `${limitKey(limit)} ${limit.type === "max" ? "" : weights}`;
      const known = merged.get(key) ?? { limit, weighing, couples, standards: [], origins: [] };
      if (known.standards.includes(by)) return;
      merged.set(key, { ...known, standards: [...known.standards, by], origins: [...known.origins, origin] });
    };
    const { limits = [], origins } = standard.kinds.get(kind) ?? {};
    for (const limit of limits) add(limit, standard, origins?.get(limit) as Origin);
    if (published !== undefined) add(publishedLimit(published, couples), PUBLISHED, PUBLISHED_ORIGIN);
  }
  return [...merged.values()];
}

/** A published ratio as a limit: counted in couples in couples kinds, else in patients. */
export function publishedLimit(published: Ratio, inCouplesKind: boolean): RatioLimit {
  return { type: "ratio", ...published, per: inCouplesKind ? "couples" : "patients" };
}

const PUBLISHED_ORIGIN: Origin = { standard: PUBLISHED.name, source: PUBLISHED.source, basis: PUBLISHED.basis, at: null };

/** A key that is the same for equal limits: `ratio 1:6 patients`. */
export function limitKey(limit: Limit): string {
  return `${limit.type} ${cap(limit)} ${unitOf(limit)}`;
}

/** The unit that a limit counts. */
export function unitOf(limit: Limit): Unit | "clinicians" {
  return limit.type === "minClinicians" ? "clinicians" : limit.per;
}
