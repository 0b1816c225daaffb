/** The capacity of a week as a self-contained page: open seats, and a table of who may be out on which day. */
import { count } from "../../message.ts";
import { type Content, html, type Markup, prose, scrolling, table, titled, words } from "../../report/formats/html/html-template.ts";
import { foot, framed, section } from "../../report/formats/html/page.ts";
import { pageModel } from "../../report/formats/html/page-model.ts";
import type { Report } from "../../report/report.ts";
import { sessionInWords } from "../../report/wording.ts";
import type { AbsenceRow, CapacityReport } from "./capacity-report.ts";
import {
  absenceGrid,
  absenceInWords,
  addedInWords,
  cellInWords,
  EACH_ALONE,
  errorsInWords,
  LEGEND,
  withFreeInWords,
} from "./capacity-text.ts";

/** The page; `report` is the audit of the roster. */
export function* capacityPage(capacity: CapacityReport, report: Report): Generator<string> {
  const { absences, asked, added, errors, survives } = capacity;
  const { days, fine, cover } = survives;
  const title = days === 0 ? "Capacity of the week" : `Clinicians can be out on ${fine + cover} of their ${count(days, "day")}`;
  yield* framed(pageModel(report), title, [
    html`<header class="top"><p class="whose">${capacity.program !== null && html`${words(capacity.program)} · `}${words(capacity.file)}</p>
      <h1 class="${errors > 0 ? "doubtful" : "neutral"}">${title}</h1>
      ${errors > 0 && html`<p class="outcome">${prose(errorsInWords(capacity))}</p>`}
    </header>`,
    section("asked", "What if", [...asked.map(askedItem), ...added.map((one) => html`<p>${words(addedInWords(one))}</p>`)]),
    section("out", "Who may be out", days === 0 ? null : absencesTable(absences)),
    section("then", "What to do if they are out", telling(absences)),
    section("seats", "Open seats", seats(capacity)),
    foot(report),
  ]);
}

function askedItem(one: AbsenceRow): Markup {
  return html`<p><b>If ${words(one.clinician)} is out ${one.when}:</b> ${prose(absenceInWords(one).join(" "))}</p>`;
}

function absencesTable(absences: readonly AbsenceRow[]): Markup {
  const { days, rows } = absenceGrid(absences);
  const cells = rows.map((row) => [
    words(row.clinician),
    ...row.cells.map((one) => html`<span class="${one?.outcome ?? "none"}">${cellInWords(one)}</span>`),
  ]);
  return html`
    <p>${LEGEND}${absences.some(({ isOnCall }) => isOnCall) && " *: is also on call that day."}</p>
    ${scrolling("Who may be out, as a table", table(titled("Clinician", ...days), cells))}`;
}

function telling(absences: readonly AbsenceRow[]): Content {
  const told = absences.filter(({ outcome }) => outcome !== "fine");
  if (told.length === 0) return null;
  return html`<ul class="plan-list">${told.map((one) => html`<li>${words(one.clinician)} ${one.when}: ${prose(absenceInWords(one).join(" "))}</li>`)}</ul>`;
}

function seats({ seats: kinds }: CapacityReport): Content {
  const rows = kinds.flatMap(({ kind, unit, sessions }) =>
    sessions.map((one) => [
      words(sessionInWords(one.session)),
      one.session.when,
      words(kind),
      count(one.open, unit.slice(0, -1)),
      one.free.length === 0 ? "" : words(withFreeInWords(one)),
    ]),
  );
  const columns = titled("Session", "When", "Kind", "Open now", "If free clinicians join");
  return rows.length === 0 ? null : html`<p>${EACH_ALONE}</p>${scrolling("Open seats as a table", table(columns, rows))}`;
}
