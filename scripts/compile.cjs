/** Runs the built command on what most runs are about, and keeps what V8 compiled meanwhile. For `build.mjs`. */
const { writeFileSync } = require("node:fs");
const { load, loaded } = require("../bin/ratio-audit.cjs");

const RUNS = [
  ["fixtures/lakeside-week-breaching.json"],
  ["fixtures/lakeside-week-breaching.yaml"],
  ["--format", "json", "fixtures/lakeside-week-breaching.json"],
  ["--version"],
  ["--help"],
];

const nowhere = { write: async () => {}, isTerminal: false, columns: undefined };

async function compile() {
  const { main } = load("cli");
  for (const argv of RUNS) await main(argv, { out: nowhere, err: nowhere, readInput: async () => new Uint8Array(), env: {} });
  for (const [name, { script }] of loaded) writeFileSync(`dist/command/${name}.compiled`, script.createCachedData());
}

compile();
