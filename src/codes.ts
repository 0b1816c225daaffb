/** Stable words for programs: why an input is invalid, and why something was not checked. */

/** Why something was not checked. */
export const NOT_CHECKED_CODES = [
  "headcount",
  "missing-patients",
  "missing-couples",
  "missing-on-call",
  "missing-week",
  "missing-timezone",
  "missing-offers",
  "missing-state",
  "missing-license",
  "other-rosters",
  "open-rows",
] as const;

export type NotCheckedCode = (typeof NOT_CHECKED_CODES)[number];
