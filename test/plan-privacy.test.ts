/**
 * No patient's or couple's id, no comment and no unknown text leaves the roster in a plan or a capacity, as in privacy.test.ts for
 * audits: in no format, on no stream, in no file that is written beside the roster. The changed lines of the roster are a special
 * danger, because they quote lines on which patients may be. Every canary has the core `zq7` or `canary`, or is a long number.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { capacity, parseRoster, plan } from "../src/index.ts";
import type { PlanReport } from "../src/plan/report/plan-report.ts";
import { CANARIES, PLAIN, TRACE } from "./support/canaries.ts";
import { ratioAudit } from "./support/command-line.ts";
import { holdsForEach, IS_LONG_RUN, named, some } from "./support/matrix.ts";

/** A week with changes, missing people and findings that are left, on sessions in which three patients and a couple are. */
function week(a: unknown, b: unknown, c: unknown, couple: unknown) {
  return {
    program: "Lakeside",
    week: "2026-11-30",
    standard: ["premium"],
    clinicians: [
      { id: "lee", roles: ["therapist"], licensedIn: ["NY"], away: [{ start: "Mon 18:00", end: "Mon 18:10" }] },
      { id: "noor", roles: ["couples-therapist"] },
      { id: "kim", roles: ["therapist"], maxHours: 3 },
    ],
    patients: [
      { id: a, counselor: "noor", state: "NY" },
      { id: b, counselor: "lee" },
      { id: c },
      ...["p4", "p5", "p6", "p7"].map((id) => ({ id })),
    ],
    couples: [{ id: couple, partners: [a, b] }],
    sessions: [
      {
        id: "mon",
        title: "Evening group",
        kind: "group",
        start: "Mon 18:00",
        minutes: 90,
        patients: [{ id: a, from: "18:15", until: "19:00" }, b, c, "p4", "p5", "p6", "p7"],
        clinicians: ["lee", { id: "noor", from: "19:00" }],
      },
      {
        id: "tue",
        kind: "couples-session",
        start: "Tue 18:00",
        minutes: 60,
        clinicians: ["lee"],
        couples: [{ id: couple, from: "18:10" }],
      },
      { id: "wed", kind: "group", start: "Wed 18:00", minutes: 90, clinicians: [], patients: [c, a, b] },
      { id: "wed2", kind: "check-in", start: "Wed 18:30", minutes: 15, clinicians: ["noor"], patients: [c] },
    ],
    onCall: [{ clinician: "lee", start: "Mon 00:00", end: "Tue 00:00" }],
  };
}

interface View {
  readonly command: "plan" | "capacity";
  readonly format: string;
  readonly width?: number;
  readonly args?: readonly string[];
}
const ABSENCES = ["--without", "lee", "--without", "noor@Tue", "--add", "group=3"];
const VIEWS: readonly View[] = [
  { command: "plan", format: "json" },
  { command: "plan", format: "pretty" },
  { command: "plan", format: "markdown" },
  { command: "plan", format: "html" },
  { command: "plan", format: "pretty", width: 40, args: ["--fix", "warning"] },
  { command: "plan", format: "pretty", width: 300, args: ["--cannot", "kim"] },
  { command: "plan", format: "json", args: ["--fix", "warning", "--same-day"] },
  { command: "capacity", format: "json", args: ABSENCES },
  { command: "capacity", format: "pretty", args: ABSENCES },
  { command: "capacity", format: "pretty", width: 50 },
];
/** As JSON, which holds the most, and in two other views by turns. */
let turn = 0;
function someViews(): readonly View[] {
  if (IS_LONG_RUN) return VIEWS;
  turn++;
  return [VIEWS[0] as View, VIEWS[1 + (turn % (VIEWS.length - 1))] as View, VIEWS[1 + ((turn + 4) % (VIEWS.length - 1))] as View];
}

