/**
 * From the file's shape to the domain: ids become the people they name, times become moments. Works on any value, valid
 * or not, so that all problems of a file are found in one run; what the shape check complained of is passed over here.
 */
import { type Document, type Path, type Problem, valueAt } from "../document/document.ts";
import { suggest } from "../document/suggest.ts";
import { joined, type Message, own, quote, say } from "../message.ts";
import { TimeResolver, type Written } from "./resolve-time.ts";
import type { Attendance, Clinician, Couple, OnCallShift, Patient, Roster, Session, Stay } from "./roster.ts";
import type { RosterFile } from "./roster-file.ts";
import { readDate } from "./time.ts";
import { idFinder } from "./whole-word.ts";
import { type OffsetSource, WALL_CLOCK, zoneFrom } from "./zone.ts";

/** The words that the active standards know. */
export interface Vocabulary {
  readonly kinds: ReadonlySet<string>;
  readonly roles: ReadonlySet<string>;
}

export interface Resolved {
  readonly roster: Roster;
  readonly problems: readonly Problem[];
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

type Mapping = Readonly<Record<string, unknown>>;
type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Somebody while a roster is read: with the stay of one who is there throughout, and the list last seen in. */
interface Known<Who> {
  readonly who: Who;
  readonly whole: Stay<Who>;
  seenIn: number;
}

class Resolver {
  readonly #document: Document;
  readonly #root: Mapping;
  readonly #vocabulary: Vocabulary;
  readonly #problems: Problem[] = [];
  readonly #broken: ReadonlySet<string>;
  readonly #unknown = new Map<string, { problem: Problem; also: Path[] }>();
  readonly #clinicians = new Map<string, Known<Clinician>>();
  readonly #patients = new Map<string, Known<Mutable<Patient>>>();
  readonly #couples = new Map<string, Known<Couple>>();
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
      isBroken: (path) => this.#isBroken(path),
    });
  }

  resolve(): Resolved {
    const clinicians = this.#readClinicians();
    const hasPatientsSection = this.#root.patients !== undefined;
    if (hasPatientsSection) this.#readPatients();
    else this.#mentionPatients();
    const couples = this.#readCouples();
    const sessions = this.#readSessions();
    const onCall = this.#root.onCall === undefined ? undefined : this.#readOnCall();
    const programme = this.#readProgramme();
    this.#times.finish();
    this.#reportUnknown();
    this.#findCarriedIds(sessions);
    const roster: Roster = {
      ...programme,
      zone: this.#zone,
      week: this.#week ?? null,
      clinicians,
      patients: [...this.#patients.values()].map((known) => known.who),
      hasPatientsSection,
      couples,
      hasCouplesSection: this.#root.couples !== undefined,
      sessions,
      onCall,
    };
    return { roster, problems: this.#problems };
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
        if (typeof role !== "string" || role === "" || this.#vocabulary.roles.has(role)) return;
        this.#noteUnknown("role", role, [...path, "roles", i], say`There is no role \`${quote(role)}\``, this.#vocabulary.roles);
      });
      const clinician: Clinician = {
        id: this.#id(entry.id, [...path, "id"]) ?? "",
        index,
        roles: list(entry.roles) as string[],
        modalities: entry.modalities as string[] | undefined,
        licensedIn: entry.licensedIn as string[] | undefined,
        away: list(entry.away).flatMap((away, i) => this.#times.interval(mapping(away), [...path, "away", i]) ?? []),
      };
      this.#declare(this.#clinicians, clinician, "clinician", [...path, "id"], say`clinician \`${quote(clinician.id)}\``);
      return clinician;
    });
  }

  #readPatients(): void {
    list(this.#root.patients).forEach((raw, index) => {
      const path = ["patients", index];
      const entry = mapping(raw);
      const id = this.#id(entry.id, [...path, "id"]);
      if (id === null) return;
      const patient = this.#newPatient(id, index + 1, path);
      const counselor = this.#id(entry.counselor, [...path, "counselor"]);
      if (counselor !== null) patient.counselor = this.#clinician(counselor, [...path, "counselor"])?.who ?? null;
      patient.state = textOf(entry.state);
      patient.coverage = entry.coverage as Patient["coverage"];
      this.#declare(this.#patients, patient, "patient", [...path, "id"], [patient]);
    });
  }

  /** Without a section, patients are numbered by first appearance in the text, whichever section comes first there. */
  #mentionPatients(): void {
    const mention = (raw: unknown, path: Path): void => {
      const id = this.#id(raw, path);
      if (id === null || this.#patients.has(id)) return;
      const patient = this.#newPatient(id, this.#patients.size + 1, path);
      this.#patients.set(id, { who: patient, whole: whole(patient), seenIn: 0 });
    };
    for (const section of Object.keys(this.#root)) {
      if (section === "couples") {
        list(this.#root.couples).forEach((couple, i) => {
          for (const [j, partner] of list(mapping(couple).partners).entries()) mention(partner, ["couples", i, "partners", j]);
        });
      }
      if (section === "sessions") {
        list(this.#root.sessions).forEach((session, i) => {
          list(mapping(session).patients).forEach((entry, j) => {
            if (typeof entry === "string" && this.#patients.has(entry)) return;
            const path = ["sessions", i, "patients", j];
            if (isMapping(entry)) mention(entry.id, [...path, "id"]);
            else mention(entry, path);
          });
        });
      }
    }
  }

  #newPatient(id: string, ordinal: number, path: Path): Mutable<Patient> {
    return { person: "patient", id, ordinal, path, couple: null, counselor: null, state: undefined, coverage: undefined };
  }

  #readCouples(): Couple[] {
    return list(this.#root.couples).flatMap((raw, index) => {
      const path = ["couples", index];
      const entry = mapping(raw);
      const id = this.#id(entry.id, [...path, "id"]);
      const partners = list(entry.partners)
        .slice(0, 2)
        .map((partner, i) => {
          const partnerPath = [...path, "partners", i];
          const partnerId = this.#id(partner, partnerPath);
          return partnerId === null ? undefined : this.#patient(partnerId, partnerPath)?.who;
        });
      const [first, second] = partners;
      if (id === null) return [];
      const complete = first !== undefined && second !== undefined && first !== second;
      const nobody = this.#newPatient("", 0, path);
      const couple: Couple = { person: "couple", id, ordinal: index + 1, path, partners: complete ? [first, second] : [nobody, nobody] };
      this.#declare(this.#couples, couple, "couple", [...path, "id"], [couple]);
      if (first !== undefined && first === second) {
        this.#report(say`Both partners of this couple are the same person, ${first}.`, say`Write the ids of two patients.`, [
          ...path,
          "partners",
          1,
        ]);
      }
      if (!complete) return [couple];
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
    const ids = new Map<string, number>();
    return list(this.#root.sessions).flatMap((raw, index) => {
      const session = this.#readSession(mapping(raw), index);
      if (session === null) return [];
      const first = ids.get(session.id);
      if (first === undefined) ids.set(session.id, index);
      else {
        this.#report(
          say`Two sessions have the id \`${quote(session.id)}\`; the first is on ${{ lineOf: ["sessions", first, "id"] }}.`,
          say`Give one of them another id.`,
          ["sessions", index, "id"],
        );
      }
      return [session];
    });
  }

  #readSession(entry: Mapping, index: number): Session | null {
    const path = ["sessions", index];
    const id = this.#id(entry.id, [...path, "id"]);
    if (typeof entry.kind === "string" && !this.#vocabulary.kinds.has(entry.kind)) this.#checkKind(entry.kind, [...path, "kind"], "value");
    const start = this.#times.start(entry.start, [...path, "start"]);
    const until = start === null ? null : this.#readEnd(entry, start, path);
    if (start === null) this.#checkOneEnd(entry, path);
    const interval = start === null || until === null ? null : { start, from: start.moment, until };
    const clinicians = this.#readAttendance(entry.clinicians, interval, path, "clinicians", (who, at) => this.#clinician(who, at));
    const patients = this.#readAttendance(entry.patients, interval, path, "patients", (who, at) => this.#patient(who, at));
    const couples = this.#readAttendance(entry.couples, interval, path, "couples", (who, at) => this.#couple(who, at));
    if (id === null || start === null || until === null) return id === null ? null : { ...NO_SESSION, id, index };
    return {
      id,
      index,
      kind: textOf(entry.kind) ?? "",
      from: start.moment,
      until,
      clinicians: clinicians.stays,
      patients,
      couples,
      cpt: entry.cpt === undefined ? undefined : (this.#id(entry.cpt, [...path, "cpt"]) ?? undefined),
      cancelled: entry.status === "cancelled",
      writtenOffset: this.#root.timezone === undefined ? start.offset : null,
    };
  }

  #readEnd(entry: Mapping, start: Written, path: Path): number | null {
    if (!this.#checkOneEnd(entry, path)) return null;
    if (entry.minutes !== undefined) {
      return typeof entry.minutes === "number" && !this.#isBroken([...path, "minutes"]) ? start.moment + entry.minutes : null;
    }
    const end = this.#times.since(entry.end, start, [...path, "end"], true);
    if (end === null) return null;
    return this.#times.ordered(start.moment, end.moment, [...path, "end"])?.until ?? null;
  }

  #checkOneEnd(entry: Mapping, path: Path): boolean {
    if (entry.minutes !== undefined && entry.end !== undefined) {
      this.#report(
        say`This session has both \`minutes\` and \`end\`, which could contradict each other.`,
        say`Keep one of the two.`,
        [...path, "end"],
        "key",
      );
      return false;
    }
    // A misspelt key is reported as one; that neither is there is then its consequence.
    const misspelt = Object.keys(entry).some((key) => this.#isBroken([...path, key]) && !["start", "kind", "id"].includes(key));
    if (entry.minutes === undefined && entry.end === undefined && !misspelt && Object.keys(entry).length > 0) {
      this.#report(say`This session does not say when it ends.`, say`Add \`minutes: 90\` or \`end: "19:30"\`.`, path, "key");
    }
    return entry.minutes !== undefined || entry.end !== undefined;
  }

  #readAttendance<Who extends Clinician | Patient | Couple>(
    raw: unknown,
    session: { start: Written; from: number; until: number } | null,
    path: Path,
    field: string,
    find: (id: string, path: () => Path) => Known<Who> | null,
  ): Attendance<Who> {
    if (typeof raw === "number") return { stays: [], headcount: raw };
    const thisList = ++this.#lists;
    const stays: Stay<Who>[] = [];
    list(raw).forEach((entry, i) => {
      const at = () => [...path, field, i];
      const details = isMapping(entry) ? entry : null;
      const id = this.#id(details === null ? entry : details.id, () => (details === null ? at() : [...at(), "id"]));
      const known = id === null ? null : find(id, () => (details === null ? at() : [...at(), "id"]));
      if (known === null) return;
      const partial = details !== null && (details.from !== undefined || details.until !== undefined);
      const stay = partial ? this.#readStay(known.who, details, session, at()) : known.whole;
      if (stay === null) return;
      stays.push(stay);
      if (known.seenIn === thisList) this.#checkOverlap(stays, [...path, field, i]);
      known.seenIn = thisList;
    });
    return { stays, headcount: 0 };
  }

  #readStay<Who>(who: Who, entry: Mapping, session: { start: Written; from: number; until: number } | null, path: Path): Stay<Who> | null {
    if (session === null) return null;
    const bound = (key: "from" | "until"): number | null => {
      if (entry[key] === undefined) return session[key];
      const written = this.#times.since(entry[key], session.start, [...path, key]);
      if (written === null) return null;
      if (written.moment >= session.from && written.moment <= session.until) return written.moment;
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

  /** Refuses the last stay of a list if an earlier one of the same person overlaps it. */
  #checkOverlap<Who extends Clinician | Patient | Couple>(stays: readonly Stay<Who>[], path: Path): void {
    const last = stays.at(-1) as Stay<Who>;
    const overlaps = stays.slice(0, -1).some((stay) => stay.who === last.who && stay.from < last.until && last.from < stay.until);
    if (!overlaps) return;
    const who: Message = "person" in last.who ? [last.who] : say`Clinician \`${quote(last.who.id)}\``;
    this.#report(
      say`${who} is listed twice in this session for the same time.`,
      say`Delete one of the two, or give them \`from\` and \`until\` that do not overlap.`,
      path,
    );
  }

  #readOnCall(): OnCallShift[] {
    return list(this.#root.onCall).flatMap((raw, i) => {
      const entry = mapping(raw);
      const id = this.#id(entry.clinician, ["onCall", i, "clinician"]);
      const clinician = id === null ? null : this.#clinician(id, ["onCall", i, "clinician"]);
      const interval = this.#times.interval(entry, ["onCall", i]);
      return clinician === null || interval === null ? [] : [{ clinician: clinician.who, ...interval }];
    });
  }

  // --- ids -------------------------------------------------------------------------------------------------------------

  /** An id as it is written; null for what is none. */
  #id(raw: unknown, path: Path | (() => Path)): string | null {
    if (typeof raw === "string") return raw === "" ? null : raw;
    if (typeof raw !== "number" && typeof raw !== "boolean") return null;
    return this.#document.spelling(typeof path === "function" ? path() : path);
  }

  #declare<Who extends Clinician | Patient | Couple>(
    table: Map<string, Known<Who>>,
    who: Who,
    what: string,
    path: Path,
    name: Message,
  ): void {
    if (who.id === "") return;
    const first = table.get(who.id);
    if (first === undefined) {
      table.set(who.id, { who, whole: whole(who), seenIn: 0 });
      return;
    }
    const at = "path" in first.who ? [...(first.who as Patient).path, "id"] : ["clinicians", (first.who as Clinician).index, "id"];
    this.#report(
      say`The id of ${name} is already that of the ${own(what)} on ${{ lineOf: at }}.`,
      say`Give one of them another id, or delete it.`,
      path,
    );
  }

  #clinician(id: string, path: Path | (() => Path)): Known<Clinician> | null {
    const found = this.#clinicians.get(id);
    if (found !== undefined) return found;
    const at = typeof path === "function" ? path() : path;
    if (!this.#isSectionBroken("clinicians")) {
      this.#noteUnknown("clinician", id, at, say`There is no clinician \`${quote(id)}\` in \`clinicians\``, this.#clinicians.keys());
    }
    return null;
  }

  #patient(id: string, path: Path | (() => Path)): Known<Mutable<Patient>> | null {
    const found = this.#patients.get(id);
    if (found !== undefined) return found;
    if (!this.#isSectionBroken("patients"))
      this.#noteUnknownPerson(id, typeof path === "function" ? path() : path, "patient", this.#patients);
    return null;
  }

  #couple(id: string, path: Path | (() => Path)): Known<Couple> | null {
    const found = this.#couples.get(id);
    if (found !== undefined) return found;
    if (!this.#isSectionBroken("couples")) this.#noteUnknownPerson(id, typeof path === "function" ? path() : path, "couple", this.#couples);
    return null;
  }

  /** Whether a section, or the key that was meant to open it, is complained of already. */
  #isSectionBroken(section: string): boolean {
    if (this.#isBroken([section])) return true;
    if (this.#root[section] !== undefined) {
      return list(this.#root[section]).some(
        (entry, i) => !isMapping(entry) || entry.id === undefined || this.#isBroken([section, i, "id"]),
      );
    }
    return Object.keys(this.#root).some((key) => this.#isBroken([key]) && suggest(key, [section]) !== null);
  }

  #checkKind(kind: string, path: Path, part: "key" | "value"): void {
    if (kind === "" || this.#vocabulary.kinds.has(kind)) return;
    this.#noteUnknown("kind", kind, path, say`There is no kind of session \`${quote(kind)}\``, this.#vocabulary.kinds, part);
  }

  #noteUnknown(what: string, word: string, path: Path, message: Message, known: Iterable<string>, part: "key" | "value" = "value"): void {
    this.#noteOnce(what, word, path, () => {
      const all = [...known];
      const meant = suggest(word, all.slice(0, MOST_CANDIDATES));
      const help =
        meant !== null
          ? say`Did you mean \`${quote(meant)}\`?`
          : all.length <= 12 && all.length > 0
            ? say`Known: ${joined(all.map((name) => [quote(name)]))}.`
            : say`Check the spelling, or add it.`;
      return { message, help, path, part };
    });
  }

  #noteUnknownPerson(id: string, path: Path, what: "patient" | "couple", table: ReadonlyMap<string, Known<Patient | Couple>>): void {
    this.#noteOnce(what, id, path, () => {
      const meant = suggest(id, [...table.keys()].slice(0, MOST_CANDIDATES));
      const person = meant === null ? undefined : table.get(meant)?.who;
      return {
        message: say`The ${own(what)} named here is not in \`${own(`${what}s`)}\`.`,
        help: person === undefined ? say`Check the spelling, or add the ${own(what)} there.` : say`Did you mean ${person}?`,
        path,
        part: "value",
      };
    });
  }

  /** One slip is one problem: a word that is unknown in ten places is reported at the first, with the lines of the others. */
  #noteOnce(what: string, word: string, path: Path, problem: () => Problem): void {
    const key = `${what} ${word}`;
    const noted = this.#unknown.get(key);
    if (noted !== undefined) noted.also.push(path);
    else this.#unknown.set(key, { problem: problem(), also: [] });
  }

  #reportUnknown(): void {
    for (const { problem, also } of this.#unknown.values()) {
      const lines = also.slice(0, 5).map((path) => [{ lineOf: path }]);
      const more = also.length > 5 ? say`, ${also.length - 5} more` : [];
      const again = also.length === 0 ? [] : say` (also on ${joined(lines)}${more})`;
      const stop = problem.message.at(-1);
      const ends = stop !== undefined && "own" in stop && stop.own.endsWith(".");
      const message = ends
        ? [...problem.message.slice(0, -1), own((stop as { own: string }).own.slice(0, -1)), ...again, own(".")]
        : say`${problem.message}${again}.`;
      this.#problems.push({ ...problem, message });
    }
  }

  /** Session and clinician ids are shown in reports, so none may hold the id of a patient or couple. */
  #findCarriedIds(sessions: readonly Session[]): void {
    const people = new Map<string, Patient | Couple>();
    for (const { who } of [...this.#couples.values(), ...this.#patients.values()]) people.set(who.id, who);
    const finder = idFinder(people.keys());
    const check = (id: string, path: Path): void => {
      const [first] = finder.find(id);
      const person = first === undefined ? undefined : people.get(first.id);
      if (person === undefined) return;
      this.#report(say`This id holds the id of ${person}, and would carry it into every report.`, say`Choose an id without it.`, path);
    };
    for (const { who } of this.#clinicians.values()) check(who.id, ["clinicians", who.index, "id"]);
    for (const session of sessions) check(session.id, ["sessions", session.index, "id"]);
  }

  #isBroken(path: Path): boolean {
    return this.#broken.size > 0 && this.#broken.has(JSON.stringify(path));
  }

  #report(message: Message, help: Message, path: Path, part: "key" | "value" = "value"): void {
    this.#problems.push({ message, help, path, part });
  }
}

