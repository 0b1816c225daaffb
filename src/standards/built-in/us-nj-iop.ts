import type { StandardFile } from "../schema.ts";
import { packSeverities } from "./pack-severities.ts";

/** N.J.A.C. 10:161B-10.1(b), as data. Not legal advice. */
export const usNjIop: StandardFile = {
  name: "us-nj-iop",
  title: "New Jersey: intensive outpatient substance use treatment",
  source: "N.J.A.C. 10:161B-10.1(b): 1 counselor to 24 clients in intensive outpatient treatment",
  basis: "regulation",
  date: "2009-06-01 (the day on which the chapter took effect)",
  notCovered: [
    "the average over the program's daily census: the tool checks each counselor instead",
    "other levels of care and opioid treatment",
    "the size of groups",
  ],
  caseload: { counselor: 24 },
  rules: packSeverities("caseload-exceeded"),
};
