/** `ratio-audit [check] ROSTER…`: reads, audits, reports. */
import type { Document, Problem } from "../document/document.ts";
import { readText } from "../document/read.ts";
import { suggest } from "../document/suggest.ts";
import { list, mapping } from "../document/untyped.ts";
import { EXIT, exitCode, type FailOn } from "../exit-code.ts";
import { isSameFile, type ReadResult, readFile, TOO_LARGE, type Unreadable } from "../io/files.ts";
import { findRosters, STANDARD_INPUT } from "../io/find-rosters.ts";
import { besideRoster, HERE } from "../io/standard-files.ts";
import type { Output as Stream, Streams } from "../io/streams.ts";
import { processOffsets } from "../io/time-zone.ts";
import { count, type Message, say, trusted } from "../message.ts";
import { type RosterDocument, runAudit } from "../pipeline.ts";
import type { Hash } from "../report/build/fingerprint.ts";
import type { Report } from "../report/report.ts";
import { findingsInWords } from "../report/wording.ts";
import { fitsRoster } from "../roster/fits-roster.ts";
import { type Refused, StandardLoader, sameName, unknownName } from "../standards/load.ts";
import { isPath } from "../standards/reference.ts";
import type { Standard } from "../standards/standard.ts";
import { findFile, type ReadDocuments, readDocuments, readDocumentsLeanly } from "./documents.ts";
import { clashOf, type Output, outputsOf, type ReportOptions, write } from "./outputs.ts";

export interface CheckOptions {
  readonly standard?: readonly string[];
  readonly failOn: FailOn;
  readonly showPatients: boolean;
  /** False after --no-color. */
  readonly color: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
  /** What standard input is called in the report; its ending says what format it is in. */
  readonly stdinName?: string;
  /** The names of all commands, one of which may have been mistyped. */
  readonly commands: readonly string[];
}

/** Audits rosters and writes the reports; returns the exit code. Throws an OutputClosed where nobody takes the output. */
export async function check(named: readonly string[], options: CheckOptions & ReportOptions, streams: Streams): Promise<number> {
  return auditInto(outputsOf(options), named, options, streams);
}

/** The same, with outputs of whatever formats. */
export async function auditInto(
  outputs: readonly Output[],
  named: readonly string[],
  options: CheckOptions,
  streams: Streams,
): Promise<number> {
  const { files, missed } = await findRosters(named);
  const inputs = [...files, ...(options.stdinName === undefined ? [] : [options.stdinName]), ...(options.standard ?? [])];
  const complain = async (what: string) => {
    await streams.err.write(`ratio-audit: ${what}.\n`);
    return EXIT.notAudited;
  };
  const misuse = misuseOfStandardInput(files, options.stdinName) ?? clashOf(outputs, inputs, streams.env);
  if (misuse !== null) return complain(misuse);
  // Text for people shows no hash, and what makes them takes longer to load than a week to audit.
  const hash = outputs.some(({ format }) => format.hashes) ? (await import("../io/hash.ts")).sha256 : () => "";
  const calendarOf = outputs.some(({ format }) => format.draws) ? (await import("../report/build/calendar.ts")).calendarOf : undefined;
  const { rosters, unread } = await readRosters(files, options, streams, hash);
  const shelf = new StandardLoader(findFile);
  const standards = await commandLineStandards(options.standard ?? [], shelf);
  const find = await rosterStandards(options.standard === undefined ? rosters : [], shelf);
  const clash = clashOf(outputs, shelf.documents.keys(), streams.env);
  if (clash !== null) return complain(clash);
  await progress(`auditing ${files.length} rosters…`, files, streams.err);
  const report = runAudit(rosters, {
    standards: standards.found,
    find,
    standardFiles: shelf,
    problems: [...missed, ...unread, ...standards.refused],
    ...{ showPatients: options.showPatients, offsets: processOffsets, hash, calendarOf },
  });
  await progress("", files, streams.err);
  const failures = await write(outputs, report, options, streams);
  for (const failure of failures) await complain(failure);
  if (failures.length > 0) return EXIT.notAudited;
  const code = exitCode(report, options.failOn);
  const isInFile = outputs.every(({ file }) => file !== null);
  if (isInFile && code !== EXIT.ok && !options.quiet) await streams.err.write(`ratio-audit: ${inShort(report)}; see the report.\n`);
  return code;
}

/** Why standard input cannot be called so; null if it can. */
function misuseOfStandardInput(files: readonly string[], name: string | undefined): string | null {
  if (name === undefined) return null;
  if (name === "") return "--stdin-name is empty; give standard input a name such as week.yaml";
  if (!files.includes(STANDARD_INPUT)) return "--stdin-name names standard input, which is not read: write - for it among the rosters";
  if (name === STANDARD_INPUT) return "--stdin-name is -, as standard input is called anyway; give it a name such as week.yaml";
  return files.some((file) => isSameFile(file, name))
    ? "--stdin-name is the name of another roster of this run; give it one of its own"
    : null;
}

