/** Finds the limits that sessions break, for the rules with one violation per limit. */
import type { Message } from "../message.ts";
import type { Interval } from "../roster/roster.ts";
import type { EffectiveLimit } from "../standards/combine.ts";
import type { Limit } from "../standards/standard.ts";
import { awayThen } from "./absences.ts";
import { holdsAt, isUnstaffed, isWorse, type LimitResult, type SessionResult, spans } from "./limit-check.ts";
import type { Stretch } from "./occupancy.ts";
import { breach, setBy } from "./phrases.ts";
import type { Breach, RuleContext, Violation } from "./rule.ts";

export interface BrokenLimit {
  readonly result: SessionResult;
  readonly limitResult: LimitResult;
  readonly effective: EffectiveLimit;
  /** The stretches that break it, the worst of them, and their intervals. */
  readonly broken: readonly Stretch[];
  readonly worst: Stretch;
  readonly intervals: readonly Interval[];
}

/** Every limit of one type that a session breaks. A ratio is broken only while a clinician who counts is present. */
export function* brokenLimits(sessions: readonly SessionResult[], type: Limit["type"]): Generator<BrokenLimit> {
  for (const result of sessions) {
    for (const limitResult of result.results) {
      const { effective, holds } = limitResult;
      if (holds || effective.limit.type !== type) continue;
      const breaks = (stretch: Stretch) => !holdsAt(stretch, effective) && !(type === "ratio" && isUnstaffed(stretch, effective.weighing));
      const broken = result.stretches.filter(breaks);
      const [first] = broken;
      if (first === undefined) continue;
      const worst =
        type === "ratio" ? broken.reduce((worse, one) => (isWorse(one, worse, effective) ? one : worse), first) : limitResult.worst;
      yield { result, limitResult, effective, broken, worst, intervals: spans(result.stretches, breaks) };
    }
  }
}

/** Builds the violation for a broken limit. Its message consists of `figures` and `broke`. */
export function limitViolation(
  { roster }: RuleContext,
  found: BrokenLimit,
  {
    figures,
    broke,
    howMuch,
    amount,
    ...rest
  }: Pick<Violation, "path" | "advice" | "repairs"> & Omit<Breach, "intervals"> & { readonly figures: string; readonly broke: Message },
): Violation {
  const { result, effective, intervals } = found;
  const { session } = result;
  return {
    ...rest,
    message: breach(roster, result, effective, { ...found, figures, broke }),
    breach: { intervals, howMuch, amount },
    related: [...setBy(effective.origins), ...(effective.limit.type === "max" ? [] : awayThen(session, intervals))],
    standards: effective.standards,
    limit: effective,
    worst: found.worst,
    session,
  };
}
