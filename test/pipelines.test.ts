/** The ready-made parts for pipelines: the GitHub action, run step by step as a runner does, and what docs/ci.md shows. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { FORMATS } from "../src/report/formats.ts";
import { some } from "./support/matrix.ts";
import { type Block, blocksOf, type Ended, pathWith, putCommands, runLine } from "./support/pages.ts";
import { BREACHING, CANARY, CLEAN, INVALID } from "./support/pipeline-rosters.ts";

interface Step {
  readonly id: string;
  readonly shell: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly run: string;
}

interface Action {
  readonly inputs: Readonly<Record<string, { description: string; default: string }>>;
  readonly outputs: Readonly<Record<string, { description: string; value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

type Values = Readonly<Record<string, string>>;

const ACTION_TEXT = readFileSync("action.yml", "utf8");
const ACTION = parse(ACTION_TEXT) as Action;
const { steps } = ACTION.runs;
const PAGE = readFileSync("docs/ci.md", "utf8");
const BLOCKS = blocksOf("docs/ci.md");

let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "ratio-audit-pipelines-"));
});

afterAll(() => rmSync(folder, { recursive: true }));

/** A folder of its own for each run, with the files that are given by their paths. */
function scratch(files: Values): string {
  const made = mkdtempSync(join(folder, "run-"));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(made, path)), { recursive: true });
    writeFileSync(join(made, path), text);
  }
  return made;
}

/** Puts the values in place of `${{ inputs.roster }}` and `${{ steps.audit.outputs.sarif }}`, and '' for a missing value. */
function evaluated(text: string, values: Values): string {
  return text.replace(/\$\{\{ (.*?) \}\}/g, (_, name: string) => values[name] ?? "");
}

function named(prefix: string, values: Values): Values {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`${prefix}.${name}`, value]));
}

interface RunOfAction extends Ended {
  readonly workspace: string;
  readonly outputs: Values;
  /** What the steps set, whether the action passes it on or not. */
  readonly set: readonly string[];
  readonly summary: string;
  readonly npmCalls: string;
}

/** Runs the action in a workspace with these files, as a runner does: one step after the other, until one fails. */
function runAction(files: Values, inputs: Values = {}): RunOfAction {
  const workspace = scratch(files);
  const runner = scratch({ output: "", summary: "", "npm-calls": "" });
  putCommands(runner);
  const defaults = Object.fromEntries(Object.entries(ACTION.inputs).map(([name, input]) => [name, input.default]));
  let context = named("inputs", { ...defaults, ...inputs });
  let ended: Ended = { status: 0, stdout: "", stderr: "" };
  const set: string[] = [];
  for (const step of steps) {
    if (ended.status !== 0) break;
    writeFileSync(join(runner, "output"), "");
    ended = runStep(step, workspace, runner, context);
    const lines = readFileSync(join(runner, "output"), "utf8").split("\n").slice(0, -1);
    set.push(...lines);
    const values = Object.fromEntries(lines.map((line) => line.split(/=(.*)/s) as [string, string]));
    context = { ...context, ...named(`steps.${step.id}.outputs`, values) };
  }
  const outputs = Object.fromEntries(Object.entries(ACTION.outputs).map(([name, { value }]) => [name, evaluated(value, context)]));
  const [summary, npmCalls] = ["summary", "npm-calls"].map((file) => readFileSync(join(runner, file), "utf8")) as [string, string];
  return { ...ended, workspace, outputs, set, summary, npmCalls };
}

/** Runs one step with the runner's variables and those that the step maps from inputs. */
function runStep({ run, env = {} }: Step, workspace: string, runner: string, context: Values): Ended {
  const script = join(runner, "step.sh");
  writeFileSync(script, run);
  const mapped = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, evaluated(value, context)]));
  return spawnSync("bash", ["--noprofile", "--norc", "-e", "-o", "pipefail", script], {
    cwd: workspace,
    encoding: "utf8",
    env: {
      PATH: pathWith(runner),
      GITHUB_ACTIONS: "true",
      GITHUB_ACTION_PATH: resolve("."),
      GITHUB_OUTPUT: join(runner, "output"),
      GITHUB_STEP_SUMMARY: join(runner, "summary"),
      GITHUB_WORKSPACE: workspace,
      RUNNER_TEMP: runner,
      ...mapped,
    },
  });
}

