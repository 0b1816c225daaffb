/** `explain` for a rule. */
import { paragraph } from "../report/sanitize.ts";
import type { RULES } from "../rules/list.ts";
import { BUILT_IN, builtInStandard } from "../standards/built-in/list.ts";
import type { WaiverFile } from "../standards/schema.ts";
import { type AuditedExample, auditFailing, inYaml, ROSTER, rosterOf, standardOf } from "./example.ts";
import { sections, table } from "./text-layout.ts";

type Rule = (typeof RULES)[number];

/** The lines for a rule, with its examples. */
export async function explainRule(rule: Rule, width: number): Promise<string[]> {
  const failing = await auditFailing(rule, width - CODE.length);
  const waived = waivedBy(rule, failing);
  const says = (text: string) => paragraph(text, width);
  return [
    rule.id,
    ...says(rule.summary),
    ...sections([
      ["Why", [...says(rule.why), ...says(`Source: ${rule.source}.`)]],
      ["Severity", table(severities(rule.id), width)],
      ["An example", [...exampleFiles(failing), "", `  ${commandFor(failing)}`, "", ...code(failing.said)]],
      ["The same without a finding", passingFiles(rule)],
      [
        "To change its severity",
        [...says(OFF), "", ...file(OWN, turnedOff(rule, failing)), "", `  $ ratio-audit --standard ./${OWN} ${ROSTER}`],
      ],
      ["To waive a finding", [...says(waiving(rule)), ...(waived === null ? [] : ["", ...file(OWN, waived)])]],
    ]),
  ];
}

/** The built-in standards, grouped by the severity of a rule. */
export function severities(rule: string): string[][] {
  const severityIn = (name: string) => builtInStandard(name)?.severities.get(rule) ?? "off";
  return ["error", "warning", "note", "off"].flatMap((severity) => {
    const names = BUILT_IN.map(({ name }) => name).filter((name) => severityIn(name) === severity);
    return names.length === 0 ? [] : [[severity, names.join(", ")]];
  });
}

function exampleFiles({ roster, standard }: Pick<AuditedExample, "roster" | "standard">): string[] {
  return [...file(ROSTER, roster), ...(standard === null ? [] : ["", ...file(standard.file, standard.text)])];
}

/** The files of the passing example, without the standard that is shown already. */
function passingFiles({ passing, passingStandard }: Rule): string[] {
  return exampleFiles({ roster: rosterOf(passing), standard: standardOf(passingStandard) });
}

/** The command that audits the example. Omits `--standard` if the roster names the standard. */
export function commandFor({ standard, under }: AuditedExample): string {
  return `$ ratio-audit ${standard === null ? "" : `--standard ${under} `}${ROSTER}`;
}

/** The file name of the standard in the hints. */
export const OWN = "my-clinic.yaml";

export const OFF = "Set it in your own standard file, and audit against that file. The severities are off, note, warning and error.";

/** A standard file that turns the rule off. */
export function turnedOff({ id }: Rule, { under }: AuditedExample): string {
  return inYaml({ name: "my-clinic", extends: under, rules: { [id]: "off" } });
}

export function waiving(rule: Rule): string {
  if (isOnWaivers(rule)) return "Findings on waivers cannot be waived. Correct or delete the waiver instead.";
  const words = [
    "A waived finding does not fail the run. It stays in the report, marked as waived.",
    rule.withoutSession ? "This rule is not about a session, so its waiver covers the whole roster." : "A waiver covers one session.",
    "`until` is its last day, inclusive.",
  ];
  if (rule.waivableUpTo)
    words.push('`upTo: "1:7"` sets the loosest waived ratio.', "A finding against a ratio that the program publishes cannot be waived.");
  return words.join(" ");
}

/** A standard file that waives the rule's findings in its example; null for rules about waivers. */
export function waivedBy(rule: Rule, { under, sessions }: AuditedExample): string | null {
  if (isOnWaivers(rule)) return null;
  const waivers = sessions.map(
    (session): WaiverFile => ({
      rule: rule.id,
      ...(session === null ? {} : { session }),
      until: "2026-12-15",
      reason: "new hire starts Dec 14",
      approvedBy: "clinical director",
    }),
  );
  return inYaml({ name: "my-clinic", extends: under, waivers });
}

function isOnWaivers(rule: Rule): boolean {
  return "review" in rule;
}

/** The indent of files and output. */
const CODE = "    ";

function code(text: string): string[] {
  return text
    .trimEnd()
    .split("\n")
    .map((line) => `${CODE}${line}`.trimEnd());
}

function file(name: string, text: string): string[] {
  return [`  ${name}:`, ...code(text)];
}
