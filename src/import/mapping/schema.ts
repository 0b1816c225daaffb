/**
 * The mapping format: how the columns, words and people of a source are read. Shape only; what needs more than one value is checked
 * in `read-mapping.ts`. It has no place for a patient, and its patterns are globs, never regular expressions.
 */
import * as z from "zod/mini";
import { field, mappingOf } from "../../document/field.ts";
import { say, trusted } from "../../message.ts";
import { KINDS, MAX_TEXT_LENGTH, ROLES } from "../../roster/vocabulary.ts";

const anyText = () => z.string().check(z.minLength(1), z.maxLength(MAX_TEXT_LENGTH));

const text = (expects: string, example: string, description: string, { shown = false, examples = [example] as readonly string[] } = {}) =>
  field(anyText(), expects, example, description, { shown, examples });

const list = <S extends z.ZodMiniType>(item: S, expects: string, example: string, description: string) =>
  field(z.array(item).check(z.minLength(1)), expects, example, description);

const heading = (example: string) =>
  text("a heading, or column and its letters", example, "A heading of the file, or a position such as column C.", { shown: true });

/** What a column can hold, and an example of its heading. */
const COLUMNS = {
  start: ["Date of Service", "When the session begins: a date with a time, a time beside `date`, or start and end such as 6-7:30pm."],
  date: ["Date", "The date of the session."],
  weekday: ["Day", "The weekday of the session."],
  end: ["End Time", "When the session ends."],
  minutes: ["Duration", "How long the session lasts, in minutes."],
  patient: ["Client", "The patient's name. It is the key of the patient if there is no `record`."],
  record: ["MRN", "The patient's record number. It is the key of the patient."],
  partner: ["Partner", "The name or record number of the patient's partner."],
  couple: ["Couple", "The name or number of the patient's couple."],
  clinician: [
    "Clinician",
    "The clinician; several are divided by a semicolon, a slash, & or a line break, or by commas behind credentials.",
  ],
  coClinician: ["Co-Facilitator", "A second clinician."],
  title: ["Service", "The title, service or appointment type. It decides the kind and is never shown."],
  group: ["Group", "The name or number of a group or slot. Rows that share it meet together."],
  cpt: ["CPT Code", "The billing code."],
  kind: ["Kind", "The kind of session."],
  status: ["Status", "The status, such as Completed or No Show."],
  headcount: ["Attendees", "How many patients attend."],
  couples: ["Couples", "How many couples attend."],
  counselor: ["Primary Clinician", "The patient's individual counselor."],
  state: ["State", "The state in which the patient is, by its two letters."],
  joined: ["Join Time", "When a person joined, for rows: stay."],
  left: ["Leave Time", "When a person left, for rows: stay."],
} as const;

export type ColumnRole = keyof typeof COLUMNS;

const column = (example: string, description: string) =>
  field(
    z.union([heading(example), z.array(heading(example)).check(z.minLength(1), z.maxLength(9))]),
    "a heading, or a list of headings whose cells are read together",
    example,
    description,
    { shown: true },
  );

type Column = ReturnType<typeof column>;

const columns = field(
  mappingOf(
    [],
    Object.fromEntries(Object.entries(COLUMNS).map(([role, [example, about]]) => [role, column(example, about)])) as Record<
      ColumnRole,
      Column
    >,
  ),
  "a mapping of roles to headings",
  "{ start: Date of Service, patient: Client, clinician: Clinician }",
  "What the columns hold, each by its heading. The second column of a name is named with a 2, such as Paid 2. A column without a heading is named by its position, such as column C.",
);

const position = (word: "row" | "column", example: string, description: string) =>
  field(
    z.string().check(z.regex(word === "row" ? ROW : COLUMN)),
    `${word} and its ${word === "row" ? "number" : "letters"}`,
    example,
    description,
    {
      examples: [example],
      shown: true,
      meant: (written) => {
        const bare = word === "row" ? /^#?([1-9]\d{0,6})$/ : /^([A-Za-z]{1,3})$/;
        const [, found] = bare.exec(String(written).trim()) ?? [];
        return found === undefined ? null : say`Did you mean \`${trusted(`${word} ${found}`)}\`?`;
      },
    },
  );

