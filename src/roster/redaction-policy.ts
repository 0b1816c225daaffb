/** Decides which parts of a roster file may be shown. */
import type { ProblemCode } from "../codes.ts";
import type { Path } from "../document/document.ts";
import { policyOf } from "../document/redaction-policy.ts";
import { type Message, say, trusted } from "../message.ts";
import { rosterFile } from "./schema.ts";
import { KINDS } from "./vocabulary.ts";

const PROTECTED = ["patients", "couples", "partners"];

export const ROSTER_POLICY = policyOf(rosterFile, { words: KINDS });

/** Whether a path leads into `patients`, `couples` or `partners`, of the roster or of a session. */
export function isProtected(path: Path): boolean {
  return path.slice(0, -1).some((step) => PROTECTED.includes(String(step)));
}

const IDENTIFYING =
  /^(?:(?:first|last|full|given|family|middle|sur|nick|patient|client)?[-_ ]?name|initials|(?:date[-_ ]?of[-_ ]?)?birth(?:[-_ ]?da(?:y|te))?|dob|age|e?-?mail(?:[-_ ]?address)?|(?:tele|cell|mobile)?[-_ ]?phone(?:[-_ ]?number)?|tel|mobile|(?:medical[-_ ]?)?record(?:[-_ ]?(?:number|no|id))?|mrn|ssn|address|insurance[-_ ]?id|member[-_ ]?id)$/i;

const NOTE = /^(?:notes?|comments?)$/i;

/** The refusal of a key that would identify a patient, or of a note, which might. */
export function refusal(path: Path): { code: ProblemCode; message: Message; help: Message } | null {
  const key = String(path.at(-1));
  if (NOTE.test(key)) {
    return {
      code: "unknown-key",
      message: say`Unknown key \`${trusted(key)}\`.`,
      help: say`Write a note as a comment: # and a space before it. Reports never show comments.`,
    };
  }
  if (!isProtected(path) || !IDENTIFYING.test(key)) return null;
  return {
    code: "identifying-key",
    message: say`A roster must not contain a patient's name, birth date, email, phone or record number. Attendance is protected (42 CFR Part 2).`,
    help: say`Delete this key. Use an id that only your clinic can trace to the patient.`,
  };
}
