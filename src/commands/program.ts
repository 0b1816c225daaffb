/** The command line: parses arguments, runs the command and prints help and usage errors. */
import { Command, CommanderError, Option } from "commander";
import { EXIT, FAIL_ON } from "../exit-code.ts";
import type { Streams } from "../io/streams.ts";
import { FORMATS } from "../report/formats.ts";
import { sanitize, withoutCommands } from "../report/sanitize.ts";
import { VERSION } from "../version.ts";
import { oneOf, reportsIn } from "./arg-parsers.ts";
import { asCalled } from "./as-called.ts";
import type { CheckOptions } from "./check.ts";
import { CONFIG_OPTIONS, NO_COLOR_OPTION, NO_ROSTER, STANDARD_OPTION, STDIN_NAME_OPTION } from "./options.ts";
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
      // The help has no color. Without this, commander would load the streams to detect colors.
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .exitOverride()
    .helpOption("-h, --help", "show this help")
    .enablePositionalOptions()
    .hook("preSubcommand", (_, command) => {
      called = `ratio-audit ${command.name()}`;
      handOver(program, command);
    });
  const isEnded = argv.includes("--");
  addCommands(
    program,
    streams,
    async (ended) => {
      code = await ended;
    },
    isEnded,
  );
  try {
    await program.parseAsync(isEnded ? withCheck(argv) : [...argv], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    code = error.exitCode === 0 ? EXIT.ok : EXIT.notAudited;
    if (error.code === "commander.unknownOption" && /\.(?:ya?ml|json)'/.test(error.message))
      complained += "(If a file name starts with a hyphen, add its folder, such as ./-week.yaml.)\n";
  }
  if (printed !== "") await streams.out.write(asCalled(printed, streams.env));
  if (complained !== "") await streams.err.write(asCalled(`${lines(complained)}Try: ${called} --help\n`, streams.env));
  return code;
}

/** Inserts `check` before a `--` that no command or file precedes, because a file after it may have the name of a command. */
function withCheck(argv: readonly string[]): string[] {
  const end = argv.indexOf("--");
  const before = argv.slice(0, end);
  const options = audits(new Command())
    .exitOverride()
    .configureOutput({ writeErr: () => {} });
  try {
    if (options.parseOptions([...before]).operands.length === 0) return [...before, "check", ...argv.slice(end)];
  } catch (error) {
    // The program reports the error when it parses these words.
    if (!(error instanceof CommanderError)) throw error;
  }
  return [...argv];
}

/** Adds the commands. `check` is the default. A file with the name of a command is written as `./check`. */
function addCommands(program: Command, streams: Streams, ends: Ends, hasEnded: boolean): void {
  const audit = (files: string[], options: Omit<CheckOptions, "commands" | "noRoster"> & ReportOptions, command: Command) => {
    const commands = hasEnded ? [] : program.commands.map((one) => one.name());
    const noRoster = () => command.error(NO_ROSTER);
    return ends(import("./check.ts").then(({ check }) => check(files, { ...options, commands, noRoster }, streams)));
  };
  audits(program)
    .usage("[check] [options] ROSTER…\n       ratio-audit COMMAND [options]")
    .version(VERSION, "-V, --version", "show the version")
    .action(audit);
  audits(program.command("check")).summary("audit rosters (the default)").usage("[options] ROSTER…").action(audit);
  addOthers(program, streams, ends);
  addHelp(program);
}

/** Adds `ratio-audit help COMMAND`. Comes last, because it lists the commands before it. */
function addHelp(program: Command): void {
  const named = (name: string | undefined) => program.commands.find((command) => command.name() === name) ?? program;
  const words = [...program.commands.map((command) => command.name()), "help"];
  program
    .command("help")
    .summary("show help for a command")
    .argument("[command]", "the command", oneOf(words))
    .addHelpText(
      "after",
      `
Examples:
  ratio-audit help          all commands
  ratio-audit help explain  one command`,
    )
    .action((name?: string) => named(name).help());
}

/** Passes options before the command name to `check`; for other commands, they are an error. */
function handOver(program: Command, command: Command): void {
  for (const option of program.options) {
    const name = option.attributeName();
    if (program.getOptionValueSource(name) !== "cli") continue;
    if (command.name() === "check") command.setOptionValueWithSource(name, program.getOptionValue(name), "cli");
    else command.error(`error: ${option.long} comes before the command name; write options after it`);
  }
}

/** Adds the arguments and options of `check` to a command. */
function audits(command: Command): Command {
  const formats = FORMATS.map(({ name }) => name);
  return command
    .description(
      "Audits staffing rosters of virtual intensive outpatient programs (IOPs). Reports every session that breaks a therapist-to-patient ratio at any moment.",
    )
    .argument(
      "[roster...]",
      "roster files (.yaml, .yml, .json); folders (their *.roster.yaml, *.roster.yml and *.roster.json files); patterns such as 'sites/**/*.roster.yaml'; - for standard input; if none is given, the rosters listed in the configuration file",
    )
    .addOption(STANDARD_OPTION)
    .addOption(
      new Option(
        "-f, --format <format>",
        `${FORMATS.map(({ name, summary }) => `${name}: ${summary}`).join("; ")} (default: from the ending of --output, otherwise pretty)`,
      ).argParser(oneOf(formats)),
    )
    .option(
      "-o, --output <file>",
      "write the report to a file, not to standard output; the ending of its name sets the format, unless one is given; an unknown ending means pretty",
    )
    .option("-r, --report <format=file>", "write another report to a file, such as sarif=report.sarif; repeatable", reportsIn(formats))
    .addOption(STDIN_NAME_OPTION)
    .addOption(
      new Option(
        "--fail-on <severity>",
        `the lowest severity that sets the exit code to 1: ${FAIL_ON.join(", ")} (default: error)`,
      ).argParser(oneOf(FAIL_ON)),
    )
    .addOption(CONFIG_OPTIONS[0] as Option)
    .addOption(CONFIG_OPTIONS[1] as Option)
    .option("--show-patients", "show the ids of patients and couples; not for logs", false)
    .option("-q, --quiet", "show findings and problems only, no summary", false)
    .option("-v, --verbose", "also show what was counted in every session", false)
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
  0  everything was audited; no finding at or above --fail-on
  1  at least one finding at or above --fail-on
  2  not everything was audited: incorrect usage, or unreadable or invalid input
  3  internal error

Examples:
  ratio-audit week.yaml                          audit a week against the published benchmark
  ratio-audit -s premium -s benchmark week.yaml  use two standards
  ratio-audit -s ./our-clinic.yaml week.yaml     use your own standard
  ratio-audit -o report.html week.yaml           write a page; the ending sets the format
  ratio-audit -f compact week.yaml               one line for each finding
  ratio-audit --fail-on warning week.yaml        also exit with 1 for warnings
  ratio-audit sites 'more/**/*.roster.yaml'      audit a folder and a pattern
  ratio-audit -f github -r sarif=audit.sarif week.yaml   write two reports in one run
  cat week.yaml | ratio-audit -                  read standard input

The benchmark is a published benchmark, not law. Ids of patients and couples are hidden unless you use --show-patients.`;
