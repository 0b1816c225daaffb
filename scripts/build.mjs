/**
 * Builds the command (bundled, with a file for each lazily loaded part) and the library (ES modules with types). Fails if a
 * generated file was out of date, so that its author reviews the new text.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import { build } from "esbuild";
import { EMBEDDED, embedded } from "./embed.mjs";

const rewritten = execFileSync(process.execPath, ["scripts/generate.mjs"], { encoding: "utf8" });
if (rewritten !== "") {
  console.error(`${rewritten}The checked-in text did not match its source. Review the difference, then build again.`);
  process.exit(1);
}
rmSync("dist", { recursive: true, force: true });
mkdirSync("dist/command", { recursive: true });

/**
 * Bundles each target of an `import()` into a separate file, because V8 scans a whole file before it runs the first function.
 * esbuild can split only ES modules, whose many small chunks start a third slower than these CommonJS files.
 */
const parts = new Set([resolve("src/main.ts")]);
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
  },
};

/** `report-formats-json` for `src/report/formats/json.ts`. */
function nameOf(part) {
  return relative("src", part).replace(/\.ts$/, "").replaceAll(sep, "-");
}

// The loop adds to the set.
for (const part of parts) {
  const { outputFiles } = await build({
    write: false,
    entryPoints: [{ in: part, out: nameOf(part) }],
    outdir: "dist/command",
    outExtension: { ".js": ".cjs" },
    bundle: true,
    minify: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    legalComments: "none",
    // `require` instead of `import()`, which would start the ES module loader.
    supported: { "dynamic-import": false },
    define: { "import.meta.dirname": "__dirname" },
    plugins: [splitAtImports],
    // Not bundled, because it resolves modules relative to its own path.
    external: ["tinyglobby"],
    // commander loads it for subcommands in separate programs, which we do not use. Loading it takes 5 ms.
    alias: { "node:child_process": "./scripts/no-child-process.cjs", "@noble/hashes/sha2.js": "./scripts/node-sha256.cjs" },
  });
  for (const { path, text } of outputFiles) writeFileSync(path, inAscii(text));
}

execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.library.json"], { stdio: "inherit" });

embedInLibrary("dist/library/report/formats/html");

/** Writes the texts that the page embeds as modules, so that the library works without a bundler. */
function embedInLibrary(folder) {
  const page = `${folder}/page.js`;
  writeFileSync(page, readFileSync(page, "utf8").replace('"./page.css"', '"./page.css.js"'));
  for (const [asset, file] of [
    ["page.css", "page.css"],
    ["page.browser.js", "page.browser"],
  ]) {
    writeFileSync(`${folder}/${file}.js`, `export default ${JSON.stringify(embedded(`src/report/formats/html/${asset}`))};\n`);
    writeFileSync(`${folder}/${file}.d.ts`, "declare const text: string;\nexport default text;\n");
  }
}

/** Escapes non-ASCII characters, which are only in strings and regular expressions, because V8 reads ASCII faster. */
function inAscii(text) {
  return text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
