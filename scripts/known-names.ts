/**
 * Adds known names to the published schemas, so that editors complete and explain them. The formats themselves accept any text,
 * because their folders do not know rules and built-in standards.
 *
 * No schema may refuse what the command accepts, so only rule ids are a closed set.
 */
import type * as z from "zod/mini";
import { limitInWords } from "../src/audit/phrases.ts";
import { KINDS, ROLES } from "../src/roster/vocabulary.ts";
import { RULES } from "../src/rules/list.ts";
import { benchmark } from "../src/standards/built-in/benchmark.ts";
import { BUILT_IN, builtInStandard } from "../src/standards/built-in/list.ts";
import type { Standard } from "../src/standards/standard.ts";
import { showWeight } from "../src/standards/weight.ts";

export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** A key and its description in editors. */
type Explained = readonly [key: string, description: string];

const STANDARDS = BUILT_IN.map(({ name }) => builtInStandard(name) as Standard);

const EXPLAINED_RULES = RULES.map(({ id, summary }): Explained => [id, `${summary} Under benchmark: ${benchmark.rules?.[id]}.`]);
const EXPLAINED_ROLES = ROLES.map((role): Explained => [role, weightOf(role)]);
const EXPLAINED_KINDS = KINDS.map((kind): Explained => [kind, limitsOf(kind)]);

/** The roster schema with the names of standards, and of kinds for published ratios. */
export function withNamesInRosters(roster: JsonSchema): JsonSchema {
  partAt(roster, "properties/standard/items").examples = STANDARDS.map(({ name }) => name);
  addKeys(partAt(roster, "properties/program/anyOf/1/properties/publishedRatios"), EXPLAINED_KINDS);
  return { ...roster, ...MARKED_NAMES };
}

/**
 * Marks unknown kinds and roles as warnings in editors, unless the roster names a custom standard, which may define more. They
 * are not errors, because the command line and the configuration may also name one.
 */
const MARKED_NAMES: JsonSchema = {
  if: objectOf({ standard: listOf({ enum: STANDARDS.map(({ name }) => name) }) }),
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: objectOf({
    clinicians: listOf(objectOf({ roles: listOf(markedUnless("role", ROLES)), canLead: listOf(markedUnless("kind", KINDS)) })),
    sessions: listOf(objectOf({ kind: markedUnless("kind", KINDS) })),
  }),
};

function objectOf(properties: Record<string, JsonSchema>): JsonSchema {
  return { type: "object", properties };
}

function listOf(items: JsonSchema): JsonSchema {
  return { type: "array", items };
}

/** A warning for a name that no built-in standard knows. */
function markedUnless(what: string, names: readonly string[]): JsonSchema {
  const message = `Unknown ${what}. Built-in standards know: ${names.join(", ")}. A standard of your own may define others.`;
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  return { if: { not: { enum: [...names] } }, then: { deprecationMessage: message } };
}

/** The standard schema with the names of standards, roles, kinds and rules. */
export function withNamesInStandards(standard: JsonSchema): JsonSchema {
  partAt(standard, "properties/extends").examples = STANDARDS.map(({ name }) => name);
  addKeys(partAt(standard, "properties/roles"), EXPLAINED_ROLES);
  addKeys(partAt(standard, "properties/kinds"), EXPLAINED_KINDS);
  const rules = partAt(standard, "properties/rules");
  addKeys(rules, EXPLAINED_RULES);
  rules.additionalProperties = false;
  partAt(standard, "properties/waivers/items/properties/rule").enum = RULES.filter((rule) => !("review" in rule)).map(({ id }) => id);
  return standard;
}

/** The configuration schema with the names of standards. */
export function withNamesInConfig(config: JsonSchema): JsonSchema {
  partAt(config, "properties/standards/items").examples = STANDARDS.map(({ name }) => name);
  return config;
}

/** The part of a schema at a path of keys such as `properties/kinds`. */
function partAt(schema: JsonSchema, path: string): JsonSchema {
  return path.split("/").reduce((part, key) => part[key] as JsonSchema, schema);
}

/** Adds known keys to a mapping with uniform values. */
function addKeys(mapping: JsonSchema, keys: readonly Explained[]): void {
  const value = mapping.additionalProperties as JsonSchema;
  mapping.properties = Object.fromEntries(keys.map(([key, description]) => [key, { ...value, description }]));
}

function weightOf(role: string): string {
  const weight = builtInStandard(benchmark.name)?.weights.get(role) as number;
  return `How much a clinician with the role ${role} counts. Under benchmark: ${showWeight(weight)}.`;
}

/** The limits of a kind in the built-in standards, each once. */
function limitsOf(kind: string): string {
  const standardsByLimit = new Map<string, string[]>();
  for (const { name, kinds } of STANDARDS) {
    for (const limit of kinds.get(kind)?.limits ?? []) {
      const shown = limitInWords(limit);
      standardsByLimit.set(shown, [...(standardsByLimit.get(shown) ?? []), name]);
    }
  }
  const limits = [...standardsByLimit].map(([limit, standards]) => `${limit} (${standards.join(", ")})`);
  return `Limits of the kind ${kind} in the built-in standards: ${limits.length === 0 ? "none" : limits.join("; ")}.`;
}
