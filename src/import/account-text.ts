/** The account of an import for people, and as data for programs. Shows locations, reasons and words of ours. */
import { groupedBy } from "../grouped.ts";
import { count, type Message } from "../message.ts";
import { type Account, type AccountedRow, countsOf, type PeopleCounts } from "./account.ts";
import type { Guess, Question, RowFate } from "./entry.ts";
import { locationsInWords } from "./locations.ts";

/** What an account is about, beside its rows. */
export interface Told {
  readonly account: Account;
  readonly questions: readonly Question[];
  readonly guesses: readonly Guess[];
  readonly added: readonly Message[];
  readonly sessions: number;
  readonly counts: PeopleCounts;
  /** Whether there is a roster. */
  readonly isWritten: boolean;
}

const FATE_WORDS: Readonly<Record<RowFate, string>> = {
  heading: "headings",
  session: "in sessions",
  availability: "availability of clinicians",
  "people-list": "in a list of people",
  canceled: "canceled",
  "no-show": "no-show",
  "does-not-attend": "not attending",
  duplicate: "duplicate",
  total: "totals and summaries",
  blank: "blank",
  "outside-week": "outside the week",
  hidden: "hidden, not read",
  "left-out": "left out",
  "no-time": "no time",
  "no-kind": "no kind of session",
  waits: "with an open question",
  "not-understood": "not understood",
};

/** What is added where a row has no reason of its own. */
const BY_DEFAULT: Readonly<Partial<Record<RowFate, string>>> = { "left-out": " by the mapping" };

/** Fates whose rows need no review, so their locations are not listed. */
const EXPECTED: ReadonlySet<RowFate> = new Set(["session", "people-list", "availability", "heading", "blank"]);

/** The account as lines for people: what became of the rows, what is open and how to answer it, what was guessed. */
export function accountLines({ account, questions, guesses, added, sessions, counts: people, isWritten }: Told): string[] {
  const { rows, open, formats } = account;
  const became = isWritten ? `${count(sessions, "session")} in the roster` : "no roster";
  const head = `${count(rows.length, "row")}, ${became}, ${open === 0 ? "no row" : count(open, "row")} left open.`;
  const width = String(rows.length).length;
  const counts = [...countsOf(account)].flatMap(([fate, some]) =>
    reasonsOf(some).map(([reason, ones]) => {
      const where =
        EXPECTED.has(fate) && reason === ""
          ? ""
          : ` (${locationsInWords(
              ones.map(({ at }) => at),
              formats,
            )})`;
      return `  ${String(ones.length).padStart(width)}  ${FATE_WORDS[fate]}${reason === "" ? (BY_DEFAULT[fate] ?? "") : `: ${reason}`}${where}`;
    }),
  );
  return [
    head,
    ...(isWritten ? [peopleLine(people)] : []),
    ...counts,
    ...(guesses.length === 0
      ? []
      : ["", "Inferred from the source, not from a mapping:", ...guesses.map(({ message }) => `  - ${textOf(message)}`)]),
    ...(added.length === 0 ? [] : ["", "Not in the base roster, and added:", ...added.map((message) => `  - ${textOf(message)}`)]),
    ...(questions.length === 0
      ? []
      : [
          "",
          questions.length === 1 ? "Open question:" : "Open questions:",
          ...questions.flatMap(({ message, answer, at }) => {
            const where = at.length === 0 || at.length === rows.length ? "" : ` (${locationsInWords(at, formats)})`;
            return [`  - ${textOf(message)}${where}`, `    ${textOf(answer)}`];
          }),
        ]),
  ];
}

function peopleLine({ patients, couples, counted }: PeopleCounts): string {
  const inWords = (one: Pick<PeopleCounts, "patients" | "couples">) =>
    `${count(one.patients, "patient")} and ${count(one.couples, "couple")}`;
  const headcounts = counted.patients + counted.couples === 0 ? "" : `; headcounts that add up to ${inWords(counted)}`;
  return `People in this import: ${inWords({ patients, couples })}${headcounts}.`;
}

/** Rows by their reason, those without one first. */
function reasonsOf(rows: readonly AccountedRow[]): [string, AccountedRow[]][] {
  const groups = groupedBy(rows, ({ detail }) => (detail === null ? "" : textOf(detail)));
  return [...groups].sort(([a], [b]) => (a === "" ? -1 : b === "" ? 1 : 0));
}

const NOBODY: PeopleCounts = { patients: 0, couples: 0, counted: { patients: 0, couples: 0 } };

/** The account as data, in version 1 of its format. */
export function accountData({ account, questions, guesses, added, sessions, counts: people, isWritten }: Told) {
  const counts = Object.fromEntries([...countsOf(account)].map(([fate, rows]) => [fate, rows.length]));
  return {
    version: 1,
    written: isWritten,
    sessions: isWritten ? sessions : 0,
    people: isWritten ? people : NOBODY,
    files: account.formats,
    rows: { total: account.rows.length, open: account.open, counts },
    questions: questions.map(({ code, scope, message, answer, at }) => ({
      ...{ code, scope, message: textOf(message), answer: textOf(answer), at },
    })),
    guesses: guesses.map(({ message }) => textOf(message)),
    added: added.map(textOf),
    account: account.rows.map(({ at, fate, detail }) => ({ ...at, fate, reason: detail === null ? null : textOf(detail) })),
  };
}

/** The account as data. */
export type AccountData = ReturnType<typeof accountData>;

/** A message of an import as text. It has words of ours only: anything else would be a value of the source. */
export function textOf(message: Message): string {
  return message
    .map((part) => {
      if (!("own" in part)) throw new Error("a message of the import quotes its source");
      return part.own;
    })
    .join("");
}
