/** The one place where text becomes fit to be shown: ids of patients and couples are masked before any format sees them. */
import type { Message } from "../../message.ts";
import type { IdMatcher } from "../../roster/id-matcher.ts";

/** Stands for an id in running text. */
const MASK = "•••";

/** Longer text is not shown: nobody reads it, and to search it for every id would take its length times theirs. */
const MAX_LENGTH_OF_SHOWN = 5_000;

export interface Mask {
  /** Text from a roster, with every id in it replaced. */
  text(text: string): string;
  /** The same, with as many characters as before, so that columns stay. */
  inPlace(text: string): string;
}

/** Masks ids wherever a finder finds them. */
export function maskOf(finder: IdMatcher): Mask {
  const replace = (text: string, substitute: (length: number) => string): string => {
    if (text.length > MAX_LENGTH_OF_SHOWN) return substitute(MASK.length);
    const found = finder.find(text);
    if (found.length === 0) return text;
    let masked = "";
    let shown = 0;
    for (const { start, end } of found) {
      masked += text.slice(shown, start) + substitute(end - start);
      shown = end;
    }
    return masked + text.slice(shown);
  };
  return {
    text: (text) => replace(text, () => MASK),
    inPlace: (text) => replace(text, (length) => "•".repeat(length)),
  };
}

/** Masks nothing: for --show-patients. */
export const NO_MASK: Mask = { text: (text) => text, inPlace: (text) => text };

/** Words of a standard: ours as they are (`from` is null), those of somebody's file masked. */
export function wordsOf(from: unknown, words: string, mask: Mask): string {
  return from === null ? words : mask.text(words);
}

/** Turns a message into text. */
export interface Renderer {
  readonly mask: Mask;
  readonly showPatients: boolean;
  /** The 1-based line on which the value at a path stands. */
  lineOf(path: readonly (string | number)[]): number;
}

/** A message as text: our own words as they are, quotes masked, persons as tokens with their line. */
export function render(message: Message, { mask, showPatients, lineOf }: Renderer): string {
  // Joined at once: a text that is added to piece by piece keeps all its pieces.
  return message
    .map((part) => {
      if ("own" in part) return part.own;
      if ("quote" in part) return mask.text(part.quote);
      if ("lineOf" in part) return `line ${lineOf(part.lineOf)}`;
      return `${token(part, showPatients)} (line ${lineOf(part.path)})`;
    })
    .join("");
}

/** `patient #3`, or with `showPatients` the id. */
export function token(who: { readonly person: string; readonly ordinal: number; readonly id: string }, showPatients: boolean): string {
  return showPatients ? who.id : `${who.person} #${who.ordinal}`;
}

/** A message that names no line, since it is about no one file. */
export function renderWithoutLines(message: Message, mask: Mask): string {
  const lineOf = () => {
    throw new Error("a message about no file names a line of it");
  };
  return render(message, { mask, showPatients: false, lineOf });
}
