/** Writes the JSON Schemas of `schemas/`. */
import { GENERATED } from "./generated.ts";
import { writeGenerated } from "./write-generated.ts";

writeGenerated(GENERATED);
