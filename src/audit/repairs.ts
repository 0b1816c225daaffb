/** Suggests changes to a session. Each one is tested: the changed session is checked again. */
import { count, type Message, say, trusted } from "../message.ts";
import type { Clinician, Interval } from "../roster/roster.ts";
import { COUPLES_THERAPIST } from "../roster/vocabulary.ts";
import { type EffectiveLimit, unitOf } from "../standards/combine.ts";
import { holdsAt, isUnstaffed, isWorse, type LimitResult, openAt, type SessionResult, spans } from "./limit-check.ts";
import { type Change, type Occupancy, type Stretch, seats } from "./occupancy.ts";
import { attendance, clock, inCouples, isOfCouples, staff, therapist } from "./phrases.ts";
import type { RuleContext } from "./rule.ts";

/** Maximum extra clinicians to suggest. Also bounds the attempts for one finding. */
const MAX_CLINICIANS = 20;

/** A change to a session. */
interface Steps {
  /** Clinicians to add. */
  readonly add: { readonly clinicians: number; readonly role: string } | null;
  /** Attendees to remove: patients, or seats counted in couples. */
  readonly remove: { readonly patients: number } | { readonly couples: number } | null;
  /** The time of the change. */
  readonly interval: Interval;
}

/** A change after which the session is within a limit; `whole` if it is then within every limit. */
export interface Repair extends Steps {
  /** Free clinicians of the roster; undefined before the search. */
  readonly free?: readonly Clinician[];
  readonly message: Message;
  readonly whole: boolean;
}

/** The repairs that fix every limit of the session, if any; else all repairs. */
export function best(repairs: readonly Repair[]): readonly Repair[] {
  const whole = repairs.filter((repair) => repair.whole);
  return whole.length > 0 ? whole : repairs;
}

/** The fewest clinicians to add, while the limit is broken, so that the session is within every limit; else within this one. */
export function moreClinicians(context: RuleContext, result: SessionResult, effective: EffectiveLimit, span: Interval): Repair[] {
  const present = worstWithin(result, span, effective);
  const attempt = (extra: number): Repair | null => {
    const tried = context.evaluator.tryOut(result, [clinicians(context, result, extra, span, effective.couples)]);
    if (!isFixed(result, tried, effective)) return null;
    const worst = worstWithin(tried, span, effective);
    const who = nth(present.counted[effective.weighing] as number, extra, therapist(effective.couples));
    const after = `${attendance(worst, effective)}, ${staff(worst, effective)}`;
    const steps = { add: added(extra, effective.couples), remove: null, interval: span };
    return repair(steps, say`Add ${trusted(who)}${when(context, result, span)}`, after, { context, worst, effective, tried });
  };
  let fixed: Repair | null = null;
  for (let extra = 1; extra <= MAX_CLINICIANS && !fixed?.whole; extra++) {
    const tried = attempt(extra);
    if (fixed === null || tried?.whole) fixed = tried;
  }
  return fixed === null ? [] : [fixed];
}

/**
 * The fewest seats to remove, while the limit is broken, so that the session is within every limit; if that is impossible,
 * within this one (except in moments without staff). A session that is too large and short of staff gets one repair for both.
 * In a session of only couples, whole couples are removed, so that none is separated.
 */
