/** Small random weeks for `plan`, most of them with something to fix: few people, few moments, sessions that meet. */
import fc from "fast-check";
import { parseRoster, type RosterDocument } from "../../src/index.ts";
import type { PlanOptions } from "../../src/plan/week.ts";
import { resolveRoster } from "../../src/roster/resolve.ts";
import type { Roster } from "../../src/roster/roster.ts";
import { builtInFile, builtInStandard } from "../../src/standards/built-in/list.ts";
import type { StandardFile } from "../../src/standards/schema.ts";
import { buildStandard, type Standard } from "../../src/standards/standard.ts";

/** A roster as data, the standards to judge it by, and what the manager says. */
export interface PlanCase {
  readonly roster: WeekData;
  readonly standards: readonly (string | StandardFile)[];
  readonly options: PlanOptions;
}

interface Entry {
  readonly id: string;
  readonly from?: string;
  readonly until?: string;
}

interface Times {
  readonly start: string;
  readonly end: string;
}

export interface WeekData {
  readonly timezone?: string;
  readonly week?: string;
  readonly clinicians: readonly ClinicianData[];
  readonly patients?: readonly { readonly id: string; readonly state?: string; readonly counselor?: string }[];
  readonly couples?: readonly { readonly id: string; readonly partners: readonly string[] }[];
  readonly sessions: readonly SessionData[];
  readonly onCall?: readonly (Times & { readonly clinician: string })[];
}

interface ClinicianData {
  readonly id: string;
  readonly roles: readonly string[];
  readonly licensedIn?: readonly string[];
  readonly away?: readonly Times[];
  readonly available?: readonly Times[];
  readonly maxHours?: number;
  readonly canLead?: readonly string[];
}

export interface SessionData extends Times {
  readonly id: string;
  readonly kind: string;
  readonly clinicians: readonly Entry[];
  readonly patients?: number | readonly Entry[];
  readonly couples?: number | readonly Entry[];
  readonly fixed?: boolean;
  readonly status?: string;
}

const ANY_WORD = { has: () => true, keys: () => [] };

/** The roster and the standards of a case, ready for an audit. Throws if the roster is not valid. */
export function resolved({ roster, standards }: PlanCase): { roster: Roster; standards: readonly Standard[] } {
  const [read] = parseRoster(JSON.stringify(roster), { file: "week.json" });
  const { roster: week, problems } = resolveRoster((read as RosterDocument).document, [], { kinds: ANY_WORD, roles: ANY_WORD });
  if (problems.length > 0) throw new Error(`not a valid roster: ${JSON.stringify(problems[0])}`);
  return { roster: week, standards: standards.map(standardOf) };
}

function standardOf(one: string | StandardFile): Standard {
  return typeof one === "string" ? (builtInStandard(one) as Standard) : buildStandard(one, builtInFile);
}

// --- times -------------------------------------------------------------------------------------------------------------

/** The half-hours of a week are numbered from 18:00 of its first evening, or from a time near the change of the clocks. */
interface Clock {
  readonly timezone?: string;
  readonly week?: string;
  /** 18:00, in UTC. */
  readonly start: string;
}

const CLOCKS: readonly Clock[] = [
  { timezone: "America/New_York", week: "2026-11-30", start: "2026-11-30T23:00Z" },
  { week: "2026-11-30", start: "2026-11-30T18:00Z" },
  { start: "2026-11-30T18:00Z" },
  // 23:00, so that sessions last past midnight.
  { timezone: "America/New_York", week: "2026-11-30", start: "2026-12-01T04:00Z" },
  // 00:30 on the day when 01:00 to 02:00 is there twice.
  { timezone: "America/New_York", week: "2026-10-26", start: "2026-11-01T04:30Z" },
];

const DAY = 48;

function timeOf({ timezone, start }: Clock, halfHour: number): string {
  const text = new Date(Date.parse(start) + halfHour * 30 * 60_000).toISOString().slice(0, 16);
  return timezone === undefined ? text : `${text}Z`;
}

// --- people ------------------------------------------------------------------------------------------------------------

const CLINICIANS = ["abel", "bo", "cy", "dee"];
const STATES = ["NY", "NJ"];

interface Span {
  readonly from: number;
  readonly length: number;
}

/** A value in one of `n` cases, else undefined. */
const sometimes = <T>(one: fc.Arbitrary<T>, n: number): fc.Arbitrary<T | undefined> =>
  fc.oneof({ arbitrary: fc.constant(undefined), weight: n - 1 }, { arbitrary: one, weight: 1 });
const span: fc.Arbitrary<Span> = fc.record({ from: fc.integer({ min: 0, max: 3 }), length: fc.integer({ min: 1, max: 4 }) });

