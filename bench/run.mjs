/**
 * `npm run bench`: what a run costs, as ratios against a bare Node in the same minute, so that they hold on any machine.
 * Medians of paired runs. It prints a table and fails nothing: a timing is no test.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { stringify } from "yaml";
import { generate } from "./generate.mjs";

const folder = mkdtempSync(join(tmpdir(), "ratio-audit-bench-"));
// This variable alone makes every start of Node read a file of certificates.
const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;
const BIN = resolve("bin/ratio-audit.cjs");

/** Seconds that a process takes from its start to its end. */
function seconds(args) {
  const before = process.hrtime.bigint();
  run(args);
  return Number(process.hrtime.bigint() - before) / 1e9;
}

/** Peak resident memory of a process in kilobytes, told by itself at its end. */
function peak(args) {
  return Number(run(["--require", TELL_PEAK, ...args]));
}

function run(args) {
  // Into a pipe, as a pipeline has it.
  const { status, stderr } = spawnSync(process.execPath, args, {
    env,
    stdio: ["ignore", "pipe", "pipe"],
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  if (status === null || status > 1) throw new Error(`${args.join(" ")} ended with ${status}: ${stderr}`);
  return stderr;
}

const TELL_PEAK = join(folder, "tell-peak.cjs");
writeFileSync(TELL_PEAK, 'process.on("exit", () => process.stderr.write(String(process.resourceUsage().maxRSS)));');

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** The median ratio of `args` to `base` in time over paired runs, and the median seconds of `args`. */
function compare(args, base, runs) {
  seconds(base);
  seconds(args);
  const pairs = Array.from({ length: runs }, () => ({ base: seconds(base), ours: seconds(args) }));
  return { ratio: median(pairs.map((pair) => pair.ours / pair.base)), seconds: median(pairs.map((pair) => pair.ours)) };
}

function write(name, text) {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const json = (sessions) => write(`${sessions}.json`, JSON.stringify(generate(sessions), null, 2));
const yaml = (sessions) => write(`${sessions}.yaml`, stringify(generate(sessions)));
const weekJson = json(40);
const weekYaml = yaml(40);
const thousandYaml = yaml(1_000);
const sizes = [1_000, 10_000, 100_000].map(json);
const yamlUrl = import.meta.resolve("yaml");
const parseYaml = write(
  "parse-yaml.mjs",
  `import { readFileSync } from "node:fs"; import { parse } from ${JSON.stringify(yamlUrl)}; parse(readFileSync(process.argv[2], "utf8"));`,
);
const parseJson = write("parse-json.cjs", 'JSON.parse(require("node:fs").readFileSync(process.argv[2], "utf8"));');

const rows = [];
const row = (work, goal, figure) => rows.push([work, goal, figure]);
const times = (n) => `${n.toFixed(2)} ×`;
const NOTHING = ["-e", "0"];

row("--version", "≤ 1.30 × node -e 0", times(compare([BIN, "--version"], NOTHING, 31).ratio));
row("--help", "≤ 1.30 × node -e 0", times(compare([BIN, "--help"], NOTHING, 31).ratio));
row("a week in JSON", "≤ 1.80 × node -e 0", times(compare([BIN, weekJson], NOTHING, 31).ratio));
row("a week in YAML", "≤ 3.30 × node -e 0", times(compare([BIN, weekYaml], NOTHING, 31).ratio));
row("a week as a page", "≤ 3.30 × node -e 0", times(compare([BIN, "--format", "html", weekJson], NOTHING, 15).ratio));
row("a week in the terminal", "≤ 4.00 × node -e 0", times(compare([BIN, "week", weekJson], NOTHING, 15).ratio));
row("1,000 sessions YAML", "≤ 1.15 × yaml.parse", times(compare([BIN, thousandYaml], [parseYaml, thousandYaml], 9).ratio));
const [small, middle, large] = sizes.map((file, i) => compare([BIN, file], [parseJson, file], [15, 9, 7][i]));
row("100,000 sessions JSON, time", "≤ 2.00 × JSON.parse", times(large.ratio));
row(
  "100,000 sessions JSON, peak memory",
  "≤ 2.00 × JSON.parse",
  times(median([1, 2, 3].map(() => peak([BIN, sizes[2]]) / peak([parseJson, sizes[2]])))),
);
// What grows with the roster: the time of a run without that of starting, which is about a week's.
const start = compare([BIN, weekJson], NOTHING, 9).seconds;
const exponent = (a, b) => Math.log10((b - start) / (a - start)).toFixed(2);
row("1,000 → 10,000 sessions JSON", "exponent ≤ 1.05", exponent(small.seconds, middle.seconds));
row("10,000 → 100,000 sessions JSON", "exponent ≤ 1.05", exponent(middle.seconds, large.seconds));

const widths = [0, 1].map((i) => Math.max(...rows.map((cells) => cells[i].length)));
for (const [work, goal, figure] of [["work", "goal", "figure"], ...rows])
  console.log(`${work.padEnd(widths[0])}  ${goal.padEnd(widths[1])}  ${figure}`);
rmSync(folder, { recursive: true });
