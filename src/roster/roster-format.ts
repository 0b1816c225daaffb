import type { FileFormat } from "../document/validate.ts";
import { isProtected, refusal } from "./redaction-policy.ts";
import { rosterFile } from "./schema.ts";
import { KINDS, SYNONYMS } from "./vocabulary.ts";

/** The roster format for validation. */
export const ROSTER_FORMAT: FileFormat = {
  what: "roster",
  schema: rosterFile,
  synonyms: SYNONYMS,
  words: new Set(KINDS),
  isProtected,
  refusal,
};
