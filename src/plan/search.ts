/**
 * Finds the cheapest changes of a part of the week after which nothing is wrong in it. Wherever something is wrong, at least one of
 * the changes that could help is part of every solution. So the search makes each of them in turn, and goes on from the cheapest
 * attempt so far, counting what is still wrong as what it costs at least. The first attempt without anything wrong is the cheapest.
 */

import { attendingPatients } from "../audit/presence.ts";
import { contains, length, merged } from "../roster/intervals.ts";
import type { Clinician, Interval, Session } from "../roster/roster.ts";
import { CheapestFirst } from "./cheapest-first.ts";
import { type Cost, compareCosts, costAfter, costOf, dearer, isVacancy, vacancy } from "./cost.ts";
import { type Kept, MoveFinder, type Moves, withKept } from "./moves.ts";
import { isOfStaffing, type Judgment } from "./session-judge.ts";
import { type Change, type Changes, listChanges, NO_CHANGES, timesIn, withChange } from "./staffing.ts";
import { type Part, type Trouble, troublesIn } from "./troubles.ts";
import type { Week } from "./week.ts";

/** The steps that a search may still take. Counted, never timed, so that the result is the same on every machine. */
export interface Budget {
  steps: number;
}

export interface Solution {
  readonly changes: Changes;
  readonly cost: Cost;
}

export interface SearchResult {
  /** The cheapest solution; null if the search found none. */
  readonly best: Solution | null;
  /** Whether the search was finished: there is nothing cheaper. */
  readonly isComplete: boolean;
  /** What every solution costs at least, told by what is wrong before any change. */
  readonly root: Cost;
  /** No solution costs less: the cost of the best one if the search was finished. */
  readonly bound: Cost;
}

/** Some changes, with what others do not do, and the least that a solution with these changes costs. */
interface Attempt {
  readonly changes: Changes;
  readonly kept: Kept;
  readonly cost: Cost;
  /** What the changes cost by themselves. */
  readonly own: Cost;
  /** The number of changes. */
  readonly depth: number;
}

interface Judged extends Attempt {
  readonly troubles: readonly Trouble[];
}

/** The sessions that are judged in one step. */
const SESSIONS_OF_A_STEP = 4;
/** Maximum changes of the quick search for some solution. */
const MAX_DEPTH = 1_000;
/** Maximum people who may be missing in one session. */
const MAX_VACANCIES = 20;

export interface SearchOptions {
  /** A number of vacancies that no plan can avoid. */
  readonly floor?: number;
  /** Changes that are part of every solution. */
  readonly start?: Changes;
}

