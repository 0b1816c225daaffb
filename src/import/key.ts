/** The key of an import: which number each patient of the source has. It is the only place that keeps names or record numbers. */
import * as z from "zod/mini";
import type { Document, Problem } from "../document/document.ts";
import { field, mappingOf } from "../document/field.ts";
import { about, severalDocuments } from "../document/problems.ts";
import { documentProblems, type FileFormat } from "../document/validate.ts";
import { say } from "../message.ts";

export interface Key {
  /** The id of each patient, by what the source calls them. */
  readonly patients: ReadonlyMap<string, string>;
  /** The ids of both partners of each couple, by its id. */
  readonly couples: ReadonlyMap<string, readonly [string, string]>;
}

export const NO_KEY: Key = { patients: new Map(), couples: new Map() };

const id = (start: string, what: string) =>
  field(z.string().check(z.regex(new RegExp(`^${start}-\\d{1,9}$`))), `an id such as ${start}-001`, `${start}-001`, what);

const keyFile = field(
  mappingOf(["key"], {
    key: field(z.literal(1), "the version of this format, 1", "1", "The version of this format."),
    patients: field(
      z.array(
        field(
          mappingOf(["source", "id"], {
            source: field(z.string().check(z.minLength(1)), "a text in quotes", '"00042"', "The patient's name or number in the source."),
            id: id("p", "The patient's id in rosters."),
          }),
          "a mapping with source and id",
          '{ source: "00042", id: p-001 }',
          "A patient.",
        ),
      ),
      "a list of patients",
      '[{ source: "00042", id: p-001 }]',
      "The patients.",
    ),
    couples: field(
      z.array(
        field(
          mappingOf(["id", "partners"], {
            id: id("c", "The couple's id in rosters."),
            partners: field(
              z.array(id("p", "A partner's id.")).check(z.length(2)),
              "a list of exactly two ids",
              "[p-001, p-002]",
              "The partners.",
            ),
          }),
          "a mapping with id and partners",
          "{ id: c-01, partners: [p-001, p-002] }",
          "A couple.",
        ),
      ),
      "a list of couples",
      "[{ id: c-01, partners: [p-001, p-002] }]",
      "The couples.",
    ),
  }),
  "a mapping",
  "key: 1",
  "The key of an import.",
);

const KEY_FORMAT: FileFormat = {
  what: "key file",
  schema: keyFile,
  synonyms: Object.create(null),
  isProtected: () => true,
  refusal: () => null,
};

/** The key in the documents of its file, or its faults. No problem shows a value. */
export function keyIn([document, another]: readonly Document[]): Key | { readonly problems: readonly Problem[] } {
  if (document === undefined) return NO_KEY;
  if (!document.readable) return { problems: document.problems };
  const unfit = [...documentProblems(document, KEY_FORMAT), ...(another === undefined ? [] : [severalDocuments("A key file")])];
  if (unfit.length > 0) return { problems: unfit };
  const { patients = [], couples = [] } = document.value as z.infer<typeof keyFile>;
  const key = {
    patients: new Map(patients.map((one) => [one.source, one.id])),
    couples: new Map(couples.map((one) => [one.id, one.partners as unknown as readonly [string, string]])),
  };
  const isOnce = new Set(key.patients.values()).size === patients.length && key.couples.size === couples.length;
  return isOnce ? key : { problems: [TWICE] };
}

/** The text of a key file, in JSON or YAML. */
export function keyText({ patients, couples }: Key, format: "json" | "yaml"): string {
  const listed = [...patients].map(([source, one]) => ({ source, id: one }));
  const paired = [...couples].map(([one, partners]) => ({ id: one, partners }));
  if (format === "json") return `${JSON.stringify({ key: 1, patients: listed, couples: paired }, null, 2)}\n`;
  const lines = [
    "# Says who each patient of an imported roster is. Keep it as safe as the records, and out of version control.",
    "key: 1",
    "patients:",
    ...listed.map(({ source, id: one }) => `  - { source: ${quoted(source)}, id: ${one} }`),
    "couples:",
    ...paired.map(({ id: one, partners }) => `  - { id: ${one}, partners: [${partners.join(", ")}] }`),
  ];
  return `${lines.filter((line, i) => !/:$/.test(line) || lines[i + 1]?.startsWith("  - ")).join("\n")}\n`;
}

/** A text in double quotes, as YAML and JSON both read it. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

const TWICE = about({
  code: "duplicate-id",
  message: say`A patient or an id occurs twice in this key file.`,
  help: say`Keep one entry of each patient and of each id.`,
});
