/** The mapping of an import: its format, faults in its file, and what is saved. */
import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import type { Problem } from "../src/document/document.ts";
import { readDocuments } from "../src/document/read.ts";
import { explainYaml } from "../src/document/yaml-syntax.ts";
import { KNOWN_EXPORTS } from "../src/import/mapping/headings.ts";
import { readMapping } from "../src/import/mapping/read-mapping.ts";
import { csvOf, mappingOf, readingOf } from "./support/tables.ts";

const schema = JSON.parse(readFileSync("schemas/mapping.schema.json", "utf8"));
const accepts = new Ajv({ strict: true, keywords: ["patternErrorMessage"] }).compile(schema);

const EXPORT = `
mapping: 1
from: csv
dates: mdy                       # only so do all dates lie in one week
timezone: America/New_York
rows: attendee
columns: { start: Date of Service, patient: Client, clinician: Clinician, cpt: Billing Code }
minutes: { "90853": 90, "90847": 50, "90837": 60 }   # the file has no end
session: [start, clinician, cpt]
couples: { joinedBy: " & " }
clinicians:
  Kim Lee: { id: lee, roles: [therapist] }
  Noor Amin: { id: noor, roles: [couples-therapist] }
`;

const GRID = `
mapping: 1
from: xlsx
sheet: Week of Nov 30
timezone: America/New_York
grid: { days: row 3, times: column A, step: 30, cell: [title, clinicians, headcount], leaveOut: [staff meeting] }
kinds: [{ title: "process group*", kind: group }, { title: "psychoed*", kind: psychoeducation }, { title: "couples group*", kind: couples-group }]
status: { canceled: [cancelled, canceled] }
clinicians: { Lee: { id: lee, roles: [therapist] }, Ortiz: { id: ortiz, roles: [counselor] }, Noor: { id: noor, roles: [couples-therapist] } }
`;

const problemsOf = (yaml: string) => readMapping(readDocuments(yaml, "mapping.yaml", explainYaml)).problems;
const words = ({ message, help }: Problem) =>
  [...message, ...(help ?? [])].map((part) => ("own" in part ? part.own : "«not ours»")).join("");
const told = (yaml: string) => problemsOf(yaml).map(words).join("\n");

describe("a mapping", () => {
  test.each([
    ["of an export", EXPORT],
    ["of a grid", GRID],
  ])("%s is read, and its published schema accepts it", (_, yaml) => {
    expect(problemsOf(yaml)).toEqual([]);
    expect(accepts(parse(yaml))).toBe(true);
    expect(mappingOf(yaml)).toEqual(parse(yaml));
  });

  test("may name several headings that are read together, positions, several tables, and one length for all", () => {
    const yaml = `
mapping: 1
minutes: 60
tables:
  - { rows: people, columns: { record: MRN, counselor: column C } }
  - { sheet: Week, headings: row 3, columns: { patient: [First Name, Last Name], start: Paid 2 } }`;
    expect(problemsOf(yaml)).toEqual([]);
    expect(accepts(parse(yaml))).toBe(true);
  });

  test.each([
    ["patients: [Ann]", "A mapping never names a patient."],
    ["colums: { start: Date }", "Did you mean `columns`?"],
    ["columns: { begin: Date }", "Known keys: start, date, weekday"],
    ["columns: { therapist: Name }", "Did you mean `clinician`?"],
    ["mapping: 2", "`mapping` should be 1"],
    ["dates: us", "`dates` should be mdy, dmy or ymd"],
    ["rows: attendees", "Did you mean `attendee`?"],
    ["headings: 3", "`headings` is not row and its number"],
    ["headings: third", "`headings` should be row and its number"],
    ["headings: '3'", "Did you mean `row 3`?"],
    ["timezone: Eastern", "such as: America/New_York"],
    ["kinds: [{ kind: group }]", "A rule has a title or a code."],
    ["kinds: [{ title: a, cpt: b, kind: group }]", "A rule has a title or a code."],
    ["clinicians: { Kim: { id: lee, roles: [] } }", "`roles` is an empty list"],
    ["clinicians: { Kim: { id: lee } }", "`roles` is missing"],
    ["columns: {}\ntables: [{ rows: people }]", "`columns` is beside `tables`"],
    ["rows: attendee\ngrid: { days: row 3, times: column A, step: 30, cell: [title] }", "A table has columns or a grid."],
    ["grid: { days: 3, times: A, step: 30, cell: [names] }", "title, clinicians, headcount"],
    ["minutes: { '90853': long }", "a whole number of minutes"],
    ["kinds: [{ title: a, kind: KIND }]", "This is a gap to fill in, and no kind of session.Write a kind of session: group, "],
    ["kinds: [{ title: a, kind: Couples Group }]", "No kind of session is spelled this way.Did you mean `couples-group`?"],
    ["clinicians: { Kim: { id: lee, roles: [RN] } }", "This is no role of a roster.Did you mean `nurse`?"],
    ["clinicians: { Kim: { id: lee, roles: [therapist, LCSW] } }", "Did you mean `therapist` or `counselor`?"],
    ["clinicians: { Kim: { id: lee, roles: [Therapist] } }", "Did you mean `therapist`?"],
    ["clinicians: { Kim: { id: lee, roles: [PsyD] } }", "Write `therapist` only if this person leads therapy; otherwise `observer`."],
  ])("with %s says what to write instead", (line, expected) => {
    expect(told(line.startsWith("mapping:") ? line : `mapping: 1\n${line}`)).toContain(expected);
  });

  test("may have kinds and roles of a standard of one's own", () => {
    expect(told("mapping: 1\nclinicians: { Kim: { id: lee, roles: [chaplain, coach, Cantor] } }")).toBe("");
    expect(told("mapping: 1\nkinds: [{ title: a, kind: aftercare }, { title: b, kind: couples-group }]")).toBe("");
  });

  test.each(["", "# nothing"])("that is empty says so: %j", (yaml) => {
    expect(told(yaml)).toContain("This file is empty.");
  });

  test("is one document", () => {
    expect(told("mapping: 1\n---\nmapping: 1\n")).toContain("several documents");
  });

  test("shows ids, roles and headings of its file, and no word, title or name of a sheet", () => {
    const { policy } = readMapping(readDocuments(GRID, "mapping.yaml", explainYaml));
    expect(policy.isShownValue(["clinicians", "Lee", "id"])).toBe(true);
    expect(policy.isShownValue(["columns", "start"])).toBe(true);
    for (const path of [["sheet"], ["kinds", 0, "title"], ["status", "canceled", 0], ["grid", "leaveOut", 0], ["couples", "joinedBy"]])
      expect(policy.isShownValue(path)).toBe(false);
    expect(policy.isKnownKey(["clinicians", "Lee"])).toBe(false);
  });

  test("with unknown keys and values of wrong types never repeats them", () => {
    const canary = "Zebrowski";
    for (const line of [
      `${canary}: 1`,
      `columns: { ${canary}: a }`,
      `columns: { start: { ${canary}: a } }`,
      `dates: ${canary}`,
      `sheet: [${canary}]`,
      `kinds: [${canary}]`,
      `kinds: [{ title: [${canary}], kind: a }]`,
      `clinicians: [${canary}]`,
      `clinicians: { ${canary}: ${canary} }`,
      `grid: ${canary}`,
      `timezone: ${canary}`,
      `headings: ${canary}`,
    ]) {
      const said = told(`mapping: 1\n${line}`);
      expect(said).not.toBe("");
      expect(said).not.toContain(canary);
    }
  });
});

