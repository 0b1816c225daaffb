/** How long patients and clinicians are in the sessions of a week. */
import { type Message, say } from "../message.ts";
import { length, merged, without } from "../roster/intervals.ts";
import { type Clinician, type Patient, type Roster, type Session, startDay } from "../roster/roster.ts";
import type { SessionResult } from "./limit-check.ts";
import { clinicianStays, patientStays, staysIn } from "./presence.ts";
import type { NotChecked } from "./rule.ts";

/** That it is not known which days are audited; `why` that matters. */
export function withoutWeek(why: Message = []): NotChecked {
  return { code: "missing-week", notChecked: say`the roster has no \`week\`${why}` };
}

/** Whether a session starts within seven local days of a day. */
export function startsInWeek(roster: Roster, week: number, session: Session): boolean {
  const day = startDay(roster, session);
  return day >= week && day < week + 7;
}

/** The sessions of the `week`; without a `week`, all sessions, or null if they do not all start within seven days. */
export function sessionsOfWeek(roster: Roster, sessions: readonly SessionResult[]): readonly Session[] | null {
  const all = sessions.map(({ session }) => session);
  const { week } = roster;
  if (week !== null) return all.filter((session) => startsInWeek(roster, week, session));
  const first = all.reduce((least, session) => Math.min(least, startDay(roster, session)), Number.POSITIVE_INFINITY);
  return all.every((session) => startsInWeek(roster, first, session)) ? all : null;
}

/** The minutes of each patient, each moment counted once; also with all sessions that have a headcount. */
export function weeklyMinutes(sessions: readonly Session[]): {
  minutes(patient: Patient): number;
  perhapsMore(patient: Patient): number;
} {
  const stays = staysIn(sessions, patientStays);
  // Merged once for all patients, each of whom adds what lies outside of it.
  const counted = merged(sessions.filter(({ hasHeadcount }) => hasHeadcount));
  const of = (patient: Patient) => stays.get(patient) ?? [];
  return {
    minutes: (patient) => length(of(patient)),
    perhapsMore: (patient) => length(counted) + length(without(of(patient), counted)),
  };
}

/** The minutes for which each clinician is assigned to sessions, away or not; each moment counts once. */
export function clinicianMinutes(sessions: readonly Session[]): ReadonlyMap<Clinician, number> {
  return new Map([...staysIn(sessions, clinicianStays)].map(([clinician, intervals]) => [clinician, length(intervals)]));
}
