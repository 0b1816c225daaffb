import { combinedLoad } from "../audit/combined-load.ts";
import { type DoubleBooking, doubleBookings } from "../audit/double-booking.ts";
import { spelledOut } from "../audit/phrases.ts";
import { clinicianStays, listedClinicians } from "../audit/presence.ts";
import type { RosterRule, RuleContext } from "../audit/rule.ts";
import { type Message, say, trusted, untrusted } from "../message.ts";
import { type Clinician, type Interval, sessionPath } from "../roster/roster.ts";

const ADVICE = say`Assign another clinician to one of the two sessions, or move one session.`;

export const clinicianDoubleBooked: RosterRule = {
  id: "clinician-double-booked",
  topic: "availability",
  harmRank: 6,
  summary: "A clinician is in two sessions at the same time.",
  why: "Two sessions that share a clinician both look staffed, but the clinician can attend only one. The message gives the combined ratio of the two.",
  source: "By definition: a clinician counts in one session at a time",
  resolvedBy: "leaving",
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
    // Two sessions may share many clinicians for the same time, so the text about the sessions is built once.
    const pairs = new Map<string, Pair>();
    for (const booking of doubleBookings(context.sessions, listedClinicians, clinicianStays)) {
      const { later, earlier, overlaps } = booking;
      const times = overlaps.map(({ from, until }) => `${from}-${until}`);
      const key = `${later.session.index} ${earlier.session.index} ${times}`;
      const pair = pairs.get(key) ?? pairOf(context, booking);
      pairs.set(key, pair);
      yield {
        message: say`\`${untrusted(later.who.id)}\`${pair.message}`,
        advice: ADVICE,
        path: sessionPath(later.session, ...later.path),
        related: [{ message: pair.other, path: sessionPath(earlier.session, ...earlier.path) }],
        intervals: pair.intervals,
        standards: context.enforcing,
        session: later.session,
        clinician: later.who,
      };
    }
  },
};

/** The text about two overlapping sessions, for all clinicians in both. */
interface Pair {
  readonly message: Message;
  readonly other: Message;
  readonly intervals: readonly Interval[];
}

function pairOf(context: RuleContext, booking: DoubleBooking<Clinician>): Pair {
  const { later, earlier, overlaps } = booking;
  const name = untrusted(earlier.session.id);
  const when = spelledOut(context.roster, later.session, overlaps);
  return {
    message: say` is also in \`${name}\`${when}; combined, ${trusted(combinedLoad(context, booking))}.`,
    other: say`the other session, \`${name}\``,
    intervals: overlaps,
  };
}
