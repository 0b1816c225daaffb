/** Every finding with its repairs, and what to filter them by. */

import type { LocatedFinding } from "../../located.ts";
import type { ReportFinding } from "../../report.ts";
import { locationInWords, rosterInWords, severityInWords, subjectInFull, waiverInWords } from "../../wording.ts";
import { between, html, type Markup, prose, words } from "./html-template.ts";
import { icon } from "./icons.ts";
import type { PageModel } from "./page-model.ts";

/** What findings can be filtered by, and what each finding has of it. */
interface Filter {
  readonly name: string;
  readonly title: string;
  of(found: LocatedFinding): readonly string[];
}

/** The list, with fields above it that a script makes work. */
export function findingList(model: PageModel): Markup {
  const { all, listed } = model;
  const omitted = all.length - listed.length;
  if (listed.length === 0) return html`<p>No rule found anything.</p>`;
  const filters = filtersOf(model).map((filter) => ({ filter, values: valuesOf(filter, listed) }));
  return html`
    ${fields(filters, listed.length)}
    ${omitted > 0 && html`<p>${omitted} more findings are not listed here; the gravest are. The format json lists all.</p>`}
    ${listed.map((found) => {
      const positions = filters.map(
        ({ filter, values }) => [filter.name, filter.of(found).map((value) => values.indexOf(value) + 1)] as const,
      );
      return article(model, found, positions);
    })}`;
}

/** Whose clinicians a finding concerns: the one it is about, and those of its session. */
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

/** The severity, or that it is waived and fails nothing. */
function gradeOf({ severity, waiver }: ReportFinding): string {
  return waiver === null ? severity : "waived";
}

/** Every value that a finding has, each once: severities as they come, the highest first; others by name. */
function valuesOf({ name, of }: Filter, listed: readonly LocatedFinding[]): string[] {
  const values = [...new Set(listed.flatMap(of))];
  return name === "severity" ? values : values.sort();
}

/** Hidden until the script, without which it would do nothing, shows it. */
function fields(filters: readonly { readonly filter: Filter; readonly values: readonly string[] }[], all: number): Markup {
  return html`
    <div id="filters" hidden><fieldset><legend>Show findings</legend>
      ${filters.map(
        ({ filter: { name, title }, values }) => html`
          <label>${title} <select name="${name}"><option value="">(all)</option>${values.map((value) => html`<option value="${value}">${value}</option>`)}</select></label>`,
      )}
      <button type="button">Show all</button> <output id="shown">${all} of ${all}</output></fieldset></div>`;
}

function article(
  { anchors }: PageModel,
  { roster, finding, file }: LocatedFinding,
  positions: readonly (readonly [string, readonly number[]])[],
): Markup {
  const { rule, severity, subject, message, repairs, advice, source, at, related, waiver, standards } = finding;
  const grade = gradeOf(finding);
  const id = anchors.findings.get(finding) as string;
  const block = subject === null ? undefined : anchors.sessions.get(subject);
  const about = subjectInFull(finding);
  const data = positions.map(([name, values]) => html` data-${name}="${values.join(" ")}"`);
  return html`
    <article class="finding ${grade}" id="${id}" aria-labelledby="${id}-t"${data}>
      <h3 id="${id}-t"><span class="grade ${grade}">${icon(waiver === null ? severity : "waived")} ${severityInWords(finding)}</span> <code>${rule}</code>${about !== null && html` ${words(about)}`}</h3>
      <p>${prose(message)}</p>
      <dl>
        ${waiver === null && line(repairs.length > 1 ? "Repairs, tried out" : "Repair, tried out", ...repairs.map(({ message }) => prose(message)))}
        ${waiver === null && advice !== null && line("Help", prose(advice))}
        ${waiver !== null && line("Waived", prose(waiverInWords(waiver)))}
      </dl>
      <p class="origin">Source: ${prose(source)} · ${between(standards.map(words))} · <span class="place">${words(locationInWords(file, at, roster))}</span>${related.map(
        (one) => html` · <span class="place">${words(`${one.at.file ?? file}:${one.at.line}`)}</span>: ${prose(one.message)}`,
      )}</p>
      ${block !== undefined && html`<p class="back"><a href="#${block}">${subject?.id ?? ""} in the week</a></p>`}
    </article>`;
}

/** A term with what there is to say of it; nothing where there is nothing. */
function line(term: string, ...contents: readonly Markup[]): Markup | null {
  return contents.length === 0 ? null : html`<div><dt>${term}</dt>${contents.map((content) => html`<dd>${content}</dd>`)}</div>`;
}
