/** Staffing changes, and the sessions and the roster after them. */
import { clinicianStays } from "../audit/presence.ts";
import { length, without } from "../roster/intervals.ts";
import { byId, byStart, type Clinician, type Interval, type Roster, type Session, type Stay } from "../roster/roster.ts";

/** The new times of one clinician in one session, clipped to it and sorted; empty for a clinician who leaves. */
export interface Change {
  readonly session: Session;
  readonly clinician: Clinician;
  readonly times: readonly Interval[];
}

/** Changes by session and clinician. Each session is the one of the roster, before any change. */
export type Changes = ReadonlyMap<Session, ReadonlyMap<Clinician, readonly Interval[]>>;

export const NO_CHANGES: Changes = new Map();

/** Changes with one more, which replaces an earlier change of the same clinician in the same session. */
export function withChange(changes: Changes, { session, clinician, times }: Change): Changes {
  const ofSession = new Map(changes.get(session)).set(clinician, times);
  return new Map(changes).set(session, ofSession);
}

/** The changes of both, which concern different sessions. */
export function joinedChanges(one: Changes, other: Changes): Changes {
  return new Map([...one, ...other]);
}

/** All changes, sorted by the sessions' start and id, then by the clinicians' ids, so that the order of the file makes no difference. */
export function listChanges(changes: Changes): Change[] {
  return [...changes]
    .flatMap(([session, ofSession]) => [...ofSession].map(([clinician, times]) => ({ session, clinician, times })))
    .sort(compareChanges);
}

function compareChanges(a: Change, b: Change): number {
  return byStart(a.session, b.session) || byId(a.clinician, b.clinician);
}

/** A session with changed clinicians. Those who stay as they are keep their entries; those who join come last, by id. */
export function restaffed(session: Session, changed: ReadonlyMap<Clinician, readonly Interval[]> | undefined): Session {
  if (changed === undefined || changed.size === 0) return session;
  const placed = new Set<Clinician>();
  const clinicians: Stay<Clinician>[] = [];
  const place = (who: Clinician) => {
    placed.add(who);
    for (const time of changed.get(who) ?? []) clinicians.push({ who, ...time });
  };
  for (const stay of session.clinicians) {
    if (!changed.has(stay.who)) clinicians.push(stay);
    else if (!placed.has(stay.who)) place(stay.who);
  }
  for (const who of [...changed.keys()].sort(byId)) if (!placed.has(who)) place(who);
  return { ...session, clinicians };
}

/** The roster after the changes. */
export function restaffedRoster(roster: Roster, changes: Changes): Roster {
  return { ...roster, sessions: roster.sessions.map((session) => restaffed(session, changes.get(session))) };
}

/** The times of a clinician in a session as the roster has them. */
export function timesIn(session: Session, clinician: Clinician): readonly Interval[] {
  return staysOf(session).get(clinician)?.intervals ?? [];
}

const known = new WeakMap<Session, ReturnType<typeof clinicianStays>>();

/** The stays of all clinicians of a session, computed once. */
export function staysOf(session: Session): ReturnType<typeof clinicianStays> {
  const stays = known.get(session) ?? clinicianStays(session);
  known.set(session, stays);
  return stays;
}

/** The minutes in one of two lists of times and not in the other. */
export function differingMinutes(one: readonly Interval[], other: readonly Interval[]): number {
  return length(without(one, other)) + length(without(other, one));
}

/** Whether two sorted lists of times are equal. */
export function areEqual(one: readonly Interval[], other: readonly Interval[]): boolean {
  return one.length === other.length && one.every(({ from, until }, i) => from === other[i]?.from && until === other[i]?.until);
}
