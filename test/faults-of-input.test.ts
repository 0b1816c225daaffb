/** Faults that people make in files, each of its whole kind: what is told, where, and that it never ends as a bug of ours. */
import { describe, expect, test } from "vitest";
import { audit, type JsonReport, parseRoster } from "../src/index.ts";
import { ratioAudit } from "./support/command-line.ts";

interface At {
  readonly line: number;
  readonly column: number;
}

/** A problem, as the report is to have it. */
interface Problem {
  readonly message: string;
  readonly help: string | null;
  readonly at: At | null;
  readonly file?: string | null;
  readonly related?: readonly { readonly message: string; readonly at: At }[];
}

const LEE = "clinicians: [{ id: lee, roles: [therapist] }]\n";
const session = (id: string, start: string, more: string) =>
  `  - { id: ${id}, kind: group, start: 2026-11-30T${start}, minutes: 60, ${more} }\n`;

function problemsOf(text: string, file = "week.yaml"): readonly Problem[] {
  const report = audit(parseRoster(text, { file }));
  return [report, ...report.rosters].flatMap(({ problems }) => problems);
}

/** The number of the line that holds a mark, from 1. */
function lineOf(text: string, mark: string): number {
  return text.slice(0, text.indexOf(mark)).split("\n").length;
}

describe("a tag", () => {
  const TAGS = [
    "!!omap",
    "!!set",
    "!!str",
    "!!map",
    "!!seq",
    "!!int",
    "!!null",
    "!!binary",
    "!!pairs",
    "!foo",
    "!<tag:example.org,2026:x>",
  ];
  const PLACES: Readonly<Record<string, string>> = {
    "the root": `# a roster\n--- TAG\n${LEE}sessions:\n${session("a", "18:00", "patients: 1")}`,
    "the root, on the line before": `TAG\n${LEE}sessions:\n${session("a", "18:00", "patients: 1")}`,
    "a mapping": `program: TAG { name: Lakeside }\n${LEE}sessions:\n${session("a", "18:00", "patients: 1")}`,
    "a mapping in a list": `${LEE}sessions:\n  - TAG { id: a, kind: group, start: 2026-11-30T18:00, minutes: 60, patients: 1 }\n`,
    "a list": `${LEE}sessions: TAG\n${session("a", "18:00", "patients: 1")}`,
    "a list in brackets": `${LEE}sessions:\n${session("a", "18:00", "clinicians: TAG [lee], patients: 1")}`,
    "a key": `${LEE}TAG week: 2026-11-30\nsessions:\n${session("a", "18:00", "patients: 1")}`,
    "a scalar": `${LEE}sessions:\n${session("a", "18:00", "patients: TAG 1")}`,
    "a scalar in quotes": `${LEE}program: TAG "Lakeside"\nsessions:\n${session("a", "18:00", "patients: 1")}`,
    "a scalar that is left out": `${LEE}program: TAG\nsessions:\n${session("a", "18:00", "patients: 1")}`,
    "an alias": `clinicians: [{ id: lee, roles: &roles [therapist] }, { id: kim, roles: TAG *roles }]\nsessions:\n${session("a", "18:00", "patients: 1")}`,
  };

  test("on any node is refused with its line, the standard ones too", async () => {
    for (const [place, template] of Object.entries(PLACES))
      for (const tag of TAGS) {
        const name = `${tag} on ${place}`;
        const { code, out, err } = await ratioAudit(["-f", "json", "-"], { stdin: template.replace("TAG", tag) });
        expect(`${name}: ${code} ${err}`).toBe(`${name}: 2 `);
        const problems = (JSON.parse(out) as JsonReport).rosters.flatMap((roster) => roster.problems);
        expect(
          problems.map(({ at }) => at?.line),
          name,
        ).toContain(lineOf(template, "TAG"));
        // With a tag an alias is no YAML at all, whatever the tag.
        if (place !== "an alias") expect(problems.map(({ message }) => message).join("\n"), name).toMatch(/\btags?\b/i);
      }
  });
});

