/** The facts that a plan starts from: which findings to fix, which sessions may change, and which clinicians may be asked. */
import { type Audit, isWaived } from "../audit/audit.ts";
import { gaps, whyUnknown } from "../audit/on-call.ts";
import { clinicianMinutes, sessionsOfWeek } from "../audit/weekly-minutes.ts";
import { intersection, without } from "../roster/intervals.ts";
import { byId, byStart, type Clinician, type Interval, type Roster, type Session, startDay } from "../roster/roster.ts";
import { clinicianDoubleBooked } from "../rules/clinician-double-booked.ts";
import { overMaxHours } from "../rules/over-max-hours.ts";
import { isAtLeast } from "../severity.ts";
import type { Standard } from "../standards/standard.ts";
import { type Found, isOfStaffing, type SessionJudge, sessionJudge } from "./session-judge.ts";
import { timesIn } from "./staffing.ts";

/** A clinician who said no, to one session or to all. */
export interface Refusal {
  readonly clinician: string;
  readonly session: string | null;
}

export interface PlanOptions {
  /** The lowest severity of findings to fix. Default: error. */
  readonly fix?: "error" | "warning";
  /** Clinicians who cannot take on more. */
  readonly cannot?: readonly Refusal[];
  /** Whether nobody is asked to come on a day without sessions of their own. */
  readonly sameDay?: boolean;
  /** The most steps of the search. Default: 10,000. */
  readonly effort?: number;
}

export interface Week {
  readonly roster: Roster;
  readonly standards: readonly Standard[];
  readonly options: PlanOptions;
  readonly judge: SessionJudge;
  /** The sessions that are audited, by start and id. */
  readonly sessions: readonly Session[];
  readonly clinicians: readonly Clinician[];
  /** Whether the plan is to fix a finding. */
  isTarget(found: Pick<Found, "rule" | "severity" | "isWaived">): boolean;
  /** Whether a plan may change a session: it is not fixed, and an individual session only if it is broken. */
  mayChange(session: Session): boolean;
  /** The sessions with findings to fix. */
  readonly broken: readonly Session[];
  /** The sessions of each double booking to fix. */
  readonly doubleBooked: readonly { readonly clinician: Clinician; readonly sessions: readonly Session[] }[];
  /** The times when a clinician may stay double-booked in two sessions. */
  tolerated(clinician: Clinician, one: Session, other: Session): readonly Interval[];
  /** The pairs of sessions in which a clinician may stay double-booked. */
  readonly toleratedBookings: readonly { readonly clinician: Clinician; readonly sessions: readonly [Session, Session] }[];
  /** Whether a clinician said no to a session. */
  hasRefused(clinician: Clinician, session: Session): boolean;
  /** Whether a clinician can lead sessions of a session's kind, as far as the roster tells. */
  canLead(clinician: Clinician, session: Session): boolean;
  /** Whether a clinician may be asked to join or to stay longer in a session, whatever the time. */
  mayBeAsked(clinician: Clinician, session: Session): boolean;
  /** The times in a session when a clinician is neither away nor outside `available`. */
  presentable(clinician: Clinician, session: Session): readonly Interval[];
  /** The moments at which a clinician's own hours, absences, sessions and shifts begin or end. */
  ownMoments(clinician: Clinician): readonly number[];
  /** Whether it matters how long a clinician is in a session: their hours are limited, or they are on call. */
  isLimited(clinician: Clinician): boolean;
  /** Whether a clinician has sessions on the day of a session before the plan. */
  worksOn(clinician: Clinician, session: Session): boolean;
  /** The local day of a session, in days since 1970-01-01. */
  day(session: Session): number;
  /** Whether a session counts toward `maxHours`. */
  isOfWeek(session: Session): boolean;
  /** The minutes of a clinician that count toward `maxHours`, before the plan. */
  minutes(clinician: Clinician): number;
  /** The clinicians whose hours are to be fixed. */
  readonly overHours: ReadonlySet<Clinician>;
  /** The times without a free clinician on call, before the plan; null if that is not known. */
  readonly onCallGaps: readonly Interval[] | null;
}

