/** The commands beside `check`. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { JsonReport } from "../src/report/schema.ts";
import { KIND_DEFINITIONS, KINDS } from "../src/roster/vocabulary.ts";
import { RULES } from "../src/rules/list.ts";
import { BUILT_IN, builtInStandard } from "../src/standards/built-in/list.ts";
import { ratioAudit } from "./support/command-line.ts";
import { HOSTILE, quoted, STEERING } from "./support/hostile-text.ts";
import { putCommands, runLine, shell } from "./support/pages.ts";
import { NUMBERS } from "./support/stated-numbers.ts";

const WEEK = `clinicians: [{ id: lee, roles: [therapist] }]
sessions:
  - { id: mon-evening, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: 6 }
`;
const SOURCE = `Date of Service,Client,Clinician,Billing Code
${["A", "B", "C"].map((client) => `11/30/2026 6:00 PM,${client},Kim Lee,90853\n`).join("")}`;
const MAPPING = `mapping: 1
columns: { start: Date of Service, patient: Client, clinician: Clinician, cpt: Billing Code }
minutes: { "90853": 90 }
clinicians: { Kim Lee: { id: lee, roles: [therapist] } }
`;
const OUR_CLINIC = "name: our-clinic\nextends: benchmark\n";

const HELP = (await ratioAudit(["--help"])).out;
const COMMANDS = [...(/\nCommands:\n(.*?)\n\n/s.exec(HELP)?.[1] ?? "").matchAll(/^ {2}([a-z]+)/gm)].map(([, name]) => name as string);

/** Every line of every help that shows how the command is used. */
const EXAMPLES = await Promise.all(
  ["", ...COMMANDS].map(async (name) => {
    const { out } = await ratioAudit([...(name === "" ? [] : [name]), "--help"]);
    const [, lines = ""] = out.split("\nExamples:\n");
    return { name, examples: [...lines.matchAll(/^ {2}(.*\bratio-audit .*?)(?: {2,}.*)?$/gm)].map(([, line]) => line as string) };
  }),
);

let folder = "";
const at = (name: string) => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "ratio-audit-commands-"));
  putCommands(folder);
});

afterAll(() => rmSync(folder, { recursive: true }));

/** A folder with these files and no others. */
function placeWith(files: Readonly<Record<string, string>>): string {
  const place = mkdtempSync(at("place-"));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(place, name)), { recursive: true });
    writeFileSync(join(place, name), text);
  }
  return place;
}

describe("the help", () => {
  test("lists these commands", () => {
    expect(COMMANDS).toEqual([
      "check",
      "week",
      "plan",
      "capacity",
      "import",
      "explain",
      "standards",
      "schema",
      "init",
      "completion",
      "help",
    ]);
  });

  test.each(COMMANDS)("of %s is printed for --help and by the command help alike", async (name) => {
    const asked = await ratioAudit([name, "--help"]);
    expect(asked).toMatchObject({ code: 0, err: "" });
    expect(asked.out).toMatch(new RegExp(`^Usage: ratio-audit ${name} `));
    expect(await ratioAudit(["help", name])).toEqual(asked);
  });

  test("of the whole program is printed by the command help alone", async () => {
    expect(await ratioAudit(["help"])).toEqual(await ratioAudit(["--help"]));
  });

  test.each(EXAMPLES)("of “$name” ends with examples", ({ examples }) => {
    expect(examples.length).toBeGreaterThan(1);
  });

  test.each([...new Set(EXAMPLES.flatMap(({ examples }) => examples))])("has an example that runs: %s", async (line) => {
    const isImport = line.includes("ratio-audit import");
    const files = {
      ...{ "week.yaml": WEEK, "our-clinic.yaml": OUR_CLINIC, "sites/a.roster.yaml": WEEK, "more/b/c.roster.yaml": WEEK, "last.yaml": WEEK },
      ...(isImport ? { "week.csv": SOURCE, "mapping.yaml": MAPPING } : {}),
    };
    // A file that the example makes is not there before.
    const isMade = (name: string) => new RegExp(`(?:-o|--save-mapping) ${name}`).test(line);
    const named = Object.entries(files).filter(([name]) => line.includes(name.split("/")[0] as string) && !isMade(name));
    const { status, stderr } = await runLine(line, placeWith(Object.fromEntries(named)), folder);
    // The format compact has its first sentence there, and an import its account.
    if (isImport) expect(stderr).toContain("4 rows, ");
    else if (!line.includes("compact")) expect(stderr).toBe("");
    // What is missing is seen by an import that writes nothing.
    expect(line.includes("--save-mapping") ? [2] : [0, 1]).toContain(status);
  });
});

