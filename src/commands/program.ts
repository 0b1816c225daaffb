/** The command line: parses arguments, runs the command and prints help and usage errors. */
import { Command, CommanderError, Option } from "commander";
import { EXIT, FAIL_ON } from "../exit-code.ts";
import type { Streams } from "../io/streams.ts";
import { FORMATS } from "../report/formats.ts";
import { sanitize, withoutCommands } from "../report/sanitize.ts";
import { VERSION } from "../version.ts";
import { oneOf, reportsIn } from "./arg-parsers.ts";
import type { CheckOptions } from "./check.ts";
import { NO_COLOR_OPTION, STANDARD_OPTION, STDIN_NAME_OPTION } from "./options.ts";
import type { ReportOptions } from "./outputs.ts";
import { addOthers, type Ends } from "./registry.ts";

/** Parses the command line and runs the command it names. */
export async function run(argv: readonly string[], streams: Streams): Promise<number> {
  let code: number = EXIT.ok;
  let printed = "";
  let complained = "";
  let called = "ratio-audit";
  const program = new Command("ratio-audit")
    .configureOutput({
      writeOut: (text) => {
        printed += text;
      },
      writeErr: (text) => {
        complained += text;
      },
      getOutHelpWidth: () => streams.out.columns ?? 100,
      // The help has no color; commander would load the streams to ask.
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .exitOverride()
    .helpOption("-h, --help", "print this help")
    .enablePositionalOptions()
    .hook("preSubcommand", (_, command) => {
      called = `ratio-audit ${command.name()}`;
      handOver(program, command);
    });
  addCommands(program, streams, async (ended) => {
    code = await ended;
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
  if (complained !== "") await streams.err.write(`${lines(complained)}Try: ${called} --help\n`);
  return code;
}

const NO_ROSTER =
  "error: missing roster: name a file, such as week.yaml, or - for standard input (ratio-audit init writes a roster to begin with)";

/** The commands. The main job is `check`, whose name may be left out; a file with the name of a command is `./check`. */
function addCommands(program: Command, streams: Streams, ends: Ends): void {
  const audit = (files: string[], options: Omit<CheckOptions, "commands"> & ReportOptions, command: Command) => {
    if (files.length === 0) command.error(NO_ROSTER);
    const commands = program.commands.map((one) => one.name());
    return ends(import("./check.ts").then(({ check }) => check(files, { ...options, commands }, streams)));
  };
  audits(program)
    .usage("[check] [options] ROSTER…\n       ratio-audit COMMAND [options]")
    .version(VERSION, "-V, --version", "print the version")
    .action(audit);
  audits(program.command("check")).summary("audit rosters; its name may be left out").usage("[options] ROSTER…").action(audit);
  addOthers(program, streams, ends);
  addHelp(program);
}

/** `ratio-audit help COMMAND`. Comes last, since it knows the commands before it. */
function addHelp(program: Command): void {
  const named = (name: string | undefined) => program.commands.find((command) => command.name() === name) ?? program;
  const words = [...program.commands.map((command) => command.name()), "help"];
  program
    .command("help")
    .summary("print the help of a command")
    .argument("[command]", "the command", oneOf(words))
    .addHelpText(
      "after",
      `
Examples:
  ratio-audit help          what there is
  ratio-audit help explain  a command`,
    )
    .action((name?: string) => named(name).help());
}

/** Options before the name of a command belong to it, if that is `check`; the others have their own after their name. */
function handOver(program: Command, command: Command): void {
  for (const option of program.options) {
    const name = option.attributeName();
    if (program.getOptionValueSource(name) !== "cli") continue;
    if (command.name() === "check") command.setOptionValueWithSource(name, program.getOptionValue(name), "cli");
    else command.error(`error: ${option.long} stands before the name of the command; write its options after the name`);
  }
}

/** Gives a command the rosters and options of `check`. */
function audits(command: Command): Command {
  const formats = FORMATS.map(({ name }) => name);
  return command
    .description(
      "Audits staffing rosters of virtual intensive outpatient programs: is every session, at every moment, within the therapist-to-patient ratios?",
    )
    .argument(
      "[roster...]",
      "roster files, YAML (.yaml, .yml) or JSON (.json); folders, for the *.roster.yaml, .yml and .json below them; patterns such as 'sites/**/*.roster.yaml'; - for standard input",
    )
    .addOption(STANDARD_OPTION)
    .addOption(
      new Option("-f, --format <format>", FORMATS.map(({ name, summary }) => `${name}: ${summary}`).join("; "))
        .default("pretty")
        .argParser(oneOf(formats)),
    )
    .option("-o, --output <file>", "write the report to a file instead of standard output")
    .option("-r, --report <format=file>", "write one more report to a file, such as sarif=report.sarif; repeatable", reportsIn(formats))
    .addOption(STDIN_NAME_OPTION)
    .addOption(
      new Option("--fail-on <severity>", `exit with 1 from this severity on: ${FAIL_ON.join(", ")}`)
        .default("error")
        .argParser(oneOf(FAIL_ON)),
    )
    .option("--show-patients", "show ids of patients and couples instead of numbers; not for logs", false)
    .option("-q, --quiet", "findings and problems only, no summary", false)
    .option("-v, --verbose", "also what was counted in every session", false)
    .addOption(NO_COLOR_OPTION)
    .addHelpText("after", HELP);
}

/** Sanitizes a usage error, which quotes what the user typed. */
function lines(text: string): string {
  return withoutCommands(
    text
      .trimEnd()
      .split("\n")
      .map((line) => `${sanitize(line)}\n`)
      .join(""),
  );
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
  ratio-audit sites 'more/**/*.roster.yaml'      every roster of a folder, and of a pattern
  ratio-audit -f github -r sarif=audit.sarif week.yaml   for a pipeline, several reports of one run
  cat week.yaml | ratio-audit -                  from standard input

The benchmark is a published one, not law. Ids of patients and couples are never printed unless you ask for them.`;
