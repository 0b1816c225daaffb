/** The week of a roster: a table of its sessions, which is read first, and the same as a picture. */
import { type DrawnSession, VERDICT_WORDS } from "../week/session-wording.ts";
import type { Listing, RosterOnPage } from "./listing.ts";
import { between, type Content, html, type Markup, scrolling, table, titled, words } from "./markup.ts";
import { picture } from "./picture.ts";
import { shape } from "./shapes.ts";

/** Nothing for a roster that was not audited. */
export function week(listing: Listing, one: RosterOnPage): Markup {
  const { calendar, sessions, suffix, number } = one;
  if (calendar === null) return html``;
  const { omitted, hasMore, grids } = calendar;
  return html`
    <div class="week">
      ${scrolling(`Sessions${suffix}, as a table`, table(COLUMNS, sessions.map(row), { caption: CAPTION, header: 1, name: "sessions", anchors: `t${number}` }))}
      ${omitted > 0 && html`<p>${omitted} more sessions are not drawn: these are those that break a limit, and the earliest of the others.</p>`}
      ${hasMore && html`<p>Some sessions are at times that are not drawn; the table has them.</p>`}
      ${grids.map((grid, i) => picture(listing, one, grid, i + 1))}
    </div>`;
}

const COLUMNS = titled("No.", "Session", "When", "Kind", "Numbers", "Verdict", "Clinicians");
const CAPTION =
  "Sessions, by their starts; the picture of the week says the same. Cap 1:6 is at most 6 patients for each therapist; where there is little room, 8p 1t 1:6 is 8 patients, 1 therapist, cap 1:6.";

function row({ drawn, session, number, numbers, breaches, waivers, others }: DrawnSession): Content[] {
  const verdict = session.shown;
  const more = [...breaches, ...waivers, ...(others === null ? [] : [others])];
  return [
    number,
    words(session.id),
    session.when,
    words(session.kind),
    numbers,
    html`<span class="verdict ${verdict}">${shape(verdict)} ${VERDICT_WORDS[verdict]}</span>${more.map((one) => html`<span class="more">${one}</span>`)}`,
    between(drawn.clinicians.map(words)),
  ];
}