describe("a command to type next", () => {
  const NPX = { env: { npm_command: "exec" } };

  test.each([[["--help"]], [["import", "--help"]], [["explain"]], [["explain", "ratio-exceeded"]], [["standards"]], [["chek", "--formt"]]])(
    "is spelled as the user called the tool: %j",
    async (args) => {
      const [plain, npx] = [await ratioAudit(args), await ratioAudit(args, NPX)];
      const [ours, theirs] = [plain.out + plain.err, npx.out + npx.err];
      expect(ours).not.toContain("npx");
      expect(theirs).toMatch(/^(?:Try: | +(?:\$ )?)npx ratio-audit /m);
      expect(theirs).not.toMatch(/(?:^(?:Try: | +(?:\$ )?)|\| )ratio-audit /m);
      expect(theirs.replaceAll("npx ratio-audit", "ratio-audit")).toBe(ours);
    },
  );

  test("is spelled so by init", async () => {
    const { out } = await ratioAudit(["init", at("by-npx")], NPX);
    expect(out).toContain(`\n  npx ratio-audit ${at("by-npx/week.roster.yaml")}\n`);
  });

  describe("after an audit plans the whole week", () => {
    const session = (id: string, patients: number) =>
      `  - { id: ${id}, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [${id}], patients: ${patients} }\n`;
    const clinicians = "clinicians: [{ id: lee, roles: [therapist] }, { id: ann, roles: [therapist] }]\nsessions:\n";
    const one = clinicians + session("lee", 7) + session("ann", 6);
    const two = clinicians + session("lee", 7) + session("ann", 7);
    const lastLine = async (args: readonly string[], more = {}) => (await ratioAudit(args, more)).out.trimEnd().split("\n").at(-1);
    const SENTENCE = "  For a plan of the whole week, run: ";

    test("if two findings need one more clinician", async () => {
      expect(await lastLine(["-"], { stdin: two })).toBe(`${SENTENCE}ratio-audit plan -`);
      expect(await lastLine(["-"], { stdin: two, ...NPX })).toBe(`${SENTENCE}npx ratio-audit plan -`);
      expect(await lastLine(["-"], { stdin: one })).not.toContain("plan");
      expect(await lastLine(["-"], { stdin: `${one}---\n${two}` })).not.toContain("plan");
    });

    test("against the standards of the command line", async () => {
      expect(await lastLine(["-", "-s", "premium", "-s", "us-co-iop"], { stdin: two })).toBe(
        `${SENTENCE}ratio-audit plan --standard premium --standard us-co-iop -`,
      );
      const named = `standard: [premium]\n${two}`;
      expect(await lastLine(["-"], { stdin: named })).toBe(`${SENTENCE}ratio-audit plan -`);
    });

    test("of the roster that needs one, and runs as it is printed", () => {
      const names = ["week 49.yaml", "it's $5.yaml", "-x.yaml"];
      const place = placeWith({ "a.yaml": one, ...Object.fromEntries(names.map((name) => [name, two])) });
      for (const name of names) {
        const { stdout } = shell(`ratio-audit -- a.yaml "${name.replace("$", "\\$")}"`, place, folder);
        const command = stdout.trimEnd().split("\n").at(-1)?.replace(SENTENCE, "") ?? "";
        expect(command).toMatch(/^ratio-audit plan /);
        const { status, stdout: plan } = shell(command, place, folder);
        expect([status, plan.includes("clinicians are missing")]).toEqual([1, true]);
      }
    });
  });
});

