/** From entries to a roster: which rows are one session, of what kind, who attends, and what is asked. */
import { describe, expect, test } from "vitest";
import { textOf } from "../src/import/account-text.ts";
import type { Entry } from "../src/import/entry.ts";
import type { KindRule } from "../src/import/mapping/mapping.ts";
import { CLINICIANS, entry, imported, local, reading } from "./support/readings.ts";

const PEOPLE = ["Ann", "Bo", "Cy", "Di", "Ed", "Flo", "Gus", "Hal"];
const rows = (names: readonly string[], more: Parameters<typeof entry>[0] = {}, from = 2): Entry[] =>
  names.map((name, i) => entry({ line: from + i, patients: [name], ...more }));

/** `lee: 8 group` for each session. */
const sessionsOf = (result: ReturnType<typeof imported>) =>
  (result.roster?.sessions ?? []).map(({ kind, clinicians = [], patients, couples, status }) => {
    const seats = [patients, couples].map((some) => (Array.isArray(some) ? some.length : (some ?? 0)));
    return `${clinicians.join(" ")}: ${seats[0]}${seats[1] === 0 ? "" : ` and ${seats[1]}`} ${kind}${status === undefined ? "" : ` ${status}`}`;
  });

describe("rows of attendees", () => {
  test("with one clinician, start and code are one session", () => {
    const result = imported([reading(rows(PEOPLE))]);
    expect(sessionsOf(result)).toEqual(["lee: 8 group"]);
    expect(result.text).toBe(`week: 2026-11-30
clinicians:
  - { id: lee, roles: [therapist] }
  - { id: ortiz, roles: [counselor] }
  - { id: noor, roles: [couples-therapist] }

sessions:
  - id: mon-1800-group
    kind: group
    start: Mon 18:00
    minutes: 90
    clinicians: [lee]
    patients: [p-001, p-002, p-003, p-004, p-005, p-006, p-007, p-008]
    cpt: "90853"

imported: { from: csv, rows: 8, open: 0, key: false }
`);
  });

  test("of one patient three times are one attendee", () => {
    const result = imported([reading(rows(["Ann", "Ann", "Ann", "Bo"]))]);
    expect(sessionsOf(result)).toEqual(["lee: 2 group"]);
    expect(result.fates).toEqual({ 2: "session", 3: "duplicate", 4: "duplicate", 5: "session" });
  });

  test("of two clinicians stay apart", () => {
    const result = imported([reading([...rows(PEOPLE), ...rows(["Ida", "Jo", "Kai", "Lu"], { clinicians: ["Ana Ortiz"] }, 10)])]);
    expect(sessionsOf(result)).toEqual(["lee: 8 group", "ortiz: 4 group"]);
    expect(result.asked).toEqual([]);
  });

  test("of two clinicians under one title stay apart, and are asked about", () => {
    const title = "Process group";
    const entries = [...rows(PEOPLE, { title }), ...rows(["Ida"], { title: "process  GROUP", clinicians: ["Ana Ortiz"] }, 10)];
    const result = imported([reading(entries)]);
    expect(sessionsOf(result)).toEqual(["lee: 8 group", "ortiz: 1 group"]);
    expect(result.asked).toEqual(["together (rows)"]);
    expect(result.questions[0]?.at).toHaveLength(9);
    expect(result.account.open).toBe(0);
  });

  test("of two clinicians are one session where the mapping leaves the clinician out, and apart where it names them", () => {
    const both = (together: readonly [string, string]) => [
      ...rows(["Ann"], { title: "Group", together: together[0] }),
      ...rows(["Bo"], { title: "Group", together: together[1], clinicians: ["Ana Ortiz"] }, 3),
    ];
    const one = imported([reading(both(["x", "x"]))]);
    expect([sessionsOf(one), one.asked]).toEqual([["lee ortiz: 2 group"], []]);
    const two = imported([reading(both(["x lee", "x ortiz"]))]);
    expect([sessionsOf(two), two.asked]).toEqual([["lee: 1 group", "ortiz: 1 group"], []]);
  });

  test("that share a group or slot are one session, with any clinicians", () => {
    const entries = [...rows(["Ann", "Bo"], { group: "g1" }), ...rows(["Cy"], { group: "g1", clinicians: ["Ana Ortiz"] }, 4)];
    expect(sessionsOf(imported([reading(entries)]))).toEqual(["lee ortiz: 3 group"]);
  });

  test("of two titles at once are two sessions of one clinician", () => {
    const entries = [...rows(["Ann"], { title: "Relapse" }), ...rows(["Bo"], { title: "Skills" }, 3)];
    expect(sessionsOf(imported([reading(entries)]))).toEqual(["lee: 1 group", "lee: 1 group"]);
  });

  test.each(["90832", "90834", "90837", "90791", "90839"])("with the code %s of different patients never merge", (code) => {
    for (const together of [null, "one"]) {
      const result = imported([reading(rows(["Ann", "Bo", "Ann"], { code, together, group: together }))]);
      expect(sessionsOf(result)).toEqual([1, 1].map((n) => `lee: ${n} ${code === "90839" ? "crisis" : "individual"}`));
      expect(result.roster?.sessions.map(({ id }) => id)).toEqual(
        code === "90839" ? ["mon-1800-crisis", "mon-1800-crisis-2"] : ["mon-1800-individual", "mon-1800-individual-2"],
      );
    }
  });

  test("without a clinician are a session without one", () => {
    expect(sessionsOf(imported([reading(rows(["Ann", "Bo"], { clinicians: [] }))]))).toEqual([": 2 group"]);
  });
});

