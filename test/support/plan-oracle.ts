/**
 * The smallest plans of small weeks, by brute force. Shares no code with `src/plan`: it tries the edits of the roster one after
 * the other, asks the engine about each edited roster, and knows only what a plan may change and may not cause.
 */

import { evaluateLimits, type LimitEvaluator } from "../../src/audit/limit-check.ts";
import { gaps, whyUnknown } from "../../src/audit/on-call.ts";
import { newcomer } from "../../src/audit/repairs.ts";
import type { Rule, Violation } from "../../src/audit/rule.ts";
import { waiverMatcher } from "../../src/audit/waivers.ts";
import { clinicianMinutes, sessionsOfWeek } from "../../src/audit/weekly-minutes.ts";
import type { PlanOptions } from "../../src/plan/week.ts";
import { type Clinician, type Interval, type Roster, type Session, type Stay, startDay } from "../../src/roster/roster.ts";
import { RULES } from "../../src/rules/list.ts";
import type { Severity } from "../../src/standards/schema.ts";
import { isCouplesKind, type Standard, weightOf } from "../../src/standards/standard.ts";

/** What a plan asks for, the most important first. */
export interface Figures {
  readonly vacancies: number;
  readonly days: number;
  readonly changes: number;
}

export function compareFigures(one: Figures, other: Figures): number {
  return one.vacancies - other.vacancies || one.days - other.days || one.changes - other.changes;
}

interface Finding {
  readonly rule: Rule;
  readonly severity: Severity;
  readonly isWaived: boolean;
  readonly violation: Violation;
}

const RANK: Readonly<Record<Severity, number>> = { note: 0, warning: 1, error: 2 };

/** The findings of a roster by the rules themselves, as `auditRoster` has them. */
function findingsOf(roster: Roster, standards: readonly Standard[]): Finding[] {
  const evaluator = evaluateLimits(standards, roster.clinicians, roster.publishedRatios);
  const sessions = roster.sessions.filter(({ canceled }) => !canceled).map((session) => evaluator.evaluate(session));
  const waivers = waiverMatcher(roster, evaluator);
  const context = { roster, standards, sessions, evaluator, conflicting: new Set<Session>() };
  return RULES.flatMap((rule) => {
    const enforcing = standards.filter(({ severities }) => severities.has(rule.id));
    const severities = enforcing.map((standard) => standard.severities.get(rule.id) as Severity);
    if (enforcing.length === 0 || !("check" in rule)) return [];
    const severity = severities.reduce((a, b) => (RANK[a] >= RANK[b] ? a : b));
    return [...rule.check({ ...context, enforcing })].flatMap((one) =>
      "notChecked" in one ? [] : { rule, severity, violation: one, isWaived: waivers.match(rule, one).waivers.length > 0 },
    );
  });
}

/** The subject of a finding; equal ones are compared. */
function subject({ rule, violation: { session, clinician, patient, couple, limit, kind, offering } }: Finding): string {
  const of = limit === undefined ? null : [limit.limit, limit.weighing];
  return JSON.stringify([rule.id, session?.id, clinician?.id, patient?.path, couple?.path, of, kind, offering]);
}

function timesOf({ violation: { breach, intervals = breach?.intervals ?? [] } }: Finding): readonly Interval[] {
  return intervals;
}

/** Whether there is a moment in one list that is not in the other. */
function goesBeyond(one: readonly Interval[], other: readonly Interval[]): boolean {
  return one.some(({ from, until }) => {
    for (let minute = from; minute < until; minute++) if (!other.some((known) => known.from <= minute && minute < known.until)) return true;
    return false;
  });
}

function isNewOrWorse(finding: Finding, before: readonly Finding[]): boolean {
  const known = before.filter((one) => subject(one) === subject(finding));
  const amount = finding.violation.breach?.amount ?? 0;
  return !known.some((one) => (one.violation.breach?.amount ?? 0) >= amount && !goesBeyond(timesOf(finding), timesOf(one)));
}

