/** A refusal as one text, as a user would read it. */
import type { Message } from "../../src/message.ts";

export function wordsOf(refusal: { readonly message: Message; readonly help?: Message }): string {
  return [...refusal.message, ...(refusal.help ?? [])].map((part) => ("own" in part ? part.own : JSON.stringify(part))).join("");
}
