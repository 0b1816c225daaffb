/** A first draft of a week, typed by hand with many slips: one run names all of them, and after these fixes the week is audited. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { audit, format, parseRoster } from "../src/index.ts";
import { FORMATS, type FormatName } from "../src/report/formats.ts";
import { ratioAudit } from "./support/command-line.ts";

/** Slips are written as `⟦typed|fixed⟧`. */
const BLOCK = `program: Riverbend Virtual IOP
timezone: America/Chicago
week: ⟦12/07/2026|2026-12-07⟧
clinicians:
  - { id: martinez, roles: [therapist] }
  - { id: ⟦'O'Brien'|"O'Brien"⟧, roles: [therapist] }
  - { id: chen, roles: [counselor] }
  - { id: patel, roles: [couples-therapist] }
  - { id: jackson, roles: ⟦RN|[nurse]⟧ }
patients:
  - { id: rb-001, counselor: martinez }
  - { id: rb-002⟦|,⟧ counselor: O'Brien }
couples:
  - { id: cpl-1, partners: [rb-001, rb-002] }
sessions:
  - id: mon-eve
    kind: group
    start: Mon 6:30pm
    minutes: 90
    clinicians: [O'Brien, jackson]
    patients: [⟦rb-001 rb-002|rb-001, rb-002⟧]
  - id: tue-process
    kind: ⟦proces|group⟧
    start: ⟦12/08/2026 9:00am|Tue 9:00am⟧
    end: ⟦12/08/2026 10:30am|10:30am⟧
    clinicians: [martinez, { id: chen, from: 9:30am }]
    patients: 7
  - id: tue-relapse
    title: ⟦Relapse prevention: triggers|"Relapse prevention: triggers"⟧
    kind: psychoeducation
    start: Weds 11:00am
    minutes: 60
    clinicians: [chen]
    patients: 8
  - id: wed-meds
    kind: check-in
    start: Wed 2:00pm
⟦\t|    ⟧minutes: 20
    clinicians: [jackson]
    patients: [rb-002]
  - id: thu-process
    kind: group
    start: Thu 9:00am
    minutes: 90
    clinicians: [⟦O'Brien jackson|O'Brien, jackson⟧]
    patients: 6
    status: canceled
`;

const FLOW = `program: Riverbend Virtual IOP
timezone: America/Chicago
week: 2026-12-07
clinicians: [
  { id: martinez, roles: [therapist] },
  { id: obrien, roles: [⟦therapist RN|therapist, nurse⟧] },
  { id: jackson, roles: [⟦RN|nurse⟧] },
  { id: patel, roles: [couples-therapist] }⟦|,⟧
  { id: chen, roles: [counselor], away: [{ start: ⟦12/10/2026 12:00pm|Thu 12:00pm⟧, end: Fri 11:59pm }] },
]
couples: [ { id: cpl-1, partners: [rb-005, rb-006] } ]
sessions:
  - { id: s01, kind: group, start: Mon 9:00am, minutes: 90, clinicians: [martinez], patients: 4 }
  - { id: s02, kind: individual, start: Mon 2:00pm, minutes: 50⟦|,⟧ clinicians: [martinez], patients: [rb-001] }
  - { id: s03, kind: group, start: ⟦12/08/2026 9:00am|Tue 9:00am⟧, minutes: 90, clinicians: [chen], patients: 6 }
  - { id: s04, kind: psychoeducation, start: Tue 11:00am, minutes: 60, clinicians: [chen], patients: 8, title: ⟦'Women's skills'|"Women's skills"⟧ }
  - { id: s05, kind: group, start: Weds 9:00am, minutes: 90, clinicians: [⟦martinez chen|martinez, chen⟧], patients: 9 }
  - { id: s06, kind: psychoeducation, start: Wed 11:00am,⟦\t| ⟧minutes: 60, clinicians: [chen], patients: 8 }
  - { id: s07, kind: group, start: Thurs 9:00am, minutes: 90, clinicians: [martinez, { id: obrien, from: 9:30am⟦| }⟧], patients: 6, status: Cancelled }
  - { id: s08, kind: group, start: Thurs 6:30pm, minutes: 90, clinicians: [martinez, obrien⟦|]⟧, patients: 6 }
  - { id: s09, kind: couples-session, start: Thu 5:00pm, minutes: 60, clinicians: [patel], couples: [cpl-1]⟦| }⟧
  - { id: s10, kind:⟦| ⟧crisis, start: Fri 2:00pm, minutes: 45, clinicians: [obrien], patients: [rb-001] }
`;

