import { attendingPatients, sessionsOfPartners } from "../audit/attending.ts";
import type { RosterRule } from "../audit/rule.ts";
import { listed, MAX_LISTED, say, untrusted } from "../message.ts";
import { type Clinician, type Patient, type Session, sessionPath } from "../roster/roster.ts";
import { COUPLES_THERAPIST } from "../roster/vocabulary.ts";

export const couplesTherapistNotDistinct: RosterRule = {
  id: "couples-therapist-not-distinct",
  topic: "couples-care",
  summary: "The couples therapist of a session is the individual counselor of a partner who attends it.",
  why: "The article wants the couples therapist distinct from the individual therapists: whoever counsels one partner alone is not neutral between the two.",
  source: "article: the couples therapist is distinct from the individual therapists",
  failing: {
    roster: `
clinicians: [{ id: noor, roles: [couples-therapist] }, { id: kim, roles: [counselor] }]
patients: [{ id: p-021, counselor: noor }, { id: p-022, counselor: kim }]
couples: [{ id: c-03, partners: [p-021, p-022] }]
sessions:
  - { id: wed-couples, kind: couples-session, start: 2026-12-02T18:00, minutes: 60, clinicians: [noor], couples: [c-03] }
`,
  },
  passing: {
    roster: `
clinicians: [{ id: noor, roles: [couples-therapist] }, { id: kim, roles: [counselor] }]
patients: [{ id: p-021, counselor: kim }, { id: p-022, counselor: kim }]
couples: [{ id: c-03, partners: [p-021, p-022] }]
sessions:
  - { id: wed-couples, kind: couples-session, start: 2026-12-02T18:00, minutes: 60, clinicians: [noor], couples: [c-03] }
`,
  },
  *check(context) {
    for (const session of yield* sessionsOfPartners(context)) {
      const counselled = counselledPartners(session);
      const seen = new Set<Clinician>();
      for (const [i, { who: clinician }] of session.clinicians.entries()) {
        const partners = counselled.get(clinician);
        if (partners === undefined || seen.has(clinician) || !clinician.roles.includes(COUPLES_THERAPIST)) continue;
        seen.add(clinician);
        yield {
          message: () =>
            say`The couples therapist \`${untrusted(clinician.id)}\` is the individual counselor of ${listed(partners, (one) => [one])}, who attend${partners.length === 1 ? ONE : []} this session.`,
          help: say`Give the session another couples therapist, or the partner another counselor.`,
          path: sessionPath(session, "clinicians", i),
          related: () =>
            partners
              .slice(0, MAX_LISTED)
              .map((partner) => ({ message: say`the partner's counselor`, path: [...partner.path, "counselor"] })),
          standards: context.enforcing,
          session,
          clinician,
        };
      }
    }
  },
};

const ONE = say`s`;

/** The partners (members of a couple) who attend a session, by their individual counselor. */
function counselledPartners(session: Session): Map<Clinician, Patient[]> {
  const found = new Map<Clinician, Patient[]>();
  for (const patient of attendingPatients(session)) {
    if (patient.couple === null || patient.counselor === null) continue;
    const counselled = found.get(patient.counselor);
    if (counselled === undefined) found.set(patient.counselor, [patient]);
    else counselled.push(patient);
  }
  return found;
}
