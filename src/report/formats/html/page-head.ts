/** The head of the page: the result of the audit, the worst findings, the standards, and what was not checked. */
import { count } from "../../../message.ts";
import { byHarm } from "../../finding-order.ts";
import { auditedIn, headline, sessionsWith } from "../../headline.ts";
import { uncheckedByReason } from "../../like-findings.ts";
import { eachProblem, type LocatedProblem } from "../../located.ts";
import type { Report, ReportFinding, ReportRoster } from "../../report.ts";
import {
  findingsAndWaivedInWords,
  locationInWords,
  rosterInWords,
  sessionInWords,
  subjectInWords,
  VERDICT_WORDS,
  VERDICTS,
} from "../../wording.ts";
import { between, type Content, html, type Markup, prose, words } from "./html-template.ts";
import { icon } from "./icons.ts";
import type { PageModel } from "./page-model.ts";
import { rosterTable } from "./roster-table.ts";

/** Maximum findings to name at the top. */
const MAX_NAMED = 6;

/** The top of the page. */
export function pageHead(model: PageModel): Markup {
  const { report } = model;
  const [first, ...more] = headline(report);
  return html`
    <header class="top">
      <p class="whose">${whose(report)}</p>
      <h1 class="${first?.tone ?? "neutral"}">${icon(TONE_ICONS[first?.tone ?? "neutral"])} ${first?.text ?? ""}</h1>
      ${more.map(({ text }) => html`<p class="outcome">${text}</p>`)}
      ${counts(report)}
      ${rosterTable(model)}
      ${worst(model)}
    </header>`;
}

const TONE_ICONS = { good: "ok", bad: "breach", doubtful: "warning", neutral: "no-limit" } as const;

function whose({ rosters }: Report): Content {
  const [only] = rosters;
  if (rosters.length !== 1 || only === undefined) return count(rosters.length, "roster");
  const program = only.program === null ? [] : [words(only.program)];
  const week = only.week === null ? [] : [`week of ${only.week}`];
  return between([...program, ...week, words(rosterInWords(only))], " · ");
}

/** The number of sessions per verdict, which is also the key to the icons. */
function counts(report: Report): Markup {
  const { rosters, summary } = report;
  if (summary.sessions === 0) return html``;
  const audited = auditedIn(rosters);
  const shown = VERDICTS.map((name) => ({ name, n: sessionsWith(name, rosters) })).filter(({ n }) => n > 0);
  return html`
    <p class="counts">${audited > 0 && `${count(audited, "session")}: `}${shown.map(
      ({ name, n }) =>
        html`<span class="verdict ${name}">${icon(name)} ${n} ${name === "canceled" && audited > 0 && "more "}${n === 1 ? VERDICT_WORDS[name] : SEVERAL[name]}</span> `,
    )}</p>
    <p class="counts">Findings: ${findingsAndWaivedInWords(summary)}.</p>`;
}

/** Verdicts of several sessions. */
const SEVERAL = { ...VERDICT_WORDS, breach: "break a limit", ok: "within their limits" };

/** The findings to fix first: the worst of each session, with its extent, duration and repair. */
function worst({ all, anchors, report }: PageModel): Markup {
  const open = all.filter(({ finding: { severity, waiver, breach } }) => waiver === null && (severity === "error" || breach !== null));
  if (open.length === 0) return html``;
  const sorted = [...open].sort((a, b) => byHarm(a.finding, b.finding));
  const seen = new Set<unknown>();
  // Only the first finding of each session, which is its worst.
  const firsts = sorted.filter(({ finding }) => {
    const of = finding.subject ?? finding;
    return !seen.has(of) && seen.add(of);
  });
  const shown = firsts.slice(0, MAX_NAMED);
  const more = open.length - shown.length;
  return html`
    <h2>Fix these first</h2>
    <ol class="worst">${shown.map(({ finding, roster }) => html`<li>${worstLine(finding, report.rosters.length > 1 ? roster : null, anchors.findings.get(finding))}</li>`)}</ol>
    ${more > 0 && html`<p>and <a href="#findings">${count(more, "more finding")}</a></p>`}`;
}

