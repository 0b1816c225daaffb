/** `ratio-audit [check] ROSTER…`: reads, audits, reports. */
import type { Document, Problem } from "../document/document.ts";
import { list, mapping } from "../document/loose.ts";
import { readText } from "../document/read.ts";
import { suggest } from "../document/suggest.ts";
import { isSameFile, type ReadResult, readFile, TOO_LARGE, type Unreadable, writeFile } from "../edge/files.ts";
import { besideRoster, HERE } from "../edge/standard-files.ts";
import type { Output, Streams } from "../edge/streams.ts";
import { processOffsets } from "../edge/time-zone.ts";
import { EXIT, exitCode, type FailOn } from "../exit-code.ts";
import { count, type Message, own, say } from "../message.ts";
import type { Hash } from "../present/fingerprint.ts";
import type { Format } from "../report/format.ts";
import { FORMATS } from "../report/list.ts";
import type { Report } from "../report/report.ts";
import { PLAIN } from "../report/style.ts";
import { fitsRoster } from "../roster/fits-roster.ts";
import { judge, type RosterDocument } from "../rosters.ts";
import { isPath } from "../standard-files/reference.ts";
import { type Refused, Shelf, sameName, unknownName } from "../standard-files/shelf.ts";
import type { Standard } from "../standards/standard.ts";
import { findFile, readDocuments } from "./documents.ts";

export interface CheckOptions {
  readonly standard?: readonly string[];
  readonly format: string;
  readonly output?: string;
  readonly failOn: FailOn;
  readonly showPatients: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
  /** False after --no-color. */
  readonly color: boolean;
  /** The names of all commands, one of which may have been mistyped. */
  readonly commands: readonly string[];
}

/** Standard input as a roster, standard output as --output. */
const STANDARD_INPUT = "-";

/** Audits rosters and writes the report; returns the exit code. Throws an OutputClosed where nobody takes the output. */
export async function check(named: readonly string[], { output: to, ...options }: CheckOptions, streams: Streams): Promise<number> {
  // A roster named twice is one roster.
  const files = [...new Set(named)];
  const output = to === STANDARD_INPUT ? undefined : to;
  const clash = files.find((file) => output !== undefined && file !== STANDARD_INPUT && isSameFile(file, output));
  if (clash !== undefined) {
    await streams.err.write(`ratio-audit: --output names one of the rosters, which it would overwrite; name another file.\n`);
    return EXIT.notAudited;
  }
  const format = FORMATS.find(({ name }) => name === options.format) as Format;
  // Text for people shows no hash, and what makes them takes longer to load than a week to audit.
  const hash = format.hashes ? (await import("../edge/hash.ts")).sha256 : () => "";
  const rosters: RosterDocument[] = [];
  const unread: { file: string; message: Message; help: Message }[] = [];
  for (const [i, file] of files.entries()) {
    await progress(i, files.length, streams.err);
    const documents = await readRoster(file, streams, hash);
    if ("message" in documents) {
      unread.push({ file, message: documents.message, help: mistypedCommand(file, options.commands) ?? documents.help });
    } else rosters.push(...documents);
  }
  await progress(files.length, files.length, streams.err);
  const shelf = new Shelf(findFile);
  const standards = await commandLineStandards(options.standard ?? [], shelf);
  const find = await rosterStandards(options.standard === undefined ? rosters : [], shelf);
  const report = judge(rosters, {
    standards: standards.found,
    find,
    standardFiles: shelf,
    problems: [...unread, ...standards.refused],
    ...{ showPatients: options.showPatients, offsets: processOffsets, hash },
  });
  const toFile = output !== undefined;
  const pieces = (await format.load())(report, {
    width: toFile ? PLAIN_WIDTH : streams.out.isTerminal ? (streams.out.columns ?? PLAIN_WIDTH) : PLAIN_WIDTH,
    style: hasColor(options, streams, toFile) ? (await import("../report/colors.ts")).COLORS : PLAIN,
    quiet: options.quiet,
    verbose: options.verbose,
    failOn: options.failOn,
  });
  const code = exitCode(report, options.failOn);
  if (output === undefined) {
    for (const text of gathered(pieces)) await streams.out.write(text);
    return code;
  }
  const failure = writeFile(output, gathered(pieces));
  if (failure === null) {
    // No path is named: it may hold a patient's id.
    if (code !== EXIT.ok && !options.quiet) await streams.err.write(`ratio-audit: ${inShort(report)}; see the report.\n`);
    return code;
  }
  await streams.err.write(`ratio-audit: the report could not be written where --output says: ${failure}.\n`);
  return EXIT.notAudited;
}

/** The standards that the command line names, each once; null if some are none, and why those are refused. */
async function commandLineStandards(references: readonly string[], shelf: Shelf) {
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
async function rosterStandards(rosters: readonly RosterDocument[], shelf: Shelf) {
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
function inShort({ summary: { problems, errors, warnings, notes } }: Report): string {
  const found = `${count(errors, "error")}, ${count(warnings, "warning")}, ${count(notes, "note")}`;
  return problems > 0 ? `${count(problems, "problem")} in the input, ${found}` : found;
}

/** Small pieces of text put together, so that each is worth a call of the system. */
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

/** The width of text that goes to no terminal, so that it is the same everywhere. */
const PLAIN_WIDTH = 100;

async function readInput(streams: Streams): Promise<ReadResult> {
  try {
    return { bytes: await streams.readInput() };
  } catch (error) {
    if (error instanceof RangeError) return TOO_LARGE;
    throw error;
  }
}

/** The documents of a roster file, or why it cannot be read. */
async function readRoster(file: string, streams: Streams, hash: Hash): Promise<RosterDocument[] | Unreadable> {
  const content = await readContent(file, streams, hash);
  if ("message" in content) return content;
  const { text, sha256 } = content;
  const documents = typeof text === "string" ? await readDocuments(text, file) : [text];
  return Promise.all(
    documents.map(async (document) => ({ file, document, shapeProblems: await shapeProblems(document), sha256: () => sha256 })),
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
  return meant === null ? null : say`Did you mean \`${own(meant)}\`?`;
}

function hasColor({ color }: Pick<CheckOptions, "color">, { env, out }: Streams, toFile: boolean): boolean {
  if (!color || (env.NO_COLOR ?? "") !== "") return false;
  if (env.FORCE_COLOR !== undefined) return !["0", "false"].includes(env.FORCE_COLOR);
  return !toFile && out.isTerminal && env.TERM !== "dumb";
}

/** On a terminal, how far a long run is; the line is wiped at the end. */
async function progress(done: number, all: number, err: Output): Promise<void> {
  if (all < 20 || !err.isTerminal) return;
  await err.write(done < all ? `\rauditing ${done + 1} of ${all} rosters…` : "\r\u001b[K");
}
