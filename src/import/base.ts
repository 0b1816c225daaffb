/** A base roster: everything but its sessions goes into the imported one. */
import type { Document, Path, Problem } from "../document/document.ts";
import { isMapping, list, type Mapping, mapping } from "../document/untyped.ts";
import { documentProblems } from "../document/validate.ts";
import { resolveRoster } from "../roster/resolve.ts";
import { ROSTER_FORMAT } from "../roster/roster-format.ts";
import type { KnownPeople } from "./people.ts";

export interface Base extends KnownPeople {
  /** Its sections as plain values. Ids are text as the file writes them. */
  readonly sections: Mapping;
  readonly clinicians: ReadonlySet<string>;
  readonly timezone: string | null;
}

export const NO_BASE: Base = { sections: {}, clinicians: new Set(), patients: new Set(), couples: new Map(), timezone: null };

/** What a base roster says of kinds and roles is judged when the imported roster is audited, by the standards that it names. */
const ANY_WORD = { has: () => true, keys: () => [] };

/** The problems of a roster, whatever kinds and roles it uses. */
export function rosterProblems(document: Document): readonly Problem[] {
  if (!document.readable) return document.problems;
  const unfit = documentProblems(document, ROSTER_FORMAT);
  return [...unfit, ...resolveRoster(document, unfit, { kinds: ANY_WORD, roles: ANY_WORD }).problems];
}

/** The base in the document of a roster, or its faults. `rebased` makes a standard's path one that the new roster can name. */
export function baseIn(document: Document, rebased: (reference: string) => string): Base | { readonly problems: readonly Problem[] } {
  const problems = rosterProblems(document);
  if (problems.length > 0) return { problems };
  const { $schema: _, sessions, imported, ...sections } = mapping(withTextIds(document, document.value, [])) as Mapping;
  const idsOf = (section: unknown) => list(section).map((entry) => mapping(entry).id as string);
  const inSessions = (key: string) =>
    sections.patients === undefined ? list(sessions).flatMap((session) => list(mapping(session)[key])) : [];
  const listedPatients = inSessions("patients").map((entry) => (isMapping(entry) ? entry.id : entry) as string);
  const { standard } = sections;
  return {
    sections: standard === undefined ? sections : { ...sections, standard: list(standard).map((one) => rebased(String(one))) },
    clinicians: new Set(idsOf(sections.clinicians)),
    patients: new Set([...idsOf(sections.patients), ...listedPatients, ...list(sections.couples).flatMap((entry) => partnersOf(entry))]),
    couples: new Map(list(sections.couples).map((entry) => [mapping(entry).id as string, partnersOf(entry)])),
    timezone: typeof sections.timezone === "string" ? sections.timezone.trim() : null,
  };
}

function partnersOf(couple: unknown): readonly [string, string] {
  return mapping(couple).partners as readonly [string, string];
}

/** Keys whose values are no ids, though they may be numbers or booleans. */
const NO_IDS: ReadonlySet<string> = new Set(["maxHours", "telehealthVerified", "minutes", "fixed", "open", "rows", "key"]);

/** A value in which ids such as `007` and `true` are text as they are written. */
function withTextIds(document: Document, value: unknown, path: Path): unknown {
  if (Array.isArray(value)) return value.map((entry, i) => withTextIds(document, entry, [...path, i]));
  if (isMapping(value))
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withTextIds(document, inner, [...path, key])]));
  const isId = (typeof value === "number" || typeof value === "boolean") && !NO_IDS.has(String(path.at(-1)));
  return isId ? document.spelling(path) : value;
}