/** Of more files than this not all is kept that was read of them. */
const MANY = 100;

type Unread = Unreadable & { readonly file: string };

/** All rosters that can be read, and why the others cannot. */
async function readRosters(files: readonly string[], { commands, stdinName }: CheckOptions, streams: Streams, hash: Hash) {
  const rosters: RosterDocument[] = [];
  const unread: Unread[] = [];
  const read = files.length > MANY ? readDocumentsLeanly() : readDocuments;
  for (const [i, file] of files.entries()) {
    await progress(`reading ${i + 1} of ${files.length} rosters…`, files, streams.err);
    const name = file === STANDARD_INPUT ? (stdinName ?? file) : file;
    const documents = await readRoster({ file, name, streams, hash, read });
    if ("message" in documents) unread.push({ file: name, ...documents, help: mistypedCommand(file, commands) ?? documents.help });
    else rosters.push(...documents);
  }
  await progress("", files, streams.err);
  return { rosters, unread };
}

/** The standards that the command line names, each once; null if some are none, and why those are refused. */
async function commandLineStandards(references: readonly string[], shelf: StandardLoader) {
  const found = new Set<Standard>();
  const refused: { file: string; message: Message; help: Message }[] = [];
  let isWhole = true;
  for (const reference of references) {
    const loaded = await shelf.load(reference, HERE);
    const refusal = "message" in loaded ? loaded : sameName(loaded, found);
    if (refusal === null) {
      found.add(loaded as Standard);
      continue;
    }
    isWhole = false;
    // What is wrong within its file is told there; and two of one name are named in the message.
    if (refusal.why !== "problems") refused.push({ file: refusal === loaded && isPath(reference) ? reference : "", ...refusal });
  }
  return { found: isWhole ? [...found] : null, refused };
}

/** The standards that rosters name by a path, found by the roster and the path. */
async function rosterStandards(rosters: readonly RosterDocument[], shelf: StandardLoader) {
  const found = new Map<string, Standard | Refused>();
  // A path is seen from the folder of the roster that names it.
  const key = (reference: string, roster: string) => JSON.stringify([besideRoster(roster).folder, reference]);
  for (const { file, document } of rosters) {
    for (const reference of list(mapping(document.value).standard)) {
      if (typeof reference !== "string" || !isPath(reference) || found.has(key(reference, file))) continue;
      found.set(key(reference, file), await shelf.load(reference, besideRoster(file)));
    }
  }
  return (reference: string, roster: string) => found.get(key(reference, roster)) ?? unknownName(reference);
}

/** What a log says where the report went to a file: `1 problem in the input, 2 errors, 0 warnings, 0 notes`. */
function inShort({ summary }: Report): string {
  const found = findingsInWords(summary);
  return summary.problems > 0 ? `${count(summary.problems, "problem")} in the input, ${found}` : found;
}

async function readInput(streams: Streams): Promise<ReadResult> {
  try {
    return { bytes: await streams.readInput() };
  } catch (error) {
    if (error instanceof RangeError) return TOO_LARGE;
    throw error;
  }
}

/** A roster, and with what it is read. */
interface ToRead {
  readonly file: string;
  /** What it is called in the report. */
  readonly name: string;
  readonly streams: Streams;
  readonly hash: Hash;
  readonly read: ReadDocuments;
}

/** The documents of a roster file, or why it cannot be read. */
async function readRoster({ file, name, streams, hash, read }: ToRead): Promise<RosterDocument[] | Unreadable> {
  const content = await readContent(file, streams, hash);
  if ("message" in content) return content;
  const { text, sha256 } = content;
  const documents = typeof text === "string" ? await read(text, name) : [text];
  return Promise.all(
    documents.map(async (document) => ({ file: name, document, shapeProblems: await shapeProblems(document), sha256: () => sha256 })),
  );
}

/** The text of a file and the hash of its bytes. Apart from what follows, so that the bytes need not be kept meanwhile. */
async function readContent(file: string, streams: Streams, hash: Hash) {
  const content = file === STANDARD_INPUT ? await readInput(streams) : await readFile(file);
  return "message" in content ? content : { text: readText(content.bytes), sha256: hash(content.bytes) };
}

async function shapeProblems(document: Document): Promise<Problem[]> {
  if (!document.readable || fitsRoster(document.value)) return [];
  return (await import("../roster/roster-shape.ts")).rosterShapeProblems(document);
}

/** Of a word that is no file, and does not look like one, the command that was meant. */
function mistypedCommand(word: string, commands: readonly string[]): Message | null {
  const meant = /[./\\]/.test(word) ? null : suggest(word, commands);
  return meant === null ? null : say`Did you mean \`${trusted(meant)}\`?`;
}

/** On a terminal, how far a long run is; each word takes the place of the one before, the empty one wipes it. */
async function progress(word: string, files: readonly string[], err: Stream): Promise<void> {
  if (files.length >= 20 && err.isTerminal) await err.write(`\r\u001b[K${word}`);
}
