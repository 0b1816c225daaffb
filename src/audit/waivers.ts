/** Matches waivers with findings, and reviews the waivers of a run. */
import { type Roster, type Session, startDay } from "../roster/roster.ts";
import type { EffectiveLimit } from "../standards/combine.ts";
import type { Standard, Waiver } from "../standards/standard.ts";
import { holdsAt, isUnstaffed, type LimitEvaluator } from "./limit-check.ts";
import type { ReturnedFinding, ReviewedWaiver, Rule, Violation } from "./rule.ts";

/** A waiver that covers a finding for a standard. */
export interface Granted {
  readonly waiver: Waiver;
  readonly standard: Standard;
}

/** The effect of waivers on a finding. */
export interface WaiverMatch {
  /** One waiver from each of the finding's standards if all of them waive it; else empty. */
  readonly waivers: readonly Granted[];
  /** Valid waivers that have no effect, because another of the finding's standards has none. */
  readonly notShared: readonly Granted[];
  /** Waivers that no longer cover it. */
  readonly returned: readonly ReturnedFinding[];
}

const NO_WAIVERS: WaiverMatch = { waivers: [], notShared: [], returned: [] };

/** Matches the findings of one roster with waivers. `matched` has the waivers that match a finding, even if they do not cover it. */
export function waiverMatcher(roster: Roster, evaluator: LimitEvaluator) {
  const matched = new Set<Waiver>();
  const allReturned: ReturnedFinding[] = [];
  return { matched, returned: allReturned, match };

  /** A waiver covers a finding only if it is in the finding's own standard and names exactly its rule and session. */
  function match(rule: Rule, violation: Violation): WaiverMatch {
    if (violation.standards.every(({ waivers }) => waivers.length === 0)) return NO_WAIVERS;
    const granted: Granted[] = [];
    const returned: ReturnedFinding[] = [];
    for (const standard of violation.standards) {
      const matching = standard.waivers.filter((waiver) => waiver.rule === rule.id && waiver.session === (violation.session?.id ?? null));
      for (const waiver of matching) matched.add(waiver);
      const tried = matching.map((waiver) => ({ waiver, standard, why: whyNot(waiver, violation) }));
      const inForce = tried.find(({ why }) => why === null);
      if (inForce !== undefined) granted.push({ waiver: inForce.waiver, standard });
      else returned.push(...tried.flatMap(({ why, ...rest }) => (why === null ? [] : { ...rest, why })));
    }
    allReturned.push(...returned);
    const isShared = granted.length === violation.standards.length;
    return { waivers: isShared ? granted : [], notShared: isShared ? [] : granted, returned };
  }

  /** The reason why a waiver does not cover a matching finding; null if it does. */
  function whyNot({ until, upTo }: Waiver, { session, limit }: Violation): ReturnedFinding["why"] | null {
    if (until !== null && until < day(session)) return "lapsed";
    if (upTo === null || limit?.limit.type !== "ratio" || session === undefined) return null;
    const bound: EffectiveLimit = { ...limit, limit: { ...limit.limit, ...upTo } };
    const { stretches } = evaluator.evaluate(session);
    return stretches.every((one) => isUnstaffed(one, bound.weighing) || holdsAt(one, bound)) ? null : "outgrown";
  }

  /** The local day of a finding's session; else the first day of the week or of the sessions; in days since 1970-01-01. */
  function day(session: Session | undefined): number {
    const { week, sessions } = roster;
    if (session !== undefined) return startDay(roster, session);
    return week ?? sessions.reduce((earliest, one) => Math.min(earliest, startDay(roster, one)), Number.POSITIVE_INFINITY);
  }
}

/** The waiver results of one roster. */
export interface WaiversOfRoster {
  readonly standards: readonly Standard[];
  readonly sessions: readonly string[];
  readonly matched: ReadonlySet<Waiver>;
  readonly returned: readonly ReturnedFinding[];
}

/** The results of every waiver in all rosters of a run; each waiver once, in the order of its standard. */
export function reviewWaivers(rosters: readonly WaiversOfRoster[], isWhole: boolean): ReviewedWaiver[] {
  const standards = new Set(rosters.flatMap((roster) => roster.standards));
  return [...standards].flatMap((standard) =>
    standard.waivers.map((waiver) => {
      const concerned = rosters.filter((roster) => roster.standards.includes(standard));
      return {
        ...{ waiver, standard },
        unmatched: isWhole && !concerned.some(({ matched }) => matched.has(waiver)),
        returned: concerned.flatMap(({ returned }) => returned.filter((one) => one.waiver === waiver)),
        sessions: concerned.flatMap(({ sessions }) => sessions),
      };
    }),
  );
}
