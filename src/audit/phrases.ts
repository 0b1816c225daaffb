/** Phrases that several rules use, so that the same thing is always said the same way. */
import { count, joined, listed, type Message, type Part, say, trusted, untrusted } from "../message.ts";
import { type Interval, localTime, type Roster, type Session, whichOfTwo } from "../roster/roster.ts";
import { showClock, showDay } from "../roster/time.ts";
import { type Origin, PUBLISHED, type Standard } from "../standards/standard.ts";
import type { Basis } from "../standards/standard-file.ts";
import { showWeight } from "../standards/weight.ts";
import { type EffectiveLimit, openAt, type SessionResult, unitOf } from "./limit-check.ts";
import type { Stretch } from "./occupancy.ts";
import type { Breach, Related } from "./rule.ts";

/**
 * `18:00`, or `Tue 1 Dec 00:30` where that is on another day than the session's start; in the night in which the clocks
 * are set back `01:30 (the second one)`.
 */
export function clock(roster: Roster, session: Session, moment: number): string {
  const local = localTime(roster, session, moment);
  const day = showDay(local);
  const isSameDay = day === showDay(localTime(roster, session, session.from));
  return `${isSameDay ? "" : `${day} `}${showClock(local)}${whichOfTwo(roster, session, moment)}`;
}

/** ` from 18:00 to 18:30 and from 19:00 to 19:10`; of the whole session nothing, or what is given for it. */
export function during(roster: Roster, session: Session, intervals: readonly Interval[], throughout = ""): Message {
  const [first] = intervals;
  const isWhole = intervals.length === 1 && first?.from === session.from && first.until === session.until;
  if (!isWhole) return spelledOut(roster, session, intervals);
  return throughout === "" ? [] : say` ${trusted(throughout)}`;
}

/** The same, also if it is the whole session. */
export function spelledOut(roster: Roster, session: Session, intervals: readonly Interval[]): Message {
  const span = ({ from, until }: Interval) =>
    say`from ${trusted(clock(roster, session, from))} to ${trusted(clock(roster, session, until))}`;
  return say` ${listed(intervals, span)}`;
}

/** `7 patients`; for couples both figures, since the reading decides: `4 couples, 8 patients,`. */
export function attendance(stretch: Pick<Stretch, "patients" | "couples">, { limit, couples }: EffectiveLimit): string {
  const byCouple = limit.type !== "minClinicians" && limit.per === "couples";
  return byCouple || couples ? inBothUnits(stretch, byCouple) : count(stretch.patients, "patient");
}

/** `3 couples (6 patients)`; with patients who are in no couple `4 places counted in couples (7 patients)`. */
export function inBothUnits({ patients, couples }: Pick<Stretch, "patients" | "couples">, couplesFirst: boolean): string {
  const people = count(patients, "patient");
  const pairs = patients === 2 * couples ? count(couples, "couple") : `${count(couples, "place")} counted in couples`;
  return couplesFirst ? `${pairs} (${people})` : `${people} (${pairs})`;
}

/** By how much a stretch goes beyond a limit that counts places: `2 patients too many`. */
export function tooMany(stretch: Stretch, judged: EffectiveLimit): Pick<Breach, "howMuch" | "amount"> {
  const amount = -(openAt(stretch, judged) as number);
  const isOfCouples = stretch.patients === 2 * stretch.couples;
  const inCouples = isOfCouples ? count(amount, "couple") : `${count(amount, "place")} counted in couples`;
  const places = unitOf(judged.limit) === "couples" ? inCouples : count(amount, "patient");
  return { amount, howMuch: () => `${places} too many` };
}

/** `1 therapist`, `2 couples therapists`; with fractions, which are of trainees, `2 clinicians of weight 1.5 together`. */
export function staff(stretch: Pick<Stretch, "weights" | "counted">, { weighing, couples }: EffectiveLimit): string {
  const weight = showWeight(stretch.weights[weighing] as number);
  const counted = stretch.counted[weighing] as number;
  return weight === counted ? count(counted, therapist(couples)) : `${count(counted, "clinician")} of weight ${weight} together`;
}

/** The noun for whoever counts. */
export function therapist(couples: boolean): string {
  return couples ? "couples therapist" : "therapist";
}

