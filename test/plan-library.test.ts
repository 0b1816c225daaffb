/** Plans and capacities as functions of the library. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";
import { build } from "esbuild";
import { describe, expect, test } from "vitest";
import {
  audit,
  type CapacityOptions,
  capacity,
  type PlanOptions,
  parseRoster,
  plan,
  type RosterDocument,
  type RosterFile,
  type StandardFile,
} from "../src/index.ts";
import { openBrowser, WITHOUT_BROWSER } from "./support/browser.ts";
import { ratioAudit } from "./support/command-line.ts";

const BREACHING = "fixtures/lakeside-week-breaching.yaml";
const CLEAN = "fixtures/lakeside-week-clean.yaml";
const BREACHING_OBJECT = JSON.parse(readFileSync("fixtures/lakeside-week-breaching.json", "utf8")) as RosterFile;

function parsed(file: string): RosterDocument {
  const [roster] = parseRoster(readFileSync(file), { file });
  if (roster === undefined) throw new Error(`no roster in ${file}`);
  return roster;
}

/** What a command prints as JSON, without what only the command adds. */
async function printed(...args: readonly string[]): Promise<unknown> {
  const { out } = await ratioAudit([...args, "-f", "json"]);
  const { version: _, tool, diff, ...report } = JSON.parse(out);
  return report;
}

/** What is passed on as JSON. */
const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const TINY: RosterFile = {
  week: "2026-11-30",
  clinicians: [
    { id: "lee", roles: ["therapist"] },
    { id: "noor", roles: ["therapist"] },
  ],
  sessions: [
    { id: "mon", kind: "group", start: "Mon 18:00", minutes: 90, clinicians: ["lee"], patients: 7 },
    { id: "tue", kind: "group", start: "Tue 18:00", minutes: 90, clinicians: ["lee"], patients: 7 },
  ],
};

