/** Our reader beside those that everybody has: what both read, they read alike; and valid JSON is never refused for its syntax. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Document as Composed, isAlias, isMap, isScalar, isSeq, type Node, parseAllDocuments, type Scalar, stringify } from "yaml";
import type { Path } from "../src/document/document.ts";
import { readYaml } from "../src/document/yaml.ts";
import { explainYaml } from "../src/document/yaml-syntax.ts";
import { audit, parseRoster } from "../src/index.ts";
import { tries } from "./support/matrix.ts";

/** A value as `yaml` reads it, with the path and place of each node. */
interface Read {
  readonly value: unknown;
  readonly places: readonly Place[];
}

interface Place {
  readonly path: Path;
  readonly part: "key" | "value";
  readonly start: number;
  /** Null where readers may differ: behind a block and its line breaks. */
  readonly end: number | null;
}

/** More values than this are a bomb of aliases. */
const MAX_VALUES = 30_000;

class NotRead extends Error {}

/** What `yaml` reads from one document under the core schema of YAML 1.2; null for a document that we refuse. */
function readByYaml(document: Composed): Read | null {
  if (document.errors.length > 0 || document.warnings.length > 0 || document.contents === null) return null;
  const places: Place[] = [];
  let values = 0;
  const visit = (node: Node | null, path: Path): unknown => {
    if (++values > MAX_VALUES) throw new NotRead();
    if (node === null) return null;
    if (isAlias(node)) {
      note(node, path, "value");
      const target = node.resolve(document);
      if (target === undefined) throw new NotRead();
      const before = places.length;
      const value = visit(target, path);
      // The report says where the value of an alias is.
      places.length = before;
      return value;
    }
    if (node.tag !== undefined) throw new NotRead();
    note(node, path, "value");
    if (isSeq(node)) return node.items.map((item, i) => visit(item as Node | null, [...path, i]));
    if (!isMap(node)) return plainValue(node as Scalar);
    const members: [string, unknown][] = [];
    for (const { key, value } of node.items) {
      if (!isScalar(key) || typeof key.value !== "string" || key.tag !== undefined || key.value === "<<") throw new NotRead();
      if (members.some(([name]) => name === key.value)) throw new NotRead();
      note(key, [...path, key.value], "key");
      members.push([key.value, visit(value as Node | null, [...path, key.value])]);
    }
    return Object.fromEntries(members);
  };
  const note = (node: Node, path: Path, part: Place["part"]) => {
    const [start, end] = node.range as [number, number, number];
    const isBlock = (isScalar(node) && /^BLOCK/.test(node.type ?? "")) || ((isMap(node) || isSeq(node)) && node.flow !== true);
    // A value that is left out is nowhere; and before the first key of a block there may be an anchor, which we take for its start.
    const isAnchored = isMap(node) && node.flow !== true && (node.items[0]?.key as Node | null)?.anchor !== undefined;
    if (start !== end && !isAnchored) places.push({ path, part, start, end: isBlock ? null : end });
  };
  try {
    return { value: visit(document.contents as Node, []), places };
  } catch (error) {
    if (error instanceof NotRead) return null;
    throw error;
  }
}

function plainValue({ type, value }: Scalar): unknown {
  const text = String(value ?? "");
  if (type !== "PLAIN") return text;
  if (/^(?:|~|null|Null|NULL)$/.test(text)) return null;
  if (/^(?:true|True|TRUE)$/.test(text)) return true;
  if (/^(?:false|False|FALSE)$/.test(text)) return false;
  return /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/.test(text) && Number.isFinite(Number(text)) ? Number(text) : text;
}

/** Compares both readers on a text; how many documents both of them read. */
function compared(text: string): number {
  const ours = readYaml(text, explainYaml);
  const theirs = parseAllDocuments(text, { schema: "failsafe", logLevel: "silent", uniqueKeys: false });
  if (!Array.isArray(theirs) || theirs.length !== ours.length) return 0;
  let both = 0;
  for (const [i, document] of ours.entries()) {
    if (!document.readable || document.problems.length > 0) continue;
    const read = readByYaml(theirs[i] as Composed);
    if (read === null) continue;
    both++;
    expect(document.value).toEqual(read.value);
    for (const { path, part, start, end } of read.places) {
      const span = document.locate(path, part);
      const found = { path, part, start: span.start, end: end === null ? null : span.end };
      expect(found).toEqual({ path, part, start, end });
    }
  }
  return both;
}

