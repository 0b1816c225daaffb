/** `--format sarif`: version 2.1.0, for code scanning and for editors that show its results. */

import { HOMEPAGE } from "../../version.ts";
import type { FormatOptions } from "../formats.ts";
import { CANNOT_AUDIT, eachFinding, eachProblem, Identities, type LocatedFinding, type LocatedProblem } from "../located.ts";
import type { Report, ReportFinding, ReportProblem, ReportRule } from "../report.ts";
import { repositoryPath } from "../repository-path.ts";
import { sanitize } from "../sanitize.ts";
import type { Location } from "../schema.ts";
import { documentInWords, helpInWords, reasonInWords, waiverInWords, withHelp } from "../wording.ts";
import { jsonText } from "./json-text.ts";

/** One run with all results. Results are written one by one, because there may be 100,000. */
export function* sarif(report: Report, { folders }: Pick<FormatOptions, "folders">): Generator<string> {
  const rules = [...report.rules.map(ruleOf), INVALID];
  const artifacts = artifactsOf(report, folders);
  const context = {
    folders,
    rules: positions(rules.map(({ id }) => id)),
    artifacts: positions(artifacts.map(({ location }) => location.uri)),
  };
  const run = {
    tool: { driver: { name: report.tool.name, version: report.tool.version, semanticVersion: report.tool.version, rules } },
    automationDetails: { id: "ratio-audit/" },
    columnKind: "utf16CodeUnits",
    originalUriBaseIds: {
      [ROOT]: { description: { text: "The folder where ratio-audit runs; in a pipeline, the root of the repository." } },
    },
    artifacts,
    invocations: [
      {
        executionSuccessful: report.summary.problems === 0,
        toolExecutionNotifications: [...eachProblem(report)].map((one) => problemNotification(one, context)),
        toolConfigurationNotifications: notCheckedNotifications(report, context),
      },
    ],
    results: results(report, context),
  };
  const log = { $schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run] };
  yield* jsonText(log, 4);
  yield "\n";
}

/** The base of relative paths. */
const ROOT = "%SRCROOT%";

/** The positions of rules by id, and of artifacts by URI. */
interface Context {
  readonly folders: readonly string[];
  readonly rules: ReadonlyMap<string, number>;
  readonly artifacts: ReadonlyMap<string, number>;
}

function positions(words: readonly string[]): Map<string, number> {
  return new Map(words.map((word, i) => [word, i]));
}

function ruleOf({ id, topic, summary, why, source, severity }: ReportRule) {
  const help = `${why} Source: ${source}. More: ratio-audit explain ${id}`;
  return {
    id,
    name: pascalCase(id),
    shortDescription: { text: message(summary) },
    fullDescription: { text: message(why) },
    helpUri: `${HOMEPAGE}/docs/rules/${id}.md`,
    help: { text: message(help), markdown: `${why}\n\n*Source*: ${source}\n\nMore: \`ratio-audit explain ${id}\`` },
    defaultConfiguration: { enabled: severity !== null, level: severity ?? "note" },
    properties: { tags: ["staffing", topic], precision: "very-high", "problem.severity": PROBLEM_SEVERITY[severity ?? "note"] },
  };
}

/** Severities in the words of GitHub's code scanning. */
const PROBLEM_SEVERITY = { error: "error", warning: "warning", note: "recommendation" } as const;

/** The rule for problems that prevent an audit. */
const INVALID = {
  id: CANNOT_AUDIT,
  name: pascalCase(CANNOT_AUDIT),
  shortDescription: { text: "A roster or standard cannot be audited because it has problems." },
  fullDescription: { text: "A file with problems is never audited in part, because a partial report could look like an all-clear." },
  help: { text: "Fix the problems, then run the command again." },
  defaultConfiguration: { enabled: true, level: "error" },
  properties: { tags: ["staffing", "input"], precision: "very-high", "problem.severity": "error" },
} as const;

function pascalCase(id: string): string {
  return id.replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase());
}

/** All rosters with their hashes, and all standard files, each once. */
function artifactsOf({ rosters, standards }: Report, folders: readonly string[]) {
  const files = new Map<string, { location: { uri: string }; roles: string[]; hashes?: { "sha-256": string } }>();
  for (const { file, sha256 } of rosters) {
    const location = locationOf(file, folders);
    files.set(location.uri, { location, roles: ["analysisTarget"], hashes: { "sha-256": sha256 } });
  }
  for (const { file } of standards) {
    if (file === null) continue;
    const location = locationOf(file, folders);
    files.set(location.uri, { location, roles: ["policy"] });
  }
  return [...files.values()];
}