/** More names than this are not compared with a mistyped one: that would take longer than a person waits. */
const MOST_CANDIDATES = 2_000;

const NO_SESSION: Omit<Session, "id" | "index"> = {
  kind: "",
  from: 0,
  until: 1,
  clinicians: [],
  patients: { stays: [], headcount: 0 },
  couples: { stays: [], headcount: 0 },
  cpt: undefined,
  cancelled: false,
  writtenOffset: null,
};

function whole<Who>(who: Who): Stay<Who> {
  return { who, from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY };
}

function isMapping(value: unknown): value is Mapping {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function mapping(value: unknown): Mapping {
  return isMapping(value) ? value : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** Every text that stands where ids of patients or couples belong, for masking what is said about an invalid roster. */
export function protectedTexts(document: Document): string[] {
  const texts: string[] = [];
  for (const key of ["patients", "couples"]) collect([key]);
  list(mapping(document.value).sessions).forEach((_, i) => {
    for (const key of ["patients", "couples", "partners"]) collect(["sessions", i, key]);
  });
  return texts;

  function collect(path: Path): void {
    const value = valueAt(document.value, path);
    if (value === undefined) return;
    const visit = (inner: unknown, at: () => Path): void => {
      if (typeof inner === "string") texts.push(inner);
      else if (typeof inner === "number" || typeof inner === "boolean") texts.push(document.spelling(at()));
      else if (Array.isArray(inner)) for (const [i, item] of inner.entries()) visit(item, () => [...at(), i]);
      else
        for (const key of Object.keys(mapping(inner))) {
          if (!OWN_FIELDS.has(key)) texts.push(key);
          if (!SHOWABLE_FIELDS.has(key)) visit((inner as Mapping)[key], () => [...at(), key]);
        }
    };
    visit(value, () => path);
  }
}

const OWN_FIELDS = new Set(["id", "partners", "from", "until", "counselor", "state", "coverage", "plan", "telehealthVerified"]);
const SHOWABLE_FIELDS = new Set(["counselor", "state", "coverage", "from", "until"]);
