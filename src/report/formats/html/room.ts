/** How much room the blocks of a picture have, and what of a session is said in it. Estimated, for it is drawn elsewhere. */
import type { CalendarDay } from "../../report.ts";
import type { InLane } from "../week/layout.ts";
import { type DrawnSession, VERDICT_WORDS } from "../week/session-wording.ts";
import { round } from "./geometry.ts";

/** How high an hour is drawn, in rem: high enough for what is said of a session, within bounds. */
const HOUR = { least: 5.2, most: 7.4 };
/** A week on a screen of usual width, in rem, and on paper, in millimetres. */
const WIDE = { screen: 72, print: 262 };
/** How high the days of a week are on paper, in millimetres. */
export const PRINTED = 150;
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

/** Between the numbers of a block that has little room. */
export const SEPARATOR = " ";

/** A session on one day. */
export interface Block {
  readonly one: DrawnSession;
  /** Whether it is the first piece of the session. */
  readonly isFirst: boolean;
}

export type Placed = InLane<Block>;

/** A day with what stands in it. */
export interface Column extends CalendarDay {
  readonly placed: readonly Placed[];
}

/** How many sessions stand side by side. */
export function lanesIn(placed: readonly Placed[]): number {
  return Math.max(0, ...placed.map((one) => one.lanes));
}

/** How wide a day is with so many sessions side by side, in widths of a day with one. */
export function widthFor(lanes: number): number {
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
export function hourFor(columns: readonly Column[]): number {
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

/**
 * How much room a block has, as classes, on a screen and in print: `share` is its part of the height of the days, `hour` how high an
 * hour is on a screen.
 */
export function roomOf(
  placed: Placed,
  columns: readonly Column[],
  { hour, share }: { readonly hour: number; readonly share: number },
): string[] {
  const { piece, what } = placed;
  const { drawn } = what.one;
  const heights = { screen: ((piece.until - piece.from) / 60) * hour, print: share * PRINTED };
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
  return [...ofMedium("screen", ""), ...ofMedium("print", "-in-print")];
}