/** The text around a canary in what was said: as printed, unwrapped, with escapes and tags undone; or null. */
function leak(said: string): string | null {
  const plain = said.replace(/\u001b\[[0-9;]*m/g, "");
  const texts = plain.trimStart().startsWith("{") ? allTexts(JSON.parse(plain.slice(0, plain.lastIndexOf("}") + 1))).join("\n") : "";
  const unescaped = plain
    .replace(/<[^<>]*>/g, "")
    .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
    .replace(/\\(?=[!-/:-@[-`{-~])/g, "");
  const all = `${plain}\n${plain.replace(/\s+/g, " ")}\n${texts}\n${unescaped}`.replace(/[0-9a-f]{32,64}/g, "");
  const found = TRACE.exec(all);
  return found === null ? null : all.slice(Math.max(0, found.index - 120), found.index + 60);
}

function allTexts(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [String(value)];
  return Object.entries(value).flatMap(([key, one]) => [key, ...allTexts(one)]);
}

async function expectNoLeak(text: string, codes: readonly number[] = [0, 1], views = someViews()): Promise<void> {
  for (const { command, format, width, args = [] } of views) {
    const { code, out, err } = await ratioAudit([command, "--no-config", "-", "-f", format, ...args], {
      stdin: text,
      ...(width === undefined ? {} : { terminal: width }),
    });
    expect(codes, err).toContain(code);
    const shown = leak(`${out}\n${err}`);
    if (shown !== null) throw new Error(`a canary leaks in ${command} ${format}: …${shown}…\nfrom\n${text.slice(0, 800)}`);
  }
}

/** The same data as JSON and YAML, loose and dense; with short runs as dense JSON, dense YAML and one more. */
function spellings(value: unknown): string[] {
  const all = [
    JSON.stringify(value),
    stringify(value, { aliasDuplicateObjects: false, collectionStyle: "flow", lineWidth: 0 }),
    JSON.stringify(value, null, 2),
    stringify(value, { aliasDuplicateObjects: false }),
    stringify(value, { aliasDuplicateObjects: false, defaultStringType: "QUOTE_SINGLE", defaultKeyType: "PLAIN", lineWidth: 40 }),
    oneLineEach(value as ReturnType<typeof week>),
  ];
  turn++;
  return IS_LONG_RUN ? all : [all[turn % 2] as string, all[2 + (turn % 4)] as string];
}

/** YAML in which each session is one line, clinicians and patients on it. */
function oneLineEach({ sessions, ...rest }: ReturnType<typeof week>): string {
  return `${stringify(rest)}sessions:\n${sessions.map((one) => `  - ${JSON.stringify(one)}\n`).join("")}`;
}

const folder = mkdtempSync(join(tmpdir(), "ratio-audit-plan-privacy-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("the week has everything that a plan tells of", async () => {
  const { out } = await ratioAudit(["plan", "-", "-f", "json"], { stdin: oneLineEach(week("p1", "p2", "p3", "c1")) });
  const report = JSON.parse(out) as PlanReport & { diff: string[] };
  expect(report.steps.length).toBeGreaterThan(0);
  expect(report.vacancies[0]?.obstacles.length).toBeGreaterThan(0);
  expect(report.left.map(({ message }) => message).join()).toMatch(/patient #\d/);
  expect(report.diff.join("\n")).toContain('"patients":[••••,••••');
});

describe("a canary does not come out of plan and capacity", () => {
  test("as the id of a patient", () =>
    holdsForEach(named(some(CANARIES, 2)), async (id) => {
      for (const text of spellings(week(id, "p2", "p3", "c1"))) await expectNoLeak(text);
      for (const text of some(spellings(week("p1", id, "p3", "c1")), 2)) await expectNoLeak(text);
      for (const text of some(spellings(week("p1", "p2", id, "c1")), 2)) await expectNoLeak(text);
    }));

  test("as the id of a couple, or where there is no section of patients", () =>
    holdsForEach(named(some(CANARIES, 4)), async (id) => {
      for (const text of spellings(week("p1", "p2", "p3", id))) await expectNoLeak(text);
      const { patients: _, ...rest } = week(id, "p2", "p3", "c1");
      for (const text of spellings({ ...rest, patients: undefined } as never)) await expectNoLeak(text);
    }));

  test("as an id in the name of the program and in titles", () =>
    holdsForEach(
      named(
        some(
          CANARIES.filter((id) => [...id].length >= 3),
          3,
        ),
      ),
      async (id) => {
        const data = week(id, "p2", "p3", "c1");
        const quoting = `Group ${id} (${id})`;
        const titled = { ...data, program: quoting, sessions: data.sessions.map((one) => ({ ...one, title: quoting })) };
        for (const text of spellings(titled)) await expectNoLeak(text);
      },
    ));

  test("in comments of every line, changed ones too", async () => {
    const data = week("p1", "p2", "p3", "c1");
    const texts = [stringify(data), oneLineEach(data), stringify(data, { indentSeq: false })];
    for (const text of texts) {
      const commented = `# ${PLAIN}\n${text.replace(/\n/g, ` # ${PLAIN}, as "${PLAIN}" said\n`)}# ${PLAIN}\n`;
      await expectNoLeak(commented, [0, 1], VIEWS);
    }
  });

  test("in a comment within a list that changes", async () => {
    const text = oneLineEach(week("p1", "p2", "p3", "c1")).replace(
      '"clinicians":["lee",{"id":"noor","from":"19:00"}]',
      `"clinicians": [ # ${PLAIN}\n      "lee", # ${PLAIN}\n      {"id": "noor", "from": "19:00"} # ${PLAIN}\n    ] # ${PLAIN}\n    `,
    );
    expect(text).toContain(PLAIN);
    await expectNoLeak(text, [0, 1], VIEWS);
  });

  test("as tags, anchors and aliases", async () => {
    const text = oneLineEach(week("p1", "p2", "p3", "c1"))
      .replace('"patients":["p3"', `"patients":[&${PLAIN} "p3"`)
      .replace('"patients":["p3"]', `"patients":[*${PLAIN}]`);
    expect(text.match(/zq7/g)).toHaveLength(2);
    await expectNoLeak(text, [0, 1], VIEWS);
  });

  test("in a roster that has problems", async () => {
    for (const broken of [
      { ...week(PLAIN, "p2", "p3", "c1"), [PLAIN]: PLAIN },
      week(PLAIN, PLAIN, "p3", "c1"),
      { ...week(PLAIN, "p2", "p3", "c1"), sessions: [{ id: `mon-${PLAIN}`, kind: PLAIN, start: PLAIN, clinicians: [PLAIN] }] },
    ])
      for (const text of spellings(broken as never)) await expectNoLeak(text, [2], VIEWS);
    await expectNoLeak(`${oneLineEach(week(PLAIN, "p2", "p3", "c1"))}  - {${PLAIN}`, [2], VIEWS);
    await expectNoLeak(`${oneLineEach(week(PLAIN, "p2", "p3", "c1"))}---\n${oneLineEach(week(PLAIN, "p2", "p3", "c1"))}`, [2], VIEWS);
  });

  test("in the name of the file, the messages of --write and the files beside it", () =>
    holdsForEach(
      named(
        some(
          CANARIES.filter((id) => !/[\n/\0]/.test(id) && id.length > 2),
          3,
        ),
      ),
      async (id) => {
        const file = join(folder, `week ${id}.json`);
        const text = JSON.stringify(week(id, "p2", "p3", "c1"));
        for (const format of ["pretty", "json", "markdown", "html"]) {
          writeFileSync(file, text);
          const output = join(folder, "plan");
          const { code, out, err } = await ratioAudit(["plan", "--no-config", file, "--write", "-f", format, "-o", output]);
          expect({ code, out }).toEqual({ code: 1, out: "" });
          expect(err).toMatch(/now has the plan\.\n$/);
          expect(readFileSync(file, "utf8")).not.toBe(text);
          expect(leak(err)).toBe(null);
          expect(leak(readFileSync(output, "utf8"))).toBe(null);
        }
        const below = join(folder, "plan", id);
        for (const args of [
          ["plan", file, "-o", below],
          ["capacity", file, "-o", below],
          ["plan", file, "--cannot", id],
          ["plan", file, "--cannot", `lee@${id}`],
          ["capacity", file, "--without", id],
          ["capacity", file, "--without", `lee@${id}`],
          ["capacity", file, "--add", `${id}=3`],
        ]) {
          const { code, out, err } = await ratioAudit([...args, "--no-config"]);
          expect({ code, out }, err).toEqual({ code: 2, out: "" });
          expect(leak(err)).toBe(null);
        }
      },
    ));

  test("from the library", async () => {
    const [roster] = parseRoster(stringify(week(PLAIN, "p2", "p3", "c1")), { file: `${PLAIN}.yaml` });
    if (roster === undefined) throw new Error("no roster");
    expect(leak(JSON.stringify(await plan(roster)))).toBe(null);
    expect(leak(JSON.stringify(await capacity(roster, { without: [{ clinician: "lee" }] })))).toBe(null);
    await expect(plan({ ...week(PLAIN, "p2", "p3", "c1"), [PLAIN]: 1 } as never)).rejects.not.toThrow(PLAIN);
  });
});