/** The URI of a file: relative to the working folder, unless the file is elsewhere. */
function locationOf(file: string, folders: readonly string[]): { uri: string; uriBaseId?: string } {
  const path = repositoryPath(file, folders).toWellFormed().split("/").map(encodeURIComponent).join("/");
  if (path.startsWith("/")) return { uri: `file://${path}` };
  if (/^[A-Za-z]%3A\//.test(path)) return { uri: `file:///${path.replace("%3A", ":")}` };
  return { uri: path, uriBaseId: ROOT };
}

/** A location in a file; for a whole file, its first line, because code scanning shows no result without a line. */
function physicalLocation(file: string, at: Location | null, { artifacts, folders }: Context) {
  const location = locationOf(file, folders);
  const index = artifacts.get(location.uri);
  return {
    artifactLocation: index === undefined ? location : { ...location, index },
    region: at === null ? { startLine: 1 } : { startLine: at.line, startColumn: at.column, endLine: at.endLine, endColumn: at.endColumn },
  };
}

function* results(report: Report, context: Context) {
  const identities = new Identities(context.folders);
  const firstFile = report.rosters[0]?.file ?? null;
  for (const located of eachProblem(report)) {
    // Code scanning refuses all results if one has no location, so a result without a file gets the first file.
    const file = located.file ?? firstFile;
    if (file !== null) yield problemResult({ ...located, file }, identities.ofProblem(located), context);
  }
  for (const found of eachFinding(report)) yield findingResult(found, identities.ofFinding(found.finding), context);
}

function problemResult({ problem, file }: LocatedProblem & { file: string }, identity: string, context: Context) {
  return {
    ruleId: CANNOT_AUDIT,
    ruleIndex: context.rules.get(CANNOT_AUDIT),
    level: "error",
    message: { text: message(asSentences(problem)) },
    locations: [{ physicalLocation: physicalLocation(file, problem.at, context) }],
    ...(problem.related.length === 0 ? {} : { relatedLocations: relatedLocations(problem.related, file, context) }),
    partialFingerprints: fingerprintsOf(identity),
    suppressions: [],
  };
}

function relatedLocations(related: ReportFinding["related"], file: string, context: Context) {
  return related.map(({ message: what, at }, i) => ({
    id: i + 1,
    message: { text: message(what) },
    physicalLocation: physicalLocation(at.file ?? file, at, context),
  }));
}

function findingResult({ finding, file, roster }: LocatedFinding, identity: string, context: Context) {
  const { rule, severity, session, clinician, patient, couple, standards, source, at, related, repairs, waiver } = finding;
  const names = [session, clinician].filter((name) => name !== null).map(sanitize);
  return {
    ruleId: rule,
    ruleIndex: context.rules.get(rule),
    level: severity,
    message: { text: message(asSentences(finding)) },
    locations: [
      {
        physicalLocation: physicalLocation(file, at, context),
        ...(names.length === 0 ? {} : { logicalLocations: names.map((name) => ({ name, kind: "object" })) }),
      },
    ],
    relatedLocations: relatedLocations(related, roster?.file ?? file, context),
    partialFingerprints: fingerprintsOf(identity),
    suppressions: waiver === null ? [] : [suppression(waiver, roster?.file ?? file, context)],
    properties: {
      ...{ session: shown(session), clinician: shown(clinician), patient: shown(patient), couple: shown(couple) },
      ...{ standards: standards.map(sanitize), source: sanitize(source), repairs: repairs.map((one) => sanitize(one.message)) },
    },
  };
}

/** GitHub identifies results by `primaryLocationLineHash`. Without it, GitHub derives one from the line, which changes with the line. */
function fingerprintsOf(identity: string): Record<string, string> {
  return { "ratioAudit/v1": sanitize(identity), primaryLocationLineHash: sanitize(identity) };
}

function suppression(waiver: NonNullable<ReportFinding["waiver"]>, file: string, context: Context) {
  return {
    kind: "external",
    status: "accepted",
    justification: sanitize(`waived ${waiverInWords(waiver)}`),
    location: { physicalLocation: physicalLocation(waiver.at.file ?? file, waiver.at, context) },
  };
}

function problemNotification({ problem, file }: LocatedProblem, context: Context) {
  return {
    level: "error",
    associatedRule: { id: CANNOT_AUDIT, index: context.rules.get(CANNOT_AUDIT) },
    message: { text: message(asSentences(problem)) },
    ...(file === null ? {} : { locations: [{ physicalLocation: physicalLocation(file, problem.at, context) }] }),
  };
}

/** What was not checked, with its roster. */
function notCheckedNotifications({ rosters }: Report, context: Context) {
  return rosters.flatMap((roster) =>
    roster.notChecked.map(({ rule, ...why }) => ({
      level: "note",
      ...(rule === null ? {} : { associatedRule: { id: rule, index: context.rules.get(rule) } }),
      message: { text: message(`Not checked${documentInWords(roster)}: ${reasonInWords(why)}.`) },
      locations: [{ physicalLocation: physicalLocation(roster.file, null, context) }],
    })),
  );
}

/** The problem and the help, both ending as sentences. */
function asSentences(one: ReportProblem | ReportFinding): string {
  return helpInWords(one) === null ? one.message : withHelp(one).replace(/[^.?!]$/, "$&.");
}

/** Escapes text of a message: braces would be placeholders, and `[words](target)` a link. */
function message(words: string): string {
  return sanitize(words).replaceAll("{", "{{").replaceAll("}", "}}").replaceAll("](", "] (");
}

function shown(name: string | null): string | null {
  return name === null ? null : sanitize(name);
}
