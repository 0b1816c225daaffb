import { benchmark } from "./benchmark.ts";
import type { Severity } from "./standard-file.ts";

/** Severities of a pack: errors of the rules that judge its own limits, and every other rule off. */
export function only(...on: readonly string[]): Record<string, Severity | "off"> {
  return Object.fromEntries(Object.keys(benchmark.rules ?? {}).map((rule) => [rule, on.includes(rule) ? "error" : "off"]));
}
