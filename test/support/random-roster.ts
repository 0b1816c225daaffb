/** Random rosters, all of them valid, with the standards to judge them by. Built from plain numbers, so that they shrink well. */
import fc from "fast-check";
import type { StandardFile } from "../../src/index.ts";
import type { EntryData, RosterData, SessionData, StandardData } from "./recount.ts";

export interface Case {
  readonly roster: RosterData;
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
  "at-capacity",
  "couples-therapist-modality",
  "partner-without-counselor",
  "billing-code-missing",
  "coverage-unverified",
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
const rules = fc.record(Object.fromEntries(RULES.map((id) => [id, rule])), { requiredKeys: [] });

const ownStandard = (name: string): fc.Arbitrary<StandardFile> =>
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
        rules,
      },
      { requiredKeys: ["name", "title", "source", "basis"] },
    )
    .map((own) => own as StandardFile);

const standards = fc
  .tuple(ownStandard("own-a"), ownStandard("own-b"))
  .chain(([a, b]) => fc.shuffledSubarray<StandardData>([...BUILT_IN, a, b], { minLength: 1, maxLength: 4 }));

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

const entriesOf = (most: number) =>
  fc.uniqueArray(fc.record({ who: small(most - 1), stays }), { selector: (entry) => entry.who, maxLength: most, size: "max" });

const attendeesOf = (most: number) =>
  fc.oneof({ arbitrary: entriesOf(most), weight: 3 }, { arbitrary: fc.oneof(small(4), small(14)), weight: 1 });

const session = fc.record({
  kind: fc.oneof({ arbitrary: small(2), weight: 2 }, small(99)),
  start: fc.oneof({ arbitrary: small(40), weight: 8 }, { arbitrary: small(40).map((at) => at + 10_080), weight: 1 }),
  minutes: fc.integer({ min: 1, max: LONGEST }),
  clinicians: entriesOf(5),
  patients: attendeesOf(12),
  couples: attendeesOf(4),
  /** Nobody comes or goes, as in most sessions of life. */
  still: fc.boolean(),
  cancelled: fc.constantFrom(false, false, false, false, true),
});

const recipe = fc.record({
  standards,
  base: fc.constantFrom("2026-11-30T18:00", "2026-11-30T23:40"),
  week: fc.constantFrom("2026-11-30", "2026-11-24", null),
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
  sessions: fc.array(session, { minLength: 1, maxLength: 4 }),
});
type Recipe = typeof recipe extends fc.Arbitrary<infer T> ? T : never;

const PATIENTS = Array.from({ length: 12 }, (_, i) => `p${i + 10}`);

function build({ standards, base, week, clinicians, counselors, couples, sessions }: Recipe): Case {
  const own = standards.filter((standard) => typeof standard !== "string");
  const knownKinds = [...new Set([...KINDS, ...own.flatMap((standard) => Object.keys(standard.kinds ?? {}))])];
  const knownRoles = [...new Set([...ROLES, ...own.flatMap((standard) => Object.keys(standard.roles ?? {}))])];
  const origin = Date.parse(`${base}:00Z`) / 60_000;
  const staff = clinicians.map(({ roles, away }, i) => ({
    id: `k${i}`,
    roles: [...new Set(roles.map((role) => knownRoles[role % knownRoles.length] as string))],
    ...(away.length === 0
      ? {}
      : { away: away.map(({ start, minutes }) => ({ start: written(origin + start), end: written(origin + start + minutes) })) }),
  }));
  const pairs = Array.from({ length: couples ?? 0 }, (_, i) => ({
    id: `c${i}`,
    partners: [PATIENTS[2 * i] as string, PATIENTS[2 * i + 1] as string] as [string, string],
  }));
  return {
    standards,
    roster: {
      ...(week === null ? {} : { week }),
      clinicians: staff,
      ...(counselors === null
        ? {}
        : {
            patients: PATIENTS.map((id, i) => {
              const counselor = counselors[i] ?? null;
              return counselor === null ? { id } : { id, counselor: `k${counselor % staff.length}` };
            }),
          }),
      ...(couples === null ? {} : { couples: pairs }),
      sessions: sessions.map((one, i): SessionData => {
        const start = origin + one.start;
        const list = (entries: readonly { who: number; stays: Stays }[], ids: readonly string[]) =>
          unique(entries.filter(() => ids.length > 0).map((entry) => ({ ...entry, who: entry.who % ids.length }))).flatMap((entry) =>
            writtenStays(ids[entry.who] as string, one.still ? THROUGHOUT : entry.stays, start, one.minutes),
          );
        const attendees = (from: typeof one.patients, ids: readonly string[]) => (typeof from === "number" ? from : list(from, ids));
        return {
          id: `s${i}`,
          kind: knownKinds[one.kind % knownKinds.length] as string,
          start: written(start),
          minutes: one.minutes,
          clinicians: list(
            one.clinicians,
            staff.map(({ id }) => id),
          ),
          patients: attendees(one.patients, PATIENTS),
          couples: attendees(
            one.couples,
            pairs.map(({ id }) => id),
          ),
          ...(one.cancelled ? { status: "cancelled" as const } : {}),
        };
      }),
    },
  };
}

function unique<T extends { who: number }>(entries: readonly T[]): T[] {
  return [...new Map(entries.map((entry) => [entry.who, entry])).values()];
}

function written(minute: number): string {
  return new Date(minute * 60_000).toISOString().slice(0, 16);
}

const THROUGHOUT: Stays = { cuts: [], touching: false, bare: false };

function writtenStays(id: string, { cuts, touching, bare }: Stays, start: number, minutes: number): EntryData[] {
  const at = (cut: number) => written(start + cut).slice(bare ? 11 : 0);
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

export const randomCase: fc.Arbitrary<Case> = recipe.map(build);

/** A case in lines that a person can read and paste. */
export function shown({ roster, standards }: Case): string {
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
