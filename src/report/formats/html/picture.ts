/** The week drawn: days across, hours down, each session a block at its times. */
import type { Grid, Piece } from "../../report.ts";
import { type Band, bandsOf, inLanes } from "../week/layout.ts";
import { brokenWithin, clockOf, VERDICT_WORDS } from "../week/session-wording.ts";
import { type Geometry, percent, round } from "./geometry.ts";
import type { Listing, RosterOnPage } from "./listing.ts";
import { between, heading, html, type Markup, scrolling, words } from "./markup.ts";
import { type Block, type Column, hourFor, lanesIn, type Placed, PRINTED, roomOf, SEPARATOR, widthFor } from "./room.ts";
import { Scale } from "./scale.ts";
import { shape } from "./shapes.ts";

/** The picture of some days of a roster, the `nth` from 1. */
export function picture({ anchors, geometry }: Listing, roster: RosterOnPage, { title, days, clockChanges }: Grid, nth: number): Markup {
  const { number, suffix, level, sessions, calendar } = roster;
  const isOfOneClock = calendar?.isOfOneClock ?? true;
  const id = `w${number}-${nth}`;
  const head = heading(level, html`class="picture-title" id="${id}"`, title);
  const onDays = new Map<number, { what: Block; piece: Piece }[]>(days.map(({ day }) => [day, []]));
  for (const one of sessions)
    for (const [i, piece] of one.drawn.pieces.entries()) onDays.get(piece.day)?.push({ what: { one, isFirst: i === 0 }, piece });
  const pieces = [...onDays.values()]
    .flat()
    .flatMap(({ what, piece }) => [piece, ...brokenWithin(what.one, piece).map(({ part }) => part)]);
  const scale = new Scale(bandsOf(pieces));
  if (scale.height === 0)
    return html`<figure class="picture" aria-labelledby="${id}">${head}<p>No session on any of these days.</p></figure>`;
  const columns = days.map((day) => ({ ...day, placed: inLanes(onDays.get(day.day) ?? []) }));
  const hour = hourFor(columns);
  const drawn: Drawing = { anchors, geometry, scale, hour, columns, rows: `t${number}` };
  const grid = html`
    <div class="grid ${geometry.class(`${widthsOf(columns)};--height:${round(scale.height * hour, 2)}rem`)}">
      <div class="hours" aria-hidden="true">${scale.bands.map((band) => hourMark(band, drawn))}</div>
      ${columns.map(
        ({ name, placed }) => html`
          <div class="day">${heading(level + 1, html`class="day-name"`, name)}
            <div class="column">${scale.bands.slice(1).map(({ from }) => html`<i class="line ${geometry.class(`top:${scale.at(from)}`)}"></i>`)}
              ${placed.map((one) => block(drawn, one))}
              ${placed.length === 0 && html`<p class="empty">no session</p>`}
            </div>
          </div>`,
      )}
    </div>`;
  const notes = clockChanges.map((change) => html`<p class="quiet">${change}. A session is drawn for as long as it lasts.</p>`);
  return html`<figure class="picture" aria-labelledby="${id}">${head}${notes}${isOfOneClock ? "" : OWN_CLOCKS}${scrolling(`${title}${suffix}, drawn by days and hours`, grid)}</figure>`;
}

const OWN_CLOCKS = html`<p class="quiet">Times have offsets and the roster names no time zone: each session stands at its own local time.</p>`;

interface Drawing {
  readonly anchors: Listing["anchors"];
  readonly geometry: Geometry;
  readonly scale: Scale;
  /** How high an hour is drawn, in rem. */
  readonly hour: number;
  readonly columns: readonly Column[];
  /** With what the anchors of the rows begin that the table has for the sessions. */
  readonly rows: string;
}

