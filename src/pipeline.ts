/** The way of a roster from documents to its part of the report. */
import { type Audit, auditRoster, auditWaivers } from "./audit/audit.ts";
import { elsewhereAtOnce } from "./audit/between-rosters.ts";
import type { Document, Problem } from "./document/document.ts";
import { mapping } from "./document/untyped.ts";
import { listed, type Message, numbered, say, trusted, untrusted } from "./message.ts";
import { assemble } from "./report/build/assemble.ts";
import type { CalendarMaker } from "./report/build/calendar.ts";
import type { Hash } from "./report/build/fingerprint.ts";
import { fileName, type Mask, maskOf, NO_MASK, render } from "./report/build/mask.ts";
import { byPlace, presentRoster, presentWaivers } from "./report/build/present.ts";
import { StandardLocations } from "./report/build/standard-locations.ts";
import type { Report, ReportProblem } from "./report/report.ts";
import { type IdMatcher, idMatcher } from "./roster/id-matcher.ts";
import { resolveRoster, type Vocabulary } from "./roster/resolve.ts";
import type { Roster } from "./roster/roster.ts";
import { sensitiveValues } from "./roster/sensitive-values.ts";
import type { OffsetSource } from "./roster/zone.ts";
import { clinicianDoubleBooked } from "./rules/clinician-double-booked.ts";
import { builtInStandard, DEFAULT_STANDARD } from "./standards/built-in/list.ts";
import { type Refused, type StandardProblem, sameName, unknownName } from "./standards/load.ts";
import { PUBLISHED, type Standard } from "./standards/standard.ts";
import { looksLikeStandard } from "./standards/validate-standard.ts";

/** A document of a roster file, read and not yet judged. */
export interface RosterDocument {
  /** The path as it was given. */
  readonly file: string;
  readonly document: Document;
  /** What is wrong with its shape; none if it fits, or is not readable at all. */
  readonly shapeProblems: readonly Problem[];
  /** The SHA-256 of the file's bytes in hexadecimal. */
  sha256(): string;
}

export interface RunOptions {
  /** Standards to audit against; they replace those that the roster names. Null if some of those are none. */
  readonly standards?: readonly Standard[] | null | undefined;
  /** The standard that a roster names, by a path or a name that is not built in. */
  find?(reference: string, roster: string): Standard | Refused;
  /** The files of standards, and what is wrong in them. */
  readonly standardFiles?: { readonly documents: ReadonlyMap<string, Document>; readonly problems: readonly StandardProblem[] };
  /** What is wrong with no file that was read, as messages. */
  readonly problems?: readonly { readonly file: string; readonly message: Message; readonly help: Message }[];
  /** Show ids of patients and couples instead of tokens. */
  readonly showPatients?: boolean | undefined;
  /** Where offsets from UTC come from; without it from the JavaScript engine. */
  readonly offsets: OffsetSource;
  /** What fingerprints are made with. */
  readonly hash: Hash;
  /** Makes the calendar of a roster, where a format draws it. */
  readonly calendarOf?: CalendarMaker | undefined;
}

/**
 * Judges all documents of a run, and makes the report. What must not be shown of one of them is masked in all: the mask
 * knows the ids of every roster.
 */
export function runAudit(documents: readonly RosterDocument[], options: RunOptions): Report {
  const { hash, calendarOf, standardFiles = NO_FILES } = options;
  const showPatients = options.showPatients ?? false;
  const examined = documents.map((one) => examine(one, options));
  const finders = examined.flatMap(({ ids }) => ids ?? []);
  const [only] = finders;
  const everyMask =
    only === undefined ? NO_MASK : maskOf(finders.length === 1 ? only : idMatcher(...finders.flatMap(({ tables }) => tables)));
  const mask = showPatients ? NO_MASK : everyMask;
  const places = new StandardLocations(standardFiles.documents, standardFiles.problems, mask);
  const elsewhere = elsewhereAtOnce(examined.flatMap(({ audited }) => audited?.roster ?? []));
  const names = distinctNames(
    documents.map(({ file }) => file),
    mask,
  );
  const rosters = documents.flatMap(({ file, document, sha256 }, i) => {
    const { problems, ids, ...found } = examined[i] as Examined;
    // Without the standards of the command line nothing was audited, and of a roster there is only to say what is wrong.
    if (options.standards === null && problems.length === 0) return [];
    // Another roster of the run must not change the identity of a finding, so only a roster's own ids are masked there.
    const ownMask = ids === null ? NO_MASK : maskOf(ids);
    const identity = { file: fileName(file, ownMask), mask: ownMask };
    const audited = found.audited && { ...found.audited, audit: besideOthers(found.audited, elsewhere) };
    const presented = {
      file: names.get(file) as string,
      document,
      sha256: sha256(),
      problems,
      mask,
      identity,
      audited,
      standardPlaces: places,
    };
    return presentRoster(presented, { showPatients, hash, calendarOf });
  });
  const problems = [
    ...(options.problems ?? []).map((problem) => unreadableFile(problem, mask)),
    ...standardFiles.problems.map((one) => places.problem(one)).sort(byPlace),
  ];
  return assemble({
    rosters,
    standards: [...(options.standards ?? []), ...examined.flatMap((one) => one.standards)],
    problems,
    findings: presentWaivers(
      auditWaivers(
        examined.flatMap(({ audited }) => audited?.audit ?? []),
        problems.length === 0 && examined.every(({ audited }) => audited !== null),
      ),
      { mask, identityMask: everyMask, places, hash, showPatients },
    ),
    mask,
  });
}

