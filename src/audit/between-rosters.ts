/** Finds clinicians who may work in several rosters at once, which the audit of a single roster cannot see. */
import { groupedBy } from "../grouped.ts";
import { clipped, inSeveral, merged, overlapping } from "../roster/intervals.ts";
import type { Clinician, Interval, Roster } from "../roster/roster.ts";

/** A stay of a clinician, with its roster. */
interface Work extends Interval {
  readonly roster: Roster;
  readonly clinician: Clinician;
  /** Whether its times are moments; without a time zone, they are wall-clock times of an unknown place. */
  readonly hasZone: boolean;
}

/** The maximum offset of a clock from UTC, in minutes. */
const MAX_ZONE = 14 * 60;

/** By roster, the clinicians (by id) who are, or without a time zone may be, in another roster at the same time. */
export function elsewhereAtOnce(rosters: readonly Roster[]): ReadonlyMap<Roster, ReadonlySet<Clinician>> {
  const found = new Map<Roster, Set<Clinician>>();
  if (rosters.length < 2) return found;
  for (const works of workOfShared(rosters).values()) {
    const [zoned, clocked] = [works.filter(({ hasZone }) => hasZone), works.filter(({ hasZone }) => !hasZone)];
    const anywhere = clocked.map((work) => ({ ...work, from: work.from - MAX_ZONE, until: work.until + MAX_ZONE }));
    const atOnce = [
      ...overlappingOthers(zoned, ({ roster }) => roster),
      ...overlappingOthers(clocked, ({ roster }) => roster),
      ...overlappingOthers([...zoned, ...anywhere], ({ hasZone }) => hasZone),
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
  const works: Work[] = [];
  for (const roster of rosters) {
    if (!roster.clinicians.some(isShared)) continue;
    for (const session of roster.sessions) {
      const hasZone = roster.hasTimezone || session.writtenOffset !== null;
      for (const stay of session.canceled ? [] : session.clinicians) {
        const { who: clinician } = stay;
        if (isShared(clinician)) works.push({ roster, clinician, hasZone, ...clipped(stay, session) });
      }
    }
  }
  return groupedBy(works, ({ clinician }) => clinician.id);
}

/** The stays that overlap a stay of another group. */
function overlappingOthers(works: readonly Work[], groupOf: (work: Work) => unknown): Work[] {
  const shared = inSeveral([...groupedBy(works, groupOf).values()].flatMap(merged));
  return works.filter((work) => overlapping(shared, work).length > 0);
}
