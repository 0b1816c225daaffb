/** What an editor makes of rosters and standards with the published schemas: yaml-language-server judges, completes, explains. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import type { JsonReport } from "../src/report/schema.ts";
import { KINDS, OFFERS, ROLES } from "../src/roster/vocabulary.ts";
import { RULES } from "../src/rules/list.ts";
import { BUILT_IN } from "../src/standards/built-in/list.ts";
import { ratioAudit } from "./support/command-line.ts";
import { type Complaint, Editor } from "./support/editor.ts";

const read = (path: string) => readFileSync(path, "utf8");

/** The files of the fixtures whose names start so, by their paths, that an editor would take for a roster or standard. */
const fixtures = (prefix: string) =>
  readdirSync("fixtures", { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.ya?ml$|(?<!expected)\.json$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => path.slice("fixtures/".length).startsWith(prefix));

/** The files that a page of the documentation shows, by their names. */
const shownIn = (page: string): Record<string, string> =>
  Object.fromEntries([...read(page).matchAll(/^```(?:yaml|json) (\S+\.\S+)\n(.*?)^```$/gms)].map(([, name, text]) => [name, text]));

let editor: Editor;

beforeAll(async () => {
  editor = await Editor.start({
    schemas: {
      "./schemas/roster.schema.json": ["roster*.yaml", "roster*.json", "week.*"],
      "./schemas/standard.schema.json": ["house.yaml", "ward.yaml", "our-clinic.yaml", "**/policies/*.yaml"],
    },
  });
});

afterAll(() => editor.stop());

describe("an editor with configured schemas", () => {
  test("marks nothing in the fixtures that can be audited", async () => {
    const paths = fixtures("ok-");
    expect(paths.length).toBeGreaterThan(60);
    const marked = await Promise.all(paths.map(async (path) => [path, await editor.open(path, read(path))]));
    expect(Object.fromEntries(marked)).toEqual(Object.fromEntries(paths.map((path) => [path, []])));
  });

  test("marks nothing in the files that the documentation shows", async () => {
    const files = ["README.md", "docs/roster.md", "docs/standards.md"].flatMap((page) => Object.entries(shownIn(page)));
    expect(files.map(([name]) => name)).toEqual(["week.yaml", "week.json", "our-clinic.yaml"]);
    for (const [name, text] of files) expect(await editor.open(`documentation/${name}`, text)).toEqual([]);
  });

  test("marks nothing in the example of any rule", async () => {
    const examples = RULES.flatMap(({ id, failing, passing }) => Object.entries({ failing, passing }).map((one) => [id, ...one] as const));
    const open = examples.map(([id, name, roster]) => editor.open(`rules/${id}/${name}/roster.yaml`, roster));
    expect((await Promise.all(open)).flat()).toEqual([]);
  });

  test.each([
    "err-missing-fields/roster.yaml",
    "err-patient-name-refused/roster.yaml",
    "err-unknown-key-under-patients/roster.yaml",
    "err-values-of-the-wrong-kind/roster.yaml",
    "err-three-partners/roster.yaml",
    "err-duplicate-key-json/roster.json",
  ])("marks the lines of %s for which the command reports problems", async (fixture) => {
    const path = join("fixtures", fixture);
    const marked = (await editor.open(path, read(path))).map(({ line }) => line);
    const { rosters } = JSON.parse((await ratioAudit(["--format", "json", path])).out) as JsonReport;
    const complained = rosters.flatMap(({ problems }) => problems.map(({ at }) => at?.line));
    expect(new Set(marked)).toEqual(new Set(complained));
  });

  test("marks slips in a standard, those in the names of rules among them", async () => {
    const path = "fixtures/err-standard-full-of-slips/house.yaml";
    const complaints = await editor.open(path, read(path));
    expect(complaints).toContainEqual({ line: 10, message: "Property ratio-exceded is not allowed." });
    expect(new Set(complaints.map(({ line }) => line))).toEqual(new Set([3, 4, 7, 8, 9, 10, 13]));
  });

  test.each([
    [
      "the kind of a session",
      'sessions:\n  - { id: a, start: "2026-11-30T18:00", minutes: 60, kind: process-group }\n',
      2,
      "Unknown kind.",
    ],
    ["a role", "sessions: []\nclinicians:\n  - { id: lee, roles: [therapist, LCSW] }\n", 3, "Unknown role."],
    ["a kind to lead", "sessions: []\nclinicians:\n  - { id: lee, roles: [therapist], canLead: [groups] }\n", 3, "Unknown kind."],
  ])("marks %s that no built-in standard knows, unless the roster names a standard of its own", async (_, text, line, message) => {
    const path = (name: string) => `unknown-names/${name}/${line}-${message}/roster.yaml`;
    const found = (complaints: Complaint[]) => complaints.filter(({ message }) => message.startsWith("Unknown"));
    const marked = { line, message: expect.stringContaining(message) };
    expect(found(await editor.open(path("none"), text))).toEqual([marked]);
    expect(found(await editor.open(path("built-in"), `${text}standard: [premium]\n`))).toEqual([marked]);
    expect(found(await editor.open(path("own"), `${text}standard: [premium, ./our-clinic.yaml]\n`))).toEqual([]);
  });

  test.each([
    ["kinds of sessions", "roster.yaml", "sessions:\n  - id: mon-evening\n    kind: ▮\n", KINDS],
    ["roles in a list of one line", "roster.yaml", "clinicians:\n  - { id: lee, roles: [▮] }\n", ROLES],
    ["roles in a list of several lines", "roster.yaml", "clinicians:\n  - id: lee\n    roles:\n      - ▮\n", ROLES],
    ["offerings", "roster.yaml", "program:\n  name: Lakeside\n  offers: [▮]\n", OFFERS],
    ["kinds with a published ratio", "roster.yaml", "program:\n  name: Lakeside\n  publishedRatios:\n    ▮\n", KINDS],
    ["standards of a roster", "roster.yaml", "standard:\n  - ▮\n", BUILT_IN.map(({ name }) => name)],
    ["states of a session", "roster.yaml", "sessions:\n  - id: mon-evening\n    status: ▮\n", ["scheduled", "canceled"]],
    ["keys of a session", "roster.yaml", "sessions:\n  - id: mon-evening\n    ▮\n", ["kind", "start", "minutes", "clinicians", "status"]],
    ["sections of a roster", "roster.yaml", "▮\n", ["timezone", "week", "clinicians", "sessions", "onCall"]],
    ["standards to extend", "house.yaml", "name: our-clinic\nextends: ▮\n", BUILT_IN.map(({ name }) => name)],
    ["rules of a standard", "house.yaml", "name: our-clinic\nrules:\n  ▮\n", RULES.map(({ id }) => id)],
    ["severities", "house.yaml", "name: our-clinic\nrules:\n  at-capacity: ▮\n", ["error", "warning", "note", '"off"']],
    ["kinds of a standard", "house.yaml", "name: our-clinic\nkinds:\n  ▮\n", KINDS],
    ["limits of a kind", "house.yaml", "name: our-clinic\nkinds:\n  group:\n    ▮\n", ["ratio", "per", "maxPatients", "minClinicians"]],
    ["roles of a standard", "house.yaml", "name: our-clinic\nroles:\n  ▮\n", ROLES],
    ["rules to waive", "house.yaml", "name: our-clinic\nwaivers:\n  - rule: ▮\n", ["ratio-exceeded", "couple-separated"]],
  ])("offers %s", async (_, name, text, offered) => {
    expect(await editor.complete(name, text)).toEqual(expect.arrayContaining([...offered]));
  });

  test.each([
    [
      "a key of a session",
      "roster.yaml",
      "sessions:\n  - { id: mon-evening, ki▮nd: group }\n",
      "The kind of session, which decides its limits.",
    ],
    [
      "a rule, with its severity",
      "house.yaml",
      "name: our-clinic\nrules: { at-cap▮acity: note }\n",
      "it has no open seats. Under benchmark: off.",
    ],
    ["a kind, with its limits", "house.yaml", "name: our-clinic\nkinds: { intens▮ive: {} }\n", "1:4 patients (traditional-outpatient)"],
    ["a role, with its weight", "house.yaml", "name: our-clinic\nroles: { trai▮nee: 0.5 }\n", "Under benchmark: 0."],
  ])("explains %s", async (_, name, text, explanation) => {
    expect(await editor.hover(name, text)).toContain(explanation);
  });
});

describe("a file that names its schema", () => {
  const weeks = fixtures("lakeside-week");

  test("is judged by it, by a comment in YAML and by the key $schema in JSON", async () => {
    expect(weeks).toHaveLength(4);
    for (const path of weeks) {
      expect(await editor.open(path, read(path))).toEqual([]);
      const slip = await editor.open(path.replace("lakeside", "misspelled"), read(path).replace("minutes", "minuets"));
      expect(slip.map(({ message }) => message)).toEqual(["Property minuets is not allowed."]);
    }
  });

  test.each([
    ["YAML", "yaml", stringify],
    ["JSON", "json", (value: unknown) => JSON.stringify(value)],
  ])("is taken by the command, be it a roster or a standard in %s", async (_, ending, write) => {
    const folder = mkdtempSync(join(tmpdir(), "ratio-audit-editors-"));
    const [roster, standard] = [`roster.${ending}`, `house.${ending}`];
    const sessions = [{ id: "mon-evening", kind: "group", start: "2026-11-30T18:00", minutes: 90, patients: 0 }];
    writeFileSync(join(folder, roster), write({ $schema: "./roster.schema.json", standard: [`./${standard}`], sessions }));
    writeFileSync(join(folder, standard), write({ $schema: "./standard.schema.json", name: "our-clinic", extends: "benchmark" }));
    const { code, err } = await ratioAudit([join(folder, roster)]);
    rmSync(folder, { recursive: true });
    expect({ code, err }).toEqual({ code: 0, err: "" });
  });
});

describe("what the page on editors shows", () => {
  const shown = shownIn("docs/editors.md");
  /** In a project of its own this package is in `node_modules`; here it is the project. */
  const here = (text: string) => text.replaceAll("./node_modules/ratio-audit/", "./");

  test.each(["week.yaml", "week.json", "our-clinic.yaml"])("%s names a schema that judges it", async (name) => {
    const text = here(shown[name] as string);
    expect(await editor.open(`shown-${name}`, text)).toEqual([]);
    expect(await editor.open(`misspelled-${name}`, text.replace(/sessions|extends/, "misspelled"))).toContainEqual(
      expect.objectContaining({ message: "Property misspelled is not allowed." }),
    );
  });

  test("settings.json names the schemas of a project's rosters, standards and configuration", async () => {
    const settings = JSON.parse(here(shown["settings.json"] as string));
    const ofProject = await Editor.start({ schemas: settings["yaml.schemas"] });
    const marked = await Promise.all(["rosters/week.yaml", "standards/our-clinic.yaml"].map((path) => ofProject.open(path, "{}")));
    const inConfig = await ofProject.open("ratio-audit.config.yaml", "roster: []");
    ofProject.stop();
    expect(marked.flat().map(({ message }) => message)).toEqual(['Missing property "sessions".', 'Missing property "name".']);
    expect(inConfig.map(({ message }) => message)).toEqual(["Property roster is not allowed."]);
    const addresses = settings["json.schemas"].map(({ url }: { url: string }) => url);
    expect(addresses).toEqual(Object.keys(settings["yaml.schemas"]).filter((address) => !address.includes("config")));
  });
});
