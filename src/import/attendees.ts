/** Who is in a session, from its rows: each person once, with stays where they are there for a part of it. */
import { merged } from "../roster/intervals.ts";
import type { Interval } from "../roster/roster.ts";
import type { Zone } from "../roster/zone.ts";
import { momentOf } from "./clock.ts";
import type { Entry, RowFate, SourceCouple, SourcePatient } from "./entry.ts";

/** The stays of a person in a session: in order, with gaps between them. */
export interface Attendee {
  readonly key: string;
  readonly stays: readonly Interval[];
}

export interface Attendees {
  /** By their keys, in the order of the rows. */
  readonly clinicians: readonly Attendee[];
  readonly patients: readonly Attendee[];
  readonly couples: readonly SourceCouple[];
  /** The number of patients, or couples, if there are more than those who are named; else null. */
  readonly headcount: { readonly patients: number | null; readonly couples: number | null };
}

interface Hours extends Interval {
  readonly zone: Zone;
}

/** The attendees of a session, from the rows whose people attend; `idle` has the fate of rows that add no one. */
export function attendeesOf(
  entries: readonly Entry[],
  hours: Hours,
  clinician: (name: string) => string,
): { readonly attendees: Attendees; readonly idle: ReadonlyMap<Entry, RowFate> } {
  const clinicians = new Presence(hours);
  const patients = new Presence(hours);
  const couples = new Map<string, SourceCouple>();
  const idle = new Map<Entry, RowFate>();
  let [countedPatients, countedCouples] = [0, 0];
  for (const [i, entry] of entries.entries()) {
    const stays = [...entry.patients, ...entry.couples.flatMap(({ partners }) => partners)];
    const patientsBefore = stays.map(({ key, stay }) => patients.add(key, stay));
    const cliniciansBefore = entry.clinicians.map((name) => clinicians.add(clinician(name), entry.clinicianStay));
    for (const couple of couplesOf(entry)) couples.set(pairOf(couple), couples.get(pairOf(couple)) ?? couple);
    countedPatients += Math.max(entry.headcount.patients ?? 0, entry.patients.length);
    countedCouples += Math.max(entry.headcount.couples ?? 0, entry.couples.length);
    const adds = i === 0 || isCounted(entry) || [...patientsBefore, ...cliniciansBefore].includes("new");
    if (stays.length > 0 && patientsBefore.every((found) => found === "absent")) idle.set(entry, "does-not-attend");
    else if (!adds) idle.set(entry, "duplicate");
  }
  // A couple is listed as one where both partners are there throughout.
  const whole = [...couples.values()].filter(({ partners }) => partners.every(({ key }) => patients.isThroughout(key)));
  const inCouple = new Set(whole.flatMap(({ partners }) => partners.map(({ key }) => key)));
  const alone = patients.all().filter(({ key }) => !inCouple.has(key));
  const counts = (what: "patients" | "couples") => entries.some(({ headcount }) => headcount[what] !== undefined);
  return {
    attendees: {
      clinicians: clinicians.all(),
      patients: alone,
      couples: whole,
      headcount: {
        patients: counts("patients") && countedPatients > alone.length ? countedPatients : null,
        couples: counts("couples") && countedCouples > whole.length ? countedCouples : null,
      },
    },
    idle,
  };
}

/** The couples whom an entry names, whether it says that both partners attend or not. */
export function couplesOf({ couples, patients, partner }: Entry): readonly SourceCouple[] {
  const [patient] = patients;
  if (partner === undefined || patient === undefined) return couples;
  return [...couples, { key: JSON.stringify([patient.key, partner].sort()), partners: [patient, { key: partner }] }];
}

/** Whether an entry only counts its attendees. */
export function isCounted({ headcount }: Entry): boolean {
  return (headcount.patients ?? 0) + (headcount.couples ?? 0) > 0;
}

/** Who is in a session, and when. */
class Presence {
  readonly #hours: Hours;
  readonly #stays = new Map<string, readonly Interval[]>();

  constructor(hours: Hours) {
    this.#hours = hours;
  }

  /** Adds a stay, which is the whole session if none is given, and says whether it is known already, or outside of the session. */
  add(key: string, stay: SourcePatient["stay"]): "new" | "known" | "absent" {
    const { from, until, zone } = this.#hours;
    const stayed =
      stay === undefined
        ? { from, until }
        : { from: Math.max(from, momentOf(stay.from, zone) ?? from), until: Math.min(until, momentOf(stay.until, zone) ?? until) };
    if (stayed.from >= stayed.until) return "absent";
    const before = this.#stays.get(key) ?? [];
    if (before.some((one) => one.from <= stayed.from && stayed.until <= one.until)) return "known";
    this.#stays.set(key, merged([...before, stayed]));
    return "new";
  }

  isThroughout(key: string): boolean {
    const { from, until } = this.#hours;
    return this.#stays.get(key)?.some((stay) => stay.from === from && stay.until === until) === true;
  }

  all(): readonly Attendee[] {
    return [...this.#stays].map(([key, stays]) => ({ key, stays }));
  }
}

/** A couple by its partners, in whichever order. */
function pairOf({ partners }: SourceCouple): string {
  return JSON.stringify(partners.map(({ key }) => key).sort());
}
