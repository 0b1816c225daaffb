/**
 * ratio-audit as a library: pure, without files, clock or network. It runs in Node and in browsers.
 *
 * @example
 * ```ts
 * import { audit, format, parseRoster } from "ratio-audit";
 *
 * const report = audit(parseRoster(text, { file: "week.yaml" }), { standards: ["premium"] });
 * for (const { session, message } of report.rosters.flatMap((roster) => roster.findings)) console.log(session, message);
 * const page = format(report, "html");
 * ```
 */
import type { RuleId } from "./codes.ts";
import type { Document } from "./document/document.ts";
import { readJson } from "./document/json.ts";
import { explainYaml } from "./document/yaml-syntax.ts";
import { type AuditableRoster, auditableRoster, type RosterDocument, readRosters, runAudit } from "./pipeline.ts";
import { capacitySteps } from "./plan/capacity.ts";
import { planSteps } from "./plan/plan.ts";
import { type CapacityReport, capacityReport } from "./plan/report/capacity-report.ts";
import { type PlanReport, planReport } from "./plan/report/plan-report.ts";
import { compact } from "./report/formats/compact.ts";
import { github } from "./report/formats/github.ts";
import { gitlab } from "./report/formats/gitlab.ts";
import { page } from "./report/formats/html/page.ts";
import { json, jsonReport } from "./report/formats/json.ts";
import { junit } from "./report/formats/junit.ts";
import { markdown } from "./report/formats/markdown.ts";
import { pretty } from "./report/formats/pretty.ts";
import { sarif } from "./report/formats/sarif.ts";
import type { FormatName, FormatOptions, Formatter } from "./report/formats.ts";
import type { Report as WholeReport } from "./report/report.ts";
import type { JsonReport } from "./report/schema.ts";
import { PLAIN } from "./report/style.ts";
import { readDate } from "./roster/read-time.ts";
import type { RosterFile } from "./roster/schema.ts";
import { RULES } from "./rules/list.ts";
import { BUILT_IN, builtInFile, builtInStandard } from "./standards/built-in/list.ts";
import type { StandardFile } from "./standards/schema.ts";
import { buildStandard, type Standard } from "./standards/standard.ts";

export type { NotCheckedCode, ProblemCode, RuleId } from "./codes.ts";
export type { AccountData } from "./import/account-text.ts";
export { type ImportedRoster, importRoster, type RefusedImport, type RosterImportOptions } from "./import/import-roster.ts";
export type { RowLocation, SourceFile } from "./import/source.ts";
export type { FormatName } from "./report/formats.ts";
export type {
  JsonFinding as Finding,
  JsonInterval as Interval,
  JsonLimit as LimitReport,
  JsonNotChecked as NotChecked,
  JsonProblem as Problem,
  JsonRelated as Related,
  JsonRemark as Remark,
  JsonRepair as Repair,
  JsonReport as Report,
  JsonRoster as RosterReport,
  JsonSession as SessionReport,
  JsonStandard as StandardReport,
  JsonSummary as Summary,
  JsonWaiver as Waiver,
  Location,
} from "./report/schema.ts";
export type { RosterFile } from "./roster/schema.ts";
export type { KindFile, Severity, StandardFile, WaiverFile } from "./standards/schema.ts";
export type { CapacityReport, JsonReport, PlanReport, RosterDocument };

/** A rule as data: what it reports and why, with a roster in YAML that breaks it and one that does not. */
export interface RuleInfo {
  readonly id: RuleId;
  /** The subject of the rule, by which reports filter findings. */
  readonly topic: string;
  readonly summary: string;
  readonly why: string;
  readonly source: string;
  readonly failing: string;
  readonly passing: string;
}

/** All rules, in the order of the documentation. */
export const rules: readonly RuleInfo[] = RULES.map(({ id, topic, summary, why, source, failing, passing }) => ({
  ...{ id, topic, summary, why, source, failing, passing },
}));

/** The built-in standards as their files state them. The first is the default. */
export const standards: readonly StandardFile[] = BUILT_IN;

export interface ParseOptions {
  /** The name of the file. The report shows it, and its ending (`.json`, `.yaml`, `.yml`) sets the format. Default: YAML, which includes JSON. */
  readonly file?: string;
}

/**
 * Reads a roster file: UTF-8 bytes or text, YAML (one roster per document) or JSON. Never throws because of the file's
 * content: the report of `audit` lists the problems.
 */
