/** Who attends a session, from its rows: each patient once, with stays where they are there for a part of it. */
import type { Interval } from "../roster/roster.ts";
import type { Zone } from "../roster/zone.ts";
import { momentOf } from "./clock.ts";
import type { Entry, RowFate, SourceCouple, SourcePatient } from "./entry.ts";

/** A patient's stays in a session, in order and apart. One that is the whole session is alone. */
export interface Attendee {
  readonly key: string;
  readonly stays: readonly Interval[];
}

export interface Attendees {
  readonly patients: readonly Attendee[];
  readonly couples: readonly SourceCouple[];
  /** The number of patients, or couples, if there are more than those who are named; else null. */
  readonly headcount: { readonly patients: number | null; readonly couples: number | null };
}

interface Hours extends Interval {
  readonly zone: Zone;
}

/**
 * The attendees of a session. `idle` has the fate of the rows that add nobody. `addsMore` says whether a row adds somebody else, such
 * as a clinician, and takes note of them.
 */
export function attendeesOf(
  entries: readonly Entry[],
  hours: Hours,
  addsMore: (entry: Entry) => boolean,
): { readonly attendees: Attendees; readonly idle: ReadonlyMap<Entry, RowFate> } {
  const patients = new Map<string, Interval[]>();
  const couples = new Map<string, SourceCouple>();
  const idle = new Map<Entry, RowFate>();
  let [countedPatients, countedCouples] = [0, 0];
  for (const [i, entry] of entries.entries()) {
    let adds = addsMore(entry) || i === 0;
    let isAbsent = entry.patients.length > 0;
    for (const patient of [...entry.patients, ...entry.couples.flatMap(({ partners }) => partners)]) {
      const stay = stayOf(patient, hours);
      if (stay === null) continue;
      isAbsent = false;
      const before = patients.get(patient.key) ?? [];
      const after = withStay(before, stay);
      adds ||= JSON.stringify(after) !== JSON.stringify(before);
      patients.set(patient.key, after);
    }
    for (const couple of entry.couples) couples.set(pairOf(couple), couple);
    countedPatients += Math.max(entry.headcount.patients ?? 0, entry.patients.length);
    countedCouples += Math.max(entry.headcount.couples ?? 0, entry.couples.length);
    adds ||= (entry.headcount.patients ?? 0) + (entry.headcount.couples ?? 0) > 0;
    if (isAbsent && entry.couples.length === 0) idle.set(entry, "does-not-attend");
    else if (!adds) idle.set(entry, "duplicate");
  }
  // A couple is listed as one where both partners are there throughout.
  const isWhole = (key: string) => patients.get(key)?.some(({ from, until }) => from === hours.from && until === hours.until) === true;
  const whole = [...couples.values()].filter(({ partners }) => partners.every(({ key }) => isWhole(key)));
  const inCouple = new Set(whole.flatMap(({ partners }) => partners.map(({ key }) => key)));
  const alone = [...patients].filter(([key]) => !inCouple.has(key)).map(([key, stays]) => ({ key, stays }));
  const isCounted = entries.some(({ headcount }) => headcount.patients !== undefined);
  const areCouplesCounted = entries.some(({ headcount }) => headcount.couples !== undefined);
  return {
    attendees: {
      patients: alone,
      couples: whole,
      headcount: {
        patients: isCounted && countedPatients > alone.length ? countedPatients : null,
        couples: areCouplesCounted && countedCouples > whole.length ? countedCouples : null,
      },
    },
    idle,
  };
}

/** A couple by its partners, in whichever order. */
export function pairOf({ partners }: SourceCouple): string {
  return JSON.stringify(partners.map(({ key }) => key).sort());
}

/** When a patient is in the session; null if that is never. */
function stayOf({ stay }: SourcePatient, { from, until, zone }: Hours): Interval | null {
  if (stay === undefined) return { from, until };
  const clipped = { from: Math.max(from, momentOf(stay.from, zone) ?? from), until: Math.min(until, momentOf(stay.until, zone) ?? until) };
  return clipped.from < clipped.until ? clipped : null;
}

/** Stays with one more; those that touch or overlap are one. */
function withStay(stays: readonly Interval[], stay: Interval): Interval[] {
  const apart = stays.filter(({ from, until }) => until < stay.from || from > stay.until);
  const joined = stays.filter((one) => !apart.includes(one));
  const from = Math.min(stay.from, ...joined.map((one) => one.from));
  const until = Math.max(stay.until, ...joined.map((one) => one.until));
  return [...apart, { from, until }].sort((a, b) => a.from - b.from);
}