/** The facts of a roster; `before` is its audit. */
export function weekOf(roster: Roster, before: Audit, options: PlanOptions): Week {
  const { standards } = before;
  const judge = sessionJudge(roster, standards);
  const sessions = roster.sessions.filter(({ canceled }) => !canceled).sort(byStart);
  const clinicians = [...roster.clinicians].sort(byId);
  const results = sessions.map((session) => judge.judge(session, undefined).result);
  const fix = options.fix ?? "error";
  const isTarget: Week["isTarget"] = ({ rule, severity, isWaived }) => isOfStaffing(rule) && !isWaived && isAtLeast(severity, fix);
  const doubleBooked = doubleBookingsIn(before, sessions, isTarget);
  const broken = sessions.filter(
    (session) => judge.judge(session, undefined).findings.some(isTarget) || doubleBooked.some(({ sessions }) => sessions.includes(session)),
  );
  const isBroken = new Set(broken);
  const ofWeek = sessionsOfWeek(roster, results);
  const minutes = clinicianMinutes(ofWeek ?? []);
  const counted = new Set(ofWeek);
  const days = new Map(sessions.map((session) => [session, startDay(roster, session)]));
  const day = (session: Session) => days.get(session) as number;
  const worked = new Set(sessions.flatMap((session) => session.clinicians.map(({ who }) => `${who.index} ${day(session)}`)));
  const worksOn = (clinician: Clinician, session: Session) => worked.has(`${clinician.index} ${day(session)}`);
  const onCallers = new Set((roster.onCall ?? []).map(({ clinician }) => clinician));
  const ownMoments = new Map(clinicians.map((clinician) => [clinician, momentsOf(roster, sessions, clinician)]));
  const { cannot = [] } = options;
  const hasRefused: Week["hasRefused"] = (clinician, session) =>
    cannot.some((one) => one.clinician === clinician.id && (one.session === null || one.session === session.id));
  const canLead: Week["canLead"] = (clinician, { kind }) => clinician.canLead?.includes(kind) ?? true;
  const onCallKnown = roster.onCall !== undefined && whyUnknown(roster) === null;
  const tolerated: Week["tolerated"] = (clinician, one, other) => {
    const isFixed = doubleBooked.some((found) => found.clinician === clinician && (found.later === one || found.later === other));
    return isFixed ? [] : intersection(timesIn(one, clinician), timesIn(other, clinician));
  };
  const twice = new Set(
    before.findings.flatMap(({ rule, violation }) => (rule === clinicianDoubleBooked ? (violation.clinician ?? []) : [])),
  );
  const toleratedBookings = [...twice].sort(byId).flatMap((clinician) => {
    const own = sessions.filter((session) => timesIn(session, clinician).length > 0);
    const pairs = own.flatMap((one, i) => own.slice(i + 1).map((other) => [one, other] as const));
    return pairs.filter(([one, other]) => tolerated(clinician, one, other).length > 0).map((sessions) => ({ clinician, sessions }));
  });
  return {
    ...{
      roster,
      standards,
      options,
      judge,
      sessions,
      clinicians,
      isTarget,
      broken,
      doubleBooked,
      worksOn,
      day,
      tolerated,
      toleratedBookings,
      hasRefused,
      canLead,
    },
    mayChange: (session) => !session.fixed && (session.kind !== "individual" || isBroken.has(session)),
    mayBeAsked(clinician, session) {
      if (hasRefused(clinician, session) || !judge.counts(session.kind, clinician) || !canLead(clinician, session)) return false;
      if (options.sameDay === true && !worksOn(clinician, session)) return false;
      return timesIn(session, clinician).length > 0 || judge.whyKeptOut(session, clinician) === null;
    },
    presentable(clinician, session) {
      const inside = clinician.available === undefined ? [session] : intersection([session], clinician.available);
      return without(inside, clinician.away);
    },
    ownMoments: (clinician) => ownMoments.get(clinician) ?? [],
    isLimited: (clinician) => clinician.maxMinutes !== undefined || onCallers.has(clinician),
    isOfWeek: (session) => counted.has(session),
    minutes: (clinician) => minutes.get(clinician) ?? 0,
    overHours: new Set(
      before.findings.flatMap(({ rule, severity, violation: { clinician }, match }) =>
        rule === overMaxHours && clinician && isTarget({ rule, severity, isWaived: isWaived({ match }) }) ? clinician : [],
      ),
    ),
    onCallGaps: onCallKnown ? gaps(roster, results) : null,
  };
}

/** The double bookings of clinicians that the plan is to fix, with the sessions that overlap. */
function doubleBookingsIn({ findings }: Audit, sessions: readonly Session[], isTarget: Week["isTarget"]) {
  return findings.flatMap(({ rule, severity, violation: { clinician, session: later }, match }) => {
    if (rule !== clinicianDoubleBooked || clinician === undefined || later === undefined) return [];
    if (!isTarget({ rule, severity, isWaived: isWaived({ match }) })) return [];
    const times = timesIn(later, clinician);
    return { clinician, later, sessions: sessions.filter((one) => intersection(timesIn(one, clinician), times).length > 0) };
  });
}

/** The moments at which a session begins or ends, or a person arrives or leaves. */
export function momentsIn(session: Session): number[] {
  const absences = session.clinicians.flatMap(({ who }) => [...who.away]);
  return edgesOf([session, ...session.clinicians, ...absences, ...session.patients.stays, ...session.couples.stays]);
}

/** The moments of a clinician's own sessions, absences, hours and shifts. */
function momentsOf({ onCall = [] }: Roster, sessions: readonly Session[], clinician: Clinician): number[] {
  const shifts = onCall.filter((shift) => shift.clinician === clinician);
  const stays = sessions.flatMap((session) => timesIn(session, clinician));
  return edgesOf([...clinician.away, ...(clinician.available ?? []), ...shifts, ...stays]);
}

function edgesOf(intervals: readonly Interval[]): number[] {
  return intervals.flatMap(({ from, until }) => [from, until]);
}
