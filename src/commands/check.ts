/** `ratio-audit [check] ROSTER…`: reads, audits, reports. */
import { suggest } from "../document/suggest.ts";
import { list, mapping } from "../document/untyped.ts";
import type { ExplainSyntax } from "../document/yaml.ts";
import { EXIT, exitCode, type FailOn } from "../exit-code.ts";
import { findRosters, STANDARD_INPUT } from "../io/find-rosters.ts";
import { isSameFile, workingFolders } from "../io/paths.ts";
import { readFile, readStandardInput } from "../io/read-file.ts";
import { besideRoster, HERE } from "../io/standard-files.ts";
import type { OutputClosed, Output as Stream, Streams } from "../io/streams.ts";
import { count, type Message, say, trusted } from "../message.ts";
import { type RosterDocument, type RunOptions, readRosters, runAudit, type UnreadFile, type UsedConfig } from "../pipeline.ts";
import type { Report } from "../report/report.ts";
import { findingsInWords } from "../report/wording.ts";
import { type Refused, StandardLoader, sameName, unknownName } from "../standards/load.ts";
import { isPath } from "../standards/reference.ts";
import type { Standard } from "../standards/standard.ts";
import { type ConfigOption, loadConfig, type RunConfig, rostersOf } from "./configuration.ts";
import { standardFinder, withSyntaxExplained } from "./documents.ts";
import { clashOf, misnamed, type Output, outputsOf, type ReportOptions, write } from "./outputs.ts";

export interface CheckOptions {
  readonly standard?: readonly string[];
  /** Default: the configuration's value, else error. */
  readonly failOn?: FailOn;
  /** The configuration file; true to search for one, false for none. */
  readonly config: ConfigOption;
  readonly showPatients: boolean;
  /** False after --no-color. */
  readonly color: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
  /** The name of standard input in the report; its ending sets the input format. */
  readonly stdinName?: string;
  /** Ends the run if neither the command line nor the configuration names a roster. */
  noRoster(): never;
  /** The names of all commands, for a did-you-mean. */
  readonly commands: readonly string[];
}

/** Audits rosters and writes the reports; returns the exit code. Throws an OutputClosed if the output is closed. */
export async function check(named: readonly string[], options: CheckOptions & ReportOptions, streams: Streams): Promise<number> {
  return auditInto(outputsOf(options), named, options, streams);
}

/** The same with any outputs. */
export async function auditInto(
  outputs: readonly Output[],
  named: readonly string[],
  options: CheckOptions,
  streams: Streams,
): Promise<number> {
  const inputs = await readInputs(outputs, named, options, streams);
  if (inputs === null) return EXIT.notAudited;
  const { files, rosters, run, failOn } = inputs;
  await progress(`auditing ${files.length} rosters…`, files, streams.err);
  const report = runAudit(rosters, run);
  await progress("", files, streams.err);
  const code = exitCode(report, failOn);
  try {
    const failures = await write(outputs, report, { ...options, failOn, namesStandards: options.standard !== undefined }, streams);
    for (const failure of failures) await complain(failure, streams);
    if (failures.length > 0) return EXIT.notAudited;
  } catch (error) {
    // All files are written by now, so only standard output is incomplete. No instanceof, because each bundled file has its own copy of the class.
    if ((error as Partial<OutputClosed>).isUnread === true) return code;
    throw error;
  }
  const isInFile = outputs.every(({ file }) => file !== null);
  if (isInFile && code !== EXIT.ok && !options.quiet) await streams.err.write(`ratio-audit: ${inShort(report)}; see the report.\n`);
  return code;
}

/** Says on standard error why something was refused. */
export async function complain(what: string, streams: Streams): Promise<void> {
  await streams.err.write(`ratio-audit: ${what}${what.endsWith("?") ? "" : "."}\n`);
}

/** Everything that a run reads. */
interface Inputs {
  readonly files: readonly string[];
  readonly rosters: readonly RosterDocument[];
  readonly run: RunOptions;
  readonly failOn: FailOn;
}

/** Reads the configuration, the rosters and the standards of a run; null after a message about a misuse. */
export async function readInputs(
  outputs: readonly Output[],
  named: readonly string[],
  options: CheckOptions,
  streams: Streams,
): Promise<Inputs | null> {
  const found = await loadConfig(options.config);
  const unreadConfig = found !== null && "message" in found ? found : null;
  const config = found !== null && "values" in found ? found : null;
  const isConfigured = named.length === 0 && config?.values.rosters !== undefined;
  const hasConfigProblems = unreadConfig !== null || (config?.problems.length ?? 0) > 0;
  if (named.length === 0 && !isConfigured && !hasConfigProblems) options.noRoster();
  const { files, missed } = await findRosters(isConfigured && !hasConfigProblems ? rostersOf(config) : named);
  const failOn = options.failOn ?? config?.values.failOn ?? "error";
  const configFile = found === null ? [] : [found.file];
  const inputs = [...files, ...configFile, ...(options.stdinName === undefined ? [] : [options.stdinName]), ...(options.standard ?? [])];
  const refuse = async (what: string) => {
    await complain(what, streams);
    return null;
  };
  const misuse = misuseOfStandardInput(files, options.stdinName) ?? misnamed(outputs) ?? clashOf(outputs, inputs, streams.env);
  if (misuse !== null) return refuse(misuse);
  const { rosters, unread } = await readRosterFiles(files, options, streams);
  const { loader, standards, configured, find } = await withSyntaxExplained((explain) =>
    loadStandards(rosters, { references: options.standard, config }, explain),
  );
  const clash = clashOf(outputs, loader.documents.keys(), streams.env);
  if (clash !== null) return refuse(clash);
  const run: RunOptions = {
    standards: unreadConfig === null ? standards.found : null,
    config: configured,
    find,
    standardFiles: loader,
    problems: [...(unreadConfig === null ? [] : [unreadConfig]), ...missed, ...unread, ...standards.refused],
    showPatients: options.showPatients,
    folders: workingFolders(),
  };
  return { files, rosters, run, failOn };
}

