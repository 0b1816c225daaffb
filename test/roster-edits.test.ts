/** Changes of who is in which session, written into the text of a roster: each layout, and that nothing else changes. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Document } from "../src/document/document.ts";
import { readDocuments } from "../src/document/read.ts";
import { documentProblems } from "../src/document/validate.ts";
import { rosterDiff } from "../src/plan/report/roster-diff.ts";
import type { StaffingChange } from "../src/plan/roster-editor.ts";
import { EditsContradicted, editedRoster } from "../src/plan/roster-edits.ts";
import { timesIn } from "../src/plan/staffing.ts";
import { maskOf } from "../src/report/build/mask.ts";
import { ANY_WORD, resolveRoster } from "../src/roster/resolve.ts";
import type { Clinician, Roster, Session } from "../src/roster/roster.ts";
import { ROSTER_FORMAT } from "../src/roster/roster-format.ts";

function rosterIn(text: string, index = 0): Roster {
  const document = readDocuments(text, text.startsWith("{") ? "week.json" : "week.yaml", () => expect.fail("a syntax error"))[index];
  if (document === undefined) return expect.fail("no document");
  const problems = documentProblems(document, ROSTER_FORMAT);
  const resolved = resolveRoster(document, problems, ANY_WORD);
  expect([...problems, ...resolved.problems]).toEqual([]);
  return resolved.roster;
}

/** A change as it is written in the tables: `mon: brandt 0-45, lee -`, in minutes from the start; `*` is the whole session. */
function changesOf(roster: Roster, written: string): StaffingChange[] {
  return written.split("; ").flatMap((ofSession) => {
    const [id = "", list = ""] = ofSession.split(": ");
    const session = roster.sessions.find((one) => one.id === id) as Session;
    return list.split(", ").map((one) => {
      const [, name, times = ""] = /^(.*) (\S+)$/.exec(one) ?? [];
      const clinician = roster.clinicians.find((known) => known.id === name) as Clinician;
      const after = times === "-" ? [] : times === "*" ? [{ from: session.from, until: session.until }] : spansIn(session, times);
      return { session, clinician, after };
    });
  });
}

function spansIn({ from }: Session, times: string) {
  return times.split("+").map((span) => {
    const [start = 0, end = 0] = span.split("-").map(Number);
    return { from: from + start, until: from + end };
  });
}

/** Who is in which session, by minutes from its start. */
function staffing({ sessions, clinicians }: Roster): Record<string, Record<string, string>> {
  return Object.fromEntries(
    sessions.map((session) => {
      const times = (who: Clinician) => timesIn(session, who).map(({ from, until }) => `${from - session.from}-${until - session.from}`);
      return [
        session.id,
        Object.fromEntries(clinicians.flatMap((who) => (times(who).length === 0 ? [] : [[who.id, times(who).join("+")]]))),
      ];
    }),
  );
}

/** The same after some changes. */
function plannedStaffing(roster: Roster, changes: readonly StaffingChange[]): ReturnType<typeof staffing> {
  const planned = staffing(roster);
  for (const { session, clinician, after } of changes) {
    const ofSession = planned[session.id] as Record<string, string>;
    delete ofSession[clinician.id];
    const times = after.map(({ from, until }) => `${from - session.from}-${until - session.from}`);
    if (times.length > 0) ofSession[clinician.id] = times.join("+");
  }
  return planned;
}

const PEOPLE = ["kim", "lee", "brandt", "ortiz"];

/** The top of a week with some clinicians, by their ids as they are written. */
const top = (ids = PEOPLE) =>
  `week: 2026-11-30\nclinicians:\n${ids.map((id) => `  - { id: ${id}, roles: [therapist] }\n`).join("")}sessions:\n`;

/** A week with one session on a Monday from 18:00 to 19:30, in block style; `clinicians` are its lines. */
const week = (clinicians: string, ids = PEOPLE) =>
  `${top(ids)}  - id: mon\n    kind: group\n    start: Mon 18:00\n    minutes: 90\n${clinicians}    patients: 7\n`;

