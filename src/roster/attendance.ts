/** Reads the attendance of a session: the lists of clinicians, patients and couples, and headcounts. */
import type { Path } from "../document/document.ts";
import { isMapping, list, type Mapping } from "../document/untyped.ts";
import { say, trusted } from "../message.ts";
import { nameOf, type People, type Person, type Table } from "./people.ts";
import type { ProblemCollector } from "./problem-collector.ts";
import type { TimeResolver, Written } from "./resolve-time.ts";
import type { Attendance, Stay } from "./roster.ts";

/** The hours of a session that its stays depend on. */
export interface Hours {
  readonly start: Written;
  /** The end of the session. */
  readonly until: number;
}

/** A function that reads the list or headcount at a path in a session; `hours` is null if unknown. */
export function attendanceReader(people: People, times: TimeResolver, problems: ProblemCollector) {
  return <Who extends Person>(raw: unknown, table: Table<Who>, hours: Hours | null, path: Path): Attendance<Who> => {
    if (typeof raw === "number") return { stays: [], headcount: raw };
    const listed = list(raw).map((entry, i): Stay<Who> | null => {
      const at = [...path, i];
      const who = people.lookUpEntry(entry, table, at);
      const isPartial = isMapping(entry) && (entry.from !== undefined || entry.until !== undefined);
      if (isPartial && hours === null) for (const key of ["from", "until"] as const) times.check(entry[key], at, key);
      if (who === null || (isPartial && hours === null)) return null;
      // Without hours, a person who is listed twice is still found.
      if (hours === null) return { who, from: 0, until: 1 };
      return isPartial ? readStay(who, entry, hours, at) : { who, from: hours.start.moment, until: hours.until };
    });
    if (new Set(listed.map((stay) => stay?.who)).size < listed.length) checkOverlaps(listed, path);
    return { stays: listed.filter((stay) => stay !== null), headcount: 0 };
  };

  function readStay<Who>(who: Who, entry: Mapping, hours: Hours, path: Path): Stay<Who> | null {
    const bound = (key: "from" | "until"): number | null => {
      if (entry[key] === undefined) return key === "from" ? hours.start.moment : hours.until;
      const written = times.since(entry[key], hours.start, path, key);
      if (written === null) return null;
      if (written.moment >= hours.start.moment && written.moment <= hours.until) return written.moment;
      problems.report(
        "outside-session",
        say`\`${trusted(key)}\` is outside the session.`,
        say`Write a time within the session. A time such as "18:30" is the first one at or after its start.`,
        [...path, key],
      );
      return null;
    };
    const from = bound("from");
    const until = bound("until");
    if (from === null || until === null) return null;
    if (from === hours.until || until === hours.start.moment) {
      const [key, when] = from === hours.until ? ["from", "ends"] : ["until", "starts"];
      problems.report(
        "outside-session",
        say`The session ${trusted(when)} at this time, so the stay would last 0 minutes.`,
        say`Write a time within the session.`,
        [...path, key],
      );
      return null;
    }
    const interval = times.ordered(from, until, [...path, entry.until === undefined ? "from" : "until"]);
    return interval === null ? null : { who, ...interval };
  }

  /** Refuses every stay in a list that overlaps an earlier stay of the same person. */
  function checkOverlaps<Who extends Person>(stays: readonly (Stay<Who> | null)[], path: Path): void {
    const inOrder = stays
      .flatMap((stay, entry) => (stay === null ? [] : { stay, entry }))
      .sort((a, b) => a.stay.from - b.stay.from || a.entry - b.entry);
    const latest = new Map<Who, { stay: Stay<Who>; entry: number }>();
    for (const one of inOrder) {
      const before = latest.get(one.stay.who);
      if (before === undefined || before.stay.until < one.stay.until) latest.set(one.stay.who, one);
      if (before === undefined || before.stay.until <= one.stay.from) continue;
      problems.report(
        "overlapping-stays",
        say`This session lists ${nameOf(one.stay.who)} twice for the same time.`,
        say`Delete one of the two, or add \`from\` and \`until\` that do not overlap.`,
        [...path, Math.max(before.entry, one.entry)],
      );
    }
  }
}
