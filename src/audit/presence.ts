import { clipped, merged, without } from "../roster/intervals.ts";
import type { Clinician, Interval, Session } from "../roster/roster.ts";

/** When each clinician of a session is there and not away: in order, within the session. */
export function presence(session: Session): Map<Clinician, Interval[]> {
  const found = new Map<Clinician, Interval[]>();
  for (const stay of session.clinicians) {
    const { who } = stay;
    found.set(who, [...(found.get(who) ?? []), ...without([clipped(stay, session)], who.away)]);
  }
  for (const [who, intervals] of found) if (intervals.length > 1) found.set(who, merged(intervals));
  return found;
}