/** Lists of a session, and what a change makes of them. */
const CASES: Readonly<Record<string, readonly [session: string, change: string, edited: string]>> = {
  "joins a flow list": ["    clinicians: [lee] # lead\n", "mon: brandt *", "    clinicians: [lee, brandt] # lead\n"],
  "joins for a part": ["    clinicians: [lee]\n", "mon: brandt 75-90", '    clinicians: [lee, { id: brandt, from: "19:15" }]\n'],
  "joins for a part within": [
    "    clinicians: [lee]\n",
    "mon: brandt 15-75",
    '    clinicians: [lee, { id: brandt, from: "18:15", until: "19:15" }]\n',
  ],
  "joins twice": [
    "    clinicians: [lee]\n",
    "mon: brandt 0-15+75-90",
    '    clinicians: [lee, { id: brandt, until: "18:15" }, { id: brandt, from: "19:15" }]\n',
  ],
  "joins an empty list": ["    clinicians: [ ]\n", "mon: brandt *, kim *", "    clinicians: [brandt, kim]\n"],
  "joins where no list is": ["", "mon: brandt *", "    clinicians: [brandt]\n"],
  "joins a block list": [
    "    clinicians:\n      # the lead\n      - lee # x\n",
    "mon: brandt *",
    "    clinicians:\n      # the lead\n      - lee # x\n      - brandt\n",
  ],
  "joins a block list without indentation": [
    "    clinicians:\n    - lee\n",
    "mon: brandt 0-15",
    '    clinicians:\n    - lee\n    - { id: brandt, until: "18:15" }\n',
  ],
  "leaves a flow list": ["    clinicians: [ kim, lee ]\n", "mon: kim -", "    clinicians: [ lee ]\n"],
  "leaves the end of a flow list": ["    clinicians: [kim, lee]\n", "mon: lee -", "    clinicians: [kim]\n"],
  "leaves the middle": ["    clinicians: [kim, lee, ortiz]\n", "mon: lee -", "    clinicians: [kim, ortiz]\n"],
  "two leave": ["    clinicians: [kim, lee, ortiz, brandt]\n", "mon: kim -, ortiz -", "    clinicians: [lee, brandt]\n"],
  "leave and join": ["    clinicians: [kim, lee]\n", "mon: kim -, brandt *", "    clinicians: [lee, brandt]\n"],
  "takes the last place": ["    clinicians: [kim, lee]\n", "mon: lee -, brandt *", "    clinicians: [kim, brandt]\n"],
  "the last leaves": ["    clinicians: [lee]\n", "mon: lee -", "    clinicians: []\n"],
  "all are others": ["    clinicians: [lee, kim]\n", "mon: lee -, kim -, brandt *", "    clinicians: [brandt]\n"],
  "the last leaves a block list": [
    "    clinicians: # staff\n      # the lead\n      - lee # x\n",
    "mon: lee -",
    "    clinicians: [] # staff\n      # the lead\n",
  ],
  "leaves a block list": [
    "    clinicians:\n      - lee # x\n      - id: kim\n        from: '18:30' # y\n      # not ortiz\n      - brandt\n",
    "mon: kim -",
    "    clinicians:\n      - lee # x\n      # not ortiz\n      - brandt\n",
  ],
  "all are others in a block list": ["    clinicians:\n      - lee # x\n", "mon: lee -, brandt *", "    clinicians:\n      - brandt\n"],
  "an id becomes an entry": [
    "    clinicians: ['kim', lee]\n",
    "mon: kim 30-90, lee 0-30",
    '    clinicians: [{ id: \'kim\', from: "18:30" }, { id: lee, until: "18:30" }]\n',
  ],
  "an id becomes an entry in a block list": [
    "    clinicians:\n      -   lee # x\n",
    "mon: lee 0-30",
    '    clinicians:\n      -   { id: lee, until: "18:30" } # x\n',
  ],
  "an entry gets another time": [
    "    clinicians: [{id: kim, from: '18:30'}, { id: lee, until: 19:00 }]\n",
    "mon: kim 45-90, lee 0-15",
    "    clinicians: [{id: kim, from: '18:45'}, { id: lee, until: 18:15 }]\n",
  ],
  "an entry keeps the form of its times": [
    "    clinicians: [{ id: kim, from: Mon 18:30 }, { id: lee, until: 2026-11-30T19:00 }]\n",
    "mon: kim 45-90, lee 0-15",
    "    clinicians: [{ id: kim, from: Mon 18:45 }, { id: lee, until: 2026-11-30T18:15 }]\n",
  ],
  "an entry loses its key": [
    '    clinicians: [{ id: kim, from: "18:30", until: "19:00" }]\n',
    "mon: kim 30-90",
    '    clinicians: [{ id: kim, from: "18:30" }]\n',
  ],
  "an entry loses its first key": [
    '    clinicians: [{ id: kim, from: "18:30", until: "19:00" }]\n',
    "mon: kim 0-60",
    '    clinicians: [{ id: kim, until: "19:00" }]\n',
  ],
  "an entry becomes an id": ['    clinicians: [{ id: kim, from: "18:30" }]\n', "mon: kim *", "    clinicians: [kim]\n"],
  "an entry gets a key": [
    '    clinicians: [{ id: kim, until: "19:00" }]\n',
    "mon: kim 30-60",
    '    clinicians: [{ id: kim, from: "18:30", until: "19:00" }]\n',
  ],
  "an entry changes its key": [
    '    clinicians: [{ id: kim, until: "19:00" }]\n',
    "mon: kim 60-90",
    '    clinicians: [{ id: kim, from: "19:00" }]\n',
  ],
  "a block entry gets and loses a key": [
    "    clinicians:\n      - id: kim # x\n        until: '19:00' # y\n      - lee\n",
    "mon: kim 60-90",
    '    clinicians:\n      - id: kim # x\n        from: "19:00"\n      - lee\n',
  ],
  "a block entry loses its first key": [
    "    clinicians:\n      - until: '19:00'\n        id: kim\n",
    "mon: kim *",
    "    clinicians:\n      - id: kim\n",
  ],
  "a block entry gets two keys": [
    "    clinicians:\n      -\n        id: kim\n      - lee\n",
    "mon: kim 15-30",
    '    clinicians:\n      -\n        id: kim\n        from: "18:15"\n        until: "18:30"\n      - lee\n',
  ],
  "a flow list on several lines": [
    "    clinicians: [\n      lee, # the lead\n      kim # not ortiz\n    ]\n",
    "mon: brandt *, ortiz *",
    "    clinicians: [\n      lee, # the lead\n      kim, # not ortiz\n      brandt,\n      ortiz\n    ]\n",
  ],
  "a flow list on several lines loses one": [
    "    clinicians: [\n      lee, # the lead\n      kim # not ortiz\n    ]\n",
    "mon: kim -",
    "    clinicians: [\n      lee # the lead\n    ]\n",
  ],
  "a flow list with a comma at its end": [
    "    clinicians: [\n      lee,\n      kim,\n    ]\n",
    "mon: lee -, brandt *",
    "    clinicians: [\n      kim,\n      brandt,\n    ]\n",
  ],
  "a pair without braces": ["    clinicians: [id: kim, lee]\n", "mon: kim 30-90", '    clinicians: [{ id: kim, from: "18:30" }, lee]\n'],
  "two stays become one": [
    '    clinicians: [{ id: kim, until: "18:30" }, { id: kim, from: "19:00" }]\n',
    "mon: kim *",
    "    clinicians: [kim]\n",
  ],
  "one stay becomes two": [
    "    clinicians: [kim]\n",
    "mon: kim 0-30+60-90",
    '    clinicians: [{ id: kim, until: "18:30" }, { id: kim, from: "19:00" }]\n',
  ],
  "an explicit key": ["    ? clinicians\n    : - lee\n      - kim\n", "mon: lee -", "    ? clinicians\n    : [kim]\n"],
};