describe("the kind", () => {
  const kindsFor = (entries: readonly Entry[], kinds: readonly KindRule[] = []) => {
    const result = imported([reading(entries)], { mapping: { mapping: 1, kinds } });
    return { kinds: result.roster?.sessions.map(({ kind }) => kind) ?? [], fates: Object.values(result.fates), asked: result.asked };
  };

  test.each([
    ["90853", "group"],
    ["90853-95", "group"],
    ["90853.0", "group"],
    ["90853GT", "group"],
    ["90853 GT", "group"],
    ["90853:95:HQ", "group"],
    ["h0005", "group"],
    ["G0410", "group"],
    ["90847", "couples-session"],
    ["90849", "multi-family-group"],
    ["90834, 90785", "individual"],
    ["90785; 90837-95", "individual"],
    ["90791", "individual"],
  ])("of the code %s is %s", (code, kind) => {
    expect(kindsFor(rows(["Ann"], { code }))).toEqual({ kinds: [kind], fates: ["session"], asked: [] });
  });

  test.each(["H0015", "S9480", "H0015-GT", "90785", "99999", "", "Ann Bell", "00042", "9085", "908533", "90853 and 90837"])(
    "is decided by no code in %j, and the row is left out",
    (code) => {
      const result = kindsFor([...rows(["Ann"], { code }), ...rows(["Bo"], { start: "2026-12-01T18:00" }, 3)]);
      expect(result).toEqual({ kinds: ["group"], fates: ["no-kind", "session"], asked: ["kind (rows)"] });
    },
  );

  test("is of H0015 on every row not known, so that nothing is written", () => {
    const result = imported([reading(rows(PEOPLE, { code: "H0015" }))]);
    expect(result.roster).toBeNull();
    expect(new Set(Object.values(result.fates))).toEqual(new Set(["no-kind"]));
    expect(result.asked).toEqual(["kind (rows)", "shape (file)"]);
  });

  test("of a session is that of its other rows for a row that is billed by the day, but never that of one patient", () => {
    const title = "Evening";
    const mixed = (code: string) => kindsFor([...rows(["Ann"], { title, code }), ...rows(["Bo"], { title, code: "H0015" }, 3)]);
    expect(mixed("90853")).toMatchObject({ kinds: ["group"], fates: ["session", "session"] });
    expect(mixed("90837")).toMatchObject({ kinds: ["individual"], fates: ["session", "no-kind"] });
  });

  test("is by the first rule that fits the title, before the code", () => {
    const kinds = [
      { title: "psychoed*", kind: "psychoeducation" },
      { title: "*group", kind: "intensive" },
    ];
    expect(kindsFor(rows(["Ann"], { title: "Psychoed  Group" }), kinds).kinds).toEqual(["psychoeducation"]);
    expect(kindsFor(rows(["Ann"], { title: "Small group" }), kinds).kinds).toEqual(["intensive"]);
    expect(kindsFor(rows(["Ann"], { title: "Small groups" }), kinds).kinds).toEqual(["group"]);
  });

  test("is by a column that names it", () => {
    expect(kindsFor(rows(["Ann"], { kind: "Couples Group", title: "Small group" })).kinds).toEqual(["couples-group"]);
    expect(kindsFor(rows(["Ann"], { kind: "nonsense", code: null })).fates).toEqual(["no-kind"]);
  });

  test("is never a guess by words of a title", () => {
    for (const title of ["Group", "Psychoeducation", "Couples group", "Individual"])
      expect(kindsFor(rows(["Ann"], { title, code: null })).fates).toEqual(["no-kind"]);
  });

  test.each([
    ["Couples Group", "90853", "couples-group"],
    ["Couples Group", "90847", "couples-group"],
    ["Couples DBT process groups", "90853", "couples-group"],
    ["Psychoeducation Group", "90853", "psychoeducation"],
    ["Psycho-ed: sleep", "90853", "psychoeducation"],
    ["Multi-Family Group", "90853", "multi-family-group"],
    ["Family therapy", "90847", "multi-family-group"],
    ["Process group", "90837", "group"],
    ["Individual therapy", "90853", "individual"],
    ["Couples therapy", "90853", "couples-session"],
  ])("of the title %j and the code %s waits, since they are of different kinds", (title, code, kind) => {
    const others = rows(["Bo"], { start: "2026-12-01T18:00" }, 3);
    expect(kindsFor([...rows(["Ann"], { title, code }), ...others])).toEqual({
      kinds: ["group"],
      fates: ["waits", "session"],
      asked: ["kind (rows)"],
    });
    for (const rules of [[{ title: "*", kind }], [{ cpt: code, kind }]])
      expect(kindsFor(rows(["Ann"], { title, code }), rules)).toEqual({ kinds: [kind], fates: ["session"], asked: [] });
  });

  test.each([
    ["Process group", "90853"],
    ["Evening group", "H0005"],
    ["DBT Skills", "90853"],
    ["IOP", "90853"],
    ["Intensive Outpatient Group", "90853"],
    ["Couples therapy", "90847"],
    ["Multifamily", "90849"],
    ["Intake", "90791"],
    ["Check-in", "90837"],
    ["Classic rock", "90853"],
    ["Ann Bell", "90853"],
  ])("of the title %j is that of the code %s", (title, code) => {
    expect(kindsFor(rows(["Ann"], { title, code }))).toMatchObject({ fates: ["session"], asked: [] });
  });

  test("waits for all rows of a session if one has a title and a code of different kinds", () => {
    const mixed = [...rows(["Ann"], { title: "Psychoed", together: "a" }), ...rows(["Bo"], { title: "Evening", together: "a" }, 3)];
    const result = imported([reading([...mixed, ...rows(["Cy"], { start: "2026-12-01T18:00" }, 4)])]);
    expect(result.fates).toEqual({ 2: "waits", 3: "waits", 4: "session" });
    expect(result.messages[0]).toBe(
      '2 rows have a title and a billing code of different kinds, and are not in the roster. Write a rule for the title in the mapping, such as: kinds: [{ title: "*psychoed*", kind: psychoeducation }]. If the code is right, write a rule for the code.',
    );
  });

  test("that is not built in, or such a role, is said in the account", () => {
    const clinicians = { "Kim Lee": { id: "lee", roles: ["chaplain"] } };
    const mapping = { mapping: 1, clinicians, kinds: [{ title: "*", kind: "aftercare" }] } as const;
    const { guesses } = imported([reading(rows(["Ann"], { title: "Evening" }))], { mapping });
    expect(guesses.map(({ message }) => textOf(message))).toEqual([
      "2 kinds or roles of the mapping are not built in. A standard of your own must define them.",
    ]);
  });

  test("by a code is in the account, with the number of rows", () => {
    const entries = [...rows(["Ann", "Bo"]), ...rows(["Cy"], { code: "90837-95", start: "2026-12-01T18:00" }, 9)];
    const said = (given: Parameters<typeof imported>[1]) =>
      imported([reading(entries)], given).guesses.map(({ message }) => textOf(message));
    expect(said({})).toContain("The billing code decides the kind: 90837 is individual (1 row) and 90853 is group (2 rows).");
    expect(said({ mapping: { mapping: 1, kinds: ["90853", "90837"].map((cpt) => ({ cpt, kind: "group" })) } })).toEqual([]);
  });
});

