import type { StandardFile } from "../schema.ts";

/** The benchmark with the stricter reading of "1:4 for designated couples therapy groups": four people, not four couples. */
export const benchmarkStrict: StandardFile = {
  name: "benchmark-strict",
  title: "Published benchmark ratios, couples groups counted in patients",
  source: "The same article as benchmark; 1:4 for couples groups read as patients per therapist",
  basis: "published-benchmark",
  extends: "benchmark",
  kinds: {
    "couples-group": { per: "patients", source: "article: 1:4 for designated couples therapy groups, counted in patients" },
  },
};

/** The article's one ambiguous number: its kind, and the standard for each reading. */
export const EITHER_READING = { kind: "couples-group", inCouples: "benchmark", inPatients: "benchmark-strict" };
