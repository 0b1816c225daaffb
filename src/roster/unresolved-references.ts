/** Collects unknown names: a repeated mistake is one problem. */
import type { Path, Problem } from "../document/document.ts";
import { specialIn, withoutCurly, withoutSpecial } from "../document/special-characters.ts";
import { suggest } from "../document/suggest.ts";
import { joined, listed, type Message, say, trusted, untrusted } from "../message.ts";
import type { Couple, Patient } from "./roster.ts";
import { isOfSeveralWords, readsAsSeveral } from "./several-ids.ts";
import { doubtfulRoles, meantWords, supportingRoles } from "./vocabulary.ts";

/** Maximum known names to compare with an unknown one; more would take too long. */
const MAX_CANDIDATES = 2_000;
/** Maximum unknown names with a suggestion; more have another cause. */
const MAX_SUGGESTED = 100;
/** Maximum size of a vocabulary to list completely if no name is similar. */
const MAX_LISTED = 12;

/** Advice on an unknown id with several words. */
function severalWords(id: string): Message {
  const word = /\s(from|until|to)\b/.exec(id)?.[1];
  if (word !== undefined) return say`Write times in braces: { id: ID, ${trusted(word === "until" ? "until" : "from")}: "18:30" }`;
  return say`This looks like several ids in one. If it is, write a comma between ids.`;
}

/** The same for the suggested name, if the unknown one has none. */
function meantHasSpecial(id: string, meant: string): Message {
  const special = specialIn(id) === null ? specialIn(meant) : null;
  return special === null ? [] : say` The known id has ${special}: delete that character there.`;
}

/** Help for a role of a person who may not lead therapy: a role that counts is suggested only on a condition. */
function doubtfulHelp(word: string, similar: string | null, known: readonly string[]): Message | null {
  const found = doubtfulRoles(word, similar);
  if (found === null || !known.includes(found.ifLeads)) return null;
  const others = found.others.filter((role) => known.includes(role)).map((role) => say`\`${trusted(role)}\``);
  const otherwise = others.length === 0 ? [] : say`; otherwise ${joined(others, ", ", " or ")}`;
  return say`Write \`${trusted(found.ifLeads)}\` only if this person ${trusted(found.condition)}${otherwise}.`;
}

type Described = Pick<Problem, "code" | "message" | "help" | "part">;

/** Collects unknown names. Each is reported at its first location, with the lines of the others. */
export class UnresolvedReferences {
  readonly #found = new Map<string, Described & { readonly paths: Path[] }>();

  /** Adds an unknown word, with a `message` without a period. An unknown key may be an id, so it is not named. */
  word(
    what: "clinician" | "role" | "kind" | "section",
    word: string,
    path: Path,
    message: Message,
    known: Iterable<string>,
    part: "key" | "value" = "value",
  ): void {
    const code = what === "section" ? "missing-section" : (`unknown-${what}` as const);
    this.#note(`${part} ${what} ${word}`, path, () => {
      const all = this.#found.size < MAX_SUGGESTED ? [...known] : [];
      const meantBy = meantWords(what, word);
      const certain = meantBy.length === 0 && what === "role" ? supportingRoles(word) : meantBy;
      const synonyms = certain.filter((one) => all.includes(one));
      if (synonyms.length > 0) {
        const names = joined(
          synonyms.map((name) => say`\`${untrusted(name)}\``),
          " or ",
        );
        return { code, message, help: say`Did you mean ${names}?`, part };
      }
      const meant = this.#suggest(word, all);
      const doubt = what === "role" ? doubtfulHelp(word, meant, all) : null;
      if (doubt !== null) return { code, message, help: doubt, part };
      const special = withoutSpecial(word);
      if (meant !== null)
        return { code, message, help: say`${special}Did you mean \`${untrusted(meant)}\`?${meantHasSpecial(word, meant)}`, part };
      const names = all.length > 0 && all.length <= MAX_LISTED ? say`Known: ${joined(all.map((name) => [untrusted(name)]))}.` : null;
      const isSeveral = what === "clinician" && (readsAsSeveral(word) || isOfSeveralWords(word));
      if (isSeveral) return { code, message, help: say`${severalWords(word)}${names === null ? [] : say` ${names}`}`, part };
      return { code, message, help: names ?? say`Check the spelling, or add ${trusted(what === "section" ? "the section" : "it")}.`, part };
    });
  }

  /** Adds an unknown id of a patient or couple; `other` is the couple or patient who has this id. */
  person(
    what: "patient" | "couple",
    id: string,
    path: Path,
    known: ReadonlyMap<string, Patient | Couple>,
    other: Patient | Couple | undefined,
  ): void {
    const code = `unknown-${what}` as const;
    this.#note(`${what} ${id}`, path, () => {
      const message = say`Unknown ${trusted(what)}: not in \`${trusted(`${what}s`)}\``;
      if (readsAsSeveral(id)) return { code, message, help: severalWords(id), part: "value" };
      if (other !== undefined)
        return { code, message, help: say`This is the id of ${other}: list it under \`${trusted(`${other.person}s`)}\`.`, part: "value" };
      const meant = this.#found.size < MAX_SUGGESTED ? this.#suggest(id, [...known.keys()], true) : null;
      if (meant === null && isOfSeveralWords(id)) return { code, message, help: severalWords(id), part: "value" };
      const person = meant === null ? undefined : known.get(meant);
      const number = /^\d{1,3}$/.test(id) ? say` If it is a headcount, remove the brackets, such as: ${trusted(`${what}s`)}: 7` : [];
      const help =
        person === undefined
          ? say`Check the spelling, or add the ${trusted(what)}.${number}`
          : say`Did you mean ${person}?${meantHasSpecial(id, person.id)}`;
      return { code, message, help: say`${withoutSpecial(id)}${help}`, part: "value" };
    });
  }

  problems(): Problem[] {
    return [...this.#found.values()].map(({ code, message, help, part, paths }) => {
      const [path = [], ...also] = paths;
      const again = also.length === 0 ? [] : say` (also on ${listed(also, (one) => [{ lineOf: one }], 5)})`;
      return { code, message: say`${message}${again}.`, help, path, part };
    });
  }

  #suggest(word: string, known: readonly string[], onlyIfUnique = false): string | null {
    if (this.#found.size >= MAX_SUGGESTED) return null;
    const candidates = known.slice(0, MAX_CANDIDATES);
    const plain = withoutCurly(word);
    return candidates.find((name) => withoutCurly(name) === plain) ?? suggest(word, candidates, onlyIfUnique);
  }

  #note(key: string, path: Path, describe: () => Described): void {
    const found = this.#found.get(key);
    if (found === undefined) this.#found.set(key, { ...describe(), paths: [path] });
    else found.paths.push(path);
  }
}
