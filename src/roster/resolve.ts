/**
 * Resolves the file format to the domain: ids become people, times become moments. Accepts valid and invalid values, so
 * that one run finds all problems of a file; skips values with a problem from the schema.
 */

import type { ClockHours } from "../clock.ts";
import { type Document, isCutByComment, type Path, type Problem, valueAt } from "../document/document.ts";
import { suggest } from "../document/suggest.ts";
import { list, type Mapping, mapping, textOf } from "../document/untyped.ts";
import { count, say, trusted, untrusted } from "../message.ts";
import { attendanceReader } from "./attendance.ts";
import type { IdMatcher } from "./id-matcher.ts";
import { merged } from "./intervals.ts";
import { People, type UnfinishedPatient, unfinishedPatient } from "./people.ts";
import { ProblemCollector } from "./problem-collector.ts";
import { type Ratio, readRatio, upsideDown } from "./ratio.ts";
import { readDate, writesTwelveHours } from "./read-time.ts";
import { TimeResolver, type Written } from "./resolve-time.ts";
import type { Clinician, Couple, Imported, Interval, OnCallShift, Patient, Roster, Session } from "./roster.ts";
import type { RosterFile } from "./schema.ts";
import { rangeIn } from "./suggest-time.ts";
import { isTooLong, KINDS_FOR_ONE } from "./vocabulary.ts";
import { meantZones, WALL_CLOCK, type Zone, zoneNamed } from "./zone.ts";

/** The words that the active standards know. */
export interface Vocabulary {
  readonly kinds: Words;
  readonly roles: Words;
}

interface Words {
  has(word: string): boolean;
  keys(): Iterable<string>;
}

/** Accepts every kind and role, where the standards that define them are not known. */
export const ANY_WORD: Vocabulary = { kinds: { has: () => true, keys: () => [] }, roles: { has: () => true, keys: () => [] } };

export interface Resolved {
  readonly roster: Roster;
  readonly problems: readonly Problem[];
  /** Finds the ids of patients and couples in text. */
  readonly people: IdMatcher;
}

/** Resolves a document. The roster is usable only if neither this nor the schema found a problem. */
export function resolveRoster(document: Document, shapeProblems: readonly Problem[], vocabulary: Vocabulary): Resolved {
  return new Resolver(document, shapeProblems, vocabulary).resolve();
}

class Resolver {
  readonly #document: Document;
  readonly #root: Mapping;
  readonly #vocabulary: Vocabulary;
  readonly #problems: ProblemCollector;
  readonly #people: People;
  readonly #times: TimeResolver;
  readonly #readAttendance: ReturnType<typeof attendanceReader>;
  readonly #zone: Zone | null;
  readonly #week: number | null | undefined;
  readonly #clockHours: ClockHours;
  /** Positions of sessions with one patient, and nobody else, whose id is a small number. */
  readonly #loneNumbers: number[] = [];

