/** Builds the calendar of a roster for drawings: sessions on local days, and the load of the week. */
import type { Audit } from "../../audit/audit.ts";
import { isUnstaffed, type LimitResult, openAt, type SessionResult, seatsAt } from "../../audit/limit-check.ts";
import { gaps, weekFrom, whyUnknown } from "../../audit/on-call.ts";
import { attendance, dayAndClock, staff } from "../../audit/phrases.ts";
import type { Rule } from "../../audit/rule.ts";
import { showClock } from "../../clock.ts";
import { groupedBy } from "../../grouped.ts";
import { count } from "../../message.ts";
import { clipped, inSeveral, intersection, length, merged } from "../../roster/intervals.ts";
import { onDaysOfSession, onLocalDays } from "../../roster/local-days.ts";
import { DAY, mondayOf } from "../../roster/read-time.ts";
import { byStart, type Clinician, type Interval, type Roster, type Session } from "../../roster/roster.ts";
import { showDate, showDay, writeDate } from "../../roster/time.ts";
import { changeWithin } from "../../roster/zone.ts";
import { RULES } from "../../rules/list.ts";
import type { Standard } from "../../standards/standard.ts";
import { showWeight } from "../../standards/weight.ts";
import type { Calendar, CalendarSession, ClinicianLoad, Grid, KindLoad, OnCallWeek, Piece, ReportSession } from "../report.ts";
import { capInShort, capInWords } from "../wording.ts";
import { titleOf } from "./disclosure.ts";
import { type Mask, renderWithoutLines } from "./mask.ts";
import { type Audited, boundOf, durationOf, type SessionRows } from "./sessions.ts";

/** Maximum sessions to draw: a drawing of more is unreadable and slow to open. */
const MAX_SESSIONS = 1_000;
const MAX_CLINICIANS = 100;
const WEEK = 7;
/** Maximum days to draw outside the week. */
const MAX_OTHER_DAYS = 4 * WEEK;

interface CalendarParts extends Audited {
  readonly rows: SessionRows;
}

/** The calendar of a roster. */
export function calendarOf({ roster, audit, rows, mask }: CalendarParts): Calendar {
  const shownSessions = drawn(roster.sessions, rows);
  const sessions = shownSessions.map((session) => calendarSession(session, { roster, audit, rows, mask }));
  const isCut = shownSessions.some(({ from, until }, i) => until - from > minutesOf((sessions[i] as CalendarSession).pieces));
  const first = roster.week ?? mondayOf(Math.min(...sessions.map(({ pieces }) => (pieces[0] as Piece).day)));
  const { grids, hasMore } = gridsOf(roster, first, sessions);
  const audited = audit.bySession.filter((one) => one !== null);
  const clinicians = clinicianLoads(roster, audited, first, mask);
  const shown = busiest(clinicians);
  return {
    grids,
    sessions,
    omitted: roster.sessions.length - sessions.length,
    isOfOneClock: roster.knowsDays,
    clockHours: roster.clockHours,
    hasMore: hasMore || isCut,
    clinicians: shown,
    omittedClinicians: clinicians.length - shown.length,
    kinds: kindLoads(audited, audit, mask),
    onCall: onCallWeek(roster, audited, audit.standards, mask),
  };
}

function minutesOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, { from, until }) => sum + until - from, 0);
}

/** The sessions to draw, by start. If there are too many: those that break a limit or are double-booked, then the earliest. */
function drawn(sessions: readonly Session[], rows: SessionRows): Session[] {
  const sorted = [...sessions].sort(byStart);
  if (sorted.length <= MAX_SESSIONS) return sorted;
  const breaks = (session: Session) => ["breach", "waived"].includes(rows.of(session).verdict) || rows.of(session).conflict;
  const worst = sorted.filter(breaks).slice(0, MAX_SESSIONS);
  const others = sorted.filter((session) => !breaks(session)).slice(0, MAX_SESSIONS - worst.length);
  return [...worst, ...others].sort(byStart);
}

function calendarSession(session: Session, { roster, audit, rows, mask }: CalendarParts): CalendarSession {
  const counted = audit.bySession[session.index] ?? null;
  const row = rows.of(session);
  const clinicians = [...new Set(session.clinicians.map(({ who }) => who))];
  return {
    session: row,
    pieces: onDaysOfSession(roster, session, session),
    clinicians: clinicians.map(({ id }) => mask.text(id)),
    ...(figures(counted === null ? null : weightiest(counted, rows)) ?? unlimited(row, counted?.staffed ?? true)),
  };
}

type Figures = Pick<CalendarSession, "attendance" | "staff" | "cap" | "brief">;

