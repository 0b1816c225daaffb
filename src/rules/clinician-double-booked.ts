import { type DoubleBooking, doubleBookings, type VisitStays } from "../audit/double-booking.ts";
import { isWorse, type JudgedLimit } from "../audit/evidence.ts";
import { spelledOut, staff } from "../audit/phrases.ts";
import type { Rule, RuleContext } from "../audit/rule.ts";
import { count, own, quote, say } from "../message.ts";
import { type Attendance, type Clinician, type Interval, type Session, type Stay, sessionPath } from "../roster/roster.ts";

export const clinicianDoubleBooked: Rule = {
  id: "clinician-double-booked",
  summary: "A clinician is in two sessions at the same time.",
  why: "Two sessions that share a therapist each look staffed and together are not. The message gives the ratio of the two taken together.",
  failing: {
    roster: `
clinicians: [{ id: lee, roles: [therapist] }]
sessions:
  - { id: mon-early, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: 5 }
  - { id: mon-late, kind: group, start: 2026-11-30T19:00, minutes: 90, clinicians: [lee], patients: 5 }
`,
  },
  passing: {
    roster: `
clinicians: [{ id: lee, roles: [therapist] }]
sessions:
  - { id: mon-early, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: 5 }
  - { id: mon-late, kind: group, start: 2026-11-30T19:30, minutes: 90, clinicians: [lee], patients: 5 }
`,
  },
  *check(context) {
    // Two sessions may share many clinicians for the same time.
    const combinations = new Map<string, string>();
    for (const booking of doubleBookings(context.sessions, clinicianStays, context.roster.perhapsTwice)) {
      const { later, earlier, overlaps } = booking;
      yield {
        message() {
          const key = JSON.stringify([later.session.index, earlier.session.index, overlaps]);
          const together = combinations.get(key) ?? combined(context, booking);
          combinations.set(key, together);
          const when = spelledOut(context.roster, later.session, overlaps);
          return say`\`${quote(later.who.id)}\` is also in \`${quote(earlier.session.id)}\`${when}; taken together ${own(together)}.`;
        },
        help: HELP,
        path: sessionPath(later.session, ...later.entry),
        related: () => [
          { message: say`the other session, \`${quote(earlier.session.id)}\``, path: sessionPath(earlier.session, ...earlier.entry) },
        ],
        standards: context.enforcing,
        session: later.session,
        clinician: later.who,
      };
    }
  },
};

const HELP = say`Give one of the two sessions another clinician, or move it.`;

const clinicianStays: VisitStays<Clinician> = (session, visit) => {
  for (let i = 0; i < session.clinicians.length; i++) visit(session.clinicians[i] as Stay<Clinician>, "clinicians", i);
};

/** `12 patients with 1 therapist`: both sessions at their worst moment in common. */
function combined({ counter, standards }: RuleContext, { later, earlier, overlaps }: DoubleBooking<Clinician>): string {
  // In a couples kind only some would count; both sessions together are one for everybody, unless both are for couples.
  const isForCouples = counter.isForCouples(later.session.kind);
  const [one, other] = isForCouples ? [earlier.session, later.session] : [later.session, earlier.session];
  // Any place at all breaks a ratio of one to one, the more the worse.
  const load: JudgedLimit = {
    limit: { type: "ratio", clinicians: 1, places: 1, per: "patients" },
    standards,
    weighing: 0,
    couples: counter.isForCouples(one.kind),
  };
  const together = overlaps.flatMap((overlap) => counter.count(merge(one, other, overlap)).stretches);
  const worst = together.reduce((worse, stretch) => (isWorse(stretch, worse, load) ? stretch : worse));
  return `${count(worst.patients, "patient")} with ${staff(worst, load)}`;
}

/** Two sessions as one, for the moments that they have in common; whoever is in both counts once. */
function merge(one: Session, other: Session, span: Interval): Session {
  return {
    ...one,
    ...span,
    clinicians: [...one.clinicians, ...other.clinicians],
    patients: together(one.patients, other.patients),
    couples: together(one.couples, other.couples),
    still: false,
  };
}

function together<Who>(one: Attendance<Who>, other: Attendance<Who>): Attendance<Who> {
  return {
    stays: [...one.stays, ...other.stays],
    size: one.size + other.size,
    headcount: one.headcount + other.headcount,
  };
}
