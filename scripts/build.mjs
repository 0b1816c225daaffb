/**
 * Builds the published schemas with the guards, the command (bundled, a file for each part that is loaded lazily), and the
 * library (ES modules with types).
 */
import { execFileSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import { build, buildSync } from "esbuild";
import { EMBEDDED, embedded } from "./embed.mjs";

writeSchemas();
rmSync("dist", { recursive: true, force: true });

/**
 * What is behind an `import()` becomes a file of its own beside the command. V8 reads through every function of a file
 * before it runs the first, so one file with all of it would take each run 10 ms longer. CommonJS starts sooner than ES
 * modules, and esbuild splits only the latter, hence this plugin.
 */
const parts = new Set([resolve("src/cli.ts")]);
const splitAtImports = {
  name: "split-at-imports",
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^\.\.?\// }, ({ kind, path, resolveDir }) => {
      if (kind !== "dynamic-import") return undefined;
      const file = resolve(resolveDir, path);
      parts.add(file);
      return { path: `./${nameOf(file)}.cjs`, external: true };
    });
    onLoad({ filter: EMBEDDED }, ({ path }) => ({ contents: `export default ${JSON.stringify(embedded(path))};` }));
    // As the entry of a file of its own esbuild makes an ES module of JSON, and exports nothing of it.
    onLoad({ filter: /\.json$/ }, ({ path }) => {
      return { contents: `module.exports = JSON.parse(${JSON.stringify(readFileSync(path, "utf8"))});` };
    });
  },
};

/** `report-json` for `src/report/json.ts`, `schemas-roster.schema` for `schemas/roster.schema.json`. */
function nameOf(part) {
  return relative(".", part)
    .replace(/\.(?:ts|json)$/, "")
    .replaceAll(sep, "-")
    .replace(/^src-/, "");
}

// The set grows while it is walked.
for (const part of parts) {
  await build({
    entryPoints: [{ in: part, out: nameOf(part) }],
    outdir: "dist/command",
    outExtension: { ".js": ".cjs" },
    bundle: true,
    minify: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    legalComments: "none",
    // `require` instead of `import()`, which would start the loader of ES modules.
    supported: { "dynamic-import": false },
    plugins: [splitAtImports],
    // Found where it is installed: it asks for modules by its own address, which a bundle has not.
    external: ["tinyglobby"],
    // commander loads it for subcommands that are programs of their own, which we have none of; it costs 4 ms.
    alias: { "node:child_process": "./scripts/no-child-process.cjs" },
  });
}

execFileSync(process.execPath, ["scripts/compile.cjs"], { stdio: "inherit" });

execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.library.json"], { stdio: "inherit" });

/** What is checked in must be what the schemas' sources say: where it is not, it is written anew for somebody to read, and the build fails. */
function writeSchemas() {
  const { outputFiles } = buildSync({
    entryPoints: ["scripts/write-schemas.ts"],
    bundle: true,
    write: false,
    platform: "node",
    format: "esm",
  });
  const input = outputFiles[0].text;
  const written = execFileSync(process.execPath, ["--input-type=module", "-"], { input, encoding: "utf8" });
  if (written === "") return;
  console.error(`${written}What was checked in is not what its source says. Read the difference, then build again.`);
  process.exit(1);
}
