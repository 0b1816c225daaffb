/**
 * Hostile input: any bytes at all end in exit code 2 with a message (or 0 or 1, where they happen to be a roster), within
 * 5 seconds and 512 MB for a file of 1 MB. Every case runs in this process at a small size; one of each kind runs at a
 * quarter of a megabyte as a process of its own. The long run has all of them at 1 MB, and prints the figures.
 */
import { type SpawnSyncReturns, spawn, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { JsonReport } from "../src/index.ts";
import { OutputClosed } from "../src/io/streams.ts";
import { main } from "../src/main.ts";
import { holdsForEach, IS_LONG_RUN, named, some, tries } from "./support/matrix.ts";

const BIN = process.env.RATIO_AUDIT_BIN ?? "bin/ratio-audit.js";
const MIB = 1024 * 1024;
const SMALL = 16 * 1024;
const MOST_MB = 512;
/** The bound is 5 s on a machine that does nothing else. */
const TIMEOUT = 20_000;

/** Makes a file of about so many bytes. */
type Maker = (size: number) => string | Uint8Array;

interface Case {
  readonly name: string;
  readonly make: Maker;
}

const cases: Case[] = [];

function hostile(name: string, make: Maker): void {
  cases.push({ name, make });
}

/** Those that run as a process of their own in every test run: one for each part of reading or auditing that could be slow. */
const REGULAR = [
  '":\\n" over and over.yaml',
  "an alias bomb beside an escape.yaml",
  "documents that are rosters.yaml",
  "sessions that are numbers.json",
  "numeric ids in one session.json",
  "unknown patients beside many known ones.json",
  "many clinicians in sessions that all overlap.json",
];

/** As many repetitions as fit. */
const repeat = (text: string, size: number) => text.repeat(Math.floor(size / Buffer.byteLength(text)));

/** `one(0)`, `one(1)`, … as long as they fit. */
function sequence(size: number, one: (i: number) => string): string {
  const parts: string[] = [];
  for (let i = 0, length = 0; length < size; i++) {
    const part = one(i);
    parts.push(part);
    length += part.length;
  }
  return parts.slice(0, -1).join("");
}

const LEE = '"clinicians":[{"id":"lee","roles":["therapist"]}]';
const WHEN = '"kind":"group","start":"2026-11-30T00:00"';
const session = (id: string | number, more: string, minutes = 90) => `{"id":"s${id}",${WHEN},"minutes":${minutes},${more}}`;
const minute = (n: number) => new Date(Date.UTC(2026, 10, 30) + n * 60_000).toISOString().slice(0, 16);
const YEAR = 527_040;

// --- Patterns without end ------------------------------------------------------------------------------------------------

const ENDLESS = ["---\n", "...\n", "---\n# c\n", "]", "}", ":\n", "[", "- ", "a:\n", "[],[],", "? ", "<<: {}\n", "? a\n", "- *a\n"];
const YAML_PATTERNS = [
  ...ENDLESS,
  ...["{", '"', "'", ": ", "%", "%\n", "\t", "\n", "\n\n", "\r", ",", "[]", "[[],", "a: ", "- a\n", "&a ", "*a ", "!t ", "!!str ", "| "],
  ...["|\n", "> \n", "#", "#\n", "\\", "}{", "[a,", "{a,", "{a: [", '"a\n', "'a\n", "a\n", "a b\n", " ", "  \n", "@", "`", "~\n", "x"],
  ...["x\n\n", "- - ", "-\n", "--", "= ", "<<: *a\n", "a: &a\n", "é", "😀", "\u2028", "\ufeff", "\u0085", "? a\n", "[? ", "{? ", "{,"],
  ...["[a: b,", '"a": ', '"\\u0000', '"\\ud800', "- [\n", "- {\n", '- "\n', "a: |\n", "a: |\n b\n", "- >\n b\n", 'a: "\n', "!<"],
  ...["!<tag:x> ", "%YAML 1.2\n", "%TAG ! x\n", "%TAG ! tag:x:\n---\n", "&a [", "{a: {", "- &a\n", "?\n", " :\n", "?-", "- ? ", "- : "],
  ...['{"a":', "[1,", "1e", "9", "1\n", "null\n", "- null\n", "- 1\n", "[\n", "\u00a0", "---\na: 1\n", "--- a\n", "--- |\n", "--- []\n"],
  ...["...\n---\n", "---\n...\n", "--- !t\n", "--- &a\n", "---\t\n", "--- #\n", "a: 1\n...\n", "\n---", "]\n", "}\n", "],", ":]"],
];
for (const pattern of YAML_PATTERNS) hostile(`${JSON.stringify(pattern)} over and over.yaml`, (size) => repeat(pattern, size));
for (const pattern of [
  "[",
  '{"a":',
  "[],",
  "[[],",
  '"',
  '"\\ud800',
  "\\",
  "\n",
  " ",
  "9",
  "-",
  "1e",
  "{",
  '{"":',
  "true",
  "[1,",
  "/",
  "//\n",
])
  hostile(`${JSON.stringify(pattern)} over and over.json`, (size) => repeat(pattern, size));

// --- Bytes that are no text ----------------------------------------------------------------------------------------------

hostile("NULs.yaml", (size) => new Uint8Array(size));
hostile("NULs.json", (size) => new Uint8Array(size));
hostile("continuation bytes.yaml", (size) => new Uint8Array(size).fill(0x80));
hostile("a megabyte of text and then a broken byte.yaml", (size) => Buffer.concat([Buffer.from(repeat("a\n", size)), Buffer.from([0xff])]));
hostile("pseudo-random bytes.yaml", (size) => noise(size));
hostile("pseudo-random bytes.json", (size) => noise(size));
hostile("pseudo-random ASCII.yaml", (size) => noise(size).map((byte) => 32 + (byte % 95)));
hostile("pseudo-random ASCII.json", (size) => noise(size).map((byte) => 32 + (byte % 95)));
hostile("UTF-16.yaml", (size) => Buffer.from(repeat("a: 1\n", size / 2), "utf16le"));

function noise(size: number): Uint8Array {
  let x = 1;
  return new Uint8Array(size).map(() => {
    x = (Math.imul(x, 1103515245) + 12345) >>> 0;
    return x >>> 16;
  });
}

// --- JSON of great depth, length, number ---------------------------------------------------------------------------------

hostile("nested arrays.json", (size) => "[".repeat(size / 2) + "]".repeat(size / 2));
hostile("nested objects.json", (size) => `${'{"a":'.repeat(size / 6)}1${"}".repeat(size / 6)}`);
hostile("empty arrays.json", (size) => `[${repeat("[],", size)}[]]`);
hostile("sessions that are empty mappings.json", (size) => `{"sessions":[${repeat("{},", size)}{}]}`);
hostile("sessions that are numbers.json", (size) => `{"sessions":[${repeat("0,", size)}0]}`);
hostile("sessions with nothing but one id.json", (size) => `{"sessions":[${repeat('{"id":"a"},', size)}{"id":"a"}]}`);
hostile("patients that are numbers.json", (size) => `{"patients":[${repeat("0,", size)}0],"sessions":[]}`);
hostile("clinicians that are wrong throughout.json", (size) => `{"clinicians":[${repeat('{"id":"c","roles":"x"},', size)}0]}`);
hostile("one key over and over.json", (size) => `{${repeat('"a":1,', size)}"a":1}`);
hostile("one key over and over in each session.json", (size) => `{"sessions":[${repeat('{"id":1,"id":2},', size)}0]}`);
hostile("unknown keys.json", (size) => `{${sequence(size, (i) => `"k${i}":1,`)}"a":1}`);
hostile("an unknown key in each session.json", (size) => `{"sessions":[${sequence(size, (i) => `{"id":"s${i}","knd":1},`)}0]}`);
hostile("lone surrogates.json", (size) => `{"sessions":[${repeat('"\\ud800",', size)}0]}`);
hostile("lone surrogates, deep.json", (size) => `${"[".repeat(60)}${repeat('"\\ud800",', size)}0${"]".repeat(60)}`);
hostile("lone surrogates in a mapping.json", (size) => `{${sequence(size, (i) => `"${i}":"\\ud800",`)}"x":0}`);
hostile("lone surrogates in a deeper mapping.json", (size) => `{"program":{${sequence(size, (i) => `"${i}":"\\ud800",`)}"x":0}}`);
hostile("lone surrogates in patients.json", (size) => `{"sessions":[{"id":"s","patients":[${repeat('"\\ud800",', size)}0]}]}`);
hostile("one huge text.json", (size) => `{"program":"${"x".repeat(size)}"}`);
hostile("one huge number.json", (size) => `{"sessions":${"1".repeat(size)}}`);
hostile("one huge number as an id.json", (size) => `{"sessions":[{"id":${"1".repeat(size)}}]}`);
hostile("one huge key.json", (size) => `{"${"x".repeat(size)}":1}`);
hostile("patients with numeric ids.json", (size) => `{"patients":[${sequence(size, (i) => `{"id":${i}},`)}{"id":"x"}],"sessions":[]}`);
hostile(
  "a couple of many numeric partners.json",
  (size) => `{"couples":[{"id":1,"partners":[${sequence(size, (i) => `${i},`)}1]}],"sessions":[]}`,
);
hostile(
  "numeric ids in one session.json",
  (size) => `{${LEE},"sessions":[${session("", `"clinicians":["lee"],"patients":[${sequence(size, (i) => `${i},`)}1]`)}]}`,
);
hostile(
  "numeric ids in mappings in one session.json",
  (size) => `{${LEE},"sessions":[${session("", `"clinicians":["lee"],"patients":[${sequence(size, (i) => `{"id":${i}},`)}{"id":"x"}]`)}]}`,
);
hostile("numeric roles.json", (size) => `{"clinicians":[{"id":"lee","roles":[${sequence(size, (i) => `${i},`)}1]}],"sessions":[]}`);

// --- Traps for the resolver and the rules --------------------------------------------------------------------------------

hostile(
  "one clinician in sessions that all overlap.json",
  (size) =>
    `{${LEE},"sessions":[${sequence(size, (i) => `${session(i, '"clinicians":["lee"],"patients":6')},`)}${session("x", '"patients":6')}]}`,
);
hostile(
  "one clinician in overlapping sessions that end later and later.json",
  (size) =>
    `{${LEE},"sessions":[${sequence(size, (i) => `${session(i, '"clinicians":["lee"],"patients":6', i + 1)},`)}${session("x", '"patients":6')}]}`,
);
hostile(
  "two patients in sessions that all overlap.json",
  (size) => `{${LEE},"sessions":[${sequence(size, (i) => `${session(i, '"patients":["pat1","pat2"]')},`)}${session("x", '"patients":6')}]}`,
);
hostile("many clinicians in sessions that all overlap.json", (size) => {
  const ids = Array.from({ length: 300 }, (_, i) => `"c${i}"`);
  const clinicians = ids.map((id) => `{"id":${id},"roles":["therapist"]}`);
  return `{"clinicians":[${clinicians}],"sessions":[${sequence(size - 14_000, (i) => `${session(i, `"clinicians":[${ids}],"patients":6`)},`)}${session("x", '"patients":6')}]}`;
});
const stays = (size: number, who: string, step = 1, offset = 0) =>
  sequence(
    size,
    (i) => `${i > 0 ? "," : ""}{"id":"${who}","from":"${minute(step * i + offset)}","until":"${minute(step * i + offset + 1)}"}`,
  );
hostile(
  "touching stays of one patient.json",
  (size) => `{${LEE},"sessions":[${session("", `"clinicians":["lee"],"patients":[${stays(size, "pat")}]`, YEAR)}]}`,
);
hostile(
  "one patient listed over and over.json",
  (size) => `{${LEE},"sessions":[${session("", `"clinicians":["lee"],"patients":[${repeat('"pat",', size)}"pat"]`)}]}`,
);
hostile(
  "one couple listed over and over, and its partners.json",
  (size) =>
    `{${LEE},"couples":[{"id":"cou","partners":["pa1","pa2"]}],"sessions":[${session("", `"patients":[${repeat('"pa1",', size / 2)}"pa2"],"couples":[${repeat('"cou",', size / 2)}"cou"]`)}]}`,
);
hostile(
  "alternating stays of one clinician in two sessions.json",
  (size) =>
    `{${LEE},"sessions":[${["a", "b"].map((id, i) => session(id, `"clinicians":[${stays(size / 2, "lee", 2, i)}],"patients":["q"]`, YEAR))}]}`,
);
const away = (size: number) => repeat('{"start":"2026-11-30T18:00","end":"19:00"},', size);
const awayLee = (size: number) =>
  `"clinicians":[{"id":"lee","roles":["therapist"],"away":[${away(size)}{"start":"2026-11-30T18:00","end":"19:00"}]}]`;
hostile(
  "absences, times sessions.json",
  (size) =>
    `{${awayLee(size / 2)},"sessions":[${sequence(size / 2, (i) => `${session(i, '"clinicians":["lee"],"patients":6')},`)}${session("x", '"patients":6')}]}`,
);
hostile(
  "absences, times stays.json",
  (size) => `{${awayLee(size / 2)},"sessions":[${session("", `"clinicians":[${stays(size / 2, "lee")}],"patients":6`, YEAR)}]}`,
);
hostile("absences of a clinician who is on an overlapping session.json", (size) => {
  const times = sequence(size, (i) => `${i > 0 ? "," : ""}{"start":"${minute(2 * i)}","end":"${minute(2 * i + 1)}"}`);
  return `{"clinicians":[{"id":"lee","roles":["therapist"],"away":[${times}]}],"sessions":[${session("", '"clinicians":["lee"],"patients":7', YEAR)}]}`;
});
hostile("absences that overlap, times stays.json", (size) => {
  const away = repeat('{"start":"2026-11-01T00:00","end":"2027-11-01T00:00"},', size / 2).slice(0, -1);
  const lee = `"clinicians":[{"id":"lee","roles":["therapist"],"away":[${away}]}]`;
  return `{${lee},"sessions":[${session("", `"clinicians":[${stays(size / 2, "lee")}],"patients":6`, YEAR)}]}`;
});
const arrivals = (size: number) => sequence(size, (i) => `{"id":"p${i}","from":"${minute(i % 20_000)}"},`);
hostile(
  "20,000 patients who come one after another.json",
  (size) => `{${LEE},"sessions":[${session("", `"clinicians":["lee"],"patients":[${arrivals(size)}"q"]`, YEAR)}]}`,
);
hostile(
  "the same in a time zone.json",
  (size) =>
    `{"timezone":"America/New_York",${LEE},"sessions":[${session("", `"clinicians":["lee"],"patients":[${arrivals(size)}"q"]`, YEAR)}]}`,
);
const patientsOf = (ids: string, more = "") =>
  `{${more}${LEE},"patients":[{"id":"p"}],"sessions":[${session("", `"patients":[${ids}"p"]`)}]}`;
hostile("unknown patients.json", (size) => patientsOf(sequence(size, (i) => `"patient${i}",`)));
hostile("unknown patients in mappings.json", (size) => patientsOf(sequence(size, (i) => `{"id":"patient${i}"},`)));
hostile("one unknown patient over and over.json", (size) => patientsOf(repeat('"unknown",', size)));
hostile(
  "one unknown patient over and over in sessions.json",
  (size) =>
    `{${LEE},"patients":[{"id":"p"}],"sessions":[${sequence(size, (i) => `${session(i, '"patients":["unknown"]')},`)}${session("x", '"patients":1')}]}`,
);
for (const [name, prefix] of [
  ["unknown patients beside many known ones.json", ""],
  ["unknown patients with long ids beside many known ones.json", "p".repeat(85)],
] as const) {
  hostile(
    name,
    (size) =>
      `{${LEE},"patients":[${sequence(size / 2, (i) => `{"id":"${prefix}patient${i}"},`)}{"id":"p"}],"sessions":[${session("", `"patients":[${sequence(size / 2, (i) => `"${prefix.replaceAll("p", "q")}batient${i}x",`)}"p"]`)}]}`,
  );
}
hostile(
  "unknown clinicians beside many known ones.json",
  (size) =>
    `{"clinicians":[${sequence(size / 2, (i) => `{"id":"clin${i}","roles":[]},`)}{"id":"c","roles":[]}],"sessions":[${session("", `"clinicians":[${sequence(size / 2, (i) => `"klin${i}x",`)}"c"]`)}]}`,
);
hostile(
  "unknown roles.json",
  (size) => `{"clinicians":[${sequence(size, (i) => `{"id":"clin${i}","roles":["tirapist${i}"]},`)}{"id":"c","roles":[]}],"sessions":[]}`,
);
hostile(
  "unknown kinds.json",
  (size) => `{"sessions":[${sequence(size, (i) => `{"id":"s${i}","kind":"groop${i}","start":"2026-11-30T18:00"},`)}0]}`,
);
hostile(
  "times that the zone skips.json",
  (size) =>
    `{"timezone":"America/New_York","sessions":[${sequence(size, (i) => `{"id":"s${i}","kind":"group","start":"2027-03-14T02:30","minutes":90},`)}0]}`,
);
hostile(
  "session ids that hold a patient's.json",
  (size) => `{"sessions":[${sequence(size, (i) => `${session(` ppp ${i}`, '"patients":["ppp"]')},`)}${session("x", '"patients":1')}]}`,
);
hostile("ids that start alike, and an id of their pieces.json", (size) => {
  const many = Math.floor(Math.sqrt(size));
  const ids = Array.from({ length: many }, (_, i) => `"p${"-".repeat(i)}x"`);
  return `{"sessions":[{"id":"${"p-".repeat(size / 8)}",${WHEN},"minutes":90,"patients":[${ids}]}]}`;
});
hostile("ids that start with a sign, and a name of such signs.json", (size) => {
  const many = Math.floor(Math.sqrt(size));
  const ids = Array.from({ length: many }, (_, i) => `"-${" ".repeat(i)}x"`);
  return `{"program":"${"- ".repeat(size / 8)}","sessions":[${session("", `"patients":[${ids}]`)}]}`;
});
const couples = (size: number) =>
  `"couples":[${sequence(size, (i) => `{"id":"c${i}","partners":["a${i}","b${i}"]},`)}{"id":"c","partners":["x","y"]}]`;
hostile(
  "couples of whom one partner attends.json",
  (size) =>
    `{${LEE},${couples(size * 0.7)},"sessions":[{"id":"s","kind":"group","start":"2026-11-30T18:00","minutes":90,"patients":[${sequence(size * 0.15, (i) => `"a${i}",`)}"x"]}]}`,
);
hostile("a couples group of everybody, over and over.json", (size) => {
  const all = Math.floor(Math.sqrt(size) / 4);
  const numbers = Array.from({ length: all }, (_, i) => i);
  const noor = '"clinicians":[{"id":"noor","roles":["couples-therapist"]}]';
  const patients = numbers.map((i) => `{"id":"a${i}","counselor":"noor"},{"id":"b${i}","counselor":"noor"}`);
  const pairs = numbers.map((i) => `{"id":"c${i}","partners":["a${i}","b${i}"]}`);
  const attend = `"clinicians":["noor"],"couples":[${numbers.map((i) => `"c${i}"`)}]`;
  const rest = size - `${noor}${patients}${pairs}`.length;
  const sessions = sequence(
    rest,
    (i) =>
      `${session(i, attend)
        .replace('"group"', '"couples-group"')
        .replace(minute(0), minute(90 * i))},`,
  );
  return `{${noor},"patients":[${patients}],"couples":[${pairs}],"sessions":[${sessions}${session("x", '"patients":1')}]}`;
});
hostile("patients as one mapping.json", (size) => `{"patients":{${sequence(size, (i) => `"k${i}":1,`)}"k":1},"sessions":[]}`);
hostile(
  "one counselor of every partner.json",
  (size) =>
    `{"clinicians":[{"id":"noor","roles":["couples-therapist"]}],"patients":[${sequence(size / 2, (i) => `{"id":"a${i}","counselor":"noor"},`)}{"id":"z"}],"couples":[${sequence(size / 4, (i) => `{"id":"c${i}","partners":["a${2 * i}","a${2 * i + 1}"]},`)}{"id":"c","partners":["z","a9"]}],"sessions":[{"id":"s","kind":"couples-group","clinicians":["noor"],"start":"2026-11-30T18:00","minutes":90,"patients":[${sequence(size / 10, (i) => `"a${i}",`)}"z"]}]}`,
);
hostile(
  "couples that share their partners.yaml",
  (size) => `couples:\n${sequence(size, (i) => `- {id: c${i}, partners: [aaa, bbb]}\n`)}sessions: [1]\n`,
);
hostile("sessions on one long line.yaml", (size) => `sessions: [${sequence(size, (i) => `{id: s${i}, knd: group},`)}]`);
hostile(
  "published ratios of unknown kinds.yaml",
  (size) => `program:\n  name: x\n  publishedRatios:\n${sequence(size, (i) => `    k${i}: "1:6"\n`)}sessions: []\n`,
);
hostile("unknown standards.json", (size) => `{"standard":[${sequence(size, (i) => `"premiun${i}",`)}"x"],"sessions":[]}`);
hostile("the same standard over and over.json", (size) => `{"standard":[${repeat('"premium",', size)}"premium"],"sessions":[]}`);
hostile("one huge time zone.json", (size) => `{"timezone":"${"America/".repeat(size / 8)}","sessions":[]}`);
hostile(
  "sessions that breach.json",
  (size) =>
    `{${LEE},"sessions":[${sequence(size, (i) => `${session(i, '"clinicians":["lee"],"patients":7')},`)}${session("x", '"patients":6')}]}`,
);

// --- YAML's own ----------------------------------------------------------------------------------------------------------

const ROSTER =
  "clinicians:\n  - { id: lee, roles: [therapist] }\nsessions:\n  - { id: s, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: 6 }\n";
hostile("one huge plain scalar.yaml", (size) => `program: ${"x".repeat(size)}`);
hostile("one huge quoted scalar of escapes.yaml", (size) => `program: "${repeat("\\u0041", size)}"`);
hostile("one huge block scalar.yaml", (size) => `program: |\n${repeat("  x\n", size)}`);
hostile("one huge plain scalar on many lines.yaml", (size) => `program: a\n${repeat("  x\n", size)}`);
hostile("one huge key.yaml", (size) => `${"x".repeat(size)}: 1`);
hostile("one key over and over.yaml", (size) => repeat("a: 1\n", size));
hostile("unknown keys.yaml", (size) => sequence(size, (i) => `k${i}: 1\n`));
hostile("anchors.yaml", (size) => sequence(size, (i) => `- &a${i} x\n`));
hostile("one anchor over and over.yaml", (size) => repeat("- &a x\n", size));
hostile("aliases of one anchor.yaml", (size) => `- &a x\n${repeat("- *a\n", size)}`);
hostile("aliases of many anchors.yaml", (size) => sequence(size / 2, (i) => `- &a${i} x\n`) + sequence(size / 3, (i) => `- *a${i}\n`));
hostile("aliases of nothing.yaml", (size) => sequence(size, (i) => `- *a${i}\n`));
hostile("an alias bomb.yaml", () => `a0: &a0 [x,x,x,x,x,x,x,x,x]\n${bomb(40, 9)}`);
hostile("an alias bomb beside an escape.yaml", () => `x: "\\u0041"\na0: &a0 [x,x,x,x,x,x,x,x,x]\n${bomb(40, 9)}`);
hostile("aliases of one anchor in brackets.yaml", (size) => `a: &a x\nb: [${repeat("*a,", size)}*a]\n`);
hostile("a long thin alias bomb.yaml", (size) => `a0: &a0 [x]\n${sequence(size, (i) => `a${i + 1}: &a${i + 1} [*a${i}]\n`)}`);
hostile("an alias bomb just below the bound.yaml", () => `a0: &a0 [x]\n${bomb(14, 2)}\nsessions: [*a14]\n`);
hostile("an alias bomb in the sessions, below the bound.yaml", () => `a0: &a0 [x]\n${bomb(13, 2)}\nsessions: *a13\n`);
hostile(
  "a session by its alias, over and over.yaml",
  () => `x: &s {id: s, kind: gruop, start: 2026-11-30T18:00, minutes: 90}\nsessions:\n${"- *s\n".repeat(9_000)}`,
);
const pats = (entry: (i: number) => string) => Array.from({ length: 1000 }, (_, i) => entry(i));
const manySessions = (n: number) =>
  Array.from({ length: n }, (_, i) => `- {id: s${i + 1}, kind: group, start: 2026-11-30T18:00, minutes: 90, patients: *p}\n`).join("");
hostile(
  "the same thousand patients in each session.yaml",
  () =>
    `clinicians: [{id: lee, roles: [therapist]}]\nsessions:\n- {id: s0, kind: group, start: 2026-11-30T18:00, minutes: 90, patients: &p [${pats((i) => `pat${i}`)}]}\n${manySessions(95)}`,
);
hostile(
  "the same thousand slips in each session.yaml",
  () =>
    `sessions:\n- {id: s0, kind: group, start: 2026-11-30T18:00, minutes: 90, patients: &p [${pats((i) => `{idd: pat${i}}`)}]}\n${manySessions(40)}`,
);
hostile("tags.yaml", (size) => repeat("- !t x\n", size));
hostile("tags, each another.yaml", (size) => sequence(size, (i) => `- !t${i} x\n`));
hostile("documents.yaml", (size) => repeat("---\na: 1\n", size));
hostile("documents that are rosters.yaml", (size) => repeat(`---\n${ROSTER}`, size));
hostile("documents with a small alias bomb each.yaml", (size) => repeat("---\na: &a [x,x,x,x]\nb: [*a,*a]\n", size));
hostile("keys that are lists.yaml", (size) => repeat("[a]: 1\n", size));
hostile("explicit keys that are lists.yaml", (size) => repeat("? [a]\n: 1\n", size));
hostile("merge keys.yaml", (size) => `x: &x {a: 1}\nsessions:\n${repeat("- <<: *x\n", size)}`);
hostile("__proto__ over and over.yaml", (size) => repeat("__proto__: {a: 1}\n", size));
hostile("comments after a roster.yaml", (size) => ROSTER + repeat("# x\n", size));
hostile("comments in a list.yaml", (size) => `a: [\n${repeat("# x\n", size)}]\n`);
hostile("a long list in brackets.yaml", (size) => `a: [\n${repeat("x,\n", size)}]\n`);
hostile("a long list in brackets, 60 deep.yaml", (size) => `${"[".repeat(60)}${repeat("[],", size)}${"]".repeat(60)}`);
hostile(
  "a long list, 60 deep by indentation.yaml",
  (size) => `${Array.from({ length: 60 }, (_, i) => `${" ".repeat(i)}a:\n`).join("")}${repeat(`${" ".repeat(60)}- x\n`, size)}`,
);
hostile("nested by indentation.yaml", (size) => sequence(Math.min(size, 2 * MIB), (i) => `${" ".repeat(i)}a:\n`));
hostile("lone surrogates.yaml", (size) => repeat('- "\\ud800"\n', size));
hostile("lone surrogates in sessions.yaml", (size) => `sessions:\n${sequence(size, (i) => `- {id: "\\ud800${i}"}\n`)}`);
hostile("lone surrogates, 60 deep.yaml", (size) => `${"[".repeat(60)}${repeat('"\\ud800",', size)}${"]".repeat(60)}`);

function bomb(levels: number, arms: number): string {
  return Array.from({ length: levels }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(arms).fill(`*a${i}`)}]`).join("\n");
}

// --- The runs ------------------------------------------------------------------------------------------------------------

let folder = "";
const figures: { name: string; seconds: number; mb: number; code: number | null }[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "ratio-audit-hostile-"));
  // A high-water mark of this process alone: resourceUsage().maxRSS starts from that of the process it was forked from.
  writeFileSync(
    join(folder, "figures.cjs"),
    `process.on("exit", () => {
      const fs = require("node:fs");
      let kb = process.resourceUsage().maxRSS;
      try { kb = Number(/VmHWM:\\s+(\\d+)/.exec(fs.readFileSync("/proc/self/status", "utf8"))[1]); } catch {}
      const { user, system } = process.cpuUsage();
      fs.writeSync(3, JSON.stringify({ mb: kb / 1024, seconds: (user + system) / 1e6 }));
    });`,
  );
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  if (!IS_LONG_RUN) return;
  const show = (rows: typeof figures) =>
    rows
      .slice(0, 25)
      .map((row) => `${row.seconds.toFixed(1)} s ${row.mb.toFixed(0)} MB exit ${row.code} ${row.name}`)
      .join("\n");
  process.stdout.write(`\nslowest\n${show([...figures].sort((a, b) => b.seconds - a.seconds))}\n`);
  process.stdout.write(`\nlargest\n${show([...figures].sort((a, b) => b.mb - a.mb))}\n`);
});

/** A file of this name and content, of its own for each case. */
function write(name: string, content: string | Uint8Array): string {
  const path = join(folder, `roster-${Math.random().toString(36).slice(2)}.${name.split(".").at(-1)}`);
  writeFileSync(path, content);
  return path;
}

function command(...args: string[]): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, ["--require", join(folder, "figures.cjs"), BIN, ...args], {
    stdio: ["ignore", "pipe", "pipe", "pipe"],
    encoding: "utf8",
    timeout: TIMEOUT,
    maxBuffer: 1024 * MIB,
    env: { ...process.env, NODE_OPTIONS: "" },
  });
}

const STACK_TRACE = /^\s+at .*:\d+:\d+\)?$|\bnode:internal\b/m;

/** What holds of every run: a code that is no bug's, something said, no stack trace. */
function expectUseful(code: number | null, out: string, err: string): void {
  expect(`exit ${code} ${err.slice(0, 600)}`).toMatch(/^exit [012] /);
  expect(err).not.toMatch(STACK_TRACE);
  if (code === 2) expect(out + err).toMatch(/\S{2,}.*\n/);
  else expect(out).not.toBe("");
}

test("the cases for every run exist", () => {
  expect(REGULAR.filter((name) => !cases.some((one) => one.name === name))).toEqual([]);
});

/** A quarter of a megabyte where it is not all of them. */
const SIZE = IS_LONG_RUN ? MIB : MIB / 4;

describe("much of it as a process of its own: soon done, 512 MB, exit code 0, 1 or 2", () => {
  test.each(cases.filter(({ name }) => IS_LONG_RUN || REGULAR.includes(name)))("$name", { timeout: TIMEOUT + 5_000 }, ({ name, make }) => {
    const content = make(SIZE - 1024);
    expect(Buffer.byteLength(content as string)).toBeLessThanOrEqual(SIZE + 16 * 1024);
    const path = write(name, content);
    // 200,000 findings are 250 MB of JSON, which take longer than that to write.
    const format = name.length % 2 === 0 || name.startsWith("many clinicians") ? "pretty" : "json";
    const { status, stdout, stderr, output } = command("--format", format, path);
    rmSync(path);
    const { mb, seconds } = JSON.parse(output[3] || '{"mb":0,"seconds":-1}') as { mb: number; seconds: number };
    figures.push({ name, seconds: seconds < 0 ? 99 : seconds, mb, code: status });
    expect(seconds, "no answer in time").toBeGreaterThan(0);
    expectUseful(status, stdout, stderr);
    expect(seconds).toBeLessThan(IS_LONG_RUN ? 5 : 15);
    expect(mb).toBeLessThan(MOST_MB);
  });
});

describe("tiny sessions that are all wrong", () => {
  /** Three hundred thousand of them are 5 MB or less; in the usual run they are a tenth of that. */
  const MANY = IS_LONG_RUN ? 300_000 : 30_000;
  const list = (one: (i: number) => string, separator: string) => Array.from({ length: MANY }, (_, i) => one(i)).join(separator);
  const texts: Readonly<Record<string, () => string>> = {
    "empty mappings.yaml": () => `sessions:\n${list(() => "- {}", "\n")}\n`,
    "one id over and over.yaml": () => `sessions:\n${list(() => "- {id: 1}", "\n")}\n`,
    "an id each.yaml": () => `sessions:\n${list((i) => `- id: ${i}`, "\n")}\n`,
    "numbers.yaml": () => `sessions:\n${list(() => "- 1", "\n")}\n`,
    "nothing.yaml": () => `sessions:\n${list(() => "-", "\n")}\n`,
    "empty mappings.json": () => `{"sessions":[${list(() => "{}", ",\n")}]}`,
    "one id over and over.json": () => `{"sessions":[${list(() => '{"id":1}', ",\n")}]}`,
    "an id each.json": () => `{"sessions":[${list((i) => `{"id":${i}}`, ",")}]}`,
    "numbers.json": () => `{"sessions":[${list(() => "1", ",")}]}`,
    "an unknown key.json": () => `{"sessions":[${list(() => '{"knd":1}', ",\n")}]}`,
  };

  test("are reported within 10 seconds and 512 MB", { timeout: IS_LONG_RUN ? 900_000 : 120_000 }, () =>
    holdsForEach(some(Object.entries(texts), 10), (make, name) => {
      const path = write(name, make());
      const { status, stdout, stderr, output } = command(path);
      rmSync(path);
      const { mb, seconds } = JSON.parse(output[3] || '{"mb":0,"seconds":-1}') as { mb: number; seconds: number };
      figures.push({ name, seconds: seconds < 0 ? 99 : seconds, mb, code: status });
      expect(seconds, "no answer in time").toBeGreaterThan(0);
      expectUseful(status, stdout, stderr);
      expect(status).toBe(2);
      expect(seconds).toBeLessThan(10);
      expect(mb).toBeLessThan(MOST_MB);
    }),
  );
});

/** The command in this process, on a roster in standard input. Random bytes need no file. */
async function audit(bytes: Uint8Array, ...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const said = { out: "", err: "" };
  const stream = (name: "out" | "err") => ({
    isTerminal: false,
    columns: undefined,
    write: async (text: string) => {
      said[name] += text;
    },
  });
  const code = await main([...args, "-"], { out: stream("out"), err: stream("err"), readInput: async () => bytes, env: {} });
  return { code, ...said };
}

describe("small, in this process", () => {
  const all = some(cases, 16).map((one) => [one.name, one] as const);

  test("each is answered, soon and with something of use", () =>
    holdsForEach(all, async ({ name, make }) => {
      const started = performance.now();
      const path = write(name, make(SMALL));
      const said = { out: "", err: "" };
      const stream = (which: "out" | "err") => ({
        isTerminal: false,
        columns: undefined,
        write: async (text: string) => {
          said[which] += text;
        },
      });
      const streams = { out: stream("out"), err: stream("err"), readInput: async () => new Uint8Array(), env: {} };
      expectUseful(await main([path], streams), said.out, said.err);
      expect(performance.now() - started).toBeLessThan(10_000);
    }));
});

// --- Keys and ids that mean something to JavaScript ----------------------------------------------------------------------

const VALID = {
  program: { name: "Lakeside", offers: ["ppo"], publishedRatios: { group: "1:6" } },
  week: "2026-11-30",
  clinicians: [{ id: "lee", roles: ["therapist"], away: [{ start: "Wed 12:00", end: "Thu 00:00" }] }],
  patients: [{ id: "pat-1", counselor: "lee", coverage: { plan: "PPO" } }, { id: "pat-2" }],
  couples: [{ id: "cou-1", partners: ["pat-1", "pat-2"] }],
  sessions: [
    {
      id: "mon",
      kind: "group",
      start: "Mon 18:00",
      minutes: 90,
      clinicians: ["lee"],
      patients: [{ id: "pat-1", from: "18:10" }],
      couples: ["cou-1"],
    },
  ],
  onCall: [{ clinician: "lee", start: "Mon 00:00", end: "Tue 00:00" }],
};

/** The paths of all mappings in a value. */
function mappings(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== "object" || value === null) return [];
  const inner = Object.entries(value).flatMap(([key, one]) => mappings(one, [...path, Array.isArray(value) ? Number(key) : key]));
  return Array.isArray(value) ? inner : [path, ...inner];
}

/** A roster as JSON text, with one more member in the mapping at a path. */
function withMember(path: readonly (string | number)[], member: string): string {
  const copy = structuredClone(VALID);
  const target = path.reduce<Record<string | number, unknown>>((at, step) => at[step] as Record<string, unknown>, copy as never);
  target.PLACEHOLDER = 0;
  return JSON.stringify(copy, null, 1).replace('"PLACEHOLDER": 0', member);
}

const JAVASCRIPT_KEYS = ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "valueOf", "length", "0", "then", "toJSON"];

describe("names that mean something to JavaScript", () => {
  test("such a key is refused in every mapping of the roster, in both formats", () =>
    holdsForEach(named(JAVASCRIPT_KEYS), async (key) => {
      for (const path of mappings(VALID)) {
        for (const value of some(['{"polluted":true}', "{}", "null", '"1:6"', "[1]"], 5)) {
          const text = withMember(path, `${JSON.stringify(key)}: ${value}`);
          for (const input of [text, `# YAML\n${text}`]) {
            const { code, out, err } = await audit(Buffer.from(input), "--format", "json");
            expect(`${path.join(".")}: ${key}: ${value} ends in ${code} ${err}`).toBe(`${path.join(".")}: ${key}: ${value} ends in 2 `);
            expect(JSON.parse(out).rosters[0].problems.length).toBeGreaterThan(0);
          }
        }
      }
      expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    }));

  test("such an id is an id like any other", () =>
    holdsForEach(named([...JAVASCRIPT_KEYS, "null", "true", "~", "NaN", "undefined"]), async (id) => {
      const text = JSON.stringify(VALID).replaceAll('"pat-1"', JSON.stringify(id)).replaceAll('"lee"', JSON.stringify("somebody"));
      for (const input of [text, `# YAML\n${text}`]) {
        const { code, out } = await audit(Buffer.from(input), "--format", "json", "--show-patients");
        expect(code).toBeLessThan(2);
        expect(JSON.parse(out).summary.sessions).toBe(1);
      }
      const asClinician = JSON.stringify(VALID).replaceAll('"lee"', JSON.stringify(id)).replaceAll('"mon"', JSON.stringify(id));
      expect((await audit(Buffer.from(asClinician))).code).toBeLessThan(2);
      const asCouple = JSON.stringify(VALID).replaceAll('"cou-1"', JSON.stringify(id));
      expect((await audit(Buffer.from(asCouple))).code).toBeLessThan(2);
    }));
});