const TOLD_OF_BLOCK = [
  "3: `week` is not a date. Write 2026-12-07 (a Monday), or 2026-07-12 (a Sunday).",
  '6: This text starts with a single quote, so its apostrophe is read as the closing quote. Put the text in double quotes, such as: "O\'Brien"',
  "9: `roles` should be a list of roles; this value is text. Write roles: [nurse]",
  "12: A comma is missing before this key. Write a comma between the entries inside brackets and braces.",
  "21: Unknown patient: not in `patients`. This looks like several ids in one. If it is, write a comma between ids.",
  "23: Unknown kind of session. Known: group, psychoeducation, couples-group, couples-session, intensive, multi-family-group, individual, crisis, check-in.",
  "24: `start` is not a day and a time. Write 2026-12-08 9:00am (a Tuesday), or 2026-08-12 9:00am (a Wednesday).",
  "25: `end` is not a time. Write 2026-12-08 10:30am (a Tuesday), or 2026-08-12 10:30am (a Wednesday).",
  '29: This text has a colon and a space, so it looks like a key with a value. Put the whole text in "quotes".',
  "38: This line is indented with a tab. YAML allows only spaces. Indent with spaces, and indent all entries of a list or mapping equally.",
  "45: Unknown clinician. This looks like several ids in one. If it is, write a comma between ids.",
];

const TOLD_OF_FLOW = [
  "6: Unknown role. Write `therapist` only if this person leads therapy; otherwise `nurse`.",
  "7: Unknown role `RN`. Did you mean `nurse`?",
  "8: A comma is missing at the end of this line. Write a comma between the entries inside brackets and braces.",
  "9: `start` is not a day and a time. Write 2026-12-10 12:00pm (a Thursday), or 2026-10-12 12:00pm (a Monday).",
  "14: A comma is missing before this key. Write a comma between the entries inside brackets and braces.",
  "15: `start` is not a day and a time. Write 2026-12-08 9:00am (a Tuesday), or 2026-08-12 9:00am (a Wednesday).",
  '16: This text starts with a single quote, so its apostrophe is read as the closing quote. Put the text in double quotes, such as: "O\'Brien"',
  "17: Unknown clinician. This looks like several ids in one. If it is, write a comma between ids.",
  "18: This is a tab. YAML allows only spaces here. Delete it and type a space.",
  "19: Mismatched brackets: `{` is closed with `]`. Add `}` before this `]`.",
  "20: The `[` before this key is not closed. Add `]` before `patients`.",
  "21: The `{` that opens here is not closed. Add `}` where the list or mapping ends.",
  "22: A space is missing after the colon of `kind`. Write a space after each colon, such as: kind: …",
];

/** Whole weeks that new users typed, with slips of indentation and brackets far from slips of ids. */
const draftNamed = (name: string) => readFileSync(new URL(`drafts/${name}.txt`, import.meta.url), "utf8");
const WEEK_IN_BLOCKS = draftNamed("week-in-blocks");
const WEEK_IN_BRACES = draftNamed("week-in-braces");

const TOLD_OF_WEEK_IN_BLOCKS = [
  "3: `week` is not a date. Write 2026-12-07 (a Monday), or 2026-07-12 (a Sunday).",
  "10: Unknown key `name`. This entry already has an `id`, which reports show. Delete `name` and its value.",
  "17: `Thurs 12:00` is ambiguous: 12:00 PM (noon) or 12:00 AM (midnight). Other times in this roster use AM or PM. Write `Thurs 12:00 PM` (noon) or `Thurs 12:00 AM` (midnight).",
  "24: Unknown role `RN`. Did you mean `nurse`?",
  "26: Unknown role `intern`. Did you mean `trainee`?",
  "29: Unknown key `on call`. Did you mean `onCall`?",
  "67: A space is missing after this colon. Write a space between the colon and the value.",
  "101: `partners` should be a list of exactly two patient ids; this value is a list of 1. This looks like several ids in one. If it is, write a comma between ids.",
  '114: This text has a colon and a space, so it looks like a key with a value. Put the whole text in "quotes".',
  "131: Unknown kind of session `couples session`. Did you mean `couples-session`?",
  "139: Unknown kind of session `process group`. Did you mean `group`?",
  "143: Unknown patient: not in `patients`. This looks like several ids in one. If it is, write a comma between ids.",
  "149: `start` is not a day and a time. Write 2026-12-08 9:00am (a Tuesday), or 2026-08-12 9:00am (a Wednesday).",
  "169: A space is missing after this colon. Write a space between the colon and the value.",
  "195: This line is indented with a tab. YAML allows only spaces. Indent with spaces, and indent all entries of a list or mapping equally.",
  "255: This hyphen is indented by 3 spaces, those of the list above by 2. Indent all entries of a list equally.",
  '283: `start` is not a day and a time. Write the start and the end in two keys: `start: Fri 11:00am` and `end: "12:00pm"`.',
];

