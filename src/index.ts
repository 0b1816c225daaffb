/**
 * ratio-audit as a library: pure, synchronous, without files, clock or network. It runs in Node and in browsers.
 *
 * @example
 * ```ts
 * import { audit, parseRoster } from "ratio-audit";
 *
 * const report = audit(parseRoster(text, { file: "week.yaml" }), { standards: ["premium"] });
 * for (const { session, message } of report.rosters.flatMap((roster) => roster.findings)) console.log(session, message);
 * ```
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { readJson } from "./document/json.ts";
import { isJson, readText } from "./document/read.ts";
import { readYaml } from "./document/yaml.ts";

import { jsonReport } from "./report/json.ts";
import type { JsonReport } from "./report/report-schema.ts";
import { fitsRoster } from "./roster/fits-roster.ts";
import { rosterShapeProblems } from "./roster/roster-shape.ts";
import { intlOffsets } from "./roster/zone.ts";
import { judge, type RosterDocument } from "./rosters.ts";
import { BUILT_IN, builtInFile } from "./standards/list.ts";
import { buildStandard } from "./standards/standard.ts";
import type { StandardFile } from "./standards/standard-file.ts";
import { assemble } from "./summary.ts";

export type { RosterFile } from "./roster/roster-file.ts";
export type { KindFile, StandardFile } from "./standards/standard-file.ts";
export type { JsonReport, RosterDocument };

export interface ParseOptions {
  /** The name of the file: shown in the report, and by its ending (`.json`, `.yaml`, `.yml`) the format to read. Without it YAML, of which JSON is a part. */
  readonly file?: string;
}

/**
 * Reads a roster file: UTF-8 bytes or text, YAML (one roster for each document) or JSON. Never throws for what the file
 * holds: what is wrong with it is found in the report that `audit` makes of the documents.
 */
export function parseRoster(content: string | Uint8Array, { file = "-" }: ParseOptions = {}): RosterDocument[] {
  const text = readText(content);
  const ofBytes = () => hash(typeof content === "string" ? new TextEncoder().encode(content) : content);
  const documents = typeof text !== "string" ? [text] : isJson(text, file) ? [readJson(text)] : readYaml(text);
  return documents.map((document) => {
    const fits = !document.readable || fitsRoster(document.value);
    return { file, document, shapeProblems: fits ? [] : rosterShapeProblems(document), sha256: ofBytes };
  });
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

/**
 * Audits rosters and makes the report that `--format json` prints: every valid roster is audited, the problems of every
 * invalid one are listed. Throws a RangeError for a standard that does not exist or that states a bad ratio or weight.
 */
export function audit(documents: readonly RosterDocument[], options: AuditOptions = {}): JsonReport {
  const standards = [...new Set(options.standards ?? [])].map((standard) => {
    const file = typeof standard === "string" ? builtInFile(standard) : standard;
    if (file === undefined)
      throw new RangeError(`no built-in standard "${standard}"; known: ${BUILT_IN.map((one) => one.name).join(", ")}`);
    return buildStandard(file, builtInFile);
  });
  const { judged } = judge(documents, { standards, showPatients: options.showPatients, offsets: intlOffsets, hash });
  return jsonReport(
    assemble(
      judged.map((one) => one.roster),
      judged.flatMap((one) => one.standards),
      [],
    ),
  );
}

function hash(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes));
}