  constructor(document: Document, earlier: readonly Problem[], vocabulary: Vocabulary) {
    this.#document = document;
    this.#root = mapping(document.value);
    this.#vocabulary = vocabulary;
    this.#problems = new ProblemCollector(earlier);
    this.#people = new People(document, this.#root, this.#problems);
    this.#zone = this.#readZone();
    this.#week = this.#readWeek();
    this.#clockHours = writesTwelveHours(document.value, document.text) ? 12 : 24;
    const hasTimezone = this.#root.timezone !== undefined;
    const calendar = { zone: this.#zone, hasTimezone, week: this.#week, clockHours: this.#clockHours };
    this.#times = new TimeResolver(calendar, this.#problems);
    this.#readAttendance = attendanceReader(this.#people, this.#times, this.#problems);
  }

  resolve(): Resolved {
    const clinicians = this.#readClinicians();
    const hasPatientsSection = this.#root.patients !== undefined;
    if (hasPatientsSection) this.#readPatients();
    else if (this.#root.couples !== undefined) this.#mentionPatients();
    const couples = this.#readCouples();
    const sessions = this.#readSessions();
    const onCall = this.#root.onCall === undefined ? undefined : this.#readOnCall();
    const imported = this.#readImported();
    const program = this.#readProgram();
    this.#times.finish();
    this.#problems.problems.push(...this.#people.unknown.problems());
    const people = this.#people.finder();
    this.#refuseCarriedIds(clinicians, sessions, people);
    const isWhole = !this.#people.hasUnread && sessions.length === list(this.#root.sessions).length;
    // Every omitted part must have a problem, so that no roster is silently incomplete.
    if (!isWhole && this.#problems.isQuiet) throw new Error("a part of the roster was neither read nor refused");
    const roster: Roster = {
      ...program,
      zone: this.#zone ?? WALL_CLOCK,
      timezone: textOf(this.#root.timezone)?.trim() ?? null,
      hasTimezone: this.#root.timezone !== undefined,
      week: this.#week ?? null,
      clinicians,
      patients: [...this.#people.patients.byId.values()],
      hasPatientsSection,
      couples,
      hasCouplesSection: this.#root.couples !== undefined,
      sessions,
      onCall,
      imported,
      knowsDays: this.#times.knowsDays,
      clockHours: this.#clockHours,
      loneNumbers: hasPatientsSection
        ? []
        : this.#loneNumbers.flatMap((index) => sessions[index] ?? []).filter(({ canceled }) => !canceled),
      ofSeveralWords: this.#people.ofSeveralWords,
      cutByComment: this.#cutByComment(),
      namesakes: hasPatientsSection ? [] : this.#people.namesakes(),
    };
    return { roster, problems: this.#problems.problems, people };
  }

  /** The names, titles and ids that a comment probably cuts off. */
  #cutByComment(): Path[] {
    if (!/ #[\p{L}\d]/u.test(this.#document.text)) return [];
    const sessions = list(this.#root.sessions).flatMap((_, i) => ["id", "title"].map((key) => ["sessions", i, key]));
    return [["program"], ["program", "name"], ...sessions].filter((path) => {
      return typeof valueAt(this.#document.value, path) === "string" && isCutByComment(this.#document, path);
    });
  }

  #readZone(): Zone | null {
    const name = this.#root.timezone;
    if (name === undefined) return WALL_CLOCK;
    if (typeof name !== "string" || name === "") return null;
    const zone = zoneNamed(name.trim());
    if (zone !== null) return zone;
    const [first, second] = meantZones(name);
    if (first !== undefined) {
      const other = second === undefined ? [] : say` or \`${trusted(second)}\``;
      const why = ["EST", "HST", "MST"].includes(name.trim().toUpperCase())
        ? say`\`${untrusted(name)}\` has no daylight saving time.`
        : say`\`${untrusted(name)}\` is not an IANA time zone.`;
      this.#problems.report("bad-timezone", why, say`Did you mean \`${trusted(first)}\`${other}?`, ["timezone"]);
      return null;
    }
    const zones = Intl.supportedValuesOf("timeZone");
    const city = `/${name.replaceAll(" ", "_").toLowerCase()}`;
    const meant = suggest(name, zones) ?? zones.find((zone) => zone.toLowerCase().endsWith(city)) ?? null;
    this.#problems.report(
      "bad-timezone",
      say`\`${untrusted(name)}\` is not an IANA time zone.`,
      meant === null ? say`Write an area and a city, such as America/New_York.` : say`Did you mean \`${trusted(meant)}\`?`,
      ["timezone"],
    );
    return null;
  }

  #readWeek(): number | null | undefined {
    const date = this.#root.week;
    if (date === undefined) return this.#problems.hasUnknownSection ? undefined : null;
    if (typeof date !== "string" || this.#problems.isBroken(["week"])) return undefined;
    const day = readDate(date);
    if (day === null)
      this.#problems.report("bad-date", say`${untrusted(date)} is not a valid date.`, say`Correct the month or the day.`, ["week"]);
    return day ?? undefined;
  }

  #readProgram(): Pick<Roster, "program" | "offers" | "publishedRatios"> {
    const program = this.#root.program as RosterFile["program"];
    const publishedRatios = new Map<string, Ratio>();
    if (typeof program === "string") return { program, offers: undefined, publishedRatios };
    for (const [kind, written] of Object.entries(mapping(mapping(program).publishedRatios))) {
      const path = ["program", "publishedRatios", kind];
      this.#checkKind(kind, path, "key");
      if (typeof written !== "string" || this.#problems.isBroken(path)) continue;
      const ratio = readRatio(written);
      if (ratio !== null) {
        publishedRatios.set(kind, ratio);
        continue;
      }
      const { message, help } = upsideDown(written);
      this.#problems.report("bad-ratio", message, help, path);
    }
    return { program: textOf(program?.name) ?? null, offers: program?.offers, publishedRatios };
  }

  #readClinicians(): Clinician[] {
    return list(this.#root.clinicians).map((raw, index) => {
      const path = ["clinicians", index];
      const entry = mapping(raw);
      list(entry.roles).forEach((role, i) => {
        if (typeof role !== "string" || role === "" || isTooLong(role) || this.#vocabulary.roles.has(role)) return;
        const message = say`Unknown role \`${untrusted(role)}\``;
        this.#people.unknown.word("role", role, [...path, "roles", i], message, this.#vocabulary.roles.keys());
      });
      const clinician: Clinician = {
        id: this.#people.id(entry.id, [...path, "id"]) ?? "",
        index,
        roles: list(entry.roles) as string[],
        modalities: entry.modalities as string[] | undefined,
        licensedIn: entry.licensedIn as string[] | undefined,
        away: this.#readTimes(entry.away, [...path, "away"]),
        available: entry.available === undefined ? undefined : this.#readTimes(entry.available, [...path, "available"]),
        maxMinutes: typeof entry.maxHours === "number" ? wholeMinutes(entry.maxHours) : undefined,
        canLead: entry.canLead as string[] | undefined,
      };
      list(entry.canLead).forEach((kind, i) => {
        if (typeof kind === "string") this.#checkKind(kind, [...path, "canLead", i], "value");
      });
      this.#people.declare(this.#people.clinicians, clinician, path);
      return clinician;
    });
  }

  /** Reads a list of times, each with start and end. */
  #readTimes(raw: unknown, path: Path): Interval[] {
    return merged(list(raw).flatMap((entry, i) => this.#times.interval(mapping(entry), [...path, i]) ?? []));
  }

  #readPatients(): void {
    list(this.#root.patients).forEach((raw, index) => {
      const path = ["patients", index];
      const entry = mapping(raw);
      const id = this.#people.id(entry.id, [...path, "id"]);
      if (id === null) return;
      const patient: UnfinishedPatient = {
        ...unfinishedPatient(id, index + 1, path),
        counselor: this.#people.lookUp(entry.counselor, this.#people.clinicians, [...path, "counselor"]),
        state: textOf(entry.state),
        coverage: entry.coverage as Patient["coverage"],
      };
      this.#people.declare(this.#people.patients, patient, path);
    });
  }

  /** Without a `patients` section, patients in sessions above the couples are numbered before the partners. */
  #mentionPatients(): void {
    const sections = Object.keys(this.#root);
    if (sections.indexOf("sessions") > sections.indexOf("couples")) return;
    for (const [i, session] of list(this.#root.sessions).entries()) {
      for (const [j, entry] of list(mapping(session).patients).entries())
        this.#people.lookUpEntry(entry, this.#people.patients, ["sessions", i, "patients", j]);
    }
  }

  #readCouples(): Couple[] {
    return list(this.#root.couples).flatMap((raw, index) => this.#readCouple(mapping(raw), index) ?? []);
  }

  #readCouple(entry: Mapping, index: number): Couple | null {
    const path = ["couples", index];
    const id = this.#people.id(entry.id, [...path, "id"]);
    const first = this.#readPartner(entry, index, 0);
    const second = this.#readPartner(entry, index, 1);
    if (id === null) return null;
    const isCopy = this.#people.couples.byId.has(id);
    const isPair = first !== null && second !== null && first !== second;
    const nobody = unfinishedPatient("", 0, path);
    const couple: Couple = { person: "couple", id, ordinal: index + 1, path, partners: isPair ? [first, second] : [nobody, nobody] };
    this.#people.declare(this.#people.couples, couple, path);
    if (first !== null && first === second) {
      const at = [...path, "partners", 1];
      this.#problems.report(
        "couple-of-one",
        say`Both partners of this couple are the same person: ${first}.`,
        say`Write the ids of two patients.`,
        at,
      );
    }
    // A duplicate couple id is most likely the same couple twice. It is reported once, without its consequences.
    if (isPair && !isCopy) {
      this.#join(first, couple, 0);
      this.#join(second, couple, 1);
    }
    return couple;
  }

  #readPartner(couple: Mapping, index: number, i: number): UnfinishedPatient | null {
    const path = ["couples", index, "partners"];
    // With more or fewer than two partners, the couple is unclear. That is already reported.
    if (this.#problems.isBroken(path)) return null;
    return this.#people.lookUp(list(couple.partners)[i], this.#people.patients, [...path, i]);
  }

  /** Sets the couple of a partner; `i` is the partner's position. */
  #join(partner: UnfinishedPatient, couple: Couple, i: number): void {
    if (partner.couple === null) {
      partner.couple = couple;
      return;
    }
    if (partner.couple === couple) return;
    this.#problems.report(
      "in-two-couples",
      say`${partner} is a partner in two couples: here and in ${partner.couple}.`,
      say`Remove the patient from one of them.`,
      [...couple.path, "partners", i],
    );
  }

  #readSessions(): Session[] {
    const sessions = list(this.#root.sessions).flatMap((raw, index) => this.#readSession(mapping(raw), index) ?? []);
    this.#refuseCopies(sessions);
    return sessions;
  }

  #refuseCopies(sessions: readonly Session[]): void {
    const firsts = new Map<string, number>();
    for (const { id, index } of sessions) {
      const first = firsts.get(id);
      if (first === undefined) {
        firsts.set(id, index);
        continue;
      }
      const path = ["sessions", index, "id"];
      const message = say`Duplicate session id \`${untrusted(id)}\` (also on ${{ lineOf: ["sessions", first, "id"] }}).`;
      this.#problems.report("duplicate-id", message, this.#people.duplicateHelp(path), path);
    }
  }

