/** Names in cells: several clinicians, clients who are a couple. What is made of them is a key and never shown. */
import { type Message, say } from "../../message.ts";
import { credentialsAtEnd } from "../clinicians.ts";
import type { SourceCouple, SourcePatient } from "../entry.ts";
import type { Mapping } from "../mapping/mapping.ts";
import { collapsed } from "./cells.ts";
import { isPlaceholder } from "./placeholders.ts";

/**
 * The names in a clinicians' cell. A name that the mapping has is never divided. A comma divides names that it has, and names that each
 * end with a credential: `Lee LCSW, Chen LPC`. `Doe, Jo LCSW` is one person.
 */
export function clinicianNames(text: string, clinicians: Mapping["clinicians"] = {}): string[] {
  const isKnown = (name: string) => Object.hasOwn(clinicians, name);
  const whole = collapsed(text);
  if (whole === "") return [];
  if (isKnown(whole)) return [whole];
  const parts = withCredentials(text.split(/\sw\/\s*|[;/&+\n]|\s(?:and|with)\s/i), "/");
  const names = parts.flatMap((part) => {
    if (isKnown(part)) return [part];
    const divided = part
      .split(",")
      .map(collapsed)
      .filter((one) => one !== "");
    if (divided.every(isKnown)) return divided;
    const people = withCredentials(divided, ", ");
    return people.length > 1 && people.every(endsWithCredential) ? people : [part];
  });
  return [...new Set(names)];
}

/** Parts of a text that are not blank. A part that has credentials alone belongs to the name before it. */
function withCredentials(parts: readonly string[], joint: string): readonly string[] {
  const names: string[] = [];
  for (const part of parts.map(collapsed).filter((one) => one !== "")) {
    const isName = names.length === 0 || credentialsAtEnd(part).before > 0;
    names.push(isName ? part : `${names.pop()}${joint}${part}`);
  }
  return names;
}

function endsWithCredential(name: string): boolean {
  return credentialsAtEnd(name).credentials > 0;
}

/** The names in a patients' cell of a session. Commas divide nothing here, since names have them. */
export function patientNames(text: string): string[] {
  return [
    ...new Set(
      text
        .split(/[;\n]/)
        .map(collapsed)
        .map(withoutModality)
        .filter((name) => name !== ""),
    ),
  ];
}

const MODALITY =
  /\s*[([](?:(?:via|by)\s+)?(?:telehealth|tele|virtual(?:ly)?|video(?: call| visit)?|online|remote|zoom|phone|telephone|in[ -]person|onsite|on[ -]site|office)[)\]]$/i;

/** A client's name without a note at its end on how the client attends: `Baker, Bob (telehealth)` is `Baker, Bob`. */
export function withoutModality(name: string): string {
  // Also a bound on the time that the pattern takes.
  if (!/[)\]]$/.test(name) || name.length > MAX_NAME_LENGTH) return name;
  return name.replace(MODALITY, "") || name;
}

/** Maximum characters of one person's name. */
const MAX_NAME_LENGTH = 200;

/** Signs and words between two names, and words for two people. */
const BETWEEN_NAMES = /\p{L}.*(?:[;/+|&\n]|\s(?:and|with)\s|\sw\/).*\p{L}/isu;
const SUFFIXES = /[,;]\s*(?:jr|sr|i{2,3}|iv)\b\.?/giu;
const PRONOUNS = /\b(?:she|he|they)\/(?:her|hers|him|his|them|they)(?:\/\w+)?\b/giu;
const SEVERAL = /\b(?:couple|spouse|husband|wife|partner|family)\b/i;

/**
 * What may be wrong with a client's name that names no couple: it may be several people, or hold a place for one. Counted as one
 * person, a session would have too few patients. Null for the name of one person.
 */
function doubtAbout(name: string): Message | null {
  // Also a bound on the time that the patterns below take.
  if (name.length > MAX_NAME_LENGTH) return MAY_BE_SEVERAL;
  if (isPlaceholder(name)) return say`is no name`;
  // An email address may have such signs.
  if (/^\S+@\S+$/.test(name)) return null;
  const bare = withoutSuffixes(name.replace(PRONOUNS, ""));
  const hasTwoCommas = bare.split(",").length > 2;
  return hasTwoCommas || BETWEEN_NAMES.test(bare) || SEVERAL.test(bare) ? MAY_BE_SEVERAL : null;
}

/** `Smith, Ann` for `Smith, Ann, Jr.` */
export function withoutSuffixes(name: string): string {
  return name.replace(SUFFIXES, "");
}

const MAY_BE_SEVERAL = say`may name several people; for a list of the people of a session, write rows: session and separate them with semicolons, or write commas: between-names; for couples, write how their names are joined, such as: couples: { joinedBy: " / " }`;

/** How two names in a client's cell are divided: by the mapping, else & or the word and. */
const JOINTS = [/\s*&\s*/, /\s+and\s+/i];

/** The two partners whom a client's name names; null if it is one person. */
export function partnersIn(name: string, joinedBy: string | undefined): readonly [string, string] | null {
  const parts =
    joinedBy !== undefined ? name.split(joinedBy) : (JOINTS.map((joint) => name.split(joint)).find(({ length }) => length === 2) ?? []);
  const [one = "", other = "", more] = parts.map(collapsed);
  if (one === "" || other === "" || more !== undefined || one === other) return null;
  if (!/^\p{L}/u.test(one) || !/^\p{L}/u.test(other)) return null;
  // `Smith, Ann & Bo` and `Ann & Bo Smith`: the partners are `Smith, Ann` and `Smith, Bo`, `Ann Smith` and `Bo Smith`.
  const [last, first] = one.split(/,\s*/);
  if (first !== undefined && last !== undefined) return [one, other.includes(",") ? other : `${last}, ${other}`];
  const words = other.split(" ");
  return one.includes(" ") || words.length < 2 ? [one, other] : [`${one} ${words.at(-1)}`, other];
}

/** What a client's name says. */
interface Client {
  /** The partners of a couple; null for one person. */
  readonly partners: readonly [string, string] | null;
  /** What may be wrong with the name; null for a couple or one person. */
  readonly doubt: Message | null;
}

/** Reads a client's name. `written` is the same with its line breaks, which may divide several names. */
export function readClient(name: string, joinedBy: string | undefined, written = name): Client {
  const partners = partnersIn(name, joinedBy);
  return { partners, doubt: partners === null ? doubtAbout(written) : null };
}

/** A couple by the keys of its partners, in whichever order they come. */
export function coupleOf(one: SourcePatient, other: SourcePatient): SourceCouple {
  return { key: JSON.stringify([one.key, other.key].sort()), partners: [one, other] };
}
