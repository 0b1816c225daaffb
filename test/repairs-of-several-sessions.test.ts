/** Who is offered for the repairs of several sessions, under several standards, and how many. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { audit, type JsonReport, parseRoster, type StandardFile } from "../src/index.ts";

type Repair = JsonReport["rosters"][number]["findings"][number]["repairs"][number];

interface Need extends Repair {
  readonly session: string | null;
  /** The clinicians that its message names. */
  readonly named: readonly string[];
}

const therapist = (id: string, more = "") => `  - { id: ${id}, roles: [therapist]${more} }\n`;
const session = (id: string, from: string, until: string, more: string) =>
  `  - { id: ${id}, start: "2026-11-30T${from}", end: "${until}", ${more} }\n`;
const roster = (clinicians: string, sessions: string, more = "") => `${more}clinicians:\n${clinicians}sessions:\n${sessions}`;

/** The repairs that add clinicians, each with the session that needs them. */
function needsOf(text: string, ...standards: (string | StandardFile)[]): Need[] {
  const [found] = audit(parseRoster(text), { standards }).rosters;
  expect(found?.problems).toEqual([]);
  return (found?.findings ?? []).flatMap((finding) =>
    finding.repairs
      .filter(({ add }) => add !== null)
      .map((repair) => ({ ...repair, session: finding.session, named: (repair.free ?? []).slice(0, 5) })),
  );
}

/** What a message says of another session that may need the same person: the session and the person; else nothing. */
function saidRival({ message }: Need): string[] {
  return /; (\S+) may need (\S+) at the same time$/.exec(message)?.slice(1) ?? [];
}

const full = (own: string, kind = "group") => `kind: ${kind}, clinicians: [${own}], patients: 9`;

describe("a session that may need the same person at the same time", () => {
  test("is told of in both, with the person whose id comes first", () => {
    const text = (ids: readonly string[]) =>
      roster(
        ["own-1", "own-2", "kim", "ana"].map((id) => therapist(id)).join(""),
        ids.map((id, i) => session(id, "18:00", "19:00", full(`own-${i + 1}`))).join(""),
      );
    for (const ids of [
      ["mon", "too"],
      ["too", "mon"],
    ]) {
      expect(needsOf(text(ids)).map((need) => [need.session, ...saidRival(need)])).toEqual(
        expect.arrayContaining([
          ["mon", "too", "ana"],
          ["too", "mon", "ana"],
        ]),
      );
    }
  });

  test("does not include one that only touches it", () => {
    const sessions = session("one", "18:00", "19:00", full("own-1")) + session("two", "19:00", "20:00", full("own-1"));
    expect(needsOf(roster(therapist("own-1") + therapist("kim"), sessions)).map(saidRival)).toEqual([[], []]);
  });

  test("does not concern a person whom its message does not name", () => {
    const spare = Array.from({ length: 6 }, (_, i) => `t${i}`);
    // In `two` only the sixth is free, whom the message of `one` does not name.
    const text = roster(
      [...spare, "own-1", "own-2"].map((id) => therapist(id, id.startsWith("t") && id !== "t5" ? ", canLead: [group]" : "")).join(""),
      session("one", "18:00", "19:00", full("own-1")) + session("two", "18:00", "19:00", full("own-2", "psychoeducation")),
    );
    expect(needsOf(text).map(({ free, message }) => [free, message.includes("may need")])).toEqual([
      [spare, false],
      [["t5"], false],
    ]);
  });

  test("is told of exactly where one of the others overlaps it, whatever the order of sessions", () => {
    const half = (n: number) => `${18 + Math.floor(n / 2)}:${n % 2 === 0 ? "00" : "30"}`;
    const sessions = fc.array(
      fc.record({ from: fc.nat(5), halves: fc.integer({ min: 1, max: 4 }), kind: fc.constantFrom("group", "psychoeducation") }),
      { minLength: 2, maxLength: 5 },
    );
    const spare = fc.array(fc.constantFrom("", ", canLead: [group]", ", canLead: [psychoeducation]"), { minLength: 1, maxLength: 3 });
    const strict: StandardFile = { name: "strict", extends: "benchmark", kinds: { group: { ratio: "1:5" } } };
    fc.assert(
      fc.property(sessions, spare, fc.boolean(), (all, facts, areTwo) => {
        const clinicians = [
          ...facts.map((more, i) => therapist(`spare-${i}`, more)),
          ...all.map((_, i) => therapist(`own-${i}`, ", canLead: []")),
        ];
        const rows = all.map(({ from, halves, kind }, i) => session(`s-${i}`, half(from), half(from + halves), full(`own-${i}`, kind)));
        const needs = needsOf(roster(clinicians.join(""), rows.join("")), "benchmark", ...(areTwo ? [strict] : []));
        expect(needs.length).toBeGreaterThanOrEqual(all.length);
        for (const need of needs) {
          const others = needs.filter(
            (other) => other.session !== need.session && other.from < need.until && need.from < other.until && other.named.length > 0,
          );
          const shared = others.flatMap(({ named }) => named.filter((id) => need.named.includes(id))).sort();
          const [said, who] = saidRival(need);
          expect(who).toBe(shared[0]);
          if (who !== undefined) expect(others.filter(({ named }) => named.includes(who)).map((other) => other.session)).toContain(said);
        }
      }),
      { numRuns: 60 },
    );
  });
});