/** An audit that says who is perhaps in another roster of the run at the same time. */
function besideOthers({ roster, audit }: Audited, elsewhere: ReturnType<typeof elsewhereAtOnce>): Audit {
  const rule = clinicianDoubleBooked;
  const clinicians = audit.standards.some(({ severities }) => severities.has(rule.id))
    ? [...(elsewhere.get(roster) ?? [])].sort((a, b) => a.index - b.index)
    : [];
  if (clinicians.length === 0) return audit;
  const is = clinicians.length === 1 ? "is" : "are";
  const reason = say`${listed(clinicians, ({ id }) => [untrusted(id)])} ${trusted(is)} in other rosters of this run as well, perhaps at the same time; rosters are not audited against each other`;
  return { ...audit, notChecked: [...audit.notChecked, { rule, reason }] };
}

/** The names of files, masked; those that are called the same once masked are numbered, in the order of their own names. */
function distinctNames(files: readonly string[], mask: Mask): ReadonlyMap<string, string> {
  const before = new Map<string, number>();
  return new Map([...new Set(files)].sort().map((file) => [file, numbered(fileName(file, mask), before)]));
}

const NO_FILES = { documents: new Map<string, Document>(), problems: [] };

function unreadableFile({ file, message, help }: NonNullable<RunOptions["problems"]>[number], mask: Mask): ReportProblem {
  const renderer = { mask, showPatients: false, lineOf: () => 0 };
  const shown = file === "" ? null : fileName(file, mask);
  const name = shown === null ? "" : `${shown}: `;
  return { message: `${name}${render(message, renderer)}`, help: render(help, renderer), at: null, frame: [], file: shown };
}

interface Audited {
  readonly roster: Roster;
  readonly audit: Audit;
}

/** What is found in one document. */
interface Examined {
  readonly problems: readonly Problem[];
  readonly audited: Audited | null;
  readonly standards: readonly Standard[];
  /** What must not be shown of it; null where nothing of its text is shown at all. */
  readonly ids: IdMatcher | null;
}

const IS_STANDARD: Problem = {
  message: say`This is a standard, and no roster.`,
  help: say`Leave it out of the rosters, as by a pattern such as ${trusted("*.roster.yaml")}. A standard is named with --standard, or in a roster.`,
  path: [],
  part: "value",
};

function examine({ file, document, shapeProblems }: RosterDocument, options: RunOptions): Examined {
  if (!document.readable) return { problems: document.problems, audited: null, standards: [], ids: null };
  // None of its keys is one under which a patient may stand, and nothing of its text is shown.
  if (looksLikeStandard(document)) return { problems: [IS_STANDARD], audited: null, standards: [], ids: null };
  const unfit = [...document.problems, ...shapeProblems];
  const chosen = chooseStandards(file, document, options);
  const resolved = resolveRoster(document, unfit, chosen.isWhole ? vocabulary(chosen.standards) : ANY_WORD, options.offsets);
  const problems = [...unfit, ...chosen.problems, ...resolved.problems];
  const isValid = problems.length === 0;
  const isAudited = isValid && chosen.isWhole;
  const audited = isAudited ? { roster: resolved.roster, audit: auditRoster(resolved.roster, chosen.standards) } : null;
  // Of an invalid roster it is not known who is a patient, so whatever stands where patients belong is masked.
  const ids = isValid ? resolved.people : idMatcher(sensitiveValues(document));
  const promised = isAudited && resolved.roster.publishedRatios.size > 0 ? [PUBLISHED] : [];
  return { problems, audited, standards: [...chosen.standards, ...promised], ids };
}

/** The standards for a roster, with what is wrong with those that it names; whether they are all there. */
function chooseStandards(
  file: string,
  document: Document,
  { standards: given, find = unknownName }: RunOptions,
): { standards: readonly Standard[]; problems: Problem[]; isWhole: boolean } {
  if (given === null) return { standards: [], problems: [], isWhole: false };
  if (given !== undefined && given.length > 0) return { standards: given, problems: [], isWhole: true };
  const named = mapping(document.value).standard;
  const standards = new Set<Standard>();
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

/** Without all standards it is not known which kinds and roles there are. */
const ANY_WORD: Vocabulary = { kinds: { has: () => true, keys: () => [] }, roles: { has: () => true, keys: () => [] } };

function vocabulary(standards: readonly Standard[]): Vocabulary {
  return {
    kinds: new Set(standards.flatMap((standard) => [...standard.kinds.keys()])),
    roles: new Set(standards.flatMap((standard) => [...standard.weights.keys()])),
  };
}
