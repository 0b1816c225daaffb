import { describe, expect, it } from "vitest";
import { RULE_IDS } from "../src/codes.ts";
import {
  rules as allRules,
  audit,
  type FormatName,
  format,
  type JsonReport,
  parseRoster,
  type RosterFile,
  type StandardFile,
  standards,
} from "../src/index.ts";
import { FORMATS } from "../src/report/formats.ts";

type JsonRoster = JsonReport["rosters"][number];
type JsonFinding = JsonRoster["findings"][number];
type JsonSession = JsonRoster["sessions"][number];

const STAFF = `
clinicians:
  - { id: lee, roles: [therapist] }
  - { id: kim, roles: [counselor] }
  - { id: noor, roles: [couples-therapist] }
  - { id: wren, roles: [couples-therapist] }
  - { id: ash, roles: [trainee] }
  - { id: ray, roles: [peer] }
  - { id: jo, roles: [nurse] }
`;

function auditOf(roster: string, ...standards: (string | StandardFile)[]): JsonRoster {
  const [found] = audit(parseRoster(roster), { standards }).rosters;
  if (found === undefined) throw new Error("no roster");
  return found;
}

/** A roster of one session, Monday 30 November 2026 from 18:00 to 19:30 unless it says otherwise. */
function evening(session: string, more = ""): string {
  const start = session.includes("start:") ? "" : ", start: 2026-11-30T18:00";
  const end = /\b(?:minutes|end):/.test(session) ? "" : ", minutes: 90";
  return `${more.includes("clinicians:") ? "" : STAFF}${more}\nsessions:\n  - { id: evening${start}${end}, ${session} }\n`;
}

function only(roster: JsonRoster): JsonSession {
  expect(roster.problems.map((problem) => problem.message)).toEqual([]);
  return roster.sessions[0] as JsonSession;
}

function verdict(session: string, ...standards: (string | StandardFile)[]): string {
  return only(auditOf(evening(session), ...standards)).verdict;
}

function rules({ findings, problems }: JsonRoster): string[] {
  expect(problems.map((problem) => problem.message)).toEqual([]);
  return findings.map((finding) => finding.rule);
}

function finding(roster: JsonRoster, rule: string): JsonFinding {
  expect(rules(roster)).toContain(rule);
  return roster.findings.find((one) => one.rule === rule) as JsonFinding;
}

/** The local hours of the only session. */
function hours(roster: JsonRoster): string {
  const { start, end } = only(roster);
  return `${start} ${end}`;
}

function problems(roster: JsonRoster): string[] {
  return roster.problems.map((problem) => problem.message);
}

const WEIGHED = (roles: Record<string, number>, kind: NonNullable<StandardFile["kinds"]>[string]): StandardFile => ({
  name: "weighed",
  title: "Weighed",
  source: "a test",
  basis: "own",
  roles,
  kinds: { group: kind },
});

describe("caps are inclusive", () => {
  it("6 patients with 1 therapist are within the limit, with no open seats; 7 break it", () => {
    expect(only(auditOf(evening("kind: group, clinicians: [lee], patients: 6")))).toMatchObject({
      verdict: "ok",
      limits: [{ cap: "1:6", seats: 6, weight: 1, holds: true, openSeats: 0 }],
    });
    expect(only(auditOf(evening("kind: group, clinicians: [lee], patients: 7")))).toMatchObject({
      verdict: "breach",
      limits: [{ cap: "1:6", seats: 7, weight: 1, holds: false, openSeats: 0 }],
    });
  });

  it("8 patients with 1 therapist are within the limit in psychoeducation; 9 break it", () => {
    expect(verdict("kind: psychoeducation, clinicians: [lee], patients: 8")).toBe("ok");
    expect(verdict("kind: psychoeducation, clinicians: [lee], patients: 9")).toBe("breach");
  });

  it("12 patients with 2 therapists are within the limit, 13 break it; 11 leave one open seat", () => {
    expect(verdict("kind: group, clinicians: [lee, kim], patients: 12")).toBe("ok");
    expect(verdict("kind: group, clinicians: [lee, kim], patients: 13")).toBe("breach");
    expect(only(auditOf(evening("kind: group, clinicians: [lee, kim], patients: 11"))).limits[0]?.openSeats).toBe(1);
  });

  it("4 couples with 1 couples therapist are within the limit in a couples group and 5 break it; 3 and 4 in a couples session", () => {
    expect(verdict("kind: couples-group, clinicians: [noor], couples: 4")).toBe("ok");
    expect(verdict("kind: couples-group, clinicians: [noor], couples: 5")).toBe("breach");
    expect(verdict("kind: couples-session, clinicians: [noor], couples: 3")).toBe("ok");
    expect(verdict("kind: couples-session, clinicians: [noor], couples: 4")).toBe("breach");
  });

  it("premium: 3 couples are within the limit and 4 break it, which a second couples therapist does not fix", () => {
    expect(verdict("kind: couples-group, clinicians: [noor], couples: 3", "premium")).toBe("ok");
    const onLimits = (clinicians: string) =>
      auditOf(evening(`kind: couples-group, clinicians: ${clinicians}, couples: 4`), "premium")
        .findings.filter(({ severity }) => severity === "error")
        .map(({ rule }) => rule);
    expect(onLimits("[noor]")).toEqual(["group-too-large", "ratio-exceeded"]);
    expect(onLimits("[noor, wren]")).toEqual(["group-too-large"]);
  });

  it("benchmark-strict counts a couples group in patients: 2 couples are within the limit and 3 break it", () => {
    expect(verdict("kind: couples-group, clinicians: [noor], couples: 2", "benchmark-strict")).toBe("ok");
    expect(verdict("kind: couples-group, clinicians: [noor], couples: 3", "benchmark-strict")).toBe("breach");
  });

  /** The seats of an evening of a couple, c1 of p1 and p2, counted in patients and in couples. */
  const seats = (attendance: string) =>
    ["benchmark-strict", "benchmark"].map((standard) => {
      const roster = evening(`kind: couples-group, clinicians: [noor], ${attendance}`, "couples: [{ id: c1, partners: [p1, p2] }]\n");
      return only(auditOf(roster, standard)).limits[0]?.seats;
    });

  it("a headcount and ids add up: 3 counted patients and a couple are 5, and the couple's partners listed again are still 5", () => {
    expect(seats("couples: 3, patients: [p1, p2]")).toEqual([8, 4]);
    expect(seats("couples: [c1], patients: [p1, p2, p3]")).toEqual([3, 2]);
    expect(seats("couples: [c1], patients: 3")).toEqual([5, 4]);
  });

  it("one partner alone takes the couple's seat in couples, and one seat in patients", () => {
    expect(seats("patients: [p1, p3]")).toEqual([2, 2]);
    expect(seats("patients: [p1]")).toEqual([1, 1]);
  });
});

