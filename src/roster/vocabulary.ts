/** The fixed words of a roster: roles, kinds, weekdays, and their synonyms. */

export const ROLES = ["therapist", "counselor", "couples-therapist", "trainee", "nurse", "case-manager", "peer", "observer"] as const;

/** The definition of each built-in kind of session. Every standard knows them, even without a limit. */
export const KIND_DEFINITIONS: Readonly<Record<string, string>> = {
  group: "Group therapy for several patients who do not attend as couples.",
  psychoeducation: "A class: several patients learn about a topic such as sleep, relapse or medication.",
  "couples-group": "Group therapy for several couples, led by a couples therapist.",
  "couples-session": "Couples therapy in a dedicated session, usually for one couple, led by a couples therapist.",
  intensive: "A small, high-contact group at the intensive end of outpatient care.",
  "multi-family-group": "Several patients and their families together in one group.",
  individual: "One patient with their own therapist.",
  crisis: "An unplanned session for a patient in crisis.",
  "check-in": "A short contact to see how a patient is doing; a nurse or peer may lead it.",
};

export const KINDS: readonly string[] = Object.keys(KIND_DEFINITIONS);

/** Kinds for one patient, which need no ratio. */
export const KINDS_FOR_ONE: ReadonlySet<string> = new Set(["individual", "crisis", "check-in"]);

/** The role of a clinician who only observes. */
export const OBSERVER = "observer";

/** The only role that counts in couples kinds. */
export const COUPLES_THERAPIST = "couples-therapist";

export const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;

export const OFFERS = ["ppo", "screen-reader", "flexible-scheduling", "pet-friendly"] as const;

/** Maximum length of names and ids. A longer value is a mistake, and reports would print all of it. */
export const MAX_TEXT_LENGTH = 200;

/** Maximum length of a session: 366 days, in minutes. */
export const MAX_SESSION_MINUTES = 527_040;

/** Whether a text has more than `MAX_TEXT_LENGTH` characters (code points), as zod and JSON Schema count. */
export function isTooLong(text: string): boolean {
  return text.length > MAX_TEXT_LENGTH && (text.length > 2 * MAX_TEXT_LENGTH || [...text].length > MAX_TEXT_LENGTH);
}

/** Words that people use instead of a key, or of a key and its value, for the did-you-mean. */
export const SYNONYMS: Readonly<Record<string, string>> = wordsFor({
  minutes: "duration length mins hours",
  kind: "type category service class groupType",
  start: "date time day when begin begins starts startTime start_time startsAt",
  end: "finish finishes ends endTime end_time endsAt",
  from: "arrives arrival joins late",
  until: "to leaves departs",
  clinicians: "staff therapists therapist clinician counselors provider providers facilitator facilitators leader leaders employees team",
  patients: "clients client participants attendees members census headcount",
  sessions: "groups schedule appointments events classes",
  id: "name",
  roles: "role credential credentials position",
  licensedIn: "state states license licenses licensure",
  modalities: "modality training trainings approaches",
  away: "leave pto vacation off unavailable absent absences timeOff",
  title: "label",
  available: "availability workingHours",
  fixed: "locked",
  timezone: "tz zone timeZone",
  week: "weekOf week_of weekStart",
  cpt: "code billing billingCode cptCode hcpcs",
  onCall: "crisis coverageShifts oncallShifts",
  counselor: "primary primaryTherapist individualTherapist",
  standard: "benchmark standards",
  "status: canceled": "cancelled canceled",
});

/** Roles of the people who lead therapy. Most standards count them, so no doubtful word may suggest one without a condition. */
const LEADS_THERAPY: ReadonlySet<string> = new Set(["therapist", "counselor", "couples-therapist"]);

/** Roles that a credential or job title may mean. A credential can fit several roles. */
const ROLE_SYNONYMS = wordsFor({
  "therapist couples-therapist": "lmft mft lcmft marriage-therapist family-therapist marriage-and-family-therapist",
  "therapist counselor": "lcsw licsw lcsw-c lisw lpc lpcc lcpc lmhc lmhp lpc-mhsp lcmhc clinical-social-worker psychotherapist",
  therapist: "licensed-psychologist group-therapist primary-therapist",
  counselor: "cadc ladc lcadc casac addiction-counselor individual-therapist",
  "couples-therapist": "couples couple-therapist couples-counselor relationship-therapist",
  trainee: "intern student practicum resident extern associate amft apcc asw lmft-a lpc-associate psych-intern postdoc",
  nurse: "rn lpn np aprn pmhnp bsn lvn registered-nurse nurse-practitioner",
  "case-manager": "case-mgr cm care-coordinator coordinator care-manager",
  peer: "peer-support peer-specialist peer-support-specialist recovery-coach coach cps crss",
  observer: "observing shadow supervisor auditor",
  "case-manager observer": "bht mht behavioral-health-technician mental-health-technician technician tech",
});