const AUTHORITY: Readonly<Record<Basis | "promise", readonly [string, string]>> = {
  "published-benchmark": ["a published benchmark, not law", "published benchmarks, not law"],
  statute: ["a regulation", "regulations"],
  payer: ["a payer's rule", "payers' rules"],
  own: ["the programme's own rule", "the programme's own rules"],
  promise: ["the programme's own promise", "the programme's own promise"],
};

/**
 * `benchmark and premium, published benchmarks, not law`: whose limit or rule it is, and of what standing. The number of a
 * limit that a standard has from one of another standing is of that one's: `our-clinic, as in benchmark, a published …`.
 */
export function authority({ standards, origins = standards }: { standards: readonly Standard[]; origins?: readonly Standing[] }): Message {
  const byStanding = new Map<Basis | "promise", Message[]>();
  for (const [i, standard] of standards.entries()) {
    const origin = origins[i] as Standing;
    const isInherited = origin.basis !== standard.basis;
    const named = isInherited ? say`${nameOf(standard)}, as in ${untrusted(origin.standard ?? "")}` : [nameOf(standard)];
    const standing = standard === PUBLISHED ? "promise" : origin.basis;
    byStanding.set(standing, [...(byStanding.get(standing) ?? []), named]);
  }
  const groups = [...byStanding].map(
    ([standing, names]) => say`${listed(names, (one) => one)}, ${trusted(AUTHORITY[standing][names.length > 1 ? 1 : 0])}`,
  );
  return joined(groups, "; ");
}

/** A standard's name: a word of ours, or of whoever wrote the file. */
export function nameOf({ name, file }: Standard): Part {
  return file === null ? trusted(name) : untrusted(name);
}

interface Standing {
  readonly basis: Basis;
  readonly standard?: string;
}

/** The lines of standard files that set a number, for the reader to look at. */
export function setBy(origins: readonly Origin[]): Related[] {
  return origins.flatMap(({ standard, at }) => (at === null ? [] : { message: say`\`${untrusted(standard)}\` sets it`, stated: at }));
}

/** `Mon 30 Nov 18:00`, where it is not about a session. */
export function dayAndClock({ zone }: Roster, moment: number): string {
  const local = zone.toLocal(moment);
  const twice = zone.momentsOf(local);
  return `${showDay(local)} ${showClock(local)}${twice.length < 2 ? "" : ` (the ${moment === twice[0] ? "first" : "second"} one)`}`;
}

/** The sessions' ids as prose, for what could not be checked in them. */
export function sessionIds(audits: readonly SessionResult[]): Message {
  return listed(audits, ({ session }) => [untrusted(session.id)]);
}

/** Whether the figures of a limit differ between stretches, so that those of one are not those of all. */
export function varies(stretches: readonly Stretch[], judged: EffectiveLimit): boolean {
  // An absolute size is no matter of staff.
  const staffed = judged.limit.type !== "max";
  const figures = stretches.map((stretch) => `${attendance(stretch, judged)} ${staffed ? staff(stretch, judged) : ""}`);
  return new Set(figures).size > 1;
}

/** What breaks a limit and for how long: figures that hold throughout, or the worst ones with their time and all of the time. */
export function breach(
  roster: Roster,
  session: Session,
  found: { figures: Message; broke: Message; worst: Interval; intervals: readonly Interval[]; varies: boolean },
): Message {
  const { figures, broke, worst, intervals, varies } = found;
  if (!varies) return say`${figures}${during(roster, session, intervals)}; ${broke}.`;
  return say`At worst ${figures}${spelledOut(roster, session, [worst])}; ${broke}. The limit is broken${during(roster, session, intervals, "throughout")}.`;
}

/** Advice where couples are counted and some attend as a headcount of patients, each of whom then takes a place. */
export function countedSingly({ patients: { headcount } }: Session, { limit }: EffectiveLimit): Message | undefined {
  if (limit.type === "minClinicians" || limit.per !== "couples" || headcount < 2) return undefined;
  const couples = Math.floor(headcount / 2);
  return say`Each of the ${headcount} patients given as a headcount takes the place of a couple. If they are couples, write them as such: couples: ${couples}`;
}
