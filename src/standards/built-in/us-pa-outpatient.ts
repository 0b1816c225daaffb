import type { StandardFile } from "../schema.ts";
import { packSeverities } from "./pack-severities.ts";

/** 28 Pa. Code §704.12 and §715.8, as data. Not legal advice. */
export const usPaOutpatient: StandardFile = {
  name: "us-pa-outpatient",
  title: "Pennsylvania: outpatient drug and alcohol treatment",
  source: "28 Pa. Code §704.12 and §715.8: at most 35 active clients for each full-time counselor",
  basis: "regulation",
  date: "1996-03-04 (§704.12) and 2002-11-16 (§715.8), the effective dates",
  notCovered: [
    "part-time counselors",
    "clients of a counselor who are not in this roster",
    "exceptions that the department grants",
    "other levels of care",
  ],
  caseload: { counselor: 35 },
  rules: packSeverities("caseload-exceeded"),
};
