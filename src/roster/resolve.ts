/**
 * From the file's shape to the domain: ids become the people they name, times become moments. Works on any value, valid
 * or not, so that all problems of a file are found in one run; what the shape check complained of is passed over here.
 */
import type { Document, Path, Problem } from "../document/document.ts";
import { isMapping, list, type Mapping, mapping, textOf } from "../document/loose.ts";
import { suggest } from "../document/suggest.ts";
import { type Message, own, quote, say } from "../message.ts";
import { isProtected } from "./privacy.ts";
import { TimeResolver, type Written } from "./resolve-time.ts";
import {
  type Attendance,
  type Clinician,
  type Couple,
  EARLIEST,
  LATEST,
  type OnCallShift,
  type Patient,
  type Roster,
  type Session,
  type Stay,
} from "./roster.ts";
import type { RosterFile } from "./roster-file.ts";
import { readDate } from "./time.ts";
import { UnknownNames } from "./unknown-names.ts";
import { type IdFinder, idFinder } from "./whole-word.ts";
import { LONGEST_TEXT } from "./words.ts";
import { type OffsetSource, WALL_CLOCK, zoneFrom } from "./zone.ts";

/** The words that the active standards know. */
export interface Vocabulary {
  readonly kinds: ReadonlySet<string>;
  readonly roles: ReadonlySet<string>;
}

export interface Resolved {
  readonly roster: Roster;
  readonly problems: readonly Problem[];
  /** Finds the ids of the roster's patients and couples in text. */
  readonly people: IdFinder;
}

