/** The account, the skeleton mapping and the base roster of an import. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { readDocuments } from "../src/document/read.ts";
import { flow, member } from "../src/document/yaml-text.ts";
import { accountData, accountLines } from "../src/import/account-text.ts";
import { type Base, baseIn } from "../src/import/base.ts";
import type { Reading, RowFate } from "../src/import/entry.ts";
import { NO_KEY } from "../src/import/key.ts";
import { mappingText } from "../src/import/skeleton.ts";
import { say } from "../src/message.ts";
import { CLINICIANS, entry, imported, reading } from "./support/readings.ts";

const at = (line: number, sheet: number | null = null, file = 0) => ({ file, sheet, line, cell: null });
const told = (result: ReturnType<typeof imported>) => accountLines({ ...result, isWritten: result.roster !== null }).join("\n");

describe("the account", () => {
  test("has every row in one count, with its line and reason", () => {
    const result = imported([
      reading(
        [
          entry({ line: 5, patients: ["Ann"] }),
          entry({ line: 6, patients: ["Ann"] }),
          entry({ line: 7, patients: ["Bo"], code: "H0015" }),
          entry({ line: 8, patients: ["Cy"], status: "canceled" }),
        ],
        {
          settled: [
            { at: at(1), fate: "heading" },
            { at: at(2), fate: "total" },
            { at: at(3), fate: "total" },
            { at: at(4), fate: "not-understood", detail: say`column C has a formula without a value` },
          ],
          guesses: [{ message: say`Column B is the start: its heading is known.` }],
        },
      ),
    ]);
    expect(told(result)).toBe(`8 rows, 1 session in the roster, 2 rows left open.
People in this import: 1 patient and 0 couples.
  1  not understood: column C has a formula without a value (line 4)
  1  no kind of session: H0015 and S9480 bill a whole program day and do not say the kind (line 7)
  1  in sessions
  1  canceled (line 8)
  1  duplicate (line 6)
  2  totals and summaries (lines 2, 3)
  1  headings

Inferred from the source, not from a mapping:
  - Column B is the start: its heading is known.
  - The billing code decides the kind: 90853 is group (3 rows).

Open question:
  - One row has no kind of session and is not in the roster. (line 7)
    Write rules for codes in the mapping, such as: kinds: [{ cpt: H0015, kind: group }]`);
  });

  test("says how many people it has, by name and by headcount", () => {
    const entries = [
      entry({ line: 2, patients: ["Ann"], couples: [["Bo", "Cy"]] }),
      entry({ line: 3, headcount: { patients: 7 }, start: "2026-12-01T18:00" }),
      entry({ line: 4, headcount: { patients: 5, couples: 3 }, start: "2026-12-02T18:00" }),
    ];
    const result = imported([reading(entries)]);
    expect(told(result)).toContain(
      "\nPeople in this import: 3 patients and 1 couple; headcounts that add up to 12 patients and 3 couples.\n",
    );
    const people = { patients: 3, couples: 1, counted: { patients: 12, couples: 3 } };
    expect(accountData({ ...result, isWritten: true }).people).toEqual(people);
    expect(accountData({ ...result, isWritten: false }).people.patients).toBe(0);
  });

  test("names files and sheets where there are several, and ranges of rows", () => {
    const settled = [2, 3, 4, 6].map((line) => ({ at: at(line, 2, 1), fate: "hidden" as const }));
    const cells = ["C4", "D5"].map((cell) => ({ at: { ...at(9, 1, 1), cell }, fate: "hidden" as const }));
    const result = imported([reading([entry({ patients: ["Ann"] })]), reading([], { format: "xlsx", settled: [...cells, ...settled] })]);
    expect(told(result)).toContain("6  hidden, not read (file 2, sheet 1, cells C4, D5; file 2, sheet 2, rows 2–4, 6)");
  });

  test("as data counts all of its rows", () => {
    const fates: readonly RowFate[] = ["heading", "blank", "hidden", "total", "left-out", "waits", "does-not-attend"];
    const settled = fc.uniqueArray(fc.record({ line: fc.integer({ min: 100, max: 150 }), fate: fc.constantFrom(...fates) }), {
      selector: ({ line }) => line,
    });
    const entries = fc.array(
      fc.record({
        line: fc.integer({ min: 1, max: 99 }),
        start: fc.constantFrom("2026-11-30T18:00", "2026-12-01T18:00", "2026-12-09T18:00"),
        minutes: fc.constantFrom(90, 60, -5, null),
        code: fc.constantFrom("90853", "90837", "H0015", null),
        status: fc.constantFrom("planned", "attended", "no-show", "canceled"),
        patients: fc.subarray(["Ann", "Bo", "Cy", "Di"]),
        couples: fc.constantFrom([], [["Ed", "Flo"] as const], [["Ed", "Ann"] as const]),
        clinicians: fc.subarray(Object.keys(CLINICIANS)),
        group: fc.constantFrom(null, "g"),
        title: fc.constantFrom(null, "Process"),
      }),
    );
    fc.assert(
      fc.property(entries, settled, fc.constantFrom("planned", "attended"), (some, other, as) => {
        const source: Reading = reading(
          some.map((one) => entry(one as Parameters<typeof entry>[0])),
          { settled: other.map(({ line, fate }) => ({ at: at(line), fate })) },
        );
        const result = imported([source], { as, week: 20_787 });
        const data = accountData({ ...result, isWritten: result.roster !== null });
        const lines = new Set([...some, ...other].map(({ line }) => line));
        expect(Object.values(data.rows.counts).reduce((sum, n) => sum + n, 0)).toBe(data.rows.total);
        expect(data.rows.total).toBe(lines.size);
        expect(data.account.map(({ line }) => line)).toEqual([...lines].sort((a, b) => a - b));
        if (result.roster !== null) expect(result.roster.imported).toMatchObject({ rows: lines.size, open: data.rows.open });
      }),
    );
  });
});

describe("a skeleton mapping", () => {
  test("separates the credentials of a clinician, and says that a name with a comma is one person", () => {
    const skeleton = (name: string) => {
      const result = imported([reading([entry({ patients: ["Ann"], clinicians: [name] })])]);
      return mappingText({ mapping: 1 }, result.gaps);
    };
    expect(skeleton("Jo Doe LCSW, RN")).toContain("# LCSW: therapist and counselor; RN: nurse\n");
    expect(skeleton("Jo Doe LCSW, RN")).not.toContain("comma");
    expect(skeleton("Doe, Jo LCSW")).toContain("# A name with a comma is read as one person.");
  });

  test("asks for roles, lengths and kinds, and suggests by credentials and words of ours only", () => {
    const entries = [
      entry({ line: 2, clinicians: ["Pat Doe, LMFT"], minutes: null }),
      entry({ line: 3, clinicians: ["Doe, Jo (RN)"], title: "Jane's Psychoed hour", code: null, patients: ["Ann Bell"] }),
      entry({ line: 4, clinicians: ["Kim Lee"], minutes: null, code: "90837-95" }),
      entry({ line: 5, clinicians: ["ÉVA Nagy"] }),
    ];
    const result = imported([reading(entries)]);
    const { gaps } = result;
    const text = mappingText({ mapping: 1, from: "csv", clinicians: { "Kim Lee": CLINICIANS["Kim Lee"] } }, gaps);
    expect(text).toBe(`mapping: 1
from: csv
minutes:  # how long sessions last: write the number of minutes after each code
  "90837":
  "90853":
# The kind of a row, by its title or code. The first rule that matches decides. Check each rule, then remove its #.
# kinds:
#   - { title: "*psychoed*", kind: psychoeducation }
clinicians:  # write the roles of each: therapist, counselor, couples-therapist, trainee, nurse, case-manager, peer, observer
  Kim Lee: { id: lee, roles: [therapist] }
  # A name with a comma is read as one person. If it is several, write an entry for each in its place.
  "Pat Doe, LMFT": { id: pat-doe, roles: [] }  # LMFT: therapist and couples-therapist
  "Doe, Jo (RN)": { id: jo-doe, roles: [] }  # RN: nurse
  "ÉVA Nagy": { id: nagy, roles: [] }
`);
    expect(parse(text)).toMatchObject({ mapping: 1, clinicians: { "Kim Lee": { id: "lee" } } });
  });

  test("asks for lengths by title where there are no codes, and keeps those that it has", () => {
    const entries = [
      entry({ line: 2, patients: ["Ann"], minutes: null, code: null, title: "Jane's Psychoed hour" }),
      entry({ line: 3, patients: ["Bo"], minutes: null, code: null, title: "Quark" }),
    ];
    const kinds = [{ title: "*", kind: "psychoeducation" }];
    const ask = (minutes: Record<string, number>) => {
      const mapping = { mapping: 1, minutes, kinds } as const;
      const result = imported([reading(entries)], { mapping });
      return { said: result.messages[0], skeleton: mappingText(mapping, result.gaps) };
    };
    expect(ask({}).said).toBe(
      '2 rows have no end and no length. Write how long sessions last in the mapping, in minutes: one number for all, such as minutes: 60, or by title, such as minutes: { "*psychoed*": 60 }',
    );
    const { said, skeleton } = ask({ "90853": 90, "Quarks*": 50 });
    expect(said).toContain("No row has the billing code 90853 of `minutes`. No row fits 1 title of `minutes`.");
    expect(skeleton).toContain('after each code or title\n  "90853": 90\n  "Quarks*": 50\n  "*psychoed*":\n');
    const last = ask({ "*psychoed*": 50 });
    expect(last.said).toContain("1 row has no end and no length. Write");
    expect(last.skeleton).toContain('\n  "*psychoed*": 50\n');
  });

  test("has no comment on rules where it suggests no rule", () => {
    const suggested = (title: string) => {
      const result = imported([reading([entry({ line: 2, patients: ["Ann"], code: null, title }), entry({ line: 3, patients: ["Bo"] })])]);
      return mappingText({ mapping: 1, from: "csv" }, result.gaps);
    };
    expect(suggested("Quark")).toBe("mapping: 1\nfrom: csv\n");
    expect(suggested("Skills class")).toContain('#   - { title: "*class*", kind: psychoeducation }\n');
    expect(suggested("DBT skills")).toContain('#   - { title: "*skills*", kind: KIND }\n');
    expect(suggested("DBT")).toContain('#   - { title: "*dbt*", kind: KIND }\n');
  });

  test("keeps what a mapping says", () => {
    const mapping = {
      mapping: 1,
      from: "xlsx",
      columns: { start: "Date of Service", patient: "Client", clinician: "column C" },
      minutes: { "90853": 90 },
      session: ["start", "clinician"],
      kinds: [{ title: "process group*", kind: "group" }],
      couples: { joinedBy: " & " },
      clinicians: { "Lee: K": { id: "007", roles: ["therapist"], licensedIn: ["NY", "NO"] } },
    } as const;
    expect(parse(mappingText(mapping))).toEqual(mapping);
  });
});

describe("nothing of a patient", () => {
  test("and no title, group or other text is in the roster, the account, the questions or the mapping", () => {
    const secret = fc.constantFrom(
      "quark",
      "Quark Q.",
      "q.uark@example.org",
      "quark\u202e",
      "=quark()",
      "quark: [90853]",
      "quark 90853",
      "# quark",
    );
    const maybe = fc.option(secret);
    const entries = fc.array(
      fc.record({
        line: fc.integer({ min: 2, max: 30 }),
        minutes: fc.constantFrom(90, null),
        patients: fc.array(secret, { maxLength: 3 }),
        couples: fc.array(fc.tuple(secret, secret), { maxLength: 1 }),
        ...{ title: maybe, group: maybe, code: maybe, kind: maybe, together: maybe },
      }),
      { minLength: 1 },
    );
    const facts = fc.array(fc.record({ key: secret, state: maybe, partner: maybe }));
    fc.assert(
      fc.property(entries, facts, fc.boolean(), (some, list, hasMinutes) => {
        const source = reading(
          some.map((one) => entry(one)),
          { facts: list.map((one, i) => ({ at: at(i + 2, null, 0), counselor: null, ...one })) },
        );
        const mapping = { mapping: 1, ...(hasMinutes ? { minutes: 60 } : {}), kinds: [{ title: "*", kind: "group" }] } as const;
        const result = imported([source], { mapping });
        const data = JSON.stringify(accountData({ ...result, isWritten: true }));
        expect(`${result.text}${told(result)}${data}${mappingText({ mapping: 1 }, result.gaps)}`).not.toMatch(/quark/i);
      }),
    );
  });
});

describe("YAML of ours", () => {
  test("reads back as it was, in YAML 1.1 and 1.2", () => {
    const leaf = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("yes", "18:00", "1e3", "007", "null", "Mon 18:00", "a: b", "# x", "- a", ""),
      fc.integer(),
      fc.boolean(),
    );
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { maxDepth: 3 },
        leaf,
        fc.array(tie("any"), { maxLength: 30 }),
        fc.dictionary(fc.string(), tie("any"), { maxKeys: 5, noNullPrototype: true }),
      ),
    })).any;
    fc.assert(
      fc.property(value, (one) => {
        for (const version of ["1.1", "1.2"] as const) {
          expect(parse(flow(one), { version })).toEqual(one);
          expect(parse(member("key", one).join("\n"), { version })).toEqual({ key: one });
        }
      }),
    );
  });
});

describe("a base roster", () => {
  const base = (text: string) =>
    baseIn(
      readDocuments(text, "base.yaml", () => {
        throw new Error("no YAML");
      })[0] as never,
      (path) => `../${path}`,
    ) as Base;
  const BASE = `program: Lakeside
timezone: America/New_York
week: 2026-11-23
standard: [premium]
clinicians:
  - { id: lee, roles: [therapist], licensedIn: [NY], away: [{ start: Wed 12:00, end: Thu 00:00 }] }
  - { id: 007, roles: [nurse], maxHours: 30 }
patients:
  - { id: p-001, counselor: lee }
  - { id: "42", state: NY }
couples: [{ id: c-04, partners: [p-001, "42"] }]
sessions: [{ id: x, kind: group, start: Mon 18:00, minutes: 60, clinicians: [lee], patients: [p-001] }]
onCall: [{ clinician: 007, start: Mon 00:00, end: Tue 00:00 }]
`;

  test("gives everything but its sessions, and people whom it does not know are added", () => {
    const entries = [
      entry({ line: 2, clinicians: ["Kim Lee", "007"], patients: ["Ann"] }),
      entry({ line: 3, clinicians: ["Kim Lee", "007"], patients: ["42"] }),
      entry({ line: 4, clinicians: ["Ana Ortiz"], code: "90847", couples: [["Cy", "Di"]] }),
    ];
    const { "Kim Lee": lee, "Ana Ortiz": ortiz } = CLINICIANS;
    const result = imported([reading(entries)], {
      base: base(BASE),
      mapping: { mapping: 1, clinicians: { "Kim Lee": lee, "Ana Ortiz": ortiz } },
    });
    expect(result.text).toBe(`program: Lakeside
timezone: America/New_York
week: 2026-11-30
standard: ["../premium"]
clinicians:
  - { id: lee, roles: [therapist], licensedIn: [NY], away: [{ start: Wed 12:00, end: Thu 00:00 }] }
  - { id: "007", roles: [nurse], maxHours: 30 }
  - { id: ortiz, roles: [counselor] }
patients:
  - { id: p-001, counselor: lee }
  - { id: "42", state: NY }
  - { id: p-002 }
  - { id: p-003 }
  - { id: p-004 }
couples:
  - { id: c-04, partners: [p-001, "42"] }
  - { id: c-05, partners: [p-003, p-004] }

sessions:
  - id: mon-1800-couples-session
    kind: couples-session
    start: Mon 18:00
    minutes: 90
    clinicians: [ortiz]
    couples: [c-05]
    cpt: "90847"
  - id: mon-1800-group
    kind: group
    start: Mon 18:00
    minutes: 90
    clinicians: [lee, "007"]
    patients: [p-002, "42"]
    cpt: "90853"

onCall:
  - { clinician: "007", start: Mon 00:00, end: Tue 00:00 }
imported: { from: csv, rows: 3, open: 0, key: false }
`);
    expect(told(result)).toContain(
      "Not in the base roster, and added:\n  - clinicians ortiz\n  - patient #3, patient #4 and patient #5\n  - couple #2\n  - without --key, patients of the base roster are found only if the source has their ids",
    );
  });

  test("keeps people by the key", () => {
    const key = { ...NO_KEY, patients: new Map([["Ann", "p-001"]]) };
    const result = imported([reading([entry({ patients: ["Ann"] })])], { base: base(BASE), key });
    expect(result.roster?.sessions[0]?.patients).toEqual(["p-001"]);
    expect(result.roster?.patients).toHaveLength(2);
  });

  test("in another time zone is asked about", () => {
    const result = imported([reading([entry({ patients: ["Ann"] })])], { base: base(BASE), timezone: "America/Chicago" });
    expect([result.roster, result.asked]).toEqual([null, ["timezone (file)"]]);
  });

  test("that is no valid roster is refused", () => {
    expect(base("sessions: []")).toMatchObject({ problems: [{ code: "wrong-value" }] });
  });
});
