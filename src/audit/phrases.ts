/** Phrases that several rules share: limits, attendance, staff, times, standards. */
import { showClock } from "../clock.ts";
import { count, joined, listed, type Message, type Part, say, trusted, untrusted } from "../message.ts";
import { type Interval, localTime, type Roster, type Session, whichOfTwo } from "../roster/roster.ts";
import { showDay } from "../roster/time.ts";
import { type EffectiveLimit, unitOf } from "../standards/combine.ts";
import type { Basis } from "../standards/schema.ts";
import { cap, type Limit, type Origin, PUBLISHED, type Standard } from "../standards/standard.ts";
import { showWeight } from "../standards/weight.ts";
import { openAt, type SessionResult } from "./limit-check.ts";
import type { Stretch } from "./occupancy.ts";
import type { Breach, Related } from "./rule.ts";

/** `18:00`; on a later day than the start, `Tue, Dec 1 00:30`; if the clocks go back, `01:30 (the second one)`. */
export function clock(roster: Roster, session: Session, moment: number): string {
  const local = localTime(roster, session, moment);
  const day = showDay(local);
  const isSameDay = day === showDay(localTime(roster, session, session.from));
  return `${isSameDay ? "" : `${day} `}${showClock(local, roster.clockHours)}${whichOfTwo(roster, session, moment)}`;
}

/** ` from 18:00 to 18:30 and from 19:00 to 19:10`; for the whole session, `throughout` or nothing. */
export function during(roster: Roster, session: Session, intervals: readonly Interval[], throughout = ""): Message {
  const [first] = intervals;
  const isWhole = first?.from === session.from && first.until === session.until;
  if (!isWhole) return spelledOut(roster, session, intervals);
  return throughout === "" ? [] : say` ${trusted(throughout)}`;
}

/** The same, but with times even for the whole session. */
export function spelledOut(roster: Roster, session: Session, intervals: readonly Interval[]): Message {
  const span = ({ from, until }: Interval) =>
    say`from ${trusted(clock(roster, session, from))} to ${trusted(clock(roster, session, until))}`;
  return say` ${listed(intervals, span)}`;
}

/** `1:6 patients`, `at most 3 couples`, `at least 2 clinicians`. */
export function limitInWords(limit: Limit): string {
  switch (limit.type) {
    case "ratio":
      return `${cap(limit)} ${limit.per}`;
    case "max":
      return `at most ${cap(limit)} ${limit.per}`;
    case "minClinicians":
      return `at least ${count(limit.clinicians, "clinician")}`;
  }
}

/** `7 patients`; in couples kinds, both figures: `4 couples (8 patients)`. */
export function attendance(stretch: Pick<Stretch, "patients" | "couples">, { limit, couples }: EffectiveLimit): string {
  const byCouple = unitOf(limit) === "couples";
  return byCouple || couples ? inBothUnits(stretch, byCouple) : count(stretch.patients, "patient");
}

/** `3 couples (6 patients)`; with patients outside a couple `4 seats counted in couples (7 patients)`. */
export function inBothUnits(stretch: Pick<Stretch, "patients" | "couples">, couplesFirst: boolean): string {
  const people = count(stretch.patients, "patient");
  const pairs = inCouples(stretch.couples, isOfCouples(stretch));
  return couplesFirst ? `${pairs} (${people})` : `${people} (${pairs})`;
}

/** The excess in a stretch over a limit that counts seats: `2 patients too many`. */
export function tooMany(stretch: Stretch, effective: EffectiveLimit): Pick<Breach, "howMuch" | "amount"> {
  const amount = -(openAt(stretch, effective) as number);
  const seats = unitOf(effective.limit) === "couples" ? inCouples(amount, isOfCouples(stretch)) : count(amount, "patient");
  return { amount, howMuch: `${seats} too many` };
}

/** Whether only whole couples attend. */
export function isOfCouples({ patients, couples }: Pick<Stretch, "patients" | "couples">): boolean {
  return patients === 2 * couples;
}

