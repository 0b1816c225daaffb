/** `ratio-audit explain [RULE|STANDARD]`: why a rule or a standard is there, where it comes from, and what one can do. */

import { EXIT } from "../exit-code.ts";
import { HERE } from "../io/standard-files.ts";
import type { Streams } from "../io/streams.ts";
import { processOffsets } from "../io/time-zone.ts";
import { runAudit } from "../pipeline.ts";
import { pretty } from "../report/formats/pretty.ts";
import { PLAIN } from "../report/style.ts";
import { RULES } from "../rules/list.ts";
import { BUILT_IN } from "../standards/built-in/list.ts";
import { StandardLoader } from "../standards/load.ts";
import { isPath } from "../standards/reference.ts";
import { findFile } from "./documents.ts";
import { explainRule } from "./explain-rule.ts";
import { explainStandard } from "./explain-standard.ts";
import { STANDING } from "./standards.ts";
import { paragraph, print, sections, table, widthOf } from "./text-layout.ts";

/** Explains what is named, or without a name lists what there is. */
export async function explain(name: string | undefined, streams: Streams): Promise<number> {
  const width = widthOf(streams);
  if (name === undefined) {
    await print(overview(width), streams);
    return EXIT.ok;
  }
  const rule = RULES.find(({ id }) => id === name);
  if (rule !== undefined) {
    await print(await explainRule(rule, width), streams);
    return EXIT.ok;
  }
  const shelf = new StandardLoader(findFile);
  const standard = await shelf.load(name, HERE);
  if (!("message" in standard)) {
    await print(explainStandard(standard, isPath(name) ? name : standard.name, width), streams);
    return EXIT.ok;
  }
  // What is wrong within the file is told there.
  const problems = standard.why === "problems" ? [] : [{ file: name, ...standard }];
  const report = runAudit([], { standards: null, standardFiles: shelf, problems, offsets: processOffsets, hash: () => "" });
  for (const text of pretty(report, { width, style: PLAIN, quiet: true, verbose: false })) await streams.err.write(text);
  return EXIT.notAudited;
}

function overview(width: number): string[] {
  const rules = RULES.map(({ id, summary }) => [id, summary]);
  const standards = BUILT_IN.map(({ name, title = name }) => [name, title]);
  return [
    ...paragraph("A rule says what is looked for; a standard says how many, and how grave the findings of each rule are.", width, ""),
    ...sections([
      ["Rules", table(rules, width)],
      ["Standards", [...table(standards, width), ...paragraph(STANDING, width)]],
      [
        "Next",
        [
          "  ratio-audit explain ratio-exceeded     or any other rule: why, and examples",
          "  ratio-audit explain premium            or any other standard: its limits",
          "  ratio-audit explain ./our-clinic.yaml  or your own standard, by its file",
        ],
      ],
    ]),
  ];
}
