/** What is wrong with the shape of a roster. It loads zod, so it is loaded only for one that does not fit. */
import type { Document, Problem } from "../document/document.ts";
import { expectations } from "../document/field.ts";
import { type FileFormat, shapeProblems } from "../document/validate.ts";
import { isProtected, refusal } from "./redaction-policy.ts";
import { rosterFile } from "./schema.ts";
import { SYNONYMS } from "./vocabulary.ts";

const SHAPE: FileFormat = {
  what: "roster",
  schema: rosterFile,
  expects: (schema) => expectations.get(schema),
  synonyms: SYNONYMS,
  isProtected,
  refusal,
};

/** All problems of a document's shape; none if it fits. */
export function rosterShapeProblems(document: Document): Problem[] {
  return shapeProblems(document, SHAPE);
}
