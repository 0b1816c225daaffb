import { defineConfig } from "vitest/config";

// Every processor works: by default vitest leaves one of two idle, and the run takes nearly twice as long.
export default defineConfig({
  test: { setupFiles: ["test/setup.ts"], include: ["test/**/*.test.ts"], testTimeout: 60_000, maxWorkers: "100%" },
});