describe("the status", () => {
  test("of a slot that is canceled and completed is counted once", () => {
    const entries = [entry({ line: 2, patients: ["Ann"], status: "canceled" }), entry({ line: 3, patients: ["Ann"], status: "attended" })];
    const result = imported([reading(entries)]);
    expect(sessionsOf(result)).toEqual(["lee: 1 group"]);
    expect(result.fates).toEqual({ 2: "canceled", 3: "session" });
  });

  test("of a session whose every row is canceled is canceled", () => {
    const result = imported([reading(rows(["Ann", "Bo"], { status: "canceled" }))]);
    expect(sessionsOf(result)).toEqual(["lee: 2 group canceled"]);
    expect(result.fates).toEqual({ 2: "canceled", 3: "canceled" });
  });

  test("of no-shows lets them attend as planned and not as attended", () => {
    const entries = [...rows(["Ann"], { status: "attended" }), ...rows(["Bo"], { status: "no-show" }, 3)];
    const planned = imported([reading(entries)]);
    expect([sessionsOf(planned), planned.fates]).toEqual([["lee: 2 group"], { 2: "session", 3: "session" }]);
    const attended = imported([reading(entries)], { as: "attended" });
    expect([sessionsOf(attended), attended.fates]).toEqual([["lee: 1 group"], { 2: "session", 3: "no-show" }]);
    expect(attended.text).not.toContain("p-002");
  });

  test("of a canceled row without a kind or a length leaves nothing open", () => {
    const canceled = [entry({ line: 2, code: null, status: "canceled" }), entry({ line: 3, minutes: null, status: "canceled" })];
    const result = imported([reading([...canceled, ...rows(["Ann"], {}, 4)])]);
    expect(result.fates).toEqual({ 2: "canceled", 3: "canceled", 4: "session" });
    expect(result.questions).toEqual([]);
  });
});

