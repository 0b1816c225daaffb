/**
 * No patient's or couple's id leaves the roster. Canaries stand in every place of valid, invalid and broken
 * rosters; no output of any format, at any width, on either stream, may hold one, whole or in part. Every canary has the
 * core `zq7canary` or is a long number, so that a piece of one is found as well.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test, vi } from "vitest";
import { stringify } from "yaml";
import { readDocuments } from "../src/document/read.ts";
import { explainYaml } from "../src/document/yaml-syntax.ts";
import { audit, parseRoster } from "../src/index.ts";
import { OutputClosed } from "../src/io/streams.ts";
import { main } from "../src/main.ts";
import { readRosters, runAudit } from "../src/pipeline.ts";
import { FORMATS } from "../src/report/formats.ts";
import { PLAIN as COLORLESS } from "../src/report/style.ts";
import { idMatcher } from "../src/roster/id-matcher.ts";
import { rosterFile } from "../src/roster/schema.ts";
import { StandardLoader } from "../src/standards/load.ts";
import { standardFile } from "../src/standards/schema.ts";
import { CANARIES, PLAIN, TRACE } from "./support/canaries.ts";
import { holdsForEach, IS_LONG_RUN, named, some, tries } from "./support/matrix.ts";
import { mappingsOf, planted } from "./support/plants.ts";

interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

interface View {
  readonly format?: string;
  /** Columns of a terminal; undefined: the output is not a terminal. */
  readonly width?: number;
  readonly args?: readonly string[];
}

async function run(files: readonly string[], stdin: string, { format = "pretty", width, args = [] }: View = {}): Promise<Run> {
  const said = { out: "", err: "" };
  const stream = (name: "out" | "err") => ({
    isTerminal: width !== undefined,
    columns: width,
    write: async (text: string) => {
      said[name] += text;
    },
  });
  const readInput = async () => Buffer.from(stdin);
  const code = await main(["--format", format, ...args, ...files], { out: stream("out"), err: stream("err"), readInput, env: {} });
  return { code, ...said };
}

const VIEWS: readonly View[] = [
  { format: "json" },
  { format: "pretty" },
  { format: "pretty", width: 40 },
  { format: "pretty", width: 61 },
  { format: "pretty", width: 300, args: ["--quiet"] },
  ...["compact", "sarif", "junit", "github", "gitlab", "markdown", "html"].map((format) => ({ format })),
];

test("every format is looked at", () => {
  expect(new Set(VIEWS.map(({ format }) => format))).toEqual(new Set(FORMATS.map(({ name }) => name)));
});

const JSON_FORMATS = ["json", "sarif", "gitlab"];

