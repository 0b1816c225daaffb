/** Generates the pages of `docs/rules/`: one per rule, and an index. */
import { auditFailing, ROSTER, rosterOf, standardOf } from "../src/commands/example.ts";
import { commandFor, OFF, OWN, severities, turnedOff, waivedBy, waiving } from "../src/commands/explain-rule.ts";
import { RULES } from "../src/rules/list.ts";
import { builtInStandard } from "../src/standards/built-in/list.ts";
import { ROSTER_RULES } from "../src/standards/built-in/pack-severities.ts";

type Rule = (typeof RULES)[number];

const NOTE = "<!-- Made from src/rules by `npm run schemas`. Edit the rule, not this page. -->";

/** The width of an example's output, which the pages do not show. */
const WIDTH = 100;

/** The text of each page, by its path. */
export async function rulePages(): Promise<Record<string, string>> {
  const pages = await Promise.all(RULES.map(async (rule) => [`docs/rules/${rule.id}.md`, await rulePage(rule)]));
  return { "docs/rules/README.md": index(), ...Object.fromEntries(pages) };
}

async function rulePage(rule: Rule): Promise<string> {
  const failing = await auditFailing(rule, WIDTH);
  const waived = waivedBy(rule, failing);
  const bySeverity = severities(rule.id).map(([severity = "", names = ""]) => [severity, names.replace(/[^, ]+/g, "`$&`")]);
  return page([
    `# ${rule.id}`,
    NOTE,
    rule.summary,
    `**Why:** ${rule.why}`,
    `**Source:** ${rule.source}.`,
    "## Severity",
    table([["severity", "standards"], ...bySeverity]),
    "## Example with a finding",
    ...files(failing),
    `\`\`\`sh\n${commandFor(failing).slice("$ ".length)}\n\`\`\``,
    "Findings:",
    failing.messages.map((message) => `- ${message}`).join("\n"),
    "## Example without a finding",
    ...files({ roster: rosterOf(rule.passing), standard: standardOf(rule.passingStandard) }),
    "## Change the severity",
    OFF,
    block("yaml", OWN, turnedOff(rule, failing)),
    `\`\`\`sh\nratio-audit --standard ./${OWN} ${ROSTER}\n\`\`\``,
    "## Waive a finding",
    waiving(rule),
    ...(waived === null ? [] : [block("yaml", OWN, waived)]),
    "[All rules](README.md) · [Standards and waivers](../standards.md)",
  ]);
}

function index(): string {
  const severity = (standard: string, rule: string) => builtInStandard(standard)?.severities.get(rule) ?? "off";
  const rows = RULES.map(({ id, summary }) => [
    `[\`${id}\`](${id}.md)`,
    severity("benchmark", id),
    severity("premium", id),
    ROSTER_RULES.includes(id) ? "yes" : "",
    summary,
  ]);
  return page([
    "# Rules",
    NOTE,
    "Each rule has a page with its reason, its source, examples, and how to change its severity or waive a finding. `ratio-audit explain RULE` prints the same. The table shows the severity under two built-in standards; each page lists all of them. A roster rule is on under every built-in standard.",
    table([["rule", "`benchmark`", "`premium`", "roster rule", "what it reports"], ...rows]),
  ]);
}

function files({ roster, standard }: { readonly roster: string; readonly standard: ReturnType<typeof standardOf> }): string[] {
  return [block("yaml", ROSTER, roster), ...(standard === null ? [] : [block("yaml", standard.file, standard.text)])];
}

function block(language: string, name: string, text: string): string {
  return `\`\`\`${language} ${name}\n${text.trimEnd()}\n\`\`\``;
}

function table([head = [], ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), `|${"---|".repeat(head.length)}`, ...rows.map(line)].join("\n");
}

function page(parts: readonly string[]): string {
  return `${parts.join("\n\n")}\n`;
}
