/** What holds for the plan of every week, for a sample of any size. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { auditRoster, type Finding } from "../../src/audit/audit.ts";
import { partOf } from "../../src/plan/parts.ts";
import { type Plan, planRoster } from "../../src/plan/plan.ts";
import { search } from "../../src/plan/search.ts";
import { NO_CHANGES } from "../../src/plan/staffing.ts";
import { weekOf } from "../../src/plan/week.ts";
import type { Clinician, Interval, Roster, Session } from "../../src/roster/roster.ts";
import { compareFigures, type Figures, Oracle } from "./plan-oracle.ts";
import { type PlanCase, resolved, type Size, type WeekData, weeks } from "./plan-weeks.ts";

/** In what part of the weeks a property has to be tried at least, so that no generator silently ceases to cover it. */
const SHARE = 0.05;
/** Maximum part of the plans that are not proven. */
const UNPROVEN = 0.05;

const NOTHING: Figures = { vacancies: 0, days: 0, changes: 0 };

interface Planned {
  readonly plan: Plan;
  readonly oracle: Oracle;
}

function plannedFrom(one: PlanCase): Planned {
  const { roster, standards } = resolved(one);
  return { plan: planRoster(roster, standards, one.options), oracle: new Oracle(roster, standards, one.options) };
}

/** Holds a statement to random weeks; shows a counterexample as a roster to paste. Returns what the statement returned each time. */
function eachWeek<T>(cases: fc.Arbitrary<PlanCase>, numRuns: number, check: (one: PlanCase) => T): T[] {
  const seen: T[] = [];
  const property = fc.property(cases, (one) => {
    seen.push(check(one));
  });
  fc.assert(property, {
    numRuns,
    endOnFailure: true,
    reporter({ failed, counterexample, seed, errorInstance }) {
      if (!failed) return;
      const story = errorInstance instanceof Error ? (errorInstance.stack ?? errorInstance.message) : String(errorInstance);
      throw new Error(`seed ${seed}\n\n${JSON.stringify(counterexample?.[0])}\n\n${story}`);
    },
  });
  return seen;
}