export function parseRoster(content: string | Uint8Array, { file = "-" }: ParseOptions = {}): RosterDocument[] {
  return readRosters(content, file, explainYaml);
}

export interface AuditOptions {
  /**
   * Names of built-in standards, or your own standards, which may extend built-in ones. They replace the standards that a
   * roster names. Without either, the standard is `benchmark`.
   */
  readonly standards?: readonly (string | StandardFile)[];
  /** Show the ids of patients and couples instead of tokens such as `patient #3`. */
  readonly showPatients?: boolean;
}

/** The input of `audit`: parsed documents, and rosters as plain objects. */
type Input = RosterDocument | RosterFile;

/** The data that formats need beyond the JSON report, such as the lines of a roster. */
const WHOLE = new WeakMap<JsonReport, WholeReport>();

/**
 * Audits rosters and returns the report that `--format json` prints. Audits every valid roster, and lists the problems of
 * every invalid one. A plain object is named `roster.json`; its locations are those of its JSON text.
 *
 * Throws a RangeError for an unknown standard, or one with an invalid ratio or weight. Does not read the standard files that
 * a roster names: pass those standards in `standards`.
 */
export function audit(input: Input | readonly Input[], options: AuditOptions = {}): JsonReport {
  const { chosen, files } = chosenStandards(options);
  const all: readonly Input[] = Array.isArray(input) ? input : [input as Input];
  let objects = 0;
  const documents = all.flatMap((one) => (isParsed(one) ? one : ofObject(one, objects++)));
  const { showPatients } = options;
  const whole = runAudit(documents, { standards: chosen, showPatients, standardFiles: { documents: files, problems: [] } });
  const report = jsonReport(whole);
  WHOLE.set(report, whole);
  return report;
}

function chosenStandards({ standards = [] }: LongWork) {
  const files = new Map<string, Document>();
  const chosen = [...new Set(standards)].map((standard) => {
    if (typeof standard !== "string") return ownStandard(standard, files);
    const found = builtInStandard(standard);
    if (found === null) throw new RangeError(`no built-in standard "${standard}"; known: ${BUILT_IN.map((one) => one.name).join(", ")}`);
    return found;
  });
  return { chosen, files };
}

function isParsed(input: Input): input is RosterDocument {
  return "document" in input && "sha256" in input;
}

/** The documents of a roster object; the objects of a run are numbered. */
function ofObject(roster: RosterFile, before: number): RosterDocument[] {
  return parseRoster(JSON.stringify(roster, null, 2), { file: before === 0 ? "roster.json" : `roster-${before + 1}.json` });
}

/** Options of long work. */
interface LongWork {
  readonly standards?: readonly (string | StandardFile)[] | undefined;
  /** Ends the work early: the promise is rejected with the signal's reason. */
  readonly signal?: AbortSignal;
}

export interface PlanOptions extends LongWork {
  /** The lowest severity of findings to fix. Default: `error`. */
  readonly fix?: "error" | "warning";
  /** Clinicians who said no; without a session, to every session. */
  readonly cannot?: readonly { readonly clinician: string; readonly session?: string }[];
  /** Ask nobody to come on a day without sessions of their own. */
  readonly sameDay?: boolean;
  /** The most steps of the search. Default: 10,000. */
  readonly effort?: number;
  /** Called after each part of the week. */
  onProgress?(progress: { readonly solved: number; readonly open: number; readonly steps: number }): void;
}

/**
 * Finds the smallest change of who is in which session after which no finding is left that staffing can fix: what
 * `plan --format json` prints. Rejects with a TypeError for a roster that `audit` cannot audit, and for more
 * than one roster; with a RangeError for a clinician or session in `cannot` that the roster does not have.
 */
export async function plan(
  input: Input,
  { cannot = [], fix = "error", sameDay = false, effort, ...options }: PlanOptions = {},
): Promise<PlanReport> {
  const read = auditable(input, options);
  checkClinicians(cannot, "cannot", read);
  if (cannot.some(({ session }) => session !== undefined && !read.roster.sessions.some(({ id }) => id === session)))
    throw new RangeError("cannot names a session that the roster does not have");
  const refusals = cannot.map(({ clinician, session = null }) => ({ clinician, session }));
  const steps = planSteps(read.roster, read.standards, { fix, sameDay, cannot: refusals, ...(effort === undefined ? {} : { effort }) });
  return planReport({ ...read, plan: await worked(steps, options.signal, (progress) => options.onProgress?.(progress)) });
}

