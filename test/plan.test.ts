/** The plans of small random weeks against all edits, on a small sample, and named weeks; test/plan.long.test.ts takes a larger sample. */
import { describe, expect, test } from "vitest";
import { auditRoster } from "../src/audit/audit.ts";
import { type Plan, planRoster } from "../src/plan/plan.ts";
import type { PlanOptions } from "../src/plan/week.ts";
import { Oracle } from "./support/plan-oracle.ts";
import { planEach } from "./support/plan-tests.ts";
import { type PlanCase, resolved, type SessionData, type WeekData } from "./support/plan-weeks.ts";

const RUNS = Number(process.env.PLAN_RUNS ?? 12);

describe("the plan of a random week", () => planEach(2 * RUNS, { people: 3, sessions: 3 }));
describe("the plan of a week in several parts", () => planEach(RUNS, { people: 3, sessions: 4, isSpread: true }));

const session = (id: string, clinicians: readonly string[], more: Partial<SessionData> = {}): SessionData => ({
  ...{
    id,
    kind: "group",
    start: "2026-11-30T18:00",
    end: "2026-11-30T19:00",
    clinicians: clinicians.map((one) => ({ id: one })),
    patients: 6,
  },
  ...more,
});
const therapists = (...ids: readonly string[]) => ids.map((id) => ({ id, roles: ["therapist"] }));

function planned(roster: Partial<WeekData>, standards: PlanCase["standards"] = ["benchmark"], options: PlanOptions = {}): Plan {
  const one: PlanCase = { roster: { clinicians: [], sessions: [], ...roster }, standards, options };
  const { roster: week, standards: judging } = resolved(one);
  const plan = planRoster(week, judging, options);
  if (plan.cost.vacancies === 0 && plan.left.length === 0) expect(new Oracle(week, judging, options).objection(plan.planned)).toBe(null);
  return plan;
}

/** The changes in short: `mon: lee 0-30`, in minutes from the session's start, and `mon: -lee` for somebody who leaves. */
function changesOf({ changes }: Plan): string[] {
  return changes.map(({ session, clinician, after }) => {
    const times = after.map(({ from, until }) => `${from - session.from}-${until - session.from}`);
    return times.length === 0 ? `${session.id}: -${clinician.id}` : `${session.id}: ${clinician.id} ${times}`;
  });
}

function own(name: string, more: object): Exclude<PlanCase["standards"][number], string> {
  return { ...{ name, title: name, source: "a test", basis: "own", extends: "benchmark" }, ...more };
}

