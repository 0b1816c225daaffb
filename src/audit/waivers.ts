/** Waivers: which findings they cover, and what is to be said of those that cover none. */
import { type Roster, type Session, startDay } from "../roster/roster.ts";
import type { Standard, Waiver } from "../standards/standard.ts";
import { type EffectiveLimit, holdsAt, isUnstaffed, type LimitEvaluator } from "./limit-check.ts";
import type { ReturnedFinding, ReviewedWaiver, Rule, Violation } from "./rule.ts";

/** A waiver that covers a finding for a standard. */
export interface Granted {
  readonly waiver: Waiver;
  readonly standard: Standard;
}

/** What waivers say of a finding. */
export interface WaiverMatch {
  /** A waiver for each of the finding's standards, if each has one that holds; else none. */
  readonly waivers: readonly Granted[];
  /** Waivers that hold, and do not waive it because another of its standards has none. */
  readonly notShared: readonly Granted[];
  /** Waivers that would cover it, had they not lapsed or been outgrown. */
  readonly returned: readonly ReturnedFinding[];
}

const UNTOUCHED: WaiverMatch = { waivers: [], notShared: [], returned: [] };

/** Settles the findings of one roster. */
export class WaiverMatcher {
  /** Waivers that match a finding, whether they hold or not. */
  readonly matched = new Set<Waiver>();
  readonly returned: ReturnedFinding[] = [];
  readonly #roster: Roster;
  readonly #counter: LimitEvaluator;
  readonly #isIdle: boolean;

  constructor(roster: Roster, standards: readonly Standard[], counter: LimitEvaluator) {
    this.#roster = roster;
    this.#counter = counter;
    this.#isIdle = standards.every(({ waivers }) => waivers.length === 0);
  }

  /** Only a waiver of the finding's own standard that names exactly its rule and its session covers it. */
  settle(rule: Rule, violation: Violation): WaiverMatch {
    if (this.#isIdle) return UNTOUCHED;
    const granted: Granted[] = [];
    const returned: ReturnedFinding[] = [];
    for (const standard of violation.standards) {
      const matching = standard.waivers.filter((waiver) => waiver.rule === rule.id && waiver.session === (violation.session?.id ?? null));
      for (const waiver of matching) this.matched.add(waiver);
      const whyNot = (waiver: Waiver) => this.#whyNot(waiver, violation);
      const held = matching.find((waiver) => whyNot(waiver) === null);
      if (held !== undefined) granted.push({ waiver: held, standard });
      else returned.push(...matching.map((waiver) => ({ waiver, standard, why: whyNot(waiver) as ReturnedFinding["why"] })));
    }
    this.returned.push(...returned);
    const isShared = granted.length === violation.standards.length;
    return { waivers: isShared ? granted : [], notShared: isShared ? [] : granted, returned };
  }

  #whyNot({ until, upTo }: Waiver, { session, limit }: Violation): ReturnedFinding["why"] | null {
    if (until !== null && until < this.#day(session)) return "lapsed";
    if (upTo === null || limit?.limit.type !== "ratio" || session === undefined) return null;
    const bound: EffectiveLimit = { ...limit, limit: { ...limit.limit, ...upTo } };
    const { stretches } = this.#counter.count(session);
    return stretches.every((one) => isUnstaffed(one, bound.weighing) || holdsAt(one, bound)) ? null : "outgrown";
  }

  /** The local day of a session; of what is about none, the first day of the week, else that of the earliest session. */
  #day(session: Session | undefined): number {
    const { week, sessions } = this.#roster;
    if (session !== undefined) return startDay(this.#roster, session);
    return week ?? sessions.reduce((earliest, one) => Math.min(earliest, startDay(this.#roster, one)), Number.POSITIVE_INFINITY);
  }
}

/** What the audit of one roster tells of waivers. */
export interface WaiversOfRoster {
  readonly standards: readonly Standard[];
  readonly sessions: readonly string[];
  readonly matched: ReadonlySet<Waiver>;
  readonly returned: readonly ReturnedFinding[];
}

/** What became of every waiver in all rosters of a run; each waiver once, in the order of its standard. */
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
