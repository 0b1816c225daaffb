import type { StandardFile } from "../schema.ts";
import { packSeverities } from "./pack-severities.ts";

/** 24 Miss. Code R. 2-22.1(D), as data. Not legal advice. */
export const usMs: StandardFile = {
  name: "us-ms",
  title: "Mississippi: outpatient group therapy",
  source: "24 Miss. Code R. 2-22.1(D): group therapy of at most 12 adults",
  basis: "regulation",
  date: "2024-09-24 (the day through which the text is current)",
  notCovered: ["groups of children, at most 10", "the minimum of two patients in a group", "multi-family groups"],
  kinds: { group: { maxPatients: 12 } },
  rules: packSeverities("group-too-large"),
};
