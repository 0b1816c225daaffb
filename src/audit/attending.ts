/** Who attends a session by name, and what is not known of it where a roster gives headcounts. */
import type { Patient, Session, Stay } from "../roster/roster.ts";
import type { SessionAudit } from "./evidence.ts";

/** All stays of patients in a session, those through a couple included; `entry` is the place in the list that names them. */
export function* patientStays(session: Session): Generator<{ stay: Stay<Patient>; list: "patients" | "couples"; entry: number }> {
  for (const [entry, stay] of session.patients.stays.entries()) yield { stay, list: "patients", entry };
  for (const [entry, { who, from, until }] of session.couples.stays.entries()) {
    for (const partner of who.partners) yield { stay: { who: partner, from, until }, list: "couples", entry };
  }
}

/** The sessions in which some attend by headcount, so that who they are is not known. */
export function withHeadcounts(sessions: readonly SessionAudit[]): SessionAudit[] {
  return sessions.filter(({ session }) => session.patients.headcount + session.couples.headcount > 0);
}
