import type { StandardFile } from "../schema.ts";
import { packSeverities } from "./pack-severities.ts";

/** Regs. Conn. State Agencies §17b-262-822, as data. Not legal advice. */
export const usCtMedicaid: StandardFile = {
  name: "us-ct-medicaid",
  title: "Connecticut Medicaid: behavioral health clinics",
  source: "Regs. Conn. State Agencies §17b-262-822: group psychotherapy of at most 12, multiple-family groups of at most 24",
  basis: "payer",
  date: "2024-12-27 (the day through which the text is current)",
  notCovered: [
    "the exception in subdivision (8) of subsection (d)",
    "the length of a session, and the number of sessions paid per day",
    "kinds other than `group` and `multi-family-group`",
  ],
  kinds: { group: { maxPatients: 12 }, "multi-family-group": { maxPatients: 24 } },
  rules: packSeverities("group-too-large"),
};
