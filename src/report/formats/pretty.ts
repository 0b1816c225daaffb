/** `--format pretty`: for somebody who staffs sessions and writes no programs. */
import { count } from "../../message.ts";
import type { FormatOptions } from "../format.ts";
import { auditedIn, outcome, sessionsWith } from "../headline.ts";
import type { Frame, Report, ReportFinding, ReportProblem, ReportRoster, ReportSession, Shown } from "../report.ts";
import { sanitize, withoutCommands, wrap } from "../sanitize.ts";
import { gravity, SEVERITIES } from "../severity-order.ts";
import type { Style } from "../style.ts";
import { documentInWords, findingsAndWaivedInWords, limitInWords, openInWords, waiverInWords } from "../wording.ts";

/** As many of the tightest sessions are listed. */
const TIGHTEST = 5;
const NARROWEST = 40;
/** As many of the sessions without a limit are named. */
const MAX_LISTED = 8;

/** So many findings are shown one by one, the gravest ones; nobody reads more. */
const MAX_SHOWN = 1_000;

/** The report in paragraphs as wide as the terminal, findings first, then what they come to and one next step. */
export function* pretty(
  report: Report,
  { width, style, quiet, verbose }: Pick<FormatOptions, "width" | "style" | "quiet" | "verbose">,
): Generator<string> {
  const printer = new Printer(style, Math.max(width, NARROWEST));
  const shown = gravest(report);
  for (const problem of report.problems) {
    printer.problem(null, problem);
    yield printer.take();
  }
  for (const roster of report.rosters) {
    for (const problem of roster.problems) printer.problem(roster, problem);
    yield printer.take();
    for (const finding of roster.findings) {
      if (shown !== null && !shown.has(finding)) continue;
      printer.finding(roster, finding);
      yield printer.take();
    }
  }
  for (const finding of report.findings) printer.finding(null, finding);
  if (verbose) {
    for (const roster of report.rosters) {
      for (const piece of printer.evidence(report, roster)) yield piece;
    }
  }
  if (shown !== null) printer.more(report, shown.size);
  if (!quiet) printer.summary(report);
  yield printer.take();
}

/** The findings that are shown one by one, of more than so many; null if all are. */
function gravest(report: Report): ReadonlySet<ReportFinding> | null {
  const findings = report.rosters.flatMap((roster) => roster.findings);
  if (findings.length <= MAX_SHOWN) return null;
  const bySeverity = SEVERITIES.flatMap((severity) => findings.filter((one) => one.severity === severity));
  return new Set(bySeverity.slice(0, MAX_SHOWN));
}

class Printer {
  #lines: string[] = [];
  #isEmpty = true;
  readonly #style: Style;
  readonly #width: number;

  constructor(style: Style, width: number) {
    this.#style = style;
    this.#width = width;
  }

