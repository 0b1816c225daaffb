/** Who attends a session by name, and what is not known of it where a roster gives headcounts. */
import { say } from "../message.ts";
import { merged } from "../roster/intervals.ts";
import type { Interval, Patient, Session, Stay } from "../roster/roster.ts";
import type { SessionAudit } from "./evidence.ts";
import { sessionIds } from "./phrases.ts";
import type { NotChecked } from "./rule.ts";

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
export function* notCheckedIn(unnamed: readonly SessionAudit[]): Generator<NotChecked> {
  if (unnamed.length > 0) yield { notChecked: say`who attends is given as a headcount in ${sessionIds(unnamed)}` };
}

/** The stays of everybody who attends a session by name, in order, with the path below the session of what names them first. */
export function staysByPatient(session: Session): Map<Patient, { stays: Interval[]; path: readonly (string | number)[] }> {
  const found = new Map<Patient, { stays: Interval[]; path: readonly (string | number)[] }>();
  visitPatients(session, ({ who, from, until }, list, entry) => {
    const stay = { from: Math.max(from, session.from), until: Math.min(until, session.until) };
    const known = found.get(who);
    if (known === undefined) found.set(who, { stays: [stay], path: [list, entry] });
    else known.stays = merged([...known.stays, stay]);
  });
  return found;
}
