import { dirname, resolve } from "node:path";
import { defineConfig } from "vitest/config";
import { EMBEDDED, embedded } from "./scripts/embed.mjs";

// Every processor works: by default vitest leaves one of two idle, and the run takes nearly twice as long. Files share what they
// load: none leaves anything behind that another could stumble over, and to load all of it anew takes a minute.
/** `vitest --mode long` runs the tests that take too long for every change. */
const LONG = "test/**/*.long.test.ts";

export default defineConfig(({ mode }) => ({
  plugins: [
    {
      name: "embed",
      enforce: "pre",
      // Under a name of its own, for vite would take a style sheet for one.
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
