/** Follow-up commands, spelled as the user called the tool. */
import type { Streams } from "../io/streams.ts";

/** The start of a command at the start of a line, after spaces or a prompt. */
const COMMAND = /^((?:Try: |Usage: | +(?:\$ )?))ratio-audit(?= )/gm;

/** A text with `npx ratio-audit` for each command that it tells to run, where npx runs the tool. */
export function asCalled(text: string, env: Streams["env"]): string {
  return env.npm_command === "exec" ? text.replace(COMMAND, "$1npx ratio-audit") : text;
}

/** A path as it is written in a shell: in quotes where it must be, and never taken for an option. */
export function inShell(path: string): string {
  const named = path.startsWith("-") ? `./${path}` : path;
  if (!/[^\w./-]/.test(named)) return named;
  return /["$`\\!]/.test(named) ? `'${named.replaceAll("'", "'\\''")}'` : `"${named}"`;
}
