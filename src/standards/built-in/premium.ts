import type { StandardFile } from "../schema.ts";

/** The article's numbers for premium programs. */
export const premium: StandardFile = {
  name: "premium",
  title: "Premium programs, as the article describes them",
  source: "The same article as benchmark, on premium and leading programs",
  basis: "published-benchmark",
  extends: "benchmark",
  kinds: {
    group: { source: "article: premium groups are capped at 1:6" },
    "couples-group": {
      ratio: "1:3",
      maxCouples: 3,
      source: "article, FAQ: couples groups at 1:3; premium couples groups are no larger than three partnerships",
    },
    "couples-session": {
      maxCouples: 3,
      source: "article: at most three partnerships in couples groups; applying it to couples sessions is our interpretation",
    },
  },
  rules: {
    "couple-separated": "error",
    "couples-therapist-not-dedicated": "error",
    "couples-therapist-modality": "warning",
    "partner-without-counselor": "error",
    "license-mismatch": "error",
    "crisis-coverage-gap": "error",
    "billing-code-missing": "warning",
    "billing-code-mismatch": "warning",
    "coverage-unverified": "warning",
    "offering-missing": "warning",
  },
};
