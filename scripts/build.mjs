/**
 * Builds the command (bundled, a file for each part that is loaded lazily) and the library (ES modules with types). Fails if
 * a generated file was not current, so that its author reviews the new text.
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
 * Makes each target of an `import()` a file of its own beside the command: V8 scans all of a file before it runs the first
 * function. esbuild splits only ES modules, whose many small chunks start a third slower than these CommonJS files.
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

// The set grows while it is walked.
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
    // `require` instead of `import()`, which would start the loader of ES modules.
    supported: { "dynamic-import": false },
    define: { "import.meta.dirname": "__dirname" },
    plugins: [splitAtImports],
    // Found where it is installed: it asks for modules by its own address, which a bundle has not.
    external: ["tinyglobby"],
    // commander loads it for subcommands that are programs of their own, which we have none of; it costs 5 ms.
    alias: { "node:child_process": "./scripts/no-child-process.cjs", "@noble/hashes/sha2.js": "./scripts/node-sha256.cjs" },
  });
  for (const { path, text } of outputFiles) writeFileSync(path, inAscii(text));
}

execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.library.json"], { stdio: "inherit" });

embedInLibrary("dist/library/report/formats/html");

/** Writes the texts that the page embeds as modules, for a library is read without a bundler as well. */
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

/** What is not ASCII is in strings and regular expressions only, where it may be escaped; V8 reads ASCII faster. */
function inAscii(text) {
  return text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
