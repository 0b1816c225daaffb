/** Follow-up commands, spelled as the user called the tool. */
import type { Streams } from "../io/streams.ts";

/** A command at the start of a line, after spaces or a prompt, or after a pipe. */
const COMMAND = /(^(?:Try: |Usage: | +(?:\$ )?)|\| )ratio-audit(?= )/gm;

/** Changes each suggested command in a text to `npx ratio-audit` if npx runs the tool. */
export function asCalled(text: string, env: Streams["env"]): string {
  return text.replace(COMMAND, `$1${calledAs(env)}`);
}

/** How the user called the tool: `npx ratio-audit`, or `ratio-audit`. */
export function calledAs(env: Streams["env"]): string {
  return env.npm_command === "exec" ? "npx ratio-audit" : "ratio-audit";
}
