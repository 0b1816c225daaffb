/**
 * The JSON report as it is published (`schemas/report.schema.json`), version 1. This module is loaded only to write that
 * schema and to validate against it; everything else uses its types.
 */
import * as z from "zod/mini";

const line = z.int().check(z.minimum(1));

const place = z.strictObject({
  /** Only where it is another file than the roster. */
  file: z.optional(z.string()),
  line,
  column: line,
  endLine: line,
  endColumn: line,
  path: z.array(z.union([z.string(), z.int()])),
});

const problem = z.strictObject({
  message: z.string(),
  help: z.nullable(z.string()),
  at: z.nullable(place),
});

const related = z.strictObject({ message: z.string(), at: place });

const severity = z.enum(["error", "warning", "note"]);

const finding = z.strictObject({
  rule: z.string(),
  severity,
  session: z.nullable(z.string()),
  clinician: z.nullable(z.string()),
  /** The token `patient #3`, or the id with --show-patients. */
  patient: z.nullable(z.string()),
  couple: z.nullable(z.string()),
  /** The kind of session of a published ratio. */
  kind: z.nullable(z.string()),
  offering: z.nullable(z.string()),
  standards: z.array(z.string()).check(z.minLength(1)),
  message: z.string(),
  /** What the limit, or the rule, goes by. */
  source: z.string(),
  help: z.nullable(z.string()),
  /** Changes under which the finding is gone; each was tried out. */
  repairs: z.array(z.string()),
  at: place,
  related: z.array(related),
  fingerprint: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
  waiver: z.nullable(
    z.strictObject({
      standard: z.string(),
      reason: z.string(),
      approvedBy: z.string(),
      /** The last day on which it holds; null if it does not lapse. */
      until: z.nullable(z.string()),
      /** The loosest ratio that it covers; null if it covers any. */
      upTo: z.nullable(z.string()),
      at: place,
    }),
  ),
});

const localTime = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/));

const limit = z.strictObject({
  standards: z.array(z.string()).check(z.minLength(1)),
  limit: z.enum(["ratio", "max", "minClinicians"]),
  cap: z.string(),
  per: z.enum(["patients", "couples", "clinicians"]),
  /** At the worst moment, in the limit's unit. */
  places: z.int().check(z.minimum(0)),
  /** The same moment in both units. */
  patients: z.int().check(z.minimum(0)),
  couples: z.int().check(z.minimum(0)),
  /** The sum of the weights of the clinicians present. */
  weight: z.number().check(z.minimum(0)),
  holds: z.boolean(),
  /** Null for a number of clinicians, which admits any number of places. */
  openPlaces: z.nullable(z.int().check(z.minimum(0))),
  from: localTime,
  until: localTime,
});

const session = z.strictObject({
  id: z.string(),
  kind: z.string(),
  start: localTime,
  end: localTime,
  /** Everybody listed, each once. */
  clinicians: z.int().check(z.minimum(0)),
  patients: z.int().check(z.minimum(0)),
  couples: z.int().check(z.minimum(0)),
  verdict: z.enum(["cancelled", "breach", "waived", "no-limit", "ok"]),
  limits: z.array(limit),
});

const roster = z.strictObject({
  file: z.string(),
  document: z.int().check(z.minimum(0)),
  sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  program: z.nullable(z.string()),
  week: z.nullable(z.string()),
  problems: z.array(problem),
  sessions: z.array(session),
  findings: z.array(finding),
  notChecked: z.array(z.strictObject({ rule: z.string(), reason: z.string() })),
  remarks: z.array(z.string()),
});

const count = z.int().check(z.minimum(0));

export const reportSchema = z.strictObject({
  version: z.literal(1),
  tool: z.strictObject({ name: z.literal("ratio-audit"), version: z.string() }),
  standards: z.array(
    z.strictObject({
      name: z.string(),
      title: z.string(),
      source: z.string(),
      basis: z.enum(["published-benchmark", "statute", "payer", "own"]),
      /** The date of the text that it goes by, and of what that is the date. */
      date: z.nullable(z.string()),
      /** What that text asks for beside, and is not judged. */
      notCovered: z.array(z.string()),
      /** Of what standing it is, and that it is no law or no legal advice; null for a programme's own. */
      notice: z.nullable(z.string()),
      /** The file that states it; null for a built-in one. */
      file: z.nullable(z.string()),
    }),
  ),
  rosters: z.array(roster),
  problems: z.array(problem),
  findings: z.array(finding),
  summary: z.strictObject({
    rosters: count,
    sessions: count,
    breaching: count,
    errors: count,
    warnings: count,
    notes: count,
    waived: count,
    problems: count,
  }),
});

export type JsonReport = z.infer<typeof reportSchema>;
export type Place = z.infer<typeof place>;
export type JsonProblem = z.infer<typeof problem>;
export type JsonFinding = z.infer<typeof finding>;
export type JsonSession = z.infer<typeof session>;
export type JsonRoster = z.infer<typeof roster>;
