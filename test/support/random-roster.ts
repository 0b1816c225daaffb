/** Random rosters, all of them valid, with the standards to judge them by. Built from plain numbers, so that they shrink well. */
import fc from "fast-check";
import type { StandardFile } from "../../src/index.ts";
import type { AnyRoster, AnySession, EntryData, RosterData, StandardData } from "./recount.ts";
import { type Calendar, clockOf, dayAfter, fixedClock, readTime, utc, utcText } from "./wall-clock.ts";

/** With times of a clock without a zone, dated or bare, and sessions that say how long they are. */
export interface Case {
  readonly roster: RosterData;
  readonly standards: readonly StandardData[];
}

/** With times written in any way, and any section. */
export interface AnyCase {
  readonly roster: AnyRoster;
  readonly standards: readonly StandardData[];
}

const KINDS = [
  "group",
  "couples-group",
  "couples-session",
  "psychoeducation",
  "intensive",
  "individual",
  "multi-family-group",
  "crisis",
  "check-in",
];
const ROLES = ["therapist", "couples-therapist", "trainee", "peer", "counselor", "nurse", "case-manager", "observer"];
const BUILT_IN = ["benchmark", "premium", "benchmark-strict", "traditional-outpatient"];

const RULES = [
  "ratio-exceeded",
  "session-unstaffed",
  "couples-therapist-missing",
  "group-too-large",
  "too-few-clinicians",
  "couple-separated",
  "couples-therapist-not-distinct",
  "couples-therapist-not-dedicated",
  "clinician-double-booked",
  "patient-double-booked",
  "clinician-away",
  "session-empty",
  "session-outside-week",
  "session-length-unlikely",
  "ids-look-alike",
  "outside-availability",
  "over-max-hours",
  "at-capacity",
  "couples-therapist-modality",
  "partner-without-counselor",
  "billing-code-missing",
  "coverage-unverified",
];
const MORE_RULES = [
  ...RULES,
  "published-ratio-too-loose",
  "caseload-exceeded",
  "license-mismatch",
  "crisis-coverage-gap",
  "weekly-hours-low",
  "billing-code-mismatch",
  "offering-missing",
];

// --- standards ---------------------------------------------------------------------------------------------------------

const weight = fc.constantFrom(0, 1, 0.1, 0.2, 0.3, 0.5, 0.7, 0.333333, 0.000001);
const roles = fc.record(
  { trainee: weight, peer: weight, nurse: weight, therapist: weight, "couples-therapist": weight, intern: weight },
  { requiredKeys: [] },
);
const kind = fc.record(
  {
    ratio: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 0, max: 9 })).map(([c, more]) => `${c}:${c + more}`),
    per: fc.constantFrom("patients" as const, "couples" as const),
    maxPatients: fc.integer({ min: 1, max: 12 }),
    maxCouples: fc.integer({ min: 1, max: 6 }),
    minClinicians: fc.integer({ min: 1, max: 3 }),
    couples: fc.boolean(),
  },
  { requiredKeys: [] },
);
const kinds = fc.record(
  { group: kind, "couples-group": kind, "couples-session": kind, individual: kind, "relapse-prevention": kind, retreat: kind },
  { requiredKeys: [] },
);
const rule = fc.constantFrom("error" as const, "warning" as const, "note" as const, "off" as const);
const rules = (ids: readonly string[]) => fc.record(Object.fromEntries(ids.map((id) => [id, rule])), { requiredKeys: [] });

const ownStandard = (name: string, ids: readonly string[], numbers = {}): fc.Arbitrary<StandardFile> =>
  fc
    .record(
      {
        name: fc.constant(name),
        title: fc.constant(`Standard ${name}`),
        source: fc.constant("a test"),
        basis: fc.constant("own" as const),
        extends: fc.constantFrom(...BUILT_IN),
        roles,
        kinds,
        rules: rules(ids),
        ...numbers,
      },
      { requiredKeys: ["name", "title", "source", "basis"] },
    )
    .map((own) => own as StandardFile);

const some = ([a, b]: readonly StandardFile[]) =>
  fc.shuffledSubarray<StandardData>([...BUILT_IN, a as StandardFile, b as StandardFile], { minLength: 1, maxLength: 4 });
