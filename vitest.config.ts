import { defineConfig } from "vitest/config";

// Every processor works: by default vitest leaves one of two idle, and the run takes nearly twice as long. Files share what they
// load: none leaves anything behind that another could stumble over, and to load all of it anew takes a minute.
export default defineConfig({
  test: { setupFiles: ["test/setup.ts"], include: ["test/**/*.test.ts"], testTimeout: 60_000, maxWorkers: "100%", isolate: false },
});
