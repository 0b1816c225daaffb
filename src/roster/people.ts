/** The people of a roster by id while it is read: declared, referenced, and referenced without a declaration. */
import { type Document, isCutByComment, type Path } from "../document/document.ts";
import { suggest } from "../document/suggest.ts";
import { isMapping, list, type Mapping } from "../document/untyped.ts";
import { type Message, say, trusted, untrusted } from "../message.ts";
import { type IdMatcher, idMatcher } from "./id-matcher.ts";
import type { ProblemCollector } from "./problem-collector.ts";
import { isProtected } from "./redaction-policy.ts";
import type { Clinician, Couple, Patient } from "./roster.ts";
import { isOfSeveralWords, readsAsSeveral } from "./several-ids.ts";
import { UnresolvedReferences } from "./unresolved-references.ts";
import { isTooLong, SYNONYMS } from "./vocabulary.ts";

export type Person = Clinician | Patient | Couple;

/** All people of one type. */
export interface Table<Who> {
  readonly byId: Map<string, Who>;
  /** Handles an unknown id: reports it, or adds a person. */
  missing(id: string, path: Path): Who | null;
}

/** A patient whose couple is not known yet. */
export interface UnfinishedPatient extends Patient {
  couple: Couple | null;
}

/** A patient with only an id and its path. */
export function unfinishedPatient(id: string, ordinal: number, path: Path): UnfinishedPatient {
  return { person: "patient", id, ordinal, path, couple: null, counselor: null, state: undefined, coverage: undefined };
}

/** All people in a roster, added when they are declared or first referenced, and the unknown references. */
export class People {
  readonly clinicians: Table<Clinician>;
  readonly patients: Table<UnfinishedPatient>;
  readonly couples: Table<Couple>;
  readonly unknown = new UnresolvedReferences();
  /** Patients whose id has several words. */
  readonly ofSeveralWords: Patient[] = [];
  readonly #document: Document;
  readonly #root: Mapping;
  readonly #problems: ProblemCollector;
  /** Whether a value in place of an id was not an id. */
  hasUnread = false;
  readonly #brokenSections = new Map<string, boolean>();

