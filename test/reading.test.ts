/** Reading rosters: problems of shape, locations, ids as written, duplicate keys, encodings, syntax errors. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseAllDocuments, parseDocument, stringify } from "yaml";
import { decode } from "../src/document/decode.ts";
import type { Document, Path } from "../src/document/document.ts";
import { readJson } from "../src/document/json.ts";
import { findSyntaxError } from "../src/document/json-syntax.ts";
import { Lines } from "../src/document/lines.ts";
import { documentProblems } from "../src/document/validate.ts";
import { readYaml as readYamlStream } from "../src/document/yaml.ts";
import { explainYaml } from "../src/document/yaml-syntax.ts";
import { audit, parseRoster } from "../src/index.ts";
import { main } from "../src/main.ts";
import { ROSTER_FORMAT } from "../src/roster/roster-format.ts";
import { rosterFile } from "../src/roster/schema.ts";
import { tries } from "./support/matrix.ts";

const readYaml = (text: string) => readYamlStream(text, explainYaml);

const VALID = {
  $schema: "./roster.schema.json",
  program: { name: "Lakeside", offers: ["ppo"], publishedRatios: { group: "1:6" } },
  timezone: "America/New_York",
  week: "2026-11-30",
  standard: ["premium"],
  clinicians: [
    { id: "lee", roles: ["therapist"], modalities: ["CBT"], licensedIn: ["NY"], away: [{ start: "Wed 12:00", end: "Thu 00:00" }] },
    { id: 7, roles: [] },
  ],
  patients: [
    { id: "p-014", counselor: "lee", state: "NY", coverage: { plan: "PPO", telehealthVerified: true } },
    { id: true },
    { id: 1e3 },
  ],
  couples: [{ id: "c-03", partners: ["p-014", true] }],
  sessions: [
    {
      id: "mon",
      kind: "group",
      start: "Mon 18:00",
      minutes: 90,
      clinicians: ["lee", { id: 7, from: "18:30", until: "Mon 19:00" }],
      patients: [{ id: "p-014", from: "2026-11-30T18:00" }, 1e3],
      couples: 2,
      cpt: 90853,
      status: "scheduled",
    },
    { id: "tue", kind: "individual", start: "2026-12-01T18:00:00-05:00", end: "19:30", patients: 0, couples: ["c-03"], cpt: "90834" },
  ],
  onCall: [{ clinician: "lee", start: "Mon 00:00", end: "Tue 00:00" }],
};

/** Every path in a value, the containers' too. */
function paths(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, one]) => paths(one, [...path, Array.isArray(value) ? Number(key) : key]))];
}

function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, step) => (inner as Record<string | number, unknown>)[step], value);
}

describe("problems of shape", () => {
  const problemsOf = (document: Document) => documentProblems(document, ROSTER_FORMAT);
  const expectAgreement = (value: unknown) => {
    const document = readJson(JSON.stringify(value) ?? "null");
    if (!document.readable) return;
    expect(problemsOf(document).length === 0, document.text.slice(0, 2_000)).toBe(rosterFile.safeParse(document.value).success);
  };

  const odd = fc.oneof(
    fc.constantFrom<unknown>(null, "", " ", "x", 0, -1, 0.5, 1, 90, 1_000_000, 1_000_001, 527_040, 527_041, 1e308, -0, true, false, [], {}),
    fc.constantFrom<unknown>(
      "Mon 18:00",
      "Mon 24:00",
      "18:00",
      "18:60",
      "2026-11-30",
      "2026-13-01",
      "2026-11-30T18:00Z",
      "1:6",
      "0:6",
      "1:6 ",
      "\n1:6",
      "1:6\n",
    ),
    fc.constantFrom<unknown>(
      "ppo",
      "NY",
      "ny",
      "NY\n",
      "scheduled",
      "canceled",
      [""],
      [null],
      [[]],
      [{}],
      { id: "x" },
      { id: "" },
      { id: null },
      { id: "x", y: 1 },
    ),
    fc.constantFrom<unknown>(
      Number.NaN,
      Number.POSITIVE_INFINITY,
      2 ** 53,
      "2026-11-30T18:00:00",
      "2026-11-30T18:00:01",
      "２０:００",
      "Mon 18:00\n",
    ),
    fc.jsonValue({ maxDepth: 2 }),
  );
  const all = paths(VALID);
  const edit = fc.record({
    path: fc.constantFrom(...all),
    kind: fc.constantFrom("set", "delete", "rename", "add", "append"),
    value: odd,
    key: fc.constantFrom("id", "x", "name", "from", "__proto__", "constructor", "toString", "0", "minutes"),
  });

  test("do not exist in a valid roster", () => {
    expect(problemsOf(readJson(JSON.stringify(VALID)))).toEqual([]);
    expectAgreement(VALID);
  });

  test("are found where zod finds some, on rosters with a few changes", () => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
        const copy = { root: structuredClone(VALID) as unknown };
        for (const { path, kind, value, key } of edits) {
          const full: Path = ["root", ...path];
          let container: unknown = copy;
          for (const step of full.slice(0, -1)) container = (container as Record<string | number, unknown> | undefined)?.[step];
          if (typeof container !== "object" || container === null) continue;
          const inside = container as Record<string | number, unknown>;
          const step = full.at(-1) as string | number;
          if (kind === "set") inside[step] = value;
          else if (kind === "delete") {
            if (Array.isArray(inside)) inside.splice(step as number, 1);
            else delete inside[step];
          } else if (kind === "append" && Array.isArray(inside[step])) (inside[step] as unknown[]).push(value);
          else {
            const target = kind === "add" ? inside[step] : inside;
            if (typeof target !== "object" || target === null || Array.isArray(target)) continue;
            Object.defineProperty(target, key, {
              value: kind === "add" ? value : inside[step],
              enumerable: true,
              configurable: true,
              writable: true,
            });
            if (kind === "rename" && key !== step) delete inside[step];
          }
        }
        expectAgreement(copy.root);
      }),
      { numRuns: tries(8_000, 1330) },
    );
  });

  test("agrees with zod on each odd value in each place", () => {
    const values = fc.sample(odd, { numRuns: 150, seed: 7 });
    for (const path of all) {
      for (const value of values) {
        const copy = { root: structuredClone(VALID) as unknown };
        const full: Path = ["root", ...path];
        (at(copy, full.slice(0, -1)) as Record<string | number, unknown>)[full.at(-1) as string | number] = value;
        expectAgreement(copy.root);
      }
    }
  });

  test("agrees with zod on any JSON at all", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expectAgreement(value);
      }),
      { numRuns: tries(1_000, 160) },
    );
    for (const value of [
      undefined,
      null,
      [],
      {},
      { sessions: [] },
      { sessions: null },
      "x",
      1,
      JSON.parse('{"__proto__":1,"sessions":[]}'),
    ])
      expectAgreement(value);
  });
});

