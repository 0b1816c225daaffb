/** `--format pretty`: for people at a terminal. */
import { groupedBy } from "../../grouped.ts";
import { count, MAX_LISTED } from "../../message.ts";
import { SEVERITIES } from "../../severity.ts";
import { byHarm } from "../finding-order.ts";
import type { FormatOptions } from "../formats.ts";
import { headline, sessionsWith } from "../headline.ts";
import { inShell } from "../in-shell.ts";
import { commonMessage, inBlocks, uncheckedByReason } from "../like-findings.ts";
import type { LocatedFinding } from "../located.ts";
import type { Frame, Report, ReportFinding, ReportProblem, ReportRoster, ReportSession, Shown } from "../report.ts";
import { paragraph, sanitize, withoutCommands, wrap } from "../sanitize.ts";
import {
  findingsAndWaivedInWords,
  fixProblems,
  helpInWords,
  limitInWords,
  locationInWords,
  openInWords,
  seatsInWords,
  sessionInWords,
  sessionsInWords,
  severityInWords,
  tightestLimit,
  VERDICT_WORDS,
  verdictInWords,
  waiverInWords,
} from "../wording.ts";

/** Maximum tightest sessions to list. */
const TIGHTEST = 5;
const NARROWEST = 40;
/** Maximum findings to show, the most severe first. */
const MAX_SHOWN = 1_000;

type Page = Pick<FormatOptions, "width" | "style">;
type Called = Pick<FormatOptions, "called" | "namesStandards">;

/** The report in paragraphs as wide as the terminal: findings, then the summary and one next step. */
export function* pretty(
  report: Report,
  { width, style, quiet, verbose, ...called }: Pick<FormatOptions, "quiet" | "verbose"> & Page & Called,
): Generator<string> {
  const page = { width: Math.max(width, NARROWEST), style };
  let isFirst = true;
  for (const line of details(report, page, verbose)) {
    isFirst = false;
    yield `${withoutCommands(line)}\n`;
  }
  if (quiet) return;
  if (!isFirst) yield `${style.dim("─".repeat(Math.min(page.width, 72)))}\n\n`;
  for (const line of summary(report, page, called)) yield `${withoutCommands(line)}\n`;
}

/** The findings, and with `verbose` what was counted. */
function* details(report: Report, page: Page, verbose: boolean): Generator<string> {
  const { rosters } = report;
  const all = rosters.flatMap((roster) => roster.findings);
  const bySeverity = SEVERITIES.toReversed().flatMap((severity) => all.filter((one) => one.severity === severity));
  const shown = new Set(bySeverity.slice(0, MAX_SHOWN));
  for (const problem of report.problems) yield* problemLines(null, problem, page);
  for (const roster of rosters) {
    for (const problem of roster.problems) yield* problemLines(roster, problem, page);
    const listed = roster.findings.filter((finding) => shown.has(finding)).map((finding) => ({ roster, finding, file: roster.file }));
    for (const block of inBlocks(listed))
      yield* block.length > 1 ? blockLines(roster, block, page) : findingLines(roster, block[0].finding, page);
  }
  for (const finding of report.findings) yield* findingLines(null, finding, page);
  for (const roster of verbose ? rosters.filter(({ problems }) => problems.length === 0) : []) {
    yield page.style.bold(rosters.length > 1 ? `What was counted in ${place(roster)}` : "What was counted");
    for (const session of roster.sessions) yield* evidence(session, page);
    yield "";
  }
  if (all.length <= MAX_SHOWN) return;
  yield* paragraph(`${all.length - MAX_SHOWN} more findings are not shown here; --format json lists them all.`, page.width, "");
  yield "";
}

function problemLines(roster: ReportRoster | null, { message, help, at, file, frame, related }: ReportProblem, page: Page): string[] {
  const label = page.style.red("cannot audit");
  const where = roster !== null ? place(roster, at) : at === null ? sanitize(file ?? "") : elsewhere(at);
  return [
    where === "" ? label : `${page.style.bold(where)}  ${label}`,
    ...paragraph(message, page.width),
    ...frameLines(frame, page),
    ...(help === null ? [] : labeled("help", help, page)),
    ...seeLines(related, page),
    "",
  ];
}