  constructor(document: Document, root: Mapping, problems: ProblemCollector) {
    this.#document = document;
    this.#root = root;
    this.#problems = problems;
    this.clinicians = { byId: new Map(), missing: (id, path) => this.#missingClinician(id, path) };
    this.patients = { byId: new Map(), missing: (id, path) => this.#missingPatient(id, path) };
    this.couples = { byId: new Map(), missing: (id, path) => this.#missingCouple(id, path) };
  }

  /** The id at a path in its original spelling; null if the value is not an id. */
  id(raw: unknown, path: Path): string | null {
    if (typeof raw === "string" && raw !== "" && !isTooLong(raw)) return raw;
    if (typeof raw === "number" || typeof raw === "boolean") return this.#document.spelling(path);
    if (raw !== undefined) this.hasUnread = true;
    return null;
  }

  /** Adds a person, unless the id is missing or a duplicate. `path` is the path of the entry. */
  declare<Who extends Person>(table: Table<Who>, who: Who, path: Path): void {
    if (who.id === "") return;
    const first = table.byId.get(who.id);
    if (first === undefined) {
      table.byId.set(who.id, who);
      return;
    }
    const [what, at] = isClinician(first) ? ["clinician", ["clinicians", first.index]] : [first.person, first.path];
    this.#problems.report(
      "duplicate-id",
      say`Duplicate id: ${nameOf(who)} has the id of the ${trusted(what)} on ${{ lineOf: [...at, "id"] }}.`,
      this.duplicateHelp([...path, "id"]),
      [...path, "id"],
    );
  }

  /** The help for a duplicate id. An id such as `Mon #1` ends before its number, because a comment begins there. */
  duplicateHelp(path: Path): Message {
    return isCutByComment(this.#document, path)
      ? say`A # after a space begins a comment, so the id ends before it. Put the whole id in quotes.`
      : say`Change one of the two ids, or delete one entry.`;
  }

  /** The person with the id at a path; null if it is not an id, or (with a problem reported) unknown. */
  lookUp<Who>(raw: unknown, table: Table<Who>, path: Path): Who | null {
    const id = this.id(raw, path);
    return id === null ? null : (table.byId.get(id) ?? table.missing(id, path));
  }

  /** The person in a list entry: an id, or a mapping with an id. */
  lookUpEntry<Who>(entry: unknown, table: Table<Who>, path: Path): Who | null {
    return isMapping(entry) ? this.lookUp(entry.id, table, [...path, "id"]) : this.lookUp(entry, table, path);
  }

  /** The patients with the id of a couple. */
  namesakes(): { patient: Patient; couple: Couple }[] {
    return [...this.couples.byId].flatMap(([id, couple]) => {
      const patient = this.patients.byId.get(id);
      return patient === undefined ? [] : { patient, couple };
    });
  }

  /** Finds the ids of patients and couples in text. */
  finder(): IdMatcher {
    return idMatcher(this.patients.byId, this.couples.byId);
  }

  /** The patient or couple with an id. */
  protectedPerson(id: string): Patient | Couple | undefined {
    return this.patients.byId.get(id) ?? this.couples.byId.get(id);
  }

  #missingClinician(id: string, path: Path): null {
    if (this.#isSectionBroken("clinicians")) return null;
    if (this.#root.clinicians === undefined) return this.#missingSection("clinicians", path);
    // Values under `patients` are never shown, not even in place of a clinician.
    const name = isProtected(path) ? say`Unknown clinician` : say`Unknown clinician \`${untrusted(id)}\``;
    this.unknown.word("clinician", id, path, name, this.clinicians.byId.keys());
    return null;
  }

  /** Without a `patients` section, every id is a patient's, numbered by first appearance. Refuses an id that looks like several, which could hide a whole group. */
  #missingPatient(id: string, path: Path): UnfinishedPatient | null {
    const { byId } = this.patients;
    if (this.#root.patients !== undefined) {
      if (!this.#isSectionBroken("patients")) this.unknown.person("patient", id, path, byId, this.couples.byId.get(id));
      return null;
    }
    if (readsAsSeveral(id)) {
      this.#problems.report(
        "several-ids",
        say`This looks like several ids in one. It counts as one patient.`,
        say`Write a comma between ids, or a headcount without brackets, such as: patients: 7`,
        path,
      );
      return null;
    }
    const patient = unfinishedPatient(id, byId.size + 1, path);
    byId.set(id, patient);
    if (isOfSeveralWords(id)) this.ofSeveralWords.push(patient);
    return patient;
  }

  #missingCouple(id: string, path: Path): null {
    if (this.#root.couples === undefined) return this.#missingSection("couples", path);
    if (!this.#isSectionBroken("couples")) this.unknown.person("couple", id, path, this.couples.byId, this.patients.byId.get(id));
    return null;
  }

  #missingSection(section: "clinicians" | "couples", path: Path): null {
    const message = say`This names one of the \`${trusted(section)}\`, but the roster has no such section`;
    if (!this.#isSectionBroken(section)) this.unknown.word("section", section, path, message, []);
    return null;
  }

  /** Whether a section, or a key that was probably meant as its key, already has a problem. */
  #isSectionBroken(section: string): boolean {
    const isBroken = this.#brokenSections.get(section) ?? this.#findBrokenSection(section);
    this.#brokenSections.set(section, isBroken);
    return isBroken;
  }

  #findBrokenSection(section: string): boolean {
    if (this.#problems.isBroken([section])) return true;
    if (this.#root[section] !== undefined) {
      return list(this.#root[section]).some(
        (entry, i) => !isMapping(entry) || entry.id === undefined || this.#problems.isBroken([section, i, "id"]),
      );
    }
    const means = (key: string) => SYNONYMS[key] === section || suggest(key, [section]) !== null;
    return Object.keys(this.#root).some((key) => this.#problems.isBroken([key]) && means(key));
  }
}

function isClinician(who: Person): who is Clinician {
  return !("person" in who);
}

/** The name of a person for messages: the id of a clinician, the token of a patient or couple. */
export function nameOf(who: Person): Message {
  return isClinician(who) ? say`clinician \`${untrusted(who.id)}\`` : [who];
}