/** Searches a part of the week. */
export function search(part: Part, week: Week, budget: Budget, { floor = 0, start = NO_CHANGES }: SearchOptions = {}): SearchResult {
  const finder = new MoveFinder(part, week);
  const warningsAnyway = warningsIn(NO_CHANGES, true);
  const seatsOf = new WeakMap<Judgment, readonly (readonly Interval[])[]>();
  const vacancies = new Map(part.sessions.map((session) => [session, vacanciesOf(session, week)]));
  const attempts = new CheapestFirst<Attempt>((a, b) => compareCosts(a.cost, b.cost) || b.depth - a.depth);
  const first = judged({
    changes: start,
    kept: new Map(),
    cost: floored(costOf(start, week)),
    own: costOf(start, week, warningsAnyway),
    depth: 0,
  });
  const root = first.cost;
  let bound = root;
  attempts.add(first);
  for (let attempt = attempts.take(); attempt !== undefined; attempt = attempts.take()) {
    const seen = "troubles" in attempt ? (attempt as Judged) : judged(attempt);
    // What is still wrong may make it dearer than others.
    if (compareCosts(seen.cost, attempt.cost) > 0) {
      attempts.add(seen);
      continue;
    }
    bound = seen.cost;
    if (seen.troubles.length === 0) return ended(shortened(seen));
    if (budget.steps <= 0) return { ...ended(quickest(first)), isComplete: false };
    for (const next of attemptsFrom(seen)) attempts.add(next);
  }
  return ended(null);

  /** The result; where moves were left out, nothing is certain of what it costs at least. */
  function ended(best: Solution | null): SearchResult {
    return { best, isComplete: !finder.isCut, root, bound: finder.isCut ? costOf(start, week) : bound };
  }

  /** An attempt with what is still wrong in it, and what it costs at least. */
  function judged({ changes, kept, own, depth }: Attempt): Judged {
    // The work grows with the sessions.
    budget.steps -= Math.ceil(part.sessions.length / SESSIONS_OF_A_STEP);
    const troubles = troublesIn(part, changes, week);
    if (troubles.length > 0) return { changes, kept, own, depth, troubles, cost: lowerBound(troubles, { changes, kept, own }) };
    return { changes, kept, own, depth, troubles, cost: floored({ ...own, warnings: warningsIn(changes, false) }) };
  }

  /** Every change that could help against the first trouble. An attempt leaves to the ones before it the people that they change. */
  function* attemptsFrom({ changes, kept, depth, own, cost, troubles: [trouble] }: Judged): Generator<Attempt> {
    if (trouble === undefined) return;
    const attempt = (change: Change, keptThen: Kept): Attempt => {
      const next = withChange(changes, change);
      const costs = costAfter(own, changes, change, week);
      return { changes: next, kept: keptThen, own: costs, depth: depth + 1, cost: dearer(cost, floored(costs)) };
    };
    let keptThen = kept;
    for (const moves of finder.against(trouble, changes, kept)) {
      for (const change of moves.changes) yield attempt(change, keptThen);
      keptThen = withKept(keptThen, moves, trouble);
    }
    const missing = trouble.need === "joining" ? nextVacancy(trouble.session, changes) : undefined;
    if (missing !== undefined) yield attempt(missing, keptThen);
  }

  /** Some solution, when there is no time for the cheapest: first with little thought, then with more. */
  function quickest(from: Judged): Solution | null {
    return straight(from, false) ?? straight(from, true);
  }

  /** At each turn, the cheapest change that leaves less wrong; or the change that leaves the least wrong. */
  function straight(from: Judged, isThorough: boolean): Solution | null {
    let attempt: Judged | undefined = from;
    const wrong = ({ troubles }: Judged) => troubles.reduce((sum, { times }) => sum + length(times), 0);
    while (attempt !== undefined && attempt.troubles.length > 0 && attempt.depth < MAX_DEPTH) {
      const now = wrong(attempt);
      let least: Judged | undefined;
      for (const next of [...attemptsFrom(attempt)].sort((a, b) => compareCosts(a.cost, b.cost))) {
        const seen = judged(next);
        if (least === undefined || wrong(seen) < wrong(least)) least = seen;
        if (!isThorough && wrong(least) < now) break;
      }
      attempt = least;
    }
    return attempt === undefined || attempt.troubles.length > 0 ? null : shortened(attempt);
  }

  /** A solution without minutes that it does not need: each change in turn as short as it can be at the same cost. */
  function shortened({ changes, cost }: Judged): Solution {
    let best: Solution = { changes, cost };
    for (const { session, clinician } of listChanges(changes)) {
      if (isVacancy(clinician) || start.get(session)?.has(clinician)) continue;
      for (const change of finder.allChangesOf({ session, clinician })) {
        const shorter = withChange(best.changes, change);
        const costs = floored(costOf(shorter, week, best.cost.warnings));
        if (compareCosts(costs, best.cost) >= 0) break;
        if (troublesIn(part, shorter, week).length > 0) continue;
        const warnings = warningsIn(shorter, false);
        if (warnings > best.cost.warnings) continue;
        best = { changes: shorter, cost: { ...costs, warnings } };
        break;
      }
    }
    return best;
  }

  /** The number of warnings in the part after some changes; `staysAnyway` counts those that no staffing change resolves. */
  function warningsIn(changes: Changes, staysAnyway: boolean): number {
    const all = part.sessions.flatMap((session) => week.judge.judge(session, changes.get(session)).findings);
    return all.filter((one) => one.severity === "warning" && !one.isWaived && !(staysAnyway && isOfStaffing(one.rule))).length;
  }

  function floored(cost: Cost): Cost {
    return { ...cost, vacancies: Math.max(cost.vacancies, floor) };
  }

  /** The least cost of a solution with these changes, from the number of clinicians that each session still needs. */
  function lowerBound(troubles: readonly Trouble[], { changes, kept, own: cost }: Pick<Attempt, "changes" | "kept" | "own">): Cost {
    let missing = 0;
    let joining = 0;
    let newcomers = 0;
    let minutes = 0;
    const wanted: Wanted[] = [];
    for (const session of new Set(troubles.map((trouble) => trouble.session))) {
      const needs = troubles.filter((trouble) => trouble.session === session && trouble.need === "joining");
      if (needs.length === 0) continue;
      const seats = seatsNeeded(session, changes);
      const moves = needs.flatMap((one) => finder.against(one, changes, kept));
      const possible = new Set(moves.map(({ clinician }) => clinician));
      const joiners = Math.min(seats.length, possible.size);
      const extended = [...possible].filter((clinician) => timesIn(session, clinician).length > 0).length;
      missing += seats.length - joiners;
      joining += joiners;
      newcomers += Math.max(0, joiners - extended);
      if (joiners === seats.length) minutes += length(merged(needs.flatMap(({ times }) => times)));
      wanted.push({ seats, moves });
    }
    const vacancies = Math.max(cost.vacancies + Math.max(missing, missingAtOnce(wanted)), floor);
    // Each further vacancy may replace one joining clinician, in any session.
    const spare = vacancies - cost.vacancies - missing;
    const leaving = new Set(troubles.flatMap((trouble) => onlyLeaver(trouble) ?? [])).size;
    return {
      ...cost,
      vacancies,
      changes: cost.changes + Math.max(joining - spare, leaving),
      newcomers: cost.newcomers + Math.max(0, newcomers - spare),
      minutes: cost.minutes + (spare > 0 ? 0 : minutes),
    };
  }

  /** When a session needs one more clinician, a second one, and so on, each with the highest weight. At least one entry. */
  function seatsNeeded(session: Session, changes: Changes): readonly (readonly Interval[])[] {
    const judgment = week.judge.judge(session, changes.get(session));
    const seats = seatsOf.get(judgment) ?? findSeats(session, changes);
    seatsOf.set(judgment, seats);
    return seats;
  }

  function findSeats(session: Session, changes: Changes): readonly (readonly Interval[])[] {
    const seats: Interval[][] = [];
    let tried = changes;
    for (;;) {
      const { findings } = week.judge.judge(session, tried.get(session));
      const times = findings.flatMap((found) => (week.isTarget(found) && found.rule.resolvedBy === "joining" ? found.times : []));
      if (times.length > 0) seats.push(merged(times));
      const next = nextVacancy(session, tried);
      if (times.length === 0 || next === undefined) break;
      tried = withChange(tried, next);
    }
    return seats.length === 0 ? [[]] : seats;
  }

  function nextVacancy(session: Session, changes: Changes): Change | undefined {
    const clinician = vacancies.get(session)?.find((one) => !changes.get(session)?.has(one));
    return clinician && { session, clinician, times: [{ from: session.from, until: session.until }] };
  }
}

