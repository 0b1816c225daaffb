/** Weeks of sessions as plain data, before they are written in any form: whatever is read from a form is compared with them. */
import fc from "fast-check";
import type { RosterFile } from "../../src/index.ts";
import { clockOf, fixedClock, utc, type WallClock } from "./wall-clock.ts";

/** Moments in minutes, as `wall-clock.ts` has them. */
export interface Stay {
  readonly from: number;
  readonly until: number;
}

/** A person in a session, by their position in the week. `stays` are null for the whole session. */
interface Attending {
  readonly who: number;
  readonly stays: readonly Stay[] | null;
}

export interface PlainSession {
  readonly kind: string;
  /** Unlike that of any other session, and beginning with the words of its kind. */
  readonly title: string;
  readonly from: number;
  readonly until: number;
  readonly clinicians: readonly Attending[];
  readonly patients: readonly Attending[];
  /** Attendees who are only counted; null for none. */
  readonly counted: { readonly patients: number | null; readonly couples: number | null };
  readonly code: string | null;
  readonly isCanceled: boolean;
}

interface PlainClinician {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly licensedIn: readonly string[] | null;
  readonly shifts: readonly Stay[];
}

interface PlainPerson {
  readonly name: string;
  readonly record: string;
  readonly address: string;
  readonly counselor: number | null;
  readonly state: string | null;
}

export interface PlainWeek {
  /** Null for times of a clock on the wall. */
  readonly timezone: string | null;
  /** A Monday. */
  readonly week: string;
  readonly clinicians: readonly PlainClinician[];
  readonly people: readonly PlainPerson[];
  readonly couples: readonly (readonly [number, number])[];
  readonly sessions: readonly PlainSession[];
}

export const KIND_WORDS: Readonly<Record<string, string>> = {
  group: "Process group",
  psychoeducation: "Skills class",
  "couples-group": "Partners' evening",
  "couples-session": "Hour for two",
  intensive: "Intensive block",
  "multi-family-group": "Family night",
  individual: "One to one",
  crisis: "Urgent call",
  "check-in": "Short call",
};
const KINDS = ["group", "group", "couples-group", "psychoeducation", ...Object.keys(KIND_WORDS)];

/** Kinds whose sessions are for one patient, or one couple. */
export const FOR_ONE: ReadonlySet<string> = new Set(["individual", "crisis", "check-in"]);

const CODES: Readonly<Record<string, readonly (string | null)[]>> = {
  group: ["90853", "H0005", "H0015", null, "90847"],
  psychoeducation: [null, "H0015", "90853"],
  "couples-session": ["90847", "90853", null],
  "multi-family-group": ["90849", null],
  individual: ["90837", "90834", null],
  crisis: ["90839", null],
};

/** The first six, who may be partners, have names that can be joined. */
const NAMES = [
  ...["Ann Abel", "Bo Baker", "Cy Cole", "Di Dunn", "Ed O'Neil", "Flo Ford-Gray"],
  ...['Gus "Gil" Gray', "Hart, Hal", "Ünal Öz", "李 雷", "Jo Jones, Jr.", "Kai ^ Kay\\Kerr"],
];
const CLINICIANS = ["Kim Lee", "Ana Ortiz", "Noor Amin", "Sam Sol", "O'Hara, Pat"];
const IDS = ["lee", "ortiz", "noor", "sam", "ohara"];
const ROLES = ["therapist", "couples-therapist", "counselor", "trainee", "nurse", "observer"];
const STATES = ["NY", "NJ", "CT"];

const small = (max: number) => fc.integer({ min: 0, max });
/** Seldom. */
const rarely = <T>(one: fc.Arbitrary<T>) => fc.oneof({ arbitrary: fc.constant(null), weight: 5 }, one);
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { freq: 2 });

/** No cuts: there throughout. One: comes late. Two: comes and goes. More: comes back. In hundredths of the session. */
const cuts = fc.oneof({ arbitrary: fc.constant<number[]>([]), weight: 3 }, fc.uniqueArray(small(99), { minLength: 1, maxLength: 4 }));
const attending = (most: number, least: number) =>
  fc.uniqueArray(fc.record({ who: small(most - 1), cuts }), { selector: ({ who }) => who, minLength: least, maxLength: most });

const session = fc.record({
  kind: small(KINDS.length - 1),
  day: small(6),
  minute: fc.oneof(fc.constantFrom(1080, 1080, 600, 615, 750, 1020), small(1439), fc.integer({ min: 0, max: 210 })),
  minutes: fc.constantFrom(90, 60, 50, 15, 75, 120, 180, 1, 505),
  clinicians: fc.oneof({ arbitrary: attending(5, 1), weight: 9 }, attending(5, 0)),
  patients: fc.oneof({ arbitrary: attending(12, 1), weight: 9 }, attending(12, 0)),
  counted: fc.record({ patients: rarely(fc.integer({ min: 1, max: 14 })), couples: rarely(fc.integer({ min: 1, max: 5 })) }),
  code: small(9),
  isCanceled: fc.constantFrom(false, false, false, false, true),
  /** Nobody comes or goes. */
  still: fc.constantFrom(true, false),
});

