/** Identities of findings from run to run: systems that track findings open and close alerts by them. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { audit, type JsonReport, parseRoster, type RosterFile } from "../src/index.ts";
import { ratioAudit } from "./support/command-line.ts";

const FOLDER = "fixtures/ok-program-that-breaks-every-rule-once";
const TEXT = readFileSync(`${FOLDER}/roster.yaml`, "utf8");
const HOUSE = parse(readFileSync(`${FOLDER}/house.yaml`, "utf8"));
const WEEK = parse(TEXT) as RosterFile;

/** What is found, by its fingerprint. */
function found(...texts: readonly string[]): Map<string, string> {
  const documents = texts.flatMap((text, i) => parseRoster(text, { file: i === 0 ? "week.yaml" : `other-${i}.yaml` }));
  const report: JsonReport = audit(documents, { standards: [HOUSE] });
  expect(report.rosters.flatMap(({ problems }) => problems)).toEqual([]);
  const [first] = report.rosters.filter(({ file }) => file === "week.yaml");
  return new Map((first?.findings ?? []).map(({ fingerprint, rule, session }) => [fingerprint, `${rule} ${session}`]));
}

const BEFORE = found(TEXT);

/** The week with something changed in it. */
function changed(change: (week: RosterFile) => void): Map<string, string> {
  const week = structuredClone(WEEK);
  change(week);
  return found(stringify(week, { aliasDuplicateObjects: false }));
}

test("there are enough of them to tell, each with its own", () => {
  expect(BEFORE.size).toBeGreaterThanOrEqual(20);
});

describe("a fingerprint stays", () => {
  test("when any lines are inserted", () => {
    const lines = TEXT.split("\n");
    const commented = lines.flatMap((line) => (/^ {2}- \w+:/.test(line) ? ["", "  # a remark", line] : [line])).join("\n");
    expect(commented).not.toBe(TEXT);
    expect(found(`# one more line\n\n${commented}`)).toEqual(BEFORE);
    expect(found(`# CRLF\r\n${TEXT.replaceAll("\n", "\r\n")}`)).toEqual(BEFORE);
  });

  test("when the roster is written another way, as JSON or with other spaces", () => {
    expect(new Set(found(JSON.stringify(WEEK)).keys())).toEqual(new Set(BEFORE.keys()));
    expect(new Set(changed(() => {}).keys())).toEqual(new Set(BEFORE.keys()));
  });

  test("when sessions are in another order, in a roster with a section of patients", () => {
    const after = changed((week) => week.sessions.reverse());
    expect(new Set(after.keys())).toEqual(new Set(BEFORE.keys()));
    for (const [print, what] of after) expect(BEFORE.get(print)).toBe(what);
  });

  test("when another roster is added", () => {
    expect(found(TEXT, stringify(WEEK, { aliasDuplicateObjects: false }))).toEqual(BEFORE);
  });

  test("when a roster is added with a patient id that is part of this roster's file name", () => {
    const named = (patient: string) => `clinicians: [{ id: lee, roles: [nurse] }]
sessions: [{ id: mon, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: [${patient}] }]`;
    const prints = (...texts: string[]) => {
      const [first] = audit(texts.flatMap((text, i) => parseRoster(text, { file: i === 0 ? "mon-north.yaml" : "other.yaml" }))).rosters;
      return first?.findings.map(({ fingerprint }) => fingerprint);
    };
    expect(prints(named("p-01"))).toHaveLength(1);
    expect(prints(named("p-01"), named("north"))).toEqual(prints(named("p-01")));
  });

  test("when another attendee makes the breach larger", () => {
    const after = changed((week) => {
      for (const { id, patients } of week.sessions) if (id === "tue-evening") (patients as string[]).push("p-08");
    });
    const of = (all: Map<string, string>) => [...all].filter(([, what]) => what === "ratio-exceeded tue-evening");
    expect(of(after)).toEqual(of(BEFORE));
    expect(of(after)).toHaveLength(1);
  });
});

