import { absences } from "../audit/absences.ts";
import { spelledOut } from "../audit/phrases.ts";
import type { RosterRule } from "../audit/rule.ts";
import { say, untrusted } from "../message.ts";
import { merged } from "../roster/intervals.ts";
import { sessionPath } from "../roster/roster.ts";

export const clinicianAway: RosterRule = {
  id: "clinician-away",
  topic: "availability",
  summary: "A clinician is assigned to a session while away.",
  why: "A clinician who is away does not count toward the ratio. The roster contradicts itself: correct the session or the absence.",
  source: "Consistency check: the roster contradicts itself",
  resolvedBy: "leaving",
  failing: `
clinicians:
  - { id: lee, roles: [therapist], away: [{ start: 2026-11-30T19:00, end: "20:00" }] }
  - { id: kim, roles: [counselor] }
sessions:
  - { id: mon-evening, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee, kim], patients: 6 }
`,
  passing: `
clinicians:
  - { id: lee, roles: [therapist], away: [{ start: 2026-11-30T19:30, end: "20:00" }] }
sessions:
  - { id: mon-evening, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: 6 }
`,
  *check({ roster, sessions, enforcing }) {
    for (const { session } of sessions) {
      for (const [clinician, { entry, intervals }] of absences(session)) {
        yield {
          message: say`\`${untrusted(clinician.id)}\` is assigned to this session but away${spelledOut(roster, session, merged(intervals))}.`,
          advice: say`Remove the clinician from the session, or use \`from\` and \`until\` to leave out the absence.`,
          path: sessionPath(session, "clinicians", entry),
          related: [{ message: say`the absence`, path: ["clinicians", clinician.index, "away"] }],
          intervals: merged(intervals),
          standards: enforcing,
          session,
          clinician,
        };
      }
    }
  },
};