test("nobody is offered who weighs too little under one of the standards", () => {
  const text = roster(`  - { id: ash, roles: [trainee] }\n${therapist("lee")}`, session("mon", "18:00", "19:00", full("lee")));
  const own: StandardFile = { name: "own", extends: "benchmark", roles: { trainee: 1 } };
  const freeUnder = (...standards: (string | StandardFile)[]) => needsOf(text, ...standards).map(({ free }) => free);
  expect(freeUnder(own)).toEqual([["ash"]]);
  // Where weights differ, each standard has a finding of its own.
  expect(freeUnder("benchmark", own)).toEqual([[], []]);
  expect(freeUnder(own, "benchmark")).toEqual([[], []]);
});

test("only those licensed in the state of a patient are offered where one of the standards counts nobody who is", () => {
  const licensed = (id: string, role: string, states: string) => `  - { id: ${id}, roles: [${role}], licensedIn: [${states}] }\n`;
  const patients = Array.from({ length: 9 }, (_, i) => `p-${i}`);
  const text = roster(
    licensed("lee", "therapist", "NY") +
      licensed("ash", "trainee", "NJ") +
      licensed("in-NY", "therapist", "NY") +
      licensed("in-NJ", "therapist", "NJ"),
    session("mon", "18:00", "19:00", `kind: group, clinicians: [lee, ash], patients: [${patients}]`),
    `patients: [${patients.map((id) => `{ id: ${id}, state: NJ }`)}]\n`,
  );
  const own: StandardFile = { name: "own", extends: "benchmark", roles: { trainee: 0.4 } };
  expect(needsOf(text, own).map(({ free }) => free)).toEqual([["in-NJ", "in-NY"]]);
  expect(needsOf(text, "benchmark", own).map(({ free }) => free)).toEqual([["in-NJ"], ["in-NJ"]]);
});

test("the counselor of a patient in no couple is offered for a couples group", () => {
  const couples = Array.from({ length: 4 }, (_, i) => `{ id: c-${i}, partners: [p-${2 * i}, p-${2 * i + 1}] }`);
  const patients = [...Array.from({ length: 8 }, (_, i) => `{ id: p-${i} }`), "{ id: p-8, counselor: wren }"];
  const text = roster(
    ["noor", "wren"].map((id) => `  - { id: ${id}, roles: [couples-therapist] }\n`).join(""),
    session("pairs", "18:00", "19:00", "kind: couples-group, clinicians: [noor], couples: [c-0, c-1, c-2, c-3], patients: [p-8]"),
    `couples: [${couples}]\npatients: [${patients}]\n`,
  );
  expect(needsOf(text).map(({ free }) => free)).toEqual([["wren"]]);
});

describe("the maximum hours of a clinician", () => {
  const limited = (hours: number) => therapist("lee", ", maxHours: 40") + therapist("kim", `, maxHours: ${hours}`);
  const busy = session("early", "09:00", "11:00", "kind: group, clinicians: [kim], patients: 3");
  const late = session("mon", "18:00", "19:00", full("lee"));
  const freeIn = (text: string) => needsOf(text).map(({ free }) => free);

  test("are counted where every clinician has such hours", () => {
    expect(freeIn(roster(limited(3), busy + late))).toEqual([["kim"]]);
    expect(freeIn(roster(limited(2.9), busy + late))).toEqual([[]]);
  });

  test("do not matter for a session outside the week", () => {
    const next = late.replace("2026-11-30", "2026-12-09");
    expect(freeIn(roster(limited(1), busy + next, "week: 2026-11-30\n"))).toEqual([["kim"]]);
  });
});

describe("a large roster", () => {
  test("has at most twenty clinicians listed for a repair, whose names begin by id", () => {
    const many = Array.from({ length: 21 }, (_, i) => `t${String(i).padStart(2, "0")}`);
    const text = roster(
      [...many]
        .reverse()
        .concat("zed")
        .map((id) => therapist(id))
        .join(""),
      session("mon", "18:00", "19:00", full("zed")),
    );
    const [need] = needsOf(text);
    expect(need?.free).toEqual(many.slice(0, 20));
    expect(need?.message).toContain("; free: t00, t01, t02, t03, t04 and 15 more");
  });

  test("has free clinicians looked for up to a bound, so that a roster made to be slow is not", () => {
    const staff = Array.from({ length: 500 }, (_, i) => therapist(`t${i}`, ", canLead: []")).join("");
    const text = roster(staff, Array.from({ length: 201 }, (_, i) => session(`s${i}`, "18:00", "19:00", full("t0"))).join(""));
    const messages = needsOf(text, { name: "own", extends: "benchmark", rules: { "clinician-double-booked": "off" } }).map(({ message }) =>
      message.includes("no clinician in the roster is free then"),
    );
    expect(messages).toHaveLength(201);
    expect(messages.filter((is) => is)).toHaveLength(200);
  });
});
