/** `--format html`: the week as a page to open, print and hand on, in one file that asks for nothing from anywhere. */
import { sha256 } from "@noble/hashes/sha2.js";
import { disclosureInWords } from "../../disclosure-wording.ts";
import { outcome } from "../../headline.ts";
import type { Report } from "../../report.ts";
import { rosterInWords } from "../../wording.ts";
import { findings } from "./findings.ts";
import { type Listing, listingOf, type RosterOnPage } from "./listing.ts";
import { load } from "./load.ts";
import { type Content, html, Markup, scrolling, table, titled, words } from "./markup.ts";
import script from "./page.browser.js";
import styles from "./page.css";
import { SHAPES } from "./shapes.ts";
import { grounds, problems, top } from "./top.ts";
import { week } from "./week.ts";

/** The page, in pieces that each end a line. */
export function* htmlPage(report: Report): Generator<string> {
  const listing = listingOf(report);
  // Made before the head, whose style sheet has the sizes of what is drawn.
  const body = [
    top(listing),
    problems(listing),
    grounds(listing),
    section(
      "week",
      "The week",
      ofEach(listing, (one) => week(listing, one), "roster"),
    ),
    section("findings", "Findings", report.summary.sessions === 0 ? null : findings(listing)),
    section(
      "load",
      "Load",
      ofEach(listing, (one) => load(listing, one)),
    ),
    section("waivers", "Waivers", waivers(listing)),
    section("disclosure", "Staffing disclosure", ofEach(listing, disclosure)),
    foot(report),
  ];
  yield head(report, listing.geometry.css + styles).text;
  yield "\n";
  for (const part of body) if (part.text !== "") yield `${part.text}\n`;
  yield html`</main><script>${new Markup(script)}</script></body></html>`.text;
  yield "\n";
}

function head(report: Report, css: string): Markup {
  const policy = `default-src 'none'; style-src ${hashOf(css)}; script-src ${hashOf(script)}; img-src data:; base-uri 'none'; form-action 'none'`;
  const [first] = outcome(report);
  const programs = [...new Set(report.rosters.flatMap(({ program }) => program ?? []))];
  return html`<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer">
    <meta name="robots" content="noindex"><link rel="icon" href="data:,"><title>${[...programs.slice(0, 1), first?.text ?? "Staffing audit"].join(": ")}</title>
    <style>${new Markup(css)}</style></head><body>${SHAPES}${report.summary.sessions > 0 && html`<a class="skip" href="#findings">To the findings</a>`}<main>`;
}

/** `'sha256-…'`: what the page's policy knows a style sheet or script by. */
function hashOf(text: string): string {
  return `'sha256-${btoa(String.fromCharCode(...sha256(new TextEncoder().encode(text))))}'`;
}

/** A part of the page with its heading; nothing where it has nothing to say. */
function section(id: string, title: string, content: Content): Markup {
  const inside = html`${content}`;
  return inside.text === ""
    ? inside
    : html`<section class="part ${id}-part" aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${inside}</section>`;
}

/** What there is to show of each roster; with the name of the roster where there are several. */
function ofEach({ rosters }: Listing, show: (one: RosterOnPage) => Markup, anchor = ""): Content {
  return rosters.map((one) => {
    const content = show(one);
    if (content.text === "" || rosters.length === 1) return content;
    const name = one.roster.program ?? rosterInWords(one.roster);
    return html`<section class="roster"${anchor !== "" && html` id="${anchor}-${one.number}"`}><h3>${words(name)} <span class="quiet">${words(rosterInWords(one.roster))}</span></h3>${content}</section>`;
  });
}

/** What is waived, why and until when. */
function waivers({ all, anchors }: Listing): Content {
  const rows = all.flatMap(({ finding: one }) => {
    const { waiver, rule, session } = one;
    const anchor = anchors.findings.get(one);
    const name = html`<code>${rule}</code>`;
    if (waiver === null) return [];
    const { reason, approvedBy, until, upTo, standard } = waiver;
    return [
      [
        anchor === undefined ? name : html`<a href="#${anchor}">${name}</a>`,
        ...[words(session ?? ""), words(reason), words(approvedBy), until ?? "does not lapse", upTo ?? "any", words(standard)],
      ],
    ];
  });
  const columns = titled("Finding", "Session", "Reason", "Approved by", "Last day", "Up to", "Standard");
  return rows.length === 0 ? null : scrolling("Waivers as a table", table(columns, rows));
}

/** What a programme may publish: nobody is named in it. */
function disclosure({ roster, suffix }: RosterOnPage): Markup {
  const disclosed = disclosureInWords(roster);
  if (disclosed === null) return html``;
  const { when, headings, rows, staff } = disclosed;
  return html`
    <p>${roster.program !== null && html`Programme: ${words(roster.program)}. `}${when}</p>
    ${scrolling(
      `Staffing disclosure${suffix} as a table`,
      table(
        titled(...headings),
        rows.map((cells) => cells.map(words)),
      ),
    )}
    ${staff !== null && html`<p>${staff}</p>`}`;
}

/** What was audited by what, so that the page can be told from another. */
function foot({ rosters, tool }: Report): Markup {
  return html`<footer><p>Made by ${tool.name} ${tool.version}.</p>
    <ul>${rosters.map((roster) => html`<li>${words(rosterInWords(roster))}${roster.sha256 !== "" && html` SHA-256 <code>${roster.sha256}</code>`}</li>`)}</ul></footer>`;
}
