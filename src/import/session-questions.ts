/** What rows leave open when they are put together to sessions. */
import { addTo } from "../grouped.ts";
import { count, type Message, say, trusted } from "../message.ts";
import { KINDS_FOR_ONE } from "../roster/vocabulary.ts";
import type { Entry, Question } from "./entry.ts";
import { normalized } from "./glob.ts";
import { KIND_TO_FILL_IN, suggestedRules } from "./kinds.ts";
import { distinct } from "./locations.ts";
import type { SessionRows } from "./regroup.ts";

/** Sessions of several clinicians that may be one: they begin and end together under one title or group, and no column says whether they are one. */
export function whichTogether(sessions: readonly SessionRows[]): Question[] {
  const alike = new Map<string, SessionRows[]>();
  for (const session of sessions) {
    if (session.isCanceled || KINDS_FOR_ONE.has(session.kind) || session.entries.some(({ together }) => together !== null)) continue;
    const { from, until, entries } = session;
    const names = new Set(entries.flatMap(({ title, group }) => group ?? (title === null ? [] : normalized(title))));
    for (const name of names) addTo(alike, JSON.stringify([from, until, name]), session);
  }
  const unsure = [...alike.values()].filter((some) => new Set(some.map(staffOf)).size > 1);
  if (unsure.length === 0) return [];
  const several = unsure.length === 1 ? say`At one time` : say`At ${unsure.length} times`;
  return [
    {
      code: "together",
      scope: "rows",
      message: say`${several}, several clinicians have a session with the same title. The file does not say whether it is one session, so each clinician has a separate session in the roster.`,
      answer: say`If they lead one session together, write in the mapping: session: [start, title]. If each leads a separate session, write: session: [start, clinician, title]`,
      at: distinct(unsure.flat().flatMap(({ entries }) => entries.map(({ at }) => at))),
    },
  ];
}

/** The clinicians of a session, whatever their order. */
function staffOf({ clinicians }: SessionRows): string {
  return JSON.stringify(clinicians.map(({ key }) => key).sort());
}

/** Asks for rules, since rows have no kind. */
export function whichKind(entries: readonly Entry[]): Question[] {
  const at = distinct(entries.map((entry) => entry.at));
  if (at.length === 0) return [];
  const hasTitle = entries.some(({ title }) => title !== null);
  return [
    {
      code: "kind",
      scope: "rows",
      message: say`${at.length === 1 ? say`One row has` : say`${at.length} rows have`} no kind of session and ${at.length === 1 ? say`is` : say`are`} not in the roster.`,
      answer: hasTitle
        ? say`Write rules for titles in the mapping, such as: kinds: [{ title: "process group*", kind: group }]`
        : say`Write rules for codes in the mapping, such as: kinds: [{ cpt: H0015, kind: group }]`,
      at,
    },
  ];
}

/** Asks for the kind of rows whose title names another kind than their code decides. */
export function unlikeKinds(entries: readonly Entry[]): Question[] {
  const at = distinct(entries.map((entry) => entry.at));
  if (at.length === 0) return [];
  const rules = suggestedRules(entries.flatMap(({ title }) => title ?? [])).filter(({ kind }) => kind !== KIND_TO_FILL_IN);
  const { title, kind } = rules[0] ?? { title: "*couples group*", kind: "couples-group" };
  return [
    {
      code: "kind",
      scope: "rows",
      message: say`${at.length === 1 ? say`One row has` : say`${at.length} rows have`} a title and a billing code of different kinds, and ${at.length === 1 ? say`is` : say`are`} not in the roster.`,
      answer: say`Write a rule for the title in the mapping, such as: kinds: [{ title: "${trusted(title)}", kind: ${trusted(kind)} }]. If the code is right, write a rule for the code.`,
      at,
    },
  ];
}

/** Asks who attends, since rows do not say it. */
/** Kinds of sessions whose limits count couples. */
const OF_COUPLES: ReadonlySet<string> = new Set(["couples-group", "couples-session"]);

/**
 * Notes that partners are not known, where a calendar or the participants of a call name several patients of a couples session singly.
 * `isInCouple` tells patients of a known couple by their keys.
 */
export function partnersUnknown(
  sessions: readonly SessionRows[],
  isInvited: (entry: Entry) => boolean,
  isInCouple: (key: string) => boolean,
): Message[] {
  const unclear = sessions.filter(({ kind, isCanceled, patients, entries }) => {
    const isList = entries.length > 1 && entries.some((entry) => entry.clinicians.length === 0);
    if (!OF_COUPLES.has(kind) || isCanceled || !(isList || entries.some(isInvited))) return false;
    return patients.filter(({ key }) => !isInCouple(key)).length > 1;
  });
  if (unclear.length === 0) return [];
  return [
    say`Couples sessions name patients singly, and nothing says who are partners: each takes a couple's seat (${trusted(count(unclear.length, "session"))}). If they are couples, import a client list with the partner of each patient beside this file, or name with --base a roster that has the couples.`,
  ];
}

export function whoAttends(entries: readonly Entry[]): Question[] {
  const at = distinct(entries.map((entry) => entry.at));
  if (at.length === 0) return [];
  return [
    {
      code: "columns",
      scope: "rows",
      message: say`${at.length === 1 ? say`One row does` : say`${at.length} rows do`} not say who attends or how many, and ${at.length === 1 ? say`is` : say`are`} not in the roster.`,
      answer: say`Name the column of the patients, or of their number, in the mapping, such as: columns: { headcount: Attendees }. In a calendar, invite each patient to the event.`,
      at,
    },
  ];
}