/** Every roster and standard in YAML among the fixtures. */
const TEXTS = readdirSync("fixtures", { recursive: true, encoding: "utf8" })
  .filter((name) => /(?:\.ya?ml|stdin)$/.test(name) && existsSync(`fixtures/${name}`) && !name.includes("folder"))
  .map((name) => readFileSync(`fixtures/${name}`, "utf8").replace(/^\ufeff/, ""))
  .filter((text) => text.length < 20_000);

describe("our reader and `yaml` read alike, values and places,", () => {
  test("every fixture that both read", () => {
    expect(TEXTS.reduce((sum, text) => sum + compared(text), 0)).toBeGreaterThan(90);
  });

  test("fixtures with characters deleted, doubled and put in", () => {
    const morsels = [
      " ",
      "\n",
      "- ",
      ": ",
      "#",
      '"',
      "'",
      "[",
      "]",
      "{",
      "}",
      ",",
      "&a ",
      "*a",
      "|",
      ">",
      "\t",
      "---\n",
      "?",
      "!",
      "%",
      "~",
      "0",
      "é",
      "😀",
    ];
    const edit = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
      kind: fc.nat(2),
      morsel: fc.constantFrom(...morsels),
    });
    let both = 0;
    fc.assert(
      fc.property(fc.constantFrom(...TEXTS), fc.array(edit, { minLength: 1, maxLength: 3 }), (text, edits) => {
        const mutated = edits.reduce((one, { at, kind, morsel }) => {
          const offset = Math.floor(at * one.length);
          if (kind === 0) return one.slice(0, offset) + one.slice(offset + 1);
          if (kind === 1) return one.slice(0, offset) + one.slice(offset, offset + 3) + one.slice(offset);
          return one.slice(0, offset) + morsel + one.slice(offset);
        }, text);
        both += compared(mutated.toWellFormed());
      }),
      { numRuns: tries(5_000, 400) },
    );
    expect(both).toBeGreaterThan(100);
  });

  test("documents of any content, as they are written in many ways", () => {
    const key = fc.oneof(fc.constantFrom("id", "kind", "a b", "007", "true", "x: y", "# no", "- no", "", "é"), fc.string({ maxLength: 8 }));
    const scalar = fc.oneof(
      fc.constantFrom(
        "",
        "~",
        "null",
        "true",
        "007",
        "1e3",
        "18:00",
        "1:6",
        "- a",
        "a: b",
        "a #b",
        "two\nlines",
        "two\n\nlines\n",
        " led",
        "&a",
        "*a",
        "!t",
      ),
      ...[fc.string({ maxLength: 12 }), fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null)],
    );
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof({ maxDepth: 4 }, scalar, fc.array(tie("value"), { maxLength: 4 }), fc.dictionary(key, tie("value"), { maxKeys: 4 })),
    }));
    const style = fc.record({
      collectionStyle: fc.constantFrom("any", "block", "flow"),
      defaultStringType: fc.constantFrom("PLAIN", "QUOTE_DOUBLE", "QUOTE_SINGLE", "BLOCK_LITERAL", "BLOCK_FOLDED"),
      indent: fc.constantFrom(1, 2, 4),
      indentSeq: fc.boolean(),
      lineWidth: fc.constantFrom(0, 20, 80),
    });
    let both = 0;
    fc.assert(
      fc.property(value, style, (one, options) => {
        both += compared(stringify(one, options as object).toWellFormed());
      }),
      { numRuns: tries(5_000, 500) },
    );
    expect(both).toBeGreaterThan(200);
  });
});