test.each(Object.entries(CASES))("%s", (_, [session, change, edited]) => {
  for (const form of [(text: string) => text, (text: string) => `\ufeff${text.replaceAll("\n", "\r\n")}`]) {
    // Without a line break at the end of the file.
    const [before, after] = [form(week(session).trimEnd()), form(week(edited).trimEnd())];
    const roster = rosterIn(before.replace("\ufeff", ""));
    expect(editedRoster(before, roster, changesOf(roster, change)).text).toBe(after);
  }
});

/** The text after changes of the roster in it. */
function edited(text: string, change: string, index = 0): string {
  const roster = rosterIn(text, index);
  return editedRoster(text, roster, changesOf(roster, change), index).text;
}

/** A week with some sessions. */
const weekOf = (...sessions: readonly string[]) => top() + sessions.map((one) => `  - ${one}\n`).join("");
const HOURS = "kind: group, start: Mon 18:00, minutes: 90, patients: 7";

test("a list behind an alias is written out, and an edited list gives its anchor to the next alias", () => {
  const lists = (...written: readonly string[]) => weekOf(...written.map((one, i) => `{ id: s${i}, ${HOURS}, clinicians: ${one} }`));
  const staff = lists("&staff [lee, kim]", "*staff", "*staff");
  expect(edited(staff, "s1: kim -")).toBe(lists("&staff [lee, kim]", "[lee]", "*staff"));
  expect(edited(staff, "s0: kim -")).toBe(lists("[lee]", "&staff [lee, kim]", "*staff"));
  expect(edited(staff, "s0: kim -; s1: lee -, brandt *")).toBe(lists("[lee]", "[kim, brandt]", "&staff [lee, kim]"));
  expect(edited(lists("&staff [lee, kim]"), "s0: kim -")).toBe(lists("&staff [lee]"));
  const late = lists('[lee, &late { id: kim, from: "18:30" }]', "[*late]", '[*late, { id: lee, from: "19:00" }]');
  expect(edited(late, "s0: lee -")).toBe(lists('[&late { id: kim, from: "18:30" }]', "[*late]", '[*late, { id: lee, from: "19:00" }]'));
  expect(edited(late, "s0: kim -")).toBe(lists("[lee]", '[&late { id: kim, from: "18:30" }]', '[*late, { id: lee, from: "19:00" }]'));
  expect(edited(late, "s0: kim 45-90; s1: kim -")).toBe(
    lists('[lee, { id: kim, from: "18:45" }]', "[]", '[&late { id: kim, from: "18:30" }, { id: lee, from: "19:00" }]'),
  );
  const time = lists('[{ id: kim, from: &half "18:30" }]', "[{ id: lee, from: *half }, { id: kim, until: *half }]");
  expect(edited(time, "s0: kim 45-90")).toBe(
    lists('[{ id: kim, from: "18:45" }]', '[{ id: lee, from: &half "18:30" }, { id: kim, until: *half }]'),
  );
  expect(edited(time, "s1: kim 0-15")).toBe(
    lists('[{ id: kim, from: &half "18:30" }]', '[{ id: lee, from: *half }, { id: kim, until: "18:15" }]'),
  );
});

