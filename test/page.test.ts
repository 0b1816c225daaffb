/** The page of a week, as a browser shows it: every kind of week, in every way in which it is looked at. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { FileSystemConfigLoader, HtmlValidate } from "html-validate";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { JsonReport } from "../src/index.ts";
import { sanitize } from "../src/report/sanitize.ts";
import { CHROMIUM, openBrowser, WITHOUT_BROWSER } from "./support/browser.ts";
import { ratioAudit } from "./support/command-line.ts";
import { IS_LONG_RUN } from "./support/matrix.ts";
import { elementsIn, named, pageTree, withClass, wordsOf } from "./support/page.ts";
import { TWO_MONTHS, WEEKS, type Week } from "./support/weeks.ts";

const require = createRequire(import.meta.url);
const AXE = require("axe-core").source as string;
const TOOLS = process.env.RATIO_AUDIT_TOOLS;

const folder = mkdtempSync(join(tmpdir(), "ratio-audit-page-"));
const fileOf = ({ name }: Week) => join(folder, `${name.replaceAll(" ", "-")}.html`);
/** Weeks that between them have most of what a page shows; the long run opens those of every kind. */
const CHOSEN = ["breaching under three standards", "of hostile names"];
const OPENED = WEEKS.filter(({ name }) => IS_LONG_RUN || CHOSEN.includes(name));
const NAMED = OPENED.map((week) => [week.name, week] as const);
const weekOf = (name: string) => WEEKS.find((week) => week.name === name) as Week;
const printed = new Map<string, Promise<string>>();

/** What a format prints of a week; each is run once. */
function print(format: string, { name, args, stdin = "" }: Week): Promise<string> {
  const key = `${format} ${name}`;
  const running = printed.get(key) ?? ratioAudit(["-f", format, ...args], { stdin }).then(({ out }) => out);
  printed.set(key, running);
  return running;
}

const report = async (week: Week) => JSON.parse(await print("json", week)) as JsonReport;

