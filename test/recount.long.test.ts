/** The recount on several thousand rosters, or as many as RECOUNT_RUNS says for a case of weight 1. */
import { describe } from "vitest";
import { recountEach } from "./support/recount-tests.ts";

describe(
  "the engine agrees with a recount of every minute, in a large sample",
  () => recountEach(Number(process.env.RECOUNT_RUNS ?? 200)),
  600_000,
);