// --- Files and streams ---------------------------------------------------------------------------------------------------

describe("paths that are not files", () => {
  test("a folder, a missing file, a name too long, an empty name", () => {
    mkdirSync(join(folder, "folder.yaml"));
    for (const path of [join(folder, "folder.yaml"), folder, join(folder, "nothing.yaml"), join(BIN, "below.yaml"), "x".repeat(5000), ""]) {
      const { status, stdout, stderr } = command(path);
      expectUseful(status, stdout, stderr);
      expect(status).toBe(2);
    }
  });

  test.skipIf(process.platform === "win32")("an unreadable file", () => {
    const path = write("secret.yaml", ROSTER);
    chmodSync(path, 0);
    // Root may read everything, so it lets somebody else try.
    chmodSync(folder, 0o755);
    const asNobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, path], { ...asNobody, encoding: "utf8" });
    expectUseful(status, stdout, stderr);
    expect(status).toBe(2);
    expect(stdout).toMatch(/Permission denied/);
  });

  test.skipIf(process.platform === "win32")(
    "a folder below the one that was named which may not be read, and is not passed over in silence",
    () => {
      const sites = join(folder, "sites");
      for (const place of ["open", "locked/deep", ".hidden"]) {
        mkdirSync(join(sites, place), { recursive: true });
        writeFileSync(join(sites, place, "a.roster.yaml"), ROSTER);
      }
      for (const place of ["locked", ".hidden"]) chmodSync(join(sites, place), 0);
      mkdirSync(join(sites, "linked"));
      symlinkSync("../locked/deep", join(sites, "linked/away"));
      chmodSync(folder, 0o755);
      const asNobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
      const asked: readonly [string, ...string[]][] = [
        [".", "linked/away", "locked"],
        [sites, join(sites, "linked/away"), join(sites, "locked")],
        ["**/*.yaml", "linked/away", "locked"],
        ["linked", "linked/away"],
        ["locked/*.yaml", "locked"],
        ["locked", "locked"],
      ];
      for (const [named, ...locked] of asked) {
        const { status, stdout, stderr } = spawnSync(process.execPath, [resolve(BIN), "-f", "json", named], {
          ...asNobody,
          cwd: sites,
          encoding: "utf8",
        });
        expectUseful(status, stdout, stderr);
        const report = JSON.parse(stdout) as JsonReport;
        expect(report.problems.map(({ file, message }) => `${file}: ${message}`)).toEqual(
          locked.map((place) => `${place}: This folder cannot be read, so its rosters were not audited.`),
        );
        expect(report.rosters).toHaveLength(/^l/.test(named) ? 0 : 1);
        expect(status).toBe(2);
      }
      for (const place of ["locked", ".hidden"]) chmodSync(join(sites, place), 0o755);
      rmSync(sites, { recursive: true });
    },
  );

  test("one of several that cannot be read does not keep the others from being audited", () => {
    const { status, stdout } = command("--format", "json", join(folder, "nothing.yaml"), write("good.yaml", ROSTER), folder);
    expect(status).toBe(2);
    expect(JSON.parse(stdout).summary).toMatchObject({ sessions: 1, problems: 2 });
  });

  test.skipIf(process.platform === "win32")("an endless device", () => {
    const { status, stdout, stderr, output } = command("/dev/zero");
    expectUseful(status, stdout, stderr);
    expect(status).toBe(2);
    figures.push({ name: "/dev/zero", ...(JSON.parse(output[3] as string) as { mb: number; seconds: number }), code: status });
  });

  test.skipIf(process.platform === "win32")("an endless standard input", { timeout: 30_000 }, async () => {
    const child = spawn("sh", ["-c", `yes "a: 1" | "$0" "$1" -`, process.execPath, BIN], { stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text) => {
        said += text;
      });
    const code = await new Promise((resolve) => child.on("close", resolve));
    expect(code).toBe(2);
    expect(said).toMatch(/larger than/);
    expect(said).not.toMatch(STACK_TRACE);
  });
});

