/** Finds clinicians who are assigned to a session while away. */
import { say, untrusted } from "../message.ts";
import { clipped, overlapping } from "../roster/intervals.ts";
import type { Clinician, Interval, Session } from "../roster/roster.ts";
import type { Related } from "./rule.ts";

/** For each clinician who is away during a stay: the first entry with such a stay, and the times. */
export function absences(session: Session): Map<Clinician, { entry: number; intervals: Interval[] }> {
  const found = new Map<Clinician, { entry: number; intervals: Interval[] }>();
  session.clinicians.forEach((stay, entry) => {
    if (stay.who.away.length === 0) return;
    const present = clipped(stay, session);
    for (const away of overlapping(stay.who.away, present)) {
      const known = found.get(stay.who) ?? { entry, intervals: [] };
      known.intervals.push(clipped(away, present));
      found.set(stay.who, known);
    }
  });
  return found;
}

/** The absences of a session's clinicians at the times of a finding, as related locations. */
export function awayThen(session: Session, intervals: readonly Interval[]): Related[] {
  const isThen = (away: Interval) => intervals.some(({ from, until }) => away.from < until && from < away.until);
  return [...absences(session)]
    .filter(([, found]) => found.intervals.some(isThen))
    .map(([{ id, index }]) => ({ message: say`\`${untrusted(id)}\` is away then`, path: ["clinicians", index, "away"] }));
}
