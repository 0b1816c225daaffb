/** Options that several commands share. */
import { Option } from "commander";
import { BUILT_IN, DEFAULT_STANDARD } from "../standards/built-in/list.ts";
import { oneOrFile, severalOf } from "./arg-parsers.ts";

const NAMES = BUILT_IN.map(({ name }) => name);

/** `--standard`, repeatable. */
export const STANDARD_OPTION = new Option(
  "-s, --standard <standard>",
  `a standard, by name or by the path of a standard file; replaces the standards of the roster and the configuration; repeatable: all of them apply (default: ${DEFAULT_STANDARD}; built in: ${NAMES.join(", ")})`,
).argParser(severalOf(oneOrFile(NAMES)));

export const STDIN_NAME_OPTION = new Option("--stdin-name <file>", "the name of standard input in the report; .json is read as JSON");

/** `--config FILE` and `--no-config`. */
export const CONFIG_OPTIONS: readonly Option[] = [
  new Option("--config <file>", "the configuration to use").default(true, "ratio-audit.config.yaml, here or in a folder above"),
  new Option("--no-config", "ignore configuration files"),
];

export const NO_ROSTER =
  "error: missing roster: name a file, such as week.yaml, or - for standard input (ratio-audit init writes a first roster)";

export const NO_COLOR_OPTION = new Option("--no-color", "no color");
