/** How people, sessions, times and obstacles are told, with the ids of patients and couples masked. */
import type { Audit } from "../../audit/audit.ts";
import { clock } from "../../audit/phrases.ts";
import type { Mask } from "../../report/build/mask.ts";
import { sessionRows } from "../../report/build/sessions.ts";
import type { ReportSession } from "../../report/report.ts";
import { type Clinician, type Interval, type Roster, type Session, writeInterval } from "../../roster/roster.ts";
import type { Obstacle } from "../obstacles.ts";

/** A time within a session, in ISO local times and in words. */
export interface PlanTime {
  readonly from: string;
  readonly until: string;
  /** `18:00–18:30`. */
  readonly words: string;
}

export type PlanSession = Pick<ReportSession, "id" | "title" | "kind" | "when">;

/** How people, sessions and times are told. */
export interface Words {
  name(clinician: Clinician): string;
  session(session: Session): PlanSession;
  time(session: Session, time: Interval): PlanTime;
}

export function wordsFor(roster: Roster, audit: Audit, mask: Mask): Words {
  const rows = sessionRows({ roster, audit, mask });
  return {
    name: ({ id }) => mask.text(id),
    session: (session) => {
      const { id, title, kind, when } = rows.of(session);
      return { id, title, kind, when };
    },
    time: (session, time) => ({
      ...writeInterval(roster, session, time),
      words: `${clock(roster, session, time.from)}–${clock(roster, session, time.until)}`,
    }),
  };
}

/** `is in mon-evening 18:00–19:30`: why a clinician cannot come. */
export function obstacleInWords(why: Obstacle["why"], session: Session, words: Words): string {
  const when = (times: readonly Interval[]) => times.map((time) => words.time(session, time).words).join(" and ");
  switch (why.code) {
    case "refused":
      return "said no";
    case "already-there":
      return "is already in the session";
    case "cannot-lead":
      return `cannot lead this kind of session (\`canLead\`)`;
    case "same-day":
      return "has no other session that day (`--same-day`)";
    case "over-hours":
      return "would have more hours than `maxHours`";
    case "on-call":
      return "is on call then, and no other on-call clinician would be free";
    case "away":
      return `is away ${when(why.times)}`;
    case "unavailable":
      return `is not available ${when(why.times)}`;
    case "in-session":
      return `is in ${words.session(why.session).id} ${when(why.times)}`;
    case "not-licensed":
      return `is not licensed in ${why.states.join(", ")}`;
    case "ruled-out":
      return `is ruled out as ${why.as}`;
    case "rule":
      return `would cause \`${why.rule.id}\``;
  }
}
