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
  why: "Whoever is away does not count, so the ratio is judged without them; that they are on the list at all is a contradiction that somebody should settle.",
  source: "the roster itself, which contradicts itself",
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
          message: say`\`${untrusted(clinician.id)}\` is on this session and away${spelledOut(roster, session, merged(intervals))}.`,
          advice: say`Take the clinician off, or give them \`from\` and \`until\` around the absence.`,
          path: sessionPath(session, "clinicians", entry),
          related: [{ message: say`the absence`, path: ["clinicians", clinician.index, "away"] }],
          standards: enforcing,
          session,
          clinician,
        };
      }
    }
  },
};
