/**
 * The public roster format. The published JSON Schema (`schemas/roster.schema.json`) is generated from these schemas, so they
 * check single values and transform nothing; `resolve.ts` makes the checks that need several values.
 *
 * Each field has its expected value, for error messages, and a description, for the schema. Examples and defaults go into the
 * schema too, for editors; `scripts/known-names.ts` adds the names that only other folders know. `shown` marks fields whose
 * values reports may quote; all others are masked.
 */
import * as z from "zod/mini";
import type { ClockHours } from "../clock.ts";
import { field, mappingOf, type Offered } from "../document/field.ts";
import { suggest } from "../document/suggest.ts";
import { isMapping } from "../document/untyped.ts";
import { say, trusted } from "../message.ts";
import { RATIO, ratioHelp } from "./ratio.ts";
import { DATE_PATTERN, hasTwelveHours, isDate, isStart, isTime, readDate, START_PATTERN, TIME_PATTERN, unclear } from "./read-time.ts";
import { dateHelp, timeHelp } from "./suggest-time.ts";
import { certainKind, certainRole, KIND_DEFINITIONS, KINDS, MAX_SESSION_MINUTES, MAX_TEXT_LENGTH, OFFERS, ROLES } from "./vocabulary.ts";

/** An id keeps its spelling. YAML reads `007` as a number and `true` as a boolean; the resolver restores the spelling. */
const anyId = () => z.union([z.string().check(z.minLength(1), z.maxLength(MAX_TEXT_LENGTH)), z.number(), z.boolean()]);

/** An id. Reports show ids of clinicians and sessions, never those of patients and couples. */
const id = (what: string, shown = false) => field(anyId(), "an id: a word or number of your choice", "mon-evening", what, { shown });

/** Text that has one reading. */
const readable = (isRead: (text: string) => boolean) =>
  z.string().check(
    z.check((context) => {
      if (!isRead(context.value)) context.issues.push({ code: "invalid_format", format: "time", input: context.value });
    }),
  );

/** Whether a text of a time has one reading; without its year, a day has the one of the week. */
const isClear = (text: string) => ["no year", undefined].includes(unclear(text)?.why);

/** The first day of a roster's week; null if it is not known. */
const weekOf = (root: unknown) => (isMapping(root) && typeof root.week === "string" ? readDate(root.week) : null);

const clocks = new WeakMap<object, ClockHours>();

/** The clock of a roster: 12 where it writes any time with am or pm. Looked up once for each roster. */
function hoursOf(root: unknown): ClockHours {
  if (!isMapping(root)) return 24;
  const hours = clocks.get(root) ?? (hasTwelveHours(root) ? 12 : 24);
  clocks.set(root, hours);
  return hours;
}

/** A date with its year, in a spelling with one meaning. */
export const date = (description: string, { shown = false }: Quoted = {}) =>
  field(
    readable((text) => isDate(text) && unclear(text) === null),
    "a date: year, month and day, from the years 2000 to 2199",
    "YYYY-MM-DD",
    description,
    {
      shown,
      pattern: DATE_PATTERN,
      examples: ["2026-11-30"],
      code: "bad-date",
      meant: (written) => (typeof written === "string" ? dateHelp(written) : null),
    },
  );

const startTime = (description: string, shown = true) =>
  field(
    readable((text) => isStart(text) && isClear(text)),
    "a day and a time: a weekday or a date from the years 2000 to 2199, then hh:mm",
    "Mon 18:00, or Mon 6:00 PM",
    description,
    {
      shown,
      pattern: START_PATTERN,
      examples: ["Mon 18:00", "Mon 6:00 PM", "2026-11-30T18:00", "2026-11-30T18:00-05:00"],
      code: "bad-time",
      meant: (written, root) => (typeof written === "string" ? timeHelp(written, true, weekOf(root), hoursOf(root)) : null),
    },
  );

const laterTime = (description: string, shown = true) =>
  field(
    readable((text) => isTime(text) && isClear(text)),
    "a time: hh:mm, alone or after a weekday or date",
    '"19:30", or Mon 19:30, or 7:30 PM',
    description,
    {
      shown,
      pattern: TIME_PATTERN,
      examples: ["19:30", "7:30 PM", "Mon 19:30", "2026-11-30T19:30"],
      code: "bad-time",
      meant: (written, root) => (typeof written === "string" ? timeHelp(written, false, weekOf(root), hoursOf(root)) : null),
    },
  );

