/**
 * A plain recount of a roster: every minute of every session, who is there by name, and what each limit says of it. Written
 * from the contract alone and sharing nothing with the engine, so that the two can be compared. It is slow and knows only
 * wall-clock time in dated form (and bare times within a session); its numbers are the contract's, copied by hand.
 */
import type { StandardFile } from "../../src/index.ts";

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
  readonly status?: "scheduled" | "cancelled";
}

export interface RosterData {
  readonly week?: string;
  readonly clinicians: readonly { id: string; roles: readonly string[]; away?: readonly { start: string; end: string }[] }[];
  readonly patients?: readonly { id: string; counselor?: string }[];
  readonly couples?: readonly { id: string; partners: readonly [string, string] }[];
  readonly sessions: readonly SessionData[];
}

export type StandardData = string | StandardFile;

/** A limit of one standard at a session's worst minute. */
export interface RecountedRow {
  readonly standard: string;
  readonly limit: "ratio" | "max" | "minClinicians";
  readonly cap: string;
  readonly per: string;
  readonly holds: boolean;
  readonly openPlaces: number | null;
  readonly places: number;
  /** The first of the worst minutes with its weight; for an absolute size any minute of that size will do. */
  readonly worst: { readonly from: string; readonly untilAtMost: string; readonly weight: number } | null;
}

export interface RecountedFinding {
  readonly rule: string;
  readonly severity: string;
  readonly session: string;
  readonly clinician: string | null;
  readonly patient: string | null;
  readonly couple: string | null;
  /** Those whose limit it breaks, or that have the rule on. */
  readonly standards: readonly string[];
  /** From when to when, as messages say it; empty where it is the whole session, null where a message does not say. */
  readonly spans: readonly string[] | null;
  /** Double bookings: the sessions of which one must be named as the other one. */
  readonly others?: readonly OtherSession[];
}

interface OtherSession {
  readonly id: string;
  /** When somebody is in both. */
  readonly spans: readonly string[];
  /** At each minute of that: the people of both sessions, each once. */
  readonly together: readonly { readonly patients: number; readonly clinicians: number }[];
}

interface RecountedSession {
  readonly id: string;
  readonly verdict: string;
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

const BENCHMARK_SEVERITIES = {
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

interface Numbers {
  readonly extends?: string | undefined;
  readonly roles?: Readonly<Record<string, number>> | undefined;
  readonly kinds?: StandardFile["kinds"];
  readonly rules?: Readonly<Record<string, string>> | undefined;
}

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
};

const EXEMPT_FROM_SEPARATION = ["individual", "crisis", "check-in"];

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
}

function judgeOf(standard: StandardData): Judge {
  if (typeof standard === "string") return { name: standard, ...inherited(BUILT_IN[standard] as Numbers) };
  return { name: standard.name, ...inherited(standard) };
}