describe("the length", () => {
  const short = rows(["Ann"], { minutes: null, title: "Process group" });

  test("is asked for where there is no end, and nothing is written", () => {
    const result = imported([reading([...short, ...rows(["Bo"], {}, 3)])]);
    expect(result.roster).toBeNull();
    expect(result.asked).toEqual(["minutes (file)"]);
    expect(result.messages[0]).toContain('minutes: { "90853": 50 }');
    expect(result.fates).toEqual({ 2: "waits", 3: "waits" });
  });

  test.each([[60], [{ "90853": 60 }], [{ "90837": 50, "process*": 60 }]])("is %j of the mapping", (minutes) => {
    const result = imported([reading(short)], { mapping: { mapping: 1, minutes } });
    expect(result.roster?.sessions[0]?.minutes).toBe(60);
  });

  test("of less than nothing is not understood", () => {
    const result = imported([reading([entry({ minutes: -30, patients: ["Ann"] }), ...rows(["Bo"], {}, 3)])]);
    expect(result.fates).toEqual({ 2: "not-understood", 3: "session" });
    expect(result.account.open).toBe(1);
  });
});

describe("the week", () => {
  const on = (...days: string[]) => days.map((day, i) => entry({ line: 2 + i, start: `${day}T18:00`, patients: ["Ann"] }));

  test.each([
    [["2026-12-02"], "2026-11-30"],
    [["2026-11-30", "2026-12-06"], "2026-11-30"],
    [["2026-11-29", "2026-12-05"], "2026-11-29"],
  ])("that has all of %j is from %s", (days, week) => {
    expect(imported([reading(on(...days))]).roster?.week).toBe(week);
  });

  test("is asked for where the file has several, which are named", () => {
    const result = imported([reading(on("2026-12-02", "2026-12-09", "2026-12-17"))]);
    expect(result.roster).toBeNull();
    expect(result.messages).toEqual([
      "The dates are in 3 weeks, which begin on 2026-11-30, 2026-12-07 and 2026-12-14. Choose a week by its first day, such as: --week 2026-11-30",
    ]);
  });

  test("that is chosen leaves the others out", () => {
    const [day] = [Math.floor(local("2026-12-07T00:00") / 1440)];
    const result = imported([reading(on("2026-12-02", "2026-12-09", "2026-12-17"))], { week: day });
    expect(result.fates).toEqual({ 2: "outside-week", 3: "session", 4: "outside-week" });
    expect(result.roster?.week).toBe("2026-12-07");
    expect(imported([reading(on("2026-12-17"))], { week: day }).messages[0]).toMatch(
      /^No row is in the week from 2026-12-07\. The dates are in the week from 2026-12-14\./,
    );
  });
});