/** Seats counted in couples: `3 couples` if all are whole, else `4 seats counted in couples`. */
export function inCouples(seats: number, areWhole: boolean): string {
  return areWhole ? count(seats, "couple") : `${count(seats, "seat")} counted in couples`;
}

/** `1 therapist`, `2 couples therapists`; for fractional weights, `2 clinicians with a total weight of 1.5`. */
export function staff(
  stretch: Pick<Stretch, "weights" | "counted">,
  { weighing, couples }: Pick<EffectiveLimit, "weighing" | "couples">,
): string {
  const weight = showWeight(stretch.weights[weighing] as number);
  const counted = stretch.counted[weighing] as number;
  return weight === counted ? count(counted, therapist(couples)) : `${count(counted, "clinician")} with a total weight of ${weight}`;
}

/** The noun for a clinician who counts. */
export function therapist(couples: boolean): string {
  return couples ? "couples therapist" : "therapist";
}

const AUTHORITY: Readonly<Record<Basis | "promise", readonly [string, string]>> = {
  "published-benchmark": ["a published benchmark, not law", "published benchmarks, not law"],
  professional: ["professional criteria, not law", "professional criteria, not law"],
  regulation: ["a regulation", "regulations"],
  payer: ["a payer's rule", "payers' rules"],
  own: ["the program's own rule", "the program's own rules"],
  promise: ["the program's own promise", "the program's own promise"],
};

/**
 * `benchmark and premium, published benchmarks, not law`: the standards of a limit or rule, and their legal status. A number
 * that a standard inherits has the status of its origin: `our-clinic, as in benchmark, a published …`.
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

/** A standard's name: trusted for a built-in standard, untrusted from a file. */
export function nameOf({ name, file }: Standard): Part {
  return file === null ? trusted(name) : untrusted(name);
}

interface Standing {
  readonly basis: Basis;
  readonly standard?: string;
}

/** The lines of standard files that set a number, as related locations. */
export function setBy(origins: readonly Origin[]): Related[] {
  return origins.flatMap(({ standard, at }) => (at === null ? [] : { message: say`\`${untrusted(standard)}\` sets it`, stated: at }));
}

/** `Mon, Nov 30 18:00`, for times outside sessions. */
export function dayAndClock(roster: Roster, moment: number): string {
  const local = roster.zone.toLocal(moment);
  return `${showDay(local)} ${showClock(local, roster.clockHours)}${whichOfTwo(roster, null, moment)}`;
}

/** The ids of sessions as prose. */
export function sessionIds(sessions: readonly SessionResult[]): Message {
  return listed(sessions, ({ session }) => [untrusted(session.id)]);
}

/**
 * Describes a broken limit: `7 patients with 1 therapist from 18:00 to 18:30; the limit is …`. If the figures change, gives the
 * worst ones with their time, then the whole time. `broken` has the stretches, `intervals` their times.
 */
export function breach(
  roster: Roster,
  { session }: SessionResult,
  effective: EffectiveLimit,
  found: { figures: string; broke: Message; worst: Interval; broken: readonly Stretch[]; intervals: readonly Interval[] },
): Message {
  const { figures, broke, worst, broken, intervals } = found;
  // A maximum size does not depend on staff.
  const isOfStaff = effective.limit.type !== "max";
  const all = new Set(broken.map((stretch) => `${attendance(stretch, effective)} ${isOfStaff ? staff(stretch, effective) : ""}`));
  if (all.size === 1) return say`${trusted(figures)}${during(roster, session, intervals)}; ${broke}.`;
  return say`At worst ${trusted(figures)}${spelledOut(roster, session, [worst])}; ${broke}. The limit is broken${during(roster, session, intervals, "throughout")}.`;
}

/** Advice for a headcount of patients under a limit in couples, in which each patient takes a seat. */
export function countedSingly({ patients: { headcount } }: Session, { limit }: EffectiveLimit): Message | undefined {
  if (unitOf(limit) !== "couples" || headcount < 2) return undefined;
  const couples = Math.floor(headcount / 2);
  return say`Each of the ${headcount} patients given as a headcount takes the seat of a couple. If they are couples, write: couples: ${couples}`;
}