export interface CapacityOptions extends LongWork {
  /** What if a clinician is out: on one local day, such as `2026-12-02`, or all week. */
  readonly without?: readonly { readonly clinician: string; readonly day?: string }[];
  /** What if more patients or couples come, by kind of session. */
  readonly add?: Readonly<Record<string, number>>;
  /** Called after each clinician. */
  onProgress?(progress: { readonly done: number; readonly all: number }): void;
}

/**
 * How much more a week can bear: open seats, and which clinician may be out on which day. What `capacity --format json` prints.
 * Rejects with a TypeError as `plan` does; with a RangeError for an unknown clinician, and a day that is not a date.
 */
export async function capacity(input: Input, { without = [], add = {}, ...options }: CapacityOptions = {}): Promise<CapacityReport> {
  const read = auditable(input, options);
  checkClinicians(without, "without", read);
  const absences = without.map(({ clinician, day }) => ({ clinician, day: day === undefined ? null : dayOf(day) }));
  const steps = capacitySteps(read.roster, read.standards, { without: absences });
  const found = await worked(steps, options.signal, (progress) => options.onProgress?.(progress));
  return capacityReport({ ...read, capacity: found, add: new Map(Object.entries(add)) });
}

/** Refuses clinicians that a roster does not have. The message names none, because an id may be a patient's. */
function checkClinicians(named: readonly { readonly clinician: string }[], option: string, { roster }: AuditableRoster): void {
  if (named.some(({ clinician }) => !roster.clinicians.some(({ id }) => id === clinician)))
    throw new RangeError(`${option} names a clinician that the roster does not have`);
}

function dayOf(date: string): number {
  const day = readDate(date);
  if (day === null) throw new RangeError(`a day is a date such as 2026-12-02, not "${date}"`);
  return day;
}

function auditable(input: Input, options: LongWork): AuditableRoster {
  const { chosen, files } = chosenStandards(options);
  const [document, another] = isParsed(input) ? [input] : ofObject(input, 0);
  const run = { standards: chosen, standardFiles: { documents: files, problems: [] } };
  const read = document === undefined || another !== undefined ? null : auditableRoster(document, run);
  if (read === null) throw new TypeError("the roster has problems, which audit lists");
  return read;
}

/** The result of work in steps. Others may run after each step. */
async function worked<Step, Result>(
  steps: Generator<Step, Result>,
  signal: AbortSignal | undefined,
  onStep: (step: Step) => void,
): Promise<Result> {
  for (;;) {
    signal?.throwIfAborted();
    const { done, value } = steps.next();
    if (done) return value;
    onStep(value);
    await new Promise((resolve) => setTimeout(resolve));
  }
}

/** Options for the text of a report. */
export interface TextOptions {
  /** The line width of `pretty`. Default: 100. */
  readonly width?: number;
  /** Show findings and problems only, in `pretty`. */
  readonly quiet?: boolean;
  /** Also show what was counted in every session, in `pretty`. */
  readonly verbose?: boolean;
  /** The lowest severity that fails a test in `junit`. Default: `error`. */
  readonly failOn?: FormatOptions["failOn"];
}

/**
 * The text of a report in a format, as the command prints it with `--format`. Takes a report that `audit` returned. Throws a
 * TypeError for a copy, because a copy lacks the lines of the roster.
 */
export function format(report: JsonReport, name: FormatName, options: TextOptions = {}): string {
  const whole = WHOLE.get(report);
  if (whole === undefined) throw new TypeError("format takes a report that audit returned, not a copy of it");
  if (!Object.hasOwn(FORMATTERS, name)) throw new RangeError(`no format "${name}"; known: ${Object.keys(FORMATTERS).join(", ")}`);
  const { width = 100, quiet = false, verbose = false, failOn = "error" } = options;
  return [...FORMATTERS[name](whole, { width, style: PLAIN, folders: [], quiet, verbose, failOn })].join("");
}

const FORMATTERS: Readonly<Record<FormatName, Formatter>> = { pretty, compact, json, sarif, junit, github, gitlab, markdown, html: page };

/** Builds a standard from an object. Its locations are those of its JSON text, under its name. */
function ownStandard(standard: StandardFile, files: Map<string, Document>): Standard {
  const document = readJson(JSON.stringify(standard, null, 2));
  files.set(standard.name, document);
  return buildStandard(document.value as StandardFile, builtInFile, standard.name);
}
