/** What findings and their repairs say, word for word, where figures, staff or units change what is said. */
import { describe, expect, test } from "vitest";
import { audit, format, type JsonReport, parseRoster, type StandardFile } from "../src/index.ts";

type JsonFinding = JsonReport["rosters"][number]["findings"][number];

const ROLES = { lee: "therapist", kim: "therapist", ash: "trainee", noor: "couples-therapist", obs: "observer", mix: "observer, nurse" };
const STAFF = Object.entries(ROLES).map(([id, roles]) => `{ id: ${id}, roles: [${roles}] }`);
const own = (kind: NonNullable<StandardFile["kinds"]>[string], more: Partial<StandardFile> = {}): StandardFile => ({
  ...{ name: "own", kinds: { group: kind }, ...more },
});

/** The report on a session of an hour from 18:00. */
function reportOn(session: string, standard: string | StandardFile = "benchmark", staff: readonly string[] = STAFF): JsonReport {
  const roster = `clinicians: [${staff.join(", ")}]
sessions: [{ id: mon, start: 2026-11-30T18:00, minutes: 60, ${session} }]`;
  const report = audit(parseRoster(roster), { standards: [standard] });
  expect(report.rosters.flatMap(({ problems }) => problems)).toEqual([]);
  return report;
}

function findingsOn(...session: Parameters<typeof reportOn>): JsonFinding[] {
  return reportOn(...session).rosters[0]?.findings ?? [];
}

/** What is said of the first finding, without whose limit it is. */
function saidOf(...session: Parameters<typeof reportOn>): string | undefined {
  return findingsOn(...session)[0]?.message.replace(/ \((?:own|benchmark)[^)]*\)/, "");
}

/** The repairs of a rule's finding, without who is free for them. */
function repairsOf(rule: string, ...session: Parameters<typeof reportOn>): string[] | undefined {
  return findingsOn(...session)
    .find((finding) => finding.rule === rule)
    ?.repairs.map(({ message }) => message.replace(/; (?:free: |no clinician of the roster).*$/, ""));
}

const seven = "patients: [a1, a2, a3, a4, a5, a6, a7]";