describe("every moment is judged", () => {
  it("12 with 2, and the 10 minutes in which one of the two is away: breach, from when to when, and the worst moment in the row", () => {
    const staff = `
clinicians:
  - { id: lee, roles: [therapist], away: [{ start: 2026-11-30T18:30, end: "18:40" }] }
  - { id: kim, roles: [counselor] }
`;
    const roster = auditOf(evening("kind: group, clinicians: [lee, kim], patients: 12", staff));
    expect(rules(roster).sort()).toEqual(["clinician-away", "ratio-exceeded"]);
    expect(finding(roster, "ratio-exceeded").message).toContain("12 patients with 1 therapist from 18:30 to 18:40");
    expect(finding(roster, "clinician-away").message).toContain("from 18:30 to 18:40");
    expect(only(roster)).toMatchObject({
      verdict: "breach",
      limits: [{ seats: 12, weight: 1, holds: false, from: "2026-11-30T18:30", until: "2026-11-30T18:40" }],
    });
  });

  it("no one is missing when one clinician arrives at the minute in which the other leaves", () => {
    const roster = auditOf(evening('kind: group, clinicians: [{ id: lee, until: "18:45" }, { id: kim, from: "18:45" }], patients: 6'));
    expect(rules(roster)).toEqual([]);
    expect(only(roster).verdict).toBe("ok");
  });

  it("one minute between the two is an unstaffed minute", () => {
    const roster = auditOf(evening('kind: group, clinicians: [{ id: lee, until: "18:45" }, { id: kim, from: "18:46" }], patients: 6'));
    expect(rules(roster)).toEqual(["session-unstaffed"]);
    expect(finding(roster, "session-unstaffed").message).toContain("from 18:45 to 18:46");
  });

  it("a patient who arrives as another leaves takes no place more", () => {
    const patients = '[a1, a2, a3, a4, a5, { id: a6, until: "18:30" }, { id: a7, from: "18:30" }]';
    expect(rules(auditOf(evening(`kind: group, clinicians: [lee], patients: ${patients}`)))).toEqual([]);
    const late = patients.replace('"18:30" }, {', '"18:31" }, {');
    const roster = auditOf(evening(`kind: group, clinicians: [lee], patients: ${late}`));
    expect(finding(roster, "ratio-exceeded").message).toContain("7 patients with 1 therapist from 18:30 to 18:31");
  });

  it("a time away that ends as the session begins, or begins as it ends, is no absence", () => {
    const staff = `
clinicians:
  - id: lee
    roles: [therapist]
    away: [{ start: 2026-11-30T17:00, end: "18:00" }, { start: 2026-11-30T19:30, end: "20:00" }]
`;
    expect(rules(auditOf(evening("kind: group, clinicians: [lee], patients: 6", staff)))).toEqual([]);
  });

  it("an unstaffed moment is reported in addition to a broken ratio, each with its own hours", () => {
    const roster = auditOf(evening('kind: group, clinicians: [{ id: lee, from: "18:10" }], patients: 7'));
    expect(rules(roster).sort()).toEqual(["ratio-exceeded", "session-unstaffed"]);
    expect(finding(roster, "session-unstaffed").message).toContain("from 18:00 to 18:10");
    expect(finding(roster, "ratio-exceeded").message).toContain("from 18:10 to 19:30");
  });

  it("a ratio that breaks twice says both times", () => {
    const away = '[{ start: 2026-11-30T18:10, end: "18:20" }, { start: 2026-11-30T19:00, end: "19:05" }]';
    const staff = `clinicians: [{ id: lee, roles: [therapist], away: ${away} }, { id: kim, roles: [counselor] }]`;
    const roster = auditOf(evening("kind: group, clinicians: [lee, kim], patients: 12", staff));
    expect(finding(roster, "ratio-exceeded").message).toContain("from 18:10 to 18:20 and from 19:00 to 19:05");
  });

  it("who leaves and returns is there twice and not between", () => {
    const lee = '{ id: lee, until: "18:30" }, { id: lee, from: "18:40" }';
    expect(finding(auditOf(evening(`kind: group, clinicians: [${lee}], patients: 6`)), "session-unstaffed").message).toContain(
      "from 18:30 to 18:40",
    );
  });

  it("two sessions, one beginning as the other ends, are no double booking", () => {
    const roster = (start: string) =>
      auditOf(`${STAFF}
sessions:
  - { id: early, kind: group, start: 2026-11-30T18:00, minutes: 60, clinicians: [lee], patients: [a1] }
  - { id: late, kind: group, start: "2026-11-30T${start}", minutes: 60, clinicians: [lee], patients: [a1] }
`);
    expect(rules(roster("19:00"))).toEqual([]);
    expect(rules(roster("18:59")).sort()).toEqual(["clinician-double-booked", "patient-double-booked"]);
  });

  it("a double booking counts who is in both sessions once: 5 and 3 patients, one of them in both, are 7 with 1 therapist", () => {
    const roster = auditOf(`${STAFF}
sessions:
  - { id: early, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: [a1, a2, a3, a4, a5] }
  - { id: late, kind: group, start: 2026-11-30T19:00, minutes: 90, clinicians: [lee], patients: [a1, a6, a7] }
`);
    expect(finding(roster, "clinician-double-booked").message).toContain("7 patients with 1 therapist");
  });

  it("a double booking says all of the hours in both sessions, also where stays touch or there are two", () => {
    const roster = (stays: string) =>
      auditOf(`${STAFF}
sessions:
  - { id: early, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [kim], patients: [${stays}] }
  - { id: late, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: [a1] }
`);
    const touching = '{ id: a1, until: "18:30" }, { id: a1, from: "18:30", until: "19:00" }';
    expect(finding(roster(touching), "patient-double-booked").message).toContain("from 18:00 to 19:00");
    const apart = '{ id: a1, until: "18:30" }, { id: a1, from: "19:00" }';
    expect(finding(roster(apart), "patient-double-booked").message).toContain("from 18:00 to 18:30 and from 19:00 to 19:30");
  });
});

