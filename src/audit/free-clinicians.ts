/** Who of a roster is free for the repairs of its findings. */
import { addTo } from "../grouped.ts";
import { listed, type Message, say, trusted, untrusted } from "../message.ts";
import { intersection, length, overlapping, without } from "../roster/intervals.ts";
import { byId, type Clinician, type Interval, type Session } from "../roster/roster.ts";
import { neededLicenses } from "./licenses.ts";
import { holdsAt, isUnstaffed, type SessionResult, spans } from "./limit-check.ts";
import { clinicianStays, listedClinicians, staysIn } from "./presence.ts";
import { newcomer, type Repair } from "./repairs.ts";
import type { RuleContext, Violation } from "./rule.ts";
import { clinicianMinutes, sessionsOfWeek } from "./weekly-minutes.ts";

/** Maximum clinicians to name in a sentence. */
const MAX_NAMED = 5;
/** Maximum clinicians to list for one repair. */
const MAX_FREE = 20;
/** Maximum clinicians to check for all repairs of a roster; only a malicious roster needs more. */
const MAX_CHECKS = 100_000;

/** Why a rule would report a clinician who joins a session; null if it would not. */
export type KeepsOut = (result: SessionResult) => (clinician: Clinician) => string | null;

interface Audited extends Pick<RuleContext, "roster" | "standards" | "sessions" | "evaluator" | "conflicting"> {
  readonly keepsOut: readonly KeepsOut[];
}

/** A repair that adds clinicians to a session, and the free clinicians. */
interface Need {
  readonly session: Session;
  readonly repair: Repair;
  readonly free: readonly Clinician[];
  /** If nobody else is free: the free clinicians whom a rule keeps out. */
  readonly keptOut: readonly KeptOut[];
}

interface KeptOut {
  readonly who: Clinician;
  readonly why: string;
}

/** The repairs of each violation, with the free clinicians, and another session that may need the same person at that time. */
export function repairsWithFreeClinicians(violations: readonly Violation[], context: Audited): (readonly Repair[])[] {
  const all = violations.map((violation) => violation.repairs?.() ?? []);
  const needs = needsOf(violations, all, context);
  const rivals = rivalsOf([...needs.values()]);
  return all.map((repairs) => repairs.map((one) => named(one, needs.get(one), rivals.get(one))));
}

function needsOf(violations: readonly Violation[], all: readonly (readonly Repair[])[], context: Audited): Map<Repair, Need> {
  const { roster, sessions } = context;
  const results = new Map(sessions.map((result) => [result.session, result]));
  const needs = new Map<Repair, Need>();
  // Sorted by id, so that the order in the roster makes no difference.
  const clinicians = [...roster.clinicians].sort(byId);
  let hours: Hours | null = null;
  let checks = 0;
  for (const [i, { session }] of violations.entries()) {
    for (const repair of all[i] as readonly Repair[]) {
      const { add, interval } = repair;
      if (session === undefined || add === null) continue;
      checks += roster.clinicians.length;
      if (checks > MAX_CHECKS) return needs;
      hours ??= hoursOf(context);
      const result = results.get(session) as SessionResult;
      const able = clinicians.filter(candidate(result, { role: add.role, interval }, context, hours));
      const bars = context.keepsOut.map((rule) => rule(result));
      const barred = able.map((who) => ({ who, why: bars.map((whyNot) => whyNot(who)).find((why) => why !== null) ?? null }));
      const free = barred.flatMap(({ who, why }) => (why === null ? [who] : []));
      const keptOut = free.length > 0 ? [] : barred.flatMap(({ who, why }) => (why === null ? [] : [{ who, why }]));
      needs.set(repair, { session, repair, free: free.slice(0, MAX_FREE), keptOut });
    }
  }
  return needs;
}

/** The working hours of clinicians. */
interface Hours {
  /** The times of each clinician in sessions. */
  readonly busy: ReadonlyMap<Clinician, readonly Interval[]>;
  /** The sessions that count toward `maxHours`, and the minutes of each clinician in them. */
  readonly ofWeek: ReadonlySet<Session>;
  readonly minutes: ReadonlyMap<Clinician, number>;
}

function hoursOf({ roster, sessions }: Audited): Hours {
  const all = sessions.map(({ session }) => session);
  const busy = staysIn(all, clinicianStays);
  const ofWeek = sessionsOfWeek(roster, sessions) ?? [];
  return { busy, ofWeek: new Set(ofWeek), minutes: clinicianMinutes(ofWeek) };
}

