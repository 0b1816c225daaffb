/** How words of the command line are read: known words with a did-you-mean, and paths of files beside them. */
import { InvalidArgumentError } from "commander";
import { suggest } from "../document/suggest.ts";
import { isPath } from "../standards/reference.ts";

/** Reads a word, with what was read before where an option may be given again. The known words are what shells complete. */
export interface Reader<T> {
  (word: string, before: T): T;
  readonly words: readonly string[];
  /** Whether the path of a file will do as well. */
  readonly takesFiles: boolean;
}

/** One of the known words. */
export function oneOf(words: readonly string[]): Reader<string> {
  return Object.assign((word: string) => known(word, words), { words, takesFiles: false });
}

/** One of the known words, or the path of a standard's file. */
export function oneOrFile(words: readonly string[]): Reader<string> {
  const read = (word: string) => {
    if (isPath(word)) return word;
    const file = /^[\w-]+$/.test(word) ? word : "our-clinic";
    return known(word, words, `; or the path of a standard file, such as ./${file}.yaml`);
  };
  return Object.assign(read, { words, takesFiles: true });
}

/** A format, and the file that its report goes to. */
export interface FileReport {
  readonly format: string;
  readonly file: string;
}

/** `sarif=report.sarif`: one of the known words and a file; as often as it is given. */
export function reportsIn(formats: readonly string[]): Reader<readonly FileReport[] | undefined> {
  const read = (word: string, before: readonly FileReport[] = []) => {
    const [, format, file] = /^([^=]*)=(.*)$/s.exec(word) ?? [];
    if (format === undefined || file === undefined || ["", "-"].includes(file)) {
      throw new InvalidArgumentError("Write it as FORMAT=FILE, such as sarif=report.sarif. --format is for standard output.");
    }
    return [...before, { format: known(format, formats), file }];
  };
  return Object.assign(read, { words: formats.map((format) => `${format}=`), takesFiles: false });
}

/** What a reader reads, as often as it is given. */
export function severalOf(reader: Reader<string>): Reader<readonly string[] | undefined> {
  const read = (word: string, before: readonly string[] = []) => {
    if (word.includes(",") && word.split(",").every((one) => reader.words.includes(one.trim())))
      throw new InvalidArgumentError("Give the option once for each of them.");
    return [...before, reader(word, "")];
  };
  return Object.assign(read, { words: reader.words, takesFiles: reader.takesFiles });
}

/** Nobody reads a line of more words than this. */
const MAX_LISTED = 20;

/** A word, if it is known; else a complaint, with the one that was probably meant. */
function known(word: string, words: readonly string[], more = ""): string {
  if (words.includes(word)) return word;
  const meant = suggest(word, words);
  const all =
    words.length > MAX_LISTED ? "There is none of this name; the command without it lists them" : `It is one of ${words.join(", ")}`;
  throw new InvalidArgumentError(meant === null ? `${all}${more}.` : `Did you mean ${meant}?`);
}
