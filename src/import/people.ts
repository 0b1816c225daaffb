/** Numbers the patients and couples of a source in order of first appearance, so that no name or record number is in the roster. */
import { groupedBy } from "../grouped.ts";
import { type Message, say } from "../message.ts";
import { lookAlikeKey } from "../roster/look-alike.ts";
import { couplesOf } from "./attendees.ts";
import type { Entry, PatientFact, Question, SettledRow, SourceCouple } from "./entry.ts";
import type { Key } from "./key.ts";
import { byLocation } from "./locations.ts";
import type { RowLocation } from "./source.ts";

interface ImportedPatient {
  readonly id: string;
  /** The key of their primary clinician, as `clinician` has it. */
  readonly counselor: string | null;
  readonly state: string | null;
}

interface ImportedCouple {
  readonly id: string;
  readonly partners: readonly [string, string];
}

export interface People {
  readonly patients: readonly ImportedPatient[];
  readonly couples: readonly ImportedCouple[];
  /** The id of a patient whom an entry or a fact names. */
  patient(key: string): string;
  /** The id of a couple whom an entry names; null if its partners are not one. */
  couple(couple: SourceCouple): string | null;
  /** The key with everybody of this import. */
  readonly key: Key;
  readonly settled: readonly SettledRow[];
  readonly questions: readonly Question[];
  readonly notes: readonly Message[];
  /** Rows of patients whose names differ only in letter case, spaces, dashes and the like; they may be one person. */
  readonly lookAlikes: readonly RowLocation[];
}

/** People whom a roster has already. */
export interface KnownPeople {
  readonly patients: ReadonlySet<string>;
  readonly couples: ReadonlyMap<string, readonly [string, string]>;
}

interface Options {
  readonly key: Key;
  readonly known: KnownPeople;
  clinician(name: string): string;
}

/** Numbers everybody whom the entries and the client lists name. Numbers of the key and of known people are kept. */
export function numberPeople(entries: readonly Entry[], facts: readonly PatientFact[], { key, known, clinician }: Options): People {
  const ids = new Map(key.patients);
  const nextPatient = counter("p", 3, [...ids.values(), ...[...key.couples.values()].flat(), ...known.patients]);
  const idOf = (source: string): string => {
    const found = ids.get(source) ?? (known.patients.has(source) ? source : nextPatient());
    ids.set(source, found);
    return found;
  };
  const named = inOrder(entries, facts);
  const order = named.flatMap(({ keys }) => keys.map(idOf));
  const lookAlikes = lookAlikesIn(named);
  const { firsts, settled } = firstFacts(facts);
  const couples = new Couples(key, known);
  const questions: Question[] = [];
  const torn: RowLocation[] = [];
  const attending = new Set(named.flatMap(({ keys }) => keys));
  for (const entry of entries) {
    for (const couple of couplesOf(entry)) {
      if (!couple.partners.every((one) => attending.has(one.key))) continue;
      const partners = couple.partners.map((one) => idOf(one.key)) as [string, string];
      if (!couples.add(partners)) torn.push(entry.at);
    }
  }
  let strangers = 0;
  for (const { at, key: one, partner } of firsts.values()) {
    if (partner === null || partner === one) continue;
    const other = ids.get(partner);
    if (other === undefined) strangers++;
    else if (!couples.add([idOf(one), other])) torn.push(at);
  }
  if (torn.length > 0) questions.push(tornCouples(torn));
  const facing = new Map([...firsts.values()].map((fact) => [idOf(fact.key), fact]));
  const patients = [...new Set(order)].map((id): ImportedPatient => {
    const { counselor = null, state = null } = facing.get(id) ?? {};
    return {
      id,
      counselor: counselor === null ? null : clinician(counselor),
      state: state !== null && /^[A-Z]{2}$/.test(state) ? state : null,
    };
  });
  return {
    patients,
    couples: couples.found,
    patient: idOf,
    couple: ({ partners }) => couples.of(partners.map((one) => idOf(one.key)) as [string, string]),
    key: { patients: ids, couples: new Map([...key.couples, ...couples.found.map(({ id, partners }) => [id, partners] as const)]) },
    settled,
    questions,
    lookAlikes,
    notes: [...strangersInWords(strangers), ...bracketsInWords(new Set(named.flatMap(({ keys }) => keys)))],
  };
}

/** The couples of a roster. A patient is in one of them at most. */
class Couples {
  readonly found: ImportedCouple[] = [];
  readonly #numbered = new Map<string, string>();
  readonly #of = new Map<string, string>();
  readonly #next: () => string;

