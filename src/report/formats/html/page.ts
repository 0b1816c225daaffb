/** `--format html`: the week as a self-contained page to open, print and share. */

import { sha256Base64 } from "../../../sha256.ts";
import { headline } from "../../headline.ts";
import type { Report } from "../../report.ts";
import { disclosureInWords, rosterInWords } from "../../wording.ts";
import { findingList } from "./finding-list.ts";
import { type Content, html, Markup, scrolling, table, titled, words } from "./html-template.ts";
import { ICONS } from "./icons.ts";
import script from "./page.browser.js";
import styles from "./page.css";
import { auditBasis, pageHead, problemList } from "./page-head.ts";
import { type PageModel, pageModel, type RosterOnPage } from "./page-model.ts";
import { sessionTable } from "./session-table.ts";
import { staffLoad } from "./staff-load.ts";
import { weekDrawing } from "./week-drawing.ts";

/** The page, in pieces that each end a line. */
export function* page(report: Report): Generator<string> {
  const model = pageModel(report);
  // Built before the head, whose style sheet contains the positions of drawn elements.
  const body = [
    pageHead(model),
    problemList(model),
    auditBasis(model),
    section("week", "The week", ofEach(model, week, "roster")),
    section("findings", "Findings", report.summary.sessions === 0 ? null : findingList(model)),
    section("load", "Load", ofEach(model, staffLoad)),
    section("waivers", "Waivers", waivers(model)),
    section("disclosure", "Staffing disclosure", ofEach(model, disclosure)),
    foot(report),
  ];
  const [first] = headline(report);
  const skip = report.summary.sessions > 0 && html`<a class="skip" href="#findings">Skip to the findings</a>`;
  yield* framed(model, first?.text ?? "Staffing audit", body, skip);
}

/** A page of some parts, with its head and script. */
export function* framed(
  { report, positions }: PageModel,
  title: string,
  parts: readonly Markup[],
  skip: Content = null,
): Generator<string> {
  yield head(report, title, positions.css + styles, skip).text;
  yield "\n";
  for (const part of parts) if (part.text !== "") yield `${part.text}\n`;
  yield html`</main><script>${new Markup(script)}</script></body></html>`.text;
  yield "\n";
}

function head(report: Report, title: string, css: string, skip: Content): Markup {
  const policy = `default-src 'none'; style-src ${hashOf(css)}; script-src ${hashOf(script)}; img-src data:; base-uri 'none'; form-action 'none'`;
  const programs = [...new Set(report.rosters.flatMap(({ program }) => program ?? []))];
  return html`<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer">
    <meta name="robots" content="noindex"><link rel="icon" href="data:,"><title>${[...programs.slice(0, 1), title].join(": ")}</title>
    <style>${new Markup(css)}</style></head><body>${ICONS}${skip}<main>`;
}

/** `'sha256-…'`: identifies a style sheet or script in the page's security policy. */
function hashOf(text: string): string {
  return `'sha256-${sha256Base64(text)}'`;
}

/** A part of the page with its heading; empty without content. */
export function section(id: string, title: string, content: Content): Markup {
  const inside = html`${content}`;
  return inside.text === ""
    ? inside
    : html`<section class="part ${id}-part" aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${inside}</section>`;
}

/** The content of each roster, with the roster's name if there are several. */
function ofEach(model: PageModel, show: (model: PageModel, one: RosterOnPage) => Markup, anchor = ""): Content {
  const { rosters } = model;
  return rosters.map((one) => {
    const content = show(model, one);
    if (content.text === "" || rosters.length === 1) return content;
    const name = one.roster.program ?? rosterInWords(one.roster);
    return html`<section class="roster"${anchor !== "" && html` id="${anchor}-${one.number}"`}><h3>${words(name)} <span class="quiet">${words(rosterInWords(one.roster))}</span></h3>${content}</section>`;
  });
}

/** The sessions of a roster: a table, which screen readers read first, and drawings. Empty for a roster that was not audited. */
export function week(model: PageModel, one: RosterOnPage): Markup {
  if (one.calendar === null) return html``;
  const { omitted, hasMore, grids } = one.calendar;
  return html`
    <div class="week">
      ${sessionTable(one)}
      ${omitted > 0 && html`<p>${omitted} more sessions are not drawn. The drawing shows those that break a limit, then the earliest.</p>`}
      ${hasMore && html`<p>Some sessions are outside the drawn times; see the table.</p>`}
      ${grids.map((grid, i) => weekDrawing(model, one, grid, i + 1))}
    </div>`;
}

/** The waived findings, with reasons and last days. */
function waivers({ all, anchors }: PageModel): Content {
  const rows = all.flatMap(({ finding: one }) => {
    const { waiver, rule, session } = one;
    const anchor = anchors.findings.get(one);
    const name = html`<code>${rule}</code>`;
    if (waiver === null) return [];
    const { reason, approvedBy, until, upTo, standard } = waiver;
    return [
      [
        anchor === undefined ? name : html`<a href="#${anchor}">${name}</a>`,
        ...[words(session ?? ""), words(reason), words(approvedBy), until ?? "does not expire", upTo ?? "any", words(standard)],
      ],
    ];
  });
  const columns = titled("Finding", "Session", "Reason", "Approved by", "Last day", "Up to", "Standard");
  return rows.length === 0 ? null : scrolling("Waivers as a table", table(columns, rows));
}

/** The staffing disclosure. It names no one. */
function disclosure(_: PageModel, { roster, suffix }: RosterOnPage): Markup {
  const disclosed = disclosureInWords(roster);
  if (disclosed === null) return html``;
  const { when, headings, rows, staff } = disclosed;
  const cells = rows.map((row) => row.map(words));
  const kinds = table(titled(...headings), cells);
  return html`
    <p>${roster.program !== null && html`Program: ${words(roster.program)}. `}${when}</p>
    ${scrolling(`Staffing disclosure${suffix} as a table`, kinds)}
    ${staff !== null && html`<p>${staff}</p>`}`;
}

/** The footer: the tool and the audited files, to identify the page. */
export function foot({ rosters, tool }: Report): Markup {
  return html`<footer><p>Made by ${tool.name} ${tool.version}.</p>
    <ul>${rosters.map((roster) => html`<li>${words(rosterInWords(roster))}${roster.sha256 !== "" && html` SHA-256 <code>${roster.sha256}</code>`}</li>`)}</ul></footer>`;
}
