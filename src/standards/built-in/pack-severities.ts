import type { Severity } from "../schema.ts";
import { benchmark } from "./benchmark.ts";

/**
 * The roster rules find contradictions in a roster, and patients who are left alone. They are on under every built-in standard,
 * with the severity of `benchmark`.
 */
export const ROSTER_RULES: readonly string[] = [
  "session-unstaffed",
  "couples-therapist-missing",
  "clinician-double-booked",
  "patient-double-booked",
  "clinician-away",
  "session-empty",
  "session-outside-week",
  "session-length-unlikely",
  "ids-look-alike",
  "outside-availability",
  "over-max-hours",
];

/** The severities of a pack: error for the rules that check its own limits, roster rules as in `benchmark`, all others off. */
export function packSeverities(...own: readonly string[]): Record<string, Severity | "off"> {
  const severity = (rule: string, inBenchmark: Severity | "off") =>
    own.includes(rule) ? "error" : ROSTER_RULES.includes(rule) ? inBenchmark : "off";
  return Object.fromEntries(Object.entries(benchmark.rules ?? {}).map(([rule, inBenchmark]) => [rule, severity(rule, inBenchmark)]));
}