  /** What was printed since this was last asked for. */
  take(): string {
    if (this.#lines.length === 0) return "";
    this.#isEmpty = false;
    const text = `${withoutCommands(this.#lines.join("\n"))}\n`;
    this.#lines = [];
    return text;
  }

  problem(roster: ReportRoster | null, { message, help, at, frame }: ReportProblem): void {
    const label = this.#style.red("cannot audit");
    const where = roster !== null ? place(roster, at) : at === null ? "" : elsewhere(at);
    this.#lines.push(where === "" ? label : `${this.#style.bold(where)}  ${label}`);
    this.#paragraph(message);
    this.#frame(frame);
    if (help !== null) this.#labelled("help", help);
    this.#lines.push("");
  }

  /** A finding of a roster; or, of none, on a waiver. */
  finding(roster: ReportRoster | null, finding: ReportFinding): void {
    const { severity, rule, message, source, frame, repairs, advice, related, at, subject, waiver } = finding;
    const where = roster === null ? elsewhere(at) : place(roster, at);
    const grade = waiver === null ? severity : `${severity}, waived`;
    const head = `${where}  ${grade}  ${rule}`;
    const session = subject === null ? "" : `${sanitize(subject.id)} · ${subject.when} · ${kindOf(subject)}`;
    const isOneLine = head.length + 2 + session.length <= this.#width;
    const shownGrade = waiver === null ? this.#severity(severity) : this.#style.dim(grade);
    this.#lines.push(`${where}  ${shownGrade}  ${rule}${isOneLine && session !== "" ? `  ${this.#style.bold(session)}` : ""}`);
    if (!isOneLine) this.#paragraph(session, "  ", this.#style.bold);
    this.#paragraph(message);
    this.#frame(frame);
    if (waiver !== null) this.#labelled("waived", waiverInWords(waiver));
    if (waiver === null) for (const repair of repairs) this.#labelled("repair", repair);
    if (waiver === null && advice !== null) this.#labelled("help", advice);
    this.#labelled("source", source);
    for (const { message: what, at: there } of related)
      this.#labelled("see", `${there.file === undefined ? `line ${there.line}` : elsewhere(there)}: ${what}`);
    this.#lines.push("");
  }

  /** What was counted for every audited session and limit, so that it can be shown why a week was in order. */
  *evidence(report: Report, roster: ReportRoster): Generator<string> {
    if (roster.problems.length > 0) return;
    this.#lines.push(this.#style.bold(report.rosters.length > 1 ? `What was counted in ${place(roster, null)}` : "What was counted"));
    for (const session of roster.sessions) {
      this.#paragraph(`${sanitize(session.id)} · ${session.when} · ${sanitize(session.kind)}: ${session.verdict}`, "  ", this.#style.bold);
      for (const row of session.limits) this.#paragraph(evidenceOf(session, row), "      ");
      yield this.take();
    }
    this.#lines.push("");
  }

  /** How many findings are not shown. */
  more(report: Report, shown: number): void {
    const all = report.rosters.reduce((sum, { findings }) => sum + findings.length, 0);
    this.#paragraph(`${all - shown} more findings are not shown here; --format json lists them all.`, "");
    this.#lines.push("");
  }

  summary(report: Report): void {
    const total = new Total(report);
    if (!this.#isEmpty || this.#lines.length > 0) this.#lines.push(this.#style.dim("─".repeat(Math.min(this.#width, 72))), "");
    this.#heading(report);
    if (report.summary.sessions > 0) this.#counts(report, total);
    this.#rules(report);
    this.#tightest(report, total);
    this.#notes("Not checked", report, (roster) => roster.notChecked.map(({ rule, reason }) => `${rule}: ${reason}`));
    this.#notes("Good to know", report, (roster) => roster.remarks);
    if (report.summary.sessions > 0) this.#standards(report);
    this.#section("Next");
    this.#paragraph(nextStep(report));
  }

  #heading(report: Report): void {
    const { green, red, yellow } = this.#style;
    const styles = { good: green, bad: red, doubtful: yellow, neutral: (text: string) => text };
    for (const { tone, text } of outcome(report)) this.#paragraph(text, "", styles[tone]);
  }

  #counts(report: Report, total: Total): void {
    const { rosters } = report.summary;
    const parts = [
      `${count(total.audited, "session")} audited: ${total.of("breach")} breaching`,
      ...(total.of("waived") > 0 ? [`${total.of("waived")} waived`] : []),
      ...(total.of("unjudged") > 0 ? [`${total.of("unjudged")} broken, whose rule is off`] : []),
      `${total.of("ok")} in order`,
      `${total.of("no-limit")} without a limit`,
    ];
    const several = rosters > 1 ? `${count(rosters, "roster")}, ` : "";
    this.#paragraph(`${several}${parts.join(", ")}; ${total.of("cancelled")} cancelled.`, "");
    this.#paragraph(`Findings: ${findingsAndWaivedInWords(report.summary)}.`, "");
    if (total.of("unjudged") > 0) {
      const listed = total.unjudged.map(({ roster, session }) => `${this.#named(report, roster, session)} (${kindOf(session)})`);
      this.#paragraph(`Broken, whose rule is off: ${some(listed, total.of("unjudged"))}.`, "");
    }
    if (total.of("no-limit") > 0) {
      const listed = total.unlimited.map(({ roster, session }) => `${this.#named(report, roster, session)} (${kindOf(session)})`);
      this.#paragraph(
        `Without a limit in ${report.standards.map((one) => one.name).join(" and ")}: ${some(listed, total.of("no-limit"))}.`,
        "",
      );
    }
  }

  /** A session by its id; where there are several rosters, with its file. */
  #named({ rosters }: Report, roster: ReportRoster, session: ReportSession): string {
    return rosters.length > 1 ? `${place(roster, null)}  ${sanitize(session.id)}` : sanitize(session.id);
  }

  /** Beyond a screenful of findings: how many each rule has. */
  #rules(report: Report): void {
    const findings = [report, ...report.rosters].flatMap((one) => one.findings);
    if (findings.length <= 10) return;
    const byRule = new Map<string, number>();
    for (const { rule } of findings) byRule.set(rule, (byRule.get(rule) ?? 0) + 1);
    this.#section("Findings by rule");
    for (const [rule, n] of [...byRule].sort((a, b) => b[1] - a[1])) this.#lines.push(`  ${String(n).padStart(5)}  ${rule}`);
  }

  /** Sessions within limits that have an error all the same are marked, so that nobody fills their places. */
  #tightest(report: Report, total: Total): void {
    const rows = total.tightest;
    const inOrder = total.of("ok");
    if (rows.length === 0) return;
    this.#section(inOrder > rows.length ? `Tightest of the ${inOrder} sessions within limits` : "Within limits, tightest first");
    const marks = rows.map(({ roster, session }) => (hasError(roster, session) ? "! " : "  "));
    const cells = rows.map(({ roster, session }) => {
      const open = session.openPlaces as number;
      const limit = session.limits.find((row) => row.openPlaces === open) as ReportSession["limits"][number];
      return [
        this.#named(report, roster, session),
        session.when,
        openInWords(open),
        `${counted(limit, open)}, cap ${limit.cap}${limit.limit === "ratio" ? "" : " in all"}`,
      ];
    });
    const widths = [0, 1, 2].map((i) => Math.max(...cells.map((row) => (row[i] as string).length)));
    const widest = Math.max(...cells.map((row) => (row[3] as string).length)) + widths.reduce((sum, width) => sum + width + 2, 2);
    const isTable = widest <= this.#width;
    for (const [i, row] of cells.entries()) {
      const line = row.map((cell, i) => (i < 3 ? cell.padEnd(widths[i] as number) : cell)).join("  ");
      if (isTable) this.#lines.push(`${marks[i]}${line}`);
      else this.#lines.push(...wrap(sanitize(row.join(" · ")), this.#width - 2).map((part, n) => `${n === 0 ? marks[i] : "  "}${part}`));
    }
    if (marks.includes("! ")) this.#paragraph("! has an error above: settle that before anybody fills its places.", "");
  }

  #notes(title: string, report: Report, notes: (roster: ReportRoster) => readonly string[]): void {
    const several = report.rosters.length > 1;
    const all = report.rosters.flatMap((roster) => notes(roster).map((note) => (several ? `${place(roster, null)}: ${note}` : note)));
    if (all.length === 0) return;
    this.#section(title);
    for (const note of all) this.#paragraph(note);
  }

  #standards(report: Report): void {
    if (report.standards.length === 0) return;
    this.#section("Audited against");
    for (const { name: standard, title, source, date, notCovered, notice, file } of report.standards) {
      const from = file === null ? "" : ` (${file})`;
      const dated = date === null ? "" : ` Text of ${date}.`;
      const beside = notCovered.length === 0 ? "" : ` Not judged: ${notCovered.join("; ")}.`;
      this.#paragraph(`${standard}${from}: ${title}. Source: ${source}.${dated}${notice === null ? "" : ` ${notice}`}${beside}`);
    }
  }

  #section(title: string): void {
    this.#lines.push("", this.#style.bold(title));
  }

  #paragraph(text: string, indent = "  ", style: (line: string) => string = (line) => line): void {
    for (const line of wrap(sanitize(text), this.#width - indent.length)) this.#lines.push(`${indent}${style(line)}`);
  }

  #labelled(label: string, text: string): void {
    const head = `  ${label.padEnd(6)}  `;
    wrap(sanitize(text), Math.max(this.#width - head.length, 20)).forEach((line, i) => {
      this.#lines.push(i === 0 ? `  ${this.#style.cyan(label.padEnd(6))}  ${line}` : `${" ".repeat(head.length)}${line}`);
    });
  }

  #frame(frame: Frame): void {
    const digits = Math.max(...frame.map(({ line }) => String(line).length), 0);
    for (const { line, text, at } of frame) {
      const shown = cropped(text, at, this.#width - digits - 5);
      this.#lines.push(this.#style.dim(`  ${String(line).padStart(digits)} │ ${sanitize(shown.replaceAll("\t", "    "))}`));
    }
  }

  #severity(severity: string): string {
    if (severity === "error") return this.#style.red(severity);
    return severity === "warning" ? this.#style.yellow(severity) : this.#style.blue(severity);
  }
}