// --- Places --------------------------------------------------------------------------------------------------------------

const key = fc.oneof(
  fc.constantFrom(
    "id",
    "sessions",
    "a b",
    "007",
    "true",
    "null",
    "1e3",
    "~",
    "__proto__",
    "constructor",
    "key: x",
    "# x",
    "- x",
    "'",
    '"',
    "\\",
    "é😀",
    "x\ty",
    "[",
    "{a}",
    "&a",
    "*a",
    "!t",
    "|",
    "%",
    "@",
  ),
  fc.string({ minLength: 1, maxLength: 6, unit: "grapheme" }),
);
const scalar = fc.oneof(
  fc.constantFrom<unknown>(
    0,
    -1,
    1.5,
    1e21,
    5e-324,
    true,
    false,
    null,
    "",
    " ",
    "  x ",
    "true",
    "null",
    "~",
    "007",
    "1e3",
    "0x10",
    ".5",
    "+1",
    "12345678901234567890",
    "18:00",
    "1:6",
    "2026-11-30",
    "yes",
    "no",
    "a\nb",
    "a\n\nb\n",
    "\n",
    "\t",
    "x # y",
    "x: y",
    "- x",
    "---",
    "...",
    "'",
    '"',
    "\\u0041",
    "<<",
    "é😀",
    "\u0085",
    "\u2028",
    "\ufeff",
  ),
  fc.string({ maxLength: 8, unit: "grapheme" }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    scalar,
    fc.array(tie("tree"), { maxLength: 4 }),
    fc.dictionary(key, tie("tree"), { maxKeys: 4, noNullPrototype: true }),
  ),
}));
const root = fc.oneof(
  fc.dictionary(key, tree, { minKeys: 1, maxKeys: 4, noNullPrototype: true }),
  fc.array(tree, { minLength: 1, maxLength: 4 }),
);

/** JSON text with random white space between its tokens and random escapes in its strings. */
function looseJson(value: unknown, random: () => number): string {
  const space = () => ["", "", "", " ", "\n", "\t", "\r\n", "  \n  ", "\r"][Math.floor(random() * 9)] as string;
  const text = (one: string) =>
    `"${[
      ...JSON.stringify(one)
        .slice(1, -1)
        .matchAll(/\\u....|\\.|[^\\]/gsu),
    ]
      .map(([c]) => (c.length === 1 && random() < 0.1 ? `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}` : c === "\\/" ? "/" : c))
      .join("")}"`;
  const write = (one: unknown): string => {
    if (typeof one === "string") return text(one);
    if (typeof one !== "object" || one === null) return JSON.stringify(one);
    if (Array.isArray(one)) return `[${space()}${one.map((item) => `${write(item)}${space()}`).join(`,${space()}`)}]`;
    return `{${space()}${Object.entries(one)
      .map(([name, item]) => `${text(name)}${space()}:${space()}${write(item)}${space()}`)
      .join(`,${space()}`)}}`;
  };
  return `${space()}${write(value)}${space()}`;
}

/** A source of numbers from 0 to 1 that depends on its seed alone. */
function numbersFrom(seed: number): () => number {
  let x = seed | 1;
  return () => {
    x = Math.imul(x ^ (x >>> 15), 0x2c1b3c6d) + 0x9e3779b9;
    return ((x ^ (x >>> 13)) >>> 0) / 2 ** 32;
  };
}

