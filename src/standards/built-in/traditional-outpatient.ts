import type { StandardFile } from "../schema.ts";

/** The article's range for traditional outpatient care: for comparison, never the default. */
export const traditionalOutpatient: StandardFile = {
  name: "traditional-outpatient",
  title: "Range of traditional outpatient care",
  source: "The same article as benchmark: traditional outpatient care ranges from 1:4 (intensive) to 1:12 (group)",
  basis: "published-benchmark",
  kinds: {
    intensive: { ratio: "1:4", per: "patients", source: "article: 1:4, intensive end of traditional outpatient care" },
    group: { ratio: "1:12", per: "patients", source: "article: 1:12, group end of traditional outpatient care" },
  },
};
