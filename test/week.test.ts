/** `ratio-audit week`: the picture, the list beneath it, and the sentences in place of both. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import stringWidth from "string-width";
import { afterAll, describe, expect, test } from "vitest";
import { showsUnicode } from "../src/io/unicode.ts";
import type { JsonReport } from "../src/report/schema.ts";
import { ratioAudit } from "./support/command-line.ts";
import { HOSTILE, STEERING } from "./support/hostile-text.ts";
import { holdsForEach, named, some, tries } from "./support/matrix.ts";

const UTF8 = { LANG: "en_US.UTF-8" };
const WIDTHS = [80, 100, 160];
const SHAPES = "✗✓◇○◌⊘∞";
const BREACHING = "fixtures/lakeside-week-breaching.yaml";

interface Session {
  readonly title?: string;
  readonly id: string;
  readonly start: string;
  readonly minutes: number;
  readonly patients: number;
  readonly kind?: string;
  readonly clinicians?: readonly unknown[];
  readonly status?: string;
}

const group = (id: string, start: string, more: Partial<Session> = {}): Session => ({
  ...{ id, kind: "group", start, minutes: 90, clinicians: ["lee"], patients: 6 },
  ...more,
});

function roster(sessions: readonly Session[], more: object = {}): string {
  const clinicians = ["lee", "ortiz", "noor"].map((id) => ({ id, roles: ["therapist"] }));
  return JSON.stringify({ week: "2026-11-30", timezone: "America/New_York", clinicians, sessions, ...more });
}

const CROWDED = roster(
  Array.from({ length: 60 }, (_, i) =>
    group(`s-${i}-of-the-week`, `${["Mon", "Tue", "Wed", "Thu", "Fri"][i % 5]} ${9 + ((i * 7) % 11)}:${["00", "15", "30", "45"][i % 4]}`, {
      minutes: [30, 50, 60, 90][i % 4] as number,
      patients: 1 + (i % 9),
    }),
  ).map((one) => ({ ...one, start: one.start.replace(/ (\d):/, " 0$1:") })),
);

const MADE_UP: Readonly<Record<string, string>> = {
  overlapping: roster(["18:00", "18:15", "18:30", "19:00"].map((clock, i) => group(`s${i}`, `Mon ${clock}`, { patients: 5 + i }))),
  "all at once": roster(Array.from({ length: 40 }, (_, i) => group(`s${i}`, "Wed 18:00"))),
  "touching within half an hour": roster([group("a", "Mon 18:00", { minutes: 50 }), group("b", "Mon 18:50", { minutes: 50 })]),
  overnight: roster([group("night", "Mon 23:00", { minutes: 150, patients: 7 })]),
  "over the end of the week": roster([group("late", "Sun 23:00", { minutes: 150, patients: 7 })]),
  "clocks set back": roster([group("night", "2026-11-01T00:30", { minutes: 180, patients: 7 })], { week: "2026-10-26" }),
  "clocks set forward": roster([group("night", "2026-03-08T01:30", { minutes: 90, patients: 7 })], { week: "2026-03-02" }),
  crowded: CROWDED,
  "one session": roster([group("only", "Thu 10:10", { minutes: 15 })]),
  "all canceled": roster([group("a", "Mon 18:00", { status: "canceled" }), group("b", "Tue 18:00", { status: "canceled" })]),
  "many other days": roster(
    Array.from({ length: 40 }, (_, i) =>
      group(`s${i}`, `2027-${String(1 + (i % 12)).padStart(2, "0")}-${String(1 + (i % 27)).padStart(2, "0")}T10:00`),
    ),
  ),
  "long ids": roster([group("a".repeat(199), "Mon 18:00"), group(`${"word ".repeat(30)}end`, "Mon 18:30", { patients: 7 })]),
  "ids of every width": roster([
    group("グループ療法の夜の部", "Mon 18:00", { patients: 7 }),
    group("e\u0301te\u0301-du-soir", "Tue 18:00"),
    group("👩‍⚕️-team-🇺🇸".replace("\u200d", ""), "Wed 18:00"),
    group("קבוצת ערב", "Thu 18:00"),
    group("مجموعة", "Thu 18:30", { patients: 8 }),
  ]),
};

const folder = mkdtempSync(join(tmpdir(), "ratio-audit-week-"));
afterAll(() => rmSync(folder, { recursive: true }));

const FILES = [
  ...Object.entries(MADE_UP).map(([name, text]) => {
    const file = join(folder, `${name.replaceAll(" ", "-")}.json`);
    writeFileSync(file, text);
    return { name, file };
  }),
  ...[BREACHING, "fixtures/lakeside-week-clean.yaml"].map((file) => ({ name: file, file })),
  ...readdirSync("fixtures")
    .flatMap((name) => ["roster.yaml", "roster.json"].map((one) => `fixtures/${name}/${one}`))
    .filter((file) => existsSync(file))
    .map((file) => ({ name: file, file })),
];
const VALID = FILES.filter(({ file }) => !file.includes("/err-"));

const week = (args: readonly string[], terminal?: number, env: Readonly<Record<string, string>> = UTF8) =>
  ratioAudit(["week", ...args], terminal === undefined ? { env } : { terminal, env: { ...env, NO_COLOR: "1" } });
const drawn = async (text: string, width = 100) =>
  (await ratioAudit(["week", "-"], { stdin: text, terminal: width, env: { ...UTF8, NO_COLOR: "1" } })).out;

const audited = async (file: string) => JSON.parse((await ratioAudit(["-f", "json", file])).out) as JsonReport;

/** The grids of a week with one roster: all lines before the key. */
function gridOf(out: string): string[] {
  const lines = out.split("\n");
  const at = lines.findIndex((line) => new RegExp(`^[${SHAPES}] [a-z]`).test(line));
  return lines.slice(0, at);
}

