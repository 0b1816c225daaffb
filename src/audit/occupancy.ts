/** Occupancy over time. Splits a session into stretches during which no one arrives or leaves; each stretch is checked. */
import { clipped, merged, overlapping } from "../roster/intervals.ts";
import type { Clinician, Couple, Interval, Session } from "../roster/roster.ts";
import { attendingPatients, clinicianPresence, listedClinicians, patientStays } from "./presence.ts";

/** How many are present, and what the clinicians among them weigh. */
export interface Occupancy {
  /** Seats counted in patients: each person once. */
  readonly patients: number;
  /** Seats counted in couples: each couple once, and each patient who is in none. */
  readonly couples: number;
  /** Clinicians present and not away, whatever their role. */
  readonly clinicians: number;
  /** Those of them who have no role but `observer`. */
  readonly observers: number;
  /** The sum of the clinicians' weights in millionths, for each standard in turn. */
  readonly weights: readonly number[];
  /** How many clinicians have a weight above 0, for each standard in turn. */
  readonly counted: readonly number[];
}

/** Part [from, until) of a session, in minutes since 1970-01-01T00:00Z. */
export interface Stretch extends Interval, Occupancy {}

/** What one clinician adds to the occupancy of sessions of one kind. */
export type Weighing = (clinician: Clinician) => Occupancy;

/** What is different from one moment to another, to try out a repair: `times` times as much is present as one `what` adds. */
export interface Change extends Interval {
  readonly what: Occupancy;
  readonly times: number;
}

const NOBODY: Occupancy = { patients: 0, couples: 0, clinicians: 0, observers: 0, weights: [], counted: [] };

/** Seats of patients and of couples, with no clinicians. */
export function seats(patients: number, couples: number): Occupancy {
  return { ...NOBODY, patients, couples };
}

/** The stretches of a session in order, which cover all of it. `standards` is the number of weights that `weigh` gives. */
export function stretches(session: Session, standards: number, weigh: Weighing): Stretch[] {
  const { from, until, patients, couples } = session;
  const zeros = new Array<number>(standards).fill(0);
  let present = plus({ ...NOBODY, weights: zeros, counted: zeros }, seats(1, 1), patients.headcount);
  present = plus(present, seats(2, 1), couples.headcount);
  if (isSteady(session)) return [stretch(from, until, everybody(session, present, weigh))];

  const found: Stretch[] = [];
  let last = from;
  for (const { at, what, times } of changes(session, weigh)) {
    if (at >= until) break;
    if (at > last) found.push(stretch(last, at, present));
    last = at;
    present = plus(present, what, times);
  }
  found.push(stretch(last, until, present));
  return found;
}

/** Whether nobody comes, goes or is away, as in most sessions. */
function isSteady(session: Session): boolean {
  const isThroughout = ({ from, until }: Interval) => from <= session.from && until >= session.until;
  return (
    session.clinicians.every((stay) => isThroughout(stay) && overlapping(stay.who.away, session).length === 0) &&
    session.patients.stays.every(isThroughout) &&
    session.couples.stays.every(isThroughout)
  );
}

/** The occupancy with everybody on the lists of a session. */
function everybody(session: Session, headcounts: Occupancy, weigh: Weighing): Occupancy {
  const patients = attendingPatients(session);
  const seatsInCouples = new Set(Array.from(patients, (patient) => patient.couple ?? patient));
  const attending = plus(headcounts, seats(patients.size, seatsInCouples.size), 1);
  return [...listedClinicians(session)].reduce((present, who) => plus(present, weigh(who), 1), attending);
}

/** Who comes and goes when, in order: each clinician while present and not away, each patient once, each couple once. */
function changes(session: Session, weigh: Weighing) {
  const found: { readonly at: number; readonly what: Occupancy; readonly times: 1 | -1 }[] = [];
  const add = (intervals: readonly Interval[], what: Occupancy) => {
    for (const { from, until } of intervals) found.push({ at: from, what, times: 1 }, { at: until, what, times: -1 });
  };
  const couples = new Map<Couple, Interval[]>();
  for (const [{ couple }, { intervals }] of patientStays(session)) {
    add(intervals, couple === null ? seats(1, 1) : seats(1, 0));
    if (couple !== null) couples.set(couple, [...(couples.get(couple) ?? []), ...intervals]);
  }
  for (const intervals of couples.values()) add(merged(intervals), seats(0, 1));
  for (const [who, intervals] of clinicianPresence(session)) add(intervals, weigh(who));
  return found.sort((a, b) => a.at - b.at);
}

/** The stretches that a change makes of others; those that it covers in part are split. */
export function changed(all: readonly Stretch[], change: Change): Stretch[] {
  return all.flatMap((one) => {
    const { from, until } = clipped(change, one);
    if (from >= until) return [one];
    const before = one.from < from ? [stretch(one.from, from, one)] : [];
    const after = until < one.until ? [stretch(until, one.until, one)] : [];
    return [...before, stretch(from, until, plus(one, change.what, change.times)), ...after];
  });
}

function stretch(from: number, until: number, { patients, couples, clinicians, observers, weights, counted }: Occupancy): Stretch {
  return { from, until, patients, couples, clinicians, observers, weights, counted };
}

/** An occupancy with `times` times another added to it; a negative number takes it away. */
function plus(occupancy: Occupancy, what: Occupancy, times: number): Occupancy {
  const sum = (all: readonly number[], added: readonly number[]) =>
    added.length === 0 ? all : all.map((n, i) => n + times * (added[i] as number));
  return {
    patients: occupancy.patients + times * what.patients,
    couples: occupancy.couples + times * what.couples,
    clinicians: occupancy.clinicians + times * what.clinicians,
    observers: occupancy.observers + times * what.observers,
    weights: sum(occupancy.weights, what.weights),
    counted: sum(occupancy.counted, what.counted),
  };
}