function inherited(own: Numbers): Omit<Judge, "name"> {
  const base =
    own.extends === undefined
      ? { roles: ROLE_WEIGHTS, kinds: {}, rules: BENCHMARK_SEVERITIES }
      : inherited(BUILT_IN[own.extends] as Numbers);
  const kinds: Record<string, KindNumbers> = { ...base.kinds };
  for (const [name, kind] of Object.entries(own.kinds ?? {})) kinds[name] = { ...kinds[name], ...kind };
  return { roles: { ...base.roles, ...own.roles }, kinds, rules: { ...base.rules, ...own.rules } };
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

function minuteOf(text: string): number {
  return Date.parse(`${text}:00Z`) / 60_000;
}

function minuteIn(session: SessionData, text: string): number {
  if (text.length > 5) return minuteOf(text);
  let at = minuteOf(session.start);
  while (writtenAt(at).slice(11) !== text) at++;
  return at;
}

function writtenAt(minute: number): string {
  return new Date(minute * 60_000).toISOString().slice(0, 16);
}

function entries(list: readonly EntryData[] | number | undefined): StayData[] {
  if (list === undefined || typeof list === "number") return [];
  return list.map((entry) => (typeof entry === "string" ? { id: entry } : entry));
}

function headcount(list: readonly EntryData[] | number | undefined): number {
  return typeof list === "number" ? list : 0;
}

function minutesOf(roster: RosterData, session: SessionData): Minute[] {
  const coupleOf = couplesByPartner(roster);
  const start = minuteOf(session.start);
  const timed = (list: readonly EntryData[] | number | undefined) =>
    entries(list).map(({ id, from, until }) => ({
      id,
      from: from === undefined ? start : minuteIn(session, from),
      until: until === undefined ? start + session.minutes : minuteIn(session, until),
    }));
  const covers = (stay: { from: number; until: number }, at: number) => at >= stay.from && at < stay.until;
  const [patients, pairs, clinicians] = [timed(session.patients), timed(session.couples), timed(session.clinicians)];
  const absences = absencesOf(roster);
  const minutes: Minute[] = [];
  for (let at = start; at < start + session.minutes; at++) {
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

function couplesByPartner(roster: RosterData): Map<string, string> {
  const found = new Map<string, string>();
  for (const couple of roster.couples ?? []) for (const partner of couple.partners) found.set(partner, couple.id);
  return found;
}

function absencesOf(roster: RosterData): { id: string; from: number; until: number }[] {
  return roster.clinicians.flatMap(({ id, away }) =>
    (away ?? []).map(({ start, end }) => ({ id, from: minuteOf(start), until: minuteOf(end) })),
  );
}

function rolesOf(roster: RosterData, clinician: string): readonly string[] {
  return roster.clinicians.find((one) => one.id === clinician)?.roles ?? [];
}

/** `patient #3`: the position in `patients`, else the place in the order in which the text names patients. */
function tokens(roster: RosterData): Map<string, string> {
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

const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Runs of neighbouring minutes as `18:00-18:30`, with the day where it is not that of the session's start. */
function spansOf(session: SessionData, minutes: readonly number[], evenIfWhole = false): string[] {
  const start = minuteOf(session.start);
  const runs: { from: number; until: number }[] = [];
  for (const at of [...minutes].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last?.until === at) last.until = at + 1;
    else runs.push({ from: at, until: at + 1 });
  }
  if (!evenIfWhole && runs.length === 1 && runs[0]?.from === start && runs[0].until === start + session.minutes) return [];
  const shown = (at: number) => {
    const date = new Date(at * 60_000);
    const clock = writtenAt(at).slice(11);
    if (writtenAt(at).slice(0, 10) === session.start.slice(0, 10)) return clock;
    return `${DAYS[date.getUTCDay()]} ${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${clock}`;
  };
  return runs.map(({ from, until }) => `${shown(from)}-${shown(until)}`);
}

// --- the recount -------------------------------------------------------------------------------------------------------

interface Counted {
  readonly session: SessionData;
  readonly minutes: readonly Minute[];
}

const RANK: Readonly<Record<string, number>> = { off: 0, note: 1, warning: 2, error: 3 };

export function recount(roster: RosterData, standards: readonly StandardData[]): Recount {
  const judges = standards.map(judgeOf);
  const all: Counted[] = roster.sessions.map((session) => ({ session, minutes: minutesOf(roster, session) }));
  const active = all.filter(({ session }) => session.status !== "cancelled");
  const findings: RecountedFinding[] = [];
  const notChecked = new Set<string>();
  const token = tokens(roster);

  const severity = (rule: string) =>
    judges.map((judge) => judge.rules[rule] as string).reduce((a, b) => ((RANK[a] as number) >= (RANK[b] as number) ? a : b));
  const isOn = (rule: string) => severity(rule) !== "off";
  const enforcing = (rule: string) => judges.filter((judge) => judge.rules[rule] !== "off").map((judge) => judge.name);
  const report = (rule: string, session: SessionData | null, more: Partial<RecountedFinding> = {}) => {
    if (!isOn(rule)) return;
    findings.push({
      rule,
      severity: severity(rule),
      session: session?.id ?? "",
      clinician: null,
      patient: null,
      couple: null,
      standards: enforcing(rule),
      spans: null,
      ...more,
    });
  };
  const isForCouples = (session: SessionData) => judges.some((judge) => isCouplesKind(judge, session.kind));
  const isCounted = (session: SessionData) => headcount(session.patients) + headcount(session.couples) > 0;
  const weighed = (judge: Judge, session: SessionData, minute: Minute) =>
    [...minute.present].map((id) => weightOf(judge, session.kind, rolesOf(roster, id)));
  const rowsBySession = new Map<string, RecountedRow[]>();

  for (const { session, minutes } of active) {
    // Limits, one standard at a time.
    const rows: RecountedRow[] = [];
    rowsBySession.set(session.id, rows);
    for (const judge of judges) {
      const facts = minutes.map((minute) => {
        const weights = weighed(judge, session, minute);
        return {
          ...minute,
          weight: weights.reduce(plus, ZERO),
          counted: weights.filter((weight) => compared(weight, ZERO) > 0).length,
        };
      });
      for (const limit of limitsOf(judge, session.kind)) {
        const row = recountLimit(judge.name, limit, facts);
        rows.push(row);
        const broken = facts.filter((fact) => breaks(limit, fact) && !(limit.limit === "ratio" && compared(fact.weight, ZERO) === 0));
        if (broken.length > 0) {
          report(limit.rule, session, {
            standards: [judge.name],
            spans: spansOf(
              session,
              broken.map((fact) => fact.at),
            ),
          });
        }
        if (limit.limit !== "minClinicians" && row.holds && row.openPlaces === 0) {
          report("at-capacity", session, { standards: [judge.name] });
        }
      }
    }

    // Moments without staff.
    const isLimited = judges.some((judge) => limitsOf(judge, session.kind).length > 0);
    const isBare = (minute: Minute, judge: Judge) => {
      if (minute.patients === 0) return false;
      if (!isLimited) return minute.present.size === 0;
      return compared(weighed(judge, session, minute).reduce(plus, ZERO), ZERO) === 0;
    };
    // Each standard says whether it is a session for couples, and so which of the two rules it is.
    for (const rule of ["session-unstaffed", "couples-therapist-missing"]) {
      const isMissing = (judge: Judge) => isCouplesKind(judge, session.kind) && entries(session.clinicians).length > 0;
      // A reading: a standard that has the rule off does not judge.
      const concerned = judges.filter(
        (judge) => judge.rules[rule] !== "off" && isMissing(judge) === (rule === "couples-therapist-missing"),
      );
      const bare = minutes.filter((minute) => concerned.some((judge) => isBare(minute, judge)));
      if (bare.length === 0) continue;
      const spans = spansOf(
        session,
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

    // No session of these rosters has a code.
    report("billing-code-missing", session);

    // The list and the hours.
    for (const { id } of roster.clinicians) {
      const away = minutes.filter((minute) => minute.assigned.has(id) && !minute.present.has(id)).map((minute) => minute.at);
      if (away.length > 0) report("clinician-away", session, { clinician: id, spans: spansOf(session, away, true) });
    }
    if (minutes.every((minute) => minute.patients === 0)) report("session-empty", session);
    if (roster.week !== undefined) {
      const days = (minuteOf(session.start) - minuteOf(`${roster.week}T00:00`)) / 1440;
      if (days < 0 || days >= 7) report("session-outside-week", session);
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

  for (const { id, roles } of roster.clinicians)
    if (roles.includes("couples-therapist")) report("couples-therapist-modality", null, { clinician: id });
  for (const { id, counselor } of roster.patients ?? []) {
    report("coverage-unverified", null, { patient: token.get(id) ?? id });
    const isPartner = (roster.couples ?? []).some((couple) => couple.partners.includes(id));
    const attends = active.some(({ session, minutes }) => isForCouples(session) && minutes.some((minute) => minute.named.has(id)));
    if (isPartner && attends && counselor === undefined) report("partner-without-counselor", null, { patient: token.get(id) ?? id });
  }

  const note = (rule: string, isMissing: boolean) => {
    if (isMissing && isOn(rule)) notChecked.add(rule);
  };
  const sessions = active.map((one) => one.session);
  const separable = sessions.filter((session) => !EXEMPT_FROM_SEPARATION.includes(session.kind));
  const forCouples = sessions.filter(isForCouples);
  note("license-mismatch", true);
  note("crisis-coverage-gap", true);
  note("offering-missing", true);
  note("coverage-unverified", roster.patients === undefined);
  note("session-outside-week", roster.week === undefined);
  note("patient-double-booked", sessions.some(isCounted));
  for (const rule of ["couples-therapist-not-distinct", "partner-without-counselor"]) {
    note(rule, forCouples.length > 0 && (roster.patients === undefined || roster.couples === undefined || forCouples.some(isCounted)));
  }
  note("couple-separated", roster.couples === undefined ? separable.length > 0 : roster.couples.length > 0 && separable.some(isCounted));

  return {
    sessions: all.map(({ session, minutes }) => {
      const rows = rowsBySession.get(session.id) ?? [];
      const people = new Set(minutes.flatMap((minute) => [...minute.named]));
      const coupleOf = couplesByPartner(roster);
      return {
        id: session.id,
        verdict: verdictOf(session, rows, findings),
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

const BREACHES = ["ratio-exceeded", "session-unstaffed", "couples-therapist-missing", "group-too-large", "too-few-clinicians"];

function verdictOf(session: SessionData, rows: readonly RecountedRow[], findings: readonly RecountedFinding[]): string {
  if (session.status === "cancelled") return "cancelled";
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

function recountLimit(standard: string, limit: LimitNumbers, facts: readonly Fact[]): RecountedRow {
  const opens = new Map(facts.map((fact) => [fact, limit.limit === "minClinicians" ? 0 : room(limit, fact) - placesOf(limit, fact)]));
  const open = (fact: Fact) => opens.get(fact) as number;
  const isBare = (fact: Fact) => fact.patients > 0 && compared(fact.weight, ZERO) === 0;
  // Worse first: nobody who counts for somebody who attends; fewer open places; more places for each unit of weight.
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
    fact !== undefined && fact.patients === worst.patients && fact.couples === worst.couples && compared(fact.weight, worst.weight) === 0;
  while (isSame(facts[end])) end++;
  return {
    standard,
    limit: limit.limit,
    cap: limit.cap,
    per: limit.per,
    holds: !facts.some((fact) => breaks(limit, fact)),
    openPlaces: limit.limit === "minClinicians" ? null : Math.max(0, Math.min(...facts.map(open))),
    places: placesOf(limit, worst),
    worst:
      limit.limit === "max"
        ? null
        : {
            from: writtenAt(worst.at),
            untilAtMost: writtenAt(worst.at + end - at),
            weight: Number((Number(worst.weight.above) / Number(worst.weight.below)).toFixed(6)),
          },
  };
}

/** The later one of any two sessions that somebody is in at the same minute, with the earlier ones that end last. */
function doubleBookings(active: readonly Counted[], isIn: (minute: Minute) => boolean): { later: SessionData; others: OtherSession[] }[] {
  const bookings = active
    .map(({ session, minutes }) => ({ session, minutes: minutes.filter(isIn) }))
    .filter((booking) => booking.minutes.length > 0)
    .sort((a, b) => (a.minutes[0] as Minute).at - (b.minutes[0] as Minute).at || (a.session.id < b.session.id ? -1 : 1));
  const end = ({ session }: Counted) => minuteOf(session.start) + session.minutes;
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
      later.session,
      common.map(({ one }) => one.at),
      true,
    ),
    together: common.map(({ one, other }) => ({
      patients: new Set([...one.named, ...other.named]).size + counted,
      clinicians: new Set([...one.present, ...other.present]).size,
    })),
  };
}