/** Degrees and job titles of people of whom only some lead therapy: the role of those who do, then the roles of the others. */
const DOUBTFUL_ROLES = wordsFor({
  "therapist nurse observer": "md do psychiatrist physician doctor medical-director attending pa pa-c prescriber",
  "therapist observer": "psychologist psyd phd dr clinician provider facilitator co-facilitator lead leader host staff",
  "therapist case-manager": "social-worker msw lmsw lsw bsw sw",
  "therapist trainee": "mhc mhc-lp lpc-intern",
  "counselor trainee": "lac",
});

const KIND_SYNONYMS = wordsFor({
  group: "process process-group therapy-group group-therapy support-group dbt-group",
  "group psychoeducation": "skills skills-group dbt-skills",
  "group intensive": "iop iop-group",
  intensive: "intensive-outpatient php",
  psychoeducation:
    "psychoed psycho-ed psych-ed psychoed-group psych-ed-group psycho-education psych-education edu edu-group education-group psychoeducational education didactic class lecture workshop",
  "couples-session couples-group": "couples couple couples-therapy couples-counseling marriage marital",
  "multi-family-group": "family family-group family-therapy multi-family multifamily multifamily-group mfg",
  individual: "one-on-one 1-on-1 1:1 individual-therapy individual-session solo",
  crisis: "emergency crisis-session urgent",
  "check-in": "check in-check touch-base intake",
});

/** The known roles or kinds that an everyday word may mean. */
export function meantWords(what: string, word: string): readonly string[] {
  const key = plainWord(word);
  const meant = what === "role" ? ROLE_SYNONYMS[key] : what === "kind" ? KIND_SYNONYMS[key] : undefined;
  return meant?.split(" ") ?? [];
}

/** Whether a text is a word of ours for a role or kind, such as `RN` or `process group`. */
export function isWordFor(what: "role" | "kind", word: string): boolean {
  const key = plainWord(word);
  const isKnown = what === "role" ? DOUBTFUL_ROLES[key] !== undefined || ROLES.some((role) => role === key) : KINDS.includes(key);
  return isKnown || meantWords(what, word).length > 0;
}

/** Returns the only role that a text can mean: a known role, or the one meaning of a synonym. Otherwise returns null. */
export function certainRole(word: string): string | null {
  const key = plainWord(word);
  const meant = ROLES.some((role) => role === key) ? [key] : meantWords("role", word);
  return meant.length === 1 ? (meant[0] as string) : null;
}

/** Returns the only kind of session that a text can mean, as for roles. Returns null for kinds that a standard defines. */
export function certainKind(word: string): string | null {
  const meant = KINDS.includes(plainWord(word)) ? [plainWord(word)] : meantWords("kind", word);
  return meant.length === 1 ? (meant[0] as string) : null;
}

/** Kinds of groups that a title names more exactly than with the word group. */
const PARTICULAR_GROUPS: readonly string[] = ["psychoeducation", "couples-group", "multi-family-group"];

/** Maximum words of a synonym. */
const MAX_SYNONYM_WORDS = 5;

/**
 * The kinds that a title names by whole words: `Couples Process Group` is `couples-group`, and `Skills` may be two. Longer synonyms
 * come before their parts, and a particular kind of group before the word group. Empty if no word is known.
 */
export function kindsNamedIn(title: string): ReadonlySet<string> {
  const words = title
    .normalize("NFKC")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
  const named = new Set<string>();
  let isParticular = false;
  for (let i = 0; i < words.length; ) {
    const lengths = Array.from({ length: Math.min(MAX_SYNONYM_WORDS, words.length - i) }, (_, n) => n + 1).reverse();
    const length = lengths.find((n) => kindsOfPhrase(words.slice(i, i + n)).length > 0) ?? 1;
    const kinds = kindsOfPhrase(words.slice(i, i + length));
    for (const kind of kinds) named.add(kind);
    // Skills may be those of a class or of a group.
    isParticular ||= !kinds.includes("group") && kinds.some((kind) => PARTICULAR_GROUPS.includes(kind));
    i += length;
  }
  if (named.has("group") && named.has("couples-group")) named.delete("couples-session");
  if (isParticular) named.delete("group");
  return named;
}