function figures(result: LimitResult | null): Figures | null {
  if (result === null) return null;
  const { effective, worst } = result;
  const { limit, weighing } = effective;
  const bound = boundOf(limit);
  const seats = bound.per === "couples" ? `${worst.couples}c` : `${worst.patients}p`;
  return {
    ...{ attendance: attendance(worst, effective), staff: staff(worst, effective), cap: capInWords(bound, effective.couples) },
    brief: [seats, `${showWeight(worst.weights[weighing] as number)}t`, capInShort(bound)],
  };
}

function unlimited({ patients, clinicians }: ReportSession, isStaffed: boolean): Figures {
  const staff = isStaffed ? count(clinicians, "clinician") : "no clinician";
  return { attendance: count(patients, "patient"), staff, cap: null, brief: [`${patients}p`] };
}

/**
 * The most important limit of a session: one with a finding, waived or not; then a broken one; then the one with the fewest
 * open seats.
 */
function weightiest({ session, results }: SessionResult, rows: SessionRows): LimitResult | null {
  const rank = (one: LimitResult) => {
    const found = one.holds ? null : rows.findingOn(session, one);
    if (found === null) return one.holds ? 3 : 2;
    return found.match.waivers.length > 0 ? 1 : 0;
  };
  const open = ({ effective, worst, holds }: LimitResult) => openAt(worst, effective) ?? (holds ? Number.MAX_SAFE_INTEGER : 0);
  return results.reduce<LimitResult | null>((best, one) => {
    if (best === null) return one;
    return (rank(one) - rank(best) || open(one) - open(best)) < 0 ? one : best;
  }, null);
}

/** The week, then other days with sessions, grouped by week. */
function gridsOf(roster: Roster, first: number, sessions: readonly CalendarSession[]): Pick<Calendar, "grids" | "hasMore"> {
  const days = new Set(sessions.flatMap(({ pieces }) => pieces.map(({ day }) => day)));
  const weekOf = (day: number) => Math.floor((day - first) / WEEK);
  const others = [...days].filter((day) => weekOf(day) !== 0).sort((a, b) => a - b);
  const shown = others.slice(0, MAX_OTHER_DAYS);
  const weeks = groupedBy(shown, weekOf);
  const before = roster.week === null ? "" : "Outside the week: ";
  const week = Array.from({ length: WEEK }, (_, i) => first + i);
  return {
    grids: [gridOf(roster, week, ""), ...[...weeks.values()].map((some) => gridOf(roster, some, before))],
    hasMore: others.length > shown.length,
  };
}

function gridOf(roster: Roster, days: readonly number[], before: string): Grid {
  const [first, last] = [days[0] as number, days.at(-1) as number];
  const isOfOneYear = writeDate(first).slice(0, 4) === writeDate(last).slice(0, 4);
  const start = isOfOneYear ? showDay(first * DAY) : showDate(first * DAY);
  const title = first === last ? showDate(first * DAY) : `${start} to ${showDate(last * DAY)}`;
  return {
    title: `${before}${title}`,
    clockChanges: days.flatMap((day) => clockChange(roster, day) ?? []),
    days: days.map((day) => ({ day, name: showDay(day * DAY) })),
  };
}

/** The change of the clocks on a local day; null if there is none. */
function clockChange(roster: Roster, day: number): string | null {
  if (!roster.knowsDays) return null;
  const { toLocal } = roster.zone;
  const [start, end] = [weekFrom(roster, day).from, weekFrom(roster, day + 1).from];
  const offsetAt = (moment: number) => toLocal(moment) - moment;
  const { before, change, after } = changeWithin(offsetAt, start - 1, end - 1);
  if (before === after) return null;
  const [from, to] = [change + before, change + after].map((local) => showClock(local, roster.clockHours));
  return `${showDay(day * DAY)}: the clocks go ${after > before ? "forward" : "back"} from ${from} to ${to}`;
}

/** The loads to show, in roster order. If there are too many: the busiest clinicians. */
function busiest(loads: readonly ClinicianLoad[]): readonly ClinicianLoad[] {
  if (loads.length <= MAX_CLINICIANS) return loads;
  const chosen = new Set([...loads].sort((a, b) => b.planned.minutes - a.planned.minutes).slice(0, MAX_CLINICIANS));
  return loads.filter((one) => chosen.has(one));
}

