/**
 * A zod schema compiled into one function that only answers yes or no. It allocates nothing, where zod copies what it
 * parses; on a roster of 100,000 sessions zod takes about as long as `JSON.parse`, this a small part of that. So a valid
 * file costs one pass of this, and zod itself is asked only for what is wrong with an invalid one. `test/guard.test.ts`
 * holds the two to the same answer.
 */
import type * as z from "zod/mini";
import { isMapping } from "./loose.ts";

export type Guard = (value: unknown) => boolean;

/** Compiles a schema; throws on a type or check that is not among those the roster format uses. */
export function compileGuard(schema: z.ZodMiniType): Guard {
  const def = schema._zod.def as unknown as Def;
  const checks = (def.checks ?? []).map((check) => compileCheck(check._zod.def));
  const type = compileType(def);
  if (checks.length === 0) return type;
  return (value) => type(value) && checks.every((check) => check(value));
}

type Def =
  | (Checked & { type: "object"; shape: Record<string, z.ZodMiniType> })
  | (Checked & { type: "array"; element: z.ZodMiniType })
  | (Checked & { type: "record"; valueType: z.ZodMiniType })
  | (Checked & { type: "union"; options: z.ZodMiniType[] })
  | (Checked & { type: "optional"; innerType: z.ZodMiniType })
  | (Checked & { type: "enum"; entries: Record<string, string> })
  | (Checked & { type: "number"; format?: string })
  | (Checked & { type: "string" | "boolean" });

interface Checked {
  readonly checks?: readonly { _zod: { def: CheckDef } }[];
}

type CheckDef =
  | { check: "min_length"; minimum: number }
  | { check: "max_length"; maximum: number }
  | { check: "length_equals"; length: number }
  | { check: "greater_than" | "less_than"; value: number }
  | { check: "string_format"; pattern: RegExp };

function compileCheck(def: CheckDef): Guard {
  switch (def.check) {
    case "min_length":
      return (value) => (value as string | unknown[]).length >= def.minimum;
    case "max_length":
      return (value) => (value as string).length <= def.maximum;
    case "length_equals":
      return (value) => (value as unknown[]).length === def.length;
    case "greater_than":
      return (value) => (value as number) >= def.value;
    case "less_than":
      return (value) => (value as number) <= def.value;
    case "string_format":
      return (value) => def.pattern.test(value as string);
    default:
      throw new Error(`the guard knows no check ${(def as CheckDef).check}`);
  }
}

function compileType(def: Def): Guard {
  switch (def.type) {
    case "object":
      return compileObject(def.shape);
    case "array": {
      const element = compileGuard(def.element);
      return (value) => Array.isArray(value) && value.every(element);
    }
    case "record": {
      const member = compileGuard(def.valueType);
      // Of `__proto__` zod takes no notice in a record; the resolver refuses it as an unknown kind.
      return (value) => isMapping(value) && Object.keys(value).every((key) => key === "__proto__" || member(value[key]));
    }
    case "union": {
      const options = def.options.map(compileGuard);
      return (value) => {
        for (const option of options) if (option(value)) return true;
        return false;
      };
    }
    case "optional": {
      const inner = compileGuard(def.innerType);
      return (value) => value === undefined || inner(value);
    }
    case "enum": {
      const words = new Set<unknown>(Object.values(def.entries));
      return (value) => words.has(value);
    }
    case "number":
      return def.format === "safeint" ? Number.isSafeInteger : (value) => typeof value === "number" && Number.isFinite(value);
    case "string":
    case "boolean":
      return (value) => typeof value === def.type;
    default:
      throw new Error(`the guard knows no type ${(def as Def).type}`);
  }
}

function compileObject(shape: Record<string, z.ZodMiniType>): Guard {
  const members = new Map(Object.entries(shape).map(([key, schema]) => [key, compileGuard(schema)]));
  const required = Object.keys(shape).filter((key) => shape[key]?._zod.optin !== "optional");
  return (value) => {
    if (!isMapping(value)) return false;
    for (const key of required) if (value[key] === undefined) return false;
    for (const key in value) {
      const member = members.get(key);
      if (member === undefined || !member(value[key])) return false;
    }
    return true;
  };
}