const ROW = /^[Rr][Oo][Ww] [1-9][0-9]{0,6}$/;
const COLUMN = /^[Cc][Oo][Ll][Uu][Mm][Nn] [A-Za-z]{1,3}$/;

const minutesOf = (description: string) =>
  field(z.int().check(z.minimum(1), z.maximum(1440)), "a whole number of minutes from 1 to 1440", "90", description, {
    examples: [50, 60, 90],
    shown: true,
  });

const glob = (example: string, description: string) => text("a text, with * for any characters and ? for one", example, description);

const word = (example: string) => glob(example, "A word of the source, in any letter case.");

const leaveOut = () =>
  list(glob("staff meeting", "A title."), "a list of titles", "[staff meeting]", "Titles of rows or cells that are no sessions.");

const grid = field(
  mappingOf(["days", "times", "step", "cell"], {
    days: position("row", "row 3", "The row with the days."),
    times: position("column", "column A", "The column with the times."),
    step: minutesOf("The minutes of one row of the grid."),
    cell: list(
      field(
        z.enum(["title", "clinicians", "headcount", "couples", "cpt", "minutes"]),
        "title, clinicians, headcount, couples, cpt or minutes",
        "title",
        "What a line of a cell holds.",
        { shown: true },
      ),
      "a list of what the lines of a cell hold, in their order",
      "[title, clinicians, headcount]",
      "What the lines of a cell hold, in their order.",
    ),
    leaveOut: leaveOut(),
  }),
  "a mapping of days, times, step and cell",
  "{ days: row 3, times: column A, step: 30, cell: [title, clinicians, headcount] }",
  "A timetable: days across, times down, one session in each cell.",
);

const table = {
  sheet: text("the name of a sheet", "Week of Nov 30", "The sheet to read. Without it, the sheets that have all headings."),
  rows: field(
    z.enum(["attendee", "session", "stay", "shift", "people"]),
    "attendee, session, stay, shift or people",
    "attendee",
    "What a row is: an attendee of a session, a session, a stay (each time that a person joined), a shift of a clinician, or a patient of a client list.",
    { shown: true },
  ),
  headings: position("row", "row 3", "The row with the headings. Without it, the first row that has all of them."),
  columns,
  grid,
};

const kindRule = field(
  mappingOf(["kind"], {
    title: glob("process group*", "Titles of this kind."),
    cpt: field(
      z.string().check(z.minLength(1), z.maxLength(MAX_TEXT_LENGTH)),
      "a billing code, in quotes",
      '"90853"',
      "The billing code of this kind.",
      { examples: ["90853"], shown: true },
    ),
    kind: text("a kind of session", "group", "The kind of session.", { shown: true, examples: KINDS }),
  }),
  "a mapping of a title or a code, and a kind",
  '{ title: "process group*", kind: group }',
  "Sessions with this title or code are of this kind. The first rule that matches decides.",
);

const clinician = field(
  mappingOf(["id", "roles"], {
    id: text("an id, in quotes if it is a number", "lee", "The clinician's id in the roster. Several names may have one id.", {
      shown: true,
    }),
    roles: list(
      text("a role", "therapist", "A role of the clinician.", { shown: true, examples: ROLES }),
      "a list of roles",
      "[therapist]",
      "The clinician's roles.",
    ),
    modalities: list(
      text("a modality", "EFT", "A treatment modality.", { shown: true }),
      "a list of modalities",
      "[EFT, CBT]",
      "Treatment modalities the clinician is trained in.",
    ),
    licensedIn: list(
      field(z.string().check(z.regex(/^[A-Z]{2}$/)), "a two-letter state code", "NY", "A two-letter state code.", {
        shown: true,
        examples: ["NY"],
      }),
      "a list of two-letter state codes",
      "[NY, NJ]",
      "The states in which the clinician is licensed.",
    ),
  }),
  "a mapping with id and roles",
  "{ id: lee, roles: [therapist] }",
  "A clinician, by the name that the source has.",
);