const standards = fc.tuple(ownStandard("own-a", RULES), ownStandard("own-b", RULES)).chain(some);

/** Standards with numbers for the whole roster as well. */
const numbers = {
  caseload: fc.record({ counselor: fc.integer({ min: 0, max: 4 }) }),
  weeklyHours: fc.record({ min: fc.integer({ min: 1, max: 2 }) }),
};
const moreStandards = fc.tuple(ownStandard("own-a", MORE_RULES, numbers), ownStandard("own-b", MORE_RULES, numbers)).chain(some);

// --- rosters -----------------------------------------------------------------------------------------------------------

const LONGEST = 60;
const small = (max: number) => fc.integer({ min: 0, max });

/** No cuts: there throughout. One: arrives late or leaves early. More: there between each second two, or, touching, between all. */
const stays = fc.record({
  cuts: fc.oneof({ arbitrary: fc.constant<number[]>([]), weight: 3 }, { arbitrary: fc.array(small(LONGEST), { maxLength: 5 }), weight: 2 }),
  touching: fc.boolean(),
  bare: fc.boolean(),
});
type Stays = typeof stays extends fc.Arbitrary<infer T> ? T : never;

const entriesOf = (most: number, least = 0) =>
  fc.uniqueArray(fc.record({ who: small(most - 1), stays }), {
    ...{ selector: (entry: { who: number }) => entry.who, minLength: least, maxLength: most },
    size: "max",
  });

const attendeesOf = (most: number) =>
  fc.oneof({ arbitrary: entriesOf(most), weight: 3 }, { arbitrary: fc.oneof(small(4), small(14)), weight: 1 });

const sessionFields = {
  kind: fc.oneof({ arbitrary: small(2), weight: 2 }, small(99)),
  start: fc.oneof({ arbitrary: small(40), weight: 8 }, { arbitrary: small(40).map((at) => at + 10_080), weight: 1 }),
  minutes: fc.integer({ min: 1, max: LONGEST }),
  clinicians: entriesOf(5),
  patients: attendeesOf(12),
  couples: attendeesOf(4),
  /** Nobody comes or goes, as in most sessions of life. */
  still: fc.boolean(),
  canceled: fc.constantFrom(false, false, false, false, true),
  /** How its times are written. */
  forms: fc.constant<number[]>([0, 0, 0, 0]),
};

/** Where a program is, and a moment near all of its sessions. */
export interface Setting {
  readonly timezone?: string;
  /** In UTC; without a zone, by the clock on the wall. */
  readonly at: string;
  /** Without a zone: each time is written with its offset from UTC. */
  readonly offsets?: boolean;
}

const OFFERINGS = ["ppo", "screen-reader", "flexible-scheduling", "pet-friendly"];
const CODES = ["90853", "90847", "90849", "H0015", "H0015-GT", "90847, 90853", "90837"];
const STATES = ["NY", "NJ", "CT"];
const each = <T>(length: number, one: fc.Arbitrary<T>) => fc.array(fc.option(one, { freq: 3 }), { minLength: length, maxLength: length });

/** What no ratio needs: licenses, states, coverage, codes, what the program promises, and who is on call. */
const extras = fc.record({
  licensedIn: each(5, fc.subarray(STATES)),
  modalities: each(5, fc.subarray(["EFT", "Gottman", "CBT", "DBT"])),
  states: fc.oneof(each(12, fc.constantFrom(...STATES)), fc.array(fc.constantFrom(...STATES), { minLength: 12, maxLength: 12 })),
  verified: each(12, fc.boolean()),
  codes: each(4, fc.constantFrom(...CODES)),
  offers: fc.option(fc.subarray(OFFERINGS), { freq: 3 }),
  published: fc.dictionary(
    fc.constantFrom(...KINDS.slice(0, 4)),
    fc.tuple(fc.integer({ min: 1, max: 2 }), fc.integer({ min: 0, max: 8 })).map(([c, more]) => `${c}:${c + more}`),
    { maxKeys: 3 },
  ),
  onCall: fc.option(
    fc.array(
      fc.record({ who: small(4), start: fc.integer({ min: -600, max: 9000 }), minutes: fc.integer({ min: 1, max: 6000 }), form: small(3) }),
      { maxLength: 5 },
    ),
    { freq: 4 },
  ),
});

