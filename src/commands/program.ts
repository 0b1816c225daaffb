import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { suggest } from "../document/suggest.ts";
import type { Streams } from "../edge/streams.ts";
import { EXIT, FAIL_ON } from "../exit-code.ts";
import { FORMATS } from "../report/list.ts";
import { plain, withoutCommands } from "../report/text.ts";
import { isPath } from "../standard-files/reference.ts";
import { BUILT_IN, DEFAULT_STANDARD } from "../standards/list.ts";
import { VERSION } from "../version.ts";
import type { CheckOptions } from "./check.ts";

/** Parses the command line and runs the command it names. */
export async function run(argv: readonly string[], streams: Streams): Promise<number> {
  let code: number = EXIT.ok;
  let printed = "";
  let complained = "";
  const program = new Command("ratio-audit")
    .description(
      "Audits staffing rosters of virtual intensive outpatient programmes: is every session, at every moment, within the therapist-to-patient ratios?",
    )
    .usage("[check] [options] ROSTER…")
    .argument("[roster...]", "roster files, YAML (.yaml, .yml) or JSON (.json); - for standard input")
    .version(VERSION, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .option(
      "-s, --standard <standard>",
      `a standard to audit against, by its name or the path of a standard file, instead of those the roster names; repeatable, and then all of them apply (default: ${DEFAULT_STANDARD}; built in: ${standardNames().join(", ")})`,
      oneMore(standardNames()),
    )
    .addOption(
      new Option("-f, --format <format>", FORMATS.map(({ name, summary }) => `${name}: ${summary}`).join("; "))
        .default("pretty")
        .argParser(oneOf(FORMATS.map(({ name }) => name))),
    )
    .option("-o, --output <file>", "write the report to a file instead of standard output")
    .addOption(
      new Option("--fail-on <severity>", `exit with 1 from this severity on: ${FAIL_ON.join(", ")}`)
        .default("error")
        .argParser(oneOf(FAIL_ON)),
    )
    .option("--show-patients", "show ids of patients and couples instead of numbers; not for logs", false)
    .option("-q, --quiet", "findings and problems only, no summary", false)
    .option("-v, --verbose", "what was counted in every session as well, also where all is in order", false)
    .option("--no-color", "no colour, as with NO_COLOR set")
    .addHelpText("after", HELP)
    .configureOutput({
      writeOut: (text) => {
        printed += text;
      },
      writeErr: (text) => {
        complained += text;
      },
      getOutHelpWidth: () => streams.out.columns ?? 100,
      // The help has no colour, and to ask for it commander would load the streams.
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .exitOverride()
    .action(async (files: string[], options: CheckOptions) => {
      // `check` is the one command so far, and its name may be left out; a file of that name is `./check`.
      const rosters = files[0] === "check" ? files.slice(1) : files;
      if (rosters.length === 0) program.error("error: missing roster: name a file, such as week.yaml, or - for standard input");
      const { check } = await import("./check.ts");
      code = await check(rosters, options, streams);
    });
  try {
    await program.parseAsync([...argv], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    code = error.exitCode === 0 ? EXIT.ok : EXIT.notAudited;
    if (error.code === "commander.unknownOption" && /\.(?:ya?ml|json)'/.test(error.message))
      complained += "(A file whose name starts with a hyphen is named with its folder, such as ./-week.yaml.)\n";
  }
  if (printed !== "") await streams.out.write(printed);
  if (complained !== "") await streams.err.write(`${lines(complained)}Try: ratio-audit --help\n`);
  return code;
}

/** What a user typed, in the complaint about it, made fit for a terminal. */
function lines(text: string): string {
  return withoutCommands(
    text
      .trimEnd()
      .split("\n")
      .map((line) => `${plain(line)}\n`)
      .join(""),
  );
}

function oneOf(words: readonly string[], more = ""): (word: string) => string {
  return (word) => {
    if (words.includes(word)) return word;
    const meant = suggest(word, words);
    throw new InvalidArgumentError(meant === null ? `It is one of ${words.join(", ")}${more}.` : `Did you mean ${meant}?`);
  };
}

function oneMore(words: readonly string[]): (word: string, before: string[] | undefined) => string[] {
  const known = oneOf(words, "; or the path of a standard file, such as ./our-clinic.yaml");
  return (word, before = []) => [...before, isPath(word) ? word : known(word)];
}

function standardNames(): string[] {
  return BUILT_IN.map((standard) => standard.name);
}

const HELP = `
Exit codes:
  0  everything was audited, and nothing at or above --fail-on was found
  1  findings
  2  something could not be audited: bad usage, unreadable or invalid input
  3  a bug of ours

Examples:
  ratio-audit week.yaml                          audit a week against the published benchmark
  ratio-audit -s premium -s benchmark week.yaml  against two standards at once
  ratio-audit -s ./our-clinic.yaml week.yaml     against a standard of your own
  ratio-audit -f json -o report.json week.yaml   a report for programs
  ratio-audit --fail-on warning week.yaml        warnings fail the run as well
  cat week.yaml | ratio-audit -                  from standard input

The benchmark is a published one, not law. Ids of patients and couples are never printed unless you ask for them.`;