test("a block list gives its anchor away, too", () => {
  const block = (one: string, other: string) =>
    weekOf(
      `id: mon\n    kind: group\n    start: Mon 18:00\n    minutes: 90\n    clinicians:${one}`,
      `id: tue\n    kind: group\n    start: Tue 18:00\n    minutes: 90\n    clinicians:${other}`,
    );
  const staff = block(" &staff\n      - &k kim # x\n      - id: lee\n        until: 19:00", " *staff");
  expect(edited(staff, "mon: kim -")).toBe(block("\n      - id: lee\n        until: 19:00", ' &staff [kim, { id: lee, until: "19:00" }]'));
  expect(edited(staff, "mon: kim -, lee -")).toBe(block(" []", ' &staff [kim, { id: lee, until: "19:00" }]'));
  expect(edited(staff, "mon: brandt *")).toBe(
    block("\n      - &k kim # x\n      - id: lee\n        until: 19:00\n      - brandt", ' &staff [kim, { id: lee, until: "19:00" }]'),
  );
  expect(edited(staff, "tue: kim -")).toBe(
    block(" &staff\n      - &k kim # x\n      - id: lee\n        until: 19:00", ' [{ id: lee, until: "19:00" }]'),
  );
});

test("a session in braces without a list gets one", () => {
  const inBraces = (list: string) =>
    weekOf(
      `{ id: mon, kind: group, start: Mon 18:00, minutes: 90${list}, patients: 7 }`,
      `{id: tue, start: Tue 18:00, end: "19:30",\n     kind: group${list}}`,
    );
  expect(edited(inBraces(""), "mon: brandt *")).toBe(inBraces("").replace("90,", "90, clinicians: [brandt],"));
  expect(edited(inBraces(""), "tue: brandt 0-15")).toBe(
    inBraces("").replace('"19:30",', '"19:30", clinicians: [{ id: brandt, until: "18:15" }],'),
  );
});

test("JSON stays JSON, in each layout", () => {
  const data = {
    week: "2026-11-30",
    clinicians: ["kim", "lee", "o'brien", "007"].map((id) => ({ id, roles: ["therapist"] })),
    sessions: [
      { id: "mon", kind: "group", start: "Mon 18:00", minutes: 90, clinicians: ["kim", { id: "lee", from: "18:30" }] },
      { id: "tue", kind: "group", start: "Tue 18:00", end: "19:30" },
    ],
  };
  const [mon, tue] = data.sessions;
  const change = "mon: kim -, lee 0-30, o'brien 60-90; tue: 007 *";
  const planned = {
    ...data,
    sessions: [
      {
        ...mon,
        clinicians: [
          { id: "lee", until: "18:30" },
          { id: "o'brien", from: "19:00" },
        ],
      },
      { ...tue, clinicians: ["007"] },
    ],
  };
  for (const indent of [0, 2, "\t"]) {
    const result = edited(JSON.stringify(data, null, indent), change);
    expect(JSON.parse(result)).toEqual(planned);
  }
  const lines = JSON.stringify(data, null, 2);
  expect(edited(lines, change)).toBe(
    lines
      .replace('        "kim",\n', "")
      .replace('"from": "18:30"\n        }', '"until": "18:30"\n        },\n        { "id": "o\'brien", "from": "19:00" }')
      .replace('"end": "19:30"', '"end": "19:30",\n      "clinicians": ["007"]'),
  );
});

