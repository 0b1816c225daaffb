/** The way of a roster from documents to its part of the report. */
import { type Audit, auditRoster } from "./audit/audit.ts";
import type { Document, Problem } from "./document/document.ts";
import { mapping } from "./document/loose.ts";
import { suggest } from "./document/suggest.ts";
import { joined, own, quote, say } from "./message.ts";
import type { Hash } from "./present/fingerprint.ts";
import { type Mask, maskOf, NO_MASK } from "./present/mask.ts";
import { presentRoster } from "./present/present.ts";
import type { ReportRoster } from "./report/report.ts";
import { protectedTexts } from "./roster/protected-texts.ts";
import { resolveRoster, type Vocabulary } from "./roster/resolve.ts";
import type { Roster } from "./roster/roster.ts";
import { type IdFinder, idFinder } from "./roster/whole-word.ts";
import type { OffsetSource } from "./roster/zone.ts";
import { BUILT_IN, builtInStandard, DEFAULT_STANDARD } from "./standards/list.ts";
import type { Standard } from "./standards/standard.ts";

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

export interface JudgeOptions {
  /** Standards to audit against; they replace those that the roster names. */
  readonly standards?: readonly Standard[] | undefined;
  /** Show ids of patients and couples instead of tokens. */
  readonly showPatients?: boolean | undefined;
  /** Where offsets from UTC come from; without it from the JavaScript engine. */
  readonly offsets: OffsetSource;
  /** What fingerprints are made with. */
  readonly hash: Hash;
}

/** A judged document, and the standards that it was, or would have been, audited against. */
export interface Judged {
  readonly roster: ReportRoster;
  readonly standards: readonly Standard[];
}

/**
 * Judges all documents of a run. They go into one report, so what must not be shown of one of them is masked in all: the
 * mask, which is returned as well, knows the ids of every roster.
 */
export function judge(documents: readonly RosterDocument[], options: JudgeOptions): { judged: Judged[]; mask: Mask } {
  const shown = { showPatients: options.showPatients ?? false, hash: options.hash };
  const examined = documents.map((one) => examine(one, options));
  const finders = examined.flatMap(({ ids }) => ids ?? []);
  const [only] = finders;
  const mask = only === undefined ? NO_MASK : maskOf(finders.length === 1 ? only : idFinder(...finders.flatMap(({ tables }) => tables)));
  const judged = documents.map(({ file, document, sha256 }, i) => {
    const { problems, audited, standards } = examined[i] as Examined;
    return { roster: presentRoster({ file, document, sha256: sha256(), problems, mask, audited }, shown), standards };
  });
  return { judged, mask };
}

/** What is found in one document. */
interface Examined {
  readonly problems: readonly Problem[];
  readonly audited: { readonly roster: Roster; readonly audit: Audit } | null;
  readonly standards: readonly Standard[];
  /** What must not be shown of it; null where nothing of its text is shown at all. */
  readonly ids: IdFinder | null;
}

function examine({ document, shapeProblems }: RosterDocument, options: JudgeOptions): Examined {
  if (!document.readable) return { problems: document.problems, audited: null, standards: [], ids: null };
  const unfit = [...document.problems, ...shapeProblems];
  const chosen = chooseStandards(document, options.standards);
  const resolved = resolveRoster(document, unfit, vocabulary(chosen.standards), options.offsets);
  const problems = [...unfit, ...chosen.problems, ...resolved.problems];
  const isValid = problems.length === 0;
  const audited = isValid ? { roster: resolved.roster, audit: auditRoster(resolved.roster, chosen.standards) } : null;
  // Of an invalid roster it is not known who is a patient, so whatever stands where patients belong is masked.
  const ids = isValid ? resolved.people : idFinder(protectedTexts(document));
  return { problems, audited, standards: chosen.standards, ids };
}

function chooseStandards(
  document: Document,
  given: readonly Standard[] | undefined,
): { standards: readonly Standard[]; problems: Problem[] } {
  if (given !== undefined && given.length > 0) return { standards: given, problems: [] };
  const named = mapping(document.value).standard;
  const names = Array.isArray(named) ? named : [];
  const standards = new Map<string, Standard>();
  const problems: Problem[] = [];
  names.forEach((name, i) => {
    if (typeof name !== "string" || name === "") return;
    const standard = builtInStandard(name);
    if (standard !== null) standards.set(name, standard);
    else problems.push(unknownStandard(name, ["standard", i]));
  });
  if (standards.size === 0) standards.set(DEFAULT_STANDARD, builtInStandard(DEFAULT_STANDARD) as Standard);
  return { standards: [...standards.values()], problems };
}

function unknownStandard(name: string, path: (string | number)[]): Problem {
  const names = BUILT_IN.map((standard) => standard.name);
  const meant = suggest(name, names);
  return {
    message: say`There is no standard \`${quote(name)}\`.`,
    help: meant === null ? say`Known: ${joined(names.map((one) => [own(one)]))}.` : say`Did you mean \`${own(meant)}\`?`,
    path,
    part: "value",
  };
}

function vocabulary(standards: readonly Standard[]): Vocabulary {
  return {
    kinds: new Set(standards.flatMap((standard) => [...standard.kinds.keys()])),
    roles: new Set(standards.flatMap((standard) => [...standard.weights.keys()])),
  };
}
