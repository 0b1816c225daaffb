/** `ratio-audit schema roster|standard|report`: prints a published JSON schema. */

import { EXIT } from "../exit-code.ts";
import type { Streams } from "../io/streams.ts";
import type { SchemaName } from "./registry.ts";

const SCHEMAS: Readonly<Record<SchemaName, () => Promise<{ readonly default: unknown }>>> = {
  roster: () => import("../../schemas/roster.schema.json", { with: { type: "json" } }),
  standard: () => import("../../schemas/standard.schema.json", { with: { type: "json" } }),
  report: () => import("../../schemas/report.schema.json", { with: { type: "json" } }),
};

/** Prints the schema as it is in the file of the package. */
export async function schema(name: SchemaName, { out }: Streams): Promise<number> {
  await out.write(await schemaText(name));
  return EXIT.ok;
}

/** The text of a schema's file, which was written in this way. */
export async function schemaText(name: SchemaName): Promise<string> {
  const { default: value } = await SCHEMAS[name]();
  return `${JSON.stringify(value, null, 2)}\n`;
}
