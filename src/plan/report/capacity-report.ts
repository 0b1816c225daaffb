/** The capacity of a week as data for the formats: ids of patients and couples masked, times in local words. */
import { groupedBy } from "../../grouped.ts";
import { type Mask, wordsOf } from "../../report/build/mask.ts";
import { DAY } from "../../roster/read-time.ts";
import { showDay, writeDate } from "../../roster/time.ts";
import type { Absence, Capacity, SessionSeats } from "../capacity.ts";
import { obstacleInWords, type PlanSession, type PlanTime, type Words, wordsFor } from "./words.ts";

interface SeatsOfKind {
  readonly kind: string;
  readonly unit: "patients" | "couples";
  readonly open: number;
  /** The open seats if all free clinicians joined; each session taken alone. */
  readonly withFree: number;
  readonly sessions: readonly {
    readonly session: PlanSession;
    readonly open: number;
    readonly withFree: number;
    readonly free: readonly string[];
  }[];
}

export interface AbsenceRow {
  readonly clinician: string;
  /** The ISO date of the day; null for the whole week. */
  readonly day: string | null;
  /** `Mon, Nov 30`, or `all week`. */
  readonly when: string;
  readonly sessions: readonly string[];
  readonly isOnCall: boolean;
  /** `fine`: nothing breaks. `cover`: those who are free then can cover. `gap`: a clinician is missing. */
  readonly outcome: "fine" | "cover" | "gap";
  readonly breaks: readonly { readonly session: string; readonly rule: string }[];
  readonly cover: readonly { readonly clinician: string; readonly session: string; readonly times: readonly PlanTime[] }[];
  readonly missing: readonly {
    readonly session: string;
    readonly times: readonly PlanTime[];
    readonly obstacles: readonly { readonly clinician: string; readonly code: string; readonly reason: string }[];
  }[];
}

/** Whether more patients or couples fit into the sessions of a kind, each into one session. */
export interface Added {
  readonly kind: string;
  readonly seats: number;
  readonly unit: "patients" | "couples";
  /** Null for a kind without a limit on seats. */
  readonly open: number | null;
  readonly withFree: number | null;
  readonly outcome: "fits" | "fits-with-free" | "does-not-fit" | "no-limit";
}

export interface CapacityReport {
  readonly file: string;
  readonly program: string | null;
  readonly standards: readonly string[];
  /** Errors of the week before anyone is out. */
  readonly errors: number;
  readonly seats: readonly SeatsOfKind[];
  readonly absences: readonly AbsenceRow[];
  /** The clinician-days, and how many of them the week survives without a change and with cover. */
  readonly survives: { readonly days: number; readonly fine: number; readonly cover: number };
  readonly asked: readonly AbsenceRow[];
  readonly added: readonly Added[];
}

export interface Told {
  readonly capacity: Capacity;
  readonly file: string;
  readonly mask: Mask;
  /** Seats to add by kind. */
  readonly add: ReadonlyMap<string, number>;
}

export function capacityReport({ capacity, file, mask, add }: Told): CapacityReport {
  const { roster, audit } = capacity;
  const words = wordsFor(roster, audit, mask);
  const seats = [...groupedBy(capacity.seats, ({ session, unit }) => JSON.stringify([session.kind, unit]))].map(([, some]) =>
    seatsOfKind(some, words),
  );
  const absences = capacity.absences.map((one) => absenceRow(one, words));
  const ends = (outcome: AbsenceRow["outcome"]) => absences.filter((one) => one.outcome === outcome).length;
  return {
    file,
    program: roster.program === null ? null : mask.text(roster.program),
    standards: audit.standards.map(({ name, file: own }) => wordsOf(own, name, mask)),
    errors: capacity.errors,
    seats,
    absences,
    survives: { days: absences.length, fine: ends("fine"), cover: ends("cover") },
    asked: capacity.asked.map((one) => absenceRow(one, words)),
    added: [...add].flatMap(([kind, wanted]) => addedTo(kind, wanted, seats)),
  };
}

function seatsOfKind(some: readonly SessionSeats[], words: Words): SeatsOfKind {
  const sessions = some.map(({ session, open, withFree, free }) => ({
    session: words.session(session),
    open,
    withFree,
    free: free.map(words.name),
  }));
  const sum = (key: "open" | "withFree") => sessions.reduce((total, one) => total + one[key], 0);
  return {
    kind: sessions[0]?.session.kind ?? "",
    unit: some[0]?.unit === "couples" ? "couples" : "patients",
    ...{ open: sum("open"), withFree: sum("withFree"), sessions },
  };
}

function addedTo(kind: string, seats: number, all: readonly SeatsOfKind[]): Added[] {
  const ofKind = all.filter((one) => one.kind === kind);
  if (ofKind.length === 0) return [{ kind, seats, unit: "patients", open: null, withFree: null, outcome: "no-limit" }];
  return ofKind.map(({ unit, open, withFree }) => {
    const outcome = seats <= open ? "fits" : seats <= withFree ? "fits-with-free" : "does-not-fit";
    return { kind, seats, unit, open, withFree, outcome };
  });
}

function absenceRow({ clinician, day, sessions, isOnCall, broken, cover, missing }: Absence, words: Words): AbsenceRow {
  return {
    clinician: words.name(clinician),
    day: day === null ? null : writeDate(day),
    when: day === null ? "all week" : showDay(day * DAY),
    sessions: sessions.map((session) => words.session(session).id),
    isOnCall,
    outcome: broken.length === 0 ? "fine" : cover === null ? "gap" : "cover",
    breaks: broken.map(({ session, found }) => ({ session: words.session(session).id, rule: found.rule.id })),
    cover: (cover ?? []).map((change) => ({
      clinician: words.name(change.clinician),
      session: words.session(change.session).id,
      times: change.times.map((time) => words.time(change.session, time)),
    })),
    missing: missing.map(({ session, times, obstacles }) => ({
      session: words.session(session).id,
      times: times.map((time) => words.time(session, time)),
      obstacles: obstacles.map(({ clinician: other, why }) => ({
        clinician: words.name(other),
        code: why.code,
        reason: obstacleInWords(why, session, words),
      })),
    })),
  };
}
