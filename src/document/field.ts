/** Fields of a file format: a schema with its expected value, description, and whether reports may show it. */
import * as z from "zod/mini";
import type { ProblemCode } from "../codes.ts";
import type { Message } from "../message.ts";

/** Advice on a value that is close to a valid one; `root` is the whole document. */
type Meant = (written: string | number, root: unknown) => Message | null;

interface Facts {
  readonly expects: string;
  readonly example: string;
  readonly meant?: Meant;
  /** The problem code for an invalid text, if it is more specific than a wrong value. */
  readonly code?: ProblemCode | undefined;
  readonly shown: boolean;
  /** The word of our vocabulary that an author's word means; null if that is not certain. */
  readonly asEntry?: ((written: string) => string | null) | undefined;
}

/** Facts about each field: the expected value for messages, and whether reports may quote the value. */
const fields = z.registry<Facts>();

/** The facts recorded for a field's schema; undefined if the schema is not a field. */
export function factsOf(schema: z.ZodMiniType): Facts | undefined {
  return fields.get(schema);
}

/** What an editor offers for a field. None has a say in what fits. */
export interface Offered {
  /** A pattern for the published schema, of a text that a function checks. */
  readonly pattern?: string;
  /** Values to choose from, where others fit as well. */
  readonly examples?: readonly unknown[];
  /** The default value of the field. */
  readonly default?: unknown;
}

interface Options extends Offered {
  readonly meant?: Meant;
  readonly code?: ProblemCode;
  /** Whether reports may quote a value of this field. Patient ids in it are still masked. */
  readonly shown?: boolean;
  /** The word of our vocabulary that an author's word means; null if that is not certain. Without it, a help shows no entry. */
  readonly asEntry?: (written: string) => string | null;
}

/** A schema with its expected value for error messages, and its description and suggestions for the published schema. */
export function field<S extends z.ZodMiniType>(
  schema: S,
  expects: string,
  example: string,
  description: string,
  { meant = () => null, code, shown = false, asEntry, pattern, ...offered }: Options = {},
): S {
  fields.add(schema, { expects, example, meant, code, shown, asEntry });
  z.globalRegistry.add(schema, { ...(pattern === undefined ? {} : { pattern }), description, ...offered });
  return schema;
}

type Shape = Record<string, z.ZodMiniType>;

/** A mapping with required and optional keys, and no other keys. */
export function mappingOf<S extends Shape, R extends keyof S = never>(required: readonly R[], shape: S) {
  const fields = Object.entries(shape).map(([key, schema]) => [key, required.includes(key as R) ? schema : z.optional(schema)]);
  return z.strictObject(Object.fromEntries(fields) as { [K in keyof S]: K extends R ? S[K] : z.ZodMiniOptional<S[K]> });
}

/** The parts of a zod schema that lead to other schemas. */
interface Def {
  readonly type: string;
  readonly shape?: Record<string, z.ZodMiniType>;
  readonly element?: z.ZodMiniType;
  readonly valueType?: z.ZodMiniType;
  readonly innerType?: z.ZodMiniType;
  readonly options?: readonly z.ZodMiniType[];
}

/** The parts of a schema. */
export function defOf(schema: z.ZodMiniType): Def {
  return schema._zod.def as unknown as Def;
}
