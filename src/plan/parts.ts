/**
 * Solves a week by parts, and proves that no plan is smaller. A part is a set of broken sessions that overlap in time, so that
 * they may need the same clinicians. Each part is solved twice: once with all other sessions unchanged, which gives a plan, and
 * once as if no other session needed a clinician, which gives a bound. If both cost the same, the plan of the part is proven.
 * Else the sessions from which the bound takes clinicians join the part, and both are solved again.
 */
import { contains, intersection, length, merged, overlap, without } from "../roster/intervals.ts";
import { byStart, type Clinician, type Interval, type Session } from "../roster/roster.ts";
import { areAsSmall, type Cost, compareCosts, costOf, isVacancy, sumOf } from "./cost.ts";
import { type SearchResult, type Solution, search, vacanciesOf } from "./search.ts";
import { type Changes, joinedChanges, listChanges, NO_CHANGES, restaffed, staysOf, timesIn, withChange } from "./staffing.ts";
import { type Part, timesAfter } from "./troubles.ts";
import type { Week } from "./week.ts";

export interface WeekSolution {
  readonly changes: Changes;
  readonly cost: Cost;
  /** No plan costs less than this. */
  readonly bound: Cost;
  /** Whether no plan has fewer vacancies, days and changes. */
  readonly isProven: boolean;
  /** Broken sessions without any solution. */
  readonly unsolved: readonly Session[];
  /** The steps that the search took. */
  readonly steps: number;
}

const DEFAULT_EFFORT = 10_000;
/** Maximum sessions that are solved together. More than that meet only in a malicious roster. */
const MAX_TOGETHER = 60;
/** The fewest steps for one search, even if a week has many parts. */
const LEAST_STEPS = 100;

/** Sessions that are solved together, and the parts that they were before they grew together. */
interface Group {
  readonly sessions: readonly Session[];
  readonly pieces: readonly (readonly Session[])[];
}

interface SolvedPart extends Group {
  readonly solution: Solution | null;
  readonly bound: Cost;
  readonly isProven: boolean;
  /** The sessions from which the bound takes people. */
  readonly robbed: readonly Session[];
}

/** How far a plan is. */
export interface Progress {
  /** The parts of the week that are solved, and those that are open. */
  readonly solved: number;
  readonly open: number;
  /** The steps of the search so far. */
  readonly steps: number;
}

