/** The command import: what it writes where, how it ends, and that nothing of a patient gets out. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ratioAudit } from "./support/command-line.ts";

const MAPPING = `mapping: 1
from: csv
dates: mdy
rows: attendee
columns: { start: Date of Service, patient: Client, clinician: Clinician, cpt: Billing Code }
minutes: { "90853": 90, "90837": 60 }
session: [start, clinician, cpt]
clinicians:
  Kim Lee: { id: lee, roles: [therapist] }
`;
const HEAD = "Date of Service,Client,Clinician,Billing Code\n";
const row = (client: string, code = "90853", day = "11/30/2026") => `${day} 6:00 PM,${client},Kim Lee,${code}\n`;
const CSV = HEAD + ["Ann Quill", "Bo Quill", "Cy Quill"].map((name) => row(name)).join("");

let root = "";
beforeAll(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "ratio-audit-import-")));
});
afterAll(() => rmSync(root, { recursive: true }));

/** A new folder with these files, and the paths in it. */
function place(files: Readonly<Record<string, string>> = { "week.csv": CSV, "mapping.yaml": MAPPING }) {
  const folder = mkdtempSync(join(root, "place-"));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const at = (name: string) => join(folder, name);
  return { at, read: (name: string) => readFileSync(at(name), "utf8"), names: () => readdirSync(folder).sort() };
}

const run = (args: readonly string[], more: Parameters<typeof ratioAudit>[1] = {}) => ratioAudit(["import", "--no-config", ...args], more);

