/** Draws the week: days across, hours down, each session a block at its times. The style sheet decides how much text is visible. */
import { showClockOfDay } from "../../../clock.ts";
import type { CalendarDay, Grid, Piece } from "../../report.ts";
import { verdictInWords } from "../../wording.ts";
import { type Block, blocksOf, brokenWithin } from "../week/drawn-session.ts";
import { type Band, bandsOf, type InLane, inLanes } from "../week/lanes.ts";
import { between, heading, html, type Markup, scrolling, words } from "./html-template.ts";
import { icon } from "./icons.ts";
import type { PageModel, RosterOnPage } from "./page-model.ts";

/** The height of an hour on a screen, in rem: enough for the numbers, verdict and kind of a session. */
const HOUR = 6.8;
/** The height of a folded band, in hours. */
const FOLDED = 0.4;

interface Column extends CalendarDay {
  readonly placed: readonly InLane<Block>[];
}

/** The data that the blocks of one drawing share. */
interface Drawing {
  readonly model: PageModel;
  readonly scale: Scale;
  /** The prefix of the table's row anchors. */
  readonly rows: string;
}

/** The `nth` drawing of a roster, from 1. */
export function weekDrawing(model: PageModel, roster: RosterOnPage, { title, days, clockChanges }: Grid, nth: number): Markup {
  const { number, suffix, level, sessions, calendar } = roster;
  const { positions } = model;
  const id = `w${number}-${nth}`;
  const head = heading(level, html`class="picture-title" id="${id}"`, title);
  const blocks = blocksOf(sessions).map((what) => ({ what, piece: what.piece }));
  const columns = days.map((day) => ({ ...day, placed: inLanes(blocks.filter(({ piece }) => piece.day === day.day)) }));
  const pieces = columns.flatMap(({ placed }) =>
    placed.flatMap(({ what, piece }) => [piece, ...brokenWithin(what.one, piece).map(({ part }) => part)]),
  );
  if (pieces.length === 0) return html`<figure class="picture" aria-labelledby="${id}">${head}<p>No sessions on these days.</p></figure>`;
  const scale = new Scale(bandsOf(pieces));
  const drawing = { model, scale, rows: `t${number}` };
  const size = positions.for(`${widthsOf(columns)};--height:${rounded(scale.hours * HOUR, 2)}rem`);
  const mark = ({ from, until, isFolded }: Band) =>
    html`<span class="${isFolded && "folded "}${positions.for(scale.position(from, until))}">${showClockOfDay(from, calendar?.clockHours ?? 24)}</span>`;
  const lines = scale.bands.slice(1).map(({ from }) => html`<i class="line ${positions.for(`top:${percent(scale.at(from))}`)}"></i>`);
  const grid = html`
    <div class="grid ${size}">
      <div class="hours" aria-hidden="true">${scale.bands.map(mark)}</div>
      ${columns.map(
        ({ name, placed }) => html`
          <div class="day">${heading(level + 1, html`class="day-name"`, name)}
            <div class="column">${lines}
              ${placed.map((one) => block(drawing, one))}
              ${placed.length === 0 && html`<p class="empty">no session</p>`}
            </div>
          </div>`,
      )}
    </div>`;
  const notes = clockChanges.map((change) => html`<p class="quiet">${change}. Each session is drawn at its actual length.</p>`);
  return html`<figure class="picture" aria-labelledby="${id}">${head}${notes}${calendar?.isOfOneClock === false && OWN_CLOCKS}${scrolling(`${title}${suffix}, drawn by days and hours`, grid)}</figure>`;
}

const OWN_CLOCKS = html`<p class="quiet">Times have offsets and the roster has no time zone, so each session is drawn at its own local time.</p>`;

/** The widths of the days, by the number of sessions side by side; on a screen, each has room for a few letters. */
function widthsOf(columns: readonly Column[]): string {
  const lanes = columns.map(({ placed }) => Math.max(0, ...placed.map((one) => one.lanes)));
  const inPrint = lanes.map((n) => `${n === 0 ? 0.45 : rounded(1 + 0.55 * (n - 1), 2)}fr`);
  const across = lanes.map((n, i) => `minmax(${Math.max(6.2, 4.6 * n)}rem,${inPrint[i]})`);
  return `--across:${across.join(" ")};--in-print:${inPrint.join(" ")}`;
}

