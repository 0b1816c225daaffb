import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { audit, type JsonReport, parseRoster } from "../src/index.ts";
import { type Case, randomCase, shown } from "./support/random-roster.ts";
import { type RecountedFinding, type RecountedRow, recount } from "./support/recount.ts";

type JsonRoster = JsonReport["rosters"][number];
type JsonFinding = JsonRoster["findings"][number];
type JsonRow = JsonRoster["sessions"][number]["limits"][number];

/** Rules that one limit breaks: their findings name the standards that set it, whichever way those are put together. */
const OF_A_LIMIT = new Set(["ratio-exceeded", "group-too-large", "too-few-clinicians", "at-capacity"]);

const RUNS = Number(process.env.RECOUNT_RUNS ?? 1_500);

describe("the engine against a plain recount of every minute", () => {
  it(`agrees on limits, verdicts and findings of ${RUNS} random rosters`, () => agree(compare, RUNS));

  it("names of a double booking the other session that ends last, and all of the hours in both", () => agree(compareHours, RUNS / 5));

  it("puts together of a double booking each patient and each clinician once", () => agree(compareTogether, RUNS / 5));

  it("meets every rule and every verdict among them, so that the comparison is about something", () => {
    const rules = new Map<string, number>();
    const verdicts = new Map<string, number>();
    for (const { roster, standards } of fc.sample(randomCase, { numRuns: 300, seed: 4 })) {
      const counted = recount(roster, standards);
      for (const { rule } of counted.findings) rules.set(rule, (rules.get(rule) ?? 0) + 1);
      for (const { verdict } of counted.sessions) verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
    }
    expect([...rules].filter(([, times]) => times >= 20)).toHaveLength(18);
    expect(
      [...verdicts]
        .filter(([, times]) => times >= 20)
        .map(([verdict]) => verdict)
        .sort(),
    ).toEqual(["breach", "cancelled", "no-limit", "ok"]);
  });
});

/** Asserts that a comparison finds no differences in random cases; a counterexample is shown as a roster to paste. */
function agree(differences: (one: Case) => string[], numRuns: number): void {
  fc.assert(
    fc.property(randomCase, (one) => differences(one).length === 0),
    {
      numRuns,
      reporter(run) {
        if (!run.failed) return;
        const [one] = run.counterexample ?? [];
        const story = one === undefined ? String(run.errorInstance) : `${shown(one)}\n\n${differences(one).join("\n")}`;
        throw new Error(`seed ${run.seed}, path "${run.counterexamplePath}", ${run.numShrinks} shrinks\n\n${story}`);
      },
    },
  );
}

function engine({ roster, standards }: Case): JsonRoster {
  return audit(parseRoster(JSON.stringify(roster), { file: "week.json" }), { standards }).rosters[0] as JsonRoster;
}

/** What the engine and the recount say differently, in lines. */
function compare(one: Case): string[] {
  const { roster, standards } = one;
  const report = engine(one);
  if (report.problems.length > 0) return report.problems.map((problem) => `not valid: ${problem.message}`);
  const counted = recount(roster, standards);
  const order = standards.map((standard) => (typeof standard === "string" ? standard : standard.name));
  const differences: string[] = [];
  const differ = (what: string, engine: unknown, recounted: unknown) => {
    const [a, b] = [JSON.stringify(engine), JSON.stringify(recounted)];
    if (a !== b) differences.push(`${what}: engine ${a}, recount ${b}`);
  };

  counted.sessions.forEach((expected, i) => {
    const session = report.sessions[i] as JsonRoster["sessions"][number];
    const { id } = expected;
    for (const key of ["id", "verdict", "clinicians", "patients", "couples"] as const) differ(`${id} ${key}`, session[key], expected[key]);
    differ(`${id} limits`, session.limits.flatMap(rowKeys).sort(), expected.rows.map(rowKey).sort());
    for (const row of expected.rows) {
      const shownRow = session.limits.find((one) => isSameLimit(one, row));
      if (shownRow !== undefined) differences.push(...compareRow(id, shownRow, row));
    }
    for (const row of session.limits) differ(`${id} order of standards`, row.standards, inOrder(row.standards, order));
  });

  const found = report.findings.flatMap((finding) => findingKeys(finding, order)).sort();
  const recounted = counted.findings.map(findingKey).sort();
  for (const key of found.filter((one) => !recounted.includes(one))) differences.push(`only the engine finds ${key}`);
  for (const key of recounted.filter((one) => !found.includes(one))) differences.push(`only the recount finds ${key}`);
  if (differences.length === 0) differ("findings", found, recounted);
  differ("not checked", [...new Set(report.notChecked.map((one) => one.rule))].sort(), counted.notChecked);
  return differences;
}

