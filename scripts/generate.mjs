/** Runs the scripts that write generated files: schemas and rule pages. Prints the names of changed files. */
import { execFileSync } from "node:child_process";
import { buildSync } from "esbuild";

const { outputFiles } = buildSync({
  entryPoints: ["scripts/write-schemas.ts", "scripts/write-rule-pages.ts"],
  outdir: ".",
  bundle: true,
  write: false,
  platform: "node",
  format: "esm",
  packages: "external",
});
for (const { text: input } of outputFiles)
  process.stdout.write(execFileSync(process.execPath, ["--input-type=module", "-"], { input, encoding: "utf8" }));
