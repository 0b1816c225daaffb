/** Who attends a session by name, and what is not known of it where a roster gives headcounts. */
import type { Patient, Session, Stay } from "../roster/roster.ts";
import type { SessionAudit } from "./evidence.ts";

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

/** The sessions in which some attend by headcount. */
export function withHeadcounts(sessions: readonly SessionAudit[]): SessionAudit[] {
  return sessions.filter(({ session }) => session.hasHeadcount);
}
