/** Compares what the engine says of a roster with the recount of it, and shows a roster in which they differ. */
import fc from "fast-check";
import { audit, type JsonReport, parseRoster } from "../../src/index.ts";
import { type AnyCase, shown } from "./random-roster.ts";
import { type Recount, type RecountedFinding, type RecountedRow, recount } from "./recount.ts";

type JsonRoster = JsonReport["rosters"][number];
type JsonFinding = JsonRoster["findings"][number];
type JsonRow = JsonRoster["sessions"][number]["limits"][number];

/** Rules that one limit breaks: their findings name the standards that set it, whichever way those are put together. */
const OF_A_LIMIT = new Set(["ratio-exceeded", "group-too-large", "too-few-clinicians", "at-capacity"]);

/**
 * Asserts that the engine agrees with the recount of random cases, and returns these. A counterexample is shown as a roster to
 * paste; with `endOnFailure` it is not made as small as can be, which takes most of the time.
 */
export function agreeing(cases: fc.Arbitrary<AnyCase>, numRuns: number, endOnFailure = false): { one: AnyCase; counted: Recount }[] {
  const seen: { one: AnyCase; counted: Recount }[] = [];
  const differences = (one: AnyCase): string[] => {
    const counted = recount(one.roster, one.standards);
    seen.push({ one, counted });
    return differencesFrom(counted, one);
  };
  fc.assert(
    fc.property(cases, (one) => differences(one).length === 0),
    {
      ...{ numRuns, endOnFailure },
      reporter(run) {
        if (!run.failed) return;
        const [one] = run.counterexample ?? [];
        const story = one === undefined ? String(run.errorInstance) : `${shown(one)}\n\n${differences(one).join("\n")}`;
        throw new Error(`seed ${run.seed}, path "${run.counterexamplePath}", ${run.numShrinks} shrinks\n\n${story}`);
      },
    },
  );
  return seen;
}

export function engine({ roster, standards }: AnyCase): JsonRoster {
  return audit(parseRoster(JSON.stringify(roster), { file: "week.json" }), { standards }).rosters[0] as JsonRoster;
}

/** What the engine says differently from the recount, in lines. */
function differencesFrom(counted: Recount, one: AnyCase): string[] {
  const { standards } = one;
  const report = engine(one);
  if (report.problems.length > 0) return report.problems.map((problem) => `not valid: ${problem.message}`);
  const order = standards.map((standard) => (typeof standard === "string" ? standard : standard.name));
  const differences: string[] = [];
  const differ = (what: string, engine: unknown, recounted: unknown) => {
    const [a, b] = [JSON.stringify(engine), JSON.stringify(recounted)];
    if (a !== b) differences.push(`${what}: engine ${a}, recount ${b}`);
  };

  counted.sessions.forEach((expected, i) => {
    const session = report.sessions[i] as JsonRoster["sessions"][number];
    const { id } = expected;
    for (const key of ["id", "start", "end", "verdict", "conflict", "clinicians", "patients", "couples"] as const)
      differ(`${id} ${key}`, session[key], expected[key]);
    differ(`${id} limits`, session.limits.flatMap(rowKeys).sort(), expected.rows.map(rowKey).sort());
    for (const row of expected.rows) {
      const rows = session.limits.filter((one) => isSameLimit(one, row));
      const rowDifferences = rows.map((one) => compareRow(id, one, row));
      if (!rowDifferences.some((some) => some.length === 0)) differences.push(...rowDifferences.flat());
    }
    for (const row of session.limits) {
      const standards = row.standards.filter((one) => one !== "published");
      differ(`${id} order of standards`, standards, inOrder(standards, order));
    }
  });

  const found = report.findings.flatMap((finding) => findingKeys(finding, order)).sort();
  const recounted = counted.findings.map(findingKey).sort();
  for (const key of found.filter((one) => !recounted.includes(one))) differences.push(`only the engine finds ${key}`);
  for (const key of recounted.filter((one) => !found.includes(one))) differences.push(`only the recount finds ${key}`);
  if (differences.length === 0) differ("findings", found, recounted);
  differ("not checked", [...new Set(report.notChecked.map((one) => one.rule))].sort(), counted.notChecked);
  return [...differences, ...doubleBookingDifferences(report, counted)];
}

function isSameLimit(row: JsonRow, { standard, limit, cap, per }: RecountedRow): boolean {
  return row.standards.includes(standard) && row.limit === limit && row.cap === cap && row.per === per;
}

