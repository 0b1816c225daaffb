/** Clinicians by their names in the source: the mapping says who they are and in which role. A role is never invented. */
import { groupedBy } from "../grouped.ts";
import { joined, listed, say, trusted } from "../message.ts";
import { meantWords, ROLES } from "../roster/vocabulary.ts";
import { textOf } from "./account-text.ts";
import type { Question } from "./entry.ts";
import { normalized } from "./glob.ts";
import { idsApart } from "./ids-apart.ts";
import type { MappedClinician, Mapping } from "./mapping/mapping.ts";

export interface Clinicians {
  /** The id of a clinician whose name is known, else a key that is the same for all spellings of the name. */
  key(name: string): string;
  /** Everybody in the mapping by id, in its order. */
  readonly mapped: ReadonlyMap<string, MappedClinician>;
  /** Whether the clinician with this key has an id and a role. */
  isKnown(key: string): boolean;
}

/** The clinicians of a mapping, and those of a base roster by their ids. */
export function cliniciansOf(mapping: Mapping["clinicians"], inBase: ReadonlySet<string>): Clinicians {
  const ids = new Map<string, string>();
  const mapped = new Map<string, MappedClinician>();
  for (const [name, clinician] of Object.entries(mapping ?? {})) {
    ids.set(normalized(name), clinician.id);
    const before = mapped.get(clinician.id);
    // Two spellings of one name.
    const roles = [...new Set([...(before?.roles ?? []), ...clinician.roles])];
    mapped.set(clinician.id, { ...before, ...clinician, roles });
  }
  const byId = new Map([...mapped.keys(), ...inBase].map((id) => [normalized(id), id]));
  return {
    mapped,
    key: (name) => ids.get(normalized(name)) ?? byId.get(normalized(name)) ?? `?${normalized(name)}`,
    isKnown: (key) => inBase.has(key) || (mapped.get(key)?.roles.length ?? 0) > 0,
  };
}

/** Asks for the roles of clinicians who have none. Names are in the skeleton only. */
export function whichRoles(missing: number): Question[] {
  if (missing === 0) return [];
  return [
    {
      code: "roles",
      scope: "file",
      message: missing === 1 ? say`One clinician has no role.` : say`${missing} clinicians have no role.`,
      answer: say`Write the id and the roles of each under clinicians in the mapping. A credential only suggests a role.`,
      at: [],
    },
  ];
}

/** The roles that the source states or that credentials in a name suggest, in our own words: `LMFT: therapist and couples-therapist`. Null if none does. */
export function suggestedRoles(name: string, stated: readonly string[] = []): string | null {
  const known = stated.filter((role) => (ROLES as readonly string[]).includes(role));
  if (known.length > 0) return `the source suggests ${known.join(", ")}`;
  const words = name
    .split(/[\s,;/()]+/)
    .map((word) => word.replaceAll(".", ""))
    .filter((word) => /^[A-Z][A-Za-z-]{1,9}$/.test(word));
  const found = words.flatMap((word) => {
    const roles = word === word.toUpperCase() ? meantWords("role", word) : [];
    return roles.length === 0 ? [] : [say`${trusted(word)}: ${listed(roles, (role) => [trusted(role)])}`];
  });
  return found.length === 0 ? null : textOf(joined(found, "; "));
}

/** Ids for clinicians to begin with: the last name, or all of the name if two have the same. They are unlike any taken one. */
export function suggestedIds(names: readonly string[], taken: Iterable<string>): ReadonlyMap<string, string> {
  const newId = idsApart(taken);
  const named = names.map((name) => ({ name, words: wordsOf(name) }));
  const byLast = groupedBy(named, ({ words }) => words.at(-1) ?? "");
  return new Map(
    named.map(({ name, words }) => {
      const last = words.at(-1) ?? "";
      const isUnique = last.length > 1 && byLast.get(last)?.length === 1;
      return [name, newId(isUnique ? last : words.join("-") || "clinician")];
    }),
  );
}

/** The words of a name without credentials and titles, the last name last: `Lee, Kim` is `kim lee`. */
function wordsOf(name: string): string[] {
  const plain = name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/\(.*?\)/g, " ")
    .replace(/@.*/, "");
  const parts = plain.split(",").map((part) =>
    part
      .split(/[^A-Za-z0-9'-]+/)
      .filter((word) => word !== "" && !isCredential(word))
      .map((word) => word.toLowerCase().replace(/[^a-z0-9-]/g, "")),
  );
  const [first = [], second = []] = parts;
  return [...second, ...first].filter((word) => word !== "");
}

/** Degrees and licenses behind a name, of clinicians in any role. */
const DEGREES = new Set("PHD PSYD EDD MD DO PA PA-C MA MS MED MSW LMSW LSW BSW DNP MSN MHC LAC NCC".split(" "));

/** The words of a text that are credentials at its end, and those before them: `Martinez (LCSW)` has one and one. */
export function credentialsAtEnd(text: string): { readonly before: number; readonly credentials: number } {
  const words = text.split(/[\s,/()]+/).filter((word) => word !== "");
  const isOne = (word: string) => {
    const plain = word.replaceAll(".", "");
    return (
      (plain === plain.toUpperCase() || /^(?:PhD|PsyD|EdD|MEd)$/.test(plain)) && (DEGREES.has(plain.toUpperCase()) || isCredential(plain))
    );
  };
  const before = words.findLastIndex((word) => !isOne(word)) + 1;
  return { before, credentials: words.length - before };
}

function isCredential(word: string): boolean {
  return (
    /^(?:dr|mr|mrs|ms|phd|psyd|md|jr|sr|ii|iii)$/i.test(word) ||
    (word === word.toUpperCase() && word.length > 1 && meantWords("role", word).length > 0)
  );
}
