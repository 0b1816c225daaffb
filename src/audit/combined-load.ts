/** The combined load of two sessions that share a clinician. */

import type { Attendance, Clinician, Interval, Session } from "../roster/roster.ts";
import type { EffectiveLimit } from "../standards/combine.ts";
import type { DoubleBooking } from "./double-booking.ts";
import { isWorse } from "./limit-check.ts";
import { attendance, limitInWords, staff } from "./phrases.ts";
import type { RuleContext } from "./rule.ts";

/** `12 patients with 1 therapist; the limit is 1:6 patients`: both sessions as one, at the worst moment of the overlap. */
export function combinedLoad({ evaluator, standards }: RuleContext, { later, earlier, overlaps }: DoubleBooking<Clinician>): string {
  // In a couples kind, only couples therapists count, so the pair counts as the other kind unless both are for couples.
  const isForCouples = evaluator.isForCouples(later.session.kind);
  const [one, other] = isForCouples ? [earlier.session, later.session] : [later.session, earlier.session];
  // Under a ratio of 1:1, the worst moment is the one with the most seats per clinician.
  const oneToOne: EffectiveLimit = {
    limit: { type: "ratio", clinicians: 1, seats: 1, per: "patients" },
    standards,
    origins: [],
    weighing: 0,
    couples: evaluator.isForCouples(one.kind),
  };
  const stretches = overlaps.flatMap((overlap) => evaluator.evaluate(combined(one, other, overlap)).stretches);
  const worst = stretches.reduce((worse, stretch) => (isWorse(stretch, worse, oneToOne) ? stretch : worse));
  const ratios = evaluator.limitsOf(one.kind).flatMap(({ limit }) => (limit.type === "ratio" ? limitInWords(limit) : []));
  const limits = ratios.length === 0 ? "" : `; the limit is ${[...new Set(ratios)].join(" and ")}`;
  return `${attendance(worst, oneToOne)} with ${staff(worst, oneToOne)}${limits}`;
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
