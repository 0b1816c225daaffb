/** The published JSON Schemas: what reports, rosters and standards are held to, and what the sources say now. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { GENERATED } from "../scripts/generated.ts";
import { audit, parseRoster } from "../src/index.ts";
import { main } from "../src/main.ts";
import { reportSchema } from "../src/report/schema.ts";
import { rosterFile } from "../src/roster/schema.ts";
import { KINDS, ROLES } from "../src/roster/vocabulary.ts";
import { RULES } from "../src/rules/list.ts";
import { BUILT_IN } from "../src/standards/built-in/list.ts";
import { schemaParts } from "./support/schema-parts.ts";

const read = (name: string) => JSON.parse(readFileSync(`schemas/${name}.schema.json`, "utf8")) as Record<string, unknown>;

const ajv = new Ajv({ strict: true, allErrors: true, keywords: ["patternErrorMessage", "deprecationMessage"] });

const validator = (name: string) => ajv.compile(read(name));

/** Every roster under `fixtures/`, by its path. */
const rosters = readdirSync("fixtures", { withFileTypes: true }).flatMap((entry) => {
  const path = join("fixtures", entry.name);
  if (entry.isFile()) return /\.(?:ya?ml|json)$/.test(entry.name) ? [path] : [];
  return readdirSync(path, { withFileTypes: true })
    .filter((file) => file.isFile() && /^(?:roster.*\.(?:ya?ml|json)|stdin)$/.test(file.name))
    .map((file) => join(path, file.name));
});
const valid = rosters.filter((path) => /^fixtures.(?:ok-|[^/\\]+$)/.test(path));
const invalid = rosters.filter((path) => /^fixtures.err-/.test(path));

describe("the text generated from the zod schemas", () => {
  test.each(Object.entries(GENERATED))("%s is what its source says (else: npm run schemas)", (file, text) => {
    expect(readFileSync(file, "utf8")).toBe(text);
  });
});

describe("the roster schema", () => {
  const accepts = validator("roster");

  test("has rosters to be tried on", () => {
    expect(valid.length).toBeGreaterThanOrEqual(5);
    expect(invalid.length).toBeGreaterThanOrEqual(5);
  });

  test.each(valid)("accepts %s", (path) => {
    const text = readFileSync(path, "utf8").replace(/^\ufeff/, "");
    const documents = path.endsWith(".json") ? [JSON.parse(text)] : parseAllDocuments(text).map((document) => document.toJS());
    for (const document of documents) {
      accepts(document);
      expect(accepts.errors ?? []).toEqual([]);
    }
  });

  test("accepts the example of every rule", () => {
    for (const { failing, passing } of RULES) {
      for (const roster of [failing, passing]) {
        for (const document of parseAllDocuments(roster)) {
          accepts(document.toJS());
          expect(accepts.errors ?? []).toEqual([]);
        }
      }
    }
  });

  test("and the command agree on what has the shape of a roster", () => {
    const shapes: unknown[] = [
      {},
      [],
      null,
      1,
      { sessions: [] },
      { sessions: [{}] },
      { sessions: 1, x: 1 },
      { sessions: [{ id: "x", kind: "group", start: "Mon 25:00" }] },
    ];
    for (const value of shapes) expect(accepts(value), JSON.stringify(value)).toBe(rosterFile.safeParse(value).success);
  });
});

describe("the standard schema", () => {
  const accepts = validator("standard");

  const expectAccepted = (standard: unknown) => {
    accepts(standard);
    expect(accepts.errors ?? []).toEqual([]);
  };

  test.each(BUILT_IN.map((standard) => [standard.name, standard] as const))("accepts what %s states", (_, standard) => {
    expectAccepted(standard);
  });

  test("accepts the standard in the example of every rule", () => {
    const standards = RULES.flatMap((rule) => [rule.standard, rule.passingStandard]).filter((one) => one !== undefined);
    expect(standards.length).toBeGreaterThan(0);
    standards.forEach(expectAccepted);
  });

  test("refuses a rule that there is not, and a waiver of one that cannot be waived, as the command does", () => {
    const waiver = { reason: "new hire starts 14 Dec", approvedBy: "clinical director" };
    expect(accepts({ name: "our-clinic", rules: { "ratio-exceded": "note" } })).toBe(false);
    expect(accepts({ name: "our-clinic", waivers: [{ ...waiver, rule: "ratio-exceded" }] })).toBe(false);
    expect(accepts({ name: "our-clinic", waivers: [{ ...waiver, rule: "waiver-unused" }] })).toBe(false);
  });

  test("accepts custom roles and kinds", () => {
    expectAccepted({ name: "our-clinic", roles: { intern: 0.25 }, kinds: { "relapse-prevention": { title: "Relapse prevention" } } });
  });
});

