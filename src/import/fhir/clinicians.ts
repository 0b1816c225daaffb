/** The clinicians of a FHIR file: by the mapping, else by a name that only one of them has, else by their reference. */
import { groupedBy } from "../../grouped.ts";
import { meantWords } from "../../roster/vocabulary.ts";
import { normalized } from "../glob.ts";
import type { KnownClinicians } from "../known-clinicians.ts";
import type { Directory, Target } from "./directory.ts";
import { namesOf } from "./practitioner-names.ts";
import type { Resource } from "./resources.ts";
import { type Concept, practitioner, practitionerRole, type Reference } from "./shapes.ts";

/** Maximum names to keep for one clinician. */
const MAX_NAMES = 50;

export class Clinicians {
  readonly #directory: Directory;
  readonly #known: KnownClinicians;
  /** The names of each clinician, the best one first. */
  readonly #names = new Map<string, Set<string>>();
  /** The keys of all clinicians who have a name. */
  readonly #keys = new Map<string, Set<string>>();
  /** The names as entries have them, once asked for. */
  readonly #called = new Map<string, string>();

  /** `actors` are references to clinicians and others. The names beside them are all noted before any name is used. */
  constructor(directory: Directory, known: KnownClinicians, actors: Iterable<readonly [Reference, Resource]>) {
    this.#directory = directory;
    this.#known = known;
    for (const resource of directory.resources) {
      const key = directory.keyOf(resource);
      if (resource.type === "Practitioner" && key !== null) for (const name of namesOf(resource.value)) this.#name(key, name);
    }
    for (const [reference, from] of actors) this.#see(reference, from);
  }

  #see(reference: Reference, from: Resource): void {
    const target = this.#directory.find(reference, from);
    if (target === null || !isClinician(target)) return;
    const key = this.#person(target).key;
    if (target.resource?.type === "Practitioner") for (const name of namesOf(target.resource.value)) this.#name(key, name);
    if (reference.display) this.#name(key, reference.display.trim());
  }

  /** The name of the clinician whom a reference means; null if it means none. */
  find(reference: Reference, from: Resource): string | null {
    const target = this.#directory.find(reference, from);
    if (target === null) {
      // A name alone is enough only if the mapping has it and no other clinician here shares it.
      const isShared = (this.#keys.get(normalized(reference.display ?? ""))?.size ?? 0) > 1;
      return isShared ? null : this.#known.find(reference.display ?? null);
    }
    return isClinician(target) ? this.#call(this.#person(target).key) : null;
  }

  /** Roles that titles and qualifications suggest, by the names that were asked for. */
  suggestedRoles(): ReadonlyMap<string, readonly string[]> {
    const all = this.#directory.resources.flatMap((resource) => {
      const key = this.#directory.keyOf(resource);
      const person = resource.type === "PractitionerRole" ? this.#person({ key: key ?? "", type: resource.type, resource }).key : key;
      const name = this.#called.get(person ?? "");
      return name === undefined
        ? []
        : conceptsOf(resource)
            .flatMap(rolesIn)
            .map((role) => [name, role] as const);
    });
    return new Map([...groupedBy(all, ([name]) => name)].map(([name, some]) => [name, [...new Set(some.map(([, role]) => role))]]));
  }

  #name(key: string, name: string): void {
    if (name === "") return;
    this.#names.set(key, (this.#names.get(key) ?? new Set()).add(name));
    const word = normalized(name);
    this.#keys.set(word, (this.#keys.get(word) ?? new Set()).add(key));
  }

  #call(key: string): string {
    const called = this.#called.get(key);
    if (called !== undefined) return called;
    const names = [...(this.#names.get(key) ?? [])].slice(0, MAX_NAMES);
    const own = names.filter((name) => this.#keys.get(normalized(name))?.size === 1);
    const name = this.#known.find(key, key.replace(/^.*\//, ""), ...own) ?? own[0] ?? key;
    this.#called.set(key, name);
    return name;
  }

  /** The person in a role, if the file says who that is. */
  #person(target: Target): Target {
    const { resource } = target;
    if (target.type !== "PractitionerRole" || resource === null) return target;
    const role = practitionerRole.safeParse(resource.value);
    const person = role.data?.practitioner === undefined ? null : this.#directory.find(role.data.practitioner, resource);
    return person ?? target;
  }
}

function isClinician({ type }: Target): boolean {
  return type === "Practitioner" || type === "PractitionerRole";
}

function conceptsOf({ type, value }: Resource): readonly Concept[] {
  if (type === "Practitioner") return (practitioner.safeParse(value).data?.qualification ?? []).flatMap(({ code }) => code ?? []);
  if (type !== "PractitionerRole") return [];
  const { code = [], specialty = [] } = practitionerRole.safeParse(value).data ?? {};
  return [...code, ...specialty];
}

function rolesIn({ text, coding = [] }: Concept): readonly string[] {
  return [text, ...coding.flatMap(({ code, display }) => [code, display])].flatMap((word) => (word ? meantWords("role", word) : []));
}