/** The entries of the list, each as one line. */
function entriesOf(out: string): string[] {
  const entries: string[] = [];
  for (const line of out.split("\n")) {
    if (new RegExp(`^ *\\d+ {2}[${SHAPES}] `).test(line)) entries.push(line.trim());
    else if (/^ {16,}\S/.test(line) && entries.length > 0 && !/[│█]/.test(line)) entries.push(`${entries.pop()} ${line.trim()}`);
  }
  return entries.map((entry) => entry.replace(/ +/g, " "));
}

const numbersIn = (lines: readonly string[]) => [
  ...new Set(lines.flatMap((line) => [...line.matchAll(new RegExp(`[│█][${SHAPES}] (\\d+)`, "g"))].map(([, number]) => Number(number)))),
];

const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

const byName = (files: readonly (typeof FILES)[number][]) => files.map(({ name, file }) => [name, file] as const);
/** A made-up week of each kind, and some of the fixtures. */
const WEEKS = byName([
  ...VALID.filter(({ file }) => !file.startsWith("fixtures/ok-")),
  ...some(
    VALID.filter(({ file }) => file.startsWith("fixtures/ok-")),
    4,
  ),
]);

describe("a week", () => {
  test("fits into its columns", () =>
    holdsForEach(WEEKS, async (file) => {
      for (const [width, args] of WIDTHS.flatMap(
        (width) =>
          [
            [width, []],
            [width, ["--ascii"]],
          ] as const,
      )) {
        const { out } = await week([...args, file], width);
        for (const line of out.split("\n")) expect(stringWidth(line) > width ? line : "").toBe("");
      }
    }));

  test("has every session in a grid by its number and in the list with the figures of the report", () =>
    holdsForEach(WEEKS, async (file) => {
      const { rosters } = await audited(file);
      if (rosters.length !== 1 || file.includes("ids-of-every-width")) return;
      const sessions = [...(rosters[0]?.sessions ?? [])].sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0));
      for (const width of [80, 160]) {
        const { out } = await week([file], width);
        const isWhole = !out.includes("outside the drawn times");
        if (isWhole) expect(numbersIn(gridOf(out)).sort((a, b) => a - b)).toEqual(upTo(sessions.length));
        const entries = entriesOf(out);
        expect(entries.map((entry) => Number(entry.split(" ")[0]))).toEqual(upTo(sessions.length));
        for (const session of sessions) {
          const { id, kind, verdict, limits, patients } = session;
          const entry = entries.find((one) => one.replace(/ /g, "").includes(id.replace(/ /g, ""))) as string;
          expect(entry).toContain(wordFor(session));
          expect(entry).toContain(kind);
          const caps = limits.map(
            ({ cap, limit }) => ({ ratio: `limit ${cap}`, max: `at most ${cap}`, minClinicians: `at least ${cap}` })[limit],
          );
          const units = (per: string) => (per === "couples" ? ["couple", "seat"] : ["patient"]);
          const figures = limits.flatMap(({ seats, per }) => units(per).map((unit) => `${seats} ${unit}`));
          expect([...figures, ...(limits.length === 0 ? [`${patients} patient`] : [])].some((figure) => entry.includes(figure))).toBe(true);
          if (verdict !== "canceled" && limits.length > 0) expect(caps.some((cap) => entry.includes(cap))).toBe(true);
        }
      }
    }));

  test("has one sentence for each session with --plain, without a sign that is read aloud oddly", () =>
    holdsForEach(WEEKS, async (file) => {
      const { rosters } = await audited(file);
      const { out } = await week(["--plain", file]);
      const sentences = out.split("\n").filter((line) => /^[A-Z][a-z]{2}, [A-Z][a-z]{2} \d+ \d{1,2}:\d\d.* to .*: .*\.$/.test(line));
      expect(sentences).toHaveLength(rosters.reduce((sum, { sessions }) => sum + sessions.length, 0));
      // An id may have such a sign of its own.
      const ours = rosters.flatMap(({ sessions }) => sessions).reduce((text, { id }) => text.replaceAll(id, ""), out);
      expect(ours).not.toMatch(/[│█✗✓◇○◌⊘∞⋮─·–…]/u);
    }));

  test("is printed in the same bytes each time, and says the same in color as without", () =>
    holdsForEach(WEEKS, async (file) => {
      const colored = await ratioAudit(["week", file], { env: { FORCE_COLOR: "1" } });
      const plain = await ratioAudit(["week", file, "--no-color"], { env: { FORCE_COLOR: "1" } });
      expect(colored.out).toContain("\u001b[");
      expect(stripVTControlCharacters(colored.out)).toBe(plain.out);
      expect(await ratioAudit(["week", file])).toEqual(plain);
    }));

  test("ends with the exit code of check", () =>
    holdsForEach(WEEKS, async (file) => {
      expect((await week([file])).code).toBe((await ratioAudit([file])).code);
    }));

  test("is ASCII with --ascii, but for words of the roster", () =>
    holdsForEach(WEEKS, async (file) => {
      const isAscii = /^[^\u0080-\uffff]*$/.test(readFileSync(file, "utf8").replaceAll("\\u", "é"));
      for (const args of isAscii ? [["--ascii"], ["--ascii", "--plain"]] : [])
        expect((await week([...args, file])).out).toMatch(/^[ -~\n]*$/);
    }));
});

