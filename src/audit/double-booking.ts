/** Who is in two sessions at once: the search that the two rules on double bookings share. */
import { addTo, memoized } from "../grouped.ts";
import { inSeveral, intersection } from "../roster/intervals.ts";
import type { Interval, Session } from "../roster/roster.ts";
import type { SessionResult } from "./limit-check.ts";
import { clinicianStays, patientStays, type Stays } from "./presence.ts";

/** The intervals that one person spends in a session. */
interface Booking<Who> extends Stays {
  readonly who: Who;
  readonly session: Session;
}

export interface DoubleBooking<Who> {
  readonly later: Booking<Who>;
  /** Of the earlier sessions that overlap the one that ends last. */
  readonly earlier: Booking<Who>;
  /** When the person is in both: in order, touching ones joined. */
  readonly overlaps: readonly Interval[];
}

/** Every double booking of each of the `people` of a session, by their first start in each session, then its id. */
export function* doubleBookings<Who>(
  sessions: readonly SessionResult[],
  people: (session: Session) => ReadonlySet<Who>,
  staysIn: (session: Session) => ReadonlyMap<Who, Stays>,
): Generator<DoubleBooking<Who>> {
  const byPerson = new Map<Who, Session[]>();
  for (const { session } of sessions) {
    for (const who of people(session)) addTo(byPerson, who, session);
  }
  const staysOf = memoized(staysIn);
  for (const [who, ofPerson] of byPerson) {
    // Few people have sessions that overlap at all.
    if (inSeveral(ofPerson.map((session) => [session])).length === 0) continue;
    yield* overlapping(ofPerson.map((session) => ({ who, session, ...(staysOf(session).get(who) as Stays) })));
  }
}

/** The sessions in which a clinician or patient is while in another one as well, whatever rules are on. */
export function conflicting(sessions: readonly SessionResult[]): Set<Session> {
  return new Set([...overlapped(sessions, clinicianStays), ...overlapped(sessions, patientStays)]);
}

function overlapped<Who>(sessions: readonly SessionResult[], staysIn: (session: Session) => ReadonlyMap<Who, Stays>): Session[] {
  const byPerson = new Map<Who, { readonly session: Session; readonly intervals: readonly Interval[] }[]>();
  for (const { session } of sessions) {
    for (const [who, { intervals }] of staysIn(session)) addTo(byPerson, who, { session, intervals });
  }
  return [...byPerson.values()].flatMap((stays) => {
    const twice = inSeveral(stays.map(({ intervals }) => intervals));
    return stays.filter(({ intervals }) => intersection(intervals, twice).length > 0).map(({ session }) => session);
  });
}

function* overlapping<Who>(bookings: readonly Booking<Who>[]): Generator<DoubleBooking<Who>> {
  const inOrder = [...bookings].sort((a, b) => firstStart(a) - firstStart(b) || (a.session.id < b.session.id ? -1 : 1));
  /** The one whose session ends last comes first; of equal ones the earlier. */
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
