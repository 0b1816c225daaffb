/** What an import reads: sources, mapping, key and base roster; and what is wrong with them or with the names of its outputs. */
import type { Document, Problem } from "../document/document.ts";
import { Lines } from "../document/lines.ts";
import { readDocuments } from "../document/read.ts";
import { suggest } from "../document/suggest.ts";
import { textOf } from "../import/account-text.ts";
import { type Base, baseIn } from "../import/base.ts";
import { type Key, keyIn, NO_KEY } from "../import/key.ts";
import type { Mapping } from "../import/mapping/mapping.ts";
import { readMapping } from "../import/mapping/read-mapping.ts";
import type { SourceFile } from "../import/source.ts";
import { pathsFrom } from "../io/find-config.ts";
import { STANDARD_INPUT } from "../io/find-rosters.ts";
import { isOpenToGit } from "../io/key-file.ts";
import { isOpenAs, isSameFile, isThere, moved, STANDARD } from "../io/paths.ts";
import { readFile, readStandardInput } from "../io/read-file.ts";
import type { Streams } from "../io/streams.ts";
import type { Message } from "../message.ts";
import { readDate } from "../roster/read-time.ts";
import { dateHelp } from "../roster/suggest-time.ts";
import { meantZones, zoneNamed } from "../roster/zone.ts";
import { isPath } from "../standards/reference.ts";
import { loadConfig } from "./configuration.ts";
import { withSyntaxExplained } from "./documents.ts";
import type { ImportCommandOptions } from "./import.ts";

export interface Inputs {
  readonly sources: readonly SourceFile[];
  readonly mapping: Mapping | null;
  readonly key: Key | null;
  readonly base: Base | null;
  /** In days since 1970-01-01. */
  readonly week: number | null;
  readonly timezone: string | null;
}

/** What is wrong, each as a sentence without its full stop. */
interface Refused {
  readonly problems: readonly string[];
}

/** Reads everything that an import needs, or says why it cannot. */
export async function readInputs(files: readonly string[], options: ImportCommandOptions, streams: Streams): Promise<Inputs | Refused> {
  const mappingFile = options.mapping ?? (await configuredMapping(options));
  if (mappingFile !== null && typeof mappingFile !== "string") return mappingFile;
  const week = options.week === undefined ? null : readDate(options.week);
  const timezone = options.timezone?.trim() ?? null;
  const misuse = misuseOf(files, mappingFile, options) ?? misuseOfWeek(options.week) ?? misuseOfZone(timezone);
  if (misuse !== null) return { problems: [misuse] };
  const mapping = mappingFile === null ? null : await readAs("--mapping", mappingFile, mappingOf);
  const key = options.key === undefined ? null : isThere(options.key) ? await readAs("--key", options.key, keyIn) : NO_KEY;
  const base = options.base === undefined ? null : await readAs("--base", options.base, ([document]) => baseOf(document, options));
  const problems = [mapping, key, base].flatMap((one) => (one !== null && "problems" in one ? (one as Refused).problems : []));
  const { sources, unread } = await readSources(files, streams);
  if (problems.length + unread.length > 0) return { problems: [...problems, ...unread] };
  return { sources, mapping: mapping as Mapping | null, key: key as Key | null, base: base as Base | null, week, timezone };
}

/** The mapping that the configuration names; null if it names none. */
async function configuredMapping({ config: option }: ImportCommandOptions): Promise<string | null | Refused> {
  const config = await loadConfig(option);
  if (config === null) return null;
  if ("message" in config) return { problems: [`${config.file}: ${shown(config.message)}`] };
  const { file, document, problems, values } = config;
  if (problems.length > 0) return { problems: problems.map((problem) => located(file, document, problem)) };
  return values.mapping === undefined ? null : (pathsFrom(file, [values.mapping])[0] as string);
}