const WORDS = { breach: "✗ breaks a limit", waived: "◇ waived", "no-limit": "○ no limit", canceled: "⊘ canceled" };

/** How the list calls a session. */
function wordFor({ verdict, conflict, limits, patients }: JsonReport["rosters"][number]["sessions"][number]): string {
  if (conflict && (verdict === "ok" || verdict === "no-limit")) return "∞ double-booked";
  if (patients === 0 && (verdict === "ok" || verdict === "no-limit")) return "◌ nobody attends";
  if (verdict !== "ok") return WORDS[verdict];
  return limits.some(({ openSeats }) => openSeats === 0) ? "✓ at its limit" : "✓ within its limits";
}

describe("the problems of a week", () => {
  const invalid = byName(
    some(
      FILES.filter(({ file }) => file.includes("/err-")),
      3,
    ),
  );

  test("are shown with their locations, and the exit code is 2", () =>
    holdsForEach(invalid, async (file) => {
      const json = await ratioAudit(["-f", "json", file]);
      if (json.code !== 2) return;
      const { rosters, problems } = JSON.parse(json.out) as JsonReport;
      const all = [...problems, ...rosters.flatMap((one) => one.problems)];
      for (const args of [[], ["--plain"]]) {
        const { code, out } = await week([...args, file]);
        expect(code).toBe(2);
        const said = out.replace(/\s+/g, " ");
        for (const { at } of all) if (at !== null) expect(said).toContain(`:${at.line}:${at.column}`);
        expect(said.match(/cannot audit/gi)).toHaveLength(all.length);
      }
    }));
});

