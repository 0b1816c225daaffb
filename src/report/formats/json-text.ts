/**
 * What `JSON.stringify(value, null, 2)` makes, in pieces, so that the text of a long report need not be in memory as a whole.
 * Lists and objects are taken apart to a depth; an iterable in place of a list is written as one. What could steer a terminal
 * or a CI runner is escaped, which changes no value.
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

/** Controls, marks of direction, what has no width; and the mark of commands that runners take from anywhere in a line. */
const STEERING = /#(?=#[\w.-]*\[)|[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
