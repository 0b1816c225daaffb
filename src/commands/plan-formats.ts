/** The formats of plans and capacities. Apart from the commands, which the help does not load. */
export const PLAN_FORMATS = ["pretty", "json", "markdown", "html"] as const;
export type PlanFormat = (typeof PLAN_FORMATS)[number];

export const CAPACITY_FORMATS = ["pretty", "json", "html"] as const;
export type CapacityFormat = (typeof CAPACITY_FORMATS)[number];
