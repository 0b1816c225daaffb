/** Reads the one roster of a command that does more than audit it. */
import { suggest } from "../document/suggest.ts";
import { EXIT } from "../exit-code.ts";
import { STANDARD_INPUT } from "../io/find-rosters.ts";
import type { OutputClosed, Streams } from "../io/streams.ts";
import { writeFile } from "../io/write-file.ts";
import { type AuditableRoster, auditableRoster, type RosterDocument, type RunOptions, runAudit } from "../pipeline.ts";
import { endingOf, FORMATS, type Format, type FormatName } from "../report/formats.ts";
import type { Report } from "../report/report.ts";
import { PLAIN, type Style } from "../report/style.ts";
import { complain, readInputs } from "./check.ts";
import type { ConfigOption } from "./configuration.ts";
import { hasColor, misnamed, type Output, PLAIN_WIDTH, write } from "./outputs.ts";

export interface OneRosterOptions {
  readonly standard?: readonly string[];
  readonly config: ConfigOption;
  readonly stdinName?: string;
  readonly format?: FormatName;
  readonly output?: string;
  /** False after --no-color. */
  readonly color: boolean;
}

const PROBLEMS: Output = { format: FORMATS[0] as Format, file: null, option: "--output" };

/** A roster with its document, and the options of its audit. */
export interface OneRoster extends AuditableRoster {
  readonly given: RosterDocument;
  readonly run: RunOptions;
  /** Its audit, as `check` reports it. */
  readonly report: Report;
}

/** The output of a command that has some of the formats: the named one, else by the ending of the file, else `pretty`. */
export function outputOf(names: readonly FormatName[], { format, output }: OneRosterOptions): Output {
  const file = output === undefined || output === STANDARD_INPUT ? null : output;
  const formats = formatsOf(names);
  const byEnding = file === null ? undefined : formats.find(({ endings }) => endings.includes(endingOf(file)));
  return { format: formats.find(({ name }) => name === format) ?? byEnding ?? (FORMATS[0] as Format), file, option: "--output" };
}

function formatsOf(names: readonly string[]): Format[] {
  return FORMATS.filter(({ name }) => names.includes(name));
}

/** The roster of a file; else null, after the problems were written as by `check`, or after a message about the output. */
export async function readOneRoster(
  file: string,
  output: Output,
  names: readonly FormatName[],
  options: OneRosterOptions,
  streams: Streams,
  noRoster: () => never,
): Promise<OneRoster | null> {
  const misuse = misnamed([output], formatsOf(names));
  if (misuse !== null) {
    await refuse(misuse, streams);
    return null;
  }
  const audited = { ...options, noRoster, showPatients: false, quiet: false, verbose: false, commands: [] } as const;
  const inputs = await readInputs([output], [file], audited, streams);
  if (inputs === null) return null;
  const { rosters, run } = inputs;
  const report = runAudit(rosters, run);
  if (report.summary.problems > 0 || report.rosters.length === 0) {
    await write([PROBLEMS], report, { ...audited, failOn: "error" }, streams);
    return null;
  }
  const [document, another] = rosters;
  const roster = document === undefined || another !== undefined ? null : auditableRoster(document, run);
  if (document !== undefined && roster !== null) return { ...roster, given: document, run, report };
  await refuse(`there are ${rosters.length} rosters; name one file with one roster`, streams);
  return null;
}

/** Says why a command was refused; returns the exit code. */
export async function refuse(what: string, streams: Streams): Promise<number> {
  await complain(what, streams);
  return EXIT.notAudited;
}

/** The width and style of text on an output. */
export async function layoutOf({ file }: Output, { color }: OneRosterOptions, streams: Streams): Promise<{ width: number; style: Style }> {
  if (file !== null) return { width: PLAIN_WIDTH, style: PLAIN };
  const width = streams.out.isTerminal ? (streams.out.columns ?? PLAIN_WIDTH) : PLAIN_WIDTH;
  return { width, style: hasColor({ color }, streams) ? (await import("../report/colors.ts")).COLORS : PLAIN };
}

/** Writes text to an output; returns the exit code. */
export async function writeText(text: string, code: number, { file }: Output, streams: Streams): Promise<number> {
  if (file === null) {
    try {
      await streams.out.write(text);
    } catch (error) {
      // No instanceof, because each bundled file has its own copy of the class.
      if ((error as Partial<OutputClosed>).isUnread !== true) throw error;
    }
    return code;
  }
  const why = writeFile(file, [text]);
  return why === null ? code : refuse(`the file of --output could not be written: ${why}`, streams);
}

/** `; did you mean lee?` for an id that a roster does not have; else how the option is written. */
export function meantId(word: string, known: readonly { readonly id: string }[], form: string): string {
  const found = suggest(
    word,
    known.map(({ id }) => id),
  );
  return found === null ? `; write ${form}` : `; did you mean ${found}?`;
}

/** The two parts of `lee@mon-evening`; the second is null for a clinician alone. An id may contain an @. */
export function atParts(
  word: string,
  clinicians: readonly { readonly id: string }[],
): { readonly clinician: string; readonly at: string | null } {
  const at = word.lastIndexOf("@");
  if (at < 0 || clinicians.some(({ id }) => id === word)) return { clinician: word, at: null };
  return { clinician: word.slice(0, at), at: word.slice(at + 1) };
}
