import type { Severity } from "../schema.ts";
import { benchmark } from "./benchmark.ts";

/**
 * The roster rules: a roster that contradicts itself, or leaves patients alone, is found under every built-in standard, with
 * the severity of `benchmark`. A rule joins by a line here.
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

/** Severities of a pack: errors of the rules that check its own limits, the roster rules as in `benchmark`, all others off. */
export function packSeverities(...own: readonly string[]): Record<string, Severity | "off"> {
  const severity = (rule: string, inBenchmark: Severity | "off") =>
    own.includes(rule) ? "error" : ROSTER_RULES.includes(rule) ? inBenchmark : "off";
  return Object.fromEntries(Object.entries(benchmark.rules ?? {}).map(([rule, inBenchmark]) => [rule, severity(rule, inBenchmark)]));
}
