/** The first sentence of every report that people read: it never says more than was checked. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { audit, type JsonReport, parseRoster, type StandardFile } from "../src/index.ts";
import { runAudit } from "../src/pipeline.ts";
import { headline } from "../src/report/headline.ts";
import { builtInFile } from "../src/standards/built-in/list.ts";
import { buildStandard } from "../src/standards/standard.ts";
import { ratioAudit } from "./support/command-line.ts";
import { tries } from "./support/matrix.ts";
import { named, pageTree, withClass, wordsOf } from "./support/page.ts";
import { randomCase, shown } from "./support/random-roster.ts";
import type { EntryData, RosterData, SessionData, StandardData } from "./support/recount.ts";

const folder = mkdtempSync(join(tmpdir(), "ratio-audit-outcome-"));
afterAll(() => rmSync(folder, { recursive: true }));

const CASES = {
  "at its limit": {
    session: "kind: group, clinicians: [lee], patients: 6",
    says: "The only session is within its limits.",
    tone: "good",
    verdict: "at its limit",
  },
  "within its limits": {
    session: "kind: group, clinicians: [lee], patients: 5",
    says: "The only session is within its limits.",
    tone: "good",
    verdict: "within its limits",
  },
  "broken, which is waived": {
    session: "kind: group, clinicians: [lee], patients: 7",
    standard: "waivers: [{ rule: ratio-exceeded, session: mon, reason: new hire, approvedBy: director }]",
    says: "1 of 1 session is waived.",
    tone: "doubtful",
    verdict: "waived",
  },
  "broken by a rule that is off": {
    session: "kind: group, clinicians: [lee], patients: 9",
    standard: "rules: { ratio-exceeded: off }",
    says: "1 of 1 session breaks a limit whose rule is off.",
    tone: "doubtful",
    verdict: "rule off",
  },
  "without staff, by rules that are off": {
    session: "kind: group, clinicians: [], patients: 9",
    standard: "rules: { ratio-exceeded: off, session-unstaffed: off }",
    says: "1 of 1 session breaks a limit whose rule is off; the rule session-unstaffed is off.",
    tone: "doubtful",
    verdict: "rule off",
  },
  "broken twice: one is waived, and the other's rule is off": {
    session: "kind: group, clinicians: [lee], patients: 9",
    standard:
      "kinds: { group: { maxPatients: 8 } }\nrules: { group-too-large: off }\nwaivers: [{ rule: ratio-exceeded, session: mon, reason: new hire, approvedBy: director }]",
    says: "1 of 1 session breaks a limit whose rule is off.",
    tone: "doubtful",
    verdict: "rule off",
  },
  "with a warning": {
    session: "kind: group, clinicians: [lee], patients: 5",
    standard: "rules: { billing-code-missing: warning }",
    says: "The only session is within its limits; 1 warning.",
    tone: "doubtful",
    verdict: "within its limits",
  },
  "with a roster rule off": {
    session: "kind: group, clinicians: [lee], patients: 5",
    standard: "rules: { clinician-double-booked: off, session-empty: off }",
    says: "The only session is within its limits; the rules clinician-double-booked, session-empty are off.",
    tone: "doubtful",
    verdict: "within its limits",
  },
  "of a kind that needs no ratio": {
    session: "kind: check-in, clinicians: [lee], patients: 27",
    says: "No session needs a ratio.",
    tone: "neutral",
    verdict: "no limit",
  },
  "of a group that nobody attends": {
    session: "kind: group, clinicians: [lee], patients: 0",
    says: "No session was checked against a ratio; nobody attends 1 session; 1 note.",
    tone: "doubtful",
    verdict: "nobody attends",
  },
  "of a group that nobody attends, without staff": {
    session: "kind: group, clinicians: [], patients: 0",
    says: "No session was checked against a ratio; nobody attends 1 session; 1 note.",
    tone: "doubtful",
    verdict: "nobody attends",
  },
  "of an individual session that nobody attends": {
    session: "kind: individual, clinicians: [lee], patients: 0",
    says: "No session was checked against a ratio; nobody attends 1 session; 1 note.",
    tone: "doubtful",
    verdict: "nobody attends",
  },
  "of a kind that has no ratio here": {
    session: "kind: intensive, clinicians: [lee], patients: 27",
    says: "No session was checked against a ratio: add --standard traditional-outpatient.",
    tone: "doubtful",
    verdict: "no limit",
  },
  "of a kind that has no ratio anywhere": {
    session: "kind: multi-family-group, clinicians: [lee], patients: 27",
    says: "No session was checked against a ratio.",
    tone: "doubtful",
    verdict: "no limit",
  },
} as const;

test("in pretty and Markdown a session under a rule that is off is named", async () => {
  const roster =
    "clinicians: [{ id: lee, roles: [therapist] }]\nsessions: [{ id: mon, start: 2026-11-30T18:00, minutes: 90, kind: group, clinicians: [lee], patients: 9 }]\n";
  const standard = join(folder, "off.yaml");
  writeFileSync(standard, "name: house\nextends: benchmark\nrules: { ratio-exceeded: off }\n");
  const run = async (name: string) => (await ratioAudit(["-f", name, "-s", standard, "-"], { stdin: roster })).out.replace(/\s+/g, " ");
  expect(await run("pretty")).toContain("Breaks a limit whose rule is off: mon (group).");
  expect(await run("pretty")).toContain("Review sessions that are waived or whose rule is off;");
  expect(await run("markdown")).toContain("Breaks a limit whose rule is off: `mon`.");
});

test("counts canceled sessions apart, in every format for people", async () => {
  const session = (day: string, status: string) =>
    `  - { id: ${day}, kind: group, start: ${day} 18:00, minutes: 60, clinicians: [lee], patients: 5${status} }\n`;
  const said = async (of: Record<string, string>, ...args: string[]) => {
    const sessions = Object.entries(of).map(([day, status]) => session(day, status));
    const stdin = `week: 2026-11-30\nclinicians: [{ id: lee, roles: [therapist] }]\nsessions:\n${sessions.join("")}`;
    return (await ratioAudit([...args, "-"], { stdin })).out.replace(/<[^>]*>/g, "").replace(/\s+/g, " ");
  };
  const canceled = ", status: canceled";
  const one = { Mon: "", Tue: canceled };
  const words = "1 session: 0 break a limit, 1 within its limits, 0 without a limit; 1 more canceled.";
  expect(await said(one)).toContain(words);
  expect(await said(one, "week")).toContain(words);
  expect(await said(one, "-f", "html")).toMatch(/1 session: 1 within its limits 1 more canceled /);
  expect(await said({ Mon: canceled, Tue: canceled })).toContain("2 sessions, all canceled.");
  expect(await said({ Mon: canceled }, "-f", "html")).toMatch(/ 1 canceled /);
  expect(await said({ Mon: canceled }, "-f", "html")).not.toMatch(/ more canceled /);
});

test("counts apart a session that nobody attends, beside one within its limits", async () => {
  const session = (id: string, day: string, patients: number) =>
    `  - { id: ${id}, kind: group, start: ${day} 18:00, minutes: 60, clinicians: [lee], patients: ${patients} }\n`;
  const stdin = `week: 2026-11-30\nclinicians: [{ id: lee, roles: [therapist] }]\nsessions:\n${session("a", "Mon", 5)}${session("b", "Tue", 0)}`;
  const said = async (...args: string[]) => (await ratioAudit([...args, "-"], { stdin })).out.replace(/\s+/g, " ");
  const pretty = await said();
  expect(pretty).toContain("The only session with attendees is within its limits; nobody attends 1 session; 1 note.");
  expect(pretty).toContain("0 break a limit, 1 within its limits, 0 without a limit, 1 that nobody attends.");
  expect(pretty).not.toMatch(/ b Tue, Dec 1 18:00–19:00 \d* ?(?:no )?open/);
  expect(await said("-f", "markdown")).toContain("5 patients with 1 therapist, within the limit");
  expect(await said("-f", "junit")).toContain("<skipped>Nobody attends the session.</skipped>");
});

describe.each(Object.entries(CASES))("a week %s", (name, { session, says, tone, verdict, ...more }) => {
  const file = join(folder, `${name.replaceAll(" ", "-")}.yaml`);
  const standard = join(folder, `${name.replaceAll(" ", "-")}-standard.yaml`);
  writeFileSync(
    file,
    `clinicians: [{ id: lee, roles: [therapist] }]\nsessions: [{ id: mon, start: 2026-11-30T18:00, minutes: 90, ${session} }]\n`,
  );
  writeFileSync(standard, `name: house\nextends: benchmark\n${"standard" in more ? more.standard : ""}\n`);
  const run = async (...args: string[]) => (await ratioAudit([...args, "-s", standard, file])).out;

  test.each(["pretty", "markdown", "github"])("is summed up in %s", async (format) => {
    expect((await run("-f", format)).replace(/\s+/g, " ")).toContain(says);
  });

  test("is summed up in the terminal, in which the session is not called what it is not", async () => {
    const out = await run("week");
    expect(out.replace(/\s+/g, " ")).toContain(says);
    expect(out).toContain(verdict);
    expect((await run("week", "--plain")).replace(/\s+/g, " ")).toContain(`: ${verdict}`);
  });

  test("is summed up at the head of the page, in which the session is not called what it is not", async () => {
    const tree = pageTree(await run("-f", "html"));
    const [head] = named(tree, "h1");
    expect(head?.attrs).toEqual([{ name: "class", value: tone }]);
    expect(wordsOf(head as never).trim()).toBe(says);
    expect(withClass(tree, "verdict").map((one) => wordsOf(one).trim())).toContain(verdict);
    expect(withClass(tree, "block").map(wordsOf).join("")).toContain(verdict);
  });
});

describe("a pack alone", () => {
  const ROSTER = `week: 2026-11-30
clinicians: [{ id: lee, roles: [therapist] }, { id: kim, roles: [therapist] }]
sessions:
  - { id: bare, kind: group, start: Mon 18:00, minutes: 60, patients: 5 }
  - { id: early, kind: group, start: Tue 18:00, minutes: 60, clinicians: [lee], patients: [p-01, p-02] }
  - { id: late, kind: psychoeducation, start: Tue 18:30, minutes: 60, clinicians: [lee, kim], patients: [p-02, p-03] }
  - { id: talk, kind: individual, start: Tue 10:00, minutes: 60, clinicians: [kim], patients: [p-01] }
  - { id: elsewhere, kind: group, start: 2026-12-14T18:00, minutes: 60, clinicians: [kim], patients: [p-03] }
`;
  const run = async (...args: string[]) => ratioAudit([...args, "-s", "us-co-iop", "-"], { stdin: ROSTER });

  test("finds the unstaffed hour, the double bookings and the session of another week, and says that no ratio was checked", async () => {
    const { out, code } = await run("-f", "json");
    const { rosters } = JSON.parse(out) as JsonReport;
    expect(code).toBe(1);
    expect(rosters[0]?.findings.map(({ rule, session }) => `${rule} ${session}`)).toEqual([
      "session-unstaffed bare",
      "clinician-double-booked late",
      "patient-double-booked late",
      "session-outside-week elsewhere",
    ]);
    const says =
      "1 of 5 sessions breaks a limit; 2 other errors (clinician-double-booked, patient-double-booked); no session was checked against a ratio, 1 needs no ratio (individual): add --standard benchmark.";
    for (const format of ["pretty", "github", "html"]) expect((await run("-f", format)).out.replace(/\s+/g, " ")).toContain(says);
  });

  test("marks both sessions of a double booking, and draws neither as within its limits", async () => {
    const { rosters } = JSON.parse((await run("-f", "json")).out) as JsonReport;
    expect(rosters[0]?.sessions.map(({ id, verdict, conflict }) => [id, verdict, conflict])).toEqual([
      ["bare", "breach", false],
      ["early", "ok", true],
      ["late", "no-limit", true],
      ["talk", "no-limit", false],
      ["elsewhere", "ok", false],
    ]);
    const week = (await ratioAudit(["week", "-s", "us-co-iop", "--plain", "-"], { stdin: ROSTER })).out;
    expect(week).toMatch(/early, group: double-booked/);
    expect(week).toMatch(/late, psychoeducation: double-booked/);
    const tree = pageTree((await run("-f", "html")).out);
    const blocks = withClass(tree, "block").map(wordsOf);
    for (const id of ["early", "late"]) expect(blocks.find((one) => one.includes(id))).toContain("double-booked");
  });

  test("says nothing of a double booking that lasts for no moment", async () => {
    const roster = ROSTER.replace("Tue 18:30", "Tue 19:00");
    const { out } = await ratioAudit(["-f", "json", "-s", "us-co-iop", "-"], { stdin: roster });
    expect((JSON.parse(out) as JsonReport).rosters[0]?.sessions.filter(({ conflict }) => conflict)).toEqual([]);
  });
});

describe("a week of double bookings", () => {
  const session = (id: string, start: string, more = "clinicians: [lee], patients: 3") =>
    `  - { id: ${id}, kind: group, start: Tue ${start}, minutes: 60, ${more} }\n`;
  const week = (...sessions: string[]) =>
    `week: 2026-11-30\nclinicians: [{ id: lee, roles: [therapist] }, { id: kim, roles: [therapist] }]\nsessions:\n${sessions.join("")}`;
  const TWO = week(session("early", "18:00"), session("late", "18:30"));
  const THREE = week(session("early", "18:00"), session("late", "18:30"), session("other", "10:00", "clinicians: [kim], patients: 6"));
  const house = join(folder, "double-booked.yaml");
  const under = (more: string) => {
    writeFileSync(house, `name: house\nextends: benchmark\n${more}\n`);
    return house;
  };
  const run = async (stdin: string, standard: string, ...args: string[]) =>
    (await ratioAudit([...args, "-s", standard, "-"], { stdin })).out;

  test.each([
    ["benchmark", TWO, "2 of 2 sessions are double-booked; 1 error (clinician-double-booked)."],
    ["benchmark", THREE, "2 of 3 sessions are double-booked; 1 error (clinician-double-booked); no other session breaks a limit."],
    ["rules: { clinician-double-booked: off }", THREE, "2 of 3 sessions are double-booked; no other session breaks a limit; the rule"],
    [
      "waivers: [{ rule: clinician-double-booked, session: late, reason: one room, approvedBy: director }]",
      THREE,
      "2 of 3 sessions are double-booked; no other session breaks a limit.",
    ],
    [
      "benchmark",
      THREE.replace("kim], patients: 6", "kim], patients: 7"),
      "1 of 3 sessions breaks a limit; 1 other error (clinician-double-booked).",
    ],
    ["us-co-iop", THREE.replaceAll("kind: group", "kind: psychoeducation"), "2 of 3 sessions are double-booked; 1 error"],
  ])("under %s never begins as an all-clear", async (standard, roster, says) => {
    const name = standard.includes(":") ? under(standard) : standard;
    for (const format of ["pretty", "markdown", "html", "github"])
      expect((await run(roster, name, "-f", format)).replace(/\s+/g, " ")).toContain(says);
    expect((await run(roster, name, "week")).replace(/\s+/g, " ")).toContain(says);
  });

  test("with another error says that one first", async () => {
    const roster = week(session("early", "18:00")).replace("therapist] }", "therapist], licensedIn: [NY] }");
    const stated = roster.replace("patients: 3", "patients: [p-01]").replace("sessions:", "patients: [{ id: p-01, state: NJ }]\nsessions:");
    expect(await run(stated, under("rules: { license-mismatch: error }"), "-f", "github")).toContain(
      "ratio-audit: 1 error (license-mismatch); the only session breaks no limit.",
    );
  });

  test("has in no format a word that draws one of them as within its limits, or its seats as open", async () => {
    for (const format of ["pretty", "compact", "markdown", "html", "junit", "sarif", "github", "gitlab"]) {
      const text = (await run(TWO, "benchmark", "-f", format)).replace(/<style>.*<\/style>/gs, "");
      // Beside its results SARIF describes all rules.
      const words = format === "sarif" ? JSON.stringify(JSON.parse(text).runs[0].results) : text;
      expect(words, format).not.toMatch(/: holds|at its limit|within the limit|: (?:early|late)\b[^;]*within/);
      expect(words.replace("2 double-booked, 0 within their limits", ""), format).not.toMatch(/\bwithin (?:its|their) limits?\b/);
    }
    for (const more of [[], ["--plain"]]) expect(await run(TWO, "benchmark", "week", ...more)).not.toMatch(/[^0] within|at its limit/);
    expect(await run(TWO, "benchmark", "--verbose")).toContain("double-booked: ratio 1:6 patients (benchmark): 3 patients");
    expect(await run(TWO, "benchmark", "-f", "html")).toContain("6 taken, 0 open, 0 too many");
  });

  test("has no JUnit case of them that passes, neither of the earlier session nor of the later one", async () => {
    const xml = await run(TWO, "benchmark", "-f", "junit");
    const cases = xml.split("<testcase ").slice(1);
    for (const id of ["early", "late"]) {
      const limits = cases.filter((one) => one.startsWith(`classname="-.${id}" name="ratio`));
      expect(limits).toHaveLength(1);
      expect(limits[0]).toContain("<skipped>The session alone is within this limit. The session is double-booked:");
    }
    const unlimited = await run(TWO.replaceAll("kind: group", "kind: intensive"), "benchmark", "-f", "junit");
    expect(unlimited.match(/<skipped>[^<]* The session is double-booked:/g)).toHaveLength(2);
  });

  test("has repairs and remarks that do not call such a session within its limits", async () => {
    const crowded = TWO.replace("patients: 3", "patients: 7");
    expect((await run(crowded, "benchmark")).replace(/\s+/g, " ")).toContain(
      "within the limit); the session needs further changes; free: kim",
    );
    const couples = `clinicians: [{ id: noor, roles: [couples-therapist] }]
sessions:
  - { id: one, kind: couples-group, start: 2026-12-01T18:00, minutes: 60, clinicians: [noor], couples: 3 }
  - { id: two, kind: couples-group, start: 2026-12-01T18:30, minutes: 60, clinicians: [noor], couples: 1 }
`;
    expect((await run(couples, "benchmark")).replace(/\s+/g, " ")).toContain("one does not break the limit because `benchmark` counts");
  });
});

describe("staff in a kind that no standard limits", () => {
  const findings = async (role: string, kind: string, more = "") => {
    const roster = `clinicians: [{ id: ash, roles: [${role}] }]\nsessions: [{ id: mon, kind: ${kind}, start: 2026-11-30T18:00, minutes: 60, clinicians: [ash], patients: 1 }]\n`;
    const standard = join(folder, "staff.yaml");
    writeFileSync(standard, `name: house\nextends: benchmark\n${more}\n`);
    const { out } = await ratioAudit(["-f", "json", "-s", standard, "-"], { stdin: roster });
    return (JSON.parse(out) as JsonReport).rosters[0]?.findings.filter(({ severity }) => severity === "error").map(({ rule }) => rule);
  };

  test.each(["nurse", "peer", "trainee", "case-manager", "nurse, observer"])("may be a %s", async (role) => {
    expect(await findings(role, "check-in")).toEqual([]);
  });

  test("is no observer, nor a clinician without a role", async () => {
    expect(await findings("observer", "check-in")).toEqual(["session-unstaffed"]);
    expect(await findings("observer", "individual")).toEqual(["session-unstaffed"]);
    expect(await findings("", "check-in")).toEqual(["session-unstaffed"]);
  });

  test("is a therapist once a standard limits the kind", async () => {
    expect(await findings("nurse", "check-in", 'kinds: { check-in: { ratio: "1:9" } }')).toEqual(["session-unstaffed"]);
  });

  test("of a couples kind is reported by the other rule if the one for couples is off", async () => {
    expect(await findings("therapist", "couples-group")).toEqual(["couples-therapist-missing"]);
    expect(await findings("therapist", "couples-group", "rules: { couples-therapist-missing: off }")).toEqual(["session-unstaffed"]);
  });
});

test("gaps in the on-call coverage are a remark, with their times, where no standard judges them", () => {
  const roster = `week: 2026-11-30
clinicians: [{ id: lee, roles: [therapist] }]
sessions: [{ id: mon, kind: group, start: Mon 18:00, minutes: 90, clinicians: [lee], patients: 6 }]
onCall: [{ clinician: lee, start: Mon 00:00, end: 2026-12-07T00:00 }]
`;
  const remarks = (standards: string[]) => audit(parseRoster(roster), { standards }).rosters[0]?.remarks ?? [];
  expect(remarks(["us-co-iop"])).toEqual([
    {
      code: "on-call-gap",
      message:
        "No on-call clinician is free from Mon, Nov 30 18:00 to Mon, Nov 30 19:30. No standard in use checks on-call gaps, so they are not findings.",
      sessions: [],
      intervals: [{ from: "2026-11-30T18:00", until: "2026-11-30T19:30" }],
    },
  ]);
  expect(remarks(["us-co-iop", "premium"])).toEqual([]);
});

/** Every built-in standard, as the contract lists them. */
const STANDARDS = [
  ...["benchmark", "benchmark-strict", "premium", "traditional-outpatient", "asam-2.1", "us-co-iop", "us-tx-sud", "us-ct-medicaid"],
  ...["us-ms", "us-nj-iop", "us-pa-outpatient", "medicare-90853"],
];
const anyStandards = fc.subarray(STANDARDS, { minLength: 1 });