/** Solves a week, and tells after each part how far it is. */
export function* solveWeek(week: Week): Generator<Progress, WeekSolution> {
  const effort = week.options.effort ?? DEFAULT_EFFORT;
  let left = effort;
  let open: Group[] = partsOf(week).map((sessions) => ({ sessions, pieces: [sessions] }));
  const share = Math.max(LEAST_STEPS, Math.ceil(effort / (4 * Math.max(1, open.length))));
  let solved: SolvedPart[] = [];
  while (open.length > 0) {
    yield { solved: solved.length, open: open.length, steps: effort - left };
    const [group, ...rest] = open as [Group, ...Group[]];
    open = rest;
    const part = group.sessions.length > MAX_TOGETHER ? unsolvable(group) : solvePart(group, changesOf(solved));
    const bigger = part.isProven || part.robbed.length === 0 || left <= 0 ? null : grown(group, part.robbed);
    if (bigger !== null && bigger.sessions.length <= MAX_TOGETHER) {
      const isIn = (one: Group) => one.sessions.some((session) => bigger.sessions.includes(session));
      solved = solved.filter((one) => !isIn(one));
      open = [bigger, ...open.filter((one) => !isIn(one))];
      continue;
    }
    solved.push(part);
    if (open.length === 0) open = partsToJoin();
  }
  const changes = changesOf(solved);
  const warnings = solved.reduce((sum, { solution }) => sum + (solution?.cost.warnings ?? 0), 0);
  return {
    changes,
    cost: costOf(changes, week, warnings),
    bound: sumOf(solved.map(({ bound }) => bound)),
    isProven: solved.every((part) => part.isProven) && partsOfOneDay() === undefined,
    unsolved: solved.flatMap(({ solution, sessions }) => (solution === null ? sessions : [])),
    steps: effort - left,
  };

  /** Several parts of one day on which the plan calls a clinician in. The clinician may be useful in all of these parts. */
  function partsOfOneDay(): SolvedPart[] | undefined {
    const comes = listChanges(changesOf(solved)).filter(({ clinician, times }) => !isVacancy(clinician) && times.length > 0);
    const begun = comes.filter(({ clinician, session }) => !week.worksOn(clinician, session)).map(({ session }) => week.day(session));
    const isOn = (day: number) => (part: SolvedPart) => part.sessions.some((session) => week.day(session) === day);
    return begun.map((day) => solved.filter(isOn(day))).find((parts) => parts.length > 1);
  }

  /** A group with more sessions, and with the parts that meet them. */
  function grown(group: Group, more: readonly Session[]): Group {
    const all = [...group.sessions, ...more];
    const meets = (others: Group) => others.sessions.some((other) => all.some((one) => one === other || overlap(one, other)));
    return together([group, ...solved.filter(meets), ...open.filter(meets)], all);
  }

  /** Parts of one day to solve together. */
  function partsToJoin(): Group[] {
    const ofOneDay = left > 0 ? partsOfOneDay() : undefined;
    if (ofOneDay === undefined || ofOneDay.flatMap(({ sessions }) => sessions).length > MAX_TOGETHER) return [];
    solved = solved.filter((part) => !ofOneDay.includes(part));
    return [together(ofOneDay)];
  }

  function solvePart({ sessions, pieces }: Group, outside: Changes): SolvedPart {
    const kept = spend((budget) => search(partOf(sessions, outside, week), week, budget));
    const best = kept.isComplete ? kept.best : cheaper(kept.best, byPieces(pieces, outside));
    const done = (bound: Cost, robbed: readonly Session[] = []) => {
      const isProven = best !== null && areAsSmall(best.cost, bound);
      return { sessions, pieces, solution: best, bound, isProven, robbed };
    };
    // Without vacancies, what is wrong tells a bound for every plan. With them, it tells one only for those outside who stay.
    if (best !== null && kept.root.vacancies === 0 && areAsSmall(best.cost, kept.root)) return done(kept.root);
    const floor =
      best === null || best.cost.vacancies > 0
        ? vacancyFloor(
            sessions,
            [...solved, ...open].flatMap((other) => other.sessions),
            week,
          )
        : 0;
    const free = spend((budget) => search(freePartOf(sessions, week), week, budget, { floor }));
    return done(free.bound, free.best === null ? [] : robbedBy(free.best.changes, sessions, outside, week));
  }

  /** A solution of parts that grew together, each solved alone; null if one of them has none. */
  function byPieces(pieces: Group["pieces"], outside: Changes): Solution | null {
    let changes = NO_CHANGES;
    let warnings = 0;
    for (const sessions of pieces.length > 1 ? pieces : []) {
      const { best } = spend((budget) => search(partOf(sessions, joinedChanges(outside, changes), week), week, budget));
      if (best === null) return null;
      changes = joinedChanges(changes, best.changes);
      warnings += best.cost.warnings;
    }
    return pieces.length > 1 ? { changes, cost: costOf(changes, week, warnings) } : null;
  }

  function spend(run: (budget: { steps: number }) => SearchResult): SearchResult {
    const most = Math.max(LEAST_STEPS, Math.min(left, share));
    const budget = { steps: most };
    const result = run(budget);
    left -= most - budget.steps;
    return result;
  }
}

/** A group that is not solved. */
function unsolvable(group: Group): SolvedPart {
  return { ...group, solution: null, bound: sumOf([]), isProven: false, robbed: [] };
}

