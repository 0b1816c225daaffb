import { sessionsOfPartners } from "../audit/attending.ts";
import { attendingPatients, clinicianStays } from "../audit/presence.ts";
import type { RosterRule } from "../audit/rule.ts";
import { groupedBy } from "../grouped.ts";
import { listed, MAX_LISTED, say, trusted, untrusted } from "../message.ts";
import { type Session, sessionPath } from "../roster/roster.ts";
import { COUPLES_THERAPIST } from "../roster/vocabulary.ts";

export const couplesTherapistNotDistinct: RosterRule = {
  id: "couples-therapist-not-distinct",
  topic: "couples-care",
  summary: "The couples therapist of a session is also the individual counselor of an attending partner.",
  why: "The article keeps the couples therapist distinct from the individual therapists. A therapist who counsels one partner alone is not neutral between the two.",
  source: "article: the couples therapist is distinct from the individual therapists",
  resolvedBy: "leaving",
  keepsOut({ session, isForCouples }) {
    const counselors = isForCouples ? partnersByCounselor(session) : null;
    return (clinician) => (counselors?.has(clinician) && clinician.roles.includes(COUPLES_THERAPIST) ? "counselor of a partner" : null);
  },
  failing: `
clinicians: [{ id: noor, roles: [couples-therapist] }, { id: kim, roles: [counselor] }]
patients: [{ id: p-021, counselor: noor }, { id: p-022, counselor: kim }]
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
    for (const session of yield* sessionsOfPartners(context)) {
      const counseled = partnersByCounselor(session);
      for (const [clinician, { path }] of clinicianStays(session)) {
        const partners = counseled.get(clinician);
        if (partners === undefined || !clinician.roles.includes(COUPLES_THERAPIST)) continue;
        yield {
          message: say`The couples therapist \`${untrusted(clinician.id)}\` is the individual counselor of ${listed(partners, (one) => [one])}, who ${trusted(partners.length === 1 ? "attends" : "attend")} this session.`,
          advice: say`Assign another couples therapist to the session, or assign ${trusted(partners.length === 1 ? "that partner" : "those partners")} to another counselor.`,
          path: sessionPath(session, ...path),
          related: partners
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

/** The partners who attend a session, by their individual counselors. */
function partnersByCounselor(session: Session) {
  const partners = [...attendingPatients(session)].filter(({ couple }) => couple !== null);
  return groupedBy(partners, ({ counselor }) => counselor);
}
