/** What is drawn of a week, against a plain count of every minute: where sessions stand, who works how long, which hours nobody answers. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseRoster } from "../src/index.ts";
import { runAudit } from "../src/pipeline.ts";
import { bandsOf, inLanes } from "../src/report/formats/week/lanes.ts";
import type { Calendar, Piece, ReportRoster } from "../src/report/report.ts";
import { onLocalDays } from "../src/roster/local-days.ts";
import { intlOffsets, zoneFrom } from "../src/roster/zone.ts";
import { builtInFile, builtInStandard } from "../src/standards/built-in/list.ts";
import { buildStandard, type Standard } from "../src/standards/standard.ts";
import { tries } from "./support/matrix.ts";
import { randomCase } from "./support/random-roster.ts";
import type { EntryData, RosterData, SessionData, StandardData } from "./support/recount.ts";

const DAY = 1440;
const moment = (text: string) => Date.parse(`${text}:00Z`) / 60_000;

/** A roster as the formats that draw get it. */
function drawn(roster: object, standards: readonly StandardData[] = ["benchmark"]): { roster: ReportRoster; calendar: Calendar } {
  const built = standards.map((one) => (typeof one === "string" ? (builtInStandard(one) as Standard) : buildStandard(one, builtInFile)));
  const report = runAudit(parseRoster(JSON.stringify(roster), { file: "week.json" }), { standards: built });
  const [only] = report.rosters as [ReportRoster];
  expect(only.problems).toEqual([]);
  return { roster: only, calendar: only.calendar?.() as Calendar };
}

describe("an interval on local days", () => {
  /** Weeks around a change of clocks; in Samoa a day is left out, on Lord Howe the clocks change by half an hour. */
  const CHANGES = [
    ["America/New_York", "2026-11-01T06:00"],
    ["America/New_York", "2027-03-14T07:00"],
    ["Australia/Lord_Howe", "2026-10-03T15:30"],
    ["Australia/Lord_Howe", "2027-04-03T15:00"],
    ["Pacific/Apia", "2011-12-30T10:00"],
    ["Asia/Beirut", "2026-03-28T22:00"],
    ["Etc/UTC", "2026-11-30T00:00"],
  ] as const;
  const zones = new Map(CHANGES.map(([name]) => [name, zoneFrom(intlOffsets(name) as (at: number) => number)]));
  const interval = fc.record({
    change: fc.constantFrom(...CHANGES),
    from: fc.integer({ min: -2 * DAY, max: 2 * DAY }),
    minutes: fc.integer({ min: 1, max: 3 * DAY }),
  });

  test("has in its pieces each of its moments once, at the time that the clock shows, and is as long as they are", () => {
    fc.assert(
      fc.property(interval, ({ change: [name, at], from, minutes }) => {
        const { toLocal } = zones.get(name) as NonNullable<ReturnType<typeof zones.get>>;
        const start = moment(at) + from;
        const pieces = onLocalDays({ from: start, until: start + minutes }, toLocal);
        let next = start;
        for (const piece of pieces) {
          expect(piece.moment).toBe(next);
          expect(piece.from).toBeGreaterThanOrEqual(0);
          expect(piece.until).toBeLessThanOrEqual(DAY);
          expect(piece.until).toBeGreaterThan(piece.from);
          for (let minute = piece.from; minute < piece.until; minute++) {
            expect(toLocal(piece.moment + minute - piece.from)).toBe(piece.day * DAY + minute);
          }
          next += piece.until - piece.from;
        }
        expect(next).toBe(start + minutes);
      }),
      { numRuns: tries(300, 60) },
    );
  });
});

const somePieces = fc
  .array(fc.record({ from: fc.nat(DAY - 1), minutes: fc.integer({ min: 1, max: 300 }) }), { maxLength: 12 })
  .map((all) => all.map(({ from, minutes }, i): Piece => ({ day: 0, from, until: Math.min(DAY, from + minutes), moment: i })));
const atOnce = (a: Piece, b: Piece) => a.from < b.until && b.from < a.until;

test("items at the same time have separate lanes, and other items have the full width", () => {
  fc.assert(
    fc.property(somePieces, (pieces) => {
      const placed = inLanes(pieces.map((piece) => ({ what: null, piece })));
      expect(placed.map(({ piece }) => piece.moment).sort((a, b) => a - b)).toEqual(pieces.map((piece) => piece.moment));
      for (const one of placed) {
        expect(one.lane).toBeLessThan(one.lanes);
        const others = placed.filter((other) => other !== one && atOnce(one.piece, other.piece));
        for (const other of others) {
          expect(other.lane).not.toBe(one.lane);
          expect(other.lanes).toBe(one.lanes);
        }
        if (others.length === 0) expect(one.lanes).toBe(1);
      }
    }),
  );
});

