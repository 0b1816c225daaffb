/** How much more a week can bear: open seats, and which clinician may be out on which day. Pure. */
import { type Audit, auditRoster, type Finding, isWaived } from "../audit/audit.ts";
import { daysFrom } from "../audit/on-call.ts";
import { intersection, merged, without } from "../roster/intervals.ts";
import type { Clinician, Interval, Roster, Session } from "../roster/roster.ts";
import { unitOf } from "../standards/combine.ts";
import type { Unit } from "../standards/schema.ts";
import type { Standard } from "../standards/standard.ts";
import { isVacancy } from "./cost.ts";
import { type Obstacle, obstacles } from "./obstacles.ts";
import { meeting, partOf } from "./parts.ts";
import { search } from "./search.ts";
import { type Found, isHarm } from "./session-judge.ts";
import { type Change, type Changes, joinedChanges, listChanges, NO_CHANGES, timesIn, withChange } from "./staffing.ts";
import { resultOf } from "./steps.ts";
import { type Week, weekOf } from "./week.ts";

/** The open seats of one session, at its fullest moment. */
export interface SessionSeats {
  readonly session: Session;
  readonly unit: Unit;
  /** 0 for a session with an error. */
  readonly open: number;
  /** The open seats if all free clinicians joined; each session taken alone. */
  readonly withFree: number;
  /** Those who are free then and would add seats. */
  readonly free: readonly Clinician[];
}

/** A clinician out for a day, or for the whole week. */
export interface Absence {
  readonly clinician: Clinician;
  /** The local day, in days since 1970-01-01; null for every day. */
  readonly day: number | null;
  /** The clinician's sessions then. */
  readonly sessions: readonly Session[];
  /** Whether the clinician is on call then. */
  readonly isOnCall: boolean;
  /** The errors that the absence causes if nothing else changes. */
  readonly broken: readonly { readonly session: Session; readonly found: Found }[];
  /** The changes after which the sessions have no error; null if the people who are free then do not suffice. */
  readonly cover: readonly Change[] | null;
  /** The sessions that still lack a clinician, and why each other clinician cannot cover them. */
  readonly missing: readonly { readonly session: Session; readonly times: readonly Interval[]; readonly obstacles: readonly Obstacle[] }[];
}

export interface Capacity {
  readonly roster: Roster;
  readonly audit: Audit;
  readonly seats: readonly SessionSeats[];
  /** Every day on which a clinician who matters has sessions. */
  readonly absences: readonly Absence[];
  /** The absences that were asked about. */
  readonly asked: readonly Absence[];
  /** The number of unwaived errors before any absence. */
  readonly errors: number;
}

export interface CapacityOptions {
  /** Clinicians who are out, on one local day or all week. */
  readonly without?: readonly { readonly clinician: string; readonly day: number | null }[];
}

/** The most steps of the search for one absence. */
const EFFORT = 2_000;

/** The capacity of a roster under some standards, which must not be empty. */
export function capacityOf(roster: Roster, standards: readonly Standard[], options: CapacityOptions = {}): Capacity {
  return resultOf(capacitySteps(roster, standards, options));
}

/** The same, which tells after each clinician how many are left. */
export function* capacitySteps(
  roster: Roster,
  standards: readonly Standard[],
  options: CapacityOptions = {},
): Generator<{ readonly done: number; readonly all: number }, Capacity> {
  const audit = auditRoster(roster, standards);
  const week = weekOf(roster, audit, {});
  const absences: Absence[] = [];
  for (const [i, clinician] of week.clinicians.entries()) {
    yield { done: i, all: week.clinicians.length };
    const days = new Set(week.sessions.filter((session) => matters(clinician, session, week)).map(week.day));
    for (const day of [...days].sort((a, b) => a - b)) absences.push(absence(clinician, day, week));
  }
  const asked = (options.without ?? []).flatMap(({ clinician: id, day }) => {
    const clinician = week.clinicians.find((one) => one.id === id);
    return clinician === undefined ? [] : absence(clinician, day, week);
  });
  const isOpenError = (one: Finding) => one.severity === "error" && !isWaived(one);
  const withError = new Set(audit.findings.filter(isOpenError).map(({ violation }) => violation.session));
  return {
    ...{ roster, audit, asked },
    seats: week.sessions.flatMap((session) => seatsOf(session, audit.conflicting.has(session) || withError.has(session), week) ?? []),
    absences,
    errors: audit.findings.filter(isOpenError).length,
  };
}

/** Whether a session needs a clinician: one who counts there, or who is there alone. */
function matters(clinician: Clinician, session: Session, week: Week): boolean {
  if (timesIn(session, clinician).length === 0) return false;
  return week.judge.counts(session.kind, clinician) || session.clinicians.every(({ who }) => who === clinician);
}

