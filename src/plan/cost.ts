/** The cost of a plan: what it asks of the clinic, the most important first. */
import { newcomer } from "../audit/repairs.ts";
import { merged } from "../roster/intervals.ts";
import type { Clinician } from "../roster/roster.ts";
import { type Change, type Changes, differingMinutes, timesIn } from "./staffing.ts";
import type { Week } from "./week.ts";

/** Costs are compared in this order. */
export interface Cost {
  /** Missing clinicians: nobody in the roster can fill these vacancies. */
  readonly vacancies: number;
  /** Clinician-days on which the plan calls in a clinician without sessions that day. */
  readonly days: number;
  /** Staffing changes: pairs of a clinician and a session in which the clinician's times change. */
  readonly changes: number;
  /** Clinicians who are new to a session. */
  readonly newcomers: number;
  /** Warnings left in the sessions of the plan. */
  readonly warnings: number;
  /** Minutes that clinicians are added to a session or removed from it. */
  readonly minutes: number;
}

/** The most important first. */
export const ORDER = ["vacancies", "days", "changes", "newcomers", "warnings", "minutes"] as const satisfies readonly (keyof Cost)[];

/** Negative if one cost is less than another. */
export function compareCosts(one: Cost, other: Cost): number {
  for (const key of ORDER) if (one[key] !== other[key]) return one[key] - other[key];
  return 0;
}

/** The higher of two costs. */
export function dearer(one: Cost, other: Cost): Cost {
  return compareCosts(one, other) >= 0 ? one : other;
}

/** Whether two costs ask for equally many people, days and changes, which is what a proof is about. */
export function areAsSmall(one: Cost, other: Cost): boolean {
  return one.vacancies === other.vacancies && one.days === other.days && one.changes === other.changes;
}

export function sumOf(costs: readonly Cost[]): Cost {
  const sum = (key: keyof Cost) => costs.reduce((total, cost) => total + cost[key], 0);
  return {
    vacancies: sum("vacancies"),
    days: sum("days"),
    changes: sum("changes"),
    newcomers: sum("newcomers"),
    warnings: sum("warnings"),
    minutes: sum("minutes"),
  };
}

/** The cost of changes, except for warnings, which only a judgment of the sessions tells. */
export function costOf(changes: Changes, week: Week, warnings = 0): Cost {
  let cost: Cost = { vacancies: 0, days: 0, changes: 0, newcomers: 0, warnings, minutes: 0 };
  const begun = new Set<string>();
  for (const [session, changed] of changes) {
    for (const [clinician, times] of changed) {
      const day = `${clinician.index} ${week.day(session)}`;
      const change = { session, clinician, times };
      cost = withCost(cost, change, findFigures(change, week), begun.has(day));
      if (times.length > 0) begun.add(day);
    }
  }
  return cost;
}

/** A cost with that of one more change; `isBegun` says whether another change has the clinician come on that day already. */
function withCost(cost: Cost, { clinician }: Change, { newcomers, minutes, beginsDay }: Figures, isBegun: boolean): Cost {
  if (isVacancy(clinician)) return { ...cost, vacancies: cost.vacancies + 1 };
  return {
    ...cost,
    days: cost.days + (beginsDay && !isBegun ? 1 : 0),
    changes: cost.changes + 1,
    newcomers: cost.newcomers + newcomers,
    minutes: cost.minutes + minutes,
  };
}

/** What a change costs by itself. */
interface Figures extends Pick<Cost, "newcomers" | "minutes"> {
  readonly beginsDay: boolean;
}

const known = new WeakMap<Change, Figures>();

function figuresOf(change: Change, week: Week): Figures {
  const figures = known.get(change) ?? findFigures(change, week);
  known.set(change, figures);
  return figures;
}

function findFigures({ session, clinician, times }: Change, week: Week): Figures {
  const before = timesIn(session, clinician);
  return {
    newcomers: before.length === 0 ? 1 : 0,
    minutes: differingMinutes(merged(times), before),
    beginsDay: times.length > 0 && !week.worksOn(clinician, session),
  };
}

/** The cost of some changes and one more, told from the cost of the changes. */
export function costAfter(cost: Cost, changes: Changes, change: Change, week: Week): Cost {
  const figures = figuresOf(change, week);
  const day = week.day(change.session);
  const isBegun =
    figures.beginsDay &&
    [...changes].some(([session, changed]) => (changed.get(change.clinician)?.length ?? 0) > 0 && week.day(session) === day);
  return withCost(cost, change, figures, isBegun);
}

/** A clinician outside the roster, for a vacancy. */
export function vacancy(roles: readonly string[], states: readonly string[], number: number): Clinician {
  return { ...newcomer(roles[0] as string), roles, id: `\u0000${number}`, licensedIn: states };
}

export function isVacancy({ index }: Clinician): boolean {
  return index < 0;
}