/** Attended moments in a session without a clinician other than an observer, and those without one who counts, for each standard. */
function lonelyTimes(session: Session, evaluator: LimitEvaluator): readonly (readonly Interval[])[] {
  const attended = evaluator.evaluate(session).stretches.filter(({ patients }) => patients > 0);
  const empty = attended.filter(({ clinicians, observers }) => clinicians === observers);
  return [empty, ...(attended[0]?.weights ?? []).map((_, i) => attended.filter(({ weights }) => weights[i] === 0))];
}

/** Whether a moment of a session loses its last clinician, or the last one who counts. */
function isEmptied(after: Session, before: Session, evaluator: LimitEvaluator): boolean {
  const earlier = lonelyTimes(before, evaluator);
  return lonelyTimes(after, evaluator).some((times, i) => goesBeyond(times, earlier[i] ?? []));
}

/** One staffing of a session. */
interface Staffing {
  readonly session: Session;
  readonly vacancies: number;
  readonly changes: number;
  /** The clinician-days that it begins. */
  readonly days: readonly string[];
}

/** What a plan of one week may do, and whether a plan is valid. */
export class Oracle {
  readonly #roster: Roster;
  readonly #standards: readonly Standard[];
  readonly #options: PlanOptions;
  readonly #evaluator: LimitEvaluator;
  readonly #before: readonly Finding[];
  readonly #fix: Severity;
  readonly #sessions: readonly Session[];
  /** Every moment at which anything in the roster begins or ends. */
  readonly #moments: readonly number[];
  audits = 0;

