/** `--format markdown`: for a wiki, a merge request, or a step summary. */
import { count } from "../../message.ts";
import { worstFirst } from "../finding-order.ts";
import { headlineText, sessionsWith } from "../headline.ts";
import { commonMessage, inBlocks, uncheckedByReason } from "../like-findings.ts";
import { eachFinding, eachProblem, type LocatedFinding, type LocatedProblem } from "../located.ts";
import type { Report, ReportRoster, Shown } from "../report.ts";
import { sanitize } from "../sanitize.ts";
import {
  disclosureInWords,
  findingsAndWaivedInWords,
  limitInWords,
  listedVerdicts,
  locationInWords,
  openInWords,
  rosterInWords,
  severityInWords,
  subjectInFull,
  tightestLimit,
  waiverInWords,
} from "../wording.ts";

/** Maximum tightest sessions to list per roster. */
const TIGHTEST = 10;

/** A part of the page that can be omitted if there is no room for all. */
interface Block {
  /** The type of item for counting omitted parts: `finding`, `roster`; null for headings and notes. */
  readonly item: string | null;
  readonly text: string;
}

/** The whole page. */
export function* markdown(report: Report): Generator<string> {
  for (const { text } of page(report)) yield text;
}

/** The page in at most `bytes` bytes of UTF-8. Omits the last findings first, and says at the end how much is omitted. */
export function* markdownWithin(report: Report, bytes: number): Generator<string> {
  const blocks = [...page(report)].map((block) => ({ ...block, size: sizeOf(block.text) }));
  const total = blocks.reduce((sum, { size }) => sum + size, 0);
  let room = total <= bytes ? bytes : bytes - MAX_BYTES_OF_THE_END;
  const others = blocks.reduce((sum, { item, size }) => (item === FINDING ? sum : sum + size), 0);
  let roomForFindings = total <= bytes ? bytes : Math.max(room - others, Math.floor(room / 2));
  const left = new Map<string, number>();
  for (const { item, text, size } of blocks) {
    if (size > room || (item === FINDING && size > roomForFindings)) {
      left.set(item ?? HEADING, (left.get(item ?? HEADING) ?? 0) + 1);
      // Later parts are omitted too, so that the order has no holes.
      if (item === FINDING) roomForFindings = 0;
      else room = 0;
      continue;
    }
    room -= size;
    if (item === FINDING) roomForFindings -= size;
    yield text;
  }
  const end = left.size > 0 ? leftOut(left) : "";
  // If not even the end fits, it is omitted: GitHub would drop a summary that is too large.
  if (sizeOf(end) <= bytes) yield end;
}

const FINDING = "finding";
const HEADING = "heading or note";
const MAX_BYTES_OF_THE_END = 500;

function sizeOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

function leftOut(left: ReadonlyMap<string, number>): string {
  const parts = [...left].map(([what, n]) => count(n, what));
  return `\n**Left out to save space:** ${parts.join(", ")}. \`--report markdown=FILE\` writes the full report.\n`;
}

function* page(report: Report): Generator<Block> {
  yield* summary(report);
  yield* section("Not audited", "problem", [...eachProblem(report)].map(problem));
  yield* section(
    "Findings",
    FINDING,
    inBlocks(worstFirst(eachFinding(report))).map((found) => (found.length > 1 ? block(found) : finding(found[0]))),
  );
  yield* tightest(report);
  const several = report.rosters.length > 1;
  const note = (roster: ReportRoster, words: string) => `- ${several ? `${code(rosterInWords(roster))}: ` : ""}${words}\n`;
  const notes = (title: string, told: (roster: ReportRoster) => readonly string[]) =>
    section(
      title,
      "note",
      report.rosters.flatMap((roster) => told(roster).map((words) => note(roster, words))),
    );
  yield* section("Not checked", "note", notChecked(report.rosters));
  yield* notes("Remarks", ({ remarks }) => remarks.map(({ message }) => inline(message)));
  for (const roster of report.rosters) yield* disclosure(roster, several);
  yield* section("Standards", "standard", report.standards.map(standard));
  if (report.config !== null) yield { item: null, text: `\nConfiguration: ${code(report.config)}\n` };
}