describe("weights add up exactly", () => {
  it("0.1 + 0.2 is shown as 0.3; 3 seats are within 1:10 and 4 break it", () => {
    const own = WEIGHED({ trainee: 0.1, peer: 0.2 }, { ratio: "1:10" });
    expect(only(auditOf(evening("kind: group, clinicians: [ash, ray], patients: 3"), own))).toMatchObject({
      verdict: "ok",
      limits: [{ weight: 0.3, holds: true, openSeats: 0 }],
    });
    expect(verdict("kind: group, clinicians: [ash, ray], patients: 4", own)).toBe("breach");
    expect(verdict("kind: group, clinicians: [jo], patients: 3", WEIGHED({ nurse: 0.3 }, { ratio: "1:10" }))).toBe("ok");
  });

  it("0.1 + 0.7 is 0.8, although floating point makes it less: 8 seats are within 1:10", () => {
    const own = WEIGHED({ trainee: 0.1, peer: 0.7 }, { ratio: "1:10" });
    expect(only(auditOf(evening("kind: group, clinicians: [ash, ray], patients: 8"), own))).toMatchObject({
      verdict: "ok",
      limits: [{ weight: 0.8, openSeats: 0 }],
    });
  });

  it("ten trainees of 0.1 are one therapist", () => {
    const ten = Array.from({ length: 10 }, (_, i) => `t${i}`);
    const staff = `clinicians: [${ten.map((id) => `{ id: ${id}, roles: [trainee] }`).join(", ")}]`;
    const own = WEIGHED({ trainee: 0.1 }, { ratio: "1:6" });
    const session = (patients: number) => evening(`kind: group, clinicians: [${ten.join(", ")}], patients: ${patients}`, staff);
    expect(only(auditOf(session(6), own))).toMatchObject({ verdict: "ok", limits: [{ weight: 1 }] });
    expect(only(auditOf(session(7), own)).verdict).toBe("breach");
  });

  it("2:7 is neither 1:3 nor 1:4: 3 with 1 are within it and 4 break it, 7 with 2 are within it and 8 break it", () => {
    const own = WEIGHED({}, { ratio: "2:7" });
    for (const [clinicians, patients, expected] of [
      ["[lee]", 3, "ok"],
      ["[lee]", 4, "breach"],
      ["[lee, kim]", 7, "ok"],
      ["[lee, kim]", 8, "breach"],
    ] as const) {
      expect(verdict(`kind: group, clinicians: ${clinicians}, patients: ${patients}`, own)).toBe(expected);
    }
  });

  it("of several roles the heaviest counts, once", () => {
    const staff = "clinicians: [{ id: lee, roles: [trainee, therapist, counselor] }]";
    expect(only(auditOf(evening("kind: group, clinicians: [lee], patients: 6", staff))).limits[0]?.weight).toBe(1);
  });
});

