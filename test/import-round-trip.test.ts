/**
 * Weeks that are written in the forms of clinics, with the mapping that goes with them, and imported again: the audit of what is
 * imported is that of the week, for what the form can say. See `support/plain-week.ts` for the weeks.
 *
 * | form | what it can say |
 * |---|---|
 * | a row per attendee (CSV, XLSX) | sessions with clinicians and named patients, all of them there throughout; couples who attend together; codes, kinds, cancellations. With a client list: all couples, counselors, states. With a table of shifts: when clinicians can work |
 * | a row per session (CSV, XLSX) | the same, and numbers in place of names, sessions without clinicians or without patients |
 * | a row per stay (CSV, XLSX) | sessions that take place, with the stays of clinicians and patients; couples who are there throughout; no codes |
 * | a calendar | sessions with clinicians and patients, all there throughout; couples only where attendees have no addresses; codes, cancellations, series |
 * | FHIR data | sessions with patients and their stays, and one stay of the clinicians together; codes, cancellations, counselors, states, when clinicians can work; no couples |
 *
 * A time that the clock shows twice is meant for the first time, unless the form has offsets from UTC. A session of a kind for one
 * patient has one patient, or one couple, where a row is an attendee.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { audit, importRoster, parseRoster, type RosterFile, type RosterReport } from "../src/index.ts";
import { tries } from "./support/matrix.ts";
import { type Ids, type PlainWeek, plainWeeks, rosterOf } from "./support/plain-week.ts";
import { FEED_FORMS } from "./support/written-feeds.ts";
import { chooser, type Form, type Written } from "./support/written-forms.ts";
import { TABLE_FORMS } from "./support/written-tables.ts";

const RUNS = Number(process.env.ROUND_TRIP_RUNS ?? tries(1500, 40));

const STANDARDS = [["benchmark"], ["premium", "benchmark-strict", "us-co-iop"]];

/** The same roster with the attendees of each session in the order of their ids, in which messages name them. */
function inOrder(roster: RosterFile): RosterFile {
  const idOf = (one: unknown) => (typeof one === "object" ? (one as { readonly id: string }).id : String(one));
  const sorted = (some: unknown) =>
    Array.isArray(some) ? [...some].sort((a, b) => (idOf(a) < idOf(b) ? -1 : idOf(a) > idOf(b) ? 1 : 0)) : some;
  const sessions = roster.sessions.map((one) => ({ ...one, patients: sorted(one.patients), couples: sorted(one.couples) }));
  return { ...roster, sessions } as RosterFile;
}

/** What is said of a roster, without places in its file. */
function saidOf(given: RosterFile, standards: readonly string[]) {
  const roster = inOrder(given);
  const [report] = audit(parseRoster(JSON.stringify(roster), { file: "week.json" }), { standards, showPatients: true }).rosters;
  const { problems, sessions, findings, notChecked, remarks } = report as RosterReport;
  expect(problems).toEqual([]);
  return {
    sessions: [...sessions].sort((a, b) => (a.id < b.id ? -1 : 1)),
    findings: findings
      .map(({ at: _, related, fingerprint: __, ...finding }) => ({ ...finding, related: related.map(({ message }) => message) }))
      .map((finding) => JSON.stringify(finding).replace(/ \((?:also )?lines? [^)]*\)/g, ""))
      .sort(),
    notChecked: notChecked.map((one) => JSON.stringify(one)).sort(),
    remarks: remarks.map((one) => JSON.stringify(one)).sort(),
  };
}

interface KeyFile {
  readonly patients?: readonly { readonly source: string; readonly id: string }[];
  readonly couples?: readonly { readonly id: string; readonly partners: readonly string[] }[];
}