describe("where a limit is broken", () => {
  /** The times of the rows in which the only session of a week is marked, and of those in which it is not. */
  const rows = async (sessions: readonly Session[]) => {
    const grid = gridOf(await drawn(roster(sessions)));
    const found: Record<string, boolean> = {};
    let at = 0;
    for (const line of grid) {
      const [, label = "", edge] = /^(\d\d:\d\d| {5}) .*?([│█])/.exec(line) ?? [];
      if (edge === undefined) continue;
      at = label.trim() === "" ? at + 30 : Number(label.slice(0, 2)) * 60 + Number(label.slice(3));
      found[`${String(Math.floor(at / 60)).padStart(2, "0")}:${String(at % 60).padStart(2, "0")}`] = edge === "█";
    }
    return found;
  };

  test("exactly those rows are marked", async () => {
    const sessions = [group("late", "Mon 18:00", { patients: 7, clinicians: ["lee", { id: "ortiz", from: "18:30" }] })];
    expect(await rows(sessions)).toEqual({ "18:00": true, "18:30": false, "19:00": false });
  });

  test("a row that it is broken in for some minutes is marked", async () => {
    const away = [
      { id: "lee", until: "18:50" },
      { id: "lee", from: "18:55" },
    ];
    const sessions = [group("gap", "Tue 18:00", { minutes: 120, clinicians: away })];
    expect(await rows(sessions)).toEqual({ "18:00": false, "18:30": true, "19:00": false, "19:30": false });
  });

  test("a session within its limits has no mark, nor has one without a limit", async () => {
    expect(Object.values(await rows([group("fine", "Wed 18:00")]))).toEqual([false, false, false]);
    expect(Object.values(await rows([group("talk", "Wed 18:10", { kind: "individual", minutes: 50 })]))).toEqual([false, false]);
  });

  test("each day of an overnight session is marked for itself", async () => {
    const sessions = [group("night", "Mon 23:00", { minutes: 120, patients: 7, clinicians: ["lee", { id: "ortiz", until: "00:30" }] })];
    expect(await rows(sessions)).toEqual({ "00:00": false, "00:30": true, "23:00": false, "23:30": false });
  });
});

describe("any week", () => {
  const session = fc.record({
    day: fc.nat(8),
    start: fc.nat(1439),
    minutes: fc.integer({ min: 1, max: 400 }),
    patients: fc.nat(14),
    second: fc.nat(3),
  });

  test("has every session once, marks as many rows as are broken, and nothing runs into anything", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(session, { minLength: 1, maxLength: 30 }), fc.integer({ min: 40, max: 200 }), async (all, width) => {
        const text = roster(
          all.map(({ day, start, minutes, patients, second }, i) => {
            const date = new Date(Date.UTC(2026, 10, 30 + day, 0, start)).toISOString().slice(0, 16);
            const late = new Date(Date.UTC(2026, 10, 30 + day, 0, start + Math.floor((minutes * second) / 4))).toISOString().slice(0, 16);
            return group(`s-${i}`, date, {
              minutes,
              patients,
              clinicians: second === 0 ? ["lee", "ortiz"] : ["lee", { id: "ortiz", from: late }],
            });
          }),
          { timezone: "UTC" },
        );
        const out = await drawn(text, width);
        const grid = gridOf(out);
        for (const line of out.split("\n")) expect(stringWidth(line) > width ? line : "").toBe("");
        expect(numbersIn(grid).sort((a, b) => a - b)).toEqual(upTo(all.length));
        for (const line of grid)
          for (const [, before] of line.matchAll(new RegExp(`(.)[${SHAPES}] \\d`, "g"))) expect("│█").toContain(before);
        const broken = entriesOf(out).flatMap((entry) => [
          ...entry.matchAll(/(?<=, | and )(?:\w{3}, \w{3} \d+ )?(\d\d):(\d\d)–(?:\w{3}, \w{3} \d+ )?(\d\d):(\d\d)(?!.*·)/g),
        ]);
        const marked = broken.reduce((sum, [, h, m, hh, mm]) => {
          const [from, end] = [Number(h) * 60 + Number(m), Number(hh) * 60 + Number(mm)];
          const until = end > from ? end : end + 24 * 60;
          return sum + Math.ceil(until / 30) - Math.floor(from / 30);
        }, 0);
        expect(grid.join("").match(/█/g)?.length ?? 0).toBe(marked);
      }),
      { numRuns: tries(150, 40) },
    );
  });

  test("keeps the columns of its days with any letters", async () => {
    const ids = ["グループ療法", "e\u0301te\u0301-du-soir", "🇺🇸-team", "plain"];
    for (const id of ids) {
      const grid = gridOf(await drawn(roster([group(id, "Mon 18:00"), group("next", "Tue 18:00")])));
      const rows = grid.filter((line) => /[│█].*[│█]/.test(line));
      expect(rows).toHaveLength(3);
      const edges = new Set(rows.map((line) => stringWidth(line.slice(0, line.lastIndexOf("│")))));
      expect([...edges]).toHaveLength(1);
    }
  });

  test("has ids that are written from right to left in its list only", async () => {
    const out = await drawn(MADE_UP["ids of every width"] as string);
    expect(gridOf(out).join("")).not.toMatch(/[\u0590-\u06ff]/);
    expect(entriesOf(out).join("\n")).toContain("קבוצת ערב");
    expect(numbersIn(gridOf(out))).toHaveLength(5);
  });

  test("folds the hours of the night and those before and after all sessions", async () => {
    const out = gridOf(await drawn(roster([group("early", "Mon 08:00"), group("night", "Tue 23:00", { minutes: 30 })])));
    expect(out.flatMap((line) => /^\d\d:\d\d|^ +⋮/.exec(line)?.[0].trim() ?? [])).toEqual(["08:00", "09:00", "⋮", "23:00"]);
  });
});