describe("a fingerprint changes", () => {
  test("with the session", () => {
    const after = changed((week) => {
      for (const session of week.sessions) session.id = `${session.id}-b`;
    });
    const withSession = [...BEFORE].filter(([, what]) => !what.endsWith(" null"));
    expect(withSession.length).toBeGreaterThan(10);
    for (const [print] of withSession) expect(after.has(print)).toBe(false);
  });

  test("with the rule: no two rules share one", () => {
    const rules = [...BEFORE.values()].map((what) => what.split(" ")[0]);
    expect(new Set(rules).size).toBe(BEFORE.size);
  });

  test("with the file, for it is another roster's then", () => {
    const documents = parseRoster(TEXT, { file: "sites/week.yaml" });
    const prints = audit(documents, { standards: [HOUSE] }).rosters.flatMap(({ findings }) =>
      findings.map(({ fingerprint }) => fingerprint),
    );
    for (const print of prints) expect(BEFORE.has(print)).toBe(false);
  });
});

test("two files whose names are the same once masked are shown with a number, and share no alert of GitLab or of code scanning", async () => {
  const roster = `clinicians: [{ id: lee, roles: [nurse] }]
sessions: [{ id: mon, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: [p-01, p-02] }]`;
  const files = ["p-01.yaml", "p-02.yaml", "p-01.yaml"];
  const judged = (names: readonly string[]) => audit(names.flatMap((file) => parseRoster(roster, { file }))).rosters;
  expect(judged(files).map(({ file }) => file)).toEqual(["•••.yaml", "•••.yaml", "•••.yaml (2)"]);
  expect(judged(files.toReversed())).toEqual(judged(files));
  const [alone] = judged(["p-02.yaml"]);
  for (const { findings } of judged(files)) expect(findings).toEqual(alone?.findings);

  const folder = mkdtempSync(join(tmpdir(), "ratio-audit-fingerprints-"));
  for (const file of ["p-01.yaml", "p-02.yaml"]) writeFileSync(join(folder, file), roster);
  const named = ["p-01.yaml", "p-02.yaml"].map((file) => join(folder, file));
  const gitlab = JSON.parse((await ratioAudit(["-f", "gitlab", ...named])).out) as { fingerprint: string }[];
  const [run] = JSON.parse((await ratioAudit(["-f", "sarif", ...named])).out).runs;
  const inSarif = run.results.map(({ partialFingerprints: one }: { partialFingerprints: Record<string, string> }) => one["ratioAudit/v1"]);
  expect(new Set(gitlab.map(({ fingerprint }) => fingerprint)).size).toBe(2);
  expect(new Set(inSarif).size).toBe(2);
  rmSync(folder, { recursive: true });
});

describe("however the path of a file is typed", () => {
  const SIMPLE = `week: 2026-11-30
clinicians: [{ id: lee, roles: [therapist] }]
sessions:
  - { id: mon, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: 7 }
  - { id: tue, kind: group, start: 2026-12-01T18:00, minutes: 90, clinicians: [lee], patients: 0 }
`;
  const STANDARD =
    "name: our-clinic\nextends: benchmark\nwaivers:\n  - { rule: ratio-exceeded, session: gone, reason: r, approvedBy: a }\n";

  test("a finding has one fingerprint, in every format", async () => {
    const folder = mkdtempSync(join(tmpdir(), "ratio-audit-typed-"));
    const home = process.cwd();
    process.chdir(folder);
    try {
      mkdirSync("x");
      writeFileSync("week.yaml", SIMPLE);
      writeFileSync("broken.yaml", "sessions: 7\n");
      writeFileSync("our-clinic.yaml", STANDARD);
      const typed = (name: string) => [name, `./${name}`, `x/../${name}`, join(process.cwd(), name)];
      const prints = async (format: string, week: string, standard: string, pattern: RegExp) => {
        const { out } = await ratioAudit(["-f", format, "-s", standard, week, week.replace("week", "broken")]);
        return out.match(pattern)?.sort();
      };
      for (const [format, pattern] of [
        ["json", /"fingerprint": "[0-9a-f]{32}"/g],
        ["gitlab", /"fingerprint": "[^"]+"/g],
        ["sarif", /"ratioAudit[^"]*": "[^"]+"/g],
      ] as const) {
        const first = await prints(format, "week.yaml", "our-clinic.yaml", pattern);
        expect(first?.length).toBeGreaterThan(1);
        for (const [i, week] of typed("week.yaml").entries())
          expect(await prints(format, week, typed("our-clinic.yaml")[i] as string, pattern)).toEqual(first);
      }
    } finally {
      process.chdir(home);
      rmSync(folder, { recursive: true });
    }
  });
});