test("the hours of a day are drawn from midnight to midnight, and those are folded in which there is nothing to see", () => {
  fc.assert(
    fc.property(somePieces, (pieces) => {
      const bands = bandsOf(pieces);
      if (pieces.length === 0) {
        expect(bands).toEqual([]);
        return;
      }
      expect([bands[0]?.from, bands.at(-1)?.until]).toEqual([0, DAY]);
      for (const [i, { from, until, isFolded }] of bands.entries()) {
        if (i > 0) expect(from).toBe(bands[i - 1]?.until);
        if (!isFolded) {
          expect(until - from).toBe(60);
          continue;
        }
        // Nothing begins or ends in it, and in the daytime nothing goes on.
        const within = (at: number) => at > from && at < until;
        expect(pieces.some((piece) => within(piece.from) || within(piece.until))).toBe(false);
        for (let hour = from; hour < until; hour += 60) {
          const isNight = hour < 360 || hour >= 1320;
          expect(isNight || !pieces.some((piece) => piece.from < hour + 60 && hour < piece.until)).toBe(true);
        }
        expect(from < 360 || until > 1320 || until - from >= 180).toBe(true);
      }
    }),
  );
});

// --- Rosters, minute by minute -------------------------------------------------------------------------------------------

const started = ({ sessions }: RosterData) => sessions.filter(({ status }) => status !== "canceled");

/** The moments of a session, by a name of one who is there. */
function minutesOf(session: SessionData, entries: readonly EntryData[] | number | undefined, id: string): number[] {
  const start = moment(session.start);
  const within = (text: string) => (text.includes("T") ? moment(text) : firstAfter(start, text));
  const stays = (typeof entries === "object" ? entries : [])
    .map((one) => (typeof one === "string" ? { id: one } : one))
    .filter((one) => one.id === id);
  return Array.from({ length: session.minutes }, (_, i) => start + i).filter((at) =>
    stays.some(
      ({ from, until }: { from?: string; until?: string }) =>
        (from === undefined || at >= within(from)) && (until === undefined || at < within(until)),
    ),
  );
}

/** The first moment from a start on at which the clock shows a time. */
function firstAfter(start: number, clock: string): number {
  const [hours, minutes] = clock.split(":").map(Number) as [number, number];
  const at = Math.floor(start / DAY) * DAY + hours * 60 + minutes;
  return at < start ? at + DAY : at;
}

function momentsOf(pieces: readonly Piece[]): number[] {
  return pieces.flatMap(({ moment: at, from, until }) => Array.from({ length: until - from }, (_, i) => at + i));
}

test("each clinician's hours, double bookings and hours assigned while away are those of a count of every minute", () => {
  fc.assert(
    fc.property(randomCase, ({ roster, standards }) => {
      const { calendar } = drawn(roster, standards);
      const first = ((calendar.grids[0]?.days[0]?.day ?? 0) as number) * DAY;
      const week = Array.from({ length: 7 * DAY }, (_, i) => first + i);
      expect(calendar.clinicians.map(({ id }) => id)).toEqual(roster.clinicians.map(({ id }) => id));
      for (const [i, { id, away = [] }] of roster.clinicians.entries()) {
        const load = calendar.clinicians[i] as Calendar["clinicians"][number];
        const inSessions = started(roster).map((session) => minutesOf(session, session.clinicians, id));
        const times = new Map<number, number>();
        for (const at of inSessions.flat()) times.set(at, (times.get(at) ?? 0) + 1);
        const all = [...times.keys()];
        const isAway = (at: number) => away.some(({ start, end }) => at >= moment(start) && at < moment(end));
        expect({
          sessions: load.sessions,
          planned: load.planned.minutes,
          doubleBooked: load.doubleBooked.minutes,
          missing: load.missing.minutes,
          away: load.away?.minutes,
        }).toEqual({
          sessions: inSessions.filter((minutes) => minutes.length > 0).length,
          planned: all.length,
          doubleBooked: all.filter((at) => (times.get(at) as number) > 1).length,
          missing: all.filter((at) => isAway(at) && at >= first && at < first + 7 * DAY).length,
          away: week.filter(isAway).length,
        });
      }
    }),
    { numRuns: tries(200, 40) },
  );
});

