/** What is made from the zod schemas: the published JSON Schemas. */
import * as z from "zod/mini";
import { configFile } from "../src/config/schema.ts";
import { reportSchema } from "../src/report/schema.ts";
import { rosterFile } from "../src/roster/schema.ts";
import { standardFile } from "../src/standards/schema.ts";
import { type JsonSchema, withNamesInConfig, withNamesInRosters, withNamesInStandards } from "./known-names.ts";

/** The text of a published schema. What tells a reader what it is comes first. */
function jsonSchema(title: string, schema: z.ZodMiniType, complete = (made: JsonSchema) => made): string {
  const made = z.toJSONSchema(schema, { target: "draft-7", override: ({ jsonSchema: part }) => allowForCodeUnits(part) });
  const { $schema, description, ...rest } = complete(made);
  return `${JSON.stringify({ $schema, title, description, ...rest }, null, 2)}\n`;
}

/**
 * Editors count the UTF-16 code units of a text where JSON Schema has its characters, which have one or two each. So that none
 * refuses what the command accepts, a text may be twice as long.
 */
function allowForCodeUnits(part: JsonSchema): void {
  if (part.maxLength !== undefined) part.maxLength *= 2;
}

/** The text of each such file, by its path. */
export const GENERATED: Readonly<Record<string, string>> = {
  "schemas/roster.schema.json": jsonSchema("ratio-audit roster", rosterFile, withNamesInRosters),
  "schemas/standard.schema.json": jsonSchema("ratio-audit standard", standardFile, withNamesInStandards),
  "schemas/config.schema.json": jsonSchema("ratio-audit configuration", configFile, withNamesInConfig),
  "schemas/report.schema.json": jsonSchema("ratio-audit report, version 1", reportSchema),
};