describe("several standards at once", () => {
  it("the same cap from two standards is one row and one finding that names both", () => {
    const roster = auditOf(evening("kind: group, clinicians: [lee], patients: 7"), "benchmark", "premium");
    expect(only(roster).limits.map((row) => row.standards)).toEqual([["benchmark", "premium"]]);
    expect(roster.findings.filter(({ severity }) => severity === "error").map((one) => [one.rule, one.standards])).toEqual([
      ["ratio-exceeded", ["benchmark", "premium"]],
    ]);
  });

  it("also in a couples kind where they weigh trainees differently, who do not count there", () => {
    const own: StandardFile = { name: "own", title: "Own", source: "a test", basis: "own", extends: "benchmark", roles: { trainee: 0.5 } };
    const roster = auditOf(evening("kind: couples-group, clinicians: [noor], couples: 5"), "benchmark", own);
    expect(only(roster).limits.map((row) => row.standards)).toEqual([["benchmark", "own"]]);
    expect(roster.findings.map((one) => [one.rule, one.standards])).toEqual([["ratio-exceeded", ["benchmark", "own"]]]);
  });

  it("each judges by its own weights: a trainee of weight 1 under one of them leaves the session unstaffed under the other", () => {
    const own: StandardFile = { name: "own", title: "Own", source: "a test", basis: "own", extends: "benchmark", roles: { trainee: 1 } };
    const roster = auditOf(evening("kind: group, clinicians: [ash], patients: 1"), "benchmark", own);
    expect(only(roster).verdict).toBe("breach");
    expect(only(roster).limits.map((row) => [row.standards, row.holds])).toEqual([
      [["benchmark"], false],
      [["own"], true],
    ]);
    expect(finding(roster, "session-unstaffed").standards).toEqual(["benchmark"]);
  });
});

describe("nobody", () => {
  it("0 attendees: a note, and no limit is broken, with staff or without", () => {
    for (const who of ["clinicians: [lee]", "clinicians: []", "patients: 0", "patients: [], couples: 0", "clinicians: [ash]"]) {
      const roster = auditOf(evening(`kind: group, ${who}`));
      expect(rules(roster)).toEqual(["session-empty"]);
      expect(only(roster).verdict).toBe("ok");
    }
  });

  it("0 clinicians: unstaffed, which is not also a broken ratio", () => {
    const roster = auditOf(evening("kind: group, patients: 1"));
    expect(rules(roster)).toEqual(["session-unstaffed"]);
    expect(only(roster)).toMatchObject({ verdict: "breach", limits: [{ weight: 0, holds: false, openSeats: 0 }] });
  });

  it("a trainee alone does not count in a group, but may lead a check-in, which no standard limits", () => {
    expect(rules(auditOf(evening("kind: group, clinicians: [ash], patients: 1")))).toEqual(["session-unstaffed"]);
    expect(rules(auditOf(evening("kind: check-in, clinicians: [ash], patients: 1")))).toEqual([]);
    expect(verdict("kind: check-in, clinicians: [ash], patients: 1")).toBe("no-limit");
    expect(rules(auditOf(evening("kind: check-in, patients: 1")))).toEqual(["session-unstaffed"]);
  });

  it("a couples group with a therapist of another role lacks a couples therapist; without clinicians it is unstaffed", () => {
    expect(rules(auditOf(evening("kind: couples-group, clinicians: [lee], couples: 1")))).toEqual(["couples-therapist-missing"]);
    expect(rules(auditOf(evening("kind: couples-group, couples: 1")))).toEqual(["session-unstaffed"]);
    expect(rules(auditOf(evening("kind: couples-group, clinicians: [], couples: 1")))).toEqual(["session-unstaffed"]);
  });

  it("minutes before the first attendee need no clinician", () => {
    const roster = auditOf(evening('kind: group, clinicians: [{ id: lee, from: "18:10" }], patients: [{ id: a1, from: "18:10" }]'));
    expect(rules(roster)).toEqual([]);
  });
});