describe("a closed output", () => {
  const big = () =>
    write("big.json", `{${LEE},"sessions":[${Array.from({ length: 1_000 }, (_, i) => session(i, '"clinicians":["lee"],"patients":7'))}]}`);

  test.each(["pretty", "json"])(
    "closed after the first line of %s: the exit code of the audit and nothing on standard error",
    async (format) => {
      const child = spawn(process.execPath, [BIN, "--format", format, big()], { stdio: ["ignore", "pipe", "pipe"] });
      let err = "";
      child.stderr.setEncoding("utf8").on("data", (text) => (err += text));
      child.stdout.once("data", () => child.stdout.destroy());
      const code = await new Promise((resolve) => child.on("close", resolve));
      expect({ code, err }).toEqual({ code: 1, err: "" });
    },
  );

  test.skipIf(process.platform === "win32").each(["SIGTERM", "SIGINT"] as const)(
    "%s while a file is written: the process ends by it, and no temporary file is left",
    async (signal) => {
      const place = mkdtempSync(join(folder, "signal-"));
      const sessions = Array.from({ length: 5_000 }, (_, i) => session(i, '"clinicians":["lee"],"patients":7'));
      const child = spawn(process.execPath, [
        BIN,
        "-q",
        "-o",
        join(place, "report.html"),
        write("long.json", `{${LEE},"sessions":[${sessions}]}`),
      ]);
      while (readdirSync(place).length === 0 && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 5));
      expect(readdirSync(place)[0]).toMatch(/^\.ratio-audit-/);
      child.kill(signal);
      const ended = await new Promise((resolve) => child.on("close", (_, by) => resolve(by)));
      expect(ended).toBe(signal);
      expect(readdirSync(place).filter((name) => name.startsWith("."))).toEqual([]);
    },
  );

  test.skipIf(process.platform === "win32")("`| head -1`", () => {
    const { stdout, stderr } = spawnSync("sh", ["-c", `"$0" "$1" "$2" | head -1; exit 0`, process.execPath, BIN, big()], {
      encoding: "utf8",
    });
    expect(stdout.split("\n")).toHaveLength(2);
    expect(stderr).toBe("");
  });

  test.skipIf(spawnSync("perl", ["-v"]).status !== 0)(
    "a pipe that is full for a while, and does not wait: all of the report arrives",
    () => {
      // Node has no way to open such a pipe for a child of its own.
      const unwaiting = "use Fcntl; fcntl(STDOUT, F_SETFL, O_WRONLY | O_NONBLOCK); exec @ARGV";
      const { status, stdout, stderr } = spawnSync(
        "sh",
        ["-c", `perl -e "$1" "$0" "$2" --format json "$3" | (sleep 1; cat)`, process.execPath, unwaiting, BIN, big()],
        { encoding: "utf8", maxBuffer: 10 * MIB },
      );
      expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
      expect(stdout.length).toBeGreaterThan(500_000);
      expect(JSON.parse(stdout).summary.sessions).toBe(1_000);
    },
  );

  test.skipIf(process.platform !== "linux")("a full disk", () => {
    const { status, stderr } = spawnSync("sh", ["-c", `"$0" "$1" "$2" > /dev/full`, process.execPath, BIN, big()], { encoding: "utf8" });
    expect(status).toBe(2);
    expect(stderr).not.toMatch(STACK_TRACE);
  });

  test.skipIf(process.platform === "win32")("closed from the start, with standard error too", () => {
    for (const redirect of [">&-", ">&- 2>&-", "2>&-"]) {
      const { status, stderr } = spawnSync("sh", ["-c", `"$0" "$1" "$2" ${redirect}`, process.execPath, BIN, write("good.yaml", ROSTER)], {
        encoding: "utf8",
      });
      expect([0, 2]).toContain(status);
      expect(stderr).not.toMatch(STACK_TRACE);
    }
  });

  test("--output into a folder, below a file, to an empty name: a message, and no temporary file stays behind", async () => {
    const roster = write("good.yaml", ROSTER);
    for (const path of [folder, join(roster, "report.txt"), ""]) {
      const { status, stderr } = command("--output", path, roster);
      expect(status).toBe(2);
      expect(stderr).toMatch(/\S/);
      expect(stderr).not.toMatch(STACK_TRACE);
    }
  });

  test("a stream that rejects every write: exit code 2, and `main` does not throw", async () => {
    const closed = { isTerminal: false, columns: undefined, write: () => Promise.reject(new OutputClosed(new Error("EPIPE"))) };
    const code = await main(["-"], { out: closed, err: closed, readInput: async () => Buffer.from(ROSTER), env: {} });
    expect(code).toBe(2);
  });
});

