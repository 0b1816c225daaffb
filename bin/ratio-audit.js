#!/usr/bin/env node
const { main, processStreams } = require("../dist/command/main.cjs");

main(process.argv.slice(2), processStreams()).then((code) => {
  process.exitCode = code;
});