describe("a slip", () => {
  test.each([
    [["wek"], "week"],
    [["explian"], "explain"],
    [["standard"], "standards"],
    [["shcema", "roster"], "schema"],
    [["inti"], "init"],
    [["schema", "confg"], "config"],
    [["completions", "bash"], "completion"],
    [["help", "explian"], "explain"],
    [["explain", "ratio-exceded"], "ratio-exceeded"],
    [["explain", "premuim"], "premium"],
    [["explain", "--hepl"], "--help"],
    [["standards", "--fromat", "json"], "--format"],
    [["standards", "--format", "jsno"], "json"],
    [["schema", "rooster"], "roster"],
    [["completion", "bsh"], "bash"],
    [["week", "--plian", "week.yaml"], "--plain"],
    [["week", "-s", "premuim", "week.yaml"], "premium"],
  ])("%j exits with 2 and is asked: did you mean %s?", async (args, meant) => {
    const { code, out, err } = await ratioAudit(args);
    expect(code).toBe(2);
    expect(out + err).toMatch(new RegExp(`Did you mean \`?${meant}\`?\\?`));
  });

  test.each([
    [["week"]],
    [["schema"]],
    [["completion"]],
    [["schema", "roster", "standard"]],
    [["standards", "week.yaml"]],
    [["explain", "nothing-like-it"]],
  ])("%j exits with 2 and says how to get help", async (args) => {
    const { code, out, err } = await ratioAudit(args);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(`Try: ratio-audit ${args[0]} --help\n`);
  });

  test("options before the name of a command that has its own are refused, not passed over", async () => {
    const { code, err } = await ratioAudit(["--format", "json", "standards"]);
    expect(code).toBe(2);
    expect(err).toContain("--format comes before the command name");
  });

  test("a file with the name of a command is named with its folder", async () => {
    const { status, stdout } = await runLine("ratio-audit ./explain", placeWith({ explain: WEEK }));
    expect(stdout).toContain("The only session is within its limits.");
    expect(status).toBe(0);
  });
});