describe("a value that is reached through an alias is told of at the alias, with the anchor as related", () => {
  const findingsOf = (text: string) => audit(parseRoster(text)).rosters.flatMap(({ findings }) => findings);

  test("a double booking of those whom an alias lists", () => {
    const text = `${LEE}sessions:
${session("c", "08:00", "clinicians: &staff [lee], patients: 1")}${session("a", "18:00", "clinicians: [lee], patients: 1")}${session("b", "18:30", "clinicians: *staff, patients: 1")}`;
    const booked = findingsOf(text).find(({ rule }) => rule === "clinician-double-booked");
    expect(booked?.at.line).toBe(lineOf(text, "*staff"));
    expect(booked?.related.map(({ at }) => at.line)).toContain(lineOf(text, "&staff"));
  });

  test("a session that an alias lists a second time", () => {
    const text = `${LEE}sessions:
  - &a { id: a, kind: group, start: 2026-11-30T18:00, minutes: 60, patients: 1 }
${session("b", "20:00", "patients: 1")}  - *a
`;
    const [problem] = problemsOf(text);
    expect(problem?.at?.line).toBe(lineOf(text, "*a"));
    expect(problem?.related?.map(({ at }) => at.line)).toContain(lineOf(text, "&a"));
  });

  test("a stay that is wrong only where it is used", () => {
    const text = `${LEE}sessions:
${session("a", "18:00", 'patients: &stays [{ id: pat, from: "18:30" }]')}${session("b", "19:00", "patients: *stays")}`;
    const problems = problemsOf(text);
    expect(problems.map(({ at }) => at?.line)).toEqual([lineOf(text, "*stays")]);
    expect(problems[0]?.related?.map(({ at }) => at.line)).toContain(lineOf(text, "&stays"));
  });

  test("an unknown role, once, with the lines of both of its uses", () => {
    const text = `clinicians:
  - { id: lee, roles: &roles [therapst] }
  - { id: kim, roles: *roles }
sessions:
${session("a", "18:00", "patients: 1")}`;
    const problems = problemsOf(text);
    expect(problems.map(({ at }) => at?.line)).toEqual([lineOf(text, "&roles")]);
    expect(problems[0]?.message).toContain(`(also on line ${lineOf(text, "*roles")})`);
  });
});

describe("what is nested too deep", () => {
  test("is told of where it becomes so, in JSON as in YAML", () => {
    const levels = Array.from({ length: 40 }, () => "[\n").join("");
    const text = `${levels}${"]".repeat(40)}`;
    for (const file of ["week.json", "week.yaml"]) {
      const [problem] = problemsOf(text, file);
      expect(problem?.message, file).toMatch(/nested/);
      expect([file, problem?.at?.line]).toEqual([file, 33]);
    }
  });
});

describe("a directive", () => {
  const text = (directive: string) =>
    `# a roster\n${directive}\n---\n${LEE}sessions:\n${session("a", "18:00", "clinicians: [lee], patients: 1")}`;

  test("of a version that is no YAML of ours, or that nobody knows, is refused with its line", () => {
    for (const directive of ["%YAML 1.3", "%YAML 2.0", "%FOO bar", "%yaml 1.2"]) {
      const problems = problemsOf(text(directive));
      expect([directive, ...problems.map(({ at }) => at?.line)]).toEqual([directive, 2]);
    }
  });

  test("that says what holds anyway is fine", () => {
    expect(problemsOf(text("%YAML 1.2"))).toEqual([]);
  });
});

describe("a number that is out of its bounds", () => {
  const told = (more: string) => {
    const text = `${LEE}sessions:\n  - { id: a, kind: group, start: 2026-11-30T18:00, ${more} }\n`;
    return problemsOf(text).map(({ message, help }) => `${message} ${help ?? ""}`.replaceAll(",", ""));
  };

  test("is told the bound that it breaks", () => {
    for (const [more, bound] of [
      ["minutes: 1000000", /\b527040\b/],
      ["minutes: 527041", /\b527040\b/],
      ["minutes: 60, patients: 2000000", /\b1000000\b/],
      ["minutes: 60, couples: 1000001", /\b1000000\b/],
      ["minutes: 0", /\b1\b/],
      ["minutes: -5", /\b1\b/],
      ["minutes: 60, patients: -1", /\b0\b/],
    ] as const) {
      const problems = told(more);
      expect([more, problems.length]).toEqual([more, 1]);
      expect(problems[0], more).toMatch(bound);
    }
  });
});

describe("the report says each thing once, in one word", () => {
  const reportOf = (name: string, standards: string[] = []) =>
    ratioAudit(["-f", "json", ...standards.flatMap((one) => ["-s", one]), name]).then(({ out }) => JSON.parse(out) as JsonReport);

  test("seats, not places, in the limits of sessions", async () => {
    const { rosters } = await reportOf("fixtures/lakeside-week-breaching.yaml", ["premium"]);
    const limits = rosters.flatMap(({ sessions }) => sessions.flatMap((one) => one.limits));
    expect(limits.length).toBeGreaterThan(5);
    for (const limit of limits) {
      expect(Object.keys(limit)).toEqual(expect.arrayContaining(["seats", "openSeats"]));
      for (const key of ["places", "openPlaces", "patients", "couples"]) expect(limit).not.toHaveProperty(key);
    }
  });

  test("advice that was not tried out, beside repairs that were", async () => {
    const { rosters } = await reportOf("fixtures/lakeside-week-breaching.yaml", ["premium"]);
    for (const finding of rosters.flatMap(({ findings }) => findings)) {
      expect(Object.keys(finding)).toEqual(expect.arrayContaining(["advice", "repairs"]));
      expect(finding).not.toHaveProperty("help");
    }
  });

  test("the name of a file that cannot be read, beside what is said of it", async () => {
    for (const name of ["no-such-week.yaml", "fixtures"]) {
      const { out, code } = await ratioAudit(["-f", "json", name === "fixtures" ? `${name}/lakeside-week-clean.yaml/x` : name]);
      expect(code).toBe(2);
      const [problem] = JSON.parse(out).problems as Problem[];
      expect(problem?.file).toMatch(/^(?:no-such-week\.yaml|fixtures\/.*)$/);
      expect(problem?.message).not.toContain(problem?.file as string);
    }
    expect((await ratioAudit(["no-such-week.yaml"])).out).toContain("no-such-week.yaml");
  });
});