test("ids are in quotes where they must be", () => {
  const written = `007 true 1e3 "o'brien" "yes" "a #b" "a: b" "[x]" "*x" "null" "~" "kim,lee" émile "\\\\"`.match(/"[^"]*"|\S+/g) ?? [];
  const text = (list: string) => week(`    clinicians: [${list}]\n`, written);
  const roster = rosterIn(text(""));
  const session = roster.sessions[0] as Session;
  for (const clinician of roster.clinicians) {
    for (const minutes of [15, 90]) {
      const after = [{ from: session.from, until: session.from + minutes }];
      const result = editedRoster(text(""), roster, [{ session, clinician, after }]).text;
      expect(staffing(rosterIn(result))).toEqual({ mon: { [clinician.id]: `0-${minutes}` } });
    }
  }
  expect(edited(text(""), "mon: yes *, 007 *, émile *")).toBe(text('"007", "yes", "émile"'));
});

test("only the roster at its position in a stream is edited", () => {
  const one = week("    clinicians: [lee]\n");
  const stream = `# first\n---\n${one}...\n---\n${one}`;
  expect(edited(stream, "mon: kim *", 1)).toBe(`# first\n---\n${one}...\n---\n${one.replace("[lee]", "[lee, kim]")}`);
  expect(edited(stream, "mon: kim *", 0)).toBe(`# first\n---\n${one.replace("[lee]", "[lee, kim]")}...\n---\n${one}`);
});

/** Times of a session, a change, and the list after it. */
const TIMES: Readonly<Record<string, readonly [hours: string, list: string, change: string, edited: string, zone?: string]>> = {
  "in a 12-hour clock": ["start: Mon 6:00 PM, minutes: 90", "lee", "kim 30-60", 'lee, { id: kim, from: "6:30 PM", until: "7:00 PM" }'],
  "in another 12-hour clock": [
    "start: Mon 6pm, minutes: 90",
    "{ id: lee, from: 6:30 p.m. }",
    "lee 45-90, kim 30-90",
    '{ id: lee, from: 6:45 p.m. }, { id: kim, from: "6:30pm" }',
  ],
  "over noon": [
    "start: Mon 11:30am, minutes: 90",
    "{ id: lee, until: 11:45 AM }",
    "lee 0-45, kim 0-30",
    '{ id: lee, until: 12:15 PM }, { id: kim, until: "12:00pm" }',
  ],
  "over midnight": [
    "start: Mon 23:00, minutes: 180",
    "lee",
    "kim 30-90, lee 60-180",
    '{ id: lee, from: "00:00" }, { id: kim, from: "23:30", until: "00:30" }',
  ],
  "longer than a day": [
    "start: Mon 23:00, minutes: 1800",
    "lee",
    "kim 30-1500",
    'lee, { id: kim, from: "23:30", until: "2026-12-02T00:00" }',
  ],
  "with offsets": [
    "start: 2026-11-30T18:00-05:00, minutes: 90",
    "lee",
    "kim 30-60",
    'lee, { id: kim, from: "2026-11-30T18:30-05:00", until: "2026-11-30T19:00-05:00" }',
  ],
  "with another offset": [
    "start: 2026-11-30T18:00Z, minutes: 90",
    '{ id: lee, from: "2026-11-30T18:30Z" }',
    "lee 45-90, kim 30-90",
    '{ id: lee, from: "2026-11-30T18:45Z" }, { id: kim, from: "2026-11-30T18:30+00:00" }',
  ],
  "with an offset beside a zone": [
    "start: 2026-11-30T23:00Z, minutes: 90",
    "lee",
    "kim 30-60",
    'lee, { id: kim, from: "18:30", until: "19:00" }',
    "America/New_York",
  ],
  "where clocks go forward": [
    "start: 2026-03-08T01:30, minutes: 90",
    "lee",
    "kim 15-30, lee 60-90",
    '{ id: lee, from: "03:30" }, { id: kim, from: "01:45", until: "03:00" }',
    "America/New_York",
  ],
  "where clocks go back": [
    "start: 2026-11-01T00:30, minutes: 180",
    "lee",
    "kim 45-105, lee 0-120",
    '{ id: lee, until: "2026-11-01T01:30-05:00" }, { id: kim, from: "01:15", until: "2026-11-01T01:15-05:00" }',
    "America/New_York",
  ],
  "where clocks go back, from the second hour": [
    "start: 2026-11-01T01:30-05:00, minutes: 60",
    "lee",
    "kim 15-60",
    'lee, { id: kim, from: "01:45" }',
    "America/New_York",
  ],
  "where clocks go back, with the first as a model": [
    "start: 2026-11-01T00:30, minutes: 180",
    "{ id: lee, from: 2026-11-01T01:00 }",
    "lee 100-180",
    "{ id: lee, from: 2026-11-01T01:10-05:00 }",
    "America/New_York",
  ],
};

