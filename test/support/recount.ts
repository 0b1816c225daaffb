/**
 * A plain recount of a roster: every minute of every session, who is there by name, and what each limit and rule says of it.
 * Written from the contract alone and sharing nothing with the engine, so that the two can be compared. It is slow; its
 * numbers are the contract's, copied by hand. Moments are minutes since 1970-01-01T00:00Z.
 */
import type { StandardFile } from "../../src/index.ts";
import {
  type Calendar,
  clockOf,
  dayAfter,
  fixedClock,
  minutes as minutesFrom,
  readTime,
  utc,
  utcText,
  type WallClock,
  weekdayOf,
} from "./wall-clock.ts";

interface StayData {
  readonly id: string;
  readonly from?: string;
  readonly until?: string;
}
export type EntryData = string | StayData;

export interface SessionData {
  readonly id: string;
  readonly kind: string;
  readonly start: string;
  readonly minutes: number;
  readonly clinicians?: readonly EntryData[];
  readonly patients?: readonly EntryData[] | number;
  readonly couples?: readonly EntryData[] | number;
  readonly cpt?: string;
  readonly status?: "scheduled" | "canceled";
}

/** A session that says how long it is, or when it ends. */
export type AnySession = Omit<SessionData, "minutes"> &
  ({ readonly minutes: number; readonly end?: never } | { readonly end: string; readonly minutes?: never });

interface ClinicianData {
  readonly id: string;
  readonly roles: readonly string[];
  readonly modalities?: readonly string[];
  readonly licensedIn?: readonly string[];
  readonly away?: readonly { start: string; end: string }[];
  readonly available?: readonly { start: string; end: string }[];
  readonly maxHours?: number;
}

interface PatientData {
  readonly id: string;
  readonly counselor?: string;
  readonly state?: string;
  readonly coverage?: { readonly telehealthVerified?: boolean };
}

export interface RosterData {
  readonly program?: {
    readonly name: string;
    readonly offers?: readonly string[];
    readonly publishedRatios?: Readonly<Record<string, string>>;
  };
  readonly timezone?: string;
  readonly week?: string;
  readonly clinicians: readonly ClinicianData[];
  readonly patients?: readonly PatientData[];
  readonly couples?: readonly { id: string; partners: readonly [string, string] }[];
  readonly sessions: readonly SessionData[];
  readonly onCall?: readonly { readonly clinician: string; readonly start: string; readonly end: string }[];
}

export type AnyRoster = Omit<RosterData, "sessions"> & { readonly sessions: readonly AnySession[] };

export type StandardData = string | StandardFile;

/** A limit of one standard at a session's worst minute. */
export interface RecountedRow {
  readonly standard: string;
  readonly limit: "ratio" | "max" | "minClinicians";
  readonly cap: string;
  readonly per: string;
  readonly holds: boolean;
  readonly openSeats: number | null;
  readonly places: number;
  /** The worst minutes, of several the first, and the weight then; for an absolute size any minute of that size will do. */
  readonly worst: { readonly from: string; readonly until: string; readonly weight: number } | null;
}

export interface RecountedFinding {
  readonly rule: string;
  readonly severity: string;
  readonly session: string;
  readonly clinician: string | null;
  readonly patient: string | null;
  readonly couple: string | null;
  /** What else it is about: a billing code, a kind, an offering; of too many hours both figures. */
  readonly detail: string | null;
  /** Those whose limit it breaks, or that have the rule on. */
  readonly standards: readonly string[];
  /** From when to when, as messages say it; empty where it is the whole session, null where a message does not say. */
  readonly spans: readonly string[] | null;
  /** Double bookings: the sessions, one of which must be named as the other session. */
  readonly others?: readonly OtherSession[];
}

interface OtherSession {
  readonly id: string;
  /** When a person is in both. */
  readonly spans: readonly string[];
  /** At each minute of that: the people of both sessions, each once. */
  readonly together: readonly { readonly patients: number; readonly clinicians: number }[];
}

interface RecountedSession {
  readonly id: string;
  readonly start: string;
  readonly end: string;
  readonly verdict: string;
  /** Whether a person in it is in another session at the same minute. */
  readonly conflict: boolean;
  readonly clinicians: number;
  readonly patients: number;
  readonly couples: number;
  readonly rows: readonly RecountedRow[];
}

export interface Recount {
  readonly sessions: readonly RecountedSession[];
  readonly findings: readonly RecountedFinding[];
  readonly notChecked: readonly string[];
}

// --- the contract's numbers --------------------------------------------------------------------------------------------

const ROLE_WEIGHTS = {
  therapist: 1,
  counselor: 1,
  "couples-therapist": 1,
  trainee: 0,
  nurse: 0,
  "case-manager": 0,
  peer: 0,
  observer: 0,
};

/** On under every standard, packs included. */
const ROSTER_RULES = [
  "session-unstaffed",
  "couples-therapist-missing",
  "clinician-double-booked",
  "patient-double-booked",
  "clinician-away",
  "session-empty",
  "session-outside-week",
  "session-length-unlikely",
  "ids-look-alike",
  "outside-availability",
  "over-max-hours",
];

const BENCHMARK_SEVERITIES: Readonly<Record<string, string>> = {
  "ratio-exceeded": "error",
  "session-unstaffed": "error",
  "couples-therapist-missing": "error",
  "group-too-large": "error",
  "too-few-clinicians": "error",
  "couple-separated": "warning",
  "couples-therapist-not-distinct": "error",
  "couples-therapist-not-dedicated": "off",
  "clinician-double-booked": "error",
  "patient-double-booked": "error",
  "clinician-away": "warning",
  "session-empty": "note",
  "session-outside-week": "warning",
  "session-length-unlikely": "warning",
  "ids-look-alike": "warning",
  "outside-availability": "warning",
  "over-max-hours": "warning",
  "at-capacity": "off",
  "published-ratio-too-loose": "error",
  "caseload-exceeded": "error",
  "couples-therapist-modality": "off",
  "partner-without-counselor": "warning",
  "license-mismatch": "warning",
  "crisis-coverage-gap": "off",
  "weekly-hours-low": "off",
  "billing-code-missing": "off",
  "billing-code-mismatch": "off",
  "coverage-unverified": "off",
  "offering-missing": "off",
};

