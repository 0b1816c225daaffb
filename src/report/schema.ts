/** The published JSON report, version 1. Loaded only to write its schema and to validate; other code uses the types. */
import * as z from "zod/mini";
import { NOT_CHECKED_CODES, PROBLEM_CODES, RULE_IDS } from "../codes.ts";

/** A copy of a schema with a description. */
const field = <S extends z.ZodMiniType>(schema: S, description: string): S => schema.check(z.describe(description));

const text = (description: string) => field(z.string(), description);
const textOrNull = (description: string) => field(z.nullable(z.string()), description);
const list = <S extends z.ZodMiniType>(item: S, description: string) => field(z.array(item), description);
const count = (description: string) => field(z.int().check(z.minimum(0)), description);
const ordinal = (description: string) => field(z.int().check(z.minimum(1)), description);
const localTime = (description: string) => field(z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/)), description);
const standardNames = (description: string) => field(z.array(z.string()).check(z.minLength(1)), description);

const location = z.strictObject({
  file: z.optional(text("The file, if it is not the roster's own.")),
  line: ordinal("The line number, from 1."),
  column: ordinal("The column number, from 1."),
  endLine: ordinal("The line of its end."),
  endColumn: ordinal("The column after its last character."),
  path: list(
    z.union([z.string(), z.int()]),
    "The path from the top of the document: keys, and positions in lists from 0. An unknown key appears as `•••`, because it may be a patient's id.",
  ),
});

const related = field(
  z.strictObject({ message: text("How it relates to the finding or problem."), at: field(location, "Its location.") }),
  "A related location.",
);

const problem = field(
  z.strictObject({
    code: field(z.enum(PROBLEM_CODES), "A code for programs."),
    message: text("The problem as a sentence."),
    help: textOrNull("How to fix it."),
    file: textOrNull("The file, if neither a location nor a roster gives it."),
    at: field(z.nullable(location), "Its location; null if it has none in a file."),
    related: list(related, "Related locations."),
  }),
  "A problem that prevents the audit of a file.",
);

const waiver = z.strictObject({
  standard: text("The standard that has the waiver."),
  reason: text("The reason for the waiver."),
  approvedBy: text("The person who is responsible for the waiver."),
  until: textOrNull("The last day of the waiver; null if it does not expire."),
  upTo: textOrNull("The loosest ratio that it covers; null for any ratio."),
  at: field(location, "Its location."),
});

const interval = z.strictObject({ from: localTime("Its start, in local time."), until: localTime("Its end, in local time.") });

const bound = {
  limit: field(z.enum(["ratio", "max", "minClinicians"]), "The type of limit."),
  cap: text("The limit's value: a ratio such as 1:6, a maximum size, or a minimum number of clinicians."),
  per: field(z.enum(["patients", "couples", "clinicians"]), "The unit that it counts."),
  seats: count("Seats taken at the worst moment, in the limit's unit."),
  weight: field(z.number().check(z.minimum(0)), "The total weight of the clinicians present at that moment."),
};

const repair = field(
  z.strictObject({
    message: text("The change as a sentence, with the resulting numbers."),
    add: field(
      z.nullable(z.strictObject({ clinicians: ordinal("The number of clinicians."), role: text("The role that they need.") })),
      "The clinicians to add; null for none.",
    ),
    remove: field(
      z.nullable(
        z.union([
          z.strictObject({ patients: ordinal("The number of patients.") }),
          z.strictObject({ couples: ordinal("The number of seats, counted in couples.") }),
        ]),
      ),
      "The attendees to remove; null for none.",
    ),
    from: localTime("The start of the change, in local time."),
    until: localTime("The end of the change, in local time."),
    free: list(z.string(), "The ids of up to 20 clinicians in the roster who count in this kind of session and are free at that time."),
  }),
  "A tested change: after it, the finding is gone.",
);

const finding = field(
  z.strictObject({
    rule: field(z.enum(RULE_IDS), "The rule that found it."),
    severity: field(z.enum(["error", "warning", "note"]), "The severity."),
    session: textOrNull("The session's id, if the finding is about a session."),
    clinician: textOrNull("The clinician's id, if the finding is about a clinician."),
    patient: textOrNull("The patient, if the finding is about one: a token such as `patient #3`, or the id with --show-patients."),
    couple: textOrNull("The couple, if the finding is about one: a token such as `couple #2`, or the id with --show-patients."),
    kind: textOrNull("The kind of session, if the finding is about its published ratio."),
    offering: textOrNull("The missing offering."),
    standards: standardNames("The standards that it violates."),
    message: text("The finding as a sentence."),
    source: text("The source of the limit or the rule."),
    advice: textOrNull("Untested advice."),
    intervals: list(interval, "The times of the finding, in local time; empty if it is not about a time."),
    limit: field(
      z.nullable(
        z.strictObject({
          ...bound,
          over: count("How far the limit is exceeded: extra seats or missing clinicians; 0 for a session at its limit."),
        }),
      ),
      "The limit at its worst moment; null if the finding is not about a limit.",
    ),
    repairs: list(repair, "Changes that resolve the finding."),
    known: field(z.boolean(), "Whether a baseline lists the finding."),
    at: field(location, "Its location."),
    related: list(related, "Related locations."),
    fingerprint: field(
      z.string().check(z.regex(/^[0-9a-f]{32}$/)),
      "An identifier of the finding. It does not change when lines are inserted above.",
    ),
    waiver: field(z.nullable(waiver), "The waiver that covers the finding, so that it does not fail the run; null if none does."),
  }),
  "A finding of a rule.",
);