/** The clinician who has to leave some session; undefined if it may be one of several clinicians. */
function onlyLeaver({ need, pairs: [first, ...others] }: Trouble): Clinician | undefined {
  return need === "leaving" && others.every(({ clinician }) => clinician === first?.clinician) ? first?.clinician : undefined;
}

/** The seats that a session needs, and the moves of those who could fill them. */
interface Wanted {
  readonly seats: readonly (readonly Interval[])[];
  readonly moves: readonly Moves[];
}

/** How many people are missing at one moment at least: each can be in one session only. */
function missingAtOnce(wanted: readonly Wanted[]): number {
  if (wanted.length < 2) return 0;
  const moments = new Set(wanted.flatMap(({ seats }) => seats.flatMap((times) => times.map(({ from }) => from))));
  const missing = [...moments].map((moment) => {
    const isThen = (times: readonly Interval[]) => contains(times, moment);
    const needed = wanted.reduce((sum, { seats }) => sum + seats.filter(isThen).length, 0);
    const people = new Set(
      wanted.flatMap(({ moves }) =>
        moves.flatMap(({ clinician, changes }) => (changes.some(({ times }) => isThen(times)) ? clinician : [])),
      ),
    );
    return needed - people.size;
  });
  return Math.max(0, ...missing);
}

/** Clinicians for the vacancies of a session, with the highest weight and every license that its patients need. */
export function vacanciesOf(session: Session, week: Week): Clinician[] {
  const roles = week.judge.heaviestRoles(session.kind);
  const states = [...new Set([...attendingPatients(session)].flatMap(({ state }) => state ?? []))].sort();
  return Array.from({ length: MAX_VACANCIES }, (_, i) => vacancy(roles, states, i));
}
