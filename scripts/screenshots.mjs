/**
 * `npm run screenshots`: makes the pictures in docs/ from the output of the built command. Pictures of pages need Chromium (on the
 * PATH, or named by CHROMIUM), and the printed page needs poppler's `pdftoppm`. With --check, only checks that the pictures of the
 * terminal, which need no browser, are up to date. With --folder DIR, writes all pictures there.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { draw, prompt } from "./terminal-picture.mjs";

const ROSTER = "fixtures/lakeside-week-breaching.yaml";
const { check, folder } = parseArgs({ options: { check: { type: "boolean" }, folder: { type: "string", default: "docs" } } }).values;

const TERMINALS = {
  "breaching-week.svg": {
    title: "A terminal in which ratio-audit reports the findings of a breaching week",
    lines: () => [prompt(`npx ratio-audit ${ROSTER}`), "", ...screenful(printed([ROSTER]))],
  },
  "week-in-terminal.svg": {
    title: "A terminal in which ratio-audit draws a week, days across and hours down, and marks the sessions that break a limit",
    lines: () => [prompt(`npx ratio-audit week ${ROSTER}`), "", ...picture(printed(["week", ROSTER]))],
  },
};

mkdirSync(folder, { recursive: true });
for (const [name, { title, lines }] of Object.entries(TERMINALS)) {
  const svg = draw(lines(), title);
  const file = join(folder, name);
  if (!check) writeFileSync(file, svg);
  else if (readFileSync(file, "utf8") !== svg) {
    console.error(`${file} is not what the command prints; run: npm run screenshots`);
    process.exitCode = 1;
  }
}
if (!check) await pages();

/** The output of the command, in color. */
function printed(args) {
  const { stdout, status, error } = spawnSync(process.execPath, ["bin/ratio-audit.js", ...args], {
    encoding: "utf8",
    // The prompts of the pictures call npx, which sets this.
    env: { ...process.env, FORCE_COLOR: "1", NO_COLOR: "", npm_command: "exec" },
  });
  if (status !== 1) throw error ?? new Error(`${args.join(" ")} gave exit code ${status} and not 1; is dist/ built?`);
  return stdout.trimEnd().split("\n");
}

/** The first findings, the start of the summary and some of its sections; a mark replaces the omitted findings. */
function screenful(lines) {
  const shownFindings = 2;
  const shownSections = ["Tightest", "Sessions in order", "Next"];
  const rule = lines.findIndex((line) => line.includes("────"));
  const findings = blocks(lines.slice(0, rule));
  const [head, ...sections] = blocks(lines.slice(rule + 1));
  return [
    ...findings.slice(0, shownFindings).flatMap((block) => [...block, ""]),
    `\u001b[2m⋮ ${findings.length - shownFindings} more findings\u001b[22m`,
    "",
    lines[rule],
    "",
    ...head,
    ...sections.filter(([title]) => shownSections.some((section) => title.includes(section))).flatMap((block) => ["", ...block]),
  ];
}

/** The grid of the week and the first sessions of the list; a mark replaces the omitted sessions. */
function picture(lines) {
  const shownSessions = 3;
  const starts = lines.flatMap((line, i) => (/^(?:\u001b\[\d+m)* {0,1}\d+ {2}\S/.test(line) ? [i] : []));
  const cut = starts[shownSessions];
  return [...lines.slice(0, cut), `\u001b[2m ⋮ ${starts.length - shownSessions} more sessions, and what the week goes by\u001b[22m`];
}

/** Groups of lines, separated by empty lines. */
function blocks(lines) {
  return lines
    .join("\n")
    .split(/\n{2,}/)
    .map((block) => block.split("\n").filter((line) => line !== ""))
    .filter((block) => block.length > 0);
}

/** The page on a wide screen, in light and dark colors, on a phone, and printed. */
async function pages() {
  const { chromium } = await import("playwright-core");
  const place = mkdtempSync(join(tmpdir(), "ratio-audit-screenshots-"));
  const page = join(place, "week.html");
  spawnSync(process.execPath, ["bin/ratio-audit.js", "--format", "html", "--output", page, ROSTER]);
  const executablePath = process.env.CHROMIUM ?? spawnSync("which", ["chromium"], { encoding: "utf8" }).stdout.trim();
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-dev-shm-usage", "--hide-scrollbars"] });
  try {
    const shoot = async (name, { width, height, dark = false, from = "body" }) => {
      const tab = await browser.newPage({ viewport: { width, height }, colorScheme: dark ? "dark" : "light" });
      await tab.goto(`file://${page}`);
      const part = tab.locator(from).first();
      const y = await part.evaluate((one) => Math.max(0, one.getBoundingClientRect().top - 16));
      await tab.screenshot({ path: join(folder, name), fullPage: true, clip: { x: 0, y, width, height } });
    };
    await shoot("page.png", { width: 1200, height: 780 });
    await shoot("page-week.png", { width: 1200, height: 1130, from: "#week" });
    await shoot("page-findings-dark.png", { width: 1200, height: 760, dark: true, from: "#findings" });
    await shoot("page-load.png", { width: 1200, height: 1030, from: "#load" });
    await shoot("page-phone.png", { width: 360, height: 780, from: "#week" });
    const tab = await browser.newPage();
    const paper = join(place, "week.pdf");
    await tab.goto(`file://${page}`);
    await tab.pdf({ path: paper, format: "A4", preferCSSPageSize: true, printBackground: true });
    drawPage(paper, join(folder, "page-print.png"));
  } finally {
    await browser.close();
    rmSync(place, { recursive: true });
  }
}

/** The first landscape sheet of the printed page, which shows the week. */
function drawPage(paper, picture) {
  const { stdout } = spawnSync("pdfinfo", ["-l", "100", paper], { encoding: "utf8" });
  const sizes = [...stdout.matchAll(/Page +(\d+) size: +([\d.]+) x ([\d.]+)/g)];
  const [, number] = sizes.find(([, , width, height]) => Number(width) > Number(height));
  const only = ["-f", number, "-l", number, "-singlefile"];
  spawnSync("pdftoppm", ["-png", "-r", "90", ...only, paper, picture.replace(/\.png$/, "")]);
}