describe("attendees", () => {
  const patientsOf = (result: ReturnType<typeof imported>) => result.roster?.sessions[0]?.patients;
  const stay = (from: string, until: string) => ({
    stay: { from: { local: local(`2026-11-30T${from}`) }, until: { local: local(`2026-11-30T${until}`) } },
  });
  const staying = (...stays: [string, string][]) =>
    stays.map((one, i) => ({ ...entry({ line: 2 + i }), patients: [{ key: "Ann", ...stay(...one) }] }));

  test("who rejoin have stays, and touching stays are joined", () => {
    const result = imported([reading([...staying(["18:00", "18:20"], ["18:20", "18:30"], ["18:45", "19:30"]), ...rows(["Bo"], {}, 9)])]);
    expect(patientsOf(result)).toEqual([{ id: "p-001", until: "18:30" }, { id: "p-001", from: "18:45" }, "p-002"]);
  });

  test("who stay throughout are listed by id, whatever the call says before and after", () => {
    expect(patientsOf(imported([reading(staying(["17:55", "19:40"]))]))).toEqual(["p-001"]);
  });

  test("who leave before the start do not attend", () => {
    const result = imported([reading([...staying(["17:30", "17:50"]), ...rows(["Bo"], {}, 9)])]);
    expect(result.fates).toEqual({ 2: "does-not-attend", 9: "session" });
    expect(patientsOf(result)).toEqual(["p-002"]);
  });

  test("may be counted only, and are then apart from other counts", () => {
    const entries = [entry({ line: 2, headcount: { patients: 7 } }), entry({ line: 3, headcount: { couples: 3 }, code: "90847" })];
    expect(sessionsOf(imported([reading(entries)]))).toEqual(["lee: 0 and 3 couples-session", "lee: 7 group"]);
    const twice = [2, 3].map((line) => entry({ line, headcount: { patients: 7 } }));
    expect(sessionsOf(imported([reading(twice)]))).toEqual(["lee: 7 group", "lee: 7 group"]);
  });

  test("who are neither named nor counted leave their row open, unless it is for one patient or says that nobody comes", () => {
    const entries = [entry({ line: 2 }), entry({ line: 3, code: "90837" }), entry({ line: 4, code: "90849", headcount: { patients: 0 } })];
    const result = imported([reading(entries)]);
    expect(sessionsOf(result)).toEqual(["lee: 1 individual", "lee: 0 multi-family-group"]);
    expect([result.fates, result.asked]).toEqual([{ 2: "waits", 3: "session", 4: "session" }, ["columns (rows)"]]);
  });

  test("who are a couple with a row for each partner are one couple, and no row is a duplicate", () => {
    const pair = (line: number, one: string, partner: string) => entry({ line, code: "90847", patients: [one], partner });
    const result = imported([reading([pair(2, "Ann", "Bo"), pair(3, "Bo", "Ann"), pair(4, "Ann", "Bo")])]);
    expect([sessionsOf(result), result.fates]).toEqual([["lee: 0 and 1 couples-session"], { 2: "session", 3: "session", 4: "duplicate" }]);
  });

  test("whose partner is in another session are a couple, and attend alone", () => {
    const entries = [
      entry({ line: 2, patients: ["Ann"], partner: "Bo" }),
      entry({ line: 3, start: "2026-12-01T18:00", patients: ["Bo"], partner: "Ann" }),
      entry({ line: 4, patients: ["Cy"], partner: "Di" }),
    ];
    const { roster } = imported([reading(entries)]);
    expect(roster?.couples).toEqual([{ id: "c-01", partners: ["p-001", "p-002"] }]);
    expect(roster?.sessions).toMatchObject([{ patients: ["p-001", "p-003"] }, { patients: ["p-002"] }]);
  });

  test("who have rows of their own beside those of the clinicians are in one meeting, whatever its kind", () => {
    const call = { kind: "individual", group: "call" };
    const entries = [entry({ line: 2, ...call }), entry({ line: 3, ...call, clinicians: [], patients: ["Ann"] })];
    expect(sessionsOf(imported([reading(entries)]))).toEqual(["lee: 1 individual"]);
  });

  test("in two couples are asked about, and the second couple attends as single patients", () => {
    const entries = [
      entry({ line: 2, code: "90847", couples: [["Ann", "Bo"]] }),
      entry({ line: 3, code: "90847", couples: [["Ann", "Cy"]] }),
    ];
    const result = imported([reading(entries)]);
    expect(result.asked).toEqual(["couple (rows)"]);
    expect(result.roster?.couples).toEqual([{ id: "c-01", partners: ["p-001", "p-002"] }]);
    expect(result.roster?.sessions).toMatchObject([{ patients: ["p-001", "p-003"], couples: ["c-01"] }]);
  });
});

