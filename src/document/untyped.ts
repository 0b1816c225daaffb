/** Reads values of unknown type: a value of the wrong type counts as absent. */

export type Mapping = Readonly<Record<string, unknown>>;

/** Whether a value is an object and not a list. */
export function isMapping(value: unknown): value is Mapping {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value if it is a mapping, else an empty mapping. */
export function mapping(value: unknown): Mapping {
  return isMapping(value) ? value : {};
}

/** The value if it is a list, else an empty list. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The value if it is text. */
export function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
