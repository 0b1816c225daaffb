/** Finds the resources of a file by the references to them. Two references to one resource have one key. */
import { addTo, memoized } from "../../grouped.ts";
import { say } from "../../message.ts";
import type { Notes } from "../notes.ts";
import { namesOf } from "./practitioner-names.ts";
import type { Resource } from "./resources.ts";
import { identified, type Reference } from "./shapes.ts";

/** What a reference leads to. */
export interface Target {
  /** What tells it from all others: `Patient/12`, the number in a record system, or an address. */
  readonly key: string;
  /** The type of the resource; null if neither the reference nor the file says it. */
  readonly type: string | null;
  /** Null if the file does not have it. */
  readonly resource: Resource | null;
}

const TYPE_AND_ID = /^(?:(https?:\/\/.{1,500}\/)|)([A-Z][A-Za-z]{1,50})\/([A-Za-z0-9.-]{1,64})(?:\/_history\/[A-Za-z0-9.-]{1,64})?$/;

export class Directory {
  /** The newest version of each resource. */
  readonly resources: readonly Resource[];
  /** The address of the server, if the file names one. References to it are the same with and without it. */
  readonly #base: string | null;
  readonly #byKey = new Map<string, Resource>();
  readonly #keys = new Map<Resource, string>();
  readonly #byUrl = new Map<string, Resource>();
  readonly #byIdentifier = new Map<string, Resource[]>();
  readonly #inside = memoized(containedIn);

  /** Older versions of a resource are settled. */
  constructor(resources: readonly Resource[], notes: Notes) {
    this.#base = resources.map(({ fullUrl }) => TYPE_AND_ID.exec(fullUrl ?? "")?.[1]).find((base) => base !== undefined) ?? null;
    const unknown: Resource[] = [];
    for (const resource of resources) {
      const key = this.#ownKey(resource);
      const known = key === null ? undefined : this.#byKey.get(key);
      if (key === null) unknown.push(resource);
      else if (known === undefined) this.#byKey.set(key, resource);
      else {
        const isNewer = versionOf(resource) >= versionOf(known);
        notes.settle((isNewer ? known : resource).at, "duplicate", say`another version of the same resource`);
        if (isNewer) this.#byKey.set(key, resource);
      }
    }
    for (const [key, resource] of this.#byKey) this.#keys.set(resource, key);
    this.resources = [...this.#byKey.values(), ...unknown].sort((a, b) => a.at.line - b.at.line);
    for (const resource of this.resources) {
      if (resource.fullUrl !== null) this.#byUrl.set(resource.fullUrl, resource);
      for (const identifier of identifiersOf(resource.value)) addTo(this.#byIdentifier, identifier, resource);
    }
  }

  /** What tells a resource from all others; null if it has no id. */
  keyOf(resource: Resource): string | null {
    return this.#keys.get(resource) ?? null;
  }

  /** What a reference in a resource leads to; null if it has nothing but a name, which is never a key. */
  find(reference: Reference, from: Resource): Target | null {
    const { reference: written, identifier, type = null } = reference;
    if (written?.startsWith("#")) return this.#contained(written.slice(1), from);
    if (written) return this.#at(written, type);
    if (!identifier?.value) return null;
    const name = identifierKey(identifier);
    const [only, another] = this.#byIdentifier.get(name) ?? [];
    const found = another === undefined ? (only ?? null) : null;
    return { key: (found && this.keyOf(found)) ?? name, type: found?.type ?? type, resource: found };
  }

  #at(written: string, type: string | null): Target {
    const key = this.#normalized(written);
    const resource = this.#byUrl.get(written) ?? this.#byKey.get(key) ?? null;
    const own = resource === null ? null : this.keyOf(resource);
    return { key: own ?? key, type: resource?.type ?? TYPE_AND_ID.exec(written)?.[2] ?? type, resource };
  }

  /** A resource inside of another has no address of its own. Only its identifier, or the name of a clinician, tells it from others. */
  #contained(id: string, from: Resource): Target | null {
    const value = this.#inside(from.value).get(id);
    if (typeof value?.resourceType !== "string") return null;
    const type = value.resourceType;
    const resource = { at: from.at, type, value: { ...value, contained: from.value.contained }, fullUrl: null };
    const [identifier] = identifiersOf(value);
    const [name] = type === "Practitioner" ? namesOf(value) : [];
    const key = identifier ?? name ?? (type === "Patient" || type === "Practitioner" ? null : `${from.at.line}#${id}`);
    return key === null ? null : { key, type, resource };
  }

  #ownKey({ type, value, fullUrl }: Resource): string | null {
    if (fullUrl !== null && TYPE_AND_ID.test(fullUrl)) return this.#normalized(fullUrl);
    return typeof value.id === "string" && value.id !== "" ? `${type}/${value.id}` : fullUrl;
  }

  /** A reference without a version, and without the address of the server. */
  #normalized(written: string): string {
    const [, base, type, id] = TYPE_AND_ID.exec(written.trim()) ?? [];
    if (type === undefined) return written.trim();
    return base === undefined || base === this.#base ? `${type}/${id}` : `${base}${type}/${id}`;
  }
}

/** The resources inside of a resource, by their ids. */
function containedIn({ contained }: Resource["value"]): ReadonlyMap<unknown, Resource["value"]> {
  const inside: unknown[] = Array.isArray(contained) ? contained : [];
  return new Map(inside.filter((one): one is Resource["value"] => typeof one === "object" && one !== null).map((one) => [one.id, one]));
}

/** Versions in order: by when they were made, else by their number. */
function versionOf({ value }: Resource): string {
  const { meta } = identified.safeParse(value).data ?? {};
  return `${meta?.lastUpdated ?? ""} ${(meta?.versionId ?? "").padStart(20, "0")}`;
}

function identifiersOf(value: unknown): string[] {
  const { identifier = [] } = identified.safeParse(value).data ?? {};
  return identifier.flatMap((one) => (one.value ? identifierKey(one) : []));
}

function identifierKey({
  system,
  value,
}: {
  readonly system?: string | null | undefined;
  readonly value?: string | null | undefined;
}): string {
  return `${system ?? ""}|${value}`;
}
