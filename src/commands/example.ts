/** The examples of rules, as files that a clinic might have, and what the tool says of them: audited anew, not quoted. */
import { stringify } from "yaml";
import type { Document } from "../document/document.ts";
import { list, mapping } from "../document/untyped.ts";
import { readYaml } from "../document/yaml.ts";
import { HERE } from "../io/standard-files.ts";
import { processOffsets } from "../io/time-zone.ts";
import { runAudit } from "../pipeline.ts";
import { pretty } from "../report/formats/pretty.ts";
import { PLAIN } from "../report/style.ts";
import type { RULES } from "../rules/list.ts";
import { DEFAULT_STANDARD } from "../standards/built-in/list.ts";
import { StandardLoader } from "../standards/load.ts";
import type { Standard } from "../standards/standard.ts";
import type { StandardFile } from "../standards/standard-file.ts";

type Rule = (typeof RULES)[number];

export interface AuditedExample {
  readonly roster: string;
  /** The standard of its own that it needs, if any. */
  readonly standard: { readonly file: string; readonly text: string } | null;
  /** The name of its standard, or the path. */
  readonly under: string;
  /** What is printed of it. */
  readonly said: string;
  /** The sessions that the findings of the rule are about; null for those that are about none. */
  readonly sessions: readonly (string | null)[];
}

/** Audits the failing example of a rule. */
export async function auditFailing({ id, failing }: Rule, width: number): Promise<AuditedExample> {
  const roster = rosterOf(failing);
  const [document] = readYaml(roster) as [Document];
  const standard = standardOf(failing);
  const [named = DEFAULT_STANDARD] = list(mapping(document.value).standard) as string[];
  const under = standard === null ? named : `./${standard.file}`;
  const shelf = new StandardLoader(async (path, standpoint) => {
    return { key: path, file: standard?.file ?? "", standpoint, documents: readYaml(standard?.text ?? "") };
  });
  const standards = [(await shelf.load(under, HERE)) as Standard];
  const read = { file: ROSTER, document, shapeProblems: [], sha256: () => "" };
  const report = runAudit([read], { standards, standardFiles: shelf, offsets: processOffsets, hash: () => "" });
  const findings = [report, ...report.rosters].flatMap((one) => one.findings).filter(({ rule }) => rule === id);
  return {
    ...{ roster, standard, under },
    said: [...pretty(report, { width, style: PLAIN, quiet: true, verbose: false })].join(""),
    sessions: [...new Set(findings.map(({ session }) => session))],
  };
}

/** What the roster of an example is called. */
export const ROSTER = "week.yaml";

/** The roster of an example as it stands in a file. */
export function rosterOf({ roster }: Rule["failing"]): string {
  return `${roster.trim()}\n`;
}

/** The standard of its own that an example needs, as a file. */
export function standardOf({ standard }: Rule["failing"]): AuditedExample["standard"] {
  return standard === undefined ? null : { file: `${standard.name}.yaml`, text: inYaml(standard) };
}

/** A standard as it stands in a file. */
export function inYaml(standard: Partial<StandardFile>): string {
  return stringify(standard, { lineWidth: 0 });
}