// --- Random and mutated bytes --------------------------------------------------------------------------------------------

const SEEDS = [JSON.stringify(VALID), JSON.stringify(VALID, null, 2), yamlOf(VALID), ROSTER, `${ROSTER}---\n${ROSTER}`].map((text) =>
  Buffer.from(text),
);

/** A block of YAML for plain data, written by hand so that these tests need no writer. */
function yamlOf(value: unknown, indent = ""): string {
  if (Array.isArray(value)) return value.map((item) => `${indent}- ${yamlOf(item, `${indent}  `).trimStart()}`).join("");
  if (typeof value !== "object" || value === null) return ` ${String(value)}\n`;
  return Object.entries(value)
    .map(([key, one]) => `${indent}${key}:${typeof one === "object" ? "\n" : ""}${yamlOf(one, `${indent}  `)}`)
    .join("");
}

const MORSELS = [
  "\n",
  "  ",
  "\t",
  "- ",
  ": ",
  "{",
  "}",
  "[",
  "]",
  ",",
  '"',
  "'",
  "#",
  "&a ",
  "*a",
  "!t ",
  "!!map ",
  "|",
  ">",
  "%",
  "---\n",
  "...\n",
  "? ",
  "<<: ",
  "\\u",
  "\\ud800",
  "null",
  "~",
  "1e999",
  "-0",
  "\ufeff",
  "\u2028",
  "\0",
  "__proto__",
  "patients",
  "from: ",
  "until: ",
  '"25:00"',
  "Mon 18:00",
  "2026-02-30T10:00",
  "1000000",
  "p",
];