describe("a valid JSON text is never refused for its syntax", () => {
  const SYNTAX =
    /checked once this is fixed|This is not JSON|file ends too early|nested more than|half a character|This file is empty|not valid UTF-8/;

  /** What is said of the syntax of a text in JSON. */
  function syntaxProblems(text: string): string[] {
    const report = audit(parseRoster(text, { file: "week.json" }));
    return [report, ...report.rosters]
      .flatMap(({ problems }) => problems.map(({ message }) => message))
      .filter((message) => SYNTAX.test(message));
  }

  const programOf = (text: string) => audit(parseRoster(text, { file: "week.json" })).rosters[0]?.program;

  test("even if YAML would refuse it", () => {
    const deep = (open: string, close: string, levels: number) => `${open.repeat(levels)}1${close.repeat(levels)}`;
    for (const text of [
      ...["{}", "[]", '""', "0", "null", "true", ' \t\r\n{ \t"a"\t:\t1\t}\t\n', '{\t"a"\t:\t[\t1\t,\t2\t]\t}', '{"":0}', '{"a":{"":""}}'],
      ...[
        `{"${"k".repeat(2_000)}":1}`,
        `{"${"k".repeat(2_000)}"\n:\n1}`,
        '{"a":"\u007f"}',
        '{"\u007f":1}',
        '{"a":"\u2028\u2029\u0085"}',
        '{"\u2028":1}',
      ],
      ...[
        '{"a":"\\u0000"}',
        '{"\\u0000":1}',
        '{"a":"\\/\\b\\f\\n\\r\\t\\\\\\""}',
        '{"a":"\\ud83d\\ude00"}',
        '{"a":"\ufeff"}',
        '{"a":"\ufffe\uffff"}',
        '{"a":"\u0080"}',
      ],
      ...["-0", "0.0", "1E5", "1e+5", "-1.5E-300", "1e999", "-1e999", "123456789012345678901234567890", "0.1e1", "1e-999"].map(
        (n) => `{"a":[${n}]}`,
      ),
      ...[
        deep("[", "]", 31),
        deep('{"a":', "}", 31),
        '{"a":1,"b":{"a":1}}',
        '{"<<":{}}',
        '{"a":"# no","b":"*x","c":"&x","d":"!t","e":"%","f":"- a: b"}',
      ],
      ...['{"a":"---"}', '{"a":\n"...\\n---"}', '["a",\n"b"\n,"c"]', '{"a"\n:1}', '{"? a":1,"- b":2}', '{"a":"\\u2028"}', "[[],[[]],{}]"],
    ]) {
      JSON.parse(text);
      expect([text, ...syntaxProblems(text)]).toEqual([text]);
    }
  });

  test("however its parts are spelled", () => {
    const space = fc.constantFrom("", "", " ", "\t", "\n", "\r\n", "  \t\n");
    const characters = fc.string({
      unit: fc.oneof(
        fc.constantFrom("\u007f", "\u0080", "\u2028", "\u0085", "\ufeff", "😀", "é", ":", "#", "\u0000", "'", '"', "\\"),
        fc.string({ minLength: 1, maxLength: 1, unit: "binary" }),
      ),
      maxLength: 12,
    });
    const spelled = fc.tuple(characters, fc.nat(3)).map(([text, way]) => {
      const wellFormed = text.toWellFormed();
      if (way !== 0) return JSON.stringify(wellFormed);
      return `"${[...wellFormed]
        .flatMap((one) => one.split(""))
        .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
        .join("")}"`;
    });
    const number = fc
      .tuple(
        fc.constantFrom("", "-"),
        fc.constantFrom("0", "1", "10", "987654321098765432109"),
        fc.constantFrom("", ".0", ".50", ".000001"),
        fc.constantFrom("", "e0", "E+12", "e-7", "E400"),
      )
      .map((parts) => parts.join(""));
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 5 },
        ...[fc.constantFrom("true", "false", "null"), number, spelled],
        fc.tuple(fc.array(tie("value"), { maxLength: 4 }), space).map(([all, gap]) => `[${gap}${all.join(`${gap},${gap}`)}${gap}]`),
        fc
          .tuple(fc.uniqueArray(fc.tuple(spelled, tie("value")), { maxLength: 4, selector: ([key]) => JSON.parse(key) as string }), space)
          .map(([all, gap]) => `{${gap}${all.map(([key, one]) => `${key}${gap}:${gap}${one}`).join(`${gap},${gap}`)}${gap}}`),
      ),
    }));
    fc.assert(
      fc.property(value, space, (one, gap) => {
        const text = `${gap}${one as string}${gap}`;
        JSON.parse(text);
        expect(syntaxProblems(text)).toEqual([]);
      }),
      { numRuns: tries(5_000, 500) },
    );
    // And what it says is read as everybody reads it.
    fc.assert(
      fc.property(spelled, space, (name, gap) => {
        const text = `{"program":${gap}${name},"clinicians":[],"sessions":[{"id":"a","kind":"group","start":"2026-11-30T18:00","minutes":60,"patients":0}]}`;
        const { program } = JSON.parse(text) as { program: string };
        // An empty name, a long one or an odd one may be refused as a name; it is never another one.
        expect([null, program]).toContain(programOf(text) ?? null);
      }),
      { numRuns: tries(2_000, 200) },
    );
  });

  test("but for half a character, in words of ours, and more than 32 levels of nesting", () => {
    for (const text of ['{"program":"\\ud800"}', '{"program":"x\\udc00y"}', '{"\\ud800":1}', '["\\ude00\\ud83d"]']) {
      const problems = syntaxProblems(text);
      expect(problems.length, text).toBeGreaterThan(0);
      for (const message of problems) expect(message).toMatch(/half a character/);
    }
    expect(syntaxProblems(`${"[".repeat(33)}${"]".repeat(33)}`)).toEqual([expect.stringMatching(/nested more than 32 levels deep/)]);
  });
});
