/** The people of a roster by their ids, while it is read: who is declared, who is named, and who is named and nowhere declared. */
import type { Document, Path } from "../document/document.ts";
import { suggest } from "../document/suggest.ts";
import { isMapping, list, type Mapping } from "../document/untyped.ts";
import { type Message, say, trusted, untrusted } from "../message.ts";
import { type IdMatcher, idMatcher } from "./id-matcher.ts";
import type { ProblemCollector } from "./problem-collector.ts";
import { isProtected } from "./redaction-policy.ts";
import { type Clinician, type Couple, EARLIEST, LATEST, type Patient, type Stay } from "./roster.ts";
import { isOfSeveralWords, readsAsSeveral } from "./several-ids.ts";
import { UnresolvedReferences } from "./unresolved-references.ts";
import { isTooLong, SYNONYMS } from "./vocabulary.ts";

export type Person = Clinician | Patient | Couple;

/** Somebody while a roster is read: the stay of one who is there throughout, and what is noted meanwhile. */
export interface Known<Who> extends Stay<Who> {
  /** The list that they were last seen in. */
  seenIn: number;
  /** From the start of the first session so far that lists them to the end of the last. */
  busyFrom: number;
  busyUntil: number;
  /** Who is listed with them: the partners of a couple. */
  readonly partners: readonly Known<Patient>[];
  /** Whether they are away at times, or are a partner who could be listed without the other. */
  moves: boolean;
  /** The list of nobody else, once a session has it: most have one clinician. */
  alone: readonly Stay<Who>[] | null;
}

/** Everybody of one kind. */
export interface Table<Who> {
  readonly byId: Map<string, Known<Who>>;
  /** What to do about an id that nobody has: complain, or enter somebody. It stands at `key` in what is at `path`. */
  missing(id: string, path: Path, key: string | number): Known<Who> | null;
}

/** A patient whose couple and counselor are still to be found. */
export class UnfinishedPatient implements Patient {
  readonly person = "patient";
  readonly id: string;
  readonly ordinal: number;
  couple: Couple | null = null;
  counselor: Clinician | null = null;
  state: string | undefined = undefined;
  coverage: Patient["coverage"] = undefined;
  readonly #path: Path;
  readonly #key: string | number;

  /** They are declared, or first named, at `key` in what is at `path`; many share the path of one list. */
  constructor(id: string, ordinal: number, path: Path, key: string | number) {
    this.id = id;
    this.ordinal = ordinal;
    this.#path = path;
    this.#key = key;
  }

  get path(): Path {
    return [...this.#path, this.#key];
  }
}

/** Everybody in a roster, entered as they are declared or first named, and whoever is named and nowhere declared. */
export class People {
  readonly clinicians: Table<Clinician>;
  readonly patients: Table<UnfinishedPatient>;
  readonly couples: Table<Couple>;
  readonly unknown = new UnresolvedReferences();
  /** Patients who were entered for an id of several words. */
  readonly ofSeveralWords: Patient[] = [];
  readonly #document: Document;
  readonly #root: Mapping;
  readonly #complaints: ProblemCollector;
  /** Whether there was a value that is no id. */
  hasUnread = false;
  readonly #brokenSections = new Map<string, boolean>();

