/** Two sessions that share a clinician, counted as one. */
import type { Attendance, Clinician, Interval, Session } from "../roster/roster.ts";
import type { DoubleBooking } from "./double-booking.ts";
import { type EffectiveLimit, isWorse } from "./limit-check.ts";
import { attendance, staff } from "./phrases.ts";
import type { RuleContext } from "./rule.ts";

/** `12 patients with 1 therapist`: both sessions at their worst moment in common. */
export function combinedLoad({ counter, standards }: RuleContext, { later, earlier, overlaps }: DoubleBooking<Clinician>): string {
  // In a couples kind only some would count; both sessions together are one for everybody, unless both are for couples.
  const isForCouples = counter.isForCouples(later.session.kind);
  const [one, other] = isForCouples ? [earlier.session, later.session] : [later.session, earlier.session];
  // Any place at all breaks a ratio of one to one, the more the worse.
  const load: EffectiveLimit = {
    limit: { type: "ratio", clinicians: 1, seats: 1, per: "patients" },
    standards,
    origins: [],
    weighing: 0,
    couples: counter.isForCouples(one.kind),
  };
  const stretches = overlaps.flatMap((overlap) => counter.count(merged(one, other, overlap)).stretches);
  const worst = stretches.reduce((worse, stretch) => (isWorse(stretch, worse, load) ? stretch : worse));
  return `${attendance(worst, load)} with ${staff(worst, load)}`;
}

/** Two sessions as one, for the moments that they have in common; whoever is in both counts once. */
function merged(one: Session, other: Session, span: Interval): Session {
  return {
    ...one,
    ...span,
    clinicians: [...one.clinicians, ...other.clinicians],
    patients: both(one.patients, other.patients),
    couples: both(one.couples, other.couples),
    still: false,
  };
}

function both<Who>(one: Attendance<Who>, other: Attendance<Who>): Attendance<Who> {
  return {
    stays: [...one.stays, ...other.stays],
    size: one.size + other.size,
    headcount: one.headcount + other.headcount,
  };
}
