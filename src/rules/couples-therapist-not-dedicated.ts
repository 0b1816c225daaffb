import { clinicianStays } from "../audit/presence.ts";
import type { RosterRule } from "../audit/rule.ts";
import { say, untrusted } from "../message.ts";
import { sessionPath } from "../roster/roster.ts";
import { COUPLES_THERAPIST } from "../roster/vocabulary.ts";
import { isCouplesKind } from "../standards/standard.ts";

export const couplesTherapistNotDedicated: RosterRule = {
  id: "couples-therapist-not-dedicated",
  topic: "couples-care",
  summary: "A couples therapist is assigned to a session that is not for couples.",
  why: "The article says that couples therapists of premium programs focus exclusively on relational healing. The rule is off in `benchmark` and on in `premium`.",
  source: "article: couples therapists focus exclusively on relational healing",
  resolvedBy: "leaving",
  keepsOut({ session }, enforcing) {
    const isOfOthers = enforcing.some((standard) => !isCouplesKind(standard, session.kind));
    return ({ roles }) => (isOfOthers && roles.includes(COUPLES_THERAPIST) ? "couples therapist" : null);
  },
  failing: `
standard: [premium]
clinicians: [{ id: noor, roles: [couples-therapist], modalities: [EFT] }]
sessions:
  - { id: mon-evening, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [noor], patients: 6, cpt: "90853" }
`,
  passing: `
standard: [premium]
clinicians: [{ id: noor, roles: [couples-therapist], modalities: [EFT] }]
sessions:
  - { id: wed-couples, kind: couples-group, start: 2026-12-02T18:00, minutes: 90, clinicians: [noor], couples: 3, cpt: "90849" }
`,
  *check({ sessions, enforcing }) {
    for (const { session } of sessions) {
      // A custom kind may be for couples under one standard but not under another.
      const standards = enforcing.filter((standard) => !isCouplesKind(standard, session.kind));
      if (standards.length === 0) continue;
      for (const [clinician, { path }] of clinicianStays(session)) {
        if (!clinician.roles.includes(COUPLES_THERAPIST)) continue;
        yield {
          message: say`The couples therapist \`${untrusted(clinician.id)}\` is assigned to a session of the kind \`${untrusted(session.kind)}\`.`,
          advice: say`Assign a therapist or counselor to this session instead.`,
          path: sessionPath(session, ...path),
          standards,
          session,
          clinician,
        };
      }
    }
  },
};
