/** Problems of the files that an import reads beside its sources, in words of ours only: no value of a file is shown. */
import type { Document, Problem } from "../document/document.ts";
import { Lines } from "../document/lines.ts";
import type { Message } from "../message.ts";
import { textOf } from "./account-text.ts";

/** `mapping.yaml:3:5: message help`, without a full stop. */
export function locatedProblem(file: string, document: Document, { message, help, path, part, span }: Problem): string {
  const { line, column } = new Lines(document.text).position((span ?? document.locate(path, part)).start);
  return `${file}:${line}:${column}: ${[message, help ?? []]
    .map((one) => ownWords(one, document))
    .join(" ")
    .replace(/\.\s*$/, "")}`;
}

/** A message without anything that it quotes, and without a full stop. */
export function withoutQuotes(message: Message): string {
  return ownWords(message).replace(/\.$/, "");
}

function ownWords(message: Message, document?: Document): string {
  const own = message.map((part) => {
    if ("own" in part) return part;
    if ("lineOf" in part && document !== undefined)
      return { own: `line ${new Lines(document.text).position(document.locate(part.lineOf, "value").start).line}` };
    return { own: "person" in part ? `${part.person} #${part.ordinal}` : "•••" };
  });
  return textOf(own);
}