const person = fc.record({ counselor: maybe(small(4)), state: maybe(fc.constantFrom(...STATES)) });
const clinician = fc.record({
  roles: fc.uniqueArray(fc.constantFrom("therapist", "couples-therapist", "therapist", ...ROLES), { minLength: 1, maxLength: 2 }),
  licensedIn: maybe(fc.uniqueArray(fc.constantFrom(...STATES), { minLength: 1, maxLength: 3 })),
  shifts: fc.array(fc.record({ day: small(6), minute: small(1380), minutes: fc.constantFrom(60, 240, 480, 600) }), { maxLength: 2 }),
});

/** Places and weeks: in the second to sixth the clocks change on the Sunday, by an hour or by half of one. */
const SETTINGS: readonly { readonly timezone: string | null; readonly week: string }[] = [
  { timezone: "America/New_York", week: "2026-11-30" },
  { timezone: "America/New_York", week: "2026-10-26" },
  { timezone: "America/New_York", week: "2027-03-08" },
  { timezone: "Europe/Berlin", week: "2026-10-19" },
  { timezone: "Europe/Berlin", week: "2027-03-22" },
  { timezone: "Australia/Lord_Howe", week: "2027-03-29" },
  { timezone: "America/Phoenix", week: "2026-12-28" },
  { timezone: null, week: "2026-11-30" },
];

/** Valid weeks, of one to eight sessions. No two sessions have the same start, kind and clinicians. */
export const plainWeeks: fc.Arbitrary<PlainWeek> = fc
  .record({
    setting: fc.constantFrom(...SETTINGS),
    clinicians: fc.array(clinician, { minLength: 5, maxLength: 5 }),
    people: fc.array(person, { minLength: 12, maxLength: 12 }),
    couples: small(3),
    sessions: fc.array(session, { minLength: 1, maxLength: 8 }),
  })
  .map(({ setting, clinicians, people, couples, sessions }): PlainWeek => {
    const clock = clockFor(setting.timezone);
    const midnight = clock.momentsOf(`${setting.week}T00:00`)[0] as number;
    const built = sessions.map((one, i): PlainSession => {
      const from = midnight + one.day * 1440 + one.minute;
      const until = from + one.minutes;
      const kind = KINDS[one.kind] as string;
      const codes = CODES[kind] ?? [null];
      const people = (some: readonly { readonly who: number; readonly cuts: readonly number[] }[]) =>
        some.map(({ who, cuts: found }) => ({ who, stays: one.still ? null : staysIn(from, one.minutes, found) }));
      return {
        ...{ kind, from, until, isCanceled: one.isCanceled, code: codes[one.code % codes.length] ?? null },
        title: `${KIND_WORDS[kind]} ${i + 1}`,
        clinicians: people(one.clinicians),
        patients: one.counted.patients === null ? people(one.patients) : [],
        counted: one.counted,
      };
    });
    const end = midnight + 7 * 1440;
    const seen = new Set<string>();
    const inWeek = built.filter(({ from, kind, clinicians: leading }) => {
      const key = JSON.stringify([from, kind, leading.map(({ who }) => who).sort()]);
      const isFirst = !seen.has(key) && clock.shows(from) < dayText(clock, end);
      seen.add(key);
      return isFirst;
    });
    return {
      ...setting,
      clinicians: clinicians.map(({ roles, licensedIn, shifts }, i) => ({
        ...{ id: IDS[i] as string, name: CLINICIANS[i] as string, roles, licensedIn },
        shifts: shifts
          .map(({ day, minute, minutes }) => {
            const from = midnight + day * 1440 + minute;
            return { from, until: from + minutes };
          })
          .filter(({ from }) => clock.shows(from) < dayText(clock, end)),
      })),
      people: people.map((one, i) => ({
        ...one,
        ...{ name: NAMES[i] as string, record: `00${i}e${i}`, address: `patient.${i}@example.org` },
      })),
      couples: (
        [
          [0, 1],
          [2, 3],
          [4, 5],
        ] as const
      ).slice(0, couples),
      sessions: inWeek.sort((a, b) => a.from - b.from),
    };
  });

/** The day after the week that ends at a moment, whatever the clocks did within it. */
function dayText(clock: WallClock, end: number): string {
  return clock.shows(end + 120).slice(0, 10);
}

