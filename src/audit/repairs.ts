/** Repairs that were tried out: each is offered only after the changed session was audited again. */
import { count, type Message, say, trusted } from "../message.ts";
import type { Clinician, Interval, Session } from "../roster/roster.ts";
import { COUPLES_THERAPIST } from "../roster/vocabulary.ts";
import type { Unit } from "../standards/standard-file.ts";
import { type EffectiveLimit, holdsAt, isUnstaffed, isWorse, type LimitResult, openAt, type SessionResult, spans } from "./limit-check.ts";
import type { Change, Stretch } from "./occupancy.ts";
import { attendance, clock, staff, therapist } from "./phrases.ts";
import type { RuleContext } from "./rule.ts";

/** More than this many extra clinicians, or attempts to find how many, is no repair. */
const MAX_CLINICIANS = 20;

/** A change that mends a limit; `whole` if then every limit of the session holds. */
export interface Repair {
  readonly message: Message;
  readonly whole: boolean;
}

/** The repairs after which the session is in order, if there are any; else all of them. */
export function best(repairs: readonly Repair[]): Message[] {
  const whole = repairs.filter((repair) => repair.whole);
  return (whole.length > 0 ? whole : repairs).map((repair) => repair.message);
}

/**
 * The smallest number of clinicians who, added while the limit is broken, make every limit of the session hold; if none does,
 * the smallest that makes this one hold.
 */
export function moreClinicians(context: RuleContext, audit: SessionResult, judged: EffectiveLimit, span: Interval): Repair[] {
  const present = worstWithin(audit, span, judged);
  const attempt = (extra: number): Repair | null => {
    const tried = context.counter.tryOut(audit, [clinicians(extra, span, judged.couples)]);
    if (!isMended(audit, tried, judged)) return null;
    const worst = worstWithin(tried, span, judged);
    const who = nth(present.counted[judged.weighing] as number, extra, therapist(judged.couples));
    const result = say`${trusted(attendance(worst, judged))} with ${trusted(staff(worst, judged))}`;
    return repair(say`${trusted(who)}${when(context, audit.session, span)}: ${result}`, worst, judged, tried);
  };
  let mended: Repair | null = null;
  for (let extra = 1; extra <= MAX_CLINICIANS && !mended?.whole; extra++) {
    const tried = attempt(extra);
    if (mended === null || tried?.whole) mended = tried;
  }
  return mended === null ? [] : [mended];
}

/**
 * The smallest number of places that, taken out while the limit is broken, makes every limit of the session hold; if none
 * does, the smallest that makes this one hold (moments without staff aside); for an absolute size together with the
 * clinicians that the session lacks as well. In a session of couples only, whole couples are taken out, for nobody should
 * be separated from a partner.
 */
export function fewerPlaces(context: RuleContext, audit: SessionResult, { effective: judged }: LimitResult, span: Interval): Repair[] {
  if (judged.limit.type === "minClinicians") return [];
  const { per } = judged.limit;
  const { session, stretches } = audit;
  const noun = judged.couples && stretches.every(isOfCouples) ? "couple" : per === "couples" ? "place" : "patient";
  const attempt = (fewer: number, extra = 0, short = span): Repair | null => {
    const tried = context.counter.tryOut(audit, [{ ...span, ...removal(noun, fewer) }, clinicians(extra, short, audit.isForCouples)]);
    if (tried.stretches.some((one) => one.patients < 0 || one.couples < 0) || !isMended(audit, tried, judged)) return null;
    const worst = worstWithin(tried, span, judged);
    const left = noun === "couple" ? attendance(worst, judged) : inOneUnit(worst, per);
    const result = judged.limit.type === "max" && extra === 0 ? trusted(left) : say`${trusted(left)} with ${trusted(staff(worst, judged))}`;
    const present = stretches.find((one) => one.until > short.from)?.counted[judged.weighing] as number;
    const staffed =
      extra === 0 ? [] : say`${trusted(nth(present, extra, therapist(audit.isForCouples)))}${when(context, session, short)} and `;
    return repair(say`${staffed}${trusted(count(fewer, noun))} fewer${when(context, session, span)}: ${result}`, worst, judged, tried);
  };
  // Nobody can leave who is not there, and a session that nobody attends is none.
  const there = stretches.filter((one) => within(one, span)).map((one) => (noun === "patient" ? one.patients : one.couples));
  const most = Math.min(Math.min(...there), Math.max(...there) - 1);
  const mended = smallest(1, most, (fewer) => attempt(fewer) !== null);
  if (mended === null) return [];
  const whole = smallest(mended, most, (fewer) => attempt(fewer)?.whole === true);
  // What a ratio needs is told in clinicians alone; an absolute size is no matter of staff.
  if (whole === null && judged.limit.type === "max") {
    const { stretches: left } = context.counter.tryOut(audit, [{ ...span, ...removal(noun, mended) }]);
    const limits = staffLimits(context, audit);
    const short = spans(left, (stretch) => isShortOfStaff(context, limits, stretch));
    for (let extra = 1; extra <= MAX_CLINICIANS && short.length > 0; extra++) {
      const both = attempt(mended, extra, hull(short));
      if (both?.whole) return [both];
    }
  }
  const best = attempt(whole ?? mended);
  return best === null ? [] : [best];
}

/** Whether clinicians are missing in a stretch, be it for one of the limits on staff or altogether. */
function isShortOfStaff(context: RuleContext, limits: readonly EffectiveLimit[], stretch: Stretch): boolean {
  return context.standards.some((_, weighing) => isUnstaffed(stretch, weighing)) || limits.some((judged) => !holdsAt(stretch, judged));
}