/** Related locations, each on a separate line. */
function seeLines(related: ReportProblem["related"], page: Page): string[] {
  return related.flatMap(({ message, at }) => {
    const where = at.file === undefined ? `line ${at.line}` : elsewhere(at);
    return labeled("see", `${where}: ${message}`, page);
  });
}

/** A finding in a roster, or about a waiver (`roster` is null). */
function findingLines(roster: ReportRoster | null, finding: ReportFinding, page: Page): string[] {
  const { severity, rule, message, source, frame, repairs, advice, related, at, subject, waiver } = finding;
  const { style, width } = page;
  const where = roster === null ? elsewhere(at) : place(roster, at);
  const session = subject === null ? "" : `${sanitize(sessionInWords(subject))} · ${subject.when} · ${kindOf(subject)}`;
  const isOneLine = `${where}  ${severityInWords(finding)}  ${rule}  ${session}`.length <= width;
  const painted = waiver !== null ? style.dim : { error: style.red, warning: style.yellow, note: style.blue }[severity];
  const what =
    waiver !== null ? labeled("waived", waiverInWords(waiver), page) : repairs.flatMap((one) => labeled("repair", one.message, page));
  return [
    `${where}  ${painted(severityInWords(finding))}  ${rule}${isOneLine && session !== "" ? `  ${style.bold(session)}` : ""}`,
    ...(isOneLine ? [] : paragraph(session, width - 2, "").map((line) => `  ${style.bold(line)}`)),
    ...paragraph(message, page.width),
    ...frameLines(frame, page),
    ...what,
    ...(waiver === null && advice !== null ? labeled("help", advice, page) : []),
    ...labeled("source", source, page),
    ...seeLines(related, page),
    "",
  ];
}

/** Several like findings: the common text, and a line for each. */
function blockLines(roster: ReportRoster, block: readonly [LocatedFinding, ...LocatedFinding[]], page: Page): string[] {
  const { severity, rule, source, advice } = block[0].finding;
  const painted = { error: page.style.red, warning: page.style.yellow, note: page.style.blue }[severity];
  const common = commonMessage(block);
  const one = ({ finding }: LocatedFinding) => {
    const { at, subject, message } = finding;
    const about = subject === null ? [] : [`${sanitize(sessionInWords(subject))} · ${subject.when} · ${kindOf(subject)}`];
    const what = [...about, ...(common === null ? [message] : [])].join(": ");
    const [first = "", ...rest] = wrap(`${place(roster, at)}  ${sanitize(what)}`, page.width - 4);
    return [`  ${first}`, ...rest.map((line) => `    ${line}`)];
  };
  return [
    `${page.style.bold(place(roster))}  ${painted(severity)}  ${rule}  ${count(block.length, "finding")}`,
    ...(common === null ? [] : paragraph(common, page.width)),
    ...block.flatMap(one),
    ...(advice !== null ? labeled("help", advice, page) : []),
    ...labeled("source", source, page),
    "",
  ];
}

/** `within the limit: ratio 1:6 patients (benchmark): 5 patients, 1 therapist, 1 open seat, throughout`, for each limit. */
function evidence(session: ReportSession, page: Page): string[] {
  const rows = session.limits.map((row) => {
    const { standards, counted, hours, holds, openSeats, from, until } = row;
    const open = openSeats === null ? "" : `, ${openInWords(openSeats, row)}`;
    const isWhole = from === session.start && until === session.end;
    const held = holds ? heldInWords(session, openSeats) : "breaks the limit";
    const when = isWhole ? "throughout" : `at worst ${hours}`;
    return `${held}: ${limitInWords(row)} (${standards.join(", ")}): ${counted}${open}, ${when}`;
  });
  const { when, kind } = session;
  return [
    ...paragraph(`${sanitize(sessionInWords(session))} · ${when} · ${sanitize(kind)}: ${verdictInWords(session)}`, page.width - 2, "").map(
      (line) => `  ${page.style.bold(line)}`,
    ),
    ...rows.flatMap((row) => paragraph(row, page.width, "      ")),
  ];
}

