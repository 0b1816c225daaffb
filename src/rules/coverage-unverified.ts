import { withoutPatients } from "../audit/attending.ts";
import type { RosterRule } from "../audit/rule.ts";
import { say } from "../message.ts";

export const coverageUnverified: RosterRule = {
  id: "coverage-unverified",
  topic: "program",
  summary: "A patient's telehealth coverage is not verified.",
  why: "The article advises patients to verify telehealth coverage and out-of-pocket terms before they enroll. An unexpected bill can end treatment early.",
  source: "article: verify telehealth coverage and out-of-pocket terms before enrolling",
  withoutSession: true,
  failing: `
standard: [premium]
clinicians: [{ id: lee, roles: [therapist] }]
patients: [{ id: p-014, state: NY }]
sessions:
  - { id: mon-evening, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: [p-014], cpt: "90853" }
`,
  passing: `
standard: [premium]
clinicians: [{ id: lee, roles: [therapist] }]
patients: [{ id: p-014, state: NY, coverage: { plan: PPO, telehealthVerified: true } }]
sessions:
  - { id: mon-evening, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: [p-014], cpt: "90853" }
`,
  *check({ roster, enforcing }) {
    if (!roster.hasPatientsSection) return yield withoutPatients();
    for (const patient of roster.patients) {
      if (patient.coverage?.telehealthVerified === true) continue;
      yield {
        message: say`The telehealth coverage of ${patient} is not verified.`,
        advice: say`Verify it with the insurer, then add \`coverage: { telehealthVerified: true }\`.`,
        path: patient.path,
        standards: enforcing,
        patient,
      };
    }
  },
};
