/** `ratio-audit import FILE…`: turns spreadsheets, calendars and records into a roster. */
import { EXIT } from "../exit-code.ts";
import { accountData, accountLines, type Told, textOf } from "../import/account-text.ts";
import type { Question } from "../import/entry.ts";
import { type ImportResult, importSources, type Refusal } from "../import/import.ts";
import { type Key, keyText } from "../import/key.ts";
import { locationsInWords } from "../import/locations.ts";
import type { As } from "../import/regroup.ts";
import { STANDARD_INPUT } from "../io/find-rosters.ts";
import { PRIVATE_MODE } from "../io/key-file.ts";
import type { Streams } from "../io/streams.ts";
import { signalsDelivered, writeFile } from "../io/write-file.ts";
import { count } from "../message.ts";
import { inShell } from "../report/in-shell.ts";
import { sanitize, withoutCommands } from "../report/sanitize.ts";
import { asCalled } from "./as-called.ts";
import type { ConfigOption } from "./configuration.ts";
import { type Inputs, readInputs } from "./import-inputs.ts";

export interface ImportCommandOptions {
  readonly mapping?: string;
  readonly saveMapping?: string;
  readonly key?: string;
  readonly week?: string;
  readonly timezone?: string;
  readonly sheet?: string;
  readonly base?: string;
  readonly as: As;
  readonly dryRun: boolean;
  readonly output?: string;
  /** Of the account. */
  readonly format: "text" | "json";
  readonly config: ConfigOption;
}

/** The size of files in bytes from which their import takes long enough to be told. */
const LONG = 500_000;

/** Imports files, and writes the roster, the key, the mapping and the account; returns the exit code. */
export async function importFiles(files: readonly string[], options: ImportCommandOptions, streams: Streams): Promise<number> {
  const inputs = await readInputs(files, options, streams);
  if (!("sources" in inputs)) return complain(inputs.problems, streams);
  const { sheet = null, as } = options;
  const { mapping, key, base, sources, week, timezone } = inputs;
  const size = sources.reduce((sum, { bytes }) => sum + bytes.length, 0);
  const progress = (word: string) => (size >= LONG && streams.err.isTerminal ? streams.err.write(`\r\u001b[K${word}`) : null);
  await progress(`reading ${count(sources.length, "file")}…`);
  const result = importSources(sources, { mapping, week, timezone, sheet, as, key, base });
  await progress("");
  if ("refused" in result) return refuse(result.refused, files, options, streams);
  const failures = await writeFiles(result, inputs, options);
  if (failures.length > 0) return complain([...failures, "no roster was written"], streams);
  await tell(result, files, inputs, options, streams);
  if (result.roster !== null && !options.dryRun && !isToFile(options)) await streams.out.write(result.roster);
  return result.exit;
}

/** Whether the roster goes to a file. */
function isToFile(options: ImportCommandOptions): options is ImportCommandOptions & { readonly output: string } {
  return options.output !== undefined && options.output !== STANDARD_INPUT;
}

async function complain(problems: readonly string[], { err, env }: Streams): Promise<number> {
  const lines = problems.map((problem) => `ratio-audit: ${withoutCommands(sanitize(problem))}${/[.?]$/.test(problem) ? "" : "."}\n`);
  await err.write(asCalled(lines.join(""), env));
  return EXIT.notAudited;
}

/** Says why a file cannot be imported. */
async function refuse(refusal: Refusal, files: readonly string[], { format }: ImportCommandOptions, { err }: Streams): Promise<number> {
  const { file, at, message, help, format: source } = refusal;
  if (format === "json") {
    const refused = { file, at, message: textOf(message), help: textOf(help) };
    await err.write(`${JSON.stringify({ version: 1, written: false, refused }, null, 2)}\n`);
    return EXIT.notAudited;
  }
  const name = files[file] === STANDARD_INPUT ? "standard input" : (files[file] as string);
  const where = at === null ? "" : `, ${locationsInWords([{ ...at, file: 0 }], [source])}`;
  await err.write(`${withoutCommands(sanitize(`${name}${where}: ${textOf(message)}`))}\n  ${sanitize(textOf(help))}\n`);
  return EXIT.notAudited;
}