/** How a session is under a limit that it does not break. */
function heldInWords({ shown, conflict }: ReportSession, openSeats: number | null): string {
  if (conflict) return "double-booked";
  if (shown === "empty") return VERDICT_WORDS.empty;
  return openSeats === 0 ? "at the limit" : "within the limit";
}

/** The summary of the audit, and one next step. */
function* summary(report: Report, page: Page, called: Called): Generator<string> {
  const { green, red, yellow, bold } = page.style;
  const { rosters, standards } = report;
  const isAnything = report.summary.sessions > 0;
  const section = (title: string, lines: readonly string[]) => (lines.length === 0 ? [] : ["", bold(title), ...lines]);
  const paragraphs = (texts: readonly string[]) => texts.flatMap((text) => paragraph(text, page.width));
  const notes = (title: string, told: (roster: ReportRoster) => readonly string[]) => {
    const all = rosters.flatMap((roster) => told(roster).map((note) => (rosters.length > 1 ? `${place(roster)}: ${note}` : note)));
    return section(title, paragraphs(all));
  };
  const painted = { good: green, bad: red, doubtful: yellow, neutral: (line: string) => line };
  for (const { tone, text } of headline(report)) yield* paragraph(text, page.width, "").map((line) => painted[tone](line));
  if (isAnything) for (const text of counts(report)) yield* paragraph(text, page.width, "");
  yield* section("Findings by rule", findingsByRule(report));
  yield* tightest(report, page);
  yield* section("Not checked", paragraphs(notChecked(rosters)));
  yield* notes("Remarks", (roster) => roster.remarks.map(({ message }) => message));
  if (isAnything) yield* section("Audited against", paragraphs(standards.map(standard)));
  if (report.config !== null) yield* section("Configuration", paragraphs([report.config]));
  const next = nextStep(report);
  const plan = planCommand(report, called);
  if (next !== null) yield* section("Next", paragraphs([next, ...(plan === null ? [] : [`For a plan of the whole week, run: ${plan}`])]));
}

/** What was not checked, by reason. */
function notChecked(rosters: readonly ReportRoster[]): string[] {
  return uncheckedByReason(rosters).map(({ reason, rules, rosters: where }) => {
    const [only] = where;
    const whose =
      rosters.length === 1
        ? ""
        : where.length === 1
          ? `${place(only as ReportRoster)}: `
          : `In ${where.length} of ${rosters.length} rosters, `;
    return `${whose}${rules.length === 0 ? "" : `${rules.join(", ")}: `}${reason}`;
  });
}

/** The number of sessions per verdict and of findings; names sessions without a limit or whose rule is off. */
function counts({ rosters, standards, summary: all }: Report): string[] {
  const { rosters: n } = all;
  const of = (shown: Shown) => sessionsWith(shown, rosters);
  const [unjudged, unlimited] = [of("unjudged"), of("no-limit")];
  const some = (title: string, all: number, sessions: (roster: ReportRoster) => readonly ReportSession[]) => {
    if (all === 0) return [];
    const first = named(rosters, sessions).slice(0, MAX_LISTED);
    const more = all === first.length ? "" : ` and ${all - first.length} more`;
    return [`${title}: ${first.map(({ name, session }) => `${name}${kindUnlessTitle(session)}`).join(", ")}${more}.`];
  };
  return [
    `${n > 1 ? `${count(n, "roster")}, ` : ""}${sessionsInWords(of)}.`,
    `Findings: ${findingsAndWaivedInWords(all)}.`,
    ...some("Breaks a limit whose rule is off", unjudged, ({ tally }) => tally.unjudged),
    ...some(`Without a limit in ${standards.map(({ name }) => name).join(" and ")}`, unlimited, ({ tally }) => tally.unlimited),
  ];
}

