/**
 * `npm run bench`: what a run costs against the least that Node can do for the same files, in the same minute, so that the
 * figures hold on any machine. Medians of paired runs. A missed goal is marked and fails nothing; a run that does not print
 * its report fails at once.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { generate, inYaml } from "./generate.mjs";

const folder = mkdtempSync(join(tmpdir(), "ratio-audit-bench-"));
process.on("exit", () => rmSync(folder, { recursive: true }));
// This variable alone makes every start of Node read a file of certificates.
const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;
const BIN = resolve("bin/ratio-audit.js");

/** A command of ours: the arguments of Node, its exit code, and what it prints. Every generated roster breaks a ratio. */
const audit = (file) => ({ args: [BIN, file], code: 1, prints: "ratio-exceeded" });
/** A yardstick: it succeeds, and what it prints does not matter. */
const yardstick = (...args) => ({ args, code: 0, prints: "" });

/** Runs a command into a pipe, as CI does; seconds from its start to its end, and its peak resident memory in MiB where asked. */
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

/** The median ratio in time of a command to its yardstick over paired runs, and its median seconds. The first pair does not count. */
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

/** A folder of the rosters of many clinics, a week each. */
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

/** How a time grows with ten times the sessions: 1 is in proportion. Without the time of starting, which is about a week's. */
const exponent = (less, more, start) => Math.log10((more.seconds - start.seconds) / (less.seconds - start.seconds));

function row(work, goal, unit, figure) {
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
