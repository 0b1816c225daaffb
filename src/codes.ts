/** Stable codes for programs: rule ids, problem codes, and reasons why something was not checked. */

/** Reasons why something was not checked. */
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
  "open-questions",
] as const;

export type NotCheckedCode = (typeof NOT_CHECKED_CODES)[number];

/** Reasons why an input could not be audited. */
export const PROBLEM_CODES = [
  // Files.
  "no-file",
  "unreadable-file",
  "too-large",
  "bad-encoding",
  "empty-file",
  "not-a-roster",
  "not-a-standard",
  "several-documents",
  // Syntax.
  "broken-syntax",
  "too-deep",
  "too-many-documents",
  "too-many-aliases",
  "bad-alias",
  "tag",
  "merge-key",
  "bad-key",
  "duplicate-key",
  "lone-surrogate",
  // Keys and values.
  "unknown-key",
  "identifying-key",
  "missing-key",
  "missing-value",
  "wrong-value",
  "too-long",
  // Ids and names.
  "duplicate-id",
  "several-ids",
  "id-in-id",
  "unknown-clinician",
  "unknown-patient",
  "unknown-couple",
  "unknown-kind",
  "unknown-role",
  "unknown-rule",
  "unknown-standard",
  "missing-section",
  "reserved-name",
  "duplicate-name",
  // Times.
  "bad-time",
  "bad-date",
  "bad-timezone",
  "missing-week",
  "missing-timezone",
  "skipped-time",
  "end-before-start",
  "outside-session",
  "overlapping-stays",
  // Couples and limits.
  "couple-of-one",
  "in-two-couples",
  "bad-ratio",
  "bad-weight",
  "bad-waiver",
  "bad-import",
  "circular-extends",
  "too-many-problems",
] as const;

export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** The ids of all rules, in the order of the documentation. */
export const RULE_IDS = [
  "ratio-exceeded",
  "session-unstaffed",
  "couples-therapist-missing",
  "group-too-large",
  "too-few-clinicians",
  "published-ratio-too-loose",
  "caseload-exceeded",
  "couple-separated",
  "couples-therapist-not-distinct",
  "couples-therapist-not-dedicated",
  "couples-therapist-modality",
  "partner-without-counselor",
  "clinician-double-booked",
  "patient-double-booked",
  "clinician-away",
  "license-mismatch",
  "crisis-coverage-gap",
  "weekly-hours-low",
  "billing-code-missing",
  "billing-code-mismatch",
  "coverage-unverified",
  "offering-missing",
  "session-empty",
  "session-outside-week",
  "session-length-unlikely",
  "ids-look-alike",
  "outside-availability",
  "over-max-hours",
  "at-capacity",
  "waiver-lapsed",
  "waiver-unused",
] as const;

export type RuleId = (typeof RULE_IDS)[number];
