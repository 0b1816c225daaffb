/** Who attends sessions by name, and what cannot be known of it where a roster gives headcounts. */
import { say } from "../message.ts";
import type { Session } from "../roster/roster.ts";
import type { SessionResult } from "./limit-check.ts";
import type { NotChecked, RuleContext } from "./rule.ts";

/** Reports the sessions that could not be checked because they have a headcount. */
export function* notCheckedIn(sessions: readonly SessionResult[]): Generator<NotChecked> {
  const counted = sessions.filter(({ session }) => session.hasHeadcount);
  if (counted.length > 0) {
    const sessions = counted.map(({ session }) => session);
    yield { code: "headcount", notChecked: say`attendance is a headcount`, sessions };
  }
}

/** Reports that the roster has no `patients` section; `sessions` are those that a rule could not check. */
export function withoutPatients(sessions?: readonly SessionResult[]): NotChecked {
  return { code: "missing-patients", notChecked: say`the roster has no \`patients\` section`, ...about(sessions) };
}

/** Reports that the roster has no `couples` section. */
export function withoutCouples(sessions?: readonly SessionResult[]): NotChecked {
  return { code: "missing-couples", notChecked: say`the roster has no \`couples\` section`, ...about(sessions) };
}

function about(sessions: readonly SessionResult[] | undefined): Pick<NotChecked, "sessions"> {
  return sessions === undefined ? {} : { sessions: sessions.map(({ session }) => session) };
}

/** The sessions for couples. Reports them as not checked, and returns none, if the roster lacks partners or counselors. */
export function* sessionsOfPartners({ roster, sessions }: RuleContext): Generator<NotChecked, readonly Session[]> {
  const couples = sessions.filter(({ isForCouples }) => isForCouples);
  if (couples.length === 0) return [];
  if (!roster.hasPatientsSection) {
    yield withoutPatients(couples);
    return [];
  }
  if (!roster.hasCouplesSection) {
    yield withoutCouples(couples);
    return [];
  }
  yield* notCheckedIn(couples);
  return couples.map(({ session }) => session);
}
