/** The published JSON Schemas: what reports and rosters are held to, and what the sources say now. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { describe, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { GENERATED } from "../scripts/generated.ts";
import { audit, parseRoster } from "../src/index.ts";
import { main } from "../src/main.ts";
import { reportSchema } from "../src/report/report-schema.ts";
import { rosterFile } from "../src/roster/roster-file.ts";
import { RULES } from "../src/rules/list.ts";

const read = (name: string) => JSON.parse(readFileSync(`schemas/${name}.schema.json`, "utf8")) as Record<string, unknown>;

function validator(name: string) {
  const ajv = new Ajv({ strict: true, allowUnionTypes: true, strictTypes: false, allErrors: true });
  (addFormats as unknown as (one: Ajv) => void)(ajv);
  return ajv.compile(read(name));
}

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

describe("what is made from the zod schemas", () => {
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
      for (const { roster } of [failing, passing]) {
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

  test("describes every field, for an editor to show", () => {
    const bare: string[] = [];
    const visit = (schema: Record<string, unknown>, path: string): void => {
      for (const [key, inner] of Object.entries((schema.properties ?? {}) as Record<string, Record<string, unknown>>)) {
        if (typeof inner.description !== "string" && inner.$ref === undefined) bare.push(`${path}.${key}`);
        visit(inner, `${path}.${key}`);
      }
      for (const inner of [schema.items, ...((schema.anyOf ?? []) as unknown[])])
        if (typeof inner === "object" && inner !== null) visit(inner as Record<string, unknown>, path);
    };
    visit(read("roster"), "");
    expect(bare).toEqual([]);
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

  test("accepts what the library returns, for the examples of every rule and standards of one's own", () => {
    for (const { failing, passing } of RULES) {
      for (const { roster, standard } of [failing, passing]) {
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
