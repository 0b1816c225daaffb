import { sessionsOfPartners } from "../audit/attending.ts";
import { attendingPatients } from "../audit/presence.ts";
import type { RosterRule } from "../audit/rule.ts";
import { say, untrusted } from "../message.ts";
import { byStart, type Patient, sessionPath } from "../roster/roster.ts";

export const partnerWithoutCounselor: RosterRule = {
  id: "partner-without-counselor",
  topic: "couples-care",
  summary: "A partner who attends a couples session has no individual counselor.",
  why: "The article says that the couples therapist coordinates with each partner's individual counselor. Without a counselor, coordination is not possible.",
  source: "article: the couples therapist coordinates with each partner's individual counselor",
  withoutSession: true,
  failing: `
clinicians: [{ id: noor, roles: [couples-therapist] }, { id: kim, roles: [counselor] }]
patients: [{ id: p-021, counselor: kim }, { id: p-022 }]
couples: [{ id: c-03, partners: [p-021, p-022] }]
sessions:
  - { id: wed-couples, kind: couples-session, start: 2026-12-02T18:00, minutes: 60, clinicians: [noor], couples: [c-03] }
`,
  passing: `
clinicians: [{ id: noor, roles: [couples-therapist] }, { id: kim, roles: [counselor] }]
patients: [{ id: p-021, counselor: kim }, { id: p-022, counselor: kim }]
couples: [{ id: c-03, partners: [p-021, p-022] }]
sessions:
  - { id: wed-couples, kind: couples-session, start: 2026-12-02T18:00, minutes: 60, clinicians: [noor], couples: [c-03] }
`,
  *check(context) {
    const seen = new Set<Patient>();
    // The message names each partner's first session.
    const inOrder = [...(yield* sessionsOfPartners(context))].sort(byStart);
    for (const session of inOrder) {
      for (const patient of attendingPatients(session)) {
        if (patient.couple === null || patient.counselor !== null || seen.has(patient)) continue;
        seen.add(patient);
        yield {
          message: say`${patient} attends \`${untrusted(session.id)}\` as a partner but has no \`counselor\`.`,
          advice: say`Add the patient's individual counselor.`,
          path: patient.path,
          related: [{ message: say`the session`, path: sessionPath(session, "id") }],
          standards: context.enforcing,
          patient,
        };
      }
    }
  },
};
