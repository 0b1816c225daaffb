/**
 * ratio-audit as a library: pure, synchronous, without files, clock or network. It runs in Node and in browsers.
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
import { type RosterDocument, readRosters, runAudit } from "./pipeline.ts";
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
import type { RosterFile } from "./roster/schema.ts";
import { RULES } from "./rules/list.ts";
import { BUILT_IN, builtInFile, builtInStandard } from "./standards/built-in/list.ts";
import type { StandardFile } from "./standards/schema.ts";
import { buildStandard, type Standard } from "./standards/standard.ts";

export type { NotCheckedCode, ProblemCode, RuleId } from "./codes.ts";
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
export type { JsonReport, RosterDocument };

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

/** All rules, in the order in which they are documented. */
export const rules: readonly RuleInfo[] = RULES.map(({ id, topic, summary, why, source, failing, passing }) => ({
  ...{ id, topic, summary, why, source, failing, passing },
}));

/** The built-in standards as their files state them. The first is the default. */
export const standards: readonly StandardFile[] = BUILT_IN;

export interface ParseOptions {
  /** The name of the file: shown in the report, and by its ending (`.json`, `.yaml`, `.yml`) the format to read. Without it YAML, of which JSON is a part. */
  readonly file?: string;
}

/**
 * Reads a roster file: UTF-8 bytes or text, YAML (one roster for each document) or JSON. Never throws for what the file
 * holds: what is wrong with it is found in the report that `audit` makes of the documents.
 */
export function parseRoster(content: string | Uint8Array, { file = "-" }: ParseOptions = {}): RosterDocument[] {
  return readRosters(content, file, explainYaml);
}

export interface AuditOptions {
  /**
   * Names of built-in standards, or standards of one's own, which may extend built-in ones. They replace those that a
   * roster names; with neither it is audited against `benchmark`.
   */
  readonly standards?: readonly (string | StandardFile)[];
  /** Show the ids of patients and couples instead of tokens such as `patient #3`. */
  readonly showPatients?: boolean;
}

/** What `audit` takes: documents that were parsed, and rosters as plain objects. */
type Input = RosterDocument | RosterFile;

/** What formats print of a report beyond its data, such as the lines of a roster. */
const WHOLE = new WeakMap<JsonReport, WholeReport>();

/**
 * Audits rosters and returns the report that `--format json` prints. Every valid roster is audited; the problems of every
 * invalid one are listed. A plain object is named `roster.json`, and has its locations in its JSON text.
 *
 * Throws a RangeError for an unknown standard, or one with a bad ratio or weight. Paths of standard files in a roster are not
 * followed, because there are no files here: give those standards in `standards`.
 */
export function audit(input: Input | readonly Input[], options: AuditOptions = {}): JsonReport {
  const files = new Map<string, Document>();
  const chosen = [...new Set(options.standards ?? [])].map((standard) => {
    if (typeof standard !== "string") return ownStandard(standard, files);
    const found = builtInStandard(standard);
    if (found === null) throw new RangeError(`no built-in standard "${standard}"; known: ${BUILT_IN.map((one) => one.name).join(", ")}`);
    return found;
  });
  const all: readonly Input[] = Array.isArray(input) ? input : [input as Input];
  let objects = 0;
  const documents = all.flatMap((one) => (isParsed(one) ? one : ofObject(one, objects++)));
  const { showPatients } = options;
  const whole = runAudit(documents, { standards: chosen, showPatients, standardFiles: { documents: files, problems: [] } });
  const report = jsonReport(whole);
  WHOLE.set(report, whole);
  return report;
}

function isParsed(input: Input): input is RosterDocument {
  return "document" in input && "sha256" in input;
}

/** The documents of a roster object; several objects of a run are numbered. */
function ofObject(roster: RosterFile, before: number): RosterDocument[] {
  return parseRoster(JSON.stringify(roster, null, 2), { file: before === 0 ? "roster.json" : `roster-${before + 1}.json` });
}

/** What may be told of where the text goes. */
export interface TextOptions {
  /** The width of the lines of `pretty`; 100 without it. */
  readonly width?: number;
  /** Findings and problems only, in `pretty`. */
  readonly quiet?: boolean;
  /** With what was counted in every session, in `pretty`. */
  readonly verbose?: boolean;
  /** The severity from which findings fail a test of `junit`; `error` without it. */
  readonly failOn?: FormatOptions["failOn"];
}

/**
 * The text of a report in a format, the same that the command prints with `--format`. Takes a report that `audit` returned, not a
 * copy of it: a copy lacks the lines of the roster, and is a TypeError.
 */
export function format(report: JsonReport, name: FormatName, options: TextOptions = {}): string {
  const whole = WHOLE.get(report);
  if (whole === undefined) throw new TypeError("format takes a report that audit returned, not a copy of it");
  if (!Object.hasOwn(FORMATTERS, name)) throw new RangeError(`no format "${name}"; known: ${Object.keys(FORMATTERS).join(", ")}`);
  const { width = 100, quiet = false, verbose = false, failOn = "error" } = options;
  return [...FORMATTERS[name](whole, { width, style: PLAIN, folders: [], quiet, verbose, failOn })].join("");
}

const FORMATTERS: Readonly<Record<FormatName, Formatter>> = { pretty, compact, json, sarif, junit, github, gitlab, markdown, html: page };

/** A standard of one's own; its locations are those in its JSON text, under its name. */
function ownStandard(standard: StandardFile, files: Map<string, Document>): Standard {
  const document = readJson(JSON.stringify(standard, null, 2));
  files.set(standard.name, document);
  return buildStandard(document.value as StandardFile, builtInFile, standard.name);
}
