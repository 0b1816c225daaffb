/**
 * Collects the text to mask in reports on an invalid roster: everything that is, or may be, an id of a patient or couple. That
 * is text below `patients`, `couples` and `partners`, also misspelled, and below unknown keys. Reads the file's tokens, because
 * the parsed document lacks some values, such as the first value of a duplicate key.
 */
import type { Document, Path } from "../document/document.ts";
import { suggest } from "../document/suggest.ts";
import { list, mapping } from "../document/untyped.ts";
import { fold } from "./fold.ts";
import { readTime } from "./read-time.ts";
import { ROSTER_POLICY, refusal } from "./redaction-policy.ts";
import { KINDS, OFFERS, ROLES, SYNONYMS, WEEKDAYS } from "./vocabulary.ts";

export function sensitiveValues(document: Document): ReadonlySet<string> {
  const texts = new Set<string>();
  const places = new Places();
  const staff = shownIds(document);

  const note = (text: string, place: Place, isNamed: boolean): void => {
    if (place === "known" || place === "field") {
      const slip = SLIP.exec(text)?.[1];
      if (slip !== undefined) note(slip, "unknown", isNamed);
      return;
    }
    // An unknown key may contain a clinician's id.
    if (staff.has(fold(text).text) && (place === "unknown" || isNamed)) return;
    for (const one of place === "unknown" && (TIME.test(text) || readTime(text) !== null) ? [] : idsIn(text)) {
      const folded = fold(one).text;
      // A whole value can be a patient's id even if it equals a word of the format; a word in a longer text cannot.
      const isOurs = place === "people" && one === text ? OUR_WORDS.has(one) : OUR_WORDS_FOLDED.has(folded);
      if (!isOurs && !(place === "unknown" && staff.has(folded))) texts.add(one);
    }
  };
  const visit = (path: Path, part: "key" | "value", text: string): void => {
    if (part === "value") note(text, places.at(path), isOfAnotherField(path));
    else if (!isField(path)) {
      const around = places.at(path.slice(0, -1));
      // An entry of `patients` with too little indentation becomes a key of the roster.
      const isUnknown = around === "known" && !ROSTER_POLICY.isKnownKey(path) && SYNONYMS[text] === undefined;
      note(text, around === "field" ? "people" : isUnknown ? "unknown" : around, false);
    }
  };
  for (const { path, part, text } of document.tokens([])) visit(path, part, text);
  return texts;
}

/** Whether a value belongs to a key that never has ids of patients or couples. */
function isOfAnotherField(path: Path): boolean {
  const key = path.findLast((step) => typeof step === "string");
  return key !== "id" && !PEOPLE.includes(String(key));
}

/** An id of several words may be several ids without a comma. */
function idsIn(text: string): readonly string[] {
  const words = text.split(/[\s,;:"'[\]{}]+/).filter((word) => word !== "");
  return words.length > 1 ? [text, ...words] : [text];
}

/** The original spelling of the scalar at a path; null for other values. */
function written(document: Document, value: unknown, path: Path): string | null {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? document.spelling(path) : null;
}

/** The folded ids that reports show: those of clinicians and sessions, even if the section's key is misspelled. */
function shownIds(document: Document): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const [section, entries] of Object.entries(mapping(document.value))) {
    const meant = SYNONYMS[section] ?? suggest(section, ROSTER_POLICY.keys);
    if (meant !== "clinicians" && meant !== "sessions") continue;
    for (const [i, entry] of list(entries).entries()) {
      const id = written(document, mapping(entry).id, [section, i, "id"]);
      if (id !== null) ids.add(fold(id).text);
    }
  }
  return ids;
}

/** The content of a location: ids of patients or couples, the value of a known key, a field without ids, or unknown. */
type Place = "people" | "known" | "field" | "unknown";

