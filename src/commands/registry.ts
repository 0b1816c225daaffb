/** How every command beside `check` is called. What it does is in a file of its own, which is loaded once it is called. */
import { type Command, Option } from "commander";
import type { Streams } from "../io/streams.ts";
import { BUILT_IN, builtInFile, DEFAULT_STANDARD } from "../standards/built-in/list.ts";
import { oneOf, oneOrFile } from "./arg-parsers.ts";
import { noColorOption, standardOption, stdinNameOption } from "./options.ts";
import type { WeekOptions } from "./week.ts";

/** Takes the exit code of the command that was called. */
export type Ends = (code: Promise<number>) => Promise<void>;

const SCHEMAS = ["roster", "standard", "report"] as const;
export type SchemaName = (typeof SCHEMAS)[number];

const SHELLS = ["bash", "zsh", "fish"] as const;
export type Shell = (typeof SHELLS)[number];

/** A place on the command line to which a command is added. */
interface Surroundings {
  readonly program: Command;
  readonly streams: Streams;
  readonly ends: Ends;
}

/** Adds the commands to the program. */
export function addOthers(program: Command, streams: Streams, ends: Ends): void {
  for (const add of [addWeek, addExplain, addStandards, addSchema, addInit, addCompletion]) add({ program, streams, ends });
}

function addWeek({ program, streams, ends }: Surroundings): void {
  program
    .command("week")
    .summary("draw the week in the terminal")
    .description(
      "Draws the week of a roster in the terminal, each session with its verdict and marked where it breaks a limit, and lists its sessions.",
    )
    .argument("<roster...>", "roster files, folders and patterns as for check, or - for standard input")
    .addOption(standardOption())
    .addOption(stdinNameOption())
    .option("--plain", "a sentence for each session in place of the picture, for screen readers", false)
    .option("--ascii", "ASCII only, for terminals without Unicode", false)
    .addOption(noColorOption())
    .addHelpText(
      "after",
      `
The exit codes are those of check.

Examples:
  ratio-audit week week.yaml             the week as a picture, and a list of its sessions
  ratio-audit week -s premium week.yaml  as it is under another standard
  ratio-audit week --plain week.yaml     in sentences
  cat week.yaml | ratio-audit week -     from standard input`,
    )
    .action((files: string[], options: WeekOptions) => ends(import("./week.ts").then(({ week }) => week(files, options, streams))));
}

function addExplain({ program, streams, ends }: Surroundings): void {
  // Every rule has its severity in the default standard, which is at hand; the rules themselves are not loaded for that.
  const rules = Object.keys(builtInFile(DEFAULT_STANDARD)?.rules ?? {});
  const standards = BUILT_IN.map((standard) => standard.name);
  program
    .command("explain")
    .summary("explain a rule or a standard")
    .description("Explains a rule or a standard: why it is there, where it comes from, how to use it, turn it off or waive what it finds.")
    .argument("[rule|standard]", "the name of a rule or standard, or the path of a standard file", oneOrFile([...rules, ...standards]))
    .addHelpText(
      "after",
      `
Examples:
  ratio-audit explain                    all rules and standards, a line each
  ratio-audit explain ratio-exceeded     a rule
  ratio-audit explain premium            a built-in standard
  ratio-audit explain ./our-clinic.yaml  a standard of your own`,
    )
    .action((name?: string) => ends(import("./explain.ts").then(({ explain }) => explain(name, streams))));
}

function addStandards({ program, streams, ends }: Surroundings): void {
  program
    .command("standards")
    .summary("list the built-in standards")
    .description("Lists the built-in standards, of what standing each is, and what it goes by.")
    .addOption(
      new Option("-f, --format <format>", "text: for people; json: for programs").default("text").argParser(oneOf(["text", "json"])),
    )
    .addHelpText(
      "after",
      `
Examples:
  ratio-audit standards                a table
  ratio-audit standards --format json  a list for programs`,
    )
    .action(({ format }: { format: string }) => ends(import("./standards.ts").then(({ standards }) => standards(format, streams))));
}

function addSchema({ program, streams, ends }: Surroundings): void {
  program
    .command("schema")
    .summary("print a JSON schema")
    .description("Prints the JSON schema of rosters, of standards or of reports, as editors and programs read it.")
    .argument("<name>", "roster, standard or report", oneOf(SCHEMAS))
    .addHelpText(
      "after",
      `
Examples:
  ratio-audit schema report                           what --format json writes
  ratio-audit schema standard > standard.schema.json  for an editor, beside your standards`,
    )
    .action((name: SchemaName) => ends(import("./schema.ts").then(({ schema }) => schema(name, streams))));
}

function addInit({ program, streams, ends }: Surroundings): void {
  program
    .command("init")
    .summary("write a roster and a standard to begin with")
    .description(
      "Writes a roster and a standard to begin with, which say what is to be put where, and the schemas for your editor. Never over a file.",
    )
    .argument("[folder]", "where to write them; without it the current folder")
    .addHelpText(
      "after",
      `
Examples:
  ratio-audit init           into the current folder
  ratio-audit init lakeside  into a folder, which is made if it is not there`,
    )
    .action((folder?: string) => ends(import("./init.ts").then(({ init }) => init(folder, streams))));
}

function addCompletion({ program, streams, ends }: Surroundings): void {
  program
    .command("completion")
    .summary("print a script that completes commands in your shell")
    .description("Prints a script with which your shell completes the commands, options and values of ratio-audit.")
    .argument("<shell>", "bash, zsh or fish", oneOf(SHELLS))
    .addHelpText(
      "after",
      `
Examples:
  ratio-audit completion bash > ratio-audit.bash  and in ~/.bashrc: source PATH/ratio-audit.bash
  ratio-audit completion zsh > _ratio-audit       in a folder of your fpath
  ratio-audit completion fish > ratio-audit.fish  in ~/.config/fish/completions`,
    )
    .action((shell: Shell) => ends(import("./completion.ts").then(({ completion }) => completion(shell, program, streams))));
}
