/** Rules at their edges, where one more or one fewer decides, and what a finding says of when. */
import { describe, expect, test } from "vitest";
import { audit, type JsonReport, parseRoster, type StandardFile } from "../src/index.ts";
import { ratioAudit } from "./support/command-line.ts";

type JsonRoster = JsonReport["rosters"][number];

/** The audit of one session on Monday, 30 November 2026, from 18:00 to 19:00. */
function evening(session: string, own: Partial<StandardFile> = {}): JsonRoster {
  const roster = `
clinicians: [{ id: lee, roles: [therapist] }, { id: kim, roles: [counselor] }, { id: ash, roles: [trainee] }]
sessions:
  - { id: evening, start: 2026-11-30T18:00, minutes: 60, ${session} }
`;
  return audit(parseRoster(roster), { standards: [{ name: "own", extends: "benchmark", ...own }] }).rosters[0] as JsonRoster;
}

const rules = ({ findings }: JsonRoster) => findings.map(({ rule }) => rule);
const messages = ({ findings }: JsonRoster) => findings.map(({ message }) => message).join("\n");
const limit = ({ sessions }: JsonRoster) => sessions[0]?.limits[0];
const people = (from: number, until: number, stay = "") =>
  Array.from({ length: until - from }, (_, i) => (stay === "" ? `p${from + i}` : `{ id: p${from + i}, ${stay} }`)).join(", ");

describe("a limit holds up to its number and breaks with one more", () => {
  test.each([
    ["a ratio", { kinds: { group: { ratio: "1:6" } } }, "clinicians: [lee], patients:", 6, "ratio-exceeded"],
    ["a ratio of two to five", { kinds: { group: { ratio: "2:5" } } }, "clinicians: [lee, kim], patients:", 5, "ratio-exceeded"],
    ["a ratio with a trainee of half a weight", { roles: { trainee: 0.5 } }, "clinicians: [lee, ash], patients:", 9, "ratio-exceeded"],
    ["a size in patients", { kinds: { group: { maxPatients: 4 } } }, "clinicians: [lee], patients:", 4, "group-too-large"],
    ["a size in couples", { kinds: { group: { maxCouples: 2 } } }, "clinicians: [lee], couples:", 2, "group-too-large"],
  ] as const)("%s", (_, own, attendance, most, rule) => {
    expect(rules(evening(`kind: group, ${attendance} ${most}`, own))).not.toContain(rule);
    expect(rules(evening(`kind: group, ${attendance} ${most + 1}`, own))).toContain(rule);
  });

  test("a number of clinicians is enough when it is reached, and asked for only while somebody attends", () => {
    const own = { kinds: { group: { minClinicians: 2 } } };
    expect(rules(evening("kind: group, clinicians: [lee, kim], patients: 1", own))).not.toContain("too-few-clinicians");
    expect(rules(evening("kind: group, clinicians: [lee], patients: 1", own))).toContain("too-few-clinicians");
    expect(rules(evening("kind: group, clinicians: [lee, ash], patients: 1", own))).toContain("too-few-clinicians");
    expect(rules(evening("kind: group, clinicians: [lee]", own))).not.toContain("too-few-clinicians");
  });

  test("the last open place is told, and that there is none", () => {
    expect(limit(evening("kind: group, clinicians: [lee], patients: 5"))).toMatchObject({ holds: true, openSeats: 1 });
    expect(limit(evening("kind: group, clinicians: [lee], patients: 6"))).toMatchObject({ holds: true, openSeats: 0 });
    expect(limit(evening("kind: group, clinicians: [lee], patients: 8"))).toMatchObject({ holds: false, openSeats: 0 });
  });
});

