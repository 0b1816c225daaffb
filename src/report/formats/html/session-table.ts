/** The table of a roster's sessions, with the same content as the drawn week. */
import { verdictInWords } from "../../wording.ts";
import type { DrawnSession } from "../week/drawn-session.ts";
import { between, type Content, html, type Markup, scrolling, table, titled, words } from "./html-template.ts";
import { icon } from "./icons.ts";
import type { RosterOnPage } from "./page-model.ts";

const COLUMNS = titled("No.", "Session", "When", "Kind", "Numbers", "Verdict", "Clinicians");
const CAPTION =
  "Sessions by start time; the drawing of the week shows the same. Limit 1:6 means at most 6 patients per therapist. Small blocks shorten the numbers: 8p 1t 1:6 means 8 patients, 1 therapist, limit 1:6.";

export function sessionTable({ sessions, suffix, number }: RosterOnPage): Markup {
  const options = { caption: CAPTION, header: 1, name: "sessions", anchors: `t${number}` };
  return scrolling(`Sessions${suffix}, as a table`, table(COLUMNS, sessions.map(row), options));
}

function row({ drawn, session, number, numbers, breaches, waivers, others }: DrawnSession): Content[] {
  const verdict = session.shown;
  const more = [...breaches, ...waivers, ...(others === null ? [] : [others])];
  return [
    number,
    html`${words(session.id)}${session.title !== null && html`<span class="more">${words(session.title)}</span>`}`,
    session.when,
    words(session.kind),
    numbers,
    html`<span class="verdict ${verdict}">${icon(verdict)} ${verdictInWords(session)}</span>${more.map((one) => html`<span class="more">${one}</span>`)}`,
    between(drawn.clinicians.map(words)),
  ];
}
