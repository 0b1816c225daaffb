/** The published JSON report, version 1. Loaded only to write its schema and to validate; all else uses the types. */
import * as z from "zod/mini";
import { NOT_CHECKED_CODES, PROBLEM_CODES, RULE_IDS } from "../codes.ts";

/** A copy of a schema that says what its value means. */
const field = <S extends z.ZodMiniType>(schema: S, description: string): S => schema.check(z.describe(description));

const text = (description: string) => field(z.string(), description);
const textOrNull = (description: string) => field(z.nullable(z.string()), description);
const list = <S extends z.ZodMiniType>(item: S, description: string) => field(z.array(item), description);
const count = (description: string) => field(z.int().check(z.minimum(0)), description);
const ordinal = (description: string) => field(z.int().check(z.minimum(1)), description);
const localTime = (description: string) => field(z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/)), description);
const standardNames = (description: string) => field(z.array(z.string()).check(z.minLength(1)), description);

const location = z.strictObject({
  file: z.optional(text("The file, where it is another one than the roster.")),
  line: ordinal("The line, from 1."),
  column: ordinal("The column, from 1."),
  endLine: ordinal("The line in which it ends."),
  endColumn: ordinal("The column behind its end."),
  path: list(
    z.union([z.string(), z.int()]),
    "The keys, and the positions in lists from 0, that lead to it from the top of the document. An unknown key is `•••`: it may be a patient's id.",
  ),
});

const related = field(
  z.strictObject({ message: text("What it has to do with the finding or problem."), at: field(location, "Where it is.") }),
  "Another location that matters.",
);

const problem = field(
  z.strictObject({
    code: field(z.enum(PROBLEM_CODES), "The problem, in a word for programs."),
    message: text("What is wrong."),
    help: textOrNull("What to write instead."),
    file: textOrNull("The file that it is about, where no location or roster says so."),
    at: field(z.nullable(location), "Where it is; null if that is no location in a file."),
    related: list(related, "Other locations that matter."),
  }),
  "Something for which a file could not be audited.",
);

const waiver = z.strictObject({
  standard: text("The standard that has the waiver."),
  reason: text("Why it was granted."),
  approvedBy: text("Who answers for it."),
  until: textOrNull("The last day on which it holds; null if it does not lapse."),
  upTo: textOrNull("The loosest ratio that it covers; null if it covers any."),
  at: field(location, "Where it stands."),
});

const interval = z.strictObject({ from: localTime("When it begins, in local time."), until: localTime("When it ends.") });

const bound = {
  limit: field(z.enum(["ratio", "max", "minClinicians"]), "What sort of limit it is."),
  cap: text("Its number: a ratio such as 1:6, an absolute size, or a number of clinicians."),
  per: field(z.enum(["patients", "couples", "clinicians"]), "The unit in which it counts."),
  seats: count("The seats taken at the worst moment, in the limit's unit."),
  weight: field(z.number().check(z.minimum(0)), "The sum of the weights of the clinicians present at that moment."),
};

const repair = field(
  z.strictObject({
    message: text("The change as a sentence, with the figures after it."),
    add: field(
      z.nullable(z.strictObject({ clinicians: ordinal("How many."), role: text("The role that they need.") })),
      "The clinicians to add; null for none.",
    ),
    remove: field(
      z.nullable(
        z.union([
          z.strictObject({ patients: ordinal("How many patients.") }),
          z.strictObject({ couples: ordinal("How many seats, counted in couples.") }),
        ]),
      ),
      "The attendees to remove; null for none.",
    ),
    from: localTime("When the change begins, in local time."),
    until: localTime("When it ends."),
    free: list(z.string(), "The ids of up to 20 clinicians of the roster who count in this kind of session and are free at that time."),
  }),
  "A change that was tried out.",
);

const finding = field(
  z.strictObject({
    rule: field(z.enum(RULE_IDS), "The rule that found it."),
    severity: field(z.enum(["error", "warning", "note"]), "How grave it is."),
    session: textOrNull("The id of the session that it is about."),
    clinician: textOrNull("The id of the clinician that it is about."),
    patient: textOrNull("The patient that it is about: a token such as `patient #3`, or the id with --show-patients."),
    couple: textOrNull("The couple that it is about: a token such as `couple #2`, or the id with --show-patients."),
    kind: textOrNull("The kind of session whose published ratio it is about."),
    offering: textOrNull("The offering that is missing."),
    standards: standardNames("The standards under which it is a finding."),
    message: text("What was found."),
    source: text("What the limit, or the rule, goes by."),
    advice: textOrNull("What to do, where it was not tried out."),
    intervals: list(interval, "When it is so, in local time; empty where the finding is about no time."),
    limit: field(
      z.nullable(
        z.strictObject({
          ...bound,
          over: count("By how much the limit is broken then: seats too many, or clinicians too few; 0 for a session at its limit."),
        }),
      ),
      "The limit that it is about, at its worst moment; null if it is about none.",
    ),
    repairs: list(repair, "Changes under which the finding is gone."),
    known: field(z.boolean(), "Whether a baseline lists it."),
    at: field(location, "Where it stands."),
    related: list(related, "Other locations that matter."),
    fingerprint: field(
      z.string().check(z.regex(/^[0-9a-f]{32}$/)),
      "What tells this finding from others, and stays the same when lines are inserted above it.",
    ),
    waiver: field(z.nullable(waiver), "The waiver that keeps it from failing the run; null if there is none."),
  }),
  "Something that a rule found.",
);

