/** Which moment of a session a limit is judged by: the worst, the first of equal ones, for as long as its figures stay the same. */
import { describe, expect, test } from "vitest";
import { audit, format, type JsonReport, parseRoster, type StandardFile } from "../src/index.ts";

type Limits = NonNullable<StandardFile["kinds"]>[string];

const STAFF = ["lee", "kim", "sam", "tau"].map((id) => `{ id: ${id}, roles: [therapist] }`).join(", ");
const TRAINEES = ["ash", "bo"].map((id) => `{ id: ${id}, roles: [trainee] }`).join(", ");

/** The report on a session of an hour from 18:00 under one limit. Trainees weigh a half. */
function reportOn(limits: Limits, clinicians: string, attendance: string): JsonReport {
  const roster = `clinicians: [${STAFF}, ${TRAINEES}]
couples: ${/c-1|p-1/.test(attendance) ? "[{ id: c-1, partners: [p-1, p-2] }]" : "[]"}
sessions: [{ id: mon, kind: group, start: 2026-11-30T18:00, minutes: 60, clinicians: [${clinicians}], ${attendance} }]`;
  const report = audit(parseRoster(roster), { standards: [{ name: "own", roles: { trainee: 0.5 }, kinds: { group: limits } }] });
  expect(report.rosters.flatMap(({ problems }) => problems)).toEqual([]);
  return report;
}

/** `18:00 to 18:30: 9 with 1`: the worst moment of the first limit, with the seats and the weight then. */
function worstOf(...session: Parameters<typeof reportOn>): string {
  const [row] = reportOn(...session).rosters[0]?.sessions[0]?.limits ?? [];
  return `${row?.from.slice(11)} to ${row?.until.slice(11)}: ${row?.seats} with ${row?.weight}`;
}

const from = (id: string, time: string) => `{ id: ${id}, from: "${time}" }`;
const until = (id: string, time: string) => `{ id: ${id}, until: "${time}" }`;
const between = (id: string, start: string, end: string) => `{ id: ${id}, from: "${start}", until: "${end}" }`;
const people = (n: number, stay: (id: string) => string = (id) => id, name = "a") =>
  Array.from({ length: n }, (_, i) => stay(`${name}${i}`)).join(", ");
const patients = (...some: string[]) => `patients: [${some.join(", ")}]`;

describe("the worst moment of a ratio", () => {
  const RATIO = { ratio: "1:6" };

  test("is one with people and nobody who counts, however few they are", () => {
    const staff = until("lee", "18:30");
    expect(
      worstOf(
        RATIO,
        staff,
        patients(
          people(9, (id) => until(id, "18:30")),
          "p-9",
        ),
      ),
    ).toBe("18:30 to 19:00: 1 with 0");
    expect(
      worstOf(
        RATIO,
        from("lee", "18:30"),
        patients(
          people(9, (id) => from(id, "18:30")),
          "p-9",
        ),
      ),
    ).toBe("18:00 to 18:30: 1 with 0");
  });

  test("is else the one with the fewest open places, not the one with the most people for each therapist", () => {
    const more = patients(
      people(17, (id) => until(id, "18:30")),
      people(10, (id) => from(id, "18:30"), "b"),
    );
    expect(worstOf(RATIO, `lee, ${until("kim", "18:30")}`, more)).toBe("18:00 to 18:30: 17 with 2");
    const later = patients(
      people(10, (id) => until(id, "18:30")),
      people(17, (id) => from(id, "18:30"), "b"),
    );
    expect(worstOf(RATIO, `lee, ${from("kim", "18:30")}`, later)).toBe("18:30 to 19:00: 17 with 2");
  });

  test("is of equal places the one with the most people for each therapist", () => {
    const last = patients(
      people(13, (id) => until(id, "18:30")),
      people(7, (id) => from(id, "18:30"), "b"),
    );
    expect(worstOf(RATIO, `lee, ${until("kim", "18:30")}`, last)).toBe("18:30 to 19:00: 7 with 1");
    const first = patients(
      people(7, (id) => until(id, "18:30")),
      people(13, (id) => from(id, "18:30"), "b"),
    );
    expect(worstOf(RATIO, `lee, ${from("kim", "18:30")}`, first)).toBe("18:00 to 18:30: 7 with 1");
  });

  test("is not that of an empty room, whose places are equal", () => {
    expect(worstOf(RATIO, from("lee", "18:30"), patients(people(6, (id) => from(id, "18:30"))))).toBe("18:30 to 19:00: 6 with 1");
    expect(worstOf(RATIO, until("lee", "18:30"), patients(people(6, (id) => until(id, "18:30"))))).toBe("18:00 to 18:30: 6 with 1");
  });
});

