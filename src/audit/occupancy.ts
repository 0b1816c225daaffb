/**
 * Who is present when: a sweep over a session's moments that yields the stretches in which nothing changes. Ratios are
 * judged on every stretch, so on every moment.
 */
import { overlapping } from "../roster/intervals.ts";
import type { Clinician, Couple, Interval, Patient, Session } from "../roster/roster.ts";

/** What clinicians weigh under each standard, in the order of the standards. */
export interface Weights {
  /** The sum of their weights in millionths. */
  readonly weights: readonly number[];
  /** How many of them have a weight above 0. */
  readonly counted: readonly number[];
}

/** A stretch [from, until) of a session in which nobody comes or goes, in moments; its weights are those of whoever is present. */
export interface Stretch extends Interval, Weights {
  /** Places counted in patients: each person once. */
  readonly patients: number;
  /** Places counted in couples: each couple once, and each patient who is in none. */
  readonly couples: number;
  /** Clinicians present and not away, whatever their role. */
  readonly clinicians: number;
}

/** What one clinician weighs in the session's kind. */
export type Weighing = (clinician: Clinician) => Weights;

/** What is different for a while, to try out what would hold: places more or fewer, or so many clinicians like one more. */
export interface Change extends Interval {
  readonly patients?: number;
  readonly couples?: number;
  readonly staff?: { readonly who: Clinician; readonly times: number };
}

/** The stretches that a change makes of others; all of them lie in the session, and those that it reaches into are split. */
export function changed(all: readonly Stretch[], change: Change, weigh: Weighing): Stretch[] {
  const { patients = 0, couples = 0, staff } = change;
  return all.flatMap((stretch) => {
    const from = Math.max(stretch.from, change.from);
    const until = Math.min(stretch.until, change.until);
    if (from >= until) return [stretch];
    const before = stretch.from < from ? [{ ...stretch, until: from }] : [];
    const after = until < stretch.until ? [{ ...stretch, from: until }] : [];
    const weights = [...stretch.weights];
    const counted = [...stretch.counted];
    if (staff !== undefined) addWeights(weigh(staff.who), staff.times, weights, counted);
    const within: Stretch = {
      from,
      until,
      patients: stretch.patients + patients,
      couples: stretch.couples + couples,
      clinicians: stretch.clinicians + (staff?.times ?? 0),
      weights,
      counted,
    };
    return [...before, within, ...after];
  });
}

/**
 * The stretches of a session in order; they cover all of [session.from, session.until). `standards` is how many weights
 * `weigh` gives.
 */
export function stretches(session: Session, standards: number, weigh: Weighing): Stretch[] {
  if (session.still) return [still(session, standards, weigh)];
  const presence = new Presence(session, standards, weigh);
  const events: Event[] = [];
  const stay = (interval: Interval, enter: () => void, leave: () => void): void => {
    if (interval.until <= session.from || interval.from >= session.until) return;
    if (interval.from <= session.from) enter();
    else events.push({ at: interval.from, apply: enter });
    if (interval.until < session.until) events.push({ at: interval.until, apply: leave });
  };
  for (const { who, from, until } of session.patients.stays) {
    stay(
      { from, until },
      () => presence.patient(who, 1),
      () => presence.patient(who, -1),
    );
  }
  for (const { who, from, until } of session.couples.stays) {
    stay(
      { from, until },
      () => presence.couple(who, 1),
      () => presence.couple(who, -1),
    );
  }
  for (const { who, from, until } of session.clinicians) {
    stay(
      { from, until },
      () => presence.clinician(who, 1, 0),
      () => presence.clinician(who, -1, 0),
    );
  }
  for (const who of new Set(session.clinicians.map((one) => one.who))) {
    for (const away of overlapping(who.away, session))
      stay(
        away,
        () => presence.clinician(who, 0, 1),
        () => presence.clinician(who, 0, -1),
      );
  }
  events.sort((a, b) => a.at - b.at);
  const found: Stretch[] = [];
  let from = session.from;
  for (let i = 0; i < events.length; ) {
    const at = (events[i] as Event).at;
    found.push(presence.stretch(from, at));
    for (; i < events.length && (events[i] as Event).at === at; i++) (events[i] as Event).apply();
    from = at;
  }
  found.push(presence.stretch(from, session.until));
  return found;
}

