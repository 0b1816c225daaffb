/** How long patients are in the sessions of a week. */
import { length, merged } from "../roster/intervals.ts";
import { type Interval, localTime, type Patient, type Roster, type Session } from "../roster/roster.ts";
import { DAY } from "../roster/time.ts";
import { staysByPatient } from "./attending.ts";
import type { SessionAudit } from "./evidence.ts";

/**
 * The sessions that start in the seven local days from `week`. Without a `week` all of them; null if those start on days that
 * are no week.
 */
export function sessionsOfWeek(roster: Roster, sessions: readonly SessionAudit[]): readonly Session[] | null {
  const all = sessions.map(({ session }) => session);
  const days = all.map((session) => Math.floor(localTime(roster, session, session.from) / DAY));
  const { week } = roster;
  if (week !== null) return all.filter((_, i) => (days[i] as number) >= week && (days[i] as number) < week + 7);
  const first = days.reduce((least, day) => Math.min(least, day), Number.POSITIVE_INFINITY);
  return days.every((day) => day < first + 7) ? all : null;
}

/** The minutes of each patient, a moment counted once; and with all sessions besides in which some are only counted. */
export function weeklyMinutes(sessions: readonly Session[]): {
  minutes(patient: Patient): number;
  perhapsMore(patient: Patient): number;
} {
  const stays = new Map<Patient, Interval[]>();
  const counted: Interval[] = [];
  for (const session of sessions) {
    if (session.hasHeadcount) counted.push(session);
    for (const [patient, { stays: here }] of staysByPatient(session)) {
      const known = stays.get(patient);
      if (known === undefined) stays.set(patient, [...here]);
      else known.push(...here);
    }
  }
  const of = (patient: Patient) => stays.get(patient) ?? [];
  return {
    minutes: (patient) => length(merged(of(patient))),
    perhapsMore: (patient) => length(merged([...of(patient), ...counted])),
  };
}