/** The tests of random weeks; `runs` weeks of at most so many people and sessions for each of the dear ones. */
export function planEach(runs: number, size: Size): void {
  const cases = weeks(size);

  test("costs what the cheapest of all edits costs that the engine accepts", () => {
    const outcomes = eachWeek(cases, runs, (one) => comparedWithAll(one));
    const share = (...some: readonly string[]) => outcomes.filter((outcome) => some.includes(outcome)).length / outcomes.length;
    expect(share("not proven")).toBeLessThanOrEqual(UNPROVEN);
    expect(share("not exhausted")).toBeLessThanOrEqual(UNPROVEN);
    expect(share("cheapest without vacancies")).toBeGreaterThanOrEqual(SHARE);
    expect(share("cheapest with vacancies")).toBeGreaterThanOrEqual(SHARE);
  });

  test("has exactly the findings that it promises, when its roster is audited again", () => {
    eachWeek(cases, 2 * runs, (one) => {
      const { plan } = plannedFrom(one);
      const { standards } = resolved(one);
      const again = auditRoster(plan.planned, standards);
      expect(plan.after.findings.map(identity)).toEqual(again.findings.map(identity));
      const fix = one.options.fix ?? "error";
      const isLeft = ({ severity, match }: Finding) => match.waivers.length === 0 && (severity === "error" || severity === fix);
      expect(plan.left.map(identity)).toEqual(again.findings.filter(isLeft).map(identity));
      // Each planned change is in the planned roster, and nothing else.
      const sessions = plan.planned.sessions.map((session) => timesBy(session));
      for (const { session, clinician, after } of plan.changes) expect(sessions[session.index]?.get(clinician.id) ?? []).toEqual(after);
      const changed = new Set(plan.changes.map(({ session, clinician }) => `${session.index} ${clinician.id}`));
      for (const session of plan.roster.sessions)
        for (const [id, times] of timesBy(session))
          if (!changed.has(`${session.index} ${id}`)) expect(sessions[session.index]?.get(id)).toEqual(times);
    });
  });

  test("causes nothing new or worse, even where people are missing", () => {
    eachWeek(cases, runs, (one) => {
      const { plan, oracle } = plannedFrom(one);
      const objection = oracle.objection(plan.planned);
      expect(objection === null || objection.startsWith("left: ") ? null : objection).toBe(null);
    });
  });

  test("is minimal: without any one of its changes, something is left, new or worse", () => {
    const numbers = eachWeek(cases, runs, (one) => {
      const { plan, oracle } = plannedFrom(one);
      if (plan.cost.vacancies > 0 || oracle.objection(plan.planned) !== null) return 0;
      for (const { session, clinician } of plan.changes) {
        const original = plan.roster.sessions[session.index] as Session;
        const others = (plan.planned.sessions[session.index] as Session).clinicians.filter(({ who }) => who !== clinician);
        const clinicians = [...others, ...original.clinicians.filter(({ who }) => who === clinician)];
        const sessions = plan.planned.sessions.map((one) => (one.index === session.index ? { ...one, clinicians } : one));
        expect(oracle.objection({ ...plan.planned, sessions })).not.toBe(null);
      }
      return plan.changes.length;
    });
    expect(numbers.filter((number) => number > 0).length).toBeGreaterThanOrEqual(SHARE * numbers.length);
  });

  test("is the same plan on repeated runs, in any order of the lists, and with other ids in the same order", () => {
    const reordered = fc.tuple(cases, fc.infiniteStream(fc.nat())).map(([one, numbers]) => ({ one, shuffled: shuffled(one, numbers) }));
    fc.assert(
      fc.property(reordered, ({ one, shuffled }) => {
        const told = toldOf(plannedFrom(one).plan);
        expect(toldOf(plannedFrom(one).plan)).toEqual(told);
        expect(toldOf(plannedFrom(shuffled).plan)).toEqual(told);
        expect(renamed(toldOf(plannedFrom(renamed(one)).plan), true)).toEqual(told);
      }),
      { numRuns: runs },
    );
  });

  test("names only true obstacles", () => {
    const codes = new Set<string>();
    eachWeek(cases, 2 * runs, (one) => {
      const { plan } = plannedFrom(one);
      for (const vacancy of plan.vacancies)
        for (const { clinician, why } of vacancy.obstacles) {
          codes.add(why.code);
          expect([clinician.id, why.code, isTrue(vacancy, clinician, why, plan, one)]).toEqual([clinician.id, why.code, true]);
        }
    });
    expect(codes.size).toBeGreaterThanOrEqual(5);
  });

  test("costs the same solved by parts as solved whole", () => {
    const compared = eachWeek(cases, runs, (one) => {
      const { plan } = plannedFrom(one);
      const week = weekOf(plan.roster, plan.before, one.options);
      const whole = partOf(week.sessions.filter(week.mayChange), NO_CHANGES, week);
      const { best, isComplete } = search(whole, week, { steps: 3_000 });
      if (!isComplete || best === null || !plan.isProven) return 0;
      expect(compareFigures(best.cost, plan.cost)).toBe(0);
      return compareFigures(best.cost, NOTHING);
    });
    expect(compared.filter((cost) => cost > 0).length).toBeGreaterThanOrEqual(compared.length / 4);
  });

  test("costs no more with one more clinician", () => {
    eachWeek(cases, runs, (one) => {
      const { plan } = plannedFrom(one);
      const more = { id: "zoe", roles: ["therapist", "couples-therapist"], licensedIn: ["NY", "NJ"] };
      // Nobody whom a rule on several people concerns: premium asks every couples therapist for their modalities.
      const clinicians = [...one.roster.clinicians, { ...more, modalities: ["EFT"] }];
      const { plan: cheaper } = plannedFrom({ ...one, roster: { ...one.roster, clinicians } });
      if (plan.isProven && cheaper.isProven) expect(compareFigures(cheaper.cost, plan.cost)).toBeLessThanOrEqual(0);
    });
  });
}

function comparedWithAll(one: PlanCase): string {
  const { plan, oracle } = plannedFrom(one);
  const hasVacancies = plan.cost.vacancies > 0;
  const objection = hasVacancies ? null : oracle.objection(plan.planned);
  if (objection !== null) {
    // Something is left that no plan can fix.
    const { found, isWhole } = oracle.cheaperThan({ vacancies: 0, days: 99, changes: 99 }, 4);
    expect([objection, found === null ? null : shownTimes(found.planned)]).toEqual([objection, null]);
    return isWhole ? "impossible" : "not exhausted";
  }
  if (compareFigures(plan.cost, NOTHING) === 0) return "nothing to do";
  const { found, isWhole } = oracle.cheaperThan(plan.cost, 4);
  if (!plan.isProven) return "not proven";
  expect([plan.cost, found === null ? null : shownTimes(found.planned)]).toEqual([plan.cost, null]);
  expect(compareFigures(plan.bound, plan.cost)).toBe(0);
  if (!isWhole) return "not exhausted";
  return hasVacancies ? "cheapest with vacancies" : "cheapest without vacancies";
}

