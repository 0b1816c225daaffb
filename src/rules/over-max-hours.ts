import type { RosterRule } from "../audit/rule.ts";
import { clinicianMinutes, sessionsOfWeek, withoutWeek } from "../audit/weekly-minutes.ts";
import { say, trusted, untrusted } from "../message.ts";
import { showDuration } from "../roster/time.ts";

export const overMaxHours: RosterRule = {
  id: "over-max-hours",
  topic: "availability",
  summary: "A clinician has more hours of sessions in the week than `maxHours`.",
  why: "Hours over the agreed maximum mean overtime, or a session that needs another clinician. Each minute counts once, even in a double booking, and only from the clinician's `from` to `until`.",
  source: "Consistency check: the roster contradicts itself",
  resolvedBy: "leaving",
  withoutSession: true,
  failing: `
clinicians: [{ id: lee, roles: [therapist], maxHours: 2.5 }]
sessions:
  - { id: mon-evening, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: 6 }
  - { id: tue-evening, kind: group, start: 2026-12-01T18:00, minutes: 90, clinicians: [lee], patients: 6 }
`,
  passing: `
clinicians: [{ id: lee, roles: [therapist], maxHours: 3 }]
sessions:
  - { id: mon-evening, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: 6 }
  - { id: tue-evening, kind: group, start: 2026-12-01T18:00, minutes: 90, clinicians: [lee], patients: 6 }
`,
  *check({ roster, sessions, enforcing }) {
    if (roster.clinicians.every(({ maxMinutes }) => maxMinutes === undefined)) return;
    const ofWeek = sessionsOfWeek(roster, sessions);
    if (ofWeek === null) return yield withoutWeek(say`, and its sessions span more than seven days`);
    const minutes = clinicianMinutes(ofWeek);
    for (const clinician of roster.clinicians) {
      const { maxMinutes = Number.POSITIVE_INFINITY } = clinician;
      const assigned = minutes.get(clinician) ?? 0;
      if (assigned <= maxMinutes) continue;
      yield {
        message: say`\`${untrusted(clinician.id)}\` has ${trusted(showDuration(assigned))} of sessions in the week; the maximum is ${trusted(showDuration(maxMinutes) || "0 min")}.`,
        advice: say`Assign a session to another clinician, or correct \`maxHours\`.`,
        path: ["clinicians", clinician.index, "maxHours"],
        standards: enforcing,
        clinician,
      };
    }
  },
};