const limit = field(
  z.strictObject({
    standards: standardNames("The standards that set it."),
    ...bound,
    holds: field(z.boolean(), "Whether it holds at every moment."),
    openSeats: field(
      z.nullable(z.int().check(z.minimum(0))),
      "How many more seats it admits at the worst moment; null for a number of clinicians, which admits any.",
    ),
    from: localTime("When the worst moment begins, in local time."),
    until: localTime("When it ends."),
  }),
  "A limit of the session's kind, at its worst moment.",
);

const session = field(
  z.strictObject({
    id: text("Its id."),
    title: textOrNull("Its title; null if it has none."),
    kind: text("Its kind."),
    start: localTime("When it begins, in local time."),
    end: localTime("When it ends."),
    clinicians: count("How many clinicians are listed, each once."),
    patients: count("How many patients attend, each counted once; the partners of couples are among them."),
    couples: count("How many couples attend, each counted once."),
    verdict: field(
      z.enum(["canceled", "breach", "waived", "no-limit", "ok"]),
      "The first that fits: the session is canceled, breaks a limit, is waived, has no limit, or is within its limits (ok).",
    ),
    conflict: field(z.boolean(), "Whether a clinician or patient of the session is in another session at the same time."),
    limits: list(limit, "The limits that it was held to."),
  }),
  "A session, and what became of it.",
);

const notChecked = field(
  z.strictObject({
    rule: field(z.nullable(z.enum(RULE_IDS)), "The rule; null for source rows that an import left out, which no rule sees."),
    code: field(z.enum(NOT_CHECKED_CODES), "The reason, in a word for programs."),
    reason: text("The reason as a sentence."),
    sessions: list(z.string(), "The ids of the sessions that it is about; empty where it is about the whole roster."),
  }),
  "Something that was not checked.",
);

const remark = field(
  z.strictObject({
    code: text("What it is about, in a word for programs, such as `reading-decides` or `on-call-gap`."),
    message: text("The remark as a sentence."),
    sessions: list(z.string(), "The ids of the sessions that it is about."),
    intervals: list(interval, "The times that it is about."),
  }),
  "Something that is good to know and is no finding.",
);

const roster = field(
  z.strictObject({
    file: text("The path of its file, as it was given."),
    document: count("Which document of the file it is, from 0."),
    sha256: field(z.string().check(z.regex(/^[0-9a-f]{64}$/)), "The SHA-256 of the file's bytes."),
    program: textOrNull("The program's name."),
    week: textOrNull("The first day of the audited week."),
    timezone: textOrNull("The name of its time zone; null without one, where times are those of a clock or have offsets."),
    problems: list(problem, "Why it could not be audited; empty if it was."),
    sessions: list(session, "Its sessions."),
    findings: list(finding, "What the rules found in it."),
    notChecked: list(notChecked, "What could not be checked."),
    remarks: list(remark, "What else is good to know."),
  }),
  "A roster.",
);

const standard = field(
  z.strictObject({
    name: text("Its name."),
    title: text("What it is called in full."),
    source: text("What it goes by."),
    basis: field(z.enum(["published-benchmark", "professional", "regulation", "payer", "own"]), "What it rests on."),
    date: textOrNull("The date of the text that it goes by, and of what that is the date."),
    notCovered: list(z.string(), "What that text asks for beside, and is not judged."),
    notice: textOrNull("Of what standing it is, and that it is no law or no legal advice; null for a program's own."),
    file: textOrNull("The file that states it; null for a built-in one."),
  }),
  "A standard of the audit.",
);

const summary = z.strictObject({
  rosters: count("How many rosters there are."),
  sessions: count("How many sessions they have."),
  breaching: count("How many sessions break a limit."),
  errors: count("How many findings are errors, without those that are waived."),
  warnings: count("How many findings are warnings, without those that are waived."),
  notes: count("How many findings are notes, without those that are waived."),
  waived: count("How many findings are waived."),
  known: count("How many findings a baseline lists."),
  problems: count("How many problems there are."),
});

export const reportSchema = field(
  z.strictObject({
    version: field(z.literal(1), "The version of this format."),
    tool: field(
      z.strictObject({ name: field(z.literal("ratio-audit"), "Its name."), version: text("Its version.") }),
      "The program that made the report.",
    ),
    config: textOrNull("The path of the configuration that was used; null if there was none."),
    standards: list(standard, "The standards that rosters were audited against."),
    rosters: list(roster, "The rosters, in order of their files."),
    problems: list(problem, "What is wrong with files that are no roster, or could not be read."),
    findings: list(finding, "Findings that belong to no roster: those on waivers."),
    summary: field(summary, "Everything counted."),
  }),
  "What ratio-audit found in rosters, as `--format json` prints it.",
);

export type JsonReport = z.infer<typeof reportSchema>;
export type Location = z.infer<typeof location>;
export type JsonProblem = z.infer<typeof problem>;
export type JsonFinding = z.infer<typeof finding>;
export type JsonSession = z.infer<typeof session>;
export type JsonRoster = z.infer<typeof roster>;
export type JsonLimit = z.infer<typeof limit>;
export type JsonRepair = z.infer<typeof repair>;
export type JsonWaiver = z.infer<typeof waiver>;
export type JsonRelated = z.infer<typeof related>;
export type JsonInterval = z.infer<typeof interval>;
export type JsonNotChecked = z.infer<typeof notChecked>;
export type JsonRemark = z.infer<typeof remark>;
export type JsonStandard = z.infer<typeof standard>;
export type JsonSummary = z.infer<typeof summary>;
