/** What is made from the zod schemas: the published JSON Schemas, and the guard that lets valid rosters through. */
import * as z from "zod/mini";
import { reportSchema } from "../src/report/schema.ts";
import { rosterFile } from "../src/roster/schema.ts";
import { standardFile } from "../src/standards/schema.ts";
import { guardSource } from "./guard-source.ts";
import { type JsonSchema, withNamesInRosters, withNamesInStandards } from "./known-names.ts";

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

const guard = (schema: z.ZodMiniType, name: string, what: string, file: string) => `// @ts-nocheck
/** Whether a value has the shape of a ${what}. Made from ${file} by \`npm run schemas\`; do not edit. */
${guardSource(schema, name)}`;

/** The text of each such file, by its path. */
export const GENERATED: Readonly<Record<string, string>> = {
  "schemas/roster.schema.json": jsonSchema("ratio-audit roster", rosterFile, withNamesInRosters),
  "schemas/standard.schema.json": jsonSchema("ratio-audit standard", standardFile, withNamesInStandards),
  "schemas/report.schema.json": jsonSchema("ratio-audit report, version 1", reportSchema),
  "src/roster/fits-roster.ts": guard(rosterFile, "fitsRoster", "roster", "roster-file.ts"),
  "src/standards/fits-standard.ts": guard(standardFile, "fitsStandard", "standard", "standard-schema.ts"),
};