/** `group`; of a session without any limit `check-in, no-limit`. */
function kindOf({ kind, verdict }: ReportSession): string {
  return `${sanitize(kind)}${verdict === "no-limit" ? ", no-limit" : ""}`;
}

/** `house.yaml:9:3`: a place that is in no roster. */
function elsewhere({ file = "", line, column }: ReportFinding["at"]): string {
  return sanitize(`${file}:${line}:${column}`);
}

/** `holds: ratio 1:6 patients (benchmark): 5 patients, 3 places counted in couples, weight 1, 1 open place, throughout`. */
function evidenceOf(session: ReportSession, row: ReportSession["limits"][number]): string {
  const { standards, patients, couples, weight, holds, openPlaces, from, until } = row;
  const open = openPlaces === null ? "" : `, ${openInWords(openPlaces)}`;
  const isWhole = from === session.start && until === session.end;
  const when = isWhole ? "throughout" : `at worst from ${from.replace("T", " ")} to ${until.replace("T", " ")}`;
  return `${holds ? "holds" : "broken"}: ${limitInWords(row)} (${standards.join(", ")}): ${count(patients, "patient")}, ${count(couples, "place")} counted in couples, weight ${weight}${open}, ${when}`;
}

/** As much of a line as there is room for, with the place that matters in it. */
function cropped(text: string, at: number, room: number): string {
  if (text.length <= room) return text;
  const from = Math.max(0, Math.min(at - Math.floor(room / 3), text.length - room));
  const part = text.slice(from, from + room);
  return `${from > 0 ? "…" : ""}${part.slice(from > 0 ? 1 : 0, from + room < text.length ? -1 : undefined)}${from + room < text.length ? "…" : ""}`;
}