/** All that a run says: as printed, unwrapped, for JSON the texts that it spells, and with escapes of XML, addresses and Markdown undone. */
function saidBy({ out, err }: Run, format: string | undefined): string {
  const texts = JSON_FORMATS.includes(format ?? "") && out !== "" ? allTexts(JSON.parse(out)).join("\n") : "";
  const said = `${out}\n${err}\n${texts}`;
  const plain = said.replace(/\u001b\[[0-9;]*m/g, "");
  const escapes = format === "pretty" || format === "json" ? "" : unescaped(plain);
  // On a page also across tags.
  const untagged = format === "html" ? unescaped(plain.replace(/<[^<>]*>/g, "")) : "";
  return `${plain}\n${plain.replace(/\s+/g, " ")}\n${escapes}\n${untagged}`;
}

function unescaped(text: string): string {
  return text
    .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
    .replace(/(?:%[0-9a-f]{2})+/gi, (bytes) => Buffer.from(bytes.replaceAll("%", ""), "hex").toString())
    .replace(/\\(?=[!-/:-@[-`{-~])/g, "");
}

function allTexts(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [String(value)];
  return Object.entries(value).flatMap(([key, one]) => [key, ...allTexts(one)]);
}

/** The text around a canary in what was said, or null. The hash of the file is no text. */
function leak(said: string): string | null {
  const found = TRACE.exec(said.replace(/[0-9a-f]{32,64}/g, ""));
  return found === null ? null : said.replace(/[0-9a-f]{32,64}/g, "").slice(Math.max(0, found.index - 120), found.index + 60);
}

/** As JSON, which holds the most, or as people read it, and in the other views by turns. */
let turn = 0;
function someViews(): readonly View[] {
  turn++;
  return [VIEWS[turn % 2] as View, VIEWS[2 + (turn % (VIEWS.length - 2))] as View];
}

async function expectNoLeak(text: string, views: readonly View[] = someViews()): Promise<Set<number>> {
  const codes = new Set<number>();
  for (const view of views) {
    const said = await run(["-"], text, view);
    expect([0, 1, 2], said.err).toContain(said.code);
    const shown = leak(saidBy(said, view.format));
    if (shown !== null) throw new Error(`a canary leaks in ${JSON.stringify(view)}: …${shown}…\nfrom\n${text.slice(0, 600)}`);
    codes.add(said.code);
  }
  return codes;
}

/** A week in which every rule has something to find, with these ids for three patients and a couple. */
function week(a: unknown, b: unknown, c: unknown, couple: unknown) {
  return {
    program: { name: "Lakeside", offers: ["ppo"], publishedRatios: { group: "1:6" } },
    timezone: "America/New_York",
    week: "2026-11-30",
    standard: ["premium", "traditional-outpatient"],
    clinicians: [
      { id: "lee", roles: ["therapist"], modalities: ["CBT"], licensedIn: ["NY"], away: [{ start: "Mon 18:00", end: "Mon 18:10" }] },
      { id: "noor", roles: ["couples-therapist"], modalities: ["EFT"] },
    ],
    patients: [
      { id: a, counselor: "noor", state: "NY", coverage: { plan: "PPO", telehealthVerified: true } },
      { id: b, counselor: "lee" },
      { id: c },
      ...["p4", "p5", "p6", "p7"].map((id) => ({ id })),
    ],
    couples: [{ id: couple, partners: [a, b] }],
    sessions: [
      {
        id: "mon",
        kind: "group",
        start: "Mon 18:00",
        minutes: 90,
        clinicians: ["lee", { id: "noor", from: "19:00" }],
        patients: [{ id: a, from: "18:15", until: "19:00" }, c, "p4", "p5", "p6", "p7"],
        couples: [],
        cpt: "90853",
      },
      {
        id: "mon2",
        kind: "couples-group",
        start: "Mon 18:30",
        end: "20:00",
        clinicians: ["noor"],
        patients: [a, c, "p4"],
        couples: [couple],
      },
      {
        id: "tue",
        kind: "couples-session",
        start: "Tue 18:00",
        minutes: 60,
        clinicians: ["lee"],
        couples: [{ id: couple, from: "18:10" }],
      },
      { id: "far", kind: "check-in", start: "2026-12-20T10:00", minutes: 10, patients: [b], status: "scheduled" },
      { id: "off", kind: "group", start: "Wed 18:00", minutes: 90, patients: [c], status: "canceled" },
    ],
    onCall: [{ clinician: "lee", start: "Mon 00:00", end: "Tue 00:00" }],
  };
}

type Path = readonly (string | number)[];

/** Every path in a value, the containers' too. */
function paths(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, one]) => paths(one, [...path, Array.isArray(value) ? Number(key) : key]))];
}

/** A copy of a value in which `change` was done to the container of `path`. */
function changed<T>(value: T, path: Path, change: (container: Record<string | number, unknown>, step: string | number) => void): T {
  const copy = structuredClone(value);
  const container = path.slice(0, -1).reduce<Record<string | number, unknown>>((at, step) => at[step] as never, copy as never);
  change(container, path.at(-1) as string | number);
  return copy;
}

/** The same data in both formats, loose and dense; as dense JSON and one of the others by turns where this is no long run. */
function spellings(value: unknown): string[] {
  const all = allSpellings(value);
  return IS_LONG_RUN ? all : [all[0] as string, all[1 + (turn % (all.length - 1))] as string];
}

function allSpellings(value: unknown): string[] {
  return [
    JSON.stringify(value),
    JSON.stringify(value, null, 2),
    stringify(value, { aliasDuplicateObjects: false }),
    stringify(value, { aliasDuplicateObjects: false, collectionStyle: "flow" }),
    stringify(value, { aliasDuplicateObjects: false, defaultStringType: "QUOTE_SINGLE", defaultKeyType: "PLAIN", lineWidth: 40 }),
  ];
}

const folder = mkdtempSync(join(tmpdir(), "ratio-audit-privacy-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// --- Valid rosters -------------------------------------------------------------------------------------------------------

describe("valid rosters", () => {
  test("an id like each of these as the id of a patient, in findings of every kind", () =>
    holdsForEach(named(some(CANARIES, 3)), async (id) => {
      for (const text of spellings(week(id, "p2", "p3", "c1"))) expect(await expectNoLeak(text)).toEqual(new Set([1]));
      for (const text of some(spellings(week("p1", id, "p3", "c1")), 2)) expect(await expectNoLeak(text)).toEqual(new Set([1]));
      for (const text of some(spellings(week("p1", "p2", id, "c1")), 2)) expect(await expectNoLeak(text)).toEqual(new Set([1]));
    }));

  test("an id like each of these as the id of a couple", () =>
    holdsForEach(named(some(CANARIES, 2)), async (id) => {
      for (const text of spellings(week("p1", "p2", "p3", id))) expect(await expectNoLeak(text)).toEqual(new Set([1]));
    }));

  test("an id like each of these where there is no section of patients", () =>
    holdsForEach(named(some(CANARIES, 2)), async (id) => {
      const { patients: _, ...rest } = week(id, "p2", "p3", "c1");
      for (const text of spellings(rest)) expect(await expectNoLeak(text)).toEqual(new Set([1]));
    }));

  test("numbers that are ids, as written", () =>
    holdsForEach(named(["84021977731", "00840219777", "8.4021977731e3", "8.40219E77"]), async (id) => {
      const data = week("ID-A", "ID-B", "ID-C", "ID-D");
      for (const name of ["ID-A", "ID-B", "ID-C", "ID-D"]) {
        for (const text of spellings(data)) {
          if (/^0/.test(id) && text.startsWith("{")) continue;
          const number = text.replaceAll(`"${name}"`, id).replaceAll(`'${name}'`, id).replaceAll(name, id);
          expect(await expectNoLeak(number.replace(/ID-/g, "pp"))).toEqual(new Set([1]));
        }
      }
    }));

  test("an id like each of these in names, codes and keys that are shown", () =>
    holdsForEach(
      named(
        some(
          CANARIES.filter((id) => [...id].length >= 3),
          5,
        ),
      ),
      async (id) => {
        const data = week(id, "p2", "p3", "c1");
        const quoting = `Program ${id}, for (${id}) and ${id}`;
        const texts = [
          { ...data, program: quoting },
          { ...data, program: { ...data.program, name: quoting } },
          changed(data, ["clinicians", 1, "modalities", 0], (at, step) => {
            at[step] = quoting;
          }),
          changed(data, ["sessions", 0, "cpt"], (at, step) => {
            at[step] = id;
          }),
          changed(data, ["patients", 0, "coverage", "plan"], (at, step) => {
            at[step] = quoting;
          }),
        ];
        for (const one of texts) for (const text of spellings(one)) expect(await expectNoLeak(text)).toEqual(new Set([1]));
      },
    ));

  test("an id like each of these in the name of the file and of its folder", () =>
    holdsForEach(
      named(
        some(
          CANARIES.filter((id) => !/[\n/\0]/.test(id) && id.length > 2),
          3,
        ),
      ),
      async (id) => {
        mkdirSync(join(folder, id), { recursive: true });
        for (const name of [join(folder, `${id}.json`), join(folder, id, "week.json"), join(folder, `week ${id} b.json`)]) {
          writeFileSync(name, JSON.stringify(week(id, "p2", "p3", "c1")));
          for (const view of IS_LONG_RUN ? VIEWS : someViews()) {
            const said = await run([name], "", view);
            expect(said.code).toBe(1);
            expect(leak(saidBy(said, view.format))).toBe(null);
          }
        }
      },
    ));

  test("an id like each of these in no report file, name of one, log or progress line", () =>
    holdsForEach(
      named(
        some(
          CANARIES.filter((id) => !/[\n/\0]/.test(id) && id.length > 2),
          3,
        ),
      ),
      async (id) => {
        const place = join(folder, `reports of ${CANARIES.indexOf(id)}`);
        mkdirSync(place);
        const files = Array.from({ length: id === PLAIN ? 21 : 2 }, (_, i) => join(folder, `${i} ${id}.json`));
        for (const file of files) writeFileSync(file, JSON.stringify(week(id, "p2", "p3", "c1")));
        const reports = FORMATS.flatMap(({ name }) => ["--report", `${name}=${join(place, name)}`]);
        const summary = join(place, "summary.md");
        const log: string[] = [];
        const stream = { isTerminal: true, columns: 80, write: async (text: string) => void log.push(text) };
        const env = { GITHUB_STEP_SUMMARY: summary };
        const unwritable = ["--report", `json=${join(folder, `0 ${id}.json`, "below a file")}`];
        const code = await main([...reports, ...unwritable, ...files], {
          out: stream,
          err: stream,
          readInput: async () => Buffer.from(""),
          env,
        });
        expect(code).toBe(2);
        if (id === PLAIN) expect(log.join("")).toContain("reading 21 of 21 rosters…");
        expect(leak(saidBy({ code, out: log.join(""), err: "" }, undefined))).toBe(null);
        expect(readdirSync(place).sort()).toEqual([...FORMATS.map(({ name }) => name), "summary.md"].sort());
        for (const name of readdirSync(place)) {
          expect(leak(saidBy({ code, out: readFileSync(join(place, name), "utf8"), err: "" }, name))).toBe(null);
        }
      },
    ));

  test("each is there with --show-patients, as text for programs", async () => {
    for (const id of CANARIES) {
      const { out, code } = await run(["-"], JSON.stringify(week(id, "p2", "p3", "c1")), { format: "json", args: ["--show-patients"] });
      expect(code).toBe(1);
      const patients = JSON.parse(out).rosters[0].findings.map((finding: { patient: string | null }) => finding.patient);
      expect(patients).toContain(id);
      expect(out).not.toMatch(/patient #1\b/);
      const pretty = await run(["-"], JSON.stringify(week(PLAIN, "p2", "p3", "c1")), { args: ["--show-patients"] });
      expect(pretty.out).toContain(PLAIN);
    }
  });

  test("a terminal is never steered by an id that is shown", async () => {
    for (const id of CANARIES) {
      const { out } = await run(["-"], JSON.stringify(week(id, id === "p2" ? "p9" : "p2", "p3", "c1")), { args: ["--show-patients"] });
      expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]|^\s*::/m);
    }
  });

  test("the library masks as well", () => {
    const report = JSON.stringify(audit(parseRoster(stringify(week(PLAIN, "p2", "p3", "c1")), { file: `${PLAIN}.yaml` })));
    expect(leak(report)).toBe(null);
    expect(JSON.stringify(audit(parseRoster(stringify(week(PLAIN, "p2", "p3", "c1"))), { showPatients: true }))).toContain(PLAIN);
  });
});

test("an id is masked also as Unicode spells it otherwise, with letters composed or not", async () => {
  const composed = "zq7canar\u00e9".normalize("NFC");
  for (const [id, other] of [
    [composed, composed.normalize("NFD")],
    [composed.normalize("NFD"), composed],
  ] as const) {
    const data = week(id, "p2", "p3", "c1");
    for (const text of spellings({ ...data, program: `Group ${other}` })) expect(await expectNoLeak(text)).toEqual(new Set([1]));
    for (const text of spellings({ ...data, sessions: [{ ...data.sessions[0], id: `mon-${other}` }] }))
      expect(await expectNoLeak(text)).toEqual(new Set([2]));
  }
});

// --- Escaped spellings ---------------------------------------------------------------------------------------------------

/** The ways in which a text in double quotes can spell a character. */
const escapings: readonly ((text: string) => string)[] = [
  (text) => text.replace(/./gu, (c) => (c === "z" ? "\\u007a" : c)),
  (text) => text.replace(/[a-z0-9]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`),
  (text) =>
    `${text.slice(0, -1)}\\u${text
      .charCodeAt(text.length - 1)
      .toString(16)
      .padStart(4, "0")}`,
];
const yamlEscapings: readonly ((text: string) => string)[] = [
  ...escapings,
  (text) => text.replace(/[a-z0-9]/g, (c) => `\\x${c.charCodeAt(0).toString(16)}`),
  (text) => `${text.slice(0, 3)}\\\n      ${text.slice(3)}`,
];

describe("ids spelled with escapes", () => {
  const data = week(PLAIN, "p2", "p3", "c1");

  test("in places where ids belong, and in names", async () => {
    for (const one of [data, { ...data, program: `Group ${PLAIN} evening` }]) {
      for (const spell of escapings) await expectNoLeak(JSON.stringify(one, null, 1).replaceAll(PLAIN, spell(PLAIN)));
      for (const spell of yamlEscapings) await expectNoLeak(`# YAML\n${JSON.stringify(one, null, 1).replaceAll(PLAIN, spell(PLAIN))}`);
    }
  });

  test("in one location only, next to a mistake on the same line", async () => {
    for (const spell of yamlEscapings) {
      const slip = JSON.stringify({ ...data, program: { name: `Group ${PLAIN}`, offers: ["nothing"] } });
      await expectNoLeak(`# YAML\n${slip.replace(`Group ${PLAIN}`, `Group ${spell(PLAIN)}`)}`);
    }
  });

  test("with quotation marks doubled in single quotes, which is no spelling that the mask would know", async () => {
    const id = "zq7'canary";
    const one = { ...week(id, "p2", "p3", "c1") };
    const offers = ["nothing"];
    for (const program of [
      { name: `Group ${id}`, offers },
      { name: id, offers },
    ]) {
      await expectNoLeak(stringify({ ...one, program }, { defaultStringType: "QUOTE_SINGLE", defaultKeyType: "PLAIN" }));
      await expectNoLeak(
        stringify(
          { ...one, program },
          { defaultStringType: "QUOTE_SINGLE", defaultKeyType: "PLAIN", collectionStyle: "flow", lineWidth: 0 },
        ),
      );
    }
    const clinicians = one.clinicians.map((clinician) => ({ ...clinician, modalities: [`EFT ${id}`] }));
    await expectNoLeak(
      stringify(
        { ...one, clinicians },
        { defaultStringType: "QUOTE_SINGLE", defaultKeyType: "PLAIN", collectionStyle: "flow", lineWidth: 0 },
      ),
    );
  });

  test("in text that YAML folds over several lines", async () => {
    const one = week("zq7 canary sp", "p2", "p3", "c1");
    for (const name of [
      "Group zq7\n    canary sp",
      '"Group zq7\n    canary sp"',
      "'Group zq7 canary\n    sp'",
      ">\n    Group zq7\n    canary sp\n",
    ]) {
      const text = stringify({ ...one, program: { name: "NAME", offers: ["nothing"] } }).replace("NAME", name);
      await expectNoLeak(text);
    }
  });
});

// --- Ids that would carry a patient's out --------------------------------------------------------------------------------

describe("session and clinician ids that contain a patient's or couple's id", () => {
  test("an id like each of these is refused, with the line and the token", () =>
    holdsForEach(
      named(
        some(
          CANARIES.filter((id) => [...id].length >= 3),
          5,
        ),
      ),
      async (id) => {
        for (const [who, data] of [
          ["patient #1", week(id, "p2", "p3", "c1")],
          ["couple #1", week("p1", "p2", "p3", id)],
        ] as const) {
          for (const place of [
            ["sessions", 1, "id"],
            ["clinicians", 0, "id"],
          ] as const) {
            for (const carrier of [id, `group ${id}`, `${id}-x`, `(${id})`]) {
              const one = changed(data, place, (at, step) => {
                at[step] = carrier;
              });
              for (const text of [JSON.stringify(one, null, 1), stringify(one)]) {
                expect(await expectNoLeak(text)).toEqual(new Set([2]));
                const { out } = await run(["-"], text, { format: "json" });
                const problems = JSON.parse(out).rosters[0].problems as { message: string; at: { line: number } }[];
                const refused = problems.find((problem) => problem.message.includes(`${who} (line `));
                expect(refused, `${carrier} is refused`).toBeDefined();
                expect(refused?.at.line).toBeGreaterThan(1);
              }
            }
          }
        }
      },
    ));

  test("an id that only contains the letters is not one of them", async () => {
    const data = changed(week("abc", "p2", "p3", "c1"), ["sessions", 1, "id"], (at, step) => {
      at[step] = "abcd";
    });
    expect((await run(["-"], JSON.stringify(data))).code).toBe(1);
  });
});

// --- Invalid rosters -----------------------------------------------------------------------------------------------------

const CLEAN = week("pat-1", "pat-2", "pat-3", "cou-1");
const TWO_VIEWS: readonly View[] = [{ format: "json" }, { format: "pretty" }];

/** Values of another type than the original, with a canary under no key that could name a person. */
function wrongTypes(value: unknown): unknown[] {
  const containers = [[[PLAIN]], [[84021977731]], { xkey: PLAIN }, { xkey: { id: PLAIN } }];
  if (typeof value === "string") return [...containers, [PLAIN], 84021977731, 8402197773.1];
  return [...containers, PLAIN, ...(typeof value === "number" ? [] : [84021977731])];
}

describe("invalid rosters", () => {
  test("a patient's id in place of every value, key and entry", async () => {
    // Here the canary is a known id: the third patient, whose entry stays as it is.
    const data = week("pat-1", "pat-2", PLAIN, "cou-1");
    const leaks: string[] = [];
    const collect = (text: string) =>
      expectNoLeak(text, TWO_VIEWS).catch((error: Error) => leaks.push(error.message.replace(/\nfrom[\s\S]*/, "").replace(/\s+/g, " ")));
    for (const path of some(paths(data), 9)) {
      if (path.length === 0 || JSON.stringify(path) === '["patients",2,"id"]' || JSON.stringify(path) === '["patients"]') continue;
      for (const replacement of [PLAIN, ` ${PLAIN} `, `x ${PLAIN}, y`, [PLAIN], { [PLAIN]: PLAIN }, { id: PLAIN }, null]) {
        const one = changed(data, path, (at, step) => {
          at[step] = replacement;
        });
        for (const text of [JSON.stringify(one, null, 1), stringify(one, { aliasDuplicateObjects: false })]) await collect(text);
      }
      if (typeof path.at(-1) !== "string") continue;
      const renamed = changed(data, path, (at, step) => {
        at[PLAIN] = at[step];
        delete at[step];
      });
      const added = changed(data, path, (at) => {
        at[PLAIN] = PLAIN;
        at.note = `a note on ${PLAIN}`;
      });
      for (const one of [renamed, added]) {
        for (const text of [JSON.stringify(one), JSON.stringify(one, null, 1), stringify(one, { aliasDuplicateObjects: false })])
          await collect(text);
      }
    }
    expect([...new Set(leaks)].slice(0, 20)).toEqual([]);
  });

  test("an unknown text under patients, couples and partners, as value and as key", async () => {
    const protectedPaths = paths(CLEAN).filter((path) =>
      path.slice(0, -1).some((step) => ["patients", "couples", "partners"].includes(String(step))),
    );
    expect(protectedPaths.length).toBeGreaterThan(40);
    for (const path of some(protectedPaths, 4)) {
      for (const replacement of [PLAIN, 84021977731, [PLAIN], { [PLAIN]: PLAIN }, { id: PLAIN, name: PLAIN }]) {
        const one = changed(CLEAN, path, (at, step) => {
          at[step] = replacement;
        });
        for (const text of [JSON.stringify(one), stringify(one, { aliasDuplicateObjects: false })]) await expectNoLeak(text, TWO_VIEWS);
      }
      if (typeof path.at(-1) !== "string") continue;
      for (const key of [PLAIN, "name", "dob", "zq7canary_id", "counselors"]) {
        const one = changed(CLEAN, path, (at) => {
          at[key] = PLAIN;
        });
        for (const text of [JSON.stringify(one), stringify(one, { aliasDuplicateObjects: false })])
          expect(await expectNoLeak(text, TWO_VIEWS)).toEqual(new Set([2]));
      }
    }
  });

  test("patients, couples and partners as mappings, texts and numbers", async () => {
    for (const section of ["patients", "couples"]) {
      for (const value of [{ [PLAIN]: { counselor: "lee" } }, PLAIN, 84021977731, [PLAIN], [[PLAIN]], { id: PLAIN }, [{ [PLAIN]: null }]]) {
        const one = { ...CLEAN, [section]: value };
        for (const text of spellings(one)) expect(await expectNoLeak(text, TWO_VIEWS)).toEqual(new Set([2]));
        const inSession = changed(CLEAN, ["sessions", 0, section], (at, step) => {
          at[step] = value;
        });
        for (const text of spellings(inSession)) await expectNoLeak(text, TWO_VIEWS);
      }
    }
  });

  test("the value of an unknown key", async () => {
    for (const path of some([[], ...paths(CLEAN)], 2)) {
      const at = path.reduce<unknown>((value, step) => (value as Record<string | number, unknown>)[step], CLEAN);
      if (typeof at !== "object" || at === null || Array.isArray(at)) continue;
      for (const value of [PLAIN, 84021977731, [PLAIN], { [PLAIN]: PLAIN }, { id: PLAIN, kind: PLAIN }]) {
        const one = changed(CLEAN, [...path, "notes"], (container, step) => {
          container[step] = value;
        });
        for (const text of [JSON.stringify(one), stringify(one, { aliasDuplicateObjects: false })])
          expect(await expectNoLeak(text, TWO_VIEWS)).toEqual(new Set([2]));
      }
    }
  });

  test("a session id that contains an id known only from an invalid location", async () => {
    const weekly = `  - id: ${PLAIN}-weekly\n    kind: grop\n    start: 2026-11-30T18:00\n    minutes: 90\n    clinicians: [lee]\n`;
    const head = "clinicians: [{ id: lee, roles: [therapist] }]\n";
    const texts = [
      `${head}sessions:\n${weekly}    patients: [${PLAIN}]\n    patients: [bob-fox]\n`,
      `${head}patients: [{ id: ${PLAIN} }]\npatients: [{ id: bob }]\nsessions:\n${weekly}`,
      ...["patient", "pateints", "participants", "client", "attendees", "couple", "seen"].map(
        (key) => `${head}sessions:\n${weekly}    ${key}: [${PLAIN}]\n`,
      ),
      ...["clients", "patient", "enrolled"].map((key) => `${head}${key}: [{ id: ${PLAIN} }]\nsessions:\n${weekly}`),
      ...["patients", "couples"].map((key) => `${head}${key}: { ${PLAIN}: { counselor: lee } }\nsessions:\n${weekly}`),
      ...[
        `patients: [${PLAIN} bob-fox]`,
        `patients: "${PLAIN}, bob-fox"`,
        `patients:\n  - id: ${PLAIN}\n    id: bob-fox`,
        `enrolled: ${PLAIN}, bob-fox`,
        `enrolled: { ${PLAIN}: 1 }`,
        `patients: [{ id: bob-fox, counselor: { ${PLAIN}: x } }]`,
        `patients: {{ ${PLAIN} }}`,
        `program: &p ${PLAIN}\npatients: [*p, *p]`,
      ].map((section) => `${head}${section}\nsessions:\n${weekly}`),
      ...[`ids: [${PLAIN}]`, `names: [${PLAIN}]`, `<<: { patients: [${PLAIN}] }`, `patients: [${PLAIN}]\n    id: two\n    patients: 3`].map(
        (field) => `${head}sessions:\n${weekly}    ${field}\n`,
      ),
    ];
    for (const text of texts) await expectNoLeak(text, TWO_VIEWS);
    // Names that are near to a key of ours are names all the same.
    for (const name of ["alan", "stacey", "planck", "fromm"]) {
      const text = `${head}patients: { ${name}: { counselor: lee } }\nsessions:\n${weekly.replaceAll(PLAIN, name)}`;
      for (const view of TWO_VIEWS) expect((await run(["-"], text, view)).out).not.toContain(name);
    }
  });

  test("misspelled keys of patients, and the values below them, do not hide known words and staff ids", async () => {
    const text = (patient: string, more = "") => `week: 2026-11-30
clinicians: [{ id: kim, roles: [therapst] }]
patients: [{ id: ${PLAIN}, ${patient} }]
sessions: [{ id: mon-evening, kind: grup, start: Mon 25:00, minutes: 90, clinicians: [kimm], patients: [${PLAIN}]${more} }]
`;
    for (const slip of ["counsellor: kim", "therapist: kim", "kind: group", "clinicians: [kim]", "notes: Mon"]) {
      const inSession = slip.replace("kind", "kin").replace("clinicians", "leads");
      for (const input of [text(slip), text("counselor: kim", `, ${inSession}`)]) {
        const { out } = await run(["-"], input);
        for (const shown of ["Did you mean `therapist`?", "Did you mean `group`?", "Did you mean `kim`?", "start: Mon 25:00"])
          expect(out, slip).toContain(shown);
      }
    }
  });

  test("a file's name and ids of one document in another document of the same file", async () => {
    const one = (id: string, patients: string) =>
      `clinicians: [{ id: lee, roles: [therapist] }]\nsessions: [{ id: ${id}, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee], patients: ${patients} }]\n`;
    const folder = mkdtempSync(join(tmpdir(), "ratio-audit-documents-"));
    const file = join(folder, `week-${PLAIN}.yaml`);
    for (const other of [one(`tue-${PLAIN}`, "9"), "sesions: []\n"]) {
      for (const text of [`${one("mon", `[${PLAIN}]`)}---\n${other}`, `${other}---\n${one("mon", `[${PLAIN}]`)}`]) {
        writeFileSync(file, text);
        for (const view of TWO_VIEWS) expect(leak(saidBy(await run([file], "", view), view.format))).toBeNull();
      }
    }
    rmSync(folder, { recursive: true });
  });

  test("keys below unknown keys, in the paths of a report for programs", async () => {
    for (const value of [
      `{ ${PLAIN}: 1, ${PLAIN}: 2 }`,
      `{ ${PLAIN}: !tag x }`,
      `{ ${PLAIN}: { <<: {} } }`,
      `{ a: { ${PLAIN}: !tag x } }`,
    ]) {
      for (const key of ["notes", "week", "timezone", "standard", "onCall"]) {
        const text = `${key}: ${value}\n${stringify({ ...CLEAN, [key]: undefined })}`;
        expect(await expectNoLeak(text, TWO_VIEWS)).toEqual(new Set([2]));
      }
    }
  });

  test("a value of the wrong type, which may identify a person", async () => {
    const leaks: string[] = [];
    for (const path of some(paths(CLEAN), 9)) {
      if (path.length === 0) continue;
      const value = path.reduce<unknown>((at, step) => (at as Record<string | number, unknown>)[step], CLEAN);
      const last = path.at(-1) as string | number;
      for (const wrong of wrongTypes(value)) {
        // A program may be a text, as may an entry of clinicians; ids and billing codes may be texts and numbers.
        const isScalar = typeof wrong !== "object";
        if (
          isScalar &&
          (["program", "id", "counselor", "cpt", "clinician"].includes(String(last)) || /sessions,\d+,clinicians,\d+$/.test(String(path)))
        )
          continue;
        const one = changed(CLEAN, path, (at, step) => {
          at[step] = wrong;
        });
        for (const text of [JSON.stringify(one, null, 1), stringify(one, { aliasDuplicateObjects: false })]) {
          for (const view of TWO_VIEWS) {
            const said = await run(["-"], text, view);
            const shown = leak(saidBy(said, view.format));
            if (shown !== null)
              leaks.push(`${path.join(".")} = ${JSON.stringify(wrong)} (${view.format}): ${shown.replace(/\s+/g, " ").slice(-90)}`);
          }
        }
      }
    }
    expect([...new Set(leaks)].slice(0, 40)).toEqual([]);
  });

  test("tags, anchors, aliases and comments", async () => {
    const text = stringify(CLEAN, { aliasDuplicateObjects: false });
    const lines = text.split("\n");
    for (const [i, line] of some([...lines.entries()], 24)) {
      for (const with_ of [
        line.replace(/: (?=\S)/, `: !${PLAIN} `),
        line.replace(/: (?=\S)/, `: &${PLAIN} `),
        line.replace(/: \S.*$/, `: *${PLAIN}`),
        line.replace(/- (?=\S)/, `- !${PLAIN} `),
        line.replace(/- (?=\S)/, `- &${PLAIN} !x `),
        line.replace(/- \S.*$/, `- *${PLAIN}`),
        line.replace(/^(\s*)(?:- )?(?=\w)/, `$&!${PLAIN} `),
        `${line} # ${PLAIN}`,
        `${line} # patient: ${PLAIN} and "more`,
        `# ${PLAIN}\n${line}`,
      ]) {
        await expectNoLeak([...lines.slice(0, i), with_, ...lines.slice(i + 1)].join("\n"), TWO_VIEWS);
      }
    }
  });

  test("directives, and text between documents", async () => {
    for (const head of [
      `%TAG !${PLAIN}! tag:x\n---\n`,
      `%YAML 1.${PLAIN}\n---\n`,
      `%${PLAIN} x\n---\n`,
      `%TAG ! ${PLAIN}\n---\n`,
      `# ${PLAIN}\n---\n`,
      `${PLAIN}\n---\n`,
      `--- ${PLAIN}\n...\n`,
      `"${PLAIN}\n---\n`,
    ])
      await expectNoLeak(`${head}${stringify(CLEAN)}`);
    await expectNoLeak(`${stringify(CLEAN)}...\n${PLAIN}\n`);
    await expectNoLeak(`${stringify(CLEAN)}\n${PLAIN}\n`);
    await expectNoLeak(`${JSON.stringify(CLEAN)}${PLAIN}`);
    await expectNoLeak(`${JSON.stringify(CLEAN)} // ${PLAIN}`);
  });
});

// --- Where a key can be --------------------------------------------------------------------------------------------------

describe("a canary in each mapping of a file", () => {
  const STANDARD = {
    name: "our-clinic",
    extends: "benchmark",
    roles: { trainee: 0.5 },
    kinds: { group: { ratio: "1:5" } },
    caseload: { counselor: 24 },
    weeklyHours: { min: 9 },
    rules: { "at-capacity": "note" },
    waivers: [{ rule: "ratio-exceeded", session: "mon", reason: "new hire", approvedBy: "director" }],
  };
  const formats = Promise.all(FORMATS.map(async ({ name, load }) => ({ name, format: await load() })));
  const options = { width: 80, style: COLORLESS, folders: [], quiet: false, verbose: true, failOn: "error" } as const;

  /** The report of a text as a roster, or as a standard that a roster is audited against. */
  function reportOf(as: "roster" | "standard", file: string, text: string) {
    if (as === "roster") return runAudit(readRosters(text, file, explainYaml), {});
    const documents = readDocuments(text, file, explainYaml);
    const loader = new StandardLoader(() => ({ key: file, file, standpoint: { folder: ".", within: null }, documents }));
    const loaded = loader.load(`./${file}`, { folder: ".", within: null });
    const standards = "message" in loaded ? null : [loaded];
    return runAudit(readRosters(JSON.stringify(CLEAN), "week.json", explainYaml), { standards, standardFiles: loader });
  }

  const cases = [
    { as: "roster", schema: rosterFile, data: CLEAN, name: "group" },
    { as: "standard", schema: standardFile, data: STANDARD, name: "group" },
  ] as const;

  test.each(cases)("no format of a $as shows it", { timeout: 600_000 }, async ({ as, schema, data, name }) => {
    const places = mappingsOf(schema, name);
    expect(places.length).toBeGreaterThan(6);
    const leaks: string[] = [];
    let tried = 0;
    const kinds = new Set<string>();
    for (const [i, place] of places.entries()) {
      for (const [j, { plant, file, text }] of [...planted(data, place)].entries()) {
        if (!IS_LONG_RUN && (i * 7 + j) % 19 !== 0) continue;
        // Where a clinician's id belongs, a text alone is one, and those are shown.
        if (plant.startsWith("C in") && place.at(-2) === "clinicians") continue;
        expect(text).not.toContain("PLANTED");
        const report = reportOf(as, file, text);
        // A name that an author chose for a role is one that a valid standard has.
        if (as === "standard" && place.join() === "roles" && report.problems.length === 0) continue;
        tried++;
        kinds.add(plant);
        for (const { name, format } of await formats) {
          const shown = leak(saidBy({ code: 0, out: [...format(report, options)].join(""), err: "" }, name));
          if (shown !== null) leaks.push(`${plant} at ${place.join(".")} (${name}): ${shown.replace(/\s+/g, " ").slice(-120)}`);
        }
      }
    }
    expect(leaks.slice(0, 20)).toEqual([]);
    expect(kinds.size).toBeGreaterThan(40);
    expect(tried).toBeGreaterThan(60);
  });

  test("a name that is near to a key of ours is not shown, and the key is suggested", async () => {
    for (const [name, meant] of [
      ["stark", "start"],
      ["kine", "kind"],
      ["jane", null],
      ["Minute", "minutes"],
    ] as const) {
      for (const text of [
        stringify(changed(CLEAN, ["sessions", 0, name], (at, step) => Object.assign(at, { [step]: null }))),
        JSON.stringify(
          changed(CLEAN, ["sessions", 0, name], (at, step) => Object.assign(at, { [step]: 1 })),
          null,
          1,
        ),
      ]) {
        for (const view of VIEWS) {
          const said = saidBy(await run(["-"], text, view), view.format);
          expect(said, `${name} in ${view.format}`).not.toMatch(new RegExp(`\\b${name}\\b`));
          if (view.format === "json") {
            expect(said).toContain("Unknown key.");
            if (meant !== null) expect(said).toContain(`\`${meant}\` is already there`);
          }
        }
      }
    }
  });

  test("a synonym of a key is named, but not where patients are", async () => {
    const { out } = await run(["-"], stringify({ ...CLEAN, therapists: [] }));
    expect(out).toContain("Unknown key `therapists`.");
    const below = await run(["-"], stringify({ ...CLEAN, patients: [{ id: "pat-1", members: 1 }] }));
    expect(below.out).toContain("Unknown key.");
    expect(below.out).not.toContain("members");
  });

  test("`explain` of a standard with one does not show it", async () => {
    for (const [i, text] of [
      stringify({ ...STANDARD, [PLAIN]: 1 }),
      stringify({ ...STANDARD, kinds: { [PLAIN]: { ratio: "1:5" } } }),
      stringify({ ...STANDARD, rules: { [PLAIN]: "off" } }),
      stringify({ ...STANDARD, roles: { [`trainee${PLAIN}`]: 2, trainne: 1 } }),
      `${stringify(STANDARD)}${PLAIN}\n`,
    ].entries()) {
      const path = join(folder, `house-${i}.yaml`);
      writeFileSync(path, text);
      const log: string[] = [];
      const stream = { isTerminal: false, columns: undefined, write: async (more: string) => void log.push(more) };
      const code = await main(["explain", path], { out: stream, err: stream, readInput: async () => Buffer.from(""), env: {} });
      expect(code).toBe(2);
      expect(leak(log.join(""))).toBeNull();
      expect(log.join("")).not.toContain("trainne");
    }
  });
});

// --- Other spellings of an id --------------------------------------------------------------------------------------------

describe("an id in another spelling", () => {
  /** Ids, and the same in another letter case, in another Unicode form, or with invisible characters. */
  const spelled = [
    ["zq7-canary", "ZQ7-CANARY"],
    ["ZQ7-Canary", "zq7-canary"],
    ["zq7canar\u00e9", "ZQ7CANARE\u0301"],
    ["zq7canary-stra\u00dfe", "ZQ7CANARY-STRASSE"],
    ["zq7-canary", "zq7\u200b-canary"],
    ["zq7-canary", "z\u00adq7-can\ufe0fary\u200d"],
    ["zq7-canary", "\ufeffzq7-\u2060canary"],
    ["zq7\u200b-canary", "zq7-canary"],
    ["zq7-canary", "\uff5aq\uff17-canary"],
    ["zq7canary\ufb01n", "zq7canaryFIN"],
    ["zq7canary-a\u0323\u0307", "zq7canary-a\u0307\u0323"],
  ] as const;
  const around = ["X", "Group X evening", "(X)", "X's", "_X_", "mon-X-2"];

  test("is masked in names and texts of every format", async () => {
    for (const [id, other] of spelled) {
      for (const frame of around) {
        const text = frame.replace("X", other);
        const data = { ...week(id, "p22", "p33", "c11"), program: { name: text, offers: ["ppo"] } };
        const codes = await expectNoLeak(JSON.stringify(data), IS_LONG_RUN ? VIEWS : someViews());
        expect(codes).toEqual(new Set([1]));
      }
    }
  });

  test("is refused in the id of a session or clinician, with its line and the patient's token", async () => {
    for (const [id, other] of spelled) {
      for (const path of [
        ["sessions", 0, "id"],
        ["clinicians", 0, "id"],
      ] as const) {
        const data = changed(week(id, "p22", "p33", "c11"), path, (at, step) => Object.assign(at, { [step]: `mon-${other}` }));
        expect(await expectNoLeak(JSON.stringify(data, null, 1), TWO_VIEWS)).toEqual(new Set([2]));
        const { out } = await run(["-"], JSON.stringify(data, null, 1), { format: "json" });
        const messages = JSON.parse(out).rosters[0].problems.map((problem: { message: string }) => problem.message);
        expect(messages.some((message: string) => /patient #1 \(line \d+\)/.test(message))).toBe(true);
      }
    }
  });

  test("is no other id, and no part of a word", () => {
    const find = (id: string, text: string) => idMatcher(new Set([id])).find(text);
    for (const [id, text] of [
      ["jane", "janet"],
      ["jane", "9jane"],
      ["jane", "jan\u00e9"],
      ["jane", "jane\u0301"],
      ["jane-doe", "jane doe"],
      ["j\u200bd", "jd"],
    ] as const)
      expect(find(id, text), `${id} in ${text}`).toEqual([]);
    for (const word of ["jane_", "jane.", "jane\u00b7", "\u201cjane\u201d", "jane\u{1f600}"])
      expect(find("jane", word), word).toHaveLength(1);
  });

  test("is found where it is in the text, in time that grows with the length", () => {
    const matcher = idMatcher(new Set(["zq7-canary", "a\u0323b"]));
    const found = matcher.find("\ufb01 ZQ7\u200b-CANARY \u{1f600} z");
    expect(found).toEqual([{ id: "zq7-canary", start: 2, end: 13 }]);
    for (const text of [
      "a\u0301\u0323".repeat(50_000),
      `a${"\u0301\u0323".repeat(50_000)}`,
      "zq7-".repeat(50_000),
      "\u200b".repeat(200_000),
    ]) {
      const start = performance.now();
      matcher.find(text);
      expect(performance.now() - start, text.slice(0, 8)).toBeLessThan(2_000);
    }
  });

  test("leaves the columns of a frame as they are", async () => {
    const lines = [
      "program: { name: Group ZQ7\u200b-CANARY-E\u0301 \u{1f600}, offers: [nothing] }",
      ...stringify({ ...CLEAN, program: undefined }).split("\n"),
    ];
    const text = lines.join("\n").replace(/\bpat-3\b/g, "zq7-canary-\u00e9");
    const [problem] = runAudit(readRosters(text, "week.yaml", explainYaml), {}).rosters[0]?.problems ?? [];
    const frame = problem?.frame.find(({ line }) => line === 1);
    expect(frame?.text).toHaveLength(lines[0]?.length as number);
    expect(frame?.text).toMatch(/^program: \{ name: Group \u2022+ \u{1f600}, offers: \[nothing\] \}$/u);
    expect(frame?.at).toBe(lines[0]?.indexOf("nothing"));
  });

  test("of one or two characters is not masked, and a remark says so where it is in a text", async () => {
    const remarksOf = async (data: unknown) =>
      JSON.parse((await run(["-"], JSON.stringify(data), { format: "json" })).out)
        .rosters[0].remarks.map(({ message }: { message: string }) => message)
        .join("\n");
    const data = week("q7", "p22", "p33", "c11");
    expect(await remarksOf(data)).not.toContain("one or two characters");
    for (const shown of [
      { ...data, program: "Group Q7" },
      changed(data, ["sessions", 0, "id"], (at, step) => Object.assign(at, { [step]: "mon-q7" })),
    ])
      expect(await remarksOf(shown)).toMatch(/patient #1 \(line \d+\) has an id of one or two characters/);
    expect(await remarksOf({ ...data, program: "Group Q78" })).not.toContain("one or two characters");
  });

  test("of a patient is suggested as a token", async () => {
    const data = changed(week("zq7-canary", "p22", "p33", "c11"), ["sessions", 0, "patients", 1], (at, step) =>
      Object.assign(at, { [step]: "zq7-canry" }),
    );
    expect(await expectNoLeak(JSON.stringify(data, null, 1), VIEWS)).toEqual(new Set([2]));
    expect((await run(["-"], JSON.stringify(data, null, 1))).out).toMatch(/Did you mean patient #1 \(line \d+\)\?/);
  });
});

// --- Broken text ---------------------------------------------------------------------------------------------------------

const IDS = week("zq7canary1x", "zq7canary2x", "84021977731", "zq7canary-couple");
const TEXTS = [
  JSON.stringify(IDS),
  JSON.stringify(IDS, null, 2),
  stringify(IDS, { aliasDuplicateObjects: false }),
  stringify(IDS, { aliasDuplicateObjects: false, indentSeq: false, defaultStringType: "QUOTE_DOUBLE", defaultKeyType: "PLAIN" }),
  stringify(IDS, { aliasDuplicateObjects: false, defaultStringType: "QUOTE_SINGLE", defaultKeyType: "PLAIN" }),
  stringify(IDS, { aliasDuplicateObjects: false, collectionStyle: "flow", lineWidth: 70 }),
  `# YAML\n${stringify(IDS, { aliasDuplicateObjects: false, collectionStyle: "flow", lineWidth: 0 })}`,
];
const KEYS = [
  ["patients", "patient"],
  ["patients", "clinicians"],
  ["patients", "x"],
  ["couples", "couple"],
  ["couples", "clinicians"],
  ["partners", "roles"],
  ["partners", "partner"],
  ["id", "ID"],
  ["id", "name"],
  ["id", "kind"],
  ["from", "start"],
  ["clinicians", "patients"],
  ["kind", "patients"],
  ["sessions", "session"],
  ["sessions", "patients"],
  ["counselor", "id"],
  ["minutes", "end"],
] as const;

/** One slip in a text, by its kind and where it falls. */
type Slip = { readonly kind: number; readonly at: number; readonly pick: number };
const slip = fc.record({ kind: fc.nat(7), at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), pick: fc.nat(1_000) });

function slipped(text: string, { kind, at, pick }: Slip): string {
  const offset = Math.floor(at * text.length);
  const lines = text.split("\n");
  const line = Math.floor(at * lines.length);
  const insert = (more: string) => text.slice(0, offset) + more + text.slice(offset);
  switch (kind) {
    case 0:
      return text.slice(0, offset) + text.slice(offset + 1);
    case 1:
      return insert(
        [
          "[",
          "]",
          "{",
          "}",
          '"',
          "'",
          ",",
          ":",
          ": ",
          "- ",
          "#",
          " #",
          "\n",
          "\t",
          "&",
          "*",
          "!",
          "|",
          ">",
          "%",
          "\\",
          "---\n",
          "\u0000",
          "\ud83d",
        ][pick % 24] as string,
      );
    case 2:
      return [...lines.slice(0, line + 1), ...lines.slice(line)].join("\n");
    case 3:
      return [...lines.slice(0, line), ...lines.slice(line + 1)].join("\n");
    case 4:
      return lines.map((one, i) => (i === line ? ` ${one}` : one)).join("\n");
    case 5:
      return lines.map((one, i) => (i === line ? one.replace(/^ {1,2}/, "") : one)).join("\n");
    case 6: {
      const [from, to] = KEYS[pick % KEYS.length] as (typeof KEYS)[number];
      const places = [...text.matchAll(new RegExp(`\\b${from}(?=["']?:)`, "g"))].map((match) => match.index);
      const place = places[Math.floor(at * places.length)];
      return place === undefined ? text : text.slice(0, place) + to + text.slice(place + from.length);
    }
    default:
      return text.slice(0, offset);
  }
}

describe("rosters with slips in their text", () => {
  const view = fc.constantFrom(...VIEWS.filter(({ format }) => format !== "sarif"));
  const source = fc.nat(TEXTS.length - 1);

  test("one slip anywhere", async () => {
    await fc.assert(
      fc.asyncProperty(source, slip, view, async (i, one, as) => {
        await expectNoLeak(slipped(TEXTS[i] as string, one), [as]);
      }),
      { numRuns: tries(3_000, 120) },
    );
  });

  test("each key renamed at each of its places", async () => {
    for (const text of some(TEXTS, 2)) {
      for (let pick = 0; pick < KEYS.length; pick++) {
        for (const place of some([0, 1, 2, 3, 4, 5], 4)) await expectNoLeak(slipped(text, { kind: 6, at: place / 6, pick }), TWO_VIEWS);
      }
    }
  });

  test("a slip in a file that says it is JSON, or YAML", async () => {
    await fc.assert(
      fc.asyncProperty(source, slip, fc.constantFrom("json", "yaml"), view, async (i, one, ending, as) => {
        const path = join(folder, `slip.${ending}`);
        writeFileSync(path, slipped(TEXTS[i] as string, one));
        const said = await run([path], "", as);
        expect(leak(saidBy(said, as.format))).toBe(null);
      }),
      { numRuns: tries(1_000, 60) },
    );
  });

  test("ids are masked under every standard and severity", async () => {
    for (const standard of ["benchmark", "benchmark-strict", "premium", "traditional-outpatient"]) {
      for (const failOn of ["note", "never"]) {
        for (const text of some(TEXTS, 3))
          await expectNoLeak(text, [
            { format: "pretty", args: ["-s", standard, "--fail-on", failOn] },
            { format: "json", args: ["-s", standard] },
          ]);
      }
    }
  });
});

// --- Our own bugs --------------------------------------------------------------------------------------------------------

test("a patient's entry that is indented too little is masked in the other places that name it", async () => {
  const text = `patients:
  - { id: p-1, counselor: lee }
zq7canary1x: { counselor: lee }
clinicians: [{ id: lee, roles: [therapist] }]
sessions:
  - { id: mon, kind: group, start: 2026-11-30T18:00, minutes: 90, clinicians: [lee, zq7canary1x], patients: [p-1] }
`;
  expect(await expectNoLeak(text, VIEWS)).toEqual(new Set([2]));
});

describe("a bug of ours", () => {
  class RosterError extends Error {}
  const bugs: readonly (readonly [string, unknown])[] = [
    ["an error that quotes an id", new Error(`no patient ${PLAIN}`)],
    ["an error of another class", new RosterError(PLAIN)],
    ["an error with a cause", new Error(PLAIN, { cause: new Error(PLAIN) })],
    ["an error with several lines", new TypeError(`first\n${PLAIN}\n  second`)],
    ["an error whose message looks like a call", new Error(`first\n    at ${PLAIN} (${PLAIN}.js:1:1)\n    at Object.${PLAIN} (x:1:2)`)],
    ["an error whose message looks like a place", new Error(`first\n    at ${PLAIN}:1:1`)],
    ["an error of several", new AggregateError([new Error(PLAIN)], PLAIN)],
    ["an error with a name of its own", Object.assign(new Error("x"), { name: PLAIN })],
    ["an error with a stack of its own", Object.assign(new Error("x"), { stack: `Error: ${PLAIN}\n${PLAIN}` })],
    ["a text", PLAIN],
    ["an object", { [PLAIN]: PLAIN }],
    ["null", null],
  ];

  test("thrown by a format: exit code 3, and no id", () =>
    holdsForEach(bugs, async (bug) => {
      for (const format of FORMATS) {
        const load = vi.spyOn(format, "load").mockResolvedValue(() => {
          throw bug;
        });
        const said = await run(["-"], TEXTS[0] as string, { format: format.name });
        load.mockRestore();
        expect(said.code).toBe(3);
        expect(said.err).toMatch(/internal error/);
        expect(leak(saidBy(said, undefined))).toBe(null);
      }
    }));

  test("thrown while the output is written: the same", () =>
    holdsForEach(bugs, async (bug) => {
      const said = { err: "" };
      const out = { isTerminal: false, columns: undefined, write: () => Promise.reject(bug) };
      const err = {
        isTerminal: false,
        columns: undefined,
        write: async (text: string) => {
          said.err += text;
        },
      };
      const code = await main(["-"], { out, err, readInput: async () => Buffer.from(TEXTS[0] as string), env: {} });
      expect(code).toBe(3);
      expect(leak(said.err)).toBe(null);
    }));

  test("an output that is closed says nothing of what it held", async () => {
    let said = "";
    const out = { isTerminal: false, columns: undefined, write: () => Promise.reject(new OutputClosed(new Error(PLAIN))) };
    const err = {
      isTerminal: false,
      columns: undefined,
      write: async (text: string) => {
        said += text;
      },
    };
    expect(await main(["-"], { out, err, readInput: async () => Buffer.from(TEXTS[0] as string), env: {} })).toBe(2);
    expect(leak(said)).toBe(null);
  });

  test("standard input that cannot be read", async () => {
    let said = "";
    const stream = {
      isTerminal: false,
      columns: undefined,
      write: async (text: string) => {
        said += text;
      },
    };
    const code = await main(["-"], { out: stream, err: stream, readInput: () => Promise.reject(new Error(PLAIN)), env: {} });
    expect([2, 3]).toContain(code);
    expect(leak(said)).toBe(null);
  });
});
