/** What a capacity says of absences, against audits of whole rosters: nothing breaks, these people cover, or nobody can. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { auditRoster, type Finding } from "../src/audit/audit.ts";
import { type Absence, type Capacity, capacityOf } from "../src/plan/capacity.ts";
import { restaffedRoster, withChange } from "../src/plan/staffing.ts";
import { length, merged, without } from "../src/roster/intervals.ts";
import { type Clinician, type Interval, type Roster, type Session, startDay } from "../src/roster/roster.ts";
import { limitKey } from "../src/standards/combine.ts";
import { isCouplesKind, type Standard, weightOf } from "../src/standards/standard.ts";
import { IS_LONG_RUN, tries } from "./support/matrix.ts";
import { type PlanCase, resolved, weeks } from "./support/plan-weeks.ts";

type Changes = ReadonlyMap<Session, ReadonlyMap<Clinician, readonly Interval[]>>;

/** The subject of a finding; equal ones are compared. */
function subject({ rule, violation: { session, clinician, patient, couple, limit } }: Finding): string {
  // A double booking is the same, on whichever of its sessions it is found.
  const on = rule.id === "clinician-double-booked" ? undefined : session?.id;
  return JSON.stringify([rule.id, on, clinician?.id, patient?.path, couple?.path, limit && limitKey(limit.limit), limit?.weighing]);
}

function timesOf({ violation: { breach, intervals = breach?.intervals, session } }: Finding): readonly Interval[] {
  return intervals ?? (session === undefined ? [] : [{ from: session.from, until: session.until }]);
}

/** The unwaived findings of some severities that are new, longer or larger than in every one of the audits before. */
function worse(after: readonly Finding[], audits: readonly (readonly Finding[])[], severities: readonly string[]): string[] {
  return after
    .filter(({ severity, match }) => severities.includes(severity) && match.waivers.length === 0)
    .filter((one) =>
      audits.every((before) => {
        // Several gaps of on-call cover have the same subject.
        const known = before.filter((other) => subject(other) === subject(one));
        const amount = ({ violation }: Finding) => violation.breach?.amount ?? 0;
        const isLonger = length(without(timesOf(one), merged(known.flatMap(timesOf)))) > 0;
        return known.length === 0 || amount(one) > Math.max(...known.map(amount)) || isLonger;
      }),
    )
    .map(subject);
}

/** The changes by which a clinician is gone from the sessions of a day, or of the whole week. */
function goneFrom(roster: Roster, { clinician, day }: Pick<Absence, "clinician" | "day">): Changes {
  return roster.sessions
    .filter((one) => !one.canceled && (day === null || startDay(roster, one) === day))
    .filter((one) => one.clinicians.some(({ who }) => who === clinician))
    .reduce<Changes>((all, session) => withChange(all, { session, clinician, times: [] }), new Map());
}

interface Judged {
  readonly roster: Roster;
  readonly standards: readonly Standard[];
  readonly capacity: Capacity;
}

/** Holds one absence to the audits; returns its outcome. */
function held(absence: Absence, { roster, standards, capacity }: Judged): string {
  const findings = (changes: Changes) => auditRoster(restaffedRoster(roster, changes), standards).findings;
  const before = capacity.audit.findings;
  const gone = goneFrom(roster, absence);
  const out = findings(gone);
  const broken = worse(out, [before], ["error"]);
  expect(absence.broken.map(({ found }) => found.rule.id).sort()).toEqual(broken.map((one) => JSON.parse(one)[0]).sort());
  if (absence.broken.length === 0) return "fine";
  if (absence.cover !== null) {
    const changes = absence.cover.reduce<Changes>(withChange, gone);
    const covered = findings(changes);
    expect(worse(covered, [before], ["error"])).toEqual([]);
    expect(worse(covered, [before, out], ["warning"])).toEqual([]);
    expect(absence.cover.map(({ clinician }) => clinician)).not.toContain(absence.clinician);
    return "cover";
  }
  const sessions = new Set(absence.broken.map(({ session }) => session));
  if (sessions.size > 1) return "gap of several sessions";
  const [session] = sessions as Set<Session> & Iterable<Session>;
  for (const clinician of roster.clinicians) if (couldCover(clinician, session as Session, absence)) expect(clinician.id).toBe("nobody");
  return "gap";

  /** Whether a clinician alone could cover the only session that breaks, for all of its time. */
  function couldCover(clinician: Clinician, of: Session, { clinician: away }: Absence): boolean {
    // Without the license nobody is asked, even where the finding is known.
    const { licensedIn } = clinician;
    if (licensedIn && of.patients.stays.some(({ who }) => who.state !== undefined && !licensedIn.includes(who.state))) return false;
    // More hours than allowed are one finding, however many they are.
    if (clinician.maxMinutes !== undefined) return false;
    if (clinician === away || of.fixed || clinician.canLead?.includes(of.kind) === false) return false;
    if (!standards.some((standard) => weightOf(standard, clinician.roles, isCouplesKind(standard, of.kind)) > 0)) return false;
    // Nobody is double-booked, even where that is waived.
    const isElsewhere = ({ id, clinicians }: Session) => id !== of.id && clinicians.some(({ who }) => who === clinician);
    if (roster.sessions.some((one) => isElsewhere(one) && one.from < of.until && of.from < one.until)) return false;
    // The person on call may be the last one who is free.
    if (roster.onCall?.some((shift) => shift.clinician === clinician && shift.from < of.until && of.from < shift.until)) return false;
    const changes = withChange(gone, { session: of, clinician, times: [{ from: of.from, until: of.until }] });
    const after = findings(changes);
    return worse(after, [before], ["error"]).length === 0 && worse(after, [before, out], ["warning"]).length === 0;
  }
}

