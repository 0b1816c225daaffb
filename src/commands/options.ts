/** Options that more than one command has. */
import { Option } from "commander";
import { BUILT_IN, DEFAULT_STANDARD } from "../standards/built-in/list.ts";
import { oneOrFile, severalOf } from "./arg-parsers.ts";

/** `--standard`, as often as it is given. */
export function standardOption(): Option {
  const names = BUILT_IN.map(({ name }) => name);
  return new Option(
    "-s, --standard <standard>",
    `a standard to audit against, by its name or the path of a standard file, instead of those the roster names; repeatable, and then all of them apply (default: ${DEFAULT_STANDARD}; built in: ${names.join(", ")})`,
  ).argParser(severalOf(oneOrFile(names)));
}

/** `--stdin-name`. */
export function stdinNameOption(): Option {
  return new Option("--stdin-name <file>", "what to call standard input in the report; a name that ends in .json is read as JSON");
}

/** `--no-color`. */
export function noColorOption(): Option {
  return new Option("--no-color", "no colour, as with NO_COLOR set");
}
