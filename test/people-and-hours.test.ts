/** The rules on counselors, licenses, hours, the crisis response, billing and what the program publishes. */
import { describe, expect, test } from "vitest";
import { audit, type JsonReport, parseRoster, type StandardFile } from "../src/index.ts";

type Roster = JsonReport["rosters"][number];

function auditOf(text: string, ...standards: (string | StandardFile)[]): Roster {
  const [roster] = audit(parseRoster(text), { standards }).rosters;
  if (roster === undefined || roster.problems.length > 0) throw new Error(JSON.stringify(roster?.problems));
  return roster;
}

const messages = ({ findings }: Roster, rule: string) => findings.filter((one) => one.rule === rule).map(({ message }) => message);
const notChecked = (roster: Roster, rule: string) => roster.notChecked.filter((one) => one.rule === rule).map(({ reason }) => reason);

/** A standard with one rule on. */
const only = (rule: string, more: Partial<StandardFile> = {}): StandardFile => ({
  name: "own",
  extends: "benchmark",
  rules: { [rule]: "error" },
  ...more,
});

describe("crisis-coverage-gap", () => {
  const GAP = only("crisis-coverage-gap");
  const week = (first: string, onCall: string, sessions = "", zone = "America/New_York") =>
    auditOf(
      `timezone: ${zone}\nweek: ${first}\nclinicians: [{ id: lee, roles: [therapist] }, { id: kim, roles: [peer] }]\nsessions:\n  - { id: other, kind: group, start: Mon 09:00, minutes: 60, clinicians: [], patients: 0 }\n${sessions}onCall: ${onCall}\n`,
      GAP,
    );

  test.each([
    ["2026-11-30", "168 h", "Mon, Nov 30 00:00 to Mon, Dec 7 00:00"],
    ["2026-03-02", "167 h", "Mon, Mar 2 00:00 to Mon, Mar 9 00:00"],
    ["2026-10-26", "169 h", "Mon, Oct 26 00:00 to Mon, Nov 2 00:00"],
  ])("without anyone on call the week from %s is a gap of %s", (first, hours, span) => {
    expect(messages(week(first, "[]"), "crisis-coverage-gap")).toEqual(
      [`No on-call clinician is free from ${span}, ${hours}: none is on call. Checked under the standard own, the program's own rule.`].map(
        (one) => one.replace(" Checked under the standard own, the program's own rule.", ""),
      ),
    );
  });

  test.each(["2026-11-30", "2026-03-02", "2026-10-26"])("a clinician on call for the whole week from %s leaves no gap", (first) => {
    const next = new Date(Date.parse(first) + 7 * 86_400_000).toISOString().slice(0, 10);
    expect(messages(week(first, `[{ clinician: kim, start: ${first}T00:00, end: ${next}T00:00 }]`), "crisis-coverage-gap")).toEqual([]);
    const [gap] = messages(
      week(first, `[{ clinician: kim, start: ${first}T00:00, end: ${next}T00:00 }]`.replace("T00:00, end", "T00:01, end")),
      "crisis-coverage-gap",
    );
    expect(gap).toMatch(/, 1 min/);
  });

  const ALL = "{ clinician: lee, start: Mon 00:00, end: 2026-12-07T00:00 }";

  test("a session of the clinician on call is a gap, from its first to its last moment", () => {
    const session =
      "  - { id: mon-evening, kind: group, start: Mon 18:00, minutes: 90, clinicians: [{ id: lee, until: '19:00' }], patients: 1 }\n";
    expect(messages(week("2026-11-30", `[${ALL}]`, session), "crisis-coverage-gap")).toEqual([
      "No on-call clinician is free from Mon, Nov 30 18:00 to Mon, Nov 30 19:00, 1 h: `lee` is in `mon-evening`.",
    ]);
    expect(
      messages(week("2026-11-30", `[${ALL}]`, session.replace("patients: 1", "patients: 1, status: canceled")), "crisis-coverage-gap"),
    ).toEqual([]);
    const other = "{ clinician: kim, start: Mon 18:00, end: '19:00' }";
    expect(messages(week("2026-11-30", `[${ALL}, ${other}]`, session), "crisis-coverage-gap")).toEqual([]);
    const short = "{ clinician: kim, start: Mon 18:00, end: '18:59' }";
    expect(messages(week("2026-11-30", `[${ALL}, ${short}]`, session), "crisis-coverage-gap")).toHaveLength(1);
  });

  test("has its times in the report", () => {
    const [gap] = week("2026-11-30", "[]").findings.filter(({ rule }) => rule === "crisis-coverage-gap");
    expect(gap?.intervals).toEqual([{ from: "2026-11-30T00:00", until: "2026-12-07T00:00" }]);
  });

  test("gaps are maximal: two sessions one after the other are one gap, with a minute between them two", () => {
    const sessions = (second: string) =>
      `  - { id: mon-one, kind: group, start: Mon 18:00, minutes: 60, clinicians: [lee], patients: 1 }\n  - { id: mon-two, kind: group, start: Mon ${second}, minutes: 60, clinicians: [lee], patients: 1 }\n`;
    expect(messages(week("2026-11-30", `[${ALL}]`, sessions("19:00")), "crisis-coverage-gap")).toHaveLength(1);
    expect(messages(week("2026-11-30", `[${ALL}]`, sessions("19:01")), "crisis-coverage-gap")).toHaveLength(2);
  });

  test("the absence of the clinician on call is a gap", () => {
    const away = "away: [{ start: Mon 18:00, end: Mon 19:00 }]";
    const text = (shifts: string) =>
      `week: 2026-11-30\nclinicians: [{ id: lee, roles: [therapist], ${away} }, { id: kim, roles: [peer] }]\nsessions:\n  - { id: long, kind: group, start: Mon 17:00, end: Mon 19:30, clinicians: [{ id: lee, until: "17:30" }, kim], patients: 1 }\nonCall: [${shifts}]\n`;
    const found = messages(auditOf(text(ALL), GAP), "crisis-coverage-gap");
    // A session that goes on without them is no reason.
    expect(found).toEqual([
      "No on-call clinician is free from Mon, Nov 30 17:00 to Mon, Nov 30 17:30, 30 min: `lee` is in `long`.",
      "No on-call clinician is free from Mon, Nov 30 18:00 to Mon, Nov 30 19:00, 1 h: `lee` is away.",
    ]);
  });

  test("nobody is blamed for a gap whose shift or session only touches it", () => {
    const session = (id: string, from: string, until: string, who: string) =>
      `  - { id: ${id}, kind: group, start: Mon ${from}, end: "${until}", clinicians: [${who}], patients: 1 }\n`;
    const shifts = [
      ...["lee", "kim"].map((who) => `{ clinician: ${who}, start: Mon 00:00, end: Mon 18:00 }`),
      ...["lee", "kim"].map((who) => `{ clinician: ${who}, start: Mon 19:00, end: 2026-12-07T00:00 }`),
    ];
    const sessions =
      session("before", "17:00", "18:00", "lee") + session("within", "18:00", "19:00", "lee") + session("after", "19:00", "20:00", "kim");
    expect(messages(week("2026-11-30", `[${shifts.join(", ")}]`, sessions), "crisis-coverage-gap")).toEqual([
      "No on-call clinician is free from Mon, Nov 30 18:00 to Mon, Nov 30 19:00, 1 h: none is on call.",
    ]);
  });

  test.each<[string, string[], string[]]>([
    [
      "that it follows",
      ["kim Tue 00:00 Wed 00:00", "lee Mon 00:00 Mon 18:00", "lee Mon 20:00 Tue 00:00"],
      ["Mon 18:00: 1", "Wed 00:00: 0"],
    ],
    [
      "that ends last of those before it",
      ["lee Mon 00:00 Mon 10:00", "kim Mon 00:00 Mon 12:00", "kim Mon 02:00 Mon 09:00"],
      ["Mon 12:00: 1"],
    ],
    ["that is the first of those", ["lee Mon 00:00 Mon 12:00", "kim Mon 00:00 Mon 12:00"], ["Mon 12:00: 0"]],
    [
      "that comes next, if there is none before it",
      ["kim Wed 00:00 Thu 00:00", "lee Tue 00:00 Wed 00:00"],
      ["Mon 00:00: 1", "Thu 00:00: 0"],
    ],
    ["that it interrupts, also at its start", ["kim Mon 00:00 Mon 09:00", "lee Mon 09:00 Tue 00:00"], ["Mon 09:00: 1", "Tue 00:00: 1"]],
  ])("a gap is told of at the shift %s", (_, shifts, expected) => {
    const list = shifts.map((one) => one.replace(/^(\w+) (\w+ [\d:]+) (.*)$/, "{ clinician: $1, start: $2, end: $3 }")).join(", ");
    const nine = "  - { id: nine, kind: group, start: Mon 09:00, minutes: 60, clinicians: [lee], patients: 1 }\n";
    const { findings } = week("2026-11-30", `[${list}]`, expected[0] === "Mon 09:00: 1" ? nine : "");
    const gaps = findings.filter(({ rule }) => rule === "crisis-coverage-gap");
    const places = gaps.map(
      ({ message, at }) => `${message.replace(/^.*? from (\w+), \w+ \d+ ([\d:]+) .*$/, "$1 $2")}: ${at?.path.at(-1)}`,
    );
    expect(places.sort()).toEqual(expected);
  });

  test("a week begins with the first minute of a day that has no midnight", () => {
    expect(messages(week("2026-09-06", "[]", "", "America/Santiago"), "crisis-coverage-gap")).toEqual([
      "No on-call clinician is free from Sun, Sep 6 01:00 to Sun, Sep 13 00:00, 167 h: none is on call.",
    ]);
  });

  test("is not checked where offsets leave open when the days of the week begin", () => {
    const moment = (day: string) => `"${day}T00:00-05:00"`;
    const text = `week: 2026-11-30\nclinicians: [{ id: lee, roles: [therapist] }]\nsessions: [{ id: s1, kind: group, start: "2026-11-30T09:00-05:00", minutes: 60, clinicians: [lee], patients: 1 }]\nonCall: [{ clinician: lee, start: ${moment("2026-11-30")}, end: ${moment("2026-12-07")} }]\n`;
    expect(notChecked(auditOf(text, GAP), "crisis-coverage-gap")).toEqual([
      "times have offsets but the roster has no `timezone`, so it is unknown when its days begin",
    ]);
  });

  test("is not checked without onCall, and without a week", () => {
    const bare =
      "clinicians: [{ id: lee, roles: [therapist] }]\nsessions: [{ id: s1, kind: group, start: 2026-11-30T09:00, minutes: 60, clinicians: [lee], patients: 1 }]\n";
    expect(notChecked(auditOf(bare, GAP), "crisis-coverage-gap")).toEqual(["the roster has no `onCall` section"]);
    expect(notChecked(auditOf(`${bare}onCall: []\n`, GAP), "crisis-coverage-gap")).toEqual(["the roster has no `week`"]);
  });
});