/** A line of the list; `roster` is null if there is only one. */
function worstLine(finding: ReportFinding, roster: ReportRoster | null, anchor: string | undefined): Markup {
  const { subject, breach, message, repairs } = finding;
  const name = words(subject === null ? (subjectInWords(finding) ?? finding.rule) : sessionInWords(subject));
  const when = subject === null ? "" : `, ${subject.when}`;
  const where = roster !== null && html` in ${words(rosterInWords(roster))}`;
  const what = breach === null ? prose(message) : html`<strong>${breach.howMuch}</strong> for ${breach.duration.words}, ${breach.when}.`;
  const [repair] = repairs;
  return html`${anchor === undefined ? name : html`<a href="#${anchor}">${name}</a>`}${when}${where}: ${what}${repair !== undefined && html` Repair: ${prose(repair.message)}.`}`;
}

/** The standards, the configuration, what was not checked, and remarks. */
export function auditBasis({ report }: PageModel): Markup {
  const { standards, rosters, config } = report;
  const remarks = rosters.flatMap((roster) =>
    roster.remarks.map((remark) => html`${whoseNote([roster], rosters)}${prose(remark.message)}`),
  );
  return html`
    <div class="grounds">
      ${standards.length > 0 && html`<section aria-labelledby="standards"><h2 id="standards">Audited against</h2><ul>${standards.map((one) => html`<li>${standard(one)}</li>`)}</ul></section>`}
      ${config !== null && html`<section aria-labelledby="configuration"><h2 id="configuration">Configuration</h2><p>${words(config)}</p></section>`}
      ${notes("not-checked", "Not checked", unchecked(rosters))}
      ${notes("good-to-know", "Remarks", remarks)}
    </div>`;
}

function notes(id: string, title: string, all: readonly Markup[]): Markup | null {
  return all.length === 0
    ? null
    : html`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2><ul>${all.map((note) => html`<li>${note}</li>`)}</ul></section>`;
}

/** What was not checked, by reason: a reason for several rules or rosters is listed once. */
function unchecked(rosters: readonly ReportRoster[]): Markup[] {
  return uncheckedByReason(rosters).map(({ reason, rules, rosters: where }) => {
    const names = between(rules.map((rule) => html`<code>${rule}</code>`));
    return html`${whoseNote(where, rosters)}${names.length > 0 && html`${names}: `}${prose(reason)}`;
  });
}

/** The rosters of a note, if there are several. */
function whoseNote(some: readonly ReportRoster[], all: readonly ReportRoster[]): Content {
  if (all.length === 1) return null;
  const [only] = some;
  return only !== undefined && some.length === 1
    ? html`${words(rosterInWords(only))}: `
    : `In ${some.length} of ${count(all.length, "roster")}, `;
}

function standard({ name, title, source, date, notice, notCovered, file }: Report["standards"][number]): Markup {
  const dated = date === null ? "" : ` Text of ${date}.`;
  return html`<strong>${words(name)}</strong>${file !== null && html` (${words(file)})`}: ${words(title)}. Source: <bdi>${prose(source)}</bdi>.${dated}
    ${notice !== null && html` <strong>${notice}</strong>`}${notCovered.length > 0 && ` Not checked: ${notCovered.join("; ")}.`}`;
}

/** The problems that prevented an audit. */
export function problemList({ report }: PageModel): Markup {
  const all = [...eachProblem(report)];
  if (all.length === 0) return html``;
  return html`<section class="outer" aria-labelledby="problems"><h2 id="problems">Not audited</h2><ul class="problems">${all.map(problem)}</ul></section>`;
}

function problem({ problem: { message, help, at, related }, file, roster }: LocatedProblem): Markup {
  const name = roster !== null ? rosterInWords(roster) : (file ?? "");
  const where = locationInWords(name, at);
  return html`<li>${where !== "" && html`<span class="place">${words(where)}</span> `}${prose(message)}${help !== null && html`<span class="more">Help: ${prose(help)}</span>`}${related.map(
    (one) => html`<span class="more">See line ${one.at.line}: ${prose(one.message)}</span>`,
  )}</li>`;
}