describe("a plan", () => {
  test("lets a clinician who counts join an individual session that only a trainee holds", () => {
    const clinicians = [{ id: "tam", roles: ["trainee"] }, ...therapists("lee")];
    const plan = planned({ clinicians, sessions: [session("one", ["tam"], { kind: "individual", patients: 1 })] }, [
      own("supervised", { kinds: { individual: { ratio: "1:1" } } }),
    ]);
    expect([changesOf(plan), plan.isProven]).toEqual([["one: lee 0-60"], true]);
  });

  test("leaves alone an individual session that is not broken", () => {
    const plan = planned({
      clinicians: therapists("lee"),
      sessions: [session("one", ["lee"], { kind: "individual", patients: 1 }), session("two", [])],
    });
    expect([plan.cost.vacancies, plan.changes, plan.isProven]).toEqual([1, [], true]);
  });

  test("asks no counselor of a partner to lead their couples session, though the counselor is away", () => {
    const clinicians = ["lee", "kim"].map((id) => ({
      ...{ id, roles: ["couples-therapist"] },
      ...(id === "kim" && { away: [{ start: "2026-11-30T18:00", end: "2026-11-30T19:00" }] }),
    }));
    const people = {
      patients: [{ id: "m1", counselor: "kim" }, { id: "m2" }],
      couples: [{ id: "c1", partners: ["m1", "m2"] }],
    };
    const one = session("one", ["kim"], { kind: "couples-session", couples: [{ id: "c1" }] });
    const { patients: _, ...couples } = one;
    const plan = planned({ ...people, clinicians, sessions: [couples] });
    // A couples therapist who is away is still judged: the session is not theirs.
    expect([changesOf(plan), plan.isProven]).toEqual([["one: -kim", "one: lee 0-60"], true]);
  });

  test("grows no on-call gap, even one that is there already", () => {
    const roster: Partial<WeekData> = {
      week: "2026-11-30",
      clinicians: therapists("ann", "lee"),
      sessions: [session("one", [])],
      // Nobody is on call before 18:30 and after 20:00.
      onCall: [{ clinician: "ann", start: "2026-11-30T18:30", end: "2026-11-30T20:00" }],
    };
    expect(changesOf(planned(roster))).toEqual(["one: lee 0-60"]);
    const alone = planned({ ...roster, clinicians: therapists("ann") });
    expect([alone.cost.vacancies, alone.changes, alone.isProven]).toEqual([1, [], true]);
    expect(alone.vacancies[0]?.obstacles.map(({ clinician, why }) => [clinician.id, why.code])).toEqual([["ann", "on-call"]]);
  });

  test("moves nobody into a session where that would lengthen a warning that it has already", () => {
    const clinicians = [
      { ...{ id: "kim", roles: ["therapist"] }, available: [{ start: "2026-11-30T18:30", end: "2026-11-30T20:00" }] },
      { id: "lee", roles: ["therapist"] },
    ];
    const kim = { id: "kim", from: "2026-11-30T18:15", until: "2026-11-30T19:00" };
    const plan = planned({ clinicians, sessions: [session("one", [], { clinicians: [kim] })] });
    expect(plan.before.findings.map(({ rule }) => rule.id)).toContain("outside-availability");
    expect([changesOf(plan), plan.isProven]).toEqual([["one: lee 0-15"], true]);
  });

  test("finds two people where the repairs of two findings need the same one", () => {
    const sessions = [session("one", ["ann"], { patients: 7 }), session("two", ["bea"], { patients: 7 })];
    const plan = planned({ clinicians: therapists("ann", "bea", "cat", "dan"), sessions });
    expect(plan.before.findings.map(({ repairs }) => repairs.length > 0)).toEqual([true, true]);
    expect([changesOf(plan), plan.isProven]).toEqual([["one: cat 0-60", "two: dan 0-60"], true]);
    const fewer = planned({ clinicians: therapists("ann", "bea", "cat"), sessions });
    expect([fewer.cost.vacancies, fewer.cost.changes, fewer.isProven]).toEqual([1, 1, true]);
  });

  test("takes people from one session for another where that is the only way", () => {
    const clinicians = [...therapists("ann"), { id: "bea", roles: ["couples-therapist"] }];
    const { patients: _, ...couples } = session("two", [], { kind: "couples-group", couples: 3 });
    const plan = planned({ clinicians, sessions: [session("one", ["bea"]), couples] });
    expect([changesOf(plan), plan.isProven]).toEqual([["one: ann 0-60", "one: -bea", "two: bea 0-60"], true]);
  });

  test("has the fewest vacancies where one person short is missing in one of three sessions", () => {
    // Ann is in a long session while two short ones have nobody: one person for the long one is enough for all.
    const at = (start: string, end: string) => ({ start: `2026-11-30T${start}`, end: `2026-11-30T${end}` });
    const sessions = [
      session("long", ["ann"], at("18:00", "21:00")),
      session("p1", [], at("18:00", "19:00")),
      session("p2", [], at("20:00", "21:00")),
    ];
    const plan = planned({ clinicians: therapists("ann"), sessions });
    expect(plan.isProven ? plan.cost.vacancies : 1).toBe(1);
  });

  test("leaves a waived double booking where it is, and found on the same session", () => {
    const waivers = [{ rule: "clinician-double-booked", session: "two", reason: "known", approvedBy: "director" }];
    const late = { id: "ann", from: "2026-11-30T18:30" };
    const sessions = [session("one", ["ann"]), session("two", [], { clinicians: [late] })];
    const plan = planned({ clinicians: therapists("ann", "bea"), sessions: [...sessions].reverse() }, [own("waives", { waivers })]);
    expect([changesOf(plan), plan.left, plan.isProven]).toEqual([["two: bea 0-30"], [], true]);
    // Bea cannot come, and ann is in the other session until then.
    const options = { cannot: [{ clinician: "bea", session: null }] };
    const alone = planned({ clinicians: therapists("ann", "bea"), sessions }, [own("waives", { waivers })], options);
    expect([alone.cost.vacancies, alone.changes, alone.isProven]).toEqual([1, [], true]);
  });

  test("resolves a double booking with a fixed session by the other one", () => {
    const sessions = [session("one", ["ann"], { fixed: true }), session("two", ["ann"])];
    const plan = planned({ clinicians: therapists("ann", "bea"), sessions });
    expect([changesOf(plan), plan.isProven]).toEqual([["two: -ann", "two: bea 0-60"], true]);
  });

  test("counts one new day of a clinician once, in two sessions of one day and in one that lasts past midnight", () => {
    const sessions = [
      session("night", [], { start: "2026-11-30T23:30", end: "2026-12-01T01:00" }),
      session("late", [], { start: "2026-12-01T00:30", end: "2026-12-01T01:30" }),
      session("morning", [], { start: "2026-12-01T09:00", end: "2026-12-01T10:00" }),
    ];
    const plan = planned({ clinicians: therapists("ann", "bea"), sessions });
    expect([plan.cost.days, plan.cost.changes, plan.isProven]).toEqual([2, 3, true]);
  });

  test("weighs people by each of several standards", () => {
    const standards = [own("a", { roles: { therapist: 0.5 } }), own("b", { roles: { counselor: 0.5 } })];
    const clinicians = [{ id: "kim", roles: ["counselor"] }, ...therapists("lee"), { id: "ola", roles: ["therapist", "counselor"] }];
    // Seats for 6: ola counts as one under both standards, the others as a half under one of them.
    const plan = planned({ clinicians, sessions: [session("one", [])] }, standards);
    expect([changesOf(plan), plan.isProven]).toEqual([["one: ola 0-60"], true]);
    const without = planned({ clinicians: clinicians.slice(0, 2), sessions: [session("one", [])] }, standards);
    expect([without.cost.vacancies, changesOf(without), without.isProven]).toEqual([0, ["one: kim 0-60", "one: lee 0-60"], true]);
  });
});

