/** The fixed words of a roster: what may stand for a role, a kind, a weekday. */

export const ROLES = ["therapist", "counselor", "couples-therapist", "trainee", "nurse", "case-manager", "peer", "observer"] as const;

/** What each kind of session is that every standard knows, whether it limits it or not. */
export const KIND_DEFINITIONS: Readonly<Record<string, string>> = {
  group: "Group therapy: several patients, who are not there as couples, with their therapist.",
  psychoeducation: "A class: several patients learn about a topic such as sleep, relapse or medication.",
  "couples-group": "Group therapy for several couples, led by a couples therapist.",
  "couples-session": "Couples therapy in a session of its own, usually for one couple, led by a couples therapist.",
  intensive: "A small, high-contact group at the intensive end of outpatient care.",
  "multi-family-group": "Several patients and their families together in one group.",
  individual: "One patient with their own therapist.",
  crisis: "An unplanned session for a patient in a crisis.",
  "check-in": "A short contact to see how a patient is doing; a nurse or peer may hold it.",
};

export const KINDS: readonly string[] = Object.keys(KIND_DEFINITIONS);

/** Kinds that are meant for one person. */
export const KINDS_FOR_ONE: ReadonlySet<string> = new Set(["individual", "crisis", "check-in"]);

/** The role of a clinician who only watches. */
export const OBSERVER = "observer";

/** The only role that counts in couples kinds. */
export const COUPLES_THERAPIST = "couples-therapist";

export const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;

export const OFFERS = ["ppo", "screen-reader", "flexible-scheduling", "pet-friendly"] as const;

/** No name or id is longer; a whole file in one value is a slip, and would be printed. */
export const MAX_TEXT_LENGTH = 200;

/** Whether a text is longer than that in characters (code points), as zod and JSON Schema count. */
export function isTooLong(text: string): boolean {
  return text.length > MAX_TEXT_LENGTH && (text.length > 2 * MAX_TEXT_LENGTH || [...text].length > MAX_TEXT_LENGTH);
}

/** What people write for our keys, or for a key and its value, for the did-you-mean. */
export const SYNONYMS: Readonly<Record<string, string>> = Object.assign(Object.create(null), {
  duration: "minutes",
  length: "minutes",
  type: "kind",
  date: "start",
  time: "start",
  begin: "start",
  staff: "clinicians",
  therapists: "clinicians",
  clients: "patients",
  client: "patients",
  participants: "patients",
  attendees: "patients",
  members: "patients",
  role: "roles",
  state: "licensedIn",
  states: "licensedIn",
  tz: "timezone",
  code: "cpt",
  to: "until",
  availability: "available",
  locked: "fixed",
  cancelled: "status: canceled",
  canceled: "status: canceled",
});
