/** The week drawn: days across, hours down, each session a block at its times. */
import type { Grid, Piece } from "../report.ts";
import { type Band, bandsOf, type InLane, inLanes } from "../week/layout.ts";
import { brokenWithin, clock, type DrawnSession, hoursOf, shownOf, VERDICT_WORDS } from "../week/words.ts";
import { type Geometry, percent, round } from "./geometry.ts";
import type { Listing, RosterOnPage } from "./listing.ts";
import { between, heading, html, type Markup, scrolling, words } from "./markup.ts";
import { shape } from "./shapes.ts";

/** How high a folded band is, in hours. */
const FOLDED = 0.4;
/** How high an hour is drawn, in rem: high enough for what is said of a session, within bounds. */
const HOUR = { least: 5.2, most: 7.4 };
/** The height of a line of a block, in rem. */
const LINE = 0.9;
/** So many characters of a block stand on a line, if it is as wide as a day. */
const CHARACTERS = 21;
/** A narrower block, in days, has no room for a name of two lines. */
const NARROW = 0.75;

/** How high the days are in print: see the style sheet. In millimetres. */
const PRINTED = 166;
/** A block that is lower has room for small letters only, or for none: on a screen in rem, in print in millimetres. */
const SHORT = { screen: 1.2, print: 3.4 };
const SLIVER = { screen: 0.65, print: 1.9 };

/** A session on one day. */
interface Block {
  readonly one: DrawnSession;
  /** Whether it is the first piece of the session. */
  readonly isFirst: boolean;
}

type Placed = InLane<Block>;

/** The picture of some days of a roster, the `nth` from 1. */
export function picture({ anchors, geometry }: Listing, roster: RosterOnPage, { title, days, clockChanges }: Grid, nth: number): Markup {
  const { number, suffix, level, sessions } = roster;
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
  const columns = days.map(({ day, name }) => ({ name, placed: inLanes(onDays.get(day) ?? []) }));
  const hour = hourFor(columns.flatMap(({ placed }) => placed));
  const drawn: Drawing = { anchors, geometry, scale, hour };
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
  const changes = clockChanges.map((change) => html`<p class="quiet">${change}. A session is drawn for as long as it lasts.</p>`);
  return html`<figure class="picture" aria-labelledby="${id}">${head}${changes}${scrolling(`${title}${suffix}, drawn by days and hours`, grid)}</figure>`;
}

interface Drawing {
  readonly anchors: Listing["anchors"];
  readonly geometry: Geometry;
  readonly scale: Scale;
  /** How high an hour is drawn, in rem. */
  readonly hour: number;
}

/** How wide the days are: by how many sessions stand side by side, on a screen at least wide enough for a few letters of each. */
function widthsOf(columns: readonly { readonly placed: readonly Placed[] }[]): string {
  const lanes = columns.map(({ placed }) => Math.max(0, ...placed.map((one) => one.lanes)));
  const inPrint = lanes.map((n) => `${widthFor(n)}fr`);
  const across = lanes.map((n, i) => `minmax(${n === 0 ? 6.2 : Math.max(6.2, 5 * n)}rem,${inPrint[i]})`);
  return `--across:${across.join(" ")};--in-print:${inPrint.join(" ")}`;
}

/** How wide a day is with so many sessions side by side, in widths of a day with one. */
function widthFor(lanes: number): number {
  return lanes === 0 ? 0.45 : round(1 + 0.55 * (lanes - 1), 2);
}

/** How wide a block is, in the same unit. */
function widthOf({ lanes }: Placed): number {
  return widthFor(lanes) / lanes;
}

/** How many lines are needed for what must be said of a session: its name, verdict and kind, numbers, and what breaks. */
function linesFor(placed: Placed): number {
  const { session, numbers, breaches } = placed.what.one;
  const texts = [`${VERDICT_WORDS[shownOf(session)]} · ${session.kind}`, numbers, ...breaches];
  return texts.reduce((sum, text) => sum + Math.ceil(text.length / (widthOf(placed) * CHARACTERS)), 1.4);
}

/** How high an hour is to be so that the blocks have room for that. */
function hourFor(blocks: readonly Placed[]): number {
  const needed = blocks.map((one) => (linesFor(one) * LINE * 60) / (one.piece.until - one.piece.from));
  // A short one has room for no more than its name, however high an hour is.
  const possible = needed.filter((height) => height <= 2 * HOUR.most);
  return Math.min(HOUR.most, Math.max(HOUR.least, ...possible));
}

