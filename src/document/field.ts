/** Fields of a file format: a schema, what a person is to write there, and what it means. */
import * as z from "zod/mini";
import type { Message } from "../message.ts";

/** What to write in a field, for the message about a value that does not fit; `meant` is advice on one that is near. */
export const expectations = z.registry<{
  expects: string;
  example: string;
  meant?: (written: string | number) => Message | null;
}>();

/** A schema with what it expects (which goes into error messages) and its description (which goes into the published schema). */
export function field<S extends z.ZodMiniType>(
  schema: S,
  expects: string,
  example: string,
  description: string,
  meant: (written: string | number) => Message | null = () => null,
): S {
  expectations.add(schema, { expects, example, meant });
  z.globalRegistry.add(schema, { description });
  return schema;
}
