import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { audit, type JsonReport, parseRoster } from "../src/index.ts";
import { tries } from "./support/matrix.ts";
import { type Case, randomCase, shown } from "./support/random-roster.ts";
import type { EntryData, RosterData, SessionData } from "./support/recount.ts";

type JsonRoster = JsonReport["rosters"][number];

/** What a report says of a roster, without places in the file. */
interface Said {
  readonly sessions: Record<string, string>;
  readonly findings: string[];
  readonly notChecked: string[];
}

const RUNS = tries(60, 20);

/** Tries something with random rosters; what fails is shown as a roster to paste. */
function always(check: (one: Case) => void, runs = RUNS): void {
  fc.assert(
    fc.property(randomCase, (one) => {
      check(one);
    }),
    {
      numRuns: runs,
      reporter(run) {
        if (!run.failed) return;
        const [one] = run.counterexample ?? [];
        throw new Error(`seed ${run.seed}, path "${run.counterexamplePath}"\n\n${one && shown(one)}\n\n${run.errorInstance}`);
      },
    },
  );
}

function report({ roster, standards }: Case, options = {}): JsonRoster {
  const [found] = audit(parseRoster(JSON.stringify(roster), { file: "week.json" }), { standards, ...options }).rosters;
  if (found === undefined || found.problems.length > 0) throw new Error(`not valid: ${JSON.stringify(found?.problems)}`);
  return found;
}

/** The report of people by id, in an order other than the file's. */
function said(one: Case): Said {
  return saidOf(report(one, { showPatients: true }));
}

function saidOf({ sessions, findings, notChecked }: JsonRoster): Said {
  return {
    sessions: Object.fromEntries(sessions.map(({ id, ...session }) => [id, JSON.stringify(session)])),
    findings: findings
      .map(({ at: _, fingerprint: __, related, message, advice, ...finding }) =>
        JSON.stringify({
          ...finding,
          message: words(message),
          advice: words(advice ?? ""),
          related: related.map((other) => words(other.message)).sort(),
        }),
      )
      .sort(),
    notChecked: notChecked.map(({ rule, reason }) => `${rule}: ${words(reason)}`).sort(),
  };
}

/** The words of a sentence without lines and without the order in which it lists things. */
function words(sentence: string): string {
  return sentence
    .replaceAll(/ \(line \d+\)/g, "")
    .split(/[\s,.;:]+/)
    .sort()
    .join(" ");
}

function withSessions({ roster, standards }: Case, change: (session: SessionData) => SessionData): Case {
  return { standards, roster: { ...roster, sessions: roster.sessions.map(change) } };
}

function reversed<T>(list: readonly T[]): T[] {
  return [...list].reverse();
}

function rotated<T>(list: readonly T[]): T[] {
  return [...list.slice(1), ...list.slice(0, 1)];
}

describe("the order of lists says nothing", () => {
  for (const name of ["reversed", "rotated"]) {
    const order = <T>(list: readonly T[]): T[] => (name === "reversed" ? reversed(list) : rotated(list));
    const attendees = <T>(list: T): T => (Array.isArray(list) ? (order(list) as T) : list);

    it(`sessions, clinicians, patients and couples ${name}: the same verdicts and findings`, () => {
      always(({ roster, standards }) => {
        const { clinicians, patients, couples, sessions, ...rest } = roster;
        const other: RosterData = {
          ...rest,
          clinicians: order(clinicians),
          ...(patients === undefined ? {} : { patients: order(patients) }),
          ...(couples === undefined ? {} : { couples: order(couples) }),
          sessions: order(sessions),
        };
        expect(said({ roster: other, standards })).toEqual(said({ roster, standards }));
      });
    });

    it(`attendees, stays, roles, away times and partners ${name}: the same verdicts and findings`, () => {
      always((one) => {
        const other = withSessions(one, (session) => ({
          ...session,
          clinicians: attendees(session.clinicians ?? []),
          patients: attendees(session.patients ?? []),
          couples: attendees(session.couples ?? []),
        }));
        const { roster } = other;
        const clinicians = roster.clinicians.map((clinician) => ({
          ...clinician,
          roles: order(clinician.roles),
          ...(clinician.away === undefined ? {} : { away: order(clinician.away) }),
        }));
        const couples = roster.couples?.map(({ id, partners: [a, b] }) => ({ id, partners: [b, a] as [string, string] }));
        expect(said({ ...other, roster: { ...roster, clinicians, ...(couples === undefined ? {} : { couples }) } })).toEqual(said(one));
      });
    });
  }

  it("standards in another order: the same sessions in breach, the same rules", () => {
    const brief = (one: Case) => {
      const { sessions, findings } = report(one);
      return {
        verdicts: sessions.map((session) => session.verdict),
        findings: findings
          .map(({ rule, severity, session, clinician, patient, couple, standards }) =>
            JSON.stringify([rule, severity, session, clinician, patient, couple, [...standards].sort()]),
          )
          .sort(),
      };
    };
    always((one) => expect(brief({ ...one, standards: reversed(one.standards) })).toEqual(brief(one)));
  });
});

