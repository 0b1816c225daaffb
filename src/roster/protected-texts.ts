import type { Document, Path } from "../document/document.ts";
import { isMapping } from "../document/loose.ts";
import { suggest } from "../document/suggest.ts";
import { isKnownKey, KEYS, refusal } from "./privacy.ts";
import { KINDS, OFFERS, ROLES, SYNONYMS } from "./words.ts";

/**
 * Every text that stands where ids of patients or couples belong, or may belong, for masking what is said about an invalid
 * roster: below `patients`, `couples` and `partners`, however they are spelt, and below keys that nobody knows.
 */
export function protectedTexts(document: Document): ReadonlySet<string> {
  const texts = new Set<string>();
  const meanings = new Meanings();

  const note = (text: string, place: Place): void => {
    // Under a key that nobody knows anything may stand; prose and our own words are no ids.
    if (place === "people" || (place === "unknown" && !/\s/.test(text) && !OUR_WORDS.has(text))) texts.add(text);
  };
  const visit = (value: unknown, path: Path, place: Place): void => {
    if (typeof value === "string") note(value, place);
    else if (typeof value === "number" || typeof value === "boolean") {
      if (place !== "known") note(document.spelling(path), place);
    } else if (Array.isArray(value)) for (const [i, item] of value.entries()) visit(item, [...path, i], place);
    else if (isMapping(value)) {
      for (const [key, member] of Object.entries(value)) {
        const at = [...path, key];
        if (place === "people") noteKey(key, at);
        visit(member, at, below(place, key, at));
      }
    }
  };
  const noteKey = (key: string, path: Path): void => {
    // A key may be an id (`p-014: {…}`), unless it is one of ours or a word like `name`.
    if (!OWN_FIELDS.has(key) && refusal(path) === null) texts.add(key);
  };
  const below = (place: Place, key: string, path: Path): Place => {
    if (place === "people") return SHOWABLE_FIELDS.has(key) ? "known" : "people";
    const meaning = meanings.of(key, path);
    // Below a key that nobody knows none of ours means what it does elsewhere.
    return meaning === "people" || place === "known" ? (meaning ?? place) : place;
  };

  visit(document.value, [], "known");
  // Of a key that stands twice, one of the values is in the text only.
  const twice = document.problems.filter(({ part }) => part === "key").map(({ path }) => path.slice(0, -1));
  const mappings = new Map(twice.map((path) => [JSON.stringify(path), path]));
  for (const path of mappings.values()) {
    for (const token of document.tokens(path)) {
      let place: Place = "known";
      const steps = token.part === "key" ? token.path.length - 1 : token.path.length;
      token.path.slice(0, steps).forEach((step, i) => {
        if (typeof step === "string") place = below(place, step, token.path.slice(0, i + 1));
      });
      if (token.part === "value") note(token.text, place);
      else if ((place as Place) === "people") noteKey(token.text, token.path);
    }
  }
  return texts;
}

/** What stands at a place: ids of patients or couples, what belongs to a key of ours, or nobody knows what. */
type Place = "people" | "known" | "unknown";

const PEOPLE = ["patients", "couples", "partners", "patient", "couple", "partner"];
const OWN_FIELDS = new Set(["id", "partners", "from", "until", "counselor", "state", "coverage", "plan", "telehealthVerified"]);
const SHOWABLE_FIELDS = new Set(["counselor", "state", "coverage", "from", "until"]);
const OUR_WORDS: ReadonlySet<string> = new Set([...KINDS, ...ROLES, ...OFFERS, "scheduled", "cancelled", "true", "false"]);
/** So many mistyped keys are compared with ours; with more than that something else is wrong. */
const MOST_COMPARED = 1_000;

/** What stands below keys, by what they mean; those that have no place in the format are compared with those that have. */
class Meanings {
  readonly #known = new Map<string, Place>();

  /** Null where the key says nothing about it. */
  of(key: string, path: Path): Place | null {
    if (PEOPLE.includes(key)) return "people";
    if (isKnownKey(path)) return null;
    let place = this.#known.get(key);
    if (place === undefined) {
      place = this.#known.size < MOST_COMPARED ? meaning(key) : "unknown";
      this.#known.set(key, place);
    }
    return place;
  }
}

function meaning(key: string): Place {
  const synonym = SYNONYMS[key];
  if (synonym !== undefined) return PEOPLE.includes(synonym) ? "people" : "known";
  if (suggest(key, PEOPLE) !== null) return "people";
  return suggest(key, KEYS) === null ? "unknown" : "known";
}
