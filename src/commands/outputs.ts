/** The outputs of a run: one report to standard output or a file, and others to files. */
import { STANDARD_INPUT } from "../io/find-rosters.ts";
import { isOpenAs, isSameFile, STANDARD, workingFolders } from "../io/paths.ts";
import type { Streams } from "../io/streams.ts";
import { appendToFile, signalsDelivered, writeFile } from "../io/write-file.ts";
import { endingOf, FORMATS, type Format, type FormatOptions, fits, formatOfFile } from "../report/formats.ts";
import { headline } from "../report/headline.ts";
import type { Report } from "../report/report.ts";
import { sanitize, withoutCommands } from "../report/sanitize.ts";
import { PLAIN } from "../report/style.ts";
import type { FileReport } from "./arg-parsers.ts";
import { calledAs } from "./as-called.ts";

/** The reports that the command line requests, and their destinations. */
export interface ReportOptions {
  /** Default: by the ending of the output file, else `pretty`. */
  readonly format?: string;
  readonly output?: string;
  readonly report?: readonly FileReport[];
}

/** A format and its output file; null for standard output. */
export interface Output {
  readonly format: Format;
  readonly file: string | null;
  /** The option that names the file. Messages never show the path, which may contain a patient's id. */
  readonly option: string;
}

/** The requested outputs, standard output last. */
export function outputsOf({ format, output, report = [] }: ReportOptions): Output[] {
  const files = report.map(({ format: name, file }) => ({ format: formatOf(name), file, option: `--report ${name}` }));
  const file = output === undefined || output === STANDARD_INPUT ? null : output;
  const byEnding = file === null ? undefined : formatOfFile(file);
  const main = format === undefined ? (byEnding ?? formatOf("pretty")) : formatOf(format);
  return [...files, { format: main, file, option: "--output" }];
}

/** The error for a file whose ending contradicts its format, one of `formats`; null if every ending fits. */
export function misnamed(outputs: readonly Output[], formats: readonly Format[] = FORMATS): string | null {
  for (const { format, file, option } of outputs) {
    if (file === null || fits(format, file)) continue;
    const ending = endingOf(file);
    const meant = formats.filter(({ endings }) => endings.includes(ending)).map(({ name }) => name);
    const other = meant.length === 0 ? "" : `, or choose the format ${meant.join(", ").replace(/, (?=[^,]*$)/, " or ")}`;
    return `${option} names a file that ends in ${ending}, but its format is ${format.name}: name a file such as report${format.endings[0]}${other}`;
  }
  return null;
}

function formatOf(name: string): Format {
  return FORMATS.find((format) => format.name === name) as Format;
}

/** The error for outputs that would overwrite each other or an input file; null if all files differ. */
export function clashOf(outputs: readonly Output[], inputs: Iterable<string>, env: Streams["env"]): string | null {
  const summary = stepSummary(outputs, env);
  const files = [
    ...(summary === null ? [] : [{ file: summary, option: STEP_SUMMARY }]),
    ...outputs.flatMap(({ file, option }) => (file === null ? [] : { file, option })),
  ];
  const hasStandardOutput = outputs.some(({ file }) => file === null);
  for (const [i, { file, option }] of files.entries()) {
    const other = files.slice(0, i).find((before) => isSameFile(before.file, file));
    if (other !== undefined) return `${other.option} and ${option} name the same file; name a file for each`;
    if (hasStandardOutput && isOpenAs(STANDARD.output, file))
      return `${option} names the file that standard output goes to; name another file`;
  }
  for (const input of files.length === 0 ? [] : inputs) {
    const clash = files.find(({ file }) => (input === STANDARD_INPUT ? isOpenAs(STANDARD.input, file) : isSameFile(input, file)));
    if (clash !== undefined) return `${clash.option} names an input file, which it would overwrite; name another file`;
  }
  return null;
}

interface WriteOptions extends Omit<FormatOptions, "width" | "style" | "folders"> {
  /** False after --no-color. */
  readonly color: boolean;
}

/** Writes all outputs, each completely or not at all. Returns the errors; one error does not stop the other outputs. */
export async function write(outputs: readonly Output[], report: Report, options: WriteOptions, streams: Streams): Promise<string[]> {
  const failures: string[] = [];
  const folders = workingFolders();
  const failed = (option: string, why: string | null) => {
    if (why !== null) failures.push(`the report of ${option} could not be written: ${why}`);
  };
  const summary = stepSummary(outputs, streams.env);
  if (summary !== null) failed(STEP_SUMMARY, await writeStepSummary(report, summary));
  if (!options.quiet && outputs.some(({ format, file }) => format.headlineApart && file === null))
    for (const { text } of headline(report)) await streams.err.write(`${withoutCommands(sanitize(text))}\n`);
  for (const { format, file, option } of outputs) {
    const make = await format.load();
    if (file !== null) {
      const why = writeFile(file, gathered(make(report, { ...options, folders, width: PLAIN_WIDTH, style: PLAIN })));
      failed(option, why);
      await signalsDelivered();
      continue;
    }
    const width = streams.out.isTerminal ? (streams.out.columns ?? PLAIN_WIDTH) : PLAIN_WIDTH;
    const style = hasColor(options, streams) ? (await import("../report/colors.ts")).COLORS : PLAIN;
    const called = calledAs(streams.env);
    for (const text of gathered(make(report, { ...options, folders, width, style, called }))) await streams.out.write(text);
  }
  return failures;
}

/** The width of text outside a terminal, in columns. */
export const PLAIN_WIDTH = 100;

/** GitHub drops a step summary above this size. Other commands of the step write to the same summary. */
const MAX_BYTES_OF_SUMMARY = 1024 * 1024 - 1;

/** The environment variable with the path of the step summary. */
const STEP_SUMMARY = "GITHUB_STEP_SUMMARY";

/** The path of the step summary, to which the `github` format appends; null if that format or the variable is missing. */
function stepSummary(outputs: readonly Output[], env: Streams["env"]): string | null {
  return outputs.some(({ format }) => format.name === "github") ? env[STEP_SUMMARY] || null : null;
}

/** Appends the Markdown report to the step summary. Returns the error, or null. */
async function writeStepSummary(report: Report, path: string): Promise<string | null> {
  const { markdownWithin } = await import("../report/formats/markdown.ts");
  return appendToFile(path, (size) => markdownWithin(report, MAX_BYTES_OF_SUMMARY - size));
}

/** Joins small pieces of text to save system calls. */
function* gathered(pieces: Iterable<string>): Generator<string> {
  let text = "";
  for (const piece of pieces) {
    text += piece;
    if (text.length < 65_536) continue;
    yield text;
    text = "";
  }
  if (text !== "") yield text;
}

export function hasColor({ color }: Pick<WriteOptions, "color">, { env, out }: Streams): boolean {
  if (!color || (env.NO_COLOR ?? "") !== "") return false;
  if (env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== "") return !["0", "false"].includes(env.FORCE_COLOR);
  return out.isTerminal && env.TERM !== "dumb";
}