/** ` (check-in)`; nothing if the title says the kind. */
function kindUnlessTitle({ title, kind }: ReportSession): string {
  return title?.trim().toLowerCase() === kind.toLowerCase() ? "" : ` (${sanitize(kind)})`;
}

/** Some sessions of each roster by id, with the file if there are several rosters. */
function named(rosters: readonly ReportRoster[], sessions: (roster: ReportRoster) => readonly ReportSession[]) {
  return rosters.flatMap((roster) => {
    const before = rosters.length > 1 ? `${place(roster)}  ` : "";
    return sessions(roster).map((session) => ({ roster, session, name: `${before}${sanitize(sessionInWords(session))}` }));
  });
}

/** The number of findings per rule, for more than a screenful of findings. */
function findingsByRule(report: Report): string[] {
  const findings = [report, ...report.rosters].flatMap((one) => one.findings);
  if (findings.length <= 10) return [];
  const byRule = [...groupedBy(findings, ({ rule }) => rule)].sort(([, a], [, b]) => b.length - a.length);
  return byRule.map(([rule, found]) => `  ${String(found.length).padStart(5)}  ${rule}`);
}

/** The tightest sessions. Marks those with another error, so that no one fills their seats. */
function* tightest({ rosters }: Report, page: Page): Generator<string> {
  const rows = named(rosters, ({ tally }) => tally.tightest)
    .sort((a, b) => (a.session.openSeats as number) - (b.session.openSeats as number))
    .slice(0, TIGHTEST)
    .map(({ roster, session, name }) => {
      const { open, limit } = tightestLimit(session);
      const seats = `${seatsInWords(limit, open)}, limit ${limit.cap}${limit.per === "couples" ? " couples" : ""}${limit.limit === "ratio" ? "" : " in all"}`;
      return { mark: hasError(roster, session) ? "! " : "  ", cells: [name, session.when, openInWords(open, limit)] as const, seats };
    });
  if (rows.length === 0) return;
  const within = sessionsWith("ok", rosters);
  yield "";
  yield page.style.bold(
    within > rows.length ? `Tightest of the ${within} sessions within their limits` : "Within their limits, tightest first",
  );
  const widths = [0, 1, 2].map((i) => Math.max(...rows.map(({ cells }) => (cells[i] as string).length)));
  const lines = rows.map(({ cells, seats }) => [...cells.map((cell, i) => cell.padEnd(widths[i] as number)), seats].join("  "));
  const isTable = lines.every((line) => line.length + 2 <= page.width);
  for (const [i, { mark, cells, seats }] of rows.entries()) {
    if (isTable) yield `${mark}${lines[i]}`;
    else yield* wrap(sanitize([...cells, seats].join(" · ")), page.width - 2).map((part, n) => `${n === 0 ? mark : "  "}${part}`);
  }
  if (rows.some(({ mark }) => mark === "! ")) yield* paragraph("! has an error above. Fix it before you fill its seats.", page.width, "");
}

/** Whether a session has an unwaived error. */
function hasError({ findings }: ReportRoster, session: ReportSession): boolean {
  return findings.some((finding) => finding.severity === "error" && finding.waiver === null && finding.subject === session);
}

function standard({ name, title, source, date, notCovered, notice, file }: Report["standards"][number]): string {
  const dated = date === null ? "" : ` Text of ${date}.`;
  const beside = notCovered.length === 0 ? "" : ` Not checked: ${notCovered.join("; ")}.`;
  return `${name}${file === null ? "" : ` (${file})`}: ${title}. Source: ${source}.${dated}${notice === null ? "" : ` ${notice}`}${beside}`;
}

