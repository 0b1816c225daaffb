import { spelledOut } from "../audit/phrases.ts";
import { clinicianStays } from "../audit/presence.ts";
import type { RosterRule } from "../audit/rule.ts";
import { say, untrusted } from "../message.ts";
import { without } from "../roster/intervals.ts";
import { sessionPath } from "../roster/roster.ts";

export const outsideAvailability: RosterRule = {
  id: "outside-availability",
  topic: "availability",
  summary: "A clinician is assigned to a session outside the times in `available`.",
  why: "A clinician who cannot come leaves the session short. The ratio still counts the clinician, because only `away` records an absence.",
  source: "Consistency check: the roster contradicts itself",
  resolvedBy: "leaving",
  failing: `
clinicians:
  - { id: lee, roles: [therapist], available: [{ start: 2026-11-30T08:00, end: "19:00" }] }
sessions:
  - { id: mon-evening, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: 6 }
`,
  passing: `
clinicians:
  - { id: lee, roles: [therapist], available: [{ start: 2026-11-30T08:00, end: "20:00" }] }
sessions:
  - { id: mon-evening, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: 6 }
`,
  *check({ roster, sessions, enforcing }) {
    for (const { session } of sessions) {
      if (session.clinicians.every(({ who }) => who.available === undefined)) continue;
      for (const [clinician, { intervals, path }] of clinicianStays(session)) {
        const outside = clinician.available === undefined ? [] : without(intervals, clinician.available);
        if (outside.length === 0) continue;
        yield {
          message: say`\`${untrusted(clinician.id)}\` is assigned to this session but not available${spelledOut(roster, session, outside)}.`,
          advice: say`Assign another clinician, or correct \`available\`.`,
          path: sessionPath(session, ...path),
          related: [{ message: say`the times in \`available\``, path: ["clinicians", clinician.index, "available"] }],
          intervals: outside,
          standards: enforcing,
          session,
          clinician,
        };
      }
    }
  },
};