function rowKeys({ standards, limit, cap, per, holds, openSeats, seats: places }: JsonRow): string[] {
  return standards.map((standard) => rowKey({ standard, limit, cap, per, holds, openSeats, places }));
}

function rowKey({ standard, limit, cap, per, holds, openSeats, places }: Omit<RecountedRow, "worst">): string {
  return `${standard} ${limit} ${cap} ${per}: ${places} places, ${holds ? "holds" : "broken"}, ${openSeats} open`;
}

function compareRow(session: string, row: JsonRow, { standard, limit, cap, worst }: RecountedRow): string[] {
  if (worst === null) return [];
  const what = `${session} ${standard} ${limit} ${cap}`;
  const differences: string[] = [];
  if (row.weight !== worst.weight) differences.push(`${what} weight: engine ${row.weight}, recount ${worst.weight}`);
  if (row.from !== worst.from) differences.push(`${what} from: engine ${row.from}, recount ${worst.from}`);
  if (row.until !== worst.until) differences.push(`${what} until: engine ${row.until}, recount ${worst.until}`);
  return differences;
}

function inOrder(standards: readonly string[], order: readonly string[]): string[] {
  return order.filter((standard) => standards.includes(standard));
}

function findingKeys({ message, ...finding }: JsonFinding, order: readonly string[]): string[] {
  const { rule, standards } = finding;
  const spans = rule.endsWith("double-booked") ? null : spansIn(message);
  const split = OF_A_LIMIT.has(rule) ? standards.map((standard) => [standard]) : [inOrder(standards, order)];
  const hours = / has (.+) of sessions in the week; the maximum is (.+)\.$/.exec(message);
  const figures = hours === null ? null : `${hours[1]} of ${hours[2]}`;
  const detail = /^(\w+) does not match/.exec(message)?.[1] ?? figures ?? finding.kind ?? finding.offering;
  return split.map((some) => findingKey({ ...finding, session: finding.session ?? "", detail, standards: some, spans }));
}

/** A finding in a line. */
function findingKey({ rule, severity, session, clinician, patient, couple, detail, standards, spans }: RecountedFinding): string {
  const when = (spans ?? []).slice(0, MOST_SPANS).map((span) => ` ${span}`);
  const who = [clinician, patient, couple, detail].filter((one) => one !== null).join(" ");
  return `${severity} ${rule} ${session} [${standards.join(", ")}]${who === "" ? "" : ` ${who}`}${when.join(" and")}`;
}

/** Maximum spans that a message lists; it counts the others. */
const MOST_SPANS = 8;

const TIME = String.raw`((?:\w+, \w+ \d+ )?\d\d:\d\d(?: \(the \w+ one\))?)`;
const SPAN = new RegExp(`\\bfrom ${TIME} to ${TIME}`, "g");

function spansIn(message: string): string[] {
  // The worst moment's time may stand before that of all broken ones.
  const broken = message.indexOf("The limit is broken");
  const spans = message.slice(Math.max(0, broken)).matchAll(SPAN);
  return [...spans].map(([, from, until]) => `${from}-${until}`);
}

/** Double bookings: the other session that is named, the hours in both, and how many people are in both at the worst minute. */
function doubleBookingDifferences(report: JsonRoster, { findings }: Recount): string[] {
  return report.findings.flatMap((finding) => {
    const { rule, session, clinician, patient, message } = finding;
    const expected = findings.find(
      (other) =>
        other.others && other.rule === rule && other.session === session && other.clinician === clinician && other.patient === patient,
    );
    if (expected?.others === undefined) return [];
    const other = report.sessions[Number(finding.related[0]?.at.path[1])]?.id;
    const spans = spansIn(message).join();
    const [, patients, clinicians] = /combined, (\d+) patients?(?: \([^)]*\))? with (\d+)/.exec(message)?.map(Number) ?? [];
    const isRight = expected.others.some(
      (candidate) =>
        candidate.id === other &&
        candidate.spans.slice(0, MOST_SPANS).join() === spans &&
        // Which of the clinicians count depends on two kinds and several standards; there can be no more than are there.
        (patients === undefined ||
          candidate.together.some((minute) => minute.patients === patients && (clinicians as number) <= minute.clinicians)),
    );
    return isRight ? [] : [`${rule} in ${session}: ${message}`, `  recount: ${JSON.stringify(expected.others)}`];
  });
}
