/** The plan for people at a terminal: what to change, whom to ask, who is missing, and how sure it is. */
import { paragraph, sanitize, withoutCommands } from "../../report/sanitize.ts";
import type { Style } from "../../report/style.ts";
import type { PlanReport, PlanStep } from "./plan-report.ts";
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

export interface PlanTextOptions {
  readonly width: number;
  readonly style: Style;
  /** The lines of the roster that change; empty if they are not shown. */
  readonly diff: readonly string[];
  /** What to do next; null for nothing. */
  readonly next: string | null;
}

const MARKS = { joins: "+", leaves: "-", changes: "~" } as const;

export function planText(report: PlanReport, { width, style, diff, next }: PlanTextOptions): string {
  const lines: string[] = [];
  const add = (text: string, indent = "") => lines.push(...paragraph(text, width, indent));
  const section = (title: string, texts: readonly string[], indent = "  ") => {
    if (texts.length === 0) return;
    lines.push("", ...paragraph(title, width, "").map((line) => style.bold(line)));
    for (const text of texts) add(text, indent);
  };
  const paint = report.left.length === 0 ? style.green : style.yellow;
  for (const sentence of verdict(report)) lines.push(...paragraph(sentence, width, "").map((line) => paint(line)));
  for (const [i, step] of report.steps.entries()) lines.push("", ...stepLines(step, i + 1, { width, style }));
  for (const vacancy of report.vacancies) {
    section(`Missing: ${sessionTitle(vacancy.session)}`, [
      vacancyInWords(vacancy),
      ...vacancy.obstacles.map(({ clinician, reason }) => `${clinician} ${reason}`),
      ...vacancy.later.map((change) => laterInWords(change)),
    ]);
  }
  section(
    "Ask before you publish",
    report.requests.flatMap(({ clinician, times }) => times.map((one) => `${clinician}  ${requestInWords(one)}`)),
  );
  section("Left after the plan", report.left.map(leftInWords));
  if (report.steps.length > 0) section("Audited again with this plan", [`${totalsInWords(report.before, report.after)}, nothing new.`]);
  section("Assumptions", report.assumptions);
  if (diff.length > 0) lines.push("", style.bold("The lines to change"), ...diff.map((line) => `  ${paintDiff(sanitize(line), style)}`));
  if (next !== null) section("Next", [next]);
  return `${withoutCommands(lines.join("\n"))}\n`;
}

function stepLines(
  { session, changes, fixes }: PlanStep,
  number: number,
  { width, style }: Pick<PlanTextOptions, "width" | "style">,
): string[] {
  const indent = `${" ".repeat(String(number).length)}   `;
  const [first = "", ...rest] = paragraph(sessionTitle(session), width - indent.length, "");
  return [
    ` ${number}  ${style.bold(first)}`,
    ...rest.map((line) => `${indent}${style.bold(line)}`),
    ...changes.flatMap((change) => {
      const others = alternativesInWords(change);
      return [
        ...paragraph(`${MARKS[change.what]} ${changeInWords(change, isForWholeSession(change))}`, width, indent),
        ...(others === null ? [] : paragraph(others, width, `${indent}  `)),
      ];
    }),
    ...(fixes.length === 0 ? [] : paragraph(`fixes ${fixes.join(", ")}`, width, indent)),
  ];
}

function paintDiff(line: string, style: Style): string {
  return line.startsWith("+") ? style.green(line) : line.startsWith("-") ? style.red(line) : line;
}
