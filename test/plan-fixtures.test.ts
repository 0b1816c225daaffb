/**
 * The cases under `fixtures/plan-*`: each folder holds a roster beside the plan of it. To add a case, add a folder with a roster and run
 * `UPDATE_FIXTURES=1 npx vitest run test/plan-fixtures.test.ts`; then read what was written.
 *
 *   roster.yaml     the roster; absent where `args` names another file
 *   args            options and files, one to a line; `capacity` on the first line asks for the capacity
 *   plan.txt        the pretty text and the exit code; `capacity.txt` for a capacity
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ratioAudit } from "./support/command-line.ts";

const UPDATE = process.env.UPDATE_FIXTURES === "1";
const CASES = readdirSync("fixtures")
  .filter((name) => name.startsWith("plan-"))
  .map((name) => {
    const folder = `fixtures/${name}`;
    const lines = existsSync(`${folder}/args`) ? readFileSync(`${folder}/args`, "utf8").split("\n").filter(Boolean) : [];
    const command = lines[0] === "capacity" ? "capacity" : "plan";
    const roster = existsSync(`${folder}/roster.yaml`) ? [`${folder}/roster.yaml`] : [];
    return { name, command, args: [...lines.filter((line) => line !== command), ...roster], expected: `${folder}/${command}.txt` };
  });
const PLANS = CASES.filter(({ command }) => command === "plan");

describe("a plan or capacity", () => {
  test.each(CASES)("$name", async ({ command, args, expected }) => {
    const { out, err, code } = await ratioAudit([command, ...args]);
    const text = `${out}${err}exit code: ${code}\n`;
    if (UPDATE) writeFileSync(expected, text);
    expect(existsSync(expected) ? readFileSync(expected, "utf8") : "", expected).toBe(text);
  });
});

describe("a written plan", () => {
  test.each(PLANS)("of $name leaves the findings that it named, and nothing to change", async ({ args }) => {
    const folder = mkdtempSync(join(tmpdir(), "ratio-audit-plan-"));
    const options = args.slice(0, -1);
    const copy = join(folder, "week.yaml");
    writeFileSync(copy, readFileSync(args.at(-1) as string));
    const promised = JSON.parse((await ratioAudit(["plan", "-f", "json", "--write", ...options, copy])).out);
    const { summary } = JSON.parse((await ratioAudit(["check", "-f", "json", copy])).out);
    const again = JSON.parse((await ratioAudit(["plan", "-f", "json", ...options, copy])).out);
    rmSync(folder, { recursive: true });
    expect([summary.errors, summary.warnings]).toEqual([promised.after.errors, promised.after.warnings]);
    expect([again.steps, again.diff, again.vacancies.length]).toEqual([[], [], promised.vacancies.length]);
    expect(again.before).toEqual(promised.after);
  });
});