const ROLES = [
  ["therapist"],
  ["therapist"],
  ["therapist"],
  ["couples-therapist"],
  ["counselor"],
  ["trainee"],
  ["couples-therapist", "nurse"],
  ["observer"],
];

const person = fc.record({
  roles: fc.constantFrom(...ROLES),
  licensedIn: sometimes(fc.subarray(STATES), 2),
  away: sometimes(fc.record({ span, day: fc.integer({ min: 0, max: 1 }) }), 4),
  available: sometimes(fc.record({ from: fc.integer({ min: -2, max: 2 }), length: fc.integer({ min: 2, max: 10 }) }), 4),
  maxHours: sometimes(fc.constantFrom(1, 1.5, 2, 3), 4),
  canLead: sometimes(fc.subarray(["group", "couples-group", "individual"]), 6),
  shift: sometimes(span, 2),
});

const attendance = fc.record({
  headcount: sometimes(fc.integer({ min: 1, max: 13 }), 2),
  couplesCount: sometimes(fc.integer({ min: 1, max: 5 }), 6),
  patients: fc.subarray(["p1", "p2", "p3", "p4"]),
  couple: fc.boolean(),
  late: sometimes(fc.integer({ min: 1, max: 2 }), 4),
});

const entry = fc.record({
  who: fc.integer({ min: 0, max: 3 }),
  from: sometimes(fc.integer({ min: 0, max: 2 }), 3),
  until: sometimes(fc.integer({ min: 1, max: 3 }), 3),
});

const meeting = {
  kind: fc.constantFrom("group", "group", "group", "couples-group", "couples-session", "individual", "psychoeducation", "check-in"),
  day: fc.constantFrom(0, 0, 0, 0, 1),
  start: fc.integer({ min: 0, max: 3 }),
  length: fc.integer({ min: 1, max: 4 }),
  attendance,
  entries: fc.array(entry, { maxLength: 3 }),
  fixed: fc.constantFrom(false, false, false, false, false, true),
};
const session = fc.record(meeting);

/** A session at one of three times of two days, so that a week falls into parts that share people, hours and days; some are long. */
const spreadSession = fc.record({
  ...meeting,
  day: fc.constantFrom(0, 0, 1),
  start: fc.constantFrom(0, 5, 10),
  length: fc.constantFrom(1, 2, 2, 2, 6, 12),
});

const STANDARDS: readonly (readonly (string | StandardFile)[])[] = [
  ["benchmark"],
  ["benchmark"],
  ["premium"],
  ["benchmark", "us-co-iop"],
  ["premium", "us-tx-sud"],
  ["us-ms"],
  ["benchmark-strict", "us-pa-outpatient"],
  ["traditional-outpatient", "benchmark"],
];

const own = (name: string, more: Partial<StandardFile>): StandardFile => ({
  ...{ name, title: name, source: "a test", basis: "own", extends: "benchmark" },
  ...more,
});

const waiver = (rule: string, session: string, more = {}) => ({ rule, session, reason: "known", approvedBy: "director", ...more });

/** Standards that judge otherwise than the built-in ones: other weights, severities and waivers. */
const OWN: readonly StandardFile[] = [
  own("half", { roles: { trainee: 0.5 } }),
  own("either-way", { roles: { therapist: 0.5, counselor: 1 } }),
  own("two", { kinds: { group: { ratio: "1:6", minClinicians: 2 }, "couples-group": { ratio: "1:4", minClinicians: 2 } } }),
  own("strict", { rules: { "license-mismatch": "error", "couples-therapist-not-dedicated": "error", "clinician-away": "error" } }),
  own("mild", { rules: { "clinician-double-booked": "warning", "session-unstaffed": "warning", "ratio-exceeded": "warning" } }),
  own("full", { rules: { "at-capacity": "warning", "couples-therapist-not-distinct": "note" } }),
  own("waives-ratios", { waivers: ["s0", "s1", "s2"].map((id) => waiver("ratio-exceeded", id, { upTo: "1:8" })) }),
  own("waives-times", { waivers: ["s0", "s1", "s2", "s3"].map((id) => waiver("clinician-double-booked", id)) }),
  own("waives-staff", {
    waivers: [
      waiver("session-unstaffed", "s0"),
      waiver("couples-therapist-missing", "s1", { until: "2026-12-31" }),
      waiver("ratio-exceeded", "s2", { until: "2026-01-01" }),
    ],
  }),
  own("gaps", { extends: "premium", roles: { trainee: 0.5 }, rules: { "couples-therapist-not-distinct": "warning" } }),
];