test.each(Object.entries(TIMES))("times %s", (_, [hours, list, change, after, zone]) => {
  const text = (entries: string) =>
    `${zone === undefined ? "" : `timezone: ${zone}\n`}${weekOf(`{ id: mon, kind: group, ${hours}, clinicians: [${entries}] }`)}`;
  expect(edited(text(list), `mon: ${change}`)).toBe(text(after));
});

/** A session of a random week in quarters of an hour; `layout` is the position of its layout, modulo their number. */
interface AnySession {
  readonly start: number;
  readonly quarters: number;
  readonly layout: number;
  readonly entries: readonly AnyTimes[];
  readonly changes: readonly AnyTimes[];
}

/** A clinician by position, and quarters in which they are in a session: one digit for each. */
interface AnyTimes {
  readonly who: number;
  readonly in: readonly boolean[];
}

const anyTimes = fc.record({
  who: fc.nat(3),
  in: fc.oneof(fc.constant(Array(8).fill(true)), fc.array(fc.boolean(), { minLength: 8, maxLength: 8 })),
});
const oneEach = (min: number) => fc.uniqueArray(anyTimes, { minLength: min, maxLength: 3, selector: ({ who }) => who });
const anySession = fc.record({
  start: fc.nat(5),
  quarters: fc.integer({ min: 1, max: 8 }),
  layout: fc.nat(99),
  entries: oneEach(0),
  changes: oneEach(0),
});

/** The night in which clocks go back in New York, among other nights. 00:00 is 04:00 in UTC before it, and 05:00 after it. */
const STARTS = [
  "2026-10-31T22:00Z",
  "2026-11-01T03:30Z",
  "2026-11-01T04:30Z",
  "2026-11-01T05:30Z",
  "2026-11-01T06:15Z",
  "2026-11-02T05:00Z",
];

const firstOf = ({ start }: AnySession) => Date.parse(STARTS[start] as string) / 60_000;

/** The spans of time of a clinician in the first quarters of a session. */
function spansOf({ in: all }: AnyTimes, first: number, quarters: number): { from: number; until: number }[] {
  const inside = all.slice(0, quarters);
  return inside.flatMap((isIn, i) => {
    if (!isIn || inside[i - 1]) return [];
    return [{ from: first + 15 * i, until: first + 15 * [...inside, false].indexOf(false, i) }];
  });
}

/** The entries of a session as values: an id, or a mapping with times in UTC. */
const entriesOf = (session: AnySession) =>
  session.entries.flatMap((times) =>
    spansOf(times, firstOf(session), session.quarters).map(({ from, until }) => {
      const [first, last] = [firstOf(session), session.quarters * 15];
      const utc = (moment: number) => new Date(moment * 60_000).toISOString().replace(":00.000Z", "Z");
      const entry = {
        id: PEOPLE[times.who],
        ...(from === first ? {} : { from: utc(from) }),
        ...(until === first + last ? {} : { until: utc(until) }),
      };
      return Object.keys(entry).length === 1 ? (entry.id as string) : entry;
    }),
  );

type Entries = ReturnType<typeof entriesOf>;
const inBraces = (entry: Entries[number]) =>
  typeof entry === "string"
    ? entry
    : `{ ${Object.entries(entry)
        .map(([key, value]) => `${key}: ${value}`)
        .join(", ")} }`;

/** The texts before, in and after the list of a session; the one in it is edited. */
type Pieces = readonly [before: string, list: string, after: string];
const block =
  (list: string) =>
  (hours: string, i: number): Pieces => [
    `  - id: s${i} # s${i}\n    kind: group\n    start: ${hours}`,
    list,
    `\n    # end of s${i}\n    patients: 7\n`,
  ];