describe("nights and weeks", () => {
  it("a session past midnight is judged past midnight, and the finding says the day", () => {
    const roster = auditOf(
      evening('kind: group, start: 2026-11-30T23:00, end: "01:00", clinicians: [lee, { id: kim, until: "00:30" }], patients: 12'),
    );
    expect(hours(roster)).toBe("2026-11-30T23:00 2026-12-01T01:00");
    expect(finding(roster, "ratio-exceeded").message).toContain("from Tue, Dec 1 00:30 to Tue, Dec 1 01:00");
  });

  it("a bare end at or before the start's time is the next day's; an end at the start's own time is no end", () => {
    expect(hours(auditOf(evening('kind: group, start: 2026-11-30T23:30, end: "00:00"')))).toBe("2026-11-30T23:30 2026-12-01T00:00");
    expect(hours(auditOf(evening('kind: group, start: 2026-11-30T23:30, end: "23:29"')))).toBe("2026-11-30T23:30 2026-12-01T23:29");
    expect(problems(auditOf(evening('kind: group, start: 2026-11-30T23:30, end: "23:30"')))).toHaveLength(1);
  });

  it("bare times of a stay past midnight are the next day's", () => {
    const roster = auditOf(
      evening('kind: group, start: 2026-11-30T23:00, minutes: 120, clinicians: [{ id: lee, from: "00:15", until: "00:45" }], patients: 1'),
    );
    expect(finding(roster, "session-unstaffed").message).toContain(
      "from 23:00 to Tue, Dec 1 00:15 and from Tue, Dec 1 00:45 to Tue, Dec 1 01:00",
    );
  });

  it("a session of exactly 24 hours, written as minutes, as a weekday and as a date", () => {
    const week = "week: 2026-11-30\n";
    for (const end of ["minutes: 1440", "end: Tue 18:00", "end: 2026-12-01T18:00"]) {
      expect(hours(auditOf(evening(`kind: group, start: Mon 18:00, ${end}`, week)))).toBe("2026-11-30T18:00 2026-12-01T18:00");
    }
  });

  it("in a session of 24 hours, the bare time of its start means its start, so no stay can end then", () => {
    const session = (stay: string) => evening(`kind: group, minutes: 1440, patients: 1, clinicians: [{ id: lee, ${stay} }]`);
    expect(rules(auditOf(session('from: "18:00"')))).toEqual(["session-length-unlikely"]);
    expect(problems(auditOf(session('until: "18:00"')))).toHaveLength(1);
    expect(rules(auditOf(session("until: 2026-12-01T18:00")))).toEqual(["session-length-unlikely"]);
  });

  it("in a week that begins on a Wednesday, Monday and Tuesday are those after it", () => {
    const start = (day: string) => only(auditOf(evening(`kind: group, start: ${day} 18:00`, "week: 2026-12-02\n"))).start;
    expect(["Wed", "Thu", "Sun", "Mon", "Tue"].map(start)).toEqual([
      "2026-12-02T18:00",
      "2026-12-03T18:00",
      "2026-12-06T18:00",
      "2026-12-07T18:00",
      "2026-12-08T18:00",
    ]);
  });

  it("a session on the last minute of the week is in it, one a minute later is not", () => {
    const roster = (start: string) =>
      auditOf(evening(`kind: group, clinicians: [lee], patients: 1, start: ${start}`, "week: 2026-12-02\n"));
    expect(rules(roster("2026-12-02T00:00"))).toEqual([]);
    expect(rules(roster("2026-12-08T23:59"))).toEqual([]);
    expect(rules(roster("2026-12-09T00:00"))).toEqual(["session-outside-week"]);
    expect(rules(roster("2026-12-01T23:59"))).toEqual(["session-outside-week"]);
  });

  it("a weekday as an end is the first one after the start", () => {
    const end = (text: string) => hours(auditOf(evening(`kind: group, start: Mon 18:00, end: ${text}`, "week: 2026-11-30\n")));
    expect(end("Mon 18:01")).toBe("2026-11-30T18:00 2026-11-30T18:01");
    expect(end("Mon 24:00")).toBe("2026-11-30T18:00 2026-12-01T00:00");
    expect(end("Tue 01:00")).toBe("2026-11-30T18:00 2026-12-01T01:00");
    expect(end("Sun 00:00")).toBe("2026-11-30T18:00 2026-12-06T00:00");
    expect(end("2026-12-07T17:59")).toBe("2026-11-30T18:00 2026-12-07T17:59");
  });

  it.each([
    ["Mon 18:00", "Mon 17:59", "before the start on the same day", "a time after Mon 18:00", "Tue 17:59"],
    ["Mon 18:00", "Mon 18:00", "the same as the start", "a time after Mon 18:00", "Tue 18:00"],
    ["Mon 18:00", "Mon 07:30", "before the start on the same day", "`Mon 19:30`", "Tue 07:30"],
    ["Mon 18:00", "Mon 06:00", "before the start on the same day", "a time after Mon 18:00", "Tue 06:00"],
    ["Mon 6:00 PM", "Mon 7:30 AM", "before the start on the same day", "`Mon 7:30 PM`", "Tue 7:30 AM"],
    ["2026-11-30T18:00", "Mon 17:00", "before the start on the same day", "a time after Mon 18:00", "Tue 17:00"],
    ["Tue 00:00", "Mon 24:00", "the same as the start", "`Tue 12:00`", "Wed 00:00"],
    ["Sun 18:00", "Sun 00:00", "before the start on the same day", "a time after Sun 18:00", "Mon 00:00"],
  ])("a session from %s to %s is refused, with the same day and the next day to choose from", (start, end, why, sameDay, nextDay) => {
    const report = auditOf(evening(`kind: group, start: ${start}, end: ${end}`, "week: 2026-11-30\n"));
    expect(report.problems).toMatchObject([
      {
        code: "end-before-start",
        message: `The end is ${why}.`,
        help: `Write ${sameDay} for the same day, or \`${nextDay}\` for the next day.`,
        at: { path: ["sessions", 0, "end"] },
      },
    ]);
  });

  it("times away and on call may run from a weekday to the same one a week later", () => {
    const roster = `
week: 2026-11-30
clinicians: [{ id: lee, roles: [therapist] }, { id: kim, roles: [therapist], away: [{ start: Mon 18:00, end: Mon 18:00 }] }]
sessions: [{ id: evening, kind: group, start: Sun 18:00, minutes: 60, clinicians: [lee, kim], patients: 1 }]
onCall: [{ clinician: lee, start: Mon 00:00, end: Mon 00:00 }]
`;
    expect(problems(auditOf(roster))).toEqual([]);
    expect(rules(auditOf(roster))).toEqual(["clinician-away"]);
  });

  it("in the night when the clocks go back, an end with an earlier clock time may be later on the same day", () => {
    const session = (end: string) =>
      auditOf(evening(`kind: group, start: 2026-11-01T01:30, end: ${end}`, "week: 2026-11-01\ntimezone: America/New_York\n"));
    expect(hours(session("Sun 01:15"))).toBe("2026-11-01T01:30 2026-11-01T01:15");
    expect(hours(session("Sun 24:00"))).toBe("2026-11-01T01:30 2026-11-02T00:00");
    expect(problems(session("Sun 00:45"))).toEqual(["The end is before the start on the same day."]);
  });

  it("a time away from Wednesday noon to Thursday midnight ends as Thursday begins", () => {
    const away = (day: string) => `
week: 2026-11-30
clinicians: [{ id: lee, roles: [therapist], away: [{ start: Wed 12:00, end: Thu 00:00 }] }]
sessions: [{ id: evening, kind: group, start: ${day}, minutes: 60, clinicians: [lee], patients: 1 }]
`;
    expect(rules(auditOf(away("Wed 11:00")))).toEqual([]);
    expect(rules(auditOf(away("Wed 11:01"))).sort()).toEqual(["clinician-away", "session-unstaffed"]);
    expect(rules(auditOf(away("Wed 23:59"))).sort()).toEqual(["clinician-away", "session-unstaffed"]);
    expect(rules(auditOf(away("Thu 00:00")))).toEqual([]);
  });
});

