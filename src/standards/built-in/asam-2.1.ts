import type { StandardFile } from "../schema.ts";
import { packSeverities } from "./pack-severities.ts";

/** The ASAM Criteria, level 2.1, as data. Not legal advice. */
export const asam21: StandardFile = {
  name: "asam-2.1",
  title: "ASAM level 2.1, intensive outpatient services for adults",
  source:
    "The ASAM Criteria, level 2.1: at least 9 hours of services a week for adults; clinical criteria, and law only where a state has adopted them",
  basis: "professional",
  date: "2013 (third edition)",
  notCovered: [
    "adolescents, who need 6 hours",
    "the assessment that places a patient at this level",
    "hours of service outside the roster's sessions",
  ],
  weeklyHours: { min: 9 },
  rules: packSeverities("weekly-hours-low"),
};