/** A heading with its content; nothing without content. */
function* section(title: string, item: string | null, texts: readonly string[]): Generator<Block> {
  if (texts.length === 0) return;
  yield { item: null, text: `\n## ${title}\n\n` };
  for (const text of texts) yield { item, text };
}

function* summary(report: Report): Generator<Block> {
  yield { item: null, text: `# Staffing audit\n\n**${inline(headlineText(report))}**\n` };
  yield { item: null, text: `\nFindings: ${findingsAndWaivedInWords(report.summary)}.\n` };
  const unjudged = report.rosters.flatMap(({ tally }) => tally.unjudged.map(({ id }) => code(id)));
  const more = sessionsWith("unjudged", report.rosters) - unjudged.length;
  if (unjudged.length > 0)
    yield { item: null, text: `\nBreaks a limit whose rule is off: ${unjudged.join(", ")}${more > 0 ? ` and ${more} more` : ""}.\n` };
  if (report.rosters.length === 0) return;
  const verdicts = listedVerdicts((key) => sessionsWith(key, report.rosters));
  yield { item: null, text: `\n${row(["Roster", "Program", "Week", ...verdicts.map((key) => TITLES[key])])}${rule(3, verdicts.length)}` };
  for (const roster of report.rosters) {
    const cells = [code(rosterInWords(roster)), inline(roster.program ?? ""), roster.week ?? ""];
    const numbers = verdicts.map((key) => String(roster.tally.shown[key]));
    yield { item: "roster", text: row([...cells, ...(roster.problems.length > 0 ? ["**not audited**"] : numbers)]) };
  }
}

const TITLES: Readonly<Record<Shown, string>> = {
  breach: "Break a limit",
  unjudged: "Rule off",
  conflict: "Double-booked",
  waived: "Waived",
  ok: "Within their limits",
  "no-limit": "Without a limit",
  empty: "Nobody attends",
  canceled: "Canceled",
};

function problem({ problem: { message, help, at, related }, file, roster }: LocatedProblem): string {
  const where = roster === null ? (file ?? "") : rosterInWords(roster);
  const head = where === "" ? "" : `${code(locationInWords(where, at))}: `;
  const more = [...(help === null ? [] : [`help: ${inline(help)}`]), ...related.map((one) => see(one, file ?? ""))];
  return `- ${head}${inline(message)}${more.map((one) => `\n  - ${one}`).join("")}\n`;
}

function see({ message, at }: LocatedFinding["finding"]["related"][number], file: string): string {
  return `see ${code(`${at.file ?? file}:${at.line}`)}: ${inline(message)}`;
}

function finding({ finding: one, file, roster }: LocatedFinding): string {
  const { rule: id, message, repairs, advice, source, at, related, waiver } = one;
  const about = subjectInFull(one);
  const head = `- **${severityInWords(one)}** ${code(id)}${about === null ? "" : ` ${inline(about)}`}`;
  const toDo = [...repairs.map((repair) => `repair: ${inline(repair.message)}`), ...(advice === null ? [] : [`help: ${inline(advice)}`])];
  const more = [
    ...(waiver === null ? toDo : [`waived ${inline(waiverInWords(waiver))}`]),
    `source: ${inline(source)}`,
    ...related.map((one) => see(one, file)),
  ];
  return `${head} at ${code(locationInWords(file, at, roster))}: ${inline(message)}\n${more.map((line) => `  - ${line}\n`).join("")}`;
}

/** Several like findings: the common text, and a line for each. */
function block(found: readonly [LocatedFinding, ...LocatedFinding[]]): string {
  const { severity, rule: id, source, advice } = found[0].finding;
  const common = commonMessage(found);
  const one = ({ finding: like, file, roster }: LocatedFinding) => {
    const about = subjectInFull(like);
    const what = [...(about === null ? [] : [inline(about)]), ...(common === null ? [inline(like.message)] : [])].join(": ");
    return `  - ${code(locationInWords(file, like.at, roster))} ${what}\n`;
  };
  const more = [...(advice === null ? [] : [`help: ${inline(advice)}`]), `source: ${inline(source)}`];
  return `- **${severity}** ${code(id)}, ${count(found.length, "finding")}${common === null ? "" : `: ${inline(common)}`}\n${found.map(one).join("")}${more.map((line) => `  - ${line}\n`).join("")}`;
}

