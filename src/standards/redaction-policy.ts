/** Which parts of a standard file may be shown. No field is for patients, so all values of its fields. */
import { policyOf } from "../document/redaction-policy.ts";
import { KINDS, ROLES } from "../roster/vocabulary.ts";
import { RULES } from "../rules/list.ts";
import { standardFile } from "./schema.ts";

/** Our own words among the keys of a standard. */
export const STANDARD_WORDS: ReadonlySet<string> = new Set([...KINDS, ...ROLES, ...RULES.map(({ id }) => id)]);

export const STANDARD_POLICY = policyOf(standardFile, { words: STANDARD_WORDS, showsAll: true });