function staysIn(from: number, minutes: number, found: readonly number[]): readonly Stay[] | null {
  const at = [...new Set(found.map((cut) => from + Math.floor((cut * minutes) / 100)))].sort((a, b) => a - b);
  const ends = at.length % 2 === 0 ? at : [...at, from + minutes];
  const stays = ends.flatMap((start, i) =>
    i % 2 === 0 && start < (ends[i + 1] as number) ? { from: start, until: ends[i + 1] as number } : [],
  );
  const [only] = stays;
  const isWhole = stays.length === 1 && only?.from === from && only.until === from + minutes;
  return stays.length === 0 || isWhole ? null : stays;
}

export function clockFor(timezone: string | null): WallClock {
  return timezone === null ? fixedClock() : clockOf(timezone);
}

/** Whether the clock showed the same time already, an hour or half of one before. */
export function isSecond(clock: WallClock, moment: number): boolean {
  return [30, 60].some((before) => clock.shows(moment - before) === clock.shows(moment));
}

/** `2026-11-30T18:00-05:00`; without a zone as the clock shows it. */
export function instant({ timezone }: PlainWeek, moment: number): string {
  const local = clockFor(timezone).shows(moment);
  if (timezone === null) return local;
  const ahead = utc(local) - moment;
  const [hours, minutes] = [Math.floor(Math.abs(ahead) / 60), Math.abs(ahead) % 60].map((n) => String(n).padStart(2, "0"));
  return `${local}${ahead < 0 ? "-" : "+"}${hours}:${minutes}`;
}

/** Both partners of a couple who are in a session throughout. */
export function pairsIn({ couples }: PlainWeek, { patients, counted }: PlainSession): readonly (readonly [number, number])[] {
  if (counted.couples !== null) return [];
  const whole = new Set(patients.filter(({ stays }) => stays === null).map(({ who }) => who));
  return couples.filter((couple) => couple.every((one) => whole.has(one)));
}

/** The ids that a roster has for people and couples of a week. */
export interface Ids {
  person(who: number): string;
  couple(couple: readonly [number, number]): { readonly id: string; readonly partners: readonly string[] };
}

/** The week as a roster of its own, with session ids as an import makes them: `mon-1800-group`. */
export function rosterOf(week: PlainWeek, ids: Ids): RosterFile {
  const { timezone, clinicians, people, couples, sessions } = week;
  const clock = clockFor(timezone);
  const hasFacts = people.some(({ counselor, state }) => counselor !== null || state !== null);
  const used = new Map<string, number>();
  const staffOf = ({ clinicians: leading }: PlainSession) =>
    leading
      .map(({ who }) => clinicians[who]?.id)
      .sort()
      .join(" ");
  const nameOf = ({ from, kind }: PlainSession) => {
    const shown = clock.shows(from);
    const day = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"][new Date(`${shown.slice(0, 10)}T00:00Z`).getUTCDay()];
    return `${day}-${shown.slice(11).replace(":", "")}-${kind}`;
  };
  const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  const sorted = [...sessions].sort((a, b) => a.from - b.from || compare(nameOf(a), nameOf(b)) || compare(staffOf(a), staffOf(b)));
  const entries = (some: readonly Attending[], id: (who: number) => string): (string | { id: string; from: string; until: string })[] =>
    some.flatMap<string | { id: string; from: string; until: string }>(({ who, stays }) =>
      stays === null ? id(who) : stays.map(({ from, until }) => ({ id: id(who), from: instant(week, from), until: instant(week, until) })),
    );
  return {
    ...(timezone === null ? {} : { timezone }),
    week: week.week,
    clinicians: clinicians.map(({ id, roles, licensedIn, shifts }) => ({
      ...{ id, roles: [...roles] },
      ...(licensedIn === null ? {} : { licensedIn: [...licensedIn] }),
      ...(shifts.length === 0
        ? {}
        : { available: shifts.map(({ from, until }) => ({ start: instant(week, from), end: instant(week, until) })) }),
    })),
    ...(hasFacts
      ? {
          patients: people.map(({ counselor, state }, i) => ({
            id: ids.person(i),
            ...(counselor === null ? {} : { counselor: clinicians[counselor]?.id as string }),
            ...(state === null ? {} : { state }),
          })),
        }
      : {}),
    ...(couples.length === 0 ? {} : { couples: couples.map(ids.couple) }),
    sessions: sorted.map((one) => {
      const name = nameOf(one);
      const times = (used.get(name) ?? 0) + 1;
      used.set(name, times);
      const pairs = pairsIn(week, one);
      const alone = one.patients.filter(({ who }) => !pairs.flat().includes(who));
      return {
        id: times === 1 ? name : `${name}-${times}`,
        ...{ kind: one.kind, start: instant(week, one.from), minutes: one.until - one.from },
        clinicians: entries(one.clinicians, (who) => clinicians[who]?.id as string),
        patients: one.counted.patients ?? entries(alone, ids.person),
        couples: one.counted.couples ?? pairs.map((pair) => ids.couple(pair).id),
        ...(one.code === null ? {} : { cpt: one.code }),
        ...(one.isCanceled ? { status: "canceled" } : {}),
      };
    }),
  } as RosterFile;
}