describe("the mapping that was used", () => {
  const TABLE = `Date of Service|Client|Clinician|Billing Code|Client Payment Status
11/30/2026 18:00|Ann Smith|Kim Lee|90853|PAID`;

  test("has the known headings and what was decided, and can be read again", () => {
    const { used } = readingOf(csvOf(TABLE), { timezone: "America/New_York" });
    expect(used).toEqual({
      mapping: 1,
      from: "csv",
      dates: "mdy",
      timezone: "America/New_York",
      rows: "attendee",
      columns: { start: "Date of Service", patient: "Client", clinician: "Clinician", cpt: "Billing Code" },
    });
    expect(mappingOf(stringify(used))).toEqual(used);
    expect(readingOf(csvOf(TABLE), { mapping: stringify(used) }).reading.entries).toEqual(readingOf(csvOf(TABLE)).reading.entries);
  });

  test("keeps what was given", () => {
    const given = "mapping: 1\nminutes: 60\nclinicians: { Kim Lee: { id: lee, roles: [therapist] } }";
    const { used } = readingOf(csvOf(TABLE), { mapping: given });
    expect(used).toMatchObject({ minutes: 60, rows: "attendee", clinicians: { "Kim Lee": { id: "lee" } } });
    expect(mappingOf(stringify(used))).toEqual(used);
  });

  test("names columns without known headings by their position", () => {
    const { used } = readingOf(csvOf("Zeit|Zebrowski|Therapist|Client\n2026-11-30 18:00|x|Lee|Ann"));
    expect(used.columns).toEqual({ start: "column A", clinician: "Therapist", patient: "Client" });
    expect(JSON.stringify(used)).not.toContain("Zebrowski");
  });
});

test("every known export says where its headings were seen, and is recognized by them alone", () => {
  for (const { name, evidence, lacks, signature, columns } of KNOWN_EXPORTS) {
    expect([name, evidence, lacks].every((text) => text.length > 5)).toBe(true);
    expect(name).not.toMatch(/kipu|theranest|valant|athena/i);
    const others = KNOWN_EXPORTS.filter(
      (one) => one.signature.length > signature.length && signature.every((h) => one.signature.includes(h)),
    );
    expect(others).toEqual([]);
    expect(Object.keys(columns).length).toBeGreaterThanOrEqual(3);
  }
});
