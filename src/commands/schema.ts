/** `ratio-audit schema roster|standard|report|config|mapping`: prints a published JSON schema. */
import { EXIT } from "../exit-code.ts";
import { readPackaged } from "../io/read-file.ts";
import type { Streams } from "../io/streams.ts";
import type { SchemaName } from "./registry.ts";

/** Prints a schema from the package unchanged. */
export async function schema(name: SchemaName, { out }: Streams): Promise<number> {
  await out.write(schemaText(name));
  return EXIT.ok;
}

/** The text of a schema's file. */
export function schemaText(name: SchemaName): string {
  return readPackaged(`schemas/${name}.schema.json`);
}
