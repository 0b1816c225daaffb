/** Remarks: what a reader must know about the verdicts that is no finding, such as an entry that may mean something else. */
import { describe, expect, test } from "vitest";
import { audit, parseRoster, type StandardFile } from "../src/index.ts";

const STAFF = "clinicians: [{ id: lee, roles: [therapist] }, { id: noor, roles: [couples-therapist] }]\n";
const session = (id: string, attendance: string, more = "kind: group, clinicians: [lee]") =>
  `  - { id: ${id}, start: "2026-11-30T${id === "mon" ? 18 : 20}:00", minutes: 60, ${more}, ${attendance} }\n`;
const roster = (sections: string, ...sessions: string[]) => `${STAFF}${sections}sessions:\n${sessions.join("")}`;

/** The code and message of each remark, and the sessions that it is about. */
function remarksOn(text: string, ...standards: (string | StandardFile)[]) {
  const [found] = audit(parseRoster(text), { standards }).rosters;
  expect(found?.problems).toEqual([]);
  return (found?.remarks ?? []).map(({ code, message, sessions }) => ({ code, message, sessions }));
}

test("a roster without doubtful entries has no remarks", () => {
  expect(remarksOn(roster("", session("mon", "patients: [p-01, p-02]"), session("tue", "patients: 7")))).toEqual([]);
});

describe("a single number in brackets", () => {
  const advice = "If the number is a headcount, write it without brackets, such as: patients: 7";

  test("may be how many attend", () => {
    expect(remarksOn(roster("", session("mon", "patients: [7]")))).toEqual([
      { code: "lone-number", message: `\`mon\` lists a single patient, whose id is a number. ${advice}`, sessions: ["mon"] },
    ]);
  });

  test("is told once for several sessions", () => {
    expect(remarksOn(roster("", session("mon", "patients: [7]"), session("tue", "patients: [8]")))).toEqual([
      {
        code: "lone-number",
        message: `\`mon\` and \`tue\` each list a single patient, whose id is a number. ${advice}`,
        sessions: ["mon", "tue"],
      },
    ]);
  });

  test.each([
    ["attends another session too", "[7]", "[7, p-02]"],
    ["is beside other patients", "[7, p-02]", "[p-02]"],
    ["is no number of people", "[p7]", "[2026]"],
  ])("is an id where it %s", (_, mon, tue) => {
    expect(remarksOn(roster("", session("mon", `patients: ${mon}`), session("tue", `patients: ${tue}`)))).toEqual([]);
  });

  test("is an id where the roster lists its patients", () => {
    expect(remarksOn(roster("patients: [{ id: 7 }]\n", session("mon", "patients: [7]")))).toEqual([]);
  });
});

describe("an id of several words", () => {
  test("may be several people", () => {
    expect(remarksOn(roster("", session("mon", "patients: [ann bob, p-02]")))).toEqual([
      {
        code: "id-of-several-words",
        message:
          "patient #1 (line 3) has an id of several words, and counts as one person. If several people are meant, write a comma between ids.",
        sessions: [],
      },
    ]);
  });

  test("is told with all others of the roster", () => {
    expect(remarksOn(roster("", session("mon", "patients: [ann bob, cy dee]")))).toEqual([
      {
        code: "id-of-several-words",
        message:
          "patient #1 (line 3) and patient #2 (line 3) have ids of several words, and each count as one person. If several people are meant, write a comma between ids.",
        sessions: [],
      },
    ]);
  });
});

test("the id of a couple in a list of patients counts as one person, which a remark says", () => {
  const couples = "couples: [{ id: c-01, partners: [p-01, p-02] }, { id: c-02, partners: [p-03, p-04] }]\n";
  expect(remarksOn(roster(couples, session("mon", "patients: [c-01]")))).toEqual([
    {
      code: "id-of-a-couple",
      message:
        "patient #5 (line 4) has the id of couple #1 (line 2), and counts as one person. If the couple is meant, list it under `couples`.",
      sessions: [],
    },
  ]);
  expect(remarksOn(roster(couples, session("mon", "patients: [c-01, c-02]"))).map(({ message }) => message)).toEqual([
    "patient #5 (line 4) has the id of couple #1 (line 2) and patient #6 (line 4) has the id of couple #2 (line 2), and each counts as one person. If the couples are meant, list them under `couples`.",
  ]);
});

test("a # after a space cuts a text short, which a remark says with its line", () => {
  const text = roster("", session("mon", "patients: 3")).replace("sessions:", "program: Evening group #1\nsessions:");
  expect(remarksOn(text)).toEqual([
    {
      code: "cut-by-comment",
      message:
        "A # after a space begins a comment, so the text before it ends there (line 2). If the # is part of the text, put the text in quotes.",
      sessions: [],
    },
  ]);
});

