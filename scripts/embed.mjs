/** Embeds the page's style sheet and script as text, in the built command and in tests. */
import { readFileSync } from "node:fs";
import { transformSync } from "esbuild";

/** The files to embed. */
export const EMBEDDED = /\/html\/page\.(?:css|browser\.js)$/;

/** The minified text of an embedded file. */
export function embedded(file) {
  const loader = file.endsWith(".css") ? "css" : "js";
  return transformSync(readFileSync(file, "utf8"), {
    loader,
    minify: true,
    target: ["chrome105", "firefox110", "safari16"],
  }).code.trimEnd();
}