describe("explain", () => {
  const explained = async (name: string) => (await ratioAudit(["explain", name])).out;

  test("without a name lists every rule and every standard", async () => {
    const { code, out, err } = await ratioAudit(["explain"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    for (const name of [...RULES.map(({ id }) => id), ...BUILT_IN.map(({ name }) => name)])
      expect(out).toMatch(new RegExp(`^ {2}${name} {2,}\\S`, "m"));
  });

  describe.each(RULES.map((rule) => [rule.id, rule] as const))("of %s", (id, rule) => {
    test("gives its reason, its source, and its severity under each standard", async () => {
      const text = unwrapped(await explained(id));
      for (const words of [rule.summary, rule.why, rule.source]) expect(text).toContain(words);
      for (const { name } of BUILT_IN) {
        const severity = builtInStandard(name)?.severities.get(id) ?? "off";
        expect(text).toMatch(new RegExp(`${severity} +(?:[a-z0-9.-]+, )*${name}\\b`));
      }
    });

    test("shows an example with the tool's finding, and one without", async () => {
      const [failing, passing] = examplesIn(await explained(id)) as [Files, Files];
      expect(await auditedIn(failing)).toContain(id);
      expect(await auditedIn({ ...failing, ...passing })).not.toContain(id);
    });

    test("shows a standard that turns it off, and one that waives what it finds in the example", async () => {
      const [failing, , off, waived] = examplesIn(await explained(id)) as [Files, Files, Files, Files | undefined];
      expect(await auditedIn({ ...failing, ...off })).not.toContain(id);
      if ("review" in rule) expect(waived).toBeUndefined();
      else expect(await auditedIn({ ...failing, ...waived })).toEqual([`${id} waived`]);
    });
  });

  test.each(BUILT_IN.map(({ name }) => name))("of %s says of what standing it is, its limits and its rules", async (name) => {
    const { title, source, notCovered, basis } = builtInStandard(name) ?? { title: "", notCovered: [] };
    const text = unwrapped(await explained(name));
    for (const words of [title, source, ...notCovered]) expect(text).toContain(words);
    expect(text).toContain(basis === "published-benchmark" ? "not law" : "not legal advice");
    expect(text).toContain(`--standard ${name} week.yaml or in the roster: standard: [`);
  });

  test("of the path of a file says what that standard comes to, with all that it extends", async () => {
    const text = `name: our-clinic
title: House rules
source: Policy 14
extends: premium
roles: { trainee: 0.5 }
kinds: { group: { ratio: "1:5", minClinicians: 1 }, relapse: { title: Relapse, maxPatients: 9 } }
caseload: { counselor: 24 }
weeklyHours: { min: 9 }
rules: { at-capacity: note }
waivers: [{ rule: ratio-exceeded, session: mon, upTo: "1:7", until: 2026-12-15, reason: new hire, approvedBy: director }]
`;
    writeFileSync(at("house.yaml"), text);
    const shown = unwrapped(await explained(at("house.yaml")));
    for (const words of [
      "House rules",
      "The program's own standard. Source: Policy 14",
      "group 1:5 patients Policy 14",
      "Limits from benchmark: A published benchmark, not law. Limits from premium: A published benchmark, not law.",
      "group at least 1 clinician Policy 14",
      "couples-group at most 3 couples in all article",
      "relapse at most 9 patients in all",
      "caseload at most 24 patients",
      "weekly hours at least 9",
      "0.5 trainee",
      "note session-empty, at-capacity",
      "- ratio-exceeded on mon up to 1:7 until Tue, Dec 15, 2026: new hire (approved by director)",
    ])
      expect(shown).toContain(words);
  });

  test("for a file that is not a standard exits with 2 and prints its problems on standard error", async () => {
    writeFileSync(at("slips.yaml"), "name: slips\nextends: benchmrk\nkinds: { gruop: { ratio: 1:6 } }\n");
    const { code, out, err } = await ratioAudit(["explain", at("slips.yaml")]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(/slips\.yaml:2:\d+ {2}cannot audit/);
    expect(err).toContain("Did you mean `benchmark`?");
    expect((await ratioAudit(["explain", at("nowhere.yaml")])).err).toContain("No such file.");
  });
});

describe("standards", () => {
  test("lists every built-in standard with its title, standing and source", async () => {
    const { code, out } = await ratioAudit(["standards"]);
    expect(code).toBe(0);
    const [rows = ""] = out.split("\nA published benchmark is not law.");
    const names = [...rows.matchAll(/^ {2}([a-z0-9.-]+) +\S/gm)].map(([, name]) => name);
    expect(names).toEqual(["name", ...BUILT_IN.map(({ name }) => name)]);
    expect(out).toContain("\nA published benchmark is not law.");
  });

  test("with --format json prints what reports say of them", async () => {
    const listed = JSON.parse((await ratioAudit(["standards", "--format", "json"])).out) as JsonReport["standards"];
    const args = BUILT_IN.flatMap(({ name }) => ["-s", name]);
    const report = JSON.parse((await ratioAudit([...args, "-f", "json", "-"], { stdin: WEEK })).out) as JsonReport;
    expect(listed).toEqual(report.standards.map(({ file: _, ...standard }) => standard));
  });
});

test.each(["roster", "standard", "report", "config", "mapping"])("schema %s prints the very bytes of the published schema", (name) => {
  const { stdout, status } = shell(`ratio-audit schema ${name}`, folder);
  expect(stdout).toBe(readFileSync(`schemas/${name}.schema.json`, "utf8"));
  expect(status).toBe(0);
});

describe("explain KIND", () => {
  test.each(KINDS)("says of %s what it is, with the limits of each built-in standard", async (kind) => {
    const { code, out } = await ratioAudit(["explain", kind]);
    const said = out.replace(/\s+/g, " ");
    expect(code).toBe(0);
    expect(said).toContain(KIND_DEFINITIONS[kind]);
    for (const [, standard, limited, limits] of NUMBERS) {
      if (limited !== kind) continue;
      for (const limit of limits) expect(said).toContain(`${standard} ${limit.replace(/^ratio /, "").replace(/^max /, "at most ")}`);
    }
  });

  test("says what a kind that nothing limits needs", async () => {
    const { out } = await ratioAudit(["explain", "check-in"]);
    expect(out).toContain("A session of this kind needs no ratio.");
    expect(out).toMatch(/No limit in benchmark, benchmark-strict, /);
  });

  test.each([
    ["intensiv", "intensive"],
    ["couple-group", "couples-group"],
    ["session-unstafed", "session-unstaffed"],
    ["premum", "premium"],
  ])("for %s suggests the likeliest of rules, standards and kinds, %s", async (word, meant) => {
    const { code, err } = await ratioAudit(["explain", word]);
    expect(code).toBe(2);
    expect(err).toContain(`Did you mean ${meant}?`);
  });

  test("is listed with its definition where explain is run alone", async () => {
    const out = (await ratioAudit(["explain"])).out.replace(/\s+/g, " ");
    for (const [kind, definition] of Object.entries(KIND_DEFINITIONS)) expect(out).toContain(`${kind} ${definition}`);
  });

  test("is defined for editors in the schema of rosters", () => {
    const schema = readFileSync("schemas/roster.schema.json", "utf8");
    for (const [kind, definition] of Object.entries(KIND_DEFINITIONS)) expect(schema).toContain(`- ${kind}: ${definition}`);
  });
});

describe("init", () => {
  const STARTERS = [
    ["week.roster.yaml", "roster"],
    ["our-clinic.yaml", "standard"],
  ] as const;

  test("writes a roster that is within its limits under the standard beside it, and the schemas of both for an editor", async () => {
    const { code, out, err } = await ratioAudit(["init", at("new/clinic")]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(readdirSync(at("new/clinic"))).toEqual(["our-clinic.yaml", "roster.schema.json", "standard.schema.json", "week.roster.yaml"]);
    const [next] = /(?<=^ {2}ratio-audit ).*$/m.exec(out) as RegExpExecArray;
    expect(next).toBe(at("new/clinic/week.roster.yaml"));
    const report = JSON.parse((await ratioAudit(["-f", "json", next])).out) as JsonReport;
    expect(report.standards.map(({ name }) => name)).toEqual(["our-clinic"]);
    expect(report.summary).toMatchObject({ sessions: 4, breaching: 0, errors: 0, warnings: 0, notes: 0, problems: 0 });
    for (const [name, schema] of STARTERS) {
      expect(readFileSync(at(`new/clinic/${name}`), "utf8")).toMatch(
        new RegExp(`^# yaml-language-server: \\$schema=\\./${schema}\\.schema\\.json\n`),
      );
      expect(readFileSync(at(`new/clinic/${schema}.schema.json`), "utf8")).toBe(readFileSync(`schemas/${schema}.schema.json`, "utf8"));
    }
  });

  test("shows every section of a roster and a standard, and its examples are valid once their # is removed", async () => {
    await ratioAudit(["init", at("sections")]);
    const read = (name: string) => readFileSync(at(`sections/${name}`), "utf8").replace(/^( *)#(?=[a-z-])/gm, "$1");
    for (const [name, schema] of STARTERS) {
      const { properties } = JSON.parse(readFileSync(`schemas/${schema}.schema.json`, "utf8")) as { properties: object };
      const sections = Object.keys(properties).filter(
        (section) => !["$schema", "imported", "basis", "date", "notCovered"].includes(section),
      );
      for (const section of sections) expect(read(name)).toMatch(new RegExp(`^${section}:`, "m"));
    }
    writeFileSync(at("sections/our-clinic.yaml"), read("our-clinic.yaml"));
    const { code, out } = await ratioAudit(["explain", at("sections/our-clinic.yaml")]);
    expect(code).toBe(0);
    for (const word of ["relapse-prevention", "caseload", "weekly hours", "trainee", "mon-evening up to 1:7"]) expect(out).toContain(word);
  });

  test("into the current folder says so", () => {
    const place = placeWith({});
    const { stdout, status } = shell("ratio-audit init && ratio-audit week.roster.yaml", place, folder);
    expect(stdout).toMatch(/^Wrote to this folder: week\.roster\.yaml, /);
    expect(stdout).toContain("\n  ratio-audit week.roster.yaml\n");
    expect(status).toBe(0);
    expect(readdirSync(place)).toHaveLength(4);
  });

  test.each(["two words", "costs $5", "-dash", "it's", 'a "b"', "back\\slash", "`tick`"])(
    "into a folder called %s says what to type, as a shell takes it",
    async (name) => {
      const place = placeWith({});
      const { stdout } = await runLine(`ratio-audit init -- '${name.replaceAll("'", "'\\''")}'`, place, folder);
      const [next] = /(?<=^ {2})ratio-audit .*$/m.exec(stdout) as RegExpExecArray;
      expect(shell(next, place, folder).stdout).toContain("All 3 sessions are within their limits.");
    },
  );

  test("into a folder without a name says so", async () => {
    const { code, err } = await ratioAudit(["init", ""]);
    expect(code).toBe(2);
    expect(err).toBe("ratio-audit: the folder name is empty. Leave it out to use the current folder.\n");
  });

  test("writes nothing where a file of one of its names is, or a link, and names all of them", async () => {
    mkdirSync(at("taken"));
    writeFileSync(at("taken/our-clinic.yaml"), "mine");
    symlinkSync(at("elsewhere.yaml"), at("taken/week.roster.yaml"));
    const { code, out, err } = await ratioAudit(["init", at("taken")]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain("week.roster.yaml, our-clinic.yaml already exist.");
    expect(readdirSync(at("taken"))).toEqual(["our-clinic.yaml", "week.roster.yaml"]);
    expect(readFileSync(at("taken/our-clinic.yaml"), "utf8")).toBe("mine");
    expect(existsSync(at("elsewhere.yaml"))).toBe(false);
  });

  test("into a file exits with 2 and says why", async () => {
    writeFileSync(at("file"), "");
    const { code, err } = await ratioAudit(["init", at("file")]);
    expect({ code, err: err.replace(at("file"), "FILE") }).toEqual({
      code: 2,
      err: "ratio-audit: no file was written to FILE: part of the path is a file, not a folder.\n",
    });
  });
});

describe("hostile text", () => {
  test.each(HOSTILE)("%j as the word of any command steers neither a terminal nor a runner", async (text) => {
    const words = [["explain"], ["schema"], ["completion"], ["help"], ["standards"], ["standards", "--format"], ["explain", "x"]];
    for (const args of words) {
      const run = await ratioAudit([...args, text]);
      expect(run.code).toBe(2);
      expectNeutral(run);
    }
  });

  test.each(HOSTILE)("%j in the name of a folder and in a standard's file is neutral as well", async (text) => {
    for (const _ of ["new", "taken"]) expectNeutral(await ratioAudit(["init", at(`hostile/${text}`)]));
    const word = quoted(text);
    const waiver = `{ rule: ratio-exceeded, session: ${word}, reason: ${word}, approvedBy: ${word} }`;
    const kinds = `{ ${word}: { title: ${word}, ratio: "1:6", source: ${word} } }`;
    writeFileSync(
      at("hostile.yaml"),
      `name: h\ntitle: ${word}\nsource: ${word}\ndate: ${word}\nnotCovered: [${word}]\nroles: { ${word}: 1 }\nkinds: ${kinds}\nwaivers: [${waiver}]\n`,
    );
    const run = await ratioAudit(["explain", at("hostile.yaml")]);
    expect(run.code).toBe(0);
    expectNeutral(run);
    writeFileSync(at("hostile.yaml"), `name: ${word}\n${word}: 1\nrules: { ${word}: off }\n`);
    expectNeutral(await ratioAudit(["explain", at("hostile.yaml")]));
  });

  function expectNeutral({ out, err }: { readonly out: string; readonly err: string }): void {
    expect(out + err).not.toMatch(STEERING);
    expect(out + err).not.toMatch(/^\s*::/m);
    expect(out + err).not.toContain("##[");
  }
});

test.each([80, 120])("no command but the example of a roster is wider than a terminal of %i columns", async (terminal) => {
  for (const args of [["explain"], ["explain", "premium"], ["explain", "us-co-iop"], ["standards"]]) {
    const { out } = await ratioAudit(args, { terminal });
    for (const line of out.split("\n")) expect(line.length > terminal ? line : "").toBe("");
  }
});

/** Files by their names. */
type Files = Readonly<Record<string, string>>;

/** The files that the parts of an explanation show, in order; of parts that show none, none. */
function examplesIn(text: string): Files[] {
  const parts = text.split(/^(?=\S)/m).map((part) => {
    const files = [...part.matchAll(/^ {2}(\S+\.yaml):\n((?: {4}.*\n)+)/gm)];
    return Object.fromEntries(files.map(([, name, lines]) => [name as string, (lines as string).replace(/^ {4}/gm, "")]));
  });
  return parts.filter((files) => Object.keys(files).length > 0);
}

/** The rules that find something in `week.yaml`, under the standard file of the example, or the one that the hints build on it. */
async function auditedIn(files: Files): Promise<string[]> {
  const where = mkdtempSync(at("example-"));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(where, name), text);
  const own = ["my-clinic.yaml", ...Object.keys(files).filter((name) => name !== "week.yaml")].find((name) => name in files);
  const args = own === undefined ? [] : ["-s", join(where, own)];
  const report = JSON.parse((await ratioAudit(["-f", "json", ...args, join(where, "week.yaml")])).out) as JsonReport;
  expect([...report.problems, ...report.rosters.flatMap(({ problems }) => problems)]).toEqual([]);
  const findings = [report, ...report.rosters].flatMap((one) => one.findings);
  return [...new Set(findings.map(({ rule, waiver }) => (waiver === null ? rule : `${rule} waived`)))];
}

/** Text as one line. */
function unwrapped(text: string): string {
  return text.replaceAll(/\s+/g, " ");
}