type Numbers = Pick<StandardFile, "extends" | "roles" | "kinds" | "caseload" | "weeklyHours"> & {
  readonly rules?: Readonly<Record<string, string>> | undefined;
};

const BUILT_IN: Readonly<Record<string, Numbers>> = {
  benchmark: {
    kinds: {
      group: { ratio: "1:6" },
      psychoeducation: { ratio: "1:8" },
      "couples-group": { ratio: "1:4", per: "couples" },
      "couples-session": { ratio: "1:3", per: "couples" },
    },
  },
  "benchmark-strict": { extends: "benchmark", kinds: { "couples-group": { per: "patients" } } },
  premium: {
    extends: "benchmark",
    kinds: { "couples-group": { ratio: "1:3", maxCouples: 3 }, "couples-session": { ratio: "1:3", maxCouples: 3 } },
    rules: {
      "couple-separated": "error",
      "partner-without-counselor": "error",
      "couples-therapist-not-dedicated": "error",
      "couples-therapist-modality": "warning",
      "license-mismatch": "error",
      "crisis-coverage-gap": "error",
      "billing-code-missing": "warning",
      "billing-code-mismatch": "warning",
      "coverage-unverified": "warning",
      "offering-missing": "warning",
    },
  },
  "traditional-outpatient": { kinds: { intensive: { ratio: "1:4" }, group: { ratio: "1:12" } } },
  "asam-2.1": { weeklyHours: { min: 9 }, rules: packRules("weekly-hours-low") },
  "us-co-iop": { kinds: { group: { maxPatients: 12 } }, rules: packRules("group-too-large") },
  "us-ct-medicaid": {
    kinds: { group: { maxPatients: 12 }, "multi-family-group": { maxPatients: 24 } },
    rules: packRules("group-too-large"),
  },
  "us-nj-iop": { caseload: { counselor: 24 }, rules: packRules("caseload-exceeded") },
};

/** The rules of a pack: an error of the one that checks its number, the roster rules as in `benchmark`, and no other. */
function packRules(own: string): Record<string, string> {
  const others = Object.entries(BENCHMARK_SEVERITIES).map(([rule, severity]) => [rule, ROSTER_RULES.includes(rule) ? severity : "off"]);
  return { ...Object.fromEntries(others), [own]: "error" };
}

const EXEMPT_FROM_SEPARATION = ["individual", "crisis", "check-in"];
const OFFERINGS = ["ppo", "screen-reader", "flexible-scheduling", "pet-friendly"];
const COUPLES_MODALITIES = ["EFT", "Gottman", "IBCT", "CBCT", "BCT"];
/** The minimum minutes of a 90847 session, and of a patient's day with H0015. */
const FAMILY_MINUTES = 26;
const INTENSIVE_MINUTES = 180;
/** A session is longer than these only by a slip. */
const DAYS_WORK_MINUTES = 480;

// --- exact numbers -----------------------------------------------------------------------------------------------------

/** A fraction, never reduced and never rounded. */
interface Fraction {
  readonly above: bigint;
  readonly below: bigint;
}

const ZERO: Fraction = { above: 0n, below: 1n };

function fractionOf(decimal: number): Fraction {
  const text = decimal < 0.001 ? decimal.toFixed(6) : String(decimal);
  const [whole = "0", decimals = ""] = text.split(".");
  return { above: BigInt(whole + decimals), below: 10n ** BigInt(decimals.length) };
}

function plus(a: Fraction, b: Fraction): Fraction {
  return { above: a.above * b.below + b.above * a.below, below: a.below * b.below };
}

