/** Decides which parts of a standard file may be shown: the values of all fields, because no field is for patients. */
import { policyOf } from "../document/redaction-policy.ts";
import { KINDS, ROLES } from "../roster/vocabulary.ts";
import { RULES } from "../rules/list.ts";
import { standardFile } from "./schema.ts";

/** Known words among the keys of a standard. */
export const STANDARD_WORDS: ReadonlySet<string> = new Set([...KINDS, ...ROLES, ...RULES.map(({ id }) => id)]);

export const STANDARD_POLICY = policyOf(standardFile, { words: STANDARD_WORDS, showsAll: true });
