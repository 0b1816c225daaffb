/**
 * The pipeline of a run, for the command and the library: content → documents → rosters → findings → report. Pure and
 * synchronous; the caller reads the files.
 */
import { type Audit, auditRoster, auditWaivers } from "./audit/audit.ts";
import { elsewhereAtOnce } from "./audit/between-rosters.ts";
import type { Rule } from "./audit/rule.ts";
import type { ProblemCode } from "./codes.ts";
import { type Document, isWithin, type Problem, valueAt } from "./document/document.ts";
import { about } from "./document/problems.ts";
import { readDocuments } from "./document/read.ts";
import type { RedactionPolicy } from "./document/redaction-policy.ts";
import { mapping } from "./document/untyped.ts";
import { documentProblems } from "./document/validate.ts";
import type { ExplainSyntax } from "./document/yaml.ts";
import { listed, type Message, numbered, say, trusted, untrusted } from "./message.ts";
import { assemble } from "./report/build/assemble.ts";
import { byLocation } from "./report/build/compare.ts";
import { type Mask, maskOf, NO_MASK, renderWithoutLines } from "./report/build/mask.ts";
import { RedactedDocument } from "./report/build/redacted-document.ts";
import { rosterReport } from "./report/build/roster-report.ts";
import { StandardLocations } from "./report/build/standard-locations.ts";
import { waiverFindings } from "./report/build/waiver-findings.ts";
import type { Report, ReportProblem } from "./report/report.ts";
import { repositoryPath } from "./report/repository-path.ts";
import { type IdMatcher, idMatcher } from "./roster/id-matcher.ts";
import { readDate, readTime } from "./roster/read-time.ts";
import { ROSTER_POLICY } from "./roster/redaction-policy.ts";
import { ANY_WORD, resolveRoster, type Vocabulary } from "./roster/resolve.ts";
import type { Roster } from "./roster/roster.ts";
import { ROSTER_FORMAT } from "./roster/roster-format.ts";
import { sensitiveValues } from "./roster/sensitive-values.ts";
import { readsAsSeveral } from "./roster/several-ids.ts";
import { isWordFor, KINDS, ROLES } from "./roster/vocabulary.ts";
import { RULES } from "./rules/list.ts";
import { sha256 } from "./sha256.ts";
import { builtInStandard, DEFAULT_STANDARD } from "./standards/built-in/list.ts";
import { type Refused, type StandardProblem, sameName, unknownName } from "./standards/load.ts";
import { PUBLISHED, type Standard } from "./standards/standard.ts";
import { looksLikeStandard } from "./standards/validate-standard.ts";

/** A document of a roster file before its audit. */
export interface RosterDocument {
  /** The path as it was given. */
  readonly file: string;
  readonly document: Document;
  /** The SHA-256 of the file's bytes in hexadecimal. */
  readonly sha256: string;
}

/** Reads the documents of a roster file: UTF-8 bytes or text, YAML or JSON by its name. The report lists their problems. */
export function readRosters(content: string | Uint8Array, file: string, explain: ExplainSyntax): RosterDocument[] {
  const hash = sha256(content);
  return readDocuments(content, file, explain).map((document) => ({ file, document, sha256: hash }));
}

export interface RunOptions {
  /** The configuration of the run. */
  readonly config?: UsedConfig | null;
  /** Standards to audit against, instead of those of the configuration and the roster. Null if one of them could not be loaded. */
  readonly standards?: readonly Standard[] | null | undefined;
  /** Finds a standard that a roster names, by a path or by a name that is not built in. */
  find?(reference: string, roster: string): Standard | Refused;
  /** The standard files and their problems. */
  readonly standardFiles?: { readonly documents: ReadonlyMap<string, Document>; readonly problems: readonly StandardProblem[] };
  /** Problems outside the files that were read. */
  readonly problems?: readonly UnreadFile[];
  /** The absolute paths of the working folder, with `/`: fingerprints use paths relative to it. */
  readonly folders?: readonly string[];
  /** Show ids of patients and couples instead of tokens. */
  readonly showPatients?: boolean | undefined;
}

/** The configuration of a run and its problems. */
export interface UsedConfig {
  readonly file: string;
  readonly document: Document;
  readonly problems: readonly Problem[];
  readonly policy: RedactionPolicy;
  /** Its standards, to which a roster's standards are added. Null if one of them could not be loaded. */
  readonly standards: readonly Standard[] | null;
}

