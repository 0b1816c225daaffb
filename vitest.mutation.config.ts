import { resolve } from "node:path";
import { build, type Plugin } from "esbuild";
import { EMBEDDED, embedded } from "./scripts/embed.mjs";
import base from "./vitest.config.ts";

const SUITE = resolve("test/mutation-suite.ts");

/** Bundles the suite with the core and all packages, because loading hundreds of modules per mutant takes longer than its tests. */
async function bundledSuite() {
  const embed: Plugin = {
    name: "embed",
    setup({ onLoad }) {
      onLoad({ filter: EMBEDDED }, ({ path }) => ({ contents: `export default ${JSON.stringify(embedded(path))};` }));
    },
  };
  const { outputFiles } = await build({
    entryPoints: [SUITE],
    bundle: true,
    minify: true,
    write: false,
    platform: "node",
    format: "esm",
    target: "node20",
    external: ["vitest", "tinyglobby"],
    define: { "import.meta.dirname": JSON.stringify(resolve("src/io")) },
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
    plugins: [embed],
  });
  // Without a source map, which would also be parsed each time.
  return { code: outputFiles[0]?.text ?? "", map: { mappings: "" } };
}

/** For Stryker, which creates its own sandbox and runs one process: see stryker.config.mjs. */
const { test } = base({ mode: "test", command: "serve" });

export default {
  plugins: [{ name: "bundled-suite", enforce: "pre", load: (id: string) => (id === SUITE ? bundledSuite() : undefined) }],
  test: { ...test, setupFiles: [], include: ["test/mutation-suite.ts"], exclude: [] },
};