describe("the worst moment of a size", () => {
  test("is the fullest, whether anybody counts then or not", () => {
    const attendance = patients(
      people(5, (id) => until(id, "18:30")),
      "p-9",
    );
    expect(worstOf({ maxPatients: 4 }, until("lee", "18:30"), attendance)).toBe("18:00 to 18:30: 6 with 1");
  });

  test("is of equally full ones the first, whatever the staff", () => {
    expect(worstOf({ maxPatients: 4 }, `lee, ${until("kim", "18:30")}`, patients(people(6)))).toBe("18:00 to 18:30: 6 with 2");
    expect(worstOf({ maxPatients: 4 }, `lee, ${between("kim", "18:20", "18:40")}`, patients(people(6)))).toBe("18:00 to 18:20: 6 with 1");
  });
});

describe("the worst moment of a number of clinicians", () => {
  const THREE = { minClinicians: 3 };

  test("is the one with the fewest who count, by heads, however many people attend", () => {
    const later = patients(
      "p-9",
      people(9, (id) => from(id, "18:30")),
    );
    expect(worstOf(THREE, `lee, ${from("kim", "18:30")}`, later)).toBe("18:00 to 18:30: 1 with 1");
    expect(worstOf(THREE, `ash, bo, ${until("kim", "18:30")}`, later)).toBe("18:30 to 19:00: 10 with 1");
    expect(worstOf(THREE, `${until("lee", "18:30")}, ${from("ash", "18:30")}, ${from("bo", "18:30")}`, patients("p-9"))).toBe(
      "18:00 to 18:30: 1 with 1",
    );
  });

  test("is of equal ones the first", () => {
    expect(worstOf(THREE, `lee, ${between("kim", "18:20", "18:40")}`, patients("p-9"))).toBe("18:00 to 18:20: 1 with 1");
  });

  test("is not that of an empty room", () => {
    expect(worstOf(THREE, `lee, ${from("kim", "18:20")}`, patients(from("p-9", "18:20")))).toBe("18:20 to 19:00: 1 with 2");
    expect(worstOf(THREE, `lee, ${until("kim", "18:40")}`, patients(until("p-9", "18:40")))).toBe("18:00 to 18:40: 1 with 2");
  });
});

describe("the worst moment lasts", () => {
  const RATIO = { ratio: "1:6" };

  test("while one person takes the place of another", () => {
    const handover = `${until("lee", "18:30")}, ${from("kim", "18:30")}`;
    expect(worstOf(RATIO, handover, patients(people(7)))).toBe("18:00 to 19:00: 7 with 1");
  });

  test("until the figures change, also if they return", () => {
    expect(worstOf(RATIO, "lee", patients(people(8), between("p-9", "18:20", "18:40")))).toBe("18:20 to 18:40: 9 with 1");
    const twice = patients(people(7), until("x", "18:20"), from("y", "18:40"));
    expect(worstOf(RATIO, "lee", twice)).toBe("18:00 to 18:20: 8 with 1");
  });

  test.each([
    [
      "of patients",
      "lee",
      "patients: [{ id: p-1, until: '18:30' }, p-3], couples: [{ id: c-1, from: '18:30' }]",
      { maxCouples: 1 },
      "2 with 1",
    ],
    [
      "of couples",
      "lee",
      "patients: [{ id: p-3, until: '18:30' }, { id: p-4, until: '18:30' }], couples: [{ id: c-1, from: '18:30' }]",
      { maxPatients: 1 },
      "2 with 1",
    ],
    [
      "of those who count",
      `${until("lee", "18:30")}, ${from("ash", "18:30")}, ${from("bo", "18:30")}`,
      patients(people(7)),
      RATIO,
      "7 with 1",
    ],
    ["of the weight", `${until("lee", "18:30")}, ${from("ash", "18:30")}`, patients(people(7)), { maxPatients: 4 }, "7 with 1"],
  ])("while the number %s is the same", (_, clinicians, attendance, limits, figures) => {
    expect(worstOf(limits, clinicians, attendance)).toBe(`18:00 to 18:30: ${figures}`);
  });
});

test("a couple takes one seat from the first of the two who comes to the last who leaves", () => {
  const attendance = patients(until("p-1", "18:40"), from("p-2", "18:20"), between("p-3", "18:30", "18:50"));
  expect(worstOf({ maxCouples: 1 }, "lee", attendance)).toBe("18:30 to 18:40: 2 with 1");
  expect(worstOf({ maxCouples: 1 }, "lee", patients(until("p-1", "18:30"), from("p-2", "18:30")))).toBe("18:00 to 19:00: 1 with 1");
});

test("the open seats of a session are the fewest of its limits, and a number of clinicians leaves them open", () => {
  const open = (limits: Limits) => format(reportOn(limits, "lee, kim", "patients: 5"), "pretty");
  expect(open({ ratio: "1:6", maxPatients: 6, minClinicians: 2 })).toContain("1 open seat");
  expect(open({ ratio: "1:6", maxPatients: 20, minClinicians: 2 })).toContain("7 open seats");
  expect(open({ minClinicians: 2 })).not.toContain("open seat");
});
