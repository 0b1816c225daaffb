/** `ratio-audit plan ROSTER`: the smallest change of the week that fixes it. */
import { EXIT } from "../exit-code.ts";
import { STANDARD_INPUT } from "../io/find-rosters.ts";
import { readFile } from "../io/read-file.ts";
import type { Streams } from "../io/streams.ts";
import { replaceUnchanged } from "../io/write-file.ts";
import { runAudit } from "../pipeline.ts";
import { planRoster } from "../plan/plan.ts";
import type { Weeks } from "../plan/report/html.ts";
import { type PlanReport, planReport } from "../plan/report/plan-report.ts";
import type { PlanTextOptions } from "../plan/report/pretty.ts";
import { rosterDiff } from "../plan/report/roster-diff.ts";
import { type EditedRoster, editedRoster } from "../plan/roster-edits.ts";
import type { Refusal } from "../plan/week.ts";
import { sanitize, withoutCommands } from "../report/sanitize.ts";
import type { Roster } from "../roster/roster.ts";
import {
  atParts,
  layoutOf,
  meantId,
  type OneRoster,
  type OneRosterOptions,
  outputOf,
  readOneRoster,
  refuse,
  writeText,
} from "./one-roster.ts";
import { PLAN_FORMATS, type PlanFormat } from "./plan-formats.ts";

export interface PlanCommandOptions extends OneRosterOptions {
  readonly fix: "error" | "warning";
  readonly cannot?: readonly string[];
  readonly sameDay: boolean;
  readonly effort?: number;
  readonly format?: PlanFormat;
  /** Whether the plan is written into the roster. */
  readonly write: boolean;
}

/** Plans a roster and writes the plan; returns the exit code. A roster that cannot be audited is reported as by `check`. */
export async function plan(file: string, options: PlanCommandOptions, streams: Streams, noRoster: () => never): Promise<number> {
  if (options.write && file === STANDARD_INPUT) return refuse("--write needs a file; standard input cannot be written to", streams);
  const output = outputOf(PLAN_FORMATS, options);
  const read = await readOneRoster(file, output, PLAN_FORMATS, options, streams, noRoster);
  if (read === null) return EXIT.notAudited;
  const cannot = refusalsIn(options.cannot ?? [], read.roster);
  if (typeof cannot === "string") return refuse(cannot, streams);
  const { fix, sameDay, effort } = options;
  const planned = planRoster(read.roster, read.standards, { fix, cannot, sameDay, ...(effort === undefined ? {} : { effort }) });
  const report = planReport({ ...read, plan: planned });
  const edited = planned.changes.length === 0 ? null : editedRoster(read.document.text, read.roster, planned.changes, read.document.index);
  const weeks = {
    before: read.report,
    after: edited === null ? read.report : runAudit([{ ...read.given, document: edited.document }], read.run),
  };
  const written = options.write && edited !== null ? writeEdited(read, edited) : null;
  if (written !== null && written.why !== null) return refuse(written.why, streams);
  const shown = {
    ...(await layoutOf(output, options, streams)),
    diff: edited === null ? [] : rosterDiff(read.document, edited, read.mask),
    next: edited === null || options.write ? null : "To write these changes into the roster, run the same command with --write.",
  };
  const text = await textOf(output.format.name as PlanFormat, report, weeks, shown);
  const code = await writeText(text, report.left.length > 0 ? EXIT.findings : EXIT.ok, output, streams);
  if (written !== null) await streams.err.write(`ratio-audit: ${withoutCommands(sanitize(report.file))} now has the plan.\n`);
  return code;
}

/** Writes a plan into its roster, unless the file has changed since it was read. Returns the reason if it was not written. */
function writeEdited({ given }: OneRoster, { text }: EditedRoster): { readonly why: string | null } {
  const content = readFile(given.file);
  if ("message" in content) return { why: "the roster could not be read again, so nothing was written" };
  // The document lacks the byte-order mark of the file.
  const mark = content.bytes[0] === 0xef && content.bytes[1] === 0xbb && content.bytes[2] === 0xbf ? "\ufeff" : "";
  const why = replaceUnchanged(given.file, [mark, text], given.sha256);
  return { why: why === null ? null : `the roster could not be written: ${why}` };
}

async function textOf(format: PlanFormat, report: PlanReport, weeks: Weeks, options: PlanTextOptions): Promise<string> {
  switch (format) {
    case "pretty":
      return (await import("../plan/report/pretty.ts")).planText(report, options);
    case "json":
      return (await import("../plan/report/json.ts")).planJson(report, options.diff);
    case "markdown":
      return (await import("../plan/report/markdown.ts")).planMarkdown(report, options.diff);
    case "html":
      return [...(await import("../plan/report/html.ts")).planPage(report, weeks, options.diff)].join("");
  }
}

/** The refusals of `--cannot CLINICIAN[@SESSION]`, or why one of them is wrong. No value is repeated, because it may be a patient's id. */
function refusalsIn(written: readonly string[], { clinicians, sessions }: Roster): Refusal[] | string {
  const refusals: Refusal[] = [];
  const form = "CLINICIAN or CLINICIAN@SESSION, such as lee@mon-evening";
  for (const word of written) {
    const { clinician, at: session } = atParts(word, clinicians);
    if (!clinicians.some(({ id }) => id === clinician))
      return `--cannot names no clinician of the roster${meantId(clinician, clinicians, form)}`;
    if (session !== null && !sessions.some(({ id }) => id === session))
      return `--cannot names no session of the roster after the @${meantId(session, sessions, form)}`;
    refusals.push({ clinician, session });
  }
  return refusals;
}
