/** Which parts of a standard file may be shown. It holds no patients, so all that its format knows. */
import { policyOf } from "../document/redaction-policy.ts";
import { standardFile } from "./schema.ts";

export const STANDARD_POLICY = policyOf(standardFile, { showsAll: true });