describe("people", () => {
  const fact = (line: number, key: string, more = {}) => ({
    at: { file: 1, sheet: null, line, cell: null },
    ...{ key, counselor: null, state: null, partner: null },
    ...more,
  });

  test("of a client list have counselors, states and partners", () => {
    const facts = [
      fact(2, "Ann", { counselor: "ana ortiz", state: "NY", partner: "Bo" }),
      fact(3, "Bo", { partner: "Ann" }),
      fact(4, "Zoe", { state: "New York", partner: "Yan" }),
      fact(5, "Ann", { state: "NJ" }),
    ];
    const result = imported([reading(rows(["Bo", "Ann"])), reading([], { facts })]);
    expect(result.roster).toMatchObject({
      patients: [{ id: "p-001" }, { id: "p-002", counselor: "ortiz", state: "NY" }, { id: "p-003" }],
      couples: [{ id: "c-01", partners: ["p-002", "p-001"] }],
    });
    expect(result.guesses.map(({ message }) => textOf(message))).toEqual([
      "The billing code decides the kind: 90853 is group (2 rows).",
      "One partner in a client list is in no other row, and makes no couple.",
    ]);
  });

  test("keep their number by the key, and one patient more renumbers nobody", () => {
    const first = imported([reading(rows(["Ann", "Bo", "Cy"]))]);
    const second = imported([reading(rows(["New", "Cy", "Ann"]))], { key: first.key });
    expect(second.roster?.sessions[0]?.patients).toEqual(["p-004", "p-003", "p-001"]);
    expect([...second.key.patients]).toEqual([
      ["Ann", "p-001"],
      ["Bo", "p-002"],
      ["Cy", "p-003"],
      ["New", "p-004"],
    ]);
    expect(second.roster?.imported?.key).toBe(true);
  });

  test("who are couples keep the number of the couple", () => {
    const couple = (one: string, other: string, line: number) => entry({ line, code: "90847", couples: [[one, other]] });
    const first = imported([reading([couple("Ann", "Bo", 2), couple("Cy", "Di", 3)])]);
    const second = imported([reading([couple("Di", "Cy", 2), couple("Ed", "Flo", 3)])], { key: first.key });
    expect(second.roster?.couples).toEqual([
      { id: "c-02", partners: ["p-004", "p-003"] },
      { id: "c-03", partners: ["p-005", "p-006"] },
    ]);
  });

  test("who may be one are two, and the rows are named", () => {
    const result = imported([reading(rows(["Ann Bell", "ann  bell", "Ann-Bell", "Bo"]))]);
    expect(sessionsOf(result)).toEqual(["lee: 4 group"]);
    expect(result.guesses.map(({ message }) => textOf(message))).toEqual([
      "The billing code decides the kind: 90853 is group (4 rows).",
      "Patients whose names differ only in letter case, spaces or dashes count as different people (lines 2–4).",
    ]);
  });

  test("who staff sessions and have no role are asked for", () => {
    const result = imported([reading(rows(["Ann"], { clinicians: ["Pat Doe, LMFT", "kim  lee"] }))]);
    expect(result.roster).toBeNull();
    expect(result.asked).toEqual(["roles (file)"]);
    expect(result.gaps.clinicians).toEqual(["Pat Doe, LMFT"]);
    expect(result.messages.join()).not.toContain("Doe");
  });

  test("never have an id that is in the id of a clinician", () => {
    const result = imported([reading(rows(["Ann"]))], {
      mapping: { mapping: 1, clinicians: { "Kim Lee": { id: "p-001", roles: ["therapist"] } } },
    });
    expect([result.roster, result.asked]).toEqual([null, ["roles (file)"]]);
  });
});

