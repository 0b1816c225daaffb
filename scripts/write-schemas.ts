/** Writes those files made from the zod schemas that are not what their sources say, and names them. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { GENERATED } from "./generated.ts";

for (const [file, text] of Object.entries(GENERATED)) {
  if (existsSync(file) && readFileSync(file, "utf8") === text) continue;
  writeFileSync(file, text);
  console.log(`${file} is written anew.`);
}
