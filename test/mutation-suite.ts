/**
 * The tests that Stryker runs for each mutant: fast ones that call the core within the process. One file, so that each of the
 * thousands of runs loads the core once; the small and quick ones come first, for the first failure ends a run.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import "./setup.ts";
import "./bounds.test.ts";
import "./rules.test.ts";
import "./rules-edges.test.ts";
import "./boundaries.test.ts";
import "./waivers.test.ts";
import "./people-and-hours.test.ts";
import "./worst-moment.test.ts";
import "./messages.test.ts";
import "./free-clinicians.test.ts";
import "./between-rosters.test.ts";
import "./remarks.test.ts";
import { CASES as FIXTURES } from "./support/cases.ts";
import { ratioAudit } from "./support/command-line.ts";
import { CASES } from "./support/recount-cases.ts";
import { agreeing } from "./support/recount-compare.ts";

// What is said of a finding and how it is repaired, word for word.
const TOLD = FIXTURES.filter(({ folder }) => existsSync(join(folder, "transcript.txt")));

test.each(TOLD.map((one) => [one.name, one] as const))("transcript: %s", async (_, { folder, args, stdin }) => {
  const { out, err, code } = await ratioAudit(args, { stdin });
  expect(`${out}${err}exit code: ${code}\n`).toBe(readFileSync(join(folder, "transcript.txt"), "utf8"));
});

// A few rosters of each case. That the case occurs in them is asserted elsewhere, of more.
test.each(CASES.map((one) => [one.name, one] as const))("recount: %s", (_, { cases, weight }) => {
  agreeing(cases, Math.ceil(4 * weight), true);
});
