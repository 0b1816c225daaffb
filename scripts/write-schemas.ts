/** Writes the files that are made from the zod schemas. */
import { writeFileSync } from "node:fs";
import { GENERATED } from "./generated.ts";

for (const [file, text] of Object.entries(GENERATED)) writeFileSync(file, text);