describe("a finding says when a limit is broken", () => {
  test("two breaches with a time within the limit between them are two", () => {
    const late = evening(`kind: group, clinicians: [lee, { id: kim, from: "18:20", until: "18:40" }], patients: [${people(10, 17)}]`);
    expect(messages(late)).toContain("from 18:00 to 18:20 and from 18:40 to 19:00");
  });

  test("breaches of different sizes that follow each other are one, told at its worst", () => {
    const growing = evening(
      `kind: group, clinicians: [lee], patients: [${people(10, 17, 'until: "18:50"')}, ${people(17, 19, 'from: "18:20", until: "18:40"')}]`,
    );
    expect(messages(growing)).toContain("from 18:00 to 18:50");
    expect(limit(growing)).toMatchObject({ seats: 9, from: "2026-11-30T18:20", until: "2026-11-30T18:40" });
  });

  test("of two moments that are equally bad the first is told", () => {
    const twice = evening(`kind: group, clinicians: [lee, { id: kim, from: "18:20", until: "18:40" }], patients: [${people(10, 17)}]`);
    expect(limit(twice)).toMatchObject({ from: "2026-11-30T18:00", until: "2026-11-30T18:20" });
  });

  test("a session with nobody who counts is unstaffed then, and over its ratio only while somebody counts", () => {
    const alone = evening(`kind: group, clinicians: [{ id: lee, from: "18:30" }, ash], patients: [${people(10, 17)}]`);
    expect(rules(alone)).toEqual(expect.arrayContaining(["ratio-exceeded", "session-unstaffed"]));
    const said = (rule: string) => alone.findings.find((finding) => finding.rule === rule)?.message;
    expect(said("session-unstaffed")).toContain("from 18:00 to 18:30");
    expect(said("ratio-exceeded")).toContain("from 18:30 to 19:00");
    expect(said("ratio-exceeded")).toContain("7 patients with 1 therapist");
  });

  test.each([
    ["before", '{ id: lee, from: "18:20" }, { id: kim, from: "18:40" }', '{ id: p10, from: "18:20" }', "18:20", "18:40"],
    ["after", '{ id: lee, until: "18:40" }, { id: kim, until: "18:20" }', '{ id: p10, until: "18:40" }', "18:20", "18:40"],
  ])("too few clinicians are told of while somebody attends, not of the empty room %s", (_, clinicians, patient, from, until) => {
    const alone = evening(`kind: group, clinicians: [${clinicians}], patients: [${patient}]`, { kinds: { group: { minClinicians: 2 } } });
    const row = alone.sessions[0]?.limits.find((one) => one.limit === "minClinicians");
    expect(row).toMatchObject({ holds: false, from: `2026-11-30T${from}`, until: `2026-11-30T${until}` });
  });

  test("nobody is missed while nobody attends", () => {
    const later = evening(`kind: group, clinicians: [{ id: lee, from: "18:30" }], patients: [{ id: p10, from: "18:30" }]`);
    expect(rules(later)).not.toContain("session-unstaffed");
  });
});

test.each([[["a-one", "b-two"]], [["b-two", "a-one"]]])(
  "of two sessions that start together the second by id is double-booked: %j",
  (ids) => {
    const sessions = ids.map(
      (id) => `  - { id: ${id}, kind: group, start: 2026-11-30T18:00, minutes: 60, clinicians: [lee], patients: 3 }\n`,
    );
    const roster = `clinicians: [{ id: lee, roles: [therapist] }]\nsessions:\n${sessions.join("")}`;
    const [found] = audit(parseRoster(roster)).rosters[0]?.findings.filter(({ rule }) => rule === "clinician-double-booked") ?? [];
    expect(found).toMatchObject({ session: "b-two", message: expect.stringContaining("is also in `a-one`") });
  },
);

test("how many clinicians are too few is told in a number", async () => {
  const { out } = await ratioAudit(["-f", "html", "fixtures/ok-program-that-breaks-every-rule-once/roster.yaml"]);
  expect(out).toContain("1 clinician too few");
});

test("who is away is told beside a broken ratio, and not beside a size, which does not depend on staff", () => {
  const roster = `
clinicians: [{ id: lee, roles: [therapist] }, { id: kim, roles: [counselor], away: [{ start: 2026-11-30T18:00, end: "19:00" }] }]
sessions: [{ id: evening, kind: group, start: 2026-11-30T18:00, minutes: 60, clinicians: [lee, kim], patients: 7 }]
`;
  const standards = [{ name: "own", extends: "benchmark", kinds: { group: { maxPatients: 4 } } }];
  const { findings } = audit(parseRoster(roster), { standards }).rosters[0] as JsonRoster;
  const beside = (rule: string) => findings.find((one) => one.rule === rule)?.related.map(({ message }) => message) ?? [];
  expect(beside("ratio-exceeded").join()).toContain("away");
  expect(beside("group-too-large").join()).not.toContain("away");
});
