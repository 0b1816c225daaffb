import { dirname, resolve } from "node:path";
import { defineConfig } from "vitest/config";
import { EMBEDDED, embedded } from "./scripts/embed.mjs";

// Uses every processor: by default, vitest leaves one of two idle, and the run takes nearly twice as long. Test files share loaded
// modules, because none leaves state behind, and loading all of them again takes a minute.
/** `vitest --mode long` runs the tests that take too long for every change. */
const LONG = "test/**/*.long.test.ts";

export default defineConfig(({ mode }) => ({
  plugins: [
    {
      name: "embed",
      enforce: "pre",
      // Under a different name, because vite would process a style sheet.
      resolveId: (source, importer = "") => {
        const file = resolve(dirname(importer), source);
        return EMBEDDED.test(file) ? `\0embedded:${file}:` : undefined;
      },
      load: (id) => (id.startsWith("\0embedded:") ? `export default ${JSON.stringify(embedded(id.split(":")[1]))};` : undefined),
    },
  ],
  test: {
    setupFiles: ["test/setup.ts"],
    env: mode === "long" ? { RATIO_AUDIT_LONG: "1" } : {},
    include: [mode === "long" ? LONG : "test/**/*.test.ts"],
    exclude: mode === "long" ? [] : [LONG],
    testTimeout: mode === "long" ? 900_000 : 60_000,
    maxWorkers: "100%",
    isolate: false,
  },
}));