test("a partner without a counselor is an error in premium", () => {
  const text = `patients: [{ id: p1 }, { id: p2, counselor: lee }]
couples: [{ id: c1, partners: [p1, p2] }]
clinicians: [{ id: lee, roles: [counselor] }, { id: noor, roles: [couples-therapist] }]
sessions:
  - { id: a, kind: couples-session, start: 2026-11-30T18:00, minutes: 60, clinicians: [noor], couples: [c1] }
`;
  for (const [standard, severity] of [
    ["benchmark", "warning"],
    ["premium", "error"],
  ] as const) {
    const { rosters } = audit(parseRoster(text), { standards: [standard] });
    const found = rosters[0]?.findings.filter(({ rule }) => rule === "partner-without-counselor").map((one) => one.severity);
    expect([standard, found]).toEqual([standard, [severity]]);
  }
});

describe("the code of a problem", () => {
  const ONE = `sessions:\n${session("a", "18:00", "patients: 1")}`;
  const CODES: Readonly<Record<string, readonly [code: string, text: string]>> = {
    "broken syntax": ["broken-syntax", "clinicians: [\n"],
    "an empty file": ["empty-file", ""],
    "a tag": ["tag", `${LEE}program: !foo x\n${ONE}`],
    "a duplicate key": ["duplicate-key", `${LEE}program: a\nprogram: b\n${ONE}`],
    "an unknown key": ["unknown-key", `${LEE}programme: a\n${ONE}`],
    "a patient's name": ["identifying-key", `${LEE}patients: [{ id: p-1, name: x }]\n${ONE}`],
    "a missing key": ["missing-key", `clinicians: [{ id: lee }]\n${ONE}`],
    "a key without a value": ["missing-value", `${LEE}program:\n${ONE}`],
    "a value of another type": ["wrong-value", `${LEE}program: [1]\n${ONE}`],
    "a time that has two readings": [
      "bad-time",
      `${LEE}sessions:\n  - { id: a, kind: group, start: Mon 25:00, minutes: 60, patients: 1 }\n`,
    ],
    "a day that no calendar has": ["bad-date", `${LEE}week: 2026-02-30\n${ONE}`],
    "an unknown time zone": ["bad-timezone", `${LEE}timezone: Mars/Base\n${ONE}`],
    "a weekday without a week": [
      "missing-week",
      `${LEE}sessions:\n  - { id: a, kind: group, start: Mon 18:00, minutes: 60, patients: 1 }\n`,
    ],
    "a duplicate id": ["duplicate-id", `clinicians: [{ id: lee, roles: [therapist] }, { id: lee, roles: [therapist] }]\n${ONE}`],
    "an unknown clinician": ["unknown-clinician", `${LEE}sessions:\n${session("a", "18:00", "clinicians: [kim], patients: 1")}`],
    "an unknown patient": ["unknown-patient", `${LEE}patients: [{ id: p-1 }]\nsessions:\n${session("a", "18:00", "patients: [p-2]")}`],
    "an unknown couple": [
      "unknown-couple",
      `${LEE}couples: [{ id: c-1, partners: [p-1, p-2] }]\nsessions:\n${session("a", "18:00", "couples: [c-9]")}`,
    ],
    "an unknown role": ["unknown-role", `clinicians: [{ id: lee, roles: [wizard] }]\n${ONE}`],
    "an unknown standard": ["unknown-standard", `${LEE}standard: [nope]\n${ONE}`],
    "an upside-down ratio": ["bad-ratio", `${LEE}program: { name: a, publishedRatios: { group: "6:1" } }\n${ONE}`],
  };
  test.each(Object.entries(CODES))("of %s", (_, [code, text]) => {
    const { rosters } = audit(parseRoster(text, { file: "week.yaml" }));
    expect(rosters.flatMap(({ problems }) => problems.map((one) => one.code))).toEqual([code]);
  });
});
