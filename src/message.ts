/**
 * Messages are built from typed parts, so that masking goes by provenance: the words of a template are ours, quoted text is masked,
 * people are tokens. A raw string cannot be interpolated: mark it as `untrusted` or `trusted`.
 */

/** A patient or couple, whose id must not leave the roster: shown as `patient #3 (line 41)`. */
export interface Protected {
  readonly person: "patient" | "couple";
  /** 1-based position in the section, or the order of first appearance. */
  readonly ordinal: number;
  readonly id: string;
  /** The path of the declaration, or of the first mention. */
  readonly path: readonly (string | number)[];
}

/** The line of the value at a path: `line 41`. */
interface LineOf {
  readonly lineOf: readonly (string | number)[];
}

export type Part = { readonly own: string } | { readonly quote: string } | Protected | LineOf;
export type Message = readonly Part[];

/** Text from a roster or a file name: masked before it is shown. */
export function untrusted(text: string): Part {
  return { quote: text };
}

/** Text from this program: words, numbers, times, names of rules, keys and standards. Never masked. */
export function trusted(text: string): Part {
  return { own: text };
}

type Value = number | Part | Message;

/** The template tag that builds a message: ``say`${untrusted(session.id)} has ${7} patients` ``. */
export function say(words: TemplateStringsArray, ...values: readonly Value[]): Message {
  const message: Part[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string;
    if (word !== "") message.push({ own: word });
    const value = values[i];
    if (value === undefined) continue;
    if (typeof value === "number") message.push({ own: String(value) });
    else if (Array.isArray(value)) message.push(...(value as Message));
    else message.push(value as Part);
  }
  return message;
}

/** Joins messages with a separator; the last one can have a separator of its own. */
export function joined(messages: readonly Message[], separator = ", ", last = separator): Message {
  return messages.flatMap((message, i) => {
    if (i === 0) return message;
    return [trusted(i === messages.length - 1 ? last : separator), ...message];
  });
}

/** Maximum names in a list: no one reads more. */
export const MAX_LISTED = 8;

/** `a, b and c`: a list as prose, with each name from `name`; beyond `most`, the rest is counted. */
export function listed<T>(things: readonly T[], name: (thing: T) => Message, most = MAX_LISTED): Message {
  // A single one left over is named, which is as short.
  const named = things.slice(0, things.length === most + 1 ? things.length : most).map(name);
  if (named.length === things.length) return joined(named, ", ", " and ");
  return [...joined(named), trusted(` and ${things.length - most} more`)];
}

/** `1 patient`, `7 patients`, `0 couples`. */
export function count(n: number, noun: string): string {
  return `${n} ${n === 1 ? noun : `${noun}s`}`;
}

/** A unique name: numbered if it was used before. `before` counts the uses of each name. */
export function numbered(name: string, before: Map<string, number>): string {
  const times = before.get(name) ?? 0;
  before.set(name, times + 1);
  return times === 0 ? name : numbered(`${name} (${times + 1})`, before);
}