  #readSession(entry: Mapping, index: number): Session | null {
    const path = ["sessions", index];
    const id = this.#people.id(entry.id, [...path, "id"]);
    if (typeof entry.kind === "string" && !this.#vocabulary.kinds.has(entry.kind)) this.#checkKind(entry.kind, [...path, "kind"], "value");
    const start = this.#times.start(entry.start, path, "start");
    const hasEnd = this.#checkEnds(entry, path);
    if (start === null && hasEnd) this.#times.check(entry.end, path, "end");
    const until = start !== null && hasEnd ? this.#readEnd(entry, start, path) : null;
    const hours = start === null || until === null ? null : { start, until };
    const clinicians = this.#readAttendance(entry.clinicians, this.#people.clinicians, hours, [...path, "clinicians"]);
    const patients = this.#readAttendance(entry.patients, this.#people.patients, hours, [...path, "patients"]);
    const couples = this.#readAttendance(entry.couples, this.#people.couples, hours, [...path, "couples"]);
    if (patients.stays.length === 1 && couples.stays.length + couples.headcount === 0 && !KINDS_FOR_ONE.has(String(entry.kind))) {
      if (/^\d{1,3}$/.test(patients.stays[0]?.who.id ?? "")) this.#loneNumbers.push(index);
    }
    if (id === null) return null;
    if (hours === null) return { ...NO_SESSION, id, index };
    return {
      id,
      index,
      title: textOf(entry.title) ?? null,
      kind: textOf(entry.kind) ?? "",
      from: hours.start.moment,
      until: hours.until,
      clinicians: clinicians.stays,
      patients,
      couples,
      hasHeadcount: patients.headcount + couples.headcount > 0,
      cpt: this.#people.id(entry.cpt, [...path, "cpt"]) ?? undefined,
      canceled: /^\s*cancell?ed\s*$/i.test(textOf(entry.status) ?? ""),
      fixed: entry.fixed === true,
      writtenOffset: this.#root.timezone === undefined ? hours.start.offset : null,
    };
  }

