import type { StandardFile } from "../schema.ts";
import { packSeverities } from "./pack-severities.ts";

/** 2 CCR 502-1 §4.6.1(E), as data. Not legal advice. */
export const usCoIop: StandardFile = {
  name: "us-co-iop",
  title: "Colorado: intensive outpatient programs",
  source: "2 CCR 502-1 §4.6.1(E): treatment groups of at most 12",
  basis: "regulation",
  date: "2025-03-25 (the register through which the text is current)",
  notCovered: ["kinds other than `group`", "assessment, documentation and referral", "who must be present: the regulation gives no ratio"],
  kinds: { group: { maxPatients: 12 } },
  rules: packSeverities("group-too-large"),
};
