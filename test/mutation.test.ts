/**
 * Changes each number, comparison and unit in the standards and the rules by one step. For each the library is put together
 * anew and asked what other tests ask it: the examples of the rules, the fixtures with their expected reports, and the
 * numbers that the standards are to state. At least one of these must fail.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { expect, test } from "vitest";
import type * as Library from "../src/index.ts";
import type { StandardFile } from "../src/index.ts";
import type * as Rules from "../src/rules/list.ts";
import { RULES } from "../src/rules/list.ts";
import type * as Standards from "../src/standards/built-in/list.ts";
import { BOUNDS, foundIn } from "./support/bounds.ts";
import { filesIn, loadWith, type Mutant, mutantsOf } from "./support/mutants.ts";
import { NUMBERS, PACKS, show } from "./support/stated-numbers.ts";

type Api = Pick<typeof Library, "audit" | "parseRoster"> &
  Pick<typeof Rules, "RULES"> &
  Pick<typeof Standards, "BUILT_IN" | "builtInStandard" | "builtInFile">;

const load = (mutant: Mutant | null) =>
  loadWith(["src/index.ts", "src/rules/list.ts", "src/standards/built-in/list.ts"], mutant) as unknown as Api;

interface Check {
  /** The rules that it is about, so that those are asked first. */
  readonly about: string;
  passes(api: Api): boolean;
}

/** The fixtures that the library can audit by itself, with standards that are built in. */
const fixtures: Check[] = readdirSync("fixtures")
  .filter((name) => name.startsWith("ok-"))
  .flatMap((name) => {
    const folder = join("fixtures", name);
    const args = existsSync(join(folder, "args")) ? readFileSync(join(folder, "args"), "utf8").split("\n").filter(Boolean) : [];
    const standards = args.filter((_, i) => /^(?:-s|--standard)$/.test(args[i - 1] ?? ""));
    const rosters = readdirSync(folder).filter((file) => /^roster.*\.(?:ya?ml|json)$/.test(file));
    const others = args.filter((arg, i) => !/^(?:-s|--standard)$/.test(arg) && !/^(?:-s|--standard)$/.test(args[i - 1] ?? ""));
    if (rosters.length === 0 || others.length > 0 || standards.some((one) => one.includes("/"))) return [];
    const house = existsSync(join(folder, "house.json")) ? JSON.parse(readFileSync(join(folder, "house.json"), "utf8")) : null;
    const expected = JSON.parse(readFileSync(join(folder, "expected.json"), "utf8"));
    const texts = rosters.map((file) => [`${folder}/${file}`, readFileSync(join(folder, file))] as const);
    if (texts.some(([, text]) => /standard: \[[^\]]*[./]/.test(text.toString()))) return [];
    return {
      about: JSON.stringify(expected.rosters.map((one: { findings: { rule: string }[] }) => one.findings.map(({ rule }) => rule))),
      passes: ({ audit, parseRoster }: Api) => {
        const report = audit(
          texts.flatMap(([file, text]) => parseRoster(text, { file })),
          { standards: house === null ? standards : [house] },
        );
        return isDeepStrictEqual(JSON.parse(JSON.stringify({ ...report, tool: 0 })), { ...expected, tool: 0 });
      },
    };
  });

/** The examples of the rules: the failing one fires, the passing one does not. */
const examples: Check[] = RULES.map(({ id }, i) => ({
  about: id,
  passes: (api: Api) => {
    const rule = api.RULES[i] as (typeof RULES)[number];
    const fires = (example: typeof rule.failing) => {
      const { rosters, findings } = api.audit(
        api.parseRoster(example.roster),
        example.standard === undefined ? {} : { standards: [example.standard] },
      );
      return [...findings, ...rosters.flatMap((one) => one.findings)].some((finding) => finding.rule === id);
    };
    return fires(rule.failing) && !fires(rule.passing);
  },
}));

