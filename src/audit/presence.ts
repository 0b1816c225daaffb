/** The people in a session with their times: stays clipped to the session, with or without absences. */
import type { Path } from "../document/document.ts";
import { addTo } from "../grouped.ts";
import { clipped, merged, without } from "../roster/intervals.ts";
import type { Clinician, Interval, Patient, Session } from "../roster/roster.ts";

/** The intervals of one person in a session. */
export interface Stays {
  /** Clipped to the session, sorted, touching and overlapping ones joined. */
  readonly intervals: readonly Interval[];
  /** The path, below the session, of the person's first entry. */
  readonly path: Path;
}

/** All patients who attend a session by id at some moment. */
export function attendingPatients({ patients, couples }: Session): Set<Patient> {
  const attending = new Set<Patient>();
  for (const { who } of patients.stays) attending.add(who);
  for (const { who } of couples.stays) for (const partner of who.partners) attending.add(partner);
  return attending;
}

/** All clinicians in a session's list. */
export function listedClinicians({ clinicians }: Session): Set<Clinician> {
  return new Set(clinicians.map(({ who }) => who));
}

/** The stays of all clinicians in a session's list, away or not. */
export function clinicianStays(session: Session): Map<Clinician, Stays> {
  return staysByPerson(
    session,
    session.clinicians.map((stay, i) => ({ who: stay.who, stay, path: ["clinicians", i] })),
  );
}

/** The stays of all patients who attend by id, listed alone, through the couple, or both. */
export function patientStays(session: Session): Map<Patient, Stays> {
  return staysByPerson(session, [
    ...session.patients.stays.map((stay, i) => ({ who: stay.who, stay, path: ["patients", i] })),
    ...session.couples.stays.flatMap((stay, i) => stay.who.partners.map((who) => ({ who, stay, path: ["couples", i] }))),
  ]);
}

function staysByPerson<Who>(
  session: Session,
  entries: readonly { readonly who: Who; readonly stay: Interval; readonly path: Path }[],
): Map<Who, Stays> {
  const found = new Map<Who, { intervals: Interval[]; readonly path: Path }>();
  for (const { who, stay, path } of entries) {
    const interval = clipped(stay, session);
    if (interval.from >= interval.until) continue;
    const known = found.get(who);
    if (known === undefined) found.set(who, { intervals: [interval], path });
    else known.intervals.push(interval);
  }
  for (const stays of found.values()) if (stays.intervals.length > 1) stays.intervals = merged(stays.intervals);
  return found;
}

/** When each person is in any of several sessions, by time; `staysOf` gives the stays of one session. */
export function staysIn<Who>(sessions: readonly Session[], staysOf: (session: Session) => ReadonlyMap<Who, Stays>): Map<Who, Interval[]> {
  const found = new Map<Who, Interval[]>();
  for (const session of sessions) {
    for (const [who, { intervals }] of staysOf(session)) for (const one of intervals) addTo(found, who, one);
  }
  for (const [who, stays] of found) found.set(who, merged(stays));
  return found;
}

/** When each clinician of a session is there and not away. */
export function clinicianPresence(session: Session): Map<Clinician, readonly Interval[]> {
  return new Map([...clinicianStays(session)].map(([who, { intervals }]) => [who, without(intervals, who.away)]));
}
