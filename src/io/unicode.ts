import type { Streams } from "./streams.ts";

/** Whether standard output can show Unicode, judged by the environment. Outside a terminal, it always can. */
export function showsUnicode({ env, out }: Pick<Streams, "env" | "out">): boolean {
  if (!out.isTerminal) return true;
  if (env.OS === "Windows_NT") return (env.WT_SESSION ?? "") !== "" || env.TERM_PROGRAM === "vscode";
  if (env.TERM === "linux" || env.TERM === "dumb") return false;
  return /utf-?8/i.test(env.LC_ALL || env.LC_CTYPE || env.LANG || "");
}