/** What was not checked, by reason. */
function notChecked(rosters: readonly ReportRoster[]): string[] {
  return uncheckedByReason(rosters).map(({ reason, rules, rosters: where }) => {
    const [only] = where;
    const one = where.length === 1 ? `${code(rosterInWords(only as ReportRoster))}: ` : `In ${where.length} of ${rosters.length} rosters, `;
    const names = rules.map(code).join(", ");
    return `- ${rosters.length === 1 ? "" : one}${names === "" ? "" : `${names}: `}${inline(reason)}\n`;
  });
}

function* tightest({ rosters }: Report): Generator<Block> {
  const rows = rosters.flatMap((roster) => roster.tally.tightest.slice(0, TIGHTEST).map((session) => ({ roster, session })));
  if (rows.length === 0) return;
  yield { item: null, text: "\n## Tightest sessions within their limits\n\n" };
  yield { item: null, text: `${row(["Session", "When", "Kind", "Open seats", "Limit"])}${rule(5)}` };
  const several = rosters.length > 1;
  for (const { roster, session } of rows) {
    const { open, limit } = tightestLimit(session);
    const name = `${several ? `${code(rosterInWords(roster))} ` : ""}${code(session.id)}${session.title === null ? "" : ` ${inline(session.title)}`}`;
    yield { item: "session", text: row([name, session.when, inline(session.kind), openInWords(open, limit), inline(limitInWords(limit))]) };
  }
}

/** The staffing disclosure. It names no one. */
function* disclosure(roster: ReportRoster, several: boolean): Generator<Block> {
  const disclosed = disclosureInWords(roster);
  if (disclosed === null) return;
  const { when, headings, rows, staff } = disclosed;
  yield { item: null, text: `\n## Staffing disclosure${several ? `: ${code(rosterInWords(roster))}` : ""}\n\n` };
  if (roster.program !== null) yield { item: null, text: `Program: ${inline(roster.program)}\n\n` };
  yield { item: null, text: `${when}\n\n` };
  yield { item: null, text: `${row(headings)}${rule(headings.length)}` };
  for (const cells of rows) yield { item: "kind", text: row(cells.map(inline)) };
  if (staff !== null) yield { item: null, text: `\n${inline(staff)}\n` };
}

function standard({ name, title, source, date, notice, notCovered }: Report["standards"][number]): string {
  const dated = date === null ? "" : ` (${date})`;
  const limits = notCovered.length === 0 ? "" : ` Not checked: ${notCovered.join("; ")}.`;
  return `- ${code(name)}: ${inline(`${title}. Source: ${source}${dated}.${notice === null ? "" : ` ${notice}`}${limits}`)}\n`;
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |\n`;
}

/** The line below a table head: text columns, then number columns. */
function rule(texts: number, numbers = 0): string {
  return row([...Array(texts).fill("---"), ...Array(numbers).fill("--:")]);
}

/** Text in a line, without markup; text in backticks becomes code. */
export function inline(text: string): string {
  const parts = sanitize(text).split(/(`[^`]+`)/);
  // Code cannot contain a bar or a backslash.
  const isCode = (i: number) => i % 2 === 1 && !/[|\\]/.test(parts[i] as string);
  const shown = parts.map((part, i) => (isCode(i) ? part : words(part)));
  // Two adjacent pieces of code would merge.
  const touches = (i: number) => shown[i - 1]?.endsWith("`") || shown[i + 1]?.startsWith("`");
  return shown.map((part, i) => (isCode(i) && touches(i) ? escaped(part) : part)).join("");
}

function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>|~&$]/g, "\\$&");
}

/** Turns text that platforms would make a link or mention into code. */
function words(text: string): string {
  return text
    .split(/([^\s`|\\]*(?:@|:\/\/|www\.|#\d)[^\s`|\\]*)/i)
    .map((part, i) => (i % 2 === 1 ? `\`${part}\`` : escaped(part)))
    .join("");
}

/** Text as code; as plain text if it has a character that code cannot contain: a backtick, or in a table a bar or a backslash. */
function code(text: string): string {
  const shown = sanitize(text);
  if (/[`|\\]/.test(shown) || shown.trim() === "") return inline(shown);
  return `\`${shown}\``;
}