describe("ids are names and nothing else", () => {
  it("other ids for patients and couples, of the same length: the same bytes", () => {
    const renamed = (json: string) => json.replaceAll(/"p(\d\d)"/g, '"z$1"').replaceAll(/"c(\d)"/g, '"y$1"');
    const strip = (roster: JsonRoster) => JSON.stringify({ ...roster, sha256: "" });
    always((one) => {
      const other = { ...one, roster: JSON.parse(renamed(JSON.stringify(one.roster))) as RosterData };
      expect(strip(report(other))).toBe(strip(report(one)));
    });
  });

  it("other ids for clinicians: the same report with the other ids in it", () => {
    always((one) => {
      const rename = (text: string) => text.replaceAll(/\bk(\d)\b/g, "dr-$1");
      const other = { ...one, roster: JSON.parse(rename(JSON.stringify(one.roster))) as RosterData };
      const expected = said(one);
      expect(said(other)).toEqual({
        ...expected,
        findings: saidOf(JSON.parse(rename(JSON.stringify(report(one, { showPatients: true })))) as JsonRoster).findings,
      });
    });
  });

  it("other ids for sessions: the same report with the other ids in it", () => {
    always((one) => {
      // Ids decide which of two sessions that begin together is the later one, so they keep their order here.
      const rename = (text: string) => text.replaceAll(/\bs(\d)\b/g, "evening-$1");
      const other = { ...one, roster: JSON.parse(rename(JSON.stringify(one.roster))) as RosterData };
      expect(said(other)).toEqual(saidOf(JSON.parse(rename(JSON.stringify(report(one, { showPatients: true })))) as JsonRoster));
    });
  });
});

describe("YAML and JSON are one format", () => {
  const without = ({ file: _, sha256: __, findings, ...roster }: JsonRoster) => ({
    ...roster,
    findings: findings
      .map(({ at, related, fingerprint: ___, message, advice, ...finding }) => ({
        ...finding,
        message: words(message),
        advice: words(advice ?? ""),
        path: at.path,
        related: related.map((one) => [words(one.message), one.at.path]),
      }))
      .map((one) => JSON.stringify(one))
      .sort(),
  });

  for (const [name, write] of [
    ["block YAML", (roster: RosterData) => stringify(roster)],
    ["flow YAML", (roster: RosterData) => stringify(roster, { collectionStyle: "flow", lineWidth: 60 })],
    ["indented JSON", (roster: RosterData) => JSON.stringify(roster, null, 2)],
  ] as const) {
    it(`${name} gives the same report as JSON in one line, but for places`, () => {
      always((one) => {
        const file = name.endsWith("JSON") ? "week.json" : "week.yaml";
        const [other] = audit(parseRoster(write(one.roster), { file }), { standards: one.standards }).rosters;
        expect(without(other as JsonRoster)).toEqual(without(report(one)));
      }, 40);
    });
  }
});

describe("time", () => {
  const DATE = /\d{4}-\d\d-\d\d/g;
  const later = (days: number) => (date: string) => new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
  const SHOWN_DATE = /\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\w{3}) (\d+)(, 20\d\d)?\b/g;

  it("a week moved by seven days gives the same report seven days later", () => {
    for (const timezone of [undefined, "America/New_York"]) {
      always(({ roster, standards }) => {
        const zoned = timezone === undefined ? roster : { ...roster, timezone };
        const moved = JSON.parse(JSON.stringify(zoned).replaceAll(DATE, later(7))) as RosterData;
        // The words of messages name days and months; here they are told as dates, so that they can be moved as well.
        const dated = (one: JsonRoster): string =>
          JSON.stringify({ ...one, sha256: "" }).replaceAll(SHOWN_DATE, (_, _weekday, month, day, year) => {
            const of = year?.slice(1) ?? (month === "Jan" ? " 2027" : " 2026");
            return new Date(`${day} ${month}${of} UTC`).toISOString().slice(0, 10);
          });
        const before = dated(report({ roster: zoned, standards })).replaceAll(DATE, later(7));
        // A date may be longer to write, but not in the dated form of these rosters, so even places are the same.
        expect(dated(report({ roster: moved, standards }))).toBe(before);
      }, 40);
    }
  });

  it("a zone without a change of clocks gives the same report as wall-clock time", () => {
    always(({ roster, standards }) => {
      for (const timezone of ["Asia/Kolkata", "America/New_York", "UTC"]) {
        expect(said({ roster: { ...roster, timezone } as RosterData, standards })).toEqual(said({ roster, standards }));
      }
    }, 40);
  });

  it("weekday names of the week are dates of the week", () => {
    always(({ roster, standards }) => {
      const week = roster.week ?? "2026-11-30";
      const names = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
      const named = (text: string) =>
        text.replaceAll(/"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)"/g, (whole, date, clock) => {
          const days = (Date.parse(date) - Date.parse(week)) / 86_400_000;
          return days < 0 || days >= 7 ? whole : `"${names[new Date(date).getUTCDay()]} ${clock}"`;
        });
      const dated = { ...roster, week };
      const other = {
        ...dated,
        ...(JSON.parse(named(JSON.stringify({ sessions: dated.sessions, clinicians: dated.clinicians }))) as object),
      };
      expect(said({ roster: other, standards })).toEqual(said({ roster: dated, standards }));
    });
  });

  it("`end` instead of `minutes` changes nothing", () => {
    always((one) => {
      const ended = ({ minutes, ...session }: SessionData) => {
        const end = new Date(Date.parse(`${session.start}:00Z`) + minutes * 60_000).toISOString().slice(11, 16);
        return { ...session, end } as unknown as SessionData;
      };
      expect(said(withSessions(one, ended))).toEqual(said(one));
    });
  });
});

