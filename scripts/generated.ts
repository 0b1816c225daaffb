/** What is made from the zod schemas: the published JSON Schemas. */
import * as z from "zod/mini";
import { configFile } from "../src/config/schema.ts";
import { factsOf } from "../src/document/field.ts";
import { mappingFile } from "../src/import/mapping/schema.ts";
import { reportSchema } from "../src/report/schema.ts";
import { rosterFile } from "../src/roster/schema.ts";
import { standardFile } from "../src/standards/schema.ts";
import { HOMEPAGE } from "../src/version.ts";
import { type JsonSchema, withNamesInConfig, withNamesInRosters, withNamesInStandards } from "./known-names.ts";

/** The text of a published schema. What tells a reader what it is comes first. */
function jsonSchema(file: string, title: string, schema: z.ZodMiniType, complete = (made: JsonSchema) => made): string {
  const made = z.toJSONSchema(schema, {
    target: "draft-7",
    override: ({ zodSchema, jsonSchema: part }) => {
      allowForCodeUnits(part);
      // Editors show this in place of the pattern, which nobody reads.
      const facts = part.pattern === undefined ? undefined : factsOf(zodSchema as unknown as z.ZodMiniType);
      if (facts !== undefined) part.patternErrorMessage = `Write ${facts.expects}, such as: ${facts.example}`;
    },
  });
  const { $schema, description, ...rest } = complete(made);
  return `${JSON.stringify({ $schema, $id: `${HOMEPAGE}/schemas/${file}`, title, description, ...rest }, null, 2)}\n`;
}

/**
 * Editors count the UTF-16 code units of a text where JSON Schema has its characters, which have one or two each. So that none
 * refuses what the command accepts, a text may be twice as long.
 */
function allowForCodeUnits(part: JsonSchema): void {
  if (part.maxLength !== undefined) part.maxLength *= 2;
}

const SCHEMAS = {
  "roster.schema.json": ["ratio-audit roster", rosterFile, withNamesInRosters],
  "standard.schema.json": ["ratio-audit standard", standardFile, withNamesInStandards],
  "config.schema.json": ["ratio-audit configuration", configFile, withNamesInConfig],
  "mapping.schema.json": ["ratio-audit mapping", mappingFile, undefined],
  "report.schema.json": ["ratio-audit report, version 1", reportSchema, undefined],
} as const;

/** The text of each such file, by its path. */
export const GENERATED: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(SCHEMAS).map(([file, [title, schema, complete]]) => [`schemas/${file}`, jsonSchema(file, title, schema, complete)]),
);
