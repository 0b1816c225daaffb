/** The sessions of a roster in the report. A row is made when a format asks for it: most show few of 100,000. */
import { attendingPatients } from "../../audit/attending.ts";
import type { Audit, Finding } from "../../audit/audit.ts";
import { type EffectiveLimit, type LimitResult, type SessionResult, seatsAt, unitOf } from "../../audit/limit-check.ts";
import { clock } from "../../audit/phrases.ts";
import type { Breach as FoundBreach } from "../../audit/rule.ts";
import { groupedBy } from "../../grouped.ts";
import { length } from "../../roster/intervals.ts";
import { onDaysOfSession } from "../../roster/local-days.ts";
import { type Interval, localTime, type Roster, type Session } from "../../roster/roster.ts";
import { showDay, showDuration, writeLocal } from "../../roster/time.ts";
import { cap } from "../../standards/standard.ts";
import { showWeight } from "../../standards/weight.ts";
import type { Breach, Duration, ReportSession, Shown, Tally, Verdict } from "../report.ts";
import { type Mask, wordsOf } from "./mask.ts";

/** As many sessions are named at most where only the first few of them are. */
const MAX_NAMED = 10;

/** Makes a session's row in the report when it is asked for, and counts all of them for the summary. */
export class SessionRows {
  readonly tally: Tally;
  readonly #roster: Roster;
  readonly #audit: Audit;
  readonly #mask: Mask;
  readonly #made = new Map<Session, ReportSession>();
  /** What makes sessions breaches, waived or not; looked up where a session needs it. */
  #breaches: ReadonlyMap<Session | undefined, readonly Finding[]> | null = null;

  constructor(roster: Roster, audit: Audit, mask: Mask) {
    this.#roster = roster;
    this.#audit = audit;
    this.#mask = mask;
    this.tally = this.#count();
  }

  /** All of them, in the order of the file. */
  all(): ReportSession[] {
    return this.#roster.sessions.map((session) => this.of(session));
  }