/** The names of the rosters that a SARIF report of a run has findings in. */
function rostersIn({ workspace, outputs }: RunOfAction): string[] {
  const { runs } = JSON.parse(readFileSync(join(workspace, outputs.sarif as string), "utf8")) as {
    runs: { results: { locations: { physicalLocation: { artifactLocation: { uri: string } } }[] }[] }[];
  };
  const places = runs.flatMap(({ results }) => results.flatMap(({ locations }) => locations));
  return [...new Set(places.map(({ physicalLocation }) => decodeURI(physicalLocation.artifactLocation.uri)))];
}

describe("action.yml", () => {
  test("is a composite action whose steps have an id and a shell, and use no action of others", () => {
    expect(ACTION.runs.using).toBe("composite");
    expect(steps.map(({ id, shell: of }) => [id, of])).toEqual([
      ["install", "bash"],
      ["audit", "bash"],
    ]);
    expect(steps.filter((step) => "uses" in step)).toEqual([]);
  });

  test("lets no expression into a script", () => {
    for (const { run } of steps) expect(run).not.toContain("${{");
  });

  test("uses each of its inputs, and no other", () => {
    const used = [...ACTION_TEXT.matchAll(/inputs\.([\w-]+)/g)].map(([, name]) => name);
    expect(used.sort()).toEqual(Object.keys(ACTION.inputs).sort());
  });

  test("takes each output from a step that sets it", () => {
    for (const { value } of Object.values(ACTION.outputs)) {
      const [, id, name] = /^\$\{\{ steps\.(\w+)\.outputs\.([\w-]+) \}\}$/.exec(value) ?? [];
      expect(steps.find((step) => step.id === id)?.run).toContain(`echo "${name}=`);
    }
  });
});

describe("the action", () => {
  const HOUSE = "name: house\ntitle: House rules\nextends: benchmark\nrules: { ratio-exceeded: warning }\n";
  const withHouseRules = { "week.roster.yaml": BREACHING, "house rules.yaml": HOUSE };

  test("installs itself in its own folder, by the lock file", () => {
    const { npmCalls } = runAction({ "week.roster.yaml": CLEAN });
    expect(npmCalls).toMatch(/^[^\n]*: npm ci [^\n]*\n$/);
    expect(npmCalls.startsWith(`${resolve(".")}: `)).toBe(true);
  });

  test.each([
    ["a week in order", CLEAN, 0],
    ["a breaching week", BREACHING, 1],
    ["an invalid roster", INVALID, 2],
  ])("ends with the exit code of the audit, and leaves all reports: %s", (_, roster, code) => {
    const run = runAction({ "week.roster.yaml": roster });
    expect({ status: run.status, stderr: run.stderr, outputs: run.outputs }).toEqual({
      status: code,
      stderr: "",
      outputs: { sarif: "ratio-audit.sarif", "exit-code": String(code) },
    });
    expect(run.stdout.includes("::error file=week.roster.yaml,line=")).toBe(code !== 0);
    expect(run.summary).toContain("# ");
    expect(existsSync(join(run.workspace, "ratio-audit.sarif"))).toBe(true);
  });

  test("audits files with spaces in their names, folders and patterns, one to a line", () => {
    const weeks = {
      "a week.yaml": BREACHING,
      "sites/north east/x.roster.yml": BREACHING,
      "old/1.yaml": BREACHING,
      "old/2.yaml": BREACHING,
    };
    const run = runAction(weeks, { roster: "a week.yaml\n\n  sites  \nold/*.yaml\n" });
    expect(rostersIn(run).sort()).toEqual(Object.keys(weeks).sort());
  });

  test("audits against several standards, one to a line, by name or by path", () => {
    const { summary, status } = runAction(withHouseRules, { standard: "./house rules.yaml\n\ntraditional-outpatient\n" });
    expect(status).toBe(1);
    expect(summary).toContain("House rules");
    expect(summary).toContain("`traditional-outpatient`");
  });

  test.each([
    ["error", 0],
    ["warning", 1],
    ["never", 0],
  ])("fails from the severity on that is asked for: a warning with fail-on %s ends with %i", (severity, code) => {
    const { status, stdout } = runAction(withHouseRules, { standard: "./house rules.yaml", "fail-on": severity });
    expect(stdout).toContain("::warning ");
    expect(status).toBe(code);
  });

  describe("in a repository with a configuration", () => {
    const CONFIG = "rosters: [weeks]\nfailOn: warning\nstandards: [./house rules.yaml]\n";
    const repository = (config: string) => ({
      "ratio-audit.config.yaml": config,
      "house rules.yaml": HOUSE,
      "weeks/one.roster.yaml": BREACHING,
      "drafts/two.roster.yaml": BREACHING,
    });

    test("without inputs takes rosters and severity from there", () => {
      const run = runAction(repository(CONFIG));
      expect(rostersIn(run)).toEqual(["weeks/one.roster.yaml"]);
      expect(run).toMatchObject({ status: 1, stderr: "" });
      expect(runAction(repository(CONFIG.replace("warning", "never"))).status).toBe(0);
    });

    test("with inputs takes these", () => {
      const run = runAction(repository(CONFIG), { roster: "drafts", "fail-on": "error" });
      expect(rostersIn(run)).toEqual(["drafts/two.roster.yaml"]);
      expect(run.status).toBe(0);
      expect(runAction(repository(CONFIG), { roster: "drafts", "fail-on": "warning" }).status).toBe(1);
    });

    test("that names no rosters audits all rosters of the repository", () => {
      const run = runAction(repository("failOn: never\n"));
      expect(rostersIn(run).sort()).toEqual(["drafts/two.roster.yaml", "weeks/one.roster.yaml"]);
      expect(run.status).toBe(0);
    });
  });

  test("writes the SARIF report where it is asked to, and says where that is", () => {
    const run = runAction({ "week.roster.yaml": BREACHING }, { "sarif-file": "out of here/week.sarif" });
    expect(run.outputs.sarif).toBe("out of here/week.sarif");
    expect(rostersIn(run)).toEqual(["week.roster.yaml"]);
  });

  test("names no SARIF report where none was written", () => {
    const run = runAction({ "week.roster.yaml": CLEAN }, { "fail-on": "sometimes" });
    expect(run).toMatchObject({ status: 2, outputs: { sarif: "", "exit-code": "2" } });
    expect(runAction({}, { roster: "\n" })).toMatchObject({ status: 2, outputs: { sarif: "", "exit-code": "2" } });
  });

  test("shows no id of a patient, in no output", () => {
    for (const roster of [BREACHING, INVALID]) {
      const run = runAction({ "week.roster.yaml": roster });
      const sarif = readFileSync(join(run.workspace, "ratio-audit.sarif"), "utf8");
      expect([run.stdout, run.stderr, run.summary, sarif, ...run.set].join("\n")).not.toContain(CANARY);
    }
  });
});

