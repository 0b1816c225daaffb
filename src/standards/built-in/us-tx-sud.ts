import type { StandardFile } from "../schema.ts";
import { packSeverities } from "./pack-severities.ts";

/** 26 TAC §564.902(b), as data. Not legal advice. */
export const usTxSud: StandardFile = {
  name: "us-tx-sud",
  title: "Texas: chemical dependency treatment",
  source: "26 TAC §564.902(b): group counseling of at most 16, group education of at most 35; multi-family groups are exempt",
  basis: "regulation",
  date: "2024-04-30 (transfer to title 26)",
  notCovered: [
    "kinds other than `group` and `psychoeducation`",
    "seminars and large events, which are also exempt",
    "caseloads and staff of residential programs",
  ],
  kinds: { group: { maxPatients: 16 }, psychoeducation: { maxPatients: 35 } },
  rules: packSeverities("group-too-large"),
};
