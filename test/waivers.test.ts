import { describe, expect, test } from "vitest";
import { audit, type JsonReport, parseRoster, type StandardFile, type WaiverFile } from "../src/index.ts";

const WAIVER: WaiverFile = { rule: "ratio-exceeded", session: "mon-evening", reason: "new hire starts", approvedBy: "director" };

function clinic(waivers: readonly Partial<WaiverFile>[], more: Partial<StandardFile> = {}): StandardFile {
  return { name: "our-clinic", extends: "benchmark", waivers: waivers.map((one) => ({ ...WAIVER, ...one })), ...more };
}

const session = (line: string) => `  - { id: mon-evening, kind: group, start: 2026-11-30T18:00, minutes: 90, ${line} }\n`;
const roster = (line: string) =>
  `clinicians: [{ id: lee, roles: [therapist] }, { id: sam, roles: [trainee] }]\nsessions:\n${session(line)}`;

function report(text: string, ...standards: (string | StandardFile)[]): JsonReport {
  return audit(parseRoster(text), { standards });
}

/** The findings of a report, those on waivers among them; waived ones in brackets. */
function found({ rosters, findings }: JsonReport): string[] {
  const all = [...rosters.flatMap((one) => one.findings), ...findings];
  return all.map(({ rule, waiver }) => (waiver === null ? rule : `(${rule})`));
}

const SEVEN = roster("clinicians: [lee], patients: 7");

