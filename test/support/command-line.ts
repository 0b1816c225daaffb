/** The command line in this process, with streams that a test can fill, read and break. */
import type { Output } from "../../src/io/streams.ts";
import { main } from "../../src/main.ts";

interface Surroundings {
  readonly stdin?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  /** Whether standard output and standard error are terminals, and how wide. */
  readonly terminal?: number;
}

interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export async function ratioAudit(args: readonly string[], { stdin = "", env = {}, terminal }: Surroundings = {}): Promise<Outcome> {
  const printed = { out: "", err: "" };
  const stream = (name: "out" | "err"): Output => ({
    isTerminal: terminal !== undefined,
    columns: terminal,
    write: async (text) => {
      printed[name] += text;
    },
  });
  const code = await main(args, {
    out: stream("out"),
    err: stream("err"),
    readInput: async () => (typeof stdin === "string" ? new TextEncoder().encode(stdin) : stdin),
    env,
  });
  return { code, ...printed };
}