/** Who is in a session at a minute of it, by name; and whether only counted people are there besides. Written apart from the engine. */
function peopleAt(roster: RosterData, session: SessionData, minute: number) {
  const start = Date.parse(`${session.start}:00Z`) / 60_000;
  const clock = (text: string) => (text.length > 5 ? Date.parse(`${text}:00Z`) / 60_000 : after(start, text));
  const present = (list: SessionData["patients"]) =>
    typeof list === "number" || list === undefined
      ? []
      : list
          .map((entry: EntryData) => (typeof entry === "string" ? { id: entry, from: undefined, until: undefined } : entry))
          .filter(({ from, until }) => {
            const [begins, ends] = [from === undefined ? start : clock(from), until === undefined ? start + session.minutes : clock(until)];
            return begins <= start + minute && start + minute < ends;
          })
          .map(({ id }) => id);
  const partners = present(session.couples).flatMap((id) => roster.couples?.find((couple) => couple.id === id)?.partners ?? []);
  const counted = [session.patients, session.couples].some((list) => typeof list === "number" && list > 0);
  return {
    clinicians: present(session.clinicians),
    patients: [...new Set([...present(session.patients), ...partners])],
    counted,
    at: start + minute,
  };
}

/** The first moment at or after a start at which a clock shows a time. */
function after(start: number, text: string): number {
  const [hours, minutes] = text.split(":").map(Number) as [number, number];
  const at = Math.floor(start / 1440) * 1440 + hours * 60 + minutes;
  return at < start ? at + 1440 : at;
}

