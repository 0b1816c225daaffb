/** Who attends a session by name, and what is not known of it where a roster gives headcounts. */
import { say } from "../message.ts";
import { clipped, merged } from "../roster/intervals.ts";
import type { Interval, Patient, Session, Stay } from "../roster/roster.ts";
import type { SessionResult } from "./limit-check.ts";
import { sessionIds } from "./phrases.ts";
import type { NotChecked, RuleContext } from "./rule.ts";

/** Visits all stays of patients in a session, those through a couple included, with the list and the entry that name them. */
export function visitPatients(session: Session, visit: (stay: Stay<Patient>, list: "patients" | "couples", entry: number) => void): void {
  const patients = session.patients.stays;
  for (let i = 0; i < patients.length; i++) visit(patients[i] as Stay<Patient>, "patients", i);
  session.couples.stays.forEach(({ who, from, until }, i) => {
    for (const partner of who.partners) visit({ who: partner, from, until }, "couples", i);
  });
}

/** Everybody who attends a session by name at some moment. */
export function attendingPatients(session: Session): Set<Patient> {
  const attending = new Set<Patient>();
  visitPatients(session, ({ who }) => attending.add(who));
  return attending;
}

/** Says that something was not checked in sessions of which it is not known who attends, if there are any. */
export function* notCheckedIn(unnamed: readonly SessionResult[]): Generator<NotChecked> {
  if (unnamed.length > 0) yield { notChecked: say`who attends is given as a headcount in ${sessionIds(unnamed)}` };
}

/** The stays of everybody who attends a session by name, in order, with the path below the session of what names them first. */
export function staysByPatient(session: Session): Map<Patient, { stays: Interval[]; path: readonly (string | number)[] }> {
  const found = new Map<Patient, { stays: Interval[]; path: readonly (string | number)[] }>();
  visitPatients(session, (stay, list, entry) => {
    const there = clipped(stay, session);
    const known = found.get(stay.who);
    if (known === undefined) found.set(stay.who, { stays: [there], path: [list, entry] });
    else known.stays = merged([...known.stays, there]);
  });
  return found;
}

/**
 * The sessions for couples, for rules on the individual counselors of partners; none, once it is said why, where the roster
 * does not tell who these are.
 */
export function* sessionsOfPartners({ roster, sessions, unnamed }: RuleContext): Generator<NotChecked, readonly Session[]> {
  const couples = sessions.filter(({ isForCouples }) => isForCouples);
  if (couples.length === 0) return [];
  if (!roster.hasPatientsSection) {
    yield { notChecked: say`the roster has no \`patients\` section, so nobody's counselor is known` };
    return [];
  }
  if (!roster.hasCouplesSection) {
    yield { notChecked: say`the roster has no \`couples\` section, so nobody is known to be a partner` };
    return [];
  }
  yield* notCheckedIn(unnamed.filter(({ isForCouples }) => isForCouples));
  return couples.map(({ session }) => session);
}

/** The stays of everybody in several sessions, in order and touching ones joined. */
export function staysIn(sessions: readonly Session[]): Map<Patient, Interval[]> {
  const found = new Map<Patient, Interval[]>();
  for (const session of sessions) {
    for (const [patient, { stays }] of staysByPatient(session)) {
      const known = found.get(patient);
      if (known === undefined) found.set(patient, [...stays]);
      else known.push(...stays);
    }
  }
  for (const [patient, stays] of found) found.set(patient, merged(stays));
  return found;
}