/** Writes key, mapping and roster, in this order, so that no roster has a number that the key does not know. Returns what failed. */
async function writeFiles(result: ImportResult, { key }: Inputs, options: ImportCommandOptions): Promise<string[]> {
  if (options.dryRun) return [];
  const { roster } = result;
  const failures: string[] = [];
  const put = (option: string, file: string, text: string, mode?: number) => {
    const why = failures.length > 0 ? null : writeFile(file, [text], mode);
    if (why !== null) failures.push(`${option} could not be written: ${why}`);
  };
  if (options.key !== undefined && roster !== null && hasNews(result.key, key))
    put("--key", options.key, keyText(result.key, /\.json$/i.test(options.key) ? "json" : "yaml"), PRIVATE_MODE);
  if (options.saveMapping !== undefined) put("--save-mapping", options.saveMapping, result.mapping);
  if (roster !== null && isToFile(options)) put("--output", options.output, roster);
  await signalsDelivered();
  return failures;
}

/** Whether a key has new patients or couples. */
function hasNews(key: Key, before: Key | null): boolean {
  return before === null || key.patients.size > before.patients.size || key.couples.size > before.couples.size;
}

/** Writes the mapping and the account to standard error. */
async function tell(result: ImportResult, files: readonly string[], inputs: Inputs, options: ImportCommandOptions, streams: Streams) {
  const told: Told = { ...result, isWritten: result.roster !== null };
  if (options.format === "json") {
    const data = { ...accountData(told), dryRun: options.dryRun, mapping: result.mapping };
    await streams.err.write(`${JSON.stringify(data, null, 2)}\n`);
    return;
  }
  const lines = [
    ...accountLines(told),
    ...(result.roster === null ? [] : ["", PSEUDONYMIZED]),
    ...mappingLines(result, inputs, options),
    ...nextLines(result, files, options, streams),
  ];
  await streams.err.write(asCalled(withoutCommands(lines.map((line) => `${sanitize(line)}\n`).join("")), streams.env));
}

const PSEUDONYMIZED = "The roster is pseudonymized, not de-identified: it has no patient names, but it has dates.";

function mappingLines(result: ImportResult, inputs: Inputs, { saveMapping, dryRun }: ImportCommandOptions): string[] {
  const { mapping, roster } = result;
  if (saveMapping !== undefined && !dryRun)
    return [
      "",
      roster === null ? "The mapping to fill in is in the file that --save-mapping names." : "The mapping that was used is saved.",
    ];
  if (roster === null ? !asksMapping(result) : inputs.mapping !== null) return [];
  const heading = roster === null ? "Mapping to fill in (--save-mapping FILE writes it):" : "Mapping used (--save-mapping FILE keeps it):";
  return [
    "",
    heading,
    ...mapping
      .trimEnd()
      .split("\n")
      .map((line) => `  ${line}`),
  ];
}

/** Questions that no mapping answers, with the options that do. */
const OPTION_ANSWERS: Readonly<Partial<Record<Question["code"], Partial<ImportCommandOptions>>>> = {
  week: { week: "DATE" },
  timezone: { timezone: "ZONE" },
  sheet: { sheet: "NAME" },
  "more-pages": {},
  shape: {},
};

/** Whether a question is answered in the mapping. */
function asksMapping({ questions }: ImportResult): boolean {
  return questions.some(({ code }) => OPTION_ANSWERS[code] === undefined);
}

/** The command to type next. */
function nextLines(result: ImportResult, files: readonly string[], options: ImportCommandOptions, { out }: Streams): string[] {
  const { roster, exit, questions } = result;
  if (roster === null) {
    const answers = Object.assign({}, ...questions.map(({ code }) => OPTION_ANSWERS[code])) as Partial<ImportCommandOptions>;
    if (!asksMapping(result) && Object.keys(answers).length === 0) return [];
    const filled = asksMapping(result) ? { mapping: options.saveMapping ?? options.mapping ?? "mapping.yaml" } : {};
    return ["", "Next: answer the questions, then run", `  ${commandFor(files, { ...options, ...answers, ...filled })}`];
  }
  if (options.dryRun) return ["", "Dry run: nothing was written."];
  if (isToFile(options))
    return ["", exit === 0 ? "Next" : "Next: answer the questions, or audit this roster", `  ratio-audit ${inShell(options.output)}`];
  return out.isTerminal ? ["", "Next", `  ${commandFor(files, options)}`] : [];
}

/** The command that imports the same files, with the options that decide what becomes of them. */
function commandFor(files: readonly string[], { mapping, week, timezone, sheet, base, key, as, output }: ImportCommandOptions): string {
  const given = { mapping, week, timezone, sheet, base, key, as: as === "planned" ? undefined : as, output: output ?? "week.roster.yaml" };
  const words = Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : `--${name} ${inShell(value)}`));
  return ["ratio-audit import", ...files.map((file) => (file === STANDARD_INPUT ? file : inShell(file))), ...words].join(" ");
}
