/** The changes that may help against a trouble: at the times that the roster already has, for those who may be asked. */
import { intersection, length, overlap, without } from "../roster/intervals.ts";
import type { Clinician, Interval, Session } from "../roster/roster.ts";
import { areEqual, type Change, type Changes, differingMinutes, timesIn } from "./staffing.ts";
import type { Pair, Part, Trouble } from "./troubles.ts";
import { momentsIn, type Week } from "./week.ts";

/** All changes of one clinician in one session that may help. */
export interface Moves extends Pair {
  readonly changes: readonly Change[];
}

/** The troubles against which a clinician makes no change in a session, because an earlier attempt has all of these changes. */
export type Kept = ReadonlyMap<Session, ReadonlyMap<Clinician, readonly Trouble[]>>;

export class MoveFinder {
  /** Whether some moments were left out, so that there may be cheaper moves than the ones that were found. */
  isCut = false;
  private readonly known = new Map<Session, Map<Clinician, readonly Change[]>>();
  private readonly momentsAround = new Map<Session, readonly number[]>();
  private readonly helpful = new WeakMap<Trouble, readonly Moves[]>();
  private readonly part: Part;
  private readonly week: Week;

  constructor(part: Part, week: Week) {
    this.part = part;
    this.week = week;
  }

  /** The moves against a trouble after some changes, by clinician. Nobody's time in one session changes twice. */
  against(trouble: Trouble, changes: Changes, kept: Kept): Moves[] {
    const all = this.helpful.get(trouble) ?? this.findHelpful(trouble);
    this.helpful.set(trouble, all);
    return all.flatMap((moves) => {
      if (changes.get(moves.session)?.has(moves.clinician)) return [];
      if (!kept.get(moves.session)?.has(moves.clinician)) return moves;
      const allowed = moves.changes.filter((change) => isAllowed(change, kept));
      return allowed.length === 0 ? [] : { ...moves, changes: allowed };
    });
  }

  private findHelpful(trouble: Trouble): Moves[] {
    const pairs = trouble.need === "joining" ? this.joiners(trouble) : trouble.pairs;
    return pairs
      .filter(({ session }) => this.part.sessions.includes(session))
      .map((pair) => ({ ...pair, changes: this.changesOf(pair).filter((change) => helps(change, trouble)) }))
      .filter((moves) => moves.changes.length > 0);
  }

  /** All clinicians, without those known to lack a required license. */
  private joiners({ session, state }: Trouble): Pair[] {
    const isLicensed = ({ licensedIn }: Clinician) => state === undefined || licensedIn === undefined || licensedIn.includes(state);
    return this.week.clinicians.filter(isLicensed).map((clinician) => ({ session, clinician }));
  }

  /** Every change of a clinician's times in a session that keeps to their own times: none at all, or one stretch of time. */
  private changesOf({ session, clinician }: Pair): readonly Change[] {
    const ofSession = this.known.get(session) ?? new Map<Clinician, readonly Change[]>();
    this.known.set(session, ofSession);
    const known = ofSession.get(clinician) ?? this.findChanges({ session, clinician });
    ofSession.set(clinician, known);
    return known;
  }

  private findChanges(pair: Pair): readonly Change[] {
    const moments = this.moments(pair);
    if (momentsInside(pair.session, moments).length > MAX_MOMENTS) this.isCut = true;
    return this.changesAt(moments, pair);
  }

  /** Every change of a clinician's times in a session, at every arrival and departure in the session; the fewest minutes first. */
  allChangesOf(pair: Pair): readonly Change[] {
    const before = timesIn(pair.session, pair.clinician);
    const minutes = ({ times }: Change) => differingMinutes(before, times);
    const all = this.changesAt([...this.moments(pair), ...momentsIn(pair.session)], pair);
    return [...all].sort((a, b) => minutes(a) - minutes(b) || (a.times[0]?.from ?? 0) - (b.times[0]?.from ?? 0));
  }

  /**
   * The moments at which it matters whether a clinician is in a session. Who is free, and needed nowhere else in the part, may as
   * well come for all of it: a shorter time is found later, with `allChangesOf`.
   */
  private moments({ session, clinician }: Pair): number[] {
    const { week, part } = this;
    const others = part.sessions.filter((one) => one !== session && overlap(one, session));
    const own = [...week.ownMoments(clinician), ...part.busy(clinician).flatMap(({ from, until }) => [from, until])];
    if (others.length === 0 && !week.isLimited(clinician)) return own;
    const meeting = this.momentsAround.get(session) ?? this.findMoments([session, ...others]);
    this.momentsAround.set(session, meeting);
    return [...own, ...meeting];
  }

  /** The moments of overlapping sessions, and of all clinicians who may be asked to one of them. */
  private findMoments(meeting: readonly Session[]): readonly number[] {
    const colleagues = this.week.clinicians.filter((one) => meeting.some((other) => this.week.mayBeAsked(one, other)));
    return [...new Set([...meeting.flatMap(momentsIn), ...colleagues.flatMap((one) => this.week.ownMoments(one))])];
  }

  private changesAt(moments: readonly number[], { session, clinician }: Pair): Change[] {
    const { week, part } = this;
    const before = timesIn(session, clinician);
    const isAsked = week.mayBeAsked(clinician, session);
    if (before.length === 0 && !isAsked) return [];
    const busy = without(part.busy(clinician), before);
    const free = isAsked ? without([...week.presentable(clinician, session)], busy) : [];
    const possible = union(free, before);
    const edges = edgesIn(session, moments);
    const found: Change[] = before.length === 0 ? [] : [{ session, clinician, times: [] }];
    for (const [i, from] of edges.entries()) {
      for (const until of edges.slice(i + 1)) {
        const times = [{ from, until }];
        if (!areEqual(times, before) && without(times, possible).length === 0) found.push({ session, clinician, times });
      }
    }
    return found;
  }
}

/** Maximum moments inside one session at which a plan lets people come or go. With more, no plan is proven. */
const MAX_MOMENTS = 24;

/** The moments within a session, with its start and end; sorted. Of too many, the first ones that are given. */
function edgesIn(session: Interval, moments: readonly number[]): number[] {
  const some = momentsInside(session, moments).slice(0, MAX_MOMENTS);
  return [session.from, ...some.sort((a, b) => a - b), session.until];
}

function momentsInside({ from, until }: Interval, moments: readonly number[]): number[] {
  return [...new Set(moments.filter((moment) => moment > from && moment < until))];
}

function union(one: readonly Interval[], other: readonly Interval[]): Interval[] {
  return [...one, ...without(other, one)].sort((a, b) => a.from - b.from);
}

/** Whether a change makes a difference at the times of a trouble, in the direction that it needs. */
function helps(change: Change, { need, times }: Trouble): boolean {
  const before = intersection(timesIn(change.session, change.clinician), times);
  const after = intersection(change.times, times);
  if (need === "joining") return length(without(after, before)) > 0;
  if (need === "leaving") return length(without(before, after)) > 0;
  return !areEqual(before, after);
}

function isAllowed(change: Change, kept: Kept): boolean {
  return (
    kept
      .get(change.session)
      ?.get(change.clinician)
      ?.some((trouble) => helps(change, trouble)) !== true
  );
}

/** The same, with a trouble against which one more clinician makes no change. */
export function withKept(kept: Kept, { session, clinician }: Pair, trouble: Trouble): Kept {
  const ofSession = new Map(kept.get(session));
  ofSession.set(clinician, [...(ofSession.get(clinician) ?? []), trouble]);
  return new Map(kept).set(session, ofSession);
}