/** A session on a day, with the parts that break a limit; waived parts are drawn first. Links to its finding or table row. */
function block({ model, scale, rows }: Drawing, { what, piece, lane, lanes }: InLane<Block>): Markup {
  const { anchors, positions } = model;
  const { session, findings, number, othersSeverity } = what.one;
  const position = positions.for(`${scale.position(piece.from, piece.until)};left:${percent(lane / lanes)};width:${percent(1 / lanes)}`);
  const classes = ["block", session.shown, ...(othersSeverity === null ? [] : [`has-${othersSeverity}`]), position];
  const anchor = anchors.sessions.get(session);
  const target = findings.map((finding) => anchors.findings.get(finding)).find((one) => one !== undefined) ?? `${rows}-${number}`;
  const parts = [...brokenWithin(what.one, piece)].sort((a, b) => Number(b.isWaived) - Number(a.isWaived));
  const broken = parts.map(
    ({ part, isWaived }) => `broken ${isWaived ? "waived" : "breach"} ${positions.for(scale.position(part.from, part.until, piece))}`,
  );
  return html`
    <a class="${classes.join(" ")}"${what.isFirst && anchor !== undefined && html` id="${anchor}"`} href="#${target}">
      ${[...new Set(broken)].map((name) => html`<i class="${name}"></i>`)}${lines(what)}</a>`;
}

/** The text in a block, the most important first, because there may be no room for all of it. */
function lines({ one, isFirst }: Block): Markup {
  const { drawn, session, number, numbers, breaches, others, othersSeverity } = one;
  const { id, title, kind } = session;
  const verdict = session.shown;
  return html`
    <span class="lines">
      <span class="name">${icon(verdict)} ${othersSeverity !== null && html`${icon(othersSeverity)} `}<span class="number">${number}</span> <b><bdi>${id}</bdi></b></span>
      ${" "}<span class="numbers" data-brief="${drawn.brief.join(" ")}">${unbroken(numbers)}</span>
      ${" "}<span>${verdictInWords(session)} · ${words(kind)}${!isFirst && " (continued)"}</span>
      ${breaches.map((breach) => html` <span class="breach-of">${breach}</span>`)}
      ${others !== null && html` <span>${others}</span>`}
      ${title !== null && html` <span>${words(title)}</span>`}
      ${" "}<span>${session.hours}</span>
      ${drawn.clinicians.length > 0 && html` <span>${between(drawn.clinicians.map(words))}</span>`}
    </span>`;
}

/** Numbers that wrap after their dots, but not within the limit. */
function unbroken(numbers: string): string {
  return numbers.replaceAll(" · ", "\u00a0· ").replace("limit ", "limit\u00a0");
}

/** Maps minutes of the day to heights. All hours have the same height; folded bands are low. */
class Scale {
  readonly bands: readonly Band[];
  /** The total height, in hours. */
  readonly hours: number;

  constructor(bands: readonly Band[]) {
    this.bands = bands;
    this.hours = this.#above(24 * 60);
  }

  /** The vertical position of a minute, from 0 to 1. */
  at(minute: number): number {
    return this.#above(minute) / this.hours;
  }

  /** The CSS declarations for a time span, within the whole day or a part of it. */
  position(from: number, until: number, within: Pick<Piece, "from" | "until"> = { from: 0, until: 24 * 60 }): string {
    const [top, whole] = [this.at(within.from), this.at(within.until) - this.at(within.from)];
    return `top:${percent((this.at(from) - top) / whole)};height:${percent((this.at(until) - this.at(from)) / whole)}`;
  }

  #above(minute: number): number {
    return this.bands.reduce((sum, { from, until, isFolded }) => {
      const height = isFolded ? FOLDED : (until - from) / 60;
      return sum + (height * (Math.min(Math.max(minute, from), until) - from)) / (until - from);
    }, 0);
  }
}

/** A fraction as a CSS percentage. */
function percent(part: number): string {
  return `${rounded(100 * part, 4)}%`;
}

function rounded(number: number, decimals: number): number {
  return Number(number.toFixed(decimals));
}
