/** Builds the sessions of a roster for the report, and their totals. */

import type { Audit, Finding } from "../../audit/audit.ts";
import { type LimitResult, type SessionResult, seatsAt } from "../../audit/limit-check.ts";
import { attendance, clock, staff } from "../../audit/phrases.ts";
import { attendingPatients } from "../../audit/presence.ts";
import type { Breach as FoundBreach } from "../../audit/rule.ts";
import { groupedBy } from "../../grouped.ts";
import { length } from "../../roster/intervals.ts";
import { onDaysOfSession } from "../../roster/local-days.ts";
import { type Interval, localTime, type Roster, type Session, writeInterval } from "../../roster/roster.ts";
import { showDay, showDuration, writeLocal } from "../../roster/time.ts";
import { KINDS_FOR_ONE } from "../../roster/vocabulary.ts";
import { BUILT_IN } from "../../standards/built-in/list.ts";
import { unitOf } from "../../standards/combine.ts";
import { cap, type Limit } from "../../standards/standard.ts";
import { showWeight } from "../../standards/weight.ts";
import type { Breach, Duration, ReportLimit, ReportSession, Shown, Tally, Verdict } from "../report.ts";
import { type Mask, wordsOf } from "./mask.ts";

/** Maximum sessions to name in a summary. */
const MAX_NAMED = 10;

/** An audited roster with its mask. */
export interface Audited {
  readonly roster: Roster;
  readonly audit: Audit;
  readonly mask: Mask;
}

/** The sessions of a roster in the report. */
export interface SessionRows {
  /** All sessions in file order. */
  readonly all: readonly ReportSession[];
  of(session: Session): ReportSession;
  /** The finding for a broken limit of a session: about the limit, or about missing staff. Null if there is none. */
  findingOn(session: Session, result: LimitResult): Finding | null;
}

export function sessionRows({ roster, audit, mask }: Audited): SessionRows {
  const breaches = groupedBy(
    audit.findings.filter(({ rule }) => rule.breaches === true),
    ({ violation }) => violation.session,
  );
  const findingOn = (session: Session, { effective }: LimitResult): Finding | null => {
    const found = breaches.get(session) ?? [];
    const isOn = (limit: typeof effective | undefined) => found.find(({ violation }) => violation.limit === limit);
    return isOn(effective) ?? isOn(undefined) ?? null;
  };
  const all = roster.sessions.map((session) => {
    const result = audit.bySession[session.index] ?? null;
    const verdict = verdictOf(session, result, audit);
    const conflict = audit.conflicting.has(session);
    const shown = shownAs(session, result, verdict, findingOn);
    const isPlain = shown === "ok" || shown === "no-limit";
    const other = conflict ? "conflict" : result?.attended === false ? "empty" : shown;
    return rowOf(session, result, { roster, mask }, { verdict, conflict, shown: isPlain ? other : shown });
  });
  return { all, of: ({ index }) => all[index] as ReportSession, findingOn };
}

/** The first verdict that applies. */
function verdictOf(session: Session, result: SessionResult | null, { breaching, waived }: Audit): Verdict {
  if (result === null) return "canceled";
  if (breaching.has(session)) return "breach";
  if (waived.has(session)) return "waived";
  return result.isLimited ? "ok" : "no-limit";
}

/** The displayed verdict of a session: a session without a breach may still break a limit whose rule is off. */
function shownAs(session: Session, result: SessionResult | null, verdict: Verdict, findingOn: SessionRows["findingOn"]): Shown {
  if (result === null || result.holds || (verdict !== "ok" && verdict !== "waived")) return verdict;
  return result.results.some((one) => !one.holds && findingOn(session, one) === null) ? "unjudged" : verdict;
}

function rowOf(
  session: Session,
  result: SessionResult | null,
  { roster, mask }: Pick<Audited, "roster" | "mask">,
  said: Pick<ReportSession, "verdict" | "conflict" | "shown">,
): ReportSession {
  const local = (moment: number) => localTime(roster, session, moment);
  const attending = attendingPatients(session);
  const { patients, couples } = session;
  const hours = timesOf(roster, session, session);
  return {
    id: mask.text(session.id),
    title: session.title === null ? null : mask.text(session.title),
    kind: mask.text(session.kind),
    start: writeLocal(local(session.from)),
    end: writeLocal(local(session.until)),
    clinicians: new Set(session.clinicians.map(({ who }) => who)).size,
    patients: attending.size + patients.headcount + 2 * couples.headcount,
    couples: new Set([...attending].flatMap(({ couple }) => couple ?? [])).size + couples.headcount,
    ...said,
    limits: (result?.results ?? []).map((one) => limitRow(one, session, roster, mask)),
    when: `${showDay(local(session.from))} ${hours}`,
    hours,
    openSeats: result?.openSeats ?? null,
  };
}