const list = <S extends z.ZodMiniType>(
  item: S,
  expects: string,
  example: string,
  description: string,
  offered: Offered & { readonly shown?: boolean } = {},
) => field(z.array(item), expects, example, description, offered);

const text = (expects: string, example: string, description: string, { examples = [example], shown = true, asEntry }: Quoted = {}) =>
  field(z.string().check(z.minLength(1), z.maxLength(MAX_TEXT_LENGTH)), expects, example, description, {
    examples,
    shown,
    ...(asEntry === undefined ? {} : { asEntry }),
  });

interface Quoted {
  readonly examples?: readonly string[];
  readonly shown?: boolean;
  readonly asEntry?: (written: string) => string | null;
}

const state = (description: string, shown: boolean) =>
  field(z.string().check(z.regex(/^[A-Z]{2}$/)), "a two-letter state code", "NY", description, { examples: ["NY"], shown });

/** The hours in a week. */
const MAX_HOURS = 168;

const interval = {
  start: startTime("When it begins."),
  end: laterTime("When it ends. A bare time or a weekday is the first such moment after the start."),
};

const stay = (shown: boolean) => ({
  from: laterTime("When the stay begins; without it, at the session's start.", shown),
  until: laterTime("When the stay ends; without it, at the session's end.", shown),
});

const ratioText = () =>
  field(z.string().check(z.regex(RATIO)), "a ratio of clinicians to seats, in quotes", '"1:6"', "Clinicians to seats, such as 1:6.", {
    examples: ["1:6"],
    code: "bad-ratio",
    meant: ratioHelp,
  });

const program = field(
  mappingOf(["name"], {
    name: text("a name", "Lakeside Virtual IOP", "The program's name."),
    offers: list(
      field(z.enum(OFFERS), "an offering", OFFERS.join(", "), "An offering that the program publishes.", { shown: true }),
      "a list of offerings",
      `[${OFFERS.join(", ")}]`,
      "What the program offers besides treatment.",
    ),
    publishedRatios: field(
      z.record(z.string(), ratioText()),
      "a mapping of kinds to ratios",
      '{ group: "1:6" }',
      "The ratios that the program publishes, by kind of session.",
    ),
  }),
  "a mapping with the program's name",
  "{ name: Lakeside Virtual IOP }",
  "The program and what it publishes.",
);

const clinician = field(
  mappingOf(["id", "roles"], {
    id: id("The clinician's id, unique among clinicians. It is shown in reports.", true),
    roles: list(
      text("a role", "therapist", "A role. The standard sets its weight: how much the clinician counts.", {
        examples: ROLES,
        asEntry: certainRole,
      }),
      "a list of roles",
      "[therapist]",
      "The clinician's roles. The role with the highest weight counts.",
      { shown: true },
    ),
    modalities: list(
      text("a modality", "EFT", "A treatment modality.", {
        examples: ["EFT", "Gottman", "IBCT", "CBCT", "BCT", "CBT", "DBT"],
      }),
      "a list of modalities",
      "[EFT, CBT]",
      "Treatment modalities that the clinician is trained in.",
    ),
    licensedIn: list(
      state("A two-letter state code.", true),
      "a list of two-letter state codes",
      "[NY, NJ]",
      "The states in which the clinician is licensed.",
    ),
    away: list(
      field(
        mappingOf(["start", "end"], interval),
        "a start and an end",
        "{ start: Wed 12:00, end: Thu 00:00 }",
        "A time when the clinician is away and does not count.",
      ),
      "a list of times, each with start and end",
      "[{ start: Wed 12:00, end: Thu 00:00 }]",
      "When the clinician is away.",
    ),
    available: list(
      field(
        mappingOf(["start", "end"], interval),
        "a start and an end",
        "{ start: Mon 08:00, end: Mon 17:00 }",
        "A time when the clinician can work.",
      ),
      "a list of times, each with start and end",
      "[{ start: Mon 08:00, end: Mon 17:00 }]",
      "When the clinician can work. An empty list means never. Without it, any time is possible.",
    ),
    maxHours: field(
      z.number().check(z.positive(), z.maximum(MAX_HOURS)),
      `a number of hours above 0, at most ${MAX_HOURS}`,
      "30",
      "The maximum hours of sessions in the week. Fractions such as 37.5 are possible.",
      { examples: [20, 30, 37.5], shown: true },
    ),
    canLead: list(
      text("a kind of session", "group", "A kind of session that the clinician can lead.", {
        examples: KINDS,
        asEntry: certainKind,
      }),
      "a list of kinds of session",
      "[group, psychoeducation]",
      "The kinds of session that the clinician can lead. Without it, every kind.",
      { shown: true },
    ),
  }),
  "a mapping with id and roles",
  "{ id: lee, roles: [therapist] }",
  "A person who staffs sessions.",
);