describe("the signs", () => {
  test("are Unicode outside a terminal, regardless of the environment", async () => {
    const expected = (await ratioAudit(["week", BREACHING])).out;
    expect(expected).toContain("█✗ 2");
    for (const env of [{ LANG: "C" }, { TERM: "dumb" }, { OS: "Windows_NT" }])
      expect((await ratioAudit(["week", BREACHING], { env })).out).toBe(expected);
  });

  test("are ASCII in a terminal that is not known to show more", async () => {
    const { out } = await ratioAudit(["week", BREACHING], { terminal: 80, env: { LANG: "C" } });
    expect(stripVTControlCharacters(out)).toMatch(/^[ -~\n]*$/);
    expect(stripVTControlCharacters(out)).toContain("#X 2");
  });

  test.each([
    [{}, false],
    [{ LANG: "en_US.UTF-8" }, true],
    [{ LANG: "de_DE.utf8" }, true],
    [{ LANG: "en_US.UTF-8", LC_ALL: "C" }, false],
    [{ LANG: "en_US.UTF-8", LC_CTYPE: "POSIX" }, false],
    [{ LANG: "C", LC_CTYPE: "C.UTF-8" }, true],
    [{ LANG: "C", LC_CTYPE: "C", LC_ALL: "C.UTF-8" }, true],
    [{ LANG: "en_US.UTF-8", LC_ALL: "" }, true],
    [{ LANG: "en_US.UTF-8", TERM: "linux" }, false],
    [{ LANG: "en_US.UTF-8", TERM: "dumb" }, false],
    [{ OS: "Windows_NT" }, false],
    [{ OS: "Windows_NT", WT_SESSION: "1" }, true],
    [{ OS: "Windows_NT", TERM_PROGRAM: "vscode" }, true],
  ])("of a terminal with %j may be Unicode: %j", (env, expected) => {
    const out = { isTerminal: true, columns: 80, write: async () => {} };
    expect(showsUnicode({ env, out })).toBe(expected);
  });
});

