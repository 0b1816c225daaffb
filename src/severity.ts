import type { Severity } from "./standards/schema.ts";

/** Severities from the lowest to the highest. */
export const SEVERITIES: readonly Severity[] = ["note", "warning", "error"];

/** The highest of several severities; null for an empty list. */
export function highest(severities: readonly Severity[]): Severity | null {
  return SEVERITIES.findLast((severity) => severities.includes(severity)) ?? null;
}

/** Whether a severity is at least as high as another. */
export function isAtLeast(severity: Severity, least: Severity): boolean {
  return SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(least);
}
