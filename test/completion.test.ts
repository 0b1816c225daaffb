/** Completion, as the shells themselves do it. A shell that is not installed is skipped by name, and must be there in CI. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FAIL_ON } from "../src/exit-code.ts";
import { FORMATS } from "../src/report/formats.ts";
import { RULES } from "../src/rules/list.ts";
import { BUILT_IN } from "../src/standards/built-in/list.ts";
import { ratioAudit } from "./support/command-line.ts";

/** Completes the last word of a command line that begins with the program. */
type Completer = (words: readonly string[]) => string[];

let folder = "";

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "ratio-audit-completion-"));
  for (const shell of Object.keys(SHELLS)) writeFileSync(join(folder, shell), (await ratioAudit(["completion", shell])).out);
  writeFileSync(join(folder, "week.yaml"), "");
  writeFileSync(join(folder, "bash.test"), BASH);
  writeFileSync(join(folder, "zsh.test"), ZSH);
});

afterAll(() => rmSync(folder, { recursive: true }));

function run(command: string, args: readonly string[]): string[] {
  const { stdout, stderr } = spawnSync(command, args, { cwd: folder, encoding: "utf8", env: { PATH: process.env.PATH, HOME: folder } });
  expect(stderr).toBe("");
  return stdout.split("\n").filter((line) => line !== "");
}

/** Calls the function that the script registers as bash calls it; bash takes --format=json for three words. */
const BASH = `source ./bash
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
completer=$(complete -p ratio-audit) && completer=\${completer#*-F } && \${completer%% *}
printf '%s\\n' "\${COMPREPLY[@]}"
`;

/** Outside its line editor zsh has no completion, so what the script hands over to it is printed and matched here. */
const ZSH = `compdef() { completer=$1 }
compset() { : }
compadd() { shift; print -rl -- "$@" }
_files() { print -rl -- * }
source ./zsh
words=("$@") CURRENT=$#
$completer
`;

const SHELLS: Readonly<Record<string, Completer>> = {
  bash: (words) => run("bash", ["--norc", "bash.test", ...words.flatMap((word) => word.split(/(?<==)|(?==)/))]),
  zsh: (words) => {
    const last = words.at(-1)?.replace(/^.*=/, "") ?? "";
    return run("zsh", ["-f", "zsh.test", ...words]).filter((word) => word.startsWith(last));
  },
  fish: (words) => {
    const line = words.join(" ");
    return run("fish", ["--no-config", "-c", `source ./fish; complete -C '${line}'`]).map((found) => found.replace(/\t.*$|^--.*=/g, ""));
  },
};

const isThere = (shell: string) => spawnSync(shell, ["--version"]).status === 0;

test.runIf(process.env.RATIO_AUDIT_CI === "1")("all shells are there in CI", () => {
  expect(Object.keys(SHELLS).filter((shell) => !isThere(shell))).toEqual([]);
});

describe.each(Object.entries(SHELLS).map(([shell, complete]) => ({ shell, complete })))("in $shell", ({ shell, complete }) => {
  const standards = BUILT_IN.map(({ name }) => name);
  const cases: readonly (readonly [line: string, offered: readonly string[]])[] = [
    ["", ["check", "week", "plan", "capacity", "import", "explain", "standards", "schema", "init", "completion", "help", "week.yaml"]],
    ["expl", ["explain"]],
    ["wee", ["week", "week.yaml"]],
    ["plan --fix=", ["error", "warning"]],
    ["--form", ["--format"]],
    ["--format ", FORMATS.map(({ name }) => name)],
    ["--format=js", ["json"]],
    ["-f js", ["json"]],
    ["--standard p", ["premium"]],
    ["-s premium -s us-c", ["us-co-iop", "us-ct-medicaid"]],
    ["--fail-on ", FAIL_ON],
    ["--output wee", ["week.yaml"]],
    ["-r sar", ["sarif="]],
    // Where fish cannot offer files after the =, it offers nothing.
    ["--report sarif=wee", shell === "fish" ? [] : ["week.yaml"]],
    ["-r sarif=", shell === "fish" ? ["sarif="] : ["week.yaml"]],
    ["-r sarif=x week.yaml --fail", ["--fail-on"]],
    ["week.yaml expl", []],
    ["week.yaml --fail", ["--fail-on"]],
    ["check --fail", ["--fail-on"]],
    ["check wee", ["week.yaml"]],
    ["week wee", ["week.yaml"]],
    ["week --pl", ["--plain"]],
    ["week --standard p", ["premium"]],
    ["explain coup", [...RULES.map(({ id }) => id).filter((id) => id.startsWith("coup")), "couples-group", "couples-session"]],
    ["explain us-", standards.filter((name) => name.startsWith("us-"))],
    ["explain week", ["weekly-hours-low", "week.yaml"]],
    ["standards ", []],
    ["standards --form", ["--format"]],
    ["standards --format ", ["text", "json"]],
    ["schema ", ["roster", "standard", "report", "config", "mapping"]],
    ["completion ", ["bash", "zsh", "fish"]],
    ["help s", ["standards", "schema"]],
  ];

  test.skipIf(!isThere(shell)).each(cases)(`ratio-audit %s`, (line, offered) => {
    const found = complete(["ratio-audit", ...line.split(" ")]).filter(
      (word) => !["bash.test", "zsh.test", ...(/^$|=$/.test(line) ? Object.keys(SHELLS) : [])].includes(word),
    );
    expect(found.sort()).toEqual([...offered].sort());
  });
});
