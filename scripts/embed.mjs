/** The style sheet and script of the page as texts: the same for the built command and for the tests. */
import { readFileSync } from "node:fs";
import { transformSync } from "esbuild";

/** Which files are embedded. */
export const EMBEDDED = /\/html\/page\.(?:css|browser\.js)$/;

/** The text of such a file, without what only its reader needs. */
export function embedded(file) {
  const loader = file.endsWith(".css") ? "css" : "js";
  return transformSync(readFileSync(file, "utf8"), {
    loader,
    minify: true,
    target: ["chrome105", "firefox110", "safari16"],
  }).code.trimEnd();
}