/** Why outputs would overwrite each other or what is read; null if they do not. */
function misuseOf(files: readonly string[], mapping: string | null, options: ImportCommandOptions): string | null {
  const { output, saveMapping, key, base } = options;
  if (files.filter((file) => file === STANDARD_INPUT).length > 1) return "standard input is named twice";
  const outputs = [
    ...(output === undefined || output === STANDARD_INPUT ? [] : [{ option: "--output", file: output }]),
    ...(saveMapping === undefined ? [] : [{ option: "--save-mapping", file: saveMapping }]),
    ...(key === undefined ? [] : [{ option: "--key", file: key }]),
  ];
  const read = [...files, ...(mapping === null ? [] : [mapping]), ...(base === undefined ? [] : [base])];
  for (const [i, { option, file }] of outputs.entries()) {
    if (file === "") return `${option} is empty; name a file`;
    const other = outputs.slice(0, i).find((before) => isSameFile(before.file, file));
    if (other !== undefined) return `${other.option} and ${option} name the same file; give each a file of its own`;
    const isRead = read.some((one) => (one === STANDARD_INPUT ? isOpenAs(STANDARD.input, file) : isSameFile(one, file)));
    if (isRead) return `${option} names a file that is read, which it would overwrite; name another file`;
  }
  if (saveMapping !== undefined && isThere(saveMapping))
    return "--save-mapping names a file that exists; use it with --mapping, or name a new file";
  if (key !== undefined && isOpenToGit(key))
    return "--key names a file in a git work tree that no .gitignore leaves out; add it to .gitignore, or name a file elsewhere";
  return null;
}

/** The error for a value of --week that is not a date; null for a date. */
function misuseOfWeek(week: string | undefined): string | null {
  if (week === undefined || readDate(week) !== null) return null;
  const help = dateHelp(week);
  return `--week is not a date. ${help === null ? "Write year, month and day, such as 2026-11-30" : shown(help)}`;
}

/** The error for a value of --timezone that is not an IANA zone; null for a zone. */
function misuseOfZone(zone: string | null): string | null {
  if (zone === null || zoneNamed(zone) !== null) return null;
  const [first, second] = meantZones(zone);
  const meant = first ?? suggest(zone, Intl.supportedValuesOf("timeZone"));
  const other = second === undefined ? "" : ` or ${second}`;
  return `--timezone is not an IANA time zone. ${meant === null ? "Write an area and a city, such as America/New_York" : `Did you mean ${meant}${other}?`}`;
}

/** Reads a file as documents, and what `read` makes of them. */
async function readAs<T extends object>(
  option: string,
  file: string,
  read: (documents: readonly Document[]) => T | { readonly problems: readonly Problem[] },
): Promise<T | Refused> {
  const content = readFile(file);
  if ("message" in content) return { problems: [`${option}: ${shown(content.message)}`] };
  return withSyntaxExplained((explain) => {
    const documents = readDocuments(content.bytes, file, explain);
    const found = read(documents);
    if (!("problems" in found)) return found;
    return { problems: found.problems.map((problem) => located(file, documents[0] as Document, problem)) };
  });
}

function mappingOf(documents: readonly Document[]): Mapping | { readonly problems: readonly Problem[] } {
  const { mapping, problems } = readMapping(documents);
  return mapping ?? { problems };
}

/** The base roster. Paths of its standards are as seen from where the new roster will be. */
function baseOf(document: Document | undefined, { base = "", output = STANDARD_INPUT }: ImportCommandOptions) {
  return baseIn(document as Document, (reference) => (isPath(reference) ? moved(reference, base, output) : reference));
}

async function readSources(files: readonly string[], streams: Streams) {
  const sources: SourceFile[] = [];
  const unread: string[] = [];
  for (const name of files) {
    const content = name === STANDARD_INPUT ? await readStandardInput(streams) : readFile(name);
    if ("message" in content) unread.push(`${name}: ${shown(content.message)}`);
    else sources.push({ name, bytes: content.bytes });
  }
  return { sources, unread };
}

/** `mapping.yaml:3:5: message help`. What a file says is not shown. */
function located(file: string, document: Document, { message, help, path, part, span }: Problem): string {
  const { line, column } = new Lines(document.text).position((span ?? document.locate(path, part)).start);
  return `${file}:${line}:${column}: ${[message, help ?? []]
    .map((one) => withStop(shown(one, document)))
    .join(" ")
    .replace(/\.\s*$/, "")}`;
}

function withStop(sentence: string): string {
  return sentence === "" || /[.?]$/.test(sentence) ? sentence : `${sentence}.`;
}

/** A message without anything that it quotes. */
function shown(message: Message, document?: Document): string {
  const own = message.map((part) => {
    if ("own" in part) return part;
    if ("lineOf" in part && document !== undefined)
      return { own: `line ${new Lines(document.text).position(document.locate(part.lineOf, "value").start).line}` };
    return { own: "person" in part ? `${part.person} #${part.ordinal}` : "•••" };
  });
  return textOf(own).replace(/\.$/, "");
}
