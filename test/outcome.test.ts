/** The first sentence of every report that people read: it never says that all is well where something is broken, waived or not judged. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { ratioAudit } from "./support/command-line.ts";
import { named, pageTree, withClass, wordsOf } from "./support/page.ts";

const folder = mkdtempSync(join(tmpdir(), "ratio-audit-outcome-"));
afterAll(() => rmSync(folder, { recursive: true }));

const CASES = {
  "in order": {
    session: "kind: group, clinicians: [lee], patients: 6",
    says: "The week is in order: no limit is broken at any moment, and no rule found anything.",
    tone: "good",
    verdict: "within limits",
  },
  "broken, which is waived": {
    session: "kind: group, clinicians: [lee], patients: 7",
    standard: "waivers: [{ rule: ratio-exceeded, session: mon, reason: new hire, approvedBy: director }]",
    says: "But for 1 session under a waiver, no session breaks a limit, and no rule found anything.",
    tone: "doubtful",
    verdict: "waived",
  },
  "broken by a rule that is off": {
    session: "kind: group, clinicians: [lee], patients: 9",
    standard: "rules: { ratio-exceeded: off }",
    says: "But for 1 session under a rule that is off, no session breaks a limit, and no rule found anything.",
    tone: "doubtful",
    verdict: "broken, rule off",
  },
  "without staff, by rules that are off": {
    session: "kind: group, clinicians: [], patients: 9",
    standard: "rules: { ratio-exceeded: off, session-unstaffed: off }",
    says: "But for 1 session under a rule that is off, no session breaks a limit, and no rule found anything.",
    tone: "doubtful",
    verdict: "broken, rule off",
  },
  "broken by a rule that is off, with something else to look at": {
    session: "kind: group, clinicians: [lee], patients: 9",
    standard: "rules: { ratio-exceeded: off, billing-code-missing: warning }",
    says: "But for 1 session under a rule that is off, no session breaks a limit.",
    tone: "doubtful",
    verdict: "broken, rule off",
  },
  "broken twice, of which one is waived and the other's rule off": {
    session: "kind: group, clinicians: [lee], patients: 9",
    standard:
      "kinds: { group: { maxPatients: 8 } }\nrules: { group-too-large: off }\nwaivers: [{ rule: ratio-exceeded, session: mon, reason: new hire, approvedBy: director }]",
    says: "But for 1 session under a rule that is off, no session breaks a limit, and no rule found anything.",
    tone: "doubtful",
    verdict: "broken, rule off",
  },
  "without any limit": {
    session: "kind: check-in, clinicians: [lee], patients: 27",
    says: "No session has a limit to be held to, and no rule found anything.",
    tone: "neutral",
    verdict: "no limit",
  },
} as const;

test("in pretty and Markdown a session under a rule that is off is named, and nobody says that nothing breaks", async () => {
  const roster =
    "clinicians: [{ id: lee, roles: [therapist] }]\nsessions: [{ id: mon, start: 2026-11-30T18:00, minutes: 90, kind: group, clinicians: [lee], patients: 9 }]\n";
  const standard = join(folder, "off.yaml");
  writeFileSync(standard, "name: house\nextends: benchmark\nrules: { ratio-exceeded: off }\n");
  const run = async (format: string) => (await ratioAudit(["-f", format, "-s", standard, "-"], { stdin: roster })).out.replace(/\s+/g, " ");
  expect(await run("pretty")).toContain("Broken, whose rule is off: mon (group).");
  expect(await run("pretty")).toContain("Nothing else breaks. Look at the sessions under a waiver or a rule that is off;");
  expect(await run("markdown")).toContain("Broken, whose rule is off: `mon`.");
});

describe.each(Object.entries(CASES))("a week %s", (name, { session, says, tone, verdict, ...more }) => {
  const file = join(folder, `${name.replaceAll(" ", "-")}.yaml`);
  const standard = join(folder, `${name.replaceAll(" ", "-")}-standard.yaml`);
  writeFileSync(
    file,
    `clinicians: [{ id: lee, roles: [therapist] }]\nsessions: [{ id: mon, start: 2026-11-30T18:00, minutes: 90, ${session} }]\n`,
  );
  writeFileSync(standard, `name: house\nextends: benchmark\n${"standard" in more ? more.standard : ""}\n`);
  const run = async (...args: string[]) => (await ratioAudit([...args, "-s", standard, file])).out;

  test.each(["pretty", "markdown"])("is summed up in %s", async (format) => {
    expect((await run("-f", format)).replace(/\s+/g, " ")).toContain(says);
  });

  test("is summed up in the terminal, in which the session is not called what it is not", async () => {
    const out = await run("week");
    expect(out.replace(/\s+/g, " ")).toContain(says);
    expect(out).toContain(verdict);
    expect((await run("week", "--plain")).replace(/\s+/g, " ")).toContain(`: ${verdict}`);
  });

  test("is summed up at the head of the page, in which the session is not called what it is not", async () => {
    const tree = pageTree(await run("-f", "html"));
    const [head] = named(tree, "h1");
    expect(head?.attrs).toEqual([{ name: "class", value: tone }]);
    expect(wordsOf(head as never).trim()).toBe(says);
    expect(withClass(tree, "verdict").map((one) => wordsOf(one).trim())).toContain(verdict);
    expect(withClass(tree, "block").map(wordsOf).join("")).toContain(verdict);
  });
});