/** How wide the days are: by how many sessions stand side by side, on a screen at least wide enough for a few letters of each. */
function widthsOf(columns: readonly Column[]): string {
  const lanes = columns.map(({ placed }) => lanesIn(placed));
  const inPrint = lanes.map((n) => `${widthFor(n)}fr`);
  const across = lanes.map((n, i) => `minmax(${Math.max(6.2, 4.6 * n)}rem,${inPrint[i]})`);
  return `--across:${across.join(" ")};--in-print:${inPrint.join(" ")};--printed:${PRINTED}mm`;
}

function hourMark({ from, until, isFolded }: Band, { scale, geometry }: Drawing): Markup {
  const at = geometry.class(`top:${scale.at(from)};height:${scale.part(from, until)}`);
  return html`<span class="${isFolded && "folded "}${at}">${clockOf(from)}</span>`;
}

/** A session on a day, with the part of it marked that breaks a limit; it leads to what was found on it, or to its row in the table. */
function block(drawing: Drawing, placed: Placed): Markup {
  const { anchors, geometry, scale, rows, columns, hour } = drawing;
  const { what, piece, lane, lanes } = placed;
  const { session, findings, number, othersSeverity } = what.one;
  const at = geometry.class(
    `top:${scale.at(piece.from)};height:${scale.part(piece.from, piece.until)};left:${percent(lane, lanes)};width:${percent(1, lanes)}`,
  );
  const room = roomOf(placed, columns, { hour, share: scale.share(piece.from, piece.until) });
  const found = othersSeverity === null ? [] : [`has-${othersSeverity}`];
  const anchor = anchors.sessions.get(session);
  const target = findings.map((finding) => anchors.findings.get(finding)).find((one) => one !== undefined) ?? `${rows}-${number}`;
  return html`
    <a class="${["block", session.shown, ...found, ...room, at].join(" ")}"${what.isFirst && anchor !== undefined && html` id="${anchor}"`} href="#${target}">
      ${broken(placed, drawing)}${lines(what)}</a>`;
}

/** The parts of a piece in which a limit is broken; where it is so at the same time, what is waived is under what is not. */
function broken({ what, piece }: Placed, { geometry, scale }: Drawing): Markup[] {
  const whole = scale.share(piece.from, piece.until);
  const parts = [...brokenWithin(what.one, piece)].sort((a, b) => Number(b.isWaived) - Number(a.isWaived));
  const classes = parts.map(({ part: { from, until }, isWaived }) => {
    const place = geometry.class(`top:${percent(scale.share(piece.from, from), whole)};height:${percent(scale.share(from, until), whole)}`);
    return `broken ${isWaived ? "waived" : "breach"} ${place}`;
  });
  return [...new Set(classes)].map((name) => html`<i class="${name}"></i>`);
}

/** What is said of a session in its block; what matters most comes first, for there may be no room for all of it. */
function lines({ one, isFirst }: Block): Markup {
  const { drawn, session, number, numbers, breaches, others, othersSeverity } = one;
  const { id, kind } = session;
  const verdict = session.shown;
  return html`
    <span class="lines">
      <span class="name">${shape(verdict)} ${othersSeverity !== null && html`${shape(othersSeverity)} `}<span class="number">${number}</span> <b><bdi>${id}</bdi></b></span>
      ${" "}<span class="numbers" data-brief="${drawn.brief.join(SEPARATOR)}">${kept(numbers)}</span>
      ${" "}<span>${VERDICT_WORDS[verdict]} · ${words(kind)}${!isFirst && " (continued)"}</span>
      ${breaches.map((breach) => html` <span class="breach-of">${breach}</span>`)}
      ${others !== null && html` <span>${others}</span>`}
      ${" "}<span>${session.hours}</span>
      ${drawn.clinicians.length > 0 && html` <span>${between(drawn.clinicians.map(words))}</span>`}
    </span>`;
}

/** Numbers that are broken where they are read best: after their dots, and not within the cap. */
function kept(numbers: string): string {
  return numbers.replaceAll(" · ", "\u00a0· ").replace("cap ", "cap\u00a0");
}