describe("plan", () => {
  test.each<[string[], PlanOptions]>([
    [[], {}],
    [["-s", "premium"], { standards: ["premium"] }],
    [["--fix", "warning"], { fix: "warning" }],
    [
      ["--cannot", "ortiz", "--cannot", "brandt@fri-check-in"],
      { cannot: [{ clinician: "ortiz" }, { clinician: "brandt", session: "fri-check-in" }] },
    ],
    [["--same-day", "--effort", "300"], { sameDay: true, effort: 300 }],
  ])("returns what the command prints with %j", async (args, options) => {
    expect(asJson(await plan(parsed(BREACHING), options))).toEqual(await printed("plan", BREACHING, ...args));
  });

  test("takes an object as well", async () => {
    const report = await plan(BREACHING_OBJECT);
    expect(report).toMatchObject({ file: "roster.json", isProven: true, before: { errors: 6 }, after: { errors: 1 } });
    expect(report.before.errors).toBe(audit(BREACHING_OBJECT).summary.errors);
    expect((await plan(TINY)).requests).toMatchObject([{ clinician: "noor", times: [{ session: "mon" }, { session: "tue" }] }]);
  });

  test("does not change its input", async () => {
    const roster = structuredClone(BREACHING_OBJECT);
    await plan(roster);
    await capacity(roster);
    expect(roster).toEqual(BREACHING_OBJECT);
  });

  test("tells how far it is, and yields to others in between", async () => {
    const seen: { solved: number; open: number; steps: number }[] = [];
    let others = 0;
    const timer = setInterval(() => others++, 0);
    await plan(BREACHING_OBJECT, { onProgress: (progress) => seen.push(progress) });
    clearInterval(timer);
    expect(seen.length).toBeGreaterThanOrEqual(6);
    expect(seen[0]).toMatchObject({ solved: 0, steps: 0 });
    expect(seen.map(({ steps }) => steps)).toEqual(seen.map(({ steps }) => steps).toSorted((a, b) => a - b));
    expect(seen.every(({ open }) => open >= 1)).toBe(true);
    expect(others).toBeGreaterThan(0);
  });

  test("ends with the reason of its signal", async () => {
    const reason = new Error("the page was closed");
    await expect(plan(TINY, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    await expect(capacity(TINY, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const later = new AbortController();
    let calls = 0;
    const onProgress = () => {
      calls++;
      later.abort(reason);
    };
    await expect(plan(TINY, { signal: later.signal, onProgress })).rejects.toBe(reason);
    expect(calls).toBe(1);
    const never = new AbortController();
    expect((await plan(TINY, { signal: never.signal })).isProven).toBe(true);
  });

  test("rejects with what its caller throws", async () => {
    const onProgress = () => {
      throw new Error("of the caller");
    };
    await expect(plan(TINY, { onProgress })).rejects.toThrow("of the caller");
  });
});

describe("capacity", () => {
  test.each<[string[], CapacityOptions]>([
    [[], {}],
    [["--without", "lee@Wed", "--without", "noor"], { without: [{ clinician: "lee", day: "2026-12-02" }, { clinician: "noor" }] }],
    [["--add", "group=3", "--add", "individual=1", "-s", "premium"], { add: { group: 3, individual: 1 }, standards: ["premium"] }],
  ])("returns what the command prints with %j", async (args, options) => {
    expect(asJson(await capacity(parsed(CLEAN), options))).toEqual(await printed("capacity", CLEAN, ...args));
  });

  test("tells how far it is", async () => {
    const seen: { done: number; all: number }[] = [];
    await capacity(TINY, { onProgress: (progress) => seen.push(progress) });
    expect(seen).toEqual([
      { done: 0, all: 2 },
      { done: 1, all: 2 },
    ]);
  });

  test.each(["Wednesday", "2026-02-30", "2026-13-01", ""])("rejects with a RangeError for the day %j", async (day) => {
    await expect(capacity(TINY, { without: [{ clinician: "lee", day }] })).rejects.toThrow(RangeError);
  });
});

test("clinicians and sessions that the roster does not have are refused with a RangeError, which repeats none", async () => {
  for (const work of [
    plan(TINY, { cannot: [{ clinician: "zq7" }] }),
    plan(TINY, { cannot: [{ clinician: "lee", session: "zq7" }] }),
    capacity(TINY, { without: [{ clinician: "zq7" }] }),
  ]) {
    const error = await work.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(RangeError);
    expect(String(error)).not.toContain("zq7");
  }
});

describe("both", () => {
  const invalid = { ...TINY, sessions: [{ ...TINY.sessions[0], clinicians: ["zq7-canary"] }] } as RosterFile;

  test("reject a roster with problems with a TypeError that quotes nothing", async () => {
    for (const work of [plan, capacity]) {
      for (const input of [invalid, { sessions: [] }, ...parseRoster("sessions: [", { file: "week.yaml" })]) {
        await expect(work(input)).rejects.toThrow(TypeError);
        await expect(work(input)).rejects.not.toThrow(/zq7/);
      }
    }
  });

  test("reject an unknown standard with a RangeError", async () => {
    for (const work of [plan, capacity]) await expect(work(TINY, { standards: ["premum"] })).rejects.toThrow(RangeError);
  });

  test("take a standard of one's own", async () => {
    const house = { name: "house", title: "House", source: "our own", extends: "benchmark", kinds: { group: { ratio: "1:8" } } };
    expect((await plan(TINY)).steps).toHaveLength(2);
    expect(await plan(TINY, { standards: [house as StandardFile] })).toMatchObject({ standards: ["house"], steps: [], left: [] });
    expect((await capacity(TINY, { standards: [house as StandardFile] })).seats).toMatchObject([{ kind: "group", open: 2 }]);
  });
});

describe("the published library", () => {
  /** The results of both functions, as JSON. */
  const PROGRAM = `async ({ plan, capacity }, week) => {
  const { requests, isProven } = await plan(week);
  const { survives } = await capacity(week);
  return JSON.stringify({ requests, isProven, survives });
}`;
  const expected = async () => {
    const [{ requests, isProven }, { survives }] = [await plan(TINY), await capacity(TINY)];
    return JSON.stringify({ requests, isProven, survives });
  };

  test("plans in Node", async () => {
    const program = `import * as library from "ratio-audit";\nconsole.log(await (${PROGRAM})(library, ${JSON.stringify(TINY)}));`;
    const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", program], { encoding: "utf8" });
    expect({ stdout, stderr }).toEqual({ stdout: `${await expected()}\n`, stderr: "" });
  });

  const bundled = async () => {
    const { outputFiles } = await build({
      ...{ entryPoints: ["dist/library/index.js"], bundle: true, write: false, minify: true },
      ...{ platform: "browser", format: "iife", globalName: "ratioAudit", logLevel: "silent" },
    });
    return outputFiles[0]?.text ?? "";
  };

  test("plans where there is nothing but timers", async () => {
    const program = `${await bundled()}\n(${PROGRAM})(ratioAudit, ${JSON.stringify(TINY)})`;
    expect(await runInNewContext(program, { TextEncoder, TextDecoder, Intl, setTimeout })).toBe(await expected());
  });

  test.skipIf(WITHOUT_BROWSER)("plans in a browser", async () => {
    const browser = await openBrowser();
    try {
      const page = await browser.newPage();
      await page.addScriptTag({ content: await bundled() });
      expect(await page.evaluate(`(${PROGRAM})(ratioAudit, ${JSON.stringify(TINY)})`)).toBe(await expected());
    } finally {
      await browser.close();
    }
  });
});