  constructor(roster: Roster, standards: readonly Standard[], options: PlanOptions) {
    this.#roster = roster;
    this.#standards = standards;
    this.#options = options;
    this.#evaluator = evaluateLimits(standards, roster.clinicians, roster.publishedRatios);
    this.#before = findingsOf(roster, standards);
    this.#fix = options.fix ?? "error";
    this.#sessions = roster.sessions.filter(({ canceled }) => !canceled);
    const all: Interval[] = [...(roster.onCall ?? []), ...roster.clinicians.flatMap(({ away, available = [] }) => [...away, ...available])];
    for (const one of this.#sessions) all.push(one, ...one.clinicians, ...one.patients.stays, ...one.couples.stays);
    this.#moments = [...new Set(all.flatMap(({ from, until }) => [from, until]))].sort((a, b) => a - b);
  }

  #isTarget({ rule, severity, isWaived }: Finding): boolean {
    return (rule.resolvedBy === "joining" || rule.resolvedBy === "leaving") && !isWaived && RANK[severity] >= RANK[this.#fix];
  }

  /** The double bookings to fix, each with the sessions in which the clinician is at once. */
  #doubleBookings(findings: readonly Finding[]): { readonly finding: Finding; readonly sessions: readonly Session[] }[] {
    return findings
      .filter((one) => one.rule.id === "clinician-double-booked" && this.#isTarget(one))
      .map((finding) => {
        const { clinician, session: later } = finding.violation;
        const stays = (session: Session) => session.clinicians.filter(({ who }) => who.id === clinician?.id);
        const own = stays(this.#sessions.find(({ id }) => id === later?.id) as Session);
        const meets = (one: Stay<Clinician>) => own.some(({ from, until }) => one.from < until && from < one.until);
        return { finding, sessions: this.#sessions.filter((session) => stays(session).some(meets)) };
      });
  }

  mayChange(session: Session): boolean {
    if (session.fixed) return false;
    if (session.kind !== "individual") return true;
    const isIn = (one: Finding) => one.violation.session?.id === session.id && this.#isTarget(one);
    return this.#before.some(isIn) || this.#doubleBookings(this.#before).some(({ sessions }) => sessions.includes(session));
  }

  /** Whether a clinician may come to a session or stay longer there. */
  #mayBeAsked(clinician: Clinician, session: Session): boolean {
    const { cannot = [], sameDay } = this.#options;
    if (cannot.some((one) => one.clinician === clinician.id && (one.session ?? session.id) === session.id)) return false;
    if (clinician.canLead !== undefined && !clinician.canLead.includes(session.kind)) return false;
    const counts = this.#standards.some((standard) => weightOf(standard, clinician.roles, isCouplesKind(standard, session.kind)) > 0);
    if (!counts || (sameDay === true && this.#beginsDay(clinician, session))) return false;
    if (session.clinicians.some(({ who }) => who === clinician)) return true;
    // Nobody joins where a rule on who may lead reports them, whatever its severity.
    const joined = { ...session, clinicians: [...session.clinicians, { who: clinician, from: session.from, until: session.until }] };
    const isReported = ({ rule, violation }: Finding) => rule.keepsOut !== undefined && violation.clinician === clinician;
    const about = ({ rule, violation }: Finding) =>
      rule.id.startsWith("couples-therapist-not-") && isReported({ rule, violation } as Finding);
    return !findingsOf({ ...this.#roster, sessions: [joined] }, this.#standards).some(about);
  }

  #beginsDay(clinician: Clinician, session: Session): boolean {
    const day = startDay(this.#roster, session);
    return !this.#sessions.some((one) => startDay(this.#roster, one) === day && one.clinicians.some(({ who }) => who === clinician));
  }

  /** The times that a clinician may have in a session: none, one stretch between two moments, or as they are. */
  #choices(clinician: Clinician, session: Session): (readonly Interval[])[] {
    const own = session.clinicians.filter(({ who }) => who === clinician).map(({ from, until }) => ({ from, until }));
    const choices: (readonly Interval[])[] = own.length === 0 ? [] : [[]];
    const within = this.#moments.filter((moment) => moment >= session.from && moment <= session.until);
    const asked = this.#mayBeAsked(clinician, session);
    const isIn = (all: readonly Interval[], minute: number) => all.some(({ from, until }) => from <= minute && minute < until);
    const isPossible = (minute: number) =>
      isIn(own, minute) ||
      (asked && !isIn(clinician.away, minute) && (clinician.available === undefined || isIn(clinician.available, minute)));
    for (const from of within) {
      for (const until of within) {
        if (until <= from || (own.length === 1 && own[0]?.from === from && own[0].until === until)) continue;
        let isAll = true;
        for (let minute = from; minute < until; minute++) isAll &&= isPossible(minute);
        if (isAll) choices.push([{ from, until }]);
      }
    }
    return choices;
  }

  /** All staffings of a session with at most so many changes and vacancies after which nothing is wrong in it by itself. */
  #staffings(session: Session, most: { readonly changes: number; readonly vacancies: number }): Staffing[] {
    const before = findingsOf({ ...this.#roster, sessions: [session] }, this.#standards).filter(isOfSession);
    const found: Staffing[] = [];
    const mayChange = this.mayChange(session);
    const clinicians = mayChange ? this.#roster.clinicians : [];
    const choices = clinicians.map((clinician) => this.#choices(clinician, session));
    const missing = {
      ...newcomer(this.#evaluator.isForCouples(session.kind) ? "couples-therapist" : "therapist"),
      licensedIn: ["NY", "NJ"],
    };
    const tryOut = (staffing: Staffing) => {
      this.audits++;
      const { session: after } = staffing;
      const findings = findingsOf({ ...this.#roster, sessions: [after] }, this.#standards).filter(isOfSession);
      const isWrong = (one: Finding) => (mayChange && this.#isTarget(one)) || (one.severity !== "note" && isNewOrWorse(one, before));
      if (!findings.some(isWrong) && !isEmptied(after, session, this.#evaluator)) found.push(staffing);
    };
    const go = (i: number, staffing: Staffing) => {
      const clinician = clinicians[i];
      if (clinician === undefined) {
        for (let n = 0; n <= (mayChange ? most.vacancies : 0); n++) {
          const stays = Array.from({ length: n }, (_, i) => ({
            who: { ...missing, id: `missing-${i}` },
            from: session.from,
            until: session.until,
          }));
          tryOut({ ...staffing, vacancies: n, session: { ...staffing.session, clinicians: [...staffing.session.clinicians, ...stays] } });
        }
        return;
      }
      go(i + 1, staffing);
      if (staffing.changes === most.changes) return;
      for (const times of choices[i] as readonly (readonly Interval[])[]) {
        const others = staffing.session.clinicians.filter(({ who }) => who !== clinician);
        const changed = { ...session, clinicians: [...others, ...times.map((time) => ({ who: clinician, ...time }))] };
        const isNewDay = times.length > 0 && this.#beginsDay(clinician, session);
        const days = isNewDay ? [`${clinician.id} ${startDay(this.#roster, session)}`] : [];
        go(i + 1, { session: changed, vacancies: 0, changes: staffing.changes + 1, days: [...staffing.days, ...days] });
      }
    };
    go(0, { session, vacancies: 0, changes: 0, days: [] });
    return found.sort((a, b) => a.vacancies - b.vacancies || a.days.length - b.days.length || a.changes - b.changes);
  }

  /** What speaks against a roster as a plan of this one; null for a valid plan. Vacancies are clinicians outside of the roster. */
  objection(planned: Roster): string | null {
    this.audits++;
    const findings = findingsOf(planned, this.#standards);
    for (const finding of findings) {
      if (finding.severity === "note" || finding.rule.onCallGaps === true) continue;
      if (isNewOrWorse(finding, this.#before)) return `new or worse: ${finding.rule.id} in ${finding.violation.session?.id}`;
    }
    const changeable = new Set(this.#sessions.filter((one) => this.mayChange(one)).map(({ id }) => id));
    const bookings = new Map(
      new Oracle(planned, this.#standards, this.#options).#doubleBookings(findings).map((one) => [one.finding, one.sessions]),
    );
    for (const finding of findings.filter((one) => this.#isTarget(one))) {
      const concerned = bookings.get(finding)?.map(({ id }) => id) ?? [finding.violation.session?.id];
      if (concerned.some((id) => id === undefined || changeable.has(id)))
        return `left: ${finding.rule.id} in ${finding.violation.session?.id}`;
    }
    for (const session of planned.sessions.filter(({ canceled }) => !canceled)) {
      const before = this.#roster.sessions[session.index] as Session;
      if (isEmptied(session, before, this.#evaluator)) return `emptied: ${session.id}`;
    }
    for (const [i, one] of planned.sessions.entries()) {
      for (const other of planned.sessions.slice(i + 1))
        if (this.#isNewlyTwice(one, other)) return `in two sessions: ${one.id}, ${other.id}`;
    }
    const [minutes, minutesBefore] = [minutesIn(planned), minutesIn(this.#roster)];
    for (const clinician of this.#roster.clinicians) {
      const [after, earlier] = [minutes.get(clinician) ?? 0, minutesBefore.get(clinician) ?? 0];
      if (clinician.maxMinutes !== undefined && after > clinician.maxMinutes && after > earlier) return `over hours: ${clinician.id}`;
    }
    if (this.#roster.onCall !== undefined && whyUnknown(this.#roster) === null) {
      if (goesBeyond(gapsOf(planned), gapsOf(this.#roster))) return "an on-call gap";
    }
    return null;
  }

  /**
   * The least figures of a valid plan below `bound`, with the plan; null if there is none. `isWhole` tells whether everything was
   * tried that could cost less: not if there are more edits than `most` changes or too many combinations.
   */
  cheaperThan(
    bound: Figures,
    most: number,
  ): { readonly found: (Figures & { readonly planned: Roster }) | null; readonly isWhole: boolean } {
    const needsOneDayLess = bound.days === 0 && bound.vacancies === 0;
    const changes = needsOneDayLess ? Math.min(most, bound.changes - 1) : most;
    if (changes < 0) return { found: null, isWhole: true };
    const vacancies = Math.min(bound.vacancies, 2);
    const tables = this.#sessions.map((session) => this.#staffings(session, { changes, vacancies }));
    let best: (Figures & { readonly planned: Roster }) | null = null;
    let limit = bound;
    let steps = 0;
    const least = tables.map((table) => Math.min(...table.map((one) => one.changes)));
    const leastVacancies = tables.map((table) => Math.min(...table.map((one) => one.vacancies)));
    const rest = (of: readonly number[], i: number) => of.slice(i).reduce((sum, one) => sum + one, 0);
    const go = (i: number, chosen: readonly Staffing[]) => {
      if (steps++ > MOST_STEPS) return;
      const days = new Set(chosen.flatMap((one) => one.days)).size;
      const sum = (key: "vacancies" | "changes") => chosen.reduce((total, one) => total + one[key], 0);
      const figures = { vacancies: sum("vacancies") + rest(leastVacancies, i), days, changes: sum("changes") + rest(least, i) };
      if (compareFigures(figures, limit) >= 0) return;
      const table = tables[i];
      if (table === undefined) {
        const after = new Map(chosen.map(({ session }) => [session.id, session]));
        const planned = { ...this.#roster, sessions: this.#roster.sessions.map((one) => after.get(one.id) ?? one) };
        if (this.objection(planned) !== null) return;
        best = { ...figures, planned };
        limit = figures;
        return;
      }
      for (const staffing of table) {
        const meets = chosen.some((one) => this.#isNewlyTwice(one.session, staffing.session));
        if (!meets) go(i + 1, [...chosen, staffing]);
      }
    };
    if (tables.every((table) => table.length > 0)) go(0, []);
    return { found: best, isWhole: steps <= MOST_STEPS && (needsOneDayLess ? bound.changes - 1 <= most : true) };
  }

  /** Whether somebody is in both sessions at a moment at which they were not: nobody may be asked to come while in another session. */
  #isNewlyTwice(one: Session, other: Session): boolean {
    if (one.from >= other.until || other.from >= one.until) return false;
    const [before, otherBefore] = [one, other].map(({ index }) => (this.#roster.sessions[index] as Session).clinicians);
    return one.clinicians.some(({ who, ...stay }) => {
      const times = who.index < 0 ? [] : overlaps(who, [{ who, ...stay }], other.clinicians);
      return goesBeyond(times, overlaps(who, before as readonly Stay<Clinician>[], otherBefore as readonly Stay<Clinician>[]));
    });
  }
}

function overlaps(who: Clinician, some: readonly Stay<Clinician>[], others: readonly Stay<Clinician>[]): Interval[] {
  const own = (stays: readonly Stay<Clinician>[]) => stays.filter((stay) => stay.who === who);
  const both = own(some).flatMap((a) => own(others).map((b) => ({ from: Math.max(a.from, b.from), until: Math.min(a.until, b.until) })));
  return both.filter(({ from, until }) => from < until);
}

/** Maximum combinations of staffings. */
const MOST_STEPS = 100_000;

function isOfSession({ rule, violation }: Finding): boolean {
  return (
    rule.withoutSession !== true &&
    violation.session !== undefined &&
    rule.id !== "clinician-double-booked" &&
    rule.id !== "patient-double-booked"
  );
}

function minutesIn(roster: Roster): ReadonlyMap<Clinician, number> {
  return clinicianMinutes(sessionsOfWeek(roster, asResults(roster)) ?? []);
}

function gapsOf(roster: Roster): Interval[] {
  return gaps(roster, asResults(roster));
}

/** The audited sessions, for functions that look at nothing else. */
function asResults(roster: Roster) {
  return roster.sessions.filter(({ canceled }) => !canceled).map((session) => ({ session })) as never[];
}
