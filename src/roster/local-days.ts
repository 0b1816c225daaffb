/** Moments on the local days of a calendar, for whoever draws them. */

import { DAY } from "./read-time.ts";
import { type Interval, localTime, type Roster, type Session } from "./roster.ts";
import { changeWithin } from "./zone.ts";

/** A part of a local day, in minutes from its midnight as a clock on the wall shows them: half open, at most 1440. */
export interface Piece {
  /** Days since 1970-01-01. */
  readonly day: number;
  readonly from: number;
  readonly until: number;
  /** The moment at which it begins: by it two pieces are told apart that the clock shows alike. */
  readonly moment: number;
}

/** More pieces than these are not made of one interval: it is a slip in a date. */
const MAX_PIECES = 14;

/**
 * An interval of moments on local days: cut at each midnight, and where the clocks change. All pieces together are exactly as
 * long as the interval; what comes twice by the clock, in the night in which it is set back, is in two of them, and what it
 * skips is in none. Of an interval of many days only the first ones are made.
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

/** The same for an interval of a session, whose local time may be its own. */
export function onDaysOfSession(roster: Roster, session: Session, interval: Interval): Piece[] {
  return onLocalDays(interval, (moment) => localTime(roster, session, moment));
}
