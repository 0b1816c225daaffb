/**
 * The format of standard files as the outside sees it, from which `schemas/standard.schema.json` is made. Like that of rosters
 * it checks shape only; what needs more than one value to judge is judged in `read-standard.ts`.
 */
import * as z from "zod/mini";
import { field } from "../document/field.ts";
import { RATIO, ratioHelp } from "../roster/ratio.ts";
import { MAX_TEXT_LENGTH } from "../roster/vocabulary.ts";

/** Sources and reasons are sentences. */
const MAX_LENGTH_OF_SENTENCE = 1_000;

const text = (expects: string, example: string, description: string, examples: readonly string[] = [example]) =>
  field(z.string().check(z.minLength(1), z.maxLength(MAX_TEXT_LENGTH)), expects, example, description, { examples });

const sentence = (expects: string, example: string, description: string) =>
  field(z.string().check(z.regex(/\S/), z.maxLength(MAX_LENGTH_OF_SENTENCE)), expects, example, description, { examples: [example] });

const ratio = (description: string) =>
  field(z.string().check(z.regex(RATIO)), "a ratio of clinicians to places, in quotes", '"1:6"', description, {
    examples: ["1:6"],
    meant: ratioHelp,
  });

const size = (what: string, example: number, description: string) =>
  field(z.int().check(z.minimum(1), z.maximum(9999)), `a whole number of ${what} from 1 to 9999`, String(example), description, {
    examples: [example],
  });

const severity = field(
  z.enum(["error", "warning", "note", "off"]),
  "error, warning, note or off",
  "warning",
  "How grave findings of the rule are; off turns it off.",
);

const kind = field(
  z.strictObject({
    title: z.optional(text("a title", "Relapse prevention", "What the kind is called. A kind of your own needs it.")),
    ratio: z.optional(ratio("Clinicians to places, a cap that includes its number.")),
    per: z.optional(
      field(
        z.enum(["patients", "couples"]),
        "patients or couples",
        "patients",
        "What the ratio counts; where no standard says it, patients.",
        { default: "patients" },
      ),
    ),
    maxPatients: z.optional(size("patients", 12, "How many patients at most, however many clinicians there are.")),
    maxCouples: z.optional(size("couples", 3, "How many couples at most, however many clinicians there are.")),
    minClinicians: z.optional(size("clinicians", 2, "How many clinicians who count must be there while somebody attends.")),
    couples: z.optional(
      field(z.boolean(), "true or false", "true", "Whether only couples therapists count; without it, whether `per` is couples."),
    ),
    source: z.optional(sentence("a source", "Clinical policy 14, 2026-09", "Where this kind's numbers come from.")),
  }),
  "a mapping of limits",
  '{ ratio: "1:5", maxPatients: 10 }',
  "The limits of a kind of session. What is left out is as in the standard that this one extends.",
);

const waiver = field(
  z.strictObject({
    rule: text("the name of a rule", "ratio-exceeded", "The rule whose finding is waived."),
    session: z.optional(
      field(
        z.union([z.string().check(z.minLength(1), z.maxLength(MAX_TEXT_LENGTH)), z.number(), z.boolean()]),
        "the id of a session",
        "mon-evening",
        "The id of the session; left out only for rules that have none.",
        { examples: ["mon-evening"] },
      ),
    ),
    upTo: z.optional(ratio("The loosest ratio that is still waived, for ratio-exceeded.")),
    until: z.optional(
      field(
        z.string().check(z.regex(/^2[01][0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$/)),
        "a date",
        "2026-12-15",
        "The last day on which it holds, by the session's local date; without it, it does not lapse.",
        { examples: ["2026-12-15"] },
      ),
    ),
    reason: sentence("a reason", "new hire starts 14 Dec", "Why."),
    approvedBy: sentence("who approved it", "clinical director", "Who answers for it."),
  }),
  "a mapping of rule, session, reason and approvedBy",
  "{ rule: ratio-exceeded, session: mon-evening, reason: …, approvedBy: … }",
  "An exception that somebody answers for. Its findings stay in the report, marked, and fail no run.",
);

export const standardFile = field(
  z.strictObject({
    $schema: z.optional(
      text("the address of a schema", "./standard.schema.json", "Where an editor finds this schema.", [
        "./node_modules/ratio-audit/schemas/standard.schema.json",
      ]),
    ),
    name: field(
      z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$/)),
      "a short name of letters, digits, dots and hyphens",
      "our-clinic",
      "The name by which reports call the standard.",
      { examples: ["our-clinic"] },
    ),
    title: z.optional(text("a title", "Lakeside house rules", "What it is called in full; without it as its name.")),
    source: z.optional(sentence("a source", "Clinical policy 14, 2026-09", "What it goes by.")),
    basis: z.optional(
      field(
        z.enum(["published-benchmark", "statute", "payer", "own"]),
        "published-benchmark, statute, payer or own",
        "own",
        "Of what standing it is; without it the programme's own.",
        { default: "own" },
      ),
    ),
    date: z.optional(text("a date", "2026-09", "The date of the text that it goes by.")),
    notCovered: z.optional(
      field(
        z.array(sentence("a sentence", "supervision", "Something that the text asks for and that is not judged.")),
        "a list",
        "[supervision]",
        "What the text asks for beside, and is not judged.",
      ),
    ),
    extends: z.optional(
      text(
        "a standard",
        "benchmark",
        "A built-in standard, or the path of another standard file, seen from this one. Its fields hold where this one has none.",
      ),
    ),
    roles: z.optional(
      field(
        z.record(
          z.string(),
          field(z.number().check(z.minimum(0), z.maximum(1)), "a weight from 0 to 1", "0.5", "How much a clinician of this role counts.", {
            examples: [0, 0.5, 1],
          }),
        ),
        "a mapping of roles to weights",
        "{ trainee: 0.5 }",
        "The weights of roles, also of roles of your own.",
      ),
    ),
    kinds: z.optional(
      field(
        z.record(z.string(), kind),
        "a mapping of kinds to limits",
        '{ group: { ratio: "1:5" } }',
        "The limits of kinds of session, also of kinds of your own.",
      ),
    ),
    caseload: z.optional(
      field(
        z.strictObject({ counselor: z.optional(size("patients", 24, "How many patients at most name one clinician their counselor.")) }),
        "a mapping",
        "{ counselor: 24 }",
        "The caseload.",
      ),
    ),
    weeklyHours: z.optional(
      field(
        z.strictObject({
          min: z.optional(
            field(
              z.int().check(z.minimum(1), z.maximum(168)),
              "a whole number of hours from 1 to 168",
              "9",
              "How many hours of sessions a patient has in the week at least.",
              { examples: [9] },
            ),
          ),
        }),
        "a mapping",
        "{ min: 9 }",
        "The hours of a patient's week.",
      ),
    ),
    rules: z.optional(
      field(
        z.record(z.string(), severity),
        "a mapping of rules to severities",
        "{ at-capacity: note }",
        "How grave the findings of rules are.",
      ),
    ),
    waivers: z.optional(
      field(z.array(waiver), "a list of waivers", "[{ rule: …, session: …, reason: …, approvedBy: … }]", "Exceptions from this standard."),
    ),
  }),
  "a mapping with at least `name`",
  "name: our-clinic",
  "A standard that rosters are audited against.",
);