describe("ids of patients and couples", () => {
  const canaries = ["zq7canary1x", "84021977731", "zq7 canary sp", "日本zq7canary"];
  const people = {
    timezone: "America/New_York",
    week: "2026-11-30",
    clinicians: [{ id: "lee", roles: ["therapist"] }],
    patients: canaries.map((id) => ({ id })),
    couples: [{ id: "zq7canary-couple", partners: canaries.slice(0, 2) }],
  };
  const session = { id: "mon", kind: "couples-group", start: "Mon 18:00", minutes: 90, clinicians: ["lee"] };
  const TEXTS = [
    { ...people, program: `for ${canaries[0]}`, sessions: [{ ...session, patients: canaries.slice(2), couples: ["zq7canary-couple"] }] },
    { ...people, sessions: [{ ...session, id: canaries[0], patients: canaries }] },
    { ...people, sessions: [{ ...session, patients: [...canaries, canaries[1]], [canaries[0] as string]: canaries[1] }] },
  ].map((one) => JSON.stringify(one));

  test("are never printed, in any mode, even for an invalid roster", async () => {
    for (const text of [...TEXTS, ...TEXTS.map((one) => one.slice(0, -20))]) {
      for (const args of [[], ["--plain"], ["--ascii"], ["-s", "premium"]]) {
        for (const width of WIDTHS) {
          const { code, out, err } = await ratioAudit(["week", ...args, "-"], { stdin: text, terminal: width, env: UTF8 });
          expect([1, 2]).toContain(code);
          expect(`${out}${err}`.replace(/\s+/g, " ")).not.toMatch(/zq7|canary|840219|日本/);
        }
      }
    }
  });
});

describe("hostile text", () => {
  test("as id, kind and name steers no terminal and no runner, and widens no line", () =>
    holdsForEach(named(some(HOSTILE, 4)), async (text) => {
      const hostile = roster(
        [group(`${text}1`, "Mon 18:00", { patients: 7, title: text }), group(`${text}2`, "Mon 18:30", { kind: text })],
        {
          program: text,
        },
      );
      const standard = join(folder, "hostile.json");
      writeFileSync(
        standard,
        JSON.stringify({ name: "h", title: text, source: text, extends: "benchmark", kinds: { [text]: { title: text, ratio: "1:1" } } }),
      );
      for (const stdin of [hostile, hostile.replace('"week"', '"wek"')]) {
        for (const args of [[], ["--ascii"], ["--plain"]]) {
          for (const width of WIDTHS) {
            const { code, out, err } = await ratioAudit(["week", ...args, "-s", standard, "-"], {
              stdin,
              terminal: width,
              env: { ...UTF8, NO_COLOR: "1" },
            });
            expect([1, 2]).toContain(code);
            expect(out + err).not.toMatch(STEERING);
            expect(out + err).not.toMatch(/^\s*::|##\[|##vso\[/m);
            if (args[0] !== "--plain") for (const line of out.split("\n")) expect(stringWidth(line) > width ? line : "").toBe("");
          }
        }
      }
    }));
});

describe("the command", () => {
  test.each([
    [["fixtures/lakeside-week-clean.yaml"], 0],
    [[BREACHING], 1],
    [["-s", "premium", "fixtures/lakeside-week-clean.yaml"], 1],
    [["fixtures/err-broken-yaml/roster.yaml"], 2],
    [["no-such-week.yaml"], 2],
    [["-s", "premuim", BREACHING], 2],
    [[], 2],
  ])("%j exits with %i", async (args, code) => {
    expect((await week(args)).code).toBe(code);
  });

  test("begins with what it comes to, and ends with the standard, of what standing it is, and where there is more", async () => {
    const out = (await week([BREACHING])).out.replace(/\s+/g, " ");
    expect(out).toMatch(/^4 of 13 sessions break a limit; 2 other errors \(/);
    expect(out).toContain("Audited against benchmark: ");
    expect(out).toContain("A published benchmark, not law.");
    expect(out).toContain("5 checks were incomplete");
    expect(out).toMatch(/run the same command without `week`\. $/);
  });

  test("shows each roster of a file that has several", async () => {
    const { out } = await week(["fixtures/ok-two-documents/roster.yaml"]);
    expect(out).toContain("Lakeside, Albany");
    expect(out).toContain("(document 2)");
    expect(out.match(/^1 {2}[✗✓] /gm)).toHaveLength(2);
  });

  test("uses the given name for standard input, and reads it by its ending", async () => {
    const { out, code } = await ratioAudit(["week", "--stdin-name", "lakeside.json", "-"], { stdin: MADE_UP.crowded as string });
    expect(code).toBe(1);
    expect(out).toContain("lakeside.json");
  });

  test("says what a sentence says for a screen reader", async () => {
    const { out } = await week(["--plain", BREACHING]);
    expect(out).toContain(
      "\nMon, Nov 30 18:00 to 19:30, mon-evening, group: breaks a limit, 2 patients too many for 30 min, 18:00 to 18:30; 8 patients, 1 therapist, limit 1 to 6.\n",
    );
  });
});