function identity({
  rule,
  severity,
  violation: { session, clinician, patient, couple, intervals, breach, limit },
  match,
}: Finding): unknown {
  const about = [session?.id, clinician?.id, patient?.path, couple?.path, limit?.limit];
  return [rule.id, severity, ...about, intervals ?? breach?.intervals, breach?.amount, match.waivers.length];
}

function timesBy({ clinicians }: Session): Map<string, Interval[]> {
  const times = new Map<string, Interval[]>();
  for (const { who, from, until } of clinicians) times.set(who.id, [...(times.get(who.id) ?? []), { from, until }]);
  return times;
}

function shownTimes({ sessions }: Roster): string {
  return sessions
    .map(
      (one) =>
        `${one.id}: ${JSON.stringify([...timesBy(one)].map(([id, times]) => [id, times.map(({ from, until }) => `${from - one.from}-${until - one.from}`)]))}`,
    )
    .join("; ");
}

/** What a plan tells, without positions in the file. */
function toldOf({ changes, vacancies, cost, bound, isProven, left, steps }: Plan) {
  return {
    ...{ cost, bound, isProven, steps },
    changes: changes.map(({ session, clinician, before, after, beginsDay, alternatives }) => ({
      ...{ session: session.id, clinician: clinician.id, before, after, beginsDay },
      alternatives: alternatives.map(({ clinician, times }) => ({ id: clinician.id, times })),
    })),
    vacancies: vacancies.map(({ session, people, role, states, times, later, obstacles }) => ({
      ...{ session: session.id, people, role, states, times },
      later: later.map(({ session, clinician, times }) => [session.id, clinician.id, times]),
      obstacles: obstacles.map(({ clinician, why }) => [clinician.id, why.code]),
    })),
    left: left.map(({ rule, violation }) => `${rule.id} ${violation.session?.id} ${violation.clinician?.id}`).sort(),
  };
}

function shuffled({ roster, ...rest }: PlanCase, numbers: Iterable<number>): PlanCase {
  const next = numbers[Symbol.iterator]();
  const shuffle = <T>(all: readonly T[]): T[] =>
    all
      .map((one) => ({ one, by: Number(next.next().value) }))
      .sort((a, b) => a.by - b.by)
      .map(({ one }) => one);
  const shuffledRoster: WeekData = {
    ...roster,
    clinicians: shuffle(roster.clinicians),
    ...(roster.patients && { patients: shuffle(roster.patients) }),
    ...(roster.onCall && { onCall: shuffle(roster.onCall) }),
    sessions: shuffle(roster.sessions).map((session) => ({
      ...session,
      clinicians: shuffle(session.clinicians),
      ...(Array.isArray(session.patients) && { patients: shuffle(session.patients) }),
    })),
  };
  return { ...rest, roster: shuffledRoster };
}

const NAMES: readonly (readonly [string, string])[] = [
  ...([
    ["abel", "r-1"],
    ["bo", "r-20"],
    ["cy", "r-3"],
    ["dee", "r-4"],
  ] as const),
  ...([
    ["s0", "at-00"],
    ["s1", "at-1"],
    ["s2", "at-2222"],
    ["s3", "at-3"],
    ["s4", "at-4"],
  ] as const),
];

/** The same with other ids of clinicians and sessions, in the same order; or back again. */
function renamed<T>(one: T, isBack = false): T {
  let text = JSON.stringify(one);
  for (const [a, b] of NAMES) {
    const [from, to] = isBack ? [b, a] : [a, b];
    text = text.replaceAll(`"${from}"`, `"${to}"`);
    // In the texts of what is left.
    text = text.replaceAll(new RegExp(` ${from}(?=[ "])`, "g"), ` ${to}`);
  }
  return JSON.parse(text);
}

