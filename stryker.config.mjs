/**
 * Mutation testing: `npm run mutation`, or `npx stryker run --mutate src/rules/ratio-exceeded.ts` for some files. Not part of
 * `npm test`, because it runs the tests of vitest.mutation.config.ts once for each mutant.
 *
 * @type {ConstructorParameters<typeof import("@stryker-mutator/core").Stryker>[0]}
 */
export default {
  testRunner: "vitest",
  vitest: { configFile: "vitest.mutation.config.ts", related: false },
  plugins: ["@stryker-mutator/vitest-runner"],
  mutate: ["src/audit/**/*.ts", "src/rules/**/*.ts", "src/standards/**/*.ts"],
  // Strings are prose, which transcripts in fixtures/ test word for word; mutating them would hide the important figures. A string
  // that affects results, such as a role or a unit, is compared with a constant, and comparisons are mutated.
  mutator: { excludedMutations: ["StringLiteral"] },
  coverageAnalysis: "perTest",
  // Code that runs when a file loads is data, such as the texts of rules and the built-in standards. Mutating it needs all tests in
  // a new process, half the time of a run, and the tests of the documented tables and of the article's numbers cover it.
  ignoreStatic: true,
  concurrency: 2,
  timeoutMS: 5_000,
  timeoutFactor: 2,
  incremental: true,
  incrementalFile: "node_modules/.cache/stryker/incremental.json",
  // The event recorder writes each result immediately, so that an interrupted run also shows its survivors.
  reporters: ["clear-text", "progress-append-only", "json", "event-recorder"],
  jsonReporter: { fileName: "node_modules/.cache/stryker/report.json" },
  eventReporter: { baseDir: "node_modules/.cache/stryker/events" },
  clearTextReporter: { allowEmojis: false, logTests: false, reportTests: false },
  // Stryker would rewrite tsconfig.json through an interface that TypeScript 7 no longer has. The tests do not need the rest.
  ignorePatterns: ["tsconfig*.json", "biome.json", "knip.json", "dist", "docs", "bench", "bin", "schemas"],
  thresholds: { high: 95, low: 90, break: 90 },
};