/** The limits that more clinicians can make hold; an absolute size is no matter of staff. */
function staffLimits(context: RuleContext, audit: SessionResult): EffectiveLimit[] {
  return context.counter.limits(audit.session.kind).filter((judged) => judged.limit.type !== "max");
}

function repair(change: Message, worst: Stretch, judged: EffectiveLimit, tried: SessionResult): Repair {
  return outcome(say`${change}, ${trusted(openAt(worst, judged) === 0 ? "holds exactly" : "holds")}`, tried);
}

function outcome(change: Message, tried: SessionResult): Repair {
  const whole = tried.holds && tried.staffed;
  return { message: whole ? change : say`${change}; the session needs more than that`, whole };
}

/** The smallest number in a range for which a condition holds that holds for all larger ones as well; null if there is none. */
function smallest(least: number, most: number, condition: (n: number) => boolean): number | null {
  if (least > most || !condition(most)) return null;
  let [low, high] = [least, most];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (condition(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * What certainly goes in both units with so many couples, places counted in couples, or patients: such a place is one patient
 * or two, and a patient may leave a partner behind.
 */
function removal(noun: "couple" | "place" | "patient", fewer: number): { patients: number; couples: number } {
  switch (noun) {
    case "couple":
      return { patients: -2 * fewer, couples: -fewer };
    case "place":
      return { patients: -fewer, couples: -fewer };
    case "patient":
      return { patients: -fewer, couples: 0 };
  }
}

function isOfCouples({ patients, couples }: Stretch): boolean {
  return patients === 2 * couples;
}

function inOneUnit({ patients, couples }: Stretch, per: Unit): string {
  return per === "couples" ? `${count(couples, "place")} counted in couples` : count(patients, "patient");
}

/** As few clinicians as it takes for the moments that have none, so that no ratio is broken then either. */
export function anybody(context: RuleContext, audit: SessionResult, span: Interval, couples: boolean): Repair[] {
  const limits = staffLimits(context, audit);
  for (let extra = 1; extra <= MAX_CLINICIANS; extra++) {
    const tried = context.counter.tryOut(audit, [clinicians(extra, span, couples)]);
    if (tried.stretches.some((stretch) => within(stretch, span) && isShortOfStaff(context, limits, stretch))) continue;
    const held = limits.length === 0 ? "" : ", and every ratio holds then";
    return [
      outcome(say`${trusted(nth(0, extra, therapist(couples)))}${when(context, audit.session, span)}: staffed${trusted(held)}`, tried),
    ];
  }
  return [];
}

/** Changes that mend a session which is larger than it may be and lacks clinicians besides. */
export function fewerAndStaffed(context: RuleContext, audit: SessionResult): Repair[] {
  const tooLarge = audit.results.filter(({ effective: judged, holds }) => judged.limit.type === "max" && !holds);
  const repairs = tooLarge.flatMap((evidence) => {
    const span = hull(spans(audit.stretches, (stretch) => !holdsAt(stretch, evidence.effective)));
    return fewerPlaces(context, audit, evidence, span);
  });
  return repairs.filter(({ whole }) => whole);
}

/** From the first to the last moment of several intervals. */
export function hull(intervals: readonly Interval[]): Interval {
  return { from: (intervals[0] as Interval).from, until: (intervals.at(-1) as Interval).until };
}

function clinicians(times: number, span: Interval, couples: boolean): Change {
  return { ...span, staff: { who: couples ? NEW_COUPLES_THERAPIST : NEW_THERAPIST, times } };
}

const NEW_THERAPIST: Clinician = { id: "", index: -1, roles: ["therapist"], modalities: undefined, licensedIn: undefined, away: [] };
const NEW_COUPLES_THERAPIST: Clinician = { ...NEW_THERAPIST, index: -2, roles: [COUPLES_THERAPIST] };

/** Whether this limit holds throughout (a ratio: wherever somebody counts) and no limit breaks that held before. */
function isMended(before: SessionResult, after: SessionResult, judged: EffectiveLimit): boolean {
  const isRatio = judged.limit.type === "ratio";
  if (!after.stretches.every((one) => holdsAt(one, judged) || (isRatio && isUnstaffed(one, judged.weighing)))) return false;
  const was = before.results;
  return after.results.every((is, i) => is.holds || !(was[i] as LimitResult).holds);
}

/** The worst stretch of a time in which the limit is judged at all: a ratio needs somebody who counts. */
function worstWithin(audit: SessionResult, span: Interval, judged: EffectiveLimit): Stretch {
  const isJudged = (one: Stretch) => judged.limit.type !== "ratio" || !isUnstaffed(one, judged.weighing);
  const inTime = audit.stretches.filter((one) => within(one, span) && isJudged(one));
  return inTime.reduce((worst, one) => (isWorse(one, worst, judged) ? one : worst));
}

function within(stretch: Interval, span: Interval): boolean {
  return stretch.from >= span.from && stretch.until <= span.until;
}

function when(context: RuleContext, session: Session, { from, until }: Interval): Message {
  const starts = from === session.from;
  const ends = until === session.until;
  if (starts && ends) return [];
  if (ends) return say` from ${trusted(clock(context.roster, session, from))}`;
  if (starts) return say` until ${trusted(clock(context.roster, session, until))}`;
  return say` from ${trusted(clock(context.roster, session, from))} to ${trusted(clock(context.roster, session, until))}`;
}

const NTH = ["a", "a second", "a third", "a fourth", "a fifth", "a sixth"];

function nth(present: number, extra: number, noun: string): string {
  if (extra === 1 && present < NTH.length) return `${NTH[present]} ${noun}`;
  return count(extra, present === 0 ? noun : `more ${noun}`);
}
