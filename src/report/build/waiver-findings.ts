/** Builds the findings about waivers, which belong to no roster. */
import type { WaiverFinding } from "../../audit/audit.ts";
import type { ReportFinding } from "../report.ts";
import { repositoryPath } from "../repository-path.ts";
import { byLocation, compare } from "./compare.ts";
import { fingerprints } from "./fingerprint.ts";
import { type Mask, renderWithoutLines, wordsOf } from "./mask.ts";
import type { StandardLocations } from "./standard-locations.ts";

interface WaiverContext {
  readonly mask: Mask;
  /** The mask for fingerprints, which applies even if ids are shown. */
  readonly identityMask: Mask;
  /** The absolute paths of the working folder, with `/`. */
  readonly folders: readonly string[];
  readonly standardLocations: StandardLocations;
}

/** The sorted findings about waivers, located in the standard files. */
export function waiverFindings(
  found: readonly WaiverFinding[],
  { mask, identityMask, folders, standardLocations }: WaiverContext,
): ReportFinding[] {
  const identity = ({ rule, waiver }: WaiverFinding) => [
    ...[identityMask.text(repositoryPath(waiver.at.file, folders)), 0, rule.id],
    waiver.session === null ? null : identityMask.text(waiver.session),
    ...[null, null, null, null, null, null],
    waiver.rule,
  ];
  const known = fingerprints(found.map(identity));
  return found
    .map(({ rule, severity, message, advice, waiver, standard }, i) => ({
      ...{ rule: rule.id, severity, clinician: null, patient: null, couple: null, kind: null, offering: null, harmRank: null },
      session: waiver.session === null ? null : mask.text(waiver.session),
      standards: [wordsOf(standard.file, standard.name, mask)],
      message: renderWithoutLines(message, mask),
      source: rule.source,
      advice: renderWithoutLines(advice, mask),
      intervals: [],
      limit: null,
      repairs: [],
      known: false,
      at: standardLocations.at(waiver.at),
      related: [],
      fingerprint: known[i] as string,
      waiver: null,
      frame: standardLocations.frame(waiver.at),
      subject: null,
      limitIndex: null,
      breach: null,
    }))
    .sort((a, b) => byLocation(a, b) || compare(a.rule, b.rule));
}
