/** The format of standard files: checks of single values. `validate-standard.ts` makes the checks that need several values. */
import * as z from "zod/mini";
import { field, mappingOf } from "../document/field.ts";
import { say } from "../message.ts";
import { RATIO, ratioHelp } from "../roster/ratio.ts";
import { date } from "../roster/schema.ts";
import { MAX_TEXT_LENGTH } from "../roster/vocabulary.ts";

/** Maximum length of sources and reasons, which are sentences. */
const MAX_LENGTH_OF_SENTENCE = 1_000;

const text = (expects: string, example: string, description: string, examples: readonly string[] = [example]) =>
  field(z.string().check(z.minLength(1), z.maxLength(MAX_TEXT_LENGTH)), expects, example, description, { examples });

const sentence = (expects: string, example: string, description: string) =>
  field(z.string().check(z.regex(/\S/), z.maxLength(MAX_LENGTH_OF_SENTENCE)), expects, example, description, { examples: [example] });

const ratio = (description: string) =>
  field(z.string().check(z.regex(RATIO)), "a ratio of clinicians to seats, in quotes", '"1:6"', description, {
    examples: ["1:6"],
    code: "bad-ratio",
    meant: ratioHelp,
  });

const size = (what: string, example: number, description: string) =>
  field(z.int().check(z.minimum(1), z.maximum(9999)), `a whole number of ${what} from 1 to 9999`, String(example), description, {
    examples: [example],
  });

/** Whether a basis is another word for a regulation. */
function isLaw(written: string | number): boolean {
  return typeof written === "string" && ["statute", "law", "rule", "state"].includes(written.toLowerCase());
}

const severity = field(
  z.enum(["error", "warning", "note", "off"]),
  "error, warning, note or off",
  "warning",
  "The severity of the rule's findings; `off` turns the rule off.",
);

const kind = field(
  mappingOf([], {
    title: text("a title", "Relapse prevention", "The kind's title. Required for a kind of your own."),
    ratio: ratio("Clinicians to seats. The maximum is inclusive: at 1:6, six patients are within the limit."),
    per: field(z.enum(["patients", "couples"]), "patients or couples", "patients", "What the ratio counts. Default: patients.", {
      default: "patients",
    }),
    maxPatients: size("patients", 12, "Maximum number of patients, regardless of staffing."),
    maxCouples: size("couples", 3, "Maximum number of couples, regardless of staffing."),
    minClinicians: size("clinicians", 2, "Minimum number of clinicians who count while patients attend."),
    couples: field(z.boolean(), "true or false", "true", "Whether only couples therapists count. Default: true if `per` is couples."),
    source: sentence("a source", "Clinical policy 14, 2026-09", "Where this kind's numbers come from."),
  }),
  "a mapping of limits",
  '{ ratio: "1:5", maxPatients: 10 }',
  "The limits of a kind of session. Omitted fields come from the extended standard.",
);

const waiver = field(
  mappingOf(["rule", "reason", "approvedBy"], {
    rule: text("the name of a rule", "ratio-exceeded", "The rule whose finding is waived."),
    session: field(
      z.union([z.string().check(z.minLength(1), z.maxLength(MAX_TEXT_LENGTH)), z.number(), z.boolean()]),
      "the id of a session",
      "mon-evening",
      "The session's id. Omit it only for rules that are not about a session.",
      { examples: ["mon-evening"] },
    ),
    upTo: ratio("The loosest waived ratio, for ratio-exceeded."),
    until: date("The last day of the waiver, compared with the session's local date. Without it, the waiver does not expire."),
    reason: sentence("a reason", "new hire starts Dec 14", "The reason for the waiver."),
    approvedBy: sentence("who approved it", "clinical director", "The person who is responsible for the waiver."),
  }),
  "a mapping of rule, session, reason and approvedBy",
  "{ rule: ratio-exceeded, session: mon-evening, reason: …, approvedBy: … }",
  "An approved exception. Its findings stay in the report, marked as waived, and do not fail the run.",
);

export const standardFile = field(
  mappingOf(["name"], {
    $schema: text("the address of a schema", "./standard.schema.json", "The address of this schema, for editors.", [
      "./node_modules/ratio-audit/schemas/standard.schema.json",
    ]),
    name: field(
      z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$/)),
      "a short name of letters, digits, dots and hyphens",
      "our-clinic",
      "The standard's name in reports.",
      { examples: ["our-clinic"] },
    ),
    title: text("a title", "Lakeside clinic policy", "The standard's full title. Default: its name."),
    source: sentence("a source", "Clinical policy 14, 2026-09", "The text that the numbers come from."),
    basis: field(
      z.enum(["published-benchmark", "professional", "regulation", "payer", "own"]),
      "published-benchmark, professional, regulation, payer or own",
      "own",
      "The basis of the numbers: a published benchmark, professional criteria, a regulation, a payer's rule, or the program's own rules.",
      { default: "own", meant: (written) => (isLaw(written) ? say`Did you mean \`regulation\`?` : null) },
    ),
    date: text("a date", "2026-09", "The date of that text."),
    notCovered: field(
      z.array(sentence("a sentence", "supervision", "A requirement of the text that the tool does not check.")),
      "a list",
      "[supervision]",
      "Requirements of the text that the tool does not check.",
    ),
    extends: text(
      "a standard",
      "benchmark",
      "A built-in standard, or the path of another standard file, relative to this one. Its fields apply where this one has none.",
    ),
    roles: field(
      z.record(
        z.string(),
        field(z.number().check(z.minimum(0), z.maximum(1)), "a weight from 0 to 1", "0.5", "The weight of a clinician with this role.", {
          examples: [0, 0.5, 1],
        }),
      ),
      "a mapping of roles to weights",
      "{ trainee: 0.5 }",
      "The weights of roles, including roles of your own.",
    ),
    kinds: field(
      z.record(z.string(), kind),
      "a mapping of kinds to limits",
      '{ group: { ratio: "1:5" } }',
      "The limits of kinds of session, including kinds of your own.",
    ),
    caseload: field(
      mappingOf([], { counselor: size("patients", 24, "Maximum number of patients per counselor.") }),
      "a mapping",
      "{ counselor: 24 }",
      "The maximum caseload.",
    ),
    weeklyHours: field(
      mappingOf([], {
        min: field(
          z.int().check(z.minimum(1), z.maximum(168)),
          "a whole number of hours from 1 to 168",
          "9",
          "Minimum hours of sessions per patient and week.",
          { examples: [9] },
        ),
      }),
      "a mapping",
      "{ min: 9 }",
      "The hours of a patient per week.",
    ),
    rules: field(z.record(z.string(), severity), "a mapping of rules to severities", "{ at-capacity: note }", "The severities of rules."),
    waivers: field(
      z.array(waiver),
      "a list of waivers",
      "[{ rule: …, session: …, reason: …, approvedBy: … }]",
      "Approved exceptions to this standard.",
    ),
  }),
  "a mapping with at least `name`",
  "name: our-clinic",
  "A standard: the limits and rules that rosters are audited against.",
);

/** A standard as written in a file, or as a built-in one: plain data without defaults. */
export type StandardFile = z.infer<typeof standardFile>;
export type KindFile = z.infer<typeof kind>;
export type WaiverFile = z.infer<typeof waiver>;

export type Severity = Exclude<z.infer<typeof severity>, "off">;
export type Basis = NonNullable<StandardFile["basis"]>;
export type Unit = NonNullable<KindFile["per"]>;
