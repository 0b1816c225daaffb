/** Follow-up commands, spelled as the user called the tool. */
import type { Streams } from "../io/streams.ts";

/** A command at the start of a line, after spaces or a prompt, or after a pipe. */
const COMMAND = /(^(?:Try: |Usage: | +(?:\$ )?)|\| )ratio-audit(?= )/gm;

/** Changes each suggested command in a text to `npx ratio-audit` if npx runs the tool. */
export function asCalled(text: string, env: Streams["env"]): string {
  return env.npm_command === "exec" ? text.replace(COMMAND, "$1npx ratio-audit") : text;
}

/** Quotes a path for a shell if necessary. The result never looks like an option. */
export function inShell(path: string): string {
  const named = path.startsWith("-") ? `./${path}` : path;
  if (!/[^\w./-]/.test(named)) return named;
  return /["$`\\!]/.test(named) ? `'${named.replaceAll("'", "'\\''")}'` : `"${named}"`;
}
