/** What is wrong with the shape of a roster. It loads zod, so it is loaded only for one that does not fit. */
import type { Document, Problem } from "../document/document.ts";
import { expectations } from "../document/field.ts";
import { type Shape, shapeProblems } from "../document/shape.ts";
import { isProtected, refusal } from "./privacy.ts";
import { rosterFile } from "./roster-file.ts";
import { SYNONYMS } from "./words.ts";

const SHAPE: Shape = {
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