const weeks = randomCase.filter(({ standards }) => standards.every((standard) => typeof standard === "string"));

test("under any built-in standards, sessions without clinicians and double bookings are found", () => {
  const seen = { unstaffed: 0, clinician: 0, patient: 0 };
  fc.assert(
    fc.property(weeks, anyStandards, ({ roster }, standards) => {
      const [report] = audit(parseRoster(JSON.stringify(roster), { file: "week.json" }), { standards }).rosters;
      const isFound = (rules: readonly string[], sessions: readonly string[]) =>
        report?.findings.some(({ rule, session }) => rules.includes(rule) && sessions.includes(session ?? ""));
      const where = new Map<string, string>();
      for (const session of roster.sessions.filter(({ status }) => status !== "canceled")) {
        for (let minute = 0; minute < session.minutes; minute++) {
          const { clinicians, patients, counted, at } = peopleAt(roster, session, minute);
          if (clinicians.length === 0 && (counted || patients.length > 0)) {
            seen.unstaffed++;
            expect(isFound(["session-unstaffed", "couples-therapist-missing"], [session.id]), shown({ roster, standards })).toBe(true);
          }
          for (const [what, people] of Object.entries({ clinician: clinicians, patient: patients })) {
            for (const id of people) {
              const key = `${what} ${id} ${at}`;
              const other = where.get(key);
              where.set(key, session.id);
              if (other === undefined || other === session.id) continue;
              seen[what as "clinician" | "patient"]++;
              const both = [other, session.id];
              expect(report?.sessions.filter((one) => both.includes(one.id)).map(({ conflict }) => conflict)).toEqual([true, true]);
              expect(
                report?.findings.some(({ rule }) => rule === `${what}-double-booked`),
                shown({ roster, standards }),
              ).toBe(true);
            }
          }
        }
      }
    }),
    { numRuns: tries(150, 50) },
  );
  for (const times of Object.values(seen)) expect(times).toBeGreaterThan(20);
});