/** Whether a finding on a session must be settled before the week starts. */
function hasError({ findings }: ReportRoster, session: ReportSession): boolean {
  return findings.some((finding) => finding.severity === "error" && finding.waiver === null && finding.subject === session);
}

interface Named {
  readonly roster: ReportRoster;
  readonly session: ReportSession;
}

/** What all rosters of a report come to. */
class Total {
  readonly unjudged: readonly Named[];
  readonly unlimited: readonly Named[];
  readonly tightest: readonly Named[];
  readonly #rosters: readonly ReportRoster[];

  constructor({ rosters }: Report) {
    this.#rosters = rosters;
    const named = (sessions: (roster: ReportRoster) => readonly ReportSession[]) =>
      rosters.flatMap((roster) => sessions(roster).map((session) => ({ roster, session })));
    this.unjudged = named(({ tally }) => tally.unjudged).slice(0, MAX_LISTED);
    this.unlimited = named(({ tally }) => tally.unlimited).slice(0, MAX_LISTED);
    this.tightest = named(({ tally }) => tally.tightest)
      .sort((a, b) => (a.session.openPlaces as number) - (b.session.openPlaces as number))
      .slice(0, TIGHTEST);
  }

  of(shown: Shown): number {
    return sessionsWith(shown, this.#rosters);
  }

  get audited(): number {
    return auditedIn(this.#rosters);
  }
}

/** `5 of 6 patients`, `3 of 4 couples (6 patients)`: in the limit's unit, and where that is couples in patients too. */
function counted({ per, places, patients }: ReportSession["limits"][number], open: number): string {
  const all = places + open;
  if (per !== "couples") return `${places} of ${count(all, "patient")}`;
  const noun = patients === 2 * places ? count(all, "couple") : `${count(all, "place")} counted in couples`;
  return `${places} of ${noun} (${count(patients, "patient")})`;
}

/** `week.yaml:31:5`, which an editor can open, and in a stream of several rosters which of them. */
function place(roster: ReportRoster, at: ReportProblem["at"]): string {
  const where = at === null ? "" : `:${at.line}:${at.column}`;
  return sanitize(`${roster.file}${where}${documentInWords(roster)}`);
}

/** The first few of `all` things, and how many more there are. */
function some(first: readonly string[], all: number): string {
  return all === first.length ? first.join(", ") : `${first.join(", ")} and ${all - first.length} more`;
}

function nextStep(report: Report): string {
  if (report.summary.problems > 0) return "Mend the input as said above, from the top, and run the same command again.";
  const { rosters } = report;
  const hasDoubts = rosters.some((roster) => roster.remarks.length > 0);
  const first = gravestOf(rosters);
  if (first === null) {
    const isBroken = sessionsWith("waived", rosters) + sessionsWith("unjudged", rosters) > 0;
    const look = [
      ...(isBroken ? ["the sessions under a waiver or a rule that is off"] : []),
      ...(report.findings.length > 0 ? ["what is found on waivers"] : []),
      ...(hasDoubts ? ["what is good to know"] : []),
      ...(rosters.some((roster) => roster.notChecked.length > 0)
        ? ["what was not checked, and add to the roster what is missing if it matters to you"]
        : []),
    ];
    return look.length === 0 ? "Nothing to do." : `Nothing ${isBroken ? "else " : ""}breaks. Look at ${look.join("; and at ")}.`;
  }
  const { roster, finding } = first;
  const [repair] = finding.repairs;
  const where = rosters.length > 1 ? ` in ${place(roster, null)}` : "";
  const subject = `${sanitize(finding.session ?? finding.rule)}${where}`;
  const what = repair === undefined ? `: ${finding.help ?? finding.message}` : `, which needs ${repair.split(": ")[0]}.`;
  return `${hasDoubts ? "Read what is good to know. Then start" : "Start"} with ${subject}${what} Then run the same command again.`;
}

/** The finding to begin with: the gravest, of equally grave ones the first. */
function gravestOf(rosters: readonly ReportRoster[]): { roster: ReportRoster; finding: ReportFinding } | null {
  let first: { roster: ReportRoster; finding: ReportFinding; rank: number } | null = null;
  for (const roster of rosters) {
    for (const finding of roster.findings) {
      if (finding.waiver !== null) continue;
      const rank = gravity(finding);
      if (first === null || rank < first.rank) first = { roster, finding, rank };
    }
  }
  return first;
}
