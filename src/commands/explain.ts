/** `ratio-audit explain [RULE|STANDARD|KIND]`: explains a rule, a standard or a kind of session. */
import { EXIT } from "../exit-code.ts";
import { HERE } from "../io/standard-files.ts";
import type { Streams } from "../io/streams.ts";
import { runAudit } from "../pipeline.ts";
import { pretty } from "../report/formats/pretty.ts";
import { paragraph } from "../report/sanitize.ts";
import { PLAIN } from "../report/style.ts";
import { KIND_DEFINITIONS, KINDS } from "../roster/vocabulary.ts";
import { RULES } from "../rules/list.ts";
import { BUILT_IN } from "../standards/built-in/list.ts";
import { StandardLoader } from "../standards/load.ts";
import { isPath } from "../standards/reference.ts";
import { standardFinder, withSyntaxExplained } from "./documents.ts";
import { explainKind } from "./explain-kind.ts";
import { explainRule } from "./explain-rule.ts";
import { explainStandard } from "./explain-standard.ts";
import { STANDING } from "./standards.ts";
import { print, sections, table, widthOf } from "./text-layout.ts";

/** Explains a rule, standard or kind; without a name, lists all of them. */
export async function explain(name: string | undefined, streams: Streams): Promise<number> {
  const width = widthOf(streams);
  const printed = async (lines: readonly string[]) => {
    await print(lines, streams);
    return EXIT.ok;
  };
  if (name === undefined) return printed(overview(width));
  const rule = RULES.find(({ id }) => id === name);
  if (rule !== undefined) return printed(await explainRule(rule, width));
  if (KINDS.includes(name)) return printed(explainKind(name, width));
  const { loader, standard } = await withSyntaxExplained((explain) => {
    const loader = new StandardLoader(standardFinder(explain));
    return { loader, standard: loader.load(name, HERE) };
  });
  if (!("message" in standard)) return printed(explainStandard(standard, isPath(name) ? name : standard.name, width));
  // The loader already has the problems of the file itself.
  const problems = standard.why === "problems" ? [] : [{ file: name, ...standard }];
  const report = runAudit([], { standards: null, standardFiles: loader, problems });
  for (const text of pretty(report, { width, style: PLAIN, quiet: true, verbose: false })) await streams.err.write(text);
  return EXIT.notAudited;
}

function overview(width: number): string[] {
  const rules = RULES.map(({ id, summary }) => [id, summary]);
  const standards = BUILT_IN.map(({ name, title = name }) => [name, title]);
  return [
    ...paragraph("A rule says what to look for. A standard sets the limits and the severity of each rule.", width, ""),
    ...sections([
      ["Rules", table(rules, width)],
      ["Standards", [...table(standards, width), ...paragraph(STANDING, width)]],
      ["Kinds of session", table(Object.entries(KIND_DEFINITIONS), width)],
      [
        "Next",
        [
          "  ratio-audit explain ratio-exceeded     any rule: reason and examples",
          "  ratio-audit explain premium            any standard: its limits",
          "  ratio-audit explain intensive          any kind: its definition and limits",
          "  ratio-audit explain ./our-clinic.yaml  your own standard, by its file",
        ],
      ],
    ]),
  ];
}
