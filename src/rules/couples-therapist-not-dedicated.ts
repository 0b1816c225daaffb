import type { Rule } from "../audit/rule.ts";
import { quote, say } from "../message.ts";
import { type Clinician, sessionPath } from "../roster/roster.ts";
import { COUPLES_THERAPIST } from "../roster/words.ts";

export const couplesTherapistNotDedicated: Rule = {
  id: "couples-therapist-not-dedicated",
  summary: "A couples therapist is on a session that is not for couples.",
  why: "The article says that in premium programmes couples therapists are exclusively focused on relational healing. The rule is off in `benchmark` and on in `premium`.",
  failing: {
    roster: `
standard: [premium]
clinicians: [{ id: noor, roles: [couples-therapist] }]
sessions:
  - { id: mon-evening, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [noor], patients: 6 }
`,
  },
  passing: {
    roster: `
standard: [premium]
clinicians: [{ id: noor, roles: [couples-therapist] }]
sessions:
  - { id: wed-couples, kind: couples-group, start: 2026-12-02T18:00, minutes: 90, clinicians: [noor], couples: 3 }
`,
  },
  *check({ sessions, enforcing }) {
    for (const { session, isForCouples } of sessions) {
      if (isForCouples) continue;
      const seen = new Set<Clinician>();
      for (const [i, { who: clinician }] of session.clinicians.entries()) {
        if (seen.has(clinician) || !clinician.roles.includes(COUPLES_THERAPIST)) continue;
        seen.add(clinician);
        yield {
          message: () => say`The couples therapist \`${quote(clinician.id)}\` is on a session of the kind \`${quote(session.kind)}\`.`,
          help: say`Put a therapist or counselor on this session instead.`,
          path: sessionPath(session, "clinicians", i),
          standards: enforcing,
          session,
          clinician,
        };
      }
    }
  },
};
