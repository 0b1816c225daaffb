import type { StandardFile } from "./standard-file.ts";

/** The default: the ratios that the article on virtual intensive outpatient programmes states. */
export const benchmark: StandardFile = {
  name: "benchmark",
  title: "Published benchmark ratios for virtual intensive outpatient programmes",
  source: "A published article on therapist-to-patient ratios in virtual IOPs; it names no authority for its numbers",
  basis: "published-benchmark",
  kinds: {
    group: { ratio: "1:6", per: "patients", source: "article: 1:6 for group therapy sessions" },
    psychoeducation: { ratio: "1:8", per: "patients", source: "article: 1:8 for broader psychoeducational modules" },
    "couples-group": {
      ratio: "1:4",
      per: "couples",
      source: "article: 1:4 for designated couples therapy groups, read in couples as its FAQ counts them",
    },
    "couples-session": {
      ratio: "1:3",
      per: "couples",
      source: 'article: a dedicated couples therapy session "often looks like" 1:3 couples, read as a cap',
    },
  },
  rules: {
    "ratio-exceeded": "error",
    "session-unstaffed": "error",
    "couples-therapist-missing": "error",
    "group-too-large": "error",
    "too-few-clinicians": "error",
    "couple-separated": "warning",
    "couples-therapist-not-distinct": "error",
    "couples-therapist-not-dedicated": "off",
    "clinician-double-booked": "error",
    "patient-double-booked": "error",
    "clinician-away": "warning",
    "session-empty": "note",
    "session-outside-week": "warning",
    "at-capacity": "off",
  },
};
