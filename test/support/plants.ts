/** Texts planted where a key can be, in each of a format's mappings, as a slip or a comment leaves an id there. */
import { stringify } from "yaml";
import type * as z from "zod/mini";
import { defOf } from "../../src/document/field.ts";

type Path = readonly (string | number)[];

/** The paths of all mappings of a schema, with 0 for each entry of a list and `name` for each name that an author chooses. */
export function mappingsOf(schema: z.ZodMiniType, name: string, path: Path = []): Path[] {
  const { shape, element, valueType, innerType, options } = defOf(schema);
  const below = (step: string | number, inner: z.ZodMiniType) => mappingsOf(inner, name, [...path, step]);
  return [
    ...(shape === undefined && valueType === undefined ? [] : [path]),
    ...Object.entries(shape ?? {}).flatMap(([key, inner]) => below(key, inner)),
    ...(element === undefined ? [] : below(0, element)),
    ...(valueType === undefined ? [] : below(name, valueType)),
    ...[innerType, ...(options ?? [])].flatMap((inner) => (inner === undefined ? [] : mappingsOf(inner, name, path))),
  ];
}

const MARKER = "PLANTED";

/** A copy of a file's data with a marker as a key of the mapping at a path; other values on the way become mappings. */
function marked(data: unknown, path: Path): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return { [MARKER]: 1, ...(isMapping(data) ? data : {}) };
  if (typeof step === "number") {
    const entries = Array.isArray(data) ? data : [];
    return [marked(entries[step], rest), ...entries.slice(1)];
  }
  const mapping = isMapping(data) ? data : {};
  return { ...mapping, [step]: marked(mapping[step], rest) };
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What is planted in place of a whole member, `key: value`, with `C` for the canary and `N` for a number. */
const IN_YAML = [
  "C:",
  "C: 1",
  "C: C",
  "C: [C, N]",
  "C: { C: C }",
  "C",
  "N: N",
  '"C": 1',
  "'C': 1",
  '"C: 1',
  "'C: 1",
  '"\\x7aq7canary": 1',
  '"patients: C"',
  "patients:C",
  "patients: C, other-C",
  "patients: C other-C",
  "couples: { C, other-C }",
  "partners: [[C]]",
  "patients: C: 1",
  "C: 1, other-C",
  "C: 1\nC: 2",
  "C: 1\n C: 2",
  "x: 1 C: 2",
  "id: { C: 1 }",
  "kind: [C]",
  "start: { C: C }",
  "therapists: C",
  "clients: [C]",
  "notes: |\n  C\n  C",
  "notes: > C",
  "x: C # C",
  "x: 1 # C",
  "# C",
  "# C\nx: 1",
  "// C",
  "// C: 1",
  "x: 1 // C",
  "/* C */",
  "/* C: */ x: 1",
  "x: &C 1",
  "&C x: 1",
  "x: *C",
  "*C : 1",
  "<<: *C",
  "<<: { C: 1 }",
  "x: !C 1",
  "!C x: 1",
  "x: !<C> 1",
  "x: !!str C",
  "? C\n: 1",
  "? [C]\n: 1",
  "? { C: C }\n: C",
  "[C]: 1",
  "{ C: 1 }: 1",
  "- C",
  "- { C: C }",
  "@C: 1",
  "`C`: 1",
  "%C: 1",
  "\tC: 1",
  "C\u00a0: 1",
  "zq7\u200bcanary: 1",
  "ZQ7CANARY: 1",
  "C : 1",
  "<<<<<<< C\nx: 1",
  "---\nC: 1",
  "...\nC",
];

const IN_JSON = [
  '"C": 1',
  '"C": null',
  '"C": "C"',
  '"C": {"C": ["C", N]}',
  '"C": 1, "C": 2',
  '"C": 1,',
  '"C" 1',
  '"C": ',
  '"C',
  "'C': 1",
  "C: 1",
  '"\\u007aq7canary": 1',
  '"patients: C": "other-C"',
  '"patients": "C, other-C"',
  '"patients": {"C": 1}',
  '"clients": ["C"]',
  '"x": C',
  '"x": "C',
  "\"x\": 'C'",
  '"x" "C": 1',
  '// C\n"x": 1',
  '"x": 1 // C\n',
  '/* C */ "x": 1',
  '# C\n"x": 1',
];

const CANARY = "zq7canary1x";
const NUMBER = "84021977731";

/** The data with each plant in the mapping at a path, in block and flow YAML and in loose and dense JSON. */
export function* planted(data: unknown, path: Path): Generator<{ readonly plant: string; readonly file: string; readonly text: string }> {
  const copy = marked(data, path);
  const filled = (plant: string) => plant.replaceAll("C", CANARY).replaceAll("N", NUMBER);
  const block = stringify(copy, { aliasDuplicateObjects: false });
  const flow = stringify(copy, { aliasDuplicateObjects: false, collectionStyle: "flow", lineWidth: 0 });
  const [line = ""] = block.split("\n").filter((one) => one.includes(MARKER));
  const indent = " ".repeat(line.indexOf(MARKER));
  for (const plant of IN_YAML) {
    const text = filled(plant);
    yield {
      plant: `${plant} in a block`,
      file: "week.yaml",
      text: block.replace(`${MARKER}: 1`, () => text.replaceAll("\n", `\n${indent}`)),
    };
    yield { plant: `${plant} in braces`, file: "week.yaml", text: flow.replace(`${MARKER}: 1`, () => text) };
  }
  const loose = JSON.stringify(copy, null, 2);
  for (const plant of IN_JSON) {
    const text = filled(plant);
    yield { plant: `${plant} in JSON`, file: "week.json", text: loose.replace(`"${MARKER}": 1`, () => text) };
    yield { plant: `${plant} in JSON read as YAML`, file: "week.yaml", text: loose.replace(`"${MARKER}": 1`, () => text) };
    yield { plant: `${plant} in dense JSON`, file: "-", text: JSON.stringify(copy).replace(`"${MARKER}":1`, () => text) };
  }
}