const standards: fc.Arbitrary<readonly (string | StandardFile)[]> = fc.oneof(
  fc.constantFrom(...STANDARDS),
  fc.constantFrom(...OWN.map((one) => [one])),
  fc.subarray(OWN as StandardFile[], { minLength: 2, maxLength: 2 }),
);

const options = fc.record(
  {
    fix: fc.constantFrom("error" as const, "warning" as const),
    sameDay: fc.constantFrom(false, true),
    cannot: fc.array(fc.record({ clinician: fc.constantFrom(...CLINICIANS), session: fc.constantFrom(null, "s0", "s1") }), {
      maxLength: 1,
    }),
  },
  { requiredKeys: [] },
);

export interface Size {
  readonly people: number;
  readonly sessions: number;
  /** Whether most of the sessions do not meet at one time. */
  readonly isSpread?: boolean;
}

/** Random weeks; `most` people and sessions. */
export function weeks(most: Size): fc.Arbitrary<PlanCase> {
  return fc
    .record({
      clock: fc.constantFrom(...CLOCKS),
      people: fc.array(person, { minLength: 2, maxLength: most.people }),
      sessions: fc.array(most.isSpread ? spreadSession : session, { minLength: 2, maxLength: most.sessions }),
      counselor: fc.integer({ min: 0, max: 3 }),
      states: fc.array(fc.constantFrom(undefined, ...STATES), { minLength: 6, maxLength: 6 }),
      hasOnCall: fc.constantFrom(true, false, false),
      standards,
      options: fc.oneof(fc.constant({}), fc.constant({}), options),
    })
    .map(({ clock, people, sessions, counselor, states, hasOnCall, standards, options }) => {
      const ids = CLINICIANS.slice(0, people.length);
      const at = (halfHour: number) => timeOf(clock, halfHour);
      const times = (from: number, until: number): Times => ({ start: at(from), end: at(until) });
      const patients = ["p1", "p2", "p3", "p4", "m1", "m2"].map((id, i) => ({
        id,
        ...(states[i] === undefined ? {} : { state: states[i] }),
        ...(id === "m1" || id === "m2" ? { counselor: ids[counselor % ids.length] as string } : {}),
      }));
      const roster: WeekData = {
        ...(clock.timezone === undefined ? {} : { timezone: clock.timezone }),
        ...(clock.week === undefined ? {} : { week: clock.week }),
        clinicians: people.map(({ shift, away, available, ...one }, i) => ({
          ...{ id: ids[i] as string, roles: one.roles },
          ...(one.licensedIn && { licensedIn: one.licensedIn }),
          ...(away && { away: [times(away.day * DAY + away.span.from, away.day * DAY + away.span.from + away.span.length)] }),
          ...(available && { available: [0, DAY].map((day) => times(day + available.from, day + available.from + available.length)) }),
          ...(one.maxHours && { maxHours: one.maxHours }),
          ...(one.canLead && { canLead: one.canLead }),
        })),
        patients,
        couples: [{ id: "c1", partners: ["m1", "m2"] }],
        sessions: sessions.map((one, i) => sessionData(`s${i}`, one, ids, at)),
        ...(hasOnCall && {
          onCall: people.flatMap(({ shift }, i) =>
            shift ? [{ clinician: ids[i] as string, ...times(shift.from, shift.from + shift.length + 2) }] : [],
          ),
        }),
      };
      return { roster, standards, options };
    });
}

type SessionNumbers = typeof session extends fc.Arbitrary<infer T> ? T : never;

function sessionData(
  id: string,
  { kind, day, start, length, attendance, entries, fixed }: SessionNumbers,
  ids: readonly string[],
  at: (halfHour: number) => string,
): SessionData {
  const from = day * DAY + start;
  const until = from + length;
  const clinicians = new Map<string, Entry>();
  for (const entry of entries) {
    const who = ids[entry.who % ids.length] as string;
    const [first, last] = [from + (entry.from ?? 0), until - (length - (entry.until ?? length))];
    if (clinicians.has(who) || first >= last || last > until) continue;
    clinicians.set(who, { id: who, ...(first > from && { from: at(first) }), ...(last < until && { until: at(last) }) });
  }
  const late = attendance.late === undefined || attendance.late >= length ? {} : { from: at(from + attendance.late) };
  const isForCouples = kind.startsWith("couples");
  const listed = attendance.patients.map((one) => ({ id: one, ...late }));
  return {
    ...{ id, kind, start: at(from), end: at(until), clinicians: [...clinicians.values()] },
    ...(!isForCouples && { patients: attendance.headcount ?? listed }),
    ...(isForCouples && { couples: attendance.couplesCount ?? (attendance.couple ? [{ id: "c1", ...late }] : []) }),
    ...(fixed && { fixed }),
  };
}