/** What standards are to state. */
const numbers: Check = {
  about: "standards",
  passes: ({ builtInStandard }) =>
    NUMBERS.every(([, name, kind, limits]) => isDeepStrictEqual(builtInStandard(name)?.kinds.get(kind)?.limits.map(show), limits)) &&
    PACKS.every(([name, , states]) => {
      const standard = builtInStandard(name);
      return Object.entries(states).every(([what, stated]) => {
        if (what === "caseload") return standard?.caseload?.number === stated;
        if (what === "weeklyHours") return standard?.weeklyHours?.number === stated;
        return isDeepStrictEqual(standard?.kinds.get(what)?.limits.map(show), stated);
      });
    }),
};

const bounds: Check[] = BOUNDS.map(({ roster, standards, expected }) => ({
  about: expected.join(),
  passes: ({ audit, parseRoster }) => isDeepStrictEqual(foundIn(audit(parseRoster(roster), { standards })), expected),
}));

/** Sizes from 0 to 9999 are taken and no other; a parent that is not there and one in a circle are told apart. */
const refusals: Check = {
  about: "standard",
  passes: ({ audit, parseRoster }) => {
    const refused = (file: StandardFile): string => {
      try {
        audit(parseRoster(BOUNDS[0]?.roster as string), { standards: [file] });
        return "";
      } catch (error) {
        return (error as Error).message;
      }
    };
    const size = (maxPatients: number) => refused({ name: "own", kinds: { group: { maxPatients } } });
    const unknown = refused({ name: "own", extends: "nowhere" });
    const day = (until: string) =>
      refused({ name: "own", waivers: [{ rule: "session-empty", session: "s", reason: "r", approvedBy: "a", until }] });
    return (
      [size(-1), size(10_000), day("2026-02-30")].every((one) => one !== "") &&
      [size(0), size(9999), day("2026-02-28")].every((one) => one === "") &&
      /^unknown/.test(unknown)
    );
  },
};

const CHECKS: readonly Check[] = [...examples, numbers, ...bounds, refusals, ...fixtures];

/** Tests that ask the library alone, run here as they are written. */
const TEST_FILES = ["people-and-hours", "waivers", "boundaries"].map((name) => `test/${name}.test.ts`);

/** Runs the tests of a file against the source with a mutant; throws what the first that fails throws. */
function runTests(file: string, mutant: Mutant | null): void {
  const tests: (() => unknown)[] = [];
  const collect = (_: string, run: () => unknown) => tests.push(run);
  const each = (rows: readonly unknown[]) => (_: string, run: (...row: unknown[]) => unknown) => {
    for (const row of rows) tests.push(() => (Array.isArray(row) ? run(...row) : run(row)));
  };
  const testing = Object.assign(collect, { each });
  const describe = (_: string, run: () => void) => run();
  loadWith([file], mutant, { vitest: { describe: Object.assign(describe, { each }), test: testing, it: testing, expect } });
  for (const run of tests) run();
}

/** Whether any check fails, or the library cannot even be put together. */
function isNoticed(mutant: Mutant): boolean {
  const rule = mutant.file.split("/").at(-1)?.replace(".ts", "") ?? "";
  const inOrder = [...CHECKS].sort((a, b) => Number(b.about.includes(rule)) - Number(a.about.includes(rule)));
  try {
    const api = load(mutant);
    if (inOrder.some((check) => !check.passes(api))) return true;
    for (const file of TEST_FILES) runTests(file, mutant);
    return false;
  } catch {
    return true;
  }
}

test("unchanged, all of them pass", () => {
  for (const file of TEST_FILES) runTests(file, null);
  const api = load(null);
  expect(CHECKS.filter((check) => !check.passes(api)).map(({ about }) => about)).toEqual([]);
});

/** What rules have in files of their own, beside the engine that all share. */
const PARTS_OF_RULES = ["billing", "licenses", "weekly-minutes", "waivers"].map((name) => `src/audit/${name}.ts`);

test.each([
  ["the standards", filesIn("src/standards")],
  ["the rules", filesIn("src/rules")],
  ["what rules are made of", PARTS_OF_RULES],
])(
  "each number, comparison and unit in %s matters to at least one",
  (_, files) => {
    const mutants = files.flatMap(mutantsOf);
    const unnoticed = mutants.filter((mutant) => !isNoticed(mutant));
    expect(mutants.length).toBeGreaterThan(40);
    expect(unnoticed.map(({ file, line, change }) => `${file}:${line}  ${change}`)).toEqual([]);
  },
  240_000,
);
