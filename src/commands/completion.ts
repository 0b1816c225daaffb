/** `ratio-audit completion bash|zsh|fish`: prints a script that is generated from the command definitions. */
import type { Argument, Command, Option } from "commander";
import { EXIT } from "../exit-code.ts";
import type { Streams } from "../io/streams.ts";
import type { ArgParser } from "./arg-parsers.ts";
import { bashScript, fishScript, zshScript } from "./completion-scripts.ts";
import type { Shell } from "./registry.ts";

/** The possible next words at one point of a command line. */
export interface Offer {
  readonly words: readonly string[];
  /** Whether a file path may follow. */
  readonly files: boolean;
}

/** The possible words after a command. */
export interface CompletedCommand extends Offer {
  readonly name: string;
  readonly summary: string;
  readonly flags: readonly CompletedFlag[];
}

export interface CompletedFlag {
  /** `-f` and `--format`. */
  readonly names: readonly string[];
  readonly summary: string;
  /** Its possible values; null if it takes none. */
  readonly value: Offer | null;
}

/** The program as shells complete it; `main` is the program without a command name. */
export interface Completed {
  readonly main: CompletedCommand;
  readonly commands: readonly CompletedCommand[];
}

const SCRIPTS: Readonly<Record<Shell, (completed: Completed) => string>> = { bash: bashScript, zsh: zshScript, fish: fishScript };

/** Prints the script for a shell. */
export async function completion(shell: Shell, program: Command, { out }: Streams): Promise<number> {
  await out.write(SCRIPTS[shell]({ main: { ...completed(program), name: "" }, commands: program.commands.map(completed) }));
  return EXIT.ok;
}

function completed(command: Command): CompletedCommand {
  const flags = command.createHelp().visibleOptions(command).map(flagOf);
  const { words, files } = offerOf(command.registeredArguments[0]);
  return { name: command.name(), summary: command.summary(), flags, words, files };
}

function flagOf(option: Option): CompletedFlag {
  const names = [option.short, option.long].filter((name) => name != null);
  return { names, summary: option.description, value: option.required ? offerOf(option) : null };
}

/** The possible values of an argument or option: the words that its parser knows, else files. */
function offerOf(taken: Argument | Option | undefined): Offer {
  if (taken === undefined) return { words: [], files: false };
  const { words = [], takesFiles = true } = (taken.parseArg ?? {}) as Partial<ArgParser<unknown>>;
  return { words, files: takesFiles };
}