  constructor(document: Document, root: Mapping, complaints: ProblemCollector) {
    this.#document = document;
    this.#root = root;
    this.#complaints = complaints;
    this.clinicians = { byId: new Map(), missing: (id, path, key) => this.#missingClinician(id, [...path, key]) };
    this.patients = { byId: new Map(), missing: (id, path, key) => this.#missingPatient(id, path, key) };
    this.couples = { byId: new Map(), missing: (id, path, key) => this.#missingCouple(id, [...path, key]) };
  }

  /** An id as it is written; null for what is none. `key` is that of the value in the mapping or list at `path`. */
  id(raw: unknown, path: Path, key: string | number): string | null {
    if (typeof raw === "string" && raw !== "" && !isTooLong(raw)) return raw;
    if (typeof raw === "number" || typeof raw === "boolean") return this.#document.spelling([...path, key]);
    if (raw !== undefined) this.hasUnread = true;
    return null;
  }

  /** Enters somebody, unless there is no id or it is taken already. `path` is that of their entry. */
  declare<Who extends Person>(table: Table<Who>, who: Who, path: Path, partners: readonly Known<Patient>[] = NONE): void {
    if (who.id === "") return;
    const first = table.byId.get(who.id)?.who;
    if (first === undefined) {
      table.byId.set(who.id, known(who, partners));
      return;
    }
    const [what, at] = isClinician(first) ? ["clinician", ["clinicians", first.index]] : [first.person, first.path];
    this.#complaints.report(
      say`The id of ${nameOf(who)} is already that of the ${trusted(what)} on ${{ lineOf: [...at, "id"] }}.`,
      say`Give one of them another id, or delete it.`,
      [...path, "id"],
    );
  }

  /** Whoever an id names; null if it is no id or, as is then reported, names nobody. `key` is as for `id`. */
  lookUp<Who>(raw: unknown, table: Table<Who>, path: Path, key: string | number): Known<Who> | null {
    const id = this.id(raw, path, key);
    return id === null ? null : (table.byId.get(id) ?? table.missing(id, path, key));
  }

  /** Whoever an entry of a list names: by an id alone, or in a mapping. */
  lookUpEntry<Who>(entry: unknown, table: Table<Who>, path: Path, i: number): Known<Who> | null {
    return isMapping(entry) ? this.lookUp(entry.id, table, path.concat(i), "id") : this.lookUp(entry, table, path, i);
  }

  /** The patients who have the id of a couple. */
  namesakes(): { patient: Patient; couple: Couple }[] {
    const found: { patient: Patient; couple: Couple }[] = [];
    for (const [id, { who: couple }] of this.couples.byId) {
      const patient = this.patients.byId.get(id)?.who;
      if (patient !== undefined) found.push({ patient, couple });
    }
    return found;
  }

  /** Finds the ids of patients and couples in text. */
  finder(): IdMatcher {
    return idMatcher(this.patients.byId, this.couples.byId);
  }

  /** The patient or couple of an id. */
  protectedPerson(id: string): Patient | Couple | undefined {
    return (this.patients.byId.get(id) ?? this.couples.byId.get(id))?.who;
  }

  #missingClinician(id: string, path: Path): null {
    if (this.#isSectionBroken("clinicians")) return null;
    if (this.#root.clinicians === undefined) return this.#missingSection("clinicians", path);
    // What stands under `patients` is not shown, not even where a clinician belongs.
    const name = isProtected(path) ? say`The clinician named here is not` : say`There is no clinician \`${untrusted(id)}\``;
    this.unknown.word("clinician", id, path, say`${name} in \`clinicians\``, this.clinicians.byId.keys());
    return null;
  }

  /** Without a `patients` section every id is a patient's, numbered as it first appears; but one slip could hide a whole group. */
  #missingPatient(id: string, path: Path, key: string | number): Known<UnfinishedPatient> | null {
    const { byId } = this.patients;
    if (this.#root.patients !== undefined) {
      if (!this.#isSectionBroken("patients")) this.unknown.person("patient", id, [...path, key], byId, this.couples.byId.get(id)?.who);
      return null;
    }
    if (readsAsSeveral(id)) {
      this.#complaints.report(
        say`This reads as several ids in one, and would count as one patient.`,
        say`Write a comma between ids, or a headcount without brackets, such as: patients: 7`,
        [...path, key],
      );
      return null;
    }
    const patient = known(new UnfinishedPatient(id, byId.size + 1, path, key), NONE);
    byId.set(id, patient);
    if (isOfSeveralWords(id)) this.ofSeveralWords.push(patient.who);
    return patient;
  }

  #missingCouple(id: string, path: Path): null {
    if (this.#root.couples === undefined) return this.#missingSection("couples", path);
    if (!this.#isSectionBroken("couples")) this.unknown.person("couple", id, path, this.couples.byId, this.patients.byId.get(id)?.who);
    return null;
  }

  #missingSection(section: "clinicians" | "couples", path: Path): null {
    if (!this.#isSectionBroken(section)) {
      this.unknown.word(
        "section",
        section,
        path,
        say`This names one of the \`${trusted(section)}\`, and the roster has no such section`,
        [],
      );
    }
    return null;
  }

  /** Whether a section, or the key that was meant to open it, is complained of already. */
  #isSectionBroken(section: string): boolean {
    let isBroken = this.#brokenSections.get(section);
    if (isBroken === undefined) {
      isBroken = this.#findBrokenSection(section);
      this.#brokenSections.set(section, isBroken);
    }
    return isBroken;
  }

  #findBrokenSection(section: string): boolean {
    if (this.#complaints.isBroken([section])) return true;
    if (this.#root[section] !== undefined) {
      return list(this.#root[section]).some(
        (entry, i) => !isMapping(entry) || entry.id === undefined || this.#complaints.isBroken([section, i, "id"]),
      );
    }
    const means = (key: string) => SYNONYMS[key] === section || suggest(key, [section]) !== null;
    return Object.keys(this.#root).some((key) => this.#complaints.isBroken([key]) && means(key));
  }
}

const NONE: readonly Known<Patient>[] = [];

function known<Who extends Person>(who: Who, partners: readonly Known<Patient>[]): Known<Who> {
  const moves = isClinician(who) && who.away.length > 0;
  return { who, from: EARLIEST, until: LATEST, seenIn: 0, busyFrom: LATEST, busyUntil: EARLIEST, partners, moves, alone: null };
}

function isClinician(who: Person): who is Clinician {
  return !("person" in who);
}

/** Clinicians by their id, patients and couples by their token. */
export function nameOf(who: Person): Message {
  return isClinician(who) ? say`clinician \`${untrusted(who.id)}\`` : [who];
}