describe("times", () => {
  const in2026 = (start: string, offset?: number, line = 2) => ({
    ...entry({ line, start, patients: [`Ann ${line}`] }),
    start: { local: local(start), ...(offset === undefined ? {} : { offset }) },
    end: { local: local(start) + 30, ...(offset === undefined ? {} : { offset }) },
  });

  test("that the clock shows twice have an offset, and no others", () => {
    const entries = [in2026("2026-11-01T01:15", -240), in2026("2026-11-01T01:15", -300, 3), in2026("2026-11-01T03:00", -300, 4)];
    const result = imported([reading(entries, { timezone: "America/New_York" })]);
    expect(result.roster?.sessions.map(({ start }) => start)).toEqual(["2026-11-01T01:15-04:00", "2026-11-01T01:15-05:00", "Sun 03:00"]);
    expect(result.roster?.timezone).toBe("America/New_York");
  });

  test("that the clocks skip leave their row open", () => {
    const result = imported([reading([in2026("2026-03-08T02:15"), in2026("2026-03-08T04:00", undefined, 3)])], {
      timezone: "America/New_York",
    });
    expect(result.fates).toEqual({ 2: "no-time", 3: "session" });
  });

  test("of shifts become availability", () => {
    const shift = (line: number, clinician: string, start: string, end: string) => ({
      at: { file: 0, sheet: null, line, cell: null },
      ...{ clinician, start: { local: local(start) }, end: { local: local(end) } },
    });
    const shifts = [
      shift(10, "Ana Ortiz", "2026-11-30T08:00", "2026-11-30T12:00"),
      shift(11, "Ana Ortiz", "2026-11-30T12:00", "2026-11-30T17:00"),
      shift(12, "Ana Ortiz", "2026-12-01T22:00", "2026-12-02T06:00"),
      shift(13, "Ana Ortiz", "2026-12-08T08:00", "2026-12-08T12:00"),
    ];
    const result = imported([reading(rows(["Ann"]), { shifts })]);
    expect(result.roster?.clinicians?.[1]).toEqual({
      ...CLINICIANS["Ana Ortiz"],
      available: [
        { start: "Mon 08:00", end: "17:00" },
        { start: "Tue 22:00", end: "06:00" },
      ],
    });
    expect(result.fates).toEqual({ 2: "session", 10: "availability", 11: "availability", 12: "availability", 13: "outside-week" });
  });
});

