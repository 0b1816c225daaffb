/**
 * Writes the source of a function that says whether a value fits a zod schema. It allocates nothing, where zod copies what
 * it parses, and it needs no zod: a valid roster is let through by it alone, and zod is loaded only to say what is wrong
 * with an invalid one. `test/reading.test.ts` holds the two to the same answer.
 */
import type * as z from "zod/mini";

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

/** A condition on the variable of this name, as source. */
type Condition = (x: string) => string;

/**
 * The source of a module that exports `name(value): boolean`. Values are what a reader of JSON or YAML makes, so none is
 * undefined. Throws on a type or check that is not among those the roster format uses.
 */
export function guardSource(schema: z.ZodMiniType, name: string): string {
  const functions: string[] = [];
  const patterns: string[] = [];
  const condition = compile(schema, name);
  if (condition("value") !== `${name}(value)`) throw new Error("the schema is not that of a mapping");
  return [...patterns, "", ...functions].join("\n");

  function compile(part: z.ZodMiniType, at: string): Condition {
    const def = part._zod.def as unknown as Def;
    const checks = (def.checks ?? []).map((check) => compileCheck(check._zod.def));
    const type = compileType(def, at, checks);
    // A list's checks are part of its function.
    if (checks.length === 0 || def.type === "array") return type;
    return (x) => `(${[type, ...checks].map((one) => one(x)).join(" && ")})`;
  }

  function compileType(def: Def, at: string, checks: readonly Condition[]): Condition {
    switch (def.type) {
      case "object":
        return compileObject(def.shape, at);
      case "array": {
        const element = compile(def.element, `${at}Entry`);
        return declare(at, [
          `if (${["!Array.isArray(value)", ...checks.map((check) => `!(${check("value")})`)].join(" || ")}) return false;`,
          `for (let i = 0; i < value.length; i++) {`,
          `  const entry = value[i];`,
          `  if (!${element("entry")}) return false;`,
          `}`,
          `return true;`,
        ]);
      }
      case "record": {
        const member = compile(def.valueType, `${at}Member`);
        return declare(at, [
          NO_MAPPING,
          `for (const key in value) {`,
          `  const member = value[key];`,
          // Of `__proto__` zod takes no notice in a record; the resolver refuses it as an unknown kind.
          `  if (key !== "__proto__" && !${member("member")}) return false;`,
          `}`,
          `return true;`,
        ]);
      }
      case "union": {
        const options = def.options.map((option, i) => compile(option, `${at}${"ABC"[i]}`));
        return (x) => `(${options.map((option) => option(x)).join(" || ")})`;
      }
      case "optional":
        return compile(def.innerType, at);
      case "enum":
        return (x) =>
          `(${Object.values(def.entries)
            .map((word) => `${x} === ${JSON.stringify(word)}`)
            .join(" || ")})`;
      case "number":
        return (x) => (def.format === "safeint" ? `Number.isSafeInteger(${x})` : `Number.isFinite(${x})`);
      case "string":
      case "boolean":
        return (x) => `(typeof ${x} === "${def.type}")`;
      default:
        throw new Error(`no guard can be written for the type ${(def as Def).type}`);
    }
  }

  /** Counts the known keys that are there, then down again all that are there: what is left over is not known. */
  function compileObject(shape: Record<string, z.ZodMiniType>, at: string): Condition {
    const members = Object.entries(shape).flatMap(([key, member]) => {
      const fits = compile(member, `${at}${(key[0] as string).toUpperCase()}${key.slice(1)}`);
      const otherwise = member._zod.optin === "optional" ? "" : " else return false;";
      return [
        `member = value.${key};`,
        `if (member !== undefined) {`,
        `  if (!${fits("member")}) return false;`,
        `  known++;`,
        `}${otherwise}`,
      ];
    });
    return declare(at, [NO_MAPPING, `let known = 0;`, `let member;`, ...members, `for (const _ in value) known--;`, `return known === 0;`]);
  }

  function compileCheck(def: CheckDef): Condition {
    switch (def.check) {
      case "min_length":
        return (x) => `${x}.length >= ${def.minimum}`;
      case "max_length":
        return (x) => `${x}.length <= ${def.maximum}`;
      case "length_equals":
        return (x) => `${x}.length === ${def.length}`;
      case "greater_than":
        return (x) => `${x} >= ${def.value}`;
      case "less_than":
        return (x) => `${x} <= ${def.value}`;
      case "string_format": {
        const source = `const PATTERN_${patterns.length + 1} = ${def.pattern};`;
        const same = patterns.findIndex((one) => one.slice(one.indexOf("=")) === source.slice(source.indexOf("=")));
        if (same < 0) patterns.push(source);
        const pattern = `PATTERN_${same < 0 ? patterns.length : same + 1}`;
        return (x) => `${pattern}.test(${x})`;
      }
      default:
        throw new Error(`no guard can be written for the check ${(def as CheckDef).check}`);
    }
  }

  function declare(at: string, body: readonly string[]): Condition {
    const exported = at === name ? "export " : "";
    functions.push([`${exported}function ${at}(value) {`, ...body.map((line) => `  ${line}`), "}", ""].join("\n"));
    return (x) => `${at}(${x})`;
  }
}

const NO_MAPPING = `if (typeof value !== "object" || value === null || Array.isArray(value)) return false;`;
