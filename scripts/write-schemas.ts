/** Writes the published JSON Schemas from the zod schemas; with --check it only says whether they are up to date. */
import { readFileSync, writeFileSync } from "node:fs";
import * as z from "zod/mini";
import { reportSchema } from "../src/report/report-schema.ts";
import { rosterFile } from "../src/roster/roster-file.ts";

const SCHEMAS = [
  { file: "schemas/roster.schema.json", title: "ratio-audit roster", schema: rosterFile },
  { file: "schemas/report.schema.json", title: "ratio-audit report, version 1", schema: reportSchema },
];

for (const { file, title, schema } of SCHEMAS) {
  const text = `${JSON.stringify({ title, ...z.toJSONSchema(schema, { target: "draft-7" }) }, null, 2)}\n`;
  if (!process.argv.includes("--check")) writeFileSync(file, text);
  else if (readFileSync(file, "utf8") !== text) {
    console.error(`${file} is not what its source says; run: npm run schemas`);
    process.exitCode = 1;
  }
}