/** When each clinician can work, if they say so, and for how many hundredths of an hour in the week. */
const agreements = fc.array(
  fc.record({
    available: fc.option(
      fc.array(fc.record({ start: fc.integer({ min: -200, max: 80 }), minutes: fc.integer({ min: 1, max: 300 }) }), { maxLength: 3 }),
      { freq: 3 },
    ),
    maxHours: fc.option(fc.oneof(fc.integer({ min: 1, max: 300 }), fc.constantFrom(25, 50, 75, 100)), { freq: 3 }),
  }),
  { minLength: 5, maxLength: 5 },
);

/** Other ways to write an id such as `p10`. The dash between its digits makes it another id. */
const REWRITTEN: readonly ((id: string) => string)[] = [
  (id) => id.toUpperCase(),
  (id) => id.replace(/\d/, " $&"),
  (id) => id.replace(/\d/, "-$&"),
  (id) => id.replace(/\d/, "\u2013$&"),
  (id) => id.replace(/\d/, "\u200b$&"),
  (id) => id.replace(/[a-z]/, (letter) => String.fromCodePoint(letter.charCodeAt(0) + 0xfee0)),
  (id) => id.replace(/(\d)(\d)/, "$1-$2"),
];

/** Ids that are written as another one of their section is, in some other way. */
const rewritings = fc.array(fc.record({ like: small(11), way: small(REWRITTEN.length - 1) }), { minLength: 1, maxLength: 4 });

const recipeFields = {
  agreements: fc.constant<typeof agreements extends fc.Arbitrary<infer T> ? T | null : never>(null),
  /** For clinicians, patients, couples and sessions. */
  rewritten: fc.constant<(typeof rewritings extends fc.Arbitrary<infer T> ? T : never)[]>([]),
  standards,
  setting: fc.constantFrom<Setting>({ at: "2026-11-30T18:00" }, { at: "2026-11-30T23:40" }),
  /** From the day of the setting to the first one of the week. */
  week: fc.constantFrom(0, -6, null),
  extras: fc.constant<typeof extras extends fc.Arbitrary<infer T> ? T | null : never>(null),
  clinicians: fc.array(
    fc.record({
      roles: fc.array(fc.oneof({ arbitrary: small(3), weight: 3 }, small(99)), { minLength: 0, maxLength: 3 }),
      away: fc.oneof(
        { arbitrary: fc.constant<{ start: number; minutes: number }[]>([]), weight: 3 },
        {
          arbitrary: fc.array(fc.record({ start: fc.integer({ min: -10, max: 80 }), minutes: fc.integer({ min: 1, max: 40 }) }), {
            maxLength: 3,
          }),
          weight: 1,
        },
      ),
    }),
    { minLength: 1, maxLength: 5 },
  ),
  counselors: fc.option(fc.array(fc.option(small(4)), { minLength: 12, maxLength: 12 })),
  couples: fc.option(small(4), { freq: 3 }),
};

const recipeWith = (fields: Partial<typeof recipeFields> = {}, ofSessions: Partial<typeof sessionFields> = {}) =>
  fc.record({
    ...{ ...recipeFields, ...fields },
    sessions: fc.array(fc.record({ ...sessionFields, ...ofSessions }), { minLength: 1, maxLength: 4 }),
  });
type Recipe = ReturnType<typeof recipeWith> extends fc.Arbitrary<infer T> ? T : never;

/** Ways to write a moment. */
const FORMS = ["dated", "bare", "weekday", "offset"] as const;
const OFFSETS = [-300, 0, 330, 765];

/** Writes moments so that they read as such: in the form that is asked for where that does, else with the date, else with the offset. */
class Writer {
  readonly #calendar: Calendar;
  readonly #setting: Setting;

  constructor(calendar: Calendar, setting: Setting) {
    this.#calendar = calendar;
    this.#setting = setting;
  }

