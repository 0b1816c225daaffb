/** Fields of a file format: a schema, what a person is to write there, and what it means. */
import * as z from "zod/mini";
import type { Message } from "../message.ts";

/** Advice on a value that is near to one that fits. */
type Meant = (written: string | number) => Message | null;

/** What to write in a field, for the message about a value that does not fit. */
export const expectations = z.registry<{ expects: string; example: string; meant?: Meant }>();

/** What an editor offers for a field. Neither has a say in what fits. */
export interface Offered {
  /** Values to choose from, where others fit as well. */
  readonly examples?: readonly unknown[];
  /** What it is as if the field had, where it is left out. */
  readonly default?: unknown;
}

/**
 * A schema with what it expects (which goes into error messages) and its description (which goes into the published schema,
 * and so do the values that it offers).
 */
export function field<S extends z.ZodMiniType>(
  schema: S,
  expects: string,
  example: string,
  description: string,
  { meant = () => null, ...offered }: Offered & { readonly meant?: Meant } = {},
): S {
  expectations.add(schema, { expects, example, meant });
  z.globalRegistry.add(schema, { description, ...offered });
  return schema;
}
