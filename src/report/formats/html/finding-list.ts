/** The list of findings with repairs and filters. */

import { commonMessage, inBlocks } from "../../like-findings.ts";
import type { LocatedFinding } from "../../located.ts";
import type { ReportFinding } from "../../report.ts";
import { locationInWords, rosterInWords, severityInWords, subjectInFull, waiverInWords } from "../../wording.ts";
import { between, html, type Markup, prose, words } from "./html-template.ts";
import { icon } from "./icons.ts";
import type { PageModel } from "./page-model.ts";

/** A filter, and each finding's values for it. */
interface Filter {
  readonly name: string;
  readonly title: string;
  of(found: LocatedFinding): readonly string[];
}

/** The list of findings, with filter fields that the script activates. */
export function findingList(model: PageModel): Markup {
  const { all, listed } = model;
  const omitted = all.length - listed.length;
  if (listed.length === 0) return html`<p>No findings.</p>`;
  const filters = filtersOf(model).map((filter) => ({ filter, values: valuesOf(filter, listed) }));
  return html`
    ${fields(filters, listed.length)}
    ${omitted > 0 && html`<p>This list has the most severe findings. ${omitted} more are in the JSON report.</p>`}
    ${inBlocks(listed).map((found) => {
      const [first, ...others] = found;
      const entry = (one: LocatedFinding): Entry => ({ ...one, data: dataOf(one, filters) });
      return others.length === 0 ? article(model, entry(first)) : block(model, [entry(first), ...others.map(entry)]);
    })}`;
}

type Filters = readonly { readonly filter: Filter; readonly values: readonly string[] }[];

/** A finding with its filter attributes. */
interface Entry extends LocatedFinding {
  readonly data: readonly Markup[];
}

function dataOf(found: LocatedFinding, filters: Filters): Markup[] {
  return filters.map(({ filter, values }) => {
    const positions = filter.of(found).map((value) => values.indexOf(value) + 1);
    return html` data-${filter.name}="${positions.join(" ")}"`;
  });
}

/** The filters. A finding concerns its own clinician and those of its session. */
function filtersOf({ rosters, report }: PageModel): Filter[] {
  const staff = new Map(rosters.flatMap(({ sessions }) => sessions.map(({ session, drawn }) => [session, drawn.clinicians])));
  const roster: Filter = { name: "roster", title: "Roster", of: (found) => (found.roster === null ? [] : [rosterInWords(found.roster)]) };
  return [
    { name: "severity", title: "Severity", of: ({ finding }) => [gradeOf(finding)] },
    { name: "kind", title: "Kind", of: ({ finding: { subject, kind } }) => [subject?.kind ?? kind].filter((one) => one !== null) },
    {
      name: "clinician",
      title: "Clinician",
      of: ({ finding: { subject, clinician } }) => {
        const ofSession = subject === null ? [] : (staff.get(subject) ?? []);
        return clinician === null ? ofSession : [...new Set([clinician, ...ofSession])];
      },
    },
    { name: "standard", title: "Standard", of: ({ finding }) => finding.standards },
    ...(report.rosters.length > 1 ? [roster] : []),
  ];
}

/** The severity, or `waived` for a finding that fails nothing. */
function gradeOf({ severity, waiver }: ReportFinding): string {
  return waiver === null ? severity : "waived";
}

/** All values of a filter, each once: severities from the highest, other values by name. */
function valuesOf({ name, of }: Filter, listed: readonly LocatedFinding[]): string[] {
  const values = [...new Set(listed.flatMap(of))];
  return name === "severity" ? values : values.sort();
}

/** The filter fields. Hidden until the script shows them, because they do nothing without it. */
function fields(filters: Filters, all: number): Markup {
  return html`
    <div id="filters" hidden><fieldset><legend>Show findings</legend>
      ${filters.map(
        ({ filter: { name, title }, values }) => html`
          <label>${title} <select name="${name}"><option value="">(all)</option>${values.map((value) => html`<option value="${value}">${value}</option>`)}</select></label>`,
      )}
      <button type="button">Show all</button> <output id="shown">${all} of ${all}</output></fieldset></div>`;
}

/** Several like findings: the common text, and a line for each. */
function block({ anchors }: PageModel, found: readonly [Entry, ...Entry[]]): Markup {
  const { rule, severity, advice, source, standards } = found[0].finding;
  const id = anchors.findings.get(found[0].finding) as string;
  const common = commonMessage(found);
  const one = ({ finding, file, roster, data }: Entry) => {
    const about = subjectInFull(finding);
    const place = html`<span class="place">${words(locationInWords(file, finding.at, roster))}</span>`;
    const drawn = finding.subject === null ? undefined : anchors.sessions.get(finding.subject);
    const name = about === null ? null : drawn === undefined ? words(about) : html`<a href="#${drawn}">${words(about)}</a>`;
    const what = common === null && html`${about !== null && ": "}${prose(finding.message)}`;
    return html`<li class="finding like" id="${anchors.findings.get(finding) as string}"${data}>${place} ${name}${what}</li>`;
  };
  return html`
    <article class="alike ${severity}" aria-labelledby="${id}-t">
      <h3 id="${id}-t"><span class="grade ${severity}">${icon(severity)} ${severity}</span> <code>${rule}</code> ${found.length} findings</h3>
      ${common !== null && html`<p>${prose(common)}</p>`}
      <ul>${found.map(one)}</ul>
      <dl>${advice !== null && line("Help", prose(advice))}</dl>
      <p class="origin">Source: ${prose(source)} · ${between(standards.map(words))}</p>
    </article>`;
}

function article({ anchors }: PageModel, { roster, finding, file, data }: Entry): Markup {
  const { rule, severity, subject, message, repairs, advice, source, at, related, waiver, standards } = finding;
  const grade = gradeOf(finding);
  const id = anchors.findings.get(finding) as string;
  const block = subject === null ? undefined : anchors.sessions.get(subject);
  const about = subjectInFull(finding);
  return html`
    <article class="finding ${grade}" id="${id}" aria-labelledby="${id}-t"${data}>
      <h3 id="${id}-t"><span class="grade ${grade}">${icon(waiver === null ? severity : "waived")} ${severityInWords(finding)}</span> <code>${rule}</code>${about !== null && html` ${words(about)}`}</h3>
      <p>${prose(message)}</p>
      <dl>
        ${waiver === null && line(repairs.length > 1 ? "Tested repairs" : "Tested repair", ...repairs.map(({ message }) => prose(message)))}
        ${waiver === null && advice !== null && line("Help", prose(advice))}
        ${waiver !== null && line("Waived", prose(waiverInWords(waiver)))}
      </dl>
      <p class="origin">Source: ${prose(source)} · ${between(standards.map(words))} · <span class="place">${words(locationInWords(file, at, roster))}</span>${related.map(
        (one) => html` · <span class="place">${words(`${one.at.file ?? file}:${one.at.line}`)}</span>: ${prose(one.message)}`,
      )}</p>
      ${block !== undefined && html`<p class="back"><a href="#${block}">${subject?.id ?? ""} in the week</a></p>`}
    </article>`;
}

/** A term with its contents; null without contents. */
function line(term: string, ...contents: readonly Markup[]): Markup | null {
  return contents.length === 0 ? null : html`<div><dt>${term}</dt>${contents.map((content) => html`<dd>${content}</dd>`)}</div>`;
}