/** Why `--stdin-name` is wrong; null if it is fine. */
function misuseOfStandardInput(files: readonly string[], name: string | undefined): string | null {
  if (name === undefined) return null;
  if (name === "") return "--stdin-name is empty; use a name such as week.yaml";
  if (!files.includes(STANDARD_INPUT)) return "--stdin-name needs standard input: add - to the rosters";
  if (name === STANDARD_INPUT) return "--stdin-name is -, the default name; use a name such as week.yaml";
  return files.some((file) => isSameFile(file, name)) ? "--stdin-name is the name of another roster in this run; use another name" : null;
}

/** Reads all rosters; also returns those that cannot be read, with the reasons. */
async function readRosterFiles(files: readonly string[], { commands, stdinName }: CheckOptions, streams: Streams) {
  const rosters: RosterDocument[] = [];
  const unread: UnreadFile[] = [];
  for (const [i, file] of files.entries()) {
    await progress(`reading ${i + 1} of ${files.length} rosters…`, files, streams.err);
    const name = file === STANDARD_INPUT ? (stdinName ?? file) : file;
    const content = file === STANDARD_INPUT ? await readStandardInput(streams) : readFile(file);
    if ("message" in content) unread.push({ file: name, ...content, help: mistypedCommand(file, commands) ?? content.help });
    else rosters.push(...(await withSyntaxExplained((explain) => readRosters(content.bytes, name, explain))));
  }
  await progress("", files, streams.err);
  return { rosters, unread };
}

/** Loads the standards that the command line or the rosters name, with the standards that these extend. */
function loadStandards(
  rosters: readonly RosterDocument[],
  { references, config }: { references: readonly string[] | undefined; config: RunConfig | null },
  explain: ExplainSyntax,
) {
  const loader = new StandardLoader(standardFinder(explain));
  const standards = commandLineStandards(references ?? [], loader);
  const configured = config === null ? null : withStandards(config, references === undefined, loader);
  return { loader, standards, configured, find: rosterStandards(references === undefined ? rosters : [], loader) };
}

/** The standards that the command line names, each once; null if some could not be loaded, with the reasons. */
function commandLineStandards(references: readonly string[], loader: StandardLoader) {
  const found = new Set<Standard>();
  const refused: UnreadFile[] = [];
  let isWhole = true;
  for (const reference of references) {
    const loaded = loader.load(reference, HERE);
    const refusal = "message" in loaded ? loaded : sameName(loaded, found);
    if (refusal === null) {
      found.add(loaded as Standard);
      continue;
    }
    isWhole = false;
    const { code, message, help, why } = refusal;
    // The file's own problems are reported there. For a duplicate name, the message has both files.
    if (why !== "problems") refused.push({ file: refusal === loaded && isPath(reference) ? reference : "", code, message, help });
  }
  return { found: isWhole ? [...found] : null, refused };
}

/** A configuration with its standards and their problems, unless the command line replaces them. */
function withStandards(config: RunConfig, areUsed: boolean, loader: StandardLoader): UsedConfig {
  const standards = new Set<Standard>();
  const problems = [...config.problems];
  let isWhole = problems.length === 0;
  for (const [i, reference] of (areUsed && isWhole ? (config.values.standards ?? []) : []).entries()) {
    const loaded = loader.load(reference, config.standpoint);
    const refusal = "message" in loaded ? loaded : sameName(loaded, standards);
    if (refusal === null) {
      standards.add(loaded as Standard);
      continue;
    }
    isWhole = false;
    // The file's own problems are reported there.
    if (refusal.why !== "problems") problems.push({ ...refusal, path: ["standards", i], part: "value" });
  }
  return { ...config, problems, standards: isWhole ? [...standards] : null };
}

/** The standards that rosters name by path, indexed by roster and path. */
function rosterStandards(rosters: readonly RosterDocument[], loader: StandardLoader) {
  const found = new Map<string, Standard | Refused>();
  // A path is relative to the folder of its roster.
  const key = (reference: string, roster: string) => JSON.stringify([besideRoster(roster).folder, reference]);
  for (const { file, document } of rosters) {
    for (const reference of list(mapping(document.value).standard)) {
      if (typeof reference !== "string" || !isPath(reference) || found.has(key(reference, file))) continue;
      found.set(key(reference, file), loader.load(reference, besideRoster(file)));
    }
  }
  return (reference: string, roster: string) => found.get(key(reference, roster)) ?? unknownName(reference);
}

/** The log line for a report in a file: `1 problem in the input, 2 errors, 0 warnings, 0 notes`. */
function inShort({ summary }: Report): string {
  const found = findingsInWords(summary);
  return summary.problems > 0 ? `${count(summary.problems, "problem")} in the input, ${found}` : found;
}

/** The command that was probably meant by a word that is not a file. */
function mistypedCommand(word: string, commands: readonly string[]): Message | null {
  const meant = /[./\\]/.test(word) ? null : suggest(word, commands);
  return meant === null ? null : say`Did you mean \`${trusted(meant)}\`?`;
}

/** Shows the progress of a long run in a terminal. Each word replaces the one before; an empty word clears it. */
async function progress(word: string, files: readonly string[], err: Stream): Promise<void> {
  if (files.length >= 20 && err.isTerminal) await err.write(`\r\u001b[K${word}`);
}