function hourMark({ from, until, isFolded }: Band, { scale, geometry }: Drawing): Markup {
  const at = geometry.class(`top:${scale.at(from)};height:${scale.part(from, until)}`);
  return html`<span class="${isFolded && "folded "}${at}">${clock(from)}</span>`;
}

/** A session on a day, with the part of it marked that breaks a limit; it leads to what was found on it. */
function block(drawing: Drawing, placed: Placed): Markup {
  const { anchors, geometry, scale, hour } = drawing;
  const { what, piece, lane, lanes } = placed;
  const { session, findings, othersSeverity } = what.one;
  const at = geometry.class(
    `top:${scale.at(piece.from)};height:${scale.part(piece.from, piece.until)};left:${percent(lane, lanes)};width:${percent(1, lanes)}`,
  );
  const height = { screen: ((piece.until - piece.from) / 60) * hour, print: scale.share(piece.from, piece.until) * PRINTED };
  const isRoomy = height.screen >= (linesFor(placed) + 1) * LINE && widthOf(placed) >= NARROW;
  const inside = html`${broken(placed, drawing)}${lines(what)}`;
  const id = what.isFirst && html` id="${anchors.sessions.get(session) as string}"`;
  const target = findings.map((finding) => anchors.findings.get(finding)).find((anchor) => anchor !== undefined);
  const traits = [
    ...(isRoomy ? ["roomy"] : []),
    ...(othersSeverity === null ? [] : [`has-${othersSeverity}`]),
    ...(height.screen < SLIVER.screen ? ["sliver"] : height.screen < SHORT.screen ? ["short"] : []),
    ...(height.print < SLIVER.print ? ["sliver-in-print"] : height.print < SHORT.print ? ["short-in-print"] : []),
  ];
  const classes = html`class="${["block", shownOf(session), ...traits, at].join(" ")}"`;
  return target === undefined ? html`<div ${classes}${id}>${inside}</div>` : html`<a ${classes}${id} href="#${target}">${inside}</a>`;
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
  const verdict = shownOf(session);
  return html`
    <span class="lines">
      <span class="name">${shape(verdict)} <span class="number">${number}</span> ${othersSeverity !== null && html`${shape(othersSeverity)} `}<b>${words(id)}</b></span>
      ${" "}<span>${VERDICT_WORDS[verdict]} · ${words(kind)}${!isFirst && " (continued)"}</span>
      ${" "}<span>${kept(numbers)}</span>
      ${breaches.map((breach) => html` <span class="breach-of">${breach}</span>`)}
      ${others !== null && html` <span>${others}</span>`}
      ${" "}<span>${hoursOf(session)}</span>
      ${drawn.clinicians.length > 0 && html` <span>${between(drawn.clinicians.map(words))}</span>`}
    </span>`;
}

/** Numbers that are broken where they are read best: after their dots, and not within the cap. */
function kept(numbers: string): string {
  return numbers.replaceAll(" · ", "\u00a0· ").replace("cap ", "cap\u00a0");
}

/** Minutes of the day as heights: each hour is as high as any other, folded bands are narrow. */
class Scale {
  readonly bands: readonly Band[];
  /** In hours. */
  readonly height: number;

  constructor(bands: readonly Band[]) {
    this.bands = bands;
    this.height = bands.reduce((sum, band) => sum + heightOf(band), 0);
  }

  /** How far down a minute is. */
  at(minute: number): string {
    return percent(this.#above(minute), this.height);
  }

  /** How high a stretch of minutes is. */
  part(from: number, until: number): string {
    return percent(this.share(from, until), 1);
  }

  /** The same as a part of 1. */
  share(from: number, until: number): number {
    return (this.#above(until) - this.#above(from)) / this.height;
  }

  #above(minute: number): number {
    return this.bands.reduce((sum, band) => {
      const share = (Math.min(Math.max(minute, band.from), band.until) - band.from) / (band.until - band.from);
      return sum + share * heightOf(band);
    }, 0);
  }
}

function heightOf({ isFolded, from, until }: Band): number {
  return isFolded ? FOLDED : (until - from) / 60;
}