/** Resolves a document. The roster is to be used only if neither this nor the shape check found a problem. */
export function resolveRoster(
  document: Document,
  shapeProblems: readonly Problem[],
  vocabulary: Vocabulary,
  offsets: OffsetSource,
): Resolved {
  return new Resolver(document, shapeProblems, vocabulary, offsets).resolve();
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** What to do about an id that the table of its kind does not have. */
type Missing<Who> = (id: string, path: Path) => Known<Who> | null;

/** Somebody while a roster is read: the stay of one who is there throughout, and what is noted meanwhile. */
interface Known<Who> extends Stay<Who> {
  /** The list that they were last seen in. */
  seenIn: number;
  /** From the start of the first session so far that lists them to the end of the last. */
  busyFrom: number;
  busyUntil: number;
  /** Who is listed with them: the partners of a couple. */
  readonly partners: readonly Known<Patient>[];
  /** Whether they are away at times, or are a partner who could be listed without the other. */
  moves: boolean;
}

/** Attendance, and whether nobody in the list comes, goes, is away, or might be listed without a partner. */
interface Listed<Who> extends Attendance<Who> {
  readonly still: boolean;
}

class Resolver {
  readonly #document: Document;
  readonly #root: Mapping;
  readonly #vocabulary: Vocabulary;
  readonly #problems: Problem[] = [];
  readonly #broken: ReadonlySet<string>;
  readonly #unknown = new UnknownNames();
  readonly #brokenSections = new Map<string, boolean>();
  readonly #clinicians = new Map<string, Known<Clinician>>();
  readonly #patients = new Map<string, Known<Mutable<Patient>>>();
  readonly #couples = new Map<string, Known<Couple>>();
  readonly #perhapsTwice = new Set<Clinician | Patient | Couple>();
  readonly #times: TimeResolver;
  readonly #zone: Roster["zone"];
  readonly #week: number | null | undefined;
  #lists = 0;

  constructor(document: Document, shapeProblems: readonly Problem[], vocabulary: Vocabulary, offsets: OffsetSource) {
    this.#document = document;
    this.#root = mapping(document.value);
    this.#vocabulary = vocabulary;
    this.#broken = new Set(shapeProblems.map((problem) => JSON.stringify(problem.path)));
    const zone = this.#readZone(offsets);
    this.#zone = zone ?? WALL_CLOCK;
    this.#week = this.#readWeek();
    this.#times = new TimeResolver({
      zone,
      hasTimezone: this.#root.timezone !== undefined,
      week: this.#week,
      report: (problem) => this.#problems.push(problem),
      isBroken: (path, key) => this.#isBroken(path, key),
    });
  }

  resolve(): Resolved {
    const clinicians = this.#readClinicians();
    const hasPatientsSection = this.#root.patients !== undefined;
    if (hasPatientsSection) this.#readPatients();
    else if (this.#root.couples !== undefined) this.#mentionPatients();
    const couples = this.#readCouples();
    const sessions = this.#readSessions();
    const onCall = this.#root.onCall === undefined ? undefined : this.#readOnCall();
    const programme = this.#readProgramme();
    this.#times.finish();
    this.#problems.push(...this.#unknown.problems());
    const people = idFinder(this.#patients, this.#couples);
    this.#refuseCarriedIds(sessions, people);
    const roster: Roster = {
      ...programme,
      zone: this.#zone,
      week: this.#week ?? null,
      clinicians,
      patients: Array.from(this.#patients.values(), (known) => known.who),
      hasPatientsSection,
      couples,
      hasCouplesSection: this.#root.couples !== undefined,
      sessions,
      onCall,
      perhapsTwice: this.#perhapsTwice,
    };
    return { roster, problems: this.#problems, people };
  }

  #readZone(offsets: OffsetSource): Roster["zone"] | null {
    const name = this.#root.timezone;
    if (name === undefined) return WALL_CLOCK;
    if (typeof name !== "string" || name === "") return null;
    const offsetAt = offsets(name);
    if (offsetAt !== null) return zoneFrom(offsetAt);
    const meant = suggest(name, Intl.supportedValuesOf("timeZone"));
    this.#report(
      say`\`${quote(name)}\` is not an IANA time zone.`,
      meant === null ? say`Write a name such as America/New_York.` : say`Did you mean \`${own(meant)}\`?`,
      ["timezone"],
    );
    return null;
  }

  #readWeek(): number | null | undefined {
    const date = this.#root.week;
    if (date === undefined) return null;
    if (typeof date !== "string" || this.#isBroken(["week"])) return undefined;
    const day = readDate(date);
    if (day === null) this.#report(say`${quote(date)} is not a day of the calendar.`, say`Check the month and the day.`, ["week"]);
    return day ?? undefined;
  }

  #readProgramme(): Pick<Roster, "program" | "offers" | "publishedRatios"> {
    const program = this.#root.program as RosterFile["program"];
    if (typeof program === "string") return { program, offers: undefined, publishedRatios: {} };
    const ratios = mapping(mapping(program).publishedRatios) as Record<string, string>;
    for (const kind of Object.keys(ratios)) this.#checkKind(kind, ["program", "publishedRatios", kind], "key");
    return { program: textOf(program?.name) ?? null, offers: program?.offers, publishedRatios: ratios };
  }

  #readClinicians(): Clinician[] {
    return list(this.#root.clinicians).map((raw, index) => {
      const path = ["clinicians", index];
      const entry = mapping(raw);
      list(entry.roles).forEach((role, i) => {
        if (typeof role !== "string" || role === "" || role.length > LONGEST_TEXT || this.#vocabulary.roles.has(role)) return;
        this.#unknown.word("role", role, [...path, "roles", i], say`There is no role \`${quote(role)}\``, this.#vocabulary.roles);
      });
      const clinician: Clinician = {
        id: this.#id(entry.id, path, "id") ?? "",
        index,
        roles: list(entry.roles) as string[],
        modalities: entry.modalities as string[] | undefined,
        licensedIn: entry.licensedIn as string[] | undefined,
        away: list(entry.away).flatMap((away, i) => this.#times.interval(mapping(away), [...path, "away", i]) ?? []),
      };
      this.#declare(this.#clinicians, clinician, "clinician", path);
      return clinician;
    });
  }

  #readPatients(): void {
    list(this.#root.patients).forEach((raw, index) => {
      const path = ["patients", index];
      const entry = mapping(raw);
      const id = this.#id(entry.id, path, "id");
      if (id === null) return;
      const patient = this.#newPatient(id, index + 1, path);
      patient.counselor = this.#lookUp(entry.counselor, this.#clinicians, this.#missingClinician, path, "counselor")?.who ?? null;
      patient.state = textOf(entry.state);
      patient.coverage = entry.coverage as Patient["coverage"];
      this.#declare(this.#patients, patient, "patient", path);
    });
  }

  /** Without a `patients` section, the patients in sessions that stand above the couples are numbered before those. */
  #mentionPatients(): void {
    const sections = Object.keys(this.#root);
    if (sections.indexOf("sessions") > sections.indexOf("couples")) return;
    for (const [i, session] of list(this.#root.sessions).entries()) {
      for (const [j, entry] of list(mapping(session).patients).entries())
        this.#lookUpEntry(entry, this.#patients, this.#missingPatient, ["sessions", i, "patients"], j);
    }
  }

  #newPatient(id: string, ordinal: number, path: Path): Mutable<Patient> {
    return { person: "patient", id, ordinal, path, couple: null, counselor: null, state: undefined, coverage: undefined };
  }

  #readCouples(): Couple[] {
    return list(this.#root.couples).flatMap((raw, index) => {
      const path = ["couples", index];
      const entry = mapping(raw);
      const id = this.#id(entry.id, path, "id");
      const partners = list(entry.partners)
        .slice(0, 2)
        .map((partner, i) => this.#lookUp(partner, this.#patients, this.#missingPatient, [...path, "partners"], i));
      const present = partners.filter((partner) => partner !== null);
      // Either of them may be listed without the other.
      for (const partner of present) partner.moves = true;
      const [first, second] = partners.map((partner) => partner?.who);
      if (id === null) return [];
      const complete = first !== undefined && second !== undefined && first !== second;
      const nobody = this.#newPatient("", 0, path);
      const isCopy = this.#couples.has(id);
      const couple: Couple = { person: "couple", id, ordinal: index + 1, path, partners: complete ? [first, second] : [nobody, nobody] };
      this.#declare(this.#couples, couple, "couple", path, present);
      if (first !== undefined && first === second) {
        this.#report(say`Both partners of this couple are the same person, ${first}.`, say`Write the ids of two patients.`, [
          ...path,
          "partners",
          1,
        ]);
      }
      // A couple whose id stands twice is most likely one couple; that is reported, and what follows from it is not.
      if (!complete || isCopy) return [couple];
      [first, second].forEach((partner, i) => {
        if (partner.couple === null) partner.couple = couple;
        else if (partner.couple !== couple) {
          this.#report(
            say`${partner} is a partner in two couples, here and in ${partner.couple}.`,
            say`Take the patient out of one of them.`,
            [...path, "partners", i],
          );
        }
      });
      return [couple];
    });
  }

  #readSessions(): Session[] {
    const entries = list(this.#root.sessions);
    const ids = new Set<string>();
    const sessions: Session[] = [];
    for (let index = 0; index < entries.length; index++) {
      const session = this.#readSession(mapping(entries[index]), index);
      if (session === null) continue;
      ids.add(session.id);
      sessions.push(session);
    }
    if (ids.size < sessions.length) this.#refuseCopies(sessions);
    return sessions;
  }

  #refuseCopies(sessions: readonly Session[]): void {
    const firsts = new Map<string, number>();
    for (const { id, index } of sessions) {
      const first = firsts.get(id);
      if (first === undefined) firsts.set(id, index);
      else {
        this.#report(
          say`Two sessions have the id \`${quote(id)}\`; the first is on ${{ lineOf: ["sessions", first, "id"] }}.`,
          say`Give one of them another id.`,
          ["sessions", index, "id"],
        );
      }
    }
  }

  #readSession(entry: Mapping, index: number): Session | null {
    const path = ["sessions", index];
    const id = this.#id(entry.id, path, "id");
    if (typeof entry.kind === "string" && !this.#vocabulary.kinds.has(entry.kind)) this.#checkKind(entry.kind, [...path, "kind"], "value");
    const start = this.#times.start(entry.start, path, "start");
    const hasEnd = this.#checkEnds(entry, path);
    const until = start !== null && hasEnd ? this.#readEnd(entry, start, path) : null;
    const interval = start === null || until === null ? null : { start, until };
    const clinicians = this.#readAttendance(entry.clinicians, interval, path, "clinicians", this.#clinicians, this.#missingClinician);
    const patients = this.#readAttendance(entry.patients, interval, path, "patients", this.#patients, this.#missingPatient);
    const couples = this.#readAttendance(entry.couples, interval, path, "couples", this.#couples, this.#missingCouple);
    if (id === null) return null;
    if (interval === null) return { ...NO_SESSION, id, index };
    return {
      id,
      index,
      kind: textOf(entry.kind) ?? "",
      from: interval.start.moment,
      until: interval.until,
      clinicians: clinicians.stays,
      patients,
      couples,
      cpt: this.#id(entry.cpt, path, "cpt") ?? undefined,
      cancelled: entry.status === "cancelled",
      still: clinicians.still && patients.still && couples.still,
      writtenOffset: this.#root.timezone === undefined ? interval.start.offset : null,
    };
  }

  #readEnd(entry: Mapping, start: Written, path: Path): number | null {
    if (entry.minutes !== undefined) {
      const isBroken = typeof entry.minutes !== "number" || this.#isBroken(path, "minutes");
      return isBroken ? null : start.moment + (entry.minutes as number);
    }
    const end = this.#times.since(entry.end, start, path, "end", true);
    return end === null ? null : (this.#times.ordered(start.moment, end.moment, [...path, "end"])?.until ?? null);
  }

  /** Whether exactly one of `minutes` and `end` is given. */
  #checkEnds(entry: Mapping, path: Path): boolean {
    const given = (entry.minutes === undefined ? 0 : 1) + (entry.end === undefined ? 0 : 1);
    if (given === 1) return true;
    if (given === 2) {
      this.#report(
        say`This session has both \`minutes\` and \`end\`, which could contradict each other.`,
        say`Keep one of the two.`,
        [...path, "end"],
        "key",
      );
      return false;
    }
    // Where a key is misspelt, or the session is no mapping at all, that neither is there is a consequence.
    const keys = Object.keys(entry);
    const isConsequence = keys.length === 0 || this.#isBroken(path, "<<") || keys.some((key) => !SESSION_KEYS.has(key));
    if (!isConsequence)
      this.#report(say`This session does not say when it ends.`, say`Add \`minutes: 90\` or \`end: "19:30"\`.`, path, "key");
    return false;
  }

  #readAttendance<Who extends Clinician | Patient | Couple>(
    raw: unknown,
    session: { readonly start: Written; readonly until: number } | null,
    path: Path,
    field: string,
    table: ReadonlyMap<string, Known<Who>>,
    missing: Missing<Who>,
  ): Listed<Who> {
    if (typeof raw === "number") return { ...NOBODY, headcount: raw };
    const entries = list(raw);
    if (entries.length === 0) return NOBODY;
    const thisList = ++this.#lists;
    // Made only for a list that is more than ids of people who are there throughout.
    let stays: (Stay<Who> | null)[] | null = null;
    let repeated = false;
    let moves = false;
    for (let i = 0; i < entries.length; i++) {
      const entry = entries[i];
      const someone = table.get(entry as string) ?? this.#lookUpEntry(entry, table, missing, [...path, field], i);
      const isPartial = isMapping(entry) && (entry.from !== undefined || entry.until !== undefined);
      const stay = someone !== null && isPartial ? this.#readStay(someone.who, entry, session, [...path, field, i]) : someone;
      if (stay === null || typeof entry !== "string") stays ??= wholeStays(entries.slice(0, i), table);
      stays?.push(stay);
      if (someone === null || stay === null) continue;
      if (stay !== someone || someone.moves) moves = true;
      if (someone.seenIn === thisList) repeated = true;
      someone.seenIn = thisList;
      if (session !== null) this.#noteHours(someone, session.start.moment, session.until);
    }
    if (repeated) this.#checkOverlaps(stays ?? wholeStays(entries, table), [...path, field]);
    if (stays === null) return new WholeList(entries as readonly string[], table, !moves);
    const present = stays.filter((stay) => stay !== null);
    return { stays: present, size: present.length, headcount: 0, still: !moves };
  }

  /** Somebody's sessions so far span a time; whoever is listed in another one within it may be in two at once. */
  #noteHours(listed: Known<Clinician | Patient | Couple>, from: number, until: number): void {
    if (from < listed.busyUntil && listed.busyFrom < until) this.#perhapsTwice.add(listed.who);
    if (from < listed.busyFrom) listed.busyFrom = from;
    if (until > listed.busyUntil) listed.busyUntil = until;
    if (listed.partners.length > 0) for (const partner of listed.partners) this.#noteHours(partner, from, until);
  }

  /** Whoever an id names; null if it is no id or, as is then reported, names nobody. */
  #lookUp<Who>(
    raw: unknown,
    table: ReadonlyMap<string, Known<Who>>,
    missing: Missing<Who>,
    path: Path,
    key: string | number,
  ): Known<Who> | null {
    const id = this.#id(raw, path, key);
    return id === null ? null : (table.get(id) ?? missing(id, [...path, key]));
  }

  /** Whoever an entry of a list names: by an id alone, or in a mapping. */
  #lookUpEntry<Who>(
    entry: unknown,
    table: ReadonlyMap<string, Known<Who>>,
    missing: Missing<Who>,
    path: Path,
    i: number,
  ): Known<Who> | null {
    return isMapping(entry) ? this.#lookUp(entry.id, table, missing, [...path, i], "id") : this.#lookUp(entry, table, missing, path, i);
  }

  #readStay<Who>(
    who: Who,
    entry: Mapping,
    session: { readonly start: Written; readonly until: number } | null,
    path: Path,
  ): Stay<Who> | null {
    if (session === null) return null;
    const bound = (key: "from" | "until"): number | null => {
      if (entry[key] === undefined) return key === "from" ? session.start.moment : session.until;
      const written = this.#times.since(entry[key], session.start, path, key);
      if (written === null) return null;
      if (written.moment >= session.start.moment && written.moment <= session.until) return written.moment;
      this.#report(
        say`This \`${own(key)}\` lies outside the session.`,
        say`Write a time within the session; a bare time such as "18:30" is the first one at or after its start.`,
        [...path, key],
      );
      return null;
    };
    const from = bound("from");
    const until = bound("until");
    if (from === null || until === null) return null;
    const interval = this.#times.ordered(from, until, [...path, entry.until === undefined ? "from" : "until"]);
    return interval === null ? null : { who, ...interval };
  }

  /** Refuses every stay of a list that overlaps an earlier one of the same person. */
  #checkOverlaps<Who extends Clinician | Patient | Couple>(stays: readonly (Stay<Who> | null)[], path: Path): void {
    const inOrder = stays
      .flatMap((stay, place) => (stay === null ? [] : { stay, place }))
      .sort((a, b) => a.stay.from - b.stay.from || a.place - b.place);
    const latest = new Map<Who, { stay: Stay<Who>; place: number }>();
    for (const one of inOrder) {
      const before = latest.get(one.stay.who);
      if (before === undefined || before.stay.until < one.stay.until) latest.set(one.stay.who, one);
      if (before === undefined || before.stay.until <= one.stay.from) continue;
      const { who } = one.stay;
      const name: Message = "person" in who ? [who] : say`Clinician \`${quote(who.id)}\``;
      this.#report(
        say`${name} is listed twice in this session for the same time.`,
        say`Delete one of the two, or give them \`from\` and \`until\` that do not overlap.`,
        [...path, Math.max(before.place, one.place)],
      );
    }
  }

  #readOnCall(): OnCallShift[] {
    return list(this.#root.onCall).flatMap((raw, i) => {
      const entry = mapping(raw);
      const clinician = this.#lookUp(entry.clinician, this.#clinicians, this.#missingClinician, ["onCall", i], "clinician");
      const interval = this.#times.interval(entry, ["onCall", i]);
      return clinician === null || interval === null ? [] : [{ clinician: clinician.who, ...interval }];
    });
  }

  // --- ids -------------------------------------------------------------------------------------------------------------

  /** An id as it is written; null for what is none. `key` is that of the value in the mapping or list at `path`. */
  #id(raw: unknown, path: Path, key: string | number): string | null {
    if (typeof raw === "string") return raw === "" || raw.length > LONGEST_TEXT ? null : raw;
    if (typeof raw !== "number" && typeof raw !== "boolean") return null;
    return this.#document.spelling([...path, key]);
  }

  /** Enters somebody in the table of their kind, unless their id stands there already. */
  #declare<Who extends Clinician | Patient | Couple>(
    table: Map<string, Known<Who>>,
    who: Who,
    what: string,
    path: Path,
    partners: readonly Known<Patient>[] = NONE,
  ): void {
    if (who.id === "") return;
    const first = table.get(who.id);
    if (first === undefined) {
      table.set(who.id, known(who, partners));
      return;
    }
    const at = "path" in first.who ? [...(first.who as Patient).path, "id"] : ["clinicians", (first.who as Clinician).index, "id"];
    this.#report(
      say`The id of ${nameOf(who)} is already that of the ${own(what)} on ${{ lineOf: at }}.`,
      say`Give one of them another id, or delete it.`,
      [...path, "id"],
    );
  }

  readonly #missingClinician: Missing<Clinician> = (id, path) => {
    if (this.#isSectionBroken("clinicians")) return null;
    if (this.#root.clinicians === undefined) return this.#missingSection("clinicians", path);
    // What stands under `patients` is not shown, not even where a clinician belongs.
    const name = isProtected(path) ? say`The clinician named here is not` : say`There is no clinician \`${quote(id)}\``;
    this.#unknown.word("clinician", id, path, say`${name} in \`clinicians\``, this.#clinicians.keys());
    return null;
  };

  /** Without a `patients` section every id is a patient's, numbered as it first appears. */
  readonly #missingPatient: Missing<Mutable<Patient>> = (id, path) => {
    if (this.#root.patients === undefined) {
      if (SEVERAL_IDS.test(id)) {
        this.#report(
          say`This reads as several ids in one, and would count as one patient.`,
          say`Write a comma between ids, or a headcount without brackets, such as: patients: 7`,
          path,
        );
        return null;
      }
      const patient = known(this.#newPatient(id, this.#patients.size + 1, path), NONE);
      this.#patients.set(id, patient);
      return patient;
    }
    if (!this.#isSectionBroken("patients")) this.#unknown.person("patient", id, path, this.#patients);
    return null;
  };

  readonly #missingCouple: Missing<Couple> = (id, path) => {
    if (this.#root.couples === undefined) return this.#missingSection("couples", path);
    if (!this.#isSectionBroken("couples")) this.#unknown.person("couple", id, path, this.#couples);
    return null;
  };

  #missingSection(section: "clinicians" | "couples", path: Path): null {
    if (!this.#isSectionBroken(section)) {
      this.#unknown.word("section", section, path, say`This names one of the \`${own(section)}\`, and the roster has no such section`, []);
    }
    return null;
  }

  /** Whether a section, or the key that was meant to open it, is complained of already. */
  #isSectionBroken(section: string): boolean {
    let known = this.#brokenSections.get(section);
    if (known === undefined) {
      known = this.#findBrokenSection(section);
      this.#brokenSections.set(section, known);
    }
    return known;
  }

  #findBrokenSection(section: string): boolean {
    if (this.#isBroken([section])) return true;
    if (this.#root[section] !== undefined) {
      return list(this.#root[section]).some(
        (entry, i) => !isMapping(entry) || entry.id === undefined || this.#isBroken([section, i, "id"]),
      );
    }
    return Object.keys(this.#root).some((key) => this.#isBroken([key]) && suggest(key, [section]) !== null);
  }

  #checkKind(kind: string, path: Path, part: "key" | "value"): void {
    if (kind === "" || kind.length > LONGEST_TEXT || this.#vocabulary.kinds.has(kind)) return;
    this.#unknown.word("kind", kind, path, say`There is no kind of session \`${quote(kind)}\``, this.#vocabulary.kinds, part);
  }

  /** Session and clinician ids are shown in reports, so none may hold the id of a patient or couple. */
  #refuseCarriedIds(sessions: readonly Session[], people: IdFinder): void {
    const check = (id: string, path: () => Path): void => {
      const [first] = people.find(id);
      if (first === undefined) return;
      const person = (this.#patients.get(first.id) ?? this.#couples.get(first.id)) as Known<Patient | Couple>;
      this.#report(
        say`This id holds the id of ${person.who}, and would carry it into every report.`,
        say`Choose an id without it.`,
        path(),
      );
    };
    for (const { who } of this.#clinicians.values()) check(who.id, () => ["clinicians", who.index, "id"]);
    for (const session of sessions) check(session.id, () => ["sessions", session.index, "id"]);
  }

  /** Whether the shape of a value is complained of already; `key` is that of the value in what is at `path`. */
  #isBroken(path: Path, ...key: Path): boolean {
    return this.#broken.size > 0 && this.#broken.has(JSON.stringify([...path, ...key]));
  }

  #report(message: Message, help: Message, path: Path, part: "key" | "value" = "value"): void {
    this.#problems.push({ message, help, path, part });
  }
}