/** Weeks in which little goes wrong: a session a day, each with a clinician of its own. */
const calmWeeks = fc
  .array(
    fc.record({
      kind: fc.constantFrom("group", "group", "psychoeducation", "intensive", "multi-family-group", "check-in", "individual"),
      role: fc.constantFrom("therapist", "therapist", "therapist", "nurse", "observer"),
      patients: fc.nat(7),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((sessions): { roster: RosterData; standards: StandardData[] } => ({
    roster: {
      clinicians: sessions.map(({ role }, i) => ({ id: `k${i}`, roles: [role] })),
      sessions: sessions.map(({ kind, patients }, i) => ({
        ...{ id: `s${i}`, kind, start: `2026-12-0${i + 1}T18:00`, minutes: 60, clinicians: [`k${i}`], patients },
      })),
    },
    standards: ["benchmark"],
  }));

const EXEMPT = ["individual", "crisis", "check-in"];

test("the first sentence gives the all-clear only where no error is left and every attended session was checked against a ratio", () => {
  const seen = { clear: 0, not: 0 };
  fc.assert(
    fc.property(fc.oneof(randomCase, calmWeeks), fc.option(anyStandards, { freq: 2 }), ({ roster, standards }, others) => {
      const built = (others ?? standards).map((one) =>
        buildStandard((typeof one === "string" ? builtInFile(one) : one) as StandardFile, builtInFile),
      );
      const report = runAudit(parseRoster(JSON.stringify(roster), { file: "week.json" }), { standards: built });
      const [{ tone, text: says }] = headline(report) as [ReturnType<typeof headline>[number]];
      const { sessions = [], findings = [] } = report.rosters[0] ?? {};
      const isAttended = ({ verdict, patients }: (typeof sessions)[number]) => verdict !== "canceled" && patients > 0;
      const unchecked = sessions.filter(
        (one) => isAttended(one) && !EXEMPT.includes(one.kind) && !one.limits.some(({ limit }) => limit === "ratio"),
      );
      const errors = findings.filter(({ severity, waiver }) => severity === "error" && waiver === null);
      const isBroken = sessions.some(({ limits, conflict }) => conflict || limits.some(({ holds }) => !holds));
      const mayBeClear = errors.length === 0 && unchecked.length === 0 && !isBroken;
      if (tone === "good") seen.clear++;
      else seen.not++;
      if (!mayBeClear) expect(tone, says).not.toBe("good");
      if (/within (?:its|their) limits/.test(says)) expect(errors.length === 0 && !isBroken, says).toBe(true);
      if (unchecked.length > 0)
        expect(says).toMatch(
          /\bnot checked against a ratio|no session was checked against a ratio|checked against a ratio, \d+ (?:was|were) not/i,
        );
      for (const { rule } of errors.filter(
        (one) =>
          !["ratio-exceeded", "session-unstaffed", "couples-therapist-missing", "group-too-large", "too-few-clinicians"].includes(one.rule),
      ))
        expect(says).toContain(rule);
    }),
    { numRuns: tries(300, 150) },
  );
  expect(seen.clear).toBeGreaterThan(5);
  expect(seen.not).toBeGreaterThan(5);
});