describe("an input that is made to be taken for something else", () => {
  const HOSTILE = [
    "$(touch pwned)",
    "`touch pwned`",
    "; touch pwned",
    '"; touch pwned; "',
    "--output=pwned",
    "-opwned",
    "$GITHUB_OUTPUT",
    "x\npwned=1",
    "help",
  ];
  const cases = Object.keys(ACTION.inputs).flatMap((name) => HOSTILE.map((value) => ({ name, value })));

  test.each(some(cases, 8))("is a word like any other: $name $value", ({ name, value }) => {
    const { status, workspace, set } = runAction({ "week.roster.yaml": CLEAN }, { [name]: value });
    expect(status).toBe(name === "sarif-file" ? 0 : 2);
    expect(readdirSync(workspace)).not.toContain("pwned");
    expect(set.map((line) => line.split("=")[0]).filter((key) => key !== "sarif" && key !== "exit-code")).toEqual([]);
  });

  test.each(
    some(
      HOSTILE.filter((name) => !name.includes("\n")),
      4,
    ),
  )("is the name of a roster where there is one of that name: %s", (name) => {
    expect(runAction({ [name]: BREACHING }, { roster: name })).toMatchObject({ status: 1, outputs: { "exit-code": "1" } });
  });
});

describe("docs/ci.md", () => {
  const commandsIn = ({ text }: Block) => [...text.matchAll(/(?:npx )?\bratio-audit [^'"\n]+/g)].map(([command]) => command);
  /** The files that a command line writes. */
  const writtenBy = (command: string) => [...command.matchAll(/ --report \w+=(\S+)/g)].map(([, file]) => file as string);
  const commands = BLOCKS.flatMap((block) => commandsIn(block).map((command) => ({ name: block.name, command })));
  const parsed = BLOCKS.filter(({ language }) => language === "yaml" || language === "json");
  const workflow = BLOCKS.find(({ text }) => text.includes("OWNER/ratio-audit@")) as Block;
  /** The first cells of the rows of a table under this heading. */
  const cells = (heading: string) => {
    const table = PAGE.slice(PAGE.indexOf(`| ${heading} |`)).split("\n\n")[0] as string;
    return [...table.matchAll(/^\| `([\w-]+)` \|/gm)].map(([, cell]) => cell as string);
  };

  test("has a part for each place that it speaks of", () => {
    expect(commands.map(({ name }) => name)).toEqual([
      ".github/workflows/rosters.yml",
      ".gitlab-ci.yml",
      "Jenkinsfile",
      "azure-pipelines.yml",
      "package.json",
      ".husky/pre-commit",
    ]);
    expect(parsed).toHaveLength(7);
  });

  test.each(parsed)("shows a file that can be read, with the command as it is shown: $name", (block) => {
    const read = JSON.stringify(parse(block.text, { strict: true }));
    for (const command of commandsIn(block)) expect(read).toContain(command);
  });

  test.each(
    commands.flatMap((one) => [
      { ...one, week: "in order", roster: CLEAN, code: 0 },
      { ...one, week: "breaching", roster: BREACHING, code: 1 },
      { ...one, week: "invalid", roster: INVALID, code: 2 },
    ]),
  )("has a command that ends with $code and all its reports where the week is $week: $name", async ({ command, roster, code }) => {
    const place = scratch({ "rosters/week-49.roster.yaml": roster });
    putCommands(place);
    const { status, stdout, stderr } = await runLine(command, place);
    expect({ status, stderr }).toEqual({ status: code, stderr: "" });
    expect(writtenBy(command).filter((file) => !existsSync(join(place, file)))).toEqual([]);
    expect(stdout).not.toContain(CANARY);
  });

  test.each(BLOCKS.filter((block) => commandsIn(block).some((command) => writtenBy(command).length > 0)))(
    "hands over every report that its command writes: $name",
    (block) => {
      const rest = commandsIn(block).reduce((text, command) => text.replace(command, ""), block.text);
      for (const file of commandsIn(block).flatMap(writtenBy)) expect(rest).toContain(file);
    },
  );

  test("gives the action inputs that it has, and reads outputs that it has", () => {
    const { jobs } = parse(workflow.text) as { jobs: { audit: { steps: { uses: string; with?: Values }[] } } };
    const given = jobs.audit.steps.find(({ uses }) => uses.startsWith("OWNER/"))?.with ?? {};
    const inputs = Object.keys(ACTION.inputs);
    expect(Object.keys(given).filter((name) => !inputs.includes(name))).toEqual([]);
    for (const [, name] of workflow.text.matchAll(/steps\.audit\.outputs\.([\w-]+)/g))
      expect(ACTION.outputs).toHaveProperty(name as string);
    expect(runAction({ "rosters/week-49.roster.yaml": CLEAN }, given).status).toBe(0);
  });

  test("shows a configuration for rosters and standards in folders of their own", async () => {
    const config = BLOCKS.find(({ name }) => name === "ratio-audit.config.yaml")?.text as string;
    const place = scratch({
      "ratio-audit.config.yaml": config,
      "rosters/week-49.roster.yaml": CLEAN,
      "standards/our-clinic.yaml": 'name: our-clinic\nkinds: { group: { ratio: "1:5" } }\n',
    });
    const { status, stdout } = await runLine("npx ratio-audit", place);
    expect(stdout).toContain("(our-clinic, ");
    expect(stdout).toContain("Audited against\n  premium: ");
    expect(status).toBe(1);
  });

  test("calls only functions that the conditions of GitHub have", () => {
    const conditions = [...PAGE.matchAll(/^ *if: \$\{\{ (.*) \}\}$/gm)].map(([, condition]) => condition as string);
    expect(conditions).not.toEqual([]);
    for (const condition of conditions)
      for (const [, name] of condition.matchAll(/(\w+)\(/g))
        expect(["always", "cancelled", "failure", "hashFiles", "success"]).toContain(name);
  });

  test("lists the inputs and outputs of the action, and formats that there are", () => {
    expect(cells("input")).toEqual(Object.keys(ACTION.inputs));
    expect(cells("output")).toEqual(Object.keys(ACTION.outputs));
    expect(cells("format")).toHaveLength(6);
    expect(FORMATS.map(({ name }) => name)).toEqual(expect.arrayContaining(cells("format")));
  });
});
