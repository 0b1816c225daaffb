import type { Rule } from "../audit/rule.ts";
import { atCapacity } from "./at-capacity.ts";
import { clinicianAway } from "./clinician-away.ts";
import { clinicianDoubleBooked } from "./clinician-double-booked.ts";
import { coupleSeparated } from "./couple-separated.ts";
import { couplesTherapistMissing } from "./couples-therapist-missing.ts";
import { couplesTherapistNotDedicated } from "./couples-therapist-not-dedicated.ts";
import { couplesTherapistNotDistinct } from "./couples-therapist-not-distinct.ts";
import { groupTooLarge } from "./group-too-large.ts";
import { patientDoubleBooked } from "./patient-double-booked.ts";
import { ratioExceeded } from "./ratio-exceeded.ts";
import { sessionEmpty } from "./session-empty.ts";
import { sessionOutsideWeek } from "./session-outside-week.ts";
import { sessionUnstaffed } from "./session-unstaffed.ts";
import { tooFewClinicians } from "./too-few-clinicians.ts";

/** Every rule, in the order in which they are documented. */
export const RULES: readonly Rule[] = [
  ratioExceeded,
  sessionUnstaffed,
  couplesTherapistMissing,
  groupTooLarge,
  tooFewClinicians,
  coupleSeparated,
  couplesTherapistNotDistinct,
  couplesTherapistNotDedicated,
  clinicianDoubleBooked,
  patientDoubleBooked,
  clinicianAway,
  sessionEmpty,
  sessionOutsideWeek,
  atCapacity,
];
