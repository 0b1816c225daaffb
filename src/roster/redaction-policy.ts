/** Which parts of a roster file may be shown at all. What is not allowed here is masked, whatever it holds. */
import type { Path } from "../document/document.ts";
import { type Message, say } from "../message.ts";

const PROTECTED = new Set<string | number>(["patients", "couples", "partners"]);

/** Whether a path leads into `patients`, `couples` or `partners`, of the roster or of a session. */
export function isProtected(path: Path): boolean {
  return path.slice(0, -1).some((step) => PROTECTED.has(step));
}

/** The values that reports and frames may quote, by the path that leads to them; `*` is any entry of a list. */
const SHOWN_VALUES = new Set([
  "program",
  "program.name",
  "program.offers.*",
  "timezone",
  "week",
  "standard.*",
  "clinicians.*.id",
  "clinicians.*.roles.*",
  "clinicians.*.modalities.*",
  "clinicians.*.licensedIn.*",
  "clinicians.*.away.*.start",
  "clinicians.*.away.*.end",
  "sessions.*.id",
  "sessions.*.kind",
  "sessions.*.start",
  "sessions.*.end",
  "sessions.*.minutes",
  "sessions.*.clinicians.*",
  "sessions.*.clinicians.*.id",
  "sessions.*.clinicians.*.from",
  "sessions.*.clinicians.*.until",
  "sessions.*.cpt",
  "sessions.*.status",
  "onCall.*.clinician",
  "onCall.*.start",
  "onCall.*.end",
]);

/** The keys of the format, by their path; under an unknown key nothing is shown. */
const KNOWN_KEYS = new Set([
  ...[...SHOWN_VALUES].flatMap((path) => path.split(".").map((_, i, steps) => steps.slice(0, i + 1).join("."))),
  "program.publishedRatios",
  "patients",
  ...["id", "counselor", "state", "coverage", "coverage.plan", "coverage.telehealthVerified"].map((key) => `patients.*.${key}`),
  "couples",
  "couples.*.id",
  "couples.*.partners",
  ...["patients", "couples"].flatMap((key) => [
    `sessions.*.${key}`,
    ...["id", "from", "until"].map((inner) => `sessions.*.${key}.*.${inner}`),
  ]),
]);

/** The keys of the format, wherever they belong. */
export const KEYS: readonly string[] = [
  ...new Set([...KNOWN_KEYS].map((path) => path.split(".").at(-1) as string).filter((key) => key !== "*")),
];

/** The paths of the mappings of the format; the keys of `publishedRatios` are kinds, of which it is said if nobody knows them. */
const MAPPINGS = new Set([
  ...[...KNOWN_KEYS].filter((path) => !path.endsWith("*")).map((path) => path.split(".").slice(0, -1).join(".")),
  "program.publishedRatios",
]);

/** Whether the key of a path is one of ours, so that it may be shown; every other key may be somebody's name. */
export function isKnownKey(path: Path): boolean {
  return KNOWN_KEYS.has(pattern(path));
}

/** Whether a value at a path may be shown (ids of patients in it are masked all the same). */
function isShownValue(path: Path): boolean {
  return SHOWN_VALUES.has(pattern(path));
}

function pattern(path: Path): string {
  return path.map((step) => (typeof step === "number" ? "*" : step)).join(".");
}

const IDENTIFYING =
  /^(?:(?:first|last|full|given|family|middle|sur|nick|patient|client)?[-_ ]?name|initials|(?:date[-_ ]?of[-_ ]?)?birth(?:[-_ ]?da(?:y|te))?|dob|age|e?-?mail(?:[-_ ]?address)?|(?:tele|cell|mobile)?[-_ ]?phone(?:[-_ ]?number)?|tel|mobile|(?:medical[-_ ]?)?record(?:[-_ ]?(?:number|no|id))?|mrn|ssn|address|insurance[-_ ]?id|member[-_ ]?id)$/i;

/** What of a file of one format may be shown. */
export interface RedactionPolicy {
  /** Whether the key of a path is one of ours, so that it may be shown. */
  isKnownKey(path: Path): boolean;
  /** Whether a value at a path may be shown (ids of patients in it are masked all the same). */
  isShownValue(path: Path): boolean;
  /** Whether the key of a path is a name of somebody's choice, and no word of ours. */
  isName(path: Path): boolean;
  /** Whether a key of ours belongs at a path, so that one which is not may be named: it is mistyped. */
  isKeyOfMapping(path: Path): boolean;
}

export const ROSTER_POLICY: RedactionPolicy = {
  isKnownKey,
  isShownValue,
  isName: () => false,
  isKeyOfMapping: (path) => MAPPINGS.has(pattern(path.slice(0, -1))) && !isProtected(path),
};

/**
 * A path fit to be shown. A key that is not ours is named where one of ours belongs, as the message on it does; below it,
 * within a value, and under `patients`, `couples` and `partners` no key is shown.
 */
export function shownPath(path: Path, mask: (text: string) => string, privacy: RedactionPolicy): (string | number)[] {
  return path.map((step, i) => {
    const steps = path.slice(0, i + 1);
    if (typeof step === "number") return step;
    if (privacy.isKnownKey(steps)) return privacy.isName(steps) ? mask(step) : step;
    return privacy.isKeyOfMapping(steps) ? mask(step) : "•••";
  });
}

/** The refusal of a key that would say who a patient is: patients are ids and nothing else. */
export function refusal(path: Path): { message: Message; help: Message } | null {
  if (!isProtected(path) || !IDENTIFYING.test(String(path.at(-1)))) return null;
  return {
    message: say`A roster holds no patient's name, birth date, e-mail, phone or record number: that somebody attends is itself protected (42 CFR Part 2).`,
    help: say`Delete this key; an id that only your clinic can resolve is enough.`,
  };
}