const TOLD_OF_WEEK_IN_BRACES = [
  "7: Unknown key `name`. This entry already has an `id`, which reports show. Delete `name` and its value.",
  "12: Unknown role `registered nurse`. Did you mean `nurse`?",
  "13: `roles` should be a list of roles; this value is text. Write roles: [trainee]",
  "15: Unknown key `on-call`. Did you mean `onCall`?",
  "36: A comma is missing before this key. Write a comma between the entries inside brackets and braces.",
  '56: This text has a colon and a space, so it looks like a key with a value. Put the whole text in "quotes".',
  "61: Unknown patient: not in `patients`. This looks like several ids in one. If it is, write a comma between ids.",
  "62: Unknown kind of session `1:1`. Did you mean `individual`?",
  "68: Unknown kind of session `psych-ed`. Did you mean `psychoeducation`?",
  '68: `start` is not a day and a time. Write the start and the end in two keys: `start: Weds 1:00pm` and `end: "2:00pm"`.',
  "70: The `{` that opens here is not closed. Add `}` where the list or mapping ends.",
  "73: `start` is not a day and a time. Did you mean `Thu 12:00 PM`?",
  "75: This line is indented with a tab. YAML allows only spaces. Indent with spaces, and indent all entries of a list or mapping equally.",
  "79: `minutes` should be a whole number of minutes from 1 to 527040; this value is text. Write for example: minutes: 90",
];

/** What only the drafts say. */
const SECRET = /rb-\d|pt-\d|h-2\d|cpl-|martinez|jackson|mendez|whitaker|angelo|kathleen|okafor|riverbend|cedar|harbor|s0\d|08\/2026/i;

const typed = (draft: string) => draft.replace(/⟦([^|]*)\|[^⟧]*⟧/g, "$1");
const fixed = (draft: string) => draft.replace(/⟦[^|]*\|([^⟧]*)⟧/g, "$1");

/** The lines with slips, each as often as it has some. */
const linesOf = (draft: string) =>
  draft
    .replace(/(⟦[^|]*\|)[^⟧]*/g, "$1")
    .split("\n")
    .flatMap((line, i) =>
      line
        .split("⟦")
        .slice(1)
        .map(() => i + 1),
    );

async function run(text: string) {
  const { code, out } = await ratioAudit(["-f", "compact", "-"], { stdin: text });
  const lines = out.split("\n").filter((line) => line.endsWith("[cannot-audit]"));
  return {
    code,
    problems: lines.map((line) =>
      line
        .replace(/^[^:]*:/, "")
        .replace(/ \[cannot-audit\]$/, "")
        .replace(/:\d+: error: /, ": "),
    ),
  };
}

describe.each([
  ["in block style", BLOCK, TOLD_OF_BLOCK],
  ["in flow style", FLOW, TOLD_OF_FLOW],
  ["of a week in block style", WEEK_IN_BLOCKS, TOLD_OF_WEEK_IN_BLOCKS],
  ["of a week in braces", WEEK_IN_BRACES, TOLD_OF_WEEK_IN_BRACES],
])("a first draft %s", (_, draft, told) => {
  test("is told all of its slips in one run, and nothing else", async () => {
    const { code, problems } = await run(typed(draft));
    expect(code).toBe(2);
    expect(problems.map((line) => Number.parseInt(line, 10))).toEqual(linesOf(draft));
    expect(problems).toEqual(told);
  });

  test("shows none of its text in any format", () => {
    const report = audit(parseRoster(typed(draft), { file: "week.yaml" }));
    for (const { name } of FORMATS) expect(format(report, name as FormatName), name).not.toMatch(SECRET);
  });

  test("is audited once these are fixed", async () => {
    const { code, problems } = await run(fixed(draft));
    expect({ problems, isAudited: code < 2 }).toEqual({ problems: [], isAudited: true });
  });
});