const words = (example: string, description: string) => list(word(example), "a list of words", `[${example}]`, description);

export const mappingFile = field(
  mappingOf(["mapping"], {
    $schema: field(z.string(), "the path of a schema", "./mapping.schema.json", "The schema of this file, for editors."),
    mapping: field(z.literal(1), "1", "1", "The version of the mapping format.", { shown: true }),
    from: field(z.enum(["csv", "xlsx", "ics", "fhir"]), "csv, xlsx, ics or fhir", "csv", "The format of the source.", { shown: true }),
    dates: field(
      z.enum(["mdy", "dmy", "ymd"]),
      "mdy, dmy or ymd",
      "mdy",
      "The order of dates such as 03/04/2026: month first (mdy), day first (dmy) or year first (ymd).",
      { shown: true },
    ),
    timezone: text("an IANA time zone", "America/New_York", "The time zone of all times.", { shown: true }),
    ...table,
    tables: list(
      field(
        mappingOf([], table),
        "a mapping of rows and columns, or of a grid",
        "{ rows: people, columns: { patient: Client } }",
        "A table.",
      ),
      "a list of tables",
      "[{ rows: people, columns: { patient: Client } }]",
      "Several tables: of several files or sheets, or one below the other. Each is read where all its headings are.",
    ),
    minutes: field(
      z.union([minutesOf("The length of all sessions."), z.record(z.string(), minutesOf("The length of these sessions."))]),
      "a number of minutes, or a mapping of billing codes or titles to minutes",
      '{ "90853": 90, "90837": 60 }',
      "How long sessions last if the file does not say: all of them, or by billing code or title.",
    ),
    session: list(
      text("a role such as start, or a heading", "start", "A column.", { shown: true }),
      "a list of columns",
      "[start, clinician, cpt]",
      "The columns whose equal values make one session. Without clinician, rows of several clinicians are one session.",
    ),
    couples: field(
      mappingOf(["joinedBy"], { joinedBy: text("the text between two names", '" & "', "The text between the names of two partners.") }),
      "a mapping with joinedBy",
      '{ joinedBy: " & " }',
      "How a client is written who is a couple.",
    ),
    commas: field(
      z.enum(["in-names", "between-names"]),
      "in-names or between-names",
      "in-names",
      "What a comma in the patients' cell of a session means: in-names for Last, First, or between-names if it divides patients.",
      { shown: true },
    ),
    kinds: list(kindRule, "a list of rules", '[{ title: "process group*", kind: group }]', "The kinds of sessions, by title or code."),
    status: field(
      mappingOf([], {
        planned: words("Booked", "Words for sessions that are planned."),
        attended: words("Seen", "Words for sessions that a patient attended."),
        noShow: words("DNA", "Words for patients who did not come."),
        canceled: words("Cancelled", "Words for sessions that are canceled."),
        leftOut: words("Waitlist", "Words for rows that are no sessions."),
      }),
      "a mapping of statuses to words",
      "{ canceled: [Cancelled] }",
      "Words of the source for the status of a row.",
    ),
    clinicians: field(
      z.record(z.string(), clinician),
      "a mapping of names to clinicians",
      "{ Kim Lee: { id: lee, roles: [therapist] } }",
      "The clinicians, by the names that the source has.",
    ),
    leaveOut: leaveOut(),
  }),
  "a mapping with `mapping: 1`",
  "mapping: 1",
  "How an import reads a spreadsheet, calendar or FHIR bundle. It never names a patient.",
);

export type MappingFile = z.infer<typeof mappingFile>;