function cheaper(one: Solution | null, other: Solution | null): Solution | null {
  if (one === null || other === null) return one ?? other;
  return compareCosts(one.cost, other.cost) <= 0 ? one : other;
}

/** Several groups as one, with more sessions. */
function together(groups: readonly Group[], more: readonly Session[] = []): Group {
  return { sessions: inOrder([...groups.flatMap(({ sessions }) => sessions), ...more]), pieces: groups.flatMap(({ pieces }) => pieces) };
}

function changesOf(solved: readonly SolvedPart[]): Changes {
  return solved.reduce((all, { solution }) => (solution === null ? all : joinedChanges(all, solution.changes)), NO_CHANGES);
}

/** The broken sessions that a plan may change, grouped with those that meet at the same time or share a double booking. */
function partsOf(week: Week): (readonly Session[])[] {
  const overHours = [...week.overHours].map((clinician) =>
    week.sessions.filter((one) => timesIn(one, clinician).length > 0 && week.isOfWeek(one)),
  );
  const broken = inOrder([...week.broken, ...week.doubleBooked.flatMap(({ sessions }) => sessions), ...overHours.flat()]);
  let groups = meeting(broken.filter((one) => week.mayChange(one)));
  for (const hours of overHours) {
    const shared = groups.filter((group) => group.some((one) => hours.includes(one)));
    if (shared.length > 1) groups = [inOrder(shared.flat()), ...groups.filter((group) => !shared.includes(group))];
  }
  return groups.sort((a, b) => byStart(a[0] as Session, b[0] as Session));
}

/** Sessions, sorted by start, in groups that meet at the same time. */
export function meeting(sessions: readonly Session[]): (readonly Session[])[] {
  const groups: { readonly sessions: Session[]; until: number }[] = [];
  for (const session of sessions) {
    const last = groups.at(-1);
    if (last === undefined || session.from >= last.until) groups.push({ sessions: [session], until: session.until });
    else {
      last.sessions.push(session);
      last.until = Math.max(last.until, session.until);
    }
  }
  return groups.map((group) => group.sessions);
}

function inOrder(sessions: readonly Session[]): readonly Session[] {
  return [...new Set(sessions)].sort(byStart);
}

/** A part of the week, with the staffing outside of it as in the roster and the changes of other parts. */
export function partOf(sessions: readonly Session[], outside: Changes, week: Week): Part {
  const others = week.sessions.filter((one) => !sessions.includes(one));
  return part(sessions, others, outside, week);
}

/** A part of the week as if nobody were needed outside of it, except where a plan may change nothing. */
function freePartOf(sessions: readonly Session[], week: Week): Part {
  const others = week.sessions.filter((one) => !sessions.includes(one) && !week.mayChange(one));
  return part(sessions, others, NO_CHANGES, week);
}

function part(sessions: readonly Session[], others: readonly Session[], changes: Changes, week: Week): Part {
  const busy = new Map<Clinician, Interval[]>();
  const ofWeek = new Map<Clinician, Interval[]>();
  for (const session of others) {
    for (const clinician of new Set([...staysOf(session).keys(), ...(changes.get(session)?.keys() ?? [])])) {
      const times = timesAfter(changes, session, clinician);
      busy.set(clinician, merged([...(busy.get(clinician) ?? []), ...times]));
      if (week.isOfWeek(session)) ofWeek.set(clinician, merged([...(ofWeek.get(clinician) ?? []), ...times]));
    }
  }
  return {
    sessions,
    outside: others.map((one) => restaffed(one, changes.get(one))),
    busy: (clinician) => busy.get(clinician) ?? [],
    minutesOutside: (clinician) => length(ofWeek.get(clinician) ?? []),
  };
}

