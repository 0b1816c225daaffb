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
  const says = (text: string) => paragraph(text, width);
  return [
    rule.id,
    ...says(rule.summary),
    ...sections([
      ["Why", [...says(rule.why), ...says(`Source: ${rule.source}.`)]],
      ["How grave it is", table(severities(rule.id), width)],
      ["An example", [...exampleFiles(failing), "", `  ${commandFor(failing)}`, "", ...code(failing.said)]],
      ["The same without the finding", passingFiles(rule)],
      [
        "To turn it on or off, or to change how grave it is",
        [...says(OFF), "", ...turnedOff(rule, failing), "", `  $ ratio-audit --standard ./${OWN} ${ROSTER}`],
      ],
      ["To waive a finding", [...says(waiving(rule)), ...waived(rule, failing)]],
    ]),
  ];
}

/** The built-in standards by the severity that they give a rule. */
function severities(rule: string): string[][] {
  const severityIn = (name: string) => builtInStandard(name)?.severities.get(rule) ?? "off";
  return ["error", "warning", "note", "off"].flatMap((severity) => {
    const names = BUILT_IN.map(({ name }) => name).filter((name) => severityIn(name) === severity);
    return names.length === 0 ? [] : [[severity, names.join(", ")]];
  });
}

function exampleFiles({ roster, standard }: Pick<AuditedExample, "roster" | "standard">): string[] {
  return [...file(ROSTER, roster), ...(standard === null ? [] : ["", ...file(standard.file, standard.text)])];
}

/** The standard of the failing example is not shown again. */
function passingFiles({ passing, passingStandard }: Rule): string[] {
  return exampleFiles({ roster: rosterOf(passing), standard: standardOf(passingStandard) });
}

/** The command that audits the example; a standard that the roster names is not named again. */
function commandFor({ standard, under }: AuditedExample): string {
  return `$ ratio-audit ${standard === null ? "" : `--standard ${under} `}${ROSTER}`;
}

/** The file name of the standard in the hints. */
const OWN = "house-rules.yaml";

const OFF = "Write it into a standard file of your own, and audit against that; with note, warning or error in place of off to have it so.";

function turnedOff({ id }: Rule, { under }: AuditedExample): string[] {
  return file(OWN, inYaml({ name: "house-rules", extends: under, rules: { [id]: "off" } }));
}

function waiving(rule: Rule): string {
  if (isOnWaivers(rule)) return "Findings on waivers cannot be waived. Mend or delete the waiver that it is about.";
  const words = [
    "A waiver keeps a finding from failing the run; the finding stays in the report, marked.",
    rule.withoutSession ? "This rule is about no session, so its waiver is for the whole roster." : "It is for one session.",
    "`until` is its last day.",
  ];
  if (rule.waivableUpTo)
    words.push(
      'Add upTo: "1:7" for the loosest ratio that is still waived.',
      "What breaks a ratio that the program publishes cannot be waived: that is its own promise.",
    );
  return words.join(" ");
}

/** A standard file that waives all that the rule finds in its example; none for the rules on waivers. */
function waived(rule: Rule, { under, sessions }: AuditedExample): string[] {
  if (isOnWaivers(rule)) return [];
  const waivers = sessions.map(
    (session): WaiverFile => ({
      rule: rule.id,
      ...(session === null ? {} : { session }),
      until: "2026-12-15",
      reason: "new hire starts 14 Dec",
      approvedBy: "clinical director",
    }),
  );
  return ["", ...file(OWN, inYaml({ name: "house-rules", extends: under, waivers }))];
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