test("each session is drawn for as long as it lasts, and the part that breaks within it", () => {
  fc.assert(
    fc.property(randomCase, ({ roster, standards }) => {
      const { calendar, roster: reported } = drawn(roster, standards);
      expect(calendar.sessions).toHaveLength(roster.sessions.length);
      const shown = new Set(calendar.grids.flatMap(({ days }) => days.map(({ day }) => day)));
      for (const { session, pieces } of calendar.sessions) {
        const { start, minutes } = roster.sessions.find(({ id }) => id === session.id) as SessionData;
        expect(momentsOf(pieces)).toEqual(Array.from({ length: minutes }, (_, i) => moment(start) + i));
        for (const { day } of pieces) expect(shown.has(day)).toBe(true);
        const broken = reported.findings.filter(({ subject, breach }) => subject === session && breach !== null);
        expect(broken.length > 0).toBe(session.verdict === "breach");
        for (const { breach } of broken) {
          const moments = momentsOf(breach?.pieces ?? []);
          expect(moments).toHaveLength(breach?.duration.minutes ?? -1);
          expect(moments.every((at) => at >= moment(start) && at < moment(start) + minutes)).toBe(true);
        }
      }
    }),
    { numRuns: tries(200, 40) },
  );
});

test("the seats of each kind are those of its sessions at their worst moments, with none open in a double booking", () => {
  fc.assert(
    fc.property(randomCase, ({ roster, standards }) => {
      const { calendar, roster: reported } = drawn(roster, standards);
      const expected = new Map<string, { sessions: number; used: number; open: number; over: number; unstaffed: number }>();
      for (const { kind, limits, verdict, conflict } of reported.sessions) {
        if (verdict === "canceled") continue;
        const counted = limits.filter(({ limit }) => limit !== "minClinicians").map((row) => ({ row, open: openUnder(row) }));
        const fewest = Math.min(...counted.map(({ open }) => open));
        const tightest = counted.find(({ open }) => open === fewest);
        const key = `${kind} ${tightest?.row.per ?? null}`;
        const sum = expected.get(key) ?? { sessions: 0, used: 0, open: 0, over: 0, unstaffed: 0 };
        const open = tightest?.open ?? 0;
        const beyond = Math.max(0, -open);
        const isUnstaffed = tightest?.row.weight === 0;
        expected.set(key, {
          sessions: sum.sessions + 1,
          used: sum.used + (tightest?.row.seats ?? 0) - beyond,
          open: sum.open + (conflict ? 0 : Math.max(0, open)),
          over: sum.over + (isUnstaffed ? 0 : beyond),
          unstaffed: sum.unstaffed + (isUnstaffed ? beyond : 0),
        });
      }
      const found = calendar.kinds.map(({ kind, per, sessions, used, open, over, unstaffed }) => [
        `${kind} ${per}`,
        { sessions, used, open, over, unstaffed },
      ]);
      expect(new Map(found as [string, object][])).toEqual(expected);
    }),
    { numRuns: tries(200, 40) },
  );
});

/** How many more places a limit admits, below zero where it is broken. */
function openUnder({ limit, cap, seats: places, weight }: ReportRoster["sessions"][number]["limits"][number]): number {
  if (limit === "max") return Number(cap) - places;
  const [clinicians, most] = cap.split(":").map(BigInt) as [bigint, bigint];
  return Number((most * BigInt(Math.round(weight * 1e6))) / (clinicians * 1_000_000n)) - places;
}