  constructor(key: Key, known: KnownPeople) {
    for (const [id, partners] of [...key.couples, ...known.couples]) this.#numbered.set(pairKey(partners), id);
    for (const [id, partners] of known.couples) for (const partner of partners) this.#of.set(partner, id);
    this.#next = counter("c", 2, this.#numbered.values());
  }

  /** Adds a couple; false if one of the partners is in another. */
  add(partners: readonly [string, string]): boolean {
    if (partners[0] === partners[1]) return true;
    const id = this.of(partners) ?? this.#numbered.get(pairKey(partners));
    const others = new Set(partners.flatMap((partner) => this.#of.get(partner) ?? []));
    if (id !== undefined && others.size === 1 && others.has(id)) return true;
    if (others.size > 0) return false;
    const couple = { id: id ?? this.#next(), partners };
    this.found.push(couple);
    for (const partner of partners) this.#of.set(partner, couple.id);
    return true;
  }

  of([one, other]: readonly [string, string]): string | null {
    const id = this.#of.get(one);
    return id !== undefined && one !== other && id === this.#of.get(other) ? id : null;
  }
}

function pairKey(partners: readonly [string, string]): string {
  return JSON.stringify([...partners].sort());
}

/** `p-001`, `p-002`, …, after the highest number that is taken. */
function counter(start: string, digits: number, taken: Iterable<string>): () => string {
  let highest = 0;
  for (const id of taken) {
    const [, number] = new RegExp(`^${start}-(\\d{1,9})$`).exec(id) ?? [];
    highest = Math.max(highest, Number(number ?? 0));
  }
  return () => `${start}-${String(++highest).padStart(digits, "0")}`;
}

/** Everybody whom rows name, in the order of the rows. */
function inOrder(entries: readonly Entry[], facts: readonly PatientFact[]) {
  const named = [
    ...entries.map(({ at, patients, couples }) => ({
      at,
      keys: [...patients, ...couples.flatMap(({ partners }) => partners)].map(({ key }) => key),
    })),
    ...facts.map(({ at, key }) => ({ at, keys: [key] })),
  ];
  return named.sort((a, b) => byLocation(a.at, b.at));
}

/** The first rows of patients who look alike. */
function lookAlikesIn(named: readonly { readonly at: RowLocation; readonly keys: readonly string[] }[]): RowLocation[] {
  const firsts = new Map(named.flatMap(({ at, keys }) => keys.map((key) => [key, at] as const)).reverse());
  const groups = groupedBy([...firsts.keys()].reverse(), lookAlikeKey);
  return [...groups.values()].filter(({ length }) => length > 1).flatMap((keys) => keys.map((key) => firsts.get(key) as RowLocation));
}

function strangersInWords(strangers: number): Message[] {
  if (strangers === 0) return [];
  return [
    strangers === 1
      ? say`One partner in a client list is in no other row, and makes no couple.`
      : say`${strangers} partners in a client list are in no other row, and make no couple.`,
  ];
}

/** Says how many names of patients are those of others but for a parenthesis at the end. */
function bracketsInWords(names: ReadonlySet<string>): Message[] {
  const groups = groupedBy([...names], (name) => lookAlikeKey(withoutBracket(name)));
  const alike = [...groups.values()].filter((some) => some.length > 1 && some.some((name) => withoutBracket(name) !== name)).flat();
  if (alike.length === 0) return [];
  return [say`${alike.length} names of patients differ only by a parenthesis at the end, and count as different people.`];
}

function withoutBracket(name: string): string {
  const open = name.endsWith(")") ? name.lastIndexOf("(") : -1;
  return open > 0 ? name.slice(0, open).trimEnd() : name;
}

/** The first fact of each patient. A later row of the same patient is not used. */
function firstFacts(facts: readonly PatientFact[]) {
  const firsts = new Map<string, PatientFact>();
  const settled = facts.map((fact): SettledRow => {
    if (firsts.has(fact.key)) return { at: fact.at, fate: "duplicate", detail: say`a second row of one patient; the first is used` };
    firsts.set(fact.key, fact);
    return { at: fact.at, fate: "people-list" };
  });
  return { firsts, settled };
}

function tornCouples(at: readonly RowLocation[]): Question {
  return {
    code: "couple",
    scope: "rows",
    message: say`A patient is a partner in two couples. The partners of the second couple attend as single patients.`,
    answer: say`Correct the source, so that each patient is in one couple at most.`,
    at,
  };
}