describe.each(["roster", "standard", "report"])("the %s schema", (name) => {
  const schema = read(name);
  const parts = [...schemaParts(schema)];

  test("says what it is, in draft-07, and where it is", () => {
    expect(schema).toMatchObject({
      $schema: "http://json-schema.org/draft-07/schema#",
      title: expect.stringContaining(name),
      description: expect.stringMatching(/\.$/),
    });
    expect(schema.$id).toMatch(/\.schema\.json$/);
  });

  test("describes every field in sentences, for an editor to show", () => {
    for (const [path, part] of parts)
      for (const [key, field] of Object.entries((part.properties ?? {}) as Record<string, unknown>))
        expect(field, `${path}.${key}`).toHaveProperty("description", expect.stringMatching(/\.$/));
  });

  test("offers only examples and defaults that fit", () => {
    for (const [path, part] of parts) {
      const { $id: _, ...unnamed } = part as Record<string, unknown>;
      const fits = ajv.compile(unnamed);
      const offered = [...((part.examples ?? []) as unknown[]), ...("default" in part ? [part.default] : [])];
      for (const value of offered) expect(fits(value), `${path}: ${JSON.stringify(value)}`).toBe(true);
    }
  });
});

describe("the roster schema's examples and defaults", () => {
  test("name every kind, role and built-in standard", () => {
    const examples = new Map([...schemaParts(read("roster"))].map(([path, part]) => [path, part.examples]));
    expect(examples.get(".sessions.kind")).toEqual(KINDS);
    expect(examples.get(".clinicians.roles")).toEqual(ROLES);
    expect(examples.get(".standard")).toEqual(BUILT_IN.map(({ name }) => name));
  });

  test("are true: a roster that states the defaults gives the same report", () => {
    const sessions = [{ id: "mon-evening", kind: "group", start: "2026-11-30T18:00", minutes: 90, patients: 7 }];
    const stated = { standard: ["benchmark"], sessions: sessions.map((one) => ({ ...one, status: "scheduled" })) };
    const found = (roster: object) =>
      audit(parseRoster(JSON.stringify(roster, null, 1))).rosters[0]?.findings.map(({ message }) => message);
    expect(found(stated)).toEqual(found({ sessions }));
  });
});

describe("the report schema", () => {
  const accepts = validator("report");

  async function report(args: readonly string[], stdin = ""): Promise<unknown> {
    let out = "";
    const stream = (write: (text: string) => void) => ({
      isTerminal: false,
      columns: undefined,
      write: async (text: string) => write(text),
    });
    const streams = { out: stream((text) => (out += text)), err: stream(() => {}), readInput: async () => Buffer.from(stdin), env: {} };
    await main(["--format", "json", ...args], streams);
    // It is written in pieces, and is the same as if it were not; what steers a terminal is escaped.
    const whole = `${JSON.stringify(JSON.parse(out), null, 2)}\n`;
    expect(out.replace(/\\u([\da-f]{4})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))).toBe(whole);
    return JSON.parse(out);
  }

  const expectAccepted = (value: unknown) => {
    accepts(value);
    expect(accepts.errors ?? []).toEqual([]);
    expect(reportSchema.safeParse(value).success).toBe(true);
  };

  test.each(rosters.filter((path) => !path.endsWith("stdin")))("accepts the report of %s, under every standard", async (path) => {
    for (const standard of [[], ["-s", "benchmark"], ["-s", "benchmark-strict"], ["-s", "premium", "-s", "traditional-outpatient"]])
      expectAccepted(await report([...standard, path]));
    expectAccepted(await report(["--show-patients", "--quiet", path]));
  });

  test("accepts the report of all rosters in one run, and of files that cannot be read", async () => {
    expectAccepted(await report(rosters.filter((path) => !path.endsWith("stdin"))));
    expectAccepted(await report(["fixtures", "no-such-file.yaml"]));
    for (const text of ["", "{", "a: [", "\0", "null", "sessions: []", "---\n---\n"]) expectAccepted(await report(["-"], text));
  });

  test("accepts what the library returns, for the examples of every rule and custom standards", () => {
    for (const { failing, passing, standard } of RULES) {
      for (const roster of [failing, passing]) {
        const standards = standard === undefined ? ["benchmark", "premium"] : ["benchmark", standard];
        expectAccepted(JSON.parse(JSON.stringify(audit(parseRoster(roster, { file: "week.yaml" }), { standards }))));
      }
    }
  });

  test("refuses a report with something added or missing", async () => {
    const path = valid.find((one) => existsSync(one)) as string;
    const good = (await report([path])) as { rosters: Record<string, unknown>[]; summary: Record<string, unknown> };
    expect(accepts({ ...good, extra: 1 })).toBe(false);
    expect(accepts({ ...good, version: 2 })).toBe(false);
    const { summary: _, ...rest } = good;
    expect(accepts(rest)).toBe(false);
  });
});

test("each published schema has an address, and says in words what a pattern asks for", () => {
  const { homepage } = JSON.parse(readFileSync("package.json", "utf8"));
  for (const name of ["roster", "standard", "config", "report"]) {
    const schema = JSON.parse(readFileSync(`schemas/${name}.schema.json`, "utf8"));
    expect(schema.$id).toBe(`${homepage}/schemas/${name}.schema.json`);
    const parts: Record<string, unknown>[] = [];
    JSON.stringify(schema, (_, part) => {
      if (typeof part?.pattern === "string") parts.push(part);
      return part;
    });
    if (name !== "report") expect(parts.filter((part) => part.patternErrorMessage === undefined)).toEqual([]);
  }
});
