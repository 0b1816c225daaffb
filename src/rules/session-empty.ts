import type { RosterRule } from "../audit/rule.ts";
import { say } from "../message.ts";
import { sessionPath } from "../roster/roster.ts";

export const sessionEmpty: RosterRule = {
  id: "session-empty",
  topic: "roster",
  summary: "A session has no attendees.",
  why: "An empty session is within every ratio. Usually its patients were left out, or it was canceled and the roster does not say so.",
  source: "Consistency check: the roster is probably incomplete",
  failing: `
clinicians: [{ id: lee, roles: [therapist] }]
sessions:
  - { id: mon-evening, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee] }
`,
  passing: `
clinicians: [{ id: lee, roles: [therapist] }]
sessions:
  - { id: mon-evening, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], status: canceled }
  - { id: tue-evening, kind: group, start: 2026-12-01T18:00, minutes: 90, clinicians: [lee], patients: 1 }
`,
  *check({ sessions, enforcing }) {
    for (const { session, attended } of sessions) {
      if (attended) continue;
      yield {
        message: say`This session has no attendees.`,
        advice: say`Add its patients or couples, or add \`status: canceled\`.`,
        path: sessionPath(session, "id"),
        standards: enforcing,
        session,
      };
    }
  },
};