const patient = field(
  mappingOf(["id"], {
    id: id("The patient's id, unique among patients. It never leaves this file."),
    counselor: id("The id of the clinician who is the patient's individual counselor."),
    state: state("The two-letter code of the state where the patient is during sessions.", false),
    coverage: field(
      mappingOf([], {
        plan: text("a plan", "PPO", "The kind of insurance plan.", { shown: false }),
        telehealthVerified: field(z.boolean(), "true or false", "true", "Whether telehealth coverage was verified before enrollment."),
      }),
      "a mapping",
      "{ plan: PPO, telehealthVerified: true }",
      "The patient's insurance coverage.",
    ),
  }),
  "a mapping with an id",
  "{ id: ID, counselor: kim }",
  "An enrolled patient, known by an id. No field may identify the person.",
);

const couple = field(
  mappingOf(["id", "partners"], {
    id: id("The couple's id, unique among couples. It never leaves this file."),
    partners: field(
      z.array(id("A partner's patient id.")).check(z.length(2)),
      "a list of exactly two patient ids",
      "[ID, ID]",
      "The two partners.",
    ),
  }),
  "a mapping with id and partners",
  "{ id: ID, partners: [ID, ID] }",
  "An enrolled couple.",
);

const HEADCOUNT = "A headcount gives a number instead of ids; it is present for the whole session.";
const attendee = (who: string, shown = false) =>
  field(
    z.union([anyId(), mappingOf(["id"], { id: id(`The ${who}'s id.`, shown), ...stay(shown) })]),
    `a ${who}'s id, or a mapping of id, from and until`,
    'ID, or { id: ID, from: "18:30" }',
    `A ${who}, with from and until for part of the session.`,
    { shown },
  );
const attendees = (who: string, example: string) =>
  field(
    z.union([z.array(attendee(who)), z.int().check(z.minimum(0), z.maximum(1_000_000))]),
    `a list of ${who} ids, or a headcount from 0 to 1000000`,
    example,
    `The ${who}s who attend: a list of ids, or a headcount. ${HEADCOUNT}`,
  );

const KIND_LIST = KINDS.map((kind) => `- ${kind}: ${KIND_DEFINITIONS[kind]}`).join("\n");

const session = field(
  mappingOf(["id", "kind", "start"], {
    id: id("The session's id, unique in the roster. It is shown in reports.", true),
    title: text(
      "a short text",
      "Evening process group",
      "The session's title. Reports show it beside the id. It must not contain a patient's name.",
    ),
    kind: text("a kind of session", "group", `The kind of session, which decides its limits.\n\n${KIND_LIST}`, { examples: KINDS }),
    start: startTime("When the session begins."),
    minutes: field(
      z.int().check(z.minimum(1), z.maximum(MAX_SESSION_MINUTES)),
      `a whole number of minutes from 1 to ${MAX_SESSION_MINUTES}`,
      "90",
      "The length of the session in elapsed minutes. Give minutes or end.",
      { examples: [50, 60, 90], shown: true },
    ),
    end: laterTime(
      "When the session ends: a time, the first one after the start. On the weekday of the start, a later time. Give minutes or end.",
    ),
    clinicians: list(
      attendee("clinician", true),
      "a list of clinician ids",
      '[lee, { id: ortiz, from: "18:30" }]',
      "The clinicians on the session.",
    ),
    patients: attendees("patient", "[ID, ID], or 7"),
    couples: attendees("couple", "[ID], or 3"),
    cpt: field(
      z.union([z.string().check(z.minLength(1), z.maxLength(MAX_TEXT_LENGTH)), z.number()]),
      "a billing code, in quotes",
      '"90853"',
      "The CPT or HCPCS code that the session is billed with.",
      { examples: ["90853", "90847", "90849", "H0015"], shown: true },
    ),
    status: field(
      z.string().check(z.regex(/^\s*(?:[Ss][Cc][Hh][Ee][Dd][Uu][Ll][Ee][Dd]|[Cc][Aa][Nn][Cc][Ee][Ll][Ll]?[Ee][Dd])\s*$/)),
      "scheduled or canceled",
      "canceled",
      "A canceled session is listed but not audited. `cancelled` means the same.",
      {
        default: "scheduled",
        examples: ["scheduled", "canceled"],
        shown: true,
        meant: (written) => {
          const meant = typeof written === "string" ? suggest(written, ["scheduled", "canceled"]) : null;
          return meant === null ? null : say`Did you mean \`${trusted(meant)}\`?`;
        },
      },
    ),
    fixed: field(z.boolean(), "true or false", "true", "Marks a session that a plan must not change.", {
      default: false,
      shown: true,
    }),
  }),
  "a mapping with id, kind, start and an end",
  "{ id: mon-evening, kind: group, start: Mon 18:00, minutes: 90 }",
  "One session of the week.",
);