const limit = field(
  z.strictObject({
    standards: standardNames("The standards that set the limit."),
    ...bound,
    holds: field(z.boolean(), "Whether the session is within the limit at every moment."),
    openSeats: field(
      z.nullable(z.int().check(z.minimum(0))),
      "Open seats at the worst moment; null for a minimum number of clinicians, which does not limit seats.",
    ),
    from: localTime("The start of the worst moment, in local time."),
    until: localTime("The end of the worst moment, in local time."),
  }),
  "A limit of the session's kind, at its worst moment.",
);

const session = field(
  z.strictObject({
    id: text("The session's id."),
    title: textOrNull("The session's title; null if it has none."),
    kind: text("The kind of session."),
    start: localTime("The start, in local time."),
    end: localTime("The end, in local time."),
    clinicians: count("The number of clinicians listed, each counted once."),
    patients: count("The number of attending patients, each counted once, including the partners of couples."),
    couples: count("The number of attending couples, each counted once."),
    verdict: field(
      z.enum(["canceled", "breach", "waived", "no-limit", "ok"]),
      "The first that applies: the session is canceled, breaks a limit (breach), is waived, has no limit, or is within its limits (ok).",
    ),
    conflict: field(z.boolean(), "Whether a clinician or patient of the session is in another session at the same time."),
    limits: list(limit, "The limits that the session was checked against."),
  }),
  "A session with its verdict.",
);

const notChecked = field(
  z.strictObject({
    rule: field(z.nullable(z.enum(RULE_IDS)), "The rule; null for source rows that an import left out, because no rule checks them."),
    code: field(z.enum(NOT_CHECKED_CODES), "The reason as a code for programs."),
    reason: text("The reason as a sentence."),
    sessions: list(z.string(), "The ids of the sessions that were not checked; empty for the whole roster."),
  }),
  "A check that was not possible.",
);

const remark = field(
  z.strictObject({
    code: text("A code for programs, such as `reading-decides` or `on-call-gap`."),
    message: text("The remark as a sentence."),
    sessions: list(z.string(), "The ids of the sessions in the remark."),
    intervals: list(interval, "The times in the remark."),
  }),
  "Useful information that is not a finding.",
);

const roster = field(
  z.strictObject({
    file: text("The path of the file, as given."),
    document: count("The position of the document in the file, from 0."),
    sha256: field(z.string().check(z.regex(/^[0-9a-f]{64}$/)), "The SHA-256 of the file's bytes."),
    program: textOrNull("The program's name."),
    week: textOrNull("The first day of the audited week."),
    timezone: textOrNull("The IANA time zone; null without one: times are then wall-clock times or have offsets."),
    problems: list(problem, "The problems that prevented the audit; empty if the roster was audited."),
    sessions: list(session, "The sessions."),
    findings: list(finding, "The findings of the rules."),
    notChecked: list(notChecked, "The checks that were not possible."),
    remarks: list(remark, "Remarks that are not findings."),
  }),
  "A roster.",
);

const standard = field(
  z.strictObject({
    name: text("The standard's name."),
    title: text("The standard's full title."),
    source: text("The text that its numbers come from."),
    basis: field(z.enum(["published-benchmark", "professional", "regulation", "payer", "own"]), "The basis of its numbers."),
    date: textOrNull("The date of that text, and what the date refers to."),
    notCovered: list(z.string(), "Requirements of that text that the tool does not check."),
    notice: textOrNull("Its legal status, such as: a published benchmark, not law. Null for a program's own standard."),
    file: textOrNull("The standard's file; null for a built-in standard."),
  }),
  "A standard that the audit used.",
);

const summary = z.strictObject({
  rosters: count("The number of rosters."),
  sessions: count("The number of sessions in all rosters."),
  breaching: count("The number of sessions that break a limit."),
  errors: count("The number of errors, without waived findings."),
  warnings: count("The number of warnings, without waived findings."),
  notes: count("The number of notes, without waived findings."),
  waived: count("The number of waived findings."),
  known: count("The number of findings that a baseline lists."),
  problems: count("The number of problems."),
});

export const reportSchema = field(
  z.strictObject({
    version: field(z.literal(1), "The version of the report format."),
    tool: field(
      z.strictObject({ name: field(z.literal("ratio-audit"), "The program's name."), version: text("The program's version.") }),
      "The program that made the report.",
    ),
    config: textOrNull("The path of the configuration file; null if none was used."),
    standards: list(standard, "The standards that the audit used."),
    rosters: list(roster, "The rosters, ordered by file."),
    problems: list(problem, "Problems of files that are not rosters or could not be read."),
    findings: list(finding, "Findings about waivers, which belong to no roster."),
    summary: field(summary, "Totals."),
  }),
  "The report of ratio-audit, as `--format json` prints it.",
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