export function fewerSeats(context: RuleContext, result: SessionResult, { effective }: LimitResult, span: Interval): Repair[] {
  const unit = unitOf(effective.limit);
  if (unit === "clinicians") return [];
  const { stretches } = result;
  const noun = effective.couples && stretches.every(isOfCouples) ? "couple" : unit === "couples" ? "seat" : "patient";
  const attempt = (fewer: number, extra = 0, short = span): Repair | null => {
    const changes = [{ ...span, ...removal(noun, fewer) }, clinicians(context, result, extra, short, result.isForCouples)];
    const tried = context.evaluator.tryOut(result, changes);
    if (tried.stretches.some((one) => one.patients < 0 || one.couples < 0) || !isFixed(result, tried, effective)) return null;
    const worst = worstWithin(tried, span, effective);
    const left =
      noun === "couple"
        ? attendance(worst, effective)
        : unit === "couples"
          ? inCouples(worst.couples, false)
          : count(worst.patients, "patient");
    const isOfStaff = effective.limit.type !== "max" || extra > 0;
    const after = isOfStaff ? `${left}, ${staff(worst, effective)}` : left;
    const present = stretches.find((one) => one.until > short.from)?.counted[effective.weighing] as number;
    const staffed =
      extra === 0
        ? say`Remove`
        : say`Add ${trusted(nth(present, extra, therapist(result.isForCouples)))}${when(context, result, short)}, and remove`;
    const leaving = noun === "seat" ? inCouples(fewer, false) : count(fewer, noun);
    const steps = {
      add: extra === 0 ? null : added(extra, result.isForCouples),
      remove: noun === "patient" ? { patients: fewer } : { couples: fewer },
      interval: extra === 0 ? span : hull([span, short].sort((a, b) => a.from - b.from)),
    };
    const change = say`${staffed} ${trusted(leaving)}${when(context, result, span)}`;
    return repair(steps, change, after, { context, worst, effective, tried });
  };
  // Only attendees who are present can leave, and at least one must stay.
  const present = stretches.filter((one) => within(one, span)).map((one) => (noun === "patient" ? one.patients : one.couples));
  const most = Math.min(Math.min(...present), Math.max(...present) - 1);
  const fixed = smallest(1, most, (fewer) => attempt(fewer) !== null);
  if (fixed === null) return [];
  const whole = smallest(fixed, most, (fewer) => attempt(fewer)?.whole === true);
  // For a ratio, `moreClinicians` gives the missing number; a maximum size does not depend on staff.
  if (whole === null && effective.limit.type === "max") {
    const { stretches: left } = context.evaluator.tryOut(result, [{ ...span, ...removal(noun, fixed) }]);
    const limits = staffLimits(context, result);
    const short = spans(left, (stretch) => isShortOfStaff(context, limits, stretch));
    for (let extra = 1; extra <= MAX_CLINICIANS && short.length > 0; extra++) {
      const both = attempt(fixed, extra, hull(short));
      if (both?.whole) return [both];
    }
  }
  const found = attempt(whole ?? fixed);
  return found === null ? [] : [found];
}

/** Whether a stretch lacks clinicians for a limit on staff, or has none who count. */
function isShortOfStaff(context: RuleContext, limits: readonly EffectiveLimit[], stretch: Stretch): boolean {
  return context.standards.some((_, weighing) => isUnstaffed(stretch, weighing)) || limits.some((limit) => !holdsAt(stretch, limit));
}

/** The limits that more clinicians can fix; a maximum size does not depend on staff. */
function staffLimits(context: RuleContext, result: SessionResult): EffectiveLimit[] {
  return context.evaluator.limitsOf(result.session.kind).filter(({ limit }) => limit.type !== "max");
}

/** The outcome of a change: the worst stretch, and its limit. */
interface Outcome {
  readonly context: RuleContext;
  readonly worst: Stretch;
  readonly effective: EffectiveLimit;
  readonly tried: SessionResult;
}

function repair(steps: Steps, change: Message, after: string, { context, worst, effective, tried }: Outcome): Repair {
  const figures = after.replace(/ \(([^)]*)\)/, ", $1");
  const within = openAt(worst, effective) === 0 ? "at the limit" : "within the limit";
  return outcome(context, steps, say`${change} (${trusted(figures)}: ${trusted(within)})`, tried);
}

function outcome({ conflicting }: RuleContext, steps: Steps, change: Message, tried: SessionResult): Repair {
  const whole = tried.holds && tried.staffed;
  const isSettled = whole && !conflicting.has(tried.session);
  return { ...steps, message: isSettled ? change : say`${change}; the session needs further changes`, whole };
}

function added(clinicians: number, couples: boolean): Steps["add"] {
  return { clinicians, role: (couples ? NEW_COUPLES_THERAPIST : NEW_THERAPIST).roles[0] as string };
}

/** The smallest number in a range that meets a monotonic condition; null if no number does. */
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

/** The seats that removing `fewer` couples, seats counted in couples, or patients is sure to free. A patient who leaves may leave a partner behind. */
function removal(noun: "couple" | "seat" | "patient", fewer: number): { what: Occupancy; times: number } {
  const freed = { couple: seats(2, 1), seat: seats(1, 1), patient: seats(1, 0) };
  return { what: freed[noun], times: -fewer };
}

