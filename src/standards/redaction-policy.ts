/** Which parts of a standard file may be shown. It holds no patients, so all that its format knows. */
import type { Path } from "../document/document.ts";
import type { RedactionPolicy } from "../roster/redaction-policy.ts";

const KIND = ["title", "ratio", "per", "maxPatients", "maxCouples", "minClinicians", "couples", "source"];
const WAIVER = ["rule", "session", "upTo", "until", "reason", "approvedBy"];

const VALUES = new Set([
  ...["name", "title", "source", "basis", "date", "notCovered.*", "extends", "roles.*", "rules.*", "caseload.counselor", "weeklyHours.min"],
  ...KIND.map((key) => `kinds.*.${key}`),
  ...WAIVER.map((key) => `waivers.*.${key}`),
]);

/** With the keys under `roles`, `kinds` and `rules`, which are names of somebody's choice. */
const KEYS = new Set([...VALUES].flatMap((path) => path.split(".").map((_, i, steps) => steps.slice(0, i + 1).join("."))));

const MAPPINGS = new Set([...KEYS].map((path) => path.split(".").slice(0, -1).join(".")));

const NAMED = new Set(["roles", "kinds", "rules"]);

function pattern(path: Path): string {
  return path.map((step, i) => (typeof step === "number" || (i === 1 && NAMED.has(String(path[0]))) ? "*" : step)).join(".");
}

export const STANDARD_POLICY: RedactionPolicy = {
  isKnownKey: (path) => KEYS.has(pattern(path)),
  isShownValue: (path) => VALUES.has(pattern(path)),
  isName: (path) => path.length === 2 && NAMED.has(String(path[0])),
  isKeyOfMapping: (path) => MAPPINGS.has(pattern(path.slice(0, -1))),
};
