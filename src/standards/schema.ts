/** The format of standard files: shape only. What needs more than one value is checked in `validate-standard.ts`. */
import * as z from "zod/mini";
import { field, mappingOf } from "../document/field.ts";
import { RATIO, ratioHelp } from "../roster/ratio.ts";
import { date } from "../roster/schema.ts";
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
  mappingOf([], {
    title: text("a title", "Relapse prevention", "What the kind is called. A kind of your own needs it."),
    ratio: ratio("Clinicians to places, a cap that includes its number."),
    per: field(
      z.enum(["patients", "couples"]),
      "patients or couples",
      "patients",
      "What the ratio counts; where no standard says it, patients.",
      { default: "patients" },
    ),
    maxPatients: size("patients", 12, "How many patients at most, however many clinicians there are."),
    maxCouples: size("couples", 3, "How many couples at most, however many clinicians there are."),
    minClinicians: size("clinicians", 2, "How many clinicians who count must be there while somebody attends."),
    couples: field(z.boolean(), "true or false", "true", "Whether only couples therapists count; without it, whether `per` is couples."),
    source: sentence("a source", "Clinical policy 14, 2026-09", "Where this kind's numbers come from."),
  }),
  "a mapping of limits",
  '{ ratio: "1:5", maxPatients: 10 }',
  "The limits of a kind of session. What is left out is as in the standard that this one extends.",
);

const waiver = field(
  mappingOf(["rule", "reason", "approvedBy"], {
    rule: text("the name of a rule", "ratio-exceeded", "The rule whose finding is waived."),
    session: field(
      z.union([z.string().check(z.minLength(1), z.maxLength(MAX_TEXT_LENGTH)), z.number(), z.boolean()]),
      "the id of a session",
      "mon-evening",
      "The id of the session; left out only for rules that have none.",
      { examples: ["mon-evening"] },
    ),
    upTo: ratio("The loosest ratio that is still waived, for ratio-exceeded."),
    until: date("The last day on which it holds, by the session's local date; without it, it does not lapse."),
    reason: sentence("a reason", "new hire starts 14 Dec", "Why."),
    approvedBy: sentence("who approved it", "clinical director", "Who answers for it."),
  }),
  "a mapping of rule, session, reason and approvedBy",
  "{ rule: ratio-exceeded, session: mon-evening, reason: …, approvedBy: … }",
  "An exception that somebody answers for. Its findings stay in the report, marked, and fail no run.",
);

export const standardFile = field(
  mappingOf(["name"], {
    $schema: text("the address of a schema", "./standard.schema.json", "Where an editor finds this schema.", [
      "./node_modules/ratio-audit/schemas/standard.schema.json",
    ]),
    name: field(
      z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$/)),
      "a short name of letters, digits, dots and hyphens",
      "our-clinic",
      "The name by which reports call the standard.",
      { examples: ["our-clinic"] },
    ),
    title: text("a title", "Lakeside house rules", "What it is called in full; without it as its name."),
    source: sentence("a source", "Clinical policy 14, 2026-09", "What it goes by."),
    basis: field(
      z.enum(["published-benchmark", "statute", "payer", "own"]),
      "published-benchmark, statute, payer or own",
      "own",
      "Of what standing it is; without it the program's own.",
      { default: "own" },
    ),
    date: text("a date", "2026-09", "The date of the text that it goes by."),
    notCovered: field(
      z.array(sentence("a sentence", "supervision", "Something that the text asks for and that is not judged.")),
      "a list",
      "[supervision]",
      "What the text asks for beside, and is not judged.",
    ),
    extends: text(
      "a standard",
      "benchmark",
      "A built-in standard, or the path of another standard file, seen from this one. Its fields hold where this one has none.",
    ),
    roles: field(
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
    kinds: field(
      z.record(z.string(), kind),
      "a mapping of kinds to limits",
      '{ group: { ratio: "1:5" } }',
      "The limits of kinds of session, also of kinds of your own.",
    ),
    caseload: field(
      mappingOf([], { counselor: size("patients", 24, "How many patients at most name one clinician their counselor.") }),
      "a mapping",
      "{ counselor: 24 }",
      "The caseload.",
    ),
    weeklyHours: field(
      mappingOf([], {
        min: field(
          z.int().check(z.minimum(1), z.maximum(168)),
          "a whole number of hours from 1 to 168",
          "9",
          "How many hours of sessions a patient has in the week at least.",
          { examples: [9] },
        ),
      }),
      "a mapping",
      "{ min: 9 }",
      "The hours of a patient's week.",
    ),
    rules: field(
      z.record(z.string(), severity),
      "a mapping of rules to severities",
      "{ at-capacity: note }",
      "How grave the findings of rules are.",
    ),
    waivers: field(
      z.array(waiver),
      "a list of waivers",
      "[{ rule: …, session: …, reason: …, approvedBy: … }]",
      "Exceptions from this standard.",
    ),
  }),
  "a mapping with at least `name`",
  "name: our-clinic",
  "A standard that rosters are audited against.",
);

/** A standard as a file states it, and as the built-in ones are stated: plain data, nothing filled in. */
export type StandardFile = z.infer<typeof standardFile>;
export type KindFile = z.infer<typeof kind>;
export type WaiverFile = z.infer<typeof waiver>;

export type Severity = Exclude<z.infer<typeof severity>, "off">;
export type Basis = NonNullable<StandardFile["basis"]>;
export type Unit = NonNullable<KindFile["per"]>;
