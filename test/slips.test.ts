/** Rules on likely slips and on the hours of clinicians, at their edges; titles and imported rosters in the reports. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { audit, type JsonReport, parseRoster } from "../src/index.ts";
import { lookAlikeKey } from "../src/roster/look-alike.ts";
import { ratioAudit } from "./support/command-line.ts";

type JsonRoster = JsonReport["rosters"][number];

function auditOf(roster: object): JsonRoster {
  const [found] = audit(parseRoster(JSON.stringify(roster))).rosters;
  expect(found?.problems).toEqual([]);
  return found as JsonRoster;
}

const of = (rule: string, { findings }: JsonRoster) => findings.filter((one) => one.rule === rule);
const session = { id: "mon", kind: "group", start: "2026-11-30T18:00", minutes: 90, clinicians: ["lee"], patients: 6 };
const lee = { id: "lee", roles: ["therapist"] };

describe("a session", () => {
  const isUnlikely = (minutes: number, more = {}) =>
    of("session-length-unlikely", auditOf({ clinicians: [lee], sessions: [{ ...session, minutes, ...more }] })).length > 0;

  test("is unlikely from a minute over eight hours on", () => {
    expect([479, 480, 481, 10_080].map((minutes) => isUnlikely(minutes))).toEqual([false, false, true, true]);
  });

  test("is measured by elapsed time, also in the night in which the clocks change", () => {
    const night = (start: string, end: string) => {
      const roster = { timezone: "America/New_York", clinicians: [lee], sessions: [{ ...session, minutes: undefined, start, end }] };
      return of("session-length-unlikely", auditOf(roster)).map(({ message }) => message);
    };
    expect(night("2026-11-01T00:00", "08:00")).toEqual(["This session lasts 9 h, until 08:00."]);
    expect(night("2027-03-14T00:00", "09:00")).toEqual([]);
    expect(night("2027-03-14T00:00", "09:01")).toHaveLength(1);
  });

  test("that is canceled is not measured", () => {
    expect(isUnlikely(600, { status: "canceled" })).toBe(false);
  });
});

describe("two ids look alike", () => {
  test.each([
    ["in another letter case", "p-014", "P-014"],
    ["with a space more", "p-014", "p- 014"],
    ["with a no-break space", "p-014", "p-\u00a0014"],
    ["without the dash between a letter and a digit", "p-014", "p014"],
    ["with another dash between two digits", "1-12", "1\u201312"],
    ["with an invisible character", "p-014", "p-\u200b014"],
    ["with a soft hyphen", "p-014", "p-0\u00ad14"],
    ["in another Unicode form", "Ren\u00e9", "Rene\u0301"],
    ["in full-width letters", "p014", "\uff50\uff10\uff11\uff14"],
    ["with a letter that has no small form of its own", "stra\u00dfe", "STRASSE"],
    ["with a final sigma", "\u03bf\u03c2", "\u039f\u03a3"],
    ["with an invisible character within a letter", "e\u0301a", "e\u200d\u0301a"],
  ])("%s", (_, one, other) => {
    expect(lookAlikeKey(one)).toBe(lookAlikeKey(other));
  });

  test.each([
    ["with another digit", "p-014", "p-015"],
    ["with a dash between two digits", "1-12", "11-2"],
    ["with such a dash in one of them", "1-12", "112"],
    ["with leading zeros", "007", "7"],
    ["with a dot", "2026", "2026.0"],
    ["with an underscore", "mon_1", "mon-1"],
    ["with an accent", "Rene", "Ren\u00e9"],
    ["with a letter of another script", "pa", "p\u0430"],
  ])("not %s", (_, one, other) => {
    expect(lookAlikeKey(one)).not.toBe(lookAlikeKey(other));
  });

  test("with any spaces, invisible characters and letter case", () => {
    const noise = fc.array(fc.constantFrom(" ", "\u200b", "\u2060", "\u00a0"), { maxLength: 3 }).map((some) => some.join(""));
    const word = fc.stringMatching(/^[a-z0-9]{1,8}$/);
    fc.assert(
      fc.property(word, noise, fc.boolean(), fc.nat(8), (id, more, isUpper, at) => {
        const other = id.slice(0, at) + more + id.slice(at);
        expect(lookAlikeKey(isUpper ? other.toUpperCase() : other)).toBe(lookAlikeKey(id));
      }),
    );
  });

  test("only within a section: a patient may have the id of a couple, a clinician or a session", () => {
    const roster = auditOf({
      clinicians: [{ ...lee, id: "Al" }],
      patients: [{ id: "al" }, { id: "a2" }],
      couples: [{ id: "AL", partners: ["al", "a2"] }],
      sessions: [{ ...session, id: "a-l", clinicians: ["Al"], patients: [], couples: ["AL"] }],
    });
    expect(of("ids-look-alike", roster)).toEqual([]);
  });

  test("of patients who are named in sessions only, and of couples, by their tokens and lines", () => {
    const roster = auditOf({
      clinicians: [lee],
      sessions: [{ ...session, patients: ["jane-doe", "john-roe", "Jane Doe"] }],
    });
    const [found, ...others] = of("ids-look-alike", roster);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ patient: "patient #3", session: null, severity: "warning", related: [{ message: "the other id" }] });
    expect(found?.message).toBe("The ids of patient #3 (line 1) and patient #1 (line 1) look alike.");
  });

  test("each with the first one: 5,000 of them give 4,999 findings", { timeout: 20_000 }, () => {
    const ids = Array.from({ length: 5_000 }, (_, i) => i.toString(2).replaceAll("0", "a").replaceAll("1", "A").padStart(13, "a"));
    const roster = auditOf({ clinicians: [lee], patients: ids.map((id) => ({ id })), sessions: [session] });
    const found = of("ids-look-alike", roster);
    expect(found).toHaveLength(ids.length - 1);
    expect(new Set(found.map(({ fingerprint }) => fingerprint)).size).toBe(found.length);
    expect(new Set(found.map(({ related }) => related[0]?.at.path.join("."))).size).toBe(1);
  });

  test("but a canceled session is not compared", () => {
    const copy = { ...session, id: "Mon", start: "2026-12-01T18:00" };
    const alike = (more: object) => of("ids-look-alike", auditOf({ clinicians: [lee], sessions: [session, { ...copy, ...more }] }));
    expect(alike({})).toHaveLength(1);
    expect(alike({ status: "canceled" })).toEqual([]);
  });

  test("and no format shows an id of a patient or couple", async () => {
    const folder = "fixtures/ok-ids-look-alike/roster.yaml";
    for (const format of ["pretty", "json", "sarif", "junit", "github", "gitlab", "markdown", "html"]) {
      const { out } = await ratioAudit(["--format", format, folder]);
      expect(out, format).not.toMatch(/p-014|P014|p 014|Ren(?:\u00e9|e\u0301)e|\bC3\b/);
    }
  });
});

describe("a clinician", () => {
  const outside = (available: object[] | undefined, clinicians: unknown[] = ["lee"]) =>
    of("outside-availability", auditOf({ clinicians: [{ ...lee, available }], sessions: [{ ...session, clinicians }] }));
  const from = (start: string, end: string) => ({ start: `2026-11-30T${start}`, end: `2026-11-30T${end}` });

  test("is available at any time where the roster does not say, and never where the list is empty", () => {
    expect(outside(undefined)).toEqual([]);
    expect(outside([]).map(({ message }) => message)).toEqual(["`lee` is assigned to this session but not available from 18:00 to 19:30."]);
  });

  test("is available from the first to the last minute of a time, and through times that touch", () => {
    expect(outside([from("18:00", "19:30")])).toEqual([]);
    expect(outside([from("18:45", "19:30"), from("18:00", "18:45")])).toEqual([]);
    expect(outside([from("18:01", "19:29")])[0]?.message).toContain("from 18:00 to 18:01 and from 19:29 to 19:30");
  });

  test("must be available only for the stays, not for the whole session", () => {
    expect(outside([from("18:30", "19:00")], [{ id: "lee", from: "18:30", until: "19:00" }])).toEqual([]);
    expect(outside([from("18:30", "19:00")], [{ id: "lee", from: "18:30" }])[0]?.message).toContain("from 19:00 to 19:30");
  });

  const over = (maxHours: number | undefined, ...sessions: object[]) =>
    of(
      "over-max-hours",
      auditOf({ clinicians: [{ ...lee, maxHours }], sessions: sessions.map((one, i) => ({ ...session, id: `s${i}`, ...one })) }),
    ).map(({ message }) => message);

  test("has too many hours from a minute over the maximum on, exactly also with fractions", () => {
    expect(over(1.5, {})).toEqual([]);
    expect(over(1.49, {})).toEqual(["`lee` has 1 h 30 min of sessions in the week; the maximum is 1 h 29 min."]);
    for (let minutes = 1; minutes <= 480; minutes++) {
      // As a person writes it: with at most two decimals. 2.3 hours are 138 minutes, though 2.3 × 60 is less in floating point.
      if ((minutes * 100) % 60 !== 0) continue;
      const hours = (minutes * 100) / 60 / 100;
      expect([minutes, over(hours, { minutes }).length]).toEqual([minutes, 0]);
      expect([minutes, over(hours, { minutes: minutes + 1 }).length]).toEqual([minutes, 1]);
    }
    expect(over(0.001, {})).toEqual(["`lee` has 1 h 30 min of sessions in the week; the maximum is 0 min."]);
    expect(over(undefined, {})).toEqual([]);
  });

  test("has each minute of a double booking once, and only the minutes of the stays", () => {
    expect(over(2, {}, { start: "2026-11-30T18:30" })).toEqual([]);
    expect(over(2, {}, { start: "2026-11-30T18:31" })).toHaveLength(1);
    expect(over(1, { clinicians: [{ id: "lee", from: "18:30" }] })).toEqual([]);
    expect(
      over(1, {
        clinicians: [
          { id: "lee", until: "18:30" },
          { id: "lee", from: "18:59" },
        ],
      }),
    ).toHaveLength(1);
  });

  test("has the hours of sessions that take place", () => {
    expect(over(2, {}, { start: "2026-12-01T18:00", status: "canceled" })).toEqual([]);
    expect(over(2, {}, { start: "2026-12-01T18:00" })).toHaveLength(1);
  });

  test("is not checked without a week, where the sessions are more than seven days apart", () => {
    const roster = { clinicians: [{ ...lee, maxHours: 1 }], sessions: [session, { ...session, id: "next", start: "2026-12-07T18:00" }] };
    const unchecked = ({ notChecked }: JsonRoster) => notChecked.filter(({ rule }) => rule === "over-max-hours");
    expect(unchecked(auditOf(roster))).toHaveLength(1);
    expect(unchecked(auditOf({ ...roster, clinicians: [lee] }))).toEqual([]);
    expect(unchecked(auditOf({ ...roster, week: "2026-11-30" }))).toEqual([]);
  });
});

describe("a title", () => {
  const args = ["fixtures/ok-session-titles/roster.yaml"];

  test("is next to the id in every report for people, with patient ids masked", async () => {
    for (const command of [["--verbose"], ["--format", "markdown"], ["--format", "html"], ["week"], ["week", "--plain"]]) {
      const { out } = await ratioAudit([...command, ...args]);
      expect(out, command.join(" ")).toContain("Evening process group");
      expect(out, command.join(" ")).not.toContain("p-014");
    }
  });

  test("is in the JSON report, and null where a session has none", async () => {
    const { out } = await ratioAudit(["--format", "json", ...args]);
    const [roster] = (JSON.parse(out) as JsonReport).rosters;
    expect(roster?.sessions.map(({ title }) => title)).toEqual(["Evening process group", "With ••• and others"]);
    expect(auditOf({ clinicians: [lee], sessions: [session] }).sessions[0]?.title).toBeNull();
  });
});

describe("an imported roster", () => {
  const imported = (open: number) => ({ from: "xlsx", rows: 60, open, key: false });
  const reasons = (open: number) =>
    auditOf({ clinicians: [lee], sessions: [session], imported: imported(open) }).notChecked.filter(({ rule }) => rule === null);

  test("lists source rows outside the roster as not checked, without a rule", () => {
    expect(reasons(3)).toEqual([{ rule: null, code: "open-rows", sessions: [], reason: "3 source rows are not in this roster" }]);
    expect(reasons(1)).toEqual([{ rule: null, code: "open-rows", sessions: [], reason: "1 source row is not in this roster" }]);
    expect(reasons(0)).toEqual([]);
  });

  test("lists questions that its import left open as not checked, and says so in the first sentence", async () => {
    const roster = { clinicians: [lee], sessions: [session], imported: { ...imported(0), questions: 1 } };
    expect(auditOf(roster).notChecked.filter(({ rule }) => rule === null)).toEqual([
      { rule: null, code: "open-questions", sessions: [], reason: "the import of this roster left 1 question open" },
    ]);
    const { out } = await ratioAudit(["-"], { stdin: JSON.stringify(roster) });
    expect(out).toMatch(/^[^\n]*the import of this roster left 1\s+question open/m);
  });

  test("among several makes the first sentence of the run say so", async () => {
    const files = ["fixtures/ok-imported-with-open-rows/roster.yaml", "fixtures/ok-six-with-one-holds/roster.yaml"];
    for (const command of [["check"], ["week", "--plain"]]) {
      const [first] = (await ratioAudit([...command, ...files])).out.split(/\n\d+ sessions|\n\n/);
      expect(first, command[0]).toContain("3 source rows are not in these rosters");
    }
  });

  test("with such rows says so in every format that lists what was not checked", async () => {
    const file = "fixtures/ok-imported-with-open-rows/roster.yaml";
    for (const format of ["pretty", "json", "sarif", "junit", "github", "markdown", "html"]) {
      const { out } = await ratioAudit(["--format", format, file]);
      expect(out, format).toContain("3 source rows are not in this roster");
      expect(out, format).not.toMatch(/The week is in order|Nothing to do/);
    }
  });
});