function clinicianLoads(roster: Roster, audited: readonly SessionResult[], first: number, mask: Mask): ClinicianLoad[] {
  // The scheduled times of each clinician, one list per session.
  const stays = new Map<Clinician, Interval[][]>(roster.clinicians.map((clinician) => [clinician, []]));
  for (const { session } of audited) {
    for (const [who, here] of groupedBy(session.clinicians, (stay) => stay.who)) {
      stays.get(who)?.push(merged(here.map((stay) => clipped(stay, session))));
    }
  }
  const week = roster.knowsDays ? weekFrom(roster, first) : null;
  const pieces = (intervals: readonly Interval[], within: Interval): Piece[] =>
    intersection(intervals, [within]).flatMap((one) => onLocalDays(one, roster.zone.toLocal));
  return [...stays].map(([{ id, roles, away }, lists]) => {
    const present = merged(lists.flat());
    const twice = inSeveral(lists.flat());
    const gone = merged(away);
    return {
      id: mask.text(id),
      roles: roles.map((role) => mask.text(role)),
      sessions: lists.length,
      planned: durationOf(present),
      doubleBooked: durationOf(twice),
      away: week === null ? null : durationOf(intersection(gone, [week])),
      missing: durationOf(intersection(intersection(present, gone), week === null ? [] : [week])),
      pieces: week && { present: pieces(present, week), doubleBooked: pieces(twice, week), away: pieces(gone, week) },
    };
  });
}

/** The end of a gap, with the day if it differs from the start. */
function untilInWords(roster: Roster, { from, until }: Interval): string {
  const day = (moment: number) => showDay(roster.zone.toLocal(moment));
  const words = dayAndClock(roster, until);
  return day(from) === day(until) ? words.slice(day(until).length + 1) : words;
}

/** Kinds in the order in which sessions of them come, with the units in which their seats are counted. */
function kindLoads(audited: readonly SessionResult[], { standards, conflicting }: Audit, mask: Mask): KindLoad[] {
  const loads = new Map<string, { -readonly [K in keyof KindLoad]: KindLoad[K] }>();
  for (const one of audited) {
    const { kind } = one.session;
    const tightest = fullest(one);
    const per = tightest?.per ?? null;
    const key = `${per} ${kind}`;
    const load = loads.get(key) ?? {
      kind: mask.text(kind),
      title: titleOf(kind, standards, mask),
      per,
      sessions: 0,
      used: 0,
      open: 0,
      over: 0,
      unstaffed: 0,
    };
    load.sessions += 1;
    if (tightest !== null) {
      const { open, seats, isUnstaffed } = tightest;
      const beyond = Math.max(0, -open);
      // Whether a double-booked session has seats left is known only once it is not.
      load.open += conflicting.has(one.session) ? 0 : Math.max(0, open);
      load[isUnstaffed ? "unstaffed" : "over"] += beyond;
      load.used += seats - beyond;
    }
    loads.set(key, load);
  }
  return [...loads.values()];
}

interface Fullest {
  readonly per: "patients" | "couples";
  readonly seats: number;
  /** Negative if the limit is broken. */
  readonly open: number;
  readonly isUnstaffed: boolean;
}

/** The seats of a session under the limit with the fewest open seats at its worst moment; null if no limit counts seats. */
function fullest({ results }: SessionResult): Fullest | null {
  let found: Fullest | null = null;
  for (const { effective, worst } of results) {
    const { limit } = effective;
    const open = openAt(worst, effective);
    if (limit.type === "minClinicians" || open === null || (found !== null && open >= found.open)) continue;
    found = { per: limit.per, seats: seatsAt(worst, limit), open, isUnstaffed: isUnstaffed(worst, effective.weighing) };
  }
  return found;
}

function onCallWeek(roster: Roster, audited: readonly SessionResult[], standards: readonly Standard[], mask: Mask): OnCallWeek {
  const unknown = whyUnknown(roster);
  if (unknown !== null) return { unknown: renderWithoutLines(unknown.notChecked, mask) };
  const { id: rule } = RULES.find(({ onCallGaps }) => onCallGaps) as Rule;
  const week = weekFrom(roster, roster.week as number);
  const pieces = (one: Interval) => onLocalDays(one, roster.zone.toLocal);
  return {
    unknown: null,
    judge: { rule, isOn: standards.some(({ severities }) => severities.has(rule)) },
    hours: length([week]) / 60,
    shifts: (roster.onCall ?? []).flatMap(({ clinician, ...shift }) => {
      const within = intersection([shift], [week]);
      return within.length === 0 ? [] : { clinician: mask.text(clinician.id), pieces: within.flatMap(pieces) };
    }),
    gaps: gaps(roster, audited).map((gap) => ({
      from: dayAndClock(roster, gap.from),
      until: untilInWords(roster, gap),
      duration: durationOf([gap]),
      pieces: pieces(gap),
    })),
  };
}
