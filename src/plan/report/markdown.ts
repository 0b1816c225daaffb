/** The plan in Markdown, for a wiki or a merge request. */
import { inline } from "../../report/formats/markdown.ts";
import type { PlanReport } from "./plan-report.ts";
import {
  alternativesInWords,
  changeInWords,
  isForWholeSession,
  laterInWords,
  leftInWords,
  requestInWords,
  sessionTitle,
  totalsInWords,
  vacancyInWords,
  verdict,
} from "./sentences.ts";
import type { PlanSession } from "./words.ts";

export function planMarkdown(report: PlanReport, diff: readonly string[]): string {
  const title = (session: PlanSession) => inline(sessionTitle(session));
  const list = (texts: readonly string[], indent = "") => texts.map((text) => `${indent}- ${inline(text)}`);
  const section = (heading: string, lines: readonly string[]) => (lines.length === 0 ? [] : ["", `## ${heading}`, "", ...lines]);
  const steps = report.steps.flatMap(({ session, changes, fixes }, i) => [
    `${i + 1}. **${title(session)}**`,
    ...changes.flatMap((change) => {
      const others = alternativesInWords(change);
      return list([`${changeInWords(change, isForWholeSession(change))}${others === null ? "" : `; ${others}`}`], "   ");
    }),
    ...(fixes.length === 0 ? [] : [`   - fixes ${fixes.map((rule) => `\`${rule}\``).join(", ")}`]),
  ]);
  const vacancies = report.vacancies.flatMap((vacancy) => [
    `- **${title(vacancy.session)}**: ${inline(vacancyInWords(vacancy))}`,
    ...list(
      vacancy.obstacles.map(({ clinician, reason }) => `${clinician} ${reason}`),
      "  ",
    ),
    ...list(
      vacancy.later.map((change) => laterInWords(change)),
      "  ",
    ),
  ]);
  const requests = report.requests.flatMap(({ clinician, times }) => list(times.map((one) => `${clinician}: ${requestInWords(one)}`)));
  return `${[
    `# Plan${report.program === null ? "" : `: ${inline(report.program)}`}`,
    "",
    verdict(report).map(inline).join(" "),
    ...section("Changes", steps),
    ...section("Missing people", vacancies),
    ...section("Ask before you publish", requests),
    ...section("Left after the plan", list(report.left.map(leftInWords))),
    ...(report.steps.length === 0
      ? []
      : section("Audited again with this plan", [`${totalsInWords(report.before, report.after)}, nothing new.`])),
    ...section("Assumptions", list(report.assumptions)),
    ...section("The lines to change", diff.length === 0 ? [] : ["```diff", ...diff, "```"]),
  ].join("\n")}\n`;
}