/** Below 0, 0 or above 0, as a is less than, equal to or greater than b. */
function compared(a: Fraction, b: Fraction): number {
  const difference = a.above * b.below - b.above * a.below;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** places × c ≤ n × weight */
function admits(clinicians: bigint, admitted: bigint, places: number, weight: Fraction): boolean {
  return BigInt(places) * clinicians * weight.below <= admitted * weight.above;
}

// --- standards ---------------------------------------------------------------------------------------------------------

type KindNumbers = NonNullable<StandardFile["kinds"]>[string];

interface Judge {
  readonly name: string;
  readonly roles: Readonly<Record<string, number>>;
  readonly kinds: Readonly<Record<string, KindNumbers>>;
  readonly rules: Readonly<Record<string, string>>;
  readonly caseload: number | undefined;
  readonly weeklyHours: number | undefined;
}

function judgeOf(standard: StandardData): Judge {
  if (typeof standard === "string") return { name: standard, ...inherited(BUILT_IN[standard] as Numbers) };
  return { name: standard.name, ...inherited(standard) };
}

function inherited(own: Numbers): Omit<Judge, "name"> {
  const start = { roles: ROLE_WEIGHTS, kinds: {}, rules: BENCHMARK_SEVERITIES, caseload: undefined, weeklyHours: undefined };
  const base: Omit<Judge, "name"> = own.extends === undefined ? start : inherited(BUILT_IN[own.extends] as Numbers);
  const kinds: Record<string, KindNumbers> = { ...base.kinds };
  for (const [name, kind] of Object.entries(own.kinds ?? {})) kinds[name] = { ...kinds[name], ...kind };
  return {
    roles: { ...base.roles, ...own.roles },
    kinds,
    rules: { ...base.rules, ...own.rules },
    caseload: own.caseload?.counselor ?? base.caseload,
    weeklyHours: own.weeklyHours?.min ?? base.weeklyHours,
  };
}

function isCouplesKind(judge: Judge, kind: string): boolean {
  const numbers = judge.kinds[kind];
  return numbers?.couples ?? (kind === "couples-group" || kind === "couples-session" || numbers?.per === "couples");
}

function weightOf(judge: Judge, kind: string, roles: readonly string[]): Fraction {
  let heaviest = ZERO;
  for (const role of roles) {
    if (isCouplesKind(judge, kind) && role !== "couples-therapist") continue;
    const weight = fractionOf(judge.roles[role] ?? 0);
    if (compared(weight, heaviest) > 0) heaviest = weight;
  }
  return heaviest;
}

interface LimitNumbers {
  readonly limit: RecountedRow["limit"];
  readonly cap: string;
  readonly per: "patients" | "couples" | "clinicians";
  readonly rule: string;
}

function limitsOf(judge: Judge, kind: string): LimitNumbers[] {
  const { ratio, per, maxPatients, maxCouples, minClinicians } = judge.kinds[kind] ?? {};
  const limits: LimitNumbers[] = [];
  if (ratio !== undefined) limits.push({ limit: "ratio", cap: ratio, per: per ?? "patients", rule: "ratio-exceeded" });
  if (maxPatients !== undefined) limits.push({ limit: "max", cap: String(maxPatients), per: "patients", rule: "group-too-large" });
  if (maxCouples !== undefined) limits.push({ limit: "max", cap: String(maxCouples), per: "couples", rule: "group-too-large" });
  if (minClinicians !== undefined)
    limits.push({ limit: "minClinicians", cap: String(minClinicians), per: "clinicians", rule: "too-few-clinicians" });
  return limits;
}

// --- minutes -----------------------------------------------------------------------------------------------------------

/** One minute of a session. */
interface Minute {
  readonly at: number;
  /** Patients who are there by name. */
  readonly named: ReadonlySet<string>;
  readonly patients: number;
  readonly couples: number;
  /** Clinicians whose stay covers the minute, away or not. */
  readonly assigned: ReadonlySet<string>;
  /** Those of them who are not away. */
  readonly present: ReadonlySet<string>;
}

/** When a session is, and the clock by which its times are shown. */
interface Hours {
  readonly from: number;
  readonly until: number;
  readonly clock: WallClock;
}

function calendarOf({ timezone, week }: AnyRoster): Calendar {
  return { clock: timezone === undefined ? fixedClock() : clockOf(timezone), week };
}

/** A time that the generator made, and that therefore means a moment. */
function moment(roster: AnyRoster, text: string, since?: number, strictly = false): number {
  const at = readTime(calendarOf(roster), text, since, strictly);
  if (at === undefined) throw new Error(`${text} means no moment`);
  return at;
}

/** Minutes from UTC with which a time was written; null if it has none. */
function offsetIn(text: string): number | null {
  return /(?:Z|[+-]\d\d:\d\d)$/.test(text.slice(16)) ? utc(text) - moment({ clinicians: [], sessions: [] }, text) : null;
}

export function hoursOf(roster: AnyRoster, session: AnySession): Hours {
  const from = moment(roster, session.start);
  const until = session.end === undefined ? from + (session.minutes ?? 0) : moment(roster, session.end, from, true);
  const { clock } = calendarOf(roster);
  const offset = offsetIn(session.start);
  return { from, until, clock: roster.timezone === undefined && offset !== null ? fixedClock(offset) : clock };
}

function entries(list: readonly EntryData[] | number | undefined): StayData[] {
  if (list === undefined || typeof list === "number") return [];
  return list.map((entry) => (typeof entry === "string" ? { id: entry } : entry));
}

function headcount(list: readonly EntryData[] | number | undefined): number {
  return typeof list === "number" ? list : 0;
}

function minutesOf(roster: AnyRoster, session: AnySession): Minute[] {
  const coupleOf = couplesByPartner(roster);
  const hours = hoursOf(roster, session);
  const timed = (list: readonly EntryData[] | number | undefined) =>
    entries(list).map(({ id, from, until }) => ({
      id,
      from: from === undefined ? hours.from : moment(roster, from, hours.from),
      until: until === undefined ? hours.until : moment(roster, until, hours.from),
    }));
  const covers = (stay: { from: number; until: number }, at: number) => at >= stay.from && at < stay.until;
  const [patients, pairs, clinicians] = [timed(session.patients), timed(session.couples), timed(session.clinicians)];
  const absences = absencesOf(roster);
  const minutes: Minute[] = [];
  for (let at = hours.from; at < hours.until; at++) {
    const named = new Set<string>();
    for (const stay of patients) if (covers(stay, at)) named.add(stay.id);
    for (const stay of pairs) {
      if (!covers(stay, at)) continue;
      for (const couple of roster.couples ?? []) if (couple.id === stay.id) for (const partner of couple.partners) named.add(partner);
    }
    const couples = new Set<string>();
    let singles = 0;
    for (const id of named) {
      const couple = coupleOf.get(id);
      if (couple === undefined) singles++;
      else couples.add(couple);
    }
    const assigned = new Set<string>();
    for (const stay of clinicians) if (covers(stay, at)) assigned.add(stay.id);
    const present = new Set([...assigned].filter((id) => !absences.some((away) => away.id === id && covers(away, at))));
    minutes.push({
      at,
      named,
      patients: named.size + headcount(session.patients) + 2 * headcount(session.couples),
      couples: couples.size + singles + headcount(session.patients) + headcount(session.couples),
      assigned,
      present,
    });
  }
  return minutes;
}

function couplesByPartner(roster: AnyRoster): Map<string, string> {
  const found = new Map<string, string>();
  for (const couple of roster.couples ?? []) for (const partner of couple.partners) found.set(partner, couple.id);
  return found;
}

function absencesOf(roster: AnyRoster): { id: string; from: number; until: number }[] {
  return roster.clinicians.flatMap(({ id, away }) => (away ?? []).map((one) => ({ id, ...intervalOf(roster, one) })));
}

function intervalOf(roster: AnyRoster, { start, end }: { start: string; end: string }): { from: number; until: number } {
  const from = moment(roster, start);
  return { from, until: moment(roster, end, from, true) };
}

function rolesOf(roster: AnyRoster, clinician: string): readonly string[] {
  return roster.clinicians.find((one) => one.id === clinician)?.roles ?? [];
}

/** `patient #3`: the position in `patients`, else the place in the order in which the text names patients. */
function tokens(roster: AnyRoster): Map<string, string> {
  const named: string[] = [];
  if (roster.patients !== undefined) named.push(...roster.patients.map((patient) => patient.id));
  else {
    for (const section of Object.keys(roster)) {
      if (section === "couples") named.push(...(roster.couples ?? []).flatMap((couple) => couple.partners));
      if (section === "sessions") named.push(...roster.sessions.flatMap((session) => entries(session.patients).map((stay) => stay.id)));
    }
  }
  return new Map([...new Set(named)].map((id, i) => [id, `patient #${i + 1}`]));
}

// --- the words of messages ---------------------------------------------------------------------------------------------

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `Mon, Nov 30` */
function dayShown(shown: string): string {
  return `${weekdayOf(shown)}, ${MONTHS[Number(shown.slice(5, 7)) - 1]} ${Number(shown.slice(8, 10))}`;
}

/** `18:00`; in the night in which the clocks are set back `01:30 (the second one)`. */
function timeShown(clock: WallClock, at: number): string {
  const shown = clock.shows(at);
  const twice = clock.momentsOf(shown);
  return `${shown.slice(11)}${twice.length < 2 ? "" : ` (the ${at === twice[0] ? "first" : "second"} one)`}`;
}

/** Neighboring moments as runs of them. */
function runsOf(moments: readonly number[]): { from: number; until: number }[] {
  const runs: { from: number; until: number }[] = [];
  for (const at of [...moments].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last?.until === at) last.until = at + 1;
    else runs.push({ from: at, until: at + 1 });
  }
  return runs;
}

