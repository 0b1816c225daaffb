/** Parsers of arguments and option values: known words with a did-you-mean, and file paths. */
import { InvalidArgumentError } from "commander";
import { suggest } from "../document/suggest.ts";
import { isPath } from "../standards/reference.ts";

/** Parses a word. `before` is the previous value of a repeatable option. Shells complete the known words. */
export interface ArgParser<T> {
  (word: string, before: T): T;
  readonly words: readonly string[];
  /** Whether a file path is accepted too. */
  readonly takesFiles: boolean;
}

/** One of the known words. */
export function oneOf(words: readonly string[]): ArgParser<string> {
  return Object.assign((word: string) => known(word, words), { words, takesFiles: false });
}

/** One of the known words, or the path of a standard file. */
export function oneOrFile(words: readonly string[]): ArgParser<string> {
  const read = (word: string) => {
    if (isPath(word)) return word;
    const file = /^[\w-]+$/.test(word) ? word : "our-clinic";
    return known(word, words, `, or give the path of a standard file, such as ./${file}.yaml`);
  };
  return Object.assign(read, { words, takesFiles: true });
}

/** A format and its output file. */
export interface FileReport {
  readonly format: string;
  readonly file: string;
}

/** `sarif=report.sarif`: a known format and a file, repeatable. */
export function reportsIn(formats: readonly string[]): ArgParser<readonly FileReport[] | undefined> {
  const read = (word: string, before: readonly FileReport[] = []) => {
    const [, format, file] = /^([^=]*)=(.*)$/s.exec(word) ?? [];
    if (format === undefined || file === undefined || ["", "-"].includes(file)) {
      throw new InvalidArgumentError("Write it as FORMAT=FILE, such as sarif=report.sarif. --format is for standard output.");
    }
    return [...before, { format: known(format, formats), file }];
  };
  return Object.assign(read, { words: formats.map((format) => `${format}=`), takesFiles: false });
}

/** The same, repeatable. */
export function severalOf(parser: ArgParser<string>): ArgParser<readonly string[] | undefined> {
  const read = (word: string, before: readonly string[] = []) => {
    if (word.includes(",") && word.split(",").every((one) => parser.words.includes(one.trim())))
      throw new InvalidArgumentError("Give the option once for each name.");
    return [...before, parser(word, "")];
  };
  return Object.assign(read, { words: parser.words, takesFiles: parser.takesFiles });
}

/** Any word, repeatable. */
export function several(word: string, before: readonly string[] = []): readonly string[] {
  return [...before, word];
}

/** A number of steps: a whole number from 1 to 10,000,000. */
export function stepsOf(word: string): number {
  const steps = /^\d{1,8}$/.test(word) ? Number(word) : 0;
  if (steps < 1 || steps > 10_000_000) throw new InvalidArgumentError("Use a whole number from 1 to 10000000.");
  return steps;
}

/** Maximum words to list in a message. */
const MAX_LISTED = 20;

/** Returns a known word; otherwise throws with a did-you-mean. */
function known(word: string, words: readonly string[], more = ""): string {
  if (words.includes(word)) return word;
  const meant = suggest(word, words);
  const all = words.length > MAX_LISTED ? "Run the command without a name for a list" : `Use one of ${words.join(", ")}`;
  throw new InvalidArgumentError(meant === null ? `${all}${more}.` : `Did you mean ${meant}?`);
}