/** The reason why a file could not be read; without a name, another missing input. */
export interface UnreadFile {
  readonly code: ProblemCode;
  readonly file: string;
  readonly message: Message;
  readonly help: Message;
}

/**
 * Audits all documents of a run and builds the report. The mask knows the ids of every roster, so an id in one roster is
 * masked in the reports of all.
 */
export function runAudit(documents: readonly RosterDocument[], options: RunOptions): Report {
  const { config = null, standardFiles = NO_FILES, showPatients = false, folders = [] } = options;
  const examined = documents.map((one) => examine(one, options));
  const everyMask = maskOf(idMatcher(...examined.flatMap(({ ids }) => ids?.tables ?? [])));
  const mask = showPatients ? NO_MASK : everyMask;
  const standardLocations = new StandardLocations(standardFiles.documents, standardFiles.problems, mask);
  const elsewhere = elsewhereAtOnce(examined.flatMap(({ audited }) => audited?.roster ?? []));
  const names = distinctNames(
    documents.map(({ file }) => file),
    mask,
  );
  const rosters = examined.flatMap(({ file, document, sha256, problems, ids, audited }) => {
    // If a standard could not be loaded, nothing was audited: only problems are reported.
    if ((options.standards === null || config?.standards === null) && problems.length === 0) return [];
    // Other rosters of the run must not change a finding's identity, so the identity masks only the roster's own ids.
    const ownMask = ids === null ? NO_MASK : maskOf(ids);
    return rosterReport({
      ...{ document, sha256, problems, mask, showPatients, standardLocations },
      file: names.get(file) as string,
      identity: { file: ownMask.text(repositoryPath(file, folders)), mask: ownMask },
      audited: audited && { ...audited, audit: besideOthers(audited, elsewhere) },
    });
  });
  const problems = [
    ...(config === null ? [] : configProblems(config, mask)),
    ...(options.problems ?? []).map((problem) => unreadFile(problem, mask)),
    ...standardFiles.problems.map((one) => standardLocations.problem(one)).sort(byLocation),
  ];
  const audits = examined.flatMap(({ audited }) => audited?.audit ?? []);
  const onWaivers = auditWaivers(audits, problems.length === 0 && audits.length === documents.length);
  return assemble({
    ...{ rosters, problems, mask },
    config: config === null ? null : mask.text(config.file),
    standards: [...(options.standards ?? []), ...examined.flatMap((one) => one.standards)],
    findings: waiverFindings(onWaivers, { mask, identityMask: everyMask, folders, standardLocations }),
  });
}

/** A valid roster with what it is audited against, for commands that do more than audit it. */
export interface AuditableRoster {
  readonly file: string;
  readonly document: Document;
  readonly roster: Roster;
  readonly standards: readonly Standard[];
  /** Masks the ids of its patients and couples. */
  readonly mask: Mask;
}

/** A document as a roster; null if it has problems, which `runAudit` reports. */
export function auditableRoster(given: RosterDocument, options: RunOptions): AuditableRoster | null {
  const { document, audited, ids } = examine(given, options);
  if (audited === null || ids === null) return null;
  const mask = maskOf(ids);
  return { file: mask.text(given.file), document, roster: audited.roster, standards: audited.audit.standards, mask };
}

interface Audited {
  readonly roster: Roster;
  readonly audit: Audit;
}

/** The results of one document. */
interface Examined extends RosterDocument {
  readonly problems: readonly Problem[];
  readonly audited: Audited | null;
  readonly standards: readonly Standard[];
  /** The ids to mask; null if none of its text is shown. */
  readonly ids: IdMatcher | null;
}

function examine(given: RosterDocument, options: RunOptions): Examined {
  const { document } = given;
  const nothing = { ...given, audited: null, standards: [], ids: null };
  if (!document.readable) return { ...nothing, problems: [...document.problems, ...furtherProblems(given, options)] };
  // A standard has no keys for patients, and none of its text is shown.
  if (looksLikeStandard(document)) return { ...nothing, problems: [IS_STANDARD] };
  const unfit = documentProblems(document, ROSTER_FORMAT);
  const chosen = chooseStandards(given, options);
  const resolved = resolveRoster(document, unfit, chosen.isWhole ? vocabularyOf(chosen.standards) : ANY_WORD);
  const problems = [...unfit, ...chosen.problems, ...withoutConsequences(document, resolved.problems, unfit)];
  const isValid = problems.length === 0;
  const { roster } = resolved;
  const isAudited = isValid && chosen.isWhole;
  const published = isAudited && roster.publishedRatios.size > 0 ? [PUBLISHED] : [];
  return {
    ...{ ...given, problems },
    audited: isAudited ? { roster, audit: auditRoster(roster, chosen.standards) } : null,
    standards: [...chosen.standards, ...published],
    // An invalid roster may hide who is a patient, so every value where patients belong is masked.
    ids: isValid ? resolved.people : idMatcher(sensitiveValues(document)),
  };
}