const mutation = fc.record({
  seed: fc.nat(SEEDS.length - 1),
  edits: fc.array(
    fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      cut: fc.nat(12),
      add: fc.oneof(fc.constantFrom("", ...MORSELS), fc.string({ maxLength: 3 })),
    }),
    { minLength: 1, maxLength: 6 },
  ),
});

function mutated({ seed, edits }: { seed: number; edits: { at: number; cut: number; add: string }[] }): Buffer {
  return edits.reduce((bytes, { at, cut, add }) => {
    const offset = Math.floor(at * bytes.length);
    return Buffer.concat([bytes.subarray(0, offset), Buffer.from(add), bytes.subarray(offset + cut)]);
  }, SEEDS[seed] as Buffer);
}

describe("random input, in this process", () => {
  const check = async (bytes: Uint8Array, format: string) => {
    const { code, out, err } = await audit(bytes, "--format", format);
    expectUseful(code, out, err);
    if (format === "json") JSON.parse(out);
  };
  const format = fc.constantFrom("pretty", "json");

  test("bytes", async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), format, check), { numRuns: tries(1_500, 150) });
  });

  test("text of YAML's and JSON's own characters", async () => {
    const text = fc.array(fc.oneof(fc.constantFrom(...MORSELS), fc.string({ maxLength: 4 })), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(text, format, (parts, which) => check(Buffer.from(parts.join("")), which)),
      { numRuns: tries(2_500, 200) },
    );
  });

  test("rosters with a few slips", async () => {
    await fc.assert(
      fc.asyncProperty(mutation, format, (one, which) => check(mutated(one), which)),
      { numRuns: tries(3_000, 200) },
    );
  });

  test("JSON values of any shape", async () => {
    const keys = fc.constantFrom("sessions", "patients", "couples", "clinicians", "id", "program", "partners", "week", "x", "__proto__");
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 6 },
        fc.jsonValue({ maxDepth: 1 }),
        fc.array(tie("value"), { maxLength: 4 }),
        fc.dictionary(keys, tie("value"), { maxKeys: 5 }),
      ),
    }));
    await fc.assert(
      fc.asyncProperty(value, format, (one, which) => check(Buffer.from(JSON.stringify(one) ?? ""), which)),
      { numRuns: tries(2_000, 150) },
    );
  });
});