const LAYOUTS: readonly ((entries: Entries) => (hours: string, i: number) => Pieces)[] = [
  (entries) => block(`\n    clinicians: [${entries.map(inBraces).join(", ")}] # all`),
  (entries) => block(entries.length === 0 ? "" : `\n    clinicians:\n${entries.map((one) => `    - ${inBraces(one)} # one`).join("\n")}`),
  (entries) => block(`\n    clinicians: [\n${entries.map((one) => `        &a ${inBraces(one)}`).join(", # one\n")} # last\n      ]`),
  (entries) => block(`\n    clinicians: &all\n      [${entries.map((one) => `${inBraces(one)},`).join(" ")}]`),
  (entries) =>
    block(
      entries.length === 0
        ? "\n    clinicians: []"
        : `\n    clinicians: # all\n${entries
            .map((one) =>
              typeof one === "string"
                ? `      - &b "${one}"`
                : `      - ${Object.entries(one)
                    .map(([key, value]) => `${key}: '${value}' # ${key}`)
                    .join("\n        ")}`,
            )
            .join("\n      # between\n")}`,
    ),
  (entries) => (hours, i) => [
    `  - { id: s${i}, kind: group, start: ${hours.replace("\n   ", ",")}`,
    entries.length === 0 ? "" : `, clinicians: [${entries.map(inBraces).join(",")}]`,
    `, title: "[s${i}]", patients: 7 } # s${i}\n`,
  ],
];

const hoursOf = ({ start, quarters }: AnySession) => `${STARTS[start]}\n    minutes: ${15 * quarters}`;
const yamlOf = (sessions: readonly AnySession[]) =>
  sessions.map((session, i) =>
    (LAYOUTS[session.layout % LAYOUTS.length] as (typeof LAYOUTS)[number])(entriesOf(session))(hoursOf(session), i),
  );
/** In a layout of its own for each session, or without any white space. */
const jsonOf = (sessions: readonly AnySession[], isDense: boolean) =>
  sessions.map((session, i): Pieces => {
    const list = JSON.stringify(entriesOf(session), null, isDense ? 0 : session.layout % 5);
    const hours = `"start": "${STARTS[session.start]}", "minutes": ${15 * session.quarters}`;
    return [`${i === 0 ? "" : ","}{"id": "s${i}", "kind": "group", ${hours}, "clinicians": `, list, `, "patients": 7}`];
  });

test("whatever the layout, the edited text has the planned staffing, and nothing else has changed", () => {
  const fits = fc.record({
    sessions: fc.array(anySession, { minLength: 1, maxLength: 4 }),
    form: fc.constantFrom("yaml", "crlf", "json", "dense"),
  });
  fc.assert(
    fc.property(fits, ({ sessions, form }) => {
      const isJson = form === "json" || form === "dense";
      const pieces = isJson ? jsonOf(sessions, form === "dense") : yamlOf(sessions);
      const people = PEOPLE.map((id) => ({ id, roles: ["therapist"] }));
      const head = `"timezone": "America/New_York", "clinicians": ${JSON.stringify(people)}, "sessions": [`;
      const first = isJson ? `{${head}` : `timezone: America/New_York\n${top()}`;
      const written = (text: string) => (form === "crlf" ? text.replaceAll("\n", "\r\n") : text);
      const text = written(first + pieces.map((one) => one.join("")).join("") + (isJson ? "]}" : ""));
      const roster = rosterIn(text);
      const changes = sessions.flatMap((one, i) => {
        const session = roster.sessions[i] as Session;
        return one.changes.flatMap((times) => {
          const clinician = roster.clinicians[times.who] as Clinician;
          const after = spansOf(times, session.from, one.quarters);
          return JSON.stringify(after) === JSON.stringify(timesIn(session, clinician)) ? [] : [{ session, clinician, after }];
        });
      });
      const result = editedRoster(text, roster, changes).text;
      expect(staffing(rosterIn(result))).toEqual(plannedStaffing(roster, changes));
      let at = 0;
      let list: { readonly text: string; readonly isChanged: boolean } = { text: "", isChanged: false };
      const isUnchangedUpTo = (next: string) => {
        const end = result.indexOf(next, at);
        expect(end).toBeGreaterThanOrEqual(at);
        if (!list.isChanged) expect(result.slice(at, end)).toBe(list.text);
        at = end + next.length;
      };
      isUnchangedUpTo(written(first));
      for (const [i, [before, own, after]] of pieces.entries()) {
        list = { text: "", isChanged: false };
        isUnchangedUpTo(written(before));
        list = { text: written(own), isChanged: changes.some(({ session }) => session.index === i) };
        isUnchangedUpTo(written(after));
      }
      expect(result.slice(at)).toBe(isJson ? "]}" : "");
    }),
    { numRuns: 200 },
  );
}, 60_000);

test("the diff has the changed lines, without patients and comments", () => {
  const text = weekOf(
    `{ id: mon, ${HOURS.replace("7", "[p-014]")}, clinicians: [lee, kim] } # Anna left`,
    "id: tue\n    kind: group\n    start: Tue 18:00\n    minutes: 90\n    clinicians:\n      # Anna\n      - kim # Anna\n      - lee\n    patients: [p-014]",
  );
  const document = readDocuments(text, "week.yaml", () => expect.fail("a syntax error"))[0] as Document;
  const { people } = resolveRoster(document, [], ANY_WORD);
  const diff = (change: string) => {
    const roster = rosterIn(text);
    return rosterDiff(document, editedRoster(text, roster, changesOf(roster, change)), maskOf(people));
  };
  expect(diff("mon: kim -, brandt 0-15; tue: kim 0-60, lee -, ortiz *")).toEqual([
    "-  8:   - { id: mon, kind: group, start: Mon 18:00, minutes: 90, patients: [•••••], clinicians: [lee, kim] }",
    '+  8: …group, start: Mon 18:00, minutes: 90, patients: [•••••], clinicians: [lee, { id: brandt, until: "18:15" }] }',
    "- 15:       - kim",
    "- 16:       - lee",
    '+ 15:       - { id: kim, until: "19:00" }',
    "+ 16:       - ortiz",
  ]);
  expect(diff("tue: brandt *")).toEqual(["+ 17:       - brandt"]);
  expect(diff("tue: kim -")).toEqual(["- 15:       - kim"]);
  expect(diff("tue: kim -, lee -")).toEqual([
    "- 13:     clinicians:",
    "+ 13:     clinicians: []",
    "- 15:       - kim",
    "- 16:       - lee",
  ]);
});

test("edits that are far apart on a long line are shown apart", () => {
  const text = JSON.stringify({
    clinicians: PEOPLE.map((id) => ({ id, roles: ["therapist"] })),
    sessions: ["s0", "s1"].map((id) => ({
      id,
      kind: "group",
      start: "2026-11-30T18:00",
      minutes: 90,
      clinicians: ["kim"],
      patients: ["p-014"],
    })),
  });
  const document = readDocuments(text, "week.json", () => expect.fail("a syntax error"))[0] as Document;
  const roster = rosterIn(text);
  const change = editedRoster(text, roster, changesOf(roster, "s0: lee *; s1: kim -"));
  const diff = rosterDiff(document, change, maskOf(resolveRoster(document, [], ANY_WORD).people));
  expect(diff.map((line) => line.slice(0, 2))).toEqual(["- ", "+ ", "- ", "+ "]);
  expect(diff[1]).toContain('"clinicians":["kim", "lee"]');
  expect(diff[3]).toContain('"clinicians":[]');
  expect(diff.join()).not.toContain("p-014");
});

test("nothing is returned if the text is not that of the roster", () => {
  const roster = rosterIn(week("    clinicians: [kim]\n"));
  const changes = changesOf(roster, "mon: lee *");
  for (const other of ["    clinicians: [kim, brandt]\n", "    clinicians: [kim]\n    fixed: yes\n", "    clinicians: [}\n"])
    expect(() => editedRoster(week(other), roster, changes)).toThrow(EditsContradicted);
  expect(() => editedRoster(week("    clinicians: [kim]\n").replace("18:00", "18:15"), roster, changes)).toThrow(EditsContradicted);
});

test("whatever the aliases, only the sessions of the changes have other clinicians", () => {
  const list = fc.record({
    alias: fc.nat(9),
    isBlock: fc.boolean(),
    entries: fc.uniqueArray(fc.nat(3), { minLength: 1 }),
    changes: oneEach(0),
  });
  fc.assert(
    fc.property(fc.array(list, { minLength: 2, maxLength: 6 }), (lists) => {
      const written = lists.map(({ alias, isBlock, entries }, i) => {
        // One of the lists before, a person of the list before, or a list of its own.
        if (alias < i) return ` *list${alias}`;
        const before = i > 0 && alias % 2 === 0 ? (lists[i - 1] as (typeof lists)[number]) : null;
        const isFirst = (who: number) => before !== null && before.alias >= i - 1 && who === before.entries[0];
        const people = entries.map((who) => (isFirst(who) ? `*first${i - 1}` : `${who === entries[0] ? `&first${i} ` : ""}${PEOPLE[who]}`));
        return ` &list${i}${isBlock ? people.map((one) => `\n      - ${one} # s${i}`).join("") : ` [${people.join(", ")}]`}`;
      });
      const lines = (i: number) => `id: s${i}\n    kind: group\n    start: Mon 18:00\n    minutes: 120\n    clinicians:${written[i]}`;
      const text = weekOf(...written.map((_, i) => lines(i)));
      // A list that is an alias has no anchor.
      fc.pre([...text.matchAll(/\*(\w+)/g)].every(({ index, 1: name }) => text.lastIndexOf(`&${name}`, index) >= 0));
      const roster = rosterIn(text);
      const changes = lists.flatMap((one, i) => {
        const session = roster.sessions[i] as Session;
        return one.changes.map((times) => ({
          session,
          clinician: roster.clinicians[times.who] as Clinician,
          after: spansOf(times, session.from, 8),
        }));
      });
      const result = editedRoster(text, roster, changes).text;
      expect(staffing(rosterIn(result))).toEqual(plannedStaffing(roster, changes));
    }),
    { numRuns: 300 },
  );
}, 60_000);