function nextStep({ summary: { problems }, rosters, findings }: Report): string | null {
  if (problems > 0) return fixProblems(problems);
  const hasDoubts = rosters.some((roster) => roster.remarks.length > 0);
  const open = rosters.flatMap((roster) => roster.findings.filter(({ waiver }) => waiver === null).map((finding) => ({ roster, finding })));
  const [first] = open.sort((a, b) => byHarm(a.finding, b.finding));
  if (first === undefined) {
    const isBroken = sessionsWith("waived", rosters) + sessionsWith("unjudged", rosters) > 0;
    const look = [
      ...(isBroken ? ["sessions that are waived or whose rule is off"] : []),
      ...(findings.length > 0 ? ["findings about waivers"] : []),
      ...(hasDoubts ? ["remarks"] : []),
      ...(rosters.some((roster) => roster.notChecked.length > 0) ? ["what was not checked (to check it, complete the roster)"] : []),
    ];
    return look.length === 0 ? null : `Review ${look.join("; ")}.`;
  }
  const { roster, finding } = first;
  const [repair] = finding.repairs;
  const subject = `${sanitize(finding.session ?? finding.rule)}${rosters.length > 1 ? ` in ${place(roster)}` : ""}`;
  const what = repair === undefined ? `. ${helpInWords(finding) ?? finding.message}` : `: ${withoutFigures(repair.message)}.`;
  return `${hasDoubts ? "Read the remarks. Then start" : "Start"} with ${subject}${what} Then run the command again.`;
}

/** `ratio-audit plan week.yaml`, for the first roster with several findings that one more clinician fixes: they may need the same one. */
function planCommand({ rosters, standards }: Report, { called = "ratio-audit", namesStandards = false }: Called): string | null {
  const addsClinician = ({ waiver, repairs }: ReportFinding) => waiver === null && repairs.some(({ add }) => add !== null);
  const isAlone = ({ file }: ReportRoster) => rosters.filter((other) => other.file === file).length === 1;
  const roster = rosters.find((one) => isAlone(one) && one.findings.filter(addsClinician).length > 1);
  if (roster === undefined) return null;
  const options = namesStandards ? standards.map(({ name, file }) => ` --standard ${inShell(sanitize(file ?? name))}`).join("") : "";
  const file = sanitize(roster.file);
  return `${called} plan${options} ${file === "-" ? file : inShell(file)}`;
}

/** `add a second therapist until 18:30`: a repair inside a sentence, without its figures. */
function withoutFigures(repair: string): string {
  return repair.charAt(0).toLowerCase() + repair.slice(1, repair.lastIndexOf(" ("));
}

/** Text after a label. */
function labeled(label: string, text: string, { width, style }: Page): string[] {
  return wrap(sanitize(text), Math.max(width - 10, 20)).map(
    (line, i) => `  ${i === 0 ? style.cyan(label.padEnd(6)) : " ".repeat(6)}  ${line}`,
  );
}

function frameLines(frame: Frame, { width, style }: Page): string[] {
  const digits = Math.max(...frame.map(({ line }) => String(line).length), 0);
  return frame.map(({ line, text, at }) => {
    const shown = cropped(text, at, width - digits - 5).replaceAll("\t", "    ");
    return style.dim(`  ${String(line).padStart(digits)} │ ${sanitize(shown)}`);
  });
}

/** The part of a line that fits, including the column of the location. */
function cropped(text: string, at: number, room: number): string {
  if (text.length <= room) return text;
  const from = Math.max(0, Math.min(at - Math.floor(room / 3), text.length - room));
  const isCut = from + room < text.length;
  const part = text.slice(from > 0 ? from + 1 : 0, from + room - (isCut ? 1 : 0));
  return `${from > 0 ? "…" : ""}${part}${isCut ? "…" : ""}`;
}

/** `group`; for a session without a limit, `check-in, no limit`. */
function kindOf({ kind, verdict }: ReportSession): string {
  return `${sanitize(kind)}${verdict === "no-limit" ? ", no limit" : ""}`;
}

function place(roster: ReportRoster, at: ReportProblem["at"] = null): string {
  return sanitize(locationInWords(roster.file, at, roster));
}

/** `house.yaml:9:3`: a location outside rosters. */
function elsewhere(at: ReportFinding["at"]): string {
  return sanitize(locationInWords(at.file ?? "", at));
}
