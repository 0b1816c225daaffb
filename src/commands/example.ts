/** The examples of rules as files, with the tool's report. */
import { stringify } from "yaml";
import { list, mapping } from "../document/untyped.ts";
import { readYaml } from "../document/yaml.ts";
import { explainYaml } from "../document/yaml-syntax.ts";
import { HERE } from "../io/standard-files.ts";
import { type RosterDocument, readRosters, runAudit } from "../pipeline.ts";
import { pretty } from "../report/formats/pretty.ts";
import { PLAIN } from "../report/style.ts";
import type { RULES } from "../rules/list.ts";
import { DEFAULT_STANDARD } from "../standards/built-in/list.ts";
import { StandardLoader } from "../standards/load.ts";
import type { StandardFile } from "../standards/schema.ts";
import type { Standard } from "../standards/standard.ts";

type Rule = (typeof RULES)[number];

export interface AuditedExample {
  readonly roster: string;
  /** The standard file that it needs; null if none. */
  readonly standard: { readonly file: string; readonly text: string } | null;
  /** The name or path of its standard. */
  readonly under: string;
  /** The printed report. */
  readonly said: string;
  /** The messages of the rule's findings. */
  readonly messages: readonly string[];
  /** The session of each finding of the rule; null for a finding without one. */
  readonly sessions: readonly (string | null)[];
}

/** Audits the failing example of a rule. */
export async function auditFailing(rule: Rule, width: number): Promise<AuditedExample> {
  const roster = rosterOf(rule.failing);
  const [read] = readRosters(roster, ROSTER, explainYaml) as [RosterDocument];
  const standard = standardOf(rule.standard);
  const [named = DEFAULT_STANDARD] = list(mapping(read.document.value).standard) as string[];
  const under = standard === null ? named : `./${standard.file}`;
  const loader = new StandardLoader((path, standpoint) => {
    return { key: path, file: standard?.file ?? "", standpoint, documents: readYaml(standard?.text ?? "", explainYaml) };
  });
  const standards = [loader.load(under, HERE) as Standard];
  const report = runAudit([read], { standards, standardFiles: loader });
  const findings = [report, ...report.rosters].flatMap((one) => one.findings).filter((one) => one.rule === rule.id);
  return {
    ...{ roster, standard, under },
    said: [...pretty(report, { width, style: PLAIN, quiet: true, verbose: false })].join(""),
    messages: findings.map(({ message }) => message),
    sessions: [...new Set(findings.map(({ session }) => session))],
  };
}

/** The file name of an example's roster. */
export const ROSTER = "week.yaml";

/** The text of an example's roster file. */
export function rosterOf(example: string): string {
  return `${example.trim()}\n`;
}

/** The standard file that an example needs; null if none. */
export function standardOf(standard: StandardFile | undefined): AuditedExample["standard"] {
  return standard === undefined ? null : { file: `${standard.name}.yaml`, text: inYaml(standard) };
}

/** The YAML text of a standard. */
export function inYaml(standard: Partial<StandardFile>): string {
  return stringify(standard, { lineWidth: 0 });
}
