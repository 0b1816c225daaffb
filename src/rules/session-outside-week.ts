import type { RosterRule } from "../audit/rule.ts";
import { startsInWeek, withoutWeek } from "../audit/weekly-minutes.ts";
import { say, trusted } from "../message.ts";
import { DAY } from "../roster/read-time.ts";
import { sessionPath, startDay } from "../roster/roster.ts";
import { showDate } from "../roster/time.ts";

export const sessionOutsideWeek: RosterRule = {
  id: "session-outside-week",
  topic: "roster",
  summary: "A session starts outside the seven local days from `week`.",
  why: "A date outside the week is probably a mistake, and the intended session is missing. The session is audited anyway.",
  source: "Consistency check: the roster contradicts itself",
  failing: `
week: 2026-11-30
clinicians: [{ id: lee, roles: [therapist] }]
sessions:
  - { id: mon-evening, kind: group, start: 2026-12-07T18:00, minutes: 90, clinicians: [lee], patients: 6 }
`,
  passing: `
week: 2026-11-30
clinicians: [{ id: lee, roles: [therapist] }]
sessions:
  - { id: sun-night, kind: group, start: 2026-12-06T23:00, minutes: 90, clinicians: [lee], patients: 6 }
`,
  *check({ roster, sessions, enforcing }) {
    if (roster.week === null) return yield withoutWeek();
    const { week } = roster;
    for (const { session } of sessions) {
      if (startsInWeek(roster, week, session)) continue;
      yield {
        message: say`This session starts on ${trusted(showDate(startDay(roster, session) * DAY))}, outside the week from ${trusted(showDate(week * DAY))} to ${trusted(showDate((week + 6) * DAY))}.`,
        advice: say`Correct the date, or change \`week\`.`,
        path: sessionPath(session, "start"),
        standards: enforcing,
        session,
      };
    }
  },
};
