/** The staffing disclosure: what a program publishes of its ratios, codes, session lengths and staffing by role. */
import { expect, test } from "vitest";
import { CASES } from "./support/cases.ts";
import { ratioAudit } from "./support/command-line.ts";
import { markdownTree, textOf, under } from "./support/told.ts";

const ROSTER = `
program: { name: Lakeside, publishedRatios: { group: "1:5" } }
week: 2026-11-30
timezone: America/New_York
clinicians:
  - { id: lee, roles: [trainee, therapist] }
  - { id: ortiz, roles: [counselor, nurse] }
  - { id: noor, roles: [therapist, couples-therapist] }
  - { id: sam, roles: [observer] }
  - { id: idle, roles: [therapist] }
couples: []
sessions:
  - { id: a, kind: group, start: Mon 18:00, minutes: 90, clinicians: [lee], patients: 4, cpt: "90853" }
  - { id: b, kind: group, start: Tue 18:00, minutes: 60, clinicians: [lee, ortiz], patients: 9, cpt: "90853" }
  - { id: c, kind: group, start: Wed 18:00, minutes: 60, clinicians: [lee, { id: sam, from: "18:30" }, { id: ortiz, from: "18:30" }], patients: 7 }
  - { id: d, kind: couples-group, start: Thu 18:00, end: "19:15", clinicians: [noor], couples: 2 }
  - { id: e, kind: check-in, start: Fri 18:00, minutes: 15, clinicians: [noor], patients: 1 }
  - { id: f, kind: intensive, start: Fri 20:00, minutes: 15, clinicians: [idle], patients: 1, status: canceled }
`;

async function tableOf(args: readonly string[], stdin: string | Uint8Array) {
  const { out } = await ratioAudit(["-f", "markdown", ...args], { stdin });
  const found = under("Staffing disclosure", markdownTree(out));
  const rows = found.filter(({ type }) => type === "table").flatMap(({ children = [] }) => children.slice(1));
  return {
    cells: rows.map(({ children = [] }) => children.map(textOf)),
    words: found.filter(({ type }) => type === "paragraph").map(textOf),
  };
}

test("has for each kind the lengths, published ratio, limits with the worst moment, codes and staffing by role", async () => {
  const { cells, words } = await tableOf(["-s", "benchmark", "-"], ROSTER);
  const benchmark = "benchmark, a published benchmark, not law";
  const promise = "published, the program's own promise";
  expect(cells).toEqual([
    [
      "group",
      "3",
      "60, 90 min",
      "1:5",
      `1:6 patients (${benchmark}): 7 patients with 1 therapist, breaks the limit; 1:5 patients (${promise}): 7 patients with 1 therapist, breaks the limit`,
      "90853, 1 without",
      "1 therapist, up to 1 counselor, up to 1 observer",
    ],
    [
      "couples-group",
      "1",
      "75 min",
      "none",
      `1:4 couples (${benchmark}): 2 couples (4 patients) with 1 couples therapist, within the limit`,
      "none stated",
      "1 couples-therapist",
    ],
    ["check-in", "1", "15 min", "none", "no limit", "none stated", "1 therapist"],
  ]);
  expect(words).toEqual([
    "Program: Lakeside",
    "As planned for the week of 2026-11-30.",
    "Clinicians on these sessions, by role: 2 therapists, 1 counselor, 1 observer.",
  ]);
});

test("says of no limit that it holds where sessions of the kind are double-booked", async () => {
  const roster = ROSTER.replace("Thu 18:00", "Fri 17:30").replace("19:15", "18:05");
  const { cells } = await tableOf(["-s", "benchmark", "-"], roster);
  expect(cells[1]?.[4]).toBe(
    "1:4 couples (benchmark, a published benchmark, not law): 2 couples (4 patients) with 1 couples therapist, double-booked in 1 session",
  );
  const page = (await ratioAudit(["-f", "html", "-s", "benchmark", "-"], { stdin: roster })).out;
  expect(page).toContain("double-booked in 1 session");
  expect(page).not.toMatch(/couples therapist, within the limit/);
});

test("says of a kind without a limit that sessions of it are double-booked or have no clinician", async () => {
  const away = ROSTER.replace("{ id: noor, roles: [therapist, couples-therapist] }", (noor) =>
    noor.replace(" }", ", away: [{ start: Fri 17:00, end: Sat 00:00 }] }"),
  );
  expect((await tableOf(["-"], away)).cells[2]?.[4]).toBe("no limit, unstaffed in 1 session");
  const week = (await ratioAudit(["week", "-"], { stdin: away })).out;
  expect(week).toMatch(/e · .*check-in\n\s+1 patient · no clinician\n/);
  const twice = away.replace(", status: canceled", "").replace("Fri 20:00", "Fri 18:10").replace("[idle]", "[noor]");
  const { cells } = await tableOf(["-"], twice);
  expect(cells.slice(2).map((row) => row[4])).toEqual(Array(2).fill("no limit, double-booked in 1 session and unstaffed in 1 session"));
  const present = twice.replace("Fri 17:00, end: Sat 00:00", "Sat 17:00, end: Sun 00:00");
  expect((await tableOf(["-"], present)).cells.slice(2).map((row) => row[4])).toEqual(
    Array(2).fill("no limit, double-booked in 1 session"),
  );
});

test("calls a kind of one's own by its title", async () => {
  const example = CASES.find(({ name }) => name === "ok-program-that-breaks-every-rule-once") as (typeof CASES)[number];
  const { cells } = await tableOf(example.args, example.stdin);
  expect(cells.map(([kind]) => kind)).toContain("Relapse prevention");
});

test.each(CASES.filter(({ name }) => name.startsWith("ok-")).map((one) => [one.name, one] as const))(
  "counts the sessions that take place, and names nobody: %s",
  async (_, { args, stdin }) => {
    const { out } = await ratioAudit(["-f", "json", ...args], { stdin });
    const [roster, ...more] = JSON.parse(out).rosters;
    if (more.length > 0) return;
    const { cells, words } = await tableOf(args, stdin);
    const sessions = roster.sessions.filter(({ verdict }: { verdict: string }) => verdict !== "canceled");
    expect(cells.reduce((sum, row) => sum + Number(row[1]), 0)).toBe(sessions.length);
    const published = [...cells.flat(), ...words].join("\n");
    for (const { id } of sessions) if (/[a-z]-[a-z]/.test(id)) expect(published).not.toContain(id);
  },
);
