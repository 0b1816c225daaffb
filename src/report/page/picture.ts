/** The week drawn: days across, hours down, each session a block at its times. */
import type { CalendarDay, Grid, Piece } from "../report.ts";
import { type Band, bandsOf, type InLane, inLanes } from "../week/layout.ts";
import { brokenWithin, clockOf, type DrawnSession, VERDICT_WORDS } from "../week/words.ts";
import { type Geometry, percent, round } from "./geometry.ts";
import type { Listing, RosterOnPage } from "./listing.ts";
import { between, heading, html, type Markup, scrolling, words } from "./markup.ts";
import { shape } from "./shapes.ts";

/** How high a folded band is, in hours. */
const FOLDED = 0.4;
/** How high an hour is drawn, in rem: high enough for what is said of a session, within bounds. */
const HOUR = { least: 5.2, most: 7.4 };
/** A week on a screen of usual width, in rem, and on paper, in millimetres. */
const WIDE = { screen: 72, print: 262 };
/** How high the days of a week are on paper, in millimetres. */
const PRINTED = 150;
/** A line of a block: how high it is, and how wide a letter of it; on a screen in rem, in print in millimetres. */
const LINE = { screen: 0.9, print: 2.75 };
const LETTER = { screen: 0.43, print: 1.25 };
/** What the edges of a block take of its width. */
const EDGES = { screen: 0.9, print: 2.5 };
/** In a narrower block, in letters, a name has one line, and in a still narrower one the numbers are said in short. */
const NARROW = 18;
const BRIEF = 14;
/** In a lower block, in lines, all stands on one line. */
const LOW = 2.3;
/** A block that is lower has room for small letters only, or for none. */
const SHORT = { screen: 1.2, print: 3.4 };
const SLIVER = { screen: 0.65, print: 1.9 };

type Medium = "screen" | "print";

/** A session on one day. */
interface Block {
  readonly one: DrawnSession;
  /** Whether it is the first piece of the session. */
  readonly isFirst: boolean;
}

type Placed = InLane<Block>;

interface Column extends CalendarDay {
  readonly placed: readonly Placed[];
}

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

function lanesIn(placed: readonly Placed[]): number {
  return Math.max(0, ...placed.map((one) => one.lanes));
}

/** How wide a day is with so many sessions side by side, in widths of a day with one. */
function widthFor(lanes: number): number {
  return lanes === 0 ? 0.45 : round(1 + 0.55 * (lanes - 1), 2);
}

/** How many letters stand on a line of a block. */
function lettersOf({ lanes, piece }: Placed, columns: readonly Column[], medium: Medium): number {
  const widths = columns.map(({ placed }) => widthFor(lanesIn(placed)));
  const own = widths[columns.findIndex(({ day }) => day === piece.day)] as number;
  const width = (WIDE[medium] * own) / widths.reduce((sum, one) => sum + one, 0) / lanes;
  return Math.max(1, Math.floor((width - EDGES[medium]) / LETTER[medium]));
}

/** How many lines are needed for what must be said of a session: its name, its numbers, verdict and kind, and what breaks. */
function linesFor({ one }: Block, letters: number, numbers = one.numbers): number {
  const { session, breaches } = one;
  const texts = [numbers, `${VERDICT_WORDS[session.shown]} · ${session.kind}`, ...breaches];
  return texts.reduce((sum, text) => sum + Math.ceil(text.length / letters), 1.3);
}

/** How high an hour is to be so that the blocks have room for that. */
function hourFor(columns: readonly Column[]): number {
  const needed = columns.flatMap(({ placed }) =>
    placed.map((one) => {
      const letters = lettersOf(one, columns, "screen");
      return (linesFor(one.what, letters) * LINE.screen * 60) / (one.piece.until - one.piece.from);
    }),
  );
  // A short one has room for no more than its name, however high an hour is.
  const possible = needed.filter((height) => height <= 2 * HOUR.most);
  return Math.min(HOUR.most, Math.max(HOUR.least, ...possible));
}

function hourMark({ from, until, isFolded }: Band, { scale, geometry }: Drawing): Markup {
  const at = geometry.class(`top:${scale.at(from)};height:${scale.part(from, until)}`);
  return html`<span class="${isFolded && "folded "}${at}">${clockOf(from)}</span>`;
}

/** A session on a day, with the part of it marked that breaks a limit; it leads to what was found on it, or to its row in the table. */
function block(drawing: Drawing, placed: Placed): Markup {
  const { anchors, geometry, scale, rows } = drawing;
  const { what, piece, lane, lanes } = placed;
  const { session, findings, number } = what.one;
  const at = geometry.class(
    `top:${scale.at(piece.from)};height:${scale.part(piece.from, piece.until)};left:${percent(lane, lanes)};width:${percent(1, lanes)}`,
  );
  const anchor = anchors.sessions.get(session);
  const target = findings.map((finding) => anchors.findings.get(finding)).find((one) => one !== undefined) ?? `${rows}-${number}`;
  return html`
    <a class="${["block", session.shown, ...traitsOf(drawing, placed), at].join(" ")}"${what.isFirst && anchor !== undefined && html` id="${anchor}"`} href="#${target}">
      ${broken(placed, drawing)}${lines(what)}</a>`;
}

/** What sets a block off from others: what else was found, and how much room there is on a screen and in print. */
function traitsOf({ columns, hour, scale }: Drawing, placed: Placed): string[] {
  const { piece, what } = placed;
  const { othersSeverity, drawn } = what.one;
  const heights = { screen: ((piece.until - piece.from) / 60) * hour, print: scale.share(piece.from, piece.until) * PRINTED };
  const ofMedium = (medium: Medium, suffix: string) => {
    const [height, letters] = [heights[medium], lettersOf(placed, columns, medium)];
    const lines = height / LINE[medium];
    const isBrief = letters < BRIEF || linesFor(what, letters) > lines;
    const brief = linesFor(what, letters, drawn.brief.join(SEPARATOR));
    const size = height < SLIVER[medium] ? ["sliver"] : height < SHORT[medium] ? ["short"] : [];
    if (lines < LOW) size.push("low");
    const isRoomy = letters >= NARROW && (isBrief ? brief : linesFor(what, letters)) + 1 <= lines;
    return [...size, ...(isBrief ? ["brief"] : []), ...(isRoomy ? ["roomy"] : [])].map((trait) => `${trait}${suffix}`);
  };
  return [...(othersSeverity === null ? [] : [`has-${othersSeverity}`]), ...ofMedium("screen", ""), ...ofMedium("print", "-in-print")];
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
      <span class="name">${shape(verdict)} <span class="number">${number}</span> ${othersSeverity !== null && html`${shape(othersSeverity)} `}<b><bdi>${id}</bdi></b></span>
      ${" "}<span class="numbers" data-brief="${drawn.brief.join(SEPARATOR)}">${kept(numbers)}</span>
      ${" "}<span>${VERDICT_WORDS[verdict]} · ${words(kind)}${!isFirst && " (continued)"}</span>
      ${breaches.map((breach) => html` <span class="breach-of">${breach}</span>`)}
      ${others !== null && html` <span>${others}</span>`}
      ${" "}<span>${session.hours}</span>
      ${drawn.clinicians.length > 0 && html` <span>${between(drawn.clinicians.map(words))}</span>`}
    </span>`;
}

/** Between the numbers of a block that has little room. */
const SEPARATOR = " ";

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