function expectPlaces(document: Document, value: unknown, parse: (text: string) => unknown): void {
  for (const path of paths(value)) {
    const { start, end } = document.locate(path, "value");
    const slice = document.text.slice(start, end);
    expect(start, `${path.join(".")} has a place`).toBeLessThanOrEqual(end);
    expect(parse(slice), `the value of ${path.join(".")} in ${JSON.stringify(document.text)} is ${JSON.stringify(slice)}`).toEqual(
      at(value, path),
    );
    if (typeof path.at(-1) !== "string") continue;
    const place = document.locate(path, "key");
    const name = document.text.slice(place.start, place.end);
    expect(String(parse(name)), `the key of ${path.join(".")} in ${JSON.stringify(document.text)}`).toBe(path.at(-1));
  }
  for (const token of document.tokens([])) {
    const { start, end } = document.locate(token.path, token.part);
    expect([token.start, token.end]).toEqual([start, end]);
  }
  const scalars = paths(value).filter((path) => typeof at(value, path) !== "object" || at(value, path) === null);
  const values = [...document.tokens([])].filter((token) => token.part === "value");
  expect(values.map((token) => token.path.join("\0")).sort()).toEqual(scalars.map((path) => path.join("\0")).sort());
  const keys = paths(value).filter((path) => typeof path.at(-1) === "string");
  expect([...document.tokens([])].filter((token) => token.part === "key").length).toBe(keys.length);
}

/** What a slice of YAML says, taken out of its place: indented blocks are moved to the margin by the column they start in. */
function parseSlice(slice: string, document: Document, start: number): unknown {
  // Alone, this opens a document.
  if (slice === "---") return slice;
  const column = new Lines(document.text).position(start).column;
  const one = readYaml(`${" ".repeat(column - 1)}${slice}`)[0] as Document;
  return one.value === undefined ? null : one.value;
}

