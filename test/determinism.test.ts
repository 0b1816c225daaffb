/** The same input gives the same bytes, whatever the time zone, language, date, folder and terminal of the machine. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const BIN = resolve(process.env.RATIO_AUDIT_BIN ?? "bin/ratio-audit.js");
const here = mkdtempSync(join(tmpdir(), "ratio-audit-here-"));
const there = mkdtempSync(join(tmpdir(), "ratio-audit-there-"));

/** Weekdays, dates, offsets and clock changes: all that could depend on a time zone; sessions in no order. */
const ROSTER = `program: Lakeside
timezone: America/New_York
week: 2026-10-26
clinicians:
  - { id: lee, roles: [therapist], away: [{ start: Sun 00:30, end: Sun 01:45 }] }
  - { id: Ölaf, roles: [couples-therapist] }
  - { id: olaf, roles: [nurse] }
couples: [{ id: c-1, partners: [p-1, p-2] }]
sessions:
  - { id: zeta, kind: group, start: Sun 00:00, end: Sun 03:00, clinicians: [lee, Ölaf], patients: [p-1, p-3, p-4, p-5, p-6, p-7, p-8] }
  - { id: älpha, kind: couples-group, start: 2026-10-26T18:00, minutes: 90, clinicians: [lee], couples: [c-1] }
  - { id: alpha, kind: group, start: 2026-10-26T22:00Z, minutes: 90, clinicians: [lee, olaf], patients: [p-1, p-3] }
  - { id: Alpha, kind: check-in, start: 2026-12-26T23:30, end: "00:30", patients: [p-9] }
`;
const INVALID = ROSTER.replace("Sun 00:00", "2027-03-14T02:30")
  .replace("kind: group", "kind: gruop")
  .replace("[lee, olaf]", "[lee, ollaf]");

/** Makes Date, as a program without an argument sees it, another one. */
const FAKE_DATE = `const Real = Date;
globalThis.Date = class extends Real {
  constructor(...args) { super(...(args.length === 0 ? [Number(process.env.FAKE_NOW)] : args)); }
  static now() { return Number(process.env.FAKE_NOW); }
};
Math.random = () => { throw new Error("chance"); };
performance.now = () => 7;`;

beforeAll(() => {
  for (const folder of [here, there]) {
    writeFileSync(join(folder, "week.yaml"), ROSTER);
    writeFileSync(join(folder, "invalid.yaml"), INVALID);
    writeFileSync(join(folder, "broken.json"), '{"sessions": [');
    writeFileSync(join(folder, "fake-date.cjs"), FAKE_DATE);
    for (const name of readdirSync("fixtures").filter((one) => /\.(?:yaml|json)$/.test(one)))
      cpSync(join("fixtures", name), join(folder, name));
  }
});
afterAll(() => {
  for (const folder of [here, there]) rmSync(folder, { recursive: true, force: true });
});

const files = () =>
  readdirSync(here)
    .filter((name) => /\.(?:yaml|json)$/.test(name))
    .sort();

/** Both reports of one run: as people read it and as programs do. */
function bytes(env: Readonly<Record<string, string>>, cwd = here, inputs = files()): string {
  const { PATH, HOME, NODE_EXTRA_CA_CERTS: _, ...rest } = process.env;
  const inherited = Object.fromEntries(Object.entries(rest).filter(([name]) => /^(?:SystemRoot|TMP|TEMP)$/.test(name)));
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [...(env.FAKE_NOW === undefined ? [] : ["--require", "./fake-date.cjs"]), BIN, "--report", "json=report", ...inputs],
    { cwd, encoding: "utf8", env: { ...inherited, PATH, HOME, ...env } },
  );
  expect(status).toBe(2);
  expect(stderr).toBe("");
  return `${stdout}\n${readFileSync(join(cwd, "report"), "utf8")}`;
}

/** What a report could depend on. One run has something of each kind, for what they do to it does not cancel out. */
const SURROUNDINGS: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  [
    "a time zone ahead, Turkish, whose i has another capital, and a narrow terminal's variables",
    {
      TZ: "Pacific/Kiritimati",
      LANG: "tr_TR.UTF-8",
      LC_ALL: "tr_TR.UTF-8",
      LANGUAGE: "tr",
      COLUMNS: "30",
      LINES: "5",
      TERM: "xterm-256color",
      COLORTERM: "truecolor",
    },
  ],
  [
    "a change of clocks, Swedish, which sorts ä after z, and a wide terminal's variables",
    { TZ: "Europe/Berlin", LANG: "sv_SE.UTF-8", LC_ALL: "sv_SE.UTF-8", COLUMNS: "400" },
  ],
  [
    "a time zone of half hours, the C locale and a pipeline's variables",
    { TZ: "Asia/Kolkata", LANG: "C", LC_ALL: "C", CI: "true", GITHUB_ACTIONS: "true" },
  ],
  [
    "a time zone that changes by half an hour, and Arabic digits",
    { TZ: "Australia/Lord_Howe", LANG: "ar_EG.UTF-8", LC_ALL: "ar_EG.UTF-8" },
  ],
  ["the roster's own time zone, in another year", { TZ: "America/New_York", FAKE_NOW: String(Date.UTC(1999, 0, 1)) }],
  ["a later day, in another time zone", { TZ: "America/Los_Angeles", FAKE_NOW: String(Date.UTC(2039, 6, 31, 23, 59)) }],
  ["a time zone that there is not", { TZ: "Nowhere/Nothing" }],
  ["no time zone", { TZ: "" }],
];

describe("a run prints the same bytes, and writes the same report for programs", () => {
  let expected = "";
  beforeAll(() => {
    expected = bytes({ TZ: "UTC", LANG: "en_US.UTF-8" });
    expect(expected.length).toBeGreaterThan(2_000);
  });

  test.each(SURROUNDINGS)("with %s", (_, env) => {
    expect(bytes(env)).toBe(expected);
  });

  test("in another folder, and a second time", () => {
    expect(bytes({ TZ: "UTC" }, there)).toBe(expected);
    expect(bytes({ TZ: "UTC" })).toBe(expected);
  });

  test("in any order of the files", () => {
    expect(bytes({ TZ: "UTC" }, here, files().reverse())).toBe(expected);
  });
});