function absence(clinician: Clinician, day: number | null, week: Week): Absence {
  const sessions = week.sessions.filter((one) => timesIn(one, clinician).length > 0 && (day === null || week.day(one) === day));
  const gone = sessions.map((session) => ({ session, clinician, times: [] })).reduce<Changes>(withChange, NO_CHANGES);
  const broken = sessions.flatMap((session) => {
    const before = week.judge.judge(session, undefined).findings;
    const { findings } = week.judge.judge(session, gone.get(session));
    return findings.filter((found) => isError(found) && isHarm(found, before)).map((found) => ({ session, found }));
  });
  const { onCall = [] } = week.roster;
  const shifts = onCall.filter(
    (shift) => shift.clinician === clinician && (day === null || intersection([shift], [daysFrom(week.roster, day, 1)]).length > 0),
  );
  // A warning that the absence causes needs no cover.
  const needing = sessions.filter((one) => broken.some(({ session }) => session === one));
  const solved = cover(needing, gone, week);
  const vacant = [...new Set(listChanges(solved.all).flatMap((one) => (isVacancy(one.clinician) ? one.session : [])))];
  return {
    ...{ clinician, day, sessions, broken },
    isOnCall: shifts.length > 0,
    cover: solved.changes === null ? null : listChanges(solved.changes),
    missing: solved.changes === null ? vacant.map((session) => missingIn(session, gone, solved.all, clinician, week)).filter(hasTimes) : [],
  };
}

function isError({ severity, isWaived }: Found): boolean {
  return severity === "error" && !isWaived;
}

function hasTimes({ times }: Absence["missing"][number]): boolean {
  return times.length > 0;
}

/** The errors that an absence or its cover causes in a session, and the warnings that the cover causes. */
function uncovered(session: Session, gone: Changes, covered: Changes, week: Week): Found[] {
  const [before, out, after] = [undefined, gone.get(session), covered.get(session)].map((one) => week.judge.judge(session, one).findings);
  return (after ?? []).filter((found) => isHarm(found, before ?? []) && (isError(found) || isHarm(found, out ?? [])));
}

/**
 * The cheapest changes that cover an absence without moving any other clinician; null if the search found none. `all` also
 * has the people who are missing. An error from before may stay: it is not the absence that causes it.
 */
function cover(sessions: readonly Session[], gone: Changes, week: Week): { changes: Changes | null; all: Changes } {
  let all = gone;
  const covering: Week = { ...week, isTarget: () => false };
  for (const together of meeting(sessions.filter(({ fixed }) => !fixed))) {
    const start = new Map(together.map((session) => [session, gone.get(session) ?? new Map()]));
    const { best } = search(partOf(together, all, week), covering, { steps: EFFORT }, { start });
    if (best === null) return { changes: null, all };
    all = joinedChanges(all, best.changes);
  }
  const people = listChanges(all).filter(({ clinician }) => !isVacancy(clinician));
  const now = people.reduce<Changes>(withChange, NO_CHANGES);
  const isLeft = sessions.some((session) => uncovered(session, gone, now, week).length > 0);
  const added = people.filter(({ session, clinician }) => gone.get(session)?.has(clinician) !== true);
  return { changes: isLeft ? null : added.reduce<Changes>(withChange, NO_CHANGES), all };
}

function missingIn(session: Session, gone: Changes, all: Changes, out: Clinician, week: Week): Absence["missing"][number] {
  const people = new Map([...(all.get(session) ?? [])].filter(([clinician]) => !isVacancy(clinician)));
  const changes = new Map(all).set(session, people);
  const times = merged(uncovered(session, gone, changes, week).flatMap((found) => found.times));
  const states = week.judge.licensesNeeded(session, people, times);
  return { session, times, obstacles: obstacles(session, times, states, changes, week).filter(({ clinician }) => clinician !== out) };
}

/** The seats of a session under its tightest limit on seats; null if its kind has none. */
function seatsOf(session: Session, hasError: boolean, week: Week): SessionSeats | null {
  const { result, findings } = week.judge.judge(session, undefined);
  const limit = result.results.find(({ openSeats }) => openSeats !== null && openSeats === result.openSeats)?.effective.limit;
  if (result.openSeats === null || limit === undefined) return null;
  const times = [{ from: session.from, until: session.until }];
  const part = partOf([session], NO_CHANGES, week);
  const seatsWith = (some: readonly Clinician[]) => {
    const changed = some.map((clinician) => ({ session, clinician, times })).reduce<Changes>(withChange, NO_CHANGES);
    const joined = week.judge.judge(session, changed.get(session));
    const isFine = !joined.findings.some((found) => isError(found) || isHarm(found, findings));
    return isFine ? (joined.result.openSeats ?? 0) : 0;
  };
  const now = hasError ? 0 : result.openSeats;
  // Another clinician does not resolve a double booking.
  const isTwice = hasError && !findings.some(isError);
  const free = week.clinicians.filter((clinician) => {
    if (isTwice || timesIn(session, clinician).length > 0 || !week.mayBeAsked(clinician, session) || session.fixed) return false;
    if (without(times, week.presentable(clinician, session)).length > 0 || intersection(times, part.busy(clinician)).length > 0)
      return false;
    const { maxMinutes } = clinician;
    return (
      maxMinutes === undefined || !week.isOfWeek(session) || part.minutesOutside(clinician) + session.until - session.from <= maxMinutes
    );
  });
  const adding = free.filter((clinician) => seatsWith([clinician]) > now);
  return {
    session,
    unit: unitOf(limit) === "couples" ? "couples" : "patients",
    open: now,
    withFree: Math.max(now, seatsWith(adding)),
    free: adding,
  };
}
