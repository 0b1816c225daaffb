/** Finds double bookings, for the two rules about them. */
import { addTo, memoized } from "../grouped.ts";
import { inSeveral, intersection } from "../roster/intervals.ts";
import type { Interval, Session } from "../roster/roster.ts";
import type { SessionResult } from "./limit-check.ts";
import { attendingPatients, clinicianStays, listedClinicians, patientStays, type Stays } from "./presence.ts";

/** The intervals of one person in a session. */
interface Booking<Who> extends Stays {
  readonly who: Who;
  readonly session: Session;
}

export interface DoubleBooking<Who> {
  readonly later: Booking<Who>;
  /** The overlapping earlier session that ends last. */
  readonly earlier: Booking<Who>;
  /** The times in both sessions: sorted, touching ones joined. */
  readonly overlaps: readonly Interval[];
}

/** Every double booking of each of the `people`. Sessions are ordered by the person's first start in them, then by id. */
export function* doubleBookings<Who>(
  sessions: readonly SessionResult[],
  people: (session: Session) => ReadonlySet<Who>,
  staysIn: (session: Session) => ReadonlyMap<Who, Stays>,
): Generator<DoubleBooking<Who>> {
  for (const bookings of bookingsAtOnce(sessions, people, staysIn)) yield* overlapping(bookings);
}

/** The sessions in which a clinician or patient is while in another one as well, whatever rules are on. */
export function conflicting(sessions: readonly SessionResult[]): Set<Session> {
  const found = new Set<Session>();
  const note = (bookings: readonly Booking<unknown>[]) => {
    const twice = inSeveral(bookings.flatMap(({ intervals }) => intervals));
    for (const { session, intervals } of bookings) if (intersection(intervals, twice).length > 0) found.add(session);
  };
  for (const bookings of bookingsAtOnce(sessions, listedClinicians, clinicianStays)) note(bookings);
  for (const bookings of bookingsAtOnce(sessions, attendingPatients, patientStays)) note(bookings);
  return found;
}

/** The bookings of each person whose sessions overlap; few people have any. */
function* bookingsAtOnce<Who>(
  sessions: readonly SessionResult[],
  people: (session: Session) => ReadonlySet<Who>,
  staysIn: (session: Session) => ReadonlyMap<Who, Stays>,
): Generator<Booking<Who>[]> {
  const byPerson = new Map<Who, Session[]>();
  for (const { session } of sessions) {
    for (const who of people(session)) addTo(byPerson, who, session);
  }
  const staysOf = memoized(staysIn);
  for (const [who, ofPerson] of byPerson) {
    if (inSeveral(ofPerson).length > 0) yield ofPerson.map((session) => ({ who, session, ...(staysOf(session).get(who) as Stays) }));
  }
}

function* overlapping<Who>(bookings: readonly Booking<Who>[]): Generator<DoubleBooking<Who>> {
  const inOrder = [...bookings].sort((a, b) => firstStart(a) - firstStart(b) || (a.session.id < b.session.id ? -1 : 1));
  /** Sorted by the end of the session, latest first; the earlier of equals first. */
  const byEnd: Booking<Who>[] = [];
  for (const later of inOrder) {
    for (const earlier of byEnd) {
      if (earlier.session.until <= firstStart(later)) break;
      const overlaps = intersection(later.intervals, earlier.intervals);
      if (overlaps.length === 0) continue;
      yield { later, earlier, overlaps };
      break;
    }
    byEnd.splice(byEnd.findLastIndex(({ session }) => session.until >= later.session.until) + 1, 0, later);
  }
}

function firstStart({ intervals }: Booking<unknown>): number {
  return (intervals[0] as Interval).from;
}