function heldAll(roster: Roster, standards: readonly Standard[]): string[] {
  const without = roster.clinicians.map(({ id }) => ({ clinician: id, day: null }));
  const capacity = capacityOf(roster, standards, { without });
  return [...capacity.absences, ...capacity.asked].map((absence) => held(absence, { roster, standards, capacity }));
}

describe("an absence", () => {
  test("of random weeks breaks and is covered as audits of the roster say", () => {
    const outcomes: string[] = [];
    const property = fc.property(weeks({ people: 4, sessions: 4 }), (one: PlanCase) => {
      const { roster, standards } = resolved(one);
      outcomes.push(...heldAll(roster, standards));
    });
    fc.assert(property, { numRuns: tries(500, 80) });
    for (const outcome of ["fine", "cover", "gap"])
      expect(outcomes.filter((one) => one === outcome).length / outcomes.length, outcome).toBeGreaterThan(0.03);
  });

  test.each(["clean", "breaching"])("of the %s Lakeside week does", (name) => {
    const data = JSON.parse(readFileSync(`fixtures/lakeside-week-${name}.json`, "utf8"));
    for (const standard of IS_LONG_RUN ? ["benchmark", "benchmark-strict", "premium", "asam-2.1"] : ["benchmark"]) {
      const { roster, standards } = resolved({ roster: data, standards: [standard], options: {} });
      const outcomes = heldAll(roster, standards);
      expect(new Set(outcomes).size).toBeGreaterThanOrEqual(2);
    }
  });
});

describe("open seats", () => {
  /** A week with one group, and `patients` of them. */
  const week = (patients: number, clinicians: readonly string[] = ["lee"]) =>
    resolved({
      roster: {
        week: "2026-11-30",
        clinicians: ["lee", "kim", "noor"].map((id) => ({ id, roles: ["therapist"] })),
        sessions: [
          { id: "mon", kind: "group", start: "Mon 18:00", end: "Mon 19:30", clinicians: clinicians.map((id) => ({ id })), patients },
        ],
      },
      standards: ["benchmark"],
      options: {},
    });
  const errors = ({ roster, standards }: ReturnType<typeof week>) =>
    auditRoster(roster, standards).findings.filter(({ severity }) => severity === "error").length;

  test("are those that an audit admits, now and with all who are free", () => {
    for (let patients = 1; patients <= 7; patients++) {
      const { roster, standards } = week(patients);
      const [seats] = capacityOf(roster, standards).seats;
      if (seats === undefined) throw new Error("no seats");
      const all = ["lee", ...seats.free.map(({ id }) => id)];
      expect(all.sort()).toEqual(["kim", "lee", "noor"]);
      expect([errors(week(patients + seats.withFree, all)), errors(week(patients + seats.withFree + 1, all)) > 0]).toEqual([0, true]);
      if (patients > 6) expect(seats.open).toBe(0);
      else expect([errors(week(patients + seats.open)), errors(week(patients + seats.open + 1)) > 0]).toEqual([0, true]);
    }
  });
});
