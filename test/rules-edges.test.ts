/** Rules at their edges, where one more or one fewer decides, and what a finding says of when. */
import { describe, expect, test } from "vitest";
import { audit, type JsonReport, parseRoster, type Severity, type StandardFile } from "../src/index.ts";
import { ratioAudit } from "./support/command-line.ts";

type JsonRoster = JsonReport["rosters"][number];

/** The audit of one session on Monday, 30 November 2026, from 18:00 to 19:00. */
function evening(session: string, own: Partial<StandardFile> = {}): JsonRoster {
  const roster = `
clinicians: [{ id: lee, roles: [therapist] }, { id: kim, roles: [counselor] }, { id: ash, roles: [trainee] }]
sessions:
  - { id: evening, start: 2026-11-30T18:00, minutes: 60, ${session} }
`;
  return audit(parseRoster(roster), { standards: [{ name: "own", extends: "benchmark", ...own }] }).rosters[0] as JsonRoster;
}

const rules = ({ findings }: JsonRoster) => findings.map(({ rule }) => rule);
const messages = ({ findings }: JsonRoster) => findings.map(({ message }) => message).join("\n");
const limit = ({ sessions }: JsonRoster) => sessions[0]?.limits[0];
const people = (from: number, until: number, stay = "") =>
  Array.from({ length: until - from }, (_, i) => (stay === "" ? `p${from + i}` : `{ id: p${from + i}, ${stay} }`)).join(", ");

describe("a session is within a limit up to its number, and breaks it with one more", () => {
  test.each([
    ["a ratio", { kinds: { group: { ratio: "1:6" } } }, "clinicians: [lee], patients:", 6, "ratio-exceeded"],
    ["a ratio of two to five", { kinds: { group: { ratio: "2:5" } } }, "clinicians: [lee, kim], patients:", 5, "ratio-exceeded"],
    ["a ratio with a trainee of half a weight", { roles: { trainee: 0.5 } }, "clinicians: [lee, ash], patients:", 9, "ratio-exceeded"],
    ["a size in patients", { kinds: { group: { maxPatients: 4 } } }, "clinicians: [lee], patients:", 4, "group-too-large"],
    ["a size in couples", { kinds: { group: { maxCouples: 2 } } }, "clinicians: [lee], couples:", 2, "group-too-large"],
  ] as const)("%s", (_, own, attendance, most, rule) => {
    expect(rules(evening(`kind: group, ${attendance} ${most}`, own))).not.toContain(rule);
    expect(rules(evening(`kind: group, ${attendance} ${most + 1}`, own))).toContain(rule);
  });

  test("a minimum number of clinicians is inclusive, and applies only while patients attend", () => {
    const own = { kinds: { group: { minClinicians: 2 } } };
    expect(rules(evening("kind: group, clinicians: [lee, kim], patients: 1", own))).not.toContain("too-few-clinicians");
    expect(rules(evening("kind: group, clinicians: [lee], patients: 1", own))).toContain("too-few-clinicians");
    expect(rules(evening("kind: group, clinicians: [lee, ash], patients: 1", own))).toContain("too-few-clinicians");
    expect(rules(evening("kind: group, clinicians: [lee]", own))).not.toContain("too-few-clinicians");
  });

  test("one open seat and no open seats are reported", () => {
    expect(limit(evening("kind: group, clinicians: [lee], patients: 5"))).toMatchObject({ holds: true, openSeats: 1 });
    expect(limit(evening("kind: group, clinicians: [lee], patients: 6"))).toMatchObject({ holds: true, openSeats: 0 });
    expect(limit(evening("kind: group, clinicians: [lee], patients: 8"))).toMatchObject({ holds: false, openSeats: 0 });
  });
});