function isSameLimit(row: JsonRow, { standard, limit, cap, per }: RecountedRow): boolean {
  return row.standards.includes(standard) && row.limit === limit && row.cap === cap && row.per === per;
}

function rowKeys({ standards, limit, cap, per, holds, openPlaces, places }: JsonRow): string[] {
  return standards.map((standard) => rowKey({ standard, limit, cap, per, holds, openPlaces, places }));
}

function rowKey({ standard, limit, cap, per, holds, openPlaces, places }: Omit<RecountedRow, "worst">): string {
  return `${standard} ${limit} ${cap} ${per}: ${places} places, ${holds ? "holds" : "broken"}, ${openPlaces} open`;
}

function compareRow(session: string, row: JsonRow, { standard, limit, cap, worst }: RecountedRow): string[] {
  if (worst === null) return [];
  const what = `${session} ${standard} ${limit} ${cap}`;
  const differences: string[] = [];
  if (row.weight !== worst.weight) differences.push(`${what} weight: engine ${row.weight}, recount ${worst.weight}`);
  if (row.from !== worst.from) differences.push(`${what} from: engine ${row.from}, recount ${worst.from}`);
  if (row.until <= row.from || row.until > worst.untilAtMost)
    differences.push(`${what} until: engine ${row.until}, recount at most ${worst.untilAtMost}`);
  return differences;
}

function inOrder(standards: readonly string[], order: readonly string[]): string[] {
  return order.filter((standard) => standards.includes(standard));
}

function findingKeys({ message, ...finding }: JsonFinding, order: readonly string[]): string[] {
  const { rule, standards } = finding;
  const spans = rule.endsWith("double-booked") ? null : spansIn(message);
  const split = OF_A_LIMIT.has(rule) ? standards.map((standard) => [standard]) : [inOrder(standards, order)];
  return split.map((some) => findingKey({ ...finding, session: finding.session ?? "", standards: some, spans }));
}

/** A finding in a line. */
function findingKey({ rule, severity, session, clinician, patient, couple, standards, spans }: RecountedFinding): string {
  const when = (spans ?? []).slice(0, MOST_SPANS).map((span) => ` ${span}`);
  const who = [clinician, patient, couple].filter((one) => one !== null).join(" ");
  return `${severity} ${rule} ${session} [${standards.join(", ")}]${who === "" ? "" : ` ${who}`}${when.join(" and")}`;
}

/** Messages list so many spans and count the others. */
const MOST_SPANS = 8;

function spansIn(message: string): string[] {
  // The worst moment's time may stand before that of all broken ones.
  const broken = message.indexOf("The limit is broken");
  const spans = message.slice(Math.max(0, broken)).matchAll(/\bfrom ((?:\w+ \d+ \w+ )?\d\d:\d\d) to ((?:\w+ \d+ \w+ )?\d\d:\d\d)/g);
  return [...spans].map(([, from, until]) => `${from}-${until}`);
}

type Others = NonNullable<RecountedFinding["others"]>;

/** The double bookings in which the recount differs from what the engine says, told by `told` and compared with `isTold`. */
function compareDoubleBookings(
  one: Case,
  told: (finding: JsonFinding) => string,
  isTold: (other: Others[number], told: string) => boolean,
): string[] {
  const report = engine(one);
  const { findings } = recount(one.roster, one.standards);
  return report.findings.flatMap((finding) => {
    const { rule, session, clinician, patient, message } = finding;
    const expected = findings.find(
      (other) =>
        other.others && other.rule === rule && other.session === session && other.clinician === clinician && other.patient === patient,
    );
    if (expected?.others === undefined) return [];
    const other = report.sessions[Number(finding.related[0]?.at.path[1])]?.id;
    const isRight = expected.others.some((candidate) => candidate.id === other && isTold(candidate, told(finding)));
    return isRight ? [] : [`${rule} in ${session}: ${message}`, `  recount: ${JSON.stringify(expected.others)}`];
  });
}

function compareHours(one: Case): string[] {
  return compareDoubleBookings(
    one,
    ({ message }) => spansIn(message).join(),
    ({ spans }, told) => spans.slice(0, MOST_SPANS).join() === told,
  );
}

/** Which of the clinicians count depends on two kinds and several standards; there can be no more than are there. */
function compareTogether(one: Case): string[] {
  return compareDoubleBookings(
    one,
    ({ rule, message }) =>
      rule.startsWith("clinician") ? message.replace(/.*taken together (\d+) patients?(?: \([^)]*\))? with (\d+).*/, "$1:$2") : "",
    ({ together }, told) => {
      const [patients, counted] = told.split(":").map(Number);
      return told === "" || together.some((minute) => minute.patients === patients && (counted as number) <= minute.clinicians);
    },
  );
}
