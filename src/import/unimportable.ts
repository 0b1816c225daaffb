/** Files that cannot be imported: how a reader says so, and how it stops from deep inside. */
import type { Message } from "../message.ts";
import type { Unimportable } from "./entry.ts";
import type { RowLocation } from "./source.ts";

/** Why a file cannot be imported, and what to do; at a row or cell where there is one to name. */
export function unimportable(message: Message, help: Message, at: RowLocation | null = null): Unimportable {
  return { message, help, at };
}

/** Whether a reader refused the file. */
export function isUnimportable(result: string | object): result is Unimportable {
  return typeof result === "object" && "help" in result && "message" in result;
}

/** Stops a reader from deep inside. Never leaves `src/import`: `orUnimportable` turns it into its reason. */
export class Refusal extends Error {
  readonly reason: Unimportable;
  constructor(message: Message, help: Message, at: RowLocation | null = null) {
    super("refused");
    this.reason = unimportable(message, help, at);
  }
}

/** What a reader returns, or why it stopped. */
export function orUnimportable<T>(read: () => T): T | Unimportable {
  try {
    return read();
  } catch (error) {
    if (error instanceof Refusal) return error.reason;
    throw error;
  }
}
