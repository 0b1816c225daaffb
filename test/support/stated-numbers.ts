/** The numbers that standards are to state, copied by hand from where they come from. */
import { cap, type Limit } from "../../src/standards/standard.ts";

/** What the article states, and what it makes of each kind: `ratio:1:6 patients`, `max:3 couples`. */
export const NUMBERS: readonly (readonly [statement: string, standard: string, kind: string, limits: readonly string[]])[] = [
  ["1:6 for group therapy sessions", "benchmark", "group", ["ratio 1:6 patients"]],
  ["1:8 for broader psychoeducational modules", "benchmark", "psychoeducation", ["ratio 1:8 patients"]],
  ["1:4 for designated couples therapy groups", "benchmark", "couples-group", ["ratio 1:4 couples"]],
  ["1:3 couples in a dedicated couples therapy session", "benchmark", "couples-session", ["ratio 1:3 couples"]],
  ["the same numbers", "benchmark-strict", "group", ["ratio 1:6 patients"]],
  ["the same numbers", "benchmark-strict", "psychoeducation", ["ratio 1:8 patients"]],
  ["1:4 for designated couples therapy groups, read in people", "benchmark-strict", "couples-group", ["ratio 1:4 patients"]],
  ["the same numbers", "benchmark-strict", "couples-session", ["ratio 1:3 couples"]],
  ["premium: groups capped at 1:6", "premium", "group", ["ratio 1:6 patients"]],
  ["the same numbers", "premium", "psychoeducation", ["ratio 1:8 patients"]],
  ["1:3 couples groups; no larger than three partnerships", "premium", "couples-group", ["ratio 1:3 couples", "max 3 couples"]],
  ["1:3 couples; three partnerships, by our reading", "premium", "couples-session", ["ratio 1:3 couples", "max 3 couples"]],
  ["traditional outpatient: 1:4 (intensive)", "traditional-outpatient", "intensive", ["ratio 1:4 patients"]],
  ["traditional outpatient: 1:12 (group)", "traditional-outpatient", "group", ["ratio 1:12 patients"]],
];

/** What each pack goes by, word for word, and what it makes of it; with the one rule that it has on. */
export const PACKS: readonly (readonly [
  name: string,
  citation: RegExp,
  states: Record<string, readonly string[] | number>,
  rule: string,
])[] = [
  ["asam-2.1", /ASAM Criteria, level 2\.1: at least 9 hours .* a week for adults/, { weeklyHours: 9 }, "weekly-hours-low"],
  ["us-co-iop", /2 CCR 502-1 §4\.6\.1\(E\): .* at most 12/, { group: ["max 12 patients"] }, "group-too-large"],
  [
    "us-tx-sud",
    /26 TAC §564\.902\(b\): group counseling of at most 16, group education of at most 35; multi-family groups are exempt/,
    { group: ["max 16 patients"], psychoeducation: ["max 35 patients"] },
    "group-too-large",
  ],
  [
    "us-ct-medicaid",
    /17b-262-822: group psychotherapy of at most 12, multiple-family groups of at most 24/,
    { group: ["max 12 patients"], "multi-family-group": ["max 24 patients"] },
    "group-too-large",
  ],
  ["us-ms", /24 Miss\. Code R\. 2-22\.1\(D\): .* at most 12 adults/, { group: ["max 12 patients"] }, "group-too-large"],
  ["us-nj-iop", /N\.J\.A\.C\. 10:161B-10\.1\(b\): 1 counselor to 24/, { caseload: 24 }, "caseload-exceeded"],
  ["us-pa-outpatient", /28 Pa\. Code §704\.12 and §715\.8: at most 35/, { caseload: 35 }, "caseload-exceeded"],
  ["medicare-90853", /LCD L33632, .*: groups of at most 12/, { group: ["max 12 patients"] }, "group-too-large"],
];

/** A limit as the tables write it: `ratio 1:6 patients`. */
export function show(limit: Limit): string {
  return `${limit.type} ${cap(limit)}${limit.type === "minClinicians" ? "" : ` ${limit.per}`}`;
}