describe("a waiver", () => {
  test("keeps its finding in the report, marked, and takes it out of the counts that fail a run", () => {
    const held = report(SEVEN, clinic([{ until: "2026-12-15", upTo: "1:7" }]));
    expect(found(held)).toEqual(["(ratio-exceeded)"]);
    expect(held.summary).toMatchObject({ errors: 0, waived: 1, breaching: 0 });
    expect(held.rosters[0]?.sessions[0]?.verdict).toBe("waived");
    expect(held.rosters[0]?.findings[0]?.waiver).toMatchObject({
      ...{ standard: "our-clinic", reason: "new hire starts", approvedBy: "director", until: "2026-12-15", upTo: "1:7" },
      at: { file: "our-clinic", path: ["waivers", 0] },
    });
  });

  test.each<[string, Partial<WaiverFile>, string, string[]]>([
    ["holds on its last day", { until: "2026-11-30" }, "patients: 7", ["(ratio-exceeded)"]],
    ["has lapsed on the day after", { until: "2026-11-29" }, "patients: 7", ["ratio-exceeded", "waiver-lapsed"]],
    ["does not lapse without a last day", {}, "patients: 7", ["(ratio-exceeded)"]],
    ["holds at its bound", { upTo: "1:8" }, "patients: 8", ["(ratio-exceeded)"]],
    ["is outgrown one patient beyond", { upTo: "1:8" }, "patients: 9", ["ratio-exceeded", "waiver-lapsed"]],
    ["has no bound without one", {}, "patients: 99", ["(ratio-exceeded)"]],
    ["of another session is for nothing", { session: "tue-evening" }, "patients: 7", ["ratio-exceeded", "waiver-unused"]],
    ["of a part of the id is for nothing", { session: "mon" }, "patients: 7", ["ratio-exceeded", "waiver-unused"]],
    ["of another rule is for nothing", { rule: "group-too-large" }, "patients: 7", ["ratio-exceeded", "waiver-unused"]],
    ["for a session without findings is unused", {}, "patients: 6", ["waiver-unused"]],
    ["for a canceled session is for nothing", {}, "patients: 7, status: canceled", ["waiver-unused"]],
  ])("%s", (_, waiver, attendees, expected) => {
    expect(found(report(roster(`clinicians: [lee], ${attendees}`), clinic([waiver])))).toEqual(expected);
  });

  test("is bounded at every moment, not only at the session's start", () => {
    const late = "clinicians: [lee], patients: [a1, a2, a3, a4, a5, a6, a7, { id: a8, from: '19:00' }]";
    expect(found(report(roster(late), clinic([{ upTo: "1:7" }])))).toEqual(["ratio-exceeded", "waiver-lapsed"]);
    expect(found(report(roster(late), clinic([{ upTo: "1:8" }])))).toEqual(["(ratio-exceeded)"]);
  });

  test("cannot hide an unstaffed session, unless it names that rule", () => {
    const bare = roster("clinicians: [sam], patients: 7");
    expect(found(report(bare, clinic([{}])))).toEqual(["session-unstaffed", "waiver-unused"]);
    expect(found(report(bare, clinic([{ rule: "session-unstaffed" }])))).toEqual(["(session-unstaffed)"]);
  });

  test("cannot hide an invalid roster", () => {
    const invalid = report(`${SEVEN}nonsense: 1\n`, clinic([{}]));
    expect(invalid.summary.problems).toBe(1);
    expect(found(invalid)).toEqual([]);
  });

  test("is for its own standard: a finding that several share is waived when each of them waives it", () => {
    const [one, other] = [clinic([{}]), clinic([{}], { name: "other-clinic" })];
    expect(found(report(SEVEN, one, "benchmark"))).toEqual(["ratio-exceeded"]);
    expect(found(report(SEVEN, one, other))).toEqual(["(ratio-exceeded)"]);
    expect(found(report(SEVEN, one, { ...other, kinds: { group: { ratio: "1:5" } } }))).toEqual(["(ratio-exceeded)", "(ratio-exceeded)"]);
    expect(found(report(SEVEN, one, { ...other, waivers: [] }))).toEqual(["ratio-exceeded"]);
  });

  test("of one standard says on the finding that another does not waive it", () => {
    const shared = report(SEVEN, clinic([{}]), "benchmark").rosters[0]?.findings[0];
    expect(shared?.related.map(({ message, at }) => [message, at.file])).toContainEqual([
      "waived by `our-clinic`, but not by its other standards",
      "our-clinic",
    ]);
  });

  test("that lapsed is named on the finding with its line", () => {
    const lapsed = report(SEVEN, clinic([{ until: "2026-11-29" }])).rosters[0]?.findings[0];
    expect(lapsed?.related.at(-1)).toMatchObject({
      message: "the waiver in `our-clinic` has expired",
      at: { file: "our-clinic", line: 5 },
    });
  });

  test("is replaced by another valid one", () => {
    const standard = clinic([{ until: "2026-11-29" }, { until: "2026-12-31" }]);
    expect(found(report(SEVEN, standard))).toEqual(["(ratio-exceeded)"]);
  });

  test("of a rule without sessions is dated by the week, else by the earliest session", () => {
    const caseload = { caseload: { counselor: 1 } };
    const waiver = (until: string) => clinic([{ rule: "caseload-exceeded", session: undefined, until }], caseload);
    const text = `${roster("clinicians: [lee], patients: [a-1, a-2]")}patients: [{ id: a-1, counselor: lee }, { id: a-2, counselor: lee }]\n`;
    expect(found(report(text, waiver("2026-11-30")))).toEqual(["(caseload-exceeded)"]);
    expect(found(report(text, waiver("2026-11-29")))).toEqual(["caseload-exceeded", "waiver-lapsed"]);
    const dated = `week: 2026-11-29\n${text}`;
    expect(found(report(dated, waiver("2026-11-29")))).toEqual(["(caseload-exceeded)"]);
  });

  test("goes by the local date of its session, not by that of Greenwich", () => {
    const night = "timezone: America/New_York\nclinicians: [{ id: lee, roles: [therapist] }]\nsessions:\n";
    const late = `${night}  - { id: mon-evening, kind: group, start: 2026-11-30T23:00, minutes: 30, clinicians: [lee], patients: 7 }\n`;
    expect(found(report(late, clinic([{ until: "2026-11-30" }])))).toEqual(["(ratio-exceeded)"]);
  });

  test("is used if it matches in any roster of the run", () => {
    const other = SEVEN.replace("mon-evening", "tue-evening");
    const two = `${SEVEN}---\n${other}`;
    expect(found(report(two, clinic([{}])))).toEqual(["(ratio-exceeded)", "ratio-exceeded"]);
    expect(found(report(two, clinic([{ session: "wed-evening" }])))).toEqual(["ratio-exceeded", "ratio-exceeded", "waiver-unused"]);
  });

  test("is not reported as unused if a roster could not be audited, because it may be for that roster", () => {
    const broken = `${SEVEN}---\nsessions: nonsense\n`;
    expect(found(report(broken, clinic([{ session: "wed-evening" }])))).toEqual(["ratio-exceeded"]);
    expect(found(report(broken, clinic([{ until: "2026-11-29" }])))).toEqual(["ratio-exceeded", "waiver-lapsed"]);
  });

  test("that lapsed or is for nothing can be turned off like any finding", () => {
    const off = { rules: { "waiver-lapsed": "off", "waiver-unused": "off" } } as const;
    const standard = clinic([{ until: "2026-11-29" }, { session: "nowhere" }], off);
    expect(found(report(SEVEN, standard))).toEqual(["ratio-exceeded"]);
  });

  test("changes no fingerprint and nothing of another finding", () => {
    const text = `${SEVEN}${session("clinicians: [lee], patients: 8").replace("mon-evening", "mon-late")}`;
    const [before, after] = [report(text, clinic([])), report(text, clinic([{}]))].map((one) => one.rosters[0]?.findings ?? []);
    const isOther = ({ rule, session: id }: { rule: string; session: string | null }) =>
      !(rule === "ratio-exceeded" && id === "mon-evening");
    expect(after?.filter(isOther)).toEqual(before?.filter(isOther));
    expect(after?.map((one) => one.fingerprint)).toEqual(before?.map((one) => one.fingerprint));
  });

  test("shows no patient id from its reason", () => {
    const held = report(
      roster("clinicians: [lee], patients: [p-01, p-02, p-03, p-04, p-05, p-06, p-07]"),
      clinic([{ reason: "p-03 moves" }]),
    );
    expect(held.rosters[0]?.findings[0]?.waiver?.reason).toBe("••• moves");
    expect(JSON.stringify(held)).not.toContain("p-03");
  });
});
