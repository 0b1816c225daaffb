/** Who is in two sessions at once: the search that the two rules on double bookings share. */
import { clipped, intersection, merged } from "../roster/intervals.ts";
import type { Interval, Session, Stay } from "../roster/roster.ts";
import type { SessionResult } from "./limit-check.ts";

/** Somebody's stays in one session. */
interface Booking<Who> {
  readonly who: Who;
  readonly session: Session;
  /** Clipped to the session, in order. */
  readonly stays: readonly Interval[];
  /** The path below the session of the entry that names them first. */
  readonly entry: readonly (string | number)[];
}

export interface DoubleBooking<Who> {
  readonly later: Booking<Who>;
  /** Of the earlier sessions that overlap the one that ends last. */
  readonly earlier: Booking<Who>;
  /** When they are in both: in order, touching ones joined. */
  readonly overlaps: readonly Interval[];
}

/** Visits everybody's stays in a session, each with the list and the entry in it that name them. */
export type VisitStays<Who> = (session: Session, visit: (stay: Stay<Who>, list: string, entry: number) => void) => void;

/**
 * Every double booking of everybody among the `suspects`; somebody's sessions are in order of their first stay's start
 * there, then id.
 */
export function* doubleBookings<Who>(
  sessions: readonly SessionResult[],
  visitStays: VisitStays<Who>,
  suspects: ReadonlySet<unknown>,
): Generator<DoubleBooking<Who>> {
  const bookings = new Map<Who, Booking<Who>[]>();
  for (const { session } of suspects.size === 0 ? [] : sessions) {
    const here = new Map<Who, { stays: Interval[]; entry: readonly (string | number)[] }>();
    visitStays(session, (stay, list, entry) => {
      const { who } = stay;
      if (!suspects.has(who)) return;
      const known = here.get(who) ?? { stays: [], entry: [list, entry] };
      known.stays.push(clipped(stay, session));
      here.set(who, known);
    });
    for (const [who, { stays, entry }] of here) {
      const known = bookings.get(who) ?? [];
      // A patient may be listed alone and through a couple for the same time.
      known.push({ who, session, stays: stays.length === 1 ? stays : merged(stays), entry });
      bookings.set(who, known);
    }
  }
  for (const all of bookings.values()) yield* overlapping(all);
}

function* overlapping<Who>(bookings: Booking<Who>[]): Generator<DoubleBooking<Who>> {
  bookings.sort((a, b) => firstStart(a) - firstStart(b) || (a.session.id < b.session.id ? -1 : 1));
  const byEnd: Booking<Who>[] = [];
  for (const later of bookings) {
    for (const earlier of byEnd) {
      if (earlier.session.until <= firstStart(later)) break;
      const overlaps = intersection(later.stays, earlier.stays);
      if (overlaps.length === 0) continue;
      yield { later, earlier, overlaps };
      break;
    }
    byEnd.splice(positionByEnd(byEnd, later.session.until), 0, later);
  }
}

/** Where a booking that ends at a moment belongs among those that end last first; after others that end then. */
function positionByEnd(byEnd: readonly Booking<unknown>[], until: number): number {
  let low = 0;
  let high = byEnd.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((byEnd[middle] as Booking<unknown>).session.until < until) high = middle;
    else low = middle + 1;
  }
  return low;
}

function firstStart(booking: Booking<unknown>): number {
  return (booking.stays[0] as Interval).from;
}