describe("a finding says when a limit is broken", () => {
  test("two breaches with a time within the limit between them are two", () => {
    const late = evening(`kind: group, clinicians: [lee, { id: kim, from: "18:20", until: "18:40" }], patients: [${people(10, 17)}]`);
    expect(messages(late)).toContain("from 18:00 to 18:20 and from 18:40 to 19:00");
  });

  test("consecutive breaches of different sizes are one finding, at its worst moment", () => {
    const growing = evening(
      `kind: group, clinicians: [lee], patients: [${people(10, 17, 'until: "18:50"')}, ${people(17, 19, 'from: "18:20", until: "18:40"')}]`,
    );
    expect(messages(growing)).toContain("from 18:00 to 18:50");
    expect(limit(growing)).toMatchObject({ seats: 9, from: "2026-11-30T18:20", until: "2026-11-30T18:40" });
  });

  test("of two equally bad moments, the first is reported", () => {
    const twice = evening(`kind: group, clinicians: [lee, { id: kim, from: "18:20", until: "18:40" }], patients: [${people(10, 17)}]`);
    expect(limit(twice)).toMatchObject({ from: "2026-11-30T18:00", until: "2026-11-30T18:20" });
  });

  test("a session without a clinician who counts is unstaffed then, and over its ratio only while a clinician counts", () => {
    const alone = evening(`kind: group, clinicians: [{ id: lee, from: "18:30" }, ash], patients: [${people(10, 17)}]`);
    expect(rules(alone)).toEqual(expect.arrayContaining(["ratio-exceeded", "session-unstaffed"]));
    const said = (rule: string) => alone.findings.find((finding) => finding.rule === rule)?.message;
    expect(said("session-unstaffed")).toContain("from 18:00 to 18:30");
    expect(said("ratio-exceeded")).toContain("from 18:30 to 19:00");
    expect(said("ratio-exceeded")).toContain("7 patients with 1 therapist");
  });

  test.each([
    ["before", '{ id: lee, from: "18:20" }, { id: kim, from: "18:40" }', '{ id: p10, from: "18:20" }', "18:20", "18:40"],
    ["after", '{ id: lee, until: "18:40" }, { id: kim, until: "18:20" }', '{ id: p10, until: "18:40" }', "18:20", "18:40"],
  ])("too few clinicians are reported while patients attend, not for the empty room %s", (_, clinicians, patient, from, until) => {
    const alone = evening(`kind: group, clinicians: [${clinicians}], patients: [${patient}]`, { kinds: { group: { minClinicians: 2 } } });
    const row = alone.sessions[0]?.limits.find((one) => one.limit === "minClinicians");
    expect(row).toMatchObject({ holds: false, from: `2026-11-30T${from}`, until: `2026-11-30T${until}` });
  });

  test("no clinician is missing while no one attends", () => {
    const later = evening(`kind: group, clinicians: [{ id: lee, from: "18:30" }], patients: [{ id: p10, from: "18:30" }]`);
    expect(rules(later)).not.toContain("session-unstaffed");
  });
});