/** The bound of a limit, without its standards. */
export function boundOf(limit: Limit): Pick<ReportLimit, "limit" | "cap" | "per"> {
  return { limit: limit.type, cap: cap(limit), per: unitOf(limit) };
}

function limitRow({ effective, worst, holds, openSeats }: LimitResult, session: Session, roster: Roster, mask: Mask): ReportLimit {
  const { limit, standards, weighing } = effective;
  return {
    standards: standards.map(({ name, file }) => wordsOf(file, name, mask)),
    ...boundOf(limit),
    seats: seatsAt(worst, limit),
    patients: worst.patients,
    counted: `${attendance(worst, effective)}, ${staff(worst, effective)}`,
    hours: timesOf(roster, session, worst),
    weight: showWeight(worst.weights[weighing] as number),
    holds,
    openSeats,
    ...writeInterval(roster, session, worst),
  };
}

/** The totals of all sessions. `rulesOff` has the roster rules that no standard has on. */
export function tallyOf(rows: readonly ReportSession[], results: readonly (SessionResult | null)[], rulesOff: readonly string[]): Tally {
  const verdicts = { canceled: 0, breach: 0, waived: 0, "no-limit": 0, ok: 0 };
  const shown = { ...verdicts, unjudged: 0, conflict: 0, empty: 0 };
  for (const row of rows) {
    verdicts[row.verdict]++;
    shown[row.shown]++;
  }
  const open = ({ openSeats }: ReportSession) => openSeats as number;
  return {
    verdicts,
    shown,
    ...ratioChecks(rows, results),
    rulesOff,
    unjudged: rows.filter((row) => row.shown === "unjudged").slice(0, MAX_NAMED),
    unlimited: rows.filter((row) => row.shown === "no-limit").slice(0, MAX_NAMED),
    tightest: rows
      .filter((row) => row.shown === "ok" && row.openSeats !== null)
      .sort((a, b) => open(a) - open(b))
      .slice(0, MAX_NAMED),
  };
}

/** Of the sessions with attendees: the number checked against a ratio, and the kinds of those that need no ratio or lack one. */
function ratioChecks(
  rows: readonly ReportSession[],
  results: readonly (SessionResult | null)[],
): Pick<Tally, "checked" | "unchecked" | "exempt"> {
  const exempt = new Map<string, number>();
  const unchecked = new Map<string, { readonly kind: string; sessions: number; readonly standard: string | null }>();
  let checked = 0;
  for (const [i, { kind, limits }] of rows.entries()) {
    const result = results[i] ?? null;
    if (result?.attended !== true) continue;
    const { session } = result;
    if (limits.some(({ limit }) => limit === "ratio")) checked++;
    else if (KINDS_FOR_ONE.has(session.kind)) exempt.set(kind, (exempt.get(kind) ?? 0) + 1);
    else {
      const known = unchecked.get(kind) ?? { kind, sessions: 0, standard: standardWithRatio(session.kind) };
      known.sessions++;
      unchecked.set(kind, known);
    }
  }
  return { checked, exempt, unchecked: [...unchecked.values()] };
}

/** The first built-in standard that has a ratio for a kind. */
function standardWithRatio(kind: string): string | null {
  return BUILT_IN.find(({ kinds }) => Object.hasOwn(kinds ?? {}, kind) && kinds?.[kind]?.ratio !== undefined)?.name ?? null;
}

/** The times and extent of a breach. */
export function breachOf(roster: Roster, session: Session, { intervals, howMuch, amount }: FoundBreach): Breach {
  const named = intervals.slice(0, MAX_NAMED).map((one) => timesOf(roster, session, one));
  const more = intervals.length - named.length;
  return {
    howMuch,
    amount,
    duration: durationOf(intervals),
    when: more > 0 ? `${named.join(", ")} and ${more} more` : [named.slice(0, -1).join(", "), named.at(-1)].filter(Boolean).join(" and "),
    pieces: intervals.flatMap((one) => onDaysOfSession(roster, session, one)),
  };
}

/** `18:00–19:30`, for an interval of a session. */
function timesOf(roster: Roster, session: Session, { from, until }: Interval): string {
  return `${clock(roster, session, from)}–${clock(roster, session, until)}`;
}

/** The total duration of intervals without overlaps. */
export function durationOf(intervals: readonly Interval[]): Duration {
  const minutes = length(intervals);
  return { minutes, words: minutes === 0 ? "none" : showDuration(minutes) };
}
