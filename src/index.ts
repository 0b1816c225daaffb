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
import type { Document } from "./document/document.ts";
import { readJson } from "./document/json.ts";
import { explainYaml } from "./document/yaml-syntax.ts";
import { type RosterDocument, readRosters, runAudit } from "./pipeline.ts";
import { jsonReport } from "./report/formats/json.ts";
import type { JsonReport } from "./report/schema.ts";
import { BUILT_IN, builtInFile, builtInStandard } from "./standards/built-in/list.ts";
import type { StandardFile } from "./standards/schema.ts";
import { buildStandard, type Standard } from "./standards/standard.ts";

export type { RosterFile } from "./roster/schema.ts";
export type { KindFile, StandardFile, WaiverFile } from "./standards/schema.ts";
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

/**
 * Audits rosters and makes the report that `--format json` prints: every valid roster is audited, the problems of every
 * invalid one are listed. Throws a RangeError for a standard that does not exist or that states a bad ratio or weight. Paths
 * of standard files in a roster are not followed, for there are no files here: give those standards in `standards`.
 */
export function audit(documents: readonly RosterDocument[], options: AuditOptions = {}): JsonReport {
  const files = new Map<string, Document>();
  const standards = [...new Set(options.standards ?? [])].map((standard) => {
    if (typeof standard !== "string") return ownStandard(standard, files);
    const found = builtInStandard(standard);
    if (found === null) throw new RangeError(`no built-in standard "${standard}"; known: ${BUILT_IN.map((one) => one.name).join(", ")}`);
    return found;
  });
  return jsonReport(
    runAudit(documents, { standards, showPatients: options.showPatients, standardFiles: { documents: files, problems: [] } }),
  );
}

/** A standard of one's own; its locations are those in its JSON text, under its name. */
function ownStandard(standard: StandardFile, files: Map<string, Document>): Standard {
  const document = readJson(JSON.stringify(standard, null, 2));
  files.set(standard.name, document);
  return buildStandard(document.value as StandardFile, builtInFile, standard.name);
}
