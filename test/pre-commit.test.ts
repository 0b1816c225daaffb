/** The hook for pre-commit, run by pre-commit itself, which installs it from a repository as it does for everybody. */
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { blocksOf, type Ended } from "./support/pages.ts";
import { BREACHING, CANARY, CLEAN } from "./support/pipeline-rosters.ts";

interface Hook {
  readonly id: string;
  readonly files: string;
}

const HOOKS = parse(readFileSync(".pre-commit-hooks.yaml", "utf8")) as Hook[];

/** Without pre-commit these tests are skipped, but not where everything must be there. */
const isSkipped = process.env.RATIO_AUDIT_CI !== "1" && spawnSync("pre-commit", ["--version"]).status !== 0;

describe("the hook for pre-commit", () => {
  test("is the one that docs/ci.md names", () => {
    const config = blocksOf("docs/ci.md").find(({ name }) => name === ".pre-commit-config.yaml");
    const { repos } = parse(config?.text ?? "") as { repos: { hooks: { id: string }[] }[] };
    expect(repos.flatMap(({ hooks }) => hooks.map(({ id }) => id))).toEqual(HOOKS.map(({ id }) => id));
  });

  test("looks at rosters by the names that are looked for in folders", () => {
    const looked = ["week.roster.yaml", "sites/north/week.roster.yml", "week.roster.json"];
    const others = ["week.yaml", "roster.yaml", "week.roster.yaml.bak", "package.json"];
    expect([...looked, ...others].filter((path) => HOOKS.some(({ files }) => new RegExp(files).test(path)))).toEqual(looked);
  });
});

/** What its build needs of the development dependencies; to install the others takes most of a minute. */
const FOR_BUILD = ["esbuild", "typescript", "@types/node", "@types/sax"];

function keepToBuild(folder: string): void {
  const path = join(folder, "package.json");
  const { devDependencies, ...rest } = JSON.parse(readFileSync(path, "utf8"));
  const kept = Object.fromEntries(FOR_BUILD.map((name) => [name, devDependencies[name]]));
  writeFileSync(path, JSON.stringify({ ...rest, devDependencies: kept }));
}

describe.skipIf(isSkipped)("pre-commit with the hook", () => {
  let folder = "";
  let project = "";

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "ratio-audit-pre-commit-"));
    project = join(folder, "project");
    const hook = join(folder, "ratio-audit");
    cpSync(".", hook, { recursive: true, filter: (path) => !["node_modules", "dist", ".git"].includes(basename(path)) });
    keepToBuild(hook);
    for (const repository of [hook, project]) {
      mkdirSync(repository, { recursive: true });
      git(repository, "init", "--quiet");
    }
    stageAll(hook);
    git(hook, "-c", "user.name=somebody", "-c", "user.email=somebody@example.org", "commit", "--quiet", "--message", "as it is");
    const rev = git(hook, "rev-parse", "HEAD").trim();
    const config = { repos: [{ repo: hook, rev, hooks: [{ id: "ratio-audit", language_version: "system" }] }] };
    writeFileSync(join(project, ".pre-commit-config.yaml"), stringify(config));
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  test("installs it, passes a clean week, and stops a breaching one with the finding, without ids", { timeout: 300_000 }, () => {
    expect(commitOf(CLEAN)).toMatchObject({ status: 0, stdout: expect.stringContaining("Passed") });
    const { status, stdout } = commitOf(BREACHING);
    expect(status).toBe(1);
    expect(stdout).toContain("week.roster.yaml:3:24  error  ratio-exceeded  mon-evening");
    expect(stdout).not.toContain(CANARY);
  });

  /** What pre-commit says to a commit with this roster. */
  function commitOf(roster: string): Ended {
    writeFileSync(join(project, "week.roster.yaml"), roster);
    stageAll(project);
    const env = { ...surroundings(), PRE_COMMIT_HOME: join(folder, "home") };
    return spawnSync("pre-commit", ["run"], { cwd: project, encoding: "utf8", env });
  }
});

function stageAll(repository: string): void {
  git(repository, "add", "--all");
}

function git(repository: string, ...words: string[]): string {
  return execFileSync("git", words, { cwd: repository, encoding: "utf8", env: surroundings() });
}

/** The variables of this process without those by which a git that runs these tests from a hook would name its own repository. */
function surroundings(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("GIT_")));
}