/** Whether an obstacle is a fact of the roster with the plan, or what the engine finds if the clinician comes. */
function isTrue(
  { session, times, later, states }: Plan["vacancies"][number],
  { id }: Clinician,
  why: Plan["vacancies"][number]["obstacles"][number]["why"],
  plan: Plan,
  { options }: PlanCase,
): boolean {
  const meets = (some: readonly Interval[], others: readonly Interval[]) =>
    some.some((a) => others.some((b) => a.from < b.until && b.from < a.until));
  const clinician = plan.roster.clinicians.find((one) => one.id === id) as Clinician;
  // The roster once somebody is found: with the changes that wait for it.
  const sessions = plan.planned.sessions.map((one) => {
    const own = later.filter((change) => change.session.id === one.id);
    const others = one.clinicians.filter(({ who }) => !own.some((change) => change.clinician === who));
    return {
      ...one,
      clinicians: [...others, ...own.flatMap((change) => change.times.map((time) => ({ who: change.clinician, ...time })))],
    };
  });
  const now = sessions[session.index] as Session;
  const there = now.clinicians.filter(({ who }) => who === clinician);
  const rostered = plan.roster.sessions.filter((one) => !one.canceled);
  switch (why.code) {
    case "refused":
      return (options.cannot ?? []).some((one) => one.clinician === id && (one.session === null || one.session === session.id));
    case "already-there":
      return times.every(({ from, until }) => there.some((one) => one.from <= from && until <= one.until)) || there.length > 1;
    case "cannot-lead":
      return clinician.canLead?.includes(session.kind) === false;
    case "same-day":
      return (
        options.sameDay === true &&
        !rostered.some((one) => one.clinicians.some(({ who }) => who === clinician) && sameDay(one, session, plan.roster))
      );
    case "away":
      return meets(why.times, clinician.away) && meets(why.times, times);
    case "unavailable":
      return meets(why.times, times) && !meets(why.times, clinician.available ?? [session]);
    case "in-session": {
      const other = sessions.find((one) => one.id === why.session.id) as Session;
      return (
        other.id !== session.id &&
        meets(
          why.times,
          other.clinicians.filter(({ who }) => who === clinician),
        ) &&
        meets(why.times, times)
      );
    }
    case "not-licensed":
      return (
        why.states.length > 0 && why.states.every((state) => states.includes(state) && clinician.licensedIn?.includes(state) === false)
      );
    default: {
      const joined = {
        ...now,
        clinicians: [
          ...now.clinicians.filter(({ who }) => who !== clinician),
          ...joinedTimes(there, times).map((time) => ({ who: clinician, ...time })),
        ],
      };
      const after = { ...plan.roster, sessions: sessions.map((one) => (one.id === session.id ? joined : one)) };
      const found = (roster: Roster) => auditRoster(roster, plan.before.standards).findings;
      if (why.code === "over-hours")
        return found(after).some(({ rule, violation }) => rule.id === "over-max-hours" && violation.clinician === clinician);
      if (why.code === "ruled-out")
        return found(after).some(
          ({ rule, violation }) => rule.keepsOut !== undefined && violation.clinician === clinician && violation.session?.id === session.id,
        );
      if (why.code !== "rule") return (plan.roster.onCall ?? []).some((shift) => shift.clinician === clinician && meets([shift], times));
      const before = found({ ...plan.roster, sessions });
      const barring = why.rule;
      const of = (all: readonly Finding[]) =>
        all.filter(({ rule, violation }) => rule === barring && violation.session?.id === session.id).map(identity);
      return JSON.stringify(of(found(after))) !== JSON.stringify(of(before));
    }
  }
}

function joinedTimes(some: readonly Interval[], others: readonly Interval[]): Interval[] {
  const edges = [...new Set([...some, ...others].flatMap(({ from, until }) => [from, until]))].sort((a, b) => a - b);
  const isIn = (from: number, until: number) => [...some, ...others].some((one) => one.from <= from && until <= one.until);
  return edges.slice(0, -1).flatMap((from, i) => {
    const until = edges[i + 1] as number;
    return isIn(from, until) ? { from, until } : [];
  });
}

function sameDay(one: Session, other: Session, { zone }: Roster): boolean {
  const day = ({ from }: Session) => Math.floor(zone.toLocal(from) / (24 * 60));
  return day(one) === day(other);
}