let browser: Browser;
beforeAll(async () => {
  for (const week of WEEKS) writeFileSync(fileOf(week), await print("html", week));
  if (!WITHOUT_BROWSER) browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

interface View {
  readonly width?: number;
  readonly height?: number;
  readonly dark?: boolean;
  readonly print?: boolean;
  readonly script?: boolean;
  readonly fragment?: string;
}

interface Opened {
  readonly page: Page;
  /** Whatever the page asked for, said on the console or threw. */
  readonly noise: readonly string[];
}

/** A tab of the browser, and what is open in it. */
interface Tab extends Opened {
  readonly noise: string[];
  /** The page of one week is looked at in all ways before that of the next. */
  address: string;
}

/** One tab with scripts and one without. */
const tabs = new Map<boolean, Tab>();

async function tabFor(script: boolean): Promise<Tab> {
  const known = tabs.get(script);
  if (known !== undefined) return known;
  const context = await browser.newContext({ javaScriptEnabled: script, reducedMotion: "reduce" });
  const page = await context.newPage();
  const tab: Tab = { page, noise: [], address: "" };
  page.on("console", (message) => tab.noise.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => tab.noise.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => tab.noise.push(`dialog: ${dialog.message()}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(tab.address)) tab.noise.push(`request: ${request.url()}`);
  });
  tabs.set(script, tab);
  return tab;
}

/** Looks at the page of a week: with a fragment in a new page, else in the open one. */
async function look<T>(week: Week, view: View, see: (opened: Opened) => Promise<T>): Promise<T> {
  const { width = 1280, height = 900, dark = false, print: isPrint = false, script = true, fragment } = view;
  const tab = await tabFor(script);
  const address = `file://${fileOf(week)}`;
  await tab.page.setViewportSize({ width, height });
  await tab.page.emulateMedia({ media: isPrint ? "print" : "screen", colorScheme: dark ? "dark" : "light" });
  if (tab.address !== address || fragment !== undefined) {
    await tab.page.goto("about:blank");
    tab.noise.length = 0;
    tab.address = address;
    await tab.page.goto(`${address}${fragment ?? ""}`);
  }
  return see(tab);
}

const VIEWS: readonly (readonly [string, View])[] = [
  ["light", {}],
  ["dark", { dark: true }],
  ["print", { print: true, width: 688 }],
  ["320 px", { width: 320 }],
];

test.runIf(process.env.RATIO_AUDIT_CI === "1")("the browser and the validators are there in CI", () => {
  expect(CHROMIUM).not.toBe(null);
  expect(TOOLS).toBeDefined();
  expect(spawnSync("java", ["-version"]).status).toBe(0);
  expect(spawnSync("pdftotext", ["-v"]).status).toBe(0);
});

describe.skipIf(WITHOUT_BROWSER)("everybody can read a week", () => {
  describe.each(NAMED)("%s", (_, week) => {
    test.each(VIEWS)("in %s without an obstacle that axe knows", async (_name, view) => {
      const violations = await look(week, view, async ({ page }) => {
        if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(AXE);
        const { violations: found } = await page.evaluate(() =>
          (globalThis as unknown as { axe: { run(options: object): Promise<AxeResult> } }).axe.run({ resultTypes: ["violations"] }),
        );
        return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join("\n")}`);
      });
      expect(violations).toEqual([]);
    });

    test("without a request, and with nothing on the console", async () => {
      expect(await look(week, {}, async ({ noise }) => noise)).toEqual([]);
    });

    test.each([
      ["320 px wide", { width: 320 }],
      ["at 200 % zoom", { width: 640, height: 450 }],
      ["printed", { print: true, width: 688 }],
    ])("%s without scrolling sideways", async (_name, view) => {
      expect(await look(week, view, ({ page }) => page.evaluate(() => document.documentElement.scrollWidth))).toBe(view.width);
    });

    test("in which the numbers are those of the JSON report", async () => {
      const found = await look(week, {}, ({ page }) => tables(page));
      const { rosters, summary } = await report(week);
      const audited = rosters.filter(({ problems }) => problems.length === 0);
      expect(found.map((rows) => rows.length)).toEqual(audited.map(({ sessions }) => sessions.length));
      for (const [i, rows] of found.entries())
        for (const [, id, when, kind, numbers, verdict] of rows) {
          const session = audited[i]?.sessions.find((one) => shown(one.id) === id && shown(one.kind) === kind);
          expect(session, id).toBeDefined();
          if (session === undefined) continue;
          expect(when).toContain(session.start.slice(11));
          expect(when).toContain(session.end.slice(11));
          expect(verdict).toMatch(VERDICTS[session.verdict]);
          if (session.limits.length === 0 || session.verdict === "canceled")
            expect(numbers).toMatch(new RegExp(`^${session.patients} patients? · ${session.clinicians} clinicians?`));
          else expect(session.limits.map(figures)).toContainEqual(figuresIn(numbers as string));
        }
      const head = await look(week, {}, async ({ page }) => (await page.locator(".top").textContent()) ?? "");
      if (summary.sessions > 0) {
        expect(head).toContain(`Findings: ${summary.errors} error`);
        if (summary.breaching > 0) expect(head).toContain(`${summary.breaching} break`);
      }
    });

    test("in which each block is at its day and times, and no block covers another", async () => {
      const pictures = await look(week, {}, ({ page }) => page.evaluate(drawnPictures));
      const { rosters } = await report(week);
      const sessions = new Map<string, JsonSession>(
        rosters.flatMap((roster, i) => [...roster.sessions].sort(byStart).map((session, n) => [`s${i + 1}-${n + 1}`, session] as const)),
      );
      for (const { marks, columns } of pictures) {
        const at = (minute: number) => interpolated(marks, minute);
        for (const { name, blocks } of columns) {
          for (const [i, one] of blocks.entries()) {
            for (const other of blocks.slice(i + 1)) expect(overlap(one, other)).toBe(false);
            const session = sessions.get(one.id);
            if (session === undefined || isWithClockChange(session)) continue;
            const [day, from] = session.start.split("T") as [string, string];
            const [lastDay, until] = session.end.split("T") as [string, string];
            expect(name).toBe(dayName(day));
            expect(one.top).toBeCloseTo(at(minutes(from)), 0);
            // What would be too low to be seen at all is a little higher.
            expect(one.bottom).toBeCloseTo(Math.max(at(day === lastDay ? minutes(until) : 1440), one.top + 4), 0);
            expect(one.left).toBeGreaterThanOrEqual(one.columnLeft - 1);
            expect(one.right).toBeLessThanOrEqual(one.columnRight + 1);
          }
        }
      }
    });

    test.each(["A4", "Letter"])("printed on %s with each week on one page of its own", async (paper) => {
      if (week.name === "that cannot be audited") return;
      const file = join(folder, `${paper}.pdf`);
      const days = await look(week, { print: true }, async ({ page }) => {
        await page.pdf({ path: file, format: paper, preferCSSPageSize: true });
        return page.locator(".picture-title").allTextContents();
      });
      const pages = spawnSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8", maxBuffer: 2 ** 28 }).stdout.split("\f");
      // A block that is too low for any text shows none.
      const ids = await look(week, { print: true, width: 1009 }, ({ page }) =>
        page
          .locator(".picture")
          .evaluateAll((all) =>
            all.map((one) =>
              [...one.querySelectorAll(".lines")]
                .filter((lines) => getComputedStyle(lines).clipPath === "none")
                .map((lines) => lines.querySelector(".number")?.textContent ?? ""),
            ),
          ),
      );
      const rows = await look(week, {}, ({ page }) => page.locator(".sessions thead").count());
      expect(pages.join(" ").match(/No\.\s+Session\s+When\s+Kind\s+Numbers\s+Verdict\s+Clinicians/g)?.length ?? 0).toBeGreaterThanOrEqual(
        rows,
      );
      const sizes = spawnSync("pdfinfo", ["-l", "1000", file], { encoding: "utf8" }).stdout;
      for (const [i, title] of days.entries()) {
        const on = pages.flatMap((text, n) => (isHeaded(text, title) ? [n] : []));
        expect(on.length, title).toBeGreaterThan(0);
        const [n] = on as [number];
        const [, width, height] = new RegExp(`Page +${n + 1} size: +([\\d.]+) x ([\\d.]+)`).exec(sizes) as unknown as [
          string,
          string,
          string,
        ];
        expect(Number(width)).toBeGreaterThan(Number(height));
        // Nothing is shrunk: from the first mark of hours to the last it is as far as the style sheet says.
        const marks = await look(week, { print: true }, ({ page }) =>
          page
            .locator(".picture .hours")
            .evaluateAll((all) =>
              all.map(
                (hours) =>
                  Number.parseFloat(getComputedStyle(hours.lastElementChild as Element).top) / hours.getBoundingClientRect().height,
              ),
            ),
        );
        const boxes = spawnSync("pdftotext", ["-bbox", "-f", String(n + 1), "-l", String(n + 1), file, "-"], { encoding: "utf8" }).stdout;
        const hours = [...boxes.matchAll(/xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>\d\d:00</g)]
          .filter(([, x]) => Number(x) < 60)
          .map(([, , y]) => Number(y));
        if (hours.length > 1 && marks[i] !== undefined)
          expect((Math.max(...hours) - Math.min(...hours)) / (marks[i] as number)).toBeCloseTo((150 / 25.4) * 72, -1);
        // Every block's number is on that page; the page after it begins something else.
        const numbers = (pages[n] as string).match(/\d+/g) ?? [];
        for (const number of ids[i] as string[]) expect(numbers).toContain(number);
        expect(pages[n + 1] ?? "").not.toMatch(/^\s*\d\d:00/);
      }
    });

    test("on a phone with each session as wide as the screen, one beneath the other", async () => {
      const rows = await look(week, { width: 320 }, ({ page }) =>
        page.evaluate(() =>
          [...document.querySelectorAll(".column")].flatMap((column) => {
            const all = [...column.querySelectorAll(".block")].map((block) => block.getBoundingClientRect());
            const { width } = column.getBoundingClientRect();
            return all.map(({ width: own, top }, i) => ({ part: own / width, isBelow: i === 0 || top >= (all[i - 1] as DOMRect).bottom }));
          }),
        ),
      );
      const unsaid = await look(week, { width: 320 }, ({ page }) =>
        page.evaluate(() =>
          [...document.querySelectorAll(".block .lines > span")]
            .filter((line) => line.getBoundingClientRect().height === 0)
            .map((line) => line.textContent),
        ),
      );
      expect(unsaid).toEqual([]);
      for (const { part, isBelow } of rows) {
        expect(part).toBeCloseTo(1, 2);
        expect(isBelow).toBe(true);
      }
    });

    test("in which each block that is an hour long shows its verdict, numbers and kind", async () => {
      for (const view of [{}, { print: true, width: 1009 }]) {
        const missing = await look(week, view, ({ page }) =>
          page.evaluate(
            (unit) =>
              [...document.querySelectorAll(".block")].flatMap((block) => {
                const box = block.getBoundingClientRect();
                const column = (block.closest(".column") as Element).getBoundingClientRect();
                if (box.height < unit || box.width < 70) return [];
                const [, numbers, verdict] = [...block.querySelectorAll(".lines > span")].map((line) => line.getBoundingClientRect());
                const isSeen = (line: DOMRect | undefined) => line !== undefined && line.left < box.right - 2 && line.height > 0;
                return isSeen(numbers) && isSeen(verdict) && column.width > 0 ? [] : [block.textContent ?? ""];
              }),
            80,
          ),
        );
        expect(missing).toEqual([]);
      }
    });

    test("in which each cell of a card is exactly as high as its content", async () => {
      const bad = await look(week, { width: 320 }, ({ page }) =>
        page.evaluate(() =>
          [...document.querySelectorAll("td")].filter((cell) => cell.scrollHeight > cell.clientHeight + 1).map((cell) => cell.textContent),
        ),
      );
      expect(bad).toEqual([]);
    });

    test("in which no line of a block is cut in two", async () => {
      for (const view of [{}, { width: 800 }]) {
        const cut = await look(week, view, ({ page }) =>
          page.evaluate(() =>
            [...document.querySelectorAll(".block .lines > span")].flatMap((line) => {
              if (getComputedStyle(line.parentElement as Element).clipPath !== "none") return [];
              const own = line.getBoundingClientRect();
              const block = (line.closest(".block") as Element).getBoundingClientRect();
              const isSeen = own.height > 0 && own.left < block.right;
              return isSeen && own.bottom > block.bottom + 2 ? [`${line.textContent} ${own.bottom - block.bottom}`] : [];
            }),
          ),
        );
        expect(cut).toEqual([]);
      }
    });

    test("in which the target of every link exists", async () => {
      const dead = await look(week, {}, ({ page }) =>
        page.evaluate(() =>
          [...document.querySelectorAll("a[href]")]
            .map((link) => link.getAttribute("href") ?? "")
            .filter((href) => document.getElementById(href.slice(1)) === null),
        ),
      );
      expect(dead).toEqual([]);
    });

    test("without its script: the picture says the same as the table, and all findings are there", async () => {
      const seen = await look(week, { script: false }, async ({ page }) => {
        const texts = (selector: string) =>
          page.locator(selector).evaluateAll((all) => all.map((one) => (one.textContent ?? "").replace(/\s+/g, " ").trim()));
        return {
          rows: (await tables(page)).flat(),
          blocks: await texts(".block[id]"),
          findings: await page.locator(".finding:visible").count(),
          fields: await page.locator("fieldset:visible").count(),
        };
      });
      expect(seen.fields).toBe(0);
      const { rosters, findings } = await report(week);
      expect(seen.findings).toBe(rosters.flatMap((roster) => roster.findings).length + findings.length);
      const drawn = rosters.flatMap(({ sessions }) => sessions);
      expect(seen.rows).toHaveLength(drawn.length);
      // A session on a day far from the week is in the table only.
      for (const block of seen.blocks) {
        const said = seen.rows.some(([number, id, when = "", kind, numbers = "", verdict = ""]) => {
          const words = /breaks a limit|waived|within its limits|at its limit|double-booked|no limit|canceled/.exec(verdict)?.[0];
          const parts = [`${words} · ${squeezed(kind)}`, numbers, when.split(" ").slice(3).join(" ")];
          return block.startsWith(`${number} ${squeezed(id)}`) && parts.every((part) => block.includes(part));
        });
        expect(said, block).toBe(true);
      }
    });
  });
});

interface AxeResult {
  violations: { id: string; nodes: { html: string; failureSummary: string }[] }[];
}

type JsonSession = JsonReport["rosters"][number]["sessions"][number];

const VERDICTS: Readonly<Record<JsonSession["verdict"], RegExp>> = {
  breach: /^ ?breaks a limit/,
  waived: /^ ?waived/,
  ok: /^ ?(?:within its limits|at its limit|double-booked)/,
  "no-limit": /^ ?(?:no limit|double-booked)/,
  canceled: /^ ?canceled/,
};

/** The figures of a limit at its worst moment, as far as words tell them. */
function figures({ limit, cap, per, seats, weight }: JsonSession["limits"][number]) {
  return { cap: limit === "ratio" ? cap : `${cap} ${per}`, seats, weight: limit === "max" ? null : weight };
}

/** The same, read from `3 couples (6 patients) · 1 couples therapist · limit 1:4 couples`. */
function figuresIn(text: string) {
  const [attendance = "", staff = "", limit = ""] = text.split(" · ");
  const [, ratio] = /^limit (\S+)/.exec(limit) ?? [];
  const [, most] = /^at most (\d+) /.exec(limit) ?? [];
  const unit = limit.includes("couple") ? "couples" : "patients";
  const weight = /total weight of (\S+)/.exec(staff)?.[1] ?? /^\d+/.exec(staff)?.[0];
  return {
    cap: ratio ?? `${most} ${unit}`,
    seats: Number((unit === "couples" ? /(\d+) (?:couples?|seats? counted in couples)/ : /(\d+) patients?/).exec(attendance)?.[1]),
    weight: most === undefined ? Number(weight) : null,
  };
}

/** The cells of each table of sessions. */
function tables(page: Page): Promise<string[][][]> {
  return page
    .locator(".sessions tbody")
    .evaluateAll((all) =>
      all.map((body) =>
        [...body.querySelectorAll("tr")].map((row) => [...row.querySelectorAll("th, td")].map((cell) => cell.textContent ?? "")),
      ),
    );
}

/** Text as the page has it. */
function shown(text: string): string {
  return sanitize(text).replace(/[\ufffe\uffff]/g, (character) => `\\u{${character.charCodeAt(0).toString(16)}}`);
}

/** Whether a page begins with a title, or with those of what it is a part of and then with it. */
function isHeaded(text: string, title: string): boolean {
  return text
    .trim()
    .split("\n")
    .slice(0, 5)
    .some((line) => line.trim().startsWith(title));
}

function squeezed(text = ""): string {
  return text.replace(/\s+/g, " ").trim();
}

const byStart = (a: JsonSession, b: JsonSession) => (a.start < b.start ? -1 : a.start > b.start ? 1 : a.id < b.id ? -1 : 1);
const minutes = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
const dayName = (date: string) => {
  const day = new Date(`${date}T00:00Z`);
  const part = (options: Intl.DateTimeFormatOptions) => day.toLocaleDateString("en-GB", { timeZone: "UTC", ...options });
  return `${part({ weekday: "short" })}, ${part({ month: "short" })} ${part({ day: "numeric" })}`;
};

/** In these nights the clock shows other times than have passed; a test of its own has them. */
function isWithClockChange({ start }: JsonSession): boolean {
  return ["2026-11-01", "2027-03-14"].includes(start.slice(0, 10));
}

interface Mark {
  readonly minute: number;
  readonly y: number;
}

interface Rect {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** Where the marks of hours and the blocks of each picture are. Runs in the browser. */
function drawnPictures() {
  return [...document.querySelectorAll(".picture .grid")].map((grid) => {
    const hours = grid.querySelector(".hours") as Element;
    const frame = hours.getBoundingClientRect();
    const spans = [...hours.querySelectorAll("span")] as HTMLElement[];
    const marks = spans.map((one) => ({
      minute: Number((one.textContent ?? "").slice(0, 2)) * 60,
      y: frame.top + Number.parseFloat(getComputedStyle(one).top),
    }));
    return {
      marks: [...marks, { minute: 1440, y: frame.bottom }],
      columns: [...grid.querySelectorAll(".day")].map((day) => {
        const column = (day.querySelector(".column") as Element).getBoundingClientRect();
        return {
          name: day.querySelector(".day-name")?.textContent ?? "",
          blocks: [...day.querySelectorAll(".block")].map((block) => {
            const { top, bottom, left, right } = block.getBoundingClientRect();
            const parts = [...block.querySelectorAll(".broken")]
              .map((part) => part.getBoundingClientRect())
              .map((part) => ({ top: part.top, bottom: part.bottom }));
            return {
              id: block.id,
              text: block.textContent ?? "",
              top,
              bottom,
              left,
              right,
              columnLeft: column.left,
              columnRight: column.right,
              parts,
            };
          }),
        };
      }),
    };
  });
}

/** How far down a minute is, between the marks of hours around it. */
function interpolated(marks: readonly Mark[], minute: number): number {
  const after = marks.findIndex((mark) => mark.minute > minute);
  if (after < 0) return (marks.at(-1) as Mark).y;
  const [a, b] = [marks[after - 1] as Mark, marks[after] as Mark];
  return a.y + ((b.y - a.y) * (minute - a.minute)) / (b.minute - a.minute);
}

function overlap(a: Rect, b: Rect): boolean {
  return Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1.5 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 3;
}

describe.skipIf(WITHOUT_BROWSER)("the part of a session that breaks", () => {
  test.each([
    ["breaching", "mon-evening", ["18:00", "18:30"]],
    ["breaching", "tue-evening", ["19:15", "19:30"]],
    ["breaching", "wed-couples-session", ["16:00", "16:50"]],
    ["breaching", "thu-morning", ["10:00", "10:30"]],
    ["over midnight", "night", ["01:00", "02:30"]],
    ["over midnight", "weekend", ["23:30", "24:00", "00:00", "01:00"]],
    ["in which the clocks go forward", "around", ["01:30", "02:00", "03:00", "03:30"]],
    ["in which the clocks go back", "around", ["02:00", "03:30"]],
  ])("of a week %s is marked within its block: %s", async (name, id, times) => {
    const pictures = await look(weekOf(name), {}, ({ page }) => page.evaluate(drawnPictures));
    const found = pictures.flatMap(({ marks, columns }) =>
      columns.flatMap(({ blocks }) =>
        blocks
          .filter(({ text }) => new RegExp(`^\\d+ ${id}`).test(squeezed(text)))
          .flatMap(({ parts }) => parts.flatMap(({ top, bottom }) => [minuteAt(marks, top), minuteAt(marks, bottom)])),
      ),
    );
    expect(found.map((minute) => Math.round(minute))).toEqual(times.map(minutes));
  });

  function minuteAt(marks: readonly Mark[], y: number): number {
    const after = marks.findIndex((mark) => mark.y > y + 0.01);
    if (after < 0) return 1440;
    const [a, b] = [marks[after - 1] ?? (marks[0] as Mark), marks[after] as Mark];
    return a.minute + ((b.minute - a.minute) * (y - a.y)) / (b.y - a.y);
  }

  test("is of nothing where nothing breaks", async () => {
    const pictures = await look(weekOf("in order"), {}, ({ page }) => page.evaluate(drawnPictures));
    expect(pictures.flatMap(({ columns }) => columns.flatMap(({ blocks }) => blocks.flatMap(({ parts }) => parts)))).toEqual([]);
  });
});

describe("at the head of the page", () => {
  const session = (id: string, patients: number, more = "minutes: 60, clinicians: [lee]") =>
    `  - { id: ${id}, kind: group, start: 2026-11-30T${more.includes("lee") ? 10 + patients : 20}:00, ${more}, patients: ${patients} }\n`;
  const roster = `clinicians: [{ id: lee, roles: [therapist] }]\nsessions:\n${[7, 12, 9].map((n) => session(`with-${n}`, n)).join("")}${session("alone", 2, "minutes: 15")}`;

  test("what harms most comes first: who is without staff, then the farthest beyond a limit, each with a repair", async () => {
    const tree = pageTree((await ratioAudit(["-f", "html", "-"], { stdin: roster })).out);
    const [list] = withClass(tree, "worst");
    expect(named(list as never, "li").map(wordsOf)).toEqual([
      "alone, Mon, Nov 30 20:00–20:15: no therapist for 2 patients for 15 min, 20:00–20:15. Repair: Add a therapist (then the session is staffed and within all ratios); free: lee.",
      "with-12, Mon, Nov 30 22:00–23:00: 6 patients too many for 1 h, 22:00–23:00. Repair: Add a second therapist (12 patients, 2 therapists: at the limit); no clinician in the roster is free then.",
      "with-9, Mon, Nov 30 19:00–20:00: 3 patients too many for 1 h, 19:00–20:00. Repair: Add a second therapist (9 patients, 2 therapists: within the limit); no clinician in the roster is free then.",
      "with-7, Mon, Nov 30 17:00–18:00: 1 patient too many for 1 h, 17:00–18:00. Repair: Add a second therapist (7 patients, 2 therapists: within the limit); no clinician in the roster is free then.",
    ]);
  });

  test("a session within its limits on which an error was found is marked, and leads to the error", async () => {
    const tree = pageTree(await print("html", weekOf("breaching")));
    const block = withClass(tree, "has-error").find((one) => wordsOf(one).includes("tue-couples-circle"));
    const anchor = block?.attrs.find(({ name }) => name === "href")?.value.slice(1);
    const finding = withClass(tree, "finding").find(({ attrs }) => attrs.some(({ name, value }) => name === "id" && value === anchor));
    expect(wordsOf(finding as never)).toContain("couples-therapist-not-distinct");
    expect(wordsOf(block as never)).toContain("1 error (couples-therapist-not-distinct)");
  });

  test("a session on a day that is not drawn is in the table, and nothing leads to a block that is not there", async () => {
    const tree = pageTree(await print("html", TWO_MONTHS));
    const anchors = new Set(elementsIn(tree).flatMap(({ attrs }) => attrs.filter(({ name }) => name === "id").map(({ value }) => value)));
    const targets = elementsIn(tree).flatMap(({ attrs }) =>
      attrs.filter(({ name, value }) => name === "href" && value.startsWith("#")).map(({ value }) => value.slice(1)),
    );
    expect(targets.filter((target) => !anchors.has(target) && !target.startsWith("shape-"))).toEqual([]);
    expect(named(withClass(tree, "sessions")[0] as never, "tr")).toHaveLength(61);
    expect(withClass(tree, "block")).toHaveLength(35);
    expect(withClass(tree, "week").map(wordsOf).join("")).toContain("Some sessions are outside the drawn times; see the table.");
  });

  test("what was not checked is listed once per reason", async () => {
    const tree = pageTree(await print("html", weekOf("with sessions at the same time")));
    const notes = named(withClass(tree, "grounds")[0] as never, "li").map(wordsOf);
    expect(notes.filter((one) => one.endsWith("the roster has no patients section"))).toHaveLength(1);
    expect(notes.join("\n")).toContain("couples-therapist-not-distinct, partner-without-counselor");
  });
});

describe.skipIf(WITHOUT_BROWSER)("in the night in which the clocks change", () => {
  const heights = async (name: string) => {
    const [picture] = await look(weekOf(name), {}, ({ page }) => page.evaluate(drawnPictures));
    const { marks, columns } = picture as NonNullable<typeof picture>;
    const hour = interpolated(marks, 120) - interpolated(marks, 60);
    return columns.flatMap(({ blocks }) =>
      blocks.map(({ text, top, bottom }) => [/^\d+ (\w+)/.exec(squeezed(text))?.[1], Math.round((60 * (bottom - top)) / hour)]),
    );
  };

  test("an hour that occurs twice is drawn twice, side by side, and each session's height matches its length", async () => {
    expect(await heights("in which the clocks go back")).toEqual([
      ["around", 90],
      ["around", 150],
      ["across", 15],
      ["second", 45],
      ["across", 15],
    ]);
  });

  test("a skipped hour is not drawn", async () => {
    expect(await heights("in which the clocks go forward")).toEqual([
      ["around", 30],
      ["around", 60],
    ]);
  });
});

describe.skipIf(WITHOUT_BROWSER)("with the keyboard alone", () => {
  const breaching = weekOf("breaching");
  const count = (page: Page) => page.locator(".finding:visible").count();

  test("the first thing is a link to the findings", async () => {
    await look(breaching, { fragment: "" }, async ({ page }) => {
      await page.keyboard.press("Tab");
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Skip to the findings");
      await page.keyboard.press("Enter");
      expect(new URL(page.url()).hash).toBe("#findings");
    });
  });

  test.each([
    ["severity", "warning", (finding: Finding) => finding.severity === "warning"],
    ["kind", "group", (finding: Finding, kinds: Kinds) => kinds.get(finding.session) === "group"],
    ["standard", "benchmark", (finding: Finding) => finding.standards.includes("benchmark")],
  ])("findings are filtered by %s, the address keeps it, and it can be undone", async (name, value, fits) => {
    const { rosters } = await report(breaching);
    const kinds: Kinds = new Map(rosters.flatMap(({ sessions }) => sessions.map(({ id, kind }) => [id, kind])));
    const all = rosters.flatMap(({ findings }) => findings);
    const wanted = all.filter((finding) => fits(finding, kinds)).length;
    await look(breaching, { fragment: "" }, async ({ page, noise }) => {
      await page.locator(`select[name=${name}]`).focus();
      for (let i = 0; i < 20 && (await page.locator(`select[name=${name}]`).inputValue()) !== value; i++)
        await page.keyboard.press("ArrowDown");
      expect(await count(page)).toBe(wanted);
      expect(await page.locator("#shown").textContent()).toBe(`${wanted} of ${all.length}`);
      expect(new URL(page.url()).hash).toBe(`#${name}=${value}`);
      await page.reload();
      expect(await count(page)).toBe(wanted);
      expect(await page.locator(`select[name=${name}]`).inputValue()).toBe(value);
      while ((await page.evaluate(() => document.activeElement?.tagName)) !== "BUTTON") await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      await expect.poll(() => new URL(page.url()).hash).toMatch(/^#?$/);
      expect(await count(page)).toBe(all.length);
      expect(noise).toEqual([]);
    });
  });

  test("by clinician: those of a clinician, and those on the clinician's sessions", async () => {
    await look(breaching, { fragment: "#clinician=okafor" }, async ({ page }) => {
      const sessions = await page.locator(".finding:visible .back a").allTextContents();
      expect(new Set(sessions)).toEqual(new Set(["wed-couples-session in the week", "fri-check-in in the week"]));
    });
  });

  test("several filters apply at once, and a filter without matches says so", async () => {
    await look(breaching, { fragment: "#severity=note&kind=group" }, async ({ page }) => {
      // No note was found, so this is no choice.
      expect(await page.locator("#shown").textContent()).toMatch(/^\d+ of 10$/);
    });
    await look(breaching, { fragment: "#severity=warning&kind=couples-session" }, async ({ page }) => {
      expect(await page.locator("#shown").textContent()).toBe("0 of 10");
      expect(await count(page)).toBe(0);
    });
  });

  test("a block leads to its finding and back, and the filter stays", async () => {
    await look(breaching, { fragment: "#severity=error" }, async ({ page }) => {
      const block = page.locator("a.block", { hasText: "mon-evening" });
      await block.focus();
      await page.keyboard.press("Enter");
      await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toContain("finding");
      const finding = await page.evaluate(() => ({
        hash: location.hash,
        id: document.activeElement?.id,
        text: document.activeElement?.textContent,
      }));
      expect(finding.hash).toBe(`#${finding.id}&severity=error`);
      expect(finding.text).toContain("mon-evening");
      await page.keyboard.press("Tab");
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("mon-evening in the week");
      await page.keyboard.press("Enter");
      await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toContain("block");
      expect(await page.evaluate(() => document.activeElement?.textContent)).toContain("mon-evening");
      await page.goBack();
      await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe(finding.id);
    });
  });

  test("a link to a finding that the filter hides shows it all the same", async () => {
    await look(breaching, { fragment: "#severity=warning" }, async ({ page }) => {
      await page.locator(".worst a").first().focus();
      await page.keyboard.press("Enter");
      await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toContain("finding");
      expect(await count(page)).toBe(10);
    });
  });

  test("findings hidden by filters are still printed", async () => {
    await look(breaching, { fragment: "#severity=warning", print: true }, async ({ page }) => {
      expect(await count(page)).toBe(10);
    });
  });

  test("a click with a key held down is left to the browser", async () => {
    await look(breaching, { fragment: "#severity=error" }, async ({ page }) => {
      const [opened] = await Promise.all([
        page.context().waitForEvent("page"),
        page
          .locator("a.block")
          .first()
          .click({ modifiers: ["Control"] }),
      ]);
      expect(new URL(page.url()).hash).toBe("#severity=error");
      await opened.close();
    });
  });

  test("a block that has the focus opens: it says all, in one frame", async () => {
    await look(breaching, { fragment: "" }, async ({ page }) => {
      const block = page.locator("a.block", { hasText: "fri-check-in" });
      await block.focus();
      const seen = await block.evaluate((one) => {
        const lines = [...one.querySelectorAll(".lines > span")].map((line) => line.getBoundingClientRect());
        const card = (one.querySelector(".lines") as Element).getBoundingClientRect();
        return {
          isWhole: lines.every((line) => line.height > 0 && line.right <= card.right && line.bottom <= card.bottom),
          edge: getComputedStyle(one, "::after").content,
        };
      });
      expect(seen).toEqual({ isWhole: true, edge: "none" });
    });
  });

  test("a long picture can be scrolled, and everything that has the focus is seen to have it", async () => {
    await look(weekOf("of sixty sessions"), { width: 900 }, async ({ page }) => {
      const outlines = await page.evaluate(() => {
        const all = [...document.querySelectorAll("a[href], select, button, [tabindex='0']")] as HTMLElement[];
        return all.slice(0, 40).map((one) => {
          one.focus({ preventScroll: true });
          return document.activeElement === one;
        });
      });
      expect(outlines).not.toContain(false);
      const region = page.locator(".picture .scroll").first();
      await region.focus();
      for (let i = 0; i < 5; i++) await page.keyboard.press("ArrowRight");
      await expect.poll(() => region.evaluate((one) => one.scrollLeft)).toBeGreaterThan(0);
    });
  });
});

type Finding = JsonReport["rosters"][number]["findings"][number];
type Kinds = ReadonlyMap<string | null, string>;

describe("validators", () => {
  test("html-validate finds no error", async () => {
    const validator = new HtmlValidate(
      new FileSystemConfigLoader({
        root: true,
        extends: ["html-validate:recommended", "html-validate:document", "html-validate:a11y"],
        // The page is one long line for each part; and entities are numbers, which browsers read alike.
        rules: { "no-inline-style": "error", "long-title": "off", "no-trailing-whitespace": "off" },
      }),
    );
    for (const week of OPENED) {
      const { results } = await validator.validateFile(fileOf(week));
      expect(
        results.flatMap(({ messages }) => messages.map(({ ruleId, message, line, column }) => `${ruleId}: ${message} ${line}:${column}`)),
        week.name,
      ).toEqual([]);
    }
  });

  test.skipIf(TOOLS === undefined)("the Nu validator finds no error", () => {
    const jar = join(TOOLS as string, "node_modules/vnu-jar/build/dist/vnu.jar");
    // It does not know the container queries of CSS yet, which every browser has.
    const unknown = ".*(Property “container-type” doesn't exist|Unrecognized at-rule “@container”).*";
    const { stderr, status } = spawnSync("java", ["-jar", jar, "--format", "json", "--filterpattern", unknown, ...WEEKS.map(fileOf)], {
      encoding: "utf8",
      maxBuffer: 2 ** 26,
    });
    const { messages } = JSON.parse(stderr) as { messages: { type: string; message: string; extract?: string; url: string }[] };
    expect(messages.map(({ type, message, extract, url }) => `${url}: ${type}: ${message} ${extract}`)).toEqual([]);
    expect(status).toBe(0);
  });
});

test("the page of a typical week has at most 150 KB", async () => {
  for (const name of ["in order", "breaching", "breaching under three standards", "of sixty sessions"])
    expect(Buffer.byteLength(await print("html", weekOf(name)))).toBeLessThanOrEqual(150_000);
});

test("a run that makes no page loads nothing of it", () => {
  const parts = (...args: string[]) => {
    const program = `const { main, processStreams } = require("./dist/command/main.cjs");
main(${JSON.stringify([...args, "fixtures/lakeside-week-breaching.yaml"])}, processStreams()).then(() => console.error(Object.keys(require.cache).join("\\n")));`;
    return spawnSync(process.execPath, ["-e", program], { encoding: "utf8" })
      .stderr.split("\n")
      .map((path) => basename(path, ".cjs"));
  };
  expect(parts("-f", "html")).toEqual(expect.arrayContaining(["report-formats-html-page"]));
  for (const format of ["pretty", "json", "sarif", "junit", "github", "gitlab", "markdown"])
    expect(parts("-f", format).filter((part) => /html|week/.test(part))).toEqual([]);
});

test("the built command writes the page that the source writes", async () => {
  const args = ["-f", "html", "fixtures/lakeside-week-breaching.yaml"];
  const { stdout } = spawnSync(process.execPath, ["bin/ratio-audit.js", ...args], { encoding: "utf8" });
  expect(stdout).toBe((await ratioAudit(args)).out);
});

describe.skipIf(WITHOUT_BROWSER)("the pictures of the docs", () => {
  const size = (file: string) => {
    const bytes = readFileSync(file);
    // Of a PNG the width and height stand in its head.
    return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  };

  test("are made by the script, which makes those that are there", () => {
    const made = join(folder, "docs");
    const { status, stderr } = spawnSync(process.execPath, ["scripts/screenshots.mjs", "--folder", made], { encoding: "utf8" });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(readdirSync(made).sort()).toEqual(
      readdirSync("docs")
        .filter((name) => !name.endsWith(".md") && name !== "rules")
        .sort(),
    );
    for (const name of readdirSync(made).filter((one) => one.endsWith(".png"))) {
      const [width, height] = size(join(made, name)) as [number, number];
      const [keptWidth, keptHeight] = size(join("docs", name)) as [number, number];
      expect(width).toBe(keptWidth);
      // Fonts differ from machine to machine, and with them where lines break.
      expect(Math.abs(height - keptHeight) / keptHeight).toBeLessThan(0.2);
    }
  });
});
