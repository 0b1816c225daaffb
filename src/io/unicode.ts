import type { Streams } from "./streams.ts";

/**
 * Whether standard output shows more than ASCII, as far as the environment tells. What goes to no terminal is Unicode
 * everywhere, so that the same input gives the same bytes.
 */
export function showsUnicode({ env, out }: Pick<Streams, "env" | "out">): boolean {
  if (!out.isTerminal) return true;
  if (env.OS === "Windows_NT") return (env.WT_SESSION ?? "") !== "" || env.TERM_PROGRAM === "vscode";
  if (env.TERM === "linux" || env.TERM === "dumb") return false;
  return /utf-?8/i.test(env.LC_ALL || env.LC_CTYPE || env.LANG || "");
}
