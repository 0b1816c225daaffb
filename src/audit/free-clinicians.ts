/** Who of a roster is free for the repairs of its findings. */
import type { RuleId } from "../codes.ts";
import { addTo } from "../grouped.ts";
import { listed, type Message, say, untrusted } from "../message.ts";
import { length, merged, overlapping, without } from "../roster/intervals.ts";
import type { Clinician, Interval, Session } from "../roster/roster.ts";
import { COUPLES_THERAPIST } from "../roster/vocabulary.ts";
import { neededLicenses } from "./licenses.ts";
import type { SessionResult } from "./limit-check.ts";
import { attendingPatients, clinicianStays } from "./presence.ts";
import { newcomer, type Repair } from "./repairs.ts";
import type { RuleContext, Violation } from "./rule.ts";
import { clinicianMinutes, sessionsOfWeek } from "./weekly-minutes.ts";

/** Maximum names in a sentence. */
const MAX_NAMED = 5;
/** Maximum clinicians listed for one repair. */
const MAX_FREE = 20;
/** Maximum clinicians looked at for all repairs of a roster; only a roster that is made to be slow has more. */
const MAX_CHECKS = 100_000;

type Audited = Pick<RuleContext, "roster" | "standards" | "sessions" | "evaluator">;

/** A repair that adds clinicians to a session, and who is free for it. */
interface Need {
  readonly session: Session;
  readonly repair: Repair;
  readonly free: readonly Clinician[];
}

/** The violations with the names of free clinicians in their repairs. Says which other session needs the same person at the same time. */
export function withFreeClinicians(violations: readonly Violation[], context: Audited): Violation[] {
  const needs = needsOf(violations, context);
  const rivals = rivalsOf([...needs.values()]);
  return violations.map((violation) => {
    const { repairs } = violation;
    if (repairs === undefined || !repairs.some((one) => needs.has(one))) return violation;
    return { ...violation, repairs: repairs.map((one) => named(one, needs.get(one), rivals.get(one))) };
  });
}

