/**
 * Mutation testing: `npm run mutation`, or `npx stryker run --mutate src/rules/ratio-exceeded.ts` for some files. Not a part
 * of `npm test`: it takes the tests of vitest.mutation.config.ts once for each change that it makes.
 *
 * @type {ConstructorParameters<typeof import("@stryker-mutator/core").Stryker>[0]}
 */
export default {
  testRunner: "vitest",
  vitest: { configFile: "vitest.mutation.config.ts", related: false },
  plugins: ["@stryker-mutator/vitest-runner"],
  mutate: ["src/audit/**/*.ts", "src/rules/**/*.ts", "src/standards/**/*.ts"],
  // Texts are prose: whole transcripts in fixtures/ hold them word for word, and they would hide the figures that matter here.
  // What a string decides, such as a role or a unit, is compared with a constant, and comparisons are mutated.
  mutator: { excludedMutations: ["StringLiteral"] },
  coverageAnalysis: "perTest",
  // What is read when a file loads is data: how a rule presents itself, what a built-in standard states. Any change of it takes
  // all tests in a new process, half the time of a run, while the documented tables and the article's numbers hold it anyway.
  ignoreStatic: true,
  concurrency: 2,
  timeoutMS: 5_000,
  timeoutFactor: 2,
  incremental: true,
  incrementalFile: "node_modules/.cache/stryker/incremental.json",
  // The event recorder writes each result as it comes, so that a run that is interrupted shows its survivors too.
  reporters: ["clear-text", "progress-append-only", "json", "event-recorder"],
  jsonReporter: { fileName: "node_modules/.cache/stryker/report.json" },
  eventReporter: { baseDir: "node_modules/.cache/stryker/events" },
  clearTextReporter: { allowEmojis: false, logTests: false, reportTests: false },
  // Stryker would rewrite tsconfig.json with an interface that TypeScript 7 no longer has; the rest is not needed by the tests.
  ignorePatterns: ["tsconfig*.json", "biome.json", "knip.json", "dist", "docs", "bench", "bin", "schemas"],
  thresholds: { high: 95, low: 90, break: 90 },
};