describe("weekly-hours-low", () => {
  const HOURS = only("weekly-hours-low", { weeklyHours: { min: 9 } });
  const week = (sessions: string[], more = "patients: [{ id: p-01 }]\n") =>
    auditOf(
      `clinicians: [{ id: lee, roles: [therapist] }]\n${more}sessions:\n${sessions.map((line, i) => `  - { id: s${i}, kind: intensive, ${line}, clinicians: [lee] }\n`).join("")}`,
      HOURS,
    );
  const day = (n: number, minutes: number, more = "patients: [p-01]") => `start: 2026-12-0${n}T09:00, minutes: ${minutes}, ${more}`;

  test("nine hours are enough and a minute less is not", () => {
    expect(messages(week([day(1, 270), day(2, 270)]), "weekly-hours-low")).toEqual([]);
    expect(messages(week([day(1, 270), day(2, 269)]), "weekly-hours-low")[0]).toMatch(
      /patient #1 \(line 2\) 8 h 59 min; the minimum is 9 h/,
    );
  });

  test("a moment in two sessions counts once", () => {
    expect(messages(week([day(1, 539), day(1, 539)]), "weekly-hours-low")).toHaveLength(1);
  });

  test("counts a patient only while there", () => {
    expect(messages(week([day(1, 600, "patients: [{ id: p-01, from: '10:00' }]")]), "weekly-hours-low")).toEqual([]);
    expect(messages(week([day(1, 600, "patients: [{ id: p-01, from: '10:01' }]")]), "weekly-hours-low")).toHaveLength(1);
  });

  test("an enrolled patient in no session has no time", () => {
    expect(messages(week([day(1, 60)], "patients: [{ id: p-01 }, { id: p-02 }]\n"), "weekly-hours-low")[1]).toContain("no time");
  });

  test("sessions of another week do not count, nor canceled ones", () => {
    const dated = "week: 2026-11-30\npatients: [{ id: p-01 }]\n";
    expect(
      messages(week([day(1, 270), "start: 2026-12-07T09:00, minutes: 270, patients: [p-01]"], dated), "weekly-hours-low"),
    ).toHaveLength(1);
    expect(messages(week([day(1, 270), `${day(2, 270)}, status: canceled`], dated), "weekly-hours-low")).toHaveLength(1);
    const two = week([day(1, 270), "start: 2026-12-09T09:00, minutes: 270, patients: [p-01]"]);
    expect(notChecked(two, "weekly-hours-low")).toEqual(["the roster has no `week`, and its sessions span more than seven days"]);
  });

  test("the week has its first and its last day, and without one all sessions must be of seven days", () => {
    const dated = "week: 2026-11-30\npatients: [{ id: p-01 }]\n";
    const on = (date: string) => `start: ${date}T09:00, minutes: 270, patients: [p-01]`;
    const low = (...days: string[]) => messages(week(days.map(on), dated), "weekly-hours-low").length;
    expect([low("2026-11-30", "2026-12-06"), low("2026-11-29", "2026-12-06"), low("2026-11-30", "2026-12-07")]).toEqual([0, 1, 1]);
    const unknown = (...days: string[]) => notChecked(week(days.map(on)), "weekly-hours-low").length;
    expect([unknown("2026-11-30", "2026-12-06"), unknown("2026-11-30", "2026-12-07")]).toEqual([0, 1]);
  });

  test("where headcounts could make up for it, it is not checked; where they could not, it is found", () => {
    const perhaps = week([day(1, 60), day(2, 480, "patients: 5")]);
    expect([messages(perhaps, "weekly-hours-low"), notChecked(perhaps, "weekly-hours-low").length]).toEqual([[], 2]);
    expect(notChecked(perhaps, "weekly-hours-low")[1]).toMatch(/^patient #1 .*may attend sessions with a headcount/);
    const never = week([day(1, 60), day(2, 479, "patients: 5")]);
    expect([messages(never, "weekly-hours-low").length, notChecked(never, "weekly-hours-low").length]).toEqual([1, 1]);
  });
});

describe("license-mismatch", () => {
  const people = (kim: string, patient = "state: NJ") =>
    `clinicians: [{ id: lee, roles: [therapist], licensedIn: [NY] }, { id: kim, roles: [counselor]${kim} }, { id: sam, roles: [trainee] }]\npatients: [{ id: p-01, ${patient} }]\n`;
  const session = (clinicians: string, patients = "[p-01]") =>
    `sessions: [{ id: s1, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [${clinicians}], patients: ${patients} }]\n`;
  const mismatch = (text: string) => messages(auditOf(text), "license-mismatch");

  test("one licensed clinician who counts is enough, one who does not is not", () => {
    expect(mismatch(people(", licensedIn: [NJ]") + session("lee, kim"))).toEqual([]);
    expect(mismatch(people(", licensedIn: [NJ]") + session("lee, sam"))).toEqual([
      "No clinician who counts is licensed in the state of patient #1 (line 2).",
    ]);
  });

  test("is judged at every moment that the patient attends", () => {
    const late = `lee, { id: kim, from: "18:30" }`;
    expect(mismatch(people(", licensedIn: [NJ]") + session(late))).toEqual([
      "No clinician who counts is licensed in the state of patient #1 (line 2) from 18:00 to 18:30.",
    ]);
    expect(mismatch(people(", licensedIn: [NJ]") + session(late, `[{ id: p-01, from: "18:30" }]`))).toEqual([]);
  });

  test("is not checked where a license is unknown, nor where no clinician counts", () => {
    const unknown = auditOf(people("") + session("lee, kim"));
    expect(messages(unknown, "license-mismatch")).toEqual([]);
    expect(notChecked(unknown, "license-mismatch")).toEqual(["no `licensedIn` is given for `kim`"]);
    expect(mismatch(people(", licensedIn: [NY]") + session("sam"))).toEqual([]);
    expect(notChecked(auditOf(people("", "counselor: lee") + session("lee")), "license-mismatch")).toEqual([
      "1 of 1 patient has no `state`",
    ]);
  });

  test("a clinician with any weight above 0 counts", () => {
    const own: StandardFile = { name: "own", extends: "benchmark", roles: { therapist: 0.000001 } };
    expect(messages(auditOf(people(", licensedIn: [NJ]") + session("lee"), own), "license-mismatch")).toHaveLength(1);
  });

  test("an unknown license is reported only where it matters", () => {
    const late = session(`lee, { id: kim, from: "18:30" }`);
    expect(notChecked(auditOf(people("", "state: NY") + late), "license-mismatch")).toEqual([]);
  });

  test("names the licenses of those who count at the time, and of nobody else", () => {
    const text = people(", licensedIn: [NJ]") + session(`{ id: lee, until: "18:30" }, { id: kim, from: "18:20" }, sam`);
    const [found] = auditOf(text).findings.filter(({ rule }) => rule === "license-mismatch");
    expect(found?.message).toContain("from 18:00 to 18:20");
    expect(found?.related.map(({ message }) => message)).toEqual(["the patient's state", "the licenses of `lee`"]);
    const gone = people(", licensedIn: [NJ]") + session(`{ id: lee, from: "18:30" }, { id: kim, until: "18:30" }`);
    const [then] = auditOf(gone.replace("[NJ]", "[NY]").replace("[NY] }, {", "[NJ] }, {")).findings.filter(
      ({ rule }) => rule === "license-mismatch",
    );
    expect(then?.related.map(({ message }) => message)).toEqual(["the patient's state", "the licenses of `kim`"]);
  });

  test("an absent clinician's license does not count", () => {
    const away = people(`, licensedIn: [NJ], away: [{ start: 2026-11-30T18:00, end: "19:30" }]`);
    expect(mismatch(away + session("lee, kim"))).toHaveLength(1);
  });
});

describe("billing-code-mismatch", () => {
  const BILLING = only("billing-code-mismatch");
  const mismatch = (...sessions: string[]) =>
    messages(
      auditOf(
        `clinicians: [{ id: lee, roles: [therapist, couples-therapist] }]\ncouples: [{ id: c-01, partners: [p-01, p-02] }, { id: c-02, partners: [p-03, p-04] }]\nsessions:\n${sessions.map((line, i) => `  - { id: s${i}, clinicians: [lee], ${line} }\n`).join("")}`,
        BILLING,
      ),
      "billing-code-mismatch",
    );
  const pair = (cpt: string, minutes: number, who = "couples: [c-01]") =>
    `kind: couples-session, start: 2026-11-30T18:00, minutes: ${minutes}, ${who}, cpt: "${cpt}"`;

  test.each<[string, string[], RegExp | null]>([
    ["90853 on a couples kind", [pair("90853", 60)], /group psychotherapy/],
    ["90853 on a group is right", ['kind: group, start: 2026-11-30T18:00, minutes: 60, patients: 3, cpt: "90853"'], null],
    ["90847 with two couples", [pair("90847", 60, "couples: 2")], /2 couples attend/],
    [
      "90847 with two couples one after the other",
      [pair("90847", 60, 'couples: [{ id: c-01, until: "18:30" }, { id: c-02, from: "18:30" }]')],
      /2 couples attend/,
    ],
    ["90847 of 26 minutes is right", [pair("90847", 26)], null],
    ["90847 of 25 minutes", [pair("90847", 25)], /at least 26 minutes, and this session has 25/],
    ["90849 with one couple", [pair("90849", 60)], /this session has at most 1/],
    ["90849 with two couples is right", [pair("90849", 60, "couples: 2")], null],
    ["90849 with a couple and another patient is right", [pair("90849", 60, "couples: [c-01], patients: [p-09]")], null],
    [
      "90849 with a second couple for a part of the time is right",
      [pair("90849", 60, 'couples: [c-01, { id: c-02, from: "18:30" }]')],
      null,
    ],
    ["a code with a modifier and in small letters", [pair("90853-95", 60)], /^90853 does not match/],
    ["a code after its system, and with a modifier that touches it", [pair("CPT 90853GT", 60)], /^90853 does not match/],
    ["H0015 of three hours is right", ["kind: intensive, start: 2026-11-30T09:00, minutes: 180, patients: [p-09], cpt: H0015"], null],
    [
      "H0015 of a minute less",
      ["kind: intensive, start: 2026-11-30T09:00, minutes: 179, patients: [p-09], cpt: H0015"],
      /patient #5 \(line \d+\) has 2 h 59 min/,
    ],
    [
      "h0015 for a headcount",
      ["kind: intensive, start: 2026-11-30T09:00, minutes: 179, patients: 5, cpt: h0015-GT"],
      /its sessions on that day have 2 h 59 min/,
    ],
    [
      "H0015 for a patient who comes late",
      ["kind: intensive, start: 2026-11-30T09:00, minutes: 180, patients: [{ id: p-09, from: '09:01' }], cpt: H0015"],
      /2 h 59 min/,
    ],
  ])("%s", (_, sessions, expected) => {
    const found = mismatch(...sessions);
    if (expected === null) expect(found).toEqual([]);
    else expect([found.length, found[0]]).toEqual([1, expect.stringMatching(expected)]);
  });

  test("H0015 of three hours for a headcount is right", () => {
    expect(mismatch("kind: intensive, start: 2026-11-30T09:00, minutes: 180, patients: 5, cpt: H0015")).toEqual([]);
  });

  test("how many couples are among patients who are only counted is not known", () => {
    const text = (patients: number) =>
      `clinicians: [{ id: noor, roles: [couples-therapist] }]\nsessions: [{ id: s1, ${pair("90847", 60, `patients: ${patients}`)}, clinicians: [noor] }]\n`;
    expect(notChecked(auditOf(text(2), BILLING), "billing-code-mismatch")).toEqual(["attendance is a headcount"]);
    expect(notChecked(auditOf(text(1), BILLING), "billing-code-mismatch")).toEqual([]);
  });

  test("each of several codes is a finding of its own", () => {
    expect(mismatch(pair("90849, 90853", 60)).map((one) => one.slice(0, 5))).toEqual(["90849", "90853"]);
    expect(mismatch(pair("90847/90847-95", 25))).toHaveLength(1);
  });

  test("H0015 adds up the sessions of a patient on a local day, and of no other day or patient", () => {
    const part = (start: string, minutes: number, who: string) =>
      `kind: intensive, start: ${start}, minutes: ${minutes}, patients: [${who}], cpt: H0015`;
    expect(mismatch(part("2026-11-30T09:00", 90, "p-09"), part("2026-11-30T13:00", 90, "p-09"))).toEqual([]);
    expect(mismatch(part("2026-11-30T09:00", 90, "p-09"), part("2026-12-01T09:00", 90, "p-09"))).toHaveLength(2);
    expect(mismatch(part("2026-11-30T09:00", 90, "p-09"), part("2026-11-30T13:00", 90, "p-08"))).toHaveLength(2);
    expect(mismatch(part("2026-11-30T09:00", 120, "p-09"), part("2026-11-30T10:00", 120, "p-09"))).toEqual([]);
    expect(mismatch(part("2026-11-30T09:00", 120, "p-09"), part("2026-11-30T10:00", 119, "p-09"))).toHaveLength(2);
  });
});

describe("published ratios", () => {
  const roster = (ratios: string, session = "kind: group, patients: 6") =>
    `program: { name: x, publishedRatios: { ${ratios} } }\nclinicians: [{ id: lee, roles: [therapist] }, { id: sam, roles: [trainee] }, { id: noor, roles: [couples-therapist] }]\nsessions: [{ id: s1, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], ${session} }]\n`;
  const rules = (text: string, ...standards: (string | StandardFile)[]) =>
    auditOf(text, ...standards).findings.map(({ rule, standards: by }) => [rule, ...by].join(" "));

  test("are a limit of their own, as the program's own promise", () => {
    const [finding] = auditOf(roster('group: "1:5"'), "benchmark").findings;
    expect(finding).toMatchObject({ rule: "ratio-exceeded", standards: ["published"], severity: "error" });
    expect(finding?.message).toBe("6 patients with 1 therapist; the limit is 1:5 patients (published, the program's own promise).");
  });

  test("that are the standard's are one limit with it", () => {
    const { sessions, findings } = auditOf(roster('group: "1:6"', "kind: group, patients: 7"), "benchmark");
    expect(sessions[0]?.limits.map(({ standards }) => standards)).toEqual([["benchmark", "published"]]);
    expect(findings.map(({ standards }) => standards)).toEqual([["benchmark", "published"]]);
  });

  test.each<[string, string, string[]]>([
    ['group: "1:7"', "benchmark", ["published-ratio-too-loose benchmark"]],
    ['group: "2:12"', "benchmark", []],
    ['group: "2:13"', "benchmark", ["published-ratio-too-loose benchmark"]],
    ['couples-group: "1:4"', "benchmark", []],
    ['couples-group: "1:4"', "premium", ["published-ratio-too-loose premium"]],
    // Four patients are two couples, which 1:3 couples may exceed.
    ['couples-group: "1:2"', "benchmark-strict", []],
    ['couples-group: "1:3"', "benchmark-strict", ["published-ratio-too-loose benchmark-strict"]],
    ['individual: "1:99"', "benchmark", []],
  ])("%s against %s", (ratios, standard, expected) => {
    expect(rules(roster(ratios), standard).filter((one) => !/crisis|billing|offering|modality/.test(one))).toEqual(expected);
  });

  test("are compared with a ratio for several clinicians as with one for one", () => {
    const own: StandardFile = { name: "own", extends: "benchmark", kinds: { group: { ratio: "2:7" } }, rules: { "ratio-exceeded": "off" } };
    expect(rules(roster('group: "1:3"', "kind: group, patients: 3"), own)).toEqual([]);
    expect(rules(roster('group: "1:4"', "kind: group, patients: 3"), own)).toEqual(["published-ratio-too-loose own"]);
  });

  test("are weighed as each standard weighs, so that a trainee who counts there counts for the promise", () => {
    const own: StandardFile = { name: "own", extends: "benchmark", roles: { trainee: 1 } };
    const text = roster('group: "1:6"', "kind: group, patients: 6").replace("clinicians: [lee]", "clinicians: [sam]");
    expect(rules(text, own)).toEqual([]);
  });
});

test("caseload-exceeded counts all patients who name the clinician, in any role, at the number and not below", () => {
  const roster = (n: number) =>
    `clinicians: [{ id: kim, roles: [peer] }]\npatients: [${Array.from({ length: n }, (_, i) => `{ id: p-${i}, counselor: kim }`).join(", ")}]\nsessions: [{ id: s1, kind: check-in, start: 2026-11-30T18:00, minutes: 30, clinicians: [kim], patients: [p-0] }]\n`;
  expect(messages(auditOf(roster(24), "us-nj-iop"), "caseload-exceeded")).toEqual([]);
  expect(messages(auditOf(roster(25), "us-nj-iop"), "caseload-exceeded")).toEqual([
    "25 patients have `kim` as their counselor; the maximum caseload is 24 (us-nj-iop, a regulation).",
  ]);
  const ofTwo = auditOf(roster(36), "us-nj-iop", "us-pa-outpatient").findings.filter(({ rule }) => rule === "caseload-exceeded");
  expect(ofTwo.map(({ advice }) => advice)).toEqual(["Assign 12 patients to another counselor."]);
});

test("patients without a counselor are nobody's caseload", () => {
  const patients = Array.from({ length: 25 }, (_, i) => `{ id: p-${i} }`).join(", ");
  const text = `clinicians: [{ id: kim, roles: [peer] }]\npatients: [${patients}]\nsessions: [{ id: s1, kind: check-in, start: 2026-11-30T18:00, minutes: 30, clinicians: [kim], patients: [p-0] }]\n`;
  expect(messages(auditOf(text, "us-nj-iop"), "caseload-exceeded")).toEqual([]);
});

describe("couple-separated", () => {
  const SEPARATED = only("couple-separated");
  const week = (couples: string, ...sessions: string[]) =>
    auditOf(
      `clinicians: [{ id: lee, roles: [therapist] }]\n${couples}sessions:\n${sessions.map((line, i) => `  - { id: s${i}, start: "2026-11-30T1${i}:00", minutes: 30, clinicians: [lee], ${line} }\n`).join("")}`,
      SEPARATED,
    );
  const COUPLE = "couples: [{ id: c-01, partners: [p-01, p-02] }]\n";
  const unchecked = ({ notChecked: all }: Roster) =>
    all.filter(({ rule }) => rule === "couple-separated").map(({ reason, sessions }) => [reason, sessions]);

  test("is not found where both partners attend, each by themselves or as a couple", () => {
    expect(messages(week(COUPLE, "kind: group, patients: [p-01, p-02]"), "couple-separated")).toEqual([]);
    expect(messages(week(COUPLE, "kind: group, patients: [p-01], couples: [c-01]"), "couple-separated")).toEqual([]);
    expect(messages(week(COUPLE, "kind: group, patients: [p-02]"), "couple-separated")).toHaveLength(1);
  });

  test("is not checked without a list of couples, in the sessions that partners attend together", () => {
    const [alone, together] = ["kind: individual, patients: [p-01]", "kind: group, patients: [p-01]"] as const;
    expect(unchecked(week("", alone, together))).toEqual([["the roster has no `couples` section", ["s1"]]]);
    expect(unchecked(week("", alone))).toEqual([]);
  });

  test("has nothing to check where the list of couples is empty", () => {
    expect(unchecked(week("couples: []\n", "kind: group, patients: 5"))).toEqual([]);
  });
});

describe("rules on partners do not concern a patient in no couple", () => {
  const week = (single: string) =>
    auditOf(
      `clinicians: [{ id: noor, roles: [couples-therapist] }, { id: lee, roles: [therapist] }]\npatients: [{ id: p-01, counselor: lee }, { id: p-02, counselor: lee }, { id: p-03${single} }]\ncouples: [{ id: c-01, partners: [p-01, p-02] }]\nsessions: [{ id: s1, kind: couples-group, start: 2026-11-30T18:00, minutes: 60, clinicians: [noor], couples: [c-01], patients: [p-03] }]\n`,
      only("partner-without-counselor", { rules: { "partner-without-counselor": "error", "couples-therapist-not-distinct": "error" } }),
    );

  test("who has no counselor", () => {
    expect(messages(week(""), "partner-without-counselor")).toEqual([]);
  });

  test("whose counselor is the couples therapist", () => {
    expect(messages(week(", counselor: noor"), "couples-therapist-not-distinct")).toEqual([]);
  });
});

describe("rules on couples' sessions", () => {
  test("are not checked where the roster has patients and no list of couples", () => {
    const text =
      "clinicians: [{ id: noor, roles: [couples-therapist] }]\npatients: [{ id: p-01 }]\nsessions: [{ id: s1, kind: couples-group, start: 2026-11-30T18:00, minutes: 60, clinicians: [noor], couples: 3 }]\n";
    const { notChecked: all } = auditOf(text, only("partner-without-counselor"));
    const of = all.filter(({ rule }) => rule === "partner-without-counselor");
    expect(of.map(({ reason, sessions }) => [reason, sessions])).toEqual([["the roster has no `couples` section", ["s1"]]]);
  });
});

describe("over-max-hours", () => {
  const apart = (hours: string) =>
    auditOf(
      `clinicians: [{ id: lee, roles: [therapist]${hours} }]\nsessions:\n${["2026-12-01", "2026-12-09"].map((day, i) => `  - { id: s${i}, kind: group, start: ${day}T09:00, minutes: 60, clinicians: [lee], patients: 1 }\n`).join("")}`,
      only("over-max-hours"),
    );

  test("is not checked where sessions are more than a week apart and the roster has no week", () => {
    expect(notChecked(apart(", maxHours: 1"), "over-max-hours")).toEqual([
      "the roster has no `week`, and its sessions span more than seven days",
    ]);
  });

  test("has nothing to check where no clinician has a maximum", () => {
    expect(notChecked(apart(""), "over-max-hours")).toEqual([]);
  });
});

test("a caseload is not checked, rather than passed, where the roster does not say who is whose patient", () => {
  const roster = auditOf(
    "clinicians: [{ id: kim, roles: [peer] }]\nsessions: [{ id: s1, kind: check-in, start: 2026-11-30T18:00, minutes: 30, clinicians: [kim], patients: [p-0] }]\n",
    "us-nj-iop",
  );
  expect(messages(roster, "caseload-exceeded")).toEqual([]);
  expect(notChecked(roster, "caseload-exceeded")).toEqual(["the roster has no `patients` section"]);
});

test.each(["caseload-exceeded", "weekly-hours-low"])("%s has nothing to check where no standard states a number", (rule) => {
  const roster = auditOf(
    "clinicians: [{ id: lee, roles: [therapist] }]\nsessions:\n" +
      [1, 9]
        .map((n) => `  - { id: s${n}, kind: group, start: 2026-12-0${n}T18:00, minutes: 60, clinicians: [lee], patients: 5 }\n`)
        .join(""),
    only(rule),
  );
  expect([messages(roster, rule), notChecked(roster, rule)]).toEqual([[], []]);
});

test.each([
  ["[EFT]", 0],
  ["[Gottman Method]", 0],
  ["[Emotionally focused therapy]", 0],
  ["[ibct]", 0],
  ["[Cognitive-Behavioral Conjoint Therapy]", 0],
  ["[CBT, DBT]", 1],
  ["[]", 1],
  ["[CBCTX]", 1],
])("couples-therapist-modality with %s finds %i", (modalities, n) => {
  const text = `clinicians: [{ id: noor, roles: [couples-therapist], modalities: ${modalities} }]\nsessions: [{ id: s1, kind: couples-session, start: 2026-11-30T18:00, minutes: 30, clinicians: [noor], couples: 1 }]\n`;
  expect(messages(auditOf(text, "premium"), "couples-therapist-modality")).toHaveLength(n);
});

test("partners may attend alone a session for one person, so nothing there is left unchecked", () => {
  const week = (kind: string) =>
    auditOf(
      `clinicians: [{ id: lee, roles: [therapist] }]\ncouples: [{ id: c-01, partners: [p-01, p-02] }]\nsessions: [{ id: s1, kind: ${kind}, start: 2026-11-30T18:00, minutes: 30, clinicians: [lee], patients: 1 }]\n`,
    );
  expect(notChecked(week("individual"), "couple-separated")).toEqual([]);
  expect(notChecked(week("group"), "couple-separated")).toEqual(["attendance is a headcount"]);
});

describe("a couples therapist who is the counselor of partners", () => {
  const week = (couples: number, counseled: number) => {
    const names = Array.from({ length: couples }, (_, i) => [`p-${i}a`, `p-${i}b`] as const);
    const patients = names.flat().map((id, i) => `{ id: ${id}, counselor: ${i < counseled ? "noor" : "lee"} }`);
    const pairs = names.map(([one, other], i) => `{ id: c-${i}, partners: [${one}, ${other}] }`);
    const attend = names.map((_, i) => `c-${i}`).join(", ");
    return auditOf(
      `clinicians: [{ id: lee, roles: [therapist] }, { id: noor, roles: [couples-therapist] }]\npatients: [${patients.join(", ")}]\ncouples: [${pairs.join(", ")}]\nsessions: [{ id: s1, kind: couples-group, start: 2026-11-30T18:00, minutes: 90, clinicians: [noor], couples: [${attend}] }]\n`,
      only("couples-therapist-not-distinct"),
    ).findings.filter(({ rule }) => rule === "couples-therapist-not-distinct");
  };

  test.each([
    [1, /patient #1 \(line 2\), who attends this session/],
    [2, /patient #1 .* and patient #2 .*, who attend this session/],
  ])("is reported once, with all partners: of %d", (counseled, told) => {
    const found = week(1, counseled);
    expect(found).toHaveLength(1);
    expect(found[0]?.message).toMatch(told);
    expect(found[0]?.related).toHaveLength(counseled);
  });

  test("lists at most as many partners as a person would read", () => {
    expect([week(4, 8), week(6, 12)].map(([found]) => found?.related.length)).toEqual([8, 8]);
  });
});