/** The problems without those of values that another problem hides. Such a value may define a person, so references are certain only if it is in a session. */
function withoutConsequences(document: Document, problems: readonly Problem[], earlier: readonly Problem[]): readonly Problem[] {
  const hidden = earlier.flatMap(({ hides = [] }) => hides);
  const isSure = hidden.every(([section]) => section === "sessions");
  return problems.filter((problem) => (isSure || isOfOneValue(problem, document)) && !hidden.some((one) => isWithin(problem.path, one)));
}

/**
 * The problems of an unreadable document that are left once its syntax errors are repaired: those outside of the repairs. If all
 * repairs lead to valid values, they are right; else only problems of single values are certain, duplicate ids, and several ids in one. Nothing of the text is shown.
 */
function furtherProblems(given: RosterDocument, options: RunOptions): Problem[] {
  const { repaired } = given.document;
  if (repaired === undefined || looksLikeStandard(repaired.document)) return [];
  const { problems } = examine({ ...given, document: repaired.document }, options);
  const redacted = (mask: Mask) => new RedactedDocument(repaired.document, problems, { mask, showPatients: false, policy: ROSTER_POLICY });
  const masks = {
    others: redacted(ONLY_OUR_WORDS),
    "unknown-role": redacted(wordsFor("role")),
    "unknown-kind": redacted(wordsFor("kind")),
  };
  const located = problems.map((one) => ({
    ...one,
    at: repaired.original(one.span ?? repaired.document.locate(one.path, one.part)),
  }));
  const { leftOut, document } = repaired;
  // A wrong value elsewhere may define a person or session otherwise than its author meant.
  const isRight =
    leftOut !== "more" && located.every(({ at, code, path }) => at !== null || path[0] === "sessions" || !OF_ONE_VALUE.has(code));
  return located.flatMap(({ at, ...problem }) => {
    const { code, message, help } = problem;
    // A section that was left out leaves its key without a value.
    const isLeftOut = leftOut !== "nothing" && code === "missing-value";
    if (at === null || isLeftOut || !(isRight || isOfOneValue(problem, document))) return [];
    const shown = code === "unknown-role" || code === "unknown-kind" ? masks[code] : masks.others;
    const told = shown.text(message).replaceAll(` \`${HIDDEN}\``, "");
    return [about({ code, message: say`${trusted(told)}`, help: help && say`${trusted(withoutHidden(shown.text(help)))}` }, at)];
  });
}

const HIDDEN = "•••";

/** A help without its sentences that have hidden text. */
function withoutHidden(help: string): string {
  const sentences = help.split(/(?<=[.?]) (?=[A-Z])/).filter((sentence) => !sentence.includes(HIDDEN));
  return sentences.length === 0 ? "Check the spelling." : sentences.join(" ");
}

/** Whether no other part of a roster can cause a problem. */
function isOfOneValue({ code, path }: Problem, { value }: Document): boolean {
  if (OF_ONE_VALUE.has(code)) return true;
  const id = valueAt(value, path);
  return /^unknown-(?:clinician|patient|couple)$/.test(code) && typeof id === "string" && readsAsSeveral(id);
}

/** The codes of such problems. */
const OF_ONE_VALUE: ReadonlySet<ProblemCode> = new Set([
  ...(["duplicate-key", "merge-key", "bad-key", "tag", "lone-surrogate", "unknown-key", "identifying-key", "missing-key"] as const),
  ...(["missing-value", "wrong-value", "too-long", "unknown-kind", "unknown-role", "bad-time", "bad-date", "bad-timezone"] as const),
  ...(["bad-ratio", "broken-syntax", "duplicate-id"] as const),
]);

const OUR_WORDS: ReadonlySet<string> = new Set([...KINDS, ...ROLES]);

