/** How every command beside `check` is called. What it does is in a file of its own, which is loaded when it is called. */
import { Argument, type Command, Option } from "commander";
import type { Streams } from "../io/streams.ts";
import { KINDS } from "../roster/vocabulary.ts";
import { benchmark } from "../standards/built-in/benchmark.ts";
import { BUILT_IN } from "../standards/built-in/list.ts";
import { oneOf, oneOrFile } from "./arg-parsers.ts";
import { NO_COLOR_OPTION, STANDARD_OPTION, STDIN_NAME_OPTION } from "./options.ts";
import type { WeekOptions } from "./week.ts";

const SCHEMAS = ["roster", "standard", "report"] as const;
export type SchemaName = (typeof SCHEMAS)[number];

/** Every rule has its severity in `benchmark`; the rules themselves are a third of what a run loads. */
const RULE_IDS = Object.keys(benchmark.rules ?? {});

const SHELLS = ["bash", "zsh", "fish"] as const;
export type Shell = (typeof SHELLS)[number];

interface CommandSpec {
  readonly name: string;
  readonly summary: string;
  readonly description: string;
  /** What follows its name on the command line. */
  readonly argument?: Argument;
  readonly options?: readonly Option[];
  /** What its help says after the options. */
  readonly help: string;
  /** Loads the command and runs it with its argument and options; returns the exit code. */
  run(argument: unknown, options: unknown, streams: Streams, program: Command): Promise<number>;
}

/** The commands in the order of the help. */
const COMMANDS: readonly CommandSpec[] = [
  {
    name: "week",
    summary: "draw the week in the terminal",
    description:
      "Draws the week of a roster in the terminal, each session with its verdict and marked where it breaks a limit, and lists its sessions.",
    argument: new Argument("<roster...>", "roster files, folders and patterns as for check, or - for standard input"),
    options: [
      STANDARD_OPTION,
      STDIN_NAME_OPTION,
      new Option("--plain", "a sentence for each session in place of the picture, for screen readers").default(false),
      new Option("--ascii", "ASCII only, for terminals without Unicode").default(false),
      NO_COLOR_OPTION,
    ],
    help: `
The exit codes are those of check.

Examples:
  ratio-audit week week.yaml             the week as a picture, and a list of its sessions
  ratio-audit week -s premium week.yaml  the same week under another standard
  ratio-audit week --plain week.yaml     in sentences
  cat week.yaml | ratio-audit week -     from standard input`,
    run: async (files: string[], options: WeekOptions, streams) => (await import("./week.ts")).week(files, options, streams),
  },
  {
    name: "explain",
    summary: "explain a rule, a standard or a kind of session",
    description:
      "Explains a rule, a standard or a kind of session: why it is there, where it comes from, how to use it, turn it off or waive what it finds.",
    argument: new Argument("[rule|standard|kind]", "the name of a rule, standard or kind, or the path of a standard file").argParser(
      oneOrFile([...RULE_IDS, ...BUILT_IN.map(({ name }) => name), ...KINDS]),
    ),
    help: `
Examples:
  ratio-audit explain                    all rules, standards and kinds
  ratio-audit explain ratio-exceeded     a rule
  ratio-audit explain premium            a built-in standard
  ratio-audit explain intensive          a kind of session
  ratio-audit explain ./our-clinic.yaml  a standard of your own`,
    run: async (name: string | undefined, _, streams) => (await import("./explain.ts")).explain(name, streams),
  },
  {
    name: "standards",
    summary: "list the built-in standards",
    description: "Lists the built-in standards, of what standing each is, and what it goes by.",
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
    summary: "print a JSON schema",
    description: "Prints the JSON schema of rosters, of standards or of reports, as editors and programs read it.",
    argument: new Argument("<name>", "roster, standard or report").argParser(oneOf(SCHEMAS)),
    help: `
Examples:
  ratio-audit schema report                           what --format json writes
  ratio-audit schema standard > standard.schema.json  for an editor, beside your standards`,
    run: async (name: SchemaName, _, streams) => (await import("./schema.ts")).schema(name, streams),
  },
  {
    name: "init",
    summary: "write a roster and a standard to begin with",
    description:
      "Writes a roster and a standard to begin with, which say what is to be put where, and the schemas for your editor. Never over a file.",
    argument: new Argument("[folder]", "where to write them; without it the current folder"),
    help: `
Examples:
  ratio-audit init           into the current folder
  ratio-audit init lakeside  into a folder, which is made if it is not there`,
    run: async (folder: string | undefined, _, streams) => (await import("./init.ts")).init(folder, streams),
  },
  {
    name: "completion",
    summary: "print a script that completes commands in your shell",
    description: "Prints a script with which your shell completes the commands, options and values of ratio-audit.",
    argument: new Argument("<shell>", "bash, zsh or fish").argParser(oneOf(SHELLS)),
    help: `
Examples:
  ratio-audit completion bash > ratio-audit.bash  and in ~/.bashrc: source PATH/ratio-audit.bash
  ratio-audit completion zsh > _ratio-audit       in a folder of your fpath
  ratio-audit completion fish > ratio-audit.fish  in ~/.config/fish/completions`,
    run: async (shell: Shell, _, streams, program) => (await import("./completion.ts")).completion(shell, program, streams),
  },
];

/** Takes the exit code of the command that is called. */
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