  of(session: Session): ReportSession {
    let row = this.#made.get(session);
    if (row === undefined) {
      const counted = this.#audit.bySession[session.index] ?? null;
      const verdict = this.verdictOf(session);
      row = new SessionRow(session, this.#roster, counted, { verdict, shown: this.#shown(session, verdict) }, this.#mask);
      this.#made.set(session, row);
    }
    return row;
  }

  /** Which of a session's limits one is, from 0; null if it is none of them. */
  positionOf(session: Session, limit: EffectiveLimit): number | null {
    const at = this.#audit.bySession[session.index]?.results.findIndex(({ effective: judged }) => judged === limit) ?? -1;
    return at < 0 ? null : at;
  }

  verdictOf(session: Session): Verdict {
    const counted = this.#audit.bySession[session.index] ?? null;
    if (counted === null) return "cancelled";
    if (this.#audit.breaching.has(session)) return "breach";
    if (this.#audit.waived.has(session)) return "waived";
    return counted.isLimited ? "ok" : "no-limit";
  }

  /** When and by how much a session breaks a limit. */
  breach(session: Session, { intervals, howMuch, amount }: FoundBreach): Breach {
    return {
      howMuch: howMuch(),
      amount,
      duration: durationOf(intervals),
      when: this.#times(session, intervals),
      pieces: intervals.flatMap((one) => onDaysOfSession(this.#roster, session, one)),
    };
  }

  #times(session: Session, intervals: readonly Interval[]): string {
    const named = intervals.slice(0, MAX_NAMED).map((one) => timesOf(this.#roster, session, one));
    const more = intervals.length - named.length;
    return more > 0 ? `${named.join(", ")} and ${more} more` : [named.slice(0, -1).join(", "), named.at(-1)].filter(Boolean).join(" and ");
  }

  /** What is said of a session: where its verdict is none of a breach, a limit may be broken whose rule is off. */
  #shown(session: Session, verdict: Verdict): Shown {
    const counted = this.#audit.bySession[session.index] ?? null;
    if (counted === null || counted.holds || (verdict !== "ok" && verdict !== "waived")) return verdict;
    return counted.results.some((one) => !one.holds && this.findingOn(session, one) === null) ? "unjudged" : verdict;
  }

  /** What was found where a limit of a session is broken: on the limit itself, or that nobody is there who counts. Null if nothing was. */
  findingOn(session: Session, { effective: judged }: LimitResult): Finding | null {
    this.#breaches ??= groupedBy(
      this.#audit.findings.filter(({ rule }) => rule.breaches === true),
      ({ violation }) => violation.session,
    );
    const found = this.#breaches.get(session) ?? [];
    return (
      found.find(({ violation }) => violation.limit === judged) ?? found.find(({ violation }) => violation.limit === undefined) ?? null
    );
  }

  #count(): Tally {
    const verdicts = { cancelled: 0, breach: 0, waived: 0, "no-limit": 0, ok: 0 };
    const unlimited: Session[] = [];
    const unjudged: Session[] = [];
    const tightest: SessionResult[] = [];
    const said = { ...verdicts, unjudged: 0 };
    const { sessions } = this.#roster;
    for (let i = 0; i < sessions.length; i++) {
      const session = sessions[i] as Session;
      const counted = this.#audit.bySession[i] ?? null;
      const verdict = this.verdictOf(session);
      verdicts[verdict]++;
      const shown = this.#shown(session, verdict);
      said[shown]++;
      if (shown === "unjudged" && unjudged.length < MAX_NAMED) unjudged.push(session);
      if (verdict === "no-limit" && unlimited.length < MAX_NAMED) unlimited.push(session);
      if (shown === "ok" && counted !== null) insert(tightest, counted);
    }
    return {
      ...{ verdicts, shown: said },
      unjudged: unjudged.map((session) => this.of(session)),
      unlimited: unlimited.map((session) => this.of(session)),
      tightest: tightest.map(({ session }) => this.of(session)),
    };
  }
}

/** Keeps the first few sessions with the fewest open places, fewest first; of equal ones the earlier. */
function insert(tightest: SessionResult[], counted: SessionResult): void {
  const open = counted.openSeats;
  const isFull = tightest.length === MAX_NAMED;
  if (open === null || (isFull && open >= openPlaces(tightest.at(-1) as SessionResult))) return;
  const at = tightest.findIndex((one) => openPlaces(one) > open);
  tightest.splice(at < 0 ? tightest.length : at, 0, counted);
  if (isFull) tightest.pop();
}

function openPlaces(counted: SessionResult): number {
  return counted.openSeats as number;
}

class SessionRow implements ReportSession {
  readonly verdict: Verdict;
  readonly shown: Shown;
  readonly #session: Session;
  readonly #roster: Roster;
  readonly #counted: SessionResult | null;
  readonly #mask: Mask;

  constructor(
    session: Session,
    roster: Roster,
    counted: SessionResult | null,
    { verdict, shown }: Pick<ReportSession, "verdict" | "shown">,
    mask: Mask,
  ) {
    this.#session = session;
    this.#roster = roster;
    this.#counted = counted;
    this.verdict = verdict;
    this.shown = shown;
    this.#mask = mask;
  }

  get id(): string {
    return this.#mask.text(this.#session.id);
  }
  get kind(): string {
    return this.#mask.text(this.#session.kind);
  }
  get start(): string {
    return writeLocal(this.#local(this.#session.from));
  }
  get end(): string {
    return writeLocal(this.#local(this.#session.until));
  }
  get when(): string {
    return `${showDay(this.#local(this.#session.from))} ${this.hours}`;
  }
  get hours(): string {
    return timesOf(this.#roster, this.#session, this.#session);
  }
  get clinicians(): number {
    return new Set(this.#session.clinicians.map((stay) => stay.who)).size;
  }
  get patients(): number {
    return attendingPatients(this.#session).size + this.#session.patients.headcount + 2 * this.#session.couples.headcount;
  }
  get couples(): number {
    const couples = new Set([...attendingPatients(this.#session)].flatMap((patient) => patient.couple ?? []));
    return couples.size + this.#session.couples.headcount;
  }
  get openPlaces(): number | null {
    return this.#counted?.openSeats ?? null;
  }
  get limits(): ReportSession["limits"] {
    return (this.#counted?.results ?? []).map((row) => limitRow(this.#roster, this.#session, row, this.#mask));
  }

  #local(moment: number): number {
    return localTime(this.#roster, this.#session, moment);
  }
}

/** `18:00–19:30`, of an interval of a session. */
function timesOf(roster: Roster, session: Session, { from, until }: Interval): string {
  const [start, end] = [from, until].map((moment) => clock(roster, session, moment));
  return `${start}–${end}`;
}

/** How long intervals without overlaps are together. */
export function durationOf(intervals: readonly Interval[]): Duration {
  const minutes = length(intervals);
  return { minutes, words: minutes === 0 ? "none" : showDuration(minutes) };
}

function limitRow(
  roster: Roster,
  session: Session,
  { effective: judged, worst, holds, openSeats }: LimitResult,
  mask: Mask,
): ReportSession["limits"][number] {
  return {
    standards: judged.standards.map(({ name, file }) => wordsOf(file, name, mask)),
    limit: judged.limit.type,
    cap: cap(judged.limit),
    per: unitOf(judged.limit),
    places: seatsAt(worst, judged.limit),
    patients: worst.patients,
    couples: worst.couples,
    weight: showWeight(worst.weights[judged.weighing] as number),
    holds,
    openPlaces: openSeats,
    from: writeLocal(localTime(roster, session, worst.from)),
    until: writeLocal(localTime(roster, session, worst.until)),
  };
}