const onCall = field(
  mappingOf(["clinician", "start", "end"], {
    clinician: id("The id of the clinician on call.", true),
    ...interval,
  }),
  "a mapping with clinician, start and end",
  "{ clinician: lee, start: Mon 00:00, end: Tue 00:00 }",
  "An on-call shift.",
);

const imported = field(
  mappingOf(["from", "rows", "open", "key"], {
    from: field(z.enum(["csv", "xlsx", "ics", "fhir"]), "csv, xlsx, ics or fhir", "xlsx", "The format of the source file.", {
      shown: true,
    }),
    rows: field(z.int().check(z.minimum(0)), "a whole number, 0 or more", "60", "The number of rows in the source file.", {
      examples: [60],
      shown: true,
    }),
    open: field(z.int().check(z.minimum(0)), "a whole number, 0 or more", "0", "The number of source rows that are not in this roster.", {
      examples: [0],
      shown: true,
    }),
    questions: field(
      z.int().check(z.minimum(0)),
      "a whole number, 0 or more",
      "0",
      "The number of open questions about rows in this roster.",
      {
        examples: [1],
        shown: true,
      },
    ),
    key: field(z.boolean(), "true or false", "true", "Whether a key file keeps each patient's number from week to week.", {
      shown: true,
    }),
  }),
  "a mapping with from, rows, open and key",
  "{ from: xlsx, rows: 60, open: 0, key: true }",
  "Where an imported roster comes from. The import writes it.",
);

export const rosterFile = field(
  mappingOf(["sessions"], {
    $schema: text("the address of a schema", "./roster.schema.json", "The address of this schema, for editors.", {
      examples: ["./node_modules/ratio-audit/schemas/roster.schema.json"],
    }),
    program: field(
      z.union([z.string().check(z.minLength(1), z.maxLength(MAX_TEXT_LENGTH)), program]),
      "the program's name, or a mapping of name, offers and publishedRatios",
      "Lakeside Virtual IOP",
      "The program.",
      { examples: ["Lakeside Virtual IOP"], shown: true },
    ),
    timezone: text(
      "an IANA time zone",
      "America/New_York",
      "The IANA time zone of all times without an offset. Without it, times are wall-clock.",
      { examples: ["America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"] },
    ),
    week: date("The first day of the audited week. Required if any time is a weekday.", { shown: true }),
    standard: list(
      text("a standard", "premium", "The name of a built-in standard, or the path of a standard file, relative to this file."),
      "a list of standards",
      "[premium]",
      "The standards to audit against. --standard replaces them.",
      { default: ["benchmark"] },
    ),
    clinicians: list(
      clinician,
      "a list of clinicians, each with id and roles",
      "[{ id: lee, roles: [therapist] }]",
      "Everyone who staffs a session.",
    ),
    patients: list(
      patient,
      "a list of patients, each with an id",
      "[{ id: ID, counselor: kim }]",
      "The enrolled patients. If this section is present, every patient id must be in it.",
    ),
    couples: list(couple, "a list of couples, each with id and partners", "[{ id: ID, partners: [ID, ID] }]", "The enrolled couples."),
    sessions: field(
      z.array(session).check(z.minLength(1)),
      "a list of at least one session",
      "[{ id: mon-evening, kind: group, start: Mon 18:00, minutes: 90, clinicians: [lee], patients: 6 }]",
      "The sessions of the week.",
    ),
    imported,
    onCall: list(
      onCall,
      "a list of shifts, each with clinician, start and end",
      "[{ clinician: lee, start: Mon 00:00, end: Tue 00:00 }]",
      "The on-call shifts for crises.",
    ),
  }),
  "a mapping with at least `sessions`",
  "sessions: […]",
  "A staffing roster of a virtual intensive outpatient program.",
);

export type RosterFile = z.infer<typeof rosterFile>;
