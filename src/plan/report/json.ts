/** Plans and capacities for programs: version 1. */
import { jsonText } from "../../report/formats/json-text.ts";
import { VERSION } from "../../version.ts";
import type { CapacityReport } from "./capacity-report.ts";
import type { PlanReport } from "./plan-report.ts";

const TOOL = { name: "ratio-audit", version: VERSION };

/** A plan; `diff` has the lines of the roster that change. */
export function planJson(report: PlanReport, diff: readonly string[]): string {
  return `${[...jsonText({ version: 1, tool: TOOL, ...report, diff }, 4)].join("")}\n`;
}

export function capacityJson(report: CapacityReport): string {
  return `${[...jsonText({ version: 1, tool: TOOL, ...report }, 4)].join("")}\n`;
}
