/** The commands other than `check`: arguments, options and help. Each command's code is in its own file, loaded when it is called. */
import { Argument, type Command, Option } from "commander";
import type { Streams } from "../io/streams.ts";
import { KINDS } from "../roster/vocabulary.ts";
import { benchmark } from "../standards/built-in/benchmark.ts";
import { BUILT_IN } from "../standards/built-in/list.ts";
import { oneOf, oneOrFile, several, stepsOf } from "./arg-parsers.ts";
import type { CapacityCommandOptions } from "./capacity.ts";
import type { ImportCommandOptions } from "./import.ts";
import { CONFIG_OPTIONS, NO_COLOR_OPTION, NO_ROSTER, STANDARD_OPTION, STDIN_NAME_OPTION } from "./options.ts";
import type { PlanCommandOptions } from "./plan.ts";
import { CAPACITY_FORMATS, PLAN_FORMATS } from "./plan-formats.ts";
import type { WeekOptions } from "./week.ts";

const SCHEMAS = ["roster", "standard", "report", "config", "mapping"] as const;
export type SchemaName = (typeof SCHEMAS)[number];

/** Rule ids from `benchmark`, which has a severity for every rule. Loading the rules themselves would be a third of a run's code. */
const RULE_IDS = Object.keys(benchmark.rules ?? {});

const SHELLS = ["bash", "zsh", "fish"] as const;
export type Shell = (typeof SHELLS)[number];

interface CommandSpec {
  readonly name: string;
  readonly summary: string;
  readonly description: string;
  /** The argument after its name. */
  readonly argument?: Argument;
  readonly options?: readonly Option[];
  /** The help text after the options. */
  readonly help: string;
  /** Loads the command and runs it with its argument and options; returns the exit code. */
  run(argument: unknown, options: unknown, streams: Streams, program: Command): Promise<number>;
}