/** Hides all text but our own words and times, which name nobody. */
const ONLY_OUR_WORDS: Mask = {
  text: (text) => (OUR_WORDS.has(text) || readTime(text.trim()) !== null || readDate(text.trim()) !== null ? text : HIDDEN),
  inPlace: (text) => "•".repeat(text.length),
};

const IS_STANDARD = about({
  code: "not-a-roster",
  message: say`This is a standard, not a roster.`,
  help: say`Leave it out of the rosters, for example with a pattern such as ${trusted("*.roster.yaml")}. Name a standard with --standard or in a roster.`,
});

/** Shows everyday words for a role or kind too, where a role or kind belongs. */
function wordsFor(what: "role" | "kind"): Mask {
  return { ...ONLY_OUR_WORDS, text: (text) => (isWordFor(what, text) ? text : ONLY_OUR_WORDS.text(text)) };
}

/** The standards for a roster, the problems of those that it names, and whether all of them were found. */
function chooseStandards(
  { file, document }: RosterDocument,
  { standards: given, config, find = unknownName }: RunOptions,
): { standards: readonly Standard[]; problems: readonly Problem[]; isWhole: boolean } {
  const configured = given?.length ? given : config?.standards;
  if (given === null || configured === null) return { standards: [], problems: [], isWhole: false };
  if (given !== undefined && given.length > 0) return { standards: given, problems: [], isWhole: true };
  const named = mapping(document.value).standard;
  const standards = new Set<Standard>(configured);
  const problems: Problem[] = [];
  for (const [i, name] of (Array.isArray(named) ? named : []).entries()) {
    if (typeof name !== "string" || name === "") continue;
    const found = builtInStandard(name) ?? find(name, file);
    const refused = "message" in found ? found : sameName(found, standards);
    if (refused !== null) problems.push({ ...refused, path: ["standard", i], part: "value" });
    else standards.add(found as Standard);
  }
  if (standards.size === 0) standards.add(builtInStandard(DEFAULT_STANDARD) as Standard);
  return { standards: [...standards], problems, isWhole: problems.length === 0 };
}

function vocabularyOf(standards: readonly Standard[]): Vocabulary {
  return {
    kinds: new Set(standards.flatMap((standard) => [...standard.kinds.keys()])),
    roles: new Set(standards.flatMap((standard) => [...standard.weights.keys()])),
  };
}

/** Adds to an audit the clinicians who may be in another roster of the run at the same time. */
function besideOthers({ roster, audit }: Audited, elsewhere: ReturnType<typeof elsewhereAtOnce>): Audit {
  const clinicians = [...(elsewhere.get(roster) ?? [])].sort((a, b) => a.index - b.index);
  if (clinicians.length === 0) return audit;
  const isOn = ({ id }: Rule) => audit.standards.some(({ severities }) => severities.has(id));
  const rules = RULES.filter((rule) => rule.acrossRosters && isOn(rule));
  const is = clinicians.length === 1 ? "is" : "are";
  const reason = say`${listed(clinicians, ({ id }) => [untrusted(id)])} ${trusted(is)} also in other rosters of this run, possibly at the same time; rosters are not compared with one another`;
  return {
    ...audit,
    notChecked: [...audit.notChecked, ...rules.map((rule) => ({ rule, code: "other-rosters" as const, notChecked: reason }))],
  };
}

/** Masked file names. Names that are equal once masked are numbered, in the order of the original names. */
function distinctNames(files: readonly string[], mask: Mask): ReadonlyMap<string, string> {
  const before = new Map<string, number>();
  return new Map([...new Set(files)].sort().map((file) => [file, numbered(mask.text(file), before)]));
}

function configProblems({ file, document, problems, policy }: UsedConfig, mask: Mask): ReportProblem[] {
  const redacted = new RedactedDocument(document, problems, { mask, showPatients: false, policy, file });
  return problems.map((one) => redacted.problem(one)).sort(byLocation);
}

const NO_FILES = { documents: new Map<string, Document>(), problems: [] };

function unreadFile({ code, file, message, help }: UnreadFile, mask: Mask): ReportProblem {
  return {
    code,
    message: renderWithoutLines(message, mask),
    help: renderWithoutLines(help, mask),
    at: null,
    related: [],
    frame: [],
    file: file === "" ? null : mask.text(file),
  };
}
