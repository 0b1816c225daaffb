import { notCheckedIn, withoutCouples } from "../audit/attending.ts";
import { attendingPatients } from "../audit/presence.ts";
import type { RosterRule } from "../audit/rule.ts";
import { say } from "../message.ts";
import { type Couple, type Session, sessionPath } from "../roster/roster.ts";
import { KINDS_FOR_ONE } from "../roster/vocabulary.ts";

export const coupleSeparated: RosterRule = {
  id: "couple-separated",
  topic: "couples-care",
  summary: "One partner of a couple attends a session and the other does not.",
  why: "The article says that couples stay together and that partners are not split into different cohorts. Individual sessions, crisis sessions and check-ins are exempt.",
  source: "article: couples stay together; partners are not split into different cohorts",
  failing: `
clinicians: [{ id: lee, roles: [therapist] }]
couples: [{ id: c-03, partners: [p-021, p-022] }]
sessions:
  - { id: mon-evening, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: [p-014, p-021] }
`,
  passing: `
clinicians: [{ id: lee, roles: [therapist] }]
couples: [{ id: c-03, partners: [p-021, p-022] }]
sessions:
  - { id: mon-evening, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: [p-014], couples: [c-03] }
`,
  *check({ roster, sessions, enforcing }) {
    if (!roster.hasCouplesSection) {
      const judged = sessions.filter(({ session }) => isJudged(session));
      if (judged.length > 0) yield withoutCouples(judged);
      return;
    }
    if (roster.couples.length === 0) return;
    yield* notCheckedIn(sessions.filter(({ session }) => isJudged(session)));
    for (const { session } of sessions) {
      // A headcount may include the other partner.
      if (session.hasHeadcount || !isJudged(session)) continue;
      for (const [couple, entry] of separated(session)) {
        yield {
          message: say`Only one partner of ${couple} attends this session.`,
          advice: say`Add the other partner, or move both to another session.`,
          path: sessionPath(session, "patients", entry),
          related: [{ message: say`the couple`, path: couple.path }],
          standards: enforcing,
          session,
          couple,
        };
      }
    }
  },
};

function isJudged(session: Session): boolean {
  return !KINDS_FOR_ONE.has(session.kind);
}

/** The couples with exactly one attending partner, and that partner's first entry. */
function separated(session: Session): Map<Couple, number> {
  const found = new Map<Couple, number>();
  if (session.patients.stays.every(({ who }) => who.couple === null)) return found;
  const attending = attendingPatients(session);
  session.patients.stays.forEach(({ who }, entry) => {
    if (who.couple === null || found.has(who.couple)) return;
    if (!who.couple.partners.every((partner) => attending.has(partner))) found.set(who.couple, entry);
  });
  return found;
}
