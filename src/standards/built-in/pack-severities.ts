import type { Severity } from "../schema.ts";
import { benchmark } from "./benchmark.ts";

/** Severities of a pack: errors of the rules that judge its own limits, and every other rule off. */
export function packSeverities(...on: readonly string[]): Record<string, Severity | "off"> {
  return Object.fromEntries(Object.keys(benchmark.rules ?? {}).map((rule) => [rule, on.includes(rule) ? "error" : "off"]));
}
