import { clock } from "../audit/phrases.ts";
import type { RosterRule } from "../audit/rule.ts";
import { say, trusted } from "../message.ts";
import { sessionPath } from "../roster/roster.ts";
import { showDuration } from "../roster/time.ts";

/** The maximum length of a likely session: a working day. */
const MAX_MINUTES = 8 * 60;

export const sessionLengthUnlikely: RosterRule = {
  id: "session-length-unlikely",
  topic: "roster",
  summary: "A session is longer than 8 hours.",
  why: "An end before the start is on a later day: 07:30 after 18:00 means the next day. A session this long usually has a wrong end, or am instead of pm.",
  source: "a standard workday is 8 hours",
  failing: `
clinicians: [{ id: lee, roles: [therapist] }]
sessions:
  - { id: mon-evening, kind: group, start: 2026-11-30T18:00, end: "07:30", clinicians: [lee], patients: 6 }
`,
  passing: `
clinicians: [{ id: lee, roles: [therapist] }]
sessions:
  - { id: mon-evening, kind: group, start: 2026-11-30T18:00, end: "19:30", clinicians: [lee], patients: 6 }
`,
  *check({ roster, sessions, enforcing }) {
    for (const { session } of sessions) {
      const minutes = session.until - session.from;
      if (minutes <= MAX_MINUTES) continue;
      yield {
        message: say`This session lasts ${trusted(showDuration(minutes))}, until ${trusted(clock(roster, session, session.until))}.`,
        advice: say`Check its start and end; an end before the start is on a later day.`,
        path: sessionPath(session, "start"),
        standards: enforcing,
        session,
      };
    }
  },
};