/** The commands, in the order of the help. */
const COMMANDS: readonly CommandSpec[] = [
  {
    name: "week",
    summary: "draw the week in the terminal",
    description:
      "Draws the week of a roster in the terminal. Each session shows its verdict and where it breaks a limit. A list of sessions follows.",
    argument: new Argument("[roster...]", "roster files, folders and patterns, as for check; - for standard input"),
    options: [
      STANDARD_OPTION,
      STDIN_NAME_OPTION,
      ...CONFIG_OPTIONS,
      new Option("--plain", "one sentence for each session and no drawing, for screen readers").default(false),
      new Option("--ascii", "ASCII characters only").default(false),
      NO_COLOR_OPTION,
    ],
    help: `
Exit codes are the same as for check.

Examples:
  ratio-audit week week.yaml             draw the week and list its sessions
  ratio-audit week -s premium week.yaml  use another standard
  ratio-audit week --plain week.yaml     write sentences
  cat week.yaml | ratio-audit week -     read standard input`,
    run: async (files: string[], options: WeekOptions, streams, program) =>
      (await import("./week.ts")).week(files, options, streams, () => program.error(NO_ROSTER)),
  },
  {
    name: "plan",
    summary: "find the fewest staffing changes that fix the week",
    description:
      "Finds the fewest staffing changes that fix the errors of the week, and says whether a smaller plan exists. Moves no patients, and changes no times of sessions.",
    argument: new Argument("<roster>", "a roster file; - for standard input"),
    options: [
      STANDARD_OPTION,
      STDIN_NAME_OPTION,
      ...CONFIG_OPTIONS,
      new Option("--fix <severity>", "the lowest severity of findings to fix: error, warning")
        .default("error")
        .argParser(oneOf(["error", "warning"])),
      new Option("--cannot <clinician>", "a clinician who said no, to all sessions or to one: lee@mon-evening; repeatable").argParser(
        (word: string, before: readonly string[] = []) => [...before, word],
      ),
      new Option("--same-day", "ask no clinician to come on a day without other sessions").default(false),
      new Option("--effort <steps>", "the maximum steps of the search (default: 10000)").argParser(stepsOf),
      new Option(
        "-f, --format <format>",
        `the format of the plan: ${PLAN_FORMATS.join(", ")} (default: by the ending of --output, else pretty)`,
      ).argParser(oneOf(PLAN_FORMATS)),
      new Option("-o, --output <file>", "write the plan to a file, not to standard output"),
      new Option("--write", "write the changes into the roster; comments and layout stay").default(false),
      NO_COLOR_OPTION,
    ],
    help: `
Exit codes:
  0  after the plan, no finding at or above --fix is left
  1  some findings are left: a clinician is missing, or no staffing change can fix them
  2  the roster cannot be audited, or incorrect usage
  3  internal error

Examples:
  ratio-audit plan week.yaml                            plan a week
  ratio-audit plan --cannot lee week.yaml               plan again: lee said no
  ratio-audit plan --cannot lee@mon-evening week.yaml   lee said no to one session
  ratio-audit plan --same-day week.yaml                 ask no clinician to come on a day off
  ratio-audit plan --fix warning -s premium week.yaml   fix warnings too
  ratio-audit plan -o plan.html week.yaml               write the plan as a page; the ending sets the format
  ratio-audit plan --write week.yaml                    write the changes into the roster`,
    run: async (file: string, options: PlanCommandOptions, streams, program) =>
      (await import("./plan.ts")).plan(file, options, streams, () => program.error(NO_ROSTER)),
  },
  {
    name: "capacity",
    summary: "show how much more the week can bear",
    description:
      "Shows the open seats of each kind of session, and what happens if a clinician is out for a day: nothing breaks, others can cover, or a clinician is missing.",
    argument: new Argument("<roster>", "a roster file; - for standard input"),
    options: [
      STANDARD_OPTION,
      STDIN_NAME_OPTION,
      ...CONFIG_OPTIONS,
      new Option("--without <clinician>", "what happens if a clinician is out, all week or on one day: lee, lee@Mon; repeatable").argParser(
        several,
      ),
      new Option(
        "--add <kind=number>",
        "whether more patients fit, or couples where the limit counts couples: group=3; repeatable",
      ).argParser(several),
      new Option(
        "-f, --format <format>",
        `the format: ${CAPACITY_FORMATS.join(", ")} (default: by the ending of --output, else pretty)`,
      ).argParser(oneOf(CAPACITY_FORMATS)),
      new Option("-o, --output <file>", "write to a file, not to standard output"),
      NO_COLOR_OPTION,
    ],
    help: `
Exit codes:
  0  the capacity is written
  2  the roster cannot be audited, or incorrect usage
  3  internal error

Examples:
  ratio-audit capacity week.yaml                     open seats, and who may be out
  ratio-audit capacity --without lee@Mon week.yaml   what happens if lee is out on Monday
  ratio-audit capacity --add group=3 week.yaml       whether three more patients fit into groups`,
    run: async (file: string, options: CapacityCommandOptions, streams, program) =>
      (await import("./capacity.ts")).capacity(file, options, streams, () => program.error(NO_ROSTER)),
  },
  {
    name: "import",
    summary: "make a roster from a spreadsheet, a calendar or FHIR data",
    description:
      "Makes a roster from an exported schedule: CSV files, Excel workbooks (.xlsx), calendars (.ics), and FHIR appointments in JSON. Accounts for every row of the source. Patients' names never get into the roster.",
    argument: new Argument("<file...>", "the files of one week; - for standard input"),
    options: [
      new Option(
        "-m, --mapping <file>",
        "the mapping file, which explains columns, titles and clinicians (default: the mapping of the configuration)",
      ),
      new Option("--save-mapping <file>", "write the mapping that was used, or one to fill in, to a new file"),
      new Option("-k, --key <file>", "keep the number of each patient from week to week; the file has patients' names, so keep it private"),
      new Option("-w, --week <date>", "the first day of the week, such as 2026-11-30"),
      new Option("--timezone <zone>", "the time zone of all times, such as America/New_York"),
      new Option("--sheet <name>", "the sheet of the workbook to read"),
      new Option("--base <roster>", "take everything but sessions from this roster"),
      new Option("--as <view>", "planned: no-shows count as attendees; attended: they do not")
        .default("planned")
        .argParser(oneOf(["planned", "attended"])),
      new Option("-n, --dry-run", "write only the account").default(false),
      new Option("-o, --output <file>", "write the roster to a file, not to standard output"),
      new Option("-f, --format <format>", "the account as text for people, or json for programs")
        .default("text")
        .argParser(oneOf(["text", "json"])),
      ...CONFIG_OPTIONS,
    ],
    help: `
The roster goes to standard output, the account and the mapping to standard error.

Exit codes:
  0  no row or question is open
  1  the roster was written, but rows or questions are open
  2  nothing was written: a question about the whole file is open, or the input cannot be read
  3  internal error

Examples:
  ratio-audit import week.csv --save-mapping mapping.yaml       list what is missing, and write a mapping to fill in
  ratio-audit import week.csv -m mapping.yaml -o week.yaml      write a roster
  ratio-audit import week.csv -m mapping.yaml | ratio-audit -   audit without a file
  ratio-audit import week.csv -m mapping.yaml -k clinic.key.yaml --base last.yaml -o week.yaml   the next week, in one command`,
    run: async (files: string[], options: ImportCommandOptions, streams) =>
      (await import("./import.ts")).importFiles(files, options, streams),
  },
  {
    name: "explain",
    summary: "explain a rule, a standard or a kind of session",
    description:
      "Explains a rule, a standard or a kind of session. For a rule: its reason, its source, an example, and how to turn it off or waive a finding.",
    argument: new Argument("[rule|standard|kind]", "a rule, a standard, a kind, or the path of a standard file").argParser(
      oneOrFile([...RULE_IDS, ...BUILT_IN.map(({ name }) => name), ...KINDS]),
    ),
    help: `
Examples:
  ratio-audit explain                    list all rules, standards and kinds
  ratio-audit explain ratio-exceeded     explain a rule
  ratio-audit explain premium            explain a built-in standard
  ratio-audit explain intensive          explain a kind of session
  ratio-audit explain ./our-clinic.yaml  explain your own standard`,
    run: async (name: string | undefined, _, streams) => (await import("./explain.ts")).explain(name, streams),
  },
  {
    name: "standards",
    summary: "list the built-in standards",
    description: "Lists the built-in standards, with the basis and source of each.",
    options: [
      new Option("-f, --format <format>", "text: for people; json: for programs").default("text").argParser(oneOf(["text", "json"])),
    ],
    help: `
Examples:
  ratio-audit standards                a table
  ratio-audit standards --format json  a list for programs`,
    run: async (_, { format }: { format: string }, streams) => (await import("./standards.ts")).standards(format, streams),
  },
  {
    name: "schema",
    summary: "print a JSON Schema",
    description: "Prints the JSON Schema of rosters, standards, reports, configurations or mappings, for editors and programs.",
    argument: new Argument("<name>", "roster, standard, report, config or mapping").argParser(oneOf(SCHEMAS)),
    help: `
Examples:
  ratio-audit schema report                           the schema of --format json
  ratio-audit schema standard > standard.schema.json  save a schema for your editor`,
    run: async (name: SchemaName, _, streams) => (await import("./schema.ts")).schema(name, streams),
  },
  {
    name: "init",
    summary: "write a first roster and standard",
    description: "Writes a commented sample roster and standard, and the schemas for your editor. Never replaces a file.",
    argument: new Argument("[folder]", "the folder to write to (default: the current folder)"),
    help: `
Examples:
  ratio-audit init           write to the current folder
  ratio-audit init lakeside  write to a folder; creates it if it is missing`,
    run: async (folder: string | undefined, _, streams) => (await import("./init.ts")).init(folder, streams),
  },
  {
    name: "completion",
    summary: "print a completion script for your shell",
    description: "Prints a script that lets your shell complete the commands, options and values of ratio-audit.",
    argument: new Argument("<shell>", "bash, zsh or fish").argParser(oneOf(SHELLS)),
    help: `
Examples:
  ratio-audit completion bash > ratio-audit.bash  then source it in ~/.bashrc
  ratio-audit completion zsh > _ratio-audit       save it in a folder of your fpath
  ratio-audit completion fish > ratio-audit.fish  save it in ~/.config/fish/completions`,
    run: async (shell: Shell, _, streams, program) => (await import("./completion.ts")).completion(shell, program, streams),
  },
];

/** Receives the exit code of the called command. */
export type Ends = (code: Promise<number>) => Promise<void>;

/** Adds the commands to the program. */
export function addOthers(program: Command, streams: Streams, ends: Ends): void {
  for (const { name, summary, description, argument, options = [], help, run } of COMMANDS) {
    const command = program.command(name).summary(summary).description(description).addHelpText("after", help);
    if (argument !== undefined) command.addArgument(argument);
    for (const option of options) command.addOption(option);
    command.action(() => ends(run(command.processedArgs[0], command.opts(), streams, program)));
  }
}
