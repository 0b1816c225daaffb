/** JSON in pieces: a report of 100,000 findings need not be in memory as a whole. */

/** Things turned into others one by one, when they are asked for. */
export function* each<T, U>(things: Iterable<T>, turn: (thing: T) => U): Generator<U> {
  for (const thing of things) yield turn(thing);
}

/** Text of an object with entries filled in for some of its empty lists, in their order; `indent` is that of its keys. */
export function* filled(object: string, indent: string, lists: Readonly<Record<string, Iterable<Iterable<string>>>>): Generator<string> {
  let rest = object;
  for (const [key, entries] of Object.entries(lists)) {
    // No string holds a line break, so this line is that of the key.
    const line = `\n${indent}"${key}": [`;
    const at = rest.indexOf(`${line}]`) + line.length;
    yield rest.slice(0, at);
    rest = rest.slice(at);
    let isFirst = true;
    for (const entry of entries) {
      yield isFirst ? "\n" : ",\n";
      yield* entry;
      isFirst = false;
    }
    if (!isFirst) yield `\n${indent}`;
  }
  yield rest;
}

/** A value's text, indented; what could steer a terminal or a CI runner is escaped, which changes no value. */
export function text(value: object, indent: string): string {
  const lines = `${indent}${JSON.stringify(value, null, 2).replaceAll("\n", `\n${indent}`)}`;
  return lines.replace(STEERING, escaped);
}

/** Controls, marks of direction, what has no width; and the mark of commands that runners take from anywhere in a line. */
const STEERING = /#(?=#[\w.-]*\[)|[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