describe("the nights in which clocks change", () => {
  const at = (zone: string, session: string) => auditOf(evening(`kind: group, ${session}`, `timezone: ${zone}\n`));
  const NEW_YORK = "America/New_York";

  it("spring: minutes are elapsed minutes, so an hour from 01:30 ends at 03:30", () => {
    expect(hours(at(NEW_YORK, "start: 2027-03-14T01:30, minutes: 60"))).toBe("2027-03-14T01:30 2027-03-14T03:30");
    expect(hours(at(NEW_YORK, "start: 2027-03-13T22:00, minutes: 480"))).toBe("2027-03-13T22:00 2027-03-14T07:00");
  });

  it("spring: times that the clock skips are refused as a start, an end and within a session; neighboring times are not", () => {
    const skipped = (session: string) => problems(at(NEW_YORK, session));
    for (const session of [
      "start: 2027-03-14T02:00, minutes: 60",
      "start: 2027-03-14T02:59, minutes: 60",
      'start: 2027-03-14T01:00, end: "02:30"',
      'start: 2027-03-13T22:00, end: "02:30"',
      "start: 2027-03-14T01:00, end: 2027-03-14T02:30",
      "start: 2027-03-14T01:00, end: Sun 02:30",
      'start: 2027-03-14T01:00, minutes: 120, clinicians: [{ id: lee, from: "02:30" }]',
      'start: 2027-03-14T01:00, minutes: 120, patients: [{ id: a1, until: "02:00" }]',
    ]) {
      expect([session, skipped(session).length]).toEqual([session, 1]);
      expect(skipped(session)[0]).toMatch(/There is no 02:\d\d on Sun, Mar 14/);
    }
    expect(skipped("start: 2027-03-14T01:59, minutes: 60")).toEqual([]);
    expect(skipped("start: 2027-03-14T03:00, minutes: 60")).toEqual([]);
    expect(skipped('start: 2027-03-14T01:00, end: "03:00"')).toEqual([]);
  });

  it("spring: a skipped weekday time is refused in the week of the change and fine in the next", () => {
    const session = (week: string) =>
      auditOf(evening("kind: group, start: Sun 02:30, minutes: 60", `timezone: ${NEW_YORK}\nweek: ${week}\n`));
    expect(problems(session("2027-03-08"))).toHaveLength(1);
    expect(problems(session("2027-03-15"))).toEqual([]);
  });

  it("autumn: minutes are elapsed minutes, so an hour from 01:30 ends at 01:30", () => {
    expect(hours(at(NEW_YORK, "start: 2026-11-01T01:30, minutes: 60"))).toBe("2026-11-01T01:30 2026-11-01T01:30");
    expect(hours(at(NEW_YORK, "start: 2026-10-31T22:00, minutes: 480"))).toBe("2026-10-31T22:00 2026-11-01T05:00");
  });

  it("autumn: a doubled time is the first one, and an offset chooses", () => {
    const until = (start: string) =>
      at(NEW_YORK, `start: "${start}", end: 2026-11-01T03:00, clinicians: [{ id: lee, from: "02:00" }], patients: 1`);
    // 150 elapsed minutes from the first 01:30, 90 from the second, told by a session that must not last longer than them.
    const lasts = (start: string, minutes: number) =>
      hours(at(NEW_YORK, `start: "${start}", minutes: ${minutes}`)).endsWith("2026-11-01T03:00");
    expect(lasts("2026-11-01T01:30", 150)).toBe(true);
    expect(lasts("2026-11-01T01:30-04:00", 150)).toBe(true);
    expect(lasts("2026-11-01T01:30-05:00", 90)).toBe(true);
    expect(rules(until("2026-11-01T01:30-05:00"))).toEqual(["session-unstaffed"]);
  });

  it("autumn: a bare end is the first such time at or after the start, so from the first 01:45 to 01:15 is half an hour", () => {
    const roster = (end: string) => at(NEW_YORK, `start: 2026-11-01T01:45, ${end}, clinicians: [{ id: lee, until: "01:15" }], patients: 1`);
    expect(rules(roster('end: "01:15"'))).toEqual([]);
    expect(rules(roster("minutes: 30"))).toEqual([]);
    expect(rules(roster("minutes: 31"))).toEqual(["session-unstaffed"]);
    expect(problems(roster("minutes: 29"))).toHaveLength(1);
  });

  it("autumn: from the second 01:30 to 01:45 is a quarter of an hour, though a date says the first 01:45", () => {
    const second = "2026-11-01T01:30-05:00";
    expect(problems(at(NEW_YORK, `start: "${second}", end: "01:45"`))).toEqual([]);
    expect(rules(at(NEW_YORK, `start: "${second}", end: "01:45", patients: [{ id: a1, until: "01:45" }], clinicians: [lee]`))).toEqual([]);
    expect(problems(at(NEW_YORK, `start: "${second}", end: 2026-11-01T01:45`))).toHaveLength(1);
    expect(problems(at(NEW_YORK, `start: "${second}", end: "2026-11-01T01:45-05:00"`))).toEqual([]);
  });

  it("autumn: sessions in the first and in the second 01:00 do not overlap", () => {
    const roster = auditOf(`timezone: ${NEW_YORK}${STAFF}
sessions:
  - { id: first, kind: group, start: 2026-11-01T01:00, minutes: 60, clinicians: [lee], patients: 1 }
  - { id: second, kind: group, start: "2026-11-01T01:00-05:00", minutes: 60, clinicians: [lee], patients: 1 }
`);
    expect(rules(roster)).toEqual([]);
  });

  it("Lord Howe changes by half an hour: 02:00 to 02:30 is skipped in spring, 01:30 to 02:00 is doubled in autumn", () => {
    const zone = "Australia/Lord_Howe";
    expect(hours(at(zone, "start: 2026-10-04T01:30, minutes: 60"))).toBe("2026-10-04T01:30 2026-10-04T03:00");
    expect(problems(at(zone, "start: 2026-10-04T02:15, minutes: 60"))).toHaveLength(1);
    expect(problems(at(zone, "start: 2026-10-04T02:30, minutes: 60"))).toEqual([]);
    expect(hours(at(zone, "start: 2027-04-04T01:45, minutes: 60"))).toBe("2027-04-04T01:45 2027-04-04T02:15");
    expect(hours(at(zone, 'start: "2027-04-04T01:45+10:30", minutes: 60'))).toBe("2027-04-04T01:45 2027-04-04T02:45");
  });

  it("Santiago and Cairo change at midnight: a day that begins at 01:00, and an evening that has its last hour twice", () => {
    expect(problems(at("America/Santiago", "start: 2026-09-06T00:30, minutes: 60"))).toHaveLength(1);
    expect(problems(at("America/Santiago", 'start: 2026-09-05T23:00, end: "00:00"'))).toHaveLength(1);
    expect(hours(at("America/Santiago", "start: 2026-09-05T23:00, minutes: 90"))).toBe("2026-09-05T23:00 2026-09-06T01:30");
    expect(hours(at("America/Santiago", "start: 2027-04-03T23:30, minutes: 60"))).toBe("2027-04-03T23:30 2027-04-03T23:30");
    expect(hours(at("America/Santiago", 'start: 2027-04-03T23:30, end: "00:00"'))).toBe("2027-04-03T23:30 2027-04-04T00:00");
    expect(problems(at("Africa/Cairo", "start: 2026-04-24T00:30, minutes: 60"))).toHaveLength(1);
    expect(hours(at("Africa/Cairo", "start: 2026-04-23T23:30, minutes: 60"))).toBe("2026-04-23T23:30 2026-04-24T01:30");
    expect(hours(at("Africa/Cairo", "start: 2026-10-29T23:30, minutes: 60"))).toBe("2026-10-29T23:30 2026-10-29T23:30");
  });

  it("the week has seven local days across a change of the clocks, even if a day has no midnight", () => {
    const roster = (zone: string, week: string, start: string) =>
      rules(auditOf(evening(`kind: group, clinicians: [lee], patients: 1, start: ${start}`, `timezone: ${zone}\nweek: ${week}\n`)));
    expect(roster("America/Santiago", "2026-09-06", "2026-09-06T01:00")).toEqual([]);
    expect(roster("America/Santiago", "2026-09-06", "2026-09-05T23:59")).toEqual(["session-outside-week"]);
    expect(roster(NEW_YORK, "2026-10-26", "2026-11-01T23:59")).toEqual([]);
    expect(roster(NEW_YORK, "2026-10-26", "2026-11-02T00:00")).toEqual(["session-outside-week"]);
  });

  it("a time away across a change covers the same local hours", () => {
    const staff = `timezone: ${NEW_YORK}\nclinicians: [{ id: lee, roles: [therapist], away: [{ start: 2027-03-14T00:00, end: "04:00" }] }]\n`;
    const session = (start: string) => auditOf(evening(`kind: group, start: ${start}, minutes: 60, clinicians: [lee], patients: 1`, staff));
    expect(rules(session("2027-03-14T03:59"))).toContain("clinician-away");
    expect(rules(session("2027-03-14T04:00"))).toEqual([]);
  });
});

