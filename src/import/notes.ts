/** What calendars and FHIR leave open, collected while they are read. */
import type { Message } from "../message.ts";
import type { Guess, Question, RowFate, SettledRow } from "./entry.ts";
import type { RowLocation } from "./source.ts";

/** A question before it is known which rows it is about. Asked again, it is the same question about more rows. */
export type Open = Omit<Question, "at">;

export class Notes {
  readonly settled: SettledRow[] = [];
  readonly #questions = new Map<Open, RowLocation[]>();
  readonly #guesses = new Set<Message>();

  settle(at: RowLocation, fate: RowFate, detail?: Message): void {
    this.settled.push(detail === undefined ? { at, fate } : { at, fate, detail });
  }

  /** Asks about a row; it waits for the answer. */
  waits(at: RowLocation, question: Open): void {
    this.settle(at, "waits");
    this.ask(question, at);
  }

  ask(question: Open, ...at: readonly RowLocation[]): void {
    const known = this.#questions.get(question);
    if (known === undefined) this.#questions.set(question, [...at]);
    else for (const one of at) known.push(one);
  }

  /** Notes a guess; the same message twice is one. */
  guess(message: Message): void {
    this.#guesses.add(message);
  }

  get questions(): readonly Question[] {
    return [...this.#questions].map(([question, at]) => ({ ...question, at }));
  }

  get guesses(): readonly Guess[] {
    return [...this.#guesses].map((message) => ({ message }));
  }
}