const PEOPLE = ["patients", "couples", "partners", "patient", "couple", "partner"];
/** Fields of patients, couples and their stays whose values are not their ids. */
const FIELDS: ReadonlySet<string> = new Set(["counselor", "state", "plan", "telehealthVerified", "from", "until"]);
/** Long field names, which no id is likely to resemble. */
const LONG_FIELDS = ["counselor", "coverage", "telehealthVerified", "partners"];
/** Keys whose values are times, numbers or words, never ids. */
const SCALARS: ReadonlySet<string> = new Set(["kind", "start", "end", "minutes", "timezone", "week", "cpt", "status", "from", "until"]);
const OUR_WORDS: ReadonlySet<string> = new Set([
  ...[...KINDS, ...ROLES, ...OFFERS, ...WEEKDAYS, ...ROSTER_POLICY.keys, ...PEOPLE],
  ...["scheduled", "canceled", "cancelled", "true", "false"],
]);
/** The same, folded as in the mask. */
const OUR_WORDS_FOLDED: ReadonlySet<string> = new Set([...OUR_WORDS].map((word) => fold(word).text));
/** A key of another field or a comment marker inside a value, left by a missing space or quotation mark, and the text after it. */
const SLIP = /(?:(?<![\p{L}\p{N}])(?:patient|couple|partner|client)s?\s*:|^\s*(?:\/\/|\/\*|\.\.\.|#))\s*(\S.*)$/isu;
/** One or more days, clock times or years; or a ratio. */
const TIME = /^(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|(?:19|20)\d\d(?:-\d\d){0,2}|\d{1,2}[:.]\d{1,2})[T\s]*)+$/;
/** Maximum unknown keys to compare with known ones; more have another cause. */
const MAX_COMPARED = 1_000;

/** Whether a key is a field of a patient or couple, or a word such as `name`, and so never an id. */
function isField(path: Path): boolean {
  const key = String(path.at(-1));
  return OUR_WORDS.has(key) || isMistyped(key, LONG_FIELDS) || refusal(path) !== null;
}

/** Classifies locations. Caches the last path, because neighbors share most of theirs. */
class Places {
  #path: Path = [];
  #places: Place[] = [];
  readonly #meanings = new Map<string, string | null>();

  at(path: Path): Place {
    let shared = 0;
    while (shared < path.length && shared < this.#places.length && path[shared] === this.#path[shared]) shared++;
    this.#places.length = shared;
    for (let depth = shared; depth < path.length; depth++) this.#places.push(this.#below(path, depth));
    this.#path = path;
    return this.#places.at(-1) ?? "known";
  }

  /** The content at the first `depth + 1` steps of a path; the first `depth` are cached. */
  #below(path: Path, depth: number): Place {
    const place = this.#places[depth - 1] ?? "known";
    const key = path[depth] as string | number;
    // Below a field that should be a single value, nothing is a known field.
    if (place === "field") return "people";
    if (typeof key === "number") return place !== "known" || ROSTER_POLICY.isKnownKey(path.slice(0, depth + 1)) ? place : "unknown";
    if (PEOPLE.includes(key)) return "people";
    if (place === "people") return FIELDS.has(key) || isMistyped(key, LONG_FIELDS) ? "field" : "people";
    if (place === "unknown" || ROSTER_POLICY.isKnownKey(path.slice(0, depth + 1))) return place;
    const meant = this.#meaning(key);
    if (meant !== null && PEOPLE.includes(meant)) return "people";
    return meant !== null && SCALARS.has(meant) ? "field" : "unknown";
  }

  #meaning(key: string): string | null {
    let meant = this.#meanings.get(key);
    if (meant === undefined) {
      const isCompared = this.#meanings.size < MAX_COMPARED;
      meant = SYNONYMS[key] ?? (isCompared ? (suggest(key, PEOPLE) ?? suggest(key, ROSTER_POLICY.keys)) : null);
      this.#meanings.set(key, meant);
    }
    return meant;
  }
}

function isMistyped(key: string, keys: readonly string[]): boolean {
  return key.length >= 7 && suggest(key, keys) !== null;
}
