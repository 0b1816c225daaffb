import { combinedLoad } from "../audit/combined-load.ts";
import { doubleBookings } from "../audit/double-booking.ts";
import { spelledOut } from "../audit/phrases.ts";
import { clinicianStays, listedClinicians } from "../audit/presence.ts";
import type { RosterRule } from "../audit/rule.ts";
import { say, trusted, untrusted } from "../message.ts";
import { sessionPath } from "../roster/roster.ts";

export const clinicianDoubleBooked: RosterRule = {
  id: "clinician-double-booked",
  topic: "availability",
  harmRank: 6,
  summary: "A clinician is in two sessions at the same time.",
  why: "Two sessions that share a therapist each look staffed, but one of them is not. The message gives the combined ratio of the two.",
  source: "the ratios themselves: a clinician counts in one session at a time",
  acrossRosters: true,
  failing: `
clinicians: [{ id: lee, roles: [therapist] }]
sessions:
  - { id: mon-early, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: 5 }
  - { id: mon-late, kind: group, start: 2026-11-30T19:00, minutes: 90, clinicians: [lee], patients: 5 }
`,
  passing: `
clinicians: [{ id: lee, roles: [therapist] }]
sessions:
  - { id: mon-early, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: 5 }
  - { id: mon-late, kind: group, start: 2026-11-30T19:30, minutes: 90, clinicians: [lee], patients: 5 }
`,
  *check(context) {
    // Two sessions may share many clinicians for the same time.
    const combinations = new Map<string, string>();
    for (const booking of doubleBookings(context.sessions, listedClinicians, clinicianStays)) {
      const { later, earlier, overlaps } = booking;
      const key = JSON.stringify([later.session.index, earlier.session.index, overlaps]);
      const together = combinations.get(key) ?? combinedLoad(context, booking);
      combinations.set(key, together);
      const when = spelledOut(context.roster, later.session, overlaps);
      yield {
        message: say`\`${untrusted(later.who.id)}\` is also in \`${untrusted(earlier.session.id)}\`${when}; combined, ${trusted(together)}.`,
        advice: say`Assign another clinician to one of the two sessions, or move it.`,
        path: sessionPath(later.session, ...later.path),
        related: [
          { message: say`the other session, \`${untrusted(earlier.session.id)}\``, path: sessionPath(earlier.session, ...earlier.path) },
        ],
        intervals: overlaps,
        standards: context.enforcing,
        session: later.session,
        clinician: later.who,
      };
    }
  },
};