function needsOf(violations: readonly Violation[], context: Audited): Map<Repair, Need> {
  const { roster, sessions } = context;
  const results = new Map(sessions.map((result) => [result.session, result]));
  const needs = new Map<Repair, Need>();
  // By id, so that the order of the lists in the roster makes no difference.
  const clinicians = [...roster.clinicians].sort(byId);
  let hours: Hours | null = null;
  let checks = 0;
  for (const { session, repairs = [] } of violations) {
    for (const repair of repairs) {
      if (session === undefined || repair.add === null) continue;
      checks += roster.clinicians.length;
      if (checks > MAX_CHECKS) return needs;
      hours ??= hoursOf(context);
      const free = clinicians.filter(candidate(results.get(session) as SessionResult, repair, context, hours));
      needs.set(repair, { session, repair, free: free.slice(0, MAX_FREE) });
    }
  }
  return needs;
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** When clinicians work. */
interface Hours {
  /** When each clinician is in a session. */
  readonly busy: ReadonlyMap<Clinician, readonly Interval[]>;
  /** The sessions that count toward `maxHours`, and the minutes of each clinician in them. */
  readonly ofWeek: ReadonlySet<Session>;
  readonly minutes: ReadonlyMap<Clinician, number>;
}

function hoursOf({ roster, sessions }: Audited): Hours {
  const busy = new Map<Clinician, Interval[]>();
  for (const { session } of sessions) {
    for (const [who, { intervals }] of clinicianStays(session)) for (const one of intervals) addTo(busy, who, one);
  }
  for (const [who, intervals] of busy) busy.set(who, merged(intervals));
  const isLimited = roster.clinicians.some(({ maxMinutes }) => maxMinutes !== undefined);
  const ofWeek = (isLimited ? sessionsOfWeek(roster, sessions) : null) ?? [];
  return { busy, ofWeek: new Set(ofWeek), minutes: clinicianMinutes(ofWeek) };
}

/** Whether a clinician weighs as much as a repair asks for, is free then, and may join. */
function candidate(
  { session, isForCouples }: SessionResult,
  { add, interval }: Repair,
  { standards, evaluator }: Audited,
  { busy, ofWeek, minutes }: Hours,
): (clinician: Clinician) => boolean {
  const needed = evaluator.weigh(session.kind, newcomer(add?.role ?? "")).weights;
  const isOn = (id: RuleId) => standards.some(({ severities }) => severities.has(id));
  const areDedicated = !isForCouples && isOn("couples-therapist-not-dedicated");
  const areDistinct = isForCouples && isOn("couples-therapist-not-distinct");
  const partners = areDistinct ? [...attendingPatients(session)].filter(({ couple }) => couple !== null) : [];
  const counselors = new Set(partners.map(({ counselor }) => counselor));
  const states = [...neededLicenses(session, standards, interval)];
  const added = ofWeek.has(session) ? length([interval]) : 0;
  return (clinician) => {
    const { away, available, canLead, licensedIn, maxMinutes, roles } = clinician;
    if (overlapping(away, interval).length > 0 || overlapping(busy.get(clinician) ?? [], interval).length > 0) return false;
    if (available !== undefined && without([interval], available).length > 0) return false;
    if (canLead !== undefined && !canLead.includes(session.kind)) return false;
    if (licensedIn !== undefined && !states.every((state) => licensedIn.includes(state))) return false;
    if (maxMinutes !== undefined && added > 0 && (minutes.get(clinician) ?? 0) + added > maxMinutes) return false;
    if (counselors.has(clinician) || (areDedicated && roles.includes(COUPLES_THERAPIST))) return false;
    return evaluator.weigh(session.kind, clinician).weights.every((weight, i) => weight >= (needed[i] as number));
  };
}

/** A session that needs the same person at the same time as a repair of another session. */
interface Rival {
  readonly who: Clinician;
  readonly session: Session;
}

/** The first such rival of each repair, if it has any. Only clinicians who are named are compared. */
function rivalsOf(needs: readonly Need[]): Map<Repair, Rival> {
  const byClinician = new Map<Clinician, Need[]>();
  for (const need of needs) for (const who of need.free.slice(0, MAX_NAMED)) addTo(byClinician, who, need);
  const rivals = new Map<Repair, Rival>();
  for (const [who, all] of [...byClinician].sort(([a], [b]) => byId(a, b))) {
    const inOrder = [...all].sort((a, b) => a.repair.interval.from - b.repair.interval.from || byId(a.session, b.session));
    /** The last two sessions to end so far: one of them is another than the session in hand. */
    let latest: Need[] = [];
    for (const need of inOrder) {
      for (const before of latest) {
        if (before.session === need.session || before.repair.interval.until <= need.repair.interval.from) continue;
        if (!rivals.has(need.repair)) rivals.set(need.repair, { who, session: before.session });
        if (!rivals.has(before.repair)) rivals.set(before.repair, { who, session: need.session });
      }
      const same = latest.find(({ session }) => session === need.session);
      if (same !== undefined && same.repair.interval.until >= need.repair.interval.until) continue;
      latest = [...latest.filter((one) => one !== same), need]
        .sort((a, b) => b.repair.interval.until - a.repair.interval.until)
        .slice(0, 2);
    }
  }
  return rivals;
}

/** `…; free: okafor, kim; tue-evening needs okafor at the same time`. */
function named(repair: Repair, need: Need | undefined, rival: Rival | undefined): Repair {
  if (need === undefined) return repair;
  const { free } = need;
  const name = ({ id }: { readonly id: string }): Message => [untrusted(id)];
  const who = free.length === 0 ? say`; no clinician of the roster is free then` : say`; free: ${listed(free, name, MAX_NAMED)}`;
  const also = rival === undefined ? [] : say`; ${name(rival.session)} may need ${name(rival.who)} at the same time`;
  return { ...repair, message: say`${repair.message}${who}${also}`, free };
}
