/** The plans of many more random weeks, or as many as PLAN_RUNS says; see test/plan.test.ts. */
import { describe } from "vitest";
import { planEach } from "./support/plan-tests.ts";

const RUNS = Number(process.env.PLAN_RUNS ?? 500);

describe("the plan of a random week, in a large sample", () => planEach(2 * RUNS, { people: 3, sessions: 3 }), 900_000);
describe("the plan of a larger week", () => planEach(RUNS, { people: 4, sessions: 4 }), 900_000);
describe("the plan of a week in several parts", () => planEach(RUNS, { people: 3, sessions: 5, isSpread: true }), 900_000);
