/** What is wrong with the shape of a standard file. It loads zod, so it is loaded only for one that does not fit. */
import type { Document, Problem } from "../document/document.ts";
import { expectations } from "../document/field.ts";
import { type FileFormat, shapeProblems } from "../document/validate.ts";
import { standardFile } from "./schema.ts";

const SHAPE: FileFormat = {
  what: "standard",
  schema: standardFile,
  expects: (schema) => expectations.get(schema),
  synonyms: Object.assign(Object.create(null), {
    id: "name",
    standard: "name",
    parent: "extends",
    extend: "extends",
    inherits: "extends",
    weights: "roles",
    severities: "rules",
    exceptions: "waivers",
    exemptions: "waivers",
    max: "maxPatients",
    maximum: "maxPatients",
    size: "maxPatients",
    minimum: "minClinicians",
    unit: "per",
    approver: "approvedBy",
    approved: "approvedBy",
    because: "reason",
    expires: "until",
    date: "until",
    cap: "ratio",
  }),
  isProtected: () => false,
  refusal: () => null,
};

/** All problems of a document's shape; none if it fits. */
export function standardShapeProblems(document: Document): Problem[] {
  return shapeProblems(document, SHAPE);
}
