/** The layout of a drawn day: lanes for overlapping sessions, and bands of hours; quiet bands are folded. */
import type { Piece } from "../../report.ts";

const HOUR = 60;
const DAY = 24 * HOUR;
/** The night, in minutes: its quiet hours, and those around it, are folded. */
const NIGHT = { from: 22 * HOUR, until: 6 * HOUR };
/** Minimum consecutive quiet minutes to fold in the daytime. */
const LONG = 3 * HOUR;

/** An item with its lane (from 0) and the number of lanes side by side. */
export interface InLane<T> {
  readonly what: T;
  readonly piece: Piece;
  readonly lane: number;
  readonly lanes: number;
}

/** Assigns lanes to the items of a day, by start. Items that overlap, directly or through others, share the width. */
export function inLanes<T>(day: readonly { readonly what: T; readonly piece: Piece }[]): InLane<T>[] {
  const placed: { what: T; piece: Piece; lane: number; lanes: number }[] = [];
  let cluster: typeof placed = [];
  let end = 0;
  const close = () => {
    const lanes = Math.max(0, ...cluster.map(({ lane }) => lane)) + 1;
    for (const one of cluster) one.lanes = lanes;
    cluster = [];
  };
  for (const { what, piece } of [...day].sort((a, b) => a.piece.from - b.piece.from)) {
    if (piece.from >= end) close();
    const taken = new Set(cluster.filter((one) => one.piece.until > piece.from).map(({ lane }) => lane));
    let lane = 0;
    while (taken.has(lane)) lane++;
    const one = { what, piece, lane, lanes: 1 };
    cluster.push(one);
    placed.push(one);
    end = Math.max(end, piece.until);
  }
  close();
  return placed;
}

/** A part of the day, in minutes from midnight. */
export interface Band {
  readonly from: number;
  readonly until: number;
  /** Whether it is drawn as a narrow strip, because it is quiet. */
  readonly isFolded: boolean;
}

/**
 * The bands of a grid, from midnight to midnight. Each hour is a band. Folded into one band are empty hours at and around night,
 * several empty hours in a row, and hours of the night in which nothing starts or ends. Empty if no day has an item.
 */
export function bandsOf(pieces: readonly Piece[]): Band[] {
  if (pieces.length === 0) return [];
  const bands: Band[] = [];
  for (let from = 0; from < DAY; from += HOUR) {
    const band = { from, until: from + HOUR, isFolded: false };
    const isFolded = isOfNight(band) ? pieces.every((piece) => isQuiet(band, piece)) : pieces.every((piece) => isEmpty(band, piece));
    const last = bands.at(-1);
    if (isFolded && last?.isFolded) bands[bands.length - 1] = { ...last, until: band.until };
    else bands.push({ ...band, isFolded });
  }
  const isLong = ({ from, until }: Band) => until - from >= LONG;
  return bands.flatMap((band) => (band.isFolded && !isLong(band) && !isOfNight(band) ? hours(band) : [band]));
}

function isOfNight({ from, until }: Band): boolean {
  return from < NIGHT.until || until > NIGHT.from;
}

function isEmpty(band: Band, piece: Piece): boolean {
  return piece.until <= band.from || piece.from >= band.until;
}

/** Whether an item neither starts nor ends in a band. A cut at midnight is neither. */
function isQuiet({ from, until }: Band, piece: Piece): boolean {
  const begins = piece.from > 0 && piece.from >= from && piece.from < until;
  const ends = piece.until < DAY && piece.until > from && piece.until <= until;
  return !begins && !ends;
}

function hours({ from, until }: Band): Band[] {
  return Array.from({ length: (until - from) / HOUR }, (_, i) => ({
    from: from + i * HOUR,
    until: from + (i + 1) * HOUR,
    isFolded: false,
  }));
}