  #readEnd(entry: Mapping, start: Written, path: Path): number | null {
    if (entry.minutes !== undefined) {
      const isBroken = typeof entry.minutes !== "number" || this.#problems.isBroken(path, "minutes");
      return isBroken ? null : start.moment + (entry.minutes as number);
    }
    const end = this.#times.endOfSession(entry.end, start, path, "end");
    return end === null ? null : (this.#times.ordered(start.moment, end.moment, [...path, "end"])?.until ?? null);
  }

  /** Checks that exactly one of `minutes` and `end` is given. */
  #checkEnds(entry: Mapping, path: Path): boolean {
    const given = (entry.minutes === undefined ? 0 : 1) + (entry.end === undefined ? 0 : 1);
    if (given === 1) return true;
    if (given === 2) {
      this.#problems.report(
        "wrong-value",
        say`This session has both \`minutes\` and \`end\`.`,
        say`Keep one of the two.`,
        [...path, "end"],
        "key",
      );
      return false;
    }
    // If a key is misspelled or the session is not a mapping, a missing end is a consequence.
    const keys = Object.keys(entry);
    const isConsequence = keys.length === 0 || this.#problems.isBroken(path, "<<") || keys.some((key) => !SESSION_KEYS.has(key));
    // The help for a start such as `Mon 18:00-19:30` says where to write the end.
    const start = textOf(entry.start) ?? "";
    if (isConsequence || rangeIn(start) !== null) return false;
    const help = say`Add \`minutes: 90\` or \`end: "${trusted(this.#times.exampleEnd(start))}"\`.`;
    this.#problems.report("missing-key", say`This session has no end.`, help, path, "key");
    return false;
  }

  #readOnCall(): OnCallShift[] {
    return list(this.#root.onCall).flatMap((raw, i) => {
      const entry = mapping(raw);
      const clinician = this.#people.lookUp(entry.clinician, this.#people.clinicians, ["onCall", i, "clinician"]);
      const interval = this.#times.interval(entry, ["onCall", i]);
      return clinician === null || interval === null ? [] : [{ clinician, index: i, ...interval }];
    });
  }

  #readImported(): Imported | null {
    if (this.#root.imported === undefined) return null;
    const imported = mapping(this.#root.imported);
    const { open, rows } = imported;
    const isBroken = ["open", "rows"].some((key) => this.#problems.isBroken(["imported", key]));
    if (!isBroken && typeof open === "number" && typeof rows === "number" && open > rows)
      this.#problems.report(
        "bad-import",
        say`The source has ${trusted(count(rows, "row"))}, so ${open} of them cannot be open.`,
        say`Write a number from 0 to ${rows}.`,
        ["imported", "open"],
      );
    return imported as unknown as Imported;
  }

  #checkKind(kind: string, path: Path, part: "key" | "value"): void {
    if (kind === "" || isTooLong(kind) || this.#vocabulary.kinds.has(kind)) return;
    const message = part === "key" ? say`Unknown kind of session` : say`Unknown kind of session \`${untrusted(kind)}\``;
    this.#people.unknown.word("kind", kind, path, message, this.#vocabulary.kinds.keys(), part);
  }

  /** Refuses session and clinician ids that contain the id of a patient or couple, because reports show them. */
  #refuseCarriedIds(clinicians: readonly Clinician[], sessions: readonly Session[], people: IdMatcher): void {
    const check = (section: string, { id, index }: Clinician | Session): void => {
      const [first] = people.find(id);
      if (first === undefined) return;
      this.#problems.report(
        "id-in-id",
        say`This id contains the id of ${this.#people.protectedPerson(first.id) as Patient | Couple}. Reports show this id.`,
        say`Choose another id.`,
        [section, index, "id"],
      );
    };
    for (const clinician of clinicians) check("clinicians", clinician);
    for (const session of sessions) check("sessions", session);
  }
}

/** The known keys of a session. The schema reports others. */
const SESSION_KEYS = new Set([
  "id",
  "kind",
  "start",
  "minutes",
  "end",
  "clinicians",
  "patients",
  "couples",
  "cpt",
  "status",
  "title",
  "fixed",
]);

/** Whole minutes in a number of hours. First rounds to a hundredth of a minute, so that 2.3 hours are 138 minutes, not 137. */
function wholeMinutes(hours: number): number {
  return Math.floor(Math.round(hours * 6_000) / 100);
}

const NO_SESSION: Omit<Session, "id" | "index"> = {
  title: null,
  kind: "",
  from: 0,
  until: 1,
  clinicians: [],
  patients: { stays: [], headcount: 0 },
  couples: { stays: [], headcount: 0 },
  hasHeadcount: false,
  cpt: undefined,
  canceled: false,
  fixed: false,
  writtenOffset: null,
};
