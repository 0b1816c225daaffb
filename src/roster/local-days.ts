/** Splits intervals into pieces on local days, for drawing. */

import { DAY } from "./read-time.ts";
import { type Interval, localTime, type Roster, type Session } from "./roster.ts";
import { changeWithin } from "./zone.ts";

/** A part of a local day, in wall-clock minutes from midnight: half-open, at most 1440. */
export interface Piece {
  /** Days since 1970-01-01. */
  readonly day: number;
  readonly from: number;
  readonly until: number;
  /** The moment of its start. It distinguishes two pieces with the same clock times. */
  readonly moment: number;
}

/** Maximum pieces of one interval: more mean a mistake in a date. */
const MAX_PIECES = 14;

/**
 * The pieces of an interval on local days, cut at each midnight and at each change of the clocks. Their total length is
 * exactly that of the interval: an hour that occurs twice is in two pieces, and a skipped hour is in none. A long interval
 * has only its first pieces.
 */
export function onLocalDays({ from, until }: Interval, toLocal: (moment: number) => number): Piece[] {
  const pieces: Piece[] = [];
  const offsetAt = (moment: number) => toLocal(moment) - moment;
  for (let at = from; at < until && pieces.length < MAX_PIECES; ) {
    const local = toLocal(at);
    const day = Math.floor(local / DAY);
    const start = local - day * DAY;
    const end = Math.min(until, at + DAY - start);
    // No zone changes its clocks twice within a day.
    const last = offsetAt(end - 1) === offsetAt(at) ? end : changeWithin(offsetAt, at, end - 1).change;
    pieces.push({ day, from: start, until: start + last - at, moment: at });
    at = last;
  }
  return pieces;
}

/** The same for an interval of a session, which may have its own local time. */
export function onDaysOfSession(roster: Roster, session: Session, interval: Interval): Piece[] {
  return onLocalDays(interval, (moment) => localTime(roster, session, moment));
}
