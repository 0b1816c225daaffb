/** Which rosters a run audits: files, folders, patterns and standard input. */
import { spawnSync } from "node:child_process";
import { cpSync, linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import type { JsonReport } from "../src/index.ts";
import { ratioAudit } from "./support/command-line.ts";

const ROSTER = `clinicians: [{ id: lee, roles: [therapist] }]
sessions: [{ id: mon, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: 6 }]
`;
const AS_JSON = JSON.stringify({ sessions: [{ id: "mon", kind: "check-in", start: "2026-11-30T18:00", minutes: 90 }] });

const folder = mkdtempSync(join(tmpdir(), "ratio-audit-inputs-"));
const home = process.cwd();
for (const file of ["b.yaml", "a.roster.yaml", "sites/c.roster.yml", "sites/deep/er/d.roster.json", "sites/notes.yaml", "week[1].yaml"]) {
  mkdirSync(join(folder, file, ".."), { recursive: true });
  writeFileSync(join(folder, file), file.endsWith(".json") ? AS_JSON : ROSTER);
}
for (const hidden of [".git", "node_modules/x", "sites/.old", "sites/node_modules"]) {
  mkdirSync(join(folder, hidden), { recursive: true });
  writeFileSync(join(folder, hidden, "z.roster.yaml"), ROSTER);
}
mkdirSync(join(folder, "empty"));

beforeEach(() => process.chdir(folder));
afterEach(() => process.chdir(home));
afterAll(() => rmSync(folder, { recursive: true }));

async function audited(args: readonly string[], stdin = ""): Promise<string[]> {
  const { out } = await ratioAudit(["-f", "json", ...args], { stdin });
  return (JSON.parse(out) as JsonReport).rosters.map(({ file }) => file);
}

describe("a folder", () => {
  test("means the rosters in it and below it, sorted by name, without hidden ones", async () => {
    expect(await audited(["."])).toEqual(["a.roster.yaml", "sites/c.roster.yml", "sites/deep/er/d.roster.json"]);
    expect(await audited(["sites/"])).toEqual(["sites/c.roster.yml", "sites/deep/er/d.roster.json"]);
    expect(await audited(["./sites"])).toEqual(["./sites/c.roster.yml", "./sites/deep/er/d.roster.json"]);
    expect(await audited([join(folder, "sites/deep")])).toEqual([join(folder, "sites/deep/er/d.roster.json")]);
  });

  test("is searched though links in it lead in a circle", async () => {
    cpSync("sites", "circle", { recursive: true });
    symlinkSync("..", "circle/deep/up");
    expect(await audited(["circle"])).toEqual(["circle/c.roster.yml", "circle/deep/er/d.roster.json"]);
    rmSync("circle", { recursive: true });
  });

  test("includes the rosters behind links, because a skipped roster would silently pass", async () => {
    mkdirSync("linked");
    symlinkSync("../b.yaml", "linked/one.roster.yaml");
    symlinkSync("../sites/deep", "linked/folder");
    expect(await audited(["linked"])).toEqual(["linked/folder/er/d.roster.json", "linked/one.roster.yaml"]);
    expect(await audited(["linked/*.yaml"])).toEqual(["linked/one.roster.yaml"]);
    rmSync("linked", { recursive: true });
  });

  test("has a problem in a link that leads nowhere, where it is called as a roster is", async () => {
    mkdirSync("dangling");
    symlinkSync("../gone.yaml", "dangling/one.roster.yaml");
    symlinkSync("../gone.txt", "dangling/one.txt");
    writeFileSync("dangling/two.roster.yaml", ROSTER);
    const { code, out } = await ratioAudit(["dangling"]);
    expect(code).toBe(2);
    expect(out).toContain("dangling/one.roster.yaml  cannot audit\n  No such file.");
    expect(out).not.toContain("one.txt");
    rmSync("dangling", { recursive: true });
  });

  test("without a roster is a problem that says what was looked for", async () => {
    const { code, out } = await ratioAudit(["empty"]);
    expect(code).toBe(2);
    expect(out.replace(/\s+/g, " ")).toContain("No roster in this folder: no file matches");
  });
});

describe("a pattern", () => {
  test("that the shell did not expand means the files that it matches, also for folders", async () => {
    expect(await audited(["*.yaml"])).toEqual(["a.roster.yaml", "b.yaml", "week[1].yaml"]);
    expect(await audited(["sites/**/?.roster.*"])).toEqual(["sites/c.roster.yml", "sites/deep/er/d.roster.json"]);
    expect(await audited(["?.*"])).toEqual(["a.roster.yaml", "b.yaml"]);
    expect(await audited([join(folder, "sites/*.yml")])).toEqual(["sites/c.roster.yml"]);
  });

  test("finds hidden files and node_modules only if it names them", async () => {
    expect(await audited(["**/z.roster.yaml", "b.yaml"])).toEqual(["b.yaml"]);
    expect(await audited(["node_modules/**/*.yaml"])).toEqual(["node_modules/x/z.roster.yaml"]);
    expect(await audited([".git/*.yaml"])).toEqual([".git/z.roster.yaml"]);
  });

  test("is not a pattern if a file has that name", async () => {
    expect(await audited(["week[1].yaml"])).toEqual(["week[1].yaml"]);
  });

  test.each(["nothing/**/*.yaml", "?.json"])("that matches nothing is exit code 2, and says so: %s", async (pattern) => {
    const { code, out } = await ratioAudit([pattern, "b.yaml"]);
    expect(code).toBe(2);
    expect(out).toContain(`${pattern}  cannot audit\n  No file matches this pattern`);
    expect(out).toContain("The other rosters were audited.");
  });
});

describe("brackets, braces and parentheses in a name", () => {
  const NAMES = ["week (1).yaml", "{a,b}.yaml", "[ab].yaml", "!week.yaml", "@(x).yaml"];

  test.each(NAMES)("are characters: %s", async (name) => {
    expect((await ratioAudit([name])).out).toContain("No such file.");
    writeFileSync(name, ROSTER);
    expect(await audited([name])).toEqual([name]);
    expect(await audited([name.replace("yaml", "y*")])).toEqual([name]);
    rmSync(name);
  });

  test.skipIf(process.platform === "win32")("a backslash too, which is shown as typed", async () => {
    writeFileSync("back\\slash.yaml", ROSTER);
    expect(await audited(["back\\slash.yaml"])).toEqual(["back\\slash.yaml"]);
    expect(await audited(["back\\*.yaml"])).toEqual(["back\\slash.yaml"]);
    rmSync("back\\slash.yaml");
  });
});

describe("a link to a roster", () => {
  test("is reported under its target where both are found", async () => {
    mkdirSync("linked/there", { recursive: true });
    writeFileSync("linked/there/z.roster.yaml", ROSTER);
    symlinkSync("there/z.roster.yaml", "linked/a.roster.yaml");
    expect(await audited(["linked"])).toEqual(["linked/there/z.roster.yaml"]);
    expect(await audited(["linked/a.roster.yaml", "linked/there/z.roster.yaml"])).toEqual(["linked/there/z.roster.yaml"]);
    expect(await audited(["linked/a.roster.yaml"])).toEqual(["linked/a.roster.yaml"]);
    rmSync("linked", { recursive: true });
  });
});

describe("after --", () => {
  test.each(["check", "explain", "help"])("%s is a file", async (name) => {
    writeFileSync(name, ROSTER);
    expect(await audited(["--", name])).toEqual([name]);
    expect(await audited(["-s", "premium", "--", name])).toEqual([name]);
    expect(await audited(["check", "--", name])).toEqual([name]);
    rmSync(name);
  });

  test("a missing file is no mistyped command, and a hyphen starts no option", async () => {
    expect((await ratioAudit(["--", "chekc"])).out).not.toContain("Did you mean");
    writeFileSync("-week.yaml", ROSTER);
    expect(await audited(["--", "-week.yaml"])).toEqual(["-week.yaml"]);
    rmSync("-week.yaml");
  });
});

describe("a roster that is named twice", () => {
  test.each([
    ["by another way to it", ["b.yaml", "./b.yaml", "sites/../b.yaml", join(folder, "b.yaml")], ["b.yaml"]],
    ["by a pattern and a folder", ["a.*", "."], ["a.roster.yaml", "sites/c.roster.yml", "sites/deep/er/d.roster.json"]],
    ["as standard input", ["-", "-"], ["-"]],
  ])("%s is audited once, by its first name", async (_, named, expected) => {
    expect(await audited(named, ROSTER)).toEqual(expected);
  });

  test("by a link is audited once, but two files of the same content twice", async () => {
    symlinkSync("b.yaml", "soft.yaml");
    linkSync("b.yaml", "hard.yaml");
    expect(await audited(["b.yaml", "soft.yaml"])).toEqual(["b.yaml"]);
    expect(await audited(["hard.yaml", "b.yaml"])).toEqual(["b.yaml", "hard.yaml"]);
    rmSync("soft.yaml");
    rmSync("hard.yaml");
  });
});

describe("a standard among the rosters", () => {
  const told = async (text: string) => {
    writeFileSync("p-014.yaml", text);
    const { code, out } = await ratioAudit(["p-014.yaml"]);
    rmSync("p-014.yaml");
    expect(code).toBe(2);
    return out;
  };

  test.each(["extends: benchmark", "caseload: { counselor: 24 }", "title: House rules"])("is recognized by its keys: %s", async (more) => {
    expect(await told(`name: house\n${more}\n`)).toContain("p-014.yaml:1:1  cannot audit\n  This is a standard, not a roster.");
  });

  test.each(["sesions: [{ patients: [p-014] }]", "week: 2026-11-30", "kindz: {}"])(
    "is not what has another key, and then nothing of it is shown: %s",
    async (more) => {
      const out = await told(`name: house\nwaivers: []\nwho: p-014\n${more}\n`);
      expect(out).not.toContain("This is a standard");
      expect(out).not.toContain("p-014");
    },
  );
});

describe("standard input", () => {
  test.skipIf(process.platform === "win32")("that is a folder is refused, and the folder is not taken for an empty roster", () => {
    const bin = join(import.meta.dirname, "../bin/ratio-audit.js");
    const { stdout, status } = spawnSync("sh", ["-c", '"$0" "$1" - < .', process.execPath, bin], { encoding: "utf8" });
    expect(status).toBe(2);
    expect(stdout).toContain("Standard input is a folder.");
  });

  test("has the given name, and is read by its ending", async () => {
    expect(await audited(["--stdin-name", "sites/week.yaml", "-"], ROSTER)).toEqual(["sites/week.yaml"]);
    const { code, out } = await ratioAudit(["--stdin-name", "week.json", "-"], { stdin: ROSTER });
    expect(code).toBe(2);
    expect(out).toMatch(/^week\.json:1:1 {2}cannot audit/);
  });

  test("finds the standards that it names next to the file of its name", async () => {
    writeFileSync("sites/house.yaml", "name: house\nkinds: { group: { ratio: '1:5' } }\n");
    const stdin = `standard: [./house.yaml]\n${ROSTER}`;
    expect((await ratioAudit(["--stdin-name", "sites/week.yaml", "-"], { stdin })).code).toBe(1);
    expect((await ratioAudit(["-"], { stdin })).code).toBe(2);
  });

  test.each([
    [["--stdin-name", "x.yaml", "b.yaml"], "--stdin-name needs standard input"],
    [["--stdin-name", "", "-"], "--stdin-name is empty"],
    [["--stdin-name", "-", "-"], "--stdin-name is -, the default name"],
    [["--stdin-name", "b.yaml", "-", "./b.yaml"], "is the name of another roster in this run"],
  ])("is not called so where that makes no sense: %j", async (args, why) => {
    const { code, out, err } = await ratioAudit(args, { stdin: ROSTER });
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(why);
  });
});

test("findings about waivers alone are the next step", async () => {
  writeFileSync(
    "waiving.yaml",
    "name: waiving\nextends: benchmark\nwaivers: [{ rule: ratio-exceeded, session: tue, reason: x, approvedBy: y }]\n",
  );
  const { out } = await ratioAudit(["-s", "./waiving.yaml", "b.yaml"]);
  expect(out).toContain("waiver-unused");
  expect(out).toContain("Review findings about waivers; what was not checked");
});

describe("clinicians who work in several rosters of a run", () => {
  const week = (id: string, start: string, more = "") => `${more}clinicians: [{ id: ${id}, roles: [therapist] }]
sessions: [{ id: a, kind: group, start: ${start}, minutes: 90, clinicians: [${id}], patients: 6 }]
`;
  const MONDAY = week("lee", "2026-11-30T18:00");

  /** Of each roster what is not checked on clinicians booked twice. */
  async function unchecked(...texts: readonly string[]): Promise<(string | undefined)[]> {
    const files = texts.map((text, i) => {
      writeFileSync(`site-${i}.yaml`, text);
      return `site-${i}.yaml`;
    });
    const { out } = await ratioAudit(["-f", "json", ...files]);
    for (const file of files) rmSync(file);
    const { rosters } = JSON.parse(out) as JsonReport;
    return rosters.map(({ notChecked }) => notChecked.find(({ rule }) => rule === "clinician-double-booked")?.reason);
  }

  test("at the same time are listed as not compared, in each of the rosters", async () => {
    const reasons = await unchecked(MONDAY, week("lee", "2026-11-30T19:29"), week("ana", "2026-11-30T18:00"));
    const lee = "lee is also in other rosters of this run, possibly at the same time; rosters are not compared with one another";
    expect(reasons).toEqual([lee, lee, undefined]);
  });

  test("one after the other are no matter, also in other time zones", async () => {
    expect(await unchecked(MONDAY, week("lee", "2026-11-30T19:30"))).toEqual([undefined, undefined]);
    const [east, west] = ["America/New_York", "America/Chicago"].map((zone) => `timezone: ${zone}\n`);
    expect(await unchecked(week("lee", "2026-11-30T18:00", east), week("lee", "2026-11-30T18:30", west))).toEqual([undefined, undefined]);
    expect(await unchecked(week("lee", "2026-11-30T18:00", east), week("lee", "2026-11-30T17:30", west))).not.toContain(undefined);
  });

  test("are listed if only one roster has a time zone and the times may be the same", async () => {
    const zone = "timezone: America/New_York\n";
    expect(await unchecked(MONDAY, week("lee", "2026-12-01T02:00", zone))).not.toContain(undefined);
    expect(await unchecked(MONDAY, week("lee", "2026-12-02T18:00", zone))).toEqual([undefined, undefined]);
  });

  test("are no matter where no standard has the rule on it on", async () => {
    const standard = "standard: [./lax.yaml]\n";
    writeFileSync("lax.yaml", "name: lax\nextends: benchmark\nrules: { clinician-double-booked: off }\n");
    expect(await unchecked(standard + MONDAY, MONDAY)).toEqual([undefined, expect.stringContaining("lee")]);
  });
});

describe("more rosters than are kept in memory as a whole", () => {
  const BROKEN = `patients: [{ id: p-01 }]
clinicians: [{ id: lee, roles: [therapist] }]
sessions:
  - { id: mon, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: [p-01, p-02] }
  - { id: tue, knid: group, start: 2026-12-01T18:00, minutes: 90, clinicians: [ana], patients: [p-01] }
`;
  const TWO_DOCUMENTS = `${ROSTER.replace("patients: 6", "patients: [p-01, p-02, p-03, p-04, p-05, p-06, p-07]")}---\n${ROSTER}`;
  const OFTEN = 60;

  /** The names of files, each content in turn. */
  function files(): string[] {
    mkdirSync("often");
    return Array.from({ length: OFTEN }, (_, i) =>
      [ROSTER, BROKEN, TWO_DOCUMENTS, AS_JSON].map((text, k) => {
        const name = `often/${String(i).padStart(2, "0")}-${k}.${k === 3 ? "json" : "yaml"}`;
        writeFileSync(name, text);
        return name;
      }),
    ).flat();
  }

  test("are reported like a few: with the same problems, findings, locations and lines", async () => {
    const all = files();
    const found = ({ out }: { out: string }) => out.slice(0, out.indexOf("\n────"));
    const parts = Array.from({ length: 4 }, (_, i) => all.slice(i * OFTEN, (i + 1) * OFTEN));
    for (const format of ["json", "pretty"]) {
      const whole = await ratioAudit(["-f", format, ...all]);
      const each = await Promise.all(parts.map((part) => ratioAudit(["-f", format, ...part])));
      if (format === "pretty") expect(found(whole)).toBe(each.map(found).join("\n"));
      else {
        const rosters = each.flatMap(({ out }) => (JSON.parse(out) as JsonReport).rosters);
        expect((JSON.parse(whole.out) as JsonReport).rosters).toEqual(rosters);
        expect(rosters).toHaveLength(5 * OFTEN);
        expect(rosters.flatMap(({ findings }) => findings)).toHaveLength(2 * OFTEN);
        expect(rosters.flatMap(({ problems }) => problems).length).toBeGreaterThan(2 * OFTEN);
      }
    }
    expect((await ratioAudit(["-f", "sarif", ...all])).out).not.toMatch(/p-0\d/);
    rmSync("often", { recursive: true });
  });
});

test("progress is shown in a terminal, cleared at the end, and nowhere else", async () => {
  mkdirSync("many");
  for (let i = 0; i < 30; i++) writeFileSync(`many/${i}.roster.yaml`, ROSTER);
  const { err } = await ratioAudit(["many"], { terminal: 80 });
  expect(err).toContain("reading 30 of 30 rosters…");
  expect(err).toContain("auditing 30 rosters…");
  expect(err.endsWith("\r\u001b[K")).toBe(true);
  expect((await ratioAudit(["many"])).err).toBe("");
  expect((await ratioAudit(["b.yaml"], { terminal: 80 })).err).toBe("");
});
