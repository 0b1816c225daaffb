/** The fixed words of a roster: what may stand for a role, a kind, a weekday. */

export const ROLES = ["therapist", "counselor", "couples-therapist", "trainee", "nurse", "case-manager", "peer", "observer"] as const;

/** The kinds known to every standard, whether it limits them or not. */
export const KINDS = [
  "group",
  "psychoeducation",
  "couples-group",
  "couples-session",
  "intensive",
  "multi-family-group",
  "individual",
  "crisis",
  "check-in",
] as const;

/** Kinds that are meant for one person. */
export const KINDS_FOR_ONE: ReadonlySet<string> = new Set(["individual", "crisis", "check-in"]);

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
