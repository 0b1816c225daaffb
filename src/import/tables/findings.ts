/** What is found while tables are read: each row is settled, or gives an entry, a shift or a fact. */
import { type Message, say } from "../../message.ts";
import type { Zone } from "../../roster/zone.ts";
import type { Entry, Guess, PatientFact, Question, RowFate, SettledRow, Shift, SourceTime } from "../entry.ts";
import type { DateOrder, Mapping } from "../mapping/mapping.ts";
import type { RowLocation } from "../source.ts";

export interface Findings {
  readonly entries: Entry[];
  readonly shifts: Shift[];
  readonly facts: PatientFact[];
  readonly settled: SettledRow[];
  readonly questions: Question[];
  readonly guesses: Guess[];
}

/** What every reader of a table needs. */
export interface Context {
  /** Index of the file among those of the run. */
  readonly file: number;
  readonly mapping: Mapping | null;
  readonly zone: Zone | null;
  /** What commas in names mean by the client lists of the file; null if these do not show it. */
  readonly listed: { readonly commas: "in-names" | "between-names"; readonly why: Message } | null;
  /** The first day of the week, in days since 1970-01-01. */
  readonly week: number | null;
  readonly found: Findings;
  /** The orders of dates that were decided, for the mapping that is saved. */
  readonly orders: Set<DateOrder>;
}

export function settle({ found }: Context, at: RowLocation, fate: RowFate, detail?: Message): void {
  found.settled.push(detail === undefined ? { at, fate } : { at, fate, detail });
}

export function guess({ found }: Context, message: Message): void {
  found.guesses.push({ message });
}

/** Asks once; the same question about more rows adds them. */
export function ask({ found }: Context, question: Question): void {
  const text = JSON.stringify([question.code, question.scope, question.message]);
  const known = found.questions.findIndex((one) => JSON.stringify([one.code, one.scope, one.message]) === text);
  const before = found.questions[known];
  if (before === undefined) found.questions.push(question);
  else found.questions[known] = { ...before, at: [...before.at, ...question.at] };
}

/** A time as the roster's zone has it. A time with an offset is moved there; without a zone that is a question. */
export function inZone(context: Context, local: number, offset: number | null, at: RowLocation): SourceTime {
  if (offset === null) return { local };
  if (context.zone === null) {
    ask(context, {
      code: "timezone",
      scope: "file",
      message: say`Times have an offset from UTC, and the program's time zone is unknown.`,
      answer: say`Give the time zone, such as: --timezone America/New_York`,
      at: [at],
    });
    return { local, offset };
  }
  const moment = local - offset;
  const there = context.zone.toLocal(moment);
  return { local: there, offset: there - moment };
}