/** Runs of moments as `18:00-18:30`, with the day where it is not that of the session's start; none for the whole session. */
function spansOf({ from, until, clock }: Hours, moments: readonly number[], evenIfWhole = false): string[] {
  const runs = runsOf(moments);
  if (!evenIfWhole && runs.length === 1 && runs[0]?.from === from && runs[0].until === until) return [];
  const day = dayShown(clock.shows(from));
  const shown = (at: number) => `${dayShown(clock.shows(at)) === day ? "" : `${dayShown(clock.shows(at))} `}${timeShown(clock, at)}`;
  return runs.map((run) => `${shown(run.from)}-${shown(run.until)}`);
}

// --- the recount -------------------------------------------------------------------------------------------------------

interface Counted {
  readonly session: AnySession;
  readonly hours: Hours;
  readonly minutes: readonly Minute[];
}

const RANK: Readonly<Record<string, number>> = { off: 0, note: 1, warning: 2, error: 3 };

export function recount(roster: AnyRoster, standards: readonly StandardData[]): Recount {
  const judges = standards.map(judgeOf);
  const all: Counted[] = roster.sessions.map((session) => ({
    session,
    hours: hoursOf(roster, session),
    minutes: minutesOf(roster, session),
  }));
  const active = all.filter(({ session }) => session.status !== "canceled");
  const findings: RecountedFinding[] = [];
  const notChecked = new Set<string>();
  const token = tokens(roster);

  const severity = (rule: string) =>
    judges.map((judge) => judge.rules[rule] as string).reduce((a, b) => ((RANK[a] as number) >= (RANK[b] as number) ? a : b));
  const isOn = (rule: string) => severity(rule) !== "off";
  const enforcing = (rule: string) => judges.filter((judge) => judge.rules[rule] !== "off").map((judge) => judge.name);
  const report = (rule: string, session: AnySession | null, more: Partial<RecountedFinding> = {}) => {
    if (!isOn(rule)) return;
    findings.push({
      rule,
      severity: severity(rule),
      session: session?.id ?? "",
      clinician: null,
      patient: null,
      couple: null,
      detail: null,
      standards: enforcing(rule),
      spans: null,
      ...more,
    });
  };
  const note = (rule: string, isMissing: boolean) => {
    if (isMissing && isOn(rule)) notChecked.add(rule);
  };
  const isForCouples = (session: AnySession) => judges.some((judge) => isCouplesKind(judge, session.kind));
  const isCounted = (session: AnySession) => headcount(session.patients) + headcount(session.couples) > 0;
  const weighed = (judge: Judge, session: AnySession, minute: Minute) =>
    [...minute.present].map((id) => weightOf(judge, session.kind, rolesOf(roster, id)));
  const allRoles = [...new Set(roster.clinicians.flatMap(({ roles }) => roles))];
  const rowsBySession = new Map<string, RecountedRow[]>();

  const codesOf = ({ cpt = "" }: AnySession) => BILLING_CODES.filter((code) => cpt.split(/[ ,-]+/).includes(code));
  const dayOf = ({ from, clock }: Hours) => clock.shows(from).slice(0, 10);
  const fits = (code: string, session: AnySession): boolean => {
    const { hours, minutes } = active.find((one) => one.session === session) as Counted;
    const attending = new Set(minutes.flatMap((minute) => [...minute.named]));
    if (code === "90853") return !isForCouples(session);
    if (code === "90849") return minutes.some((minute) => minute.couples >= 2);
    if (code === "90847") {
      const couples = (roster.couples ?? []).filter(({ partners }) => partners.some((partner) => attending.has(partner))).length;
      return couples + headcount(session.couples) <= 1 && hours.until - hours.from >= FAMILY_MINUTES;
    }
    const ofDay = active.filter((one) => codesOf(one.session).includes("H0015") && dayOf(one.hours) === dayOf(hours));
    const lengthOf = (isIn: (minute: Minute) => boolean) =>
      new Set(ofDay.flatMap((one) => one.minutes.filter(isIn).map((minute) => minute.at))).size;
    return (
      [...attending].every((id) => lengthOf(({ named }) => named.has(id)) >= INTENSIVE_MINUTES) &&
      (!isCounted(session) || lengthOf(() => true) >= INTENSIVE_MINUTES)
    );
  };

  for (const { session, hours, minutes } of active) {
    // Limits, one standard at a time.
    const rows: RecountedRow[] = [];
    rowsBySession.set(session.id, rows);
    const published = roster.program?.publishedRatios?.[session.kind];
    const promises = new Set<string>();
    for (const judge of judges) {
      const facts = minutes.map((minute) => {
        const weights = weighed(judge, session, minute);
        return {
          ...minute,
          weight: weights.reduce(plus, ZERO),
          counted: weights.filter((weight) => compared(weight, ZERO) > 0).length,
        };
      });
      const recountOne = (name: string, limit: LimitNumbers) => {
        const row = recountLimit(name, limit, facts, hours.clock);
        rows.push(row);
        const broken = facts.filter((fact) => breaks(limit, fact) && !(limit.limit === "ratio" && compared(fact.weight, ZERO) === 0));
        const moments = broken.map((fact) => fact.at);
        if (broken.length > 0) report(limit.rule, session, { standards: [name], spans: spansOf(hours, moments) });
        if (limit.limit !== "minClinicians" && row.holds && row.openSeats === 0) report("at-capacity", session, { standards: [name] });
      };
      for (const limit of limitsOf(judge, session.kind)) recountOne(judge.name, limit);
      if (published === undefined) continue;
      // What the program publishes is a limit of its own: one for all standards that count and weigh alike.
      const per = isCouplesKind(judge, session.kind) ? "couples" : "patients";
      const weights = allRoles.map(
        (role) => Number(weightOf(judge, session.kind, [role]).above) / Number(weightOf(judge, session.kind, [role]).below),
      );
      const promise = [per, ...weights].join(" ");
      if (!promises.has(promise)) recountOne("published", { limit: "ratio", cap: published, per, rule: "ratio-exceeded" });
      promises.add(promise);
    }

    // Moments without staff.
    const isLimited = rows.length > 0;
    const isBare = (minute: Minute, judge: Judge) => {
      if (minute.patients === 0) return false;
      if (!isLimited) return ![...minute.present].some((id) => rolesOf(roster, id).some((role) => role !== "observer"));
      return compared(weighed(judge, session, minute).reduce(plus, ZERO), ZERO) === 0;
    };
    // Each standard says whether it is a session for couples, and so which of the two rules it is.
    for (const rule of ["session-unstaffed", "couples-therapist-missing"]) {
      // The rule for couples replaces the other one only where it is on.
      const isMissing = (judge: Judge) =>
        judge.rules["couples-therapist-missing"] !== "off" && isCouplesKind(judge, session.kind) && entries(session.clinicians).length > 0;
      // A reading: a standard that has the rule off does not judge.
      const concerned = judges.filter(
        (judge) => judge.rules[rule] !== "off" && isMissing(judge) === (rule === "couples-therapist-missing"),
      );
      const bare = minutes.filter((minute) => concerned.some((judge) => isBare(minute, judge)));
      if (bare.length === 0) continue;
      const spans = spansOf(
        hours,
        bare.map((minute) => minute.at),
      );
      const under = concerned.filter((judge) => minutes.some((minute) => isBare(minute, judge)));
      report(rule, session, { spans, standards: under.map((judge) => judge.name) });
    }

    // Couples.
    const attending = new Set(minutes.flatMap((minute) => [...minute.named]));
    if (!isCounted(session) && !EXEMPT_FROM_SEPARATION.includes(session.kind)) {
      (roster.couples ?? []).forEach(({ partners }, i) => {
        const there = partners.filter((partner) => attending.has(partner)).length;
        if (there === 1) report("couple-separated", session, { couple: `couple #${i + 1}` });
      });
    }
    const partners = new Set((roster.couples ?? []).flatMap((couple) => couple.partners));
    for (const id of new Set(entries(session.clinicians).map((stay) => stay.id))) {
      if (!rolesOf(roster, id).includes("couples-therapist")) continue;
      const judging = judges.filter(
        (judge) => judge.rules["couples-therapist-not-dedicated"] !== "off" && !isCouplesKind(judge, session.kind),
      );
      if (judging.length > 0)
        report("couples-therapist-not-dedicated", session, { clinician: id, standards: judging.map((judge) => judge.name) });
      if (
        isForCouples(session) &&
        (roster.patients ?? []).some((one) => one.counselor === id && partners.has(one.id) && attending.has(one.id))
      )
        report("couples-therapist-not-distinct", session, { clinician: id });
    }

    // Licenses, of each patient at each minute; several standards may let others count.
    const statesOf = new Map((roster.patients ?? []).map(({ id, state }) => [id, state]));
    for (const patient of token.keys()) {
      const state = statesOf.get(patient);
      if (state === undefined) continue;
      const lacking = new Set<string>();
      const moments: number[] = [];
      for (const judge of judges.filter((one) => one.rules["license-mismatch"] !== "off")) {
        for (const minute of minutes.filter(({ named }) => named.has(patient))) {
          const counted = roster.clinicians.filter(
            ({ id, roles }) => minute.present.has(id) && compared(weightOf(judge, session.kind, roles), ZERO) > 0,
          );
          if (counted.length === 0 || counted.some(({ licensedIn }) => licensedIn?.includes(state))) continue;
          const isUnknown = counted.some(({ licensedIn }) => licensedIn === undefined);
          note("license-mismatch", isUnknown);
          if (isUnknown) continue;
          lacking.add(judge.name);
          moments.push(minute.at);
        }
      }
      if (lacking.size > 0)
        report("license-mismatch", session, {
          patient: token.get(patient) ?? patient,
          standards: [...lacking],
          spans: spansOf(hours, [...new Set(moments)]),
        });
    }

    // Billing codes.
    const codes = codesOf(session);
    if (session.cpt === undefined) report("billing-code-missing", session);
    note("billing-code-mismatch", codes.includes("90847") && headcount(session.patients) > 1);
    for (const code of codes) if (!fits(code, session)) report("billing-code-mismatch", session, { detail: code });

    // The list and the hours.
    for (const { id } of roster.clinicians) {
      const away = minutes.filter((minute) => minute.assigned.has(id) && !minute.present.has(id)).map((minute) => minute.at);
      if (away.length > 0) report("clinician-away", session, { clinician: id, spans: spansOf(hours, away, true) });
    }
    for (const { id, available } of roster.clinicians) {
      if (available === undefined) continue;
      const possible = new Set(available.map((one) => intervalOf(roster, one)).flatMap(({ from, until }) => minutesFrom(from, until)));
      const outside = minutes.filter(({ at, assigned }) => assigned.has(id) && !possible.has(at)).map(({ at }) => at);
      if (outside.length > 0) report("outside-availability", session, { clinician: id, spans: spansOf(hours, outside, true) });
    }
    if (minutes.length > DAYS_WORK_MINUTES) report("session-length-unlikely", session);
    if (minutes.every((minute) => minute.patients === 0)) report("session-empty", session);
    if (roster.week !== undefined) {
      if (!isInWeek(hours, roster.week)) report("session-outside-week", session);
    }
  }

  for (const { id } of roster.clinicians) {
    for (const { later, others } of doubleBookings(active, (minute) => minute.assigned.has(id)))
      report("clinician-double-booked", later, { clinician: id, others });
  }
  for (const id of token.keys()) {
    for (const { later, others } of doubleBookings(active, (minute) => minute.named.has(id)))
      report("patient-double-booked", later, { patient: token.get(id) ?? id, others });
  }

  for (const { id } of likeEarlier(roster.clinicians.map((one) => one.id))) report("ids-look-alike", null, { clinician: id });
  for (const { id } of likeEarlier([...token.keys()])) report("ids-look-alike", null, { patient: token.get(id) ?? id });
  for (const { at } of likeEarlier((roster.couples ?? []).map((one) => one.id)))
    report("ids-look-alike", null, { couple: `couple #${at + 1}` });
  for (const _ of likeEarlier(active.map(({ session }) => session.id))) report("ids-look-alike", null);

  for (const { id, roles, modalities } of roster.clinicians) {
    if (roles.includes("couples-therapist") && !modalities?.some((one) => COUPLES_MODALITIES.includes(one)))
      report("couples-therapist-modality", null, { clinician: id });
    const patients = (roster.patients ?? []).filter(({ counselor }) => counselor === id).length;
    const exceeded = judges.filter(({ caseload }) => caseload !== undefined && patients > caseload);
    if (patients > 0 && exceeded.length > 0)
      report("caseload-exceeded", null, { clinician: id, standards: exceeded.map(({ name }) => name) });
  }
  for (const [kind, published] of Object.entries(roster.program?.publishedRatios ?? {})) {
    const looser = judges.filter((judge) => isLooser(judge, kind, published));
    if (looser.length > 0) report("published-ratio-too-loose", null, { detail: kind, standards: looser.map(({ name }) => name) });
  }
  for (const offering of OFFERINGS)
    if (roster.program?.offers?.includes(offering) === false) report("offering-missing", null, { detail: offering });

  // Somebody on call is free at a minute if they are neither away nor in a session.
  const knowsDays = roster.timezone !== undefined || !writesOffsets(roster);
  if (roster.onCall !== undefined && roster.week !== undefined && knowsDays) {
    const { clock } = calendarOf(roster);
    const free = new Set<number>();
    for (const { clinician, ...shift } of roster.onCall) {
      const { from, until } = intervalOf(roster, shift);
      const busy = new Set<number>();
      for (const away of absencesOf(roster)) if (away.id === clinician) for (const at of minutesFrom(away.from, away.until)) busy.add(at);
      for (const one of active) for (const minute of one.minutes) if (minute.assigned.has(clinician)) busy.add(minute.at);
      for (const at of minutesFrom(from, until)) if (!busy.has(at)) free.add(at);
    }
    const gap = minutesFrom(firstOf(clock, roster.week), firstOf(clock, dayAfter(roster.week, 7))).filter((at) => !free.has(at));
    const shown = (at: number) => `${dayShown(clock.shows(at))} ${timeShown(clock, at)}`;
    for (const { from, until } of runsOf(gap)) report("crisis-coverage-gap", null, { spans: [`${shown(from)}-${shown(until)}`] });
  }

  // The minutes of each patient in the sessions of the week, a minute counted once.
  const asking = judges.filter(({ weeklyHours }) => weeklyHours !== undefined);
  const firstDay = roster.week ?? active.map(({ hours }) => dayOf(hours)).sort()[0] ?? "";
  const ofWeek = active.filter(({ hours }) => isInWeek(hours, firstDay));
  const isOneWeek = roster.week !== undefined || ofWeek.length === active.length;
  for (const id of asking.length > 0 && isOneWeek ? token.keys() : []) {
    const minutesWhere = (isThere: (minute: Minute, session: AnySession) => boolean) =>
      new Set(ofWeek.flatMap(({ session, minutes }) => minutes.filter((minute) => isThere(minute, session)).map(({ at }) => at))).size;
    const surely = minutesWhere(({ named }) => named.has(id));
    // Among people who are only counted this one may be.
    const perhaps = minutesWhere(({ named }, session) => named.has(id) || isCounted(session));
    const short = asking.filter(({ weeklyHours = 0 }) => perhaps < 60 * weeklyHours);
    note(
      "weekly-hours-low",
      asking.some(({ weeklyHours = 0 }) => surely < 60 * weeklyHours && perhaps >= 60 * weeklyHours),
    );
    if (short.length > 0) report("weekly-hours-low", null, { patient: token.get(id) ?? id, standards: short.map(({ name }) => name) });
  }

  for (const { id, maxHours } of roster.clinicians) {
    if (maxHours === undefined) continue;
    note("over-max-hours", !isOneWeek);
    const minutes = new Set(ofWeek.flatMap((one) => one.minutes.filter(({ assigned }) => assigned.has(id)).map(({ at }) => at))).size;
    const { above, below } = fractionOf(maxHours);
    if (!isOneWeek || BigInt(minutes) * below <= above * 60n) continue;
    const detail = `${durationShown(minutes)} of ${durationShown(Number((above * 60n) / below))}`;
    report("over-max-hours", null, { clinician: id, detail });
  }

  for (const { id, counselor, coverage } of roster.patients ?? []) {
    if (coverage?.telehealthVerified !== true) report("coverage-unverified", null, { patient: token.get(id) ?? id });
    const isPartner = (roster.couples ?? []).some((couple) => couple.partners.includes(id));
    const attends = active.some(({ session, minutes }) => isForCouples(session) && minutes.some((minute) => minute.named.has(id)));
    if (isPartner && attends && counselor === undefined) report("partner-without-counselor", null, { patient: token.get(id) ?? id });
  }

  const sessions = active.map((one) => one.session);
  const separable = sessions.filter((session) => !EXEMPT_FROM_SEPARATION.includes(session.kind));
  const forCouples = sessions.filter(isForCouples);
  note("license-mismatch", roster.patients?.every(({ state }) => state !== undefined) !== true || sessions.some(isCounted));
  note("crisis-coverage-gap", roster.onCall === undefined || roster.week === undefined || !knowsDays);
  note("offering-missing", roster.program?.offers === undefined);
  note("caseload-exceeded", roster.patients === undefined && judges.some(({ caseload }) => caseload !== undefined));
  note("weekly-hours-low", asking.length > 0 && (!isOneWeek || sessions.some(isCounted)));
  note("coverage-unverified", roster.patients === undefined);
  note("session-outside-week", roster.week === undefined);
  note("patient-double-booked", sessions.some(isCounted));
  for (const rule of ["couples-therapist-not-distinct", "partner-without-counselor"]) {
    note(rule, forCouples.length > 0 && (roster.patients === undefined || roster.couples === undefined || forCouples.some(isCounted)));
  }
  note("couple-separated", roster.couples === undefined ? separable.length > 0 : roster.couples.length > 0 && separable.some(isCounted));

  return {
    sessions: all.map(({ session, hours, minutes }) => {
      const rows = rowsBySession.get(session.id) ?? [];
      const people = new Set(minutes.flatMap((minute) => [...minute.named]));
      const coupleOf = couplesByPartner(roster);
      return {
        id: session.id,
        start: hours.clock.shows(hours.from),
        end: hours.clock.shows(hours.until),
        verdict: verdictOf(session, rows, findings),
        conflict:
          session.status !== "canceled" &&
          minutes.some((minute) =>
            active.some(
              (other) =>
                other.session !== session &&
                other.minutes.some(
                  ({ at, named, assigned }) =>
                    at === minute.at &&
                    ([...minute.named].some((id) => named.has(id)) || [...minute.assigned].some((id) => assigned.has(id))),
                ),
            ),
          ),
        clinicians: new Set(entries(session.clinicians).map((stay) => stay.id)).size,
        patients: people.size + headcount(session.patients) + 2 * headcount(session.couples),
        couples: new Set([...people].flatMap((id) => coupleOf.get(id) ?? [])).size + headcount(session.couples),
        rows,
      };
    }),
    findings,
    notChecked: [...notChecked].sort(),
  };
}