/** The kinds that words may mean, in the singular or plural. */
function kindsOfPhrase(words: readonly string[]): readonly string[] {
  const phrase = words.join("-");
  const known = [phrase, phrase.replace(/s$/, "")].find((one) => KINDS.includes(one) || KIND_SYNONYMS[one] !== undefined);
  if (known === undefined) return [];
  // As a title, it names the program.
  if (known === "intensive-outpatient") return meantWords("kind", "iop");
  return KINDS.includes(known) ? [known] : meantWords("kind", known);
}

/** Words of a role that say that its person is in training. The last one is the `A` of `LPC-A`. */
const IN_TRAINING = /^(?:trainee|intern|student|associate|training|resident|practicum|extern|candidate|supervised|a)$/;

/** Licenses whose associates put an `A` at the end, as in `LPCA`. */
const ASSOCIATE = /^(l(?:pcc?|mft|mhc|cmhc|csw))a$/;

/** Maximum words of a role that are looked up one by one. */
const MAX_WORDS = 6;

/** The roles that the words of a text such as `therapist (RN)` may mean, in their order, and whether it says `trainee`. */
function rolesIn(word: string): { readonly leading: readonly string[]; readonly others: readonly string[]; readonly inTraining: boolean } {
  const words = plainWord(word.replace(/[(),;&+]/g, " "))
    .split("-")
    .flatMap((part) => (ASSOCIATE.test(part) ? [part.slice(0, -1), "a"] : part));
  const roles: string[] = [];
  for (let at = 0; words.length <= MAX_WORDS && at < words.length; at++) {
    for (let end = words.length; end > at; end--) {
      const some = words.slice(at, end).join("-");
      const meant = ROLES.some((role) => role === some) ? some : ROLE_SYNONYMS[some];
      if (meant === undefined) continue;
      roles.push(...meant.split(" "));
      at = end - 1;
      break;
    }
  }
  const isLeading = (role: string) => LEADS_THERAPY.has(role);
  return {
    leading: roles.filter(isLeading),
    others: [...new Set(roles.filter((role) => !isLeading(role)))],
    inTraining: words.length > 1 && words.length <= MAX_WORDS && words.some((one) => IN_TRAINING.test(one)),
  };
}

/** The roles that the words of a text such as `RN-BC` mean without doubt: none of them leads therapy. */
export function supportingRoles(word: string): readonly string[] {
  const { leading, others, inTraining } = rolesIn(word);
  if (leading.length > 0) return [];
  if (!inTraining) return others;
  return others.some((role) => role !== "trainee") ? ["trainee"] : [];
}

/** A role that a person has only on a condition, such as `leads therapy`, and the roles of all others. */
interface DoubtfulRoles {
  readonly ifLeads: string;
  readonly condition: string;
  readonly others: readonly string[];
}

/**
 * The roles of a person who may not lead therapy, for a word such as `MD` or `art therapist`: the role of those who do, then the
 * others. `similar` is the role with the most similar spelling. Null if the word raises no doubt.
 */
export function doubtfulRoles(word: string, similar: string | null): DoubtfulRoles | null {
  const key = plainWord(word);
  const [ifLeads, ...others] = DOUBTFUL_ROLES[key]?.split(" ") ?? [];
  if (ifLeads !== undefined) return { ifLeads, condition: LEADS, others };
  if (ROLES.some((role) => role === key)) return null;
  const found = rolesIn(word);
  if (found.inTraining) return { ifLeads: found.leading[0] ?? "therapist", condition: "is fully licensed", others: ["trainee"] };
  const [leading] = found.leading;
  if (leading !== undefined && (key.includes("-") || found.others.length > 0))
    return { ifLeads: leading, condition: LEADS, others: found.others.length === 0 ? [OBSERVER] : found.others };
  const hasMoreWords = similar !== null && LEADS_THERAPY.has(similar) && key.split("-").length > similar.split("-").length;
  return hasMoreWords ? { ifLeads: similar, condition: LEADS, others: [OBSERVER] } : null;
}

const LEADS = "leads therapy";

/** A word in small letters, without periods, with one hyphen between its parts. */
function plainWord(word: string): string {
  return word
    .trim()
    .toLowerCase()
    .replaceAll(".", "")
    .replace(/[\s_/-]+/g, "-");
}

/** Inverts a table of meanings and their words. Has no prototype, so that no word is found by accident. */
function wordsFor(meanings: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const words = Object.entries(meanings).flatMap(([meant, some]) => some.split(" ").map((word) => [word, meant] as const));
  return Object.assign(Object.create(null), Object.fromEntries(words));
}
