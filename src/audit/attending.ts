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

/** The sessions for couples. Reports them as not checked, and returns none, if the roster lacks partners or counselors. */
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