describe("an id of one or two characters", () => {
  const masked = "Ids this short cannot be masked there. Use at least three characters.";

  test("is told of where a text of the report has it as a word", () => {
    const text = (program: string, ids: string) => `program: ${program}\n${roster("", session("mon", `patients: [${ids}]`))}`;
    expect(remarksOn(text("Group A", "A, p-02"))).toEqual([
      {
        code: "short-id",
        message: `patient #1 (line 4) has an id of one or two characters, which is also in a name or text of this report. ${masked}`,
        sessions: [],
      },
    ]);
    expect(remarksOn(text("Groups A and Q", "A, Q")).map(({ message }) => message)).toEqual([
      `patient #1 (line 4) and patient #2 (line 4) have ids of one or two characters, which are also in a name or text of this report. ${masked}`,
    ]);
    expect(remarksOn(text("Groups", "A, p-02"))).toEqual([]);
  });

  test.each([
    ["the title of a session", "title: Room K7"],
    ["a billing code", "cpt: 90853 K7"],
  ])("is looked for in %s", (_, more) => {
    const text = roster("", session("mon", "patients: [K7, p-02]", `kind: group, clinicians: [lee], ${more}`));
    expect(remarksOn(text).map(({ code }) => code)).toEqual(["short-id"]);
  });

  test("is looked for among the modalities of a clinician", () => {
    const text = roster("", session("mon", "patients: [K7, p-02]")).replace("[couples-therapist]", "[couples-therapist], modalities: [K7]");
    expect(remarksOn(text).map(({ code }) => code)).toEqual(["short-id"]);
  });

  test("is looked for in a standard's texts and the reasons of its waivers", () => {
    const own: StandardFile = { name: "own", extends: "benchmark" };
    const waiver = { rule: "ratio-exceeded", session: "mon", reason: "a new hire starts", approvedBy: "the director" };
    const text = roster("", session("mon", "patients: [K7, p-02]"));
    const codes = (more: Partial<StandardFile>) => remarksOn(text, { ...own, ...more }).map(({ code }) => code);
    expect(codes({ waivers: [waiver] })).toEqual([]);
    expect(codes({ title: "Policy K7" })).toEqual(["short-id"]);
    expect(codes({ source: "Policy K7" })).toEqual(["short-id"]);
    expect(codes({ waivers: [{ ...waiver, reason: "K7 moves" }] })).toEqual(["short-id"]);
    expect(codes({ waivers: [{ ...waiver, approvedBy: "K7" }] })).toEqual(["short-id"]);
  });

  test("that a built-in standard has in its texts is no cause for alarm", () => {
    expect(remarksOn(roster("", session("mon", "patients: [a, p-02]")))).toEqual([]);
  });
});

describe("the two readings of the article's ratio for couples groups", () => {
  const pairs = (id: string, couples: number, minutes = 60) =>
    session(id, `couples: ${couples}`, "kind: couples-group, clinicians: [noor]").replace("minutes: 60", `minutes: ${minutes}`);
  const article =
    "within the limit because `benchmark` counts couples groups in couples. `benchmark-strict` counts them in patients, and X that ratio. The article can be read either way.";

  test("are named with the sessions that only one of them allows", () => {
    expect(remarksOn(roster("", pairs("mon", 3), pairs("tue", 2)), "benchmark")).toEqual([
      { code: "reading-decides", message: `mon is ${article.replace("X", "the session breaks")}`, sessions: ["mon"] },
    ]);
    expect(remarksOn(roster("", pairs("mon", 3), pairs("tue", 4)), "benchmark")).toEqual([
      { code: "reading-decides", message: `mon and tue are ${article.replace("X", "the sessions break")}`, sessions: ["mon", "tue"] },
    ]);
  });

  test.each<[string, string, (string | StandardFile)[]]>([
    ["for two couples, whom both allow", pairs("mon", 2), ["benchmark"]],
    ["for five couples, whom neither allows", pairs("mon", 5), ["benchmark"]],
    [
      "for a couples session, which the article counts in couples only",
      session("mon", "couples: 3", "kind: couples-session, clinicians: [noor]"),
      ["benchmark"],
    ],
    ["where the strict reading is checked as well", pairs("mon", 3), ["benchmark", "benchmark-strict"]],
    [
      "where a standard of one's own sets the ratio",
      pairs("mon", 2),
      [{ name: "own", extends: "benchmark", kinds: { "couples-group": { ratio: "1:3" } } }],
    ],
  ])("are no matter %s", (_, sessions, standards) => {
    expect(remarksOn(roster("", sessions), ...standards).map(({ code }) => code)).toEqual([]);
  });
});