/** The fewest clinicians for moments without any, so that no ratio is broken then either. */
export function anybody(context: RuleContext, result: SessionResult, span: Interval, couples: boolean): Repair[] {
  const limits = staffLimits(context, result);
  for (let extra = 1; extra <= MAX_CLINICIANS; extra++) {
    const tried = context.evaluator.tryOut(result, [clinicians(context, result, extra, span, couples)]);
    if (tried.stretches.some((stretch) => within(stretch, span) && isShortOfStaff(context, limits, stretch))) continue;
    const held = `then the session is staffed${limits.length === 0 ? "" : " and within all ratios"}`;
    const steps = { add: added(extra, couples), remove: null, interval: span };
    const change = say`Add ${trusted(nth(0, extra, therapist(couples)))}${when(context, result, span)} (${trusted(held)})`;
    return [outcome(context, steps, change, tried)];
  }
  return [];
}

/** Changes that fix a session that is too large and also lacks clinicians. */
export function fewerAndStaffed(context: RuleContext, result: SessionResult): Repair[] {
  const tooLarge = result.results.filter(({ effective, holds }) => effective.limit.type === "max" && !holds);
  const repairs = tooLarge.flatMap((one) => {
    const span = hull(spans(result.stretches, (stretch) => !holdsAt(stretch, one.effective)));
    return fewerSeats(context, result, one, span);
  });
  return repairs.filter(({ whole }) => whole);
}

/** The interval from the first to the last moment of several intervals. */
export function hull(intervals: readonly Interval[]): Interval {
  return { from: (intervals[0] as Interval).from, until: Math.max(...intervals.map(({ until }) => until)) };
}

/** A change that adds clinicians for a time. */
function clinicians({ evaluator }: RuleContext, { session }: SessionResult, times: number, span: Interval, couples: boolean): Change {
  return { ...span, what: evaluator.weigh(session.kind, couples ? NEW_COUPLES_THERAPIST : NEW_THERAPIST), times };
}

const NEW_THERAPIST: Clinician = {
  ...{ id: "", index: -1, roles: ["therapist"], away: [] },
  ...{ modalities: undefined, licensedIn: undefined, available: undefined, maxMinutes: undefined, canLead: undefined },
};
const NEW_COUPLES_THERAPIST = newcomer(COUPLES_THERAPIST);

/** A clinician with one role, outside the roster. */
export function newcomer(role: string): Clinician {
  return { ...NEW_THERAPIST, roles: [role] };
}

/** Whether the session is within this limit throughout (for a ratio: while a clinician counts), and breaks no other limit that it was within. */
function isFixed(before: SessionResult, after: SessionResult, effective: EffectiveLimit): boolean {
  const isRatio = effective.limit.type === "ratio";
  if (!after.stretches.every((one) => holdsAt(one, effective) || (isRatio && isUnstaffed(one, effective.weighing)))) return false;
  return after.results.every(({ holds }, i) => holds || !(before.results[i] as LimitResult).holds);
}

/** The worst stretch of an interval to which the limit applies. A ratio applies only while a clinician who counts is present. */
function worstWithin({ stretches }: SessionResult, span: Interval, effective: EffectiveLimit): Stretch {
  const applies = (one: Stretch) => effective.limit.type !== "ratio" || !isUnstaffed(one, effective.weighing);
  const inTime = stretches.filter((one) => within(one, span) && applies(one));
  return inTime.reduce((worst, one) => (isWorse(one, worst, effective) ? one : worst));
}

function within(stretch: Interval, span: Interval): boolean {
  return stretch.from >= span.from && stretch.until <= span.until;
}

/** ` from 18:00 to 18:30`, without a time that is the session's own start or end. */
function when({ roster }: RuleContext, { session }: SessionResult, { from, until }: Interval): Message {
  const starts = from === session.from;
  const ends = until === session.until;
  if (starts && ends) return [];
  if (ends) return say` from ${trusted(clock(roster, session, from))}`;
  if (starts) return say` until ${trusted(clock(roster, session, until))}`;
  return say` from ${trusted(clock(roster, session, from))} to ${trusted(clock(roster, session, until))}`;
}

const NTH = ["a", "a second", "a third", "a fourth", "a fifth", "a sixth"];

/** `a second therapist`; for several, `2 more therapists`. */
function nth(present: number, extra: number, noun: string): string {
  if (extra === 1 && present < NTH.length) return `${NTH[present]} ${noun}`;
  return count(extra, present === 0 ? noun : `more ${noun}`);
}
