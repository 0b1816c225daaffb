/** The entry point of the command: takes arguments and streams, returns an exit code. */
import { run } from "./commands/program.ts";
import { EXIT } from "./exit-code.ts";
import { OutputClosed, type Streams } from "./io/streams.ts";
import { sanitize } from "./report/sanitize.ts";
import { VERSION } from "./version.ts";

export { processStreams } from "./io/streams.ts";

/** Runs the command line. Never throws: every error becomes an exit code here. */
export async function main(argv: readonly string[], streams: Streams): Promise<number> {
  try {
    return await run(argv, streams);
  } catch (error) {
    if (error instanceof OutputClosed && error.isUnread) return EXIT.ok;
    const text = error instanceof OutputClosed ? (error.isFull ? FULL : CLOSED) : bugReport(error);
    await streams.err.write(text).catch(() => {});
    return error instanceof OutputClosed ? EXIT.notAudited : EXIT.bug;
  }
}

const FULL = "ratio-audit: the disk is full. The output is incomplete.\n";
const CLOSED = "ratio-audit: the output could not be written.\n";

/** The report of a bug. It omits the error's message, which could quote a roster. */
function bugReport(error: unknown): string {
  const name = error instanceof Error ? error.constructor.name : typeof error;
  const stack = error instanceof Error ? callsOf(error) : "";
  const calls = stack
    .split("\n")
    .flatMap(
      (line) => /^ {4}at (?:(?:async )?([\w.#<> ]+) )?\(?.*?([\w.-]+:\d+:\d+)\)?$/.exec(line)?.slice(1).filter(Boolean).join(" ") ?? [],
    );
  return [
    `ratio-audit ${VERSION}: internal error. Your roster is not the cause. Nothing was audited.`,
    `  ${sanitize(name)}; its message is not shown, because it could quote a patient's id.`,
    ...calls.slice(0, 8).map((call) => `  at ${sanitize(call)}`),
    "  Please report it with these lines.",
    "",
  ].join("\n");
}

/** The calls in an error's stack, without the message before them, which may look like a call. */
function callsOf({ name, message, stack = "" }: Error): string {
  const head = [`${name}: ${message}`, message, name].find((start) => start !== "" && stack.startsWith(start));
  return head === undefined ? "" : stack.slice(head.length);
}