test("names that differ only by a parenthesis at the end are counted in the account", () => {
  const result = imported([reading(rows(["Bob Baker", "Bob  Baker (son)", "Ann (Bo)", "Cy", "Cy (1)", "Cy (2)"]))]);
  const said = result.guesses.map(({ message }) => textOf(message)).filter((one) => one.includes("parenthesis"));
  expect(said).toEqual(["5 names of patients differ only by a parenthesis at the end, and count as different people."]);
  expect(sessionsOf(result)).toEqual(["lee: 6 group"]);
});

describe("partners who are named singly in a couples session", () => {
  const four = (more: Parameters<typeof entry>[0] = {}) =>
    entry({ code: "90847", clinicians: ["Noor"], patients: ["Ann", "Bo", "Cy", "Di"], ...more });
  const ics = { format: "ics" } as const;

  const said = ({ guesses }: ReturnType<typeof imported>) =>
    guesses.flatMap(({ message }) => /name patients singly.*\((\d+ sessions?)\)/.exec(textOf(message))?.[1] ?? []);

  test("of a calendar are noted once, and the session is read", () => {
    const result = imported([reading([four(), four({ line: 9, start: "2026-12-01T18:00" })], ics)]);
    expect([sessionsOf(result).length, said(result)]).toEqual([2, ["2 sessions"]]);
  });

  test("of a video call are noted", () => {
    const stays = ["Ann", "Bo"].map((name, i) => entry({ line: 3 + i, code: "90847", clinicians: [], patients: [name], group: "call" }));
    const result = imported([reading([entry({ code: "90847", clinicians: ["Noor"], group: "call" }), ...stays])]);
    expect(said(result)).toEqual(["1 session"]);
  });

  test("are not noted in other kinds, canceled sessions, or if the file says who are partners", () => {
    const fact = (line: number, key: string, partner: string) => ({
      at: { file: 1, sheet: null, line, cell: null },
      key,
      partner,
      counselor: null,
      state: null,
    });
    const facts = [fact(2, "Ann", "Bo"), fact(3, "Cy", "Di")];
    for (const read of [
      reading([four({ code: "90853" })], ics),
      reading([four({ status: "canceled" })], ics),
      reading([four()], { ...ics, facts }),
      reading([four({ patients: [], couples: [["Ann", "Bo"]] })], ics),
    ])
      expect(said(imported([read]))).toEqual([]);
  });
});

describe("a week", () => {
  const many = (count: number, start: string) =>
    Array.from({ length: count }, (_, i) => entry({ line: 2 + i, start, patients: [`Ann ${i}`] }));

  test("of more than 10,000 rows is not imported, and each row waits", () => {
    const result = imported([reading(many(10_001, "2026-11-30T18:00"))]);
    expect([result.roster, result.asked]).toEqual([null, ["shape (file)"]]);
    expect(result.messages).toEqual(["The week has more than 10,000 rows or events. Export less of the week, such as one program."]);
    expect(result.account.open).toBe(10_001);
  });

  test("of 10,000 rows is imported, whatever other weeks have", () => {
    const others = many(10_001, "2026-12-14T18:00").map((one) => ({ ...one, at: { ...one.at, line: one.at.line + 20_000 } }));
    const result = imported([reading([...many(10_000, "2026-11-30T18:00"), ...others])], { week: local("2026-11-30T00:00") / 1440 });
    expect(sessionsOf(result)).toEqual(["lee: 10000 group"]);
  });
});