describe("a person in two sessions at once", () => {
  /** The findings on `lee`, or a patient, in sessions of an id, its times, and more: session and message. */
  const bookings = (sessions: readonly string[], rule = "clinician-double-booked", more = "", ...standards: (string | StandardFile)[]) => {
    const staff =
      "{ id: lee, roles: [therapist] }, { id: kim, roles: [therapist] }, { id: ash, roles: [trainee] }, { id: noor, roles: [couples-therapist, therapist] }";
    const roster = `clinicians: [${staff}]\n${more}sessions:\n${sessions.map((one) => `  - { ${one} }\n`).join("")}`;
    const [found] = audit(parseRoster(roster), { standards }).rosters;
    expect(found?.problems).toEqual([]);
    return (found?.findings ?? []).filter((one) => one.rule === rule).map(({ session, message }) => `${session}: ${message}`);
  };
  const at = (id: string, from: string, until: string, more = "patients: 3, clinicians: [lee]", kind = "group") =>
    `id: ${id}, kind: ${kind}, start: "2026-11-30T${from}", end: "${until}", ${more}`;

  test.each([[["a-one", "b-two"]], [["b-two", "a-one"]]])("is told of in the second by id of two that start together: %j", (ids) => {
    const [found] = bookings(ids.map((id) => at(id, "18:00", "19:00")));
    expect(found).toMatch(/^b-two: `lee` is also in `a-one`/);
  });

  test("is told of in the one that starts later, whatever their ids and their order in the file", () => {
    for (const [first, second] of [
      ["a", "b"],
      ["b", "a"],
    ] as const) {
      const sessions = [at(first, "18:00", "19:00"), at(second, "18:30", "19:30")];
      for (const all of [sessions, [...sessions].reverse()]) {
        expect(bookings(all)).toEqual([expect.stringMatching(`^${second}: .lee. is also in .${first}. from 18:30 to 19:00`)]);
      }
    }
  });

  test("is told of with the earlier session that ends last, of equal ones with the first", () => {
    const third = at("c", "18:40", "20:00");
    const also = (...sessions: string[]) =>
      /also in `(\w)`/.exec(bookings([...sessions, third]).find((one) => one.startsWith("c:")) ?? "")?.[1];
    expect(also(at("a", "18:00", "19:00"), at("b", "18:20", "19:30"))).toBe("b");
    expect(also(at("a", "18:00", "19:30"), at("b", "18:20", "19:00"))).toBe("a");
    expect(also(at("a", "18:00", "19:30"), at("b", "18:20", "19:30"))).toBe("a");
  });

  test("is told of where the last to end is left early, and another is not", () => {
    const early = at("a", "18:00", "21:00", 'patients: 3, clinicians: [{ id: lee, until: "18:30" }]');
    expect(bookings([early, at("b", "18:30", "20:00"), at("c", "19:00", "20:30")])).toEqual([
      expect.stringMatching("^c: .lee. is also in .b. from 19:00 to 20:00"),
    ]);
  });

  test("is told of with the people of both sessions at the moment with the most patients for each clinician", () => {
    const full = at(
      "a",
      "18:00",
      "20:00",
      'patients: [a1, a2, a3, a4, { id: a5, from: "19:00" }, { id: a6, from: "19:00" }, { id: a7, from: "19:00" }], clinicians: [lee, { id: kim, from: "19:00" }, { id: noor, from: "19:00" }]',
    );
    expect(bookings([full, at("b", "18:30", "20:00", "clinicians: [lee], patients: 1")])).toEqual([
      expect.stringMatching("combined, 5 patients with 1 therapist; the limit is 1:6 patients"),
    ]);
  });

  test("is told of with the fullest moment where nobody counts", () => {
    const trainee = (id: string, more: string) => at(id, "18:00", "19:00", `clinicians: [ash], ${more}`);
    expect(bookings([trainee("a", "patients: 1"), trainee("b", 'patients: [b1, { id: b2, from: "18:30" }]')])).toEqual([
      expect.stringContaining("combined, 3 patients with 0 therapists;"),
    ]);
  });

  test("names each ratio of the kind once, and none for a kind without a ratio", () => {
    const two = (kind: string) => ["a", "b"].map((id) => at(id, "18:00", "19:00", undefined, kind));
    const own = { name: "own", extends: "benchmark", kinds: { group: { ratio: "1:5", maxPatients: 8 } } };
    expect(bookings(two("group"), undefined, "", "benchmark", own, "premium")).toEqual([
      expect.stringMatching(/with 1 therapist; the limit is 1:6 patients and 1:5 patients\.$/),
    ]);
    expect(bookings(two("check-in"))).toEqual([expect.stringMatching(/with 1 therapist\.$/)]);
  });

  test("is told of with couples and people where both sessions are for couples, else with people", () => {
    const pairs = (id: string, kind: string) => at(id, "18:00", "19:00", "couples: 2, clinicians: [noor]", kind);
    expect(bookings([pairs("a", "couples-group"), pairs("b", "couples-session")])).toEqual([
      expect.stringContaining("combined, 8 patients (4 couples) with 1 couples therapist"),
    ]);
    for (const kinds of [
      ["couples-group", "group"],
      ["group", "couples-group"],
    ] as const) {
      expect(bookings([pairs("a", kinds[0]), pairs("b", kinds[1])])).toEqual([
        expect.stringContaining("combined, 8 patients with 1 therapist; the limit is 1:6 patients"),
      ]);
    }
  });

  test("is told of with the times of each of several people who are in both", () => {
    const both = (kim: string) => `clinicians: [lee, { id: kim, from: "${kim}" }], patients: 3`;
    const found = bookings([at("a", "18:00", "19:00", both("18:30")), at("b", "18:00", "19:00", both("18:40"))]);
    expect(found).toEqual([
      expect.stringMatching("^b: .lee. is also in .a. from 18:00 to 19:00;"),
      expect.stringMatching("^b: .kim. is also in .a. from 18:40 to 19:00;"),
    ]);
  });

  test("is no double booking in one session, however often it is listed there", () => {
    const stays = 'clinicians: [{ id: lee, until: "18:30" }, { id: lee, from: "18:30" }], patients: 3';
    expect(bookings([at("a", "18:00", "19:00", stays), at("b", "19:00", "20:00")])).toEqual([]);
  });
});

