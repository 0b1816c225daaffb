import type { Rule } from "../audit/rule.ts";
import { atCapacity } from "./at-capacity.ts";
import { billingCodeMismatch } from "./billing-code-mismatch.ts";
import { billingCodeMissing } from "./billing-code-missing.ts";
import { caseloadExceeded } from "./caseload-exceeded.ts";
import { clinicianAway } from "./clinician-away.ts";
import { clinicianDoubleBooked } from "./clinician-double-booked.ts";
import { coupleSeparated } from "./couple-separated.ts";
import { couplesTherapistMissing } from "./couples-therapist-missing.ts";
import { couplesTherapistModality } from "./couples-therapist-modality.ts";
import { couplesTherapistNotDedicated } from "./couples-therapist-not-dedicated.ts";
import { couplesTherapistNotDistinct } from "./couples-therapist-not-distinct.ts";
import { coverageUnverified } from "./coverage-unverified.ts";
import { crisisCoverageGap } from "./crisis-coverage-gap.ts";
import { groupTooLarge } from "./group-too-large.ts";
import { idsLookAlike } from "./ids-look-alike.ts";
import { licenseMismatch } from "./license-mismatch.ts";
import { offeringMissing } from "./offering-missing.ts";
import { outsideAvailability } from "./outside-availability.ts";
import { overMaxHours } from "./over-max-hours.ts";
import { partnerWithoutCounselor } from "./partner-without-counselor.ts";
import { patientDoubleBooked } from "./patient-double-booked.ts";
import { publishedRatioTooLoose } from "./published-ratio-too-loose.ts";
import { ratioExceeded } from "./ratio-exceeded.ts";
import { sessionEmpty } from "./session-empty.ts";
import { sessionLengthUnlikely } from "./session-length-unlikely.ts";
import { sessionOutsideWeek } from "./session-outside-week.ts";
import { sessionUnstaffed } from "./session-unstaffed.ts";
import { tooFewClinicians } from "./too-few-clinicians.ts";
import { waiverLapsed } from "./waiver-lapsed.ts";
import { waiverUnused } from "./waiver-unused.ts";
import { weeklyHoursLow } from "./weekly-hours-low.ts";

/** Every rule, in the order of the documentation. */
export const RULES: readonly Rule[] = [
  ratioExceeded,
  sessionUnstaffed,
  couplesTherapistMissing,
  groupTooLarge,
  tooFewClinicians,
  publishedRatioTooLoose,
  caseloadExceeded,
  coupleSeparated,
  couplesTherapistNotDistinct,
  couplesTherapistNotDedicated,
  couplesTherapistModality,
  partnerWithoutCounselor,
  clinicianDoubleBooked,
  patientDoubleBooked,
  clinicianAway,
  licenseMismatch,
  crisisCoverageGap,
  weeklyHoursLow,
  billingCodeMissing,
  billingCodeMismatch,
  coverageUnverified,
  offeringMissing,
  sessionEmpty,
  sessionOutsideWeek,
  sessionLengthUnlikely,
  idsLookAlike,
  outsideAvailability,
  overMaxHours,
  atCapacity,
  waiverLapsed,
  waiverUnused,
];
