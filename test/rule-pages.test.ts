/** The pages of `docs/rules/` say what the rules say. */
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { rulePages } from "../scripts/rule-pages.ts";

const pages = await rulePages();

test.each(Object.entries(pages))("%s is current (else: npm run schemas)", (file, text) => {
  expect(readFileSync(file, "utf8")).toBe(text);
});

test("no page describes a rule that does not exist", () => {
  expect(readdirSync("docs/rules").map((name) => `docs/rules/${name}`)).toEqual(Object.keys(pages).sort());
});

test("every rule page quotes a finding", () => {
  for (const [file, text] of Object.entries(pages)) if (!file.endsWith("README.md")) expect(text).toMatch(/\nFindings:\n\n- \S/);
});