/** The one stretch of a still session, counted without a sweep. */
function still({ from, until, clinicians, patients, couples }: Session, standards: number, weigh: Weighing): Stretch {
  const people = patients.size + patients.headcount;
  const pairs = couples.size + couples.headcount;
  const [only] = clinicians;
  // Most sessions have one clinician, whose weights serve as they are.
  const { weights, counted } = clinicians.length === 1 && only !== undefined ? weigh(only.who) : sum(clinicians, standards, weigh);
  return { from, until, patients: people + 2 * pairs, couples: people + pairs, clinicians: clinicians.length, weights, counted };
}

function sum(clinicians: Session["clinicians"], standards: number, weigh: Weighing): Weights {
  const weights = new Array<number>(standards).fill(0);
  const counted = new Array<number>(standards).fill(0);
  for (const { who } of clinicians) addWeights(weigh(who), 1, weights, counted);
  return { weights, counted };
}

/** Adds so many times what one clinician weighs; a negative number takes it away. */
function addWeights(ofOne: Weights, times: number, weights: number[], counted: number[]): void {
  for (let i = 0; i < weights.length; i++) {
    weights[i] = (weights[i] as number) + times * (ofOne.weights[i] as number);
    counted[i] = (counted[i] as number) + times * (ofOne.counted[i] as number);
  }
}

interface Event {
  readonly at: number;
  apply(): void;
}

/** The running count of everybody present. */
class Presence {
  #patients: number;
  #couples: number;
  #clinicians = 0;
  readonly #weigh: Weighing;
  readonly #weights: number[];
  readonly #counted: number[];
  readonly #stays = new Map<Patient | Couple, number>();
  readonly #inAndAway = new Map<Clinician, { in: number; away: number }>();

  constructor(session: Session, standards: number, weigh: Weighing) {
    this.#weigh = weigh;
    this.#weights = new Array<number>(standards).fill(0);
    this.#counted = new Array<number>(standards).fill(0);
    // A headcount is present throughout; a headcount of couples is two people a couple.
    this.#patients = session.patients.headcount + 2 * session.couples.headcount;
    this.#couples = session.patients.headcount + session.couples.headcount;
  }

  patient(who: Patient, change: 1 | -1): void {
    const crossed = this.#crosses(who, change);
    this.#patients += crossed;
    if (who.couple === null) this.#couples += crossed;
    else if (crossed !== 0) this.#couples += this.#crosses(who.couple, change);
  }

  couple(who: Couple, change: 1 | -1): void {
    for (const partner of who.partners) this.patient(partner, change);
  }

  /** A change in how many of somebody's stays are running: 1 for an arrival, -1 for a departure, 0 for neither. */
  #crosses(who: Patient | Couple, change: 1 | -1): number {
    const before = this.#stays.get(who) ?? 0;
    this.#stays.set(who, before + change);
    return (before > 0 ? 0 : 1) === (before + change > 0 ? 0 : 1) ? 0 : change;
  }

  clinician(who: Clinician, stays: number, away: number): void {
    const state = this.#inAndAway.get(who) ?? { in: 0, away: 0 };
    this.#inAndAway.set(who, state);
    const before = state.in > 0 && state.away === 0;
    state.in += stays;
    state.away += away;
    const after = state.in > 0 && state.away === 0;
    if (before === after) return;
    const change = after ? 1 : -1;
    this.#clinicians += change;
    addWeights(this.#weigh(who), change, this.#weights, this.#counted);
  }

  stretch(from: number, until: number): Stretch {
    return {
      from,
      until,
      patients: this.#patients,
      couples: this.#couples,
      clinicians: this.#clinicians,
      weights: [...this.#weights],
      counted: [...this.#counted],
    };
  }
}