/** The sessions outside of a part from which its changes take people: at the same time, else on the same week's hours or calls. */
function robbedBy(changes: Changes, sessions: readonly Session[], outside: Changes, week: Week): Session[] {
  const others = week.sessions.filter((one) => !sessions.includes(one) && week.mayChange(one));
  const used = listChanges(changes).filter(({ clinician, times }) => !isVacancy(clinician) && times.length > 0);
  const atOnce = others.filter((other) =>
    used.some(({ clinician, times }) => intersection(timesAfter(outside, other, clinician), times).length > 0),
  );
  if (atOnce.length > 0) return atOnce;
  const limited = new Set(used.map(({ clinician }) => clinician).filter(({ maxMinutes }) => maxMinutes !== undefined));
  return others.filter((other) => [...limited].some((clinician) => timesAfter(outside, other, clinician).length > 0));
}

/**
 * The least number of vacancies in any plan: at some moment, the sessions need that many more clinicians than are available. Counts
 * every clinician in a changeable session as available. Leaves out sessions that overlap `otherParts`, because the same missing
 * clinician could count for two parts.
 */
function vacancyFloor(sessions: readonly Session[], otherParts: readonly Session[], week: Week): number {
  const span = { from: Math.min(...sessions.map(({ from }) => from)), until: Math.max(...sessions.map(({ until }) => until)) };
  const others = week.sessions.filter((one) => overlap(one, span));
  const changeable = others.filter((one) => week.mayChange(one) && !otherParts.some((other) => overlap(one, other)));
  const unchangeable = others.filter((one) => !week.mayChange(one));
  const needs = new Map(changeable.map((session) => [session, needsOf(session, week)]));
  const moments = new Set(sessions.flatMap((session) => (needs.get(session) ?? []).flat().map(({ from }) => from)));
  const floorOf = (some: readonly Session[]) =>
    Math.max(0, ...[...moments].map((moment) => neededAt(moment, some) - availableAt(moment, some)));
  const kinds = [...new Set(changeable.map(({ kind }) => kind))];
  return Math.max(floorOf(changeable), ...kinds.map((kind) => floorOf(changeable.filter((one) => one.kind === kind))));

  function neededAt(moment: number, some: readonly Session[]): number {
    return some.reduce((sum, one) => sum + (needs.get(one) ?? []).filter((times) => contains(times, moment)).length, 0);
  }

  function availableAt(moment: number, some: readonly Session[]): number {
    const meeting = some.filter((one) => contains([one], moment));
    return week.clinicians.reduce((sum, clinician) => {
      const present = meeting.filter((one) => contains(timesIn(one, clinician), moment)).length;
      if (present > 0) return sum + present;
      const isNeeded = unchangeable.some((one) => contains(timesIn(one, clinician), moment));
      const canCome = meeting.some((one) => week.mayBeAsked(clinician, one) && contains(week.presentable(clinician, one), moment));
      return sum + (canCome && !isNeeded ? 1 : 0);
    }, 0);
  }
}

/** When a session needs a first clinician, a second one, and so on, regardless of its current clinicians. */
function needsOf(session: Session, week: Week): (readonly Interval[])[] {
  const before = week.judge.judge(session, undefined).findings;
  const nobody = [...staysOf(session).keys()].map((clinician) => ({ session, clinician, times: [] }));
  let changes = nobody.reduce(withChange, NO_CHANGES);
  const needs: Interval[][] = [];
  for (const clinician of vacanciesOf(session, week)) {
    const { findings } = week.judge.judge(session, changes.get(session));
    const times = findings.flatMap((found) => {
      if (found.rule.resolvedBy !== "joining" || found.severity === "note") return [];
      if (week.isTarget(found)) return found.times;
      // What is not to be fixed may stay as it was.
      return without(found.times, before.find(({ key }) => key === found.key)?.times ?? []);
    });
    if (times.length === 0) break;
    needs.push(merged(times));
    changes = withChange(changes, { session, clinician, times: [{ from: session.from, until: session.until }] });
  }
  return needs;
}
