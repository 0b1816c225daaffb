import type { StandardFile } from "../schema.ts";
import { packSeverities } from "./pack-severities.ts";

/** LCD L33632, Psychiatry and Psychology Services, as data. Not legal advice. */
export const medicare90853: StandardFile = {
  name: "medicare-90853",
  title: "Medicare: group psychotherapy, CPT 90853",
  source: "LCD L33632, Psychiatry and Psychology Services: groups of at most 12",
  basis: "payer",
  date: "2024-01-01 (revision)",
  notCovered: [
    "other requirements of the determination: diagnosis, plan of care, documentation",
    "other Medicare contractors, which have their own determinations",
    "kinds other than `group`",
  ],
  kinds: { group: { maxPatients: 12 } },
  rules: packSeverities("group-too-large"),
};
