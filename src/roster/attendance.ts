/** Who is in a session, and when: the lists of clinicians, patients and couples, and headcounts. */
import type { Path } from "../document/document.ts";
import { isMapping, list, type Mapping } from "../document/untyped.ts";
import { say, trusted } from "../message.ts";
import { type Known, nameOf, type People, type Person, type Table } from "./people.ts";
import type { ProblemCollector } from "./problem-collector.ts";
import type { TimeResolver, Written } from "./resolve-time.ts";
import type { Attendance, Stay } from "./roster.ts";

/** When a session takes place, as far as its stays depend on it. */
export interface Hours {
  readonly start: Written;
  /** The moment of its end. */
  readonly until: number;
}

/** Reads the lists and headcounts of sessions, and notes meanwhile who might be in two sessions at once. */
export class AttendanceReader {
  readonly #people: People;
  readonly #times: TimeResolver;
  readonly #complaints: ProblemCollector;
  readonly #perhapsTwice = new Set<Person>();
  #lists = 0;

  constructor(people: People, times: TimeResolver, complaints: ProblemCollector) {
    this.#people = people;
    this.#times = times;
    this.#complaints = complaints;
  }

  /** Whoever might be in two sessions at once, told by the sessions' hours alone. */
  get perhapsTwice(): ReadonlySet<Person> {
    return this.#perhapsTwice;
  }

  /** Reads the list or headcount in a field of the session at `path`; `hours` are null where they are not known. */
  read<Who extends Person>(raw: unknown, table: Table<Who>, hours: Hours | null, path: Path, field: string): Listed<Who> {
    if (typeof raw === "number") return new Listed<Who>([], null, raw, true);
    const entries = list(raw);
    if (entries.length === 0) return NOBODY;
    const thisList = ++this.#lists;
    // Made only for a list that is more than ids of people who are there throughout.
    let stays: (Stay<Who> | null)[] | null = null;
    let listPath: Path | null = null;
    let repeated = false;
    let moves = false;
    for (let i = 0; i < entries.length; i++) {
      const entry = entries[i];
      let someone: Known<Who> | null | undefined = table.byId.get(entry as string);
      if (someone === undefined) {
        listPath ??= path.concat(field);
        someone = this.#people.lookUpEntry(entry, table, listPath, i);
      }
      const isPartial = isMapping(entry) && (entry.from !== undefined || entry.until !== undefined);
      const stay = someone !== null && isPartial ? this.#readStay(someone.who, entry, hours, [...path, field, i]) : someone;
      if (stay === null || typeof entry !== "string") stays ??= [...wholeStays(entries.slice(0, i), table.byId)];
      stays?.push(stay);
      if (someone === null || stay === null) continue;
      if (stay !== someone || someone.moves) moves = true;
      if (someone.seenIn === thisList) repeated = true;
      someone.seenIn = thisList;
      if (hours !== null) this.#noteHours(someone, hours.start.moment, hours.until);
    }
    if (repeated) this.#checkOverlaps(stays ?? wholeStays(entries, table.byId), [...path, field]);
    if (stays === null) return new Listed(entries, table.byId, 0, !moves);
    const present = stays.filter((stay) => stay !== null);
    return new Listed<Who>(present, null, 0, !moves);
  }

  /** Somebody's sessions so far span a time; whoever is listed in another one within it may be in two at once. */
  #noteHours(listed: Known<Person>, from: number, until: number): void {
    if (from < listed.busyUntil && listed.busyFrom < until) this.#perhapsTwice.add(listed.who);
    if (from < listed.busyFrom) listed.busyFrom = from;
    if (until > listed.busyUntil) listed.busyUntil = until;
    if (listed.partners.length > 0) for (const partner of listed.partners) this.#noteHours(partner, from, until);
  }

  #readStay<Who>(who: Who, entry: Mapping, hours: Hours | null, path: Path): Stay<Who> | null {
    if (hours === null) return null;
    const bound = (key: "from" | "until"): number | null => {
      if (entry[key] === undefined) return key === "from" ? hours.start.moment : hours.until;
      const written = this.#times.since(entry[key], hours.start, path, key);
      if (written === null) return null;
      if (written.moment >= hours.start.moment && written.moment <= hours.until) return written.moment;
      this.#complaints.report(
        say`This \`${trusted(key)}\` lies outside the session.`,
        say`Write a time within the session; a bare time such as "18:30" is the first one at or after its start.`,
        [...path, key],
      );
      return null;
    };
    const from = bound("from");
    const until = bound("until");
    if (from === null || until === null) return null;
    if (from === hours.until || until === hours.start.moment) {
      const [key, when] = from === hours.until ? ["from", "is over"] : ["until", "has only begun"];
      this.#complaints.report(
        say`The session ${trusted(when)} at this time, so this stay has no length.`,
        say`Write a time within the session.`,
        [...path, key],
      );
      return null;
    }
    const interval = this.#times.ordered(from, until, [...path, entry.until === undefined ? "from" : "until"]);
    return interval === null ? null : { who, ...interval };
  }

  /** Refuses every stay of a list that overlaps an earlier one of the same person. */
  #checkOverlaps<Who extends Person>(stays: readonly (Stay<Who> | null)[], path: Path): void {
    const inOrder = stays
      .flatMap((stay, place) => (stay === null ? [] : { stay, place }))
      .sort((a, b) => a.stay.from - b.stay.from || a.place - b.place);
    const latest = new Map<Who, { stay: Stay<Who>; place: number }>();
    for (const one of inOrder) {
      const before = latest.get(one.stay.who);
      if (before === undefined || before.stay.until < one.stay.until) latest.set(one.stay.who, one);
      if (before === undefined || before.stay.until <= one.stay.from) continue;
      this.#complaints.report(
        say`In this session ${nameOf(one.stay.who)} is listed twice for the same time.`,
        say`Delete one of the two, or give them \`from\` and \`until\` that do not overlap.`,
        [...path, Math.max(before.place, one.place)],
      );
    }
  }
}

/** A list or headcount as it was read. */
export class Listed<Who> implements Attendance<Who> {
  readonly headcount: number;
  /** Whether nobody in it comes, goes, is away, or might be listed without a partner. */
  readonly still: boolean;
  readonly #entries: readonly unknown[];
  readonly #byId: ReadonlyMap<string, Known<Who>> | null;

  /** `entries` are stays; or, with a table, ids of people who are there throughout: few rules ask for the stays of most lists. */
  constructor(entries: readonly unknown[], byId: ReadonlyMap<string, Known<Who>> | null, headcount: number, still: boolean) {
    this.headcount = headcount;
    this.still = still;
    this.#entries = entries;
    this.#byId = byId;
  }

  get size(): number {
    return this.#entries.length;
  }

  get stays(): readonly Stay<Who>[] {
    return (this.#byId === null ? this.#entries : wholeStays(this.#entries, this.#byId)) as readonly Stay<Who>[];
  }
}

export const NOBODY = new Listed<never>([], null, 0, true);

function wholeStays<Who>(ids: readonly unknown[], byId: ReadonlyMap<string, Known<Who>>): readonly (Stay<Who> | null)[] {
  const first = byId.get(ids[0] as string);
  if (ids.length === 1 && first !== undefined) {
    first.alone ??= [first];
    return first.alone;
  }
  const stays = new Array<Stay<Who> | null>(ids.length);
  for (let i = 0; i < ids.length; i++) stays[i] = byId.get(ids[i] as string) ?? null;
  return stays;
}