/** `p1 p2 p3`, `p1; p2`, `p1-p8`: ids of one make with something other than a comma between them. */
const SEVERAL_IDS = /^(?:([\p{L}_-]+)\d+(?:[\s;/.–-]+\1\d+)+|\d+(?:[\s;]+\d+)+)$/u;

const NONE: readonly Known<Patient>[] = [];

const NOBODY: Listed<never> = { stays: [], size: 0, headcount: 0, still: true };

/** A list of people who are there throughout. Their stays are looked up again when a rule asks, which few do of most lists. */
class WholeList<Who> implements Listed<Who> {
  readonly headcount = 0;
  readonly still: boolean;
  readonly #ids: readonly string[];
  readonly #table: ReadonlyMap<string, Stay<Who>>;

  constructor(ids: readonly string[], table: ReadonlyMap<string, Stay<Who>>, still: boolean) {
    this.still = still;
    this.#ids = ids;
    this.#table = table;
  }

  get size(): number {
    return this.#ids.length;
  }

  get stays(): readonly Stay<Who>[] {
    return wholeStays(this.#ids, this.#table) as readonly Stay<Who>[];
  }
}

function wholeStays<Who>(ids: readonly unknown[], table: ReadonlyMap<string, Stay<Who>>): (Stay<Who> | null)[] {
  return ids.map((id) => table.get(id as string) ?? null);
}

/** A key beside these is unknown; the shape check says so. */
const SESSION_KEYS = new Set(["id", "kind", "start", "minutes", "end", "clinicians", "patients", "couples", "cpt", "status"]);

const NO_SESSION: Omit<Session, "id" | "index"> = {
  kind: "",
  from: 0,
  until: 1,
  clinicians: [],
  patients: NOBODY,
  couples: NOBODY,
  cpt: undefined,
  cancelled: false,
  still: true,
  writtenOffset: null,
};

function known<Who extends Clinician | Patient | Couple>(who: Who, partners: readonly Known<Patient>[]): Known<Who> {
  const moves = "away" in who && who.away.length > 0;
  return { who, from: EARLIEST, until: LATEST, seenIn: 0, busyFrom: LATEST, busyUntil: EARLIEST, partners, moves };
}

function nameOf(who: Clinician | Patient | Couple): Message {
  return "person" in who ? [who] : say`clinician \`${quote(who.id)}\``;
}
