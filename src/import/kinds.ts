/** The kind of session of an entry: what names it outright, then the mapping's rules, then the billing code. Never a guess. */
import { KINDS, KINDS_FOR_ONE, kindsNamedIn } from "../roster/vocabulary.ts";
import { codesIn } from "./codes.ts";
import type { Entry } from "./entry.ts";
import { fitsGlob, normalized } from "./glob.ts";
import type { KindRule, TitleRule } from "./mapping/mapping.ts";

/**
 * What a code bills. Codes that decide nothing are not here: H0015 and S9480 are billed for a day of the program, whatever
 * happens in it, and 90785 is added to another code.
 */
const KIND_OF_CODE: ReadonlyMap<string, string> = new Map([
  ["90853", "group"],
  ["H0005", "group"],
  ["G0410", "group"],
  ["90847", "couples-session"],
  ["90849", "multi-family-group"],
  ["90832", "individual"],
  ["90834", "individual"],
  ["90837", "individual"],
  ["90791", "individual"],
  ["90839", "crisis"],
]);

/** Codes that are billed for a day of the program. */
const PER_DIEM: ReadonlySet<string> = new Set(["H0015", "S9480"]);

/** Why an entry has no kind. */
export type NoKind = "per-diem" | "several-codes" | "unknown-code" | "no-code" | "title-and-code";

/** A kind, and the billing code that decides it; null if a rule or a column decides it. */
interface DecidedKind {
  readonly kind: string;
  readonly code: string | null;
}

/** Decides the kind of an entry, or says why it has none. A code decides none if the title names others. */
export function kindOf(entry: Pick<Entry, "kind" | "title" | "code">, rules: readonly KindRule[] = []): DecidedKind | NoKind {
  const named = entry.kind === null ? null : namedKind(entry.kind, rules);
  if (named !== null) return { kind: named, code: null };
  const codes = codesIn(entry.code);
  const titles = [entry.title, entry.kind].filter((title) => title !== null);
  const rule = rules.find((one) =>
    "title" in one ? titles.some((title) => fitsGlob(one.title, title)) : codesIn(one.cpt).some((code) => codes.includes(code)),
  );
  if (rule !== undefined) return { kind: rule.kind, code: null };
  const kinds = new Set(codes.flatMap((code) => KIND_OF_CODE.get(code) ?? []));
  const [kind] = kinds;
  if (kind === undefined) return whyNone(codes);
  if (kinds.size > 1) return "several-codes";
  if (titles.some((title) => isUnlike(kindsNamedIn(title), kind))) return "title-and-code";
  return { kind, code: codes.find((code) => decidesKind(code, kind)) ?? null };
}

/** Whether a title names kinds, and this one is not among them. Kinds for one patient are alike. */
function isUnlike(named: ReadonlySet<string>, kind: string): boolean {
  if (named.size === 0 || named.has(kind)) return false;
  return !(KINDS_FOR_ONE.has(kind) && [...named].some((one) => KINDS_FOR_ONE.has(one)));
}

/** The kind that a code decides by itself; null if it decides none. */
export function kindOfCode(code: string): string | null {
  return KIND_OF_CODE.get(code) ?? null;
}

/** Whether a code decides this kind by itself. */
export function decidesKind(code: string, kind: string): boolean {
  return kindOfCode(code) === kind;
}

function whyNone(codes: readonly string[]): NoKind {
  if (codes.length === 0) return "no-code";
  return codes.some((code) => PER_DIEM.has(code)) ? "per-diem" : "unknown-code";
}

/** A kind that every standard knows, or that the mapping names; null for another word, which is read as a title. */
function namedKind(text: string, rules: readonly KindRule[]): string | null {
  const word = normalized(text).replace(/[\s_]+/g, "-");
  return KINDS.find((kind) => kind === word) ?? rules.find(({ kind }) => normalized(kind) === normalized(text))?.kind ?? null;
}

/** What a person replaces with a kind, where a word may mean several. A mapping with it is refused. */
export const KIND_TO_FILL_IN = "KIND";

/** Words of a title that suggest a kind, the most particular ones first. They only suggest: a "group" may be a class. */
const SUGGESTIONS: readonly (readonly [word: string, kind: string])[] = [
  ["psychoed", "psychoeducation"],
  ["education", "psychoeducation"],
  ["didactic", "psychoeducation"],
  ["class", "psychoeducation"],
  ["lecture", "psychoeducation"],
  ["workshop", "psychoeducation"],
  ["couples group", "couples-group"],
  ["multi-family", "multi-family-group"],
  ["multifamily", "multi-family-group"],
  ["family group", "multi-family-group"],
  ["couple*group", "couples-group"],
  ["couple", "couples-session"],
  ["individual", "individual"],
  ["crisis", "crisis"],
  ["check-in", "check-in"],
  ["family", KIND_TO_FILL_IN],
  ["skills", KIND_TO_FILL_IN],
  ["dbt", KIND_TO_FILL_IN],
  ["group", "group"],
];

/** The rules that words of titles suggest, in our own words, for a skeleton mapping: `*psychoed*` is psychoeducation. */
export function suggestedRules(titles: Iterable<string>): readonly TitleRule[] {
  const found = new Set<number>();
  for (const title of titles) {
    const i = SUGGESTIONS.findIndex(([word]) => fitsGlob(`*${word}*`, title));
    if (i >= 0) found.add(i);
  }
  return SUGGESTIONS.filter((_, i) => found.has(i)).map(([word, kind]) => ({ title: `*${word}*`, kind }));
}

/** Titles for lengths, as globs in our own words: `*psychoed*`. */
export function lengthTitles(titles: Iterable<string>): readonly string[] {
  return suggestedRules(titles).map(({ title }) => title);
}