test("the number of missing clinicians is reported", async () => {
  const { out } = await ratioAudit(["-f", "html", "fixtures/ok-program-that-breaks-every-rule-once/roster.yaml"]);
  expect(out).toContain("1 clinician too few");
});

test("absences are related locations of a broken ratio, but not of a maximum size, which does not depend on staff", () => {
  const roster = `
clinicians: [{ id: lee, roles: [therapist] }, { id: kim, roles: [counselor], away: [{ start: 2026-11-30T18:00, end: "19:00" }] }]
sessions: [{ id: evening, kind: group, start: 2026-11-30T18:00, minutes: 60, clinicians: [lee, kim], patients: 7 }]
`;
  const standards = [{ name: "own", extends: "benchmark", kinds: { group: { maxPatients: 4 } } }];
  const { findings } = audit(parseRoster(roster), { standards }).rosters[0] as JsonRoster;
  const beside = (rule: string) => findings.find((one) => one.rule === rule)?.related.map(({ message }) => message) ?? [];
  expect(beside("ratio-exceeded").join()).toContain("away");
  expect(beside("group-too-large").join()).not.toContain("away");
});

describe("who is free for a repair", () => {
  const roster = (clinicians: string, sessions: string, more = "") =>
    `week: 2026-11-30\nclinicians:\n  - { id: lee, roles: [therapist] }\n${clinicians}${more}\nsessions:\n${sessions}`;
  const evening = (id: string, kind: string, more: string) => `  - { id: ${id}, kind: ${kind}, start: Mon 18:00, minutes: 90, ${more} }\n`;
  const repairsOf = (text: string, ...standards: string[]) => {
    const [found] = audit(parseRoster(text), { standards }).rosters;
    expect(found?.problems).toEqual([]);
    return found?.findings.find(({ rule }) => rule === "ratio-exceeded")?.repairs ?? [];
  };
  const FULL = evening("mon", "group", "clinicians: [lee], patients: 7");

  test.each([
    ["of a role that counts", "roles: [therapist]", ["kim"]],
    ["of a role that does not", "roles: [nurse]", []],
    ["away then", "roles: [therapist], away: [{ start: Mon 19:00, end: Mon 20:00 }]", []],
    ["away later", "roles: [therapist], away: [{ start: Mon 19:30, end: Mon 20:00 }]", ["kim"]],
    ["available then", "roles: [therapist], available: [{ start: Mon 09:00, end: Mon 20:00 }]", ["kim"]],
    ["available at other times", "roles: [therapist], available: [{ start: Tue 09:00, end: Tue 20:00 }]", []],
    ["who leads other kinds", "roles: [therapist], canLead: [psychoeducation]", []],
  ])("a clinician %s", (_, facts, free) => {
    const [repair] = repairsOf(roster(`  - { id: kim, ${facts} }\n`, FULL));
    expect(repair?.free).toEqual(free);
    expect(repair?.message).toContain(free.length === 0 ? "no clinician in the roster is free then" : "; free: kim");
  });

  test("not a clinician of another session then, and of a session that only touches it", () => {
    const kim = "  - { id: kim, roles: [therapist] }\n";
    const other = evening("other", "group", "clinicians: [kim], patients: 1");
    expect(repairsOf(roster(kim, FULL + other))[0]?.free).toEqual([]);
    expect(repairsOf(roster(kim, FULL + other.replace("18:00", "19:30")))[0]?.free).toEqual(["kim"]);
  });

  test("not the counselor of a partner who attends", () => {
    const text = (counselor: string) => {
      const patients = Array.from({ length: 10 }, (_, i) => `  - { id: p-${i}, counselor: ${counselor} }\n`).join("");
      const couples = Array.from({ length: 5 }, (_, i) => `  - { id: c-${i}, partners: [p-${2 * i}, p-${2 * i + 1}] }\n`).join("");
      return roster(
        "  - { id: noor, roles: [couples-therapist] }\n  - { id: wren, roles: [couples-therapist] }\n",
        evening("pairs", "couples-group", "clinicians: [noor], couples: [c-0, c-1, c-2, c-3, c-4]"),
        `patients:\n${patients}couples:\n${couples}`,
      );
    };
    expect(repairsOf(text("lee"))[0]?.free).toEqual(["wren"]);
    expect(repairsOf(text("wren"))[0]?.free).toEqual([]);
  });

  test("the counselor of a partner too, where no standard keeps couples therapists distinct", () => {
    const people = "  - { id: wren, roles: [couples-therapist] }\n";
    const pairs = `patients: [{ id: p-1, counselor: wren }, { id: p-2, counselor: wren }]\ncouples: [{ id: c-1, partners: [p-1, p-2] }]`;
    const text = roster(people, evening("pairs", "couples-session", "couples: [c-1]"), pairs);
    const freeUnder = (severity: Severity | "off") => {
      const standards = [{ name: "own", extends: "benchmark", rules: { "couples-therapist-not-distinct": severity } }];
      const findings = audit(parseRoster(text), { standards }).rosters[0]?.findings ?? [];
      return findings.flatMap(({ repairs }) => repairs.flatMap(({ free }) => free));
    };
    expect(freeUnder("off")).toEqual(["wren"]);
    expect(freeUnder("warning")).toEqual([]);
  });

  test.each([
    ["licensed in the state of a patient", "[NY]", "[NY, NJ]", ["kim"]],
    ["not licensed there, where no other clinician is", "[NY]", "[NY]", []],
    ["not licensed there, where another clinician is", "[NJ]", "[NY]", ["kim"]],
    ["not licensed there, where another one may be", null, "[NY]", ["kim"]],
    ["whose licenses are not known", "[NY]", null, ["kim"]],
  ])("a clinician %s", (_, lees, kims, free) => {
    const person = (id: string, states: string | null) =>
      `  - { id: ${id}, roles: [therapist]${states === null ? "" : `, licensedIn: ${states}`} }\n`;
    const patients = Array.from({ length: 7 }, (_, i) => `p-${i}`);
    const sections = `patients:\n${patients.map((id) => `  - { id: ${id}, state: NJ }\n`).join("")}`;
    const session = evening("mon", "group", `clinicians: [ash], patients: [${patients}]`);
    expect(
      repairsOf(roster(person("ash", lees) + person("kim", kims), session, sections).replace(/ {2}- \{ id: lee.*\n/, ""))[0]?.free,
    ).toEqual(free);
  });

  test("for a moment without staff, only clinicians licensed in the state of a patient who attends then", () => {
    const people = ["NY", "NJ"].map((state) => `  - { id: in-${state}, roles: [therapist], licensedIn: [${state}] }\n`).join("");
    const session = evening("mon", "group", 'clinicians: [{ id: lee, from: "18:30" }], patients: [{ id: p-1, until: "18:30" }, p-2]');
    const text = roster(people, session, "patients: [{ id: p-1, state: NJ }, { id: p-2 }]");
    const findings = audit(parseRoster(text)).rosters[0]?.findings ?? [];
    expect(findings.find(({ rule }) => rule === "session-unstaffed")?.repairs[0]?.free).toEqual(["in-NJ", "lee"]);
  });

  test.each([
    ["has hours left", 3, ["kim"]],
    ["would have more than their maximum", 2.5, []],
  ])("a clinician who %s", (_, hours, free) => {
    const kim = `  - { id: kim, roles: [therapist], maxHours: ${hours} }\n`;
    const other = evening("other", "group", "clinicians: [kim], patients: 1").replace("Mon", "Tue");
    expect(repairsOf(roster(kim, FULL + other))[0]?.free).toEqual(free);
  });

  test("not a couples therapist for a group where a standard keeps those to couples", () => {
    const text = roster("  - { id: noor, roles: [couples-therapist], modalities: [EFT] }\n", FULL);
    expect(repairsOf(text)[0]?.free).toEqual(["noor"]);
    expect(repairsOf(text, "premium")[0]?.free).toEqual([]);
  });

  describe("a clinician of the session", () => {
    const unstaffed = (clinicians: string, more = "") => {
      const text = roster(
        `  - { id: kim, roles: [therapist] }\n  - { id: sam, roles: [therapist] }\n`,
        evening("mon", "group", `clinicians: ${clinicians}, patients: 5`) + more,
      );
      const findings = audit(parseRoster(text)).rosters[0]?.findings ?? [];
      return findings.find(({ rule }) => rule === "session-unstaffed")?.repairs[0];
    };

    test("who is there before or after is extended, and not added", () => {
      const repair = unstaffed('[{ id: lee, from: "18:30" }]');
      expect(repair?.free).toEqual(["kim", "lee", "sam"]);
      expect(repair?.message).toBe(
        "Add a therapist until 18:30 (then the session is staffed and within all ratios); free: kim and sam; or extend the time of lee",
      );
    });

    test("who is there between two times without staff is extended over both", () => {
      const repair = unstaffed('[{ id: lee, from: "18:30", until: "19:00" }]');
      expect(repair?.message).toContain("; free: kim and sam; or extend the time of lee");
    });

    test("who is alone the one to ask is extended", () => {
      const busy = evening("other", "group", "clinicians: [kim, sam], patients: 1");
      expect(unstaffed('[{ id: lee, from: "18:30" }]', busy)?.message).toBe(
        "Add a therapist until 18:30 (then the session is staffed and within all ratios); or extend the time of lee",
      );
    });

    test("who is there while the limit is broken is not offered, for any part of it", () => {
      const people = "  - { id: kim, roles: [therapist] }\n";
      const [repair] = repairsOf(roster(people, evening("mon", "group", 'clinicians: [lee, { id: kim, until: "18:30" }], patients: 13')));
      expect(repair?.free).toEqual([]);
    });

    test("who is in another session then is not offered", () => {
      const other = evening("other", "group", 'clinicians: [{ id: lee, until: "18:30" }], patients: 1');
      expect(unstaffed('[{ id: lee, from: "18:30" }]', other)?.free).toEqual(["kim", "sam"]);
    });
  });

  test("says which other session may need the same person at the same time, and names five at most", () => {
    const many = Array.from({ length: 7 }, (_, i) => `  - { id: t${i}, roles: [therapist] }\n`).join("");
    const second = evening("too", "group", "clinicians: [ash], patients: 7");
    const [repair] = repairsOf(roster(`${many}  - { id: ash, roles: [therapist] }\n`, FULL + second));
    expect(repair?.free).toHaveLength(7);
    expect(repair?.message).toBe(
      "Add a second therapist (7 patients, 2 therapists: within the limit); free: t0, t1, t2, t3, t4 and 2 more; too may need t0 at the same time",
    );
  });
});