describe("places", () => {
  test("in JSON: each slice parses to the value or key at its path", () => {
    fc.assert(
      fc.property(root, fc.integer(), (value, seed) => {
        const text = looseJson(value, numbersFrom(seed));
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        const document = readJson(text);
        expect(document.problems).toEqual([]);
        expectPlaces(document, document.value, (slice) => JSON.parse(slice));
      }),
      { numRuns: tries(2_000, 330) },
    );
  });

  test("in YAML: each scalar and key is sliced right, in blocks and brackets, with every kind of quotation", () => {
    const options = fc.record({
      collectionStyle: fc.constantFrom("any" as const, "block" as const, "flow" as const),
      defaultStringType: fc.constantFrom(
        "PLAIN" as const,
        "QUOTE_DOUBLE" as const,
        "QUOTE_SINGLE" as const,
        "BLOCK_LITERAL" as const,
        "BLOCK_FOLDED" as const,
      ),
      defaultKeyType: fc.constantFrom("PLAIN" as const, "QUOTE_DOUBLE" as const, "QUOTE_SINGLE" as const),
      indent: fc.integer({ min: 1, max: 5 }),
      indentSeq: fc.boolean(),
      lineWidth: fc.constantFrom(0, 20, 80),
      flowCollectionPadding: fc.boolean(),
    });
    fc.assert(
      fc.property(root, options, (value, how) => {
        const text = stringify(value, { ...how, aliasDuplicateObjects: false });
        // The writer cannot write everything: what its own parser reads otherwise is left out, as are control characters.
        const back = parseDocument(text, { uniqueKeys: false, logLevel: "silent" });
        fc.pre(back.errors.length === 0 && back.warnings.length === 0 && JSON.stringify(back.toJS()) === JSON.stringify(value));
        fc.pre(!/[^\P{Cc}\t\n\r\u0085]/u.test(text) && !/"\?|^\s*\? |[[{,]\s*\? /m.test(text));
        const [document] = readYaml(text) as [Document];
        fc.pre(
          !document.problems.some((problem) =>
            problem.message.some((part) => "own" in part && /tag|plain text on one line/.test(part.own)),
          ),
        );
        expect(document.problems).toEqual([]);
        expect(JSON.stringify(document.value)).toBe(JSON.stringify(value));
        for (const path of paths(document.value)) {
          const span = document.locate(path, "value");
          const here = at(document.value, path);
          const slice = document.text.slice(span.start, span.end);
          if (typeof here !== "object" || here === null) {
            if (/^[|>]/.test(slice)) expect(slice.length).toBeGreaterThan(0);
            else expect(parseSlice(slice, document, span.start), `${path.join(".")} in ${JSON.stringify(text)}`).toEqual(here);
          } else if (/^[[{]/.test(slice)) expect(parseSlice(slice, document, span.start)).toEqual(here);
          if (typeof path.at(-1) !== "string") continue;
          const place = document.locate(path, "key");
          const name = document.text.slice(place.start, place.end);
          const spelt = readYaml(`${name}: 0`)[0] as Document;
          expect(Object.keys(spelt.value as object), `the key of ${path.join(".")} in ${JSON.stringify(text)}`).toEqual([path.at(-1)]);
        }
      }),
      { numRuns: tries(3_000, 500) },
    );
  });

  test("of a pair without braces in a list: only the pair", () => {
    const text = "ids: [id: lee, kim, id: ortiz ]\nnext: 1\n";
    const document = (readYaml(text) as [Document])[0];
    const slice = (...path: (string | number)[]) => {
      const { start, end } = document.locate(path, "value");
      return text.slice(start, end);
    };
    expect(document.value).toEqual({ ids: [{ id: "lee" }, "kim", { id: "ortiz" }], next: 1 });
    expect([slice("ids"), slice("ids", 0), slice("ids", 2)]).toEqual(["[id: lee, kim, id: ortiz ]", "id: lee", "id: ortiz"]);
  });

  test("of a missing value: the nearest existing ancestor", () => {
    const text = '{"sessions": [{"id": "mon"}]}';
    for (const document of [readJson(text), (readYaml(text) as [Document])[0]]) {
      for (const path of [
        ["sessions", 0, "kind"],
        ["sessions", 0, "kind", 3, "x"],
      ]) {
        const { start, end } = document.locate(path, "value");
        expect(text.slice(start, end)).toBe('{"id": "mon"}');
      }
      const { start, end } = document.locate(["sessions", 5], "value");
      expect(text.slice(start, end)).toBe('[{"id": "mon"}]');
    }
  });

  test("lines end with LF, CRLF and CR, in both formats", () => {
    for (const [ending, more] of [
      ["\n", ""],
      ["\r\n", ""],
      ["\r", ""],
      ["\n", "\ufeff"],
      ["\r\n", "\ufeff"],
    ] as const) {
      const lines = ["{", ' "sessions": [', "  1,", '  {"id": "mon",', '   "knd": 1}', " ]", "}"];
      for (const file of ["week.json", "week.yaml"]) {
        const { problems } = audit(parseRoster(Buffer.from(more + lines.join(ending)), { file })).rosters[0] as never as {
          problems: { at: { line: number; column: number; path: Path } }[];
        };
        const unknown = problems.find((problem) => problem.at.path.at(-1) === "•••");
        expect(unknown?.at, `${JSON.stringify(ending)} in ${file}`).toMatchObject({ line: 5, column: 4 });
        expect(problems.find((problem) => problem.at.path.length === 2 && problem.at.path[1] === 0)?.at).toMatchObject({
          line: 3,
          column: 3,
        });
      }
    }
  });

  test("lines and columns are those of a plain count", () => {
    const text = fc
      .array(fc.constantFrom("a", "b", "\n", "\r", "\r\n", "é", "😀"), { maxLength: 60 })
      .map((parts) => parts.join("").repeat(1 + (parts.length % 3) * 150));
    fc.assert(
      fc.property(text, fc.double({ min: 0, max: 1, noNaN: true }), (one, where) => {
        const offset = Math.floor(where * one.length);
        // Between the CR and the LF of one line break there is no line of its own.
        const before = one.slice(0, offset).replace(/\r$/, one[offset] === "\n" ? "x" : "\r");
        const parts = before.split(/\r\n|\r|\n/);
        expect(new Lines(one).position(offset)).toEqual({ line: parts.length, column: (parts.at(-1) as string).length + 1 });
      }),
      { numRuns: tries(2_000, 330) },
    );
  });
});

// --- Ids -----------------------------------------------------------------------------------------------------------------

function problemsOf(text: string | Uint8Array, file?: string) {
  const { rosters } = audit(parseRoster(text, file === undefined ? {} : { file }));
  return rosters.flatMap((roster) => roster.problems);
}

describe("ids as written", () => {
  const SPELLINGS = [
    "007",
    "7",
    "07",
    "7.0",
    "1e3",
    "1E3",
    "1000",
    "1e+3",
    "12345678901234567890",
    "12345678901234567891",
    "true",
    "True",
    "TRUE",
    "false",
    "0",
    "-0",
    "+1",
    "0.1",
    ".5",
    "5.",
    "yes",
    "on",
    "0x10",
    "0o7",
    "0b1",
    "1_000",
    "18:00",
    "2026-11-30",
    "Infinity",
    ".inf",
    ".nan",
    "NaN",
  ];
  const yaml = (ids: readonly string[]) =>
    `clinicians: [{id: lee, roles: [therapist]}]\npatients:\n${ids.map((id) => `  - id: ${id}\n`).join("")}sessions:\n  - {id: mon, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: [${ids.map((id, i) => (i % 2 === 0 ? id : `{id: ${id}}`)).join(", ")}]}\n`;

  test("plain in YAML are all different, and those in quotes are the same", () => {
    expect(problemsOf(yaml(SPELLINGS))).toEqual([]);
    for (const id of SPELLINGS) {
      const quoted = yaml([id]).replace(`- id: ${id}`, `- id: "${id}"`);
      expect(problemsOf(quoted), id).toEqual([]);
      expect(problemsOf(yaml([id]).replace(`- id: ${id}`, `- id: '${id}'`)), id).toEqual([]);
    }
    for (const [one, other] of [
      ["007", "7"],
      ["1e3", "1000"],
      ["true", "True"],
      ["12345678901234567890", "12345678901234567891"],
      ["7.0", "7"],
    ]) {
      expect(problemsOf(yaml([one as string]).replace(`- id: ${one}`, `- id: ${other}`)), `${one} is not ${other}`).toHaveLength(1);
    }
  });

  test("numbers in JSON keep their spelling, and text is the same id", () => {
    const json = (declared: string, named: string) =>
      `{"clinicians":[{"id":"lee","roles":["therapist"]}],"patients":[{"id":${declared}}],"sessions":[{"id":"mon","kind":"group","start":"2026-11-30T18:00","minutes":90,"clinicians":["lee"],"patients":[ ${named} , {"id":${named},"from":"18:00","until":"18:00"}]}]}`.replace(
        / , \{.*?\}/,
        "",
      );
    for (const id of [
      "7",
      "7.0",
      "1e3",
      "1E3",
      "1000",
      "1e+3",
      "12345678901234567890",
      "12345678901234567891",
      "0",
      "-0",
      "0.1",
      "true",
      "false",
      "100000000000000000000000",
      "5e-324",
      "1e400",
      "-1e999",
    ]) {
      expect(problemsOf(json(id, id)), id).toEqual([]);
      expect(problemsOf(json(id, `"${id}"`)), id).toEqual([]);
      expect(problemsOf(json(`"${id}"`, id)), id).toEqual([]);
    }
    for (const [one, other] of [
      ["1e3", "1000"],
      ["7", "7.0"],
      ["12345678901234567890", "12345678901234567891"],
      ["0", "-0"],
      ["1e400", "1e401"],
    ] as const)
      expect(problemsOf(json(one, other)), `${one} is not ${other}`).toHaveLength(1);
  });

  test("of digits with an e between them, which as a number would be infinite", () => {
    for (const id of ["12e4567", "1e400", "0e5"]) {
      expect(problemsOf(yaml([id])), `${id} in YAML`).toEqual([]);
      expect(problemsOf(yaml([id]).replaceAll(id, `"${id}"`)), `"${id}"`).toEqual([]);
    }
  });

  test("survive into the report, of sessions and clinicians, and with --show-patients of patients", () => {
    const ids = ["007", "7", "1e3", "12345678901234567890", "true"];
    const clinicians = `clinicians:\n${ids.map((id) => `  - {id: ${id}, roles: [nurse]}\n`).join("")}`;
    const sessions = (who: (id: string) => string) =>
      `sessions:\n${ids.map((id) => `  - {id: ${id}, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [${ids.join(", ")}], patients: [${who(id)}]}\n`).join("")}`;
    const report = audit(parseRoster(`${clinicians}${sessions((id) => `${id}p`)}`));
    expect(report.rosters[0]?.sessions.map((session) => session.id)).toEqual(ids);
    expect(
      [...new Set(report.rosters[0]?.findings.filter((one) => one.rule === "clinician-double-booked").map((one) => one.clinician))].sort(),
    ).toEqual([...ids].sort());
    const shown = audit(
      parseRoster(
        `${sessions(() => ids.join(", "))
          .replaceAll(/id: (\S+), kind/g, "id: s$1, kind")
          .replaceAll(/clinicians: \[.*?\]/g, "clinicians: []")}couples: []\n`,
      ),
      { showPatients: true },
    );
    expect([...new Set(shown.rosters[0]?.findings.flatMap((one) => one.patient ?? []))].sort()).toEqual([...ids].sort());
  });

  test("of a repeated alias, of a folded scalar and of a key's own spelling", () => {
    expect(
      problemsOf(
        "clinicians: [{id: &lee 007, roles: [therapist]}]\nsessions: [{id: s, kind: group, start: 2026-11-30T18:00, minutes: 9, clinicians: [*lee], patients: 1}]",
      ),
    ).toEqual([]);
    expect(
      problemsOf(
        'clinicians: [{id: "007", roles: [therapist]}]\nsessions: [{id: s, kind: group, start: 2026-11-30T18:00, minutes: 9, clinicians: [007], patients: 1}]',
      ),
    ).toEqual([]);
    expect(
      problemsOf(
        "clinicians: [{id: '007', roles: [therapist]}]\nsessions: [{id: s, kind: group, start: 2026-11-30T18:00, minutes: 9, clinicians: [007], patients: 1}]",
      ),
    ).toEqual([]);
  });
});

// --- Duplicate keys ------------------------------------------------------------------------------------------------------

describe("duplicate keys", () => {
  const spellings = ["id", "\\u0069d", "i\\u0064", "\\u0069\\u0064"];

  test("are found in both formats, however they are spelled, with the place of the second", () => {
    for (const one of spellings) {
      for (const other of spellings) {
        const text = `{"sessions": [{"${one}": "mon",\n "${other}": "tue", "kind": "group", "start": "2026-11-30T18:00", "minutes": 9}]}`;
        for (const file of ["week.json", "week.yaml"]) {
          const problems = problemsOf(text, file);
          expect(problems, `${one} and ${other} in ${file}`).toHaveLength(1);
          expect(problems[0]?.message).toMatch(/Duplicate key/);
          expect(problems[0]?.at).toMatchObject({ line: 2, column: 2, endColumn: 4 + other.length });
        }
      }
    }
  });

  test("are found wherever a key is repeated, and nowhere else", () => {
    fc.assert(
      fc.property(root, fc.integer(), (value, seed) => {
        const random = numbersFrom(seed);
        const text = looseJson(value, random);
        const keys = [...(readJson(text) as Document).tokens([])].filter((token) => token.part === "key");
        fc.pre(keys.length > 0);
        const chosen = keys[Math.floor(random() * keys.length)] as (typeof keys)[number];
        const more = `${text.slice(0, chosen.start)}${text.slice(chosen.start, chosen.end)}: [0, {"x": ":"}], ${text.slice(chosen.start)}`;
        expect(readJson(more).problems).toHaveLength(1);
        expect(readJson(more).problems[0]?.path).toEqual(chosen.path);
        expect(readJson(text).problems).toEqual([]);
      }),
      { numRuns: tries(1_500, 250) },
    );
  });

  test("of a key that YAML reads as a number or a word are compared as written", () => {
    expect((readYaml("007: a\n7: b\ntrue: c\nTrue: d\n") as [Document])[0].problems).toEqual([]);
    expect((readYaml("007: a\n'007': b\n") as [Document])[0].problems).toHaveLength(1);
    expect((readYaml("? a\n: 1\n? a\n: 2\n") as [Document])[0].problems).toHaveLength(1);
    expect((readYaml("__proto__: a\n__proto__: b\n") as [Document])[0].problems).toHaveLength(1);
    expect(readJson('{"__proto__": 1, "__proto__": 2}').problems).toHaveLength(1);
  });
});

// --- Encodings, documents, standard input --------------------------------------------------------------------------------

const ROSTER =
  "clinicians:\n  - { id: lee, roles: [therapist] }\nsessions:\n  - { id: s, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: 6 }\n";
const ROSTER_JSON =
  '{"clinicians":[{"id":"lee","roles":["therapist"]}],"sessions":[{"id":"s","kind":"group","start":"2026-11-30T18:00","minutes":90,"clinicians":["lee"],"patients":6}]}';

function utf16(text: string, bigEndian: boolean): Buffer {
  const bytes = Buffer.from(text, "utf16le");
  return bigEndian ? bytes.swap16() : bytes;
}

describe("encodings", () => {
  test.each([["\n"], ["\r\n"], ["\r"]])("a byte-order mark and line ends %j change nothing", (ending) => {
    for (const mark of ["", "\ufeff"]) {
      for (const text of [ROSTER, ROSTER_JSON]) {
        const bytes = Buffer.from(mark + text.replaceAll("\n", ending));
        expect(problemsOf(bytes)).toEqual([]);
        expect(problemsOf(mark + text.replaceAll("\n", ending))).toEqual([]);
        expect(problemsOf(bytes, text === ROSTER ? "week.yaml" : "week.json")).toEqual([]);
      }
    }
  });

  test.each([
    ["\ufeff", false],
    ["\ufeff", true],
    ["", false],
    ["", true],
  ])("UTF-16 (mark %j, big-endian %s) is named, for each kind of text", (mark, bigEndian) => {
    for (const text of [ROSTER, ROSTER_JSON, `# Überblick\n${ROSTER}`, `{"a":1}`, "a: 1"]) {
      const decoded = decode(utf16(mark + text, bigEndian));
      expect("message" in decoded && JSON.stringify(decoded.message)).toMatch(/UTF-16/);
    }
  });

  test("UTF-32 is named; broken UTF-8 is located; Latin-1 is broken UTF-8", () => {
    const utf32 = (bytes: number[]) => new Uint8Array(bytes.flatMap((byte) => [byte, 0, 0, 0]));
    expect(JSON.stringify(decode(new Uint8Array([0xff, 0xfe, 0, 0, ...utf32([97, 58])])))).toMatch(/UTF-32/);
    expect(JSON.stringify(decode(new Uint8Array([0, 0, 0xfe, 0xff, 0, 0, 0, 97])))).toMatch(/UTF-32/);
    expect(JSON.stringify(decode(Buffer.from("a: 1\nb: \xfcber\n", "latin1")))).toMatch(/"2".*"4"/);
    expect(JSON.stringify(decode(Buffer.concat([Buffer.from("a: é\nbé"), Buffer.from([0xc3])])))).toMatch(/"2".*"4"/);
    for (const bytes of [
      [0xff],
      [0xfe],
      [0xff, 0xff],
      [0xfe, 0xff],
      [0xff, 0xfe],
      [0xff, 0xfe, 0],
      [0xef, 0xbb],
      [0xc0, 0x80],
      [0xed, 0xa0, 0x80],
      [0xf4, 0x90, 0x80, 0x80],
    ])
      expect("message" in decode(new Uint8Array(bytes)), String(bytes)).toBe(true);
    for (const bytes of [[], [0xef, 0xbb, 0xbf], [97], [0xf0, 0x9f, 0x98, 0x80]])
      expect("text" in decode(new Uint8Array(bytes)), String(bytes)).toBe(true);
  });

  test("the first bad byte is where a plain count finds it", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("a", "\n", "é", "😀", "€"), { maxLength: 300 }),
        fc.constantFrom(0xff, 0x80, 0xc0, 0xfe),
        (parts, bad) => {
          const before = Buffer.from(parts.join(""));
          const decoded = decode(Buffer.concat([Buffer.from("abcd"), before, Buffer.from([bad]), Buffer.from("xyz\n")]));
          const own =
            "message" in decoded
              ? decoded.message.flatMap((part) => ("own" in part && /^\d+$/.test(part.own) ? Number(part.own) : []))
              : [];
          const lines = Buffer.from(`abcd${parts.join("")}`)
            .toString("latin1")
            .split("\n");
          expect(own).toEqual([lines.length, (lines.at(-1) as string).length + 1]);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe("YAML, against the library's own reader", () => {
  const morsels = [
    "\n",
    "\n  ",
    "  ",
    "- ",
    ": ",
    "a",
    "b: ",
    "{",
    "}",
    "[",
    "]",
    ",",
    '"',
    "'",
    "#",
    " #",
    "|\n",
    ">\n",
    "? ",
    "---\n",
    "...\n",
    "%YAML 1.2\n",
    "\t",
    "\\",
    "1",
    "~",
    "&a ",
    "*a",
    "é",
  ];

  test("a mapping on the line of its key is refused, also behind an anchor", () => {
    for (const text of ["a: b: 1\n", "a: &b c: 1\n", "a: &b 'c': 1\n", '- "a": &b c: 1\n', "a:\n  b: &c d: 1\n"])
      expect(
        readYaml(text)[0]?.problems.map(({ code }) => code),
        text,
      ).toEqual(["broken-syntax"]);
    for (const text of ["a: &b\n  c: 1\n", "a: &b # c\r\n  c: 1\r\n", "a:\r  c: 1\r", "- &b c: 1\n", "a: &b { c: 1 }\n"])
      expect(readYaml(text)[0]?.problems, text).toEqual([]);
  });

  test("what the library finds broken is refused, and what it finds sound has the same value", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...morsels), { maxLength: 14 }), (parts) => {
        const text = parts.join("");
        const documents = readYaml(text);
        const library = parseAllDocuments(text, { uniqueKeys: true, stringKeys: true, logLevel: "silent" });
        if (!Array.isArray(library)) return;
        const broken = library.some((document) => document.errors.length > 0);
        const refused = documents.some((document) => document.problems.length > 0);
        // A tab before text that is no mapping separates nothing; no roster is such text.
        if (broken && !/^\t/m.test(text)) expect(refused, JSON.stringify(text)).toBe(true);
        if (broken || refused) return;
        // No roster is one text. js-yaml loses the text of a block below a blank line that is less indented than its mark.
        const written = (value: unknown) => (typeof value === "string" ? "text" : JSON.stringify(value));
        const values = library.map((document) => written(document.toJS()));
        // Before an end mark with nothing above it the library finds an empty document.
        if (values.length > documents.length && /^\.\.\./m.test(text)) return;
        expect(
          documents.map((document) => written(document.value)),
          JSON.stringify(text),
        ).toEqual(values);
      }),
      { numRuns: tries(6_000, 1000) },
    );
  });
});

describe("documents and standard input", () => {
  async function run(args: readonly string[], stdin: string | Uint8Array) {
    const said = { out: "", err: "" };
    const stream = (name: "out" | "err") => ({
      isTerminal: false,
      columns: undefined,
      write: async (text: string) => {
        said[name] += text;
      },
    });
    const code = await main([...args], { out: stream("out"), err: stream("err"), readInput: async () => Buffer.from(stdin), env: {} });
    return { code, ...said };
  }

  test("each document of a stream is a roster, with its own problems and places", () => {
    const { rosters } = audit(parseRoster(`${ROSTER}---\n${ROSTER}...\n---\nsessions: 1\n--- # last\n${ROSTER}`, { file: "week.yaml" }));
    expect(rosters.map((roster) => [roster.document, roster.problems.length, roster.sessions.length])).toEqual([
      [0, 0, 1],
      [1, 0, 1],
      [2, 1, 0],
      [3, 0, 1],
    ]);
    expect(rosters[2]?.problems[0]?.at?.line).toBe(12);
  });

  test("a mark of order, a comment, a directive and a final `...` make no document", () => {
    for (const text of [
      `\ufeff${ROSTER}`,
      `# x\n${ROSTER}`,
      `%YAML 1.2\n---\n${ROSTER}`,
      `---\n${ROSTER}`,
      `${ROSTER}...\n`,
      `---\n${ROSTER}...\n# end\n`,
      `${ROSTER}\n\n\n`,
    ])
      expect(
        audit(parseRoster(text)).rosters.map((roster) => [roster.problems.length, roster.sessions.length]),
        text,
      ).toEqual([[0, 1]]);
  });

  test("an empty document is refused at any position", () => {
    for (const text of [
      `---\n---\n${ROSTER}`,
      `${ROSTER}---\n`,
      `${ROSTER}---\n# only a comment\n`,
      `--- null\n---\n${ROSTER}`,
      `---\n~\n---\n${ROSTER}`,
    ]) {
      const problems = audit(parseRoster(text)).rosters.map((roster) => roster.problems.length);
      expect(
        problems.reduce((a, b) => a + b),
        text,
      ).toBe(1);
    }
    for (const text of ["", "\n", "# x\n", "---\n", "---\n...\n", "null", "~", "\ufeff"])
      expect(problemsOf(text), JSON.stringify(text)).toHaveLength(1);
  });

  test("standard input is read in both formats, with a byte-order mark, and recognized by its content", async () => {
    for (const text of [
      ROSTER,
      ROSTER_JSON,
      `\ufeff${ROSTER}`,
      `\ufeff${ROSTER_JSON}`,
      `\n  ${ROSTER_JSON}\n`,
      `# c\n${ROSTER_JSON}`,
      ROSTER.replaceAll("\n", "\r\n"),
    ]) {
      const { code, out } = await run(["-f", "json", "-"], text);
      expect(code).toBe(0);
      expect(JSON.parse(out).rosters[0]).toMatchObject({ file: "-", document: 0 });
    }
    const id = await run(["-f", "json", "--show-patients", "-"], ROSTER_JSON.replace('"s"', "12345678901234567890"));
    expect(JSON.parse(id.out).rosters[0].sessions[0].id).toBe("12345678901234567890");
    expect((await run(["-"], "")).code).toBe(2);
    expect((await run(["-"], "{")).code).toBe(2);
    expect((await run(["-"], utf16(ROSTER, false))).out).toMatch(/UTF-16/);
  });
});

// --- Syntax errors in JSON -----------------------------------------------------------------------------------------------

describe("syntax errors in JSON", () => {
  /** Where JSON.parse stops: the length of the longest start of the text that some end makes whole, told by V8's message. */
  function stopsAt(text: string): number | null {
    try {
      JSON.parse(text);
      return null;
    } catch (error) {
      const message = (error as Error).message;
      const position = / at position (\d+)/.exec(message)?.[1];
      return position === undefined ? Number.NaN : Number(position);
    }
  }

  const damage = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
    cut: fc.nat(2),
    add: fc.constantFrom(
      "",
      "",
      "{",
      "}",
      "[",
      "]",
      ",",
      ":",
      '"',
      "'",
      "x",
      "1",
      "-",
      ".",
      "e",
      "\\",
      "\n",
      "/",
      "tru",
      "null",
      "\u0000",
      "\t",
    ),
  });

  test("are found exactly where JSON.parse finds one, and nowhere else", () => {
    let compared = 0;
    fc.assert(
      fc.property(root, fc.integer(), fc.array(damage, { minLength: 0, maxLength: 2 }), (value, seed, damages) => {
        const text = damages.reduce(
          (one, { at: where, cut, add }) => {
            const offset = Math.floor(where * one.length);
            return one.slice(0, offset) + add + one.slice(offset + cut);
          },
          looseJson(value, numbersFrom(seed)),
        );
        const expected = stopsAt(text);
        const found = findSyntaxError(text);
        if (expected === null) expect(found, JSON.stringify(text)).toBe(null);
        else expect(found, JSON.stringify(text)).not.toBe(null);
        if (expected === null || found === null || Number.isNaN(expected)) return;
        // V8 stops inside a string, number or word; ours says where that token starts. Never later, and on the same token.
        expect(found.offset, JSON.stringify(text)).toBeLessThanOrEqual(expected);
        if (found.offset < expected)
          expect(text.slice(found.offset, expected), JSON.stringify(text)).toMatch(/^(?:"[^"]*(?:\\"[^"]*)*|[-+.\w]*)$/);
        compared++;
      }),
      { numRuns: tries(4_000, 660) },
    );
    expect(compared).toBeGreaterThan(tries(500, 80));
  });

  test.each(["x", "\\n", "\\u0041"])("are found in a long string of %j that is not closed", (unit) => {
    const string = `"${unit.repeat(20_000_000 / unit.length)}`;
    expect(findSyntaxError(`{"a":${string}`)).toEqual({ offset: 5, expected: "a value", opened: 0 });
    expect(findSyntaxError(`{"a":${string}"}`)).toBe(null);
  });

  test("have a line and column, and never quote the text", () => {
    const [problem] = problemsOf('{\n  "sessions": [\n    { "id": "mon" "kind": "group" }\n  ]\n}', "week.json");
    expect(problem?.at).toMatchObject({ line: 3, column: 19 });
    expect(problem?.message).not.toMatch(/mon|kind/);
    expect(problemsOf('{"a": 1', "week.json")[0]?.at).toMatchObject({ line: 1, column: 1 });
    // The unknown key, then the comma.
    expect(problemsOf('{"a": 1,}', "week.json").map(({ at }) => at)).toMatchObject([
      { line: 1, column: 2 },
      { line: 1, column: 9 },
    ]);
  });
});
