/** What an audit of each roster by itself cannot see: who works for several of them at once. */
import type { Clinician, Interval, Roster } from "../roster/roster.ts";

/** A stay of a clinician, with the roster in which it is. */
interface Work extends Interval {
  readonly roster: Roster;
  readonly clinician: Clinician;
  /** Whether its times are moments; without a time zone they are clock times, which compare among themselves only. */
  readonly hasZone: boolean;
}

/**
 * By roster the clinicians who are in a session of another roster at the same time, or at times that do not compare. A clinician
 * is the same in two rosters if the id is.
 */
export function elsewhereAtOnce(rosters: readonly Roster[]): ReadonlyMap<Roster, ReadonlySet<Clinician>> {
  const found = new Map<Roster, Set<Clinician>>();
  const note = ({ roster, clinician }: Work) => found.set(roster, (found.get(roster) ?? new Set()).add(clinician));
  for (const works of workOfShared(rosters).values()) {
    const [zoned, clocked] = [works.filter(({ hasZone }) => hasZone), works.filter(({ hasZone }) => !hasZone)];
    const doNotCompare = zoned.some(({ roster }) => clocked.some((other) => other.roster !== roster));
    for (const work of doNotCompare ? works : [...atOnce(zoned), ...atOnce(clocked)]) note(work);
  }
  return found;
}

/** All stays of each clinician who is in several rosters. */
function workOfShared(rosters: readonly Roster[]): ReadonlyMap<string, Work[]> {
  const homes = new Map<string, number>();
  for (const { clinicians } of rosters) for (const { id } of clinicians) homes.set(id, (homes.get(id) ?? 0) + 1);
  const works = new Map<string, Work[]>();
  for (const roster of rosters) {
    if (!roster.clinicians.some(({ id }) => (homes.get(id) as number) > 1)) continue;
    for (const session of roster.sessions) {
      if (session.cancelled) continue;
      const hasZone = roster.hasTimezone || session.writtenOffset !== null;
      for (const { who: clinician, from, until } of session.clinicians) {
        if ((homes.get(clinician.id) as number) < 2) continue;
        const work = { roster, clinician, hasZone, from: Math.max(from, session.from), until: Math.min(until, session.until) };
        const known = works.get(clinician.id);
        if (known === undefined) works.set(clinician.id, [work]);
        else known.push(work);
      }
    }
  }
  return works;
}

/** Those of some stays that overlap one in another roster. */
function atOnce(works: readonly Work[]): Set<Work> {
  const found = new Set<Work>();
  const running: Work[] = [];
  for (const work of [...works].sort((a, b) => a.from - b.from)) {
    const before = running.filter(({ until }) => until > work.from);
    running.splice(0, running.length, ...before, work);
    for (const other of before) if (other.roster !== work.roster) found.add(other).add(work);
  }
  return found;
}
