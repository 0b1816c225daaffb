/** Builds the command (one bundled file) and the library (ES modules with types). */
import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { build } from "esbuild";

rmSync("dist", { recursive: true, force: true });

await build({
  entryPoints: ["src/cli.ts"],
  outfile: "dist/ratio-audit.cjs",
  bundle: true,
  minify: true,
  keepNames: false,
  platform: "node",
  target: "node20",
  format: "cjs",
  legalComments: "none",
  alias: {
    // commander loads it for subcommands that are programs of their own, which we have none of; it costs 4 ms.
    "node:child_process": "./scripts/no-child-process.cjs",
  },
});

execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.library.json"], { stdio: "inherit" });