describe("the hours without a free on-call clinician", () => {
  const shift = fc.record({ who: fc.nat(2), from: fc.integer({ min: -24, max: 180 }), hours: fc.integer({ min: 1, max: 60 }) });
  const busy = fc.record({ who: fc.nat(2), from: fc.integer({ min: 0, max: 167 }), hours: fc.integer({ min: 1, max: 3 }) });
  const at = (hour: number) => new Date(Date.UTC(2026, 10, 30, hour)).toISOString().slice(0, 16);
  const IDS = ["lee", "ortiz", "noor"];

  test("are those of a count of every minute", () => {
    fc.assert(
      fc.property(
        fc.array(shift, { maxLength: 6 }),
        fc.array(busy, { minLength: 1, maxLength: 6 }),
        fc.array(busy, { maxLength: 3 }),
        (shifts, sessions, aways) => {
          const { calendar } = drawn({
            week: "2026-11-30",
            clinicians: IDS.map((id, i) => ({
              id,
              roles: ["therapist"],
              away: aways.filter(({ who }) => who === i).map(({ from, hours }) => ({ start: at(from), end: at(from + hours) })),
            })),
            sessions: sessions.map(({ who, from, hours }, i) => ({
              id: `s-${i}`,
              kind: "check-in",
              start: at(from),
              minutes: 60 * hours,
              clinicians: [IDS[who]],
              patients: 1,
            })),
            onCall: shifts.map(({ who, from, hours }) => ({ clinician: IDS[who], start: at(from), end: at(from + hours) })),
          });
          const { onCall } = calendar;
          if (onCall.unknown !== null) throw new Error(onCall.unknown);
          const isIn = (list: readonly { who: number; from: number; hours: number }[], who: number, hour: number) =>
            list.some((one) => one.who === who && one.from <= hour && hour < one.from + one.hours);
          const gaps = Array.from({ length: 168 }, (_, hour) => hour).filter(
            (hour) => !IDS.some((_, who) => isIn(shifts, who, hour) && !isIn(sessions, who, hour) && !isIn(aways, who, hour)),
          );
          const found = new Set(
            onCall.gaps.flatMap(({ pieces }) => momentsOf(pieces)).map((minute) => Math.floor((minute - moment("2026-11-30T00:00")) / 60)),
          );
          expect([...found].sort((a, b) => a - b)).toEqual(gaps);
          expect(onCall.hours).toBe(168);
          expect(onCall.gaps.reduce((sum, { duration }) => sum + duration.minutes, 0)).toBe(60 * gaps.length);
        },
      ),
      { numRuns: tries(200, 40) },
    );
  });

  test("are not given if on-call coverage is unknown", () => {
    const roster = { clinicians: [], sessions: [{ id: "mon", kind: "group", start: "2026-11-30T18:00", minutes: 90, patients: 0 }] };
    expect(drawn(roster).calendar.onCall).toEqual({ unknown: "the roster has no `onCall` section" });
    expect(drawn({ ...roster, onCall: [] }).calendar.onCall).toEqual({ unknown: "the roster has no `week`" });
  });
});

test("the numbers that are shown of a session are those of a limit that it breaks, whichever that is", () => {
  const standard = {
    name: "two",
    title: "Two",
    source: "a test",
    basis: "own" as const,
    extends: "benchmark",
    kinds: { group: { minClinicians: 2 } },
  };
  const session = (id: string, patients: number) => ({
    id,
    kind: "group",
    start: "2026-11-30T18:00",
    minutes: 60,
    clinicians: ["lee"],
    patients,
  });
  const { calendar } = drawn({ clinicians: [{ id: "lee", roles: ["therapist"] }], sessions: [session("few", 4), session("many", 8)] }, [
    standard,
  ]);
  expect(calendar.sessions.map(({ attendance, staff, cap }) => [attendance, staff, cap])).toEqual([
    ["4 patients", "1 therapist", "at least 2 clinicians"],
    ["8 patients", "1 therapist", "limit 1:6"],
  ]);
});

test("if there are too many sessions, those that break a limit are drawn, then the earliest, and the rest is counted", () => {
  const sessions = Array.from({ length: 1_200 }, (_, i) => ({
    id: `s-${i}`,
    kind: "group",
    start: new Date(Date.UTC(2026, 10, 30, 8) + i * 60_000).toISOString().slice(0, 16),
    minutes: 1,
    clinicians: ["lee"],
    patients: i >= 1_100 ? 7 : 6,
  }));
  const { calendar } = drawn({ week: "2026-11-30", clinicians: [{ id: "lee", roles: ["therapist"] }], sessions });
  expect(calendar.omitted).toBe(200);
  expect(calendar.sessions.map(({ session }) => session.id)).toEqual(
    [...sessions.slice(0, 900), ...sessions.slice(1_100)].map(({ id }) => id),
  );
});

test("a session that lasts for months by mistake is drawn for its first days, with a note that there are more", () => {
  const clinicians = [{ id: "lee", roles: ["therapist"] }];
  const long = { id: "slip", kind: "group", start: "2026-11-30T18:00", end: "2036-11-30T19:30", clinicians: ["lee"], patients: 7 };
  const others = Array.from({ length: 40 }, (_, i) => ({
    id: `s-${i}`,
    kind: "group",
    start: `2027-0${1 + Math.floor(i / 15)}-${10 + (i % 15)}T18:00`,
    minutes: 60,
    clinicians: ["lee"],
    patients: 1,
  }));
  const { calendar } = drawn({ week: "2026-11-30", clinicians, sessions: [long, ...others] });
  expect(calendar.grids.flatMap(({ days }) => days)).toHaveLength(35);
  expect(calendar.hasMore).toBe(true);
  expect(drawn({ week: "2026-11-30", clinicians, sessions: [long] }).calendar.hasMore).toBe(true);
  expect(drawn({ week: "2026-11-30", clinicians, sessions: [{ ...long, end: "2026-12-01T19:30" }] }).calendar.hasMore).toBe(false);
});