/** The ids that the import gave to people and couples. */
function idsIn(key: string, { keys }: Written): Ids {
  const { patients = [], couples = [] } = parse(key) as KeyFile;
  const ids = new Map(patients.map(({ source, id }) => [keys.get(source), id]));
  const person = (who: number) => ids.get(who) ?? `not-imported-${who}`;
  return {
    person,
    couple: (partners) => {
      const both = partners.map(person).sort();
      return couples.find((one) => [...one.partners].sort().join() === both.join()) ?? { id: `not-imported-${both}`, partners: both };
    },
  };
}

/** A finding that names the people of a session in whatever order the roster lists them. */
function inAnyOrder(finding: string): string {
  const people: string[] = [];
  const sentence = finding.replace(/\bp-\d+(?: has \d+ (?:h|min)(?: \d+ min)?)?/g, (person) => {
    people.push(person);
    return "•";
  });
  return `${sentence} ${people.sort().join()}`;
}

/** One fact a line, so that a difference is short. */
function linesOf(said: ReturnType<typeof saidOf>): readonly string[] {
  return [...said.sessions.map((one) => JSON.stringify(one)), ...said.findings.map(inAnyOrder).sort(), ...said.notChecked, ...said.remarks];
}

/** The lines that only one of two texts has. */
function differences(error: unknown): string {
  const { actual = [], expected = [] } = error as { readonly actual?: readonly string[]; readonly expected?: readonly string[] };
  if (!Array.isArray(actual) || !Array.isArray(expected)) return String(error);
  const only = (some: readonly string[], others: readonly string[]) => some.filter((line) => !others.includes(line));
  return [...only(actual, expected).map((line) => `imported: ${line}`), ...only(expected, actual).map((line) => `expected: ${line}`)].join(
    "\n",
  );
}

function expectSame(form: Form, week: PlainWeek, ways: readonly number[]): boolean {
  const { carried, write } = form.prepare(week, chooser(ways));
  if (carried.sessions.length === 0) return false;
  const written = write();
  const result = importRoster(written.files, { ...written.options, mapping: JSON.stringify(written.mapping), key: "" });
  if (result.refused !== null) throw new Error(`refused: ${result.refused.message}`);
  const { roster, account, key } = result;
  if (roster === null) throw new Error(`not written: ${JSON.stringify(account, null, 1)}`);
  expect(account.rows.open, JSON.stringify(account, null, 1)).toBe(0);
  const imported = parseRoster(roster)[0]?.document.value as RosterFile;
  const expected = rosterOf(carried, idsIn(key as string, written));
  for (const standards of STANDARDS) expect(linesOf(saidOf(imported, standards))).toEqual(linesOf(saidOf(expected, standards)));
  return true;
}

/** A file as a person can read it. */
function shown({ files, mapping, options }: Written): string {
  const texts = files.map(
    ({ name, bytes }) => `--- ${name}\n${name.endsWith(".xlsx") ? `${bytes.length} bytes` : new TextDecoder().decode(bytes)}`,
  );
  return [...texts, `--- mapping\n${JSON.stringify(mapping)}`, `--- options\n${JSON.stringify(options)}`].join("\n");
}

const ways = fc.array(fc.nat(59), { minLength: 61, maxLength: 61 });

test.each([...TABLE_FORMS, ...FEED_FORMS].map((form) => [form.name, form] as const))("%s: the audit is the same", (_, form) => {
  let tried = 0;
  fc.assert(
    fc.property(plainWeeks, ways, (week, how) => {
      if (expectSame(form, week, how)) tried++;
    }),
    {
      numRuns: RUNS,
      reporter(run) {
        if (!run.failed) return;
        const [week, how] = run.counterexample ?? [];
        if (week === undefined || how === undefined) throw new Error("no counterexample");
        const { carried, write } = form.prepare(week, chooser(how));
        const parts = [
          `seed ${run.seed}, path "${run.counterexamplePath}"`,
          JSON.stringify(carried.sessions),
          shown(write()),
          String(run.errorInstance),
          differences(run.errorInstance),
        ];
        throw new Error(parts.join("\n\n"));
      },
    },
  );
  expect(tried).toBeGreaterThan(RUNS / 2);
});
