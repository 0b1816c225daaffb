/** The combined load of two sessions that share a clinician. */

import { count } from "../message.ts";
import type { Attendance, Clinician, Interval, Session } from "../roster/roster.ts";
import type { DoubleBooking } from "./double-booking.ts";
import type { Stretch } from "./occupancy.ts";
import { inBothUnits, limitInWords, staff } from "./phrases.ts";
import type { RuleContext } from "./rule.ts";

/** `12 patients with 1 therapist; the limit is 1:6 patients`: both sessions as one, at the worst moment of their overlap. */
export function combinedLoad({ evaluator }: RuleContext, { later, earlier, overlaps }: DoubleBooking<Clinician>): string {
  // In a couples kind, only couples therapists count, so the pair counts as the other kind unless both are for couples.
  const isForCouples = evaluator.isForCouples(later.session.kind);
  const [one, other] = isForCouples ? [earlier.session, later.session] : [later.session, earlier.session];
  const stretches = overlaps.flatMap((overlap) => evaluator.evaluate(combined(one, other, overlap)).stretches);
  const worst = stretches.reduce((worse, stretch) => (isHeavier(stretch, worse) ? stretch : worse));
  const couples = evaluator.isForCouples(one.kind);
  const people = couples ? inBothUnits(worst, false) : count(worst.patients, "patient");
  const ratios = evaluator.limitsOf(one.kind).flatMap(({ limit }) => (limit.type === "ratio" ? limitInWords(limit) : []));
  const limits = ratios.length === 0 ? "" : `; the limit is ${[...new Set(ratios)].join(" and ")}`;
  return `${people} with ${staff(worst, { weighing: 0, couples })}${limits}`;
}

/** Whether there are more patients for each clinician, or the same and more patients in all. By the weights of the first standard. */
function isHeavier(one: Stretch, other: Stretch): boolean {
  const [load, otherLoad] = [one.patients * (other.weights[0] as number), other.patients * (one.weights[0] as number)];
  return load === otherLoad ? one.patients > other.patients : load > otherLoad;
}

/** Combines two sessions over an interval that both cover. A person in both counts once. */
function combined(one: Session, other: Session, span: Interval): Session {
  return {
    ...one,
    ...span,
    clinicians: [...one.clinicians, ...other.clinicians],
    patients: both(one.patients, other.patients),
    couples: both(one.couples, other.couples),
  };
}

function both<Who>(one: Attendance<Who>, other: Attendance<Who>): Attendance<Who> {
  return { stays: [...one.stays, ...other.stays], headcount: one.headcount + other.headcount };
}
