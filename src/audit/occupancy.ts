/** Occupancy over time: splits a session into stretches in which no one arrives or leaves. */
import { merged, overlapping } from "../roster/intervals.ts";
import type { Clinician, Couple, Interval, Session } from "../roster/roster.ts";
import { attendingPatients, clinicianPresence, listedClinicians, patientStays } from "./presence.ts";

/** The numbers of people present, and the weights of clinicians. */
export interface Occupancy {
  /** Seats counted in patients: each person once. */
  readonly patients: number;
  /** Seats counted in couples: each couple once, and each patient without a couple. */
  readonly couples: number;
  /** Clinicians present and not away, in any role. */
  readonly clinicians: number;
  /** Clinicians whose only role is `observer`. */
  readonly observers: number;
  /** The total weight of the clinicians in millionths, for each standard. */
  readonly weights: readonly number[];
  /** The number of clinicians with a weight above 0, for each standard. */
  readonly counted: readonly number[];
}

/** A part [from, until) of a session, in minutes since 1970-01-01T00:00Z. */
export interface Stretch extends Interval, Occupancy {}

/** The occupancy that one clinician adds to sessions of one kind. */
export type Weighing = (clinician: Clinician) => Occupancy;

/** A change of occupancy in an interval, to test a repair: adds `what`, `times` times. */
export interface Change extends Interval {
  readonly what: Occupancy;
  readonly times: number;
}

const NOBODY: Occupancy = { patients: 0, couples: 0, clinicians: 0, observers: 0, weights: [], counted: [] };

/** An occupancy of patients and couples, without clinicians. */
export function seats(patients: number, couples: number): Occupancy {
  return { ...NOBODY, patients, couples };
}

/** The sorted stretches that cover a session. `standards` is the number of weights that `weigh` returns. */
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

/** Whether no one arrives late, leaves early or is away, as in most sessions. */
function isSteady(session: Session): boolean {
  const isThroughout = ({ from, until }: Interval) => from <= session.from && until >= session.until;
  return (
    session.clinicians.every((stay) => isThroughout(stay) && overlapping(stay.who.away, session).length === 0) &&
    session.patients.stays.every(isThroughout) &&
    session.couples.stays.every(isThroughout)
  );
}

/** The occupancy with all people in a session's lists. */
function everybody(session: Session, headcounts: Occupancy, weigh: Weighing): Occupancy {
  const patients = attendingPatients(session);
  const seatsInCouples = new Set(Array.from(patients, (patient) => patient.couple ?? patient));
  const attending = plus(headcounts, seats(patients.size, seatsInCouples.size), 1);
  return [...listedClinicians(session)].reduce((present, who) => plus(present, weigh(who), 1), attending);
}

/** The arrivals and departures, sorted: each clinician while present and not away, each patient once, each couple once. */
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

/** Applies a change to stretches. The change begins and ends where stretches do. */
export function changed(all: readonly Stretch[], { from, until, what, times }: Change): Stretch[] {
  return all.map((one) => (one.from >= from && one.until <= until ? stretch(one.from, one.until, plus(one, what, times)) : one));
}

function stretch(from: number, until: number, { patients, couples, clinicians, observers, weights, counted }: Occupancy): Stretch {
  return { from, until, patients, couples, clinicians, observers, weights, counted };
}

/** Adds an occupancy to another, `times` times; a negative number subtracts it. */
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