/** Whether a clinician weighs as much as a repair asks for, is free then, and may join, or may stay longer, as far as no rule keeps them out. */
function candidate(
  result: SessionResult,
  { role, interval }: { readonly role: string; readonly interval: Interval },
  { standards, evaluator, conflicting }: Audited,
  { busy, ofWeek, minutes }: Hours,
): (clinician: Clinician) => boolean {
  const { session } = result;
  const needed = evaluator.weigh(session.kind, newcomer(role)).weights;
  const states = [...neededLicenses(session, standards, interval)];
  const stays = clinicianStays(session);
  const broken = intersection(brokenTimes(result), [interval]);
  return (clinician) => {
    const { away, available, canLead, licensedIn, maxMinutes } = clinician;
    const present = intersection(stays.get(clinician)?.intervals ?? [], [interval]);
    // Who is there already while it is broken is no help then. In a double booking it is not known where they are.
    if (present.length > 0 && (conflicting.has(session) || intersection(present, broken).length > 0)) return false;
    const times = without([interval], present);
    const elsewhere = busy.get(clinician) ?? [];
    if (overlapping(away, interval).length > 0 || times.some((time) => overlapping(elsewhere, time).length > 0)) return false;
    if (available !== undefined && without(times, available).length > 0) return false;
    if (canLead !== undefined && !canLead.includes(session.kind)) return false;
    if (licensedIn !== undefined && !states.every((state) => licensedIn.includes(state))) return false;
    const added = ofWeek.has(session) ? length(times) : 0;
    if (maxMinutes !== undefined && added > 0 && (minutes.get(clinician) ?? 0) + added > maxMinutes) return false;
    return evaluator.weigh(session.kind, clinician).weights.every((weight, i) => weight >= (needed[i] as number));
  };
}

/** When a session breaks any limit, or has no clinician who counts. */
function brokenTimes({ stretches, results, isLimited }: SessionResult): Interval[] {
  return spans(
    stretches,
    (one) =>
      one.weights.some((_, weighing) => isUnstaffed(one, weighing, isLimited)) || results.some(({ effective }) => !holdsAt(one, effective)),
  );
}

/** A session that needs the same person at the same time as a repair of another session. */
interface Rival {
  readonly who: Clinician;
  readonly session: Session;
}

/** A rival of each repair, if any: for the first clinician by id, the session that ends last. Compares only the clinicians who are named. */
function rivalsOf(needs: readonly Need[]): Map<Repair, Rival> {
  const byClinician = new Map<Clinician, Need[]>();
  for (const need of needs) {
    for (const some of joiningAndStaying(need)) for (const who of some.slice(0, MAX_NAMED)) addTo(byClinician, who, need);
  }
  const rivals = new Map<Repair, Rival>();
  for (const [who, all] of [...byClinician].sort(([a], [b]) => byId(a, b))) {
    const byStart = [...all].sort((a, b) => a.repair.interval.from - b.repair.interval.from || byId(a.session, b.session));
    const byEnd = [...all].sort((a, b) => a.repair.interval.until - b.repair.interval.until);
    let latest: readonly Need[] = [];
    let begun = 0;
    for (const { repair, session } of byEnd) {
      const { from, until } = repair.interval;
      for (let next = byStart[begun]; next !== undefined && next.repair.interval.from < until; next = byStart[++begun])
        latest = lastTwo(latest, next);
      const other = latest.find((one) => one.session !== session);
      if (other !== undefined && other.repair.interval.until > from && !rivals.has(repair))
        rivals.set(repair, { who, session: other.session });
    }
  }
  return rivals;
}

/** The two latest-ending needs of different sessions: at least one differs from the current session. */
function lastTwo(latest: readonly Need[], need: Need): readonly Need[] {
  const all = [...latest, need].sort((a, b) => b.repair.interval.until - a.repair.interval.until);
  return all.filter((one, i) => all.findIndex(({ session }) => session === one.session) === i).slice(0, 2);
}

/** `…; free: okafor, kim; or extend the time of lee; tue-evening may need okafor at the same time`. */
function named(repair: Repair, need: Need | undefined, rival: Rival | undefined): Repair {
  if (need === undefined) return repair;
  const { free, keptOut } = need;
  const [joining, staying] = joiningAndStaying(need);
  const name = ({ id }: { readonly id: string }): Message => [untrusted(id)];
  const who = joining.length === 0 ? [] : say`; free: ${listed(joining, name, MAX_NAMED)}`;
  const longer = staying.length === 0 ? [] : say`; or extend the time of ${listed(staying, name, MAX_NAMED)}`;
  const ruledOut = ({ who, why }: KeptOut): Message => say`${name(who)} as ${trusted(why)}`;
  const others =
    keptOut.length === 0
      ? say`; no clinician in the roster is free then`
      : say`; free but ruled out: ${listed(keptOut, ruledOut, MAX_NAMED)}`;
  const nobody = free.length === 0 ? others : [];
  const also = rival === undefined ? [] : say`; ${name(rival.session)} may need ${name(rival.who)} at the same time`;
  return { ...repair, message: say`${repair.message}${who}${longer}${nobody}${also}`, free };
}

/** The free clinicians who are not in the session, and those who are in it at another time and could stay longer or come earlier. */
function joiningAndStaying({ session, free }: Need): readonly [Clinician[], Clinician[]] {
  const listed = listedClinicians(session);
  return [free.filter((who) => !listed.has(who)), free.filter((who) => listed.has(who))];
}