  write(moment: number, index: number, since?: number, strictly = false): string {
    const form = FORMS[index % (this.#setting.timezone === undefined ? 3 : 4)] ?? "dated";
    const wanted = this.#setting.offsets ? "offset" : form;
    const written = [wanted, "dated" as const, "offset" as const].map((one) => this.#as(one, moment, index));
    return written.find((text) => readTime(this.#calendar, text, since, strictly) === moment) as string;
  }

  #as(form: (typeof FORMS)[number], moment: number, index: number): string {
    const shown = this.#calendar.clock.shows(moment);
    if (form === "dated") return shown;
    if (form === "bare") return shown.slice(11);
    if (form === "weekday") return `${new Date(`${shown}Z`).toUTCString().slice(0, 3)} ${shown.slice(11)}`;
    const offset = this.#setting.offsets ? (OFFSETS[index % OFFSETS.length] as number) : utc(shown) - moment;
    const size = Math.abs(offset);
    const digits = (number: number) => String(number).padStart(2, "0");
    const suffix = offset === 0 ? "Z" : `${offset < 0 ? "-" : "+"}${digits(Math.floor(size / 60))}:${digits(size % 60)}`;
    return `${utcText(moment + offset)}${suffix}`;
  }
}

/** `k0`, `k1` and so on, some of them written like another one. */
function idsOf(letter: string, count: number, rewritten: Recipe["rewritten"][number] = [], first = 0): string[] {
  const ids = Array.from({ length: count }, (_, i) => `${letter}${first + i}`);
  for (const { like, way } of rewritten) {
    const id = (REWRITTEN[way] as (id: string) => string)(ids[like % count] ?? "");
    if (!ids.includes(id)) ids[(like + 1) % count] = id;
  }
  return ids;
}

function build({ standards, setting, week, extras, agreements, rewritten, clinicians, counselors, couples, sessions }: Recipe): AnyCase {
  const CLINICIANS = idsOf("k", clinicians.length, rewritten[0]);
  const PATIENTS = idsOf("p", 12, rewritten[1], 10);
  const COUPLES = idsOf("c", couples ?? 0, rewritten[2]);
  const SESSIONS = idsOf("s", sessions.length, rewritten[3]);
  const own = standards.filter((standard) => typeof standard !== "string");
  const knownKinds = [...new Set([...KINDS, ...own.flatMap((standard) => Object.keys(standard.kinds ?? {}))])];
  const knownRoles = [...new Set([...ROLES, ...own.flatMap((standard) => Object.keys(standard.roles ?? {}))])];
  const origin = utc(setting.at);
  const clock = setting.timezone === undefined ? fixedClock() : clockOf(setting.timezone);
  const firstDay = week === null ? undefined : dayAfter(clock.shows(origin).slice(0, 10), week);
  const writer = new Writer({ clock, week: firstDay }, setting);
  const interval = (start: number, minutes: number, form = 0) => ({
    start: writer.write(start, form === 1 ? 0 : form),
    end: writer.write(start + minutes, form, start, true),
  });
  const staff = clinicians.map(({ roles, away }, i) => ({
    id: CLINICIANS[i] as string,
    roles: [...new Set(roles.map((role) => knownRoles[role % knownRoles.length] as string))],
    ...given("licensedIn", extras?.licensedIn[i]),
    ...given("modalities", extras?.modalities[i]),
    ...(away.length === 0 ? {} : { away: away.map(({ start, minutes }) => interval(origin + start, minutes)) }),
    ...given(
      "available",
      agreements?.[i]?.available?.map(({ start, minutes }) => interval(origin + start, minutes)),
    ),
    ...given("maxHours", agreements?.[i]?.maxHours == null ? null : agreements[i].maxHours / 100),
  }));
  const pairs = Array.from({ length: couples ?? 0 }, (_, i) => ({
    id: COUPLES[i] as string,
    partners: [PATIENTS[2 * i] as string, PATIENTS[2 * i + 1] as string] as [string, string],
  }));
  const patients = counselors?.map((counselor, i) => ({
    id: PATIENTS[i] as string,
    ...given("counselor", counselor === null ? null : CLINICIANS[counselor % staff.length]),
    ...given("state", extras?.states[i]),
    ...given("coverage", extras?.verified[i] == null ? null : { telehealthVerified: extras.verified[i] as boolean }),
  }));
  const shifts = extras?.onCall?.map(({ who, start, minutes, form }) => ({
    clinician: CLINICIANS[who % staff.length] as string,
    ...interval(origin + start, minutes, form),
  }));
  return {
    standards,
    roster: {
      ...given("program", extras && { name: "x", ...given("offers", extras.offers), publishedRatios: extras.published }),
      ...given("timezone", setting.timezone),
      ...given("week", firstDay),
      clinicians: staff,
      ...given("patients", patients),
      ...(couples === null ? {} : { couples: pairs }),
      sessions: sessions.map((one, i): AnySession => {
        const start = origin + one.start;
        const [startForm = 0, endForm = 0, stayForm = 0, hasEnd = 0] = one.forms;
        const list = (entries: readonly { who: number; stays: Stays }[], ids: readonly string[]) =>
          unique(entries.filter(() => ids.length > 0).map((entry) => ({ ...entry, who: entry.who % ids.length }))).flatMap((entry) => {
            const at = (cut: number) => writer.write(start + cut, entry.stays.bare ? 1 : stayForm, start);
            return writtenStays(ids[entry.who] as string, one.still ? THROUGHOUT : entry.stays, one.minutes, at);
          });
        const attendees = (from: typeof one.patients, ids: readonly string[]) => (typeof from === "number" ? from : list(from, ids));
        return {
          id: SESSIONS[i] as string,
          kind: knownKinds[one.kind % knownKinds.length] as string,
          // A bare time cannot start a session.
          start: writer.write(start, startForm === 1 ? 0 : startForm),
          ...(hasEnd === 0 ? { minutes: one.minutes } : { end: writer.write(start + one.minutes, endForm, start, true) }),
          clinicians: list(
            one.clinicians,
            staff.map(({ id }) => id),
          ),
          patients: attendees(one.patients, PATIENTS),
          couples: attendees(
            one.couples,
            pairs.map(({ id }) => id),
          ),
          ...given("cpt", extras?.codes[i]),
          ...(one.canceled ? { status: "canceled" as const } : {}),
        };
      }),
      ...given("onCall", shifts),
    },
  };
}

/** A field, or none where there is no value for it. */
function given<K extends string, V>(key: K, value: V | null | undefined): { [key in K]?: V } {
  return value === null || value === undefined ? {} : ({ [key]: value } as { [key in K]?: V });
}

function unique<T extends { who: number }>(entries: readonly T[]): T[] {
  return [...new Map(entries.map((entry) => [entry.who, entry])).values()];
}

const THROUGHOUT: Stays = { cuts: [], touching: false, bare: false };

function writtenStays(id: string, { cuts, touching }: Stays, minutes: number, at: (cut: number) => string): EntryData[] {
  const inside = [...new Set(cuts.map((cut) => cut % (minutes + 1)))].sort((a, b) => a - b);
  const [first, second] = inside;
  if (first === undefined) return [id];
  if (second === undefined) {
    if (first === 0 || (first < minutes && touching)) return [{ id, from: at(first) }];
    return [{ id, until: at(first) }];
  }
  const found: EntryData[] = [];
  for (let i = 0; i + 1 < inside.length; i += touching ? 1 : 2)
    found.push({ id, from: at(inside[i] as number), until: at(inside[i + 1] as number) });
  return found;
}

export const randomCase = recipeWith().map(build) as fc.Arbitrary<Case>;

/** The same under packs, alone or several. */
export const packCases: fc.Arbitrary<AnyCase> = recipeWith({
  standards: fc.shuffledSubarray<StandardData>(["asam-2.1", "us-co-iop", "us-ct-medicaid", "us-nj-iop"], { minLength: 1, maxLength: 3 }),
}).map(build);

const builtIn = fc.shuffledSubarray<StandardData>(BUILT_IN, { minLength: 1, maxLength: 2 });

/** Groups of many patients, with clinicians who come, go and are away. */
export const busyGroups: fc.Arbitrary<AnyCase> = recipeWith(
  { standards: builtIn },
  { kind: fc.constantFrom(0, 3), patients: entriesOf(12, 6), clinicians: entriesOf(5, 1), still: fc.constant(false) },
).map(build);

/** Sessions for couples, some of whose partners are listed as well. */
export const couplesSessions: fc.Arbitrary<AnyCase> = recipeWith(
  { couples: fc.integer({ min: 2, max: 4 }) },
  { kind: fc.constantFrom(1, 2), patients: entriesOf(12, 2), couples: entriesOf(4, 1), canceled: fc.constant(false) },
).map(build);

/** Groups under a standard of a clinic's own, with weights below 1. */
export const weighedGroups: fc.Arbitrary<AnyCase> = recipeWith(
  {
    standards: fc
      .record({ trainee: weight, therapist: weight, "couples-therapist": weight })
      .map((roles): StandardFile[] => [{ name: "own", extends: "benchmark", roles }]),
  },
  { kind: fc.constantFrom(0, 3), clinicians: entriesOf(5, 2) },
).map(build);

/** Sessions of up to two hours around moments of interest, with times written in all ways. */
export const casesAround = (settings: readonly Setting[], ofSessions: Partial<typeof sessionFields> = {}): fc.Arbitrary<AnyCase> =>
  recipeWith(
    { setting: fc.constantFrom(...settings), week: fc.constantFrom(0, 0, -6, null) },
    {
      start: fc.integer({ min: -90, max: 60 }),
      minutes: fc.integer({ min: 1, max: 120 }),
      forms: fc.array(small(3), { minLength: 4, maxLength: 4 }),
      canceled: fc.constant(false),
      ...ofSessions,
    },
  ).map(build);

/** The same with bare ends. */
export const casesWithBareEnds = (settings: readonly Setting[]): fc.Arbitrary<AnyCase> =>
  casesAround(settings, { forms: fc.tuple(small(3), fc.constant(1), small(3), fc.constant(1)) });

/** Every section that a roster can have; `around` are the moments of interest, by default an evening without any. */
export const casesWithExtras = (minutes: number, around: readonly Setting[] = [{ at: "2026-11-30T18:00" }]): fc.Arbitrary<AnyCase> =>
  recipeWith(
    { standards: moreStandards, setting: fc.constantFrom(...around), extras, week: fc.constantFrom(0, 0, -6, null) },
    { minutes: fc.integer({ min: 1, max: minutes }) },
  ).map(build);

/** Clinicians who say when they can work, and for how long in the week. */
export const casesWithAgreements = (around: readonly Setting[]): fc.Arbitrary<AnyCase> =>
  recipeWith(
    { agreements, standards: builtIn, setting: fc.constantFrom(...around), week: fc.constantFrom(0, -6, null) },
    { clinicians: entriesOf(5, 1), minutes: fc.integer({ min: 1, max: 120 }) },
  ).map(build);

/** Sessions of about eight hours. */
export const longDays: fc.Arbitrary<AnyCase> = recipeWith(
  { standards: builtIn },
  { minutes: fc.integer({ min: 470, max: 490 }), patients: attendeesOf(4), still: fc.constant(true) },
).map(build);

/** Ids that look alike, in every section. */
export const idsAlike: fc.Arbitrary<AnyCase> = recipeWith({
  rewritten: fc.array(rewritings, { minLength: 4, maxLength: 4 }),
  standards: builtIn,
}).map(build);

/** A case in lines that a person can read and paste. */
export function shown({ roster, standards }: AnyCase): string {
  const lines = Object.entries(roster).map(([key, value]) =>
    Array.isArray(value)
      ? [`${key}:`, ...value.map((one) => `  - ${flow(one)}`), ...(value.length === 0 ? ["  []"] : [])].join("\n")
      : `${key}: ${value}`,
  );
  return [...lines, `# audited against: ${standards.map((one) => (typeof one === "string" ? one : flow(one))).join(", ")}`].join("\n");
}

function flow(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('"', "")
    .replaceAll(",", ", ")
    .replaceAll(":", ": ")
    .replace(/(\d): (\d)/g, "$1:$2");
}
