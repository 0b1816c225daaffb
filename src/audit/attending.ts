/** Who attends sessions by name, and what cannot be known of it where a roster gives headcounts. */
import { addTo } from "../grouped.ts";
import { say } from "../message.ts";
import { merged } from "../roster/intervals.ts";
import type { Interval, Patient, Session } from "../roster/roster.ts";
import type { SessionResult } from "./limit-check.ts";
import { patientStays } from "./presence.ts";
import type { NotChecked, RuleContext } from "./rule.ts";

/** Reports which of some sessions could not be checked because they give a headcount, if any do. */
export function* notCheckedIn(sessions: readonly SessionResult[]): Generator<NotChecked> {
  const counted = sessions.filter(({ session }) => session.hasHeadcount);
  if (counted.length > 0) {
    const sessions = counted.map(({ session }) => session);
    yield { code: "headcount", notChecked: say`attendance is a headcount`, sessions };
  }
}

/** The sessions for couples; none, which is reported, where the roster does not name partners or their counselors. */
export function* sessionsOfPartners({ roster, sessions }: RuleContext): Generator<NotChecked, readonly Session[]> {
  const couples = sessions.filter(({ isForCouples }) => isForCouples);
  if (couples.length === 0) return [];
  if (!roster.hasPatientsSection) {
    yield {
      code: "missing-patients",
      notChecked: say`the roster has no \`patients\` section`,
      sessions: couples.map(({ session }) => session),
    };
    return [];
  }
  if (!roster.hasCouplesSection) {
    yield {
      code: "missing-couples",
      notChecked: say`the roster has no \`couples\` section`,
      sessions: couples.map(({ session }) => session),
    };
    return [];
  }
  yield* notCheckedIn(couples);
  return couples.map(({ session }) => session);
}

/** The stays of everybody in several sessions, in order and touching ones joined. */
export function staysIn(sessions: readonly Session[]): Map<Patient, Interval[]> {
  const found = new Map<Patient, Interval[]>();
  for (const session of sessions) {
    for (const [patient, { intervals }] of patientStays(session)) for (const one of intervals) addTo(found, patient, one);
  }
  for (const [patient, stays] of found) found.set(patient, merged(stays));
  return found;
}
