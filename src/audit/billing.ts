/** Checks the requirements of billing codes. */
import { groupedBy, memoized } from "../grouped.ts";
import { listed, type Message, say, trusted } from "../message.ts";
import { length, merged } from "../roster/intervals.ts";
import { type Couple, type Patient, type Roster, type Session, startDay } from "../roster/roster.ts";
import { showDuration } from "../roster/time.ts";
import type { SessionResult } from "./limit-check.ts";
import { attendingPatients, patientStays, staysIn } from "./presence.ts";

/** Group psychotherapy; CPT has 90849 for groups of several families. */
const GROUP = "90853";
/** Family psychotherapy with the patient present, of one family. */
const FAMILY = "90847";
/** CPT has no code for a shorter psychotherapy service. */
const FAMILY_MINUTES = 26;
/** Multiple-family group psychotherapy. */
const SEVERAL_FAMILIES = "90849";
/** HCPCS code for intensive outpatient treatment, at least 3 hours a day. */
const INTENSIVE = "H0015";
const INTENSIVE_MINUTES = 180;

interface Mismatch {
  readonly reason: Message;
  readonly advice: Message;
}

/**
 * The codes of a session, each once, without modifiers: `H0015` for `h0015-GT`; both codes for `90847, 90853`. A code has five
 * letters and digits, at least four of them digits; two more letters or digits after it are a modifier.
 */
export function codesOf({ cpt }: Session): string[] {
  const codes = (cpt ?? "").toUpperCase().matchAll(/(?<![A-Z0-9])([A-Z]\d{4}|\d{4}[A-Z0-9])(?:[A-Z0-9]{2})?(?![A-Z0-9])/g);
  return [...new Set(Array.from(codes, ([, code]) => code as string))];
}

/** Whether a code depends on the number of couples, but a headcount of patients may include couples. */
export function needsCouples(session: Session): boolean {
  return session.patients.headcount > 1 && codesOf(session).includes(FAMILY);
}

/** The reasons why a code does not match a session; `short` comes from `shortDays`. */
export function mismatches(code: string, result: SessionResult, short: (session: Session) => Mismatch[]): Mismatch[] {
  const { session } = result;
  switch (code) {
    case GROUP:
      if (!result.isForCouples) return [];
      return [
        {
          reason: say`it is the code for group psychotherapy, and this is a session for couples`,
          advice: say`Use ${trusted(SEVERAL_FAMILIES)} for a group of several couples, ${trusted(FAMILY)} for one couple.`,
        },
      ];
    case FAMILY:
      return family(session);
    case SEVERAL_FAMILIES: {
      const most = Math.max(...result.stretches.map(({ couples }) => couples));
      if (most >= 2) return [];
      return [
        {
          reason: say`it requires at least 2 families at once, and this session has at most ${most}`,
          advice: say`Use ${trusted(FAMILY)} for one couple.`,
        },
      ];
    }
    case INTENSIVE:
      return short(session);
    default:
      return [];
  }
}

function family(session: Session): Mismatch[] {
  const found: Mismatch[] = [];
  const couples = new Set<Couple>([...attendingPatients(session)].flatMap(({ couple }) => couple ?? []));
  const pairs = couples.size + session.couples.headcount;
  if (pairs > 1)
    found.push({
      reason: say`it is for one family, and ${pairs} couples attend`,
      advice: say`Use ${trusted(SEVERAL_FAMILIES)} for several couples.`,
    });
  const minutes = session.until - session.from;
  if (minutes < FAMILY_MINUTES)
    found.push({
      reason: say`it requires at least ${FAMILY_MINUTES} minutes, and this session has ${minutes}`,
      advice: say`Lengthen the session, or remove the code.`,
    });
  return found;
}

/** A function that returns the shortfalls on the local day of an intensive outpatient session: by patient, and for a headcount. Each moment counts once. */
export function shortDays(roster: Roster, sessions: readonly SessionResult[]): (session: Session) => Mismatch[] {
  const intensive = sessions.map(({ session }) => session).filter((session) => codesOf(session).includes(INTENSIVE));
  const byDay = groupedBy(intensive, (session) => startDay(roster, session));
  const minutesOn = memoized((day: number) => {
    const ofDay = byDay.get(day) ?? [];
    const byPatient = new Map([...staysIn(ofDay, patientStays)].map(([patient, stays]) => [patient, length(stays)]));
    return { ofSessions: length(merged(ofDay)), byPatient };
  });
  const advice = say`Add sessions on that day, or use another code.`;
  return (session) => {
    const { ofSessions, byPatient } = minutesOn(startDay(roster, session));
    const minutes = (patient: Patient) => byPatient.get(patient) as number;
    const short = [...attendingPatients(session)].filter((patient) => minutes(patient) < INTENSIVE_MINUTES);
    const each = (patient: Patient) => say`${patient} has ${trusted(showDuration(minutes(patient)))}`;
    const found: Mismatch[] = [];
    if (short.length > 0) found.push({ reason: say`it requires at least 3 hours a day, and ${listed(short, each)}`, advice });
    if (session.hasHeadcount && ofSessions < INTENSIVE_MINUTES)
      found.push({
        reason: say`it requires at least 3 hours a day, and its sessions on that day have ${trusted(showDuration(ofSessions))}`,
        advice,
      });
    return found;
  };
}
