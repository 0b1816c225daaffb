/** A walk through a JSON Schema. */
type JsonSchema = Readonly<Record<string, unknown>>;

/** Every part of a schema that judges a value, itself first, with the path of keys that leads there. */
export function* schemaParts(schema: JsonSchema, path = ""): Generator<readonly [path: string, part: JsonSchema]> {
  yield [path, schema];
  for (const [key, inner] of Object.entries(schema.properties ?? {})) yield* schemaParts(inner as JsonSchema, `${path}.${key}`);
  const alternatives = (schema.anyOf ?? []) as readonly JsonSchema[];
  for (const inner of [schema.items, schema.additionalProperties, ...alternatives])
    if (typeof inner === "object") yield* schemaParts(inner as JsonSchema, path);
}