describe("a proof", () => {
  test("is not claimed where people come and go at too many moments to try them all", () => {
    const at = (minutes: number) => new Date(Date.UTC(2026, 10, 30, 18, minutes)).toISOString().slice(0, 16);
    const hours = (from: number, until: number) => ({ available: [{ start: at(from), end: at(until) }], maxHours: 20 });
    const clinicians = [
      { id: "ann", roles: ["therapist"], ...hours(0, 95) },
      { id: "bea", roles: ["therapist"], ...hours(95, 180) },
    ];
    const patients = (number: number) => Array.from({ length: number }, (_, i) => ({ id: `p${i}`, from: at(1 + 3 * i) }));
    const of = (number: number) => planned({ clinicians, sessions: [session("long", [], { end: at(180), patients: patients(number) })] });
    const [few, many] = [of(6), planned({ clinicians, sessions: [session("long", [], { end: at(180), patients: patients(30) })] }, [MANY])];
    expect([changesOf(few), few.isProven]).toEqual([["long: ann 1-95", "long: bea 95-180"], true]);
    expect([many.cost.vacancies, many.cost.changes, many.isProven]).toEqual([0, 2, false]);
  });
});

const MANY = own("many", { kinds: { group: { ratio: "1:60" } } });

describe("a week that nobody can plan quickly", () => {
  test("of which nobody can come has a vacancy with the reason of each", () => {
    const away = [{ start: "2026-11-30T18:30", end: "2026-11-30T20:00" }];
    const clinicians = [
      { id: "ann", roles: ["therapist"], away },
      { id: "bea", roles: ["therapist"], canLead: ["psychoeducation"] },
      { id: "cat", roles: ["therapist"], licensedIn: ["NY"] },
      ...therapists("dan"),
    ];
    const sessions = [session("one", [], { patients: [{ id: "p1" }] }), session("two", ["dan"], { fixed: true })];
    const standards = [own("licensed", { rules: { "license-mismatch": "error" } })];
    const plan = planned({ clinicians, patients: [{ id: "p1", state: "NJ" }], sessions }, standards);
    expect([plan.cost.vacancies, plan.isProven, plan.left.length]).toEqual([1, true, 1]);
    const [vacancy] = plan.vacancies;
    expect(vacancy?.states).toEqual(["NJ"]);
    expect(vacancy?.obstacles.map(({ clinician, why }) => `${clinician.id} ${why.code}`)).toEqual([
      ...["ann away", "bea cannot-lead", "cat not-licensed", "dan in-session"],
    ]);
  });

  test("with 60 sessions at one hour and one clinician ends within its effort, with an honest word", () => {
    const sessions = Array.from({ length: 60 }, (_, i) => session(`s${String(i).padStart(2, "0")}`, []));
    const plan = planned({ clinicians: therapists("ann"), sessions }, ["benchmark"], { effort: 2_000 });
    expect(plan.steps).toBeLessThan(10_000);
    expect(plan.cost.vacancies).toBeGreaterThanOrEqual(59);
    expect(plan.bound.vacancies).toBeLessThanOrEqual(59);
    if (plan.isProven) expect(plan.cost.vacancies).toBe(59);
  });

  test("with 300 sessions has a plan with nothing left, and a bound that is no higher", () => {
    const ids = Array.from({ length: 40 }, (_, i) => `c${String(i).padStart(2, "0")}`);
    const sessions = Array.from({ length: 300 }, (_, i) => {
      const [day, slot] = [Math.floor(i / 60), i % 12];
      const at = (minutes: number) => new Date(Date.UTC(2026, 10, 30 + day, 8, slot * 60 + minutes)).toISOString().slice(0, 16);
      const clinicians = i % 11 === 0 ? [] : [{ id: ids[i % 40] as string }];
      return session(`s${String(i).padStart(3, "0")}`, [], { start: at(0), end: at(60), clinicians, patients: i % 7 === 0 ? 8 : 5 });
    });
    const plan = planned({ clinicians: therapists(...ids), sessions }, ["benchmark"], { effort: 20_000 });
    expect(plan.steps).toBeLessThan(40_000);
    expect(plan.left.length).toBe(0);
    expect(plan.isProven).toBe(true);
    expect(auditRoster(plan.planned, plan.before.standards).findings.filter(({ severity }) => severity === "error")).toEqual([]);
  });
});