/** The ids of a section that look like one above them, with their places in it. */
function likeEarlier(ids: readonly string[]): { id: string; at: number }[] {
  return ids.flatMap((id, at) => (ids.slice(0, at).some((earlier) => looksLike(id, earlier)) ? [{ id, at }] : []));
}

/** Whether two ids have the same characters in small letters, without invisible characters, spaces and most dashes. */
function looksLike(one: string, other: string): boolean {
  return heeded(one).join("") === heeded(other).join("");
}

function heeded(id: string): string[] {
  const seen = [...id.normalize("NFKC").toLowerCase()].filter((character) => !UNSEEN.includes(character));
  return seen.flatMap((character, i) => {
    const isBetweenDigits = /\d/.test(seen[i - 1] ?? "") && /\d/.test(seen[i + 1] ?? "");
    if (!HYPHENS.includes(character)) return [character];
    return isBetweenDigits ? ["-"] : [];
  });
}

const UNSEEN = " \u00a0\u200b\u200d\u2060\ufeff\u00ad";
const HYPHENS = "-\u2010\u2011\u2013\u2014";

/** `2 h 19 min` */
function durationShown(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

const BILLING_CODES = ["90853", "90847", "90849", "H0015"];

function isInWeek({ from, clock }: Hours, week: string): boolean {
  const day = clock.shows(from).slice(0, 10);
  return day >= week && day < dayAfter(week, 7);
}

/** The first moment of a local day; some clocks skip its midnight, or all of it. */
function firstOf(clock: WallClock, day: string): number {
  let at = utc(`${day}T00:00`);
  while (clock.momentsOf(utcText(at)).length === 0) at++;
  return clock.momentsOf(utcText(at))[0] as number;
}

function writesOffsets(roster: AnyRoster): boolean {
  return /T\d\d:\d\d(?:Z|[+-]\d)/.test(JSON.stringify(roster));
}

/** Whether a published ratio admits more seats than a standard's, each counted in its own unit; a couple is two patients. */
function isLooser(judge: Judge, kind: string, published: string): boolean {
  const [clinicians, seats] = published.split(":").map(Number) as [number, number];
  return limitsOf(judge, kind).some(({ limit, cap, per }) => {
    if (limit !== "ratio") return false;
    const [theirClinicians, theirSeats] = cap.split(":").map(Number) as [number, number];
    const admitted = isCouplesKind(judge, kind) && per === "patients" ? 2 * seats : seats;
    return admitted * theirClinicians > theirSeats * clinicians;
  });
}

const BREACHES = ["ratio-exceeded", "session-unstaffed", "couples-therapist-missing", "group-too-large", "too-few-clinicians"];

function verdictOf(session: AnySession, rows: readonly RecountedRow[], findings: readonly RecountedFinding[]): string {
  if (session.status === "canceled") return "canceled";
  if (findings.some((finding) => finding.session === session.id && BREACHES.includes(finding.rule))) return "breach";
  return rows.length === 0 ? "no-limit" : "ok";
}

interface Fact extends Minute {
  readonly weight: Fraction;
  readonly counted: number;
}

function placesOf({ per }: LimitNumbers, fact: Fact): number {
  return per === "couples" ? fact.couples : fact.patients;
}

function breaks(limit: LimitNumbers, fact: Fact): boolean {
  if (limit.limit === "max") return placesOf(limit, fact) > Number(limit.cap);
  if (limit.limit === "minClinicians") return fact.patients > 0 && fact.counted < Number(limit.cap);
  const [clinicians = "", admitted = ""] = limit.cap.split(":");
  return !admits(BigInt(clinicians), BigInt(admitted), placesOf(limit, fact), fact.weight);
}

/** How many places would hold at a minute, found by trying one after the other. */
function room(limit: LimitNumbers, fact: Fact): number {
  if (limit.limit === "max") return Number(limit.cap);
  const [clinicians = "", admitted = ""] = limit.cap.split(":");
  let places = 0;
  while (admits(BigInt(clinicians), BigInt(admitted), places + 1, fact.weight)) places++;
  return places;
}

function recountLimit(standard: string, limit: LimitNumbers, facts: readonly Fact[], clock: WallClock): RecountedRow {
  const opens = new Map(facts.map((fact) => [fact, limit.limit === "minClinicians" ? 0 : room(limit, fact) - placesOf(limit, fact)]));
  const open = (fact: Fact) => opens.get(fact) as number;
  const isBare = (fact: Fact) => fact.patients > 0 && compared(fact.weight, ZERO) === 0;
  // Worse first: attendees without a clinician who counts; fewer open seats; more seats for each unit of weight.
  const isWorse = (one: Fact, other: Fact): boolean => {
    if (limit.limit === "minClinicians") {
      if (one.patients > 0 !== other.patients > 0) return one.patients > 0;
      return one.counted < other.counted;
    }
    if (limit.limit === "ratio" && isBare(one) !== isBare(other)) return isBare(one);
    if (open(one) !== open(other)) return open(one) < open(other);
    if (limit.limit === "max") return false;
    const load = (fact: Fact, by: Fact): Fraction => ({ above: BigInt(placesOf(limit, fact)) * by.weight.above, below: by.weight.below });
    return compared(load(one, other), load(other, one)) > 0;
  };
  let at = 0;
  facts.forEach((fact, i) => {
    if (isWorse(fact, facts[at] as Fact)) at = i;
  });
  const worst = facts[at] as Fact;
  let end = at;
  const isSame = (fact: Fact | undefined) =>
    fact !== undefined &&
    fact.patients === worst.patients &&
    fact.couples === worst.couples &&
    compared(fact.weight, worst.weight) === 0 &&
    fact.counted === worst.counted;
  while (isSame(facts[end])) end++;
  return {
    standard,
    limit: limit.limit,
    cap: limit.cap,
    per: limit.per,
    holds: !facts.some((fact) => breaks(limit, fact)),
    openSeats: limit.limit === "minClinicians" ? null : Math.max(0, Math.min(...facts.map(open))),
    places: placesOf(limit, worst),
    worst:
      limit.limit === "max"
        ? null
        : {
            from: clock.shows(worst.at),
            until: clock.shows(worst.at + end - at),
            weight: Number((Number(worst.weight.above) / Number(worst.weight.below)).toFixed(6)),
          },
  };
}

/** The later of two sessions that a person is in at the same minute, with the earlier ones that end last. */
function doubleBookings(active: readonly Counted[], isIn: (minute: Minute) => boolean): { later: AnySession; others: OtherSession[] }[] {
  const bookings = active
    .map((one) => ({ ...one, minutes: one.minutes.filter(isIn) }))
    .filter((booking) => booking.minutes.length > 0)
    .sort((a, b) => (a.minutes[0] as Minute).at - (b.minutes[0] as Minute).at || (a.session.id < b.session.id ? -1 : 1));
  const end = ({ hours }: Counted) => hours.until;
  return bookings.flatMap((later, i) => {
    const overlapping = bookings.slice(0, i).flatMap((earlier) => {
      const common = later.minutes.flatMap((one) =>
        earlier.minutes.filter((other) => other.at === one.at).map((other) => ({ one, other })),
      );
      return common.length === 0 ? [] : [{ earlier, common }];
    });
    const lastEnd = Math.max(...overlapping.map(({ earlier }) => end(earlier)));
    const others = overlapping.filter(({ earlier }) => end(earlier) === lastEnd);
    return others.length === 0 ? [] : [{ later: later.session, others: others.map((one) => otherSession(later, one)) }];
  });
}

function otherSession(
  later: Counted,
  { earlier, common }: { earlier: Counted; common: readonly { one: Minute; other: Minute }[] },
): OtherSession {
  const counted = [later, earlier].reduce((sum, { session }) => sum + headcount(session.patients) + 2 * headcount(session.couples), 0);
  return {
    id: earlier.session.id,
    spans: spansOf(
      later.hours,
      common.map(({ one }) => one.at),
      true,
    ),
    together: common.map(({ one, other }) => ({
      patients: new Set([...one.named, ...other.named]).size + counted,
      clinicians: new Set([...one.present, ...other.present]).size,
    })),
  };
}