describe("what must change, and nothing else", () => {
  it("an empty session more is one row and its own findings more", () => {
    always(({ roster, standards }) => {
      const empty: SessionData = { id: "nobody-comes", kind: "check-in", start: "2026-12-01T09:00", minutes: 30 };
      const isOther = (finding: string) => !finding.includes('"nobody-comes"');
      for (const sessions of [
        [...roster.sessions, empty],
        [empty, ...roster.sessions],
      ]) {
        const before = said({ roster, standards });
        const after = said({ roster: { ...roster, sessions }, standards });
        const { "nobody-comes": row, ...rows } = after.sessions;
        expect(rows).toEqual(before.sessions);
        expect(JSON.parse(row as string)).toMatchObject({ verdict: "no-limit", patients: 0, clinicians: 0 });
        expect(after.findings.filter(isOther)).toEqual(before.findings);
        expect(after.findings.length - before.findings.length).toBeLessThanOrEqual(3);
        const outside = roster.week === undefined ? ["session-outside-week: no"] : [];
        expect(after.notChecked.filter((one) => !outside.some((some) => one.startsWith(some.slice(0, 20))))).toEqual(
          before.notChecked.filter((one) => !outside.some((some) => one.startsWith(some.slice(0, 20)))),
        );
      }
    });
  });

  it("a canceled session more is one row more", () => {
    always(({ roster, standards }) => {
      const [first] = roster.sessions as [SessionData];
      const canceled: SessionData = { ...first, id: "called-off", status: "canceled" };
      const before = said({ roster, standards });
      const after = said({ roster: { ...roster, sessions: [...roster.sessions, canceled] }, standards });
      const { "called-off": row, ...rows } = after.sessions;
      expect(JSON.parse(row as string)).toMatchObject({ verdict: "canceled", limits: [] });
      expect({ ...after, sessions: rows }).toEqual(before);
    });
  });

  it("both partners listed one by one count as the couple does", () => {
    always((one) => {
      const partners = new Map((one.roster.couples ?? []).map((couple) => [couple.id, couple.partners]));
      const apart = (session: SessionData): SessionData => {
        if (!Array.isArray(session.couples) || !Array.isArray(session.patients)) return session;
        const listed = new Set(session.patients.map(idOf));
        const free = session.couples.filter((entry: EntryData) => !(partners.get(idOf(entry)) ?? []).some((id) => listed.has(id)));
        const singles = free.flatMap((entry: EntryData) =>
          (partners.get(idOf(entry)) ?? []).map((id) => (typeof entry === "string" ? id : { ...entry, id })),
        );
        return {
          ...session,
          couples: session.couples.filter((entry: EntryData) => !free.includes(entry)),
          patients: [...session.patients, ...singles],
        };
      };
      const other = withSessions(one, apart);
      expect(said(other)).toEqual(said(one));
    });
  });

  it("the same standard's rules in another standard's name: the same rows, both named", () => {
    always(({ roster, standards }) => {
      const [first] = standards.filter((standard) => typeof standard !== "string");
      if (first === undefined) return;
      const joined = (names: readonly string[]) => (names.includes(first.name) ? [...names, "twin"] : names);
      const alone = report({ roster, standards });
      const both = report({ roster, standards: [...standards, { ...first, name: "twin" }] });
      expect(both.sessions).toEqual(
        alone.sessions.map((session) => ({
          ...session,
          limits: session.limits.map((row) => ({ ...row, standards: joined(row.standards) })),
        })),
      );
      expect(both.findings.map(({ rule, session, standards }) => [rule, session, standards])).toEqual(
        alone.findings.map(({ rule, session, standards }) => [rule, session, joined(standards)]),
      );
    });
  });
});

function idOf(entry: EntryData): string {
  return typeof entry === "string" ? entry : entry.id;
}
