/** The clinicians whom the mapping knows, in calendars and FHIR. */
import { normalized } from "./glob.ts";
import type { Mapping } from "./mapping/mapping.ts";

/** The clinicians of a mapping by the addresses, names and references that a source may have for them. */
export class KnownClinicians {
  readonly #names = new Map<string, string>();

  constructor(clinicians: Mapping["clinicians"]) {
    for (const name of Object.keys(clinicians ?? {})) this.#names.set(normalized(name), name);
  }

  /** The name that the mapping has for one of these names. */
  find(...names: readonly (string | null)[]): string | null {
    for (const name of names) {
      const found = name === null ? undefined : this.#names.get(normalized(name));
      if (found !== undefined) return found;
    }
    return null;
  }
}