describe("the library", () => {
  const ROSTER: RosterFile = {
    timezone: "America/New_York",
    clinicians: [{ id: "lee", roles: ["therapist"] }],
    sessions: [{ id: "mon", kind: "group", start: "2026-11-30T18:00", minutes: 90, clinicians: ["lee"], patients: 7 }],
  };
  const TEXT = JSON.stringify(ROSTER, null, 2);

  it("audits a plain object as it audits its text", () => {
    const [roster] = audit(ROSTER).rosters;
    expect(roster).toEqual(audit(parseRoster(TEXT, { file: "roster.json" })).rosters[0]);
    expect(roster?.findings[0]).toMatchObject({
      rule: "ratio-exceeded",
      intervals: [{ from: "2026-11-30T18:00", until: "2026-11-30T19:30" }],
      limit: { limit: "ratio", cap: "1:6", per: "patients", seats: 7, weight: 1, over: 1 },
      repairs: [
        { add: { clinicians: 1, role: "therapist" }, remove: null, from: "2026-11-30T18:00", until: "2026-11-30T19:30" },
        { add: null, remove: { patients: 1 } },
      ],
      known: false,
    });
    expect(roster?.timezone).toBe("America/New_York");
  });

  it("numbers plain objects, and accepts them together with parsed files", () => {
    const { rosters } = audit([...parseRoster(TEXT, { file: "week.json" }), ROSTER, ROSTER]);
    expect(rosters.map(({ file }) => file)).toEqual(["roster-2.json", "roster.json", "week.json"]);
  });

  it("reports the problems of an object that is not a roster", () => {
    const { rosters } = audit({ ...ROSTER, sessions: [] });
    expect(rosters[0]?.problems).toMatchObject([{ code: "wrong-value" }]);
  });

  it("gives the text of each format", () => {
    const report = audit(ROSTER);
    for (const { name } of FORMATS) expect(format(report, name as FormatName), name).toContain("ratio");
    expect(JSON.parse(format(report, "json"))).toEqual(report);
    expect(format(report, "html")).toMatch(/^<!doctype html>/i);
  });

  it("refuses a copy of a report, and an unknown format", () => {
    const report = audit(ROSTER);
    expect(() => format(structuredClone(report), "json")).toThrow(TypeError);
    expect(() => format(report, "pdf" as FormatName)).toThrow(RangeError);
  });

  it("has the rules and standards as data", () => {
    expect(allRules.map(({ id }) => id)).toEqual([...RULE_IDS]);
    expect(audit(parseRoster(allRules[0]?.failing ?? "")).rosters[0]?.findings.map(({ rule }) => rule)).toContain(allRules[0]?.id);
    expect(standards[0]?.name).toBe("benchmark");
  });
});
