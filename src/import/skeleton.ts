/** The mapping that was used, as YAML; with open questions a skeleton to fill in. Holds no patient and no title of the source. */

import { flow, member, members, scalar } from "../document/yaml-text.ts";
import { credentialsAtEnd, suggestedIds, suggestedRoles } from "./clinicians.ts";
import { codesIn } from "./codes.ts";
import type { Question } from "./entry.ts";
import { KIND_TO_FILL_IN, suggestedRules } from "./kinds.ts";
import type { Mapping } from "./mapping/mapping.ts";

/** What a skeleton is made of beside the mapping. */
export interface Gaps {
  /** Names of clinicians without an id and a role, each once. */
  readonly clinicians: readonly string[];
  /** Roles that the source suggests, by the name. */
  readonly roles: ReadonlyMap<string, readonly string[]>;
  /** Billing codes of the rows without an end, and titles of those without a code, in our own words. */
  readonly codes: readonly string[];
  readonly lengthTitles: readonly string[];
  /** Titles of the rows without a kind. Only our own words for them are written. */
  readonly titles: readonly string[];
  /** Their billing codes. */
  readonly kindCodes: readonly string[];
  readonly questions: readonly Question[];
}

export const NO_GAPS: Gaps = { clinicians: [], roles: new Map(), codes: [], lengthTitles: [], titles: [], kindCodes: [], questions: [] };

/** The sections that are written apart, with comments. */
type Commented = "clinicians" | "minutes" | "kinds";

/** The text of a mapping, with what is missing in it as entries to fill in and comments. */
export function mappingText(mapping: Mapping, gaps: Gaps = NO_GAPS): string {
  const { clinicians = {}, minutes, kinds = [], ...plain }: Mapping & Partial<Record<Commented, unknown>> = mapping;
  const asks = (code: Question["code"]) => gaps.questions.some((question) => question.code === code);
  const lines = [
    ...members(plain, ""),
    ...(asks("date-order") ? ["# dates: mdy  # the order of dates: mdy, dmy or ymd"] : []),
    ...(asks("timezone") ? ["# timezone: America/New_York  # the time zone of all times"] : []),
    ...(asks("names") ? ["# commas: in-names  # in-names for Last, First; between-names if commas divide patients"] : []),
    ...(asks("together")
      ? ["# session: [start, title]  # the columns whose equal values make one session; add clinician to keep sessions apart"]
      : []),
    ...minutesLines(minutes, asks("minutes") ? [...gaps.codes, ...gaps.lengthTitles] : null),
    ...kindLines(kinds, gaps, asks("kind")),
    ...clinicianLines(clinicians, gaps),
  ];
  return `${lines.join("\n")}\n`;
}

function minutesLines(minutes: Mapping["minutes"], missing: readonly string[] | null): string[] {
  if (missing === null) return minutes === undefined ? [] : member("minutes", minutes);
  const known = typeof minutes === "object" ? minutes : {};
  const open = missing.filter((name) => !Object.hasOwn(known, name));
  if (open.length === 0 && Object.keys(known).length === 0) return ["minutes:  # how long sessions last: write the number of minutes"];
  return [
    `minutes:  # how long sessions last: write the number of minutes after each ${open.some((name) => name.includes("*")) ? "code or title" : "code"}`,
    ...Object.entries(known).map(([name, length]) => `  ${scalar(name)}: ${length}`),
    ...open.map((code) => `  ${scalar(code)}:`),
  ];
}

function kindLines(kinds: Mapping["kinds"] & object, { titles, kindCodes }: Gaps, isOpen: boolean): string[] {
  const rules = kinds.map((rule) => `  - ${flow(rule)}`);
  const stated = rules.length === 0 ? [] : ["kinds:", ...rules];
  if (!isOpen) return stated;
  const suggested = [
    ...suggestedRules(titles).map((rule) => flow(rule)),
    ...kindCodes.map((code) => flow({ cpt: code, kind: KIND_TO_FILL_IN })),
    ...(titles.length + kindCodes.length === 0 ? ['{ title: "process group*", kind: group }'] : []),
  ];
  if (suggested.length === 0) return stated;
  return [
    ...stated,
    "# The kind of a row, by its title or code. The first rule that matches decides. Check each rule, then remove its #.",
    ...(rules.length === 0 ? ["# kinds:"] : []),
    ...suggested.map((rule) => `#   - ${rule}`),
  ];
}

/** Whether there is more than credentials behind a comma: a first name, or another person. */
function mayBeSeveral(name: string): boolean {
  const [, ...others] = name.split(",");
  return others.some((part) => credentialsAtEnd(part).before > 0);
}

const ONE_OR_SEVERAL = "  # A name with a comma is read as one person. If it is several, write an entry for each in its place.";

function clinicianLines(known: Mapping["clinicians"] & object, { clinicians: missing, roles }: Gaps): string[] {
  const all = Object.entries(known);
  if (all.length + missing.length === 0) return [];
  const ids = suggestedIds(
    missing,
    all.map(([, { id }]) => id),
  );
  const lines = all.map(([name, clinician]) => `  ${scalar(name)}: ${flow(clinician)}`);
  if (missing.length === 0) return ["clinicians:", ...lines];
  return [
    "clinicians:  # write the roles of each: therapist, counselor, couples-therapist, trainee, nurse, case-manager, peer, observer",
    ...lines,
    ...(missing.some(mayBeSeveral) ? [ONE_OR_SEVERAL] : []),
    ...missing.map((name) => {
      const suggestion = suggestedRoles(name, roles.get(name));
      return `  ${scalar(name)}: { id: ${scalar(ids.get(name) as string)}, roles: [] }${suggestion === null ? "" : `  # ${suggestion}`}`;
    }),
  ];
}

/** The billing codes in cells, each once, in order. */
export function codesOf(cells: Iterable<string | null>): readonly string[] {
  return [...new Set([...cells].flatMap(codesIn))].sort();
}