describe("import", () => {
  test("writes the roster to standard output, and the account to standard error", async () => {
    const { at } = place();
    const { code, out, err } = await run([at("week.csv"), "-m", at("mapping.yaml")]);
    expect(code).toBe(0);
    expect(out).toContain("id: mon-1800-group");
    expect(out).toContain("patients: [p-001, p-002, p-003]");
    expect(err).toContain("4 rows, 1 session in the roster, no row left open.\n");
    expect(err).toContain("3  in sessions\n");
    expect(err).toContain("pseudonymized, not de-identified");
    const audited = await ratioAudit(["-"], { stdin: out });
    expect([audited.code, audited.err]).toEqual([0, ""]);
    expect(audited.out).toContain("The only session is within its limits.");
  });

  test("reads standard input", async () => {
    const { at } = place();
    const [named, piped] = [
      await run([at("week.csv"), "-m", at("mapping.yaml")]),
      await run(["-", "-m", at("mapping.yaml")], { stdin: CSV }),
    ];
    expect(piped).toEqual(named);
    expect((await run(["-", "-"])).err).toContain("standard input is named twice");
  });

  test("writes the roster to a file, and says what to type next as the user called the tool", async () => {
    const { at, read } = place();
    const args = [at("week.csv"), "-m", at("mapping.yaml"), "-o", at("rosters/week.yaml")];
    const { code, out, err } = await run(args);
    expect({ code, out }).toEqual({ code: 0, out: "" });
    expect(err).toContain(`\nNext\n  ratio-audit ${at("rosters/week.yaml")}\n`);
    expect(read("rosters/week.yaml")).toContain("mon-1800-group");
    expect((await run(args, { env: { npm_command: "exec" } })).err).toContain(`\n  npx ratio-audit ${at("rosters/week.yaml")}\n`);
  });

  test("without roles writes nothing but a mapping to fill in, with which it works", async () => {
    const { at, read, names } = place({ "week.csv": CSV, "half.yaml": MAPPING.replace(/clinicians:\n.*\n/, "") });
    const { code, out, err } = await run([at("week.csv"), "-m", at("half.yaml"), "-o", at("week.yaml"), "--save-mapping", at("full.yaml")]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain("One clinician has no role.");
    expect(err).toMatch(/\n {2}ratio-audit import .*week\.csv --mapping .*full\.yaml/);
    expect(names()).toEqual(["full.yaml", "half.yaml", "week.csv"]);
    expect(read("full.yaml")).toContain("  Kim Lee: { id: lee, roles: [] }");
    const unfilled = await run([at("week.csv"), "-m", at("full.yaml")]);
    expect([unfilled.code, unfilled.out]).toEqual([2, ""]);
    expect(unfilled.err).toMatch(/full\.yaml:\d+:\d+: .*empty list/);
    writeFileSync(at("full.yaml"), read("full.yaml").replace("roles: []", "roles: [therapist]"));
    expect((await run([at("week.csv"), "-m", at("full.yaml")])).code).toBe(0);
  });

  test("with open rows exits with 1, and the roster says so", async () => {
    const { at } = place({
      "week.csv": CSV + row("Di Quill", "H0015"),
      "mapping.yaml": MAPPING.replace("minutes: { ", 'minutes: { "H0015": 90, '),
    });
    const { code, out, err } = await run([at("week.csv"), "-m", at("mapping.yaml")]);
    expect(err).toContain("no kind of session");
    expect(code).toBe(1);
    expect((await ratioAudit(["-"], { stdin: out })).out).toContain("1 source row is not in this roster");
  });

  test("as a dry run writes only the account", async () => {
    const { at, names } = place();
    const args = [at("week.csv"), "-m", at("mapping.yaml"), "-n", "-o", at("o.yaml"), "-k", at("k.yaml"), "--save-mapping", at("s.yaml")];
    const { code, out, err } = await run(args);
    expect({ code, out }).toEqual({ code: 0, out: "" });
    expect(err).toContain("Dry run: nothing was written.");
    expect(names()).toEqual(["mapping.yaml", "week.csv"]);
  });

  test("tells the account as JSON", async () => {
    const { at } = place();
    const { code, err } = await run([at("week.csv"), "-m", at("mapping.yaml"), "-f", "json"]);
    const data = JSON.parse(err);
    expect(code).toBe(0);
    expect(data).toMatchObject({ version: 1, written: true, sessions: 1, rows: { total: 4, open: 0, counts: { heading: 1, session: 3 } } });
    expect(data.mapping).toContain("mapping: 1");
    const refused = await run([at("mapping.yaml"), "-f", "json"]);
    expect(refused.code).toBe(2);
    expect(JSON.parse(refused.err)).toMatchObject({ version: 1, written: false, refused: { file: 0 } });
  });

  test("uses the mapping that the configuration names, if none is named", async () => {
    const { at } = place({ "week.csv": CSV, "maps/mapping.yaml": MAPPING, "config.yaml": "mapping: maps/mapping.yaml\n" });
    const { code, out } = await ratioAudit(["import", at("week.csv"), "--config", at("config.yaml")]);
    expect([code, out.includes("mon-1800-group")]).toEqual([0, true]);
  });

  test("of files that are one week makes one roster", async () => {
    const { at } = place({ "a.csv": CSV, "b.csv": HEAD + row("Ann Quill", "90837", "12/01/2026"), "mapping.yaml": MAPPING });
    const { code, out, err } = await run([at("a.csv"), at("b.csv"), "-m", at("mapping.yaml")]);
    expect(code).toBe(0);
    expect(out).toMatch(/id: mon-1800-group.*patients: \[p-001, p-002, p-003\].*id: tue-1800-individual.*patients: \[p-001\]/s);
    expect(err).toContain("6 rows, 2 sessions in the roster");
  });
});

describe("a key file", () => {
  const KEYED = (at: (name: string) => string) => ["-m", at("mapping.yaml"), "-k", at("clinic.key.yaml")];

  test("is made for its owner alone, and keeps numbers from week to week", async () => {
    const later = HEAD + ["Zed Quill", "Cy Quill", "Ann Quill"].map((name) => row(name, "90853", "12/07/2026")).join("");
    const { at, read } = place({ "week.csv": CSV, "next.csv": later, "mapping.yaml": MAPPING });
    const first = await run([at("week.csv"), ...KEYED(at)]);
    expect(first.code).toBe(0);
    expect(first.out).toContain("key: true");
    expect(statSync(at("clinic.key.yaml")).mode & 0o777).toBe(0o600);
    expect((await run([at("next.csv"), ...KEYED(at)])).out).toContain("patients: [p-004, p-003, p-001]");
    expect(read("clinic.key.yaml")).toContain('{ source: "Zed Quill", id: p-004 }');
    expect(statSync(at("clinic.key.yaml")).mode & 0o777).toBe(0o600);
  });

  test("is not written where no roster is, and no roster where it cannot be", async () => {
    const { at, names } = place();
    await run([at("week.csv"), "-m", at("mapping.yaml"), "-k", at("k.yaml"), "-w", "2027-01-04"]);
    expect(names()).toEqual(["mapping.yaml", "week.csv"]);
    const { code, out, err } = await run([at("week.csv"), "-m", at("mapping.yaml"), "-k", at("week.csv/k.yaml"), "-o", at("o.yaml")]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain("--key");
    expect(existsSync(at("o.yaml"))).toBe(false);
  });

  test("is refused in a git work tree, unless it is ignored there", async () => {
    const { at } = place();
    spawnSync("git", ["init", "-q", at(".")]);
    const { code, out, err } = await run([at("week.csv"), ...KEYED(at)]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain("git work tree");
    expect(existsSync(at("clinic.key.yaml"))).toBe(false);
    writeFileSync(at(".gitignore"), "*.key.yaml\n");
    expect((await run([at("week.csv"), ...KEYED(at)])).code).toBe(0);
  });

  test("that is no mapping is refused without quoting it", async () => {
    const { at } = place();
    writeFileSync(at("clinic.key.yaml"), "key: 1\npatients: [{ source: Ann Quill, id: ann-quill }]\n");
    const { code, out, err } = await run([at("week.csv"), ...KEYED(at)]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(/clinic\.key\.yaml:2:\d+: /);
    expect(err).not.toMatch(/quill/i);
  });
});

describe("what would be lost", () => {
  test.each([
    ["-o", "week.csv", "--output names a file that is read"],
    ["-o", "mapping.yaml", "--output names a file that is read"],
    ["-o", "base.yaml", "--output names a file that is read"],
    ["-k", "week.csv", "--key names a file that is read"],
    ["-o", "same.yaml", "--output and --key name the same file"],
    ["--save-mapping", "other.yaml", "--save-mapping names a file that exists"],
    ["-o", "", "--output is empty"],
  ])("by %s %s is refused", async (option, name, words) => {
    const base = "sessions: [{ id: x, kind: group, start: 2026-11-30T18:00, minutes: 60, patients: 3 }]\n";
    const { at, read } = place({ "week.csv": CSV, "mapping.yaml": MAPPING, "base.yaml": base, "other.yaml": "mine" });
    const key = name === "same.yaml" ? ["-k", at(name)] : [];
    const args = [at("week.csv"), "-m", at("mapping.yaml"), "--base", at("base.yaml"), option, name === "" ? "" : at(name), ...key];
    const { code, out, err } = await run(args);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(words);
    expect([read("week.csv"), read("mapping.yaml"), read("base.yaml"), read("other.yaml")]).toEqual([CSV, MAPPING, base, "mine"]);
  });
});

describe("a canary", () => {
  const WEEK = ["Date of Service,Quark Ann,Client,Clinician,Billing Code,Service,Notes,Birth Date"];
  for (const [client, code, note] of [
    ["Quark Ann", "90853", "call 555-0123-quark"],
    ["=quark()", "H0015", "quark@example.org"],
    ["Quark\u202eBo", "quark", "{quark}"],
    ["Quark & Quarkson", "90847", "- quark: 1"],
    ["", "90853", "quark"],
  ])
    WEEK.push(`11/30/2026 6:00 PM,quark,${client},Kim Lee,${code},Quark's hour,${note},1/2/1990 quark`);
  const TEXT = `${WEEK.join("\n")}\n`;

  test.each([
    ["as it is", TEXT],
    ["with a quotation mark that is not closed", TEXT.replace("quark,=", 'quark,"=')],
    ["with a row shifted to the left", TEXT.replace("11/30/2026 6:00 PM,quark,=", "quark,=")],
    ["without headings", TEXT.slice(TEXT.indexOf("\n") + 1)],
    ["with text for dates", TEXT.replaceAll("11/30/2026 6:00 PM", "quark day")],
    ["with a heading only", `${WEEK[0]}\n`],
  ])("in any cell and heading of a file %s comes out nowhere", async (_, text) => {
    const { at, names, read } = place({ "week.csv": text, "mapping.yaml": MAPPING });
    for (const args of [[], ["-m", at("mapping.yaml")], ["-f", "json"], ["--save-mapping", at("saved.yaml")]]) {
      const { code, out, err } = await run([at("week.csv"), ...args]);
      expect([0, 1, 2]).toContain(code);
      expect(out + err).not.toMatch(/quark/i);
    }
    if (names().includes("saved.yaml")) expect(read("saved.yaml")).not.toMatch(/quark/i);
  });
});

describe("a slip", () => {
  test.each([
    [["--week", "12/07/2026"], "--week is not a date."],
    [["--week", "Dec 7"], "--week is not a date."],
    [["--timezone", "EST"], "Did you mean America/New_York?"],
    [["--timezone", "America/New York"], "Did you mean America/New_York?"],
    [["--as", "atended"], "Did you mean attended?"],
    [["--dry-rum"], "Did you mean --dry-run?"],
    [["-m", "no-such.yaml"], "No such file"],
  ])("%j exits with 2 and is told what to write", async (args, words) => {
    const { at } = place();
    const { code, out, err } = await run([at("week.csv"), ...args]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(words);
  });

  test("of a file is told", async () => {
    const { code, err } = await run(["no-such.csv"]);
    expect(code).toBe(2);
    expect(err).toContain("no-such.csv: No such file");
  });

  test("of a source given to check is told", async () => {
    const { at } = place();
    const { code, out } = await ratioAudit(["--no-config", at("week.csv")]);
    expect(code).toBe(2);
    expect(out).toContain("ratio-audit import");
  });
});