describe("a finding on a limit says", () => {
  test.each<[string, string, string | StandardFile, string]>([
    [
      "the worst figures with their time where they change, and that the limit is broken throughout",
      'kind: group, clinicians: [lee], patients: [a1, a2, a3, a4, a5, a6, a7, { id: a8, from: "18:20", until: "18:40" }]',
      "benchmark",
      "At worst 8 patients with 1 therapist from 18:20 to 18:40; the limit is 1:6 patients. The limit is broken throughout.",
    ],
    [
      "couples beside people in a couples kind, where the limit counts people",
      "kind: couples-group, clinicians: [noor], couples: 3",
      "benchmark-strict",
      "6 patients (3 couples) with 1 couples therapist; the limit is 1:4 patients.",
    ],
    [
      "seats if a person attends beside whole couples",
      "kind: couples-group, clinicians: [noor], couples: 4, patients: 1",
      "benchmark",
      "5 seats counted in couples (9 patients) with 1 couples therapist; the limit is 1:4 couples.",
    ],
    [
      "couples in a kind that is not for them, where the limit counts couples",
      "kind: group, clinicians: [lee], couples: 3",
      own({ maxCouples: 2 }),
      "3 couples (6 patients); at most 2 couples may attend, however many clinicians are present.",
    ],
    [
      "the weight of clinicians where some do not count in full",
      "kind: group, clinicians: [lee, ash], patients: 13",
      own({ ratio: "1:6" }, { roles: { trainee: 0.5 } }),
      "13 patients with 2 clinicians with a total weight of 1.5; the limit is 1:6 patients.",
    ],
    [
      "a size in one figure while the staff changes",
      'kind: group, clinicians: [lee, { id: kim, from: "18:30" }], patients: 5',
      own({ maxPatients: 4 }),
      "5 patients; at most 4 patients may attend, however many clinicians are present.",
    ],
    [
      "a ratio in several figures while the staff changes",
      'kind: group, clinicians: [lee, { id: kim, from: "18:30" }], patients: 13',
      "benchmark",
      "At worst 13 patients with 1 therapist from 18:00 to 18:30; the limit is 1:6 patients. The limit is broken throughout.",
    ],
    [
      "moments with nobody at all as moments with too few",
      'kind: group, clinicians: [{ id: lee, from: "18:10" }, { id: kim, from: "18:10", until: "18:30" }], patients: 3',
      own({ minClinicians: 2 }, { rules: { "session-unstaffed": "off" } }),
      "At worst 0 therapists for 3 patients from 18:00 to 18:10; at least 2 clinicians must be present. The limit is broken from 18:00 to 18:10 and from 18:30 to 19:00.",
    ],
    [
      "a size also of the moments with nobody who counts",
      'kind: group, clinicians: [{ id: lee, from: "18:10" }], patients: 5',
      own({ maxPatients: 4 }),
      "5 patients; at most 4 patients may attend, however many clinicians are present.",
    ],
  ])("%s", (_, session, standard, expected) => {
    expect(saidOf(session, standard)).toBe(expected);
  });

  test.each<[string, string, string | StandardFile]>([
    ["1 patient too many", "kind: group, clinicians: [lee], patients: 7", "benchmark"],
    ["2 patients too many", "kind: group, clinicians: [lee], patients: 8", "benchmark"],
    ["1 couple too many", "kind: couples-group, clinicians: [noor], couples: 5", "benchmark"],
    ["1 seat counted in couples too many", "kind: couples-group, clinicians: [noor], couples: 4, patients: 1", "benchmark"],
    ["2 patients too many", "kind: couples-group, clinicians: [noor], couples: 3", "benchmark-strict"],
  ])("by how much it is broken: %s", (howMuch, session, standard) => {
    expect(format(reportOn(session, standard), "html")).toContain(`<strong>${howMuch}</strong>`);
  });

  test("the name of a standard of one's own, without a patient's id in it, and that of ours as it is", () => {
    const named: StandardFile = { name: "pat-1 house", kinds: { group: { ratio: "1:6" } } };
    const attended = seven.replace("a1", "pat-1").replace("a2", "benchmark");
    expect(findingsOn(`kind: group, clinicians: [lee], ${attended}`, named)[0]?.message).toContain("(••• house, the program's own rule)");
    expect(findingsOn(`kind: group, clinicians: [lee], ${attended}`)[0]?.message).toContain("(benchmark, a published benchmark, not law)");
  });

  test("who is away while it is broken, not who was or will be", () => {
    const away = (id: string, role: string, ...times: (readonly [string, string])[]) =>
      `{ id: ${id}, roles: [${role}], away: [${times.map(([from, until]) => `{ start: "2026-11-30T${from}", end: "${until}" }`)}] }`;
    const staff = [
      "{ id: lee, roles: [therapist] }",
      away("kim", "therapist", ["18:10", "18:20"], ["18:40", "18:45"]),
      away("then", "peer", ["18:15", "18:16"], ["18:30", "18:35"]),
      away("before", "peer", ["18:00", "18:10"]),
      away("between", "peer", ["18:20", "18:40"]),
      away("after", "peer", ["18:45", "19:00"]),
    ];
    const [found] = findingsOn("kind: group, clinicians: [lee, kim, then, before, between, after], patients: 12", "benchmark", staff);
    expect(found?.message).toContain("from 18:10 to 18:20 and from 18:40 to 18:45");
    expect(found?.related.map(({ message }) => message)).toEqual(["`kim` is away then", "`then` is away then"]);
  });
});

describe("a session of a kind without limits", () => {
  test("is not staffed by observers alone, and is by an observer of another role", () => {
    const said = (clinicians: string) => saidOf(`kind: check-in, clinicians: [${clinicians}], patients: 1`);
    expect(said("obs")).toBe("1 patient and no clinician present; an observer does not staff a session.");
    expect(said("mix")).toBe(undefined);
    expect(said("obs, mix")).toBe(undefined);
    expect(said("obs, { id: mix, from: '18:30' }")).toBe(
      "1 patient and no clinician present from 18:00 to 18:30; an observer does not staff a session.",
    );
  });
});

describe("a repair says", () => {
  const late = `kind: group, clinicians: [{ id: lee, from: "18:10" }], ${seven}`;

  test("that the session needs further changes where it leaves another moment broken", () => {
    expect(repairsOf("ratio-exceeded", late)).toEqual([
      "Add a second therapist from 18:10 (7 patients, 2 therapists: within the limit); the session needs further changes",
      "Remove 1 patient from 18:10 (6 patients, 1 therapist: at the limit); the session needs further changes",
    ]);
    expect(repairsOf("session-unstaffed", late)).toEqual([
      "Add 2 therapists until 18:10 (then the session is staffed and within all ratios); the session needs further changes",
    ]);
  });

  test("both what to add and what to remove where a session is too large and lacks staff", () => {
    const both = ["Add a therapist until 18:10, and remove 1 patient (6 patients, 1 therapist: at the limit)"];
    expect(repairsOf("group-too-large", late, own({ maxPatients: 6 }))).toEqual(both);
    expect(repairsOf("session-unstaffed", late, own({ maxPatients: 6 }))).toEqual(both);
  });
});
