/**
 * The output of `JSON.stringify(value, null, 2)` in pieces, so that a long report is never in memory as a whole. Splits lists
 * and objects down to a depth; writes an iterable as a list. Escapes characters that could control a terminal or a CI runner,
 * which changes no value.
 */
export function* jsonText(value: unknown, depth: number, indent = ""): Generator<string> {
  if (depth === 0 || typeof value !== "object" || value === null) {
    yield JSON.stringify(value, null, 2).replaceAll("\n", `\n${indent}`).replace(STEERING, escaped);
    return;
  }
  const isList = Symbol.iterator in value;
  const entries = isList
    ? (value as Iterable<unknown>)
    : Object.keys(value).filter((key) => value[key as keyof typeof value] !== undefined);
  const [start, end] = isList ? "[]" : "{}";
  yield start as string;
  let isFirst = true;
  for (const entry of entries) {
    yield `${isFirst ? "" : ","}\n${indent}  ${isList ? "" : `${JSON.stringify(entry)}: `}`;
    yield* jsonText(isList ? entry : value[entry as keyof typeof value], depth - 1, `${indent}  `);
    isFirst = false;
  }
  yield `${isFirst ? "" : `\n${indent}`}${end}`;
}

/** Control characters, direction marks, zero-width characters, and the marker of runner commands that can be anywhere in a line. */
const STEERING = /#(?=#[\w.-]*\[)|[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
