/**
 * `npm run bench`: compares a run with the minimum that Node needs for the same files, at the same time, so that the figures apply
 * to any machine. Prints medians of paired runs. Marks a missed goal, without failing; fails if a run does not print its report.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { generate, inYaml, tight } from "./generate.mjs";
import { measureReaders } from "./readers.mjs";

const folder = mkdtempSync(join(tmpdir(), "ratio-audit-bench-"));
process.on("exit", () => rmSync(folder, { recursive: true }));
// With this variable, every start of Node reads a file of certificates.
const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;
const BIN = resolve("bin/ratio-audit.js");

/** A measured command: Node's arguments, the exit code, and the output. Every generated roster breaks a ratio. */
const audit = (file) => ({ args: [BIN, file], code: 1, prints: "ratio-exceeded" });
/** A yardstick command, which must succeed. Its output does not matter. */
const yardstick = (...args) => ({ args, code: 0, prints: "" });

/** Runs a command into a pipe, as CI does. Returns the seconds from start to end, and optionally the peak resident memory in MiB. */
function run({ args, code, prints }, tellPeak = false) {
  const before = process.hrtime.bigint();
  const ended = spawnSync(process.execPath, [...(tellPeak ? ["--require", TELL_PEAK] : []), ...args], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
    encoding: "utf8",
    maxBuffer: 2 ** 30,
  });
  const seconds = Number(process.hrtime.bigint() - before) / 1e9;
  if (ended.status !== code || !ended.stdout.includes(prints))
    throw new Error(`${args.join(" ")} ended with ${ended.status} and printed ${ended.stdout.length} characters: ${ended.stderr}`);
  return { seconds, peak: tellPeak ? Number(/\d+$/.exec(ended.stderr)[0]) / 1024 : null };
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** The median ratio of a command's time to its yardstick's over paired runs, and its median seconds. Ignores the first pair. */
function compare(ours, base, pairs) {
  const [, ...counted] = Array.from({ length: pairs + 1 }, () => ({ base: run(base).seconds, ours: run(ours).seconds }));
  return { ratio: median(counted.map((pair) => pair.ours / pair.base)), seconds: median(counted.map((pair) => pair.ours)) };
}

function write(name, text) {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const TELL_PEAK = write("tell-peak.cjs", 'process.on("exit", () => process.stderr.write(String(process.resourceUsage().maxRSS)));');
const json = (sessions) => write(`${sessions}.json`, JSON.stringify(generate(sessions), null, 2));
const yaml = (sessions) => write(`${sessions}.yaml`, inYaml(generate(sessions)));

/** A folder with the rosters of many clinics, one week each. */
function manyFiles(count) {
  const path = join(folder, "clinics");
  mkdirSync(path);
  for (let i = 0; i < count; i++) writeFileSync(join(path, `${i}.roster.yaml`), inYaml(generate(40, i)));
  return path;
}

const nothing = yardstick("-e", "0");
const parseJson = (file) =>
  yardstick(write("parse-json.cjs", 'JSON.parse(require("node:fs").readFileSync(process.argv[2], "utf8"));'), file);
const parseYamlFiles = (path) =>
  yardstick(
    write(
      "parse-yaml.mjs",
      `import { readdirSync, readFileSync } from "node:fs"; import { parse } from ${JSON.stringify(import.meta.resolve("yaml"))};
for (const file of readdirSync(process.argv[2])) parse(readFileSync(\`\${process.argv[2]}/\${file}\`, "utf8"));`,
    ),
    path,
  );

/** The growth exponent of the time for ten times the sessions: 1 is proportional. Subtracts the startup time, about that of one week. */
const exponent = (less, more, start) => Math.log10((more.seconds - start.seconds) / (less.seconds - start.seconds));

function row(work, goal, unit, measured) {
  const figure = typeof measured === "number" ? measured : measured.seconds;
  const shown = `${figure.toFixed(2)}${figure > goal ? "  missed" : ""}`;
  console.log(`${work.padEnd(32)}  ≤ ${goal.toFixed(2)} ${unit.padEnd(22)}  ${shown}`);
}

row("--version", 1.5, "× node -e 0", compare({ args: [BIN, "--version"], code: 0, prints: "." }, nothing, 31).ratio);
const week = compare(audit(json(40)), nothing, 31);
row("a week in JSON", 2.5, "× node -e 0", week.ratio);
row("a week in YAML", 2.7, "× node -e 0", compare(audit(yaml(40)), nothing, 31).ratio);
const clinics = manyFiles(1_000);
row("1,000 weeks in YAML", 0.5, "× yaml.parse", compare(audit(clinics), parseYamlFiles(clinics), 3).ratio);
const [thousand, tenThousand, largest] = [1_000, 10_000, 100_000].map(json);
const small = compare(audit(thousand), parseJson(thousand), 9);
const middle = compare(audit(tenThousand), parseJson(tenThousand), 7);
const large = compare(audit(largest), parseJson(largest), 5);
row("100,000 sessions in JSON", 6, "× JSON.parse", large.ratio);
row("1,000 to 10,000 in JSON", 1.05, "exponent of growth", exponent(small, middle, week));
row("10,000 to 100,000 in JSON", 1.05, "exponent of growth", exponent(middle, large, week));
const largestYaml = yaml(100_000);
row("100,000 sessions in YAML", 6, "× JSON.parse of the same", compare(audit(largestYaml), parseJson(largest), 3).ratio);
row("100,000 sessions in YAML", 1.2, "GB at peak", (run(audit(largestYaml), true).peak * 1024 ** 2) / 1e9);
const plan = (file, code = 0) => ({ args: [BIN, "plan", file], code, prints: "exists" });
row("plan of a week", 7, "× node -e 0", compare(plan(json(40)), nothing, 15).ratio);
row(
  "capacity of a week",
  7,
  "× node -e 0",
  compare({ args: [BIN, "capacity", json(40)], code: 0, prints: "Open seats" }, nothing, 15).ratio,
);
row("plan of 200 sessions", 3, "s", run(plan(json(200))));
row("plan of 1,000 sessions", 30, "s", run(plan(json(1_000))));
row(
  "plan of 200 tight sessions",
  15,
  "s",
  run({ args: [BIN, "plan", write("tight.json", JSON.stringify(tight()))], code: 0, prints: "changes" }),
);
await measureReaders(folder, row);
