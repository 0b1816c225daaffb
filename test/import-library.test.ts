/** The import as a function of the library. */
import { describe, expect, test } from "vitest";
import { type ImportedRoster, importRoster, type RosterImportOptions } from "../src/index.ts";

const MAPPING = "mapping: 1\ntimezone: America/New_York\nclinicians: { Kim Lee: { id: lee, roles: [therapist] } }\n";

function weekOf(...rows: readonly string[]) {
  const text = ["Start,End,Client,Clinician,CPT Code", ...rows].join("\n");
  return [{ name: "week.csv", bytes: new TextEncoder().encode(text) }];
}

const ANN = "11/30/2026 18:00,11/30/2026 19:30,Ann Abel,Kim Lee,90853";
const BO = "12/07/2026 18:00,12/07/2026 19:30,Bo Baker,Kim Lee,90853";

function imported(rows: readonly string[], options: RosterImportOptions): ImportedRoster {
  const result = importRoster(weekOf(...rows), { mapping: MAPPING, ...options });
  if (result.refused !== null) throw new Error(result.refused.message);
  return result;
}

describe("importRoster", () => {
  test("keeps a key only if it is given one, and numbers by it", () => {
    const first = imported([ANN], {});
    expect([first.key, first.roster]).toEqual([null, expect.stringContaining("key: false")]);
    const { key } = imported([ANN], { key: "" });
    expect(key).toContain('- { source: "Ann Abel", id: p-001 }');
    const next = imported([BO, ANN.replaceAll("11/30", "12/07")], { key: key as string, week: "2026-12-07" });
    expect(next.roster).toContain("patients: [p-002, p-001]");
    expect(next.key).toContain('- { source: "Bo Baker", id: p-002 }');
  });

  test("takes all but the sessions from a base roster", () => {
    const base = `timezone: America/New_York
clinicians: [{ id: lee, roles: [therapist] }]
sessions: [{ id: s, kind: group, start: 2026-11-23T18:00, minutes: 90, clinicians: [lee], patients: 6 }]
onCall: [{ clinician: lee, start: 2026-11-30T00:00, end: 2026-12-01T00:00 }]
`;
    const { roster, account } = imported([ANN], { base });
    expect(roster).toContain("onCall:\n  - { clinician: lee, start: 2026-11-30T00:00");
    expect(account.added[0]).toBe("patient #1");
  });

  test("asks for a week, and reads the one that is chosen", () => {
    const open = imported([ANN, BO], {});
    expect([open.roster, open.account.written, open.account.questions.map(({ code }) => code)]).toEqual([null, false, ["week"]]);
    expect(imported([ANN, BO], { week: "2026-12-07" }).account).toMatchObject({ written: true, sessions: 1, rows: { total: 3, open: 0 } });
  });

  test("returns what a file is that cannot be imported", () => {
    const files = [...weekOf(ANN), { name: "week.xlsx", bytes: new TextEncoder().encode("<!DOCTYPE html><html></html>") }];
    expect(importRoster(files)).toMatchObject({ roster: null, refused: { file: 1, message: expect.stringContaining("web page") } });
  });

  test.each<[string, RosterImportOptions, string]>([
    ["a mapping", { mapping: "mapping: 1\nsecret-name: 1\n" }, "mapping:2:1: Unknown key"],
    ["a key", { key: "key: 2\n" }, "key:1:6: "],
    ["a base", { base: "sessions: []\n" }, "base:1:11: `sessions` is an empty list. Write a list"],
    ["broken syntax", { mapping: "mapping: [secret-name\n" }, "mapping:"],
    ["a week", { week: "secret-name" }, "week is not a date"],
    ["a time zone", { timezone: "secret-name" }, "timezone is not an IANA time zone"],
  ])("throws a RangeError for %s that is not valid, and quotes nothing", (_, options, start) => {
    const run = () => importRoster(weekOf(ANN), options);
    expect(run).toThrow(RangeError);
    expect(run).toThrow(new RegExp(`^${start}`));
    expect(run).not.toThrow(/secret-name/);
  });
});
