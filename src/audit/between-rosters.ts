/** What an audit of each roster by itself cannot see: who works for several of them at once. */
import type { Clinician, Interval, Roster } from "../roster/roster.ts";

/** A stay of a clinician, with the roster in which it is. */
interface Work extends Interval {
  readonly roster: Roster;
  readonly clinician: Clinician;
  /** Whether its times are moments; without a time zone they are those of a clock that nobody knows the place of. */
  readonly hasZone: boolean;
}

/** So many minutes is a clock at most ahead of UTC, or behind it. */
const FARTHEST_ZONE = 14 * 60;

/**
 * By roster the clinicians who are in a session of another roster at the same time, or may be where one of the two names no time
 * zone. A clinician is the same in two rosters if the id is.
 */
export function elsewhereAtOnce(rosters: readonly Roster[]): ReadonlyMap<Roster, ReadonlySet<Clinician>> {
  const found = new Map<Roster, Set<Clinician>>();
  if (rosters.length < 2) return found;
  for (const works of workOfShared(rosters).values()) {
    const [zoned, clocked] = [works.filter(({ hasZone }) => hasZone), works.filter(({ hasZone }) => !hasZone)];
    const anywhere = clocked.map((work) => ({ ...work, from: work.from - FARTHEST_ZONE, until: work.until + FARTHEST_ZONE }));
    const atOnce = [
      ...overlapping(zoned, ({ roster }) => roster),
      ...overlapping(clocked, ({ roster }) => roster),
      ...overlapping([...zoned, ...anywhere], ({ hasZone }) => hasZone),
    ];
    for (const { roster, clinician } of atOnce) found.set(roster, (found.get(roster) ?? new Set()).add(clinician));
  }
  return found;
}

/** All stays of each clinician who is in several rosters. */
function workOfShared(rosters: readonly Roster[]): ReadonlyMap<string, Work[]> {
  const homes = new Map<string, number>();
  for (const { clinicians } of rosters) for (const { id } of clinicians) homes.set(id, (homes.get(id) ?? 0) + 1);
  const isShared = ({ id }: Clinician) => (homes.get(id) as number) > 1;
  const works = new Map<string, Work[]>();
  for (const roster of rosters) {
    if (!roster.clinicians.some(isShared)) continue;
    for (const session of roster.sessions) {
      const hasZone = roster.hasTimezone || session.writtenOffset !== null;
      for (const { who: clinician, from, until } of session.cancelled ? [] : session.clinicians) {
        if (!isShared(clinician)) continue;
        const work = { roster, clinician, hasZone, from: Math.max(from, session.from), until: Math.min(until, session.until) };
        const known = works.get(clinician.id);
        if (known === undefined) works.set(clinician.id, [work]);
        else known.push(work);
      }
    }
  }
  return works;
}

/** Those of some stays that overlap one of another group. */
function overlapping<Group>(works: readonly Work[], groupOf: (work: Work) => Group): Work[] {
  const byStart = [...works].sort((a, b) => a.from - b.from);
  return [...laterOfTwo(byStart, groupOf), ...earlierOfTwo(byStart, groupOf)];
}

/** Stays that begin while one of another group lasts. Of those before, the last to end is kept, and the last of another group. */
function* laterOfTwo<Group>(byStart: readonly Work[], groupOf: (work: Work) => Group): Generator<Work> {
  let longest: Work | null = null;
  let other: Work | null = null;
  for (const work of byStart) {
    const isOfLongest: boolean = longest !== null && groupOf(longest) === groupOf(work);
    const rival: Work | null = isOfLongest ? other : longest;
    if (rival !== null && rival.until > work.from) yield work;
    if (longest === null || work.until > longest.until) {
      if (!isOfLongest) other = longest;
      longest = work;
    } else if (!isOfLongest && (other === null || work.until > other.until)) other = work;
  }
}

/** Stays during which one of another group begins. Of those after, the next is kept, and the next of another group. */
function* earlierOfTwo<Group>(byStart: readonly Work[], groupOf: (work: Work) => Group): Generator<Work> {
  let next: Work | null = null;
  let other: Work | null = null;
  for (const work of [...byStart].reverse()) {
    const isOfNext: boolean = next !== null && groupOf(next) === groupOf(work);
    const rival: Work | null = isOfNext ? other : next;
    if (rival !== null && rival.from < work.until) yield work;
    if (!isOfNext) other = next;
    next = work;
  }
}
