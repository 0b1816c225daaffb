import type { Severity } from "./standards/standard-file.ts";

/** Severities from the lightest to the gravest. */
export const SEVERITIES: readonly Severity[] = ["note", "warning", "error"];

/** The gravest of several severities; null of none. */
export function highest(severities: readonly Severity[]): Severity | null {
  return SEVERITIES.findLast((severity) => severities.includes(severity)) ?? null;
}
