/** What the forms of a week have in common: who chooses how things are written, and what is written. */
import type { SourceFile } from "../../src/index.ts";
import { clockFor, isSecond, KIND_WORDS, type PlainSession, type PlainWeek, pairsIn } from "./plain-week.ts";

/** Chooses one of several ways to write something. */
export type Choose = <T>(...ways: readonly T[]) => T;

/** Chooses by numbers, over and over. Zeros choose the first way of all. */
export function chooser(numbers: readonly number[]): Choose {
  let i = 0;
  return (...ways) => ways[(numbers[i++ % numbers.length] as number) % ways.length] as (typeof ways)[number];
}

export interface Written {
  readonly files: readonly SourceFile[];
  readonly mapping: object;
  readonly options: { readonly week?: string; readonly timezone?: string; readonly sheet?: string };
  /** The positions of people by what the source calls them. */
  readonly keys: ReadonlyMap<string, number>;
}

/** A form of a week. `carried` is the part of a week that it can say; it chooses as `write` does. */
export interface Form {
  readonly name: string;
  prepare(week: PlainWeek, choose: Choose): { readonly carried: PlainWeek; write(): Written };
}

/** The week with the sessions that remain, and with the couples who are together in one of them. */
export function withSessions(week: PlainWeek, sessions: readonly (PlainSession | null)[], keepsCouples: boolean): PlainWeek {
  const left = sessions.filter((one) => one !== null);
  const couples = week.couples.filter((couple) => left.some((one) => pairsIn(week, one).includes(couple)));
  return { ...week, sessions: left, couples: keepsCouples ? week.couples : couples };
}

export function withoutStays(session: PlainSession): PlainSession {
  const whole = (some: PlainSession["patients"]) => some.map(({ who }) => ({ who, stays: null }));
  return { ...session, clinicians: whole(session.clinicians), patients: whole(session.patients) };
}

export function withoutFacts(week: PlainWeek): PlainWeek {
  return { ...week, people: week.people.map((one) => ({ ...one, counselor: null, state: null })) };
}

/** Whether the clock shows each of some moments for the first time. */
export function areFirst({ timezone }: PlainWeek, moments: readonly number[]): boolean {
  const clock = clockFor(timezone);
  return moments.every((moment) => !isSecond(clock, moment));
}

/** The rules for titles of these kinds. */
export function titleRules(kinds: Iterable<string>): object[] {
  return [...new Set(kinds)].map((kind) => ({ title: `${KIND_WORDS[kind]} *`, kind }));
}

const KIND_OF_CODE: Readonly<Record<string, string>> = {
  ...{ "90853": "group", H0005: "group", "90847": "couples-session", "90849": "multi-family-group" },
  ...{ "90837": "individual", "90834": "individual", "90839": "crisis" },
};

/** Whether the code of a session says its kind. */
export function isSaidByCode({ code, kind }: PlainSession): boolean {
  return KIND_OF_CODE[code ?? ""] === kind;
}

/** The clinicians of a mapping, by what the source calls each. */
export function mappedClinicians({ clinicians }: PlainWeek, nameOf: (who: number) => string): object {
  return Object.fromEntries(
    clinicians.map(({ id, roles, licensedIn }, who) => [nameOf(who), { id, roles, ...(licensedIn === null ? {} : { licensedIn }) }]),
  );
}