describe("ids are checked in the same run as a slip of the syntax", () => {
  const WEEK = `timezone: America/Chicago
week: 2026-12-07
clinicians:
  - id: martinez
    roles: [therapist]
  - id: chen
    roles: [counselor]
    away:
      - start: Thu 12:00
        end: Thu 14:00
patients:
  - id: rb-001
    counselor: chan
  - id: rb-002
    counselor: chen
couples:
  - id: cpl-1
    partners: [rb-001, rb-002]
sessions:
  - id: mon-eve
    kind: group
    start: Mon 18:30
    minutes: 90
    clinicians: [martinze]
    patients: [rb-001 rb-002]
  - id: tue-process
    title: Tuesday process
    kind: group
    start: Tue 9:00
    minutes: 90
    clinicians: [martinez]
    patients:
      - rb-001
      - id: rb-002
        from: "9:30"
  - id: mon-eve
    kind: proces
    start: Wed 18:30
    minutes: 90
    clinicians: [martinez]
    patients: [rb-003]
  - id: thu-couples
    kind: couples-session
    start: Thu 18:30
    minutes: 50
    clinicians: [chen]
    couples: [cpl-2]
onCall:
  - clinician: marta
    start: Mon 20:00
    end: Tue 8:00
`;
  const PLANTED = [
    "Unknown clinician.",
    "Unknown clinician.",
    "Unknown patient: not in `patients`.",
    "Duplicate session id (also on line 20).",
    "Unknown kind of session.",
    "Unknown patient: not in `patients`.",
    "Unknown couple: not in `couples`.",
    "Unknown clinician.",
  ];
  const ENTRY = /( {2}- id: tue-process\n(?: {4}.*\n)*)/;
  const SLIPS: Readonly<Record<string, (week: string) => string>> = {
    "a hyphen too far right": (week) => week.replace("  - id: tue-process", "   - id: tue-process"),
    "a hyphen too far left": (week) => week.replace("  - id: tue-process", " - id: tue-process"),
    "an entry too far right": (week) => week.replace(ENTRY, (entry) => entry.replace(/^/gm, " ").replace(/ $/, "")),
    "an entry too far left": (week) => week.replace(ENTRY, (entry) => entry.replace(/^ /gm, "")),
    "a bullet": (week) => week.replace("  - id: tue-process", "  • id: tue-process"),
    "an asterisk": (week) => week.replace("  - id: tue-process", "  * id: tue-process"),
    "no hyphen": (week) => week.replace("  - id: tue-process", "  id: tue-process"),
    "a hyphen without a space": (week) => week.replace("  - id: tue-process", "  -id: tue-process"),
    "a key too far right": (week) => week.replace("    kind: group\n    start: Tue", "     kind: group\n    start: Tue"),
    "a key too far left": (week) => week.replace("    kind: group\n    start: Tue", "   kind: group\n    start: Tue"),
    "an entry of a list too far right": (week) => week.replace("      - id: rb-002", "       - id: rb-002"),
    "a key of a person too far left": (week) => week.replace("    roles: [counselor]", "   roles: [counselor]"),
    "an id without its colon": (week) => week.replace("- id: chen", "- id chen"),
    "the first key of a section too far right": (week) => week.replace("couples:\n", " couples:\n"),
    "a hyphen of a person too far right": (week) => week.replace("  - id: chen", "   - id: chen"),
    "a quotation mark that is not closed": (week) => week.replace("title: Tuesday process", 'title: "Tuesday process'),
    "a single one": (week) => week.replace("title: Tuesday process", "title: 'Tuesday process"),
    "one around a time": (week) => week.replace('from: "9:30"', 'from: "9:30'),
    "one around the name of a person": (week) => week.replace("id: chen\n", 'id: "chen\n'),
    "text after quotes": (week) => week.replace("title: Tuesday process", 'title: "Tuesday" process'),
    "a colon that is missing": (week) => week.replace("kind: group\n    start: Tue", "kind group\n    start: Tue"),
    "a curly quotation mark that closes": (week) => week.replace("title: Tuesday process", 'title: "Tuesday process”'),
  };

  test.each(Object.entries(SLIPS))("%s", async (_, slip) => {
    const planted = (await run(WEEK)).problems.length;
    expect(slip(WEEK)).not.toBe(WEEK);
    const { problems } = await run(slip(WEEK));
    expect(planted).toBe(PLANTED.length);
    expect(problems.join("\n")).not.toContain("once this is fixed");
    expect(problems.length).toBe(PLANTED.length + 1);
    for (const text of PLANTED)
      expect(
        problems.some((line) => line.includes(text)),
        text,
      ).toBe(true);
    expect(problems.join("\n")).not.toMatch(/rb-|cpl-|mart|chan|chen/);
  });

  test("where one entry cannot be repaired, only that entry waits", async () => {
    const { problems } = await run(WEEK.replace("title: Tuesday process", "title: } Tuesday"));
    expect(problems.filter((line) => line.includes("The rest of this entry is checked once this is fixed."))).toHaveLength(1);
    expect(problems).toHaveLength(PLANTED.length + 1);
  });

  test("where that entry may define a person, several ids in one and duplicate ids are still told", async () => {
    const { problems } = await run(WEEK.replace("  - id: rb-002\n", "  - id: } rb-002\n"));
    expect(problems.map((line) => Number.parseInt(line, 10))).toEqual([14, 25, 36, 37]);
    expect(problems[0]).toContain("The rest of this entry, and the ids in the file, are checked once this is fixed.");
  });
});
